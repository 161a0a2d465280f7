// Takes events whose two sides are known. Hands out which side was at home, where it was, and what a side of
// persons stands for.
#include <banggiao/extract/events_draft.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

class Settler {
  public:
    Settler(const Scene& scene, const std::vector<Leading>& led, std::vector<EventDraft>& events)
        : scene_(scene), led_(led), events_(events) {}

    void settle();

  private:
    EntityIndex country(const Party& party) const;
    EntityIndex locality(const Party& party) const;
    bool vietnamese(const Party& party) const;
    /// Who governs a unit abroad is met there, in a story that names none of ours.
    bool governs_abroad(const Party& party) const;
    Home home_of(const EventDraft& event) const;
    /// A side that is a department and its people only: superiors come to it.
    bool department(const Party& party) const;
    bool embassy(const Party& party) const;
    /// Who is on a journey is a guest of the people there.
    Home home_by_journey(const EventDraft& event) const;
    /// Who welcomes when nobody is named: the place the guest is visiting, or where the ceremony was.
    void find_welcomer(EventDraft& event) const;
    /// A conference of persons of two countries has two sides.
    void take_sides(EventDraft& event) const;
    /// A body at a conference is there with who leads its delegation.
    void bring_leaders(Party& party) const;
    /// Who presides over the welcome receives the visitor.
    void add_welcomer(const EventDraft& ceremony);
    /// In a report of one day, what has no date was on that day; journeys are longer.
    void spread_day();
    void inherit();
    void find_place(EventDraft& event) const;
    /// Where the host is at home; `ours`: only in Việt Nam.
    bool at_locality(EventDraft& event, const Party& host, bool ours) const;
    /// Whether a town can be of a country abroad: it is, or the article does not say of which.
    bool lies_in(EntityIndex town, EntityIndex nation) const;
    /// Who is on a journey meets people where it leads: in the town spoken of, else in the country.
    bool abroad(EventDraft& event) const;
    bool leads_abroad(const EventDraft& visit, const EventDraft& event) const;
    bool visited(EntityIndex nation, const Party& guest) const;
    /// The country a government is of; itself if the article does not name it.
    EntityIndex nation_of(EntityIndex government) const;
    /// Whether a side acts for its country: the other one is foreign, or its own embassy abroad.
    bool across(const Party& party, const Party& other) const;
    /// Who heads a delegation stands for whom it is of. True if somebody does.
    bool lead_for(Party& party) const;
    /// A side of persons only is filled up with what they stand for.
    void represent(const EventDraft& event, Party& party, const Party& other) const;

    const Scene& scene_;
    const std::vector<Leading>& led_;
    std::vector<EventDraft>& events_;
    std::vector<EventDraft> visits_; ///< the journeys of the article: who is a guest where
};

void Settler::settle() {
    for (const EventDraft& event : events_)
        if (event.kind == "visit" && visits_.size() < farthest_event) visits_.push_back(event);
    for (EventDraft& event : events_)
        if (event.kind == "conference") {
            take_sides(event);
            bring_leaders(event.first);
            bring_leaders(event.second);
        }
    for (EventDraft& event : events_)
        if (event.home == Home::open) event.home = home_of(event);
    inherit();
    for (EventDraft& event : events_)
        if (event.kind == "ceremony" && event.second.empty()) find_welcomer(event);
    for (const EventDraft& event : events_)
        if (event.frame == Frame::ceremony) add_welcomer(event);
    for (EventDraft& event : events_) find_place(event);
    spread_day();
    for (EventDraft& event : events_) {
        represent(event, event.first, event.second);
        represent(event, event.second, event.first);
    }
}

EntityIndex Settler::country(const Party& party) const {
    for (const auto* members : {&party.persons, &party.bodies})
        for (const Member& member : *members)
            if (const EntityIndex found = scene_.country(member.entity); found != no_entity) return found;
    return no_entity;
}

EntityIndex Settler::locality(const Party& party) const {
    for (const auto* members : {&party.bodies, &party.persons})
        for (const Member& member : *members)
            if (const EntityIndex found = scene_.locality(member.entity); found != no_entity) return found;
    return no_entity;
}

bool Settler::vietnamese(const Party& party) const {
    const auto test = [&](const Member& m) { return scene_.vietnamese(m.entity); };
    return std::any_of(party.persons.begin(), party.persons.end(), test) ||
           (party.persons.empty() && std::any_of(party.bodies.begin(), party.bodies.end(), test));
}

