// Takes the facts of any number of articles and the judgements. Hands out one graph: entity resolution,
// a pure function of the *set* of facts (order and number of threads do not matter).
#pragma once

#include <banggiao/graph/facts.h>
#include <banggiao/graph/growing_graph.h>
#include <banggiao/graph/result.h>

#include <span>
#include <string>
#include <vector>

namespace banggiao {

/// A person's word on the merge. Names keys, not nodes; `different` beats `same`; absent keys: it sleeps.
struct Judgement {
    enum class Kind { same, different, reject };
    Kind kind = Kind::same;
    std::string a;    ///< a key; for `reject` the edge's from key
    std::string b;    ///< a key; for `reject` the edge's to key
    std::string type; ///< for `reject` the edge's type, and its detail where only one of several is meant:
                      ///< `HOLDS`, or `HOLDS Bộ trưởng` (judgement_text.h)
    auto operator<=>(const Judgement&) const = default;
};

/// Why mention groups were joined, or kept apart though their names agree.
struct MergeDecision {
    std::string rule;              ///< official.same-office, official.kept-apart, place.code …
    std::vector<std::string> keys; ///< the keys it speaks of, the node's own first
    std::string reason;            ///< in words, with the facts it rests on
    auto operator<=>(const MergeDecision&) const = default;
};

/// Two facts that cannot both be so, both kept.
struct Conflict {
    std::string rule;
    std::vector<std::string> keys;
    std::string description;
    auto operator<=>(const Conflict&) const = default;
};

struct Merged {
    GrowingGraph graph;                   ///< vertices in order of their ids
    std::vector<MergeDecision> decisions; ///< sorted
    std::vector<Conflict> conflicts;      ///< sorted
};

/// Merges. Facts that fail validate() are the caller's to leave out. O(n log n) in the number of mentions.
Merged merge(std::span<const Facts> facts, std::span<const Judgement> judgements = {});

} // namespace banggiao
