// Takes the events of all articles. Hands out which are one: the same kind, participants, date and place, so
// that one meeting told by several papers is one. An event whose date or participants are open joins another
// only if exactly one fits. Two events told apart by one article stay two.
#include <banggiao/graph/merge_alike_told.h>
#include <banggiao/graph/merge_event_days.h>
#include <banggiao/graph/merge_event_fit.h>
#include <banggiao/graph/merge_events.h>
#include <banggiao/graph/merge_known.h>
#include <banggiao/graph/merge_state.h>
#include <banggiao/graph/merge_telling.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace banggiao::merging {

namespace {

constexpr std::size_t most_candidates = 16; ///< told alike in all but the day of the report: a week has eight
constexpr std::size_t most_compared = 64;   ///< events of one participant and day

class EventGrouper {
  public:
    EventGrouper(State& state, const Jurisdictions& jurisdictions)
        : state_(state), jurisdictions_(jurisdictions) {}

    void run() {
        auto sides = collect_sides(state_);
        for (std::uint32_t article = 0; article < state_.articles.size(); ++article)
            group_article(article, sides);
        for (auto& [group, event] : events_) settle(event);
        if (state_.known)
            leave_known(state_, events_,
                        [this](const EventGroup& a, const EventGroup& b) { return can_be_one(a, b); });
        state_.groups.apply_judgements("event/");
        if (state_.known) look_for_crowds();
        for (const auto& [group, event] : events_) days_.see(state_.groups.root(group), event);
        find_told_alike();
        join_dated();
        join_visits();
        join_open();
        if (state_.index) describe(*state_.index);
    }

  private:
    void group_article(std::uint32_t article, const std::unordered_map<LocalId, EventGroup>& sides) {
        std::vector<ToldEvent> all = told_events(state_, article, sides);
        if (state_.index) describe(all, *state_.index);
        for (ToldEvent& each : all) {
            Local& node = state_.locals[each.local];
            node.group = state_.groups.intern(each.key);
            state_.groups.tag(node.group, state_.articles[article].same_text);
            if (!each.telling.empty()) state_.tellings.emplace_back(each.local, std::move(each.telling));
            auto [known, is_new] = events_.try_emplace(node.group, std::move(each.event));
            if (!is_new) known->second.add(each.event);
        }
    }

    /// Counts tellings; of a part of the articles it also notes which tell an event.
    void describe(const std::vector<ToldEvent>& all, MergeIndex& index) const {
        for (const ToldEvent& each : all) {
            if (!each.telling.empty()) ++index.tellings[each.telling];
            if (state_.known && each.is_lone) index.lone.insert(each.key);
            if (state_.known) index.told_by[each.key].insert(each.telling);
            if (state_.known && !each.by_name.empty())
                index.by_name[each.key].insert(each.by_name.begin(), each.by_name.end());
            for (const ToldEvent* other = all.data(); other != &each; ++other) {
                if (!is_told_beside(each, *other)) continue;
                const std::string both = telling_of_both(each.telling, other->telling);
                if (!both.empty()) ++index.tellings[both];
                if (state_.known) index.beside.push_back({each.key, other->key, both});
            }
        }
    }

    /// No two that are not can be joined, but through others that are.
    bool can_be_one(const EventGroup& a, const EventGroup& b) const {
        const int fit = a.kind == b.kind ? participants_fit(a, b) : -1;
        const bool is_near =
            (fit >= enough_fit(a, b) && dates_agree(a, b)) || (fit >= certain && are_following_stays(a, b));
        return is_near && places_agree(a, b);
    }

    static bool are_following_stays(const EventGroup& a, const EventGroup& b) {
        return a.kind == "visit" && has_exact_date(a) && has_exact_date(b) && are_following(*a.date, *b.date);
    }

    /// Of who took part in more than were compared it is not known which they were.
    void look_for_crowds() {
        for (const auto& [group, event] : events_)
            for (GroupId who : participants(event))
                state_.is_uncertain =
                    state_.is_uncertain || state_.known->index.is_crowded(state_.node_of(who));
    }

