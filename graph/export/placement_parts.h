// Takes a scene and a way to lay out what hangs together. Hands out where its nodes lie: the parts that no
// edge joins side by side, the largest first.
#pragma once

#include <banggiao/graph/export/placement.h>

#include <functional>
#include <utility>
#include <vector>

namespace banggiao::drawing {

/// Moves the boxes of a scene's nodes. The centre of a part is the scene's, or what most edges of it end at.
using LayOut = std::function<void(const Scene& part, std::vector<Box>& boxes)>;

/// O(n log n + m) beside the laying out.
Placement place_parts(const Scene& scene, const LayOut& lay_out);

/// The corners of what the boxes take. REQUIRES: there is one.
std::pair<Point, Point> extent_of(const std::vector<Box>& boxes);

} // namespace banggiao::drawing
