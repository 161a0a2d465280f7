// Takes events whose two sides are known. Hands out which side was at home; then where it was and what a side
// of persons stands for.
#include <banggiao/extract/events_sides.h>
#include <banggiao/extract/resolution.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace banggiao::extract {

namespace {

class Settler {
  public:
    Settler(const PartyReader& parties, const Delegations& led, std::vector<EventDraft>& events)
        : parties_(parties), scene_(parties.scene()), led_(led), events_(events) {
        const Annotations& found = scene_.annotations();
        posts_.assign(found.entities.size(), no_entity);
        for (const Holding& holding : found.holdings) {
            if (holding.at != no_entity) posts_[holding.official] = holding.at;
            if (holding.body != no_entity && commanders_.size() < farthest_event && commands(holding))
                commanders_.emplace_back(holding.official, holding.body);
        }
    }

    void settle();

  private:
    /// An ambassador is the guest of the people of the country he is sent to.
    bool posted_to(const Party& party, EntityIndex nation) const;
    /// Who governs a unit abroad is met there, in a story that names none of ours.
    bool governs_abroad(const Party& party) const;
    /// A gathering of two countries is a meeting of those of them who have a side; our envoys there have
    /// none.
    void meet(EventDraft& event) const;
    Home home_of(const EventDraft& event) const;
    /// The country of a side; Việt Nam of who is of it as far as the article shows.
    EntityIndex nation(const Party& party) const;
    /// Whether a side is of Việt Nam, its persons by their names where their offices do not say.
    bool ours(const Party& party) const;
    /// Whether a body or an officer of the house where it was is of that side.
    bool at_seat(const Party& party, EntityIndex seat) const;
    /// A side that is a department, a union, a school … and its people only: superiors come to it.
    bool unit(const Party& party, const Party& other) const;
    bool all_of_kind(const Party& party, std::string_view kind) const;
    /// Whether a side is or serves a body or place: who serves none comes to it.
    bool housed(const Party& party) const;
    /// Our people come to our embassies.
    /// `tại Brussels`: whoever acts there for an alliance or another body of many states is at home.
    Home at_seat_of_alliance(const EventDraft& event) const;
    Home at_mission(const EventDraft& event) const;
    /// A body that governs its province or city, and a side that speaks for one.
    bool leading(EntityIndex body) const;
    bool leads(const Party& party) const;
    /// Who is on a journey is a guest of the people there.
    Home home_by_journey(const EventDraft& event) const;
    /// Who welcomes when nobody is named: the place the guest is visiting, or where the ceremony was.
    void find_welcomer(EventDraft& event) const;
    /// A body at a meeting or conference is there with who leads its delegation.
    void bring_leaders(Party& party) const;
    /// A navy that calls at a port, or is welcomed there, comes with who commands the ship.
    void bring_commander(Party& party) const;
    static bool commands(const Holding& holding);
    /// In a report of one day, what has no date was on that day; journeys are longer.
    void spread_day();
    void inherit();

