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

/// What a tooltip says of evidence, a line each for the first pieces, behind a line end; empty if there is
/// none.
std::string evidence_words(const std::vector<EdgeEvidence>& evidence, Language language);

/// Where the first piece of evidence can be read; empty if nowhere.
std::string url_of(const std::vector<EdgeEvidence>& evidence, const GraphReader& reader);

} // namespace banggiao::drawing
