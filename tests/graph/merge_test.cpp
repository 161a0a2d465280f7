// The merge. Golden files: tests/graph/merge/NAME.jsonl (facts), NAME.judgements (as judgement_text.h has
// them; may be missing) and NAME.expected (dump, decisions, conflicts). BANGGIAO_REWRITE=1 writes what comes
// out as the expectation.
#include "merged_text.h"

#include <banggiao/graph/facts.h>
#include <banggiao/graph/judgement_text.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

using namespace banggiao;
namespace files = std::filesystem;

namespace {

struct Case {
    std::vector<Facts> facts;
    std::vector<Judgement> judgements;
};

std::vector<std::string> lines_of(const files::path& path) {
    std::ifstream in(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

Case read_case(const files::path& path) {
    Case read;
    for (const std::string& line : lines_of(path)) {
        auto facts = facts_from_json(line);
        INFO(path << ": " << (facts.ok() ? "" : facts.error().text()));
        REQUIRE(facts.ok());
        for (const Error& error : validate(*facts)) FAIL_CHECK(path << ": " << error.text());
        read.facts.push_back(*facts);
    }
    for (const std::string& line : lines_of(files::path(path).replace_extension("judgements"))) {
        auto judgement = judgement_from_text(line);
        INFO(path << ": " << line);
        REQUIRE(judgement.ok());
        read.judgements.push_back(*judgement);
    }
    return read;
}

std::string merged_text(const Case& given) {
    return tests::text_of(merge(given.facts, given.judgements));
}

std::vector<files::path> cases() {
    std::vector<files::path> found;
    for (const auto& entry : files::directory_iterator(BANGGIAO_SOURCE_DIR "/tests/graph/merge")) {
        if (entry.path().extension() == ".jsonl") found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

void compare_lines(const std::string& got, const files::path& expected) {
    std::istringstream in(got);
    std::string line;
    for (const std::string& wanted : lines_of(expected)) {
        INFO(expected.filename());
        if (!std::getline(in, line)) line.clear();
        CHECK(line == wanted);
        if (line != wanted) return;
    }
    bool more = static_cast<bool>(std::getline(in, line));
    INFO(line);
    CHECK_FALSE(more);
}

} // namespace

TEST_CASE("merging gives the expected graph, decisions and conflicts") {
    REQUIRE(cases().size() >= 5);
    for (const auto& path : cases()) {
        std::string got = merged_text(read_case(path));
        files::path expected = files::path(path).replace_extension("expected");
        if (std::getenv("BANGGIAO_REWRITE")) std::ofstream(expected) << got;
        compare_lines(got, expected);
    }
}

TEST_CASE("any order, and any article given twice, give the same bytes") {
    std::mt19937 random(20230324);
    for (const auto& path : cases()) {
        Case given = read_case(path);
        std::string wanted = merged_text(given);
        for (int round = 0; round < 20; ++round) {
            given.facts.push_back(given.facts[random() % given.facts.size()]);
            std::shuffle(given.facts.begin(), given.facts.end(), random);
            std::shuffle(given.judgements.begin(), given.judgements.end(), random);
            INFO(path.filename() << ", round " << round);
            CHECK(merged_text(given) == wanted);
        }
    }
}

TEST_CASE("no facts give an empty graph") {
    Merged merged = merge({});
    CHECK(boost::num_vertices(merged.graph) == 0);
    CHECK(merged.decisions.empty());
    CHECK(merged.conflicts.empty());
}
