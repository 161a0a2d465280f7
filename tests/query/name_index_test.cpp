// Names put together at random from words, abbreviations and signs. The name index proposes every node that a
// condition on the name holds for, and for most conditions few others.
#include <banggiao/graph/growing_graph.h>
#include <banggiao/graph/text.h>
#include <banggiao/query/name_index.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace banggiao;
using namespace banggiao::query;

namespace {

const std::vector<std::string> pieces = {
    "UBND",   "ubnd",  "UB", "Ủy ban", "TP",        "TP.", "HCM",    "CH", "ch", "TƯ",      "tư",
    "LB",     "KH&ĐT", "&",  "B",      "BCH",       "T",   "My",     "Mỹ", "mi", "hoà",     "hòa",
    "Nguyễn", "n",     "N",  "-",      "Quảng Tây", "quý", " ",      "  ", ".",  "e\u0323", "đ",
    "Đ",      "ô",     "1",  "(",      "ß",         "İ",   "\u00a0", "GD", "ĐT"};

std::string random_name(std::mt19937& dice) {
    std::string name;
    for (auto count = 1 + dice() % 4; count > 0; --count) {
        name += pieces[dice() % pieces.size()];
        if (dice() % 2 == 0) name += ' ';
    }
    return name;
}

struct Named {
    FrozenGraph graph;
    std::vector<std::string> names;
};

Named random_graph(std::mt19937& dice) {
    GrowingGraph growing;
    std::vector<std::string> names;
    for (int i = 0; i < 60; ++i) {
        names.push_back(random_name(dice));
        Properties properties;
        properties["name"] = Value(names.back());
        add_vertex(VertexRecord{{"N"}, properties}, growing);
    }
    return {freeze(growing), names};
}

/// How many nodes were proposed; all if the index cannot tell.
template <typename Holds>
std::size_t proposed(const Named& named, LookupKind kind, const Value& sought, const Holds& holds) {
    const auto found = nodes_named(named.graph, kind, sought);
    if (!found) return named.names.size();
    for (VertexId vertex = 0; vertex < named.names.size(); ++vertex) {
        INFO("name '" << named.names[vertex] << "', lookup " << static_cast<int>(kind));
        if (holds(named.names[vertex])) CHECK(std::count(found->begin(), found->end(), vertex) == 1);
    }
    return found->size();
}

} // namespace

TEST_CASE("the name index proposes every node that the condition holds for") {
    std::mt19937 dice(1);
    std::size_t lookups = 0, proposals = 0;
    for (int round = 0; round < 30; ++round) {
        const Named named = random_graph(dice);
        for (int i = 0; i < 60; ++i) {
            const std::string& name = named.names[dice() % named.names.size()];
            std::u32string points = to_code_points(name);
            points.resize(dice() % (points.size() + 1));
            const std::string beginning = to_utf8(points);
            INFO("sought '" << name << "', beginning '" << beginning << "'");
            const bool marks = i % 2 == 0;
            const auto folded = [&](const std::string& text) { return fold(text, {.marks = marks}); };
            proposals += proposed(named, LookupKind::equal, Value(name),
                                  [&](const std::string& other) { return other == name; });
            proposals += proposed(named, LookupKind::one_of, Value(List{Value(name), Value(name), Value()}),
                                  [&](const std::string& other) { return other == name; });
            proposals += proposed(named, LookupKind::begins, Value(beginning),
                                  [&](const std::string& other) { return other.starts_with(beginning); });
            proposals += proposed(named, LookupKind::folded, Value(folded(name)),
                                  [&](const std::string& other) { return folded(other) == folded(name); });
            proposals += proposed(
                named, LookupKind::folded_begins, Value(folded(beginning)),
                [&](const std::string& other) { return folded(other).starts_with(folded(beginning)); });
            lookups += 5;
        }
    }
    CHECK(proposals < lookups * 40);
}

TEST_CASE("the name index says when it cannot tell") {
    std::mt19937 dice(2);
    const Named named = random_graph(dice);
    const auto knows = [&](LookupKind kind, const Value& sought) {
        return nodes_named(named.graph, kind, sought).has_value();
    };
    CHECK(knows(LookupKind::equal, Value("Nguyễn")));
    CHECK(knows(LookupKind::equal, Value()));
    CHECK_FALSE(knows(LookupKind::equal, Value(1)));
    CHECK_FALSE(knows(LookupKind::one_of, Value("Nguyễn")));
    CHECK_FALSE(knows(LookupKind::one_of, Value(List{Value("Nguyễn"), Value(1)})));
    CHECK(knows(LookupKind::begins, Value("Nguyễn V")));
    CHECK_FALSE(knows(LookupKind::begins, Value("UB")));
    CHECK_FALSE(knows(LookupKind::begins, Value("")));
    CHECK(knows(LookupKind::folded_begins, Value("nguyễn v")));
    CHECK_FALSE(knows(LookupKind::folded, Value("ch séc")));
}
