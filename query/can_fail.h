// Takes a condition. Hands out whether its evaluation can end in an error, whatever the row: a planner may
// test those that cannot as early as it likes.
#pragma once

#include <banggiao/query/bound.h>

namespace banggiao::query {

/// True if in doubt. In a query that writes, what it reads may have been deleted: `writes` says so.
bool can_fail(const bound::Expression& condition, bool writes);

/// Whether it has the same value however often it is evaluated on a row: not if it throws dice or reads the
/// clock.
bool is_repeatable(const bound::Expression& expression);

/// Whether it has the same value on every row of a run: made of constants and parameters.
bool is_constant(const bound::Expression& expression);

} // namespace banggiao::query
