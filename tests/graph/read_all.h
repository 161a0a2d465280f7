// Takes a frozen graph. Reads everything there is by every accessor: must not crash, whatever the bytes
// behind it.
#pragma once

#include <banggiao/graph/frozen_graph.h>

#include <cstddef>
#include <string>

namespace banggiao::tests {

inline std::size_t read_vertex(const FrozenGraph& graph, VertexId vertex) {
    std::size_t sum = graph.in_types(vertex).size() + graph.types(graph.out_edges(vertex)).size();
    for (const VertexId neighbour : graph.targets(graph.out_edges(vertex)))
        sum += graph.labels(neighbour).size();
    for (const VertexId neighbour : graph.in_sources(vertex)) sum += graph.out_edges(neighbour).size();
    for (const EdgeId edge : graph.in_edges(vertex)) sum += graph.source(edge) + graph.target(edge);
    for (TypeId type = 0; type < graph.type_count(); ++type)
        sum += graph.out_edges(vertex, type).size() + graph.in_edges(vertex, type).size() +
               graph.in_sources(vertex, type).size();
    for (const auto& [key, value] : graph.vertex_properties(vertex)) sum += graph.key_name(key).size();
    return sum;
}

inline std::size_t read_all(const FrozenGraph& graph) {
    std::size_t sum = 0;
    for (VertexId vertex = 0; vertex < graph.vertex_count(); ++vertex) sum += read_vertex(graph, vertex);
    for (EdgeId edge = 0; edge < graph.edge_count(); ++edge)
        sum += graph.edge_properties(edge).size() + graph.evidence(edge).size() +
               graph.type_name(graph.type(edge)).size();
    for (LabelId label = 0; label < graph.label_count(); ++label)
        for (const VertexId vertex : graph.vertices_with(label))
            sum += graph.has_label(vertex, label) + graph.label_name(label).size();
    for (TypeId type = 0; type < graph.type_count(); ++type) sum += graph.edges_with(type) != 0;
    for (const char* const name : {"Tên 1", "ten", "node/3", ""})
        sum += graph.find_name(name).size() + graph.find_name_prefix(name, 3).size() +
               graph.find_id(name).has_value() + graph.find_key(name).has_value() +
               graph.find_label(name).has_value();
    return sum;
}

} // namespace banggiao::tests
