// Takes a document. Hands out its dates as written: reads day, month and year forms, joins spans.
#include <banggiao/extract/dates_reading.h>

#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <optional>

namespace banggiao::extract {

namespace {

struct Words {
    SyllableId day = intern_syllable("ngày"), month = intern_syllable("tháng"), year = intern_syllable("năm");
    SyllableId today = intern_syllable("nay"), yesterday = intern_syllable("qua"),
               same = intern_syllable("cùng");
    SyllableId from = intern_syllable("từ"), until = intern_syllable("đến"), till = intern_syllable("tới"),
               conjunction = intern_syllable("và");
    SyllableId last_year = intern_syllable("ngoái");
    std::array<SyllableId, 9> cues = {day,
                                      intern_syllable("sáng"),
                                      intern_syllable("trưa"),
                                      intern_syllable("chiều"),
                                      intern_syllable("tối"),
                                      intern_syllable("đêm"),
                                      intern_syllable("hôm"),
                                      intern_syllable("rạng"),
                                      intern_syllable("khuya")};
    /// What a date without a number in front begins with; nothing else is looked at.
    SyllableSet openers{"tháng năm cùng ngày sáng trưa chiều tối đêm hôm rạng khuya"};

    bool is_cue(SyllableId id) const { return std::find(cues.begin(), cues.end(), id) != cues.end(); }
};

const Words& words() {
    static const Words table;
    return table;
}

/// What stands at a place in the text: one or two numbers of a `d/m/y` chain.
struct Chain {
    std::array<int, 3> number{};
    std::array<int, 3> digits{};
    int count = 0;
    char separator = 0;
    std::size_t end = 0; ///< byte after it
};

class Reader {
  public:
    explicit Reader(const Document& document) : document_(document) {}

    std::vector<Reading> read() {
        const SyllableSet& openers = words().openers;
        std::vector<Reading> readings;
        for (TokenIndex at = 0; at < size();) {
            if (!is_number(at) && !openers.contains(id(at))) {
                ++at;
            } else if (std::optional<Reading> found = read_at(at)) {
                at = std::max(at + 1, found->date.tokens.last);
                readings.push_back(std::move(*found));
            } else {
                ++at;
            }
        }
        return join_spans(readings);
    }

  private:
    TokenIndex size() const { return static_cast<TokenIndex>(document_.tokens.size()); }
    SyllableId id(TokenIndex at) const { return at < size() ? document_.tokens[at].id : 0; }
    bool is_number(TokenIndex at) const { return at < size() && document_.tokens[at].shape == Shape::number; }
    char32_t mark(TokenIndex at) const { return at < size() ? document_.tokens[at].mark : 0; }
    /// The byte there: dates are read by their ASCII.
    char letter(std::size_t place) const {
        return place < document_.utf8.size() ? document_.utf8[place] : '\n';
    }

    std::optional<Reading> read_at(TokenIndex at) const {
        if (is_number(at)) return read_number(at);
        if (id(at) == words().month && is_number(at + 1)) return read_month(at);
        if (id(at) == words().year && is_number(at + 1)) return read_year(at);
        return read_relative(at);
    }

    /// Numbers joined by one kind of separator, each at most four digits.
    Chain read_chain(std::size_t place) const {
        Chain chain;
        for (;;) {
            int value = 0, digits = 0;
            while (is_ascii_digit(letter(place)) && digits < 5) {
                value = value * 10 + (letter(place) - '0');
                ++place;
                ++digits;
            }
            if (digits == 0 || digits > 4) return chain;
            const auto slot = static_cast<std::size_t>(chain.count++);
            chain.number[slot] = value;
            chain.digits[slot] = digits;
            chain.end = place;
            if (chain.count == 3) return chain;
            const std::size_t next = skip_separator(place, chain.separator);
            if (next == place) return chain;
            place = next;
        }
    }

    /// The place after `/`, `-` or `.` (slashes may have spaces around them), if that is what comes.
    std::size_t skip_separator(std::size_t place, char& separator) const {
        std::size_t next = place;
        if (letter(next) == ' ' && letter(next + 1) == '/') ++next;
        const char found = letter(next);
        if (found != '/' && found != '-' && found != '.') return place;
        if (separator != 0 && separator != found) return place;
        ++next;
        if (found == '/' && letter(next) == ' ') ++next;
        if (!is_ascii_digit(letter(next))) return place;
        separator = found;
        return next;
    }

    TokenIndex token_after(TokenIndex at, std::size_t place) const {
        while (at < size() && document_.tokens[at].bytes.start < place) ++at;
        return at;
    }

