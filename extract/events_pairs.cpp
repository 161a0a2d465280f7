// Takes words that speak of two told of before: `hai Bộ trưởng`, `cả hai`, `hai nhà lãnh đạo`. Hands out
// drafts of what they did again.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>
#include <array>

namespace banggiao::extract {

namespace {

/// One of the two, who is named elsewhere than at the verb.
Group one_of_pair(EntityIndex person, std::size_t verb) {
    Group group;
    group.persons = {person};
    group.first = group.last = verb;
    return group;
}

} // namespace

std::vector<EntityIndex> RowReader::holders_of_pair(std::size_t at) const {
    constexpr std::size_t reach = 10;
    static const std::array<std::vector<SyllableId>, 6> roles = {
        intern_phrase("bộ trưởng"), intern_phrase("thủ tướng"),    intern_phrase("tổng thống"),
        intern_phrase("chủ tịch"),  intern_phrase("ngoại trưởng"), intern_phrase("tổng bí thư")};
    static const SyllableSet twos("hai 2");
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (!is_word(i, twos)) continue;
        for (const std::vector<SyllableId>& role : roles) {
            const auto same = [&](SyllableId id, const Token& token) { return id == token.id; };
            const std::size_t from = row_[i].tokens.last;
            if (from + role.size() <= tokens.size() &&
                std::equal(role.begin(), role.end(), tokens.begin() + static_cast<std::ptrdiff_t>(from),
                           same))
                return scene_.pair_of(scene_.document().slice(
                    TokenRange{row_[i].tokens.last, static_cast<TokenIndex>(from + role.size())}));
        }
    }
    return {};
}

std::size_t Drafter::talks_beside(std::size_t last) const {
    constexpr std::size_t reach = 8;
    for (std::size_t i = last + 1, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (drafts_[i].sentence != drafts_[last].sentence) break;
        if (drafts_[i].rule == "talks" && drafts_[last].kind == "meeting" &&
            drafts_[i].sentence != sentence_ && talks_first(i))
            return i;
    }
    return last;
}

bool Drafter::talks_first(std::size_t at) const {
    return at == 0 || drafts_[at - 1].sentence != drafts_[at].sentence || drafts_[at - 1].kind != "meeting";
}

void Drafter::both_told_before(std::size_t at, Group& group) const {
    static const SyllableSet all("cả"), two("hai");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = row_.front().tokens.first;
    if (sentence_ == 0 || at == 0 || row_.back().tokens.last < first + 3 || !all.contains(tokens[first].id) ||
        !two.contains(tokens[first + 1].id) || tokens[first + 2].shape == Shape::capital)
        return;
    std::vector<EntityIndex> both = persons_of(scene_.items(sentence_ - 1));
    if (both.size() == 2) group.persons = std::move(both);
    group.first = 0;
}

void Drafter::two_told_before(std::size_t at) {
    std::vector<EntityIndex> both;
    for (std::size_t i = 0; i < at; ++i) // `A nói với B khi hai người gặp nhau`
        if (row_[i].kind == ItemKind::person &&
            std::find(both.begin(), both.end(), row_[i].entity) == both.end())
            both.push_back(row_[i].entity);
    if (both.empty() && sentence_ > 0) both = persons_of(scene_.items(sentence_ - 1));
    if (both.size() != 2 || scene_.nation(both[0]) == scene_.nation(both[1])) return;
    if (!scene_.counterparts(both[0], both[1]) && !(leads_state(both[0]) && leads_state(both[1]))) return;
    add(at, one_of_pair(both[0], at), one_of_pair(both[1], at), Home::open);
}

bool Drafter::house_called_on(const EventDraft& visit) const {
    return !visit.first.persons.empty() && !visit.second.bodies.empty() &&
           scene_.kind(visit.second.bodies.front().entity) == EntityKind::organization;
}

bool Drafter::of_countries(const Party& party) const {
    return party.persons.empty() &&
           std::all_of(party.bodies.begin(), party.bodies.end(),
                       [&](const Member& m) { return scene_.kind(m.entity) == EntityKind::country; });
}

bool RowReader::bodies_sign(std::size_t at) const {
    constexpr TokenIndex reach = 8;
    static const SyllableSet forces("đơn lực cơ đồn"), of("vị lượng quan");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex last = row_[at].tokens.first;
    for (TokenIndex i = last - std::min(last, reach); i + 1 < last; ++i)
        if (forces.contains(tokens[i].id) && of.contains(tokens[i + 1].id)) return true;
    return false;
}

void Drafter::leave_bodies(Party& party) const {
    for (const Member& person : party.persons)
        if (const EntityIndex body = scene_.stands_for(person.entity);
            body != no_entity && party.bodies.empty())
            party.bodies.push_back({body, person.evidence, person.rule});
    party.persons.clear();
}

void Drafter::again(std::size_t at) {
    if (const std::vector<EntityIndex> pair = holders_of_pair(at); pair.size() == 2)
        return add(at, one_of_pair(pair[0], at), one_of_pair(pair[1], at), Home::open);
    for (std::size_t i = drafts_.size(); i-- > 0 && i + farthest_event >= drafts_.size();) {
        const EventDraft& before = drafts_[talks_beside(i)];
        const bool sat = before.kind == "meeting" || before.kind == "conference";
        const bool named = row_[at].event_kind == "signing" && sat
                               ? !before.first.empty() && !before.second.empty() &&
                                     !(of_countries(before.first) && of_countries(before.second))
                               : (!before.first.persons.empty() && !before.second.persons.empty()) ||
                                     (before.kind == "visit" && house_called_on(before));
        if (!named || before.rule == "welcomes") continue;
        EventDraft made = draft(at);
        made.first = before.first;
        made.second = before.second;
        made.home = before.kind == "visit" ? Home::second : before.home;
        if (!made.date && made.continues) made.date = before.date;
        if (made.kind == "signing" && bodies_sign(at) &&
            made.first.persons.empty() != made.second.persons.empty())
            leave_bodies(made.first.persons.empty() ? made.second : made.first); // `lãnh đạo hai đơn vị ký`
        drafts_.push_back(std::move(made));
        return;
    }
    if (row_[at].rule == "meets") two_told_before(at);
}

} // namespace banggiao::extract
