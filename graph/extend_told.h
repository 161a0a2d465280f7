// Takes articles that come and go, each merged alone, and what is known of the rest. Hands out which of their
// events and agreements are not touched by that: others tell the same of them. Private to graph/.
//
// Whether two are one follows from how they are told, not from how often; and from which tellings stand in
// one article, which tells the two apart. So one is what it was if each way in which these articles tell it
// is told by others too, before and after, and likewise beside each other that it could have to do with. Of
// one that is decided anew all that could be one with it is looked at: so that need not be asked of it here.
// Who is told by name alone may be somebody else in each article: others must tell that this one was there.
#pragma once

#include <banggiao/graph/extend_again.h>

#include <functional>

namespace banggiao::merging {

class ToldByOthers {
  public:
    using Key = MergeIndex::Key;
    /// What the base says, by keys.
    struct InBase {
        /// Whether two could be one as far as days and company say.
        std::function<bool(const Key& one, const Key& other)> may_be_one;
        /// Whether other articles than those that come or go tell that someone took part in an event, too.
        std::function<bool(const Key& person, const Key& event)> is_there_anyway;
    };

    /// `rest`: without the articles that go; `alone`: of those that go, of those that come, where there are
    /// any.
    ToldByOthers(const KnownIndex& rest, std::vector<const PartialMerge*> alone, const PutAgain& again,
                 const InBase& base);

    bool is_touched(const Key& key) const { return touched_.contains(key); }
    /// Whether nothing can be one with it, as it is told.
    bool is_lone(const Key& key) const;

  private:
    bool is_told(const PartialMerge& alone, const Key& key, const InBase& base) const;

    const KnownIndex& rest_;
    std::vector<const PartialMerge*> alone_;
    std::unordered_set<Key> touched_;
};

} // namespace banggiao::merging
