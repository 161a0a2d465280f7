// What extend() says is what a merge of all articles says, byte for byte: on made-up facts, one and a few
// more at a time. BANGGIAO_LONG=1 tries many more; BANGGIAO_FACTS=FILE real ones. Prints how often it says
// nothing, and why.
#include "extended.h"

#include <generated_facts.h>

#include <banggiao/graph/extend.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>

using namespace banggiao;
using namespace banggiao::tests;

namespace {

class Trial {
  public:
    explicit Trial(const std::vector<Facts>& facts) : digests_(digests_of(facts)) {
        std::vector<const Digest*> all;
        for (const Digest& each : digests_) {
            by_id_[each.id] = &each;
            all.push_back(&each);
        }
        all_.emplace(all);
    }

    std::size_t size() const { return digests_.size(); }
    const std::map<std::string, std::size_t>& reasons() const { return reasons_; }

    /// Leaves these out of the base and adds them.
    void add(const std::vector<std::size_t>& numbers) {
        const auto [some, rest] = split(numbers);
        change(Whole(rest), {some, {}}, *all_);
    }

    /// Removes these from a base of all.
    void remove(const std::vector<std::size_t>& numbers) {
        const auto [some, rest] = split(numbers);
        change(*all_, {{}, some}, Whole(rest));
    }

    /// Removes the first of these, and adds the others, from and to a base without them.
    void exchange(const std::vector<std::size_t>& numbers) {
        auto [some, rest] = split(numbers);
        std::vector<const Digest*> then = rest, now = rest;
        then.push_back(some.front());
        now.insert(now.end(), some.begin() + 1, some.end());
        change(Whole(then), {std::span(some).subspan(1), std::span(some).first(1)}, Whole(now));
    }

  private:
    std::pair<std::vector<const Digest*>, std::vector<const Digest*>>
    split(const std::vector<std::size_t>& numbers) const {
        std::vector<const Digest*> some, rest;
        for (std::size_t i = 0; i < digests_.size(); ++i)
            (std::find(numbers.begin(), numbers.end(), i) != numbers.end() ? some : rest)
                .push_back(&digests_[i]);
        return {some, rest};
    }

    /// What a change of the base makes of it is what a merge says.
    void change(const Whole& base, const ArticleChanges& changes, const Whole& wanted) {
        const FetchDigest fetch = [&](std::string_view id) {
            auto found = by_id_.find(id);
            return found == by_id_.end() ? nullptr : found->second;
        };
        const auto start = std::chrono::steady_clock::now();
        const Extension extension =
            extend(base.merged.graph, std::as_bytes(std::span(base.index)), {}, changes, fetch);
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        ++reasons_[std::string(name_of(extension.unsure))];
        const std::string_view about =
            (changes.removed.empty() ? changes.added : changes.removed).front()->id;
        if (std::getenv("BANGGIAO_TRACE"))
            std::cerr << about << ": " << name_of(extension.unsure) << " " << extension.about << " "
                      << extension.articles_read << " read, " << seconds * 1000 << " ms\n";
        if (!extension.change) return;
        INFO(changes.added.size() << " added, " << changes.removed.size() << " removed: " << about);
        const std::vector<std::string> got = lines_of(apply(base.merged.graph, *extension.change));
        if (got != wanted.lines) UNSCOPED_INFO(difference(wanted.lines, got));
        CHECK((got == wanted.lines));
        const auto& notes = extension.change->notes;
        compare(base.merged.decisions, notes.gone_decisions, notes.new_decisions, wanted.merged.decisions);
        compare(base.merged.conflicts, notes.gone_conflicts, notes.new_conflicts, wanted.merged.conflicts);
    }

    template <typename Note>
    static void compare(const std::vector<Note>& base, const std::vector<Note>& gone,
                        const std::vector<Note>& made, const std::vector<Note>& wanted) {
        const auto got = texts(changed(base, gone, made));
        if (got != texts(wanted)) UNSCOPED_INFO(difference(texts(wanted), got));
        CHECK((got == texts(wanted)));
    }

