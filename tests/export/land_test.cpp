// Outlines of land: cut off at a window's edges, nothing lost within.
#include <banggiao/graph/export/land.h>

#include <catch2/catch.hpp>

using namespace banggiao;
using namespace banggiao::drawing;

namespace {

/// Ray casting: whether a point lies within an outline.
bool contains(const Outline& outline, Coordinates at) {
    bool inside = false;
    for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
        const Coordinates a = outline[i], b = outline[j];
        const bool spans = (a.latitude > at.latitude) != (b.latitude > at.latitude);
        if (spans && at.longitude < (b.longitude - a.longitude) * (at.latitude - a.latitude) /
                                            (b.latitude - a.latitude) +
                                        a.longitude)
            inside = !inside;
    }
    return inside;
}

bool is_land(const Window& window, Coordinates at) {
    bool land = false;
    for (const Outline& outline : land_within(window)) land = land != contains(outline, at);
    return land;
}

} // namespace

TEST_CASE("land is where cities are, and not where the sea is") {
    const Window region{{5, 96.5}, {27, 118}};
    const Window north{{18, 102}, {24, 109.5}};
    const struct {
        const char* name;
        Coordinates at;
        bool is_land;
        bool is_north;
    } table[] = {{"Hà Nội", {21.03, 105.85}, true, true},        {"Viêng Chăn", {17.97, 102.6}, true, false},
                 {"Đà Lạt", {11.94, 108.44}, true, false},       {"Hải Khẩu", {20.0, 110.3}, true, false},
                 {"Gulf of Tonkin", {19.8, 107.4}, false, true}, {"open sea", {14, 112}, false, false}};
    for (const auto& [name, at, is_so, is_north] : table) {
        CAPTURE(name);
        CHECK(is_land(region, at) == is_so);
        if (is_north) CHECK(is_land(north, at) == is_so);
    }
}

TEST_CASE("outlines end at the window's edges") {
    const Window window{{18, 102}, {24, 109.5}};
    const auto outlines = land_within(window);
    REQUIRE(!outlines.empty());
    for (const Outline& outline : outlines) {
        CHECK(outline.size() >= 3);
        for (Coordinates at : outline) CHECK(window.has(at));
    }
    CHECK(land_within({{12, 111}, {14, 113}}).empty());
}

TEST_CASE("a window grows from its middle") {
    Window window{{10, 100}, {12, 109}};
    window.grow_to(8);
    CHECK(window.low.latitude == Approx(7));
    CHECK(window.high.latitude == Approx(15));
    CHECK(window.low.longitude == Approx(100));
    CHECK(window.high.longitude == Approx(109));
}
