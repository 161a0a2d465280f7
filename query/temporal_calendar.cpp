// Takes days since 1970. Hands out civil dates, week dates and steps of months (proleptic Gregorian, ISO
// 8601).
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

#include <algorithm>

namespace banggiao::query {

namespace {

constexpr std::int64_t days_per_400_years = 146'097;
constexpr std::int64_t days_to_march_of_0000 = 719'468; ///< from 0000-03-01 to 1970-01-01

bool in_range(std::int64_t year) {
    return year >= -greatest_year && year <= greatest_year;
}

/// The Monday of the week with the year's first Thursday.
std::int64_t first_week_start(std::int64_t year) {
    const Date fourth = from_civil({year, 1, 4});
    return fourth.days - (week_day(fourth) - 1);
}

/// An error if a part of a date or time lies outside [least, greatest].
std::optional<QueryError> check(std::string_view part, std::int64_t value, std::int64_t least,
                                std::int64_t greatest) {
    if (value >= least && value <= greatest) return std::nullopt;
    return invalid_value("there is no " + std::string(part) + " " + std::to_string(value) +
                         " there; it goes from " + std::to_string(least) + " to " + std::to_string(greatest));
}

} // namespace

// Years are counted from March, so that the leap day comes last: days of month m are then (153 m + 2) / 5.
CivilDate to_civil(Date date) {
    const std::int64_t shifted = date.days + days_to_march_of_0000;
    const std::int64_t era = floor_divide(shifted, days_per_400_years);
    const std::int64_t day_of_era = shifted - era * days_per_400_years;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month = (5 * day + 2) / 153;
    CivilDate civil;
    civil.day = static_cast<int>(day - (153 * month + 2) / 5 + 1);
    civil.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
    civil.year = year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0);
    return civil;
}

Date from_civil(CivilDate civil) {
    const std::int64_t year = civil.year - (civil.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_divide(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t month = civil.month > 2 ? civil.month - 3 : civil.month + 9;
    const std::int64_t day = (153 * month + 2) / 5 + civil.day - 1;
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day;
    return {era * days_per_400_years + day_of_era - days_to_march_of_0000};
}

bool is_leap_year(std::int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, int month) {
    if (month == 2) return is_leap_year(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int week_day(Date date) {
    return static_cast<int>(floor_modulo(date.days + 3, 7)) + 1;
}

int day_of_year(Date date) {
    return static_cast<int>(date.days - from_civil({to_civil(date).year, 1, 1}).days) + 1;
}

int weeks_in_year(std::int64_t year) {
    return static_cast<int>((first_week_start(year + 1) - first_week_start(year)) / 7);
}

WeekDate to_week_date(Date date) {
    std::int64_t year = to_civil(date).year;
    if (date.days < first_week_start(year))
        --year;
    else if (date.days >= first_week_start(year + 1))
        ++year;
    return {year, static_cast<int>((date.days - first_week_start(year)) / 7) + 1, week_day(date)};
}

Date from_week_date(WeekDate week) {
    return {first_week_start(week.year) + (week.week - 1) * 7 + week.day - 1};
}

Result<Date, QueryError> make_date(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (auto error = check("year", year, -greatest_year, greatest_year)) return std::move(*error);
    if (auto error = check("month", month, 1, 12)) return std::move(*error);
    const int whole_month = static_cast<int>(month);
    if (auto error = check("day", day, 1, days_in_month(year, whole_month))) return std::move(*error);
    return from_civil({year, whole_month, static_cast<int>(day)});
}

Result<Date, QueryError> make_week_date(std::int64_t year, std::int64_t week, std::int64_t day) {
    if (auto error = check("year", year, -greatest_year, greatest_year)) return std::move(*error);
    if (auto error = check("week", week, 1, weeks_in_year(year))) return std::move(*error);
    if (auto error = check("day of the week", day, 1, 7)) return std::move(*error);
    return from_week_date({year, static_cast<int>(week), static_cast<int>(day)});
}

Result<Date, QueryError> make_quarter_date(std::int64_t year, std::int64_t quarter, std::int64_t day) {
    if (auto error = check("year", year, -greatest_year, greatest_year)) return std::move(*error);
    if (auto error = check("quarter", quarter, 1, 4)) return std::move(*error);
    const int first_month = static_cast<int>(quarter) * 3 - 2;
    int length = 0;
    for (int month = first_month; month < first_month + 3; ++month) length += days_in_month(year, month);
    if (auto error = check("day of the quarter", day, 1, length)) return std::move(*error);
    return Date{from_civil({year, first_month, 1}).days + day - 1};
}

Result<Date, QueryError> make_ordinal_date(std::int64_t year, std::int64_t day) {
    if (auto error = check("year", year, -greatest_year, greatest_year)) return std::move(*error);
    if (auto error = check("day of the year", day, 1, is_leap_year(year) ? 366 : 365))
        return std::move(*error);
    return Date{from_civil({year, 1, 1}).days + day - 1};
}

Result<LocalTime, QueryError> make_local_time(std::int64_t hour, std::int64_t minute, std::int64_t second,
                                              std::int64_t nanoseconds) {
    if (auto error = check("hour", hour, 0, 23)) return std::move(*error);
    if (auto error = check("minute", minute, 0, 59)) return std::move(*error);
    if (auto error = check("second", second, 0, 59)) return std::move(*error);
    if (auto error = check("nanosecond", nanoseconds, 0, nanoseconds_per_second - 1))
        return std::move(*error);
    return LocalTime{((hour * 60 + minute) * 60 + second) * nanoseconds_per_second + nanoseconds};
}

std::optional<Date> add_months(Date date, std::int64_t months) {
    CivilDate civil = to_civil(date);
    std::int64_t count = 0;
    if (__builtin_add_overflow(civil.year * 12 + civil.month - 1, months, &count)) return std::nullopt;
    civil.year = floor_divide(count, 12);
    if (!in_range(civil.year)) return std::nullopt;
    civil.month = static_cast<int>(floor_modulo(count, 12)) + 1;
    civil.day = std::min(civil.day, days_in_month(civil.year, civil.month));
    return from_civil(civil);
}

std::optional<Date> add_days(Date date, std::int64_t days) {
    static const Date first = from_civil({-greatest_year, 1, 1});
    static const Date last = from_civil({greatest_year, 12, 31});
    Date moved;
    if (__builtin_add_overflow(date.days, days, &moved.days)) return std::nullopt;
    if (moved < first || last < moved) return std::nullopt;
    return moved;
}

} // namespace banggiao::query
