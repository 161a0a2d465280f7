// Takes events whose sides are settled. Hands out where each was, if its own words do not say.
#include <banggiao/extract/events_sides.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

class Placer {
  public:
    explicit Placer(const PartyReader& parties) : parties_(parties), scene_(parties.scene()) {}

    void find_place(EventDraft& event) const;
    /// The two sides were together in a town the same day.
    bool told_that_day(const std::vector<const EventDraft*>& told, EventDraft& event) const;

  private:
    /// `thăm Tổng lãnh sự quán tại A`
    bool at_mission(EventDraft& event, const Party& host) const;
    /// A house visited in a report from a town abroad, told of just before.
    bool house_on_scene(EventDraft& event, const Party& host) const;
    /// `điện đàm`: the two were not at one place.
    bool by_telephone(const EventDraft& event) const;
    /// Where the host is at home; `ours`: only in Việt Nam.
    bool at_locality(EventDraft& event, const Party& host, bool ours) const;
    /// `Bên lề hội nghị, A gặp B`: wherever that was.
    bool on_sidelines(const EventDraft& event) const;
    /// `đến Tổng Lãnh sự quán Lào`: not in Lào.
    bool foreign_mission(const Party& host) const;
    /// Whether the report is in a town that can be of the province.
    bool in_town_of(const EventDraft& event, EntityIndex province) const;
    /// Whether a town can be of a country abroad: it is, or the article does not say of which.
    bool lies_in(EntityIndex town, EntityIndex nation) const;
    /// The country of a side; ours of our head of government, whose office does not say.
    EntityIndex nation(const EventDraft& event, const Party& party) const;
    /// `Tại A, B và C đã ký kết …. Ký văn bản có …`: where the sentence before tells of it.
    bool signed_there(EventDraft& event) const;
    /// A school, a hall: named for where it is.
    bool is_house(EntityIndex body) const;
    /// `tại trụ sở UBND tỉnh`: in the unit that the house governs.
    bool in_seat(EventDraft& event) const;
    /// Who is on a journey meets people where it leads: in the town spoken of, else in the country.
    bool abroad(EventDraft& event) const;
    /// `làm việc với chính quyền tỉnh A`: in A.
    bool at_place_of_host(EventDraft& event, EntityIndex nation) const;
    /// Whether the town the report is in was told of just before.
    static bool near_scene(const EventDraft& event);
    /// `tại Nhật Bản` in a report from Tokyo: in Tokyo.
    bool narrowed(EventDraft& event) const;
    /// `từng công tác tại Việt Nam`, told in a report from a town abroad: not where the event was.
    bool elsewhere(const EventDraft& event) const;
    /// The report is from a town abroad whose country takes part.
    bool on_scene(EventDraft& event) const;
    /// Whether an event can have been in the course of a visit, so far as its days are told.
    bool during(const EventDraft& visit, const EventDraft& event) const;
    bool leads_abroad(const EventDraft& visit, const EventDraft& event) const;
    bool visited(EntityIndex nation, const Party& guest) const;
    /// `đến thăm Học viện A tại B`, where the head of A received them: in B as well.
    bool in_house_visited(EventDraft& event) const;

    const PartyReader& parties_;
    const Scene& scene_;
};

void Placer::find_place(EventDraft& event) const {
    if (by_telephone(event) || (event.rule == "pictured" && event.place == no_entity)) {
        event.place = no_entity;
        return;
    }
    const Party& host = event.home == Home::second ? event.second : event.first;
    if (event.kind == "visit") {
        for (const Member& body : host.bodies)
            if (is_place(scene_.kind(body.entity))) {
                event.place = body.entity;
                event.place_evidence = body.evidence;
                return;
            }
        if (house_on_scene(event, host)) return;
    }
    const bool called_on =
        event.kind == "visit" || (event.kind == "meeting" && event.place == no_entity && event.date);
    if ((called_on && at_mission(event, host)) || narrowed(event)) return;
    if (elsewhere(event)) event.place = no_entity;
    const Party& guest = event.home == Home::second ? event.first : event.second;
    if (event.place == no_entity && signed_there(event)) return;
    if (event.place != no_entity || at_locality(event, host, true) || abroad(event) || on_scene(event) ||
        (foreign_mission(host) && parties_.vietnamese(guest)) || at_locality(event, host, false) ||
        on_sidelines(event) || in_house_visited(event))
        return;
    if (in_seat(event)) return;
    const bool gathering = event.kind == "ceremony" || event.kind == "conference" || event.kind == "signing";
    static const SyllableSet before("trước"); // `Trước đó, …`: somewhere else
    const TokenIndex opening = scene_.document().sentences[event.sentence].tokens.first;
    if (gathering && event.scenery != no_entity && event.scenery_age <= 1 && !event.title &&
        !before.contains(scene_.document().tokens[opening].id)) {
        event.place = event.scenery; // `Tại A, … tổng kết. Dự lễ có …`
        event.place_evidence = event.scenery_evidence;
        return;
    }
    const EntityIndex here = nation(event, host);
    if (here == no_entity || here == parties_.country(guest)) return;
    if (here == scene_.viet_nam() && event.scenery != no_entity && scene_.vietnamese(event.scenery)) {
        event.place = event.scenery; // the town the report is in
        event.place_evidence = event.scenery_evidence;
        return;
    }
    if (!visited(here, guest)) return; // a minister of ours may be met anywhere
    event.place = here;
    const std::vector<Member>& members = host.persons.empty() ? host.bodies : host.persons;
    if (!members.empty()) event.place_evidence = members.front().evidence;
}

