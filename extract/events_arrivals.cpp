// Takes words that tell where somebody has come: `đã tới Oslo`. Hands out drafts of the journeys they begin.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

bool RowReader::leaves_before(std::size_t at) const {
    constexpr std::size_t reach = 6;
    static const SyllableSet leaves("rời từ");
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps)
        if (leaves.contains(scene_.document().tokens[row_[i].tokens.first].id)) return true;
    return false;
}

void Drafter::arrive(std::size_t verb, std::size_t at) {
    static const SyllableSet toward("tới đến đô cánh"), done("đã vừa khi");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[verb].tokens;
    const bool headline = scene_.document().sentences[sentence_].block == Block::title;
    const bool within = verb > 0 && clause_.spent_for(verb - 1); // a day of the journey
    const bool told = headline || within || row_[verb].frame == Frame::move || date_before(verb) ||
                      done.contains(tokens[words.first].id) ||
                      (words.first > 0 && done.contains(tokens[words.first - 1].id));
    EntityIndex nation = scene_.country(row_[at].entity);
    for (std::size_t i = at + 1; i < row_.size() && i < at + 3 && nation == no_entity;
         ++i) // `sân bay A, Ba Lan`
        if (row_[i].kind == ItemKind::place && scene_.kind(row_[i].entity) == EntityKind::country)
            nation = row_[i].entity;
    if (nation == no_entity) nation = nation_of_journey(verb, row_[at].entity);
    const bool leads_there = toward.contains(tokens[words.last - 1].id) || brings(at);
    if (!(told || journey_before(verb)) || nation == no_entity || !leads_there || clause_.unreal(verb) ||
        visits_region(at, nation))
        return;
    Group guest = doer(verb);
    if (!guest.named() && !leaves_before(verb)) guest = clause_.speaker(verb); // `Ngay sau khi tới Lima, A …`
    std::erase_if(guest.persons, [&](EntityIndex person) {
        const EntityIndex own = scene_.country(person);
        const bool ours = scene_.stands_for(person) != no_entity && scene_.vietnamese(person);
        return ours ? nation == scene_.viet_nam() : own == no_entity || own == nation;
    });
    if (guest.unreal || guest.persons.empty()) return;
    const bool inside = !within && town_of_journey(verb, at, nation, guest.persons.front());
    if (!within && !inside && (!told || on_visit(guest.persons.front(), nation))) return;
    guest.bodies.clear();
    EventDraft made = draft(verb);
    made.kind = "visit";
    made.rule = "arrives";
    made.home = Home::second;
    fill(made.first, guest, evidence(guest, verb, guest), made.rule);
    made.second.add(scene_,
                    {within || inside ? row_[at].entity : nation, clause_around(verb, at + 1), made.rule});
    drafts_.push_back(std::move(made));
}

bool RowReader::visits_region(std::size_t at, EntityIndex nation) const {
    constexpr std::size_t reach = 12;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind != ItemKind::trigger) continue;
        const bool visits = row_[i].frame == Frame::visit || row_[i].frame == Frame::journey;
        const Group goal = visits ? clause_.object(i) : Group();
        return !goal.bodies.empty() && scene_.kind(goal.bodies.front()) == EntityKind::foreign_locality &&
               scene_.country(goal.bodies.front()) == nation;
    }
    return false;
}

bool RowReader::journey_before(std::size_t at) const {
    for (std::size_t i = at; i-- > 0 && row_[i].mark != U'.';)
        if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::journey) return true;
    return false;
}

EntityIndex Drafter::nation_of_journey(std::size_t at, EntityIndex town) {
    constexpr std::size_t report = 8; ///< sentences
    if (scene_.kind(town) != EntityKind::foreign_locality) return no_entity;
    EntityIndex nation = no_entity;
    for (std::size_t i = 0; i < at && journey_before(at); ++i)
        if (row_[i].kind == ItemKind::place && scene_.kind(row_[i].entity) == EntityKind::country)
            nation = row_[i].entity;
    const EventDraft* visit = last_of("visit");
    if (nation == no_entity && visit && visit->sentence + report >= sentence_ &&
        !visit->second.bodies.empty() &&
        scene_.kind(visit->second.bodies.front().entity) == EntityKind::country)
        nation = visit->second.bodies.front().entity;
    return nation;
}

bool Drafter::town_of_journey(std::size_t verb, std::size_t at, EntityIndex nation,
                              EntityIndex person) const {
    constexpr std::size_t reach = 30;
    static const SyllableSet towns("phố tỉnh bang"), begins("bắt");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = row_[at].tokens.first;
    if (scene_.kind(row_[at].entity) != EntityKind::foreign_locality || first == 0 ||
        !towns.contains(tokens[first - 1].id) || row_[verb].frame == Frame::move)
        return false;
    for (std::size_t i = verb + 1; i < at; ++i) // not over an airport
        if (row_[i].kind != ItemKind::word && !is_filler(i)) return false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i)
        if (begins.contains(tokens[row_[i].tokens.first].id)) return false; // where the journey begins
    return journey_before(verb) || on_visit(person, nation);
}

bool Drafter::on_visit(EntityIndex person, EntityIndex nation) const {
    return std::any_of(drafts_.begin(), drafts_.end(), [&](const EventDraft& event) {
        return event.kind == "visit" && event.first.has_person(person) && !event.second.bodies.empty() &&
               scene_.country(event.second.bodies.front().entity) == nation;
    });
}

} // namespace banggiao::extract
