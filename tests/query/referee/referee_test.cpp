// The engine, optimised and not, on the graph itself and on an older one with its change, and the naive
// referee agree on random graphs and random queries. A few seconds by default; BANGGIAO_REFEREE_PAIRS=1000000
// (pairs of graph and query) and BANGGIAO_REFEREE_SEED=n for more.
#include "changed_graph.h"
#include "generator.h"
#include "naive.h"

#include <banggiao/query/engine.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace banggiao {

namespace {

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// Whether 1 or 1.0 stands for a group of equivalent values depends on which came first; integral floats
/// become integers here.
Value plain(const Value& value) {
    if (value.is(ValueType::floating) && std::trunc(value.floating()) == value.floating() &&
        std::fabs(value.floating()) < 1e15)
        return Value(static_cast<std::int64_t>(value.floating()));
    if (!value.is(ValueType::list)) return value;
    List list;
    for (const Value& element : value.list()) list.push_back(plain(element));
    return list;
}

std::vector<std::string> texts_of(const std::vector<query::Row>& rows, const FrozenGraph& graph,
                                  bool ordered) {
    std::vector<std::string> texts;
    for (const query::Row& row : rows) {
        std::string text;
        for (const Value& cell : row) {
            const bool entity = cell.is(ValueType::node) || cell.is(ValueType::edge);
            text += query::to_cypher_text(plain(cell), graph);
            if (entity)
                text += "#" + std::to_string(cell.is(ValueType::node) ? cell.node().id : cell.edge().id);
            text += " | ";
        }
        texts.push_back(text);
    }
    if (!ordered) std::sort(texts.begin(), texts.end());
    return texts;
}

const query::Parameters parameters{{"number", 1}, {"text", "a"}};

using Rows = Result<std::vector<query::Row>, query::QueryError>;

Rows run_engine(const query::Engine& engine, const std::string& text) {
    const auto prepared = engine.prepare(text);
    if (!prepared) return prepared.error();
    auto cursor = prepared->run(parameters);
    if (!cursor) return cursor.error();
    std::vector<query::Row> rows;
    while (true) {
        auto row = cursor->next();
        if (!row) return row.error();
        if (!*row) return rows;
        rows.push_back(std::move(**row));
    }
}

Rows run_engine(const FrozenGraph& graph, const std::string& text, bool optimise) {
    query::EngineOptions options;
    options.optimise = optimise;
    return run_engine(query::Engine(graph, options), text);
}

/// With the ids of the graph that comes of the change.
Rows run_engine(const referee::ChangedGraph& changed, const std::string& text) {
    Rows rows = run_engine(query::Engine(changed.base, changed.change), text);
    if (!rows) return rows;
    for (query::Row& row : *rows)
        for (Value& cell : row) cell = changed.translated(cell);
    return rows;
}

std::string text_of(const Rows& rows, const FrozenGraph& graph, bool ordered) {
    if (!rows)
        return "error: " + std::string(name_of(rows.error().type)) + " " + rows.error().detail + " " +
               rows.error().message;
    std::string text = std::to_string(rows->size()) + " rows\n";
    for (const std::string& row : texts_of(*rows, graph, ordered)) text += row + "\n";
    return text;
}

std::string text_of(const FrozenGraph& graph) {
    std::string text;
    for (VertexId vertex = 0; vertex < graph.vertex_count(); ++vertex)
        text += std::to_string(vertex) + " " + query::to_cypher_text(NodeReference{vertex}, graph) + "\n";
    for (EdgeId edge = 0; edge < graph.edge_count(); ++edge)
        text += std::to_string(graph.source(edge)) + query::to_cypher_text(EdgeReference{edge}, graph) +
                std::to_string(graph.target(edge)) + "\n";
    return text;
}

struct Tally {
    std::size_t pairs = 0, with_rows = 0, errors = 0, too_big = 0, on_change = 0;