bool Placer::signed_there(EventDraft& event) const {
    if (event.kind != "signing" || event.sentence == 0 || event.scenery == no_entity ||
        event.scenery_age != 1 || event.title || !scene_.items(event.sentence - 1).has(Frame::sign))
        return false;
    event.place = event.scenery;
    event.place_evidence = event.scenery_evidence;
    return true;
}

bool Placer::is_house(EntityIndex body) const {
    if (body == no_entity) return false;
    static constexpr std::string_view houses[] = {"trung tâm ", "trường ",   "nhà ",      "đồn ",
                                                  "học viện ",  "bảo tàng ", "bệnh viện "};
    const std::string name = fold(scene_.entity(body).name);
    return std::any_of(std::begin(houses), std::end(houses),
                       [&](std::string_view house) { return name.starts_with(house); });
}

bool Placer::in_seat(EventDraft& event) const {
    const EntityIndex unit =
        !event.in_seat && !is_house(event.seat) ? no_entity : scene_.locality(event.seat);
    if (unit == no_entity || scene_.kind(unit) == EntityKind::country) return false;
    event.place = unit;
    event.place_evidence = event.triggers.front();
    return true;
}

bool Placer::on_sidelines(const EventDraft& event) const {
    static const SyllableSet beside("bên"), edge("lề");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = scene_.document().sentences[event.sentence].tokens.first;
    for (TokenIndex at = first; at + 1 < event.triggers.front().first; ++at)
        if (beside.contains(tokens[at].id) && edge.contains(tokens[at + 1].id)) return true;
    return false;
}

bool Placer::foreign_mission(const Party& host) const {
    return std::any_of(host.bodies.begin(), host.bodies.end(), [&](const Member& m) {
        return scene_.entity(m.entity).subkind == "diplomatic" && !scene_.vietnamese(m.entity);
    });
}

EntityIndex Placer::nation(const EventDraft& event, const Party& party) const {
    const EntityIndex own = parties_.country(party);
    const bool at_home = own == no_entity && event.seat != no_entity && // `tại trụ sở Bộ A`
                         scene_.vietnamese(event.seat) && parties_.vietnamese(party);
    if (at_home) return scene_.viet_nam();
    const bool leads = own == no_entity && !party.persons.empty() &&
                       scene_.rank(party.persons.front().entity).starts_with("thủ tướng");
    if (!leads || !parties_.vietnamese(party)) return own;
    const Row row = scene_.items(event.sentence); // `nhân dịp dự Hội nghị A`: wherever that was
    const bool beside = std::any_of(row.begin(), row.end(), [](const Item& item) {
        return item.kind == ItemKind::trigger && item.frame == Frame::assembly;
    });
    return beside ? own : scene_.viet_nam();
}

bool Placer::at_mission(EventDraft& event, const Party& host) const {
    const bool town = event.place != no_entity && scene_.kind(event.place) != EntityKind::country;
    for (const Member& body : host.bodies)
        if (const EntityIndex seat = scene_.mission_town(body.entity); seat != no_entity && !town) {
            event.place = seat;
            event.place_evidence = body.evidence;
            return true;
        }
    return false;
}

bool Placer::house_on_scene(EventDraft& event, const Party& host) const {
    const std::size_t near = host.bodies.empty() ? 3 : 1; ///< sentences
    if (event.place != no_entity || event.scenery == no_entity || event.scenery_age > near ||
        scene_.kind(event.scenery) != EntityKind::foreign_locality)
        return false;
    const EntityIndex nation =
        host.bodies.empty() ? no_entity : scene_.destination(host.bodies.front().entity);
    if (nation != no_entity && nation != scene_.country(event.scenery)) return false;
    event.place = event.scenery;
    event.place_evidence = event.scenery_evidence;
    return true;
}

bool Placer::by_telephone(const EventDraft& event) const {
    static const SyllableSet wires("điện");
    const std::vector<Token>& tokens = scene_.document().tokens;
    return event.kind == "meeting" &&
           std::any_of(tokens.begin() + event.triggers.front().first,
                       tokens.begin() + event.triggers.front().last,
                       [&](const Token& token) { return wires.contains(token.id); });
}

