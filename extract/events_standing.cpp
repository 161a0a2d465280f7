// Takes events whose sides are settled. Hands out the bodies and countries that their persons stand for.
#include <banggiao/extract/events_sides.h>
#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/resolution.h>

#include <algorithm>
#include <string>

namespace banggiao::extract {

namespace {

/// The end of the members that are looked at for each of the other side: a side may be long.
std::vector<Member>::const_iterator last_looked_at(const std::vector<Member>& members) {
    return members.begin() + static_cast<std::ptrdiff_t>(std::min(members.size(), farthest_event));
}

/// Whoever comes along comes for whom the delegation is of.
bool company(const Member& person) {
    return person.rule == "came-along" || person.rule == "delegation-member" || person.rule == "escort";
}

/// Named with those who were there, too: not whom the first of the side stands for.
bool beside(const Member& body) {
    return body.rule == "present" || body.rule == "side" || body.rule == "listed";
}

class Standing {
    static constexpr std::size_t most_governments = 16;
    static constexpr TokenIndex farthest_word = 16; ///< from a trigger to the name of what sits

  public:
    Standing(const PartyReader& parties, const Delegations& led)
        : parties_(parties), scene_(parties.scene()), led_(led) {
        const auto& entities = scene_.annotations().entities;
        for (EntityIndex body = 0; body < entities.size() && governments_.size() < most_governments; ++body)
            if (entities[body].subkind == "government" &&
                folded(entities[body].name).starts_with("chính phủ"))
                governments_.push_back(body);
    }

    /// A side of persons only is filled up with what they stand for.
    void represent(const EventDraft& event, Party& party, const Party& other) const;

  private:
    /// What a person of a side stands for: a head of government facing abroad, the country.
    EntityIndex stands_for(const EventDraft& event, EntityIndex person, const Party& party,
                           const Party& other) const;
    /// `chào Thủ tướng A` abroad, where A is a foreigner whose bare office reads as ours: the country it was
    /// in.
    EntityIndex at_home(const EventDraft& event, EntityIndex person, EntityIndex body) const;
    /// The government a deputy head of government acts for, where the article names it; else the country.
    EntityIndex government_of(EntityIndex nation) const;
    /// An envoy at a welcome came for himself if a ministry or government of his country did.
    bool came_alone(const EventDraft& event, EntityIndex person, EntityIndex body, const Party& party) const;
    /// The country a government is of; itself if the article does not name it.
    EntityIndex nation_of(EntityIndex government) const;
    /// Whether a person brings his body beside what the side has: a minister to a side of places (on a
    /// journey, of its hosts) or to a welcome; the officers of a province beside the province.
    bool brings(const EventDraft& event, const Party& party, EntityIndex body, bool places, bool bare) const;
    /// Whether a side is the government of that place.
    bool governed(const Party& party, EntityIndex place) const;
    /// `Phó Chủ tịch UBND tỉnh A; lãnh đạo các sở B, C`: the bodies beside who is named first are below his
    /// own.
    bool only_below(const Party& party) const;
    /// Whoever chairs a society and meets another one meets it for his own.
    EntityIndex society_of(EntityIndex person, const Party& other) const;
    /// `tại Trụ sở Trung ương Đảng, Tổng Bí thư tiếp …`: for the party, at its seat.
    bool at_party_seat(const EventDraft& event, EntityIndex person) const;
    /// Whether the event was abroad, or the person is on a journey there.
    bool abroad(const EventDraft& event, EntityIndex person) const;
    /// Whether a side acts for its country: the other one is foreign, or its own embassy abroad.
    bool across(const Party& party, const Party& other) const;
    /// Whether a side is a party or its people, met by the party of their host.
    bool of_party(const Party& side) const;
    bool heads_delegation(EntityIndex person) const;
    /// `kỳ họp Ủy ban liên Chính phủ`: a session in which governments sit.
    bool of_governments(const EventDraft& event) const;
    /// Who heads a delegation stands for whom it is of. True if somebody does.
    bool lead_for(Party& party) const;
    /// Who heads a delegation of a state and its bodies stands for the country beside them.
    void bring_state(Party& party) const;

