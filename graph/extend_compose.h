// Takes a part of the articles, merged around what is known, as they were and as they will be. Hands out what
// that changes in the base graph. Private to graph/.
#pragma once

#include <banggiao/graph/extend_again.h>
#include <banggiao/graph/merge_build.h>

namespace banggiao::merging {

struct Composed {
    GraphChange change;
    std::optional<IndexPatch> said =
        IndexPatch();          ///< of nodes of many articles; nothing where it is not known
    std::set<VertexId> needed; ///< articles that must be read too before the change is whole
    Unsure unsure = Unsure::nothing;
    std::string about;
};

struct ArticlesOfParts {
    const std::unordered_set<VertexId>& read; ///< of the base, those removed too
    const std::set<std::string>& added;       ///< ids
    const std::set<std::string>& removed;
    const PutAgain& again; ///< of those in both
};

/// `before`: of what is read; `after`: without those removed and with those added.
Composed compose(const PatchedGraph& base, const KnownIndex& index, PartialMerge& before, PartialMerge& after,
                 const ArticlesOfParts& articles);

} // namespace banggiao::merging
