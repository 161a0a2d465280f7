// Takes events whose sides are settled. Hands out sides whose members belong there: hosts who came along with
// the guest are hosts, people of the host's own country are no guests, a country gives way to its society.
#include <banggiao/extract/events_sides.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace banggiao::extract {

namespace {

class Members {
  public:
    explicit Members(const Scene& scene) : scene_(scene) {
        const auto& entities = scene_.annotations().entities;
        for (EntityIndex body = 0; body < entities.size(); ++body)
            if (entities[body].subkind == "diplomatic") missions_.push_back(body);
    }

    /// `A và đoàn B thăm C`, where A and C are of Việt Nam and B is not: A receives B.
    void part_company(EventDraft& visit) const;
    /// `A gặp gỡ người Việt`: nobody of another side was there.
    void own_people(EventDraft& meeting) const;
    /// `Hội Hữu nghị Lào - Việt Nam` stands for itself, `Lào` beside it only says whose it is.
    void give_way(Party& party) const;
    /// The ambassador at the airport came with his embassy.
    void bring_missions(EventDraft& welcome) const;

  private:
    bool society_of(const Member& body, EntityIndex country) const;

    const Scene& scene_;
    std::vector<EntityIndex> missions_;
};

void Members::part_company(EventDraft& visit) const {
    const auto ours = [&](const Member& m) {
        return scene_.viet_nam() != no_entity && scene_.country(m.entity) == scene_.viet_nam();
    };
    const auto foreign = [&](const Member& m) {
        return scene_.country(m.entity) != no_entity && scene_.country(m.entity) != scene_.viet_nam();
    };
    if (visit.second.bodies.empty() || !scene_.vietnamese(visit.second.bodies.front().entity) ||
        (std::none_of(visit.first.persons.begin(), visit.first.persons.end(), foreign) &&
         std::none_of(visit.first.bodies.begin(), visit.first.bodies.end(), foreign)))
        return;
    for (const Member& person : visit.first.persons)
        if (ours(person)) visit.second.add(scene_, person);
    std::erase_if(visit.first.persons, ours);
}

void Members::own_people(EventDraft& meeting) const {
    const bool first = meeting.second.persons.empty() && meeting.second.bodies.size() == 1;
    Party& leader = first ? meeting.first : meeting.second;
    Party& people = first ? meeting.second : meeting.first;
    if (!people.persons.empty() || people.bodies.size() != 1 || leader.persons.empty()) return;
    const Member nation = people.bodies.front();
    if (scene_.kind(nation.entity) != EntityKind::country ||
        scene_.nation(leader.persons.front().entity) != nation.entity)
        return;
    people.bodies.clear();
    leader.add(scene_, nation);
    meeting.home = first ? Home::first : Home::second;
}

bool Members::society_of(const Member& body, EntityIndex country) const {
    static constexpr std::string_view kinds[] = {"mass", "company", "other", "education", "media"};
    const Entity& entity = scene_.entity(body.entity);
    return std::find(std::begin(kinds), std::end(kinds), entity.subkind) != std::end(kinds) &&
           (entity.name.find(scene_.entity(country).name) != std::string::npos ||
            scene_.country(body.entity) == country);
}

void Members::give_way(Party& party) const {
    std::erase_if(party.bodies, [&](const Member& place) {
        return scene_.kind(place.entity) == EntityKind::country &&
               std::any_of(party.bodies.begin(), party.bodies.end(),
                           [&](const Member& body) { return society_of(body, place.entity); });
    });
}

void Members::bring_missions(EventDraft& welcome) const {
    for (const EntityIndex mission : missions_)
        for (const Member& person : welcome.others.persons)
            if (scene_.holds(person.entity, mission)) {
                welcome.others.add(scene_, {mission, person.evidence, "stands-for"});
                break;
            }
}

} // namespace

void settle_members(const Scene& scene, std::vector<EventDraft>& events) {
    const Members members(scene);
    for (EventDraft& event : events) {
        if (event.kind == "visit") members.part_company(event);
        if (event.kind == "meeting") members.own_people(event);
        members.give_way(event.first);
        members.give_way(event.second);
        if (event.kind == "ceremony") members.bring_missions(event);
    }
}

} // namespace banggiao::extract
