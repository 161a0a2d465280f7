// The store keeps what it acknowledged, tells a second writer, leaves readers their snapshot, and refuses
// files that are not its own, newer ones, full disks and damage with errors that name a remedy.
#include "articles.h"
#include "sql.h"

#include <banggiao/graph/merge.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

namespace banggiao {

namespace {

using namespace tests;

ErrorKind kind_of_opening(const std::string& path, Store::Mode mode = Store::Mode::read) {
    const auto store = Store::open(path, mode);
    REQUIRE_FALSE(store.ok());
    CHECK_FALSE(store.error().remedy.empty());
    CHECK(store.error().place == path);
    return store.error().kind;
}

} // namespace

TEST_CASE("articles go in, are listed, changed and taken out", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    {
        auto store = Store::open(path, Store::Mode::create_or_write);
        REQUIRE(store.ok());
        CHECK(store->put(article_facts(2)).value() == Outcome::added);
        CHECK(store->put(article_facts(1)).value() == Outcome::added);
        CHECK(store->put(article_facts(1)).value() == Outcome::unchanged);
        CHECK(store->put(article_facts(1, 5)).value() == Outcome::changed);
        REQUIRE(store->commit());
        CHECK(store->revision().value() == 1);
        CHECK(store->put(article_facts(2)).value() == Outcome::unchanged);
        REQUIRE(store->commit());
        CHECK(store->revision().value() == 1);
        CHECK_FALSE(store->remove("article-3").value());
        CHECK(store->remove("article-2").value());
        CHECK(store->put(article_facts(9)).value() == Outcome::added); // never committed
    }
    const auto store = Store::open(path, Store::Mode::read);
    REQUIRE(store.ok());
    const auto articles = store->articles().value();
    REQUIRE(articles.size() == 2);
    CHECK(articles[0].id == "article-1");
    CHECK(articles[0].extractor == "test 1");
    CHECK(articles[0].published == "2024-02-15");
    CHECK(to_json(*store->facts("article-1").value()) == to_json(article_facts(1, 5)));
    CHECK_FALSE(store->facts("article-9").value());
    CHECK(store->check().value().empty());
}

TEST_CASE("judgements are kept, sorted, once each, and taken back", "[store]") {
    const TemporaryFolder folder;
    const Judgement same{Judgement::Kind::same, "official/a", "official/b", ""};
    const Judgement reject{Judgement::Kind::reject, "official/a", "event/x", "ATTENDED"};
    auto store = Store::open(folder / "news.kg", Store::Mode::create_or_write);
    CHECK(store->judge(reject).value());
    CHECK(store->judge(same).value());
    CHECK_FALSE(store->judge(same).value());
    REQUIRE(store->commit());
    CHECK(store->judgements().value() == std::vector<Judgement>{same, reject});
    CHECK(store->judge(same, false).value());
    CHECK_FALSE(store->judge(same, false).value());
    REQUIRE(store->commit());
    CHECK(store->judgements().value() == std::vector<Judgement>{reject});
    CHECK(store->revision().value() == 2);
}

TEST_CASE("facts that contradict themselves are refused, the rest goes on", "[store]") {
    const TemporaryFolder folder;
    auto store = Store::open(folder / "news.kg", Store::Mode::create_or_write);
    Facts broken = article_facts(1);
    broken.edges[0].to = "n9";
    const auto outcome = store->put(broken);
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().kind == ErrorKind::malformed);
    CHECK(outcome.error().place == "article-1");
    CHECK(store->put(article_facts(2)).ok());
    REQUIRE(store->commit());
    CHECK(store->articles().value().size() == 1);
}

TEST_CASE("a store opened for reading takes nothing", "[store]") {
    const TemporaryFolder folder;
    REQUIRE(put_articles(folder / "news.kg", 0, 1));
    auto store = Store::open(folder / "news.kg", Store::Mode::read);
    CHECK(store->put(article_facts(1)).error().kind == ErrorKind::invalid_argument);
    CHECK(store->remove("article-0").error().kind == ErrorKind::invalid_argument);
}

