// Takes the index of a merge and that of a few articles alone. Hands out whether the places, bodies and
// people of these leave all that is decided as it is, and what they themselves are. Private to graph/.
#pragma once

#include <banggiao/graph/extend.h>
#include <banggiao/graph/merge_known.h>

namespace banggiao::merging {

struct Compared {
    Unsure unsure = Unsure::nothing;
    std::string about;
    std::unordered_map<std::string, std::string> assigned; ///< nodes by new keys
    std::unordered_set<std::string> unranked; ///< nodes that may now stand elsewhere among participants
    NotesChange notes;
};

/// `fresh`: taken of the articles alone, with all that is known adopted.
Compared compare(const KnownIndex& index, const MergeIndex& fresh);

} // namespace banggiao::merging