    /// `Thủ tướng A và đoàn đại biểu Chính phủ` facing abroad are of the country, not of the government.
    void give_way_to_state(const EventDraft& event, Party& party, const Party& other) const;

    const PartyReader& parties_;
    const Scene& scene_;
    const Delegations& led_;
    std::vector<EntityIndex> governments_; ///< as many as are looked through
};

EntityIndex Standing::nation_of(EntityIndex government) const {
    const EntityIndex nation = scene_.country(government);
    if (nation != no_entity) return nation;
    const std::string& name = folded(scene_.entity(government).name);
    const bool ours = scene_.vietnamese(government) &&
                      (name.starts_with("chính phủ") || scene_.entity(government).subkind == "party");
    return ours && scene_.viet_nam() != no_entity ? scene_.viet_nam() : government;
}

EntityIndex Standing::at_home(const EventDraft& event, EntityIndex person, EntityIndex body) const {
    if (body == no_entity || body != scene_.viet_nam() || !scene_.foreign_name(person)) return body;
    const EntityIndex there = event.place == no_entity ? no_entity : scene_.country(event.place);
    return there == no_entity ? body : there;
}

EntityIndex Standing::government_of(EntityIndex nation) const {
    const auto named = std::find_if(governments_.begin(), governments_.end(),
                                    [&](EntityIndex body) { return scene_.country(body) == nation; });
    return named == governments_.end() ? nation : *named;
}

bool Standing::came_alone(const EventDraft& event, EntityIndex person, EntityIndex body,
                          const Party& party) const {
    if (event.kind != "ceremony" || !scene_.rank(person).starts_with("đại sứ")) return false;
    return std::any_of(party.persons.begin(), party.persons.end(), [&](const Member& m) {
        const EntityIndex own = scene_.stands_for(m.entity);
        return own != no_entity && !is_place(scene_.kind(own)) && scene_.country(own) == body;
    });
}

EntityIndex Standing::society_of(EntityIndex person, const Party& other) const {
    const auto society = [&](EntityIndex body) {
        return body != no_entity && scene_.entity(body).subkind == "mass";
    };
    if (std::none_of(other.bodies.begin(), other.bodies.end(),
                     [&](const Member& m) { return society(m.entity); }) &&
        std::none_of(other.persons.begin(), last_looked_at(other.persons),
                     [&](const Member& m) { return society(scene_.stands_for(m.entity)); }))
        return no_entity;
    for (const Holding& holding : scene_.annotations().holdings)
        if (holding.official == person && society(holding.body)) return holding.body;
    return no_entity;
}

bool Standing::of_party(const Party& side) const {
    const auto party = [&](EntityIndex body) {
        return body != no_entity && scene_.entity(body).subkind == "party";
    };
    return std::any_of(side.bodies.begin(), side.bodies.end(),
                       [&](const Member& m) { return party(m.entity); }) ||
           std::any_of(side.persons.begin(), last_looked_at(side.persons),
                       [&](const Member& m) { return party(scene_.stands_for(m.entity)); });
}

bool Standing::at_party_seat(const EventDraft& event, EntityIndex person) const {
    static const SyllableSet seat("trụ"), committee("ương");
    if (event.kind != "meeting" || !scene_.vietnamese(person)) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange sentence = scene_.document().sentences[event.sentence].tokens;
    bool at = false;
    for (TokenIndex i = sentence.first; i < event.triggers.front().first && i < sentence.last; ++i) {
        if (at && committee.contains(tokens[i].id)) return true;
        at = at || seat.contains(tokens[i].id);
    }
    return false;
}

bool Standing::abroad(const EventDraft& event, EntityIndex person) const {
    if ((event.place != no_entity && !scene_.vietnamese(event.place)) || event.palace != no_entity)
        return true;
    const EntityIndex own = scene_.country(person);
    return std::any_of(parties_.visits().begin(), parties_.visits().end(), [&](const EventDraft& visit) {
        if (!visit.first.has_person(person) || visit.second.bodies.empty()) return false;
        const EntityIndex goal = scene_.destination(visit.second.bodies.front().entity);
        return goal != no_entity && goal != own && goal != scene_.viet_nam();
    });
}

bool Standing::across(const Party& party, const Party& other) const {
    if (other.empty()) return false;
    const EntityIndex there = parties_.country(other);
    if (!parties_.vietnamese(party)) return there != no_entity && there != parties_.country(party);
    if (there == no_entity)
        return !parties_.vietnamese(other) ||
               std::any_of(other.persons.begin(), last_looked_at(other.persons),
                           [&](const Member& m) { return scene_.foreign_name(m.entity); });
    return there != scene_.viet_nam() || parties_.embassy(other);
}

bool Standing::lead_for(Party& party) const {
    bool leads = false;
    for (const Member& person : std::vector<Member>(party.persons))
        for (const Leading& one : led_.of_person(person.entity)) {
            party.add(scene_, {one.body, person.evidence, "leads-delegation"});
            leads = true;
        }
    return leads;
}

void Standing::bring_state(Party& party) const {
    for (const Member& person : std::vector<Member>(party.persons))
        for (const Leading& one : led_.of_person(person.entity))
            if (one.state) party.add(scene_, {one.body, person.evidence, "leads-delegation"});
}

void Standing::give_way_to_state(const EventDraft& event, Party& party, const Party& other) const {
    if (party.persons.empty() || party.bodies.size() != 1) return;
    Member& body = party.bodies.front();
    const EntityIndex head = party.persons.front().entity;
    if (scene_.entity(body.entity).subkind != "government" || heads_delegation(head)) return;
    const EntityIndex own = stands_for(event, head, party, other);
    if (own != no_entity && scene_.kind(own) == EntityKind::country && nation_of(body.entity) == own)
        body.entity = own;
}

void Standing::represent(const EventDraft& event, Party& party, const Party& other) const {
    const bool on_the_way = event.rule != "inspects" && // at a sight; not among the people of a place
                            (event.place == no_entity || scene_.kind(event.place) != EntityKind::locality);
    if ((event.kind == "visit" && other.empty() && on_the_way) || event.rule == "hands-souvenir") return;
    give_way_to_state(event, party, other);
    const bool bare = std::all_of(party.bodies.begin(), party.bodies.end(), beside);
    if (bare && lead_for(party)) return;
    bring_state(party);
    bool main = bare || only_below(party); // the first who stands for something does for all
    const bool places = std::all_of(party.bodies.begin(), party.bodies.end(),
                                    [&](const Member& m) { return is_place(scene_.kind(m.entity)); });
    for (std::size_t i = 0, count = party.persons.size(); i < count; ++i) {
        const Member person = party.persons[i]; // the party grows
        if (company(person) && !party.bodies.empty()) continue;
        const EntityIndex body =
            at_home(event, person.entity, stands_for(event, person.entity, party, other));
        if (body == no_entity || other.has(body) || came_alone(event, person.entity, body, party)) continue;
        const bool personal = event.kind == "conference" || event.kind == "other";
        const bool state =
            scene_.kind(body) == EntityKind::country ||
            (scene_.entity(body).subkind == "government" && !event.first.empty() && !event.second.empty());
        if (personal && state) {
            main = false; // who speaks there, or dines, does so for himself or his ministry
            continue;
        }
        if (main || (!heads_delegation(person.entity) && brings(event, party, body, places, bare)))
            if (!party.has(body)) party.add(scene_, {body, person.evidence, "stands-for"});
        main = false;
    }
}

bool Standing::only_below(const Party& party) const {
    if (party.persons.empty()) return false;
    const EntityIndex own = scene_.stands_for(party.persons.front().entity);
    const EntityIndex unit = scene_.locality(party.persons.front().entity);
    if (own == no_entity || unit == no_entity || scene_.entity(own).subkind != "people_committee")
        return false;
    return std::all_of(party.bodies.begin(), party.bodies.end(), [&](const Member& m) {
        return scene_.entity(m.entity).subkind == "department" && scene_.locality(m.entity) == unit;
    });
}

bool Standing::of_governments(const EventDraft& event) const {
    static const SyllableSet between("liên"), seat("chính");
    if (event.kind != "meeting") return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange sentence = scene_.document().sentences[event.sentence].tokens;
    const TokenIndex from = event.triggers.front().last;
    const TokenIndex to = std::min(sentence.last, from + farthest_word);
    for (TokenIndex at = from; at + 1 < to; ++at)
        if (between.contains(tokens[at].id) && seat.contains(tokens[at + 1].id)) return true;
    return false;
}

bool Standing::heads_delegation(EntityIndex person) const {
    return !led_.of_person(person).empty();
}

bool Standing::governed(const Party& party, EntityIndex place) const {
    return std::any_of(party.bodies.begin(), party.bodies.end(), [&](const Member& m) {
        return scene_.locality(m.entity) == place && scene_.entity(m.entity).subkind == "government";
    });
}

bool Standing::brings(const EventDraft& event, const Party& party, EntityIndex body, bool places,
                      bool bare) const {
    const std::string& kind = scene_.entity(body).subkind;
    if (event.kind == "visit") return kind == "ministry" && places && !bare && &party == &event.second;
    if ((event.kind == "meeting" || event.kind == "ceremony") && !scene_.vietnamese(body) &&
        (kind == "mass" || kind == "company" ||
         (!bare && scene_.kind(body) == EntityKind::foreign_locality && !governed(party, body))))
        return true;
    if (kind == "ministry") return places || event.kind == "ceremony";
    const bool visits = &party == (event.home == Home::second ? &event.first : &event.second);
    return places && !bare && ((kind == "people_committee" && !visits) || kind == "department");
}

EntityIndex Standing::stands_for(const EventDraft& event, EntityIndex person, const Party& party,
                                 const Party& other) const {
    if (scene_.former(person)) return no_entity;
    if (const EntityIndex society = society_of(person, other); society != no_entity) return society;
    const EntityIndex body = scene_.stands_for(person);
    if (body == no_entity) return scene_.country(person);
    if (of_governments(event) && scene_.rank(person).starts_with("thủ tướng"))
        return scene_.kind(body) == EntityKind::country ? government_of(body) : body;
    const bool leads_party =
        scene_.rank(person) == "tổng bí thư" && !of_party(other) && !at_party_seat(event, person);
    const bool state = leads_party || (scene_.entity(body).subkind == "government" && !scene_.deputy(person));
    if (scene_.kind(body) == EntityKind::country && scene_.rank(person).starts_with("phó thủ tướng"))
        return government_of(body);
    const Party& host = event.home == Home::second ? event.second : event.first;
    const bool equals = !other.persons.empty() && scene_.counterparts(person, other.persons.front().entity);
    const bool receives =
        event.kind == "meeting" && event.home != Home::neither && &party == &host && !equals;
    if (state && !leads_party && receives && scene_.vietnamese(person) && !abroad(event, person)) return body;
    return state && (across(party, other) || abroad(event, person)) ? nation_of(body) : body;
}

} // namespace

void represent_sides(const PartyReader& parties, const Delegations& led, std::vector<EventDraft>& events) {
    const Standing standing(parties, led);
    for (EventDraft& event : events) {
        if (event.frame == Frame::press && event.kind == "conference")
            continue; // they answer, nobody is represented
        standing.represent(event, event.first, event.second);
        standing.represent(event, event.second, event.first);
    }
}

} // namespace banggiao::extract
