// Takes a scenario of the openCypher kit. Hands out whether this engine does what it demands, and if not,
// why.
#pragma once

#include "feature.h"

#include <filesystem>
#include <string>
#include <vector>

namespace banggiao::tck {

enum class Outcome { passed, wrong_result, wrong_error, unsupported };

std::string_view name_of(Outcome outcome);

struct Verdict {
    Outcome outcome = Outcome::passed;
    std::string cause; ///< empty if passed
};

/// What answers the query under test: the engine, or the naive referee (queries that only read; set-up is the
/// engine's).
enum class Target { engine, referee };

/// `graphs`: the folder of the named graphs (binary-tree-1 …).
Verdict run(const Scenario& scenario, const std::filesystem::path& graphs, Target target = Target::engine);

/// Whether the query under test only reads (set-up aside), and calls no procedure.
bool only_reads(const Scenario& scenario);

struct Score {
    std::size_t evaluated = 0, passed = 0, wrong_result = 0, wrong_error = 0, unsupported = 0;
    void add(Outcome outcome);
    /// `evaluated=N passed=N wrong_result=N wrong_error=N unsupported=N`
    std::string line() const;
};

} // namespace banggiao::tck
