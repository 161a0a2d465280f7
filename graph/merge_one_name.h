// Takes people of one folded name, in order of their keys. Hands out which of them are one person: the rules
// that ask of nothing but what is known of each. Private to graph/.
#pragma once

#include <banggiao/graph/merge_people.h>

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace banggiao::merging {

inline constexpr const char* rule_of_one_article = "official.one-article";
inline constexpr const char* reason_of_one_article = "one article gives one person both offices";

/// `People` hands out what is known of each and joins them:
///   Who                               names one of them
///   person(who), key(who)             what is known, the key
///   place_name(place)                 the least key of a place's node
///   body_of(who)                      the node of the body of the key's office; something that is false:
///   none root(who), join(a, b, rule, reason), note(rule, group, others, reason)
template <typename People>
class OneName {
  public:
    using Who = typename People::Who;

    OneName(People& people, std::span<const Who> block) : people_(people), block_(block) {
        for (Who who : block)
            if (people.person(who).firm) firm_.push_back(who);
    }

    /// Those with offices that tell people apart.
    void join_firm() {
        std::map<std::string_view, std::vector<Who>> by_place;
        std::vector<Who> everywhere;
        for (Who who : firm_) {
            const auto& person = people_.person(who);
            for (const auto& place : person.jurisdictions) by_place[people_.place_name(place)].push_back(who);
            if (person.jurisdictions.empty()) everywhere.push_back(who);
        }
        for (const auto& [place, here] : by_place)
            for (std::size_t i = 1; i < here.size(); ++i) join_neighbours(here, i, place);
        for (std::size_t i = 1; i < everywhere.size(); ++i) join_neighbours(everywhere, i, {});
        join_same_title();
    }

    /// Those without.
    void join_others() {
        join_vague();
        join_by_surroundings();
    }

    void note_apart() {
        std::map<Who, Who> nodes; // root, its first key
        for (Who who : firm_) nodes.emplace(people_.root(who), who);
        if (nodes.size() < 2) return;
        std::vector<Who> firsts;
        for (auto [root, who] : nodes) firsts.push_back(who);
        people_.note("official.kept-apart", firsts, "the same name; offices or places do not agree");
    }

  private:
    /// Offices in one province, region or country; or, where `place` is empty, high offices of Việt Nam as a
    /// whole. Joins one with the first before it that it agrees with.
    void join_neighbours(const std::vector<Who>& here, std::size_t i, std::string_view place) {
        const auto& person = people_.person(here[i]);
        for (std::size_t j = 0; j < i; ++j) {
            const auto& other = people_.person(here[j]);
            if (!can_be_one_career(person, other)) continue;
            if (place.empty() && !shares_body(here[i], here[j]) && !(person.high && other.high)) continue;
            const char* rule = place.empty() ? "official.high-offices" : "official.same-jurisdiction";
            std::string reason = place.empty() ? "the same name, both in high offices of the state"
                                               : "the same name, offices in " + std::string(place);
            if (people_.join(here[j], here[i], rule, reason)) return;
        }
    }

    /// Two keys of one name with bodies that are one node under two keys.
    bool shares_body(Who a, Who b) const {
        const auto first = people_.body_of(a);
        return first && first == people_.body_of(b);
    }

    /// A body whose place an article leaves out: its holder is the one of the same name and title in a body
    /// so named, if there is exactly one.
    void join_same_title() {
        join_only_candidates(
            [&](Who who) { return people_.person(who).firm && body_name(people_.key(who)).place.empty(); },
            [&](Who unplaced, Who placed) {
                return holds_same_title(people_.key(unplaced), people_.person(unplaced), people_.key(placed),
                                        people_.person(placed));
            },
            "official.same-title", "the same name and title in a body of one name, once without its place",
            nullptr);
    }

    /// One without a telling office joins the one person of the name that it can be.
    void join_vague() {
        join_only_candidates(
            [&](Who who) { return !people_.person(who).firm; },
            [&](Who vague, Who firm) { return agrees(people_.person(vague), people_.person(firm)); },
            "official.only-candidate", "the only known person of this name whose places and dates agree",
            "several people of this name agree with it");
    }

    /// Joins each of some with the one firm node that it can be; where `several` says so, notes those it can
    /// be.
    template <typename IsOpen, typename CanBe>
    void join_only_candidates(const IsOpen& is_open, const CanBe& can_be, const char* rule,
                              const char* reason, const char* several) {
        std::vector<std::pair<Who, Who>> joins;
        for (Who who : block_) {
            if (!is_open(who)) continue;
            std::map<Who, Who> nodes; // root, its first key
            for (Who other : firm_)
                if (can_be(who, other)) nodes.emplace(people_.root(other), other);
            if (nodes.size() == 1) joins.emplace_back(nodes.begin()->second, who);
            if (nodes.size() < 2 || !several) continue;
            for (auto [root, other] : nodes) people_.note("official.kept-apart", {who, other}, several);
        }
        for (auto [other, who] : joins) people_.join(other, who, rule, reason);
    }

    /// Names without offices that nobody firm answers to: one person where their articles share a place and
    /// are of about one time, told by the first of them.
    void join_by_surroundings() {
        std::set<Who> answered;
        for (Who who : firm_) answered.insert(people_.root(who));
        std::map<std::pair<std::string_view, std::string_view>, std::vector<Who>> here; // by name and place
        for (Who who : block_) {
            if (answered.contains(people_.root(who))) continue;
            const auto& person = people_.person(who);
            for (const auto& place : person.surroundings)
                here[{person.forms->exact, people_.place_name(place)}].push_back(who);
        }
        for (auto& [where, all] : here) join_by_time(all, where.second);
    }

    /// Those without a date are of the only time there is, if there is one.
    void join_by_time(std::vector<Who>& here, std::string_view place) {
        const auto order = [&](Who who) {
            const auto& person = people_.person(who);
            return std::pair(person.first_day == 0, person.first_day);
        };
        std::stable_sort(here.begin(), here.end(), [&](Who a, Who b) { return order(a) < order(b); });
        const std::string reason = "the same name without an office in articles about " + std::string(place);
        std::size_t times = 0;
        Who first = here.front();
        for (Who who : here) {
            const auto& person = people_.person(who);
            const bool dated = person.first_day != 0;
            if (times == 0 || (dated && !are_near(people_.person(first), person))) {
                first = who;
                ++times;
            } else if (dated || times == 1) {
                people_.join(first, who, "official.same-surroundings", reason);
            }
        }
    }

    People& people_;
    std::span<const Who> block_;
    std::vector<Who> firm_; ///< of the block, with offices that tell people apart
};

} // namespace banggiao::merging
