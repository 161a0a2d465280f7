// The runner of the openCypher kit: it reads features, and it can fail. Every expectation of a scenario that
// passes is mutated in turn, and each mutant must not pass; of the kit itself, where it is there, a hundred
// scenarios.
#include "kit_value.h"
#include "scenario_run.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>

namespace banggiao::tck {

namespace {

std::vector<Scenario> own_scenarios() {
    const std::string path = std::string(BANGGIAO_SOURCE_DIR) + "/tests/query/tck/own.feature";
    return parse_feature(read_file(path), "own");
}

struct Mutation {
    std::string name;
    std::function<bool(Step&)> apply; ///< false if it does not fit the step
};

bool is_table_of_result(const Step& step) {
    return step.text.starts_with("the result should be") && step.table.size() > 1;
}

bool replace_text(std::string& text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    if (at == std::string::npos) return false;
    text.replace(at, from.size(), to);
    return true;
}

/// What each does must make any expectation wrong that was right.
std::vector<Mutation> mutations() {
    const auto on_rows = [](auto change) {
        return [change](Step& step) {
            if (!is_table_of_result(step)) return false;
            change(step.table);
            return true;
        };
    };
    return {
        {"a row less", on_rows([](Table& table) { table.pop_back(); })},
        {"a row more", on_rows([](Table& table) { table.push_back(table.back()); })},
        {"another cell", on_rows([](Table& table) { table.back().back() = "'mutated'"; })},
        {"a first cell wrapped", on_rows([](Table& table) { table[1][0] = "[" + table[1][0] + "]"; })},
        {"another column", on_rows([](Table& table) { table[0][0] += "x"; })},
        {"rows turned round",
         [](Step& step) {
             if (!is_table_of_result(step) || step.text.find("in order") == std::string::npos) return false;
             const Table before = step.table;
             std::reverse(step.table.begin() + 1, step.table.end());
             return step.table != before;
         }},
        {"rows where there are none",
         [](Step& step) {
             if (step.text != "the result should be empty") return false;
             step = {"the result should be, in any order:", "", {{"x"}, {"1"}}, step.line};
             return true;
         }},
        {"more side effects",
         [](Step& step) {
             if (!step.text.starts_with("the side effects should be")) return false;
             step.table[0][1] += "0";
             return true;
         }},
        {"side effects where there are none",
         [](Step& step) {
             if (step.text != "no side effects") return false;
             step = {"the side effects should be:", "", {{"+nodes", "1"}}, step.line};
             return true;
         }},
        {"another type of error",
         [](Step& step) {
             return replace_text(step.text, "Error should be raised", "Mistake should be raised");
         }},
        {"another phase",
         [](Step& step) {
             return replace_text(step.text, "raised at compile time", "raised at runtime") ||
                    replace_text(step.text, "raised at runtime", "raised at compile time");
         }},
        {"another detail",
         [](Step& step) {
             if (step.text.find("should be raised") == std::string::npos || step.text.ends_with("*"))
                 return false;
             step.text += "x";
             return true;
         }},
        {"an error where there is none",
         [](Step& step) {
             if (!step.text.starts_with("the result should be")) return false;
             step = {"a SyntaxError should be raised at any time: *", "", {}, step.line};
             return true;
         }},
    };
}

/// Mutates every step in every way; returns how many mutants there were.
std::size_t check_mutants(const Scenario& scenario, const std::filesystem::path& graphs) {
    std::size_t mutants = 0;
    for (const Mutation& mutation : mutations())
        for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
            Scenario mutant = scenario;
            if (!mutation.apply(mutant.steps[i])) continue;
            ++mutants;
            INFO(scenario.full_name() << ", step " << i << ": " << mutation.name);
            CHECK(run(mutant, graphs).outcome != Outcome::passed);
        }
    return mutants;
}

} // namespace

