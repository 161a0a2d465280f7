// Takes a scene too large to read. Hands out a smaller one: the nodes with most edges, the others of a
// country as one.
#include <banggiao/graph/export/scene.h>
#include <banggiao/graph/export/strongest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace banggiao::drawing {

namespace {

/// Nodes with most edges first; which come first of equals follows the scene's order.
std::vector<bool> kept_nodes(const Scene& scene, std::size_t count) {
    std::vector<std::size_t> order(scene.nodes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return scene.nodes[a].degree > scene.nodes[b].degree;
    });
    std::vector<bool> kept(order.size(), false);
    for (std::size_t i = 0; i < std::min(count, order.size()); ++i) kept[order[i]] = true;
    return kept;
}

SceneNode rest_of(const SceneCluster& cluster, std::size_t index, std::size_t count, Language language) {
    SceneNode node;
    node.id = "rest/" + (cluster.code.empty() ? "unknown" : cluster.code);
    const Word others{" nút khác", " others"}, nowhere{"không rõ nước", "no known country"};
    node.name = number_in(count, language) + std::string(others.in(language));
    node.detail = cluster.name.empty() ? std::string(nowhere.in(language)) : cluster.name;
    node.tooltip = node.name + "\n" + node.detail;
    node.kind = NodeKind::summary;
    node.cluster = index;
    if (!cluster.code.empty()) node.around = {cluster.code};
    return node;
}

/// Edges between the nodes that are left, several of a kind as one.
std::vector<SceneEdge> joined_edges(const Scene& scene, const std::vector<std::size_t>& moved_to) {
    std::map<std::tuple<std::size_t, std::size_t, EdgeKind, bool>, std::pair<SceneEdge, std::size_t>> joined;
    for (const SceneEdge& edge : scene.edges) {
        std::size_t from = moved_to[edge.from], to = moved_to[edge.to];
        if (from == to) continue;
        if (!edge.directed && to < from) std::swap(from, to);
        auto& [into, count] = joined[{from, to, edge.kind, edge.directed}];
        const std::size_t evidence = into.evidence + std::max<std::size_t>(edge.evidence, 1);
        if (count++ == 0) into = edge;
        into.from = from;
        into.to = to;
        into.evidence = evidence;
    }
    std::vector<SceneEdge> edges;
    for (auto& [key, value] : joined) {
        auto& [edge, count] = value;
        if (count > 1) {
            edge.label = "×" + number_in(count, scene.language);
            edge.tooltip = edge.label;
            edge.url.clear();
        }
        edges.push_back(std::move(edge));
    }
    return edges;
}

/// Nodes that no edge is left of say nothing.
void drop_lonely(Scene& scene) {
    std::vector<std::size_t> moved_to(scene.nodes.size(), 0);
    std::vector<SceneNode> joined;
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
        moved_to[i] = joined.size();
        if (scene.nodes[i].degree > 0) joined.push_back(std::move(scene.nodes[i]));
    }
    scene.nodes = std::move(joined);
    scene.centre = std::min(moved_to[scene.centre], scene.nodes.size() - 1);
    for (SceneEdge& edge : scene.edges) {
        edge.from = moved_to[edge.from];
        edge.to = moved_to[edge.to];
    }
}

std::string note_of(const Scene& before, std::size_t kept, std::size_t edges_joined, std::size_t edges_left) {
    const auto count = [&](std::size_t number) { return number_in(number, before.language); };
    if (before.language == Language::vietnamese)
        return "Hình rút gọn: vẽ riêng " + count(kept) + " trong " + count(before.nodes.size()) +
               " nút, các nút còn lại gộp theo nước; " + count(before.edges.size()) + " quan hệ gộp thành " +
               count(edges_joined) + ", vẽ " + count(edges_left) + ".";
    return "Summarised: " + count(kept) + " of " + count(before.nodes.size()) +
           " nodes drawn, the others joined by country; " + count(before.edges.size()) +
           " relations joined into " + count(edges_joined) + ", of which " + count(edges_left) +
           " are drawn.";
}

} // namespace

Scene summarise(const Scene& scene, std::size_t most_nodes, std::size_t most_edges) {
    const std::size_t room = most_nodes > scene.clusters.size() ? most_nodes - scene.clusters.size() : 0;
    const std::vector<bool> kept = kept_nodes(scene, room);
    Scene smaller{
        scene.title, scene.language, scene.legend, scene.quotations, scene.notes, scene.clusters, {}, {}, 0};
    std::vector<std::size_t> moved_to(scene.nodes.size(), 0), joined(scene.clusters.size(), 0);
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
        if (!kept[i]) {
            ++joined[scene.nodes[i].cluster];
            continue;
        }
        moved_to[i] = smaller.nodes.size();
        smaller.nodes.push_back(scene.nodes[i]);
        smaller.nodes.back().degree = 0;
    }
    std::vector<std::size_t> rest(scene.clusters.size(), 0);
    for (std::size_t i = 0; i < joined.size(); ++i) {
        rest[i] = smaller.nodes.size();
        if (joined[i] > 0) smaller.nodes.push_back(rest_of(scene.clusters[i], i, joined[i], scene.language));
    }
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
        if (!kept[i]) moved_to[i] = rest[scene.nodes[i].cluster];
    }
    smaller.centre = moved_to[scene.centre];
    smaller.edges = joined_edges(scene, moved_to);
    const std::size_t edges_joined = smaller.edges.size();
    keep_strongest(smaller.edges, most_edges, [](const SceneEdge& edge) { return edge.evidence; });
    for (const SceneEdge& edge : smaller.edges)
        ++smaller.nodes[edge.from].degree, ++smaller.nodes[edge.to].degree;
    if (!smaller.edges.empty()) drop_lonely(smaller);
    const auto is_single = [](const SceneNode& node) { return node.kind != NodeKind::summary; };
    const auto singles = std::count_if(smaller.nodes.begin(), smaller.nodes.end(), is_single);
    smaller.notes.push_back(
        note_of(scene, static_cast<std::size_t>(singles), edges_joined, smaller.edges.size()));
    return smaller;
}

} // namespace banggiao::drawing
