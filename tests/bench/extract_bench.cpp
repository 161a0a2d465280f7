// usage: extract_bench [FOLDER [long]]: MB/s of each stage of extraction on one thread, over the texts of
// FOLDER (default: the example articles), against reading the same bytes; then of the whole, on one thread
// and on every core; then of vntk, if node finds it; then how time and memory grow with the length of one
// article.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <functional>
#include <numeric>
#include <thread>

#include <malloc.h>

using namespace banggiao;
using namespace banggiao::extract;

namespace {

/// Processor time: what the machine does besides does not count.
double seconds(const std::function<void()>& work) {
    const std::clock_t start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// The best of some runs of at least 0.2 s each, in MB/s.
void measure(const char* name, std::size_t bytes, const std::function<void()>& work) {
    double best = 1e9;
    for (int run = 0; run < 5; ++run) {
        int rounds = 0;
        double spent = 0;
        while (spent < 0.2) spent += seconds(work), ++rounds;
        best = std::min(best, spent / rounds);
    }
    std::printf("%-24s %9.1f MB/s\n", name, static_cast<double>(bytes) / best / 1e6);
}

std::size_t total(const std::vector<Article>& articles) {
    return std::accumulate(
        articles.begin(), articles.end(), std::size_t{0},
        [](std::size_t sum, const Article& article) { return sum + article.text->size(); });
}

void measure_stages(const std::vector<Article>& articles) {
    const std::size_t bytes = total(articles);
    std::printf("%zu articles, %.2f MB, one thread\n", articles.size(), static_cast<double>(bytes) / 1e6);
    std::string sink(bytes, '\0');
    measure("memcpy", bytes, [&] {
        std::size_t at = 0;
        for (const Article& article : articles) {
            std::memcpy(sink.data() + at, article.text->data(), article.text->size());
            at += article.text->size();
        }
    });
    measure("decode", bytes, [&] {
        for (const Article& a : articles) (void)decode(*a.text);
    });
    measure("sha256", bytes, [&] {
        for (const Article& a : articles) (void)sha256_hex(*a.text);
    });
    measure("is_vietnamese", bytes, [&] {
        for (const Article& a : articles) (void)is_vietnamese(*a.text);
    });
    measure("tokenize", bytes, [&] {
        for (const Article& a : articles) {
            Document d;
            tokenize(*a.text, d);
        }
    });
    measure("analyse", bytes, [&] {
        for (const Article& a : articles) (void)analyse(a);
    });
    std::vector<Document> documents;
    for (const Article& article : articles) documents.push_back(analyse(article));
    const Gazetteer& gazetteer = Gazetteer::built_in();
    measure("gazetteer", bytes, [&] {
        for (const Document& d : documents)
            for (TokenIndex i = 0; i < d.tokens.size(); ++i) (void)gazetteer.match(d, i);
    });
    std::vector<Annotations> stage(documents.size());
    const auto each = [&](const auto& work) {
        for (std::size_t i = 0; i < documents.size(); ++i) work(documents[i], stage[i]);
    };
    measure("entities", bytes, [&] {
        each([&](const Document& d, Annotations& a) {
            a = {};
            find_entities(d, gazetteer, a);
        });
    });
    measure("scene", bytes, [&] { each([](const Document& d, Annotations& a) { (void)Scene(d, a); }); });
    std::vector<Scene> scenes;
    scenes.reserve(documents.size());
    each([&](const Document& d, Annotations& a) { scenes.emplace_back(d, a); });
    const auto from_scenes = [&](const char* name, const auto& find) {
        measure(name, bytes, [&] {
            for (std::size_t i = 0; i < scenes.size(); ++i) {
                stage[i].events.clear();
                stage[i].agreements.clear();
                stage[i].partnerships.clear();
                find(scenes[i], stage[i]);
            }
        });
    };
    from_scenes("events", [](const Scene& s, Annotations& a) { find_events(s, a); });
    from_scenes("agreements", [](const Scene& s, Annotations& a) { find_agreements(s, a); });
    from_scenes("partnerships", [](const Scene& s, Annotations& a) { find_partnerships(s, a); });
    each([&](const Document& d, Annotations& a) {
        const Scene& scene = scenes[static_cast<std::size_t>(&d - documents.data())];
        a.events.clear();
        a.agreements.clear();
        a.partnerships.clear();
        find_events(scene, a);
        find_agreements(scene, a);
        find_partnerships(scene, a);
    });
    std::vector<Facts> facts;
    for (const Article& article : articles) facts.push_back(*Extractor().extract(article));
    measure("facts_from", bytes,
            [&] { each([](const Document& d, Annotations& a) { (void)facts_from(d, a); }); });
    measure("to_json", bytes, [&] {
        for (const Facts& f : facts) (void)to_json(f);
    });
}

void measure_whole(const std::vector<Article>& articles) {
    const Extractor extractor;
    measure("whole", total(articles), [&] {
        for (const Article& article : articles) (void)to_json(*extractor.extract(article));
    });
}

/// The whole on every core: wall-clock time.
void measure_threads(const std::vector<Article>& articles) {
    const unsigned count = std::max(1u, std::thread::hardware_concurrency());
    constexpr int rounds = 20;
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < count; ++t)
        threads.emplace_back([&] {
            for (int round = 0; round < rounds; ++round)
                for (const Article& article : articles) (void)to_json(*Extractor().extract(article));
        });
    for (std::thread& thread : threads) thread.join();
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    std::printf("whole, %2u threads        %9.1f MB/s (wall clock)\n", count,
                static_cast<double>(total(articles)) * rounds * count / spent.count() / 1e6);
}

/// A tool that is not part of the project, where it is installed.
void measure_vntk(const std::string& folder) {
    std::fflush(stdout);
    const std::string command =
        "node '" BANGGIAO_SOURCE_DIR "/tests/bench/vntk.js' '" + folder + "' 2>/dev/null";
    if (std::system(command.c_str()) != 0) std::printf("vntk                     not found by node\n");
}

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string text = "Đoàn đại biểu tỉnh đến thăm và làm việc\n\n";
    while (text.size() < bytes) text += piece;
    return text;
}