TEST_CASE("files that are no store, of a newer version or missing are refused", "[store]") {
    const TemporaryFolder folder;
    CHECK(kind_of_opening(folder / "none.kg") == ErrorKind::not_found);
    CHECK(kind_of_opening(folder / "none.kg", Store::Mode::write) == ErrorKind::not_found);
    CHECK(kind_of_opening(folder / "no-folder/new.kg", Store::Mode::create_or_write) ==
          ErrorKind::unreadable);

    const std::pair<const char*, std::string> foreign[] = {
        {"empty.kg", ""}, {"text.kg", "Bộ Ngoại giao\n"}, {"long.kg", std::string(9000, 'x')}};
    for (const auto& [name, bytes] : foreign) {
        write_bytes(folder / name, bytes);
        for (const Store::Mode mode : {Store::Mode::read, Store::Mode::write, Store::Mode::create_or_write})
            CHECK(kind_of_opening(folder / name, mode) == ErrorKind::malformed);
        CHECK(file_bytes(folder / name) == bytes);
    }
    run_sql(folder / "other.kg", "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
    CHECK(kind_of_opening(folder / "other.kg") == ErrorKind::malformed);

    REQUIRE(put_articles(folder / "robbed.kg", 0, 2));
    run_sql(folder / "robbed.kg", "DROP TABLE meta");
    CHECK(kind_of_opening(folder / "robbed.kg") == ErrorKind::damaged);
    REQUIRE(put_articles(folder / "newer.kg", 0, 2));
    run_sql(folder / "newer.kg", "PRAGMA user_version = 1000");
    CHECK(kind_of_opening(folder / "newer.kg") == ErrorKind::unsupported);
    CHECK(kind_of_opening(folder / "newer.kg", Store::Mode::write) == ErrorKind::unsupported);
}

TEST_CASE("a store made before there were digests is read, and gets them when it is written", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "old.kg";
    REQUIRE(put_articles(path, 0, 20));
    run_sql(path, "DROP TABLE digests");
    run_sql(path, "DROP TABLE changes");
    run_sql(path, "DROP TABLE former");
    run_sql(path, "DROP TABLE revisions");
    run_sql(path, "PRAGMA user_version = 1");
    const auto graph_of = [&](int articles) { return freeze(merge(facts_of(0, articles)).graph); };
    CHECK(std::ranges::equal(load_graph(path)->graph.bytes(), graph_of(20).bytes()));
    CHECK(Store::open(path, Store::Mode::read)->check().value() == std::vector<std::string>());
    {
        auto store = Store::open(path, Store::Mode::write);
        REQUIRE(store.ok());
        REQUIRE(store->put(article_facts(20)).ok());
        REQUIRE(store->commit());
        REQUIRE(update_graph(*store));
    }
    CHECK(std::ranges::equal(load_graph(path)->graph.bytes(), graph_of(21).bytes()));
    CHECK(Store::open(path, Store::Mode::read)->check().value() == std::vector<std::string>());
}

TEST_CASE("digests that are lost, damaged or another article's change no graph", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put_articles(path, 0, 30));
    const FrozenGraph wanted = freeze(merge(facts_of(0, 30)).graph);
    for (const char* damage : {"DELETE FROM digests WHERE id LIKE '%1'", "UPDATE digests SET bytes = x'01'",
                               "UPDATE digests SET bytes = zeroblob(500) WHERE id > 'article-2'",
                               "UPDATE digests SET bytes = (SELECT max(bytes) FROM digests)"}) {
        INFO(damage);
        run_sql(path, damage);
        std::filesystem::remove(path + "-graph");
        CHECK(std::ranges::equal(load_graph(path)->graph.bytes(), wanted.bytes()));
    }
    CHECK_FALSE(Store::open(path, Store::Mode::read)->check()->empty());
    auto store = Store::open(path, Store::Mode::write);
    REQUIRE(store->commit());
    REQUIRE(rebuild_graph(*store));
    CHECK(store->check().value() == std::vector<std::string>());
}

