// Takes numbers of nodes and edges (default 1 million, 10 million). Prints what typical queries on such a
// graph cost, each beside a loop by hand over the frozen graph that answers the same, in the same run.
#include <banggiao/graph/store/import.h>
#include <banggiao/graph/store/store.h>
#include <banggiao/query/engine.h>

#include <bench/made_up_graph.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace banggiao;
using bench::milliseconds;

namespace {

void write_files(const std::string& folder, std::size_t nodes, std::size_t edges) {
    std::mt19937_64 random(1);
    std::ofstream node_file(folder + "/nodes.csv");
    node_file << "id:ID,name,level:int,size:int\n";
    for (std::size_t node = 0; node < nodes; ++node)
        node_file << node << ",Xã số " << node << ',' << random() % 10 << ',' << random() % 1'000'000 << '\n';
    std::ofstream edge_file(folder + "/edges.csv");
    edge_file << ":START_ID,:END_ID,year:int\n";
    for (std::size_t edge = 0; edge < edges; ++edge)
        edge_file << random() % nodes << ',' << random() % nodes << ',' << 1950 + random() % 70 << '\n';
}

/// The graph with what loops by hand look up once.
struct Ground {
    explicit Ground(const FrozenGraph& of) : graph(of) {}
    const FrozenGraph& graph;
    KeyId name = *graph.find_key("name"), level = *graph.find_key("level"), size = *graph.find_key("size"),
          year = *graph.find_key("year");

