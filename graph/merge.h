// Takes the facts of any number of articles and the judgements. Hands out one graph: entity resolution,
// a pure function of the *set* of facts (order and number of threads do not matter).
#pragma once

#include <banggiao/graph/digest.h>
#include <banggiao/graph/facts.h>
#include <banggiao/graph/growing_graph.h>
#include <banggiao/graph/merge_decisions.h>

#include <span>
#include <vector>

namespace banggiao {

struct Merged {
    GrowingGraph graph;                   ///< vertices in order of their ids
    std::vector<MergeDecision> decisions; ///< sorted
    std::vector<Conflict> conflicts;      ///< sorted
};

/// Merges. Facts that fail validate() are the caller's to leave out. O(n log n) in the number of mentions.
Merged merge(std::span<const Facts> facts, std::span<const Judgement> judgements = {});

/// The same with its graph frozen.
struct FrozenMerge {
    FrozenGraph graph;
    std::vector<MergeDecision> decisions;
    std::vector<Conflict> conflicts;
};

/// What merge() and freeze() make of the facts of these digests, byte for byte, in less time.
/// `index`, where given, receives what extend() must know of them.
FrozenMerge merge_frozen(std::span<const Digest> digests, std::span<const Judgement> judgements = {},
                         std::string* index = nullptr);

} // namespace banggiao