Home Settler::home_of(const EventDraft& event) const {
    if (event.first_travels != event.second_travels) return event.first_travels ? Home::second : Home::first;
    if (event.seat != no_entity && event.second.has(event.seat)) return Home::second;
    const EntityIndex first = country(event.first), second = country(event.second);
    const EntityIndex where = event.place != no_entity ? scene_.country(event.place) : no_entity;
    if (where != no_entity && first != second && (where == first || where == second))
        return where == second ? Home::second : Home::first;
    if (where != no_entity && first != no_entity && second == no_entity) return Home::second;
    const bool away = event.place != no_entity && scene_.kind(event.place) == EntityKind::foreign_locality;
    if (away && where == no_entity && first != no_entity && second != no_entity && first != second &&
        (first == scene_.viet_nam() || second == scene_.viet_nam()))
        return first == scene_.viet_nam() ? Home::second : Home::first;

    if (const Home known = home_by_journey(event); known != Home::open && where == no_entity) return known;
    if (where != no_entity && first != second) return Home::first;

    if (!vietnamese(event.first) && !vietnamese(event.second) && event.scenery != no_entity &&
        first != second) {
        const EntityIndex scene = scene_.country(event.scenery);
        if (scene != no_entity && (scene == first || scene == second))
            return scene == second ? Home::second : Home::first;
    }
    if (embassy(event.first) != embassy(event.second))
        return embassy(event.first) ? Home::first : Home::second;
    const bool ours = vietnamese(event.first), theirs = vietnamese(event.second);
    if (ours != theirs)
        return ours != governs_abroad(ours ? event.second : event.first) ? Home::first : Home::second;
    if (department(event.first) != department(event.second))
        return department(event.first) ? Home::first : Home::second;
    const EntityIndex here = locality(event.first), there = locality(event.second);
    if (here != no_entity && there != no_entity && scene_.kind(here) != scene_.kind(there))
        return scene_.kind(there) == EntityKind::locality ? Home::second : Home::first;
    if ((here == no_entity) != (there == no_entity)) return here == no_entity ? Home::second : Home::first;
    return Home::first;
}

bool Settler::governs_abroad(const Party& party) const {
    const EntityIndex own = locality(party);
    if (own == no_entity || scene_.kind(own) != EntityKind::foreign_locality) return false;
    const auto& entities = scene_.annotations().entities;
    return std::none_of(entities.begin(), entities.end(), [](const Entity& entity) {
        return entity.kind == EntityKind::province || entity.kind == EntityKind::locality;
    });
}

bool Settler::department(const Party& party) const {
    return !party.bodies.empty() &&
           std::all_of(party.bodies.begin(), party.bodies.end(),
                       [&](const Member& m) { return scene_.entity(m.entity).subkind == "department"; });
}

bool Settler::embassy(const Party& party) const {
    return std::any_of(party.bodies.begin(), party.bodies.end(),
                       [&](const Member& m) { return scene_.entity(m.entity).subkind == "diplomatic"; });
}

Home Settler::home_by_journey(const EventDraft& event) const {
    for (const EventDraft& visit : visits_) {
        if (visit.kind != "visit" || visit.second.bodies.empty()) continue;
        const EntityIndex there = scene_.country(visit.second.bodies.front().entity);
        const auto travels = [&](const Party& party) {
            return std::any_of(party.persons.begin(), party.persons.end(),
                               [&](const Member& m) { return visit.first.has_person(m.entity); });
        };
        const auto of_there = [&](const Party& party) {
            const EntityIndex own = country(party);
            return own == there || own == no_entity || there == no_entity;
        };
        if (travels(event.first) && of_there(event.second)) return Home::second;
        if (travels(event.second) && of_there(event.first)) return Home::first;
    }
    return Home::open;
}

void Settler::find_welcomer(EventDraft& event) const {
    for (const EventDraft& visit : visits_)
        if (visit.kind == "visit" && !visit.second.bodies.empty() &&
            std::any_of(event.first.persons.begin(), event.first.persons.end(),
                        [&](const Member& m) { return visit.first.has_person(m.entity); }))
            return event.second.add(scene_, {visit.second.bodies.front().entity,
                                             visit.second.bodies.front().evidence, "welcome"});
    if (event.place != no_entity) event.second.add(scene_, {event.place, event.place_evidence, "welcome"});
}

