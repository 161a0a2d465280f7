// Takes two indices. Hands out whether the places of the smaller one leave those of the larger as they are,
// and what they themselves are: the rules on names are run on all that a name that is new to a place may
// concern, without it and with it.
#include <banggiao/graph/extend_joined.h>
#include <banggiao/graph/merge_one_place.h>

#include <algorithm>
#include <functional>
#include <map>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Place = MergeIndex::Place;

/// Notes the articles that are read with the provinces of before the reform.
void assume(Comparison& comparison, const std::string& code, const std::vector<std::string>& more) {
    const auto* known = comparison.index.assumed(code);
    std::vector<std::string_view> ids;
    std::vector<Key> keys{"province/" + code};
    if (known) ids.assign(known->begin(), known->end());
    const char* rule = "place.assumed-old-province";
    if (!ids.empty()) comparison.unnote(rule, keys, reason_to_assume(ids));
    ids.insert(ids.end(), more.begin(), more.end());
    std::sort(ids.begin(), ids.end());
    comparison.note(rule, keys, reason_to_assume(ids));
}

/// Places by number in order of their keys, as PlaceNames asks for them, and the blocks of one name each.
class JoinedPlaces : public JoinedKeys {
  public:
    JoinedPlaces(const Comparison& comparison, std::vector<Key> keys, std::vector<const Place*> places)
        : JoinedKeys(std::move(keys)), comparison_(comparison), places_(std::move(places)) {
        for (Who who = 0; who < size(); ++who)
            for (const std::string& block : place(who).blocks) blocks_[block].push_back(who);
    }

    void decide() {
        for (int firmness = most_of_uncoded; firmness >= 0; --firmness)
            for (const auto& [name, block] : blocks_)
                PlaceNames<JoinedPlaces>(*this, block).join_to_firmer(firmness);
    }
    const Place& place(Who who) const { return *places_[who]; }
    bool containers_agree(Who a, Who b) const {
        const Key &one = place(a).container, &other = place(b).container;
        return lies_in(one, other) || lies_in(other, one);
    }

  private:
    bool lies_in(Key inner, const Key& outer) const {
        for (int depth = 0; depth < 6 && !inner.empty(); ++depth) {
            if (inner == outer || is_code_within(tail(inner), tail(outer)) || is_one(inner, outer))
                return true;
            inner = container_of(inner);
        }
        return false;
    }

    /// Of places with codes it is known which nodes they are at any time; what else can be one is among
    /// these.
    bool is_one(const Key& a, const Key& b) const {
        const auto one = find(a), other = find(b);
        return one && other ? root(*one) == root(*other)
                            : !one && !other && comparison_.node_now(a) == comparison_.node_now(b);
    }

    Key container_of(const Key& key) const {
        if (const auto here = find(key)) return place(*here).container;
        if (const Place* known = comparison_.index.place(key)) return known->container;
        const auto fresh = comparison_.fresh.places.find(key);
        return fresh == comparison_.fresh.places.end() ? Key() : fresh->second.container;
    }

    const Comparison& comparison_;
    std::vector<const Place*> places_;
    std::map<std::string, std::vector<Who>> blocks_;
};

/// Compares the places that are new to a name with all that this may concern: those known must be what they
/// were.
class PlacesComparing {
  public:
    explicit PlacesComparing(Comparison& comparison)
        : comparison_(comparison), index_(comparison.index), fresh_(comparison.fresh) {
        for (const auto& [key, place] : fresh_.places)
            for (const std::string& block : place.blocks) fresh_bearing_[block].push_back(&key);
    }

    /// REQUIRES: each lies where it is known to lie.
    bool run() {
        for (const auto& [key, place] : fresh_.places) {
            const Place* known = index_.place(key);
            if (!known || !std::includes(known->blocks.begin(), known->blocks.end(), place.blocks.begin(),
                                         place.blocks.end()))
                add(key);
        }
        return places_.empty() || (find_all_concerned() && decide());
    }

