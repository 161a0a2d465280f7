// Articles that come and go one after the other, each found out beside what was found so far: after every
// step the graph, its notes and the index say what a merge of all says. BANGGIAO_LONG=1 goes many more and
// longer ways.
#include "extended.h"

#include <generated_facts.h>

#include <banggiao/graph/graph_change_bytes.h>
#include <banggiao/graph/known_index_form.h>
#include <banggiao/graph/patched_graph.h>

#include <cstring>
#include <iostream>
#include <map>
#include <optional>

using namespace banggiao;
using namespace banggiao::tests;

namespace {

/// The names of the entries of an index.
std::set<std::string> names_of(const std::string& index) {
    constexpr std::size_t header = 5 * sizeof(std::uint64_t), page = 2 * sizeof(std::uint64_t);
    std::uint64_t pages = 0;
    std::memcpy(&pages, index.data() + 2 * sizeof pages, sizeof pages);
    std::string_view rest = std::string_view(index).substr(header + pages * page);
    const auto take = [&] {
        std::uint32_t size = 0;
        std::memcpy(&size, rest.data(), sizeof size);
        const std::string_view text = rest.substr(sizeof size, size);
        rest.remove_prefix(sizeof size + size);
        return text;
    };
    std::set<std::string> names;
    while (!rest.empty()) {
        names.emplace(take());
        take();
    }
    return names;
}

/// What an index says of one name, in a form that is equal where it means the same. Where nodes lie is said
/// by their ids; what nothing mentions is left out.
class Entries {
  public:
    Entries(const std::string& index, const PatchedGraph& graph, const IndexPatch* patch)
        : graph_(graph),
          known_(KnownIndex::open(std::as_bytes(std::span(index)), graph.vertex_count(), patch)) {
        REQUIRE(known_);
    }

    std::string operator()(const std::string& name) const {
        const KnownIndex& index = *known_;
        const std::string key = name.substr(1);
        const std::size_t last = std::min(key.rfind('\n'), key.size());
        const std::string head = key.substr(0, last), end = key.substr(std::min(last + 1, key.size()));
        switch (name[0]) {
        case 'p':
            return bytes(index.place(key));
        case 'P':
            return bytes(index.place_block(key));
        case 'b':
            return bytes(index.body(key));
        case 'B':
            return bytes(index.of_identity(key));
        case 'A':
            return bytes(index.of_alias(key));
        case 'o':
            return bytes(index.person(key));
        case 'T':
            return bytes(index.told(key));
        case 't':
            return bytes(index.first_with_text(key));
        case 'a':
            return bytes(index.assumed(key));
        case 'c':
            return bytes(index.conventions(key));
        case '2':
            return std::to_string(index.one_article_pairs(key));
        case 'e':
            return std::to_string(index.tellings(key));
        case 'u':
            return std::to_string(index.is_turned(key));
        case 'm':
            return std::to_string(index.met_outright(key));
        case 'O':
            return name_of(index.name(key));
        case 's':
            return seat_of(index.seat(head, end));
        case 'h':
            return bytes(holding(head, end));
        case 'n':
            return node_of(key);
        default:
            return "";
        }
    }
    /// Of nodes and edges that many articles tell of; where both say it.
    const MergeIndex::Said* said(const std::string& node) const { return known_->said(node); }
    const MergeIndex::EdgeSaid* edge_said(const std::string& edge) const { return known_->edge_said(edge); }
    bool is_crowded(const std::string& who) const { return known_->is_crowded(who); }
    bool is_damaged() const { return known_->is_damaged(); }

    template <typename T>
    static std::string bytes(const T* value) {
        return value ? index_form::bytes_of(*value) : std::string();
    }

  private:
    static std::string name_of(const MergeIndex::Name* found) {
        if (!found) return "";
        MergeIndex::Name name = *found;
        name.alike.clear();
        return index_form::bytes_of(name);
    }
    static std::string seat_of(const MergeIndex::Seat* found) {
        if (!found) return "";
        MergeIndex::Seat seat = *found;
        std::sort(seat.inferred.begin(), seat.inferred.end());
        return index_form::bytes_of(seat);
    }
    const MergeIndex::Holding* holding(const std::string& seat, const std::string& key) const {
        const std::size_t last = seat.rfind('\n');
        return known_->holding(seat.substr(0, last), seat.substr(last + 1), key);
    }
    std::string node_of(const std::string& key) const {
        const auto vertex = known_->vertex(key);
        if (!vertex) return "";
        const std::string* node = known_->node(key);
        std::string text = *node + " at " + graph_.vertex_property(*vertex, "id").string();
        return *node == key ? text + " " + joined(known_->all_keys(key)) : text;
    }

