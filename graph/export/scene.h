// Takes a frozen graph and a selection. Hands out the scene: what is drawn, in a stable order, with the
// words, clusters and counts of a picture and nothing of Graphviz.
#pragma once

#include <banggiao/graph/export/dot.h>
#include <banggiao/graph/export/style.h>
#include <banggiao/graph/export/wording.h>
#include <banggiao/graph/frozen_graph.h>

#include <cstddef>
#include <string>
#include <vector>

namespace banggiao::drawing {

struct SceneNode {
    std::string id; ///< unique in the scene
    std::string name;
    std::string detail; ///< a second line: an office, a date
    std::string tooltip;
    std::string url;
    double least_width = 0; ///< points; words are at the left then, else in the middle
    NodeKind kind = NodeKind::other;
    std::size_t cluster = 0; ///< index into Scene::clusters
    std::string region;      ///< id of the province or the region abroad it is or belongs to; may be empty
    std::string region_name;
    std::size_t degree = 0; ///< of the scene
    std::vector<std::string>
        places; ///< codes and names of its own place, the surest first; empty if it is none
    std::vector<std::string> around; ///< the same of what it lies in or works for, nearest first
};

struct SceneEdge {
    std::size_t from = 0; ///< indices into Scene::nodes
    std::size_t to = 0;
    EdgeKind kind = EdgeKind::other;
    bool directed = false;
    std::string label;
    std::string tooltip;
    std::string url;
    std::size_t evidence = 0;
};

/// The nodes of one country.
struct SceneCluster {
    std::string code; ///< ISO 3166-1, or a name if the graph gives none; empty: of no known country
    std::string name;
};

struct Scene {
    std::string title;
    Language language = Language::vietnamese;
    bool legend = true;
    bool quotations = true;
    std::vector<std::string> notes;     ///< what the picture leaves out
    std::vector<SceneCluster> clusters; ///< Vietnam first, then by name, the unknown last
    std::vector<SceneNode> nodes;       ///< by cluster, then id
    std::vector<SceneEdge> edges;       ///< by from, to, kind, label
    std::size_t centre = 0;
};

/// Edges of one pair, type and kind are drawn as one. O(n log n) in the selection.
Scene make_scene(const FrozenGraph& graph, const Selection& selection, const DrawingOptions& options);

/// Keeps the nodes with most edges and draws the others as one for each cluster, with a note. Counts as many
/// nodes as `most_nodes` and clusters together, edges as many as `most_edges`.
Scene summarise(const Scene& scene, std::size_t most_nodes, std::size_t most_edges);

} // namespace banggiao::drawing
