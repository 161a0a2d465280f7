// Takes a frozen graph and a selection of its vertices and edges. Hands out DOT (cgraph) and pictures (gvc).
// Same selection, same bytes, whatever the order it is given in. Any thread may call; one draws at a time.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>

#include <optional>
#include <string>
#include <vector>

namespace banggiao {

struct Selection {
    std::vector<VertexId> vertices;
    std::vector<EdgeId> edges; ///< their ends are drawn too
};

enum class PictureFormat { dot, svg, png, pdf };

/// automatic: a map where all nodes are places, force for the rest. Layered falls back to force for large
/// graphs.
enum class Layout { automatic, geographic, force, layered, radial };

struct DrawingOptions {
    std::string title;
    std::string language = "vi"; ///< of legend and labels: vi or en
    bool legend = true;
    bool quotations = true; ///< the words of articles in tooltips
    Layout layout = Layout::automatic;
    std::optional<VertexId> centre; ///< of a radial picture; else the vertex with most edges
    double width_centimetres = 0;   ///< the picture is scaled to fit; 0: as large as it wants
    double height_centimetres = 0;
    /// Above either, vertices with few edges are drawn as one of their country, and the picture says so.
    std::size_t most_vertices = 5000;
    std::size_t most_edges = 20000;
};

/// DOT text, valid and in a stable order, clusters by country. O(n log n).
Result<std::string> to_dot(const FrozenGraph& graph, const Selection& selection,
                           const DrawingOptions& options = {});

/// Lays out and renders. Always finishes: engine and settings follow the size. The bytes of the picture.
Result<std::string> render(const FrozenGraph& graph, const Selection& selection, PictureFormat format,
                           const DrawingOptions& options = {});

} // namespace banggiao
