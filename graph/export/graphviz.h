// Takes a scene, the name of a Graphviz engine and, where the positions are ours, a placement. Hands out DOT
// or a picture. The only file that speaks to Graphviz, whose state is global: one call at a time, and nothing
// printed.
#pragma once

#include <banggiao/graph/export/dot.h>
#include <banggiao/graph/export/placement.h>
#include <banggiao/graph/export/scene.h>

#include <string>

namespace banggiao::drawing {

struct Plan {
    std::string engine;  ///< dot, fdp … or nop2 for a placement
    Placement placement; ///< for nop2
    bool edge_labels = true;
    double width_centimetres = 0, height_centimetres = 0;
};

Result<std::string> write_picture(const Scene& scene, const Plan& plan, PictureFormat format);

} // namespace banggiao::drawing
