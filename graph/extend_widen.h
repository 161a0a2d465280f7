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
        : base_(base), near_(base), index_(index), fetch_(fetch),
          added_(changes.added.begin(), changes.added.end()),
          removed_(changes.removed.begin(), changes.removed.end()) {
        for (const Digest* each : removed_) known_.insert(std::string(each->id));
    }

    ArticleChanges changes() const { return {added_, removed_}; }
    /// Keys for the sake of which articles are taken out and put in again.
    const std::unordered_set<std::string>& in_question() const { return in_question_; }

    /// Takes in the articles that tell people's keys that leave or join others; if there are none more, all
    /// that name what a doubt concerns. False if there are none of those either, or too many.
    bool widen(const std::vector<std::string>& concerned, const std::vector<std::string>& moving);

  private:
    /// As many are merged in a small part of the time that all take.
    std::size_t most_articles() const {
        constexpr std::size_t few = 250, part = 256;
        return std::max<std::size_t>(few, base_.vertex_count() / part);
    }

    using Articles = std::set<std::string>;

    /// Nothing if too many name one of them.
    std::optional<Articles> naming(const std::vector<std::string>& keys) const;
    Articles telling(const std::vector<std::string>& keys);
    bool names(const Digest& article, std::string_view key);
    bool take_in(const Articles& articles);
    bool take_in(const std::string& id);

    const PatchedGraph& base_;
    Neighbours near_;
    const KnownIndex& index_;
    const FetchDigest& fetch_;
    Names folded_;
    std::vector<const Digest*> added_, removed_;
    std::set<std::string> known_; ///< those that go
    std::unordered_set<std::string> in_question_;
    std::size_t count_ = 0; ///< of those taken in
};

} // namespace banggiao::merging