    void describe(MergeIndex& index) const {
        for (GroupId who : crowded_) index.crowded.insert(state_.node_of(who));
    }

    /// From groups to nodes: sorted roots, comparable with those of other events.
    void settle(EventGroup& event) {
        const auto settle_all = [this](std::vector<GroupId>& groups) {
            for (GroupId& group : groups) group = state_.groups.root(group);
            std::sort(groups.begin(), groups.end());
            groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
        };
        for (EventSide& side : event.sides) {
            settle_all(side.people);
            leave_namesakes(side.people);
            settle_all(side.bodies);
        }
        for (std::size_t side = 1; side < event.sides.size(); ++side) {
            for (std::size_t before = 0; before < side; ++before) {
                take_away(event.sides[side].people, event.sides[before].people);
                take_away(event.sides[side].bodies, event.sides[before].bodies);
            }
        }
        settle_all(event.places);
    }

    /// Of whom several articles tell by name alone and nobody knows who it is, is one, however many tell it.
    void leave_namesakes(std::vector<GroupId>& people) const {
        if (people.size() < 2) return;
        std::map<std::string_view, GroupId> first;
        for (GroupId who : people)
            if (const auto name = name_alone(state_.groups.node(who)); !name.empty()) {
                const auto [known, is_new] = first.emplace(name, who);
                if (state_.groups.node(who) < state_.groups.node(known->second)) known->second = who;
            }
        std::erase_if(people, [&](GroupId who) {
            const auto known = first.find(name_alone(state_.groups.node(who)));
            return known != first.end() && known->second != who;
        });
    }

    /// Nobody is on two sides: who is told of on both is on the first. Both are in order.
    static void take_away(std::vector<GroupId>& groups, const std::vector<GroupId>& others) {
        std::erase_if(groups,
                      [&](GroupId group) { return std::binary_search(others.begin(), others.end(), group); });
    }

    bool places_agree(const EventGroup& a, const EventGroup& b) const {
        if (a.places.empty() || b.places.empty() || common(a.places, b.places) > 0) return true;
        return std::any_of(a.places.begin(), a.places.end(), [&](GroupId one) {
            return std::any_of(b.places.begin(), b.places.end(),
                               [&](GroupId other) { return holds(one, other) || holds(other, one); });
        });
    }

    /// Whether the inner place lies in the outer one as far as its code and the articles say.
    bool holds(GroupId outer, GroupId inner) const {
        for (int depth = 0; depth < 6 && inner < jurisdictions_.containers.size(); ++depth) {
            if (is_code_within(tail(state_.groups.key(inner)), tail(state_.groups.key(outer)))) return true;
            inner = jurisdictions_.containers[inner];
            if (inner == none) return false;
            if (state_.groups.root(inner) == outer) return true;
        }
        return false;
    }

    /// What could tell open events of several articles apart: of one without a day also when it was reported.
    using Telling = std::tuple<std::string_view, std::optional<PartialDate>, std::optional<PartialDate>,
                               std::array<std::pair<std::vector<GroupId>, std::vector<GroupId>>, 3>,
                               std::vector<GroupId>>;

    static Telling telling(const EventGroup& event) {
        const auto side = [&](std::size_t which) {
            return std::pair(event.sides[which].people, event.sides[which].bodies);
        };
        return {event.kind, event.date, tells_day(event) ? std::nullopt : event.published,
                std::array{side(0), side(1), side(2)}, event.places};
    }

    /// Finds open events that articles tell alike by different names.
    void find_told_alike() {
        std::map<Telling, std::vector<GroupId>> alike;
        for (const auto& [group, event] : events_) {
            const bool would_fit = participants_fit(event, event) >= enough_fit(event, event);
            if (is_open(event) && !is_exact(event) && would_fit) alike[telling(event)].push_back(group);
        }
        for (const auto& [what, groups] : alike) alike_.add(groups, state_.groups);
    }

