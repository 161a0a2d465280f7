// Takes a frozen graph. Hands out how much there is of its parts, without reading them.
#include <banggiao/graph/frozen_graph_layout.h>
#include <banggiao/graph/frozen_graph_sizes.h>

#include <initializer_list>

namespace banggiao {

namespace {

std::uint64_t bytes_of(const BlockHeader& header, std::initializer_list<Section> sections) {
    std::uint64_t bytes = 0;
    for (const Section section : sections) bytes += header.sections[static_cast<std::size_t>(section)].bytes;
    return bytes;
}

std::uint64_t bytes_of(const std::vector<PropertyColumn>& columns) {
    std::uint64_t bytes = 0;
    for (const PropertyColumn& column : columns)
        bytes +=
            std::uint64_t{column.rows} * column.width + column.bits.size_bytes() + column.ranks.size_bytes();
    return bytes;
}

} // namespace

std::uint32_t count_with(const FrozenGraph& graph, LabelId label) {
    const auto [first, last] = graph.sections().bounds(graph.sections().label_offsets, label);
    return static_cast<std::uint32_t>(last - first);
}

GraphSizes sizes_of(const FrozenGraph& graph) {
    using enum Section;
    const auto& header = *reinterpret_cast<const BlockHeader*>(graph.bytes().data());
    GraphSizes sizes;
    sizes.nodes =
        bytes_of(header, {out_offsets, in_offsets, label_sets, label_vertices, name_keys, name_vertices});
    sizes.node_properties = bytes_of(graph.sections().vertex_columns);
    sizes.relationships = bytes_of(header, {targets, sources, types, in_edges, in_sources, in_types});
    sizes.edge_properties = bytes_of(graph.sections().edge_columns);
    sizes.text = bytes_of(header, {pool});
    sizes.evidence = bytes_of(header, {evidence_offsets, evidence});
    sizes.all = graph.bytes().size();
    return sizes;
}

} // namespace banggiao
