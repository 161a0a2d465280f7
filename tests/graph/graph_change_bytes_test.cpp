// A change read back from its bytes is the change; damaged bytes are none, or one that is seen not to fit, or
// one that can be applied.
#include <banggiao/graph/dump.h>
#include <banggiao/graph/extend.h>
#include <banggiao/graph/graph_change_bytes.h>
#include <banggiao/graph/merge.h>

#include <generated_facts.h>

#include <catch2/catch.hpp>

#include <random>

namespace banggiao {

namespace {

struct Pair {
    FrozenGraph base;
    GraphChange change;
};

/// A graph of made-up articles, and what one more changes in it.
Pair changed_graph() {
    constexpr std::size_t known = 60;
    for (std::uint32_t seed = 1;; ++seed) {
        std::vector<Digest> digests;
        for (const Facts& facts : testing::generated_facts(seed, known + 1))
            digests.push_back(Digest::read(digest_bytes(facts)).value());
        const Digest added = std::move(digests.back());
        digests.pop_back();
        std::string index;
        FrozenMerge merged = merge_frozen(digests, {}, &index);
        const Digest* const more[] = {&added};
        Extension extension = extend(merged.graph, std::as_bytes(std::span(index)), {}, {more},
                                     [&](std::string_view id) -> const Digest* {
                                         for (const Digest& each : digests)
                                             if (each.id == id) return &each;
                                         return nullptr;
                                     });
        if (extension.change && !extension.change->notes.new_decisions.empty())
            return {std::move(merged.graph), std::move(*extension.change)};
    }
}

std::string text_of(const FrozenGraph& base, const GraphChange& change) {
    std::string text;
    dump(apply(base, change), [&](std::string_view line) { text.append(line) += '\n'; });
    return text;
}

} // namespace

TEST_CASE("a change read from its bytes is the same", "[graph]") {
    const Pair changed = changed_graph();
    const FrozenGraph& base = changed.base;
    const GraphChange& change = changed.change;
    const std::string bytes = encode(change);
    const auto read = decode_change(bytes);
    REQUIRE(read);
    CHECK(fits(base, *read));
    CHECK((text_of(base, *read) == text_of(base, change)));
    CHECK((read->notes.new_decisions == change.notes.new_decisions));
    CHECK((read->notes.gone_decisions == change.notes.gone_decisions));
    CHECK((read->notes.new_conflicts == change.notes.new_conflicts));
    CHECK((encode(*read) == bytes));
    const auto nothing = decode_change(encode(GraphChange{}));
    REQUIRE(nothing);
    CHECK(nothing->empty());
}

TEST_CASE("a damaged change is none, or does not fit, or can be applied", "[graph]") {
    const Pair changed = changed_graph();
    const FrozenGraph& base = changed.base;
    const GraphChange& change = changed.change;
    const std::string bytes = encode(change);
    std::mt19937 random(7);
    const auto any = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
    };
    std::size_t refused = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        std::string hostile = bytes;
        if (trial % 2 == 0) hostile.resize(any(bytes.size()));
        for (std::size_t flips = any(4); flips > 0 && !hostile.empty(); --flips)
            hostile[any(hostile.size())] = static_cast<char>(any(256));
        const auto read = decode_change(hostile);
        const bool is_refused = !read || !fits(base, *read);
        refused += is_refused ? 1 : 0;
        if (!is_refused) CHECK(apply(base, *read).vertex_count() > 0);
    }
    CHECK(refused > 1500);
}

TEST_CASE("a change of another graph does not fit", "[graph]") {
    const Pair changed = changed_graph();
    const FrozenGraph& base = changed.base;
    const GraphChange& change = changed.change;
    REQUIRE(fits(base, change));
    const auto spoilt = [&](const auto& spoil) {
        GraphChange other = change;
        spoil(other);
        return !fits(base, other);
    };
    CHECK(spoilt([&](GraphChange& other) { other.erased_vertices = {base.vertex_count()}; }));
    CHECK(spoilt([&](GraphChange& other) { other.erased_vertices = {0}; })); // its edges stay
    CHECK(spoilt([&](GraphChange& other) { other.erased_edges = {1, 1}; }));
    CHECK(spoilt([&](GraphChange& other) { other.vertices[base.vertex_count() + 1000] = {}; }));
    CHECK(spoilt([&](GraphChange& other) { other.vertices.begin()->second.labels = {"Unheard"}; }));
    CHECK(spoilt([&](GraphChange& other) { other.edges.rbegin()->second.to = 100000; }));
    CHECK(spoilt([&](GraphChange& other) { other.edges.rbegin()->second.type = "UNHEARD"; }));
    CHECK(spoilt([&](GraphChange& other) { other.edges.rbegin()->second.properties["unheard"] = 1; }));
    CHECK(spoilt([&](GraphChange& other) { other.edges.rbegin()->second.keeps_evidence = true; })); // new
    CHECK_FALSE(fits(FrozenGraph(), change));
}

} // namespace banggiao
