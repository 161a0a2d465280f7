// Values and functions against tables: values.txt and the examples of query/functions.md, evaluated by the
// naive referee; and the laws that equality, order and hash keep among all pairs of a pool of values.
#include "../referee/naive.h"

#include <banggiao/graph/growing_graph.h>
#include <banggiao/query/evaluation.h>

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

namespace banggiao {

namespace {

using query::QueryError;

/// (:Country {name: 'Lào'})-[:MET {date: '2023-03-24'}]->(:Country {name: 'Cu Ba'})
FrozenGraph sample_graph() {
    GrowingGraph graph;
    for (const char* name : {"Lào", "Cu Ba"})
        add_vertex(VertexRecord{{"Country"}, {{"name", Value(name)}}}, graph);
    EdgeRecord met{"MET", {{"date", Value("2023-03-24")}}, {}};
    met.evidence.push_back({"a-1", {4, 17}, "test.rule", "met in spring"});
    add_edge(0, 1, met, graph);
    return freeze(graph);
}

struct Sample {
    FrozenGraph graph = sample_graph();
    query::Parameters parameters{
        {"node", NodeReference{0}}, {"edge", EdgeReference{0}}, {"path", Path{{0, 1}, {0}}}};
    std::int64_t now = 1'709'210'096'789'000'000; ///< 2024-02-29T12:34:56.789Z
};

std::string error_text(const QueryError& error) {
    return "! " + std::string(name_of(error.type)) + " " + error.detail;
}

std::string evaluated(const Sample& sample, const std::string& expression) {
    const auto value = referee::evaluate_naively(expression, sample.graph, sample.parameters, sample.now);
    return value ? query::to_cypher_text(*value, sample.graph) : error_text(value.error());
}

/// The one row of a query.
std::string aggregated(const Sample& sample, const std::string& expression) {
    const auto answer = referee::run_naively("UNWIND [1, 2, 2, 5, null] AS x RETURN " + expression,
                                             sample.graph, sample.parameters, sample.now);
    return answer ? query::to_cypher_text(answer->rows.at(0).at(0), sample.graph)
                  : error_text(answer.error());
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" `");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" `") - first + 1);
}

/// Calls with each line of a file of the tree.
template <typename Use>
void for_each_line(const std::string& path, Use use) {
    std::ifstream file(std::string(BANGGIAO_SOURCE_DIR) + "/" + path);
    REQUIRE(file);
    for (std::string line; std::getline(file, line);) use(line);
}

List pool() {
    const Sample sample;
    List values;
    for (const char* text : {"null",
                             "true",
                             "false",
                             "0",
                             "1",
                             "-1",
                             "1.0",
                             "0.0",
                             "-0.0",
                             "0.0 / 0.0",
                             "1.0 / 0",
                             "9007199254740993",
                             "9007199254740992.0",
                             "9223372036854775807",
                             "9223372036854775808.0",
                             "''",
                             "'a'",
                             "'á'",
                             "[]",
                             "[1]",
                             "[1.0]",
                             "[null]",
                             "[1, null]",
                             "[[1], 'a']",
                             "[0.0 / 0.0]",
                             "{}",
                             "{a: 1}",
                             "{a: 1.0}",
                             "{a: null}",
                             "{b: 1}",
                             "$node",
                             "$edge",
                             "$path",
                             "date('2023-03-24')",
                             "localtime('12:00')",
                             "time('12:00Z')",
                             "time('13:00+01:00')",
                             "localdatetime('2023-03-24T12:00')",
                             "datetime('2023-03-24T12:00Z')",
                             "datetime('2023-03-24T13:00+01:00')",
                             "datetime('2023-03-24T12:00[Europe/London]')",
                             "duration('P1M')",
                             "duration('P30DT37746S')",
                             "duration('P1D')",
                             "duration('PT24H')"}) {
        const auto value = referee::evaluate_naively(text, sample.graph, sample.parameters, 0);
        INFO(text);
        REQUIRE(value);
        values.push_back(*value);
    }
    return values;
}

} // namespace

TEST_CASE("values.txt: each expression has its value or error") {
    const Sample sample;
    std::size_t lines = 0;
    for_each_line("tests/query/values/values.txt", [&](const std::string& line) {
        const auto arrow = line.find(" => ");
        if (line.starts_with('#') || arrow == std::string::npos) return;
        ++lines;
        INFO(line);
        CHECK(evaluated(sample, line.substr(0, arrow)) == line.substr(arrow + 4));
    });
    CHECK(lines > 200);
}

TEST_CASE("functions.md: each function is there, and its example holds") {
    const Sample sample;
    std::set<std::string> documented;
    bool aggregations = false;
    for_each_line("query/functions.md", [&](const std::string& line) {
        if (line.starts_with("## ")) aggregations = line == "## Aggregations";
        if (!line.starts_with("| `")) return;
        std::vector<std::string> cells;
        std::istringstream stream(line.substr(1));
        for (std::string cell; std::getline(stream, cell, '|');) cells.push_back(trimmed(cell));
        INFO(line);
        REQUIRE(cells.size() >= 4);
        documented.insert(cells[0].substr(0, cells[0].find('(')));
        CHECK((aggregations ? aggregated(sample, cells[2]) : evaluated(sample, cells[2])) == cells[3]);
    });
    for (const query::Function& function : query::functions()) {
        INFO(function.name);
        CHECK(documented.erase(std::string(function.name)) == 1);
    }
    for (const std::string& name : documented) {
        INFO(name);
        CHECK(query::find_aggregate(name));
    }
}

TEST_CASE("Functions are found without case") {
    CHECK(query::find_function("TOUPPER") == query::find_function("toUpper"));
    CHECK(query::find_function("duration.inseconds"));
    CHECK_FALSE(query::find_function("toupperx"));
    CHECK(query::find_aggregate("COUNT"));
}

TEST_CASE("Order is total, and agrees with equality, comparison and hash") {
    const List values = pool();
    for (const Value& a : values) {
        CHECK(query::compare_for_order(a, a) == 0);
        for (const Value& b : values) {
            const int order = query::compare_for_order(a, b);
            INFO(query::to_cypher_text(a) << " and " << query::to_cypher_text(b));
            CHECK(order == -query::compare_for_order(b, a));
            if (query::equivalent(a, b)) CHECK(query::hash(a) == query::hash(b));
            const Value same = query::equals(a, b);
            if (same == Value(true)) CHECK(order == 0);
            CHECK(same == query::equals(b, a));
            const Value before = query::less(a, b);
            if (before == Value(true)) CHECK((order < 0 && query::less_or_equal(a, b) == Value(true)));
            for (const Value& c : values)
                if (order <= 0 && query::compare_for_order(b, c) <= 0)
                    CHECK(query::compare_for_order(a, c) <= 0);
        }
    }
}

} // namespace banggiao
