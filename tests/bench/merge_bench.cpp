// Takes a number of articles (100,000 if none is given) or a file of facts. Hands out how long it takes to
// make their digests, to read these again, and to merge and freeze them; and how large the graph is.
// `--extend COUNT` adds so many of them one by one to the graph of all others instead: how long that takes,
// and why some take a whole merge. `--remove COUNT` removes so many one by one from the graph of all.
// `--facts` prints the made-up facts instead; `--dump` prints the graph too,
// `--decisions` what was decided.
#include <generated_facts.h>

#include <banggiao/graph/dump.h>
#include <banggiao/graph/extend.h>
#include <banggiao/graph/merge.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>

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

double milliseconds_at(const std::vector<double>& sorted_seconds, double part) {
    if (sorted_seconds.empty()) return 0;
    return 1000 *
           sorted_seconds[static_cast<std::size_t>(part * static_cast<double>(sorted_seconds.size() - 1))];
}

/// Adds some articles to the graph of the others, or removes them from that of all, one by one.
void print_changes(std::vector<Digest> digests, std::size_t count, bool removes) {
    std::vector<Digest> base, some;
    std::map<std::string, Digest, std::less<>> by_id;
    const std::size_t every = std::max<std::size_t>(1, digests.size() / std::max<std::size_t>(1, count));
    for (std::size_t i = 0; i < digests.size(); ++i) {
        const bool is_one = i % every == every / 2;
        if (is_one && removes) base.push_back(*Digest::read(std::string(digests[i].bytes())));
        (is_one ? some : base).push_back(std::move(digests[i]));
    }
    std::string index;
    FrozenMerge merged;
    const double seconds = seconds_of([&] { merged = merge_frozen(base, {}, &index); });
    std::cerr << base.size() << " articles merged, frozen and indexed in " << seconds << " s, "
              << megabytes_used() << " MB used, " << index.size() / 1000000 << " MB of index\n";
    std::map<std::string_view, const Digest*> kept;
    for (const Digest& each : base) kept[each.id] = &each;
    std::vector<double> taken;
    std::vector<std::size_t> read;
    std::map<std::string_view, std::size_t> reasons;
    for (const Digest& each : some) {
        const Digest* one = &each;
        ArticleChanges changes;
        (removes ? changes.removed : changes.added) = {&one, 1};
        Extension extension;
        const FetchDigest fetch = [&](std::string_view id) {
            auto found = by_id.find(id);
            if (found == by_id.end())
                found = by_id.emplace(id, *Digest::read(std::string(kept.at(id)->bytes()))).first;
            return &found->second;
        };
        taken.push_back(seconds_of(
            [&] { extension = extend(merged.graph, std::as_bytes(std::span(index)), {}, changes, fetch); }));
        read.push_back(extension.articles_read);
        ++reasons[name_of(extension.unsure)];
        if (!extension.change || taken.back() > 0.1)
            std::cerr << each.id << ": " << name_of(extension.unsure) << " " << extension.about << ", "
                      << extension.articles_read << " read, " << taken.back() * 1000 << " ms\n";
        by_id.clear();
    }
    std::sort(taken.begin(), taken.end());
    std::sort(read.begin(), read.end());
    std::cerr << some.size() << (removes ? " removed" : " added") << " one by one: p50 "
              << milliseconds_at(taken, 0.5) << " ms, p95 " << milliseconds_at(taken, 0.95) << " ms, most "
              << milliseconds_at(taken, 1) << " ms; articles read again: p50 " << read[read.size() / 2]
              << ", most " << read.back() << ";";
    for (const auto& [reason, times] : reasons) std::cerr << " " << reason << " " << times;
    std::cerr << '\n';
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
    if (option == "--extend" || option == "--remove") {
        print_changes(std::move(digests), count > 3 ? std::stoul(arguments[3]) : 300, option == "--remove");
        return 0;
    }
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