void Settler::take_sides(EventDraft& event) const {
    if (!event.first.empty() || !event.second.empty() || event.others.persons.size() < 2) return;
    const EntityIndex nation = scene_.country(event.others.persons.front().entity);
    EntityIndex other = no_entity;
    for (const Member& person : event.others.persons) {
        const EntityIndex own = scene_.country(person.entity);
        if (own == no_entity || (own != nation && other != no_entity && own != other)) return;
        if (own != nation) other = own;
    }
    if (other == no_entity) return;
    for (const Member& person : event.others.persons)
        (scene_.country(person.entity) == nation ? event.first : event.second).add(scene_, person);
    event.others = {};
    event.home = Home::open;
}

void Settler::bring_leaders(Party& party) const {
    if (!party.persons.empty()) return;
    for (const Member& body : std::vector<Member>(party.bodies))
        for (const Leading& one : led_)
            if (one.body == body.entity && scene_.kind(body.entity) == EntityKind::organization)
                party.add(scene_, {one.person, body.evidence, "leads-delegation"});
}

void Settler::add_welcomer(const EventDraft& ceremony) {
    for (EventDraft& visit : events_) {
        if (visit.kind != "visit" || visit.second.bodies.empty() || !compatible(visit.date, ceremony.date))
            continue;
        const EntityIndex nation = scene_.country(visit.second.bodies.front().entity);
        const bool same = std::any_of(ceremony.first.persons.begin(), ceremony.first.persons.end(),
                                      [&](const Member& m) { return visit.first.has_person(m.entity); });
        if (!same || nation == no_entity) continue;
        for (const Member& host : ceremony.second.persons)
            if (scene_.country(host.entity) == nation && host.rule == ceremony.rule)
                visit.second.add(scene_, host);
    }
}

void Settler::inherit() {
    for (std::size_t i = 1; i < events_.size(); ++i) {
        EventDraft& event = events_[i];
        if (event.date || !event.continues) continue;
        std::size_t before = i - 1; // not a journey spoken of in between
        while (before > 0 && events_[before].kind == "visit") --before;
        event.date = events_[before].date;
        if (event.place == no_entity) {
            event.place = events_[before].place;
            event.place_evidence = events_[before].place_evidence;
        }
    }
}

void Settler::spread_day() {
    const DateMention* day = nullptr;
    for (const EventDraft& event : events_) {
        if (!event.date || event.date->is_span() || event.date->grain != DateGrain::day) continue;
        if (day && !(day->first == event.date->first)) return;
        day = &*event.date;
    }
    if (!day) return;
    const DateMention only = *day;
    for (EventDraft& event : events_)
        if (!event.date && event.kind != "visit") event.date = only;
}

void Settler::find_place(EventDraft& event) const {
    const Party& host = event.home == Home::second ? event.second : event.first;
    if (event.kind == "visit") {
        for (const Member& body : host.bodies)
            if (is_place(scene_.kind(body.entity))) {
                event.place = body.entity;
                event.place_evidence = body.evidence;
                return;
            }
    }
    if (event.place != no_entity || at_locality(event, host, true) || abroad(event) ||
        at_locality(event, host, false))
        return;
    const Party& guest = event.home == Home::second ? event.first : event.second;
    const EntityIndex here = country(host);
    if (here == no_entity || here == country(guest) || !(here == scene_.viet_nam() || visited(here, guest)))
        return;
    if (here == scene_.viet_nam() && event.scenery != no_entity && scene_.vietnamese(event.scenery)) {
        event.place = event.scenery; // the town the report is in
        event.place_evidence = event.scenery_evidence;
        return;
    }
    event.place = here;
    const std::vector<Member>& members = host.persons.empty() ? host.bodies : host.persons;
    if (!members.empty()) event.place_evidence = members.front().evidence;
}

bool Settler::at_locality(EventDraft& event, const Party& host, bool ours) const {
    for (const auto* members : {&host.bodies, &host.persons})
        for (const Member& member : *members) {
            EntityIndex place = scene_.locality(member.entity);
            if (place == no_entity && !scene_.is_person(member.entity))
                place = scene_.mission_seat(member.entity);
            if (place == no_entity || (ours && !scene_.vietnamese(place))) continue;
            event.place = place;
            event.place_evidence = member.evidence;
            return true;
        }
    return false;
}

