// Takes the words of a benchmark's command line: numbers of nodes and edges (default 1 million, 10 million).
// Hands out a folder of its own to measure in, and times.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

namespace banggiao::bench {

inline double now_of(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Milliseconds a call takes: the middle of several. By default as the clock on the wall has it.
template <typename Call>
double milliseconds(int rounds, const Call& call, clockid_t clock = CLOCK_MONOTONIC) {
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const double start = now_of(clock);
        call();
        times.push_back(now_of(clock) - start);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

/// Runs `measure(folder, nodes, edges)`, which returns an exit status; the folder is gone afterwards.
template <typename Measure>
int run(int count, char** arguments, const Measure& measure) {
    const std::size_t nodes = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000;
    const std::size_t edges = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 10'000'000;
    std::string folder = (std::filesystem::temp_directory_path() / "banggiao-bench-XXXXXX").string();
    if (!mkdtemp(folder.data())) return 1;
    const int status = measure(folder, nodes, edges);
    std::filesystem::remove_all(folder);
    return status;
}

} // namespace banggiao::bench
