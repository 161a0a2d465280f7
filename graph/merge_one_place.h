// Takes two places of one name. Hands out whether the one told with less can be the other: the rule that asks
// of nothing but what is known of each. Private to graph/.
#pragma once

namespace banggiao::merging {

inline constexpr const char* rule_of_place_name = "place.name";
inline constexpr const char* reason_of_place_name = "the only place of this name, level and surroundings";
inline constexpr const char* rule_of_places_apart = "place.kept-apart";
inline constexpr const char* reason_of_places_apart = "several places have this name";

/// How much tells a place from others of its name. `Place` hands out level, coded and has_container().
template <typename Place>
int firmness_of(const Place& place) {
    return place.coded ? 4 : (place.has_container() ? 2 : 0) + (place.level.empty() ? 0 : 1);
}

/// Equally firm, and the containers are one node under two keys, or one holds the other.
template <typename Place>
bool same_but_for_container(const Place& a, const Place& b) {
    return !a.coded && a.has_container() && b.has_container() && a.level == b.level;
}

/// `containers_agree`: whether one of the two containers is the other or holds it.
template <typename Place, typename ContainersAgree>
bool can_be_firmer(const Place& vague, const Place& firm, const ContainersAgree& containers_agree) {
    const bool levels_agree =
        vague.level.empty() || firm.level.empty() || firm.coded || vague.level == firm.level;
    const bool is_firmer = firmness_of(firm) > firmness_of(vague) || same_but_for_container(vague, firm);
    const bool both_lie_somewhere = vague.has_container() && firm.has_container();
    return is_firmer && levels_agree && (!both_lie_somewhere || containers_agree());
}

} // namespace banggiao::merging
