// What a worker throws reaches whoever asked for the work, once all others have ended.
#include <banggiao/graph/parallel.h>

#include <catch2/catch.hpp>

#include <chrono>
#include <new>
#include <numeric>
#include <stdexcept>

namespace banggiao {

TEST_CASE("every number is worked on once", "[parallel]") {
    std::vector<int> times(1000, 0);
    in_parallel(times.size(), 7, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) ++times[i];
    });
    CHECK(times == std::vector<int>(1000, 1));
    in_parallel(0, 7, [](std::size_t, std::size_t) { FAIL("there is nothing to do"); });
}

TEST_CASE("what any run throws is the caller's", "[parallel]") {
    for (const std::size_t thrower : {0U, 1U, 499U, 999U}) {
        std::atomic<std::size_t> under_way{0};
        const auto work = [&](std::size_t first, std::size_t) {
            ++under_way;
            std::this_thread::yield();
            --under_way;
            if (first == thrower) throw std::bad_alloc();
        };
        CHECK_THROWS_AS(in_parallel(1000, 1, work), std::bad_alloc);
        CHECK(under_way == 0);
    }
}

TEST_CASE("no run is begun after one that throws", "[parallel]") {
    constexpr std::size_t far_more_than_are_done =
        10'000; // a thread may be kept waiting between throw and catch
    std::atomic<std::size_t> begun{0};
    const auto work = [&](std::size_t first, std::size_t) {
        ++begun;
        if (first == 0) throw std::bad_alloc();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    };
    CHECK_THROWS_AS(in_parallel(far_more_than_are_done, 1, work), std::bad_alloc);
    CHECK(begun < far_more_than_are_done);
}

TEST_CASE("all runs may throw at once", "[parallel]") {
    const auto work = [](std::size_t, std::size_t) { throw std::runtime_error("no"); };
    CHECK_THROWS_AS(in_parallel(64, 1, work), std::runtime_error);
}

TEST_CASE("work beside the caller's ends before its end, and what it throws is thrown by join",
          "[parallel]") {
    int done = 0;
    {
        Beside beside([&] { done = 1; });
        beside.join();
        CHECK(done == 1);
    }
    {
        const Beside beside([&] { done = 2; });
    }
    CHECK(done == 2);
    Beside failing([] { throw std::bad_alloc(); });
    CHECK_THROWS_AS(failing.join(), std::bad_alloc);
}

} // namespace banggiao
