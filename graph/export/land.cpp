// Takes a window of coordinates. Hands out the outlines of land within it.
#include <banggiao/graph/export/land.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <string_view>

namespace banggiao::drawing {

namespace {

constexpr std::string_view table =
#include "land_table.inc"
    ;

/// A line of the table: latitude, tab, longitude.
Coordinates parse(std::string_view line) {
    Coordinates at{};
    const char* end = line.data() + line.size();
    const auto latitude = std::from_chars(line.data(), end, at.latitude);
    const auto longitude = std::from_chars(std::min(latitude.ptr + 1, end), end, at.longitude);
    assert(latitude.ec == std::errc() && longitude.ec == std::errc());
    static_cast<void>(longitude);
    return at;
}

std::vector<Outline> parse_table() {
    std::vector<Outline> outlines(1);
    for (std::size_t start = 0; start < table.size();) {
        const std::size_t end = std::min(table.find('\n', start), table.size());
        const std::string_view line = table.substr(start, end - start);
        if (line.empty() && !outlines.back().empty()) outlines.emplace_back();
        if (!line.empty() && line[0] != '#') outlines.back().push_back(parse(line));
        start = end + 1;
    }
    if (outlines.back().empty()) outlines.pop_back();
    return outlines;
}

/// One side of a window: what lies at `sign` times more than `edge` is outside.
struct Side {
    double Coordinates::*along;
    double Coordinates::*across;
    double edge;
    int sign;

    bool has(Coordinates at) const { return sign * (at.*along - edge) <= 0; }
    Coordinates crossing(Coordinates a, Coordinates b) const {
        Coordinates at{};
        at.*along = edge;
        at.*across = a.*across + (b.*across - a.*across) * (edge - a.*along) / (b.*along - a.*along);
        return at;
    }
};

Outline cut_off(const Outline& outline, const Side& side) {
    Outline kept;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Coordinates before = outline[(i + outline.size() - 1) % outline.size()], at = outline[i];
        if (side.has(before) != side.has(at)) kept.push_back(side.crossing(before, at));
        if (side.has(at)) kept.push_back(at);
    }
    return kept;
}

} // namespace

bool Window::has(Coordinates at) const {
    return at.latitude >= low.latitude && at.latitude <= high.latitude && at.longitude >= low.longitude &&
           at.longitude <= high.longitude;
}

void Window::take_in(Coordinates at) {
    low = {std::min(low.latitude, at.latitude), std::min(low.longitude, at.longitude)};
    high = {std::max(high.latitude, at.latitude), std::max(high.longitude, at.longitude)};
}

void Window::widen(double margin) {
    low = {low.latitude - margin, low.longitude - margin};
    high = {high.latitude + margin, high.longitude + margin};
}

void Window::grow_to(double least) {
    for (double Coordinates::*along : {&Coordinates::latitude, &Coordinates::longitude}) {
        const double lacking = std::max(0.0, least - (high.*along - low.*along));
        low.*along -= lacking / 2;
        high.*along += lacking / 2;
    }
}

std::vector<Outline> land_within(const Window& window) {
    static const std::vector<Outline> all = parse_table();
    const auto latitude = &Coordinates::latitude, longitude = &Coordinates::longitude;
    const Side sides[] = {{latitude, longitude, window.high.latitude, 1},
                          {latitude, longitude, window.low.latitude, -1},
                          {longitude, latitude, window.high.longitude, 1},
                          {longitude, latitude, window.low.longitude, -1}};
    std::vector<Outline> within;
    for (Outline outline : all) {
        for (const Side& side : sides) outline = cut_off(outline, side);
        if (outline.size() >= 3) within.push_back(std::move(outline));
    }
    return within;
}

} // namespace banggiao::drawing
