// Takes a scene and the boxes of its nodes. Hands out the way of each edge, and where its words stand: beside
// it, clear of nodes, of other words and, as far as there is room, of other edges.
#pragma once

#include <banggiao/graph/export/placement.h>

#include <vector>

namespace banggiao::drawing {

/// Where the edges of a node end: in the middle of its box, or of one of the box's sides.
enum class Door { middle, left, right };

/// Straight from box to box; edges between the same two nodes side by side. `doors`: by node; empty: all in
/// the middle. Two nodes above each other with the same door on a side are joined around that side's back.
/// O(m log m).
std::vector<Way> ways_of(const Scene& scene, const std::vector<Box>& boxes, const std::vector<Door>& doors);

/// Gives each way whose edge has words a place for them. O(labels × (nodes + edges)).
void place_labels(const Scene& scene, const std::vector<Box>& boxes, std::vector<Way>& ways);

} // namespace banggiao::drawing
