// Takes a frozen graph and a selection. Hands out DOT and pictures: scene, then plan, then Graphviz.
#include <banggiao/graph/export/dot.h>
#include <banggiao/graph/export/graphviz.h>
#include <banggiao/graph/export/placement_ways.h>
#include <banggiao/graph/export/scene.h>

#include <algorithm>

namespace banggiao {

namespace {

using drawing::Plan;
using drawing::Scene;

/// Up to here dot takes under a second; far above it may take minutes.
constexpr std::size_t most_layered_nodes = 300, most_layered_edges = 600;
/// More words than these on the edges cover the rest.
constexpr std::size_t most_labelled_edges = 400;
/// As many as can be told from each other on one page.
constexpr std::size_t most_summarised_nodes = 120, most_summarised_edges = 200;

bool is_small(const Scene& scene) {
    return scene.nodes.size() <= most_layered_nodes && scene.edges.size() <= most_layered_edges;
}

bool is_of_places(const Scene& scene) {
    return std::all_of(scene.nodes.begin(), scene.nodes.end(), [](const drawing::SceneNode& node) {
        return node.kind == drawing::NodeKind::vietnamese_place ||
               node.kind == drawing::NodeKind::foreign_place || node.kind == drawing::NodeKind::country;
    });
}

Layout layout_for(const Scene& scene, Layout wanted) {
    if (wanted == Layout::automatic) return is_of_places(scene) ? Layout::geographic : Layout::force;
    return wanted == Layout::layered && !is_small(scene) ? Layout::force : wanted;
}

Plan plan_for(const Scene& scene, const DrawingOptions& options) {
    Plan plan;
    plan.width_centimetres = options.width_centimetres;
    plan.height_centimetres = options.height_centimetres;
    plan.edge_labels = scene.edges.size() <= most_labelled_edges;
    plan.engine = "nop2";
    switch (layout_for(scene, options.layout)) {
    case Layout::layered:
        plan.engine = "dot";
        break;
    case Layout::geographic:
        plan.placement = drawing::place_on_map(scene);
        break;
    case Layout::radial:
        plan.placement = drawing::place_radially(scene);
        break;
    default:
        plan.placement = drawing::place_by_force(scene);
    }
    if (plan.edge_labels && !plan.placement.ways.empty())
        place_labels(scene, drawing::boxes_at(scene, plan.placement.centres), plan.placement.ways);
    return plan;
}

} // namespace

Result<std::string> to_dot(const FrozenGraph& graph, const Selection& selection,
                           const DrawingOptions& options) {
    return render(graph, selection, PictureFormat::dot, options);
}

Result<std::string> render(const FrozenGraph& graph, const Selection& selection, PictureFormat format,
                           const DrawingOptions& options) {
    Scene scene = drawing::make_scene(graph, selection, options);
    if (scene.nodes.size() > options.most_vertices || scene.edges.size() > options.most_edges)
        scene = drawing::summarise(scene, std::min(options.most_vertices / 10, most_summarised_nodes),
                                   std::min(options.most_edges / 10, most_summarised_edges));
    return write_picture(scene, plan_for(scene, options), format);
}

} // namespace banggiao
