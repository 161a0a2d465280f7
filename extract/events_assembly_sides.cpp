// Takes conferences with those told to be there. Hands out their two sides: who holds them and who came, each
// body beside the persons of its country.
#include <banggiao/extract/events_sides.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace banggiao::extract {

AssemblySides::AssemblySides(const PartyReader& parties, const std::vector<EventDraft>& events,
                             const std::vector<EntityIndex>& posts)
    : parties_(parties), scene_(parties.scene()), posts_(posts) {
    find_meetings(events);
}

template <typename Test>
void AssemblySides::move_members(Party& from, Party& to, const Test& test) const {
    for (auto* members : {&from.persons, &from.bodies}) {
        for (const Member& member : *members)
            if (test(member)) to.add(scene_, member);
        std::erase_if(*members, test);
    }
}

void AssemblySides::part_listed(EventDraft& event) const {
    if (event.home != Home::second || event.first.persons.empty() || event.second.persons.empty() ||
        (event.place != no_entity && !scene_.vietnamese(event.place)))
        return;
    const auto listed = [&](const Member& m) { return m.rule == "side"; };
    const auto ours = [&](const Member& m) { return scene_.vietnamese(m.entity); };
    if (std::all_of(event.first.persons.begin(), event.first.persons.end(), listed) &&
        std::none_of(event.first.persons.begin(), event.first.persons.end(), ours) &&
        std::any_of(event.second.persons.begin(), event.second.persons.end(), ours))
        move_members(event.second, event.first,
                     [&](const Member& m) { return m.rule == "organizes" && !ours(m); });
}

void AssemblySides::face(EventDraft& event) const {
    part_listed(event);
    const bool first = event.second.empty();
    Party& side = first ? event.first : event.second;
    Party& across = first ? event.second : event.first;
    if (side.empty() == across.empty() || side.persons.empty() || event.others.persons.empty()) return;
    const auto ours = [&](const Member& m) {
        return scene_.vietnamese(m.entity) &&
               (scene_.stands_for(m.entity) != no_entity || !scene_.foreign_name(m.entity));
    };
    const auto foreign_guest = [&](const Member& m) {
        return m.rule == "side" && (!ours(m) || scene_.foreign_name(m.entity));
    };
    const auto across_or_listed = [&](const Member& m) { return side.has_person(m.entity) || ours(m); };
    if (!std::all_of(side.persons.begin(), side.persons.end(), foreign_guest) ||
        !std::all_of(event.others.persons.begin(), event.others.persons.end(), across_or_listed))
        return;
    for (const Member& person : event.others.persons)
        if (!side.has_person(person.entity)) across.add(scene_, person);
    event.others.persons.clear();
    if (event.place == no_entity || scene_.vietnamese(event.place))
        event.home = first ? Home::second : Home::first;
}

void AssemblySides::take_sides(EventDraft& event) const {
    face(event);
    if (event.home == Home::second && event.first.empty() && !event.second.persons.empty())
        std::swap(event.first, event.others); // who attended before its host was told of
    if (!event.first.empty() || !event.second.empty() || event.others.persons.size() < 2) return;
    if (as_they_met(event)) return;
    const auto ours = [&](const Member& m) {
        return scene_.vietnamese(m.entity) &&
               (scene_.stands_for(m.entity) != no_entity || !scene_.foreign_name(m.entity));
    };
    const std::vector<Member>& all = event.others.persons;
    const bool home = ours(all.front()),
               facing = std::any_of(all.begin(), all.end(), [&](const Member&m) { return ours(m) != home; });
    const EntityIndex nation = scene_.nation(all.front().entity);
    const auto across = [&](const Member& m) {
        return facing ? ours(m) != home : scene_.nation(m.entity) != nation;
    };
    std::optional<EntityIndex> theirs; // of one country, or of towns of which that is not told
    for (const Member& person : all) {
        const EntityIndex own = scene_.nation(person.entity);
        if (!facing && own == no_entity) return;
        if (facing ? ours(person) : !across(person)) continue;
        if (theirs && *theirs != no_entity && own != no_entity && own != *theirs) return;
        if (!theirs || own != no_entity) theirs = own;
    }
    if (!theirs) return;
    for (const Member& person : all) (across(person) ? event.second : event.first).add(scene_, person);
    event.others = {};
    event.home = Home::open;
}

