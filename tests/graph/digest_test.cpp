// What a digest keeps of facts, and what reading makes of bytes that are none.
#include <generated_facts.h>

#include <banggiao/graph/checksum.h>
#include <banggiao/graph/digest.h>
#include <banggiao/graph/growing_graph.h>
#include <banggiao/graph/merge.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>

using namespace banggiao;

namespace {

std::string slice(const std::string& text, Span span) {
    return to_utf8(to_code_points(text).substr(span.start, span.end - span.start));
}

} // namespace

TEST_CASE("a digest says what the facts say, with the words themselves") {
    for (const Facts& facts : testing::generated_facts(21, 50)) {
        const std::string bytes = digest_bytes(facts);
        CHECK(bytes == digest_bytes(facts));
        const auto digest = Digest::read(bytes);
        REQUIRE(digest);
        CHECK(digest->id == facts.article.id);
        CHECK(digest->sha256 == facts.article.sha256);
        CHECK(digest->published.has_value() == facts.article.published.has_value());
        CHECK_FALSE(digest->title);
        REQUIRE(digest->nodes.size() == facts.nodes.size());
        for (std::size_t i = 0; i < facts.nodes.size(); ++i) {
            const Digest::Node& node = digest->nodes[i];
            CHECK(node.name == facts.nodes[i].name);
            CHECK(std::ranges::equal(node.labels, facts.nodes[i].labels));
            for (const auto& [key, text] : facts.nodes[i].properties)
                CHECK(property(node.properties, key) == text);
            REQUIRE(node.mentions.size() == facts.nodes[i].mentions.size());
            for (std::size_t m = 0; m < node.mentions.size(); ++m)
                CHECK(node.mentions[m].text == slice(*facts.article.text, facts.nodes[i].mentions[m].span));
        }
        REQUIRE(digest->edges.size() == facts.edges.size());
        for (std::size_t i = 0; i < facts.edges.size(); ++i) {
            CHECK(type_name(digest->edges[i].kind) == facts.edges[i].type);
            CHECK(facts.nodes[digest->edges[i].from].id == facts.edges[i].from);
            CHECK(facts.nodes[digest->edges[i].to].id == facts.edges[i].to);
            const Evidence& evidence = facts.edges[i].evidence.front();
            CHECK(digest->edges[i].evidence.front().rule == evidence.rule);
            CHECK(digest->edges[i].evidence.front().text == slice(*facts.article.text, evidence.span));
        }
    }
}

TEST_CASE("quotes that overlap, touch and lie apart are each whole") {
    Facts facts;
    facts.article.id = "a";
    facts.article.text = "Sở Ngoại vụ tỉnh Hòa Bình gặp đoàn.";
    const Span spans[] = {{0, 11}, {3, 8}, {3, 15}, {12, 16}, {17, 25}, {26, 29}, {30, 35}, {34, 90}, {5, 5}};
    FactNode node{"n1", {"Official"}, "X", {}, {}, {}, {}};
    for (const Span span : spans) node.mentions.push_back({span, "rule", false});
    facts.nodes.push_back(node);
    const auto digest = Digest::read(digest_bytes(facts));
    REQUIRE(digest);
    for (std::size_t i = 0; i < std::size(spans); ++i) {
        INFO(spans[i].start << " to " << spans[i].end);
        CHECK(digest->nodes.front().mentions[i].text == slice(*facts.article.text, spans[i]));
    }
    facts.article.text.reset();
    CHECK(Digest::read(digest_bytes(facts))->nodes.front().mentions.front().text.empty());
}

TEST_CASE("changed and cut digests are none") {
    const std::string bytes = digest_bytes(testing::generated_facts(22, 1).front());
    CHECK_FALSE(Digest::read(""));
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_FALSE(Digest::read(bytes.substr(0, length)));
    for (std::size_t place = 0; place < bytes.size(); ++place) {
        std::string changed = bytes;
        changed[place] = static_cast<char>(changed[place] ^ 0x41);
        CHECK_FALSE(Digest::read(changed));
    }
}

TEST_CASE("hostile digests, whose checksum fits, are refused or read within their bytes") {
    const std::string bytes = digest_bytes(testing::generated_facts(24, 1).front());
    std::mt19937 random(5);
    int refused = 0;
    for (int round = 0; round < 4'000; ++round) {
        std::string hostile = bytes;
        for (std::size_t changes = 1 + random() % 4; changes > 0; --changes)
            hostile[9 + random() % (hostile.size() - 9)] = static_cast<char>(random());
        const std::uint64_t sum = checksum(std::as_bytes(std::span(hostile)).subspan(9));
        std::memcpy(hostile.data() + 1, &sum, sizeof sum);
        const auto digest = Digest::read(hostile);
        refused += !digest;
        if (digest) merge_frozen(std::span(&*digest, 1));
    }
    CHECK(refused > 500);
}

TEST_CASE("a frozen merge of digests is the frozen merge of the facts") {
    const std::vector<Facts> facts = testing::generated_facts(23, 200);
    std::vector<Digest> digests;
    for (const Facts& each : facts) digests.push_back(*Digest::read(digest_bytes(each)));
    std::ranges::reverse(digests);
    const FrozenMerge frozen = merge_frozen(digests);
    const Merged merged = merge(facts);
    CHECK(std::ranges::equal(frozen.graph.bytes(), freeze(merged.graph).bytes()));
    CHECK(frozen.decisions == merged.decisions);
    CHECK(frozen.conflicts == merged.conflicts);
}
