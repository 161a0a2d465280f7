// Several processes import into one new path at one moment, or one imports and one builds: whatever they end
// with, the store is sound, and who was told that it worked was there. Or one adds, one removes and one
// reads: each reader is told of a moment that there was. BANGGIAO_KILL_TRIALS=2000 for more.
#include "imports.h"
#include "told_graph.h"

#include <generated_facts.h>

#include <catch2/catch.hpp>

#include <functional>
#include <sys/wait.h>
#include <unistd.h>

namespace banggiao {

namespace {

using namespace tests;

/// A child for each piece of work, all let go at once; whether each succeeded.
std::vector<bool> race(const std::vector<std::function<bool()>>& works) {
    int gate[2];
    REQUIRE(pipe(gate) == 0);
    std::vector<pid_t> children;
    for (const auto& work : works) {
        children.push_back(fork());
        if (children.back() != 0) continue;
        close(gate[1]);
        char byte = 0;
        static_cast<void>(read(gate[0], &byte, 1)); // ends when the parent closes the gate
        _exit(work() ? 0 : 1);
    }
    close(gate[0]);
    close(gate[1]);
    std::vector<bool> succeeded;
    for (const pid_t child : children) {
        int status = 0;
        waitpid(child, &status, 0);
        REQUIRE(WIFEXITED(status));
        succeeded.push_back(WEXITSTATUS(status) == 0);
    }
    return succeeded;
}

int rounds() {
    const char* const wanted = std::getenv("BANGGIAO_KILL_TRIALS");
    return wanted ? std::atoi(wanted) : 50;
}

} // namespace

TEST_CASE("imports into one new path at one moment leave the graph of one of them") {
    const TemporaryFolder sources;
    constexpr std::size_t racers = 3;
    for (std::size_t nodes = 1; nodes <= racers; ++nodes) write_nodes(sources, nodes);
    for (int round = 0; round < rounds(); ++round) {
        INFO("round " << round);
        const TemporaryFolder folder;
        const std::string path = folder / "roads.kg";
        std::vector<std::function<bool()>> works;
        for (std::size_t nodes = 1; nodes <= racers; ++nodes)
            works.emplace_back([&, nodes] { return import_csv(path, import_of(sources, nodes)).ok(); });
        const std::vector<bool> succeeded = race(works);
        CHECK(succeeded == std::vector<bool>(racers, true));
        const std::size_t found = node_count(path);
        CHECK((found >= 1 && found <= racers));
    }
}

TEST_CASE("an import and a build into one new path at one moment leave the one or the other") {
    const TemporaryFolder sources;
    write_nodes(sources, 1);
    for (int round = 0; round < rounds(); ++round) {
        INFO("round " << round);
        const TemporaryFolder folder;
        const std::string path = folder / "news.kg";
        const std::vector<bool> succeeded =
            race({[&] { return import_csv(path, import_of(sources, 1)).ok(); },
                  [&] { return put_articles(path, 0, 2).ok() && load_graph(path).ok(); }});
        const auto store = Store::open(path, Store::Mode::read);
        REQUIRE(store.ok());
        CHECK(succeeded == std::vector<bool>{store->is_imported(), !store->is_imported()});
        if (store->is_imported()) {
            CHECK(node_count(path) == 1);
        } else {
            CHECK(article_count(path) == 2);
            REQUIRE(load_graph(path).ok());
            CHECK(store->check().value() == std::vector<std::string>());
        }
    }
}

TEST_CASE("an article that comes, one that goes and readers at one moment") {
    std::vector<Facts> facts = testing::generated_facts(14, 30);
    const Facts coming = std::move(facts.back());
    facts.pop_back();
    const Facts going = facts[7];
    const auto told = [&](bool came, bool went) {
        std::vector<Facts> all = facts;
        if (went) all.erase(all.begin() + 7);
        if (came) all.push_back(coming);
        return whole_text(all);
    };
    const std::string moments[] = {told(false, false), told(true, false), told(false, true),
                                   told(true, true)};
    for (int round = 0; round < rounds(); ++round) {
        INFO("round " << round);
        const TemporaryFolder folder;
        const std::string path = folder / "news.kg";
        REQUIRE(put(path, facts));
        REQUIRE(load_graph(path).ok());
        const auto change = [&](const auto& act) {
            auto store = Store::open(path, Store::Mode::write);
            return store && act(*store) && store->commit() && update_graph(*store);
        };
        const auto look = [&] {
            const auto loaded = load_graph(path, Freshness::by_change);
            return loaded && std::count(std::begin(moments), std::end(moments), text_of(*loaded)) == 1;
        };
        const auto look_often = [&] { return look() && look() && look(); };
        CHECK(race({[&] { return change([&](Store& store) { return store.put(coming).ok(); }); },
                    [&] { return change([&](Store& store) { return store.remove(going.article.id).ok(); }); },
                    look_often, look_often}) == std::vector<bool>(4, true));
        CHECK((text_of(load_graph(path, Freshness::by_change).value()) == moments[3]));
        CHECK(Store::open(path, Store::Mode::read)->check().value() == std::vector<std::string>());
    }
}

TEST_CASE("refreshes beside one who adds and removes, and readers") {
    const std::vector<Facts> facts = testing::generated_facts(14, 60);
    constexpr std::size_t known = 48;
    std::vector<Facts> now(facts.begin(), facts.begin() + known);
    std::vector<std::string> moments{whole_text(now)};
    for (std::size_t i = known; i < facts.size(); ++i) {
        now.push_back(facts[i]);
        moments.push_back(whole_text(now));
        now.erase(now.begin());
        moments.push_back(whole_text(now));
    }
    for (int round = 0; round < rounds() / 5; ++round) {
        INFO("round " << round);
        const TemporaryFolder folder;
        const std::string path = folder / "news.kg";
        REQUIRE(put(path, std::span(facts).first(known)));
        REQUIRE(load_graph(path).ok());
        const auto change = [&](const auto& act) {
            auto store = Store::open(path, Store::Mode::write);
            return store && act(*store) && store->commit() && update_graph(*store);
        };
        const auto change_all = [&] {
            for (std::size_t i = known; i < facts.size(); ++i)
                if (!change([&](Store& store) { return store.put(facts[i]).ok(); }) ||
                    !change([&](Store& store) { return store.remove(facts[i - known].article.id).ok(); }))
                    return false;
            return true;
        };
        const auto refresh = [&] {
            for (int times = 0; times < 6; ++times) {
                const auto done = refresh_graph(path);
                if (!done && done.error().kind != ErrorKind::conflict) return false;
            }
            return true;
        };
        const auto look = [&] {
            for (int times = 0; times < 8; ++times) {
                const auto loaded = load_graph(path, Freshness::by_change);
                if (!loaded || std::count(moments.begin(), moments.end(), text_of(*loaded)) == 0)
                    return false;
            }
            return true;
        };
        CHECK(race({change_all, refresh, look, look, refresh}) == std::vector<bool>(5, true));
        CHECK((text_of(load_graph(path, Freshness::by_change).value()) == moments.back()));
        CHECK((text_of(load_graph(path).value()) == moments.back()));
        CHECK(Store::open(path, Store::Mode::read)->check().value() == std::vector<std::string>());
    }
}

} // namespace banggiao
