// Takes a part of a name. Hands out the vertices it may be of: for when the name index (frozen_graph.h),
// which knows whole names and their beginnings, has found nothing.
#pragma once

#include <banggiao/graph/frozen_graph.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <vector>

namespace banggiao {

/// Whether a text, or one of a list, is wanted.
template <typename Wanted>
bool is_or_has(const Value& value, const Wanted& wanted) {
    const auto is_wanted = [&](const Value& text) {
        return text.is(ValueType::string) && wanted(text.string());
    };
    if (!value.is(ValueType::list)) return is_wanted(value);
    return std::any_of(value.list().begin(), value.list().end(), is_wanted);
}

/// Whether the name, an alias or the id of a vertex is wanted. `graph`: a frozen one, or one that has its
/// methods.
template <typename Graph, typename Wanted>
bool is_named(const Graph& graph, VertexId vertex, const Wanted& wanted) {
    constexpr std::array<std::string_view, 3> properties{"name", "aliases", "id"};
    return std::any_of(properties.begin(), properties.end(), [&](std::string_view property) {
        const auto key = graph.find_key(property);
        return key && is_or_has(graph.vertex_property(vertex, *key), wanted);
    });
}

/// Wanted vertices one of whose names contains `part` (folded, words run together), at most `limit`, in order
/// of their names. Reads the keys of the index, not the vertices; linear in them.
std::vector<VertexId> find_name_part(const FrozenGraph& graph, std::string_view part, std::size_t limit,
                                     const std::function<bool(VertexId)>& wanted);

} // namespace banggiao
