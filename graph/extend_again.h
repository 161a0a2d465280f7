// Takes articles that go and come, each merged alone, some of them the same, and what is found out of their
// keys. Hands out what of those that are put in again is other than it was. Private to graph/.
//
// Articles are taken out and put in again where people part or join. Most of what they tell stays what it is,
// as what all other articles tell does: only what keys that move to another node are told of, and beside,
// need be looked at.
#pragma once

#include <banggiao/graph/extend_scope.h>

namespace banggiao::merging {

class PutAgain {
  public:
    using Key = MergeIndex::Key;

    /// `gone_alone`, `alone`: of those that go, of those that come, or null; `known`: before; `then`: what is
    /// found out of these beside the rest. All must outlive it.
    PutAgain(const Known& known, const PartialMerge* gone_alone, const PartialMerge* alone, const Known& then,
             Names& names);
    PutAgain(const PutAgain&) = delete;
    PutAgain& operator=(const PutAgain&) = delete;

    /// What is known once the others have gone: the same, but that keys which end as they were never went.
    const Known& then() const { return then_; }
    Known& then() { return then_; }
    bool met_damage() const { return rest_.is_damaged(); }

    /// Whether an article, by its id, comes and goes.
    bool contains(std::string_view article) const { return again_.contains(std::string(article)); }
    /// Whether it tells no key that moves: then nothing changes with it.
    bool is_as_before(std::string_view article) const { return as_before_.contains(std::string(article)); }
    const std::set<std::string>& as_before() const { return as_before_; }

    /// Whether a mention is to be looked at: of an article that comes or goes for good, or of a key that
    /// moves.
    bool is_asked(const State& state, const Local& local) const {
        return !contains(state.article_id(local.article)) || moves(state, local);
    }
    /// Whether an event or agreement is told by an article that comes or goes for good, or with a key that
    /// moves.
    bool is_event_asked(const Key& event) const { return again_.empty() || events_.contains(event); }
    /// Whether by an article that comes or goes for good.
    bool is_event_retold(const Key& event) const { return again_.empty() || retold_.contains(event); }

  private:
    bool moves(const State& state, const Local& local) const {
        return local.group != none && moved_.contains(state.groups.key(local.group));
    }
    void find_again(const PartialMerge& gone_alone, const PartialMerge& alone);
    void find_moved(const PartialMerge& alone, const Known& found);
    void let_stay(const Key& key);
    void find_told(const PartialMerge& some);

    const KnownIndex& base_;
    std::set<std::string> again_, as_before_; ///< ids
    std::unordered_set<Key> moved_;           ///< and those that an article tells of the same person
    std::unordered_set<Key> events_, retold_;
    MergeIndex less_; ///< of those that go for good
    KnownIndex rest_; ///< the base without them
    Known then_;
};

} // namespace banggiao::merging
