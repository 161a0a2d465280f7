// Takes a scene. Hands out where its nodes lie: circles around one, and boxes that do not cover each other.
#include <banggiao/graph/export/placement_parts.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace banggiao::drawing {

namespace {

constexpr double points_a_column = 6.2, points_a_line = 13; // DejaVu Sans at 10 points
constexpr double full_circle = 6.283185307179586;

/// How far two boxes cover each other along each axis; none if either is not positive.
Point overlap_of(const Box& a, const Box& b, double gap) {
    return {(a.width + b.width) / 2 + gap - std::abs(a.centre.x - b.centre.x),
            (a.height + b.height) / 2 + gap - std::abs(a.centre.y - b.centre.y)};
}

/// Half the shorter overlap each, away from one another.
void push_apart(Box& a, Box& b, Point overlap) {
    if (overlap.x < overlap.y) {
        const double step = (overlap.x / 2 + 0.01) * (a.centre.x <= b.centre.x ? 1 : -1);
        a.centre.x -= step;
        b.centre.x += step;
    } else {
        const double step = (overlap.y / 2 + 0.01) * (a.centre.y <= b.centre.y ? 1 : -1);
        a.centre.y -= step;
        b.centre.y += step;
    }
}

bool push_all(std::vector<Box>& boxes, std::vector<std::size_t>& by_left, double gap) {
    const auto left = [&](std::size_t i) { return boxes[i].centre.x - boxes[i].width / 2; };
    std::sort(by_left.begin(), by_left.end(),
              [&](std::size_t a, std::size_t b) { return std::pair(left(a), a) < std::pair(left(b), b); });
    bool any = false;
    for (std::size_t i = 0; i < by_left.size(); ++i) {
        Box& box = boxes[by_left[i]];
        for (std::size_t j = i + 1; j < by_left.size(); ++j) {
            if (left(by_left[j]) > box.centre.x + box.width / 2 + gap) break;
            const Point overlap = overlap_of(box, boxes[by_left[j]], gap);
            if (overlap.x <= 0 || overlap.y <= 0) continue;
            push_apart(box, boxes[by_left[j]], overlap);
            any = true;
        }
    }
    return any;
}

std::vector<std::vector<std::size_t>> neighbours_of(const Scene& scene) {
    std::vector<std::vector<std::size_t>> neighbours(scene.nodes.size());
    for (const SceneEdge& edge : scene.edges) {
        neighbours[edge.from].push_back(edge.to);
        neighbours[edge.to].push_back(edge.from);
    }
    return neighbours;
}

/// A tree of shortest ways from the centre. REQUIRES: it reaches every node.
struct Tree {
    std::vector<std::vector<std::size_t>> children;
    std::vector<std::size_t> depth, order; ///< order: parents before children
    std::vector<double> leaves;
};

Tree tree_of(const Scene& scene) {
    const auto neighbours = neighbours_of(scene);
    const std::size_t count = scene.nodes.size(), unseen = count + 1;
    Tree tree{std::vector<std::vector<std::size_t>>(count), std::vector<std::size_t>(count, unseen), {}, {}};
    tree.depth[scene.centre] = 0;
    tree.order.push_back(scene.centre);
    for (std::size_t next = 0; next < tree.order.size(); ++next) {
        for (std::size_t other : neighbours[tree.order[next]]) {
            if (tree.depth[other] != unseen) continue;
            tree.depth[other] = tree.depth[tree.order[next]] + 1;
            tree.children[tree.order[next]].push_back(other);
            tree.order.push_back(other);
        }
    }
    tree.leaves.assign(count, 0);
    for (auto node = tree.order.rbegin(); node != tree.order.rend(); ++node) {
        for (std::size_t child : tree.children[*node]) tree.leaves[*node] += tree.leaves[child];
        tree.leaves[*node] = std::max(tree.leaves[*node], 1.0);
    }
    return tree;
}

/// Radii wide enough for the boxes of their circle.
std::vector<double> radii_of(const Tree& tree, const std::vector<Box>& boxes) {
    std::vector<double> needed;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (needed.size() <= tree.depth[i]) needed.resize(tree.depth[i] + 1, 0);
        needed[tree.depth[i]] += boxes[i].height + boxes[i].width / 4;
    }
    for (std::size_t depth = 0; depth < needed.size(); ++depth)
        needed[depth] = depth == 0 ? 0 : std::max(needed[depth] / full_circle, needed[depth - 1] + 150);
    return needed;
}

void lay_out(const Scene& part, std::vector<Box>& boxes) {
    const Tree tree = tree_of(part);
    const std::vector<double> radii = radii_of(tree, boxes);
    std::vector<double> from(boxes.size(), 0), to(boxes.size(), full_circle);
    for (std::size_t node : tree.order) {
        const double middle = (from[node] + to[node]) / 2, radius = radii[tree.depth[node]];
        boxes[node].centre = {radius * std::cos(middle), radius * std::sin(middle)};
        double start = from[node];
        for (std::size_t child : tree.children[node]) {
            from[child] = start;
            start += (to[node] - from[node]) * tree.leaves[child] / tree.leaves[node];
            to[child] = start;
        }
    }
    remove_overlaps(boxes, 6);
}

} // namespace

Box box_of(const SceneNode& node) {
    std::size_t columns = 0, lines = 0;
    const std::string words = node.detail.empty() ? node.name : node.name + "\n" + node.detail;
    for (std::size_t start = 0; start <= words.size(); ++lines) {
        const std::size_t end = std::min(words.find('\n', start), words.size());
        columns = std::max(columns, display_width(std::string_view(words).substr(start, end - start)));
        start = end + 1;
    }
    // Words take the inner part of a hexagon.
    const double scale = style_of(node.kind).shape == "hexagon" ? 1.36 : 1;
    return {{},
            scale * (points_a_column * static_cast<double>(columns) + 14),
            scale * (points_a_line * static_cast<double>(lines) + 8)};
}

std::vector<Box> boxes_at(const Scene& scene, const std::vector<Point>& centres) {
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < centres.size(); ++i) {
        boxes.push_back(box_of(scene.nodes[i]));
        boxes.back().centre = centres[i];
    }
    return boxes;
}

void remove_overlaps(std::vector<Box>& boxes, double gap) {
    std::vector<std::size_t> by_left(boxes.size());
    std::iota(by_left.begin(), by_left.end(), std::size_t{0});
    constexpr int most_rounds = 400;
    for (int round = 0; round < most_rounds; ++round) {
        if (!push_all(boxes, by_left, gap)) return;
    }
}

Placement place_radially(const Scene& scene) {
    return place_parts(scene, lay_out);
}

} // namespace banggiao::drawing
