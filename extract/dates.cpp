// Takes a document. Hands out its dates: as they are read, with what the words leave out filled in.
#include <banggiao/extract/dates_reading.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <tuple>

namespace banggiao::extract {

namespace {

CalendarDate parse_published(const std::optional<std::string>& published) {
    CalendarDate date;
    if (published) std::sscanf(published->c_str(), "%4d-%2d-%2d", &date.year, &date.month, &date.day);
    return date;
}

/// The days of a month; of an unknown year (0) as of a leap year.
int length_of(int month, int year) {
    static constexpr std::array<int, 13> lengths = {31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : lengths[static_cast<std::size_t>(month)];
}

CalendarDate day_before(CalendarDate date) {
    if (date.day > 1) return {date.year, date.month, date.day - 1};
    if (date.month == 1) return {date.year - 1, 12, 31};
    return {date.year, date.month - 1, length_of(date.month - 1, date.year)};
}

/// `31/9`, `từ 5/6 đến 3/6` are slips of the pen.
bool is_in_calendar(const DateMention& date) {
    if (date.grain != DateGrain::day) return true;
    const CalendarDate &first = date.first, &last = date.last;
    const bool goes_back =
        std::tie(first.year, first.month) == std::tie(last.year, last.month) && last.day < first.day;
    return !goes_back && first.day <= length_of(first.month, first.year) &&
           last.day <= length_of(last.month, last.year);
}

class Resolver {
  public:
    Resolver(const Document& document, std::vector<Reading>& readings)
        : document_(document), readings_(readings), published_(parse_published(document.article->published)) {
        year_ = article_year(document, readings);
    }

    std::vector<DateMention> resolve() {
        std::vector<DateMention> dates;
        for (std::size_t i = 0; i < readings_.size(); ++i)
            if (resolve(i) && is_in_calendar(readings_[i].date)) {
                DateMention& date = readings_[i].date;
                if (date.grain == DateGrain::day && date.cued && !readings_[i].bracketed && !ahead(date))
                    remember_day(date);
                dates.push_back(date);
            }
        return dates;
    }

  private:
    /// `Cây cầu gãy vào ngày 3/9`: looking back does not move the report's day.
    void remember_day(const DateMention& date) {
        static const SyllableSet background("vào từ hồi đến");
        const auto key = [](CalendarDate day) { return day.month * 100 + day.day; };
        const bool back = latest_day_.day != 0 && key(date.last) < key(latest_day_) &&
                          date.tokens.first > 0 &&
                          background.contains(document_.tokens[date.tokens.first - 1].id);
        if (!back) latest_day_ = date.last;
    }

    /// A day that is still to come: `dự kiến … ngày 25/6`.
    bool ahead(const DateMention& date) const {
        static const SyllableSet planned("sẽ kiến");
        for (TokenIndex at = date.tokens.first, steps = 0; at-- > 0 && steps < 12; ++steps) {
            if (document_.tokens[at].mark == U'.') return false;
            if (planned.contains(document_.tokens[at].id)) return true;
        }
        return false;
    }

    bool resolve(std::size_t i) {
        Reading& reading = readings_[i];
        switch (reading.form) {
        case Form::absolute:
            fill_year(reading.date);
            return true;
        case Form::today:
            return relative(i, written_on(i));
        case Form::yesterday: {
            const CalendarDate day = written_on(i);
            return relative(i, day.day != 0 ? day_before(day) : day);
        }
        case Form::same_day:
            return set(reading.date, latest_day_);
        case Form::month_of_last_year:
            return last_year(reading.date);
        case Form::last_year:
            return last_year(reading.date);
        case Form::day_only:
            return false;
        }
        return false;
    }

    /// When the report was written: published, or as the dateline of its sentence says (`(TTXVN 21/10) - Hôm
    /// qua …`).
    CalendarDate written_on(std::size_t i) const {
        if (published_.day != 0 || i == 0 || readings_[i - 1].form != Form::absolute) return published_;
        const DateMention& dateline = readings_[i - 1].date;
        const TokenIndex end = dateline.tokens.last;
        if (dateline.grain != DateGrain::day || dateline.is_span() || end >= document_.tokens.size() ||
            document_.sentence_of(end) != document_.sentence_of(readings_[i].date.tokens.first))
            return published_;
        const char32_t mark = document_.tokens[end].mark;
        const bool opens = mark == U')' || mark == U':' || mark == U'-' || mark == U'–';
        return opens && dateline.first.year != 0 ? dateline.first : published_;
    }

    static bool set(DateMention& date, CalendarDate value) {
        date.first = date.last = value;
        return value.day != 0;
    }

    /// `sáng nay (8/2)`, `hôm qua 12.5`: the date beside it; else the day of publication.
    bool relative(std::size_t i, CalendarDate otherwise) {
        if (i + 1 < readings_.size() && readings_[i + 1].form == Form::absolute &&
            readings_[i + 1].date.tokens.first - readings_[i].date.tokens.last <= 1) {
            readings_[i + 1].bracketed = false;
            readings_[i + 1].date.tokens.first = readings_[i].date.tokens.first;
            readings_[i + 1].date.cued = true;
            return false;
        }
        return set(readings_[i].date, otherwise);
    }

    bool last_year(DateMention& date) {
        const int present = published_.year != 0 ? published_.year : year_;
        date.first.year = date.last.year = present == 0 ? 0 : present - 1;
        return present != 0;
    }

    void fill_year(DateMention& date) {
        if (date.first.year != 0 || date.first.month == 0) return;
        int year = year_;
        if (published_.year != 0)
            year = date.first.month > published_.month + 6 ? published_.year - 1 : published_.year;
        date.first.year = date.last.year = year;
        if (year != 0 && date.last.month < date.first.month) ++date.last.year;
    }

    const Document& document_;
    std::vector<Reading>& readings_;
    CalendarDate published_;
    CalendarDate latest_day_;
    int year_ = 0;
};

std::string print(CalendarDate date, DateGrain grain) {
    char buffer[32];
    if (grain == DateGrain::year)
        std::snprintf(buffer, sizeof buffer, "%04d", date.year);
    else if (grain == DateGrain::month && date.year != 0)
        std::snprintf(buffer, sizeof buffer, "%04d-%02d", date.year, date.month);
    else if (grain == DateGrain::month)
        std::snprintf(buffer, sizeof buffer, "--%02d", date.month);
    else if (date.year != 0)
        std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month, date.day);
    else
        std::snprintf(buffer, sizeof buffer, "--%02d-%02d", date.month, date.day);
    return buffer;
}

} // namespace

std::string DateMention::iso() const {
    return is_span() ? print(first, grain) + "/" + print(last, grain) : print(first, grain);
}

std::vector<DateMention> find_dates(const Document& document) {
    std::vector<Reading> readings = read_dates(document);
    return Resolver(document, readings).resolve();
}

} // namespace banggiao::extract