    std::vector<Digest> digests_;
    std::map<std::string_view, const Digest*> by_id_;
    std::optional<Whole> all_;
    std::map<std::string, std::size_t> reasons_;
};

void print(const char* what, const Trial& trial) {
    std::string line = what;
    for (const auto& [reason, count] : trial.reasons()) line += " " + reason + " " + std::to_string(count);
    std::cout << line << '\n';
}

/// Of so many at most one is not certain.
void check_certain(const Trial& trial, std::size_t of = 20) {
    std::size_t all = 0;
    for (const auto& [reason, count] : trial.reasons()) all += count;
    const auto certain = trial.reasons().find("nothing");
    CHECK((certain != trial.reasons().end() && certain->second * of >= all * (of - 1)));
}

/// Worlds of three sizes, and in each the number of an article now and then.
template <typename Act>
void with_each(const char* what, const Act& act) {
    for (std::uint32_t seed = 1; seed <= rounds(3, 30); ++seed) {
        const std::size_t count = seed % 3 == 0 ? 40 : seed % 3 == 1 ? 150 : 400;
        Trial trial(testing::generated_facts(seed, count));
        for (std::size_t i = 0; i < trial.size(); i += rounds(trial.size() / 12, 3)) act(trial, i);
        print(what, trial);
        check_certain(trial);
    }
}

/// Two to four articles at a time, and the number of the round.
template <typename Act>
void with_some(const char* what, const Act& act) {
    for (std::uint32_t seed = 1; seed <= rounds(2, 20); ++seed) {
        Trial trial(testing::generated_facts(100 + seed, 200));
        std::mt19937 random(seed);
        for (std::size_t round = 0; round < rounds(6, 60); ++round) {
            std::vector<std::size_t> some(2 + random() % 3);
            for (std::size_t& each : some) each = random() % trial.size();
            act(trial, some, round);
        }
        print(what, trial);
    }
}

} // namespace

TEST_CASE("extend: what one more article changes is what a whole merge says") {
    with_each("one more:", [](Trial& trial, std::size_t i) { trial.add({i}); });
}

TEST_CASE("extend: so do a few") {
    with_some("a few more:", [](Trial& trial, const auto& some, std::size_t) { trial.add(some); });
}

TEST_CASE("extend: what one article less changes is what a whole merge of the rest says") {
    with_each("one less:", [](Trial& trial, std::size_t i) { trial.remove({i}); });
}

TEST_CASE("extend: so do a few less, and some more for one less") {
    with_some("a few less:", [](Trial& trial, const auto& some, std::size_t round) {
        round % 2 == 0 ? trial.remove(some) : trial.exchange(some);
    });
}

TEST_CASE("extend: districts with more or less around them, regions and bodies in several forms") {
    for (std::uint32_t seed = 1; seed <= rounds(3, 32); ++seed) {
        const std::size_t count = seed % 8 == 0 ? 800 : seed % 3 == 0 ? 24 : seed % 3 == 1 ? 60 : 160;
        Trial trial(testing::generated_facts(200 + seed, count, testing::Surroundings::told));
        for (std::size_t i = 0; i < trial.size(); i += rounds(trial.size() / 12, 2 + trial.size() / 20)) {
            trial.add({i});
            trial.remove({i});
            trial.exchange({i, (i + 7) % trial.size(), (i + 11) % trial.size()});
        }
        print("surroundings:", trial);
        check_certain(trial);
    }
}

TEST_CASE("extend: people most of whose names are alike in one office") {
    for (std::uint32_t seed = 1; seed <= rounds(2, 20); ++seed) {
        const std::size_t count = seed % 3 == 0 ? 600 : seed % 3 == 1 ? 120 : 300;
        Trial trial(testing::generated_facts(800 + seed, count, testing::Surroundings::alike));
        for (std::size_t i = 0; i < trial.size(); i += rounds(trial.size() / 12, 3)) {
            trial.add({i});
            trial.remove({i});
        }
        print("alike:", trial);
        check_certain(trial);
    }
}

