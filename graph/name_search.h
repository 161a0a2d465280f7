// Takes a part of a name. Hands out the vertices it may be of: for when the name index (frozen_graph.h),
// which knows whole names and their beginnings, has found nothing.
#pragma once

#include <banggiao/graph/frozen_graph.h>

#include <functional>
#include <string_view>
#include <vector>

namespace banggiao {

/// Wanted vertices one of whose names contains `part` (folded, words run together), at most `limit`, in order
/// of their names. Reads the keys of the index, not the vertices; linear in them.
std::vector<VertexId> find_name_part(const FrozenGraph& graph, std::string_view part, std::size_t limit,
                                     const std::function<bool(VertexId)>& wanted);

} // namespace banggiao
