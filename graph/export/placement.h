// Takes a scene. Hands out where its nodes lie, when that is ours to say and not Graphviz's.
// Deterministic: the number of steps depends on the size alone. Points of 1/72 inch, y upwards.
#pragma once

#include <banggiao/graph/export/scene.h>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace banggiao::drawing {

struct Point {
    double x = 0;
    double y = 0;
};

inline Point operator+(Point a, Point b) {
    return {a.x + b.x, a.y + b.y};
}
inline Point operator-(Point a, Point b) {
    return {a.x - b.x, a.y - b.y};
}
inline Point operator*(Point a, double by) {
    return {a.x * by, a.y * by};
}
inline double length(Point a) {
    return std::hypot(a.x, a.y);
}

struct Box {
    Point centre;
    double width = 0;
    double height = 0;
};

/// A curve of Bézier's.
struct Way {
    Point start, first, second, end;
    std::optional<Point> label; ///< the middle of its words
};

struct Placement {
    std::vector<Point> centres; ///< by node
    std::vector<Way> ways;      ///< by edge
    std::string background;     ///< xdot drawn beneath
};

/// About what the words of a node take, with its border.
Box box_of(const SceneNode& node);
/// Of all nodes, around these points.
std::vector<Box> boxes_at(const Scene& scene, const std::vector<Point>& centres);

/// Nodes pushed apart, edges and countries pulling together. O((n log n + m) × steps).
Placement place_by_force(const Scene& scene);
/// Circles around the centre of each part that hangs together, by distance from it. O(n log n + m).
Placement place_radially(const Scene& scene);

/// A map of Vietnam and what is next to it, with boxes for countries further off at its sides. O(n log n +
/// m).
Placement place_on_map(const Scene& scene);

/// Moves boxes as little as it can until none covers another. O(n log n) a round, a bounded number of rounds.
void remove_overlaps(std::vector<Box>& boxes, double gap);

} // namespace banggiao::drawing