    std::string text() const {
        return std::to_string(pairs) + " pairs, " + std::to_string(with_rows) + " with rows, " +
               std::to_string(errors) + " errors, " + std::to_string(too_big) + " too big for the referee, " +
               std::to_string(on_change) + " also on an older graph and its change";
    }
};

/// Both fail (whatever the error: the order of evaluation is free), or both give the same rows.
bool agree(const Rows& a, const Rows& b, const FrozenGraph& graph, bool ordered) {
    if (!a || !b) return !a && !b;
    return texts_of(*a, graph, ordered) == texts_of(*b, graph, ordered);
}

bool holds_entity(const Value& value) {
    const bool is_list = value.is(ValueType::list);
    return value.is(ValueType::node) || value.is(ValueType::edge) || value.is(ValueType::path) ||
           (is_list && std::any_of(value.list().begin(), value.list().end(), holds_entity));
}

/// Nodes and relationships are ordered by ids, and a changed graph has others: which rows come first, or are
/// left out, may rest on those.
bool may_rest_on_ids(const referee::RandomQuery& query, const Rows& rows) {
    const auto has = [&](const char* words) { return query.text.find(words) != std::string::npos; };
    if (has("ORDER BY") && (has("SKIP") || has("LIMIT"))) return true;
    return query.ordered && rows && std::any_of(rows->begin(), rows->end(), [](const query::Row& row) {
               return std::any_of(row.begin(), row.end(), holds_entity);
           });
}

/// Pairs by default; a share of BANGGIAO_REFEREE_PAIRS if that is set.
void compare_pairs(referee::QueryKind kind, double share, double most_errors) {
    const std::uint64_t seed = setting("BANGGIAO_REFEREE_SEED", 1);
    const auto pairs =
        static_cast<std::uint64_t>(share * static_cast<double>(setting("BANGGIAO_REFEREE_PAIRS", 2000)));
    const std::uint64_t queries_per_graph = kind == referee::QueryKind::paths ? 2 : 20;
    Tally tally;
    for (std::uint64_t round = 0; tally.pairs < pairs; ++round) {
        referee::Dice dice(seed * 1'000'003 + round);
        const FrozenGraph graph = freeze(referee::random_graph(dice));
        referee::Dice change_dice(seed * 1'000'003 + round);
        const referee::ChangedGraph changed = referee::take_back(graph, change_dice);
        for (std::uint64_t i = 0; i < queries_per_graph; ++i, ++tally.pairs) {
            const referee::RandomQuery query = referee::random_query(dice, kind);
            Rows naive = std::vector<query::Row>();
            if (auto answer = referee::run_naively(query.text, graph, parameters))
                naive = std::move(answer->rows);
            else
                naive = answer.error();
            if (!naive && naive.error().type == query::QueryErrorType::limit) {
                ++tally.too_big;
                continue;
            }
            const Rows optimised = run_engine(graph, query.text, true);
            const Rows plain_engine = run_engine(graph, query.text, false);
            const Rows on_change = run_engine(changed, query.text);
            const bool rests_on_ids = may_rest_on_ids(query, naive);
            if (!naive)
                ++tally.errors;
            else if (!naive->empty())
                ++tally.with_rows;
            INFO("seed " << seed << ", round " << round << "\n" << query.text << "\n" << text_of(graph));
            INFO("naive: " << text_of(naive, graph, query.ordered));
            INFO("optimised: " << text_of(optimised, graph, query.ordered));
            INFO("not optimised: " << text_of(plain_engine, graph, query.ordered));
            INFO("on an older graph and its change: " << text_of(on_change, graph, query.ordered));
            CHECK((agree(naive, optimised, graph, query.ordered) &&
                   agree(naive, plain_engine, graph, query.ordered) &&
                   (rests_on_ids || agree(naive, on_change, graph, query.ordered))));
            tally.on_change += rests_on_ids ? 0 : 1;
        }
    }
    if (std::getenv("BANGGIAO_REFEREE_PAIRS")) WARN(tally.text());
    INFO(tally.text());
    CHECK(tally.too_big <= 1 + tally.pairs / 2000);
    CHECK(tally.with_rows > tally.pairs / 4);
    CHECK(tally.on_change > tally.pairs / 2);
    CHECK(static_cast<double>(tally.errors) <= most_errors * static_cast<double>(tally.pairs));
}

} // namespace