  private:
    void add(const Key& key) {
        const auto [here, is_new] = places_.try_emplace(key);
        if (!is_new) return;
        left_.push_back(key);
        const auto fresh = fresh_.places.find(key);
        if (const Place* known = index_.place(key)) here->second = *known;
        if (fresh == fresh_.places.end()) return;
        if (!index_.place(key)) here->second = fresh->second;
        here->second.blocks.insert(fresh->second.blocks.begin(), fresh->second.blocks.end());
    }

    /// All that bear a name that one of them bears, and what these lie in, if it has no code: which node that
    /// is follows from its names.
    bool find_all_concerned() {
        constexpr std::size_t most_places = 400;
        while (!left_.empty()) {
            const Key key = std::move(left_.back());
            left_.pop_back();
            if (places_.size() > most_places) return comparison_.doubt(Unsure::place_name, key);
            if (comparison_.judged.contains(key)) return comparison_.doubt(Unsure::judgement, key);
            const Place& place = places_.at(key);
            for (const std::string& block : place.blocks) add_all_of(block);
            if (place.has_container() && !is_coded(place.container)) add(place.container);
        }
        return true;
    }

    void add_all_of(const std::string& block) {
        if (const auto* known = index_.place_block(block))
            for (const Key& key : *known) add(key);
        if (const auto fresh = fresh_bearing_.find(block); fresh != fresh_bearing_.end())
            for (const Key* key : fresh->second) add(*key);
    }

    bool is_coded(const Key& key) const {
        if (const Place* known = index_.place(key)) return known->coded;
        const auto fresh = fresh_.places.find(key);
        return fresh != fresh_.places.end() && fresh->second.coded;
    }

    bool decide() {
        std::vector<Key> known, all;
        std::vector<const Place*> places_known, places;
        for (const auto& [key, place] : places_) {
            all.push_back(key);
            places.push_back(&place);
            if (!index_.place(key)) continue;
            known.push_back(key);
            places_known.push_back(index_.place(key));
        }
        JoinedPlaces before(comparison_, std::move(known), std::move(places_known));
        JoinedPlaces after(comparison_, std::move(all), std::move(places));
        before.decide();
        after.decide();
        if (const auto changed = changed_of(index_, before, after); !changed.empty())
            return comparison_.doubt(Unsure::place_name, changed.front(), changed);
        take_notes(comparison_, before, after);
        return assign_new(comparison_, after);
    }

    Comparison& comparison_;
    const KnownIndex& index_;
    const MergeIndex& fresh_;
    std::unordered_map<std::string, std::vector<const Key*>> fresh_bearing_; ///< by block
    std::map<Key, Place> places_; ///< whom what is new may concern, with all that is said of them
    std::vector<Key> left_;       ///< of those, to be looked at
};

/// A country without a container that the code of a place names says nothing that the code does not.
bool says_nothing(const Comparison& comparison, const Key& key, const Key& container) {
    if (container.empty()) return true;
    if (!container.starts_with("country/") || !is_code_within(tail(key), tail(container))) return false;
    const Place* known = comparison.index.place(container);
    const auto fresh = comparison.fresh.places.find(container);
    return (!known || !known->has_container()) &&
           (fresh == comparison.fresh.places.end() || !fresh->second.has_container());
}

bool lies_where_known(const Comparison& comparison, const Key& key, const Place& place, const Place& known) {
    bool says_more = place.has_container() && (!known.has_container() || place.container < known.container);
    bool is_of_code = known.coded && says_nothing(comparison, key, place.container) &&
                      says_nothing(comparison, key, known.container);
    return place.coded == known.coded && place.level == known.level && (!says_more || is_of_code);
}

} // namespace

bool compare_places(Comparison& comparison) {
    const KnownIndex& index = comparison.index;
    for (const auto& [key, place] : comparison.fresh.places)
        if (const Place* known = index.place(key); known && !lies_where_known(comparison, key, place, *known))
            return comparison.doubt(Unsure::place_name, key);
    if (!PlacesComparing(comparison).run()) return false;
    for (const auto& [code, articles] : comparison.fresh.assumed) assume(comparison, code, articles);
    return true;
}

} // namespace banggiao::merging
