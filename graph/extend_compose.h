// Takes a part of the articles, merged around what is known. Hands out what the new ones among them change in
// the base graph. Private to graph/.
#pragma once

#include <banggiao/graph/extend_scope.h>
#include <banggiao/graph/merge_build.h>

namespace banggiao::merging {

struct Composed {
    GraphChange change;
    std::set<std::string> needed; ///< articles that must be read too before the change is whole
    Unsure unsure = Unsure::nothing;
    std::string about;
};

/// `read`: the ids of all articles in it, the new ones too.
Composed compose(const FrozenGraph& base, const KnownIndex& index, PartialMerge& merge,
                 const std::set<std::string>& read, const std::set<std::string>& added);

} // namespace banggiao::merging