TEST_CASE("extend: people alike in name, some of them told by many articles") {
    for (std::uint32_t seed = 1; seed <= rounds(2, 16); ++seed) {
        auto facts = testing::generated_facts(850 + seed, 140, testing::Surroundings::alike);
        for (std::size_t i = 0; i < 8; ++i)
            for (int copy = 0; copy < 40; ++copy) {
                facts.push_back(facts[i]);
                facts.back().article.id += "x" + std::to_string(copy);
                facts.back().article.sha256 += "x" + std::to_string(copy);
            }
        Trial trial(facts);
        for (std::size_t i = 0; i < 140; i += rounds(12, 1)) {
            trial.add({i});
            trial.remove({i});
        }
        print("alike, often told:", trial);
        check_certain(trial, 4); // crowds of events with one key have much read again
    }
}

TEST_CASE("extend: a few people who meet again and again, each in a hundred events and more") {
    for (std::uint32_t seed = 1; seed <= rounds(2, 10); ++seed) {
        const auto surroundings =
            seed % 2 == 0 ? testing::Surroundings::outright : testing::Surroundings::left_out;
        Trial trial(testing::generated_facts(300 + seed, 300, surroundings, seed % 2 == 0 ? 50 : 150));
        for (std::size_t i = 0; i < trial.size(); i += rounds(60, 3)) {
            trial.add({i});
            trial.remove({i});
        }
        print("crowds:", trial);
        check_certain(trial);
    }
}

TEST_CASE("extend: a few events that articles tell again and again, mostly alike") {
    for (std::uint32_t seed = 1; seed <= rounds(3, 15); ++seed) {
        const std::size_t count = seed % 3 == 0 ? 60 : seed % 3 == 1 ? 300 : 450;
        Trial trial(testing::generated_facts(900 + seed, count, testing::Surroundings::retold, 60));
        for (std::size_t i = 0; i < trial.size(); i += rounds(trial.size() / 12, 7)) {
            trial.add({i});
            trial.remove({i});
            trial.exchange({i, (i + 7) % trial.size(), (i + 11) % trial.size()});
        }
        print("retold:", trial);
        check_certain(trial, 4); // a new telling of one event has a large part of all read again
    }
}

namespace {

/// Worlds of visits, of three sizes.
Trial following_visits(std::uint32_t seed) {
    const std::size_t count = seed % 3 == 0 ? 400 : seed % 3 == 1 ? 90 : 200;
    return Trial(testing::generated_facts(970 + seed, count, testing::Surroundings::following,
                                          seed % 2 == 0 ? 60 : 120));
}

void exchange_three(Trial& trial, std::size_t first) {
    trial.exchange({first, (first + 7) % trial.size(), (first + 11) % trial.size()});
}

} // namespace

TEST_CASE("extend: visits that follow one another without a gap") {
    for (std::uint32_t seed = 1; seed <= rounds(2, 40); ++seed) {
        Trial trial = following_visits(seed);
        for (std::size_t i = 0; i < trial.size(); i += rounds(trial.size() / 12, 3)) {
            trial.add({i});
            trial.remove({i});
            exchange_three(trial, i);
        }
        print("following:", trial);
        check_certain(trial, 4);
    }
}

TEST_CASE("extend: visits that follow one another, where long runs found faults") {
    const std::pair<std::uint32_t, std::size_t> found[] = {
        {2, 87}, // an event that articles come to gets its year from a visit that changes
        {6, 78}, // two articles each tell one of those who take part so that it is known who it is
    };
    for (const auto& [seed, first] : found) {
        Trial trial = following_visits(seed);
        exchange_three(trial, first);
        check_certain(trial);
    }
}