    std::int64_t number(VertexId vertex, KeyId key) const {
        const Value value = graph.vertex_property(vertex, key);
        return value.is(ValueType::integer) ? value.integer() : 0;
    }
    std::int64_t year_of(EdgeId edge) const {
        const Value value = graph.edge_property(edge, year);
        return value.is(ValueType::integer) ? value.integer() : 0;
    }
    VertexId vertex(const char* id) const { return graph.find_id(id).value_or(0); }
    std::span<const VertexId> next(VertexId vertex) const { return graph.targets(graph.out_edges(vertex)); }
};

// Each answers with one number, which the query must answer, too.

std::int64_t one_hop(const Ground& ground) {
    std::int64_t sum = 0;
    for (VertexId next : ground.next(ground.vertex("4711")))
        sum += static_cast<std::int64_t>(ground.graph.vertex_property(next, ground.name).string().size());
    return sum;
}

std::int64_t names_beginning(const Ground& ground) {
    return static_cast<std::int64_t>(ground.graph.find_name_prefix("xaso1234", 1'000'000).size());
}

std::int64_t two_hops(const Ground& ground) {
    std::int64_t count = 0;
    for (VertexId next : ground.next(ground.vertex("4711")))
        count += static_cast<std::int64_t>(ground.next(next).size());
    return count;
}

std::int64_t all_two_hops(const Ground& ground) {
    std::uint64_t count = 0;
    for (VertexId vertex = 0; vertex < ground.graph.vertex_count(); ++vertex)
        count += ground.graph.in_edges(vertex).size() * ground.graph.out_edges(vertex).size();
    for (VertexId vertex = 0; vertex < ground.graph.vertex_count(); ++vertex)
        for (VertexId next : ground.next(vertex)) count -= next == vertex ? 1 : 0;
    return static_cast<std::int64_t>(count);
}

std::int64_t late_edges(const Ground& ground) {
    std::int64_t count = 0;
    for (EdgeId edge = 0; edge < ground.graph.edge_count(); ++edge)
        count += ground.year_of(edge) > 2000 ? 1 : 0;
    return count;
}

std::int64_t largest_group(const Ground& ground) {
    std::map<std::int64_t, std::int64_t> groups;
    for (VertexId vertex = 0; vertex < ground.graph.vertex_count(); ++vertex)
        ++groups[ground.number(vertex, ground.level)];
    std::int64_t largest = 0;
    for (const auto& [level, count] : groups) largest = std::max(largest, count);
    return largest;
}

std::int64_t tenth_largest(const Ground& ground) {
    std::vector<std::int64_t> sizes;
    for (VertexId vertex = 0; vertex < ground.graph.vertex_count(); ++vertex)
        sizes.push_back(ground.number(vertex, ground.size));
    std::nth_element(sizes.begin(), sizes.begin() + 9, sizes.end(), std::greater<>());
    return sizes[9];
}

/// Level by level from both sides.
std::int64_t distance(const Ground& ground) {
    const VertexId from = ground.vertex("1"), to = ground.vertex("99");
    std::vector<std::uint8_t> seen(ground.graph.vertex_count());
    std::vector<VertexId> fronts[2] = {{from}, {to}};
    seen[from] = 1;
    seen[to] = 2;
    for (std::int64_t length = 1; !fronts[0].empty() && !fronts[1].empty(); ++length) {
        const std::size_t side = fronts[0].size() <= fronts[1].size() ? 0 : 1;
        std::vector<VertexId> next;
        for (VertexId vertex : fronts[side])
            for (VertexId other : side == 0 ? ground.next(vertex) : ground.graph.in_sources(vertex)) {
                if (seen[other] == 2 - side) return length;
                if (seen[other] == 0) {
                    seen[other] = static_cast<std::uint8_t>(side + 1);
                    next.push_back(other);
                }
            }
        fronts[side] = std::move(next);
    }
    return -1;
}

/// Level by level from one side, until every node was met.
std::int64_t distances_to_level(const Ground& ground) {
    const VertexId from = ground.vertex("1");
    std::vector<bool> seen(ground.graph.vertex_count());
    std::vector<VertexId> front{from};
    seen[from] = true;
    std::int64_t sum = 0;
    for (std::int64_t length = 1; !front.empty(); ++length) {
        std::vector<VertexId> next;
        for (VertexId vertex : front)
            for (VertexId other : ground.next(vertex)) {
                if (seen[other]) continue;
                seen[other] = true;
                next.push_back(other);
                if (ground.number(other, ground.level) == 3) sum += length;
            }
        front = std::move(next);
    }
    return sum;
}

std::int64_t reached_in_three(const Ground& ground) {
    std::set<VertexId> found;
    for (VertexId one : ground.next(ground.vertex("4711"))) {
        found.insert(one);
        for (VertexId two : ground.next(one)) {
            found.insert(two);
            found.insert(ground.next(two).begin(), ground.next(two).end());
        }
    }
    return static_cast<std::int64_t>(found.size());
}

std::int64_t years_of_level(const Ground& ground) {
    std::int64_t sum = 0;
    for (VertexId vertex = 0; vertex < ground.graph.vertex_count(); ++vertex) {
        if (ground.number(vertex, ground.level) != 3) continue;
        const EdgeRange edges = ground.graph.out_edges(vertex);
        for (EdgeId edge = edges.first; edge < edges.last; ++edge) sum += ground.year_of(edge);
    }
    return sum;
}

std::int64_t highest_degree(const Ground& ground) {
    std::size_t most = 0;
    for (VertexId vertex = 0; vertex < ground.graph.vertex_count(); ++vertex)
        most = std::max<std::size_t>(most, ground.graph.out_edges(vertex).size());
    return static_cast<std::int64_t>(most);
}

std::int64_t large_nodes(const Ground& ground) {
    std::int64_t count = 0;
    for (VertexId vertex = 0; vertex < ground.graph.vertex_count(); ++vertex)
        count += ground.number(vertex, ground.size) > 900'000 ? 1 : 0;
    return count;
}

struct Task {
    const char* name;
    const char* query;
    std::int64_t (*by_hand)(const Ground&);
};

constexpr Task tasks[] = {
    {"one hop from an id", "MATCH (a {id: '4711'})-->(b) RETURN sum(size(b.name) + 3)", one_hop},
    {"names that begin so", "MATCH (a) WHERE a.name STARTS WITH 'Xã số 1234' RETURN count(*)",
     names_beginning},
    {"two hops from an id", "MATCH (a {id: '4711'})-->()-->(b) RETURN count(*)", two_hops},
    {"all two hops", "MATCH (a)-->(b)-->(c) RETURN count(*)", all_two_hops},
    {"edges later than", "MATCH ()-[r]->() WHERE r.year > 2000 RETURN count(*)", late_edges},
    {"nodes larger than", "MATCH (n) WHERE n.size > 900000 RETURN count(*)", large_nodes},
    {"groups of nodes", "MATCH (n) WITH n.level AS level, count(*) AS c RETURN max(c)", largest_group},
    {"first ten of an order", "MATCH (n) WITH n.size AS s ORDER BY s DESC LIMIT 10 RETURN min(s)",
     tenth_largest},
    {"shortest path", "MATCH p = shortestPath((a {id: '1'})-[*]->(b {id: '99'})) RETURN length(p)", distance},
    {"shortest to many",
     "MATCH (a {id: '1'}) MATCH (b {level: 3}) WHERE a <> b MATCH p = shortestPath((a)-[*]->(b)) "
     "RETURN sum(length(p))",
     distances_to_level},
    {"reached in three", "MATCH (a {id: '4711'})-[*1..3]->(b) RETURN count(DISTINCT b)", reached_in_three},
    {"sum over edges", "MATCH (a {level: 3})-[r]->() RETURN sum(r.year)", years_of_level},
    {"highest degree", "MATCH (a)-->() WITH a, count(*) AS c ORDER BY c DESC LIMIT 1 RETURN c",
     highest_degree},
};

std::int64_t answer(const query::PreparedQuery& prepared) {
    auto cursor = prepared.run();
    if (!cursor) return -2;
    const auto row = cursor->next();
    return row && *row && (**row)[0].is(ValueType::integer) ? (**row)[0].integer() : -2;
}

void compare(const Task& task, const query::Engine& engine, const Ground& ground) {
    const auto prepared = engine.prepare(task.query);
    if (!prepared) return;
    std::int64_t asked = 0, counted = 0;
    const double query_time = milliseconds(3, [&] { asked = answer(*prepared); });
    const double loop_time = milliseconds(3, [&] { counted = task.by_hand(ground); });
    std::printf("%-24s query %10.3f ms, by hand %10.3f ms: %6.1f times%s\n", task.name, query_time, loop_time,
                query_time / loop_time, asked == counted ? "" : "  THE ANSWERS DIFFER");
}

int measure(const std::string& folder, std::size_t nodes, std::size_t edges) {
    write_files(folder, nodes, edges);
    const std::string path = folder + "/graph.kg";
    const ImportOptions options{{{{"Place"}, {folder + "/nodes.csv"}}},
                                {{{"ROAD"}, {folder + "/edges.csv"}}}};
    if (auto graph = import_csv(path, options); !graph) {
        std::printf("%s\n", graph.error().text().c_str());
        return 1;
    }
    const auto loaded = load_graph(path);
    if (!loaded || !loaded->graph.verify()) return 1;
    const query::Engine engine(loaded->graph);
    const Ground ground(loaded->graph);
    for (const Task& task : tasks) compare(task, engine, ground);
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    return bench::run(count, arguments, measure);
}
