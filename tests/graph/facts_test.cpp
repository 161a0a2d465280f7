// The contract's lines of JSON: the same bytes again, what is off is named, what contradicts itself is found.
#include <banggiao/graph/facts.h>
#include <banggiao/graph/sha256_blocks.h>
#include <banggiao/graph/text.h>

#include <catch2/catch.hpp>

#include <random>
#include <string>

using namespace banggiao;

namespace {

const std::string text = "Ngày 24/3, Bộ trưởng Bộ Ngoại giao Bùi Thanh Sơn làm việc tại tỉnh Quảng Ninh.";

Span find(const std::string& part) {
    auto start = static_cast<std::uint32_t>(code_point_count(text.substr(0, text.find(part))));
    return {start, start + static_cast<std::uint32_t>(code_point_count(part))};
}

Facts example() {
    Facts facts;
    facts.article = {"a/1", "Đoàn công tác",  std::nullopt, "Báo \"X\"", "2023-03-24",
                     "vi",  sha256_hex(text), text};
    facts.extractor_name = "banggiao-rules";
    facts.extractor_version = "0.1.0";
    Span whole{0, static_cast<std::uint32_t>(code_point_count(text))};
    facts.nodes = {
        {"n1",
         {"Official"},
         "Bùi Thanh Sơn",
         {"Sơn"},
         {},
         {{"Bộ trưởng", find("Bộ trưởng")}},
         {{find("Bùi Thanh Sơn"), "person.after-office", false}, {find("Bộ trưởng"), "coref.office", true}}},
        {"n2",
         {"Organization", "Ministry"},
         "Bộ Ngoại giao",
         {},
         {{"kind", "ministry"}},
         {},
         {{find("Bộ Ngoại giao"), "gazetteer", false}}},
        {"n3",
         {"Place", "Province"},
         "Quảng Ninh",
         {},
         {{"code", "VN-13"}},
         {},
         {{find("Quảng Ninh"), "gazetteer", false}}},
        {"n4",
         {"Event"},
         "làm việc",
         {},
         {{"kind", "meeting"}, {"date", "2023-03-24"}},
         {},
         {{find("làm việc"), "event.working-session", false}}},
        {"n5",
         {"Agreement"},
         "bản ghi nhớ",
         {},
         {{"kind", "mou"}, {"count", "5"}, {"date", "2016/2019"}},
         {},
         {}}};
    facts.edges = {{"HOLDS", "n1", "n2", {{"title", "Bộ trưởng"}}, {{whole, "office.apposition"}}},
                   {"ATTENDED", "n1", "n4", {{"side", "guest"}}, {{whole, "event.led-by"}}},
                   {"HELD_IN", "n4", "n3", {}, {{whole, "event.place"}}}};
    return facts;
}

} // namespace

TEST_CASE("facts are written in a fixed form and read back the same") {
    Facts facts = example();
    std::string line = to_json(facts);
    CHECK(line.starts_with(
        "{\"article\":{\"id\":\"a/1\",\"title\":\"Đoàn công tác\",\"url\":null,\"source\":\"Báo \\\"X\\\"\","
        "\"published\":\"2023-03-24\",\"language\":\"vi\",\"sha256\":\""));
    CHECK(
        line.find("\"properties\":{\"titles_without_body\":[{\"title\":\"Bộ trưởng\",\"span\":[11,20]}]}") !=
        line.npos);
    CHECK(line.find("{\"span\":[11,20],\"rule\":\"coref.office\",\"as\":\"reference\"}") != line.npos);
    CHECK(line.find("\"count\":5,") != line.npos);
    CHECK(line.find('\n') == line.npos);
    auto again = facts_from_json(line);
    REQUIRE(again.ok());
    CHECK(to_json(*again) == line);
    CHECK(again->find("n2")->has_label("Ministry"));
    CHECK(again->find("n9") == nullptr);
    facts.article.text.reset();
    CHECK(to_json(facts).find("\"text\"") == std::string::npos);
}

TEST_CASE("a minimal line is read, unknown keys are ignored") {
    auto facts = facts_from_json(
        R"({"article":{"id":"a","sha256":"0","more":[1]},"extractor":{"name":"x","version":"1"},
        "nodes":[{"id":"n1","labels":["Country"],"name":"Lào","properties":{"code":"LA","level":null}}],"edges":[],"x":{}})");
    REQUIRE(facts.ok());
    CHECK(facts->article.language == "vi");
    CHECK(facts->nodes[0].properties == std::map<std::string, std::string>{{"code", "LA"}});
}

