// Takes a count. Hands out its numbers to every core, in runs; each number's work must not touch another's.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace banggiao {

/// Calls work(first, last) for runs of at most `run` numbers that make up [0, count), on as many threads as
/// there are cores and runs to do. Work must not throw.
template <typename Work>
void in_parallel(std::size_t count, std::size_t run, const Work& work) {
    std::atomic<std::size_t> next{0};
    const auto take = [&] {
        for (std::size_t first = next.fetch_add(run); first < count; first = next.fetch_add(run))
            work(first, std::min(count, first + run));
    };
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::thread> others;
    while (others.size() + 1 < std::min(cores, (count + run - 1) / run)) others.emplace_back(take);
    take();
    for (std::thread& other : others) other.join();
}

} // namespace banggiao
