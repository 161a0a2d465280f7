// Takes a scene. Hands out where its nodes lie, when that is ours to say and not Graphviz's.
// Deterministic: the number of steps depends on the size alone. Points of 1/72 inch, y upwards.
#pragma once

#include <banggiao/graph/export/scene.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace banggiao::drawing {

struct Point {
    double x = 0;
    double y = 0;
};

struct Box {
    Point centre;
    double width = 0;
    double height = 0;
};

struct Placement {
    std::vector<Point> centres; ///< by node
    std::map<std::size_t, std::pair<Point, Point>>
        bends;              ///< of an edge that is no straight line: through these
    std::string background; ///< xdot drawn beneath
};

/// About what the words of a node take, with its border.
Box box_of(const SceneNode& node);

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
