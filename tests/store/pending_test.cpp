// A graph that is behind by a few articles is handed out with what they change; with it, it is the graph that
// a whole merge makes, notes too. Without its index, or where it is not certain, all is merged.
#include "sql.h"
#include "told_graph.h"

#include <generated_facts.h>

#include <catch2/catch.hpp>

#include <random>

namespace banggiao {

using namespace tests;

TEST_CASE("articles added after the graph was made are told as its change", "[store]") {
    const std::vector<Facts> facts = testing::generated_facts(11, 90);
    const std::span<const Facts> all(facts);
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    std::size_t by_change = 0;
    REQUIRE(put(path, all.first(70)));
    REQUIRE(load_graph(path).ok());
    for (std::size_t count = 71; count <= all.size(); ++count) {
        REQUIRE(put(path, all.subspan(count - 1, 1)));
        const std::string before = file_bytes(path + "-graph");
        const auto loaded = load_graph(path, Freshness::by_change);
        REQUIRE(loaded.ok());
        CHECK(loaded->revision == static_cast<std::int64_t>(count) - 69);
        CHECK((text_of(*loaded) == whole_text(all.first(count))));
        CHECK((file_bytes(path + "-graph") == before) == (loaded->change != nullptr));
        by_change += loaded->change ? 1 : 0;
    }
    CHECK(by_change > 8);
}

TEST_CASE("articles removed and replaced after the graph was made are told as its change", "[store]") {
    std::vector<Facts> facts = testing::generated_facts(14, 90);
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put(path, facts));
    REQUIRE(load_graph(path).ok());
    std::size_t by_change = 0;
    for (int step = 0; step < 24; ++step) {
        const std::size_t number = static_cast<std::size_t>(step) * 7 % facts.size();
        auto store = Store::open(path, Store::Mode::write);
        REQUIRE(store.ok());
        if (step % 3 == 2) {
            facts[number].article.title = "Bản sửa " + std::to_string(step);
            if (!facts[number].edges.empty()) facts[number].edges.pop_back();
            REQUIRE(store->put(facts[number]).value() == Outcome::changed);
        } else {
            REQUIRE(store->remove(facts[number].article.id).value());
            facts.erase(facts.begin() + static_cast<std::ptrdiff_t>(number));
        }
        REQUIRE(store->commit());
        const auto loaded = load_graph(path, Freshness::by_change);
        REQUIRE(loaded.ok());
        INFO("step " << step);
        CHECK((text_of(*loaded) == whole_text(facts)));
        by_change += loaded->change ? 1 : 0;
        if (step % 8 == 7) REQUIRE(rebuild_graph(*store));
    }
    CHECK(by_change > 8);
}

TEST_CASE("each of many articles that wait is found out beside those before it", "[store]") {
    std::vector<Facts> facts = testing::generated_facts(16, 120);
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    std::vector<bool> is_in(facts.size(), true);
    REQUIRE(put(path, facts));
    REQUIRE(load_graph(path).ok());
    std::mt19937 random(20261122);
    std::size_t longest = 0, waiting = 0;
    for (int step = 1; step <= 280; ++step) {
        const std::size_t number = random() % facts.size();
        auto store = Store::open(path, Store::Mode::write);
        REQUIRE(store.ok());
        if (is_in[number])
            REQUIRE(store->remove(facts[number].article.id).value());
        else
            REQUIRE(store->put(facts[number]).ok());
        is_in[number] = !is_in[number];
        REQUIRE(store->commit());
        const auto loaded = load_graph(path, Freshness::by_change);
        REQUIRE(loaded.ok());
        waiting = loaded->change ? waiting + 1 : 0;
        longest = std::max(longest, waiting);
        const bool is_due = waiting >= 48;
        CHECK(is_refresh_due(path) == is_due);
        if (step % 40 != 0) continue;
        std::vector<Facts> now;
        for (std::size_t i = 0; i < facts.size(); ++i)
            if (is_in[i]) now.push_back(facts[i]);
        INFO("step " << step << ", " << waiting << " waiting");
        CHECK((text_of(*loaded) == whole_text(now)));
        CHECK(store->check().value() == std::vector<std::string>());
    }
    CHECK(longest > 256);
}

