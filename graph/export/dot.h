// Takes a frozen graph and a selection of its vertices and edges. Hands out DOT (cgraph) and pictures (gvc).
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>

#include <string>
#include <vector>

namespace banggiao {

struct Selection {
    std::vector<VertexId> vertices;
    std::vector<EdgeId> edges; ///< their ends are drawn too
};

enum class PictureFormat { dot, svg, png, pdf };

struct DrawingOptions {
    std::string title;
    std::string language = "vi"; ///< of legend and labels: vi or en
    bool legend = true;
};

/// DOT text, valid and in a stable order, clusters by country. O(n log n).
Result<std::string> to_dot(const FrozenGraph& graph, const Selection& selection, const DrawingOptions& options = {});

/// Lays out and renders. Always finishes: engine and settings follow the size. The bytes of the picture.
Result<std::string> render(const FrozenGraph& graph, const Selection& selection, PictureFormat format,
                           const DrawingOptions& options = {});

} // namespace banggiao
