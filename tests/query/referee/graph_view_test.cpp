// A graph and an older one with its change are named alike.
#include "changed_graph.h"

#include <banggiao/query/graph_view.h>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace banggiao;

namespace {

std::vector<VertexId> sorted(std::vector<VertexId> vertices) {
    std::sort(vertices.begin(), vertices.end());
    return vertices;
}

} // namespace

TEST_CASE("Names and ids are found in a changed graph as in the whole one") {
    std::size_t found = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        referee::Dice dice(seed);
        GrowingGraph growing = referee::random_graph(dice);
        for (VertexId vertex = 0; vertex < num_vertices(growing); ++vertex)
            if (dice.chance(30)) growing[vertex].properties["aliases"] = List{Value("Ab"), Value("b c")};
        const FrozenGraph graph = freeze(growing);
        const referee::ChangedGraph changed = referee::take_back(graph, dice);
        const query::ChangedGraph now(changed.base, changed.change);
        const query::GraphView view = now.view();
        const auto in_graph = [&](std::vector<VertexId> vertices) {
            for (VertexId& vertex : vertices) vertex = changed.vertices[vertex];
            return vertices;
        };
        for (const char* sought : {"a", "A", "à", "ab", "AB", "a b", "b", "c", "x", ""}) {
            INFO("seed " << seed << ", sought '" << sought << "'");
            const auto named = graph.find_name(sought);
            const auto named_now = in_graph(view.find_name(sought));
            CHECK(sorted(named_now) == sorted(named));
            const auto begins = graph.find_name_prefix(sought, 100);
            const auto begins_now = in_graph(view.find_name_prefix(sought, 100));
            CHECK(sorted(begins_now) == sorted(begins));
            CHECK(std::equal(named_now.begin(), named_now.end(), begins_now.begin(),
                             begins_now.begin() + static_cast<std::ptrdiff_t>(named_now.size()),
                             [&](VertexId a, VertexId b) {
                                 return std::count(named.begin(), named.end(), a) ==
                                        std::count(named.begin(), named.end(), b);
                             }));
            CHECK(view.find_name_prefix(sought, 1).size() == std::min<std::size_t>(1, begins.size()));
            const auto by_id = view.find_id(sought);
            CHECK(by_id.has_value() == graph.find_id(sought).has_value());
            if (by_id) CHECK(view.vertex_property(*by_id, *view.find_key("id")).string() == sought);
            found += named.size() + (by_id ? 1 : 0);
        }
    }
    CHECK(found > 500);
}

TEST_CASE("What is spelled exactly so comes first in a changed graph too") {
    GrowingGraph growing;
    for (const char* name : {"ha noi", "Hà Nội"}) add_vertex({{}, {{"name", Value(name)}}}, growing);
    GraphChange change;
    change.vertices.emplace(2, VertexRecord{{}, {{"name", Value("hà nội")}}});
    change.erased_vertices = {0};
    const query::ChangedGraph now(freeze(growing), change);
    CHECK(now.view().find_name("hà nội") == std::vector<VertexId>{2, 1});
    CHECK(now.view().find_name("Hà Nội") == std::vector<VertexId>{1, 2});
    CHECK(now.view().changed_vertices() == std::vector<VertexId>{2});
}

TEST_CASE("The words of a new or changed edge are those of the change") {
    GrowingGraph growing;
    for (int i = 0; i < 2; ++i) add_vertex({{}, {}}, growing);
    const auto evidence = [](const char* article) {
        return std::vector<EdgeEvidence>{{article, {1, 2}, "rule", "words"}};
    };
    for (const char* article : {"old", "kept"}) add_edge(0, 1, {"T", {}, evidence(article)}, growing);
    GraphChange change;
    change.edges.emplace(0, GraphChange::Edge{0, 1, "T", {}, evidence("changed")});
    change.edges.emplace(2, GraphChange::Edge{1, 0, "T", {}, evidence("new")});
    const query::ChangedGraph now(freeze(growing), change);
    const auto article = [&](EdgeId edge) { return now.view().evidence(edge).at(0).article; };
    CHECK(article(0) == "changed");
    CHECK(article(1) == "kept");
    CHECK(article(2) == "new");
}

TEST_CASE("What a changed edge keeps of its words stays, but for articles that say them no more") {
    GrowingGraph growing;
    for (int i = 0; i < 2; ++i) add_vertex({{}, {}}, growing);
    const auto piece = [](const char* article) { return EdgeEvidence{article, {1, 2}, "rule", "words"}; };
    add_edge(0, 1, {"T", {}, {piece("a"), piece("c"), piece("d")}}, growing);
    GraphChange change;
    const std::vector<EdgeEvidence> more{piece("d"), piece("b")};
    change.edges.emplace(0, GraphChange::Edge{0, 1, "T", {}, more, true, {"c"}});
    const FrozenGraph base = freeze(growing);
    const std::vector<EdgeEvidence> expected{piece("a"), piece("b"), piece("d")};
    CHECK((query::ChangedGraph(base, change).view().evidence(0) == expected));
    CHECK((apply(base, change).evidence(0) == expected));
}