bool Placer::told_that_day(const std::vector<const EventDraft*>& told, EventDraft& event) const {
    if (event.kind == "visit" || event.place != no_entity || !event.date || by_telephone(event)) return false;
    const bool ours = parties_.vietnamese(event.home == Home::second ? event.second : event.first);
    if (!ours && event.kind != "signing") return false; // what is signed behind talks
    for (const EventDraft* other : told) {
        if (other->place == no_entity || !other->date || !(other->date->first == event.date->first) ||
            scene_.kind(other->place) == EntityKind::country)
            continue;
        const auto there = [&](const Member& m) {
            return other->first.has_person(m.entity) || other->second.has_person(m.entity);
        };
        if (std::none_of(event.first.persons.begin(), event.first.persons.end(), there) ||
            std::none_of(event.second.persons.begin(), event.second.persons.end(), there))
            continue;
        event.place = other->place;
        event.place_evidence = other->place_evidence;
        return true;
    }
    return false;
}

bool Placer::near_scene(const EventDraft& event) {
    constexpr std::size_t near = 4; ///< sentences
    return event.scenery != no_entity && event.scenery_age <= near;
}

bool Placer::elsewhere(const EventDraft& event) const {
    return event.kind != "visit" && event.place != no_entity && event.place == scene_.viet_nam() &&
           near_scene(event) && !scene_.vietnamese(event.scenery);
}

bool Placer::narrowed(EventDraft& event) const {
    if (event.kind == "visit" || event.place == no_entity || !near_scene(event) ||
        scene_.kind(event.place) != EntityKind::country || scene_.country(event.scenery) != event.place)
        return false;
    event.place = event.scenery;
    event.place_evidence = event.scenery_evidence;
    return true;
}

bool Placer::on_scene(EventDraft& event) const {
    if (!near_scene(event) || scene_.kind(event.scenery) != EntityKind::foreign_locality) return false;
    const EntityIndex nation = scene_.country(event.scenery), one = parties_.country(event.first),
                      other = parties_.country(event.second);
    const EntityIndex ours = scene_.viet_nam(); // abroad, with somebody of whom nothing is said
    const bool with_unknown = ours != no_entity && !event.first.empty() && !event.second.empty() &&
                              ((one == ours && other == no_entity) || (other == ours && one == no_entity));
    const bool unknown_town = nation == no_entity && event.scenery_age == 0; // `ngay sau khi tới A, …`
    if (!unknown_town && (nation == no_entity || (one != nation && other != nation && !with_unknown)))
        return false;
    event.place = event.scenery;
    event.place_evidence = event.scenery_evidence;
    return true;
}

bool Placer::at_locality(EventDraft& event, const Party& host, bool ours) const {
    const auto abroad = [&](const Member& m) {
        return scene_.kind(m.entity) == EntityKind::foreign_locality;
    };
    if (ours && std::any_of(host.bodies.begin(), host.bodies.end(), abroad)) return false;
    for (const auto* members : {&host.bodies, &host.persons})
        for (const Member& member : *members) {
            EntityIndex place = scene_.locality(member.entity);
            if (place == no_entity && !scene_.is_person(member.entity))
                place = scene_.mission_town(member.entity) != no_entity ? scene_.mission_town(member.entity)
                                                                        : scene_.mission_seat(member.entity);
            if (place == no_entity || (ours && !scene_.vietnamese(place))) continue;
            const bool town = in_town_of(event, place); // `tại thành phố A`, told just before
            event.place = town ? event.scenery : place;
            event.place_evidence = town ? event.scenery_evidence : member.evidence;
            return true;
        }
    return false;
}

bool Placer::in_town_of(const EventDraft& event, EntityIndex province) const {
    constexpr std::size_t near = 1; ///< sentences
    if (event.scenery == no_entity || event.scenery_age > near || event.kind == "visit") return false;
    if (event.scenery_age == 0 && event.scenery_evidence.first > event.triggers.front().first) return false;
    static const SyllableSet cities("phố tp"); // where a province is governed from; not its districts
    const std::vector<Token>& tokens = scene_.document().tokens;
    const bool city = std::any_of(tokens.begin() + event.scenery_evidence.first,
                                  tokens.begin() + event.scenery_evidence.last,
                                  [&](const Token& token) { return cities.contains(token.id); });
    if (!city) return false;
    const EntityIndex own = scene_.within(event.scenery);
    return scene_.kind(province) == EntityKind::province &&
           scene_.kind(event.scenery) == EntityKind::locality && (own == no_entity || own == province);
}