    const PatchedGraph& graph_;
    std::optional<KnownIndex> known_;
};

class Chain {
  public:
    Chain(const std::vector<Facts>& facts, std::uint32_t seed)
        : digests_(digests_of(facts)), random_(seed), is_in_(digests_.size()) {
        for (std::size_t i = 0; i < digests_.size(); ++i) is_in_[i] = random_() % 4 != 0;
        for (const Digest& each : digests_) by_id_[each.id] = &each;
        start_anew();
    }

    /// Some come, some go. `check`: whether it is compared with a merge of all.
    void step(bool check) {
        std::set<std::size_t> some;
        for (std::size_t count = random_() % 5 == 0 ? 3 : 1; count > 0; --count)
            some.insert(random_() % digests_.size());
        std::vector<const Digest*> added, removed;
        for (std::size_t i : some) {
            (is_in_[i] ? removed : added).push_back(&digests_[i]);
            is_in_[i] = !is_in_[i];
        }
        extend_by({added, removed}, check);
    }

    std::string summary() const {
        std::string line;
        for (const auto& [reason, count] : reasons_) line += " " + reason + " " + std::to_string(count);
        return line + ", longest way " + std::to_string(longest_);
    }
    std::size_t longest() const { return longest_; }

  private:
    std::vector<const Digest*> articles() const {
        std::vector<const Digest*> all;
        for (std::size_t i = 0; i < digests_.size(); ++i)
            if (is_in_[i]) all.push_back(&digests_[i]);
        return all;
    }

    void start_anew() {
        judgements_.clear();
        base_.emplace(articles());
        if (random_() % 2 == 0) judge();
        so_far_ = {};
        length_ = 0;
    }

    /// Some of what is decided, otherwise.
    void judge() {
        const auto& decisions = base_->merged.decisions;
        for (std::size_t count = std::min<std::size_t>(3, decisions.size()); count > 0; --count) {
            const MergeDecision& one = decisions[random_() % decisions.size()];
            const auto kind = random_() % 2 == 0 ? Judgement::Kind::different : Judgement::Kind::same;
            if (one.keys.size() > 1) judgements_.push_back({kind, one.keys[0], one.keys[1], ""});
        }
        base_.emplace(articles(), judgements_);
    }

    void extend_by(const ArticleChanges& changes, bool check) {
        const FetchDigest fetch = [&](std::string_view id) { return by_id_.at(id); };
        Extension found = extend(base_->merged.graph, std::as_bytes(std::span(base_->index)), judgements_,
                                 changes, fetch, length_ > 0 ? &so_far_ : nullptr);
        ++reasons_[std::string(name_of(found.unsure))];
        if (!found.change) return start_anew();
        if (!is_within(base_->merged.graph, *found.change)) { // a name that no graph file of the base knows
            ++reasons_["new name"];
            return start_anew();
        }
        if (check) compare(*found.change, found.index ? &*found.index : nullptr);
        if (!found.index) ++reasons_["not carried on"];
        if (!found.index) return start_anew();
        longest_ = std::max(longest_, ++length_);
        auto change = decode_change(encode(*found.change));
        auto index = decode_patch(encode(*found.index));
        REQUIRE((change && index));
        so_far_ = {std::move(*change), std::move(*index)};
    }

    void compare(const GraphChange& change, const IndexPatch* patch) {
        const Whole now(articles(), judgements_);
        INFO("after " << length_ << " others");
        CHECK(fits(base_->merged.graph, change));
        same(now.lines, lines_of(apply(base_->merged.graph, change)));
        const auto& notes = change.notes;
        same(texts(now.merged.decisions),
             texts(changed(base_->merged.decisions, notes.gone_decisions, notes.new_decisions)));
        same(texts(now.merged.conflicts),
             texts(changed(base_->merged.conflicts, notes.gone_conflicts, notes.new_conflicts)));
        if (patch) compare_index(now, change, *patch);
    }

    static void same(const std::vector<std::string>& wanted, const std::vector<std::string>& got) {
        if (got != wanted) UNSCOPED_INFO(difference(wanted, got));
        CHECK((got == wanted));
    }

    void compare_index(const Whole& now, const GraphChange& change, const IndexPatch& patch) {
        const PatchedGraph graph(now.merged.graph), patched(base_->merged.graph, &change);
        const Entries wanted(now.index, graph, nullptr), got(base_->index, patched, &patch);
        std::set<std::string> names = names_of(now.index);
        for (const std::string& name : names_of(base_->index)) names.insert(name);
        for (const auto& [name, bytes] : patch) names.insert(name);
        std::size_t differing = 0;
        for (const std::string& name : names) {
            const std::string key = name.substr(1);
            const bool is_same = name[0] == 'x'   ? same_where_both(wanted.said(key), got.said(key))
                                 : name[0] == 'X' ? same_where_both(wanted.edge_said(key), got.edge_said(key))
                                 : name[0] == 'd' ? !wanted.is_crowded(key) || got.is_crowded(key)
                                                  : wanted(name) == got(name);
            if (!is_same && ++differing < 5)
                UNSCOPED_INFO(name << "\n- " << wanted(name) << "\n+ " << got(name));
        }
        CHECK(differing == 0);
        CHECK_FALSE(got.is_damaged());
        const auto file =
            KnownIndex::open(std::as_bytes(std::span(base_->index)), now.merged.graph.vertex_count());
        REQUIRE(file);
        CHECK(std::none_of(patch.begin(), patch.end(), [&](const auto& entry) {
            return file->says(entry.first, entry.second.view()); // nothing for which the file would do
        }));
    }

