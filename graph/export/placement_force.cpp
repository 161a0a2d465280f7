// Takes a scene. Hands out positions by forces: nodes push each other away (a quadtree stands for the far
// ones), edges and countries pull, in a number of steps that its size fixes.
#include <banggiao/graph/export/placement_parts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace banggiao::drawing {

namespace {

/// Points in nested squares, each with its middle and its count.
class QuadTree {
  public:
    explicit QuadTree(const std::vector<Point>& points) : points_(points) {
        Point low = points.front(), high = points.front();
        for (Point p : points) {
            low = {std::min(low.x, p.x), std::min(low.y, p.y)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
        squares_.push_back(
            {(low + high) * 0.5, std::max(high.x - low.x, high.y - low.y) / 2 + 1, {}, 0, {}, none});
        for (std::size_t i = 0; i < points.size(); ++i) insert(i);
    }

    /// Sum of strength² / distance away from all other points.
    Point push(std::size_t point, double strength) const {
        Point force;
        std::array<std::size_t, 128> waiting{};
        std::size_t count = 1;
        while (count > 0) {
            const Square& square = squares_[waiting[--count]];
            if (square.count == 0 || square.point == point) continue;
            const Point away = points_[point] - square.sum * (1.0 / square.count);
            const double distance = std::max(length(away), 0.01 * strength);
            if (square.point != none || is_leaf(square) || 2 * square.half < far * distance) {
                force = force + away * (square.count * strength * strength / (distance * distance));
                continue;
            }
            for (std::size_t child : square.children) {
                if (child != 0) waiting[count++] = child;
            }
        }
        return force;
    }

  private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1), deepest = 24;
    static constexpr double far = 0.9; ///< a square this small for its distance counts as one point

    struct Square {
        Point centre;
        double half;
        Point sum; ///< of its points
        double count;
        std::array<std::size_t, 4> children; ///< 0: none
        std::size_t point;                   ///< if it has just one
    };

    static bool is_leaf(const Square& square) {
        return std::all_of(square.children.begin(), square.children.end(),
                           [](std::size_t c) { return c == 0; });
    }

    void insert(std::size_t point) {
        std::size_t at = 0;
        for (std::size_t depth = 0;; ++depth) {
            Square& square = squares_[at];
            square.sum = square.sum + points_[point];
            square.count += 1;
            if (square.count == 1) {
                square.point = point;
                return;
            }
            if (depth == deepest) {
                square.point = none;
                return;
            }
            if (const std::size_t resident = square.point; resident != none) {
                square.point = none;
                const std::size_t child = child_of(at, points_[resident]);
                squares_[child].sum = points_[resident];
                squares_[child].count = 1;
                squares_[child].point = resident;
            }
            at = child_of(at, points_[point]);
        }
    }

    /// The child square a point falls in, made if there is none.
    std::size_t child_of(std::size_t at, Point point) {
        const Square parent = squares_[at];
        const bool right = point.x > parent.centre.x, up = point.y > parent.centre.y;
        const std::size_t quarter = (right ? 1u : 0u) + (up ? 2u : 0u);
        if (parent.children[quarter] != 0) return parent.children[quarter];
        const double half = parent.half / 2;
        const Point centre = parent.centre + Point{right ? half : -half, up ? half : -half};
        squares_[at].children[quarter] = squares_.size();
        squares_.push_back({centre, half, {}, 0, {}, none});
        return squares_.size() - 1;
    }

    const std::vector<Point>& points_;
    std::vector<Square> squares_;
};

/// A sunflower in each country's place, the countries on a circle.
std::vector<Point> first_positions(const Scene& scene, double spacing) {
    std::vector<std::size_t> sizes(scene.clusters.size(), 0);
    for (const SceneNode& node : scene.nodes) ++sizes[node.cluster];
    const double around = spacing * std::sqrt(static_cast<double>(scene.nodes.size())) * 1.2;
    std::vector<std::size_t> next(scene.clusters.size(), 0);
    std::vector<Point> positions;
    constexpr double golden_angle = 2.399963229728653, full_circle = 6.283185307179586;
    for (const SceneNode& node : scene.nodes) {
        const double turn =
            full_circle * static_cast<double>(node.cluster) / static_cast<double>(sizes.size());
        const double k = static_cast<double>(next[node.cluster]++);
        const Point home =
            node.cluster == 0 ? Point{} : Point{around * std::cos(turn), around * std::sin(turn)};
        positions.push_back(home + Point{std::cos(k * golden_angle), std::sin(k * golden_angle)} *
                                       (spacing * 0.5 * std::sqrt(k + 0.5)));
    }
    return positions;
}

class Simulation {
  public:
    Simulation(const Scene& scene, double spacing)
        : scene_(scene), spacing_(spacing), positions_(first_positions(scene, spacing)) {}

