// Takes a scene. Hands out where its nodes lie, when that is ours to say and not Graphviz's.
// Deterministic: the number of steps depends on the size alone. Points of 1/72 inch, y upwards.
#pragma once

#include <banggiao/graph/export/scene.h>

#include <string>
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

/// A node drawn as a dot with its name beside it.
struct Marker {
    Point dot;
    Point label; ///< centre of the words
};

struct Placement {
    std::vector<Point> centres;  ///< by node
    std::vector<Marker> markers; ///< by node; empty unless the picture is a map
    double width = 0, height = 0;
    std::string background; ///< xdot drawn beneath
};

/// About what the words of a node take, with its border.
Box box_of(const SceneNode& node);

/// Nodes pushed apart, edges and countries pulling together. O((n log n + m) × steps).
Placement place_by_force(const Scene& scene);
/// Circles around the centre, by distance from it. O(n log n + m).
Placement place_radially(const Scene& scene);

/// Moves boxes as little as it can until none covers another. O(n log n) a round, a bounded number of rounds.
void remove_overlaps(std::vector<Box>& boxes, double gap);

} // namespace banggiao::drawing