    template <typename T>
    static bool same_where_both(const T* wanted, const T* got) {
        return !wanted || !got || Entries::bytes(wanted) == Entries::bytes(got);
    }

    std::vector<Digest> digests_;
    std::map<std::string_view, const Digest*> by_id_;
    std::mt19937 random_;
    std::vector<bool> is_in_;
    std::vector<Judgement> judgements_;
    std::optional<Whole> base_;
    FoundSoFar so_far_;
    std::size_t length_ = 0, longest_ = 0;
    std::map<std::string, std::size_t> reasons_;
};

void go(const char* what, const std::vector<Facts>& facts, std::uint32_t seed, std::size_t steps,
        std::size_t a_check) {
    INFO(what << ", seed " << seed);
    Chain chain(facts, seed);
    for (std::size_t i = 1; i <= steps; ++i) chain.step(i % a_check == 0);
    std::cout << what << chain.summary() << '\n';
    CHECK(chain.longest() > 4);
}

} // namespace

TEST_CASE("extend: chains of articles that come and go") {
    for (std::uint32_t seed = 1; seed <= rounds(2, 20); ++seed) {
        const std::size_t count = seed % 3 == 0 ? 400 : seed % 3 == 1 ? 60 : 160;
        go("chain:", testing::generated_facts(400 + seed, count), seed, rounds(40, 200), rounds(4, 3));
    }
}

TEST_CASE("extend: chains in districts, regions and bodies in several forms") {
    for (std::uint32_t seed = 1; seed <= rounds(2, 20); ++seed) {
        const std::size_t count = seed % 3 == 0 ? 300 : seed % 3 == 1 ? 60 : 160;
        go("chain, surroundings:", testing::generated_facts(500 + seed, count, testing::Surroundings::told),
           seed, rounds(40, 200), rounds(4, 3));
    }
}

TEST_CASE("extend: chains of people most of whose names are alike in one office") {
    for (std::uint32_t seed = 1; seed <= rounds(2, 20); ++seed) {
        const std::size_t count = seed % 3 == 0 ? 500 : seed % 3 == 1 ? 120 : 240;
        go("chain, alike:", testing::generated_facts(700 + seed, count, testing::Surroundings::alike), seed,
           rounds(40, 200), rounds(4, 3));
    }
}

TEST_CASE("extend: chains around a few people who meet again and again") {
    for (std::uint32_t seed = 1; seed <= rounds(1, 8); ++seed)
        go("chain, crowds:", testing::generated_facts(600 + seed, 480, testing::Surroundings::left_out, 240),
           seed, rounds(30, 120), rounds(6, 3));
    for (std::uint32_t seed = 1; seed <= rounds(1, 8); ++seed)
        go("chain, outright:", testing::generated_facts(650 + seed, 240, testing::Surroundings::outright, 40),
           seed, rounds(30, 120), rounds(6, 3));
}

TEST_CASE("extend: chains around a few events that articles tell again and again") {
    for (std::uint32_t seed = 1; seed <= rounds(2, 12); ++seed) {
        const std::size_t count = seed % 3 == 0 ? 80 : seed % 3 == 1 ? 300 : 600;
        go("chain, retold:", testing::generated_facts(950 + seed, count, testing::Surroundings::retold, 60),
           seed, rounds(30, 150), rounds(6, 3));
    }
}

TEST_CASE("extend: chains of visits that follow one another without a gap") {
    for (std::uint32_t seed = 1; seed <= rounds(1, 12); ++seed) {
        const std::size_t count = seed % 3 == 0 ? 90 : seed % 3 == 1 ? 200 : 400;
        go("chain, following:",
           testing::generated_facts(980 + seed, count, testing::Surroundings::following, 80), seed,
           rounds(30, 150), rounds(6, 3));
    }
}

TEST_CASE("extend: a patch without entries is a patch, and bytes cut short are none") {
    const IndexPatch patch{{"oa", std::string("b")}};
    const std::string none = encode(IndexPatch()), one = encode(patch);
    CHECK_FALSE(none.empty()); // a store keeps no bytes for what cannot be followed
    CHECK((decode_patch(none) == IndexPatch()));
    CHECK((decode_patch(one) == patch));
    for (std::size_t size = 0; size < one.size(); ++size) CHECK_FALSE(decode_patch(one.substr(0, size)));
}
