// Takes partial dates as text. Hands out the days they can mean.
#include <banggiao/graph/partial_date.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <tuple>

namespace banggiao {

namespace {

constexpr std::int32_t number(std::int32_t year, std::int32_t month, std::int32_t day) {
    return year * 10000 + month * 100 + day;
}

/// Reads `digits` digits from the front of `text`; -1 if there are none.
std::int32_t take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return -1;
    std::int32_t value = 0;
    for (char digit : text.substr(0, digits)) {
        if (digit < '0' || digit > '9') return -1;
        value = value * 10 + (digit - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// Days of a month; 29 for February where the year is unknown.
std::int32_t days_of(std::int32_t year, std::int32_t month) {
    constexpr std::array<std::int32_t, 13> days{31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year == 0 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month)];
}

bool is_possible(const DatePattern& date) {
    if (date.year < 0 || date.month < 0 || date.day < 0) return false;
    if (date.month > 12 || (date.month == 0 && (date.day != 0 || date.year == 0))) return false;
    return date.day <= days_of(date.year, date.month);
}

/// Month and day, each two digits, the day optional; a given one is not zero.
bool take_month_and_day(std::string_view& text, DatePattern& date) {
    date.month = take_number(text, 2);
    if (date.month < 1) return false;
    if (take(text, "-")) {
        date.day = take_number(text, 2);
        if (date.day < 1) return false;
    }
    return text.empty();
}

std::optional<DatePattern> parse_pattern(std::string_view text) {
    DatePattern date;
    bool yearless = take(text, "--");
    if (!yearless) {
        date.year = take_number(text, 4);
        if (date.year < 1) return std::nullopt;
        if (text.empty()) return date;
        if (!take(text, "-")) return std::nullopt;
    }
    if (!take_month_and_day(text, date) || !is_possible(date)) return std::nullopt;
    return date;
}

void append_padded(std::string& out, std::int32_t value, std::size_t width) {
    std::string digits = std::to_string(value);
    out.append(width > digits.size() ? width - digits.size() : 0, '0').append(digits);
}

std::string text_of(const DatePattern& date) {
    std::string out;
    if (date.year == 0) {
        out = "--";
    } else {
        append_padded(out, date.year, 4);
        if (date.month != 0) out += '-';
    }
    if (date.month != 0) append_padded(out, date.month, 2);
    if (date.day != 0) append_padded(out += '-', date.day, 2);
    return out;
}

/// Bounds of both, comparable with each other: without the year if either lacks it.
struct Bounds {
    std::int32_t first;
    std::int32_t last;
};

Bounds bounds(const PartialDate& date, bool with_year) {
    if (with_year) return {date.earliest(), date.latest()};
    bool whole_year = date.has_year() && date.first().year != date.last().year;
    return whole_year ? Bounds{number(0, 1, 1), number(0, 12, 31)}
                      : Bounds{date.earliest() % 10000, date.latest() % 10000};
}

} // namespace

std::optional<PartialDate> PartialDate::parse(std::string_view text) {
    std::size_t slash = text.find('/');
    PartialDate date;
    auto first = parse_pattern(text.substr(0, slash));
    auto last = slash == text.npos ? first : parse_pattern(text.substr(slash + 1));
    if (!first || !last) return std::nullopt;
    date.first_ = *first;
    date.last_ = *last;
    bool one_lacks_year = (first->year == 0) != (last->year == 0);
    if (one_lacks_year || date.latest() < date.earliest()) return std::nullopt;
    return date;
}

std::string PartialDate::text() const {
    return first_ == last_ ? text_of(first_) : text_of(first_) + "/" + text_of(last_);
}

PartialDate PartialDate::spanning(const PartialDate& a, const PartialDate& b) {
    PartialDate date;
    date.first_ = std::min(a.first_, b.first_);
    date.last_ = std::max(a.last_, b.last_);
    return date;
}

std::int32_t PartialDate::earliest() const {
    return number(first_.year, first_.month == 0 ? 1 : first_.month, first_.day == 0 ? 1 : first_.day);
}

std::int32_t PartialDate::latest() const {
    std::int32_t month = last_.month == 0 ? 12 : last_.month;
    return number(last_.year, month, last_.day == 0 ? days_of(last_.year, month) : last_.day);
}

std::int32_t day_number(std::int32_t day) {
    using namespace std::chrono;
    const year_month_day date{year(day / 10000), month(static_cast<unsigned>(day / 100 % 100)),
                              std::chrono::day(static_cast<unsigned>(day % 100))};
    return static_cast<std::int32_t>(sys_days(date).time_since_epoch().count());
}

bool compatible(const PartialDate& a, const PartialDate& b) {
    bool with_year = a.has_year() && b.has_year();
    Bounds left = bounds(a, with_year);
    Bounds right = bounds(b, with_year);
    return left.first <= right.last && right.first <= left.last;
}

bool covers(const PartialDate& outer, const PartialDate& inner) {
    if (outer.has_year() && !inner.has_year()) return false;
    Bounds wide = bounds(outer, outer.has_year());
    Bounds narrow = bounds(inner, outer.has_year());
    return wide.first <= narrow.first && narrow.last <= wide.last;
}

} // namespace banggiao
