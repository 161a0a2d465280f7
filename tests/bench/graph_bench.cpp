// Takes numbers of nodes and edges (default 1 million, 10 million). Prints what importing, opening, looking
// up and reading such a graph costs, and what reading it through Boost's interface costs beside a loop by
// hand.
#include <banggiao/graph/frozen_graph_boost.h>
#include <banggiao/graph/frozen_graph_sizes.h>
#include <banggiao/graph/name_search.h>
#include <banggiao/graph/store/import.h>
#include <banggiao/graph/store/store.h>

#include <bench/made_up_graph.h>

#include <boost/range/iterator_range.hpp>

#include <cstdio>
#include <fstream>
#include <random>
#include <span>
#include <string>
#include <sys/resource.h>
#include <vector>

using namespace banggiao;
using bench::milliseconds;
using bench::now_of;

namespace {

void write_files(const std::string& folder, std::size_t nodes, std::size_t edges) {
    std::ofstream node_file(folder + "/nodes.csv");
    node_file << "id:ID,name\n";
    for (std::size_t node = 0; node < nodes; ++node) node_file << node << ",Xã số " << node << '\n';
    std::ofstream edge_file(folder + "/edges.csv");
    edge_file << ":START_ID,:END_ID,year:int\n";
    std::mt19937_64 random(1);
    std::string text;
    for (std::size_t edge = 0; edge < edges; ++edge) {
        text += std::to_string(random() % nodes) + ',' + std::to_string(random() % nodes) + ',' +
                std::to_string(1950 + random() % 70) + '\n';
        if (text.size() > 1 << 20) {
            edge_file << text;
            text.clear();
        }
    }
    edge_file << text;
}

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

volatile std::uint64_t sink;

/// Sums over all vertices, by hand, over compressed rows: of `read(position, vertex)`. A function of its own,
/// as is the next, so that the compiler sees each loop as it would in a program.
template <typename Read>
[[gnu::noinline]] std::uint64_t sum_by_hand(std::span<const std::uint32_t> offsets, Read read) {
    std::uint64_t sum = 0;
    for (VertexId vertex = 0; vertex + 1 < offsets.size(); ++vertex)
        for (std::uint32_t at = offsets[vertex]; at < offsets[vertex + 1]; ++at) sum += read(at, vertex);
    return sum;
}

/// The same through Boost's interface, over what `range(vertex, graph)` gives.
template <typename Range, typename Read>
[[gnu::noinline]] std::uint64_t sum_by_boost(const FrozenGraph& graph, Range range, Read read) {
    std::uint64_t sum = 0;
    for (const auto vertex : boost::make_iterator_range(vertices(graph)))
        for (const auto next : boost::make_iterator_range(range(vertex, graph)))
            sum += read(next, vertex, graph);
    return sum;
}

/// One thread each: its own time, so that a busy machine disturbs the comparison less.
template <typename Hand, typename Range, typename Read>
void compare(const char* what, const FrozenGraph& graph, std::span<const std::uint32_t> offsets, Hand hand,
             Range range, Read read) {
    const double by_hand = milliseconds(
        9, [&] { sink = sum_by_hand(offsets, hand); }, CLOCK_THREAD_CPUTIME_ID);
    const double by_boost = milliseconds(
        9, [&] { sink = sum_by_boost(graph, range, read); }, CLOCK_THREAD_CPUTIME_ID);
    std::printf("%-28s by hand %8.2f ms, through Boost %8.2f ms: %.2f times\n", what, by_hand, by_boost,
                by_boost / by_hand);
}

void compare_all(const FrozenGraph& graph) {
    const auto& sections = graph.sections();
    const auto *const targets = sections.targets.data(), *const in_sources = sections.in_sources.data();
    compare(
        "out-edges of all vertices", graph, sections.out_offsets,
        [=](auto at, VertexId vertex) { return targets[at] ^ vertex; },
        [](VertexId vertex, const FrozenGraph& of) { return out_edges(vertex, of); },
        [](FrozenEdge edge, VertexId vertex, const FrozenGraph& of) { return target(edge, of) ^ vertex; });
    compare(
        "in-edges of all vertices", graph, sections.in_offsets,
        [=](auto at, VertexId vertex) { return in_sources[at] ^ vertex; },
        [](VertexId vertex, const FrozenGraph& of) { return in_edges(vertex, of); },
        [](FrozenEdge edge, VertexId vertex, const FrozenGraph& of) { return source(edge, of) ^ vertex; });
    compare(
        "neighbours of all vertices", graph, sections.out_offsets,
        [=](auto at, VertexId) { return targets[at]; },
        [](VertexId vertex, const FrozenGraph& of) { return adjacent_vertices(vertex, of); },
        [](VertexId neighbour, VertexId, const FrozenGraph&) { return neighbour; });
}

void print_sizes(const FrozenGraph& graph) {
    const GraphSizes sizes = sizes_of(graph);
    const auto each = [](std::uint64_t bytes, std::uint32_t count) {
        return static_cast<double>(bytes) / count;
    };
    std::printf("bytes: %zu in all, %.1f an edge, %.1f a node, %.1f a node of text\n", graph.bytes().size(),
                each(sizes.relationships + sizes.edge_properties, graph.edge_count()),
                each(sizes.nodes + sizes.node_properties, graph.vertex_count()),
                each(sizes.text, graph.vertex_count()));
}

void one_hop(const std::string& path) {
    const auto loaded = load_graph(path);
    if (!loaded) return;
    const auto vertex = loaded->graph.find_id("4711");
    std::uint64_t sum = 0;
    if (vertex)
        for (const VertexId neighbour : loaded->graph.targets(loaded->graph.out_edges(*vertex)))
            sum += loaded->graph.vertex_property(neighbour, *loaded->graph.find_key("name")).string().size();
    sink = sum;
}

int measure(const std::string& folder, std::size_t nodes, std::size_t edges) {
    write_files(folder, nodes, edges);
    const std::string path = folder + "/graph.kg";
    const ImportOptions options{{{{"Place"}, {folder + "/nodes.csv"}}},
                                {{{"ROAD"}, {folder + "/edges.csv"}}}};
    const double work_before = now_of(CLOCK_PROCESS_CPUTIME_ID);
    const double import_time = milliseconds(1, [&] {
        if (auto graph = import_csv(path, options); !graph) std::printf("%s\n", graph.error().text().c_str());
    });
    std::printf("import: %.0f ms (%.0f ms of work), %.2f million edges a second, memory at most %.0f MB\n",
                import_time, now_of(CLOCK_PROCESS_CPUTIME_ID) - work_before,
                static_cast<double>(edges) / import_time / 1000, peak_megabytes());
    std::printf("open and one hop: %.3f ms\n", milliseconds(51, [&] { one_hop(path); }));
    const auto loaded = load_graph(path);
    if (!loaded) return 1;
    const FrozenGraph& graph = loaded->graph;
    std::printf("verify every block: %.1f ms\n", milliseconds(1, [&] { sink = graph.verify().ok(); }));
    print_sizes(graph);
    std::printf("find a name: %.4f ms, a prefix: %.4f ms\n",
                milliseconds(1001, [&] { sink = graph.find_name("XA SO 77777").size(); }),
                milliseconds(1001, [&] { sink = graph.find_name_prefix("xã số 1234", 10).size(); }));
    std::printf("find a part of a name: %.1f ms\n", milliseconds(3, [&] {
                    sink = find_name_part(graph, "khong co", 8, [](VertexId) { return true; }).size();
                }));
    compare_all(graph);
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    return bench::run(count, arguments, measure);
}
