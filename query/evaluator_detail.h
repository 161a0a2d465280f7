// Takes bound expressions and a run. Hands out what the files of the evaluator share: evaluator.cpp, and
// evaluator_lists.cpp for those that go over the elements of a list or the rows of a subquery.
#pragma once

#include <banggiao/query/execution.h>

namespace banggiao::query {

// Each for its kind of expression.
Value list_comprehension(const bound::Expression& expression, Execution& execution);
Value quantifier(const bound::Expression& expression, Execution& execution);
Value reduce(const bound::Expression& expression, Execution& execution);
Value collect_subquery(const bound::Expression& expression, Execution& execution);
Value count_subquery(const bound::Expression& expression, Execution& execution);
Value exists_subquery(const bound::Expression& expression, Execution& execution);

/// A value made just now: with all that is kept, it may not pass the limit.
inline Value within_limit(Value value, Execution& execution) {
    if (value.is(ValueType::string) || value.is(ValueType::list)) Kept(execution).add(value);
    return value;
}

} // namespace banggiao::query