bool Settler::lies_in(EntityIndex town, EntityIndex nation) const {
    const EntityIndex own = scene_.country(town);
    return own == nation || (own == no_entity && scene_.kind(town) == EntityKind::foreign_locality);
}

bool Settler::abroad(EventDraft& event) const {
    const EventDraft* journey = nullptr; // the last one told before
    for (const EventDraft& visit : visits_)
        if (leads_abroad(visit, event) && (!journey || visit.sentence <= event.sentence)) journey = &visit;
    if (!journey) return false;
    const Member& goal = journey->second.bodies.front();
    const EntityIndex nation = scene_.country(goal.entity);
    for (const EventDraft* told : {static_cast<const EventDraft*>(&event), journey}) {
        if (told->scenery == no_entity || !lies_in(told->scenery, nation) ||
            (told == journey && event.kind != "ceremony"))
            continue;
        event.place_evidence = told->scenery_evidence;
        event.place = told->scenery;
        return true;
    }
    event.place = is_place(scene_.kind(goal.entity)) ? goal.entity : nation;
    event.place_evidence = goal.evidence;
    return true;
}

bool Settler::leads_abroad(const EventDraft& visit, const EventDraft& event) const {
    if (visit.second.bodies.empty() || visit.triggers.front() == event.triggers.front()) return false;
    const EntityIndex nation = scene_.country(visit.second.bodies.front().entity);
    if (nation == no_entity || nation == country(visit.first) || !compatible(visit.date, event.date))
        return false;
    const auto travels = [&](const Member& m) {
        const auto stands = [&](const Member& person) {
            return scene_.stands_for(person.entity) == m.entity;
        };
        return !is_place(scene_.kind(m.entity)) &&
               (visit.first.has(m.entity) ||
                std::any_of(visit.first.persons.begin(), visit.first.persons.end(), stands));
    };
    for (const Party* party : {&event.first, &event.second, &event.others})
        if (std::any_of(party->persons.begin(), party->persons.end(), travels) ||
            std::any_of(party->bodies.begin(), party->bodies.end(), travels))
            return true;
    return false;
}

bool Settler::visited(EntityIndex nation, const Party& guest) const {
    return std::any_of(visits_.begin(), visits_.end(), [&](const EventDraft& visit) {
        return visit.kind == "visit" && !visit.second.bodies.empty() &&
               scene_.country(visit.second.bodies.front().entity) == nation &&
               std::any_of(guest.persons.begin(), guest.persons.end(),
                           [&](const Member& m) { return visit.first.has_person(m.entity); });
    });
}

EntityIndex Settler::nation_of(EntityIndex government) const {
    const EntityIndex nation = scene_.country(government);
    if (nation != no_entity) return nation;
    return scene_.vietnamese(government) && scene_.viet_nam() != no_entity ? scene_.viet_nam() : government;
}

bool Settler::across(const Party& party, const Party& other) const {
    if (other.empty()) return false;
    const EntityIndex there = country(other);
    if (!vietnamese(party)) return there != no_entity && there != country(party);
    if (there == no_entity) return !vietnamese(other);
    return there != scene_.viet_nam() || embassy(other);
}

bool Settler::lead_for(Party& party) const {
    for (const Member& person : std::vector<Member>(party.persons))
        for (const Leading& one : led_)
            if (one.person == person.entity)
                party.add(scene_, {one.body, person.evidence, "leads-delegation"});
    return !party.bodies.empty();
}

void Settler::represent(const EventDraft& event, Party& party, const Party& other) const {
    if (!party.bodies.empty() || party.persons.empty() ||
        (event.kind == "visit" && other.empty() && event.rule != "inspects"))
        return;
    if (lead_for(party)) return;
    for (const Member& person : party.persons) {
        EntityIndex body = scene_.stands_for(person.entity);
        if (body == no_entity) body = scene_.country(person.entity);
        const bool abroad = across(party, other);
        if (abroad && body != no_entity && scene_.entity(body).subkind == "government" &&
            !scene_.deputy(person.entity))
            body = nation_of(body);
        if (body == no_entity || other.has(body)) continue;
        party.add(scene_, {body, person.evidence, "stands-for"});
        return;
    }
}

} // namespace

void settle_sides(const Scene& scene, const std::vector<Leading>& led, std::vector<EventDraft>& events) {
    Settler(scene, led, events).settle();
}

} // namespace banggiao::extract
