// Takes sentences that name delegations. Hands out who leads whose, and adds leaders to the encounters told
// of before.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>
#include <tuple>

namespace banggiao::extract {

bool RowReader::sets_out(std::size_t at) const {
    constexpr std::size_t reach = 4;
    static const SyllableSet toward("sang tới đến đi lên vào ra");
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && !is_name(i); ++i)
        if (row_[i].kind != ItemKind::trigger &&
            toward.contains(scene_.document().tokens[row_[i].tokens.first].id))
            return true;
    return false;
}

void Drafter::remember_delegation() {
    if (!row_.has(Cue::group) && !row_.has(Frame::receive) && !row_.has(Frame::welcome)) return;
    for (std::size_t at = 0; at < row_.size(); ++at) {
        const bool named = row_[at].kind == ItemKind::cue && row_[at].cue == Cue::group;
        const bool received = (row_[at].frame == Frame::receive || row_[at].frame == Frame::welcome) &&
                              clause_.names_delegation(at); // `tiếp đoàn`, `đón đoàn`
        if (!named && !received) continue;
        Group group = clause_.object(at);
        group.delegation = true;
        if (sets_out(at)) group.bodies.clear(); // where to, not whose
        if (group.persons.empty() && at > 0 && row_[at - 1].kind == ItemKind::cue &&
            row_[at - 1].cue == Cue::head)
            group.persons = clause_.nearest(at - 1).persons;
        if (group.persons.empty() && at == 1 && row_[0].cue == Cue::head)
            group.persons = doer_behind(group.last).persons; // `Dẫn đầu đoàn A là B`
        if (group.empty()) continue;
        if (!only_countries(group) && group.persons.empty() && group.bodies == delegation_.bodies)
            continue; // led as told
        for (const EntityIndex person : group.persons)
            for (const EntityIndex body : group.bodies)
                if (!of_others(group, body) && !part_of_larger(group, body)) led_.push_back({person, body});
        if (const EntityIndex nation = state_of(at, group); nation != no_entity)
            for (const EntityIndex person : group.persons) led_.push_back({person, nation, true});
        lead_side(group, at);
        delegation_ = group;
    }
}

void Drafter::lead_side(const Group& group, std::size_t at) {
    constexpr std::size_t farthest = 3; ///< sentences back to the talks
    EventDraft* talks = last_of("meeting");
    if (!talks || talks->sentence + farthest < sentence_ || group.persons.empty() || group.bodies.empty())
        return;
    const auto abroad = [&](const Member& m) {
        return scene_.kind(m.entity) == EntityKind::country ||
               scene_.kind(m.entity) == EntityKind::foreign_locality;
    };
    const auto& [one, another] = std::tie(talks->first.bodies, talks->second.bodies);
    if (std::all_of(one.begin(), one.end(), abroad) && std::all_of(another.begin(), another.end(), abroad))
        return; // countries that "work together"
    Party& side = side_of(*talks, group.bodies.front());
    if (&side == &talks->others || !side.persons.empty() || side.bodies.empty()) return;
    const Party& other = &side == &talks->first ? talks->second : talks->first;
    for (const EntityIndex person : group.persons)
        if (!other.has_person(person))
            side.add(scene_, {person, evidence(group, at, group), "leads-delegation"});
}

EntityIndex RowReader::state_of(std::size_t at, const Group& group) const {
    constexpr TokenIndex reach = 16;
    static const SyllableSet house("nhà"), land("nước"), joins("và của");
    if (group.bodies.empty() || group.persons.empty()) return no_entity;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex from = row_[at].tokens.last;
    const TokenIndex to = std::min(row_.back().tokens.last, from + reach);
    for (TokenIndex i = from; i + 1 < to && tokens[i].mark != U'.'; ++i) {
        const Token& before = tokens[i - 1]; // not `Kiểm toán Nhà nước`
        const bool opens = i == from || before.mark != 0 || joins.contains(before.id);
        if (opens && tokens[i].shape == Shape::capital && house.contains(tokens[i].id) &&
            land.contains(tokens[i + 1].id))
            return scene_.country(group.persons.front());
    }
    return no_entity;
}

