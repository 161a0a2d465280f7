// Takes an index and what is found out of articles that go and come. Hands out its entries that are others
// with them, so that the next articles are found out beside these. Private to graph/.
#pragma once

#include <banggiao/graph/extend_compose.h>

namespace banggiao::merging {

struct IndexStep {
    const KnownIndex& index;
    const KnownIndex& rest;                 ///< without the articles that go
    const PartialMerge *gone_alone, *alone; ///< of those that go, of those that come; null: none
    const PartialMerge &before, &after;     ///< with all that was read again
    const MergeIndex::Table<MergeIndex::Name::Pairs>& alike; ///< newly, by those that come
    const std::unordered_set<std::string>& open;             ///< nodes that were decided anew
    std::span<const Digest*const> added, removed;
};

/// `then`: what it changes in the graph as it was, `both`: in the graph of the file.
struct GraphStep {
    const FrozenGraph& base;
    const PatchedGraph& patched;
    const GraphChange &then, &both;
};

/// What the index says otherwise than before.
IndexPatch patch_of(const IndexStep& step, const GraphStep& graph);

} // namespace banggiao::merging
