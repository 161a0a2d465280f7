// Takes a merged graph, its index, a few articles more and a few less. Hands out what that changes, where it
// is certain that a merge of all articles would say exactly that.
#pragma once

#include <banggiao/graph/digest.h>
#include <banggiao/graph/graph_change.h>
#include <banggiao/graph/index_patch.h>

#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace banggiao {

/// Why nothing is handed out: what of the articles may change what is decided of others.
enum class Unsure {
    nothing,         ///< it is certain
    article,         ///< an article is known, or its text is
    judgement,       ///< a judgement names a key
    place_name,      ///< places of one name that are known would be others
    body_name,       ///< a known body is told otherwise, or too many share a name
    alias,           ///< known bodies that share names become one, or several
    name_spelled,    ///< one key of two foldings
    person_changed,  ///< people of one name who are known become one, or several
    names_alike,     ///< people alike in one office become one, or several
    holder,          ///< who held an office is no longer the same
    event_near,      ///< too many events to compare with
    event_uncertain, ///< events that the base decided otherwise, or of people with too many a day
    year,            ///< the year of an event may follow from a visit
    id,              ///< a node's id or a place's name changes
    too_many,        ///< too many articles are to be read again
    digest,          ///< an article could not be read
    index            ///< the index is damaged or of another version
};
std::string_view name_of(Unsure reason);

struct Extension {
    std::optional<GraphChange> change; ///< of the graph as it was merged; nothing: merge all
    /// What the index says otherwise with it; nothing: what comes next is not found out beside this.
    std::optional<IndexPatch> index;
    Unsure unsure = Unsure::nothing;
    std::string about;             ///< a key that the doubt is about
    std::size_t articles_read = 0; ///< how many were read again
};

/// The digest of an article of the base by its id, valid during the call; null if it cannot be read.
using FetchDigest = std::function<const Digest*(std::string_view id)>;

struct ArticleChanges {
    std::span<const Digest* const> added;
    std::span<const Digest* const> removed = {}; ///< as the base has them; one added may have the same id
};

/// What articles that came and went before changed in a merged graph and in its index.
struct FoundSoFar {
    GraphChange change;
    IndexPatch index;
};

/// What adding and removing articles changes, in all, beside what is found so far: then the articles of the
/// base are those that are left and those that came. `index`: what merge_frozen() handed out with `base`,
/// under these judgements.
Extension extend(const FrozenGraph& base, std::span<const std::byte> index,
                 std::span<const Judgement> judgements, const ArticleChanges& changes,
                 const FetchDigest& fetch, const FoundSoFar* so_far = nullptr);

/// Whether all of an index is as it was made with a graph. Linear; extend() looks only at what it needs.
bool is_whole_index(std::span<const std::byte> index, const FrozenGraph& base);

} // namespace banggiao