TEST_CASE("a refresh works what waits into the graph", "[store]") {
    std::vector<Facts> facts = testing::generated_facts(16, 120);
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put(path, facts));
    REQUIRE(load_graph(path).ok());
    CHECK(refresh_graph(path).value() == Refreshed::nothing_waits);
    for (int step = 0; step < 12; ++step) {
        auto store = Store::open(path, Store::Mode::write);
        REQUIRE(store->remove(facts.back().article.id).value());
        facts.pop_back();
        REQUIRE(store->commit());
        REQUIRE(update_graph(*store));
    }
    const std::string before = text_of(load_graph(path, Freshness::by_change).value());
    CHECK(refresh_graph(path).value() == Refreshed::made_anew);
    const auto loaded = load_graph(path, Freshness::by_change);
    REQUIRE(loaded.ok());
    CHECK((text_of(*loaded) == before));
    CHECK((text_of(*loaded) == whole_text(facts)));
    CHECK((!loaded->change || loaded->change->empty()));
    CHECK(Store::open(path, Store::Mode::read)->check().value() == std::vector<std::string>());
    CHECK(refresh_graph(path).value() == Refreshed::nothing_waits);
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path())) {
        INFO(entry.path().string());
        CHECK(entry.path().string().find(".new-") == std::string::npos);
        CHECK_FALSE(entry.path().string().ends_with("-refresh"));
    }
}

TEST_CASE("an article that is back as it was changes nothing", "[store]") {
    const std::vector<Facts> facts = testing::generated_facts(15, 40);
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put(path, facts));
    REQUIRE(load_graph(path).ok());
    for (int round = 0; round < 3; ++round) {
        auto store = Store::open(path, Store::Mode::write);
        REQUIRE(store->remove(facts[7].article.id).value());
        REQUIRE(store->commit());
        REQUIRE(store->put(facts[7]).value() == Outcome::added);
        REQUIRE(store->commit());
        const auto loaded = load_graph(path, Freshness::by_change);
        REQUIRE(loaded.ok());
        REQUIRE(loaded->change);
        CHECK(loaded->change->empty());
        CHECK((text_of(*loaded) == whole_text(facts)));
    }
}

TEST_CASE("only articles that are not as they were count as changed", "[store]") {
    const std::vector<Facts> facts = testing::generated_facts(15, 140);
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put(path, facts));
    REQUIRE(load_graph(path).ok());
    auto store = Store::open(path, Store::Mode::write);
    const auto changes = [&](bool back, std::size_t count) {
        for (std::size_t number = 0; number < count; ++number) {
            REQUIRE(store->remove(facts[number].article.id).value());
            REQUIRE(store->commit());
            if (!back) continue;
            REQUIRE(store->put(facts[number]).value() == Outcome::added);
            REQUIRE(store->commit());
        }
        return load_graph(path, Freshness::by_change).value();
    };
    const LoadedGraph as_before = changes(true, 100); // more than are worked in one by one
    REQUIRE(as_before.change);
    CHECK(as_before.change->empty());
    const LoadedGraph merged = changes(false, 100);
    CHECK_FALSE(merged.change);
    CHECK((text_of(merged) == whole_text(std::span<const Facts>(facts).subspan(100))));
}

TEST_CASE("the graph of a later revision is none of a store put back from a copy", "[store]") {
    const std::vector<Facts> facts = testing::generated_facts(13, 50);
    const std::span<const Facts> all(facts);
    const std::size_t added_since = GENERATE(1U, 4U, 5U, 8U); // fewer, as many and more than were lost
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg", copy = folder / "copy.kg";
    REQUIRE(put(path, all.first(30)));
    std::filesystem::copy_file(path, copy);
    for (std::size_t number = 30; number < 34; ++number) REQUIRE(put(path, all.subspan(number, 1)));
    REQUIRE(load_graph(path).ok());
    for (const char* const suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
    std::filesystem::copy_file(copy, path);
    std::vector<Facts> kept(facts.begin(), facts.begin() + 30);
    for (std::size_t number = 34; number < 34 + added_since; ++number) {
        REQUIRE(put(path, all.subspan(number, 1)));
        kept.push_back(facts[number]);
    }
    CHECK((text_of(load_graph(path, Freshness::by_change).value()) == whole_text(kept)));
    REQUIRE(update_graph(Store::open(path, Store::Mode::read).value()));
    CHECK((text_of(load_graph(path, Freshness::by_change).value()) == whole_text(kept)));
}

TEST_CASE("what is not certain to be a small change is merged", "[store]") {
    const std::vector<Facts> facts = testing::generated_facts(12, 80);
    const std::span<const Facts> all(facts);
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put(path, all.first(60)));
    REQUIRE(load_graph(path).ok());
    const auto is_merged = [&](std::span<const Facts> now) {
        const auto loaded = load_graph(path, Freshness::by_change);
        REQUIRE(loaded.ok());
        CHECK_FALSE(loaded->change);
        CHECK((text_of(*loaded) == whole_text(now)));
    };
    auto store = Store::open(path, Store::Mode::write);
    REQUIRE(store->remove(facts.front().article.id).value());
    REQUIRE(store->commit());
    run_sql(path, "UPDATE former SET bytes = x'01'"); // how the article was is not known
    is_merged(all.subspan(1, 59));
    REQUIRE(store->put(facts[60]).ok());
    REQUIRE(store->commit());
    for (const char* const bytes : {"", "an index of another kind, long enough to be read as one"}) {
        write_bytes(path + "-index", bytes); // its index is damaged
        CHECK_FALSE(store->check()->empty());
        is_merged(all.subspan(1, 60));
    }
    REQUIRE(store->put(facts[61]).ok());
    REQUIRE(store->judge({Judgement::Kind::same, "official/a", "official/b", ""}).ok());
    REQUIRE(store->commit());
    is_merged(all.subspan(1, 61)); // a judgement came
}

