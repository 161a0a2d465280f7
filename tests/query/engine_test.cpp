// The embedding interface: parameters, streaming, limits, cancellation, threads, plans, warnings, failed
// writing.
#include <banggiao/graph/growing_graph.h>
#include <banggiao/query/engine.h>

#include <catch2/catch.hpp>

#include <thread>

using namespace banggiao;
using namespace banggiao::query;

namespace {

FrozenGraph ring(int size) {
    MemoryGraph graph;
    auto made = graph.run("UNWIND range(0, $last) AS i CREATE (:N {i: i, name: 'n' + toString(i)})",
                          {{"last", Value(size - 1)}});
    REQUIRE(made.ok());
    made = graph.run("MATCH (a:N), (b:N) WHERE b.i = (a.i + 1) % $size CREATE (a)-[:R]->(b)",
                     {{"size", Value(size)}});
    REQUIRE(made.ok());
    return graph.graph();
}

std::size_t rows_of(const PreparedQuery& prepared, const Parameters& parameters = {}) {
    auto cursor = prepared.run(parameters);
    std::size_t rows = 0;
    for (;; ++rows) {
        auto row = cursor->next();
        REQUIRE(row.ok());
        if (!*row) return rows;
    }
}

/// The error a query ends with under limits.
QueryErrorType ends_with(const FrozenGraph& graph, const char* query, const Limits& limits) {
    INFO(query);
    auto prepared = Engine(graph).prepare(query);
    REQUIRE(prepared.ok());
    auto cursor = prepared->run({}, limits);
    for (;;) {
        auto row = cursor->next();
        if (!row) return row.error().type;
        REQUIRE(row->has_value());
    }
}

} // namespace

TEST_CASE("a prepared query runs many times, with other parameters") {
    Engine engine(ring(5));
    auto prepared = engine.prepare("MATCH (n:N) WHERE n.i < $bound RETURN n.name");
    REQUIRE(prepared.ok());
    CHECK(prepared->columns() == std::vector<std::string>{"n.name"});
    CHECK(rows_of(*prepared, {{"bound", Value(2)}}) == 2);
    CHECK(rows_of(*prepared, {{"bound", Value(4)}}) == 4);
    auto without = prepared->run();
    CHECK(without->next().error().type == QueryErrorType::parameter_missing);
}

