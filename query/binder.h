// Takes a syntax tree. Hands out the bound query, or the first thing that makes no sense; and warnings for
// names the graph does not have, which Cypher does not count as errors.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>
#include <banggiao/query/ast.h>
#include <banggiao/query/bound.h>
#include <banggiao/query/procedure.h>

#include <span>
#include <string_view>
#include <vector>

namespace banggiao::query {

/// The bound query refers to `procedures`. `text` is the query the tree was parsed from: columns without an
/// alias are named by their text.
Result<bound::Query, QueryError> bind_query(const ast::Query& query, std::string_view text,
                                            const FrozenGraph& graph,
                                            std::span<const Procedure> procedures = {},
                                            std::vector<QueryError>* warnings = nullptr);

} // namespace banggiao::query
