// Takes sentences that say who had which part in the meeting told of: `Người tiếp đoàn là A`, `Trưởng đoàn
// khách là B`. Adds them to its sides.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

std::optional<RowReader::NamedRole> RowReader::named_role() const {
    constexpr std::size_t reach = 10;
    static const SyllableSet openers("người tiếp đón chủ dẫn trưởng đứng đại thay ngồi"), is("là"),
        hosts("tiếp đón trì nhà"), guests("khách"), leads("trưởng dẫn đứng");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (!row_.has(ItemKind::person) || !row_.may_have(is) ||
        !openers.contains(tokens[row_.front().tokens.first].id))
        return std::nullopt;
    NamedRole role;
    bool led = false, received = false;
    for (std::size_t i = 0; i < row_.size() && i < reach; ++i) {
        if (row_[i].kind == ItemKind::person || row_[i].kind == ItemKind::mark || is_verb_of_plan(i))
            return std::nullopt;
        if (is_word(i, is)) {
            role.at = i;
            role.guest = led && role.guest;
            return role.guest || role.host ? std::optional(role) : std::nullopt;
        }
        for (TokenIndex at = row_[i].tokens.first; at < row_[i].tokens.last && !is_name(i); ++at) {
            led = led || leads.contains(tokens[at].id);
            role.guest = role.guest || (!received && guests.contains(tokens[at].id));
            received = hosts.contains(tokens[at].id);
            role.host = role.host || received;
        }
    }
    return std::nullopt;
}

bool RowReader::is_verb_of_plan(std::size_t at) const {
    return row_[at].kind == ItemKind::cue && (row_[at].cue == Cue::unreal || row_[at].cue == Cue::say);
}

bool Drafter::role_named() {
    constexpr std::size_t farthest = 3; ///< sentences back to the meeting
    const std::optional<NamedRole> role = named_role();
    EventDraft* told = role ? last_of("meeting") : nullptr;
    if (!told || told->sentence == sentence_ || told->sentence + farthest < sentence_) return false;
    Group names = clause_.object(role->at, true);
    if (names.unreal || names.persons.empty()) return false;
    names.bodies.clear();
    const TokenRange words = clause_around(0, names.last);
    Party* visitors = visitors_of(*told);
    if (!visitors) {
        attach(*told, names, words, "has-role");
        return true;
    }
    Party& across = visitors == &told->first ? told->second : told->first;
    Party& own = role->guest ? *visitors : across;
    Party& other = role->guest ? across : *visitors;
    for (const EntityIndex person : names.persons) {
        if (own.has_person(person) || other.has_person(person)) continue;
        const int across_it = affinity(person, other); // `hai đoàn gặp nhau`: neither is told of as coming
        const bool of_other = across_it >= own_side && across_it > affinity(person, own);
        (of_other ? other : own).add(scene_, {person, words, "has-role"});
    }
    return true;
}

} // namespace banggiao::extract