TEST_CASE("a change is kept until the graph or what is pending is another", "[store]") {
    const std::vector<Facts> facts = testing::generated_facts(11, 90);
    const std::span<const Facts> all(facts);
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg", kept = path + "-change";
    std::size_t count = 70;
    REQUIRE(put(path, all.first(count)));
    REQUIRE(load_graph(path).ok());
    CHECK_FALSE(std::filesystem::exists(kept));
    do { // up to an article whose change is certain
        REQUIRE(count < all.size());
        REQUIRE(put(path, all.subspan(count++, 1)));
        REQUIRE(update_graph(Store::open(path, Store::Mode::read).value()));
    } while (!std::filesystem::exists(kept));
    const std::string whole = whole_text(all.first(count)), bytes = file_bytes(kept);
    const auto text = [&] {
        const auto loaded = load_graph(path, Freshness::by_change);
        REQUIRE(loaded.ok());
        return std::pair(loaded->change != nullptr, text_of(*loaded));
    };
    SECTION("it is read, not found out again") {
        write_bytes(path + "-index", "none");
        CHECK((text() == std::pair(true, whole)));
        CHECK((file_bytes(kept) == bytes));
    }
    SECTION("a check reads it, and the index") {
        const auto faults = [&] {
            const auto found = Store::open(path, Store::Mode::read)->check();
            REQUIRE(found.ok());
            return found->size();
        };
        CHECK(faults() == 0);
        for (const std::string& file : {kept, path + "-index"}) {
            const std::string sound = file_bytes(file);
            for (std::size_t at = sound.size() / 2; at < sound.size(); at += sound.size() / 9) {
                std::string damaged = sound;
                damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
                write_bytes(file, damaged);
                CHECK(faults() == 1);
            }
            write_bytes(file, sound);
        }
        CHECK(faults() == 0);
    }
    SECTION("a damaged one is made again") {
        for (std::size_t at = 0; at < bytes.size(); at += bytes.size() / 40) {
            std::string damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
            write_bytes(kept, at % 2 == 0 ? damaged : bytes.substr(0, at));
            CHECK((text() == std::pair(true, whole)));
            // Bytes that only who finds out more reads stay as they are until then.
            const std::string now = file_bytes(kept);
            CHECK((now == bytes || (now == damaged && at % 2 == 0)));
        }
        write_bytes(kept, bytes.substr(0, bytes.size() / 2));
        CHECK((text() == std::pair(true, whole)));
        CHECK((file_bytes(kept) == bytes));
    }
    SECTION("one whose part of the index is damaged is not followed") {
        std::string damaged = bytes;
        damaged.back() = static_cast<char>(damaged.back() ^ 0x10);
        write_bytes(kept, damaged);
        CHECK((text() == std::pair(true, whole)));
        REQUIRE(put(path, all.subspan(count, 1)));
        CHECK((text().second == whole_text(all.first(count + 1))));
    }
    SECTION("other words under the same id have another") {
        const std::string id = all[count - 1].article.id;
        auto store = Store::open(path, Store::Mode::write);
        Facts other = testing::generated_facts(12, 91).back();
        other.article.id = id;
        REQUIRE(store->put(other).ok());
        REQUIRE(store->commit());
        std::vector<Facts> now(facts.begin(), facts.begin() + static_cast<std::ptrdiff_t>(count) - 1);
        now.push_back(other);
        CHECK((text().second == whole_text(now)));
    }
    SECTION("a graph of all has none") {
        REQUIRE(load_graph(path).ok());
        CHECK_FALSE(std::filesystem::exists(kept));
        CHECK((text() == std::pair(false, whole)));
    }
}

} // namespace banggiao
