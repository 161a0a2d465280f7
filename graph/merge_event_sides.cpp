// Takes ATTENDED, TOOK_PART and HELD_IN edges. Hands out who stood on which side of every event mentioned.
#include <banggiao/graph/merge_events.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

/// The least name of a side's people, else of its bodies: the same whatever else an article adds later.
void find_lead(const State& state, EventSide& side, const std::vector<const NameForms*>& names) {
    for (const NameForms* name : names) {
        if (side.lead.empty() || name->slug < side.lead) side.lead = name->slug;
    }
    if (!side.lead.empty()) return;
    for (GroupId body : side.bodies) {
        std::string name(tail(state.groups.key(body)));
        if (side.lead.empty() || name < side.lead) side.lead = name;
    }
}

} // namespace

void EventGroup::add(const EventGroup& other) {
    if (other.published && (!published || *other.published < *published)) published = other.published;
    places.insert(places.end(), other.places.begin(), other.places.end());
    for (std::size_t i = 0; i < sides.size(); ++i) {
        sides[i].people.insert(sides[i].people.end(), other.sides[i].people.begin(),
                               other.sides[i].people.end());
        sides[i].bodies.insert(sides[i].bodies.end(), other.sides[i].bodies.begin(),
                               other.sides[i].bodies.end());
    }
}

bool is_at_home(std::string_view who, std::string_view place) {
    return who.ends_with("@" + std::string(tail(place)));
}

std::size_t side_index(const LocalEdge& edge) {
    std::string_view side = edge.text("side");
    return side == "host" ? 0 : side == "guest" ? 1 : 2;
}

std::unordered_map<LocalId, EventGroup> collect_sides(const State& state) {
    std::unordered_map<LocalId, EventGroup> events;
    std::unordered_map<LocalId, std::array<std::vector<const NameForms*>, 3>> people;
    for (const LocalEdge& edge : state.edges) {
        bool from_event = edge.kind == EdgeKind::held_in;
        if (!from_event && edge.kind != EdgeKind::attended && edge.kind != EdgeKind::took_part) continue;
        LocalId event = from_event ? edge.from : edge.to;
        LocalId other = from_event ? edge.to : edge.from;
        GroupId group = state.locals[other].group;
        if (state.locals[event].kind != Kind::event || group == none) continue;
        EventGroup& entry = events[event];
        std::size_t side = side_index(edge);
        if (from_event) {
            entry.places.push_back(group);
        } else if (edge.kind == EdgeKind::attended) {
            entry.sides[side].people.push_back(group);
            people[event][side].push_back(state.locals[other].forms);
        } else {
            entry.sides[side].bodies.push_back(group);
        }
    }
    for (auto& [event, entry] : events) {
        std::sort(entry.places.begin(), entry.places.end(),
                  [&](GroupId a, GroupId b) { return state.groups.key(a) < state.groups.key(b); });
        for (std::size_t side = 0; side < entry.sides.size(); ++side)
            find_lead(state, entry.sides[side], people[event][side]);
    }
    return events;
}

} // namespace banggiao::merging