    /// Events by what they share: kind, exact date and a person. Without one participants_fit() is never
    /// `certain`, so bodies do not count.
    void join_dated() {
        std::map<std::tuple<std::string_view, PartialDate, GroupId>, std::vector<GroupId>> blocks;
        for (const auto& [group, event] : events_) {
            if (!has_exact_date(event)) continue;
            for (GroupId who : people(event)) blocks[{event.kind, *event.date, who}].push_back(group);
        }
        Groups::Pairs pairs;
        for (auto& [shared, groups] : blocks) {
            if (groups.size() > most_compared) {
                crowded_.insert(std::get<GroupId>(shared));
                state_.groups.sort_by_key(groups);
            }
            for (std::size_t i = 1; i < groups.size(); ++i) find_same_day(groups, i, pairs);
        }
        join_all(std::move(pairs), "event.same-day", "the same kind, date and participants of both sides");
    }

    void find_same_day(const std::vector<GroupId>& groups, std::size_t i, Groups::Pairs& pairs) const {
        const EventGroup& event = events_.at(groups[i]);
        for (std::size_t j = 0; j < std::min(i, most_compared); ++j) {
            const EventGroup& other = events_.at(groups[j]);
            if (participants_fit(event, other) < certain || !places_agree(event, other)) continue;
            pairs.emplace_back(groups[j], groups[i]);
        }
    }

    /// Those of the most equal company first: where an article tells two apart, it matters.
    void join_all(Groups::Pairs pairs, const char* rule, const char* reason) {
        state_.groups.sort_by_keys(pairs);
        std::vector<std::pair<std::size_t, std::size_t>> order; // how unequal, and which
        for (std::size_t i = 0; i < pairs.size(); ++i)
            order.emplace_back(not_common(participants(events_.at(pairs[i].first)),
                                          participants(events_.at(pairs[i].second))),
                               i);
        std::sort(order.begin(), order.end());
        for (auto [difference, i] : order) join(pairs[i].first, pairs[i].second, rule, reason);
    }

    void join(GroupId one, GroupId other, const char* rule, const char* reason) {
        const GroupId a = state_.groups.root(one), b = state_.groups.root(other);
        if (!days_.agree(a, b))
            state_.groups.note("event.kept-apart", {one, other},
                               "what else is told of their days does not agree");
        else if (a != b && state_.groups.join(one, other, rule, reason))
            days_.unite(a, b, state_.groups.root(one));
    }

    static std::size_t not_common(const std::vector<GroupId>& a, const std::vector<GroupId>& b) {
        return a.size() + b.size() - 2 * common(a, b);
    }

    /// The days of a visit, counted from one day on.
    struct Stay {
        std::int32_t first, last;
        GroupId group;
    };

    /// Visits told by the day, or by their first and last: a guest is in one place once in a few days.
    void join_visits() {
        std::map<GroupId, std::vector<Stay>> stays;
        for (const auto& [group, event] : events_) {
            if (event.kind != "visit" || !has_exact_date(event)) continue;
            for (GroupId who : people(event))
                stays[who].push_back(
                    {day_number(event.date->earliest()), day_number(event.date->latest()), group});
        }
        Groups::Pairs pairs;
        for (auto& [who, all] : stays) {
            std::sort(all.begin(), all.end(), [this](const Stay& a, const Stay& b) {
                return std::tie(a.first, a.last, state_.groups.key(a.group)) <
                       std::tie(b.first, b.last, state_.groups.key(b.group));
            });
            for (std::size_t i = 0; i < all.size(); ++i)
                if (find_following_stays(all, i, pairs)) crowded_.insert(who);
        }
        join_all(std::move(pairs), "event.same-visit",
                 "the same guests and hosts in the same place within a few days");
    }

    /// True if there are more than are compared.
    bool find_following_stays(const std::vector<Stay>& stays, std::size_t i, Groups::Pairs& pairs) const {
        const EventGroup& visit = events_.at(stays[i].group);
        for (std::size_t j = i + 1; j < stays.size() && stays[j].first <= stays[i].last + days_between_stays;
             ++j) {
            if (j >= i + most_compared) return true;
            const EventGroup& other = events_.at(stays[j].group);
            if (participants_fit(visit, other) < certain || !places_agree(visit, other)) continue;
            pairs.emplace_back(stays[i].group, stays[j].group);
        }
        return false;
    }

