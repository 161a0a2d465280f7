// The ways of edges and the places of their words: side by side, beside their edge, clear of nodes and each
// other.
#include <banggiao/graph/export/placement_ways.h>

#include <catch2/catch.hpp>

#include <cmath>

using namespace banggiao::drawing;

namespace {

/// A hub in the middle and nodes around it, each with a labelled edge.
Scene star_of(std::size_t rays) {
    Scene scene;
    scene.clusters.push_back({"", ""});
    for (std::size_t i = 0; i <= rays; ++i) {
        SceneNode node;
        node.id = node.name = "Nút " + std::to_string(i);
        scene.nodes.push_back(node);
        if (i == 0) continue;
        SceneEdge edge;
        edge.from = 0;
        edge.to = i;
        edge.label = "2012–2017";
        scene.edges.push_back(edge);
    }
    return scene;
}

std::vector<Box> around_a_hub(const Scene& scene, double radius) {
    std::vector<Point> centres{{0, 0}};
    for (std::size_t i = 1; i < scene.nodes.size(); ++i) {
        const double angle =
            6.283185307 * static_cast<double>(i) / static_cast<double>(scene.nodes.size() - 1);
        centres.push_back({radius * std::cos(angle), radius * std::sin(angle)});
    }
    return boxes_at(scene, centres);
}

bool cover_each_other(const Box& a, const Box& b) {
    return std::abs(a.centre.x - b.centre.x) < (a.width + b.width) / 2 &&
           std::abs(a.centre.y - b.centre.y) < (a.height + b.height) / 2;
}

} // namespace

TEST_CASE("words around a hub cover neither each other nor nodes") {
    const Scene scene = star_of(24);
    const std::vector<Box> boxes = around_a_hub(scene, 300);
    std::vector<Way> ways = ways_of(scene, boxes, {});
    place_labels(scene, boxes, ways);
    std::vector<Box> words;
    for (const Way& way : ways) {
        REQUIRE(way.label);
        words.push_back({*way.label, 42, 8});
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(cover_each_other(words[i], words[j]));
        for (const Box& box : boxes) CHECK_FALSE(cover_each_other(words[i], box));
    }
}

TEST_CASE("edges between the same two nodes lie side by side, whichever way they point") {
    Scene scene = star_of(1);
    scene.edges.push_back(scene.edges.front());
    std::swap(scene.edges.back().from, scene.edges.back().to);
    const std::vector<Way> ways = ways_of(scene, around_a_hub(scene, 200), {});
    CHECK(ways[0].first.y * ways[1].second.y < 0);
    CHECK(std::abs(ways[0].first.y - ways[1].second.y) > 6);
}

TEST_CASE("an edge from a node to itself leaves it, a directed one ends at the border, one in a column goes "
          "around") {
    Scene scene = star_of(1);
    scene.edges.push_back(scene.edges.front());
    scene.edges.back().to = 0;
    scene.edges.front().directed = true;
    std::vector<Box> boxes = around_a_hub(scene, 200);
    const std::vector<Way> ways = ways_of(scene, boxes, {});
    CHECK(ways[1].first.x > boxes[0].width / 2);
    CHECK(ways[0].end.x == Approx(200 - boxes[1].width / 2).margin(0.1));
    boxes[1].centre = {0, -300};
    scene.edges.front().directed = false;
    CHECK(ways_of(scene, boxes, {Door::left, Door::left})[0].first.x > 90);
    CHECK(ways_of(scene, boxes, {Door::right, Door::right})[0].first.x < -90);
}