TEST_CASE("The referee can disagree") {
    referee::Dice dice(1);
    const FrozenGraph graph = freeze(referee::random_graph(dice));
    const auto answer = [&](const char* text) { return run_engine(graph, text, true); };
    const Rows two = answer("UNWIND [1, 2] AS x RETURN x");
    CHECK(agree(two, answer("UNWIND [2, 1] AS x RETURN x"), graph, false));
    CHECK_FALSE(agree(two, answer("UNWIND [2, 1] AS x RETURN x"), graph, true));
    CHECK_FALSE(agree(two, answer("UNWIND [1, 2, 2] AS x RETURN x"), graph, false));
    CHECK_FALSE(agree(two, answer("UNWIND [1, '2'] AS x RETURN x"), graph, false));
    CHECK_FALSE(agree(two, answer("RETURN toInteger([]) AS x"), graph, false));
}

TEST_CASE("Counting without making the rows: the engine and the naive referee agree") {
    const std::vector<std::string> arrows = {"-->", "<--", "--", "-[:R]->", "<-[:S|T]-", "-[:R]-"};
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        referee::Dice dice(seed);
        const FrozenGraph graph = freeze(referee::random_graph(dice));
        const referee::ChangedGraph changed = referee::take_back(graph, dice);
        std::vector<std::string> texts = {"MATCH (a) RETURN count(*) AS c",
                                          "MATCH (a:A) RETURN count(a) AS c"};
        for (const std::string& first : arrows) {
            texts.push_back("MATCH (a)" + first + "(b) RETURN count(*) AS c");
            for (const std::string& second : arrows)
                texts.push_back("MATCH (a)" + first + "(b)" + second + "(c) RETURN count(*) AS c");
        }
        for (const std::string type : {"", ":R", ":R|S", ":!T"}) {
            const std::string edge = "-[r" + type + "]-";
            for (const std::string& way : {edge, edge + ">", "<" + edge})
                for (const std::string condition :
                     {"r.num > 1", "2 >= r.num AND r.name <> 'a'", "r.num = $number"})
                    for (const std::string wanted :
                         {"count(*) AS c", "count(b) AS c", "count(a.num) AS c", "r, a, b"})
                        texts.push_back("MATCH (a)" + way + "(b) WHERE " + condition + " RETURN " + wanted);
        }
        for (const char* condition :
             {"2 >= a.num", "a.num <> $number AND a.name = 'a'", "a.num > 0 AND a.num + 1 < 3"})
            for (const char* pattern : {"(a)", "(a:A)", "(a:A|B)", "(x)-[r]->(y), (a)", "(a), (x)-[r]-(y)"})
                texts.push_back(std::string("MATCH ") + pattern + " WHERE " + condition +
                                " RETURN count(*) AS c");
        texts.push_back("MATCH (a) WITH a MATCH (b)-[r]-(c) WHERE r.num < 2 RETURN count(*) AS c");
        texts.push_back(
            "MATCH (a)-[r]->(b), (c)-[s]->(d) WHERE r.num > 0 AND s.num < 2 RETURN count(*) AS c");
        texts.push_back("MATCH (a) WHERE COUNT { (b)-[r]->(c) WHERE r.num > 0 } > 1 RETURN count(*) AS c");
        for (const std::string& text : texts) {
            const auto answer = referee::run_naively(text, graph, parameters);
            REQUIRE(answer);
            INFO(text << "\n" << text_of(graph));
            CHECK(agree(answer->rows, run_engine(graph, text, true), graph, false));
            CHECK(agree(answer->rows, run_engine(changed, text), graph, false));
        }
    }
}

TEST_CASE("Random queries: the engine and the naive referee agree") {
    compare_pairs(referee::QueryKind::any, 1, 0.02);
}

TEST_CASE("Random path patterns: the engine and the naive referee agree") {
    compare_pairs(referee::QueryKind::paths, 0.2, 0.02);
}

TEST_CASE("Random conditions that fail on some rows: the engine and the naive referee agree") {
    compare_pairs(referee::QueryKind::failing, 0.5, 0.5);
}

TEST_CASE("Random subqueries: the engine and the naive referee agree") {
    compare_pairs(referee::QueryKind::subquery, 0.2, 0.02);
}

TEST_CASE("Random dates and durations: the engine and the naive referee agree") {
    compare_pairs(referee::QueryKind::temporal, 0.1, 0.02);
}

} // namespace banggiao
