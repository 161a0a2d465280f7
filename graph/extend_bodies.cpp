// Takes two indices. Hands out whether the bodies of the smaller one leave those of the larger as they are,
// and what they themselves are: the rules on names are run on all that share one with what is new, without it
// and with it.
#include <banggiao/graph/extend_joined.h>
#include <banggiao/graph/merge_one_body.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Body = MergeIndex::Body;

/// Bodies by number in order of their keys, as BodyNames asks for them.
class JoinedBodies : public JoinedKeys {
  public:
    JoinedBodies(const std::vector<Key>& keys, std::vector<const Body*> bodies)
        : JoinedKeys(keys), bodies_(std::move(bodies)) {}

    void decide() {
        std::vector<Who> all(size());
        std::iota(all.begin(), all.end(), Who{0});
        BodyNames<JoinedBodies>(*this, all).join();
    }
    const std::string& identity(Who who) const { return bodies_[who]->identity; }
    bool is_of_article(Who who) const { return bodies_[who]->article_only; }
    const std::set<std::string>& aliases(Who who) const { return bodies_[who]->aliases; }

  private:
    std::vector<const Body*> bodies_;
};

class BodiesComparing {
  public:
    explicit BodiesComparing(Comparison& comparison)
        : comparison_(comparison), index_(comparison.index), fresh_(comparison.fresh) {
        for (const auto& [key, body] : fresh_.bodies) {
            if (!body.article_only) fresh_bearing_[body.identity].push_back(&key);
            for (const std::string& alias : body.aliases) fresh_giving_[alias].push_back(&key);
        }
    }

    bool run() {
        for (const auto& [key, body] : fresh_.bodies)
            if (!take_in(key, body)) return false;
        return find_block() && (block_.empty() || decide());
    }

  private:
    using ByName = std::unordered_map<std::string, std::vector<const Key*>>;

    /// What is known of a body with what is new. Only what says something new concerns others.
    bool take_in(const Key& key, const Body& body) {
        const Body* known = index_.body(key);
        if (known && (body.place != known->place || body.core != known->core ||
                      body.article_only != known->article_only))
            return comparison_.doubt(Unsure::body_name, key);
        Body sum = known ? *known : body;
        sum.aliases.insert(body.aliases.begin(), body.aliases.end());
        const bool is_as_known = known && sum.aliases.size() == known->aliases.size();
        now_.emplace(key, std::move(sum));
        if (!is_as_known) add(key);
        return true;
    }

    void add(const Key& key) {
        if (block_.insert(key).second) left_.push_back(key);
    }

    /// All that bear a name that one of them bears or has as another form, and all that have it.
    bool find_block() {
        constexpr std::size_t most_bodies = 400;
        while (!left_.empty()) {
            const Key key = std::move(left_.back());
            left_.pop_back();
            if (block_.size() > most_bodies) return comparison_.doubt(Unsure::body_name, key);
            if (comparison_.judged.contains(key)) return comparison_.doubt(Unsure::judgement, key);
            const Body& body = body_now(key);
            add_all_of(body.identity);
            for (const std::string& alias : body.aliases)
                if (is_borne(alias)) add_all_of(alias);
        }
        return true;
    }

    static const std::vector<const Key*>& find(const ByName& all, const std::string& name) {
        static const std::vector<const Key*> nobody;
        const auto found = all.find(name);
        return found == all.end() ? nobody : found->second;
    }

    bool is_borne(const std::string& name) const {
        return index_.of_identity(name) || !find(fresh_bearing_, name).empty();
    }

    void add_all_of(const std::string& name) {
        for (const auto* known : {index_.of_identity(name), index_.of_alias(name)})
            if (known)
                for (const Key& key : *known) add(key);
        for (const ByName* all : {&fresh_bearing_, &fresh_giving_})
            for (const Key* key : find(*all, name)) add(*key);
    }

    const Body& body_now(const Key& key) const {
        const auto sum = now_.find(key);
        return sum == now_.end() ? index_.sure(index_.body(key)) : sum->second;
    }

    bool decide() {
        std::vector<Key> known, all(block_.begin(), block_.end());
        std::vector<const Body*> bodies_known, bodies;
        for (const Key& key : all) {
            bodies.push_back(&body_now(key));
            if (!index_.body(key)) continue;
            known.push_back(key);
            bodies_known.push_back(index_.body(key));
        }
        JoinedBodies before(known, std::move(bodies_known)), after(all, std::move(bodies));
        before.decide();
        after.decide();
        if (const auto changed = changed_of(index_, before, after); !changed.empty())
            return comparison_.doubt(Unsure::alias, changed.front(), changed);
        take_notes(comparison_, before, after);
        return assign_new(comparison_, after);
    }

    Comparison& comparison_;
    const KnownIndex& index_;
    const MergeIndex& fresh_;
    ByName fresh_bearing_, fresh_giving_;
    std::unordered_map<Key, Body> now_; ///< of the articles: all that is said of them
    std::set<Key> block_;               ///< whom what is new may concern
    std::vector<Key> left_;             ///< of those, to be looked at
};

} // namespace

bool compare_bodies(Comparison& comparison) {
    return BodiesComparing(comparison).run();
}

} // namespace banggiao::merging
