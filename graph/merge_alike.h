// Takes the holders of one office, in order of their keys. Hands out which of those whose names are alike are
// one person. Private to graph/.
#pragma once

#include <banggiao/graph/merge_spellings.h>

#include <map>
#include <span>
#include <unordered_set>
#include <utility>
#include <vector>

namespace banggiao::merging {

/// `People` names and joins them as OneName asks for (merge_one_name.h).
template <typename People>
class AlikeInOffice {
  public:
    using Who = typename People::Who;
    struct Holder {
        Who who;
        const NameShape* name;
        Sightings sightings;
    };

    AlikeInOffice(People& people, std::span<const Holder> holders, bool single_seat)
        : people_(people), holders_(holders), single_seat_(single_seat) {}

    /// `pairs`: those that are compared, as numbers in order of keys.
    void join(std::span<const NumberPair> pairs) {
        for (auto [one, other] : pairs) {
            if (people_.root(holders_[one].who) == people_.root(holders_[other].who)) continue;
            consider(one, other);
            consider(other, one);
        }
        for (Likeness alike : {Likeness::transliteration, Likeness::name_order, Likeness::misspelling,
                               Likeness::same_surname, Likeness::short_form})
            for (const auto& [one, full] : full_forms_) decide(one, full, alike);
    }

  private:
    void consider(std::uint32_t written, std::uint32_t full) {
        const Holder &one = holders_[written], &other = holders_[full];
        Likeness alike = form_of(*one.name, one.sightings, *other.name, other.sightings, single_seat_);
        if (alike != Likeness::unlike) full_forms_[written].emplace(full, alike);
    }

    /// Transliterations of one name are all one; of other likenesses exactly one name must fit.
    void decide(std::uint32_t number, const std::map<std::uint32_t, Likeness>& full, Likeness alike) {
        Who who = holders_[number].who;
        std::vector<Who> others; // one of each node
        std::set<Who> nodes{people_.root(who)};
        for (const auto& [other, how] : full)
            if (how == alike && nodes.insert(people_.root(holders_[other].who)).second)
                others.push_back(holders_[other].who);
        bool several = others.size() > 1 && alike != Likeness::transliteration;
        for (Who other : others) {
            if (several)
                people_.note("official.kept-apart", {who, other},
                             "it can be a form of several names in one office");
            else
                people_.join(other, who, rule_of(alike),
                             "names alike, the same office at about the same time");
        }
    }

    People& people_;
    std::span<const Holder> holders_;
    bool single_seat_;
    std::map<std::uint32_t, std::map<std::uint32_t, Likeness>> full_forms_; ///< by number, those it can be
};

} // namespace banggiao::merging
