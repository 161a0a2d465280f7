// Takes a scene. Hands out the heading of its picture as Graphviz's HTML: title, legend, notes.
#pragma once

#include <banggiao/graph/export/scene.h>

#include <string>

namespace banggiao::drawing {

/// Empty if there is nothing to say. The legend names the kinds that the scene has.
std::string heading_of(const Scene& scene);

/// `&`, `<`, `>` and `"` written as entities.
std::string escaped(std::string_view text);

} // namespace banggiao::drawing
