// Takes vertices, edges and their properties. Hands out the growing form of the graph: a Boost
// adjacency_list. Merge and writing queries fill it, freeze() turns it into the frozen form that queries
// read.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/graph_records.h>

#include <boost/graph/adjacency_list.hpp>

namespace banggiao {

using GrowingGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, VertexRecord, EdgeRecord>;

/// Vertex order is kept; edges are renumbered as frozen_graph.h describes, equal (source, type, target) in
/// the order given. Null values and references to nodes, edges and paths are no properties and are left out.
/// REQUIRES: fewer than 65,536 different labels, types and keys each. O(V + E) and the sort of the names.
FrozenGraph freeze(const GrowingGraph& graph);

} // namespace banggiao
