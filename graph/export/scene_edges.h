// Takes the selected edges. Hands out those to draw: one for each pair, type and kind, with dates and
// evidence.
#pragma once

#include <banggiao/graph/export/graph_reading.h>
#include <banggiao/graph/export/scene.h>

#include <map>
#include <vector>

namespace banggiao::drawing {

/// Sorted by from, to, kind, label. `position`: of each vertex in scene.nodes. O(n log n).
std::vector<SceneEdge> make_edges(const GraphReader& reader, const std::vector<EdgeId>& selected,
                                  const std::map<VertexId, std::size_t>& position, const Scene& scene);

} // namespace banggiao::drawing
