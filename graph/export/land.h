// Takes a window of coordinates. Hands out the outlines of land within it.
#pragma once

#include <banggiao/graph/places.h>

#include <vector>

namespace banggiao::drawing {

/// Degrees, edges included.
struct Window {
    Coordinates low, high;

    bool has(Coordinates at) const;
    void take_in(Coordinates at);
    void widen(double margin);
    /// Grows from its middle until it is at least `least` high and wide.
    void grow_to(double least);
};

/// A closed line, its last corner joined to its first.
using Outline = std::vector<Coordinates>;

/// Of the surroundings of Vietnam only (2–30° north, 92–122° east); cut off at the window's edges by the
/// algorithm of Sutherland and Hodgman (1974). Linear in the length of the coasts.
std::vector<Outline> land_within(const Window& window);

} // namespace banggiao::drawing
