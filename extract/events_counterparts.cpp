// Takes events whose sides are settled. Hands out journeys with who received the traveller there: who
// presided over the welcome, who governs the place, who invited the guest or is of his rank, and met him.
#include <banggiao/extract/events_sides.h>
#include <banggiao/extract/lexicon.h>

#include <algorithm>
#include <vector>

namespace banggiao::extract {

namespace {

class Counterparts {
  public:
    explicit Counterparts(const PartyReader& parties);

    void add(const EventDraft& encounter, EventDraft& visit) const;

  private:
    void read_invitations(const Row& row);
    bool receives(const EventDraft& encounter, const Member& host, const EventDraft& visit) const;
    /// Of a visit to a province, a town, a house: who governs it; who is of it and met all visitors.
    bool receives_there(const EventDraft& encounter, const Member& host, const EventDraft& visit) const;

    const Scene& scene_;
    std::vector<bool> inviting_; ///< by entity: `theo lời mời của A`
};

Counterparts::Counterparts(const PartyReader& parties) : scene_(parties.scene()) {
    inviting_.assign(scene_.annotations().entities.size(), false);
    for (std::size_t i = 0; i < scene_.document().sentences.size(); ++i) read_invitations(scene_.items(i));
}

void Counterparts::read_invitations(const Row& row) {
    static const SyllableSet invitation("lời");
    constexpr std::size_t reach = 6;
    if (!row.has(ItemKind::person) || !row.may_have(invitation)) return;
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t at = 0; at < row.size(); ++at) {
        if (row[at].kind != ItemKind::cue) continue;
        const bool invites =
            std::any_of(tokens.begin() + row[at].tokens.first, tokens.begin() + row[at].tokens.last,
                        [&](const Token& token) { return invitation.contains(token.id); });
        for (std::size_t i = at + 1; invites && i < row.size() && i < at + reach; ++i)
            if (row[i].kind == ItemKind::person) {
                inviting_[row[i].entity] = true;
                break;
            }
    }
}

bool Counterparts::receives_there(const EventDraft& encounter, const Member& host,
                                  const EventDraft& visit) const {
    const Party& guests = encounter.first.has_person(host.entity) ? encounter.second : encounter.first;
    const auto there = [&](const Member& m) { return guests.has_person(m.entity); };
    const auto own = [&](const Member& m) {
        return scene_.stands_for(host.entity) == m.entity ||
               (is_place(scene_.kind(m.entity)) && scene_.locality(host.entity) == m.entity);
    };
    const std::vector<Member>& visitors = visit.first.persons;
    const bool governs = scene_.stands_for(host.entity) == visit.second.bodies.front().entity;
    if (governs && (encounter.kind != "ceremony" || (visitors.size() == 1 && visit.second.persons.empty())))
        return true;
    return encounter.kind == "meeting" && !visitors.empty() &&
           std::all_of(visitors.begin(), visitors.end(), there) &&
           std::any_of(visit.second.bodies.begin(), visit.second.bodies.end(), own);
}

bool Counterparts::receives(const EventDraft& encounter, const Member& host, const EventDraft& visit) const {
    const EntityIndex place = visit.second.bodies.front().entity, nation = scene_.country(place);
    const bool of_country =
        nation != no_entity && (scene_.country(host.entity) == nation ||
                                (nation == scene_.viet_nam() && scene_.vietnamese(host.entity)));
    if (scene_.kind(place) != EntityKind::country) return receives_there(encounter, host, visit);
    if (encounter.kind == "ceremony")
        return encounter.frame == Frame::ceremony && host.rule == encounter.rule && of_country;
    if (!of_country) return false;
    return inviting_[host.entity] || (encounter.kind == "meeting" && !visit.first.persons.empty() &&
                                      scene_.counterparts(host.entity, visit.first.persons.front().entity));
}

void Counterparts::add(const EventDraft& encounter, EventDraft& visit) const {
    if (visit.first.empty() || visit.second.bodies.empty() || !compatible(visit.date, encounter.date)) return;
    const bool swapped = encounter.home == Home::second;
    const Party& hosts = encounter.frame == Frame::ceremony || swapped ? encounter.second : encounter.first;
    const Party& guests = &hosts == &encounter.second ? encounter.first : encounter.second;
    const bool same = visit.first.persons.empty() ? guests.has(visit.first.bodies.front().entity)
                                                  : guests.has_person(visit.first.persons.front().entity);
    if (!same) return;
    for (const Member& host : hosts.persons)
        if (receives(encounter, host, visit)) visit.second.add(scene_, host);
}

} // namespace

void add_counterparts(const PartyReader& parties, std::vector<EventDraft>& events) {
    std::vector<EventDraft*> visits;
    for (EventDraft& event : events)
        if (event.kind == "visit" && visits.size() < farthest_event) visits.push_back(&event);
    if (visits.empty()) return;
    const Counterparts counterparts(parties);
    for (const EventDraft& encounter : events)
        if (encounter.kind == "meeting" || encounter.kind == "signing" || encounter.kind == "ceremony")
            for (EventDraft* visit : visits) counterparts.add(encounter, *visit);
}

} // namespace banggiao::extract