TEST_CASE("a second writer is told soon, and may write after the first commit", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    auto first = Store::open(path, Store::Mode::create_or_write);
    REQUIRE(first->put(article_facts(1)).ok());
    CHECK(kind_of_opening(path, Store::Mode::write) == ErrorKind::storage);
    REQUIRE(first->commit());
    auto second = Store::open(path, Store::Mode::write);
    REQUIRE(second.ok());
    CHECK(first->put(article_facts(2)).error().kind == ErrorKind::storage);
    REQUIRE(second->put(article_facts(3)).ok());
    REQUIRE(second->commit());
    CHECK(first->put(article_facts(2)).ok());
    REQUIRE(first->commit());
    CHECK(article_count(path) == 3);
}

TEST_CASE("a reader keeps its snapshot beside a writer and blocks nobody", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put_articles(path, 0, 3));
    const auto reader = Store::open(path, Store::Mode::read);
    REQUIRE(put_articles(path, 3, 8));
    CHECK(reader->articles().value().size() == 3);
    CHECK(reader->revision().value() == 1);
    CHECK(article_count(path) == 8);
}

TEST_CASE("what a reader has seen is in the store's own file once the writer is gone", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg", copy = folder / "copy.kg";
    {
        auto store = Store::open(path, Store::Mode::create_or_write);
        REQUIRE(store->put(article_facts(1)).ok());
        REQUIRE(store->commit().ok());
    }
    auto writer = std::optional(Store::open(path, Store::Mode::write));
    REQUIRE((*writer)->put(article_facts(2)).ok());
    REQUIRE((*writer)->commit().ok());
    const auto reader = Store::open(path, Store::Mode::read);
    REQUIRE(reader->articles()->size() == 2);
    writer.reset();
    std::filesystem::copy_file(path, copy);
    CHECK(Store::open(copy, Store::Mode::read)->articles()->size() == 2);
}

TEST_CASE("a full disk fails the commit and loses nothing acknowledged", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put_articles(path, 0, 3));
    {
        const FullDisk full(300'000);
        auto store = Store::open(path, Store::Mode::write);
        REQUIRE(store.ok());
        Status status;
        for (int number = 3; number < 4000 && status; ++number)
            if (auto outcome = store->put(article_facts(number)); !outcome) status = outcome.error();
        const Status committed = store->commit();
        REQUIRE_FALSE(committed.ok());
        CHECK(committed.error().kind == ErrorKind::storage);
        CHECK_FALSE(committed.error().remedy.empty());
    }
    CHECK(article_count(path) == 3);
    REQUIRE(put_articles(path, 3, 400));
    CHECK(article_count(path) == 400);
    CHECK(Store::open(path, Store::Mode::read)->check().value().empty());
}

TEST_CASE("the graph of a store is the merge of its facts, mapped from its second opening on", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put_articles(path, 0, 30));
    const Merged merged = merge(facts_of(0, 30));
    const FrozenGraph expected = freeze(merged.graph);
    for (int opening = 0; opening < 2; ++opening) {
        const auto loaded = load_graph(path);
        REQUIRE(loaded.ok());
        CHECK(std::ranges::equal(loaded->graph.bytes(), expected.bytes()));
        CHECK(loaded->revision == 1);
        CHECK(loaded->notes.empty());
        CHECK(loaded->merge_notes()->decisions == merged.decisions);
        CHECK(loaded->merge_notes()->conflicts == merged.conflicts);
        CHECK(loaded->graph.verify());
    }
    CHECK(std::filesystem::exists(path + "-graph"));
    REQUIRE(put_articles(path, 30, 31));
    CHECK(std::ranges::equal(load_graph(path)->graph.bytes(), freeze(merge(facts_of(0, 31)).graph).bytes()));
}

TEST_CASE("a graph that was opened stays as it was when the store moves on", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put_articles(path, 0, 5));
    REQUIRE(load_graph(path).ok());
    const auto before = load_graph(path);
    const std::vector<std::byte> bytes(before->graph.bytes().begin(), before->graph.bytes().end());
    REQUIRE(put_articles(path, 5, 20));
    const auto after = load_graph(path);
    CHECK(after->revision == 2);
    CHECK(std::ranges::equal(before->graph.bytes(), bytes));
    CHECK_FALSE(std::ranges::equal(after->graph.bytes(), bytes));
}

