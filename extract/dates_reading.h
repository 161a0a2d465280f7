// Takes a document. Hands out the dates as its words give them, and the year that those without one are of:
// the steps of find_dates().
#pragma once

#include <banggiao/extract/dates.h>

#include <vector>

namespace banggiao::extract {

// Of their own: phrases.h has a Reading too.
inline namespace date_reading {

enum class Form : std::uint8_t {
    absolute,
    day_only,
    today,
    yesterday,
    same_day,
    month_of_last_year,
    last_year
};

struct Reading {
    DateMention date;
    Form form = Form::absolute;
    bool bracketed = false; ///< `(8/2)`
};

} // namespace date_reading

/// Every form of a date, spans joined, years as written.
std::vector<Reading> read_dates(const Document& document);

/// The same with those that make one span as one.
std::vector<Reading> join_spans(const Document& document, const std::vector<Reading>& readings);

/// The year of the dates that have none; 0 if the words do not settle it.
int article_year(const Document& document, const std::vector<Reading>& readings);

} // namespace banggiao::extract
