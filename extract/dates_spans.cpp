// Takes dates as they are written. Hands out those that make one span as one: `11 - 15/5/2017`,
// `từ ngày 29 đến ngày 31/5`, `ngày 3 và 4/7`.
#include <banggiao/extract/date_words.h>
#include <banggiao/extract/dates_reading.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {

using dates::words;

namespace {

class Joiner {
  public:
    explicit Joiner(const Document& document) : document_(document) {}

    /// `11 - 15/5/2017`, `28/6 -1/7`, `từ ngày 29 đến ngày 31/5`: one span instead of two dates.
    std::vector<Reading> join(const std::vector<Reading>& readings) const {
        std::vector<Reading> joined;
        for (const Reading& next : readings) {
            if (!joined.empty() && try_join(joined.back(), next)) continue;
            joined.push_back(next);
        }
        std::erase_if(joined, [](const Reading& reading) { return reading.form == Form::day_only; });
        return joined;
    }

  private:
    SyllableId id(TokenIndex at) const { return at < document_.tokens.size() ? document_.tokens[at].id : 0; }
    char32_t mark(TokenIndex at) const {
        return at < document_.tokens.size() ? document_.tokens[at].mark : 0;
    }

    /// Whether only a dash or `đến` (`đến ngày`) stands between two readings.
    bool joins(TokenIndex from, TokenIndex to) const {
        if (from >= to || to - from > 2) return false;
        const char32_t dash = mark(from);
        const bool until = id(from) == words().until || id(from) == words().till;
        if (to - from == 2) return until && id(from + 1) == words().whole; // `đến hết ngày 7/3`
        return dash == U'-' || dash == U'–' || until;
    }

    /// `trong hai ngày 3 và 4/7`, `ngày 3/7 và 4/7`, `30/6 và 1/7`: two days in a row.
    bool next_day(const Reading& first, const Reading& second) const {
        const CalendarDate &day = first.date.first, &next = second.date.first;
        const bool dated = first.form == Form::absolute && first.date.grain == DateGrain::day;
        const bool follows =
            (first.form == Form::day_only || (dated && day.month == next.month)) && next.day == day.day + 1;
        const bool new_month = dated && next.day == 1 && next.month == day.month % 12 + 1 &&
                               day.day >= (day.month == 2 ? 28 : 30);
        return second.date.tokens.first == first.date.tokens.last + 1 &&
               id(first.date.tokens.last) == words().conjunction && (follows || new_month);
    }

    bool try_join(Reading& first, const Reading& second) const {
        if (second.form != Form::absolute || first.date.is_span() || second.date.is_span() ||
            first.date.first.day == 0 || second.date.first.day == 0)
            return false;
        if (!joins(first.date.tokens.last, second.date.tokens.first) && !next_day(first, second))
            return false;
        if (first.form != Form::day_only && first.form != Form::absolute) return false;
        CalendarDate& start = first.date.first;
        CalendarDate end = second.date.first;
        if (first.form == Form::day_only && start.day >= end.day) return false;
        start.month = start.month != 0 ? start.month : end.month;
        const bool turns = start.month > end.month; // of the year: `từ ngày 30/12/2017 đến 2/1/2018`
        if (start.year == 0 && end.year != 0) start.year = end.year - (turns ? 1 : 0);
        if (end.year == 0 && start.year != 0) end.year = start.year + (turns ? 1 : 0);
        if (end.year != start.year + (turns && start.year != 0 ? 1 : 0)) return false;
        first.date.last = end;
        first.date.tokens.last = second.date.tokens.last;
        const TokenIndex at = first.date.tokens.first;
        first.date.cued = first.date.cued || second.date.cued || (at > 0 && id(at - 1) == words().from);
        first.form = Form::absolute;
        return true;
    }

    const Document& document_;
};

/// The bare first day of `3-8/3/2017`, `11 - 15/5`, which from_chain() does not see.
class LeadingDays {
  public:
    explicit LeadingDays(const Document& document) : document_(document) {}

    void widen(Reading& reading) const {
        DateMention& date = reading.date;
        if (reading.form != Form::absolute || date.is_span() || date.first.day == 0) return;
        TokenIndex at = date.tokens.first;
        if (at < 2 || (document_.tokens[at - 1].mark != U'-' && document_.tokens[at - 1].mark != U'–'))
            return;
        const Token& number = document_.tokens[at - 2];
        if (number.shape != Shape::number || number.span.end - number.span.start > 2) return;
        int day = 0;
        for (const char c : document_.view(number)) day = is_ascii_digit(c) ? day * 10 + (c - '0') : 99;
        if (day < 1 || day >= date.first.day) return;
        date.first.day = day;
        date.cued = true;
        date.tokens.first = at - 2;
        if (at >= 3 && words().is_cue(document_.tokens[at - 3].id)) date.tokens.first = at - 3;
    }

  private:
    const Document& document_;
};

} // namespace

std::vector<Reading> join_spans(const Document& document, const std::vector<Reading>& readings) {
    std::vector<Reading> joined = Joiner(document).join(readings);
    const LeadingDays leading(document);
    for (Reading& reading : joined) leading.widen(reading);
    return joined;
}

} // namespace banggiao::extract
