// Takes two indices. Hands out whether the places of the smaller one leave those of the larger as they are:
// known ones as they are known, new ones that are no choice for those of their name; and what the new ones
// are.
#include <banggiao/graph/extend_compare.h>
#include <banggiao/graph/merge_one_place.h>

#include <algorithm>
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

/// Compares the places that are new in a block with all of it: those known must be who they were.
class BlockComparing {
  public:
    using Named = std::pair<Key, const Place*>;

    BlockComparing(Comparison& comparison, std::vector<Named> added)
        : comparison_(comparison), added_(std::move(added)) {}

    bool run(const std::string& block) {
        if (const auto* known = comparison_.index.place_block(block))
            for (const Key& key : *known)
                known_.emplace_back(key, &comparison_.index.sure(comparison_.index.place(key)));
        for (const Named& each : added_)
            if (!add(each)) return comparison_.doubt(Unsure::place_name, block);
        const bool is_certain = std::all_of(known_.begin(), known_.end(), [&](const Named& each) {
            return std::all_of(added_.begin(), added_.end(),
                               [&](const Named& one) { return stays_beside(each, one); });
        });
        return (is_certain && !is_open_) || comparison_.doubt(Unsure::place_name, block);
    }

  private:
    /// Finds what it can be. False if that depends on what of this block is found first.
    bool add(const Named& place) {
        for (const Named& other : added_)
            if (other.first != place.first && can_be(place, other)) return false;
        std::set<std::string> nodes;
        for (const Named& other : known_) {
            if (other.first == place.first || !can_be(place, other)) continue;
            if (firmness_of(*other.second) <= firmness_of(*place.second)) return false;
            const std::string& node = comparison_.node_now(other.first);
            const Place* least = place_of(node);
            if (!least || firmness_of(*least) <= firmness_of(*place.second) || place.first < node)
                return false;
            nodes.insert(node);
        }
        const bool is_one = nodes.size() == 1;
        if (is_one) comparison_.result.assigned.emplace(place.first, *nodes.begin());
        for (const std::string& node : nodes)
            comparison_.note(is_one ? rule_of_place_name : rule_of_places_apart, {place.first, node},
                             is_one ? reason_of_place_name : reason_of_places_apart);
        return true;
    }

    /// Whether a known place has no more to choose from: it cannot be the added one, or what that is. Of
    /// those equally firm it depends on their order.
    bool stays_beside(const Named& known, const Named& added) {
        if (known.first == added.first || !can_be(known, added)) return true;
        if (firmness_of(*added.second) <= firmness_of(*known.second)) return false;
        const std::string& node = comparison_.node_now(added.first);
        return std::any_of(known_.begin(), known_.end(), [&](const Named& other) {
            return other.first != known.first && comparison_.node_now(other.first) == node &&
                   can_be(known, other);
        });
    }

    bool can_be(const Named& vague, const Named& firm) {
        return can_be_firmer(*vague.second, *firm.second, [&] {
            const Key &a = vague.second->container, &b = firm.second->container;
            return lies_in(a, b) || lies_in(b, a);
        });
    }

    /// Of places with codes alone it is known which nodes they are at any time.
    bool lies_in(Key inner, const Key& outer) {
        for (int depth = 0; depth < 6 && !inner.empty(); ++depth) {
            const Place* place = place_of(inner);
            is_open_ = is_open_ || !place || !place->coded;
            if (comparison_.node_now(inner) == comparison_.node_now(outer) ||
                is_code_within(tail(inner), tail(outer)))
                return true;
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
    std::vector<Named> added_, known_;
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
            if (!known || !known->blocks.contains(block)) blocks[block].emplace_back(key, &place);
    }
    for (auto& [block, places] : blocks)
        if (!BlockComparing(comparison, std::move(places)).run(block)) return false;
    for (const auto& [code, articles] : comparison.fresh.assumed) assume(comparison, code, articles);
    return true;
}

} // namespace banggiao::merging