void AssemblySides::find_meetings(const std::vector<EventDraft>& events) {
    for (const EventDraft& event : events)
        if (event.kind == "meeting" && !event.first.persons.empty() && !event.second.persons.empty() &&
            met_.size() < farthest_event)
            met_.push_back(&event);
}

bool AssemblySides::as_they_met(EventDraft& event) const {
    for (const EventDraft* meeting : met_) {
        const EventDraft& met = *meeting;
        std::size_t first = 0, second = 0;
        for (const Member& person : event.others.persons) {
            first += met.first.has_person(person.entity);
            second += met.second.has_person(person.entity);
        }
        if (first == 0 || second == 0 || first + second != event.others.persons.size()) continue;
        for (const Member& person : event.others.persons)
            (met.first.has_person(person.entity) ? event.first : event.second).add(scene_, person);
        event.others = {};
        event.home = met.home;
        return true;
    }
    return false;
}

EntityIndex AssemblySides::country_of(const EventDraft& event, EntityIndex traveller) const {
    EntityIndex where = event.place != no_entity ? scene_.country(event.place) : no_entity;
    for (const EventDraft& visit : parties_.visits())
        if (where == no_entity && visit.first.has_person(traveller) && !visit.second.bodies.empty())
            where = scene_.country(visit.second.bodies.front().entity);
    return where;
}

void AssemblySides::part_organizers(EventDraft& event) const {
    const auto of_place = [&](const Member& m) {
        return event.place != no_entity && scene_.country(m.entity) != no_entity &&
               scene_.country(m.entity) == scene_.country(event.place);
    };
    if (event.kind == "ceremony" && // held by our embassy alone
        std::none_of(event.second.bodies.begin(), event.second.bodies.end(), of_place))
        return;
    const auto leader = [&](const Member& m) { return posts_[m.entity] == no_entity; };
    const auto chair = std::find_if(event.second.persons.begin(), event.second.persons.end(), leader);
    const bool attended = !event.first.persons.empty();
    if (!attended && chair == event.second.persons.end()) return part_foreigners(event);
    const EntityIndex guest = attended ? event.first.persons.front().entity : chair->entity;
    const EntityIndex nation = scene_.nation(guest), where = country_of(event, guest);
    if (nation == no_entity || where == no_entity || nation == where) return part_foreigners(event);
    const auto own = [&](const Member& m) {
        const bool known = scene_.country(m.entity) != no_entity;
        return nation_at(event, m.entity) == nation &&
               (known || !scene_.is_person(m.entity) || !scene_.foreign_name(m.entity));
    };
    const auto& [persons, bodies] = std::tie(event.second.persons, event.second.bodies);
    if (!attended && std::all_of(persons.begin(), persons.end(), own) &&
        std::all_of(bodies.begin(), bodies.end(), own))
        return; // held by our people alone
    const auto of_there = [&](const Member& m) { return scene_.country(m.entity) == where; };
    move_members(event.first, event.second, of_there);
    move_members(event.second, event.first, own);
}