    static bool is_day(int day) { return day >= 1 && day <= 31; }
    static bool is_month(int month) { return month >= 1 && month <= 12; }
    static bool is_year(int year) { return year >= 1800 && year <= 2199; }

    /// The cue before a number: `ngày`, `sáng`, `từ`, `(`.
    TokenIndex cue_before(TokenIndex at) const {
        TokenIndex first = at;
        while (first > 0 && at - first < 3 && words().is_cue(id(first - 1))) --first;
        return first;
    }

    /// `thứ Năm 12/4`, `Chủ nhật, 12/4`
    bool after_weekday(TokenIndex at) const {
        static const SyllableSet opens("thứ chủ"), days("hai ba tư năm sáu bảy nhật");
        if (at > 0 && mark(at - 1) == U',') --at;
        return at >= 2 && days.contains(id(at - 1)) && opens.contains(id(at - 2));
    }

    bool in_bracket(TokenIndex at) const {
        for (TokenIndex back = at, steps = 0; back-- > 0 && steps < 10; ++steps) {
            if (mark(back) == U'(') return true;
            if (mark(back) == U')' || mark(back) == U'.') return false;
        }
        return false;
    }

    std::optional<Reading> read_number(TokenIndex at) const {
        const std::size_t place = document_.tokens[at].bytes.start;
        if (place > 0 &&
            (is_ascii_digit(letter(place - 1)) || letter(place - 1) == ',' || letter(place - 1) == '/'))
            return std::nullopt;
        Chain chain = read_chain(place);
        const TokenIndex first = cue_before(at);
        if (std::optional<Reading> days = days_of_month(at, first)) return days;
        std::optional<Reading> reading = from_chain(chain);
        Chain rest;
        if (chain.count == 2 && chain.separator == '-' && is_day(chain.number[0]) && chain.digits[0] <= 2 &&
            (letter(chain.end) == '/' || letter(chain.end) == '.'))
            rest = read_chain(place + static_cast<std::size_t>(chain.digits[0]) + 1);
        if (rest.count >= 2 && rest.number[0] > chain.number[0]) {
            chain = rest;
            reading = from_chain(rest);
            if (reading) reading->date.first.day = read_chain(place).number[0];
        }
        if (!reading) return day_in_words(at, first);
        DateMention& date = reading->date;
        reading->bracketed = in_bracket(at);
        date.cued =
            first != at || date.first.year != 0 || reading->bracketed || date.is_span() || after_weekday(at);
        date.tokens = {first, token_after(at, chain.end)};
        return add_year_in_words(std::move(*reading));
    }

    /// `3 - 5 tháng 4`
    std::optional<Reading> days_of_month(TokenIndex at, TokenIndex first) const {
        if (!is_dash(at + 1) || !is_number(at + 2) || id(at + 3) != words().month || !is_number(at + 4))
            return std::nullopt;
        const auto number = [&](TokenIndex token) { return read_chain(document_.tokens[token].bytes.start); };
        const Chain last = number(at + 2), month = number(at + 4);
        const int from = number(at).number[0];
        const bool year = month.count == 2 && is_year(month.number[1]);
        if (last.count != 1 || !is_day(from) || !is_day(last.number[0]) || from >= last.number[0] ||
            !is_month(month.number[0]) || (month.count != 1 && !year))
            return std::nullopt;
        Reading reading;
        reading.date.first = {year ? month.number[1] : 0, month.number[0], from};
        reading.date.last = {reading.date.first.year, month.number[0], last.number[0]};
        reading.date.cued = true;
        reading.date.tokens = {first, token_after(at + 4, month.end)};
        return add_year_to_span(std::move(reading));
    }

    /// `3 - 5 tháng 4 năm 2019`
    Reading add_year_to_span(Reading reading) const {
        const int first_day = reading.date.first.day;
        const CalendarDate last = reading.date.last;
        reading = add_year_in_words(std::move(reading));
        const int year = reading.date.first.year;
        reading.date.first.day = first_day;
        reading.date.last = {year, last.month, last.day};
        return reading;
    }

