// Takes what a condition wants of a name or id. Hands out the nodes that may meet it, by the graph's name
// index.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/query/plan.h>

#include <optional>
#include <vector>

namespace banggiao::query {

/// A superset, without repetitions, of the nodes whose `name` or `id` stands in this relation to `sought`;
/// among them all on which the condition would fail. Nothing if the index cannot tell: then it may be any
/// node.
std::optional<std::vector<VertexId>> nodes_named(const FrozenGraph& graph, LookupKind kind,
                                                 const Value& sought);

} // namespace banggiao::query
