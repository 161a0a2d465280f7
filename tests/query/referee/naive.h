// Takes the text of a query and a graph. Hands out rows, straight from openCypher's definition: every binding
// is tried, nothing is planned, no index is used. Slow, and simple enough to be believed: the referee of the
// engine.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/query/engine.h>
#include <banggiao/query/evaluation.h>

namespace banggiao::referee {

struct Answer {
    std::vector<std::string> columns;
    std::vector<query::Row> rows;
};

/// Reading queries without CALL. Errors found by a binder are not found here. A query that asks for more
/// than can be tried is an error of type `limit`.
Result<Answer, query::QueryError> run_naively(std::string_view text, const FrozenGraph& graph,
                                              const query::Parameters& parameters = {},
                                              std::int64_t statement_nanoseconds = 0);

/// One expression without variables.
query::ValueResult evaluate_naively(std::string_view expression, const FrozenGraph& graph,
                                    const query::Parameters& parameters = {},
                                    std::int64_t statement_nanoseconds = 0);

} // namespace banggiao::referee
