// Takes nothing. Hands out the temporal values of openCypher (CIP2015-08-06) as plain data: proleptic
// Gregorian days, nanoseconds of a day, offsets in seconds. Arithmetic, parsing and printing are in query/.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace banggiao {

/// Days since 1970-01-01.
struct Date {
    std::int64_t days = 0;
    auto operator<=>(const Date&) const = default;
};

/// Nanoseconds since midnight, 0 ≤ n < 86 400 × 10⁹.
struct LocalTime {
    std::int64_t nanoseconds = 0;
    auto operator<=>(const LocalTime&) const = default;
};

struct Time {
    LocalTime local;
    std::int32_t offset_seconds = 0; ///< east of UTC is positive
    bool operator==(const Time&) const = default;
};

struct LocalDateTime {
    Date date;
    LocalTime time;
    auto operator<=>(const LocalDateTime&) const = default;
};

struct DateTime {
    LocalDateTime local;
    std::int32_t offset_seconds = 0;
    std::string zone; ///< IANA name, empty if only the offset was given
    bool operator==(const DateTime&) const = default;
};

/// Months, days, seconds and nanoseconds are kept apart: a month has no fixed length.
struct Duration {
    std::int64_t months = 0;
    std::int64_t days = 0;
    std::int64_t seconds = 0;
    std::int32_t nanoseconds = 0; ///< 0 ≤ n < 10⁹
    bool operator==(const Duration&) const = default;
};

} // namespace banggiao
