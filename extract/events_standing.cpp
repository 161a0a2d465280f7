// Takes events whose sides are settled. Hands out the bodies and countries that their persons stand for.
#include <banggiao/extract/events_sides.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

class Standing {
  public:
    Standing(const PartyReader& parties, const std::vector<Leading>& led)
        : parties_(parties), scene_(parties.scene()), led_(led) {}

    /// A side of persons only is filled up with what they stand for.
    void represent(const EventDraft& event, Party& party, const Party& other) const;

  private:
    /// The country a government is of; itself if the article does not name it.
    EntityIndex nation_of(EntityIndex government) const;
    /// Whether a side acts for its country: the other one is foreign, or its own embassy abroad.
    bool across(const Party& party, const Party& other) const;
    /// Who heads a delegation stands for whom it is of. True if somebody does.
    bool lead_for(Party& party) const;

    const PartyReader& parties_;
    const Scene& scene_;
    const std::vector<Leading>& led_;
};

EntityIndex Standing::nation_of(EntityIndex government) const {
    const EntityIndex nation = scene_.country(government);
    if (nation != no_entity) return nation;
    return scene_.vietnamese(government) && scene_.viet_nam() != no_entity ? scene_.viet_nam() : government;
}

bool Standing::across(const Party& party, const Party& other) const {
    if (other.empty()) return false;
    const EntityIndex there = parties_.country(other);
    if (!parties_.vietnamese(party)) return there != no_entity && there != parties_.country(party);
    if (there == no_entity) return !parties_.vietnamese(other);
    return there != scene_.viet_nam() || parties_.embassy(other);
}

bool Standing::lead_for(Party& party) const {
    for (const Member& person : std::vector<Member>(party.persons))
        for (const Leading& one : led_)
            if (one.person == person.entity)
                party.add(scene_, {one.body, person.evidence, "leads-delegation"});
    return !party.bodies.empty();
}

void Standing::represent(const EventDraft& event, Party& party, const Party& other) const {
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

void represent_sides(const PartyReader& parties, const std::vector<Leading>& led,
                     std::vector<EventDraft>& events) {
    const Standing standing(parties, led);
    for (EventDraft& event : events) {
        standing.represent(event, event.first, event.second);
        standing.represent(event, event.second, event.first);
    }
}

} // namespace banggiao::extract
