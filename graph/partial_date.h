// Takes ISO 8601 dates of which parts may be missing (2023-03, --03-24, 2016/2019). Hands out what days they
// can mean, whether two can mean the same, and the closer one of two.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace banggiao {

/// One end of a date. 0 is unknown; a month without a year is a day of any year.
struct DatePattern {
    std::int32_t year = 0;
    std::int32_t month = 0;
    std::int32_t day = 0;
    auto operator<=>(const DatePattern&) const = default;
};

/// A day, month, year or interval of them, as an article gives it.
class PartialDate {
  public:
    /// `2023-03-24`, `2023-03`, `2023`, `--03-24`, `--03`, and intervals `A/B`; nothing for anything else,
    /// for months and days that no calendar has and for intervals that end before they begin.
    static std::optional<PartialDate> parse(std::string_view text);

    const DatePattern& first() const { return first_; }
    const DatePattern& last() const { return last_; }
    bool has_year() const { return first_.year != 0; }
    /// Whether it says a day, of whatever year; of an interval the first.
    bool has_day() const { return first_.day != 0; }
    /// A single day of a known year.
    bool is_day() const { return first_ == last_ && first_.year != 0 && first_.day != 0; }
    std::string text() const;
    /// From a day to a day, or one day; years and all.
    bool is_exact() const { return first_.year != 0 && first_.day != 0 && last_.day != 0; }
    /// The interval from the first day of both to the last. REQUIRES: both are exact.
    static PartialDate spanning(const PartialDate& a, const PartialDate& b);

    /// First and last day it can mean, as year × 10000 + month × 100 + day; the year is 0 where it is
    /// unknown.
    std::int32_t earliest() const;
    std::int32_t latest() const;

    auto operator<=>(const PartialDate&) const = default;

  private:
    DatePattern first_;
    DatePattern last_;
};

/// Days from 1970-01-01 to a day as earliest() and latest() have it.
std::int32_t day_number(std::int32_t day);

/// Whether some day is meant by both. Unknown years agree with every year. Symmetric, not transitive.
bool compatible(const PartialDate& a, const PartialDate& b);

/// Whether every day meant by `inner` can be meant by `outer`.
bool covers(const PartialDate& outer, const PartialDate& inner);

} // namespace banggiao
