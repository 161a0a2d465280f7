// Takes a frozen graph. Hands out how much there is of its parts, without reading them.
#pragma once

#include <banggiao/graph/frozen_graph.h>

#include <cstdint>

namespace banggiao {

/// How many vertices have a label. O(1), where vertices_with() sees to it that all of them may be read.
std::uint32_t count_with(const FrozenGraph& graph, LabelId label);

/// In bytes. Together, all but a few bytes of padding and names.
struct GraphSizes {
    std::uint64_t nodes = 0;           ///< offsets of their edges, labels, the name index
    std::uint64_t node_properties = 0; ///< numbers, and where texts lie
    std::uint64_t relationships = 0;   ///< both ways, with their types
    std::uint64_t edge_properties = 0; ///< as of nodes
    std::uint64_t text = 0;            ///< each once: names, their keys, properties, words of articles
    std::uint64_t evidence = 0;        ///< articles, spans and rules; the words are text
    std::uint64_t all = 0;
};

GraphSizes sizes_of(const FrozenGraph& graph);

} // namespace banggiao
