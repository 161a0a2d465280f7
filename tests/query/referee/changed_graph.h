// Takes a graph. Hands out another one and a change that makes the first of it, drawn at random: what is new,
// what is erased, what has other labels or properties.
#pragma once

#include "generator.h"

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/graph_change.h>

namespace banggiao::referee {

struct ChangedGraph {
    FrozenGraph base;
    GraphChange change;
    std::vector<VertexId>
        vertices; ///< of the graph, by id in the changed one; for erased ones without meaning
    std::vector<EdgeId> edges;

    /// The value with the ids of the graph.
    Value translated(const Value& value) const;
};

ChangedGraph take_back(const FrozenGraph& graph, Dice& dice);

} // namespace banggiao::referee