/// A line of /proc/self/status, in bytes; 0 where there is none.
std::size_t memory(std::string_view field) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field))
            return std::strtoull(line.c_str() + field.size() + 1, nullptr, 10) * 1024;
    return 0;
}

/// The most memory is what is in use now, from here on.
void forget_peak() {
    std::ofstream("/proc/self/clear_refs") << "5";
}

/// Seconds, and bytes of memory for each of the text with its facts and their line, for one article of
/// growing length: ten times the length may take ten times the time.
void measure_growth(const char* name, std::string_view piece, std::size_t longest) {
    std::printf("%-24s", name);
    for (std::size_t bytes = 1000000; bytes <= longest; bytes *= 10) {
        forget_peak();
        const std::size_t before = memory("VmRSS");
        Article article;
        article.text = repeated(piece, bytes);
        const double spent = seconds([&] { (void)to_json(*Extractor().extract(std::move(article))); });
        const auto grown = static_cast<double>(memory("VmHWM") - std::min(before, memory("VmHWM")));
        std::printf("  %3zu MB %6.2f s %4.1f B", bytes / 1000000, spent, grown / static_cast<double>(bytes));
        std::fflush(stdout);
        malloc_trim(0);
    }
    std::printf("\n");
}

} // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 1 ? argv[1] : BANGGIAO_SOURCE_DIR "/examples/articles";
    std::vector<Article> articles;
    read_paths({folder}, {},
               {[&](Article&& article) {
                    if (is_vietnamese(*article.text)) articles.push_back(std::move(article));
                },
                [](const Error& error) { std::fprintf(stderr, "%s\n", error.text().c_str()); },
                [](const std::string&) {}});
    measure_stages(articles);
    measure_whole(articles);
    measure_threads(articles);
    measure_vntk(folder);
    constexpr TokenIndex shortest = 12; // no lines that open a page's tail, which would end the text
    std::string prose;
    for (const Article& article : articles) {
        const Document document = analyse(article);
        for (const Sentence& sentence : document.sentences)
            if (sentence.block == Block::body && sentence.tokens.size() >= shortest)
                prose += document.slice(sentence.tokens) + "\n";
    }
    const std::size_t longest = argc > 2 ? 100000000 : 10000000;
    measure_growth("prose", prose, longest);
    measure_growth("one title again", "Bộ trưởng Bộ Ngoại giao Bùi Văn Mẫu ", longest);
    measure_growth("commas", ", ", longest);
    measure_growth("open brackets", "(", longest);
    measure_growth("capitals", "Nguyễn Văn Mẫu tiếp Trần Thị Ví Dụ. ", longest);
    measure_growth("one name again", "Nguyễn Văn Mẫu ", longest);
    measure_growth("no spaces", "đườngbiên", longest);
}
