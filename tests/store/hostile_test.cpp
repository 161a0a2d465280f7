// Stores in places and states that nobody wishes: pipes, folders that take no files, flipped bytes. Each is
// an error that says what to do, or read as it was.
#include "articles.h"
#include "sql.h"

#include <banggiao/graph/merge.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <sys/stat.h>

namespace banggiao {

using namespace tests;

TEST_CASE("what is no file is no store, and keeps nobody waiting", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    const auto check_refused = [&] {
        for (const auto mode : {Store::Mode::read, Store::Mode::write, Store::Mode::create_or_write}) {
            const auto store = Store::open(path, mode);
            REQUIRE_FALSE(store.ok());
            CHECK(store.error().kind == ErrorKind::malformed);
        }
        std::filesystem::remove(path);
    };
    REQUIRE(mkfifo(path.c_str(), 0600) == 0);
    check_refused();
    std::filesystem::create_directory(path);
    check_refused();
    for (const char* const beside : {"-graph", "-index", "-change"}) {
        REQUIRE(put_articles(path, 0, 3));
        REQUIRE(mkfifo((path + beside).c_str(), 0600) == 0);
        CHECK(load_graph(path).ok());
        REQUIRE(put_articles(path, 3, 4));
        CHECK(load_graph(path, Freshness::by_change).ok());
        for (const char* const part : {"", "-graph", "-index", "-change"})
            std::filesystem::remove(path + part);
    }
}

TEST_CASE("flipped bytes in the store are an error or seen by check, never a crash or another graph",
          "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg", hurt = folder / "hurt.kg";
    REQUIRE(put_articles(path, 0, 40));
    const FrozenGraph expected = freeze(merge(facts_of(0, 40)).graph);
    const std::string whole = file_bytes(path);
    std::mt19937 random(3);
    int noticed = 0;
    for (int round = 0; round < 150; ++round) {
        std::string bytes = whole;
        if (round % 5 == 0)
            bytes.resize(random() % bytes.size());
        else
            for (std::size_t flips = 1 + random() % 40; flips > 0; --flips)
                bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
        write_bytes(hurt, bytes);
        const auto store = Store::open(hurt, Store::Mode::read);
        const auto problems = store ? store->check() : Result<std::vector<std::string>>(store.error());
        noticed += !problems || !problems->empty();
        if (store) static_cast<void>(store->for_each([](const Facts&) {}));
        const auto loaded = load_graph(hurt);
        if (loaded) CHECK(std::ranges::equal(loaded->graph.bytes(), expected.bytes()));
        for (const char* const beside : {"-graph", "-index", "-change", "-wal", "-shm"})
            std::filesystem::remove(hurt + beside);
    }
    CHECK(noticed > 100);
}

TEST_CASE("facts that are no longer as they were put are an error, even where they can be read", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put_articles(path, 0, 3));
    run_sql(
        path,
        "UPDATE articles SET facts = replace(facts, '\"rule\":\"', '\"rule\":\"x') WHERE id = 'article-1'");
    run_sql(path, "UPDATE digests SET bytes = zeroblob(9) WHERE id = 'article-1'");
    const auto damaged = load_graph(path);
    REQUIRE_FALSE(damaged.ok());
    CHECK(damaged.error().text() ==
          path + ": the facts of article article-1 cannot be read: they are not as they were put; "
                 "remove that article and add it again");
    CHECK(Store::open(path, Store::Mode::read)->check().value().size() == 1);
    REQUIRE(put_articles(path, 0, 3));
    CHECK(std::ranges::equal(load_graph(path)->graph.bytes(), freeze(merge(facts_of(0, 3)).graph).bytes()));
}

TEST_CASE("facts put before they had checksums are what they were", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put_articles(path, 0, 3));
    run_sql(path, "UPDATE articles SET facts = '{' || substr(facts, instr(facts, '\"article\"'))");
    CHECK(Store::open(path, Store::Mode::read)->check().value().empty());
    auto store = Store::open(path, Store::Mode::write);
    CHECK(store->put(article_facts(1)).value() == Outcome::unchanged);
    CHECK(to_json(store->facts("article-1").value().value()) == to_json(article_facts(1)));
}

TEST_CASE("a store in a folder that takes no files is read, and no writer is let in", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg";
    REQUIRE(put_articles(path, 0, 20));
    REQUIRE(load_graph(path).ok());
    REQUIRE(put_articles(path, 20, 21));
    for (const char* const suffix : {"-wal", "-shm"}) std::filesystem::remove(path + suffix);
    const bool has_empty_wal = GENERATE(false, true);
    if (has_empty_wal) write_bytes(path + "-wal", "");
    {
        const ReadOnlyFolder closed(folder / "");
        CHECK(article_count(path) == 21);
        const auto extended = load_graph(path, Freshness::by_change);
        REQUIRE(extended.ok());
        CHECK((extended->change && extended->revision == 2 && extended->notes.empty()));
        const auto behind = load_graph(path);
        REQUIRE(behind.ok());
        CHECK((behind->behind && behind->revision == 1 && behind->notes.size() == 1));
        const auto writer = Store::open(path, Store::Mode::write);
        REQUIRE_FALSE(writer.ok());
        CHECK(writer.error().text() ==
              path + ": the store cannot be written; allow writing to it and to its folder");
    }
    {
        const ReadOnlyFolder locked(folder / "", 0444);
        const auto reader = Store::open(path, Store::Mode::read);
        REQUIRE_FALSE(reader.ok());
        CHECK(reader.error().text() == path + ": cannot be opened; check the permissions of its folder");
    }
    CHECK_FALSE(load_graph(path)->behind);
}

TEST_CASE("what is only in the log of a store is never left out unsaid", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "news.kg", copy = folder / "copy.kg";
    REQUIRE(put_articles(path, 0, 3));
    auto writer = Store::open(path, Store::Mode::write);
    REQUIRE(writer->put(article_facts(3)));
    REQUIRE(writer->commit());
    for (const char* const suffix : {"", "-wal"}) std::filesystem::copy_file(path + suffix, copy + suffix);
    REQUIRE(std::filesystem::file_size(copy + "-wal") > 0);
    {
        const ReadOnlyFolder closed(folder / "");
        const auto reader = Store::open(copy, Store::Mode::read);
        REQUIRE_FALSE(reader.ok());
        CHECK(reader.error().text() ==
              copy + ": its last changes lie in its -wal file, which is read only where the folder can be "
                     "written; copy both to another folder, or allow writing to this one");
    }
    CHECK(article_count(copy) == 4);
}

} // namespace banggiao
