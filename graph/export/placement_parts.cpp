// Takes a scene and a way to lay out what hangs together. Hands out where its nodes lie: the parts that no
// edge joins side by side, the largest first.
#include <banggiao/graph/export/placement_parts.h>
#include <banggiao/graph/export/placement_ways.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace banggiao::drawing {

namespace {

struct Part {
    Scene scene;
    std::vector<std::size_t> nodes; ///< of the whole scene
    std::vector<Box> boxes;
    Point low, high; ///< of its boxes
};

std::vector<std::size_t> part_of_each(const Scene& scene) {
    std::vector<std::size_t> parent(scene.nodes.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    const auto root = [&](std::size_t node) {
        while (parent[node] != node) node = parent[node] = parent[parent[node]];
        return node;
    };
    for (const SceneEdge& edge : scene.edges) parent[root(edge.from)] = root(edge.to);
    for (std::size_t i = 0; i < parent.size(); ++i) parent[i] = root(i);
    return parent;
}

std::vector<Part> parts_of(const Scene& scene) {
    const std::vector<std::size_t> root = part_of_each(scene);
    std::map<std::size_t, std::size_t> index;
    std::vector<Part> parts;
    std::vector<std::size_t> moved_to(scene.nodes.size());
    for (std::size_t i = 0; i < scene.nodes.size(); ++i) {
        const auto [found, is_new] = index.emplace(root[i], parts.size());
        if (is_new) {
            parts.emplace_back();
            parts.back().scene.clusters = scene.clusters;
        }
        Part& part = parts[found->second];
        moved_to[i] = part.nodes.size();
        part.nodes.push_back(i);
        part.scene.nodes.push_back(scene.nodes[i]);
        part.boxes.push_back(box_of(scene.nodes[i]));
    }
    for (SceneEdge edge : scene.edges) {
        Part& part = parts[index.at(root[edge.from])];
        edge.from = moved_to[edge.from];
        edge.to = moved_to[edge.to];
        part.scene.edges.push_back(std::move(edge));
    }
    for (Part& part : parts) {
        for (std::size_t i = 0; i < part.scene.nodes.size(); ++i) {
            if (part.scene.nodes[i].degree > part.scene.nodes[part.scene.centre].degree)
                part.scene.centre = i;
        }
    }
    parts[index.at(root[scene.centre])].scene.centre = moved_to[scene.centre];
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Part& a, const Part& b) { return a.nodes.size() > b.nodes.size(); });
    return parts;
}

/// In rows from above, as wide as makes the whole about square; the largest part is not narrower.
void pack(std::vector<Part>& parts) {
    constexpr double gap = 40;
    double area = 0, widest = 0;
    for (const Part& part : parts) {
        area += (part.high.x - part.low.x + gap) * (part.high.y - part.low.y + gap);
        widest = std::max(widest, part.high.x - part.low.x);
    }
    const double row_width = std::max(widest, 1.3 * std::sqrt(area));
    double x = 0, y = 0, row_height = 0;
    for (Part& part : parts) {
        const double width = part.high.x - part.low.x, height = part.high.y - part.low.y;
        if (x > 0 && x + width > row_width) {
            y -= row_height + gap;
            x = row_height = 0;
        }
        for (Box& box : part.boxes)
            box.centre = {box.centre.x + x - part.low.x, box.centre.y + y - part.high.y};
        x += width + gap;
        row_height = std::max(row_height, height);
    }
}

} // namespace

std::pair<Point, Point> extent_of(const std::vector<Box>& boxes) {
    Point low = boxes.front().centre, high = low;
    for (const Box& box : boxes) {
        low = {std::min(low.x, box.centre.x - box.width / 2), std::min(low.y, box.centre.y - box.height / 2)};
        high = {std::max(high.x, box.centre.x + box.width / 2),
                std::max(high.y, box.centre.y + box.height / 2)};
    }
    return {low, high};
}

Placement place_parts(const Scene& scene, const LayOut& lay_out) {
    Placement placement;
    if (scene.nodes.empty()) return placement;
    std::vector<Part> parts = parts_of(scene);
    for (Part& part : parts) {
        lay_out(part.scene, part.boxes);
        std::tie(part.low, part.high) = extent_of(part.boxes);
    }
    pack(parts);
    placement.centres.resize(scene.nodes.size());
    for (const Part& part : parts) {
        for (std::size_t i = 0; i < part.nodes.size(); ++i)
            placement.centres[part.nodes[i]] = part.boxes[i].centre;
    }
    placement.ways = ways_of(scene, boxes_at(scene, placement.centres), {});
    return placement;
}

} // namespace banggiao::drawing
