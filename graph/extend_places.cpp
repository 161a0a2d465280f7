// Takes two indices. Hands out whether the places of the smaller one leave those of the larger as they are,
// and what they themselves are: the rules on names are run on all of a name that is new to a place, without
// it and with it.
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

/// Places of one name by number in order of their keys, as PlaceNames asks for them.
class JoinedPlaces : public JoinedKeys {
  public:
    using ContainersAgree = std::function<bool(const Place&, const Place&)>;

    JoinedPlaces(const std::vector<Key>& keys, std::vector<const Place*> places, ContainersAgree agree)
        : JoinedKeys(keys), places_(std::move(places)), agree_(std::move(agree)) {}

    void decide() {
        std::vector<Who> all(size());
        std::iota(all.begin(), all.end(), Who{0});
        PlaceNames<JoinedPlaces> names(*this, all);
        for (int firmness = most_of_uncoded; firmness >= 0; --firmness) names.join_to_firmer(firmness);
    }
    const Place& place(Who who) const { return *places_[who]; }
    bool containers_agree(Who a, Who b) const { return agree_(place(a), place(b)); }

  private:
    std::vector<const Place*> places_;
    ContainersAgree agree_;
};

/// Compares the places that are new in a block with all of it: those known must be what they were.
class BlockComparing {
  public:
    using Named = std::pair<Key, const Place*>;

    BlockComparing(Comparison& comparison, const std::string& block, const std::vector<Named>& added)
        : comparison_(comparison), block_(block), all_(added.begin(), added.end()) {}

    bool run() {
        std::vector<Key> known, all;
        std::vector<const Place*> places_known, places;
        if (const auto* keys = comparison_.index.place_block(block_))
            for (const Key& key : *keys) {
                known.push_back(key);
                places_known.push_back(&comparison_.index.sure(comparison_.index.place(key)));
                all_.emplace(key, places_known.back());
            }
        for (const auto& [key, place] : all_) {
            if (comparison_.judged.contains(key)) return comparison_.doubt(Unsure::judgement, key);
            all.push_back(key);
            places.push_back(place);
        }
        const auto agree = [this](const Place& a, const Place& b) {
            return lies_in(a.container, b.container) || lies_in(b.container, a.container);
        };
        JoinedPlaces before(known, std::move(places_known), agree), after(all, std::move(places), agree);
        before.decide();
        after.decide();
        if (is_open_) return comparison_.doubt(Unsure::place_name, block_, all);
        if (const auto changed = changed_of(comparison_.index, before, after); !changed.empty())
            return comparison_.doubt(Unsure::place_name, changed.front(), changed);
        take_notes(comparison_, before, after);
        return assign_new(comparison_, after);
    }

  private:
    /// Of places with codes alone it is known which nodes they are at any time.
    bool lies_in(Key inner, const Key& outer) {
        for (int depth = 0; depth < 6 && !inner.empty(); ++depth) {
            if (inner == outer || is_code_within(tail(inner), tail(outer))) return true;
            const Place *place = place_of(inner), *other = place_of(outer);
            is_open_ = is_open_ || !place || !place->coded || !other || !other->coded;
            if (comparison_.node_now(inner) == comparison_.node_now(outer)) return true;
            inner = place ? place->container : Key();
        }
        return false;
    }

    const Place* place_of(const Key& key) const {
        if (const Place* known = comparison_.index.place(key)) return known;
        const auto fresh = comparison_.fresh.places.find(key);
        return fresh == comparison_.fresh.places.end() ? nullptr : &fresh->second;
    }

    Comparison& comparison_;
    const std::string& block_;
    std::map<Key, const Place*> all_;
    bool is_open_ = false; ///< a place without a code was asked for
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
    std::map<std::string, std::vector<BlockComparing::Named>> blocks; // those that a place is new in
    for (const auto& [key, place] : comparison.fresh.places) {
        const Place* known = index.place(key);
        if (known && !lies_where_known(comparison, key, place, *known))
            return comparison.doubt(Unsure::place_name, key);
        for (const std::string& block : place.blocks)
            if (!known || !known->blocks.contains(block))
                blocks[block].emplace_back(key, known ? known : &place);
    }
    for (const auto& [block, places] : blocks)
        if (!BlockComparing(comparison, block, places).run()) return false;
    for (const auto& [code, articles] : comparison.fresh.assumed) assume(comparison, code, articles);
    return true;
}

} // namespace banggiao::merging
