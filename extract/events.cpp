// Takes a document with its entities. Hands out meetings, visits, signings, ceremonies, conferences with
// their sides. Clause by clause: a trigger gives a draft with two sides; drafts of one event are merged; then
// it is settled which side was at home, and what stands for whom.
#include <banggiao/extract/events_drafter.h>
#include <banggiao/extract/extractor.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

/// Countries that "meet" or "work with" each other are no encounter of anybody.
bool of_places(const Scene& scene, const EventDraft& event) {
    const auto only_places = [&](const Party& party) {
        return party.persons.empty() &&
               std::all_of(party.bodies.begin(), party.bodies.end(), [&](const Member& m) {
                   return is_place(scene.kind(m.entity)) && scene.kind(m.entity) != EntityKind::locality &&
                          scene.kind(m.entity) != EntityKind::province;
               });
    };
    return only_places(event.first) && only_places(event.second);
}

/// A visit to one's own country or province is none: the words speak of another's.
bool stays_at_home(const Scene& scene, const EventDraft& event) {
    if (event.kind != "visit" || event.second.bodies.empty() || event.first.persons.empty()) return false;
    const EntityIndex goal = event.second.bodies.front().entity;
    const bool country = scene.kind(goal) == EntityKind::country;
    const auto of_there = [&](const Member& m) {
        return (country ? scene.country(m.entity) : scene.locality(m.entity)) == goal;
    };
    return (country || (is_place(scene.kind(goal)) && event.first.bodies.empty())) &&
           std::all_of(event.first.persons.begin(), event.first.persons.end(), of_there);
}

/// Nobody sits on both sides: he is on the one where the words put him, not where his delegation is led.
void part_sides(EventDraft& event) {
    const auto on_both = [&](const Member& member) { return event.second.has_person(member.entity); };
    if (std::none_of(event.first.persons.begin(), event.first.persons.end(), on_both)) return;
    for (const Member& member : std::vector<Member>(event.first.persons)) {
        if (!on_both(member)) continue;
        Party& wrong = member.rule == "leads-delegation" ? event.first : event.second;
        std::erase_if(wrong.persons, [&](const Member& m) { return m.entity == member.entity; });
    }
}

EventFact to_fact(EventDraft&& draft) {
    EventFact fact;
    fact.kind = draft.kind;
    fact.name = draft.name;
    if (draft.date) fact.date = draft.date->iso();
    fact.place = draft.place;
    fact.place_evidence = draft.place_evidence;
    fact.triggers = std::move(draft.triggers);
    fact.rule = draft.rule;
    fact.participants.reserve(draft.first.size() + draft.second.size() + draft.others.size());
    const auto put = [&](Party& party, Side side) {
        for (auto* members : {&party.persons, &party.bodies})
            for (Member& member : *members)
                fact.participants.push_back(
                    {member.entity, side, member.evidence, member.rule, std::move(member.also)});
    };
    const auto on_a_side = [&](const Member& member) {
        return draft.first.has(member.entity) || draft.second.has(member.entity);
    };
    std::erase_if(draft.others.persons, on_a_side);
    std::erase_if(draft.others.bodies, on_a_side);
    const bool first_home = draft.home != Home::second;
    put(first_home ? draft.first : draft.second, Side::host);
    put(first_home ? draft.second : draft.first, Side::guest);
    put(draft.others, Side::other);
    return fact;
}

} // namespace

void find_events(const Scene& scene, Annotations& annotations) {
    Drafter drafter(scene);
    std::vector<EventDraft> events = merge_drafts(scene, drafter.read());
    std::erase_if(events, [&](const EventDraft& event) {
        return event.kind == "meeting" &&
               (event.first.empty() || event.second.empty() || of_places(scene, event));
    });
    std::erase_if(events, [&](const EventDraft& event) { return stays_at_home(scene, event); });
    for (EventDraft& event : events) {
        part_sides(event);
        const bool calls_on = event.kind == "visit" && !event.second.bodies.empty() &&
                              std::none_of(event.second.bodies.begin(), event.second.bodies.end(),
                                           [&](const Member& m) { return is_place(scene.kind(m.entity)); });
        if (event.title && (event.kind == "meeting" || calls_on) && !event.date && !event.undated)
            event.date = drafter.leading_day(); // told by the headline alone
    }
    settle_sides(scene, drafter.led(), events);
    for (EventDraft& event : events) annotations.events.push_back(to_fact(std::move(event)));
}

} // namespace banggiao::extract