std::size_t RowReader::leads_delegation() const {
    static const SyllableSet leads("dẫn trưởng đứng");
    const std::vector<Token>& tokens = scene_.document().tokens;
    std::size_t found = row_.size();
    if (!row_.has(Cue::head) || !row_.may_have(leads)) return found;
    for (std::size_t i = 0; i < row_.size(); ++i) {
        if (row_[i].kind == ItemKind::trigger && row_[i].frame != Frame::side) return row_.size();
        if (row_[i].kind != ItemKind::cue || row_[i].cue != Cue::head || found != row_.size()) continue;
        const TokenRange words = row_[i].tokens;
        if (std::any_of(tokens.begin() + words.first, tokens.begin() + words.last,
                        [&](const Token& token) { return leads.contains(token.id); }))
            found = i;
    }
    return found;
}

bool Drafter::leads_side_named(std::size_t at, const Group& head) {
    constexpr std::size_t reach = 4, report = 2; ///< items; sentences
    EventDraft* talks = last_of("meeting");
    if (!talks || talks->sentence == sentence_ || talks->sentence + report < sentence_) return false;
    bool side = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        side = side || row_[i].frame == Frame::side;
        if (!side || !is_name(i) || row_[i].kind == ItemKind::person) continue;
        Party& own = side_of(*talks, row_[i].entity);
        if (&own == &talks->others) return false;
        for (const EntityIndex person : head.persons)
            if (!talks->first.has_person(person) && !talks->second.has_person(person))
                own.add(scene_, {person, evidence(head, at, head), "leads-delegation"});
        return true;
    }
    return false;
}

void Drafter::lead_told_before() {
    constexpr std::size_t report = 2; ///< sentences
    static const SyllableSet is("là");
    const std::size_t at = leads_delegation();
    if (at == row_.size() || clause_.unreal(at)) return;
    const std::optional<std::size_t> name = leader_beside(at);
    if (!name) return;
    Group head = only(*name, std::min(*name, at), std::max(*name, at) + 1);
    if (at + 1 < *name && is_word(at + 1, is)) head.persons = clause_.object(at + 1).persons;
    if (delegation_.persons.empty() && !delegation_.bodies.empty()) delegation_.persons = head.persons;
    if (drafts_.size() == piece_ || head.persons.empty() || leads_side_named(at, head)) return;
    const std::size_t told = drafts_.back().sentence;
    if (told == sentence_ || told + report < sentence_) return;
    for (std::size_t i = drafts_.size(); i-- > piece_ && drafts_[i].sentence == told;)
        if (Party* guests = led_side(drafts_[i], head.persons.front()))
            for (const EntityIndex person : head.persons)
                guests->add(scene_, {person, evidence(head, at, head), "leads-delegation"});
}

std::optional<std::size_t> RowReader::leader_beside(std::size_t at) const {
    constexpr std::size_t reach = 6;
    for (std::size_t i = at; i-- > 0;)
        if (row_[i].kind == ItemKind::person) return i;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && row_[i].kind != ItemKind::mark; ++i)
        if (row_[i].kind == ItemKind::person) return i;
    return std::nullopt;
}

Party* Drafter::led_side(EventDraft& event, EntityIndex head) const {
    Party* visitors = visitors_of(event);
    if (!visitors) return nullptr;
    Party& guests = *visitors;
    const Party& hosts = visitors == &event.first ? event.second : event.first;
    const bool theirs = affinity(head, hosts) > std::max(affinity(head, guests), own_side - 1);
    return guests.persons.empty() && !guests.bodies.empty() && !hosts.has_person(head) && !theirs ? &guests
                                                                                                  : nullptr;
}

} // namespace banggiao::extract