TEST_CASE("many threads read one graph") {
    Engine engine(ring(20));
    auto prepared = engine.prepare("MATCH p = (a {name: 'n0'})-[*1..6]-(b) RETURN p ORDER BY b.name");
    REQUIRE(prepared.ok());
    std::vector<std::size_t> counts(4);
    std::vector<std::thread> threads;
    for (std::size_t& count : counts)
        threads.emplace_back([&] {
            auto cursor = prepared->run();
            for (auto row = cursor->next(); row && *row; row = cursor->next()) ++count;
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(counts == std::vector<std::size_t>(4, 12));
}

TEST_CASE("limits end queries that run away, from within every operator") {
    const FrozenGraph graph = ring(60);
    Limits time;
    time.timeout = std::chrono::milliseconds(50);
    for (const char* query :
         {"MATCH (a), (b), (c), (d), (e), (f) WHERE a.i + b.i + c.i + d.i + e.i + f.i < 0 RETURN a",
          "MATCH (a), (b), (c), (d), (e), (f) RETURN count(a.i)",
          "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y WITH x, y WHERE x < 0 RETURN x",
          "MATCH (a), (b), (c), (d), (e), (f) WITH DISTINCT 1 AS one WHERE one > 1 RETURN one",
          "MATCH (n) WHERE none(x IN range(1, 9000000) WHERE x < 0 OR x > n.i + 100000000) AND n.i + 0 < 0 "
          "RETURN n",
          "MATCH (a), (b), (c), (d), (e), (f) OPTIONAL MATCH (a)-->(b)-->(c) WHERE a.i < 0 WITH b WHERE b.i "
          "< 0 RETURN b"})
        CHECK(ends_with(graph, query, time) == QueryErrorType::timeout);
    Limits memory;
    memory.memory_bytes = 100000;
    for (const char* query :
         {"MATCH (a), (b), (c) RETURN a.name ORDER BY b.name",
          "MATCH (a), (b) RETURN collect(a.name + b.name)",
          "MATCH (a), (b) RETURN DISTINCT a.name + b.name AS x ORDER BY x",
          "MATCH (a), (b) RETURN a.name + b.name, count(*)",
          "RETURN reduce(l = [1], x IN range(1, 30) | l + l)", "RETURN size(range(1, 90000000))",
          "RETURN size([x IN range(1, 800) | [x, x, x, x]])",
          "RETURN size(reduce(s = 'aa', x IN range(1, 40) | replace(s, 'a', s)))",
          "RETURN size(split(reduce(s = 'a,', i IN range(1, 13) | s + s), ','))",
          "MATCH (a {i: 0}) RETURN size([(a)-[*0..]->(b) | [(b)-[*0..]->(c) | c.name]])",
          "UNWIND range(1, 60) AS x WITH x, reduce(s = 'a', i IN range(1, 13) | s + s) AS t "
          "ORDER BY x RETURN count(t)",
          "MATCH (a), (b) RETURN percentileCont(a.i + b.i, 0.5)",
          "MATCH p = (a)-[*]->(b) RETURN count(DISTINCT p)"})
        CHECK(ends_with(graph, query, memory) == QueryErrorType::limit);
    memory.memory_bytes = 600;
    for (const char* query : {"MATCH (a {i: 0})-[*]->(b {i: 59}) RETURN b",
                              "MATCH (a {i: 0})((u)-[r]->(v))*(b {i: 59}) RETURN count(b)",
                              "MATCH p = shortestPath((a {i: 0})-[*]-(b {i: 30})) RETURN length(p)",
                              "MATCH (a), (b {i: 0}) MATCH p = shortestPath((a)-[*]-(b)) RETURN count(p)"})
        CHECK(ends_with(graph, query, memory) == QueryErrorType::limit);
    Limits rows;
    rows.rows = 10;
    CHECK(ends_with(graph, "MATCH (n) RETURN n", rows) == QueryErrorType::limit);
}

TEST_CASE("what is let go does not count against the limit on memory") {
    const FrozenGraph graph = ring(60);
    Limits limits;
    limits.memory_bytes = 20000;
    const auto last = [&](const char* query) -> Value {
        auto prepared = Engine(graph).prepare(query);
        REQUIRE(prepared.ok());
        auto cursor = prepared->run({}, limits);
        auto row = cursor->next();
        return row && *row ? (**row)[0] : Value();
    };
    CHECK(last("MATCH (a), (b) WHERE COUNT { MATCH (b)-->(x) RETURN DISTINCT x.name } = 1 RETURN count(*)") ==
          Value(3600));
    CHECK(last("MATCH (a), (b) WHERE COUNT { MATCH (b)-->(x) WITH x ORDER BY x.name RETURN x } = 1 "
               "RETURN count(*)") == Value(3600));
    CHECK(last("MATCH (a), (b) WHERE COUNT { MATCH (b)-->(x) RETURN x UNION MATCH (b)-->(x) RETURN x } = 1 "
               "RETURN count(*)") == Value(3600));
    CHECK(
        last("MATCH (a), (b) WHERE COUNT { MATCH (b)-->(x) RETURN x.name, count(*) } = 1 RETURN count(*)") ==
        Value(3600));
    CHECK(last("MATCH (a), (b) WHERE size([x IN range(1, 20) | 'a' + x]) = 20 RETURN count(*)") ==
          Value(3600));
    CHECK(last("MATCH (a), (b) WHERE 1 / (size([x IN range(1, 20) | x]) - 20) > 1 OR true RETURN count(*)") ==
          Value());
}

TEST_CASE("one search serves the rows that begin or end at one node") {
    const FrozenGraph graph = ring(60);
    const auto sum = [&](const char* query) {
        auto prepared = Engine(graph).prepare(query);
        REQUIRE(prepared.ok());
        auto cursor = prepared->run();
        return (**cursor->next())[0];
    };
    CHECK(sum("MATCH (a {i: 3}) MATCH (b) MATCH p = shortestPath((a)-[*]->(b)) RETURN sum(length(p))") ==
          Value(59 * 60 / 2 + 60));
    CHECK(sum("MATCH (a {i: 3}) MATCH (b) MATCH p = shortestPath((b)-[*]->(a)) RETURN sum(length(p))") ==
          Value(59 * 60 / 2 + 60));
    CHECK(sum("MATCH (a {i: 3}) MATCH (b) MATCH p = shortestPath((a)-[*..7]->(b)) RETURN sum(length(p))") ==
          Value(28));
    CHECK(sum("MATCH (a {i: 3}) MATCH (b) WHERE a <> b MATCH p = ALL SHORTEST (a)-[]-+(b) RETURN count(p)") ==
          Value(60));
    CHECK(sum("MATCH (a) MATCH (b) MATCH p = ANY SHORTEST (a)-[r WHERE r.none IS NULL]->+(b) "
              "RETURN sum(length(p))") == Value(60 * (59 * 60 / 2 + 60)));
    CHECK(sum("MATCH (a) MATCH (b) MATCH p = ANY SHORTEST (a)-[r WHERE a.i < 30]->+(b) "
              "RETURN sum(length(p))") == Value(30 * (59 * 60 / 2 + 60)));
}

TEST_CASE("a search for paths to an end goes only where it can come to it") {
    MemoryGraph dense; // a crowd in which all met, a pair apart from it, and one behind the crowd
    REQUIRE(dense.run("UNWIND range(1, 12) AS i CREATE (:N {i: i})"));
    REQUIRE(dense.run("MATCH (a:N), (b:N) WHERE a.i < b.i CREATE (a)-[:R]->(b)"));
    REQUIRE(dense.run("MATCH (a:N {i: 12}) CREATE (a)-[:R]->(:Behind), (:Apart)-[:R]->(:Apart)"));
    Limits limits;
    limits.timeout = std::chrono::seconds(20);
    const auto count = [&](const char* query) {
        INFO(query);
        auto prepared = Engine(dense.graph()).prepare(query);
        REQUIRE(prepared.ok());
        auto cursor = prepared->run({}, limits);
        const auto row = cursor->next();
        return row ? (**row)[0] : Value(row.error().message);
    };
    CHECK(count("MATCH p = (a:N {i: 1})-[*]-(b:Apart) RETURN count(p)") == Value(0));
    CHECK(count("MATCH p = SHORTEST 2 (a:N {i: 1})-[]-+(b:Apart) RETURN count(p)") == Value(0));
    CHECK(count("MATCH p = SHORTEST 3 (a:N {i: 1})-[]-+(b) RETURN count(p)") == Value(13 * 3));
    CHECK(count("MATCH p = SHORTEST 2 GROUPS (a:N {i: 1})-[]-+(b:Behind) RETURN length(p) ORDER BY length(p) "
                "DESC "
                "LIMIT 1") == Value(3));
    CHECK(count("MATCH p = SHORTEST 1 (a:N)-[]-+(b) WHERE a.i < 4 RETURN sum(length(p))") ==
          Value(3 * (11 + 2 + 3)));
}

TEST_CASE("a path may be as long as a chain") {
    constexpr VertexId size = 200'000;
    GrowingGraph chain;
    for (VertexId i = 0; i < size; ++i) add_vertex({{}, {{"id", Value(std::to_string(i))}}}, chain);
    for (VertexId i = 0; i + 1 < size; ++i) add_edge(i, i + 1, EdgeRecord{"R", {}, {}}, chain);
    const Engine engine(freeze(chain));
    auto prepared = engine.prepare("MATCH p = shortestPath((a {id: '0'})-[*]->(b {id: '199999'})) RETURN p");
    REQUIRE(prepared.ok());
    CHECK(rows_of(*prepared) == 1);
}

TEST_CASE("a query is cancelled from another thread") {
    const FrozenGraph graph = ring(60);
    std::atomic<bool> cancelled = false;
    Limits limits;
    limits.cancelled = &cancelled;
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        cancelled = true;
    });
    CHECK(ends_with(graph,
                    "MATCH (a), (b), (c), (d), (e), (f) WHERE a.i + b.i + c.i + d.i + e.i + f.i < 0 RETURN a",
                    limits) == QueryErrorType::cancelled);
    other.join();
}