TEST_CASE("extend: a damaged index says nothing, or what a whole one says") {
    std::vector<Digest> base = digests_of(testing::generated_facts(7, 120));
    const Digest added = std::move(base.back());
    base.pop_back();
    const Digest* const one = &added;
    std::string index;
    const FrozenMerge merged = merge_frozen(base, {}, &index);
    const FetchDigest fetch = [&](std::string_view id) {
        const auto found =
            std::find_if(base.begin(), base.end(), [&](const Digest& each) { return each.id == id; });
        return found == base.end() ? nullptr : &*found;
    };
    const auto extended = [&](const std::string& bytes) {
        return extend(merged.graph, std::as_bytes(std::span(bytes)), {}, {{&one, 1}}, fetch);
    };
    const Extension whole = extended(index);
    INFO(name_of(whole.unsure) << " " << whole.about);
    REQUIRE(whole.change);
    const std::vector<std::string> wanted = lines_of(apply(merged.graph, *whole.change));
    std::mt19937 random(20251107);
    std::size_t refused = 0;
    for (std::size_t trial = 0; trial < rounds(100, 2000); ++trial) {
        std::string bytes = index;
        bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
        if (trial % 10 == 0) bytes.resize(random() % bytes.size());
        const Extension extension = extended(bytes);
        if (extension.change) CHECK((lines_of(apply(merged.graph, *extension.change)) == wanted));
        refused += extension.unsure == Unsure::index ? 1 : 0;
    }
    CHECK(refused > 10);
}

namespace {

std::vector<Facts> facts_of(const std::filesystem::path& file) {
    std::vector<Facts> all;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (auto facts = facts_from_json(line)) all.push_back(std::move(*facts));
    return all;
}

} // namespace

TEST_CASE("extend: a name that parts from and joins one of many articles") {
    auto facts = facts_of(BANGGIAO_SOURCE_DIR "/tests/graph/merge/names_alike_of_two_offices.jsonl");
    for (int i = 0; i < 90; ++i) { // the last is of the name told most often
        facts.push_back(facts.back());
        facts.back().article.id = "c" + std::to_string(i);
        facts.back().article.sha256 = "made up " + std::to_string(i);
    }
    Trial trial(facts);
    for (std::size_t i = 0; i < 3; ++i) {
        trial.add({i});
        trial.remove({i});
    }
    CHECK(trial.reasons() == std::map<std::string, std::size_t>{{"nothing", 6}});
}

TEST_CASE("extend: the cases of the merge, each article left out in turn") {
    std::map<std::string, std::size_t> reasons;
    for (const auto& entry : std::filesystem::directory_iterator(BANGGIAO_SOURCE_DIR "/tests/graph/merge")) {
        if (entry.path().extension() != ".jsonl") continue;
        INFO(entry.path().filename());
        Trial trial(facts_of(entry.path()));
        for (std::size_t i = 0; i < trial.size(); ++i) {
            trial.add({i});
            trial.remove({i});
        }
        for (const auto& [reason, count] : trial.reasons()) reasons[reason] += count;
    }
    std::string line = "cases, one more and one less:";
    for (const auto& [reason, count] : reasons) line += " " + reason + " " + std::to_string(count);
    std::cout << line << '\n';
    CHECK(reasons["nothing"] > 350);
}

TEST_CASE("extend: real facts") {
    const char* file = std::getenv("BANGGIAO_FACTS");
    if (!file) {
        WARN("SKIPPED: BANGGIAO_FACTS names no file of facts");
        return;
    }
    const std::vector<Facts> all = facts_of(file);
    Trial trial(all);
    for (std::size_t i = 0; i < trial.size(); ++i) trial.add({i});
    print("real, one more:", trial);
    check_certain(trial);
    Trial less(all);
    for (std::size_t i = 0; i < less.size(); ++i) less.remove({i});
    print("real, one less:", less);
    check_certain(less);
}
