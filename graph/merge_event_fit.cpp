// Takes events of articles. Hands out which of them can be one by who took part and when.
#include <banggiao/graph/merge_event_fit.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

enum class Fit { contrary, unknown, weak, strong };

/// How well one side of an event fits one of another: mostly the same people, someone or a body in both,
/// nothing said, or neither.
Fit fit(const EventSide& a, const EventSide& b) {
    std::size_t people = common(a.people, b.people);
    if (people * 2 > std::min(a.people.size(), b.people.size())) return Fit::strong;
    bool both_named = !a.people.empty() && !b.people.empty();
    if (people > 0 || (!both_named && common(a.bodies, b.bodies) > 0)) return Fit::weak;
    return a.empty() || b.empty() ? Fit::unknown : Fit::contrary;
}

int points(Fit one, Fit other) {
    if (one == Fit::contrary || other == Fit::contrary) return -1;
    return static_cast<int>(one) + static_cast<int>(other);
}

DayWindow window(const EventGroup& event) {
    return days_of_event(event.date, event.published);
}

constexpr std::int32_t most_of_short = 31; ///< days from the first to the last

bool is_short(const DayWindow& days) {
    return days.first != DayWindow::never && days.last - days.first <= most_of_short;
}

} // namespace

std::size_t common(const std::vector<GroupId>& a, const std::vector<GroupId>& b) {
    std::vector<GroupId> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both.size();
}

int participants_fit(const EventGroup& a, const EventGroup& b) {
    int straight = points(fit(a.sides[0], b.sides[0]), fit(a.sides[1], b.sides[1]));
    int swapped = points(fit(a.sides[0], b.sides[1]), fit(a.sides[1], b.sides[0]));
    if (std::max(straight, swapped) < 0) return -1;
    bool no_sides = a.sides[0].empty() && a.sides[1].empty();
    int others = points(fit(a.sides[2], b.sides[2]), Fit::unknown) + (no_sides ? 1 : 0);
    return std::max({straight, swapped, others});
}

bool tells_day(const EventGroup& event) {
    return event.date && event.date->has_day();
}

int best_fit(const EventGroup& event) {
    const auto best = [](const EventSide& side) {
        return !side.people.empty() ? Fit::strong : !side.bodies.empty() ? Fit::weak : Fit::unknown;
    };
    const auto& [host, guest, other] = event.sides;
    const bool no_sides = host.empty() && guest.empty();
    return std::max(points(best(host), best(guest)), points(best(other), Fit::unknown) + (no_sides ? 1 : 0));
}

DayWindow days_of_event(const std::optional<PartialDate>& date, const std::optional<PartialDate>& published) {
    if (date) return date->has_year() ? DayWindow::of(*date) : DayWindow();
    if (!published || !published->is_day()) return {};
    constexpr std::int32_t week = 7;
    const DayWindow reported = DayWindow::of(*published);
    return {reported.first - week, reported.last};
}

bool dates_agree(const EventGroup& a, const EventGroup& b) {
    if (a.date && b.date) return compatible(*a.date, *b.date);
    return window(a).lies_near(window(b), 0);
}

std::vector<GroupId> participants(const EventGroup& event) {
    std::vector<GroupId> all;
    for (const EventSide& side : event.sides) {
        all.insert(all.end(), side.people.begin(), side.people.end());
        all.insert(all.end(), side.bodies.begin(), side.bodies.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

NearEvents::NearEvents(const std::unordered_map<GroupId, EventGroup>& events, const ToldAlike& alike,
                       const Groups& groups) {
    for (const auto& [group, event] : events) {
        if (alike.first(group) != group) continue;
        const DayWindow days = window(event);
        ranked_.push_back({days.first, days.last, group, &event});
    }
    std::sort(ranked_.begin(), ranked_.end(), [&](const Dated& a, const Dated& b) {
        return a.first != b.first ? a.first < b.first : groups.key(a.group) < groups.key(b.group);
    });
    for (Rank rank = 0; rank < ranked_.size(); ++rank) {
        const Dated& each = ranked_[rank];
        for (GroupId who : participants(*each.event)) {
            Taken& taken = by_participant_[who];
            (is_short({each.first, each.last}) ? taken.short_ones : taken.long_ones).push_back(rank);
        }
    }
}

/// Where either does not tell the day, they must share someone of each side (participants_fit() is `certain`
/// of none else): so those who took part on one of them are enough.
std::vector<GroupId> NearEvents::of(const EventGroup& event) const {
    const std::vector<GroupId> side = telling_side(event);
    std::vector<Rank> found;
    for (GroupId who : side) add_near(who, event, false, found);
    if (tells_day(event))
        for (GroupId who : participants(event))
            if (!std::binary_search(side.begin(), side.end(), who)) add_near(who, event, true, found);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<GroupId> groups;
    for (Rank rank : found) groups.push_back(ranked_[rank].group);
    return groups;
}

void NearEvents::add_near(GroupId who, const EventGroup& event, bool with_days_only,
                          std::vector<Rank>& found) const {
    const DayWindow days = window(event);
    const auto add = [&](Rank rank) {
        const EventGroup& other = *ranked_[rank].event;
        if ((!with_days_only || tells_day(other)) && dates_agree(event, other)) found.push_back(rank);
    };
    const Taken& taken = by_participant_.at(who);
    std::for_each(taken.long_ones.begin(), taken.long_ones.end(), add);
    auto next =
        std::lower_bound(taken.short_ones.begin(), taken.short_ones.end(), days.first - most_of_short,
                         [&](Rank rank, std::int32_t earliest) { return ranked_[rank].first < earliest; });
    for (; next != taken.short_ones.end() && ranked_[*next].first <= days.last; ++next) add(*next);
}

/// Of two sides the one of fewer events; where there are none, those who are on none; nobody where one is
/// empty.
std::vector<GroupId> NearEvents::telling_side(const EventGroup& event) const {
    const EventSide &host = event.sides[0], &guest = event.sides[1];
    if (host.empty() && guest.empty()) return event.sides[2].people;
    if (host.empty() || guest.empty()) return {};
    const EventSide& fewer = count_of(guest) < count_of(host) ? guest : host;
    std::vector<GroupId> all = fewer.people;
    all.insert(all.end(), fewer.bodies.begin(), fewer.bodies.end());
    std::sort(all.begin(), all.end());
    return all;
}

std::size_t NearEvents::count_of(const EventSide& side) const {
    std::size_t count = 0;
    for (const auto* all : {&side.people, &side.bodies})
        for (GroupId who : *all) count += by_participant_.at(who).size();
    return count;
}

} // namespace banggiao::merging
