// Takes words that speak of two told of before: `hai Bộ trưởng`, `cả hai`, `hai nhà lãnh đạo`. Hands out
// drafts of what they did again.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>
#include <array>

namespace banggiao::extract {

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
    std::vector<EntityIndex> both;
    for (const Item& item : scene_.items(sentence_ - 1))
        if (item.kind == ItemKind::person && std::find(both.begin(), both.end(), item.entity) == both.end())
            both.push_back(item.entity);
    if (both.size() == 2) group.persons = std::move(both);
    group.first = 0;
}

void Drafter::two_told_before(std::size_t at) {
    if (sentence_ == 0) return;
    Group first, second;
    for (const Item& item : scene_.items(sentence_ - 1)) {
        if (item.kind != ItemKind::person) continue;
        Group& side = first.empty() ? first : second;
        if (first.persons == std::vector{item.entity} || second.persons == std::vector{item.entity}) continue;
        if (!second.empty()) return; // three are told of
        side.persons = {item.entity};
        side.first = at;
        side.last = at;
    }
    if (second.empty() || !scene_.counterparts(first.persons.front(), second.persons.front())) {
        const bool lead =
            !second.empty() && leads_state(first.persons.front()) && leads_state(second.persons.front());
        if (!lead) return;
    }
    if (scene_.nation(first.persons.front()) != scene_.nation(second.persons.front()))
        add(at, first, second, Home::open);
}

void Drafter::again(std::size_t at) {
    if (const std::vector<EntityIndex> pair = holders_of_pair(at); pair.size() == 2) {
        Group first, second;
        first.persons = {pair[0]};
        second.persons = {pair[1]};
        first.last = second.last = at;
        first.first = at;
        return add(at, first, second, Home::open);
    }
    for (std::size_t i = drafts_.size(); i-- > 0 && i + farthest_event >= drafts_.size();) {
        const EventDraft& before = drafts_[talks_beside(i)];
        const bool named = row_[at].event_kind == "signing" && before.kind == "meeting"
                               ? !before.first.empty() && !before.second.empty() &&
                                     !(before.first.persons.empty() && before.second.persons.empty())
                               : !before.first.persons.empty() && !before.second.persons.empty();
        if (!named || before.rule == "welcomes") continue;
        EventDraft made = draft(at);
        made.first = before.first;
        made.second = before.second;
        made.home = before.kind == "visit" ? Home::second : before.home;
        if (!made.date && made.continues) made.date = before.date;
        drafts_.push_back(std::move(made));
        return;
    }
    if (row_[at].rule == "meets") two_told_before(at);
}

} // namespace banggiao::extract