TEST_CASE("plans begin at the smallest end, use the index, and stop early") {
    Engine engine(ring(50));
    auto plan_of = [&](const char* query) { return engine.prepare(query)->explain(); };
    CHECK(plan_of("MATCH (a)-[:R]->(b {name: 'n7'}) RETURN a").find("NameLookup") != std::string::npos);
    CHECK(plan_of("MATCH (a)-[:R]->(b) WHERE b.id = $id RETURN a").find("NameLookup") != std::string::npos);
    for (const auto& [query, lookup] :
         {std::pair("MATCH (a) WHERE a.name STARTS WITH 'n1' RETURN a", "_0 STARTS WITH"),
          std::pair("MATCH (a) WHERE a.name IN ['n1', 'n2'] RETURN a", "_0 IN"),
          std::pair("MATCH (a) WHERE fold(a.name) = fold('N7') RETURN a", "fold(_0) ="),
          std::pair("MATCH (a) WHERE fold(a.name, 'marks') STARTS WITH 'n' RETURN a",
                    "fold(_0) STARTS WITH")})
        CHECK(plan_of(query).find(std::string("NameLookup ") + lookup) != std::string::npos);
    CHECK(plan_of("MATCH (a) WHERE a.name = 'n' + rand() RETURN a").find("NameLookup") == std::string::npos);
    CHECK(plan_of("MATCH (a)-[:R]->(b)-[:R]->(c) WHERE size(a.name) = 2 RETURN a").find("tentatively") !=
          std::string::npos);
    CHECK(
        plan_of("MATCH (a)-[:R]->(b) RETURN count(*)").find("RelationshipScan (_0)-[_1:R]->(_2), counted") !=
        std::string::npos);
    CHECK(plan_of("MATCH ()-[r:R]-() WHERE r.i > 1 AND 5 >= r.i RETURN count(r)")
              .find(", 2 condition(s), counted") != std::string::npos);
    CHECK(plan_of("MATCH (a:N) WHERE a.i < 7 RETURN count(*)").find(", 1 condition(s), counted") !=
          std::string::npos);
    CHECK(plan_of("MATCH (a)-[r:R]->(b) WHERE r.i > 1 RETURN a").find("RelationshipScan") !=
          std::string::npos);
    CHECK(plan_of("MATCH (a)-[:R]->(b) RETURN a, count(*)").find("CountRelationships") != std::string::npos);
    CHECK(plan_of("MATCH (a)-[:R]->(b)-[:R]->(c) RETURN count(*)").find("CountPairs") != std::string::npos);
    CHECK(plan_of("MATCH (a:N)-[:R]->(b) RETURN b").find("LabelScan") != std::string::npos);
    CHECK(plan_of("MATCH (a) RETURN a.i ORDER BY a.i LIMIT 3").find("the first rows") != std::string::npos);
    CHECK(engine.prepare("MATCH (a:`A\nB\"`) RETURN a")->explain_json().find("\"_0:A\\u000aB\\\"\"") !=
          std::string::npos);
    auto explained = engine.prepare("EXPLAIN MATCH (a) RETURN a");
    CHECK(explained->columns() == std::vector<std::string>{"plan"});
    CHECK(rows_of(*explained) >= 1);
    auto profiled = engine.prepare("PROFILE MATCH (a:N) RETURN a.i");
    auto cursor = profiled->run();
    while (*cursor->next()) {
    }
    CHECK(cursor->profile().find(", 50 in ") != std::string::npos);
    CHECK(cursor->profile_json().find("\"rows\":50") != std::string::npos);
}

