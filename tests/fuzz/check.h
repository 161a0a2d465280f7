// Takes what a fuzzed program promises. Ends the run where it does not hold, so that the fuzzer keeps the
// input.
#pragma once

#include <cstdlib>

inline void check(bool holds) {
    if (!holds) std::abort();
}