    const PartyReader& parties_;
    const Scene& scene_;
    const Delegations& led_;
    std::vector<EventDraft>& events_;
    std::vector<std::pair<EntityIndex, EntityIndex>>
        commanders_;                 ///< and their navies: as many as are looked at
    std::vector<EntityIndex> posts_; ///< by entity: where an ambassador is sent to
};

void Settler::settle() {
    AssemblySides assemblies(parties_, events_, posts_);
    for (EventDraft& event : events_)
        if (event.kind == "conference" || event.kind == "meeting") {
            if (event.kind == "conference") {
                assemblies.take_sides(event);
                assemblies.part_bodies(event);
            }
            bring_leaders(event.first);
            bring_leaders(event.second);
        } else if (event.kind == "visit" || event.kind == "ceremony") {
            if (event.kind == "visit") bring_leaders(event.first);
            if (event.frame == Frame::assembly) assemblies.face(event);
            if (event.kind == "ceremony") assemblies.take_sides(event);
            bring_commander(event.first);
        } else if (event.frame == Frame::assembly) {
            assemblies.take_sides(event);
        }
    for (EventDraft& event : events_)
        if (event.home == Home::open) event.home = home_of(event);
    inherit();
    for (EventDraft& event : events_)
        if (event.home == Home::second &&
            (event.kind == "conference" || (event.kind == "ceremony" && event.frame == Frame::assembly &&
                                            event.place != no_entity && !scene_.vietnamese(event.place))))
            assemblies.part_organizers(event);
    for (EventDraft& event : events_)
        if (event.frame == Frame::assembly && event.kind != "meeting") assemblies.gather_ours(event);
    settle_members(scene_, events_);
    for (EventDraft& event : events_)
        if (event.kind == "ceremony" && event.second.empty() && event.others.empty()) find_welcomer(event);
    for (EventDraft& event : events_)
        if (event.encounter && event.kind == "conference") meet(event);
    add_counterparts(parties_, events_);
    find_places(parties_, events_);
    spread_day();
    represent_sides(parties_, led_, events_);
}

void Settler::meet(EventDraft& event) const {
    if (event.first.empty() || event.second.empty()) return;
    event.kind = "meeting";
    const auto envoy = [&](const Member& m) {
        const EntityIndex house = scene_.stands_for(m.entity);
        const bool posted = posts_[m.entity] != no_entity ||
                            (house != no_entity && scene_.entity(house).subkind == "diplomatic");
        return m.rule == "attends" && posted && scene_.vietnamese(m.entity);
    };
    for (Party* party : {&event.first, &event.second}) {
        for (const Member& person : party->persons)
            if (envoy(person)) event.others.add(scene_, person);
        std::erase_if(party->persons, envoy);
    }
}

Home Settler::home_of(const EventDraft& event) const {
    if (event.first_travels != event.second_travels) return event.first_travels ? Home::second : Home::first;
    const bool own_seat = at_seat(event.first, event.seat);
    if (own_seat != at_seat(event.second, event.seat)) return own_seat ? Home::first : Home::second;
    if (const Home mission = at_mission(event); mission != Home::open) return mission;
    const EntityIndex first = parties_.country(event.first), second = parties_.country(event.second);
    if (const Home seat = at_seat_of_alliance(event); seat != Home::open) return seat;
    if (event.palace != no_entity && first != second && (event.palace == first || event.palace == second))
        return event.palace == second ? Home::second : Home::first;
    const EntityIndex where = event.place != no_entity ? scene_.country(event.place) : no_entity;
    const bool all_ours = where != no_entity && where == scene_.viet_nam() && ours(event.first) &&
                          ours(event.second); // a ministry without its country beside a society with it
    if (where != no_entity && !all_ours && first != second && (where == first || where == second))
        return where == second ? Home::second : Home::first;
    if (where != no_entity && first != no_entity && second == no_entity) return Home::second;
    const bool away = event.place != no_entity && scene_.kind(event.place) == EntityKind::foreign_locality;
    const bool third = away && where == no_entity && !scene_.entity(event.place).code.empty();
    if (third && first != no_entity && second != no_entity && first != second)
        return Home::first; // in a country that neither is of: whom the story is about
    if (away && where == no_entity && first != no_entity && second != no_entity && first != second &&
        (first == scene_.viet_nam() || second == scene_.viet_nam()))
        return first == scene_.viet_nam() ? Home::second : Home::first;
    const bool abroad = away || (where != no_entity && where != scene_.viet_nam());
    const bool we = ours(event.first), divided = we != ours(event.second);
    const EntityIndex theirs_is = we ? second : first;
    if (abroad && divided && (theirs_is == no_entity || theirs_is == scene_.viet_nam()))
        return we ? Home::second
                  : Home::first; // of no country that is named, or a society of friends of ours
    if (divided && where != no_entity && where == scene_.viet_nam()) return we ? Home::first : Home::second;
    if (const Home known = home_by_journey(event); known != Home::open && where == no_entity) return known;
    if (where != no_entity && first != second) return Home::first;

    if (event.scenery != no_entity && first != second) {
        const EntityIndex scene = scene_.country(event.scenery);
        if (scene != no_entity && (scene == first || scene == second))
            return scene == second ? Home::second : Home::first;
    }
    const bool envoy_first = posted_to(event.first, second), envoy_second = posted_to(event.second, first);
    if (where == no_entity && envoy_first != envoy_second) return envoy_first ? Home::second : Home::first;
    const bool ours = parties_.vietnamese(event.first), theirs = parties_.vietnamese(event.second);
    if (ours != theirs)
        return ours != governs_abroad(ours ? event.second : event.first) ? Home::first : Home::second;
    const bool one = unit(event.first, event.second), two = unit(event.second, event.first);
    if (one != two) return one ? Home::first : Home::second;
    if (all_of_kind(event.second, "company") && all_of_kind(event.first, "department")) return Home::second;
    const EntityIndex here = parties_.locality(event.first), there = parties_.locality(event.second);
    if (here != no_entity && there != no_entity && scene_.kind(here) != scene_.kind(there))
        return scene_.kind(there) == EntityKind::locality ? Home::second : Home::first;
    if ((here == no_entity) != (there == no_entity)) return here == no_entity ? Home::second : Home::first;
    return !housed(event.first) && housed(event.second) ? Home::second : Home::first;
}

bool Settler::housed(const Party& party) const {
    const auto of_house = [&](const Member& m) {
        return scene_.stands_for(m.entity) != no_entity && !scene_.former(m.entity);
    };
    return !party.bodies.empty() || std::any_of(party.persons.begin(), party.persons.end(), of_house);
}

EntityIndex Settler::nation(const Party& party) const {
    const EntityIndex own = parties_.country(party);
    return own == no_entity && parties_.vietnamese(party) ? scene_.viet_nam() : own;
}

bool Settler::ours(const Party& party) const {
    const auto foreign = [&](const Member& m) {
        const EntityIndex own = scene_.country(m.entity), body = scene_.stands_for(m.entity);
        const bool friends =
            body != no_entity && scene_.entity(body).subkind == "mass"; // `Hội hữu nghị A - Việt`
        return (own == no_entity || (friends && own == scene_.viet_nam())) && scene_.foreign_name(m.entity);
    };
    return parties_.vietnamese(party) && std::none_of(party.persons.begin(), party.persons.end(), foreign);
}

bool Settler::posted_to(const Party& party, EntityIndex nation) const {
    if (nation == no_entity || party.persons.empty()) return false;
    const EntityIndex envoy = party.persons.front().entity;
    return scene_.rank(envoy).starts_with("đại sứ") && posts_[envoy] == nation;
}

bool Settler::at_seat(const Party& party, EntityIndex seat) const {
    if (seat == no_entity) return false;
    return party.has(seat) || std::any_of(party.persons.begin(), party.persons.end(),
                                          [&](const Member& m) { return scene_.holds(m.entity, seat); });
}

bool Settler::governs_abroad(const Party& party) const {
    const EntityIndex own = parties_.locality(party);
    if (own == no_entity || scene_.kind(own) != EntityKind::foreign_locality) return false;
    const auto& entities = scene_.annotations().entities;
    return std::none_of(entities.begin(), entities.end(), [](const Entity& entity) {
        return entity.kind == EntityKind::province || entity.kind == EntityKind::locality;
    });
}

Home Settler::at_seat_of_alliance(const EventDraft& event) const {
    static constexpr std::array<std::string_view, 10> seats = {
        "brussels", "bruxelles", "brúc-xen",  "new york",   "niu oóc",
        "geneva",   "genève",    "giơ-ne-vơ", "strasbourg", "la haye"};
    if (event.place == no_entity || scene_.kind(event.place) != EntityKind::foreign_locality)
        return Home::open;
    const auto alliance = [&](const Party& party) {
        const auto body = [&](const Member& m) {
            const EntityIndex house = scene_.is_person(m.entity) ? scene_.stands_for(m.entity) : m.entity;
            return house != no_entity && scene_.entity(house).subkind == "international";
        };
        return std::any_of(party.persons.begin(), party.persons.end(), body) ||
               std::any_of(party.bodies.begin(), party.bodies.end(), body);
    };
    const bool first = alliance(event.first), second = alliance(event.second);
    const EntityIndex country = scene_.country(event.place);
    const Party& other = first ? event.second : event.first;
    if (first == second || (country != no_entity && parties_.country(other) == country) ||
        std::find(seats.begin(), seats.end(), folded(scene_.entity(event.place).name)) == seats.end())
        return Home::open;
    return first ? Home::first : Home::second;
}

Home Settler::at_mission(const EventDraft& event) const {
    const bool first = parties_.embassy(event.first), second = parties_.embassy(event.second);
    if (first == second || !parties_.vietnamese(event.first) || !parties_.vietnamese(event.second))
        return Home::open;
    const bool here = event.place != no_entity && scene_.vietnamese(event.place);
    if (here) return first ? Home::second : Home::first; // the consul came home
    return first ? Home::first : Home::second;
}

bool Settler::unit(const Party& party, const Party& other) const {
    static constexpr std::array<std::string_view, 6> kinds = {"department", "mass",     "education",
                                                              "media",      "military", "other"};
    const EntityIndex province = parties_.locality(other); // a province has companies come to it
    const bool below = province != no_entity && parties_.locality(party) == province && leads(other);
    const bool secretary = below && !other.persons.empty() &&
                           scene_.stands_for(other.persons.front().entity) != no_entity &&
                           scene_.entity(scene_.stands_for(other.persons.front().entity)).subkind == "party";
    if (!below && party.persons.empty() && party.bodies.size() > 1) return false; // several come together
    return !party.bodies.empty() &&
           std::all_of(party.bodies.begin(), party.bodies.end(), [&](const Member& m) {
               const std::string& kind = scene_.entity(m.entity).subkind;
               return (province == no_entity && kind == "company") || (below && !leading(m.entity)) ||
                      (secretary && (kind == "people_committee" || kind == "people_council")) ||
                      std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
           });
}

bool Settler::all_of_kind(const Party& party, std::string_view kind) const {
    return !party.bodies.empty() &&
           std::all_of(party.bodies.begin(), party.bodies.end(),
                       [&](const Member& m) { return scene_.entity(m.entity).subkind == kind; });
}

bool Settler::leading(EntityIndex body) const {
    static constexpr std::array<std::string_view, 5> heads = {"tỉnh ủy", "thành ủy", "thường trực",
                                                              "ban thường vụ", "ban chấp hành"};
    const Entity& entity = scene_.entity(body);
    const std::string& name = folded(entity.name);
    return is_place(entity.kind) || entity.subkind == "people_committee" ||
           entity.subkind == "people_council" ||
           std::any_of(heads.begin(), heads.end(),
                       [&](std::string_view head) { return name.starts_with(head); });
}

bool Settler::leads(const Party& party) const {
    const auto own = [&](const Member& m) {
        const EntityIndex body = scene_.is_person(m.entity) ? scene_.stands_for(m.entity) : m.entity;
        return body != no_entity && leading(body);
    };
    return std::any_of(party.persons.begin(), party.persons.end(), own) ||
           std::any_of(party.bodies.begin(), party.bodies.end(), own);
}

Home Settler::home_by_journey(const EventDraft& event) const {
    constexpr std::size_t near = 1; ///< sentences from a headline to the journey
    for (const EventDraft& visit : parties_.visits()) {
        if (visit.kind != "visit" || visit.second.bodies.empty()) continue;
        const EntityIndex there = scene_.country(visit.second.bodies.front().entity);
        const auto travels = [&](const Party& party) {
            return std::any_of(party.persons.begin(), party.persons.end(),
                               [&](const Member& m) { return visit.first.has_person(m.entity); });
        };
        const auto of_there = [&](const Party& party) {
            const EntityIndex own = parties_.country(party);
            return own == there || own == no_entity || there == no_entity;
        };
        if (travels(event.first) && of_there(event.second)) return Home::second;
        if (travels(event.second) && of_there(event.first)) return Home::first;
        if (event.kind != "signing" || visit.sentence > event.sentence + near || there == no_entity) continue;
        const EntityIndex from = nation(visit.first); // `nhân chuyến thăm B của A, C và D đã ký`
        const EntityIndex one = nation(event.first), other = nation(event.second);
        if (from == no_entity || from == there) continue;
        if (other == there && one == from) return Home::second;
        if (one == there && other == from) return Home::first;
    }
    return Home::open;
}

void Settler::find_welcomer(EventDraft& event) const {
    if (event.seat != no_entity && !event.first.has(event.seat) && scene_.vietnamese(event.seat))
        return event.second.add(scene_, {event.seat, event.triggers.front(), "welcome"});
    for (const EventDraft& visit : parties_.visits())
        if (visit.kind == "visit" && !visit.second.bodies.empty() &&
            std::any_of(event.first.persons.begin(), event.first.persons.end(),
                        [&](const Member& m) { return visit.first.has_person(m.entity); }))
            return event.second.add(scene_, {visit.second.bodies.front().entity,
                                             visit.second.bodies.front().evidence, "welcome"});
    if (event.place != no_entity) event.second.add(scene_, {event.place, event.place_evidence, "welcome"});
}

void Settler::bring_leaders(Party& party) const {
    if (!party.persons.empty()) return;
    for (const Member& body : std::vector<Member>(party.bodies))
        if (scene_.kind(body.entity) == EntityKind::organization)
            for (const Leading& one : led_.of_body(body.entity))
                party.add(scene_, {one.person, body.evidence, "leads-delegation"});
}

bool Settler::commands(const Holding& holding) {
    const std::string& title = holding.folded_title;
    return title.starts_with("chỉ huy") || title.starts_with("thuyền trưởng") ||
           title.starts_with("hạm trưởng");
}

void Settler::bring_commander(Party& party) const {
    if (!party.persons.empty()) return;
    for (const Member& body : std::vector<Member>(party.bodies))
        if (scene_.entity(body.entity).subkind == "military" && !scene_.vietnamese(body.entity))
            for (const auto& [person, navy] : commanders_)
                if (navy == body.entity) party.add(scene_, {person, body.evidence, "commands"});
}

void Settler::inherit() {
    for (std::size_t i = 1; i < events_.size(); ++i) {
        EventDraft& event = events_[i];
        if (event.date || !event.continues || event.undated || event.kind == "visit") continue;
        std::size_t before = i - 1; // not a journey spoken of in between
        while (before > 0 && (events_[before].kind == "visit" || events_[before].undated)) --before;
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
        if (!event.date && event.kind != "visit" && !event.on_journey && !event.undated) event.date = only;
}

} // namespace

PartyReader::PartyReader(const Scene& scene, const std::vector<EventDraft>& events) : scene_(scene) {
    for (const EventDraft& event : events)
        if (event.kind == "visit" && visits_.size() < farthest_event) visits_.push_back(event);
}

EntityIndex PartyReader::country(const Party& party) const {
    for (const auto* members : {&party.persons, &party.bodies})
        for (const Member& member : *members)
            if (const EntityIndex found = scene_.country(member.entity); found != no_entity) return found;
    return no_entity;
}

EntityIndex PartyReader::locality(const Party& party) const {
    for (const auto* members : {&party.bodies, &party.persons})
        for (const Member& member : *members)
            if (const EntityIndex found = scene_.locality(member.entity); found != no_entity) return found;
    return no_entity;
}

bool PartyReader::vietnamese(const Party& party) const {
    const auto test = [&](const Member& m) {
        const bool stranger = scene_.is_person(m.entity) && scene_.country(m.entity) == no_entity &&
                              scene_.foreign_name(m.entity);
        return scene_.vietnamese(m.entity) && !stranger;
    };
    return std::any_of(party.persons.begin(), party.persons.end(), test) ||
           (party.persons.empty() && std::any_of(party.bodies.begin(), party.bodies.end(), test));
}

bool PartyReader::embassy(const Party& party) const {
    return std::any_of(party.bodies.begin(), party.bodies.end(),
                       [&](const Member& m) { return scene_.entity(m.entity).subkind == "diplomatic"; });
}

void settle_sides(const Scene& scene, const Delegations& led, std::vector<EventDraft>& events) {
    const PartyReader parties(scene, events);
    Settler(parties, led, events).settle();
}

} // namespace banggiao::extract
