// Takes temporal values. Hands out their calendar, order, arithmetic, components, text and zones
// (openCypher CIP2015-08-06). Integers throughout: nothing here passes through a float. Private to query/.
#pragma once

#include <banggiao/graph/temporal.h>
#include <banggiao/query/evaluation.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace banggiao::query {

__extension__ typedef __int128 Wide;

inline constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
inline constexpr std::int64_t seconds_per_day = 86'400;
inline constexpr std::int64_t nanoseconds_per_day = nanoseconds_per_second * seconds_per_day;
inline constexpr std::int64_t greatest_year = 999'999'999; ///< years reach from minus this to this
/// A month's average length, for fractions of months and the order of durations: a 4800th of 400 years.
inline constexpr std::int64_t seconds_per_month = 2'629'746;

// Division that rounds towards minus infinity, and its remainder.
constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}
constexpr std::int64_t floor_modulo(std::int64_t a, std::int64_t b) {
    return a % b + (a % b < 0 ? b : 0);
}

// --- Calendar (temporal_calendar.cpp)

/// Year, month 1–12 and day 1–31 of the proleptic Gregorian calendar.
struct CivilDate {
    std::int64_t year = 0;
    int month = 1;
    int day = 1;
};
/// ISO 8601 week date; day 1 is Monday.
struct WeekDate {
    std::int64_t year = 0;
    int week = 1;
    int day = 1;
};
CivilDate to_civil(Date date);
Date from_civil(CivilDate civil); ///< REQUIRES: a valid date
WeekDate to_week_date(Date date);
Date from_week_date(WeekDate week); ///< REQUIRES: week at most weeks_in_year()
bool is_leap_year(std::int64_t year);
int days_in_month(std::int64_t year, int month);
int weeks_in_year(std::int64_t year);
int day_of_year(Date date);
int week_day(Date date); ///< 1 Monday … 7 Sunday

// Checked: an error names the part that does not exist.
Result<Date, QueryError> make_date(std::int64_t year, std::int64_t month, std::int64_t day);
Result<Date, QueryError> make_week_date(std::int64_t year, std::int64_t week, std::int64_t day);
Result<Date, QueryError> make_quarter_date(std::int64_t year, std::int64_t quarter, std::int64_t day);
Result<Date, QueryError> make_ordinal_date(std::int64_t year, std::int64_t day);
Result<LocalTime, QueryError> make_local_time(std::int64_t hour, std::int64_t minute, std::int64_t second,
                                              std::int64_t nanoseconds);

/// The same day `months` later, or the last day of that month. Nothing if the year leaves the range.
std::optional<Date> add_months(Date date, std::int64_t months);
std::optional<Date> add_days(Date date, std::int64_t days);

// --- Zones (temporal_zones.cpp)

/// Seconds east of UTC in an IANA zone at a local time (summer time's gap moves forward, its overlap takes
/// the earlier offset unless `preferred` is the other one), or at an instant. Nothing if there is no such
/// zone.
std::optional<std::int32_t> zone_offset_at_local(const std::string& zone, const LocalDateTime& local,
                                                 std::optional<std::int32_t> preferred = std::nullopt);
std::optional<std::int32_t> zone_offset_at_instant(const std::string& zone, std::int64_t epoch_seconds);
bool is_zone(const std::string& zone);

/// A zone as `timezone:` names it: an offset, or an IANA name.
struct Zone {
    std::int32_t offset_seconds = 0;
    std::string name; ///< empty: the offset alone
    bool operator==(const Zone&) const = default;
};
/// `Z`, `+01:00`, `-0130`, `+02:05:59`, `Europe/Stockholm`.
Result<Zone, QueryError> parse_zone(std::string_view text);
std::string offset_text(std::int32_t offset_seconds); ///< Z, +01:00, +00:53:28
/// A local time in a zone; moved forward out of a gap.
DateTime in_zone(const LocalDateTime& local, const Zone& zone,
                 std::optional<std::int32_t> preferred = std::nullopt);
DateTime at_instant(std::int64_t epoch_seconds, std::int32_t nanoseconds, const Zone& zone);
std::int64_t epoch_seconds(const DateTime& value);
std::int64_t epoch_seconds(const LocalDateTime& value); ///< as if in UTC
LocalDateTime from_epoch(std::int64_t epoch_seconds, std::int32_t nanoseconds);

// --- Text (temporal_text.cpp)

/// ISO 8601 as openCypher prints it. REQUIRES: a temporal value.
std::string temporal_text(const Value& value);
Result<Date, QueryError> parse_date(std::string_view text);
Result<LocalTime, QueryError> parse_local_time(std::string_view text);
Result<Time, QueryError> parse_time(std::string_view text);
Result<LocalDateTime, QueryError> parse_local_date_time(std::string_view text);
Result<DateTime, QueryError> parse_date_time(std::string_view text);
Result<Duration, QueryError> parse_duration(std::string_view text);

// --- Arithmetic (temporal_arithmetic.cpp)

bool is_temporal(const Value& value);         ///< durations too
bool is_temporal_instant(const Value& value); ///< all but durations

/// An instant taken apart; what its type lacks is empty.
struct Parts {
    std::optional<Date> date;
    std::optional<LocalTime> time;
    std::optional<Zone> zone; ///< with the offset of that instant
};
Parts parts_of(const Value& instant);

/// <0, 0, >0 of two temporal values of one type: by instant, then offset, then zone; durations by average
/// length.
int order_of_temporals(const Value& a, const Value& b);

/// An exact number: digits / 10^scale. Of fractions, 18 digits count.
struct Decimal {
    std::int64_t digits = 0;
    std::int64_t denominator = 1; ///< a power of ten
};
std::optional<Decimal> to_decimal(const Value& number);
std::optional<Decimal> to_decimal(std::string_view text); ///< digits with at most one point or comma

/// Gathers a duration from parts that may be fractions; a fraction of a month or day spills into smaller
/// units.
class DurationBuilder {
  public:
    void add_months(Wide numerator, Wide denominator = 1);
    void add_days(Wide numerator, Wide denominator = 1);
    void add_seconds(Wide numerator, Wide denominator = 1);
    void add_nanoseconds(Wide numerator) { nanoseconds_ += numerator; }
    Result<Duration, QueryError> build() const;

  private:
    Wide months_ = 0, days_ = 0, seconds_ = 0, nanoseconds_ = 0;
};

/// A part that was made, as a value.
template <typename T>
ValueResult as_value(const Result<T, QueryError>& part) {
    if (!part) return part.error();
    return Value(*part);
}

/// temporal ± duration and duration ± duration. REQUIRES: the types fit.
ValueResult add_duration(const Value& temporal, const Duration& duration, int sign);
/// duration × number, and divided by it.
ValueResult multiply_duration(const Duration& duration, const Value& number);
ValueResult divide_duration(const Duration& duration, const Value& number);

/// What of a difference is wanted.
enum class DifferenceUnit { all, months, days, seconds };
/// From one instant to another, largest units first; a missing date, time or zone is taken from the other
/// one.
ValueResult difference(const Value& from, const Value& to, DifferenceUnit unit);

// --- Components (temporal_components.cpp)

/// value.year, .offset, .epochSeconds …; an error names the component that does not exist.
ValueResult temporal_component(const Value& value, std::string_view key);

} // namespace banggiao::query
