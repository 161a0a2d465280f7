// Takes places of one name in order of their keys. Hands out which of them are one: each is the only one told
// more firmly that it can be. Private to graph/.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

namespace banggiao::merging {

/// How much tells a place from others of its name. `Place` hands out level, coded and has_container().
template <typename Place>
int firmness_of(const Place& place) {
    return place.coded ? 4 : (place.has_container() ? 2 : 0) + (place.level.empty() ? 0 : 1);
}
inline constexpr int most_of_uncoded = 3;

/// Equally firm, and the containers are one node under two keys, or one holds the other.
template <typename Place>
bool same_but_for_container(const Place& a, const Place& b) {
    return !a.coded && a.has_container() && b.has_container() && a.level == b.level;
}

/// `Places` hands out what is known of each and joins them:
///   Who                               names one of them
///   place(who)                        what is known
///   containers_agree(a, b)            whether the place that one lies in is that of the other, or holds it
///   root(who), join(a, b, rule, reason), note_each(rule, who, others, reason)
template <typename Places>
class PlaceNames {
  public:
    using Who = typename Places::Who;

    /// `ordered`: all of one name, in order of their keys.
    PlaceNames(Places& places, std::span<const Who> ordered) : places_(places), ordered_(ordered) {}

    /// Joins each of this firmness to the one node of firmer ones that it can be. REQUIRES: the firmer ones
    /// of all names are joined.
    void join_to_firmer(int firmness) {
        for (Who who : ordered_)
            if (firmness_of(places_.place(who)) == firmness) join_one(who);
    }

  private:
    void join_one(Who who) {
        std::vector<Who> nodes;
        for (Who other : ordered_) {
            if (other == who || !can_be(who, other)) continue;
            if (std::find(nodes.begin(), nodes.end(), places_.root(other)) != nodes.end()) continue;
            nodes.push_back(places_.root(other));
        }
        if (nodes.size() == 1)
            places_.join(who, nodes.front(), "place.name",
                         "the only place of this name, level and surroundings");
        else if (nodes.size() > 1)
            places_.note_each("place.kept-apart", who, nodes, "several places have this name");
    }

    bool can_be(Who vague_one, Who firm_one) {
        const auto &vague = places_.place(vague_one), &firm = places_.place(firm_one);
        const bool levels_agree =
            vague.level.empty() || firm.level.empty() || firm.coded || vague.level == firm.level;
        const bool is_firmer = firmness_of(firm) > firmness_of(vague) || same_but_for_container(vague, firm);
        const bool both_lie_somewhere = vague.has_container() && firm.has_container();
        return is_firmer && levels_agree &&
               (!both_lie_somewhere || places_.containers_agree(vague_one, firm_one));
    }

    Places& places_;
    std::span<const Who> ordered_;
};

} // namespace banggiao::merging
