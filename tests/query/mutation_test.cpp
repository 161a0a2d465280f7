// Queries with a few tokens or bytes exchanged: every one ends, within its limits, in rows or in an error
// that has its place inside the text; what parses reparses; optimised and plain plans give the same rows.
#include <banggiao/query/engine.h>
#include <banggiao/query/evaluation.h>
#include <banggiao/query/parser.h>
#include <banggiao/query/print.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

using namespace banggiao;
using namespace banggiao::query;

namespace {

std::vector<std::string> seeds() {
    std::vector<std::string> queries;
    std::vector<std::filesystem::path> paths = {BANGGIAO_SOURCE_DIR "/tests/query/parse.txt",
                                                BANGGIAO_SOURCE_DIR "/tests/query/wrong.txt",
                                                BANGGIAO_SOURCE_DIR "/query/paths.md"};
    for (const auto& entry : std::filesystem::directory_iterator(BANGGIAO_SOURCE_DIR "/tests/query/cases"))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end()); // the same mutations from the same seed
    for (const auto& path : paths) {
        std::ifstream file(path);
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with("QUERY ")) line = line.substr(6);
            if (line.size() > 8 && line[0] != '#' && line[0] != ' ' && line[0] != '|' && line[0] != '!')
                queries.push_back(line);
        }
    }
    return queries;
}

std::vector<std::string> words_of(const std::string& query) {
    std::vector<std::string> words(1);
    for (char character : query) {
        bool is_letter = static_cast<unsigned char>(character) >= 0x80 ||
                         std::isalnum(static_cast<unsigned char>(character));
        bool was_letter =
            !words.back().empty() && (static_cast<unsigned char>(words.back().back()) >= 0x80 ||
                                      std::isalnum(static_cast<unsigned char>(words.back().back())));
        if (words.back().empty() || (is_letter && was_letter))
            words.back() += character;
        else
            words.emplace_back(1, character);
    }
    return words;
}

class Mutator {
  public:
    explicit Mutator(unsigned seed) : random_(seed), seeds_(seeds()) {}

    std::string next() {
        std::vector<std::string> words = words_of(pick(seeds_));
        for (std::size_t i = 0, count = 1 + below(3); i < count && !words.empty(); ++i) {
            std::vector<std::string> others = words_of(pick(seeds_));
            std::size_t at = below(words.size());
            switch (below(4)) {
            case 0:
                words[at] = pick(others);
                break;
            case 1:
                words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), pick(others));
                break;
            case 2:
                words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
                break;
            default:
                words[at].assign(1, static_cast<char>(below(256)));
                break;
            }
        }
        std::string query;
        for (const std::string& word : words) query += word;
        return query;
    }

  private:
    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
    }
    const std::string& pick(const std::vector<std::string>& list) { return list[below(list.size())]; }

    std::mt19937 random_;
    std::vector<std::string> seeds_;
};

/// Sorted texts of the rows; nothing after an error.
std::optional<std::vector<std::string>> rows_of(const FrozenGraph& graph, const std::string& query,
                                                bool optimise) {
    EngineOptions options;
    options.optimise = optimise;
    auto prepared = Engine(graph, options).prepare(query);
    if (!prepared) {
        CHECK(prepared.error().span.end <= query.size());
        CHECK_FALSE(prepared.error().message.empty());
        CHECK_FALSE(picture(prepared.error(), query).empty());
        return std::nullopt;
    }
    Limits limits;
    limits.timeout = std::chrono::milliseconds(300);
    limits.memory_bytes = 32 << 20;
    limits.rows = 2000;
    auto cursor = prepared->run({}, limits);
    std::vector<std::string> rows;
    for (;;) {
        auto row = cursor->next();
        if (!row || rows.size() > 2000) return std::nullopt;
        if (!*row) break;
        rows.emplace_back();
        for (const Value& value : **row) rows.back() += to_cypher_text(value, graph) + "|";
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// Whether the same query may well give other rows the next time.
bool is_open(const std::string& query) {
    for (const char* word : {"rand", "LIMIT", "limit", "SKIP", "skip", "ANY", "any", "SHORTEST", "shortest",
                             "collect", "head", "last", "EXPLAIN", "[", "date", "time"})
        if (query.find(word) != std::string::npos) return true;
    return false;
}

} // namespace

TEST_CASE("mutated queries end well") {
    MemoryGraph memory;
    REQUIRE(memory.run(
        "CREATE (a:P {name: 'a', x: 1})-[:M {d: 1}]->(b:P {name: 'b'})-[:M {d: 2}]->(c:Q {x: 2.5}),"
        "(a)-[:N]->(c), (c)-[:N]->(c), (b)-[:M {d: [1, 2]}]->(a)"));
    const char* wanted = std::getenv("BANGGIAO_MUTATIONS");
    const long count = wanted ? std::atol(wanted) : 4000;
    const char* seed = std::getenv("BANGGIAO_SEED");
    Mutator mutator(seed ? static_cast<unsigned>(std::atol(seed)) : 1);
    long answered = 0;
    for (long i = 0; i < count; ++i) {
        std::string query = mutator.next();
        INFO(query);
        if (auto tree = parse(query)) {
            auto again = parse(to_text(*tree));
            REQUIRE(again.ok());
            REQUIRE(*tree == *again);
        }
        auto optimised = rows_of(memory.graph(), query, true), plain = rows_of(memory.graph(), query, false);
        if (optimised && plain && !is_open(query)) CHECK(*optimised == *plain);
        answered += optimised ? 1 : 0;
    }
    CHECK(answered > count / 50);
}