TEST_CASE("names the graph does not have, and days beside texts, are warnings with a hint") {
    Engine engine(ring(3));
    auto prepared = engine.prepare("MATCH (a:N)-[:RR]->(b) WHERE a.nmae = 1 RETURN a");
    REQUIRE(prepared.ok());
    REQUIRE(prepared->warnings().size() == 2);
    CHECK(prepared->warnings()[1].hint.find("name") != std::string::npos);
    auto dated = engine.prepare("MATCH (a) WHERE earliestDate(a.date) >= '2017-06-01' RETURN a.i");
    REQUIRE(dated.ok());
    REQUIRE(dated->warnings().size() == 2);
    CHECK(dated->warnings()[1].hint == "write date('2017-06-01')");
    CHECK(engine.prepare("MATCH (a) WHERE date(a.name) = date('2017-06-01') RETURN a")->warnings().empty());
}

TEST_CASE("a failed writing query changes nothing, nor does EXPLAIN") {
    MemoryGraph graph;
    REQUIRE(graph.run("CREATE (:A {x: 1})-[:R]->(:A {x: 2})"));
    CHECK_FALSE(graph.run("MATCH (a:A) SET a.x = 5 CREATE (:B) WITH a RETURN 1 / (a.x - 5)"));
    CHECK_FALSE(graph.run("MATCH (a:A) DELETE a"));
    REQUIRE(graph.run("EXPLAIN CREATE (:C)"));
    auto rows = graph.run("MATCH (n) RETURN count(n), sum(n.x)");
    REQUIRE(rows.ok());
    CHECK((*rows)[0] == Row{Value(2), Value(3)});
}

TEST_CASE("a reading engine refuses to write") {
    auto prepared = Engine(ring(2)).prepare("CREATE (n)");
    REQUIRE_FALSE(prepared.ok());
    CHECK(prepared.error().type == QueryErrorType::unsupported);
}

TEST_CASE("procedures give rows") {
    EngineOptions options;
    options.procedures.push_back(
        {"numbers.up_to",
         {{"bound", "INTEGER"}},
         {{"number", "INTEGER"}},
         [](std::span<const Value> arguments) -> Result<std::vector<Row>, QueryError> {
             std::vector<Row> rows;
             for (std::int64_t i = 1; i <= arguments[0].integer(); ++i) rows.push_back({Value(i)});
             return rows;
         }});
    Engine engine(FrozenGraph(), options);
    auto prepared = engine.prepare(
        "UNWIND [1, 3] AS n CALL numbers.up_to(n) YIELD number AS x WITH x WHERE x > 1 RETURN x");
    REQUIRE(prepared.ok());
    CHECK(rows_of(*prepared) == 2);
    CHECK(engine.prepare("CALL numbers.upto(1)").error().hint.find("numbers.up_to") != std::string::npos);
}
