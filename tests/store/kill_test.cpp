// A child builds and removes and is killed at a random moment: the store then opens, is sound, has exactly
// what was acknowledged (or one step more), and repeating the rest completes it. 50 trials;
// BANGGIAO_KILL_TRIALS=2000 for more.
#include "imports.h"

#include <banggiao/graph/dump.h>

#include <catch2/catch.hpp>

#include <array>
#include <chrono>
#include <csignal>
#include <functional>
#include <map>
#include <random>
#include <sys/wait.h>
#include <thread>

namespace banggiao {

namespace {

using namespace tests;

/// What one command does: articles put (number → version) and taken out, then a commit and the graph.
struct Step {
    std::map<int, int> puts;
    std::vector<int> removals;
};

using Contents = std::map<std::string, std::string>; ///< id → facts as JSON

std::vector<Step> make_steps(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<Step> steps(12);
    for (Step& step : steps) {
        for (std::size_t count = random() % 8; count > 0; --count)
            step.puts[static_cast<int>(random() % 30)] = static_cast<int>(random() % 5);
        for (std::size_t count = random() % 3; count > 0; --count)
            step.removals.push_back(static_cast<int>(random() % 30));
    }
    return steps;
}

void apply(const Step& step, Contents& contents) {
    for (const auto& [number, version] : step.puts) {
        const Facts facts = article_facts(number, version);
        contents[facts.article.id] = to_json(facts);
    }
    for (const int number : step.removals) contents.erase("article-" + std::to_string(number));
}

Status run(const Step& step, const std::string& path) {
    auto store = Store::open(path, Store::Mode::create_or_write);
    if (!store) return std::move(store).error();
    for (const auto& [number, version] : step.puts)
        if (auto outcome = store->put(article_facts(number, version)); !outcome)
            return std::move(outcome).error();
    for (const int number : step.removals)
        if (auto removed = store->remove("article-" + std::to_string(number)); !removed)
            return std::move(removed).error();
    return store->commit();
}

/// Some graphs are told with their change, so that removals and replacements wait beside them.
Freshness freshness_after(std::size_t step) {
    return step % 3 == 0 ? Freshness::whole : Freshness::by_change;
}

/// In the child: runs the steps, a byte to `acknowledge` after each commit. Never returns.
[[noreturn]] void run_all(const std::vector<Step>& steps, const std::string& path, int acknowledge) {
    for (std::size_t step = 0; step < steps.size(); ++step) {
        if (!run(steps[step], path)) _exit(1);
        if (write(acknowledge, "+", 1) != 1) _exit(1);
        if (!load_graph(path, freshness_after(step))) _exit(1);
        if (step % 3 == 2 && !refresh_graph(path)) _exit(1);
    }
    _exit(0);
}

/// Kills a child that does `work`, which never returns, after `microseconds`; how many steps it had
/// acknowledged.
std::size_t kill_after(unsigned microseconds, const std::function<void(int acknowledge)>& work) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    const pid_t child = fork();
    if (child == 0) work(ends[1]);
    close(ends[1]);
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    const bool failed = WIFEXITED(status) && WEXITSTATUS(status) != 0;
    CHECK_FALSE(failed);
    std::size_t acknowledged = 0;
    for (char byte = 0; read(ends[0], &byte, 1) == 1;) ++acknowledged;
    close(ends[0]);
    return acknowledged;
}

Contents contents_of(const std::string& path) {
    Contents contents;
    const auto store = Store::open(path, Store::Mode::read);
    REQUIRE(store.ok());
    REQUIRE(store->for_each([&](const Facts& facts) { contents[facts.article.id] = to_json(facts); }));
    REQUIRE(store->check().value() == std::vector<std::string>());
    return contents;
}

std::vector<std::byte> graph_bytes(const std::string& path) {
    const auto loaded = load_graph(path);
    REQUIRE(loaded.ok());
    REQUIRE(loaded->graph.verify());
    return {loaded->graph.bytes().begin(), loaded->graph.bytes().end()};
}

/// What a graph says with its change.
std::string dumped(const std::string& path, Freshness freshness) {
    const auto loaded = load_graph(path, freshness);
    REQUIRE(loaded.ok());
    std::string text;
    dump(loaded->change ? apply(loaded->graph, *loaded->change) : loaded->graph,
         [&](std::string_view line) { text.append(line) += '\n'; });
    return text;
}

/// How long the steps take when nobody interrupts.
std::chrono::microseconds whole_run() {
    const TemporaryFolder folder;
    const auto start = std::chrono::steady_clock::now();
    for (const Step& step : make_steps(0)) {
        REQUIRE(run(step, folder / "news.kg"));
        REQUIRE(load_graph(folder / "news.kg").ok());
    }
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
}

/// No file on its way to another name.
void require_no_remains(const std::string& path) {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(path).parent_path()))
        REQUIRE(entry.path().string().find(".new-") == std::string::npos);
}

