// Boost's concepts hold for the frozen graph, and Boost's algorithms say of it what they say of an
// adjacency_list.
#include "random_graph.h"

#include <banggiao/graph/frozen_graph_boost.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/range/iterator_range.hpp>
#include <catch2/catch.hpp>

namespace banggiao {

BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<FrozenGraph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<FrozenGraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<FrozenGraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<FrozenGraph>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<FrozenGraph, VertexId, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<FrozenGraph, FrozenEdge, boost::edge_index_t>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<VertexPropertyMap, VertexId>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<EdgeNumberMap, FrozenEdge>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<UndirectedGraph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<UndirectedGraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<UndirectedGraph>));

namespace {

using Plain = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property,
                                    boost::property<boost::edge_weight_t, double>>;
using PlainUndirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

/// A random graph, frozen, and the same as plain Boost graphs.
struct Pair {
    FrozenGraph frozen;
    Plain plain;
    PlainUndirected plain_undirected;

    explicit Pair(unsigned seed) {
        tests::RandomGraph random(seed);
        const std::size_t count = 1 + random.below(80);
        const GrowingGraph growing = random.graph(count, random.below(5) * count);
        frozen = freeze(growing);
        plain = Plain(count);
        plain_undirected = PlainUndirected(count);
        const EdgeNumberMap weights(frozen, "always", 1);
        for (const FrozenEdge edge : boost::make_iterator_range(edges(frozen))) {
            add_edge(edge.source, edge.target, weights[edge], plain);
            add_edge(edge.source, edge.target, plain_undirected);
        }
    }
};

template <typename Graph>
std::vector<int> distances(const Graph& graph) {
    std::vector<int> distances(num_vertices(graph), -1);
    distances[0] = 0;
    boost::breadth_first_search(graph, 0,
                                boost::visitor(boost::make_bfs_visitor(
                                    boost::record_distances(distances.data(), boost::on_tree_edge()))));
    return distances;
}

template <typename Graph, typename Weights>
std::vector<double> weighted_distances(const Graph& graph, Weights weights) {
    std::vector<double> distances(num_vertices(graph));
    boost::dijkstra_shortest_paths(graph, 0, boost::weight_map(weights).distance_map(distances.data()));
    return distances;
}

template <typename Graph>
std::vector<double> betweenness(const Graph& graph) {
    std::vector<double> centrality(num_vertices(graph));
    boost::brandes_betweenness_centrality(graph, centrality.data());
    return centrality;
}

template <typename Graph>
std::vector<double> ranks(const Graph& graph) {
    std::vector<double> ranks(num_vertices(graph));
    boost::graph::page_rank(
        graph, boost::make_iterator_property_map(ranks.begin(), get(boost::vertex_index, graph)));
    return ranks;
}

template <typename Graph>
std::vector<int> strong(const Graph& graph) {
    std::vector<int> component(num_vertices(graph));
    boost::strong_components(
        graph, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph)));
    return component;
}

template <typename Graph>
std::vector<int> connected(const Graph& graph) {
    std::vector<int> component(num_vertices(graph));
    boost::connected_components(graph, component.data());
    return component;
}

void require_near(const std::vector<double>& a, const std::vector<double>& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) REQUIRE(a[i] == Approx(b[i]));
}

} // namespace

TEST_CASE("Boost's algorithms agree on the frozen graph and an adjacency_list", "[boost]") {
    for (unsigned seed = 100; seed < 140; ++seed) {
        const Pair pair(seed);
        REQUIRE(distances(pair.frozen) == distances(pair.plain));
        require_near(weighted_distances(pair.frozen, EdgeNumberMap(pair.frozen, "always", 1)),
                     weighted_distances(pair.plain, get(boost::edge_weight, pair.plain)));
        require_near(betweenness(pair.frozen), betweenness(pair.plain));
        require_near(ranks(pair.frozen), ranks(pair.plain));
        REQUIRE(strong(pair.frozen) == strong(pair.plain));
        REQUIRE(connected(undirected(pair.frozen)) == connected(pair.plain_undirected));
        REQUIRE(distances(undirected(pair.frozen)) == distances(pair.plain_undirected));
    }
}

TEST_CASE("degrees, neighbours and property maps", "[boost]") {
    GrowingGraph growing(3);
    growing[1].properties["name"] = "Huế";
    add_edge(0, 1, EdgeRecord{"LOCATED_IN", {{"km", 2.5}}, {}}, growing);
    add_edge(0, 2, EdgeRecord{"LOCATED_IN", {{"km", "far"}}, {}}, growing);
    add_edge(2, 2, EdgeRecord{"LOCATED_IN", {{"km", 4}}, {}}, growing);
    const FrozenGraph graph = freeze(growing);
    CHECK(out_degree(0, graph) == 2);
    CHECK(in_degree(2, graph) == 2);
    CHECK(degree(2, graph) == 3);
    CHECK(out_degree(2, undirected(graph)) == 3);
    const auto [first, last] = adjacent_vertices(0, graph);
    CHECK(std::vector<VertexId>(first, last) == std::vector<VertexId>{1, 2});
    CHECK(VertexPropertyMap(graph, "name")[1] == Value("Huế"));
    CHECK(VertexPropertyMap(graph, "nothing")[1].is_null());
    const EdgeNumberMap kilometres(graph, "km", -1);
    std::vector<double> numbers;
    for (const FrozenEdge edge : boost::make_iterator_range(edges(graph)))
        numbers.push_back(kilometres[edge]);
    CHECK(numbers == std::vector<double>{2.5, -1, 4});
}

} // namespace banggiao