TEST_CASE("a malformed line is refused, naming the place") {
    struct Row {
        const char* from; ///< replaced in the example's line
        const char* to;
        const char* named;
    };
    const Row rows[] = {
        {"\"id\":\"a/1\"", "\"id\":7", "/article/id"},
        {"\"sha256\"", "\"sha\"", "/article/sha256"},
        {"\"url\":null", "\"url\":{}", "/article/url"},
        {"\"version\"", "\"v\"", "/extractor/version"},
        {"[\"Official\"]", "\"Official\"", "/nodes/0/labels"},
        {"[11,20],\"rule\":\"coref", "[11,-1],\"rule\":\"coref", "/nodes/0/mentions/1/span"},
        {"\"as\":\"reference\"", "\"as\":\"name\"", "/nodes/0/mentions/1/as"},
        {"\"kind\":\"meeting\"", "\"kind\":[]", "/nodes/3/properties/kind"},
        {"\"count\":5", "\"count\":5.5", "/nodes/4/properties/count"},
        {"\"title\":\"Bộ trưởng\",\"span\"", "\"span\"", "/nodes/0/properties/titles_without_body/0/title"},
        {"\"from\":\"n1\"", "\"form\":\"n1\"", "/edges/0/from"},
        {"\"edges\":[", "\"edges\":[[", "JSON"},
        {"{\"article\"", "\"article\"", "JSON"},
        {"Báo", "B\xFF", "JSON"}};
    for (const Row& row : rows) {
        std::string line = to_json(example());
        auto at = line.find(row.from);
        INFO(row.from);
        REQUIRE(at != line.npos);
        auto facts = facts_from_json(line.replace(at, std::string_view(row.from).size(), row.to));
        REQUIRE_FALSE(facts.ok());
        CHECK(facts.error().kind == ErrorKind::malformed);
        CHECK_THAT(facts.error().text(), Catch::Contains(row.named));
    }
    CHECK_FALSE(facts_from_json(std::string(1000000, '[')).ok());
    CHECK_FALSE(facts_from_json("").ok());
    CHECK_FALSE(facts_from_json("[]").ok());
}

TEST_CASE("valid facts pass, each contradiction is found") {
    CHECK(validate(example()).empty());
    struct Row {
        void (*spoil)(Facts&);
        const char* named;
    };
    const Row rows[] = {{[](Facts& f) { f.article.published = "24/3"; }, "/article/published"},
                        {[](Facts& f) { f.article.sha256 = "0"; }, "/article/sha256"},
                        {[](Facts& f) { f.nodes[1].id = "n1"; }, "/nodes/1/id"},
                        {[](Facts& f) { f.nodes[1].labels = {"Ministry"}; }, "lacks Organization"},
                        {[](Facts& f) { f.nodes[2].labels = {"Province"}; }, "lacks Place"},
                        {[](Facts& f) { f.nodes[2].labels = {"Place"}; }, "0 kinds"},
                        {[](Facts& f) { f.nodes[2].labels.push_back("Country"); }, "2 kinds"},
                        {[](Facts& f) { f.nodes[0].labels = {"Person"}; }, "no label"},
                        {[](Facts& f) { f.nodes[0].name = ""; }, "/nodes/0/name"},
                        {[](Facts& f) { f.nodes[0].properties["code"] = "VN"; }, "no property"},
                        {[](Facts& f) { f.nodes[1].properties["kind"] = "club"; }, "no such value"},
                        {[](Facts& f) { f.nodes[3].properties["date"] = "2023-02-30"; }, "no ISO 8601 date"},
                        {[](Facts& f) { f.nodes[4].properties["count"] = "0"; }, "no number"},
                        {[](Facts& f) {
                             f.nodes[0].mentions[0].span = {4, 4};
                         },
                         "outside the text"},
                        {[](Facts& f) { f.nodes[0].mentions[0].span.end = 1000; }, "outside the text"},
                        {[](Facts& f) { f.nodes[0].mentions[1].reference = false; }, "no form of"},
                        {[](Facts& f) { f.nodes[0].mentions[0].rule = ""; }, "names no rule"},
                        {[](Facts& f) { f.edges[0].type = "MENTIONED_IN"; }, "no edge type"},
                        {[](Facts& f) { f.edges[0].to = "n9"; }, "names no node"},
                        {[](Facts& f) { f.edges[0].to = "n4"; }, "none of"},
                        {[](Facts& f) { f.edges[1].properties["side"] = "left"; }, "no such value"},
                        {[](Facts& f) { f.edges[2].properties["date"] = "2023"; }, "no property"},
                        {[](Facts& f) { f.edges[2].evidence.clear(); }, "/edges/2/evidence"},
                        {[](Facts& f) {
                             f.edges[2].evidence[0].span = {0, 4};
                         },
                         "touches no mention"}};
    for (const Row& row : rows) {
        Facts facts = example();
        row.spoil(facts);
        auto errors = validate(facts);
        INFO(row.named);
        REQUIRE(errors.size() >= 1);
        CHECK(errors[0].kind == ErrorKind::malformed);
        CHECK(errors[0].place == "a/1");
        CHECK_THAT(errors[0].text(), Catch::Contains(row.named));
    }
}

TEST_CASE("SHA-256 of the standard's examples") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex(std::string(1000000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 by the processor's instructions is that by plain arithmetic") {
    const Sha256Blocks of_processor = sha256_blocks_of_processor();
    if (!of_processor) {
        WARN("SKIPPED: this processor has no instructions for it");
        return;
    }
    std::mt19937 random(1);
    std::vector<unsigned char> bytes(64 * 9);
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random());
    for (std::size_t count = 0; count <= 9; ++count) {
        Sha256State plain{1, 2, 3, 4, 0xFFFFFFFF, 6, 7, 8}, other = plain;
        sha256_blocks_portable(plain, bytes.data(), count);
        of_processor(other, bytes.data(), count);
        CHECK(plain == other);
    }
}

TEST_CASE("SHA-256 by plain arithmetic, of an example of the standard") {
    Sha256State state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> block{'a', 'b', 'c', 0x80};
    block[63] = 24; // bits
    sha256_blocks_portable(state, block.data(), 1);
    CHECK(state == Sha256State{0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223, 0xb00361a3, 0x96177a9c,
                               0xb410ff61, 0xf20015ad});
}