constexpr std::size_t most_imports = 8;

int trial_count() {
    const char* const wanted = std::getenv("BANGGIAO_KILL_TRIALS");
    return wanted ? std::atoi(wanted) : 50;
}

} // namespace

TEST_CASE("a kill at any moment leaves what was acknowledged", "[kill]") {
    std::mt19937 random(std::random_device{}());
    const auto longest = static_cast<unsigned>(whole_run().count());
    int cut_short = 0;
    for (int trial = 0; trial < trial_count(); ++trial) {
        const unsigned seed = static_cast<unsigned>(random());
        INFO("seed " << seed);
        const std::vector<Step> steps = make_steps(seed);
        const TemporaryFolder folder;
        const std::string path = folder / "news.kg";
        const std::size_t acknowledged =
            kill_after(static_cast<unsigned>(random() % longest),
                       [&](int acknowledge) { run_all(steps, path, acknowledge); });
        cut_short += acknowledged < steps.size();

        Contents before;
        for (std::size_t step = 0; step < acknowledged; ++step) apply(steps[step], before);
        Contents after = before;
        if (acknowledged < steps.size()) apply(steps[acknowledged], after);
        if (acknowledged > 0 || std::filesystem::exists(path)) {
            const Contents found = contents_of(path);
            REQUIRE((found == before || found == after));
        }
        for (std::size_t step = acknowledged; step < steps.size(); ++step) {
            REQUIRE(run(steps[step], path));
            apply(steps[step], before);
        }
        REQUIRE(contents_of(path) == before);
        const std::string with_change = dumped(path, Freshness::by_change);
        REQUIRE((with_change == dumped(path, Freshness::whole)));
        const std::vector<std::byte> graph = graph_bytes(path);
        std::filesystem::remove(path + "-graph");
        REQUIRE(graph == graph_bytes(path));
        require_no_remains(path);
    }
    CHECK(cut_short > 0);
}

TEST_CASE("a kill of an import leaves the graph before or the new one", "[kill]") {
    constexpr unsigned longest = 12'000;
    std::mt19937 random(std::random_device{}());
    const TemporaryFolder sources;
    for (std::size_t nodes = 1; nodes <= 2; ++nodes) write_nodes(sources, nodes);
    int cut_short = 0;
    for (int trial = 0; trial < trial_count(); ++trial) {
        const TemporaryFolder folder;
        const std::string path = folder / "roads.kg";
        const std::size_t acknowledged =
            kill_after(static_cast<unsigned>(random() % longest), [&](int acknowledge) {
                for (std::size_t step = 1; step <= most_imports; ++step) {
                    if (!import_csv(path, import_of(sources, step % 2 + 1))) _exit(1);
                    if (write(acknowledge, "+", 1) != 1) _exit(1);
                }
                _exit(0);
            });
        cut_short += acknowledged < most_imports;
        REQUIRE((acknowledged == 0 || std::filesystem::exists(path)));
        if (std::filesystem::exists(path)) {
            const auto found = node_count(path);
            REQUIRE((found == acknowledged % 2 + 1 || found == (acknowledged + 1) % 2 + 1));
        }
        REQUIRE(import_csv(path, import_of(sources, 2)));
        REQUIRE(node_count(path) == 2);
        require_no_remains(path);
    }
    CHECK(cut_short > 0);
}

} // namespace banggiao