TEST_CASE("A feature is read: background, documents, tables, outlines") {
    const auto scenarios = own_scenarios();
    REQUIRE(scenarios.size() == 8);
    const Scenario& first = scenarios[0];
    CHECK(first.full_name() == "own: [1] A result in any order");
    REQUIRE(first.steps.size() == 6);
    CHECK(first.steps[0].text == "any graph");
    CHECK(first.steps[2].document.starts_with("CREATE (:A {num: 1})"));
    CHECK(first.steps[4].table.at(3).at(0) == "(:B:C {name: 'x\\'y'})");
    CHECK(scenarios[6].name == "[6] Errors InvalidArgumentValue (example 2)");
    CHECK(scenarios[6].steps.back().text == "a TypeError should be raised at runtime: InvalidArgumentValue");
}

TEST_CASE("Values of the kit have one canonical text") {
    const std::pair<const char*, const char*> table[] = {
        {"(:B:A {b: 1,a: 'x'})", "(:A:B {a: 'x', b: 1})"},
        {"[:T {n: [1 , 2]}]", "[:T {n: [1, 2]}]"},
        {"<(:A)-[:T]->()<-[:S]-({n: 1})>", "<(:A)-[:T]->()<-[:S]-({n: 1})>"},
        {"['\\'', [ ], {}, null, -1, .5, 1.0, 1e300, NaN, true]",
         "['\\'', [], {}, null, -1, 0.5, 1.0, 1e300, NaN, true]"},
        {"1", "1"},
        {"1.0", "1.0"},
    };
    for (const auto& [text, canonical] : table) {
        const auto value = parse_kit_value(text);
        INFO(text);
        REQUIRE(value);
        CHECK(canonical_text(*value, false) == canonical);
    }
    CHECK(canonical_text(*parse_kit_value("[2, 1]"), true) ==
          canonical_text(*parse_kit_value("[1, 2]"), true));
    for (const char* wrong : {"", "(", "[1", "{a}", "'a", "1 2", "<(:A)-[:T]-(:B)", "[1,]", "abc"}) {
        INFO(wrong);
        CHECK_FALSE(parse_kit_value(wrong));
    }
}

TEST_CASE("Queries that only read are told from the others") {
    const auto reads = [](const std::string& query) {
        return only_reads({"", "", {{"executing query:", query, {}, 0}}});
    };
    CHECK(reads("MATCH (n) RETURN n.created, 'CREATE'"));
    CHECK_FALSE(reads("MATCH (n) set n.a = 1"));
    CHECK_FALSE(reads("CALL test.it()"));
}

TEST_CASE("Our own scenarios pass, and no mutant of them does") {
    std::size_t mutants = 0;
    for (const Scenario& scenario : own_scenarios()) {
        const Verdict verdict = run(scenario, {});
        INFO(scenario.full_name() << ": " << verdict.cause);
        CHECK(verdict.outcome == Outcome::passed);
        mutants += check_mutants(scenario, {});
    }
    CHECK(mutants > 35);
}

TEST_CASE("No mutant of a hundred scenarios of the kit passes") {
    const char* shared = std::getenv("BANGGIAO_SHARED");
    const std::filesystem::path kit =
        std::filesystem::path(shared ? shared : std::string(BANGGIAO_SOURCE_DIR) + "/../shared") / "tck";
    if (!std::filesystem::is_directory(kit / "features")) {
        WARN("SKIPPED: the openCypher kit is not at " << kit);
        return;
    }
    const auto scenarios = read_features(kit / "features");
    std::size_t mutated = 0;
    const std::size_t stride = 23; // spreads the hundred over the features
    for (std::size_t i = 0; i < scenarios.size() && mutated < 100; i += stride)
        if (run(scenarios[i], kit / "graphs").outcome == Outcome::passed) {
            CHECK(check_mutants(scenarios[i], kit / "graphs") > 0);
            ++mutated;
        }
    CHECK(mutated == 100);
}

} // namespace banggiao::tck
