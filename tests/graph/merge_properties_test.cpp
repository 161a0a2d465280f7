// What holds of every merge, on made-up facts: the order does not matter, an article taken out leaves no
// trace, and the graph is well formed. BANGGIAO_LONG=1 tries hundreds of orders instead of a few.
#include "merged_text.h"

#include <generated_facts.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

using namespace banggiao;

namespace {

std::string merged_text(const std::vector<Facts>& facts) {
    return tests::text_of(merge(facts));
}

int rounds() {
    return std::getenv("BANGGIAO_LONG") ? 300 : 6;
}

const std::string& id_of(const GrowingGraph& graph, GrowingGraph::vertex_descriptor vertex) {
    return graph[vertex].properties.at("id").string();
}

} // namespace

TEST_CASE("made-up facts are valid facts") {
    for (const Facts& facts : testing::generated_facts(3, 100)) {
        auto errors = validate(facts);
        INFO(to_json(facts) << (errors.empty() ? "" : errors.front().text()));
        REQUIRE(errors.empty());
    }
}

TEST_CASE("the graph is a function of the set of facts") {
    std::mt19937 random(7);
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        std::vector<Facts> facts = testing::generated_facts(seed, 80);
        std::string wanted = merged_text(facts);
        for (int round = 0; round < rounds(); ++round) {
            facts.push_back(facts[random() % facts.size()]);
            std::shuffle(facts.begin(), facts.end(), random);
            INFO("seed " << seed << ", round " << round);
            CHECK((merged_text(facts) == wanted));
        }
    }
}

namespace {

/// A key with the articles it names renamed.
std::string renamed(const std::string& key, const std::map<std::string, std::string>& names) {
    std::string text;
    for (std::size_t at = 0; at <= key.size();) {
        std::size_t mark = std::min(key.find('~', at), key.size());
        const std::string part = key.substr(at, mark - at);
        const auto name = names.find(part);
        text += (text.empty() ? "" : "~") + (name == names.end() ? part : name->second);
        at = mark + 1;
    }
    return text;
}

/// Which keys are one node each.
std::set<std::set<std::string>> nodes_of(const Merged& merged,
                                         const std::map<std::string, std::string>& names) {
    std::set<std::set<std::string>> nodes;
    for (std::size_t vertex = 0; vertex < boost::num_vertices(merged.graph); ++vertex) {
        if (id_of(merged.graph, vertex).starts_with("article/")) continue;
        std::set<std::string> keys;
        for (const Value& key : merged.graph[vertex].properties.at("keys").list())
            keys.insert(renamed(key.string(), names));
        nodes.insert(std::move(keys));
    }
    return nodes;
}

} // namespace

TEST_CASE("what articles are called decides nothing") {
    std::mt19937 random(41);
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        std::vector<Facts> facts = testing::generated_facts(seed, 150);
        const auto wanted = nodes_of(merge(facts), {});
        for (int round = 0; round < rounds(); ++round) {
            std::vector<std::string> ids;
            for (const Facts& each : facts) ids.push_back(each.article.id);
            std::shuffle(ids.begin(), ids.end(), random);
            std::vector<Facts> other = facts;
            std::map<std::string, std::string> names;
            for (std::size_t i = 0; i < facts.size(); ++i) {
                names.emplace(ids[i], facts[i].article.id);
                other[i].article.id = ids[i];
            }
            INFO("seed " << seed << ", round " << round);
            CHECK((nodes_of(merge(other), names) == wanted));
        }
    }
}

TEST_CASE("an article that comes and goes leaves no trace") {
    std::vector<Facts> facts = testing::generated_facts(11, 60);
    std::string wanted = merged_text(facts);
    testing::FactGenerator more(12, 60);
    for (int round = 0; round < rounds(); ++round) {
        std::vector<Facts> grown = facts;
        for (int i = 0; i < 3; ++i) {
            grown.push_back(more.next());
            grown.back().article.id += "-more";
        }
        CHECK((merged_text(grown) != wanted));
        std::erase_if(grown, [](const Facts& each) { return each.article.id.ends_with("-more"); });
        CHECK((merged_text(grown) == wanted));
    }
}

TEST_CASE("ids are in order, keys are nobody else's, edges have evidence") {
    Merged merged = merge(testing::generated_facts(5, 300));
    const GrowingGraph& graph = merged.graph;
    std::set<std::string> keys;
    for (std::size_t vertex = 0; vertex < boost::num_vertices(graph); ++vertex) {
        const std::string& id = id_of(graph, vertex);
        if (vertex > 0) CHECK(id_of(graph, vertex - 1) < id);
        const List& own = graph[vertex].properties.at("keys").list();
        REQUIRE_FALSE(own.empty());
        CHECK(own.front().string() == id);
        for (const Value& key : own) CHECK(keys.insert(key.string()).second);
        CHECK_FALSE(graph[vertex].properties.at("name").string().empty());
    }
    std::size_t meetings = 0;
    for (auto [edge, last] = boost::edges(graph); edge != last; ++edge) {
        const EdgeRecord& record = graph[*edge];
        REQUIRE_FALSE(record.evidence.empty());
        if (record.type != "SUCCEEDED_BY") CHECK_FALSE(record.evidence.front().text.empty());
        if (record.type == "MET") ++meetings;
    }
    CHECK(meetings > 50);
    for (const MergeDecision& decision : merged.decisions) {
        for (const std::string& key : decision.keys) CHECK(keys.contains(key));
    }
}
