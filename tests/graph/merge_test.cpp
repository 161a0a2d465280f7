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

namespace {

/// What an article says, told by so many more under other names, each with a text of its own.
std::vector<Facts> told_by(const std::string& line, std::size_t papers, const std::string& name) {
    std::vector<Facts> all;
    for (std::size_t i = 0; i < papers; ++i) {
        auto facts = facts_from_json(line);
        REQUIRE(facts.ok());
        facts->article.id = name + std::to_string(i);
        facts->article.sha256.clear();
        facts->article.text.reset();
        all.push_back(std::move(*facts));
    }
    return all;
}

std::size_t count_of(const std::vector<Facts>& facts, const std::string& label) {
    const std::string text = tests::text_of(merge(facts));
    const std::string start = "\"labels\":[\"" + label + "\"";
    std::size_t count = 0;
    for (std::size_t at = text.find(start); at != text.npos; at = text.find(start, at + 1)) ++count;
    return count;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    REQUIRE(text.find(what) != text.npos);
    return text.replace(text.find(what), what.size(), with);
}

const std::string agreement_on_health =
    R"({"article":{"id":"a","language":"vi","sha256":""},"extractor":{"name":"test","version":"1"},"nodes":[)"
    R"({"id":"n1","labels":["Place","Province"],"name":"Lạng Sơn","properties":{"code":"VN-09"},)"
    R"("mentions":[{"span":[0,8],"rule":"t"}]},{"id":"n2","labels":["Place","ForeignLocality"],)"
    R"("name":"Quảng Tây","properties":{"code":"CN-GX"},"mentions":[{"span":[12,21],"rule":"t"}]},)"
    R"({"id":"n3","labels":["Agreement"],"name":"bản ghi nhớ hợp tác y tế","properties":{"kind":"mou"},)"
    R"("mentions":[{"span":[25,49],"rule":"t"}]}],"edges":[{"type":"PARTY_TO","from":"n1","to":"n3",)"
    R"("evidence":[{"span":[0,50],"rule":"t"}]},{"type":"PARTY_TO","from":"n2","to":"n3",)"
    R"("evidence":[{"span":[0,50],"rule":"t"}]}]})";

const std::string meeting_of_one =
    R"({"article":{"id":"e","language":"vi","sha256":""},"extractor":{"name":"test","version":"1"},"nodes":[)"
    R"({"id":"n1","labels":["Official"],"name":"Lê Quang Minh","mentions":[{"span":[0,13],"rule":"t"}]},)"
    R"({"id":"n2","labels":["Organization"],"name":"Vụ Lễ tân","properties":{"kind":"other"},)"
    R"("mentions":[{"span":[15,24],"rule":"t"}]},{"id":"n3","labels":["Event"],"name":"tiếp",)"
    R"("properties":{"kind":"meeting","date":"2019-07-08"},"mentions":[{"span":[25,29],"rule":"t"}]}],)"
    R"("edges":[{"type":"HOLDS","from":"n1","to":"n2","properties":{"title":"Vụ trưởng"},)"
    R"("evidence":[{"span":[0,30],"rule":"t"}]},{"type":"ATTENDED","from":"n1","to":"n3",)"
    R"("properties":{"side":"host"},"evidence":[{"span":[0,30],"rule":"t"}]}]})";

} // namespace

TEST_CASE("what is told alike is one, however many papers tell it") {
    for (std::size_t papers : {2U, 9U, 10U, 40U}) {
        INFO(papers);
        CHECK(count_of(told_by(agreement_on_health, papers, "a"), "Agreement") == 1);
        CHECK(count_of(told_by(meeting_of_one, papers, "e"), "Event") == 1);
    }
}

TEST_CASE("what is told alike stays apart where it could be either of two") {
    std::vector<Facts> facts = told_by(agreement_on_health, 20, "a");
    for (const char* day : {"2011-05-01", "2019-06-02"})
        facts.push_back(told_by(replaced(agreement_on_health, R"("kind":"mou")",
                                         std::string(R"("kind":"mou","date":")") + day + "\""),
                                1, day)
                            .front());
    CHECK(count_of(facts, "Agreement") == 3);
    facts.pop_back();
    CHECK(count_of(facts, "Agreement") == 1);
}