    static std::optional<Reading> from_chain(const Chain& chain) {
        Reading reading;
        DateMention& date = reading.date;
        if (chain.count == 3 && is_day(chain.number[0]) && is_month(chain.number[1]) &&
            is_year(chain.number[2]))
            date.first = {chain.number[2], chain.number[1], chain.number[0]};
        else if (chain.count >= 2 && chain.digits[0] <= 2 && chain.digits[1] <= 2 &&
                 is_day(chain.number[0]) && is_month(chain.number[1]) && chain.count == 2)
            date.first = {0, chain.number[1], chain.number[0]};
        else if (chain.count == 2 && chain.digits[1] == 4 && is_month(chain.number[0]) &&
                 is_year(chain.number[1]) && chain.separator == '/')
            date.first = {chain.number[1], chain.number[0], 0};
        else
            return std::nullopt;
        date.grain = date.first.day != 0 ? DateGrain::day : DateGrain::month;
        date.last = date.first;
        return reading;
    }

    /// `ngày 2 tháng 2 năm 2017`, and the bare day of a span: `từ 23 đến 26/6`.
    std::optional<Reading> day_in_words(TokenIndex at, TokenIndex first) const {
        const Chain chain = read_chain(document_.tokens[at].bytes.start);
        const bool until = first > 0 && (id(first - 1) == words().until || id(first - 1) == words().till);
        const bool from = first > 0 && (id(first - 1) == words().from || // `từ 12 đến 14 tháng 4`
                                        (until && id(at + 1) == words().month));
        const bool second = first == at && at > 1 && id(at - 1) == words().conjunction && is_number(at - 2) &&
                            id(at + 1) == words().month; // `20 và 21 tháng 6`
        if (chain.count < 1 || chain.digits[0] > 2 || !is_day(chain.number[0]) || chain.separator == '.')
            return std::nullopt;
        if (first == at && !from && !second) return std::nullopt;
        Reading reading;
        reading.form = Form::day_only;
        reading.date.first = reading.date.last = {0, 0, chain.number[0]};
        reading.date.cued = first != at || from || second;
        reading.date.tokens = {first, at + 1};
        if (id(at + 1) == words().month && is_number(at + 2)) {
            const Chain month = read_chain(document_.tokens[at + 2].bytes.start);
            if (month.count < 1 || !is_month(month.number[0])) return reading;
            reading.form = Form::absolute;
            reading.date.first.month = month.number[0];
            if (month.count == 2 && is_year(month.number[1])) reading.date.first.year = month.number[1];
            reading.date.last = reading.date.first;
            reading.date.tokens.last = token_after(at + 2, month.end);
            return add_year_in_words(std::move(reading));
        }
        if (!from && !(first > 0 && id(first - 1) == words().from)) read_spaced_month(reading, at);
        return reading;
    }

    /// `ngày 15 – 5`, unless it is `ngày 3 – 5 tháng 4`
    void read_spaced_month(Reading& reading, TokenIndex at) const {
        if (!is_dash(at + 1) || !is_number(at + 2) || id(at + 3) == words().month || mark(at + 3) == U'%')
            return;
        const Chain month = read_chain(document_.tokens[at + 2].bytes.start);
        const bool year = month.count == 2 && month.digits[1] == 4 && is_year(month.number[1]);
        if (month.digits[0] > 2 || !is_month(month.number[0]) || (month.count != 1 && !year)) return;
        reading.form = Form::absolute;
        reading.date.first.month = month.number[0];
        if (year) reading.date.first.year = month.number[1];
        reading.date.last = reading.date.first;
        reading.date.tokens.last = token_after(at + 2, month.end);
    }

    bool is_dash(TokenIndex at) const { return mark(at) == U'-' || mark(at) == U'–'; }

    Reading add_year_in_words(Reading reading) const {
        DateMention& date = reading.date;
        TokenIndex at = date.tokens.last;
        if (mark(at) == U',') ++at;
        if (date.first.year != 0 || id(at) != words().year) return reading;
        if (id(at + 1) == words().last_year) {
            reading.form = Form::month_of_last_year;
            date.tokens.last = at + 2;
        } else if (const int year = four_digits(at + 1); year != 0) {
            date.first.year = date.last.year = year;
            date.cued = true;
            date.tokens.last = at + 2;
        }
        return reading;
    }

    int four_digits(TokenIndex at) const {
        if (!is_number(at)) return 0;
        const Chain chain = read_chain(document_.tokens[at].bytes.start);
        return chain.count >= 1 && chain.digits[0] == 4 && is_year(chain.number[0]) ? chain.number[0] : 0;
    }