bool Placer::lies_in(EntityIndex town, EntityIndex nation) const {
    const EntityIndex own = scene_.country(town);
    return own == nation || (own == no_entity && scene_.kind(town) == EntityKind::foreign_locality);
}

bool Placer::abroad(EventDraft& event) const {
    const EventDraft* journey = nullptr; // the last one told before
    for (const EventDraft& visit : parties_.visits())
        if (leads_abroad(visit, event) && (!journey || visit.sentence <= event.sentence)) journey = &visit;
    if (!journey) return false;
    const Member& goal = journey->second.bodies.front();
    const EntityIndex nation = scene_.destination(goal.entity);
    for (const EventDraft* told : {static_cast<const EventDraft*>(&event), journey}) {
        if (told->scenery == no_entity || !lies_in(told->scenery, nation) ||
            (told == journey && event.kind != "ceremony"))
            continue;
        event.place_evidence = told->scenery_evidence;
        event.place = told->scenery;
        return true;
    }
    if (goal.entity == nation && at_place_of_host(event, nation)) return true;
    event.place = is_place(scene_.kind(goal.entity)) ? goal.entity : nation;
    event.place_evidence = goal.evidence;
    return true;
}

bool Placer::at_place_of_host(EventDraft& event, EntityIndex nation) const {
    const Party& host = event.home == Home::second ? event.second : event.first;
    for (const auto* members : {&host.bodies, &host.persons})
        for (const Member& member : *members) {
            const bool person = scene_.is_person(member.entity);
            const EntityIndex place = person ? scene_.stands_for(member.entity) : member.entity;
            if (place == no_entity || scene_.kind(place) != EntityKind::foreign_locality ||
                !lies_in(place, nation))
                continue;
            event.place = place;
            event.place_evidence = member.evidence;
            return true;
        }
    return false;
}

bool Placer::during(const EventDraft& visit, const EventDraft& event) const {
    constexpr int longest = 7; ///< days of a journey told by the day it began
    const std::optional<DateMention>& day = visit.date ? visit.date : visit.day;
    if (compatible(day, event.date)) return true;
    const CalendarDate from = day->last, to = event.date->first;
    return !day->is_span() && day->grain == DateGrain::day && event.date->grain == DateGrain::day &&
           from.month == to.month && from.year == to.year && from.day < to.day &&
           to.day <= from.day + longest;
}

bool Placer::leads_abroad(const EventDraft& visit, const EventDraft& event) const {
    if (visit.recalled || visit.second.bodies.empty() || visit.triggers.front() == event.triggers.front())
        return false;
    const EntityIndex goal = visit.second.bodies.front().entity, nation = scene_.destination(goal);
    const bool house = !is_place(scene_.kind(goal)) && scene_.mission_seat(goal) == no_entity;
    if (house || nation == no_entity || nation == parties_.country(visit.first) || !during(visit, event))
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

bool Placer::visited(EntityIndex nation, const Party& guest) const {
    return std::any_of(parties_.visits().begin(), parties_.visits().end(), [&](const EventDraft& visit) {
        return visit.kind == "visit" && !visit.second.bodies.empty() &&
               scene_.country(visit.second.bodies.front().entity) == nation &&
               std::any_of(guest.persons.begin(), guest.persons.end(),
                           [&](const Member& m) { return visit.first.has_person(m.entity); });
    });
}

bool Placer::in_house_visited(EventDraft& event) const {
    if (event.kind != "meeting") return false;
    const Party& host = event.home == Home::second ? event.second : event.first;
    const Party& guest = event.home == Home::second ? event.first : event.second;
    for (const EventDraft& visit : parties_.visits()) {
        if (visit.place == no_entity || visit.second.bodies.empty() || !compatible(visit.date, event.date))
            continue;
        const EntityIndex house = visit.second.bodies.front().entity;
        const auto serves = [&](const Member& m) { return scene_.holds(m.entity, house); };
        const auto travels = [&](const Member& m) { return visit.first.has(m.entity); };
        if (is_place(scene_.kind(house)) ||
            (!host.has(house) && std::none_of(host.persons.begin(), host.persons.end(), serves)) ||
            (std::none_of(guest.persons.begin(), guest.persons.end(), travels) &&
             std::none_of(guest.bodies.begin(), guest.bodies.end(), travels)))
            continue;
        event.place = visit.place;
        event.place_evidence = visit.place_evidence;
        return true;
    }
    return false;
}

} // namespace

void find_places(const PartyReader& parties, std::vector<EventDraft>& events) {
    const Placer placer(parties);
    std::vector<const EventDraft*> told; // where their own words say
    for (const EventDraft& event : events)
        if (event.place != no_entity && event.kind != "visit" && told.size() < farthest_event)
            told.push_back(&event);
    for (EventDraft& event : events)
        if (!placer.told_that_day(told, event)) placer.find_place(event);
}

} // namespace banggiao::extract