    std::vector<Point> run() {
        const std::size_t nodes = scene_.nodes.size();
        const int steps = nodes <= 500 ? 300 : nodes <= 2000 ? 150 : 90;
        double reach = spacing_ * std::sqrt(static_cast<double>(nodes)) / 4 + spacing_;
        const double cooling = std::pow(0.02 * spacing_ / reach, 1.0 / steps);
        for (int step = 0; step < steps; ++step, reach *= cooling) move(reach);
        return positions_;
    }

  private:
    void move(double reach) {
        std::vector<Point> forces(positions_.size());
        const QuadTree tree(positions_);
        for (std::size_t i = 0; i < forces.size(); ++i) forces[i] = tree.push(i, spacing_);
        pull_along_edges(forces);
        pull_to_countries(forces);
        for (std::size_t i = 0; i < forces.size(); ++i) {
            const double strength = std::max(length(forces[i]), 1e-9);
            positions_[i] = positions_[i] + forces[i] * (std::min(strength, reach) / strength);
        }
    }

    void pull_along_edges(std::vector<Point>& forces) const {
        for (const SceneEdge& edge : scene_.edges) {
            const Point between = positions_[edge.to] - positions_[edge.from];
            const Point pull = between * (length(between) / (spacing_ * 1.5));
            forces[edge.from] = forces[edge.from] + pull;
            forces[edge.to] = forces[edge.to] - pull;
        }
    }

    void pull_to_countries(std::vector<Point>& forces) const {
        std::vector<Point> middles(scene_.clusters.size());
        std::vector<double> counts(scene_.clusters.size(), 0);
        for (std::size_t i = 0; i < positions_.size(); ++i) {
            const std::size_t cluster = scene_.nodes[i].cluster;
            middles[cluster] = middles[cluster] + positions_[i];
            counts[cluster] += 1;
        }
        for (std::size_t i = 0; i < positions_.size(); ++i) {
            const SceneNode& node = scene_.nodes[i];
            const Point middle = middles[node.cluster] * (1 / counts[node.cluster]);
            const bool has_country = !scene_.clusters[node.cluster].code.empty();
            if (has_country) forces[i] = forces[i] + (middle - positions_[i]) * 0.6;
            forces[i] = forces[i] - positions_[i] * 0.15; // what hangs on nothing does not drift away
        }
    }

    const Scene& scene_;
    double spacing_;
    std::vector<Point> positions_;
};

/// Grows the picture until the boxes cover at most a third of it.
void make_room(std::vector<Box>& boxes) {
    double covered = 0;
    for (const Box& box : boxes) covered += (box.width + 10) * (box.height + 10);
    const auto [low, high] = extent_of(boxes);
    const double area = (high.x - low.x) * (high.y - low.y);
    constexpr double most_growth = 4;
    const double growth = std::clamp(std::sqrt(3 * covered / area), 1.0, most_growth);
    for (Box& box : boxes) box.centre = box.centre * growth;
}

/// A node that one edge holds does not need to fly far: the picture would be empty between.
void pull_in_ends(const Scene& part, double farthest, std::vector<Point>& positions) {
    std::vector<std::size_t> degrees(part.nodes.size(), 0);
    for (const SceneEdge& edge : part.edges) ++degrees[edge.from], ++degrees[edge.to];
    for (const SceneEdge& edge : part.edges) {
        for (const auto& [end, held_by] : {std::pair(edge.from, edge.to), std::pair(edge.to, edge.from)}) {
            const Point away = positions[end] - positions[held_by];
            if (degrees[end] == 1 && degrees[held_by] > 1 && length(away) > farthest)
                positions[end] = positions[held_by] + away * (farthest / length(away));
        }
    }
}

void lay_out(const Scene& part, std::vector<Box>& boxes) {
    double widths = 0;
    for (const Box& box : boxes) widths += box.width;
    const double spacing = 0.6 * widths / static_cast<double>(boxes.size()) + 30;
    std::vector<Point> positions = Simulation(part, spacing).run();
    pull_in_ends(part, 2.5 * spacing, positions);
    for (std::size_t i = 0; i < positions.size(); ++i) boxes[i].centre = positions[i];
    make_room(boxes);
    remove_overlaps(boxes, 6);
}

} // namespace

Placement place_by_force(const Scene& scene) {
    return place_parts(scene, lay_out);
}

} // namespace banggiao::drawing
