// Takes a document. Hands out the dates it speaks of, as ISO 8601: `2017-06-14`, `2017-06`, `2017`, `--06-14`
// where the year stays open, `2017-06-11/2017-06-15` for spans.
#pragma once

#include <banggiao/extract/document.h>

#include <optional>
#include <string>
#include <vector>

namespace banggiao::extract {

enum class DateGrain : std::uint8_t { day, month, year };

/// A calendar date, coarser parts first; 0 where a part is not known.
struct CalendarDate {
    int year = 0;
    int month = 0;
    int day = 0;
    bool operator==(const CalendarDate&) const = default;
};

struct DateMention {
    TokenRange tokens; ///< with its cue: `chiều 24/3`
    DateGrain grain = DateGrain::day;
    CalendarDate first;
    CalendarDate last; ///< equal to first unless it is a span
    bool cued = false; ///< a word says that it is a date (`ngày`, `chiều`), or it has a year

    bool is_span() const { return !(first == last); }
    std::string iso() const;
};

/// Every date, in order. Years that the words leave out come from the article's other dates, then from its
/// day of publication; else they stay open. `hôm nay`, `hôm qua`, `cùng ngày`, `năm ngoái` are resolved or
/// left out. Linear.
std::vector<DateMention> find_dates(const Document& document);

} // namespace banggiao::extract
