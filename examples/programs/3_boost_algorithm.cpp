// A folder of articles in, the people who stand between others out: Boost's betweenness centrality on the
// frozen graph of meetings, as it is. usage: 3_boost_algorithm FOLDER
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>
#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/frozen_graph_boost.h>
#include <banggiao/graph/merge.h>

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/filtered_graph.hpp>

#include <algorithm>
#include <iostream>
#include <numeric>

namespace {

/// Keeps the edges of one type.
struct OfType {
    const banggiao::FrozenGraph* graph = nullptr;
    banggiao::TypeId type = 0;
    template <typename Edge>
    bool operator()(const Edge& edge) const {
        return graph->type(edge.id) == type;
    }
};

std::vector<banggiao::Facts> facts_of(const std::string& folder) {
    using namespace banggiao;
    const extract::Extractor extractor;
    std::vector<Facts> facts;
    extract::read_paths({folder}, {},
                        {[&](Article&& article) {
                             auto found = extractor.extract(article);
                             if (found) facts.push_back(std::move(*found));
                         },
                         [](const Error& error) { std::cerr << error.text() << "\n"; },
                         [](const std::string&) {}});
    return facts;
}

} // namespace

int main(int argc, char** argv) {
    using namespace banggiao;
    if (argc != 2) return std::cerr << "usage: 3_boost_algorithm FOLDER\n", 2;
    const FrozenGraph graph = freeze(merge(facts_of(argv[1])).graph);
    const auto met = graph.find_type("MET");
    const auto name = graph.find_key("name");
    if (!met || !name) return std::cerr << "these articles report no meeting\n", 1;

    const auto both_ways = undirected(graph);
    const boost::filtered_graph<std::decay_t<decltype(both_ways)>, OfType> meetings(both_ways,
                                                                                    OfType{&graph, *met});
    std::vector<double> centrality(graph.vertex_count(), 0.0);
    boost::brandes_betweenness_centrality(
        meetings, boost::make_iterator_property_map(centrality.begin(), get(boost::vertex_index, graph)));

    std::vector<VertexId> order(graph.vertex_count());
    std::iota(order.begin(), order.end(), VertexId{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](VertexId a, VertexId b) { return centrality[a] > centrality[b]; });
    for (std::size_t i = 0; i < order.size() && i < 5 && centrality[order[i]] > 0; ++i)
        std::cout << centrality[order[i]] << "  " << graph.vertex_property(order[i], *name).string() << "\n";
    return 0;
}
