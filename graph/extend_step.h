// Takes what is known, and articles to come and to go. Hands out what they change, or a doubt and what it is
// about. Private to graph/.
#pragma once

#include <banggiao/graph/extend_widen.h>
#include <banggiao/graph/patched_graph.h>

namespace banggiao::merging {

/// What a change is found out beside.
struct Ground {
    const FrozenGraph& base;
    const PatchedGraph& patched; ///< with what is found so far
    const KnownIndex& known;     ///< likewise
    const KnownIndex& file;      ///< of the base alone
    std::span<const Judgement> judgements;
    const FetchDigest& fetch;
    const FoundSoFar* so_far; ///< null: nothing
};

struct Step {
    Extension found;
    std::vector<std::string> concerned; ///< keys that a doubt is about
    std::vector<std::string> moving;    ///< of those, people's that leave or join others
    bool met_damage;                    ///< of the index: then nothing found is to be trusted
};

/// One try, with the articles that are taken in so far.
Step extend_step(const Ground& ground, const Widened& widened);

} // namespace banggiao::merging
