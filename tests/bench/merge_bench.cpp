// Takes a number of articles (100,000 if none is given) or a file of facts. Hands out how long it takes to
// make their digests, to read these again, and to merge and freeze them; and how large the graph is.
// `--facts` prints the made-up facts instead; `--dump` prints the graph too, `--decisions` what was decided.
#include <generated_facts.h>

#include <banggiao/graph/dump.h>
#include <banggiao/graph/merge.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>

using namespace banggiao;

namespace {

std::vector<Facts> read(const std::string& path) {
    std::vector<Facts> all;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        auto facts = facts_from_json(line);
        if (facts.ok()) all.push_back(std::move(*facts));
    }
    return all;
}

template <typename Work>
double seconds_of(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double megabytes_used() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void print_decisions(const FrozenMerge& merged) {
    for (const auto& each : merged.decisions) {
        std::cout << each.rule;
        for (const std::string& key : each.keys) std::cout << " | " << key;
        std::cout << ": " << each.reason << '\n';
    }
    for (const auto& each : merged.conflicts) {
        std::cout << each.rule;
        for (const std::string& key : each.keys) std::cout << " | " << key;
        std::cout << ": " << each.description << '\n';
    }
}

} // namespace

int main(int count, char** arguments) {
    std::string what = count > 1 ? arguments[1] : "100000";
    bool is_number =
        std::all_of(what.begin(), what.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
    std::vector<Facts> facts = is_number ? testing::generated_facts(1, std::stoul(what)) : read(what);
    std::string option = count > 2 ? arguments[2] : "";
    if (option == "--facts") {
        for (const Facts& each : facts) std::cout << to_json(each) << '\n';
        return 0;
    }
    std::vector<std::string> bytes;
    std::vector<Digest> digests;
    const double making = seconds_of([&] {
        for (const Facts& each : facts) bytes.push_back(digest_bytes(each));
    });
    const double before = megabytes_used();
    const double reading = seconds_of([&] {
        for (std::string& each : bytes)
            if (auto digest = Digest::read(std::move(each))) digests.push_back(std::move(*digest));
    });
    FrozenMerge merged;
    const double merging = seconds_of([&] { merged = merge_frozen(digests); });
    if (option == "--dump") dump(merged.graph, [](std::string_view line) { std::cout << line << '\n'; });
    if (option == "--decisions") print_decisions(merged);
    std::cerr << facts.size() << " articles: digests made in " << making << " s, read in " << reading
              << " s, merged and frozen in " << merging << " s: " << merged.graph.vertex_count()
              << " vertices, " << merged.graph.edge_count() << " edges, " << merged.decisions.size()
              << " decisions, " << merged.conflicts.size() << " conflicts; " << megabytes_used() - before
              << " MB more than the facts and the digests' bytes\n";
}
