// Takes edges as parallel arrays. Hands out compressed rows in both directions, by three stable counting
// sorts.
#include <banggiao/graph/frozen_graph_layout.h>

#include <numeric>

namespace banggiao {

namespace {

using Order = std::vector<EdgeId>;

/// Where each key begins: counts of keys, summed up. One more element than keys.
template <typename Key>
std::vector<std::uint32_t> starts(std::span<const Key> keys, std::size_t key_count) {
    std::vector<std::uint32_t> starts(key_count + 1);
    for (const Key key : keys) ++starts[key + std::size_t{1}];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    return starts;
}

/// `order` sorted by keys[edge], stably.
template <typename Key>
Order sort_by(const Order& order, std::span<const Key> keys, std::vector<std::uint32_t> starts) {
    Order sorted(order.size());
    for (const EdgeId edge : order) sorted[starts[keys[edge]]++] = edge;
    return sorted;
}

template <typename T>
std::vector<T> gather(const Order& order, std::span<const T> values) {
    std::vector<T> gathered(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) gathered[i] = values[order[i]];
    return gathered;
}

Order in_given_order(std::size_t count) {
    Order order(count);
    std::iota(order.begin(), order.end(), EdgeId{0});
    return order;
}

} // namespace

Rows build_rows(std::uint32_t vertex_count, std::size_t type_count, std::span<const VertexId> sources,
                std::span<const VertexId> targets, std::span<const TypeId> types) {
    Rows rows;
    const auto by_type = starts(types, type_count);
    for (std::size_t type = 0; type < type_count; ++type)
        rows.type_counts.push_back(by_type[type + 1] - by_type[type]);
    rows.out_offsets = starts(sources, vertex_count);
    rows.in_offsets = starts(targets, vertex_count);

    rows.order = sort_by(in_given_order(sources.size()), targets, rows.in_offsets);
    if (type_count > 1) rows.order = sort_by(rows.order, types, by_type);
    rows.order = sort_by(rows.order, sources, rows.out_offsets);
    rows.sources = gather(rows.order, sources);
    rows.targets = gather(rows.order, targets);
    rows.types = gather(rows.order, types);

    rows.in_edges = in_given_order(sources.size());
    const std::span<const TypeId> sorted_types = rows.types;
    if (type_count > 1) rows.in_edges = sort_by(rows.in_edges, sorted_types, by_type);
    rows.in_edges = sort_by(rows.in_edges, std::span<const VertexId>(rows.targets), rows.in_offsets);
    rows.in_sources = gather(rows.in_edges, std::span<const VertexId>(rows.sources));
    rows.in_types = gather(rows.in_edges, sorted_types);
    return rows;
}

} // namespace banggiao
