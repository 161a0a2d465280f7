// Takes a count. Hands out its numbers to every core, in runs; each number's work must not touch another's.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace banggiao {

/// Threads that all do the same work. What one of them throws is thrown by join(): the first, if several do.
class Workers {
  public:
    Workers() = default;
    ~Workers() { await(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// One more thread for `work`, which outlives it. False where the system has no thread to give: then
    /// there are fewer.
    template <typename Work>
    bool start(const Work& work) try {
        threads_.emplace_back([this, &work] { run(work); });
        return true;
    } catch (const std::system_error&) {
        return false;
    } catch (const std::bad_alloc&) {
        return false;
    }

    /// The same on the calling thread.
    template <typename Work>
    void run(const Work& work) noexcept {
        try {
            work();
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
        }
    }

    void join() {
        await();
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    }

  private:
    void await() {
        for (std::thread& thread : threads_) thread.join();
        threads_.clear();
    }

    std::mutex mutex_;
    std::exception_ptr failure_; ///< guarded by mutex_
    std::vector<std::thread> threads_;
};

/// Work on a thread of its own while the caller goes on; where the system has no thread to give, it is done
/// before the caller goes on. What it throws is thrown by join(). REQUIRES: it waits for nothing the caller
/// does.
template <typename Work>
class Beside {
  public:
    explicit Beside(Work work) : work_(std::move(work)) {
        if (!worker_.start(work_)) worker_.run(work_);
    }
    void join() { worker_.join(); }

  private:
    Work work_;
    Workers worker_; ///< goes first
};

/// Calls work(first, last) for runs of at most `run` numbers that make up [0, count), on as many threads as
/// there are cores and runs to do. If a call throws, no more runs are begun, and once those under way have
/// ended, the caller gets what was thrown first.
template <typename Work>
void in_parallel(std::size_t count, std::size_t run, const Work& work) {
    std::atomic<std::size_t> next{0};
    const auto take = [&] {
        try {
            for (std::size_t first = next.fetch_add(run); first < count; first = next.fetch_add(run))
                work(first, std::min(count, first + run));
        } catch (...) {
            next = count;
            throw;
        }
    };
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t wanted = std::min(cores, (count + run - 1) / run);
    Workers others;
    for (std::size_t threads = 1; threads < wanted && others.start(take);) ++threads;
    others.run(take);
    others.join();
}

} // namespace banggiao