void AssemblySides::part_foreigners(EventDraft& event) const {
    const auto at_home = [&](const Member& m) {
        const EntityIndex unit = scene_.locality(m.entity);
        return unit != no_entity && scene_.vietnamese(unit) &&
               scene_.entity(m.entity).subkind != "diplomatic";
    };
    if (event.place == no_entity
            ? std::none_of(event.second.bodies.begin(), event.second.bodies.end(), at_home)
            : !scene_.vietnamese(event.place))
        return;
    const auto foreign = [&](const Member& m) {
        const EntityIndex own = scene_.country(m.entity), unit = scene_.locality(m.entity);
        return own != no_entity ? own != scene_.viet_nam()
                                : unit != no_entity && scene_.kind(unit) == EntityKind::foreign_locality;
    };
    const auto ours = [&](const Member& m) { return !foreign(m); };
    const auto& [persons, bodies] = std::tie(event.second.persons, event.second.bodies);
    const bool chairs = std::any_of(persons.begin(), persons.end(), foreign);
    if (std::none_of(bodies.begin(), bodies.end(), ours) &&
        std::none_of(persons.begin(), persons.end(), ours))
        return;
    if (chairs) move_members(event.first, event.second, ours); // who attends is with our chair
    move_members(event.second, event.first, foreign);
}

void AssemblySides::gather_ours(EventDraft& event) const {
    if (event.home != Home::second || (event.place != no_entity && !scene_.vietnamese(event.place))) return;
    const auto ours = [&](const Member& m) {
        const bool named = scene_.is_person(m.entity) && scene_.country(m.entity) == no_entity;
        return scene_.vietnamese(m.entity) && !(named && scene_.foreign_name(m.entity));
    };
    const std::vector<Member>&persons = event.second.persons, &bodies = event.second.bodies;
    if (event.second.empty() || !std::all_of(persons.begin(), persons.end(), ours) ||
        !std::all_of(bodies.begin(), bodies.end(), ours) ||
        std::all_of(event.first.persons.begin(), event.first.persons.end(), ours))
        return;
    const bool society = std::all_of(bodies.begin(), bodies.end(), [&](const Member& m) {
        return scene_.entity(m.entity).subkind == "mass"; // whoever governs is its guest, too
    });
    move_members(event.first, event.second, [&](const Member& m) {
        const bool person = scene_.is_person(m.entity);
        const bool known = scene_.country(m.entity) != no_entity || scene_.locality(m.entity) != no_entity;
        const bool serves = person && std::any_of(bodies.begin(), bodies.end(), [&](const Member& body) {
                                return scene_.holds(m.entity, body.entity);
                            });
        return m.rule != "side" && ours(m) && (!society || serves) &&
               (known || (person && scene_.surname_of_ours(m.entity)));
    });
}

EntityIndex AssemblySides::nation_of(const Party& party) const {
    EntityIndex nation = no_entity;
    for (const Member& person : party.persons) {
        const EntityIndex own = scene_.nation(person.entity);
        if (own == no_entity || (nation != no_entity && own != nation)) return no_entity;
        nation = own;
    }
    return nation;
}

EntityIndex AssemblySides::nation_at(const EventDraft& event, EntityIndex body) const {
    const EntityIndex there = event.place != no_entity ? scene_.country(event.place) : no_entity;
    const auto named_after = [&](EntityIndex place) {
        return place != no_entity && scene_.entity(body).name.ends_with(scene_.entity(place).name);
    };
    const bool local = scene_.country(body) == no_entity && (named_after(event.place) || named_after(there));
    return local ? there : scene_.nation(body);
}

void AssemblySides::part_bodies(EventDraft& event) const {
    const EntityIndex first = nation_of(event.first), second = nation_of(event.second);
    if (first == no_entity || second == no_entity || first == second) return;
    const auto move = [&](Party& from, Party& to, EntityIndex nation) {
        const auto theirs = [&](const Member& m) { return nation_at(event, m.entity) == nation; };
        for (const Member& body : from.bodies)
            if (theirs(body)) to.add(scene_, body);
        std::erase_if(from.bodies, theirs);
    };
    const bool held_by_both =
        event.home == Home::second && event.place != no_entity && scene_.country(event.place) == first &&
        std::any_of(event.second.bodies.begin(), event.second.bodies.end(), [&](const Member& m) {
            return m.rule == "organizes" && nation_at(event, m.entity) == first;
        });
    move(event.first, event.second, second);
    move(event.second, event.first, first);
    if (held_by_both) event.home = Home::first; // they hold it at home, together
}

} // namespace banggiao::extract