    std::optional<Reading> read_month(TokenIndex at) const {
        const Chain chain = read_chain(document_.tokens[at + 1].bytes.start);
        if (chain.count < 1 || chain.count > 2 || !is_month(chain.number[0]) || chain.digits[0] > 2 ||
            in_name(at))
            return std::nullopt;
        Reading reading;
        reading.date.grain = DateGrain::month;
        reading.date.first.month = chain.number[0];
        if (chain.count == 2) {
            if (!is_year(chain.number[1])) return std::nullopt;
            reading.date.first.year = chain.number[1];
        }
        reading.date.last = reading.date.first;
        reading.date.cued = true;
        reading.date.tokens = {at, token_after(at + 1, chain.end)};
        return add_year_in_words(std::move(reading));
    }

    /// `Cách mạng Tháng 10`
    bool in_name(TokenIndex at) const {
        const Token& token = document_.tokens[at];
        return token.shape == Shape::capital && at > 0 && !token.line_start && mark(at - 1) == 0 &&
               !is_number(at - 1);
    }

    std::optional<Reading> read_year(TokenIndex at) const {
        const Chain chain = read_chain(document_.tokens[at + 1].bytes.start);
        if (chain.count < 1 || chain.digits[0] != 4 || !is_year(chain.number[0])) return std::nullopt;
        Reading reading;
        reading.date.grain = DateGrain::year;
        reading.date.first.year = reading.date.last.year = chain.number[0];
        std::size_t end = chain.end;
        if (chain.count == 2 && chain.separator == '-' && is_year(chain.number[1]))
            reading.date.last.year = chain.number[1];
        reading.date.cued = true;
        reading.date.tokens = {at, token_after(at + 1, end)};
        return reading;
    }

    std::optional<Reading> read_relative(TokenIndex at) const {
        Reading reading;
        reading.date.cued = true;
        reading.date.tokens = {at, at + 2};
        if (id(at) == words().same && id(at + 1) == words().day) {
            reading.form = Form::same_day;
            if (at > 0 && words().is_cue(id(at - 1))) reading.date.tokens.first = at - 1;
            return reading;
        }
        if (id(at) == words().year && id(at + 1) == words().last_year) {
            reading.form = Form::last_year;
            reading.date.grain = DateGrain::year;
            return reading;
        }
        if (words().is_cue(id(at)) && id(at) != words().day &&
            (id(at + 1) == words().today || id(at + 1) == words().yesterday)) {
            reading.form = id(at + 1) == words().today ? Form::today : Form::yesterday;
            return reading;
        }
        return std::nullopt;
    }

    /// Whether only a dash or `đến` (`đến ngày`) stands between two readings.
    bool joins(TokenIndex from, TokenIndex to) const {
        if (from >= to || to - from > 2) return false;
        const char32_t dash = mark(from);
        const bool link =
            dash == U'-' || dash == U'–' || id(from) == words().until || id(from) == words().till;
        return link && to - from == 1;
    }

    /// `trong hai ngày 3 và 4/7`: two days in a row.
    bool next_day(const Reading& first, const Reading& second) const {
        return first.form == Form::day_only && second.date.tokens.first == first.date.tokens.last + 1 &&
               id(first.date.tokens.last) == words().conjunction &&
               second.date.first.day == first.date.first.day + 1;
    }

    /// `11 - 15/5/2017`, `28/6 -1/7`, `từ ngày 29 đến ngày 31/5`: one span instead of two dates.
    std::vector<Reading> join_spans(const std::vector<Reading>& readings) const {
        std::vector<Reading> joined;
        for (const Reading& next : readings) {
            if (!joined.empty() && try_join(joined.back(), next)) continue;
            joined.push_back(next);
        }
        std::erase_if(joined, [](const Reading& reading) { return reading.form == Form::day_only; });
        return joined;
    }

    bool try_join(Reading& first, const Reading& second) const {
        if (second.form != Form::absolute || first.date.is_span() || second.date.is_span() ||
            first.date.first.day == 0 || second.date.first.day == 0)
            return false;
        if (!joins(first.date.tokens.last, second.date.tokens.first) && !next_day(first, second))
            return false;
        if (first.form != Form::day_only && first.form != Form::absolute) return false;
        CalendarDate& start = first.date.first;
        const CalendarDate& end = second.date.first;
        if (start.year != 0 && end.year != 0 && start.year != end.year) return false;
        if (first.form == Form::day_only && start.day >= end.day) return false;
        start.month = start.month != 0 ? start.month : end.month;
        start.year = start.year != 0 ? start.year : end.year;
        first.date.last = end;
        first.date.last.year = start.year;
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

std::vector<Reading> read_dates(const Document& document) {
    std::vector<Reading> readings = Reader(document).read();
    const LeadingDays leading(document);
    for (Reading& reading : readings) leading.widen(reading);
    return readings;
}

} // namespace banggiao::extract