TEST_CASE("a torn, flipped or foreign graph file is rebuilt or an error, never a wrong answer", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg", graph_path = path + "-graph";
    REQUIRE(put_articles(path, 0, 60));
    const FrozenGraph expected = freeze(merge(facts_of(0, 60)).graph);
    REQUIRE(load_graph(path).ok());
    const std::string whole = file_bytes(graph_path);
    std::mt19937 random(5);
    for (int round = 0; round < 200; ++round) {
        std::string bytes = whole;
        if (round % 4 == 0)
            bytes.resize(random() % bytes.size());
        else if (round % 4 == 1)
            bytes[random() % 200] ^= static_cast<char>(1 + random() % 255);
        else
            bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
        write_bytes(graph_path, bytes);
        const auto loaded = load_graph(path);
        REQUIRE(loaded.ok());
        const bool sound = loaded->graph.verify().ok();
        if (sound) CHECK(std::ranges::equal(loaded->graph.bytes(), expected.bytes()));
        const auto notes = loaded->merge_notes();
        if (!notes) CHECK(notes.error().kind == ErrorKind::damaged);
    }
    for (const char* const foreign : {"", "text", "SQLite format 3"}) {
        write_bytes(graph_path, foreign);
        const auto loaded = load_graph(path);
        CHECK(std::ranges::equal(loaded->graph.bytes(), expected.bytes()));
        CHECK(loaded->notes.size() == 1);
    }
}

TEST_CASE("updating makes the graph file that is missing, behind or damaged, and no other", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg", graph_path = path + "-graph";
    const auto is_made = [&](bool wanted) {
        const auto long_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours(48);
        const auto recently = long_ago + std::chrono::hours(24);
        if (std::filesystem::exists(graph_path)) std::filesystem::last_write_time(graph_path, long_ago);
        auto store = Store::open(path, Store::Mode::read);
        REQUIRE(store.ok());
        REQUIRE(update_graph(*store));
        CHECK((std::filesystem::last_write_time(graph_path) > recently) == wanted);
    };
    REQUIRE(put_articles(path, 0, 20));
    is_made(true);
    is_made(false);
    REQUIRE(put_articles(path, 20, 21));
    is_made(false); // what one more article changes is certain
    std::filesystem::remove(path + "-index");
    is_made(false); // it is kept
    std::filesystem::remove(path + "-change");
    is_made(true);
    std::string bytes = file_bytes(graph_path);
    const std::string whole = bytes;
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_bytes(graph_path, bytes);
    is_made(true);
    CHECK(file_bytes(graph_path) == whole);
}

TEST_CASE("a graph file of another store is not served", "[store]") {
    const TemporaryFolder folder;
    REQUIRE(put_articles(folder / "a.kg", 0, 5));
    REQUIRE(put_articles(folder / "b.kg", 5, 9));
    REQUIRE(load_graph(folder / "a.kg").ok());
    const auto expected = load_graph(folder / "b.kg");
    std::filesystem::copy_file(folder / "a.kg-graph", folder / "b.kg-graph",
                               std::filesystem::copy_options::overwrite_existing);
    CHECK(std::ranges::equal(load_graph(folder / "b.kg")->graph.bytes(), expected->graph.bytes()));
}

TEST_CASE("a full disk leaves the graph in memory, says so, and the old file whole", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put_articles(path, 0, 400));
    REQUIRE(load_graph(path).ok());
    const std::string before = file_bytes(path + "-graph");
    REQUIRE(put_articles(path, 400, 410));
    {
        const FullDisk full(40'000);
        const auto loaded = load_graph(path);
        REQUIRE(loaded.ok());
        CHECK(loaded->revision == 2);
        CHECK(loaded->notes.size() == 1);
        CHECK(std::ranges::equal(loaded->graph.bytes(), freeze(merge(facts_of(0, 410)).graph).bytes()));
    }
    CHECK(file_bytes(path + "-graph") == before);
    CHECK(std::distance(std::filesystem::directory_iterator(std::filesystem::path(path).parent_path()), {}) <=
          5);
}

} // namespace banggiao
