// The frozen graph says what the growing graph says: a naive referee over the growing one, random graphs,
// every kind of value; and blocks of bytes that are cut, flipped or hostile are refused or read safely.
#include "random_graph.h"
#include "read_all.h"

#include <banggiao/graph/checksum.h>
#include <banggiao/graph/frozen_graph_layout.h>
#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/name_search.h>

#include <boost/range/iterator_range.hpp>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

namespace banggiao {

namespace {

using tests::RandomGraph;
using tests::read_all;

/// An edge as text, ends and all it carries: what two graphs are compared by.
struct Told {
    VertexId source, target;
    std::string type;
    std::string properties;
    std::vector<EdgeEvidence> evidence;
    auto operator<=>(const Told&) const = default;
};

std::string bytes_of(const Properties& properties) {
    return encode_value(Map(properties.begin(), properties.end()));
}

std::string bytes_of(const FrozenGraph& graph, const std::vector<std::pair<KeyId, Value>>& properties) {
    Map map;
    for (const auto& [key, value] : properties) map[std::string(graph.key_name(key))] = value;
    return encode_value(map);
}

Told told(const FrozenGraph& graph, EdgeId edge) {
    return {graph.source(edge), graph.target(edge), std::string(graph.type_name(graph.type(edge))),
            bytes_of(graph, graph.edge_properties(edge)), graph.evidence(edge)};
}

/// The growing graph's edges in the order the frozen graph promises.
std::vector<Told> told_in_order(const GrowingGraph& graph) {
    std::vector<Told> all;
    for (const auto edge : boost::make_iterator_range(edges(graph)))
        all.push_back({static_cast<VertexId>(source(edge, graph)), static_cast<VertexId>(target(edge, graph)),
                       graph[edge].type, bytes_of(graph[edge].properties), graph[edge].evidence});
    std::stable_sort(all.begin(), all.end(), [](const Told& a, const Told& b) {
        return std::tie(a.source, a.type, a.target) < std::tie(b.source, b.type, b.target);
    });
    return all;
}

void require_same_edges(const GrowingGraph& growing, const FrozenGraph& frozen) {
    const std::vector<Told> expected = told_in_order(growing);
    REQUIRE(frozen.edge_count() == expected.size());
    for (EdgeId edge = 0; edge < frozen.edge_count(); ++edge) REQUIRE(told(frozen, edge) == expected[edge]);
}

void require_same_vertices(const GrowingGraph& growing, const FrozenGraph& frozen) {
    REQUIRE(frozen.vertex_count() == num_vertices(growing));
    std::size_t labelled = 0;
    for (VertexId vertex = 0; vertex < frozen.vertex_count(); ++vertex) {
        const std::set<std::string> expected(growing[vertex].labels.begin(), growing[vertex].labels.end());
        std::set<std::string> labels;
        for (const LabelId label : frozen.labels(vertex)) {
            labels.insert(std::string(frozen.label_name(label)));
            const auto holders = frozen.vertices_with(label);
            REQUIRE(std::binary_search(holders.begin(), holders.end(), vertex));
            REQUIRE(frozen.has_label(vertex, label));
        }
        REQUIRE(labels == expected);
        labelled += labels.size();
        REQUIRE(bytes_of(frozen, frozen.vertex_properties(vertex)) == bytes_of(growing[vertex].properties));
    }
    for (LabelId label = 0; label < frozen.label_count(); ++label)
        labelled -= frozen.vertices_with(label).size();
    REQUIRE(labelled == 0);
}

void require_rows_hold(const FrozenGraph& graph) {
    std::size_t entering = 0, leaving = 0;
    for (VertexId vertex = 0; vertex < graph.vertex_count(); ++vertex) {
        const EdgeRange out = graph.out_edges(vertex);
        leaving += out.size();
        for (EdgeId edge = out.first; edge < out.last; ++edge) REQUIRE(graph.source(edge) == vertex);
        const auto in = graph.in_edges(vertex);
        entering += in.size();
        for (std::size_t i = 0; i < in.size(); ++i) {
            REQUIRE(graph.target(in[i]) == vertex);
            REQUIRE(graph.source(in[i]) == graph.in_sources(vertex)[i]);
            REQUIRE(graph.type(in[i]) == graph.in_types(vertex)[i]);
        }
        std::size_t out_typed = 0, in_typed = 0;
        for (TypeId type = 0; type < graph.type_count(); ++type) {
            const EdgeRange typed = graph.out_edges(vertex, type);
            for (EdgeId edge = typed.first; edge < typed.last; ++edge) REQUIRE(graph.type(edge) == type);
            const auto sources = graph.in_sources(vertex, type);
            REQUIRE(std::is_sorted(sources.begin(), sources.end()));
            REQUIRE(sources.size() == graph.in_edges(vertex, type).size());
            out_typed += typed.size();
            in_typed += sources.size();
        }
        REQUIRE(out_typed == out.size());
        REQUIRE(in_typed == in.size());
    }
    REQUIRE(leaving == graph.edge_count());
    REQUIRE(entering == graph.edge_count());
}

/// A copy at a multiple of 8 bytes, owned by its last reader.
struct Copy {
    std::shared_ptr<std::byte[]> owner;
    std::span<std::byte> bytes;
    explicit Copy(std::span<const std::byte> from)
        : owner(new std::byte[from.size() + 8]), bytes(owner.get(), from.size()) {
        std::copy(from.begin(), from.end(), bytes.begin());
    }
    Result<FrozenGraph> read() const { return FrozenGraph::from_bytes(bytes, owner); }
};

} // namespace

TEST_CASE("the empty graph has nothing and answers", "[frozen]") {
    for (const FrozenGraph& graph : {FrozenGraph(), freeze(GrowingGraph())}) {
        CHECK(graph.vertex_count() == 0);
        CHECK(graph.edge_count() == 0);
        CHECK_FALSE(graph.find_label("Place"));
        CHECK_FALSE(graph.find_id("x"));
        CHECK(graph.find_name("x").empty());
        CHECK(Copy(graph.bytes()).read());
    }
}

TEST_CASE("random graphs freeze to what they say, also through bytes", "[frozen]") {
    for (unsigned seed = 0; seed < 60; ++seed) {
        RandomGraph random(seed);
        const std::size_t vertices = 1 + random.below(60);
        const GrowingGraph growing = random.graph(vertices, random.below(4) * vertices);
        const FrozenGraph frozen = freeze(growing);
        const auto again = Copy(frozen.bytes()).read();
        REQUIRE(again.ok());
        for (const FrozenGraph& graph : {frozen, *again}) {
            require_same_vertices(growing, graph);
            require_same_edges(growing, graph);
            require_rows_hold(graph);
        }
        CHECK(std::ranges::equal(freeze(growing).bytes(), frozen.bytes()));
    }
}

TEST_CASE("the evidence of one article is found among that of many", "[frozen]") {
    GrowingGraph growing;
    const auto from = boost::add_vertex(growing), to = boost::add_vertex(growing);
    const auto [edge, is_new] = boost::add_edge(from, to, growing);
    growing[edge].type = "MET";
    std::map<std::string, std::vector<EdgeEvidence>> expected{{"", {}}, {"a", {}}, {"a10", {}}, {"b2~1", {}}};
    for (const std::string article : {"a1", "a2", "a2~1", "b", "b2"})
        for (std::uint32_t start = 0; start < article.size(); ++start) {
            growing[edge].evidence.push_back({article, {start, start + 1}, "rule", "words"});
            expected[article].push_back(growing[edge].evidence.back());
        }
    const FrozenGraph frozen = freeze(growing);
    for (const auto& [article, pieces] : expected) CHECK(frozen.evidence_of(0, article) == pieces);
}

TEST_CASE("NaN, -0.0, deep lists and references as properties", "[frozen]") {
    GrowingGraph growing(2);
    Value deep = List{};
    for (int depth = 0; depth < 400; ++depth) deep = List{deep};
    Value too_deep = List{};
    for (int depth = 0; depth < 5000; ++depth) too_deep = List{too_deep};
    growing[0].properties = {
        {"nan", std::nan("")},      {"zero", -0.0},    {"deep", deep}, {"too deep", too_deep},
        {"node", NodeReference{1}}, {"null", Value()}, {"empty", ""}};
    const FrozenGraph graph = freeze(growing);
    CHECK(std::isnan(graph.vertex_property(0, *graph.find_key("nan")).floating()));
    CHECK(std::signbit(graph.vertex_property(0, *graph.find_key("zero")).floating()));
    CHECK(graph.vertex_property(0, *graph.find_key("deep")) == deep);
    CHECK(graph.vertex_property(0, *graph.find_key("too deep")).is(ValueType::list));
    CHECK(graph.vertex_property(0, *graph.find_key("empty")) == Value(""));
    CHECK(graph.vertex_property(1, *graph.find_key("empty")).is_null());
    CHECK_FALSE(graph.find_key("node"));
    CHECK_FALSE(graph.find_key("null"));
}

TEST_CASE("integers take the fewest bytes that fit", "[frozen]") {
    for (const auto& [largest, width] : std::vector<std::pair<std::int64_t, int>>{
             {0, 1}, {255, 1}, {256, 2}, {65'535, 2}, {65'536, 4}, {4'294'967'295, 4}, {4'294'967'296, 8}}) {
        const std::vector<std::int64_t> values{-7, largest - 7};
        CHECK(integer_column({}, 2, values).record.width == width);
    }
}

TEST_CASE("names are found without marks and case, exact spellings first", "[frozen]") {
    GrowingGraph growing(5);
    const char* const names[] = {"Quang Tay", "Quảng Tây", "Bùi Thanh Sơn", "Quảng Ninh", "Hòa Bình"};
    for (VertexId vertex = 0; vertex < 5; ++vertex) {
        growing[vertex].properties["name"] = names[vertex];
        growing[vertex].properties["id"] = "n/" + std::to_string(vertex);
    }
    growing[1].properties["aliases"] = List{"Guangxi", "Quảng Tây"};
    growing[3].properties["code"] = "CN-YN"; // known abroad as Yunnan
    growing[4].properties["aliases"] = List{"Ủy ban nhân dân tỉnh Quảng Ninh"};
    const FrozenGraph graph = freeze(growing);
    using Vertices = std::vector<VertexId>;
    CHECK(graph.find_name("Quảng Tây") == Vertices{1, 0});
    CHECK(graph.find_name("quang tay") == Vertices{0, 1});
    CHECK(graph.find_name("Quang Tay") == Vertices{0, 1});
    CHECK(graph.find_name("GUANGXI") == Vertices{1});
    CHECK(graph.find_name("BÙI THANH SƠN") == Vertices{2});
    CHECK(graph.find_name("Hoà Bình") == Vertices{4});
    CHECK(graph.find_name("Quảng").empty());
    CHECK(graph.find_name("").empty());
    CHECK(graph.find_name_prefix("quảng t", 9) == Vertices{0, 1});
    CHECK(graph.find_name_prefix("quang", 9) == Vertices{3, 0, 1});
    CHECK(graph.find_name_prefix("quang", 2) == Vertices{3, 0});
    CHECK(graph.find_name_prefix("Quảng Tây", 1) == Vertices{1});
    CHECK(graph.find_name("yunnan") == Vertices{3});
    CHECK(graph.find_name("UBND tinh Quang Ninh") == Vertices{4});
    CHECK(graph.find_name_prefix("UBND tỉnh Quảng N", 9) == Vertices{4});
    const auto any = [](VertexId) { return true; };
    CHECK(find_name_part(graph, "tây", 9, any) == Vertices{0, 1});
    CHECK(find_name_part(graph, "tay", 9, [](VertexId vertex) { return vertex != 0; }) == Vertices{1});
    CHECK(find_name_part(graph, "THANH SON", 9, any) == Vertices{2});
    CHECK(find_name_part(graph, "tay", 1, any) == Vertices{0});
    CHECK(find_name_part(graph, "khong co", 9, any).empty());
    CHECK(graph.find_id("n/3") == VertexId{3});
    CHECK_FALSE(graph.find_id("N/3"));
}

TEST_CASE("values survive their bytes, and any bytes give a value", "[frozen]") {
    RandomGraph random(7);
    for (int round = 0; round < 2000; ++round) {
        const Value value = random.value();
        std::string bytes = encode_value(value);
        REQUIRE(encode_value(decode_value(bytes)) == bytes);
        REQUIRE(decode_value(bytes).type() == value.type());
        bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
        bytes.resize(random.below(bytes.size() + 1));
        decode_value(bytes);
    }
}

TEST_CASE("a flipped or cut block is refused or read safely", "[frozen]") {
    RandomGraph random(11);
    const FrozenGraph graph = freeze(random.graph(40, 120));
    int refused = 0;
    for (int round = 0; round < 4000; ++round) {
        const Copy copy(graph.bytes());
        // Half of the damage goes to the header and the tables behind it.
        const std::size_t reach = round % 2 ? 600 : copy.bytes.size();
        for (std::size_t count = 1 + random.below(3); count > 0; --count)
            copy.bytes[random.below(reach)] ^= static_cast<std::byte>(1 + random.below(255));
        const auto read = copy.read();
        if (read)
            read_all(*read);
        else
            ++refused;
    }
    CHECK(refused > 1000);
    for (std::size_t size = 0; size < graph.bytes().size(); size += 1 + size / 7)
        CHECK_FALSE(Copy(graph.bytes().first(size)).read());
}

TEST_CASE("a mapped block tells of every flipped byte, on first touch", "[frozen]") {
    RandomGraph random(13);
    const FrozenGraph graph = freeze(random.graph(8000, 30000));
    REQUIRE(graph.bytes().size() > 8 * FrozenGraph::block_bytes);
    std::vector<std::uint64_t> checksums;
    for (std::size_t first = 0; first < graph.bytes().size(); first += FrozenGraph::block_bytes)
        checksums.push_back(checksum(
            graph.bytes().subspan(first, std::min(FrozenGraph::block_bytes, graph.bytes().size() - first))));
    const auto whole = Copy(graph.bytes());
    const auto sound = FrozenGraph::from_mapped(whole.bytes, checksums, whole.owner);
    REQUIRE(sound.ok());
    CHECK(read_all(*sound) == read_all(graph));
    CHECK(sound->verify());
    for (int round = 0; round < 12; ++round) {
        const Copy copy(graph.bytes());
        copy.bytes[random.below(copy.bytes.size())] ^= std::byte{64};
        const auto mapped = FrozenGraph::from_mapped(copy.bytes, checksums, copy.owner);
        if (!mapped) continue;
        CHECK(mapped->status());
        if (round % 2) read_all(*mapped);
        CHECK_FALSE(mapped->verify());
        CHECK(mapped->status().error().kind == ErrorKind::damaged);
        read_all(*mapped);
    }
}

TEST_CASE("a node takes at most 64 bytes and an edge 24, both directions", "[frozen]") {
    // Ids and names are text; what they cost beyond their own letters counts.
    RandomGraph random(17);
    constexpr std::size_t vertices = 20'000, edges = 100'000;
    GrowingGraph growing(vertices);
    std::size_t text = 0;
    for (VertexId vertex = 0; vertex < vertices; ++vertex) {
        const std::string number = std::to_string(vertex);
        growing[vertex] = {{"Place"}, {{"id", "place/" + number}, {"name", "Xã " + number}}};
        text += 2 * (number.size() + 6) + 2 * (number.size() + 3); // each once as written, once folded
    }
    for (std::size_t edge = 0; edge < edges; ++edge)
        add_edge(random.below(vertices), random.below(vertices),
                 EdgeRecord{"MET", {{"year", 1990 + int(edge % 30)}}, {}}, growing);
    const FrozenGraph graph = freeze(growing);
    CHECK(graph.bytes().size() < vertices * 64 + edges * 24 + text);
    CHECK(graph.bytes().size() - text < vertices * 64 + edges * 21);
}

} // namespace banggiao
