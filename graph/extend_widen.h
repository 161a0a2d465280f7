// Takes articles that come and go, and keys that a doubt is about. Hands out more articles that come and go:
// those of the base that name these, so that all they say is decided anew. Private to graph/.
#pragma once

#include <banggiao/graph/extend.h>
#include <banggiao/graph/extend_scope.h>

namespace banggiao::merging {

/// Articles that come and go, and others of the base that come and go beside them.
class Widened {
  public:
    Widened(const PatchedGraph& base, const KnownIndex& index, const ArticleChanges& changes,
            const FetchDigest& fetch)
        : near_(base), index_(index), fetch_(fetch), added_(changes.added.begin(), changes.added.end()),
          removed_(changes.removed.begin(), changes.removed.end()) {
        for (const Digest* each : removed_) known_.insert(std::string(each->id));
    }

    ArticleChanges changes() const { return {added_, removed_}; }

    /// Takes in all articles that name something. False if there are none, or too many.
    bool widen(const std::vector<std::string>& keys);

  private:
    /// As many are merged in a few dozen milliseconds.
    static constexpr std::size_t most_articles = 250;

    bool take_in(const std::string& id);

    Neighbours near_;
    const KnownIndex& index_;
    const FetchDigest& fetch_;
    std::vector<const Digest*> added_, removed_;
    std::set<std::string> known_; ///< those that go
    std::size_t count_ = 0;       ///< of those taken in
};

} // namespace banggiao::merging