    /// In order, each once.
    static std::vector<GroupId> people(const EventGroup& event) {
        std::vector<GroupId> all;
        for (const EventSide& side : event.sides)
            all.insert(all.end(), side.people.begin(), side.people.end());
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    /// Groups with an open date or an open side: each joins the one dated node that fits, or several that fit
    /// each other as well; where no dated one fits, undated ones. Where several fit that do not fit each
    /// other, none of them is joined, nor joins it in turn.
    void join_open() {
        const NearEvents near(events_, alike_, state_.groups);
        for (bool dated : {true, false}) {
            Groups::Pairs joins;
            for (const auto& [group, event] : events_) {
                if (!is_open(event) || answered_.contains(group)) continue;
                auto fits = candidates(group, dated, near);
                if (fits.empty()) continue;
                answered_.insert(group);
                if (fits.size() <= most_candidates && all_fit(fits)) {
                    for (GroupId fitting : fits) joins.emplace_back(fitting, group);
                } else {
                    state_.groups.note_each("event.kept-apart", group, fits, "several events fit it");
                    between_several_[dated].insert(group);
                }
            }
            std::erase_if(joins, [this](const auto& pair) { return is_between(pair.first, pair.second); });
            join_all(std::move(joins), "event.only-candidate",
                     "the only event of this kind whose participants, date and place fit");
        }
    }

    /// Whether several such as another fit an event.
    bool is_between(GroupId event, GroupId other) const {
        return between_several_[has_exact_date(events_.at(other))].contains(event);
    }

    bool all_fit(const std::vector<GroupId>& groups) const {
        for (std::size_t i = 1; i < groups.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (!fits(groups[i], groups[j])) return false;
            }
        }
        return true;
    }

    /// Whether two events can be one: kind, date, participants, place; and no article tells them apart.
    bool fits(GroupId a, GroupId b) const {
        const EventGroup& one = events_.at(a);
        const EventGroup& other = events_.at(b);
        if (one.kind != other.kind || !dates_agree(one, other)) return false;
        return participants_fit(one, other) >= enough_fit(one, other) && places_agree(one, other) &&
               !state_.groups.share_tag(a, b) && days_.agree(state_.groups.root(a), state_.groups.root(b));
    }

    static bool is_open(const EventGroup& event) {
        bool open_side = event.sides[0].empty() || event.sides[1].empty();
        bool by_bodies = event.sides[0].people.empty() && event.sides[1].people.empty();
        return !has_exact_date(event) || !event.date->is_day() || open_side || by_bodies;
    }

    /// One group of each node that fits, dated or not, of those told alike the first; one more than are ever
    /// joined: further ones make no difference.
    std::vector<GroupId> candidates(GroupId group, bool dated, const NearEvents& near) const {
        std::vector<GroupId> found;
        for (GroupId other : near.of(events_.at(group))) {
            bool same_node = state_.groups.root(other) == state_.groups.root(group);
            if (same_node || has_exact_date(events_.at(other)) != dated || !fits(group, other)) continue;
            auto is_known = [&](GroupId one) { return state_.groups.root(one) == state_.groups.root(other); };
            if (std::any_of(found.begin(), found.end(), is_known)) continue;
            found.push_back(other);
            if (found.size() > most_candidates) break;
        }
        return found;
    }

    State& state_;
    const Jurisdictions& jurisdictions_;
    std::set<GroupId> crowded_; ///< who took part in more events of a day or visit than are compared
    std::unordered_map<GroupId, EventGroup> events_;
    ToldAlike alike_;
    EventDays days_;
    std::set<GroupId> answered_; ///< open groups for which something fits
    std::array<std::set<GroupId>, 2>
        between_several_; ///< of those, which of several undated, dated ones is unknown
};

} // namespace

void group_events(State& state, const Jurisdictions& jurisdictions) {
    EventGrouper(state, jurisdictions).run();
}

} // namespace banggiao::merging
