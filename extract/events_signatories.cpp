// Takes triggers of signings. Hands out who signs: by whom something was signed, for whom, and which side of
// a signing told of before somebody belongs to.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

Group ActReader::signers(std::size_t at) const {
    Group group = passive_signers(at);
    if (group.named()) return group;
    group = clause_.subject(at);
    if (!group.named() && !ends_sentence(at + 1)) group.pair = opens_with_two(at);
    return group;
}

bool ActReader::opens_with_two(std::size_t at) const {
    static const SyllableSet two("hai");
    return is_word(0, two) && !clause_.unreal(at) &&
           std::none_of(row_.begin(), row_.begin() + static_cast<std::ptrdiff_t>(at),
                        [](const Item& item) { return item.kind == ItemKind::person; });
}

Group ActReader::passive_signers(std::size_t at) const {
    constexpr std::size_t reach = 24;
    static const SyllableSet by("được do"), both("hai");
    Group group;
    if (!row_.may_have(by)) return group;
    std::size_t from = at;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach && from == at; ++steps) {
        const bool ends = row_[i].kind == ItemKind::mark && row_[i].mark != U',' && row_[i].mark != U'(' &&
                          row_[i].mark != U')' && row_[i].mark != U'-';
        if (ends || row_[i].kind == ItemKind::trigger || row_[i].kind == ItemKind::date) return group;
        if (row_[i].kind == ItemKind::cue && (row_[i].cue == Cue::say || row_[i].cue == Cue::unreal))
            return group;
        if (is_word(i, by)) from = i;
    }
    if (from == at || clause_.unreal(from)) return group;
    group = clause_.object(from);
    group.first = from + 1;
    group.last = at;
    group.persons.clear();
    for (std::size_t i = from + 1; i < at; ++i) {
        if (row_[i].kind == ItemKind::person) group.persons.push_back(row_[i].entity);
        group.pair = group.pair || (is_word(i, both) && !is_name(i + 1));
    }
    if (group.pair && !group.persons.empty()) group.pair = false;
    return group;
}

bool ActReader::signed_lately(std::size_t at) const {
    constexpr std::size_t reach = 6, lead = 4; ///< items; sentences at the top, which tell the news
    static const SyllableSet lately("vừa mới"), times("hôm sáng chiều tối trưa"), now("nay qua");
    const auto by_day = [&](const std::optional<std::size_t>& day) {
        return day && scene_.dates()[row_[*day].date].grain == DateGrain::day;
    };
    if (by_day(date_before(at)) || signed_here(at)) return true;
    if (sentence_ >= lead) return false; // `… hiệp định mà A và B ký ngày 3/4/2015`
    if (by_day(date_after(at))) return true;
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach && !is_name(i); ++steps)
        for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token)
            if (lately.contains(tokens[token].id) ||
                (times.contains(tokens[token].id) && now.contains(tokens[token + 1].id)))
                return true;
    return false;
}

bool ActReader::signed_here(std::size_t at) const {
    static const SyllableSet openers("tại dịp nhân cũng kết");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (!openers.contains(tokens[row_.front().tokens.first].id)) return false;
    bool event = false;
    for (std::size_t i = 0; i < at && row_[i].mark != U','; ++i) {
        if (row_[i].kind == ItemKind::date && scene_.dates()[row_[i].date].grain != DateGrain::day)
            return false;
        event = event || row_[i].frame == Frame::assembly || row_[i].frame == Frame::occasion;
    }
    return event;
}

bool Drafter::signed_between(std::size_t at) {
    static const SyllableSet between("giữa");
    if (!row_.may_have(between) || clause_.unreal(at) || !signed_lately(at)) return false;
    std::size_t joint = at + 1; // `thỏa thuận ký tại A chiều 9/1 giữa B và C`
    while (joint < row_.size() && row_[joint].kind != ItemKind::person &&
           row_[joint].kind != ItemKind::mark && !is_word(joint, between))
        ++joint;
    if (joint >= row_.size() || !is_word(joint, between)) return false;
    Group first = clause_.object(joint), second;
    if (first.persons.size() < 2) return false;
    split(first, second);
    if (!signs_with(first, second)) return false;
    const std::size_t before = drafts_.size();
    add(at, first, second, Home::open);
    return drafts_.size() > before;
}

bool Drafter::signs_what_was_told(std::size_t at, const Group& signers) {
    constexpr std::size_t report = 2; ///< sentences back to the signing
    EventDraft* signing = last_of("signing");
    if (!signing || signers.persons.empty() || signers.persons.size() > 2 || signing->sentence == sentence_ ||
        signing->sentence + report < sentence_ || signing->first.empty() || signing->second.empty())
        return false;
    Party* own[2] = {nullptr, nullptr};
    for (std::size_t i = 0; i < signers.persons.size(); ++i) {
        const EntityIndex person = signers.persons[i];
        const int first = affinity(person, signing->first), second = affinity(person, signing->second);
        if (std::max(first, second) >= own_side && first != second)
            own[i] = first > second ? &signing->first : &signing->second;
    }
    if (signers.persons.size() == 2 &&
        (own[0] == nullptr) != (own[1] == nullptr)) { // of the other side, then
        const std::size_t known = own[0] ? 0 : 1;
        own[1 - known] = own[known] == &signing->first ? &signing->second : &signing->first;
    }
    if (!own[0] || own[0] == own[1]) return false;
    for (std::size_t i = 0; i < signers.persons.size(); ++i)
        own[i]->add(scene_, {signers.persons[i], evidence(signers, at, signers), "signs"});
    return true;
}

Group ActReader::onlookers(std::size_t at) const {
    static const SyllableSet of("của");
    Group group;
    if (at + 1 >= row_.size() || !is_word(at + 1, of)) return group;
    group.first = at + 2;
    for (std::size_t i = at + 2; i < row_.size() && row_[i].mark != U','; ++i) {
        if (row_[i].kind == ItemKind::trigger) return {};
        if (row_[i].kind == ItemKind::person) group.persons.push_back(row_[i].entity);
        group.last = i + 1;
    }
    return group;
}

std::vector<EntityIndex> ActReader::signatories(std::size_t at) const {
    static const SyllableSet between("giữa");
    std::vector<EntityIndex> bodies;
    bool inside = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + 60; ++i) {
        if (row_[i].kind == ItemKind::mark && (row_[i].mark == U';' || row_[i].mark == U'.')) break;
        inside = inside || is_word(i, between);
        if (inside && (row_[i].kind == ItemKind::body || row_[i].kind == ItemKind::place))
            bodies.push_back(row_[i].entity);
    }
    return bodies;
}

Group ActReader::signatories_across(std::size_t at, const Group& first) const {
    Group across;
    for (const EntityIndex body : signatories(at))
        if (scene_.country(body) != no_entity &&
            scene_.country(body) != scene_.country(first.persons.front()))
            across.bodies.push_back(body);
    across.last = std::min(row_.size(), at + 1);
    return across;
}

Group ActReader::last_signatory(std::size_t at) const {
    Group last;
    const std::vector<EntityIndex> bodies = signatories(at);
    if (bodies.size() < 2 || scene_.country(bodies.back()) != no_entity ||
        is_place(scene_.kind(bodies.back())))
        return last;
    last.bodies = {bodies.back()};
    last.last = std::min(row_.size(), at + 1);
    return last;
}

void Drafter::sign_between(std::size_t at) {
    if (drafts_.empty() || drafts_.back().triggers.front() != row_[at].tokens) return;
    EventDraft& signing = drafts_.back();
    for (const EntityIndex body : signatories(at))
        for (Party* party : {&signing.first, &signing.second})
            if (!party->persons.empty() && !party->has(body) && scene_.country(body) != no_entity &&
                scene_.country(party->persons.front().entity) == scene_.country(body))
                party->add(scene_, {body, clause_around(at, row_.size()), "signatory"});
}

bool Drafter::joined_by_firms(std::size_t at, const Group& first, const Group& second) {
    if (drafts_.empty()) return false;
    EventDraft& signing = drafts_.back();
    if (signing.kind != "signing" || signing.sentence != sentence_ || signing.first.persons.empty() ||
        signing.second.persons.empty())
        return false;
    const EntityIndex one = scene_.country(first.bodies.front());
    const bool crossed = one != no_entity && one == scene_.nation(signing.second.persons.front().entity);
    const TokenRange words = evidence(first, at, second);
    fill(crossed ? signing.second : signing.first, first, words, "signatory");
    fill(crossed ? signing.first : signing.second, second, words, "signatory");
    return true;
}

void Drafter::add_onlookers(std::size_t at) {
    EventDraft& signing = drafts_.back();
    for (std::size_t i = 0; i < at; ++i) {
        if (row_[i].kind != ItemKind::trigger || row_[i].frame != Frame::witness) continue;
        for (const EntityIndex person : onlookers(i).persons) {
            const EntityIndex nation = scene_.nation(person);
            const bool second = nation != no_entity && !signing.second.bodies.empty() &&
                                scene_.country(signing.second.bodies.front().entity) == nation;
            (second ? signing.second : signing.first)
                .add(scene_, {person, clause_around(i, at), "witnesses-signing"});
        }
        return;
    }
}

bool Drafter::signs_for_side(std::size_t at, const Group& first) {
    constexpr std::size_t reach = 4, report = 3; ///< items; sentences
    EventDraft* signing = last_of("signing");
    bool side = false;
    for (std::size_t i = at + 1; signing && i < row_.size() && i < at + reach; ++i) {
        side = side || row_[i].frame == Frame::side;
        if (!side || !is_name(i) || signing->sentence + report < sentence_) continue;
        Party& own = side_of(*signing, row_[i].entity);
        if (&own == &signing->others) return false;
        own.add(scene_, {first.persons.front(), evidence(first, at, first), "signs"});
        return true;
    }
    return false;
}

bool Drafter::joins_signing(std::size_t at, const Group& first, const Group& second) {
    if (drafts_.empty() || first.persons.empty() || second.persons.empty()) return false;
    EventDraft& signing = drafts_.back();
    if (signing.kind != "signing" || signing.sentence != sentence_ || signing.first.persons.empty() ||
        signing.second.persons.empty())
        return false;
    const auto of_side = [&](const Group& group, const Party& party) {
        return scene_.nation(group.persons.front()) == scene_.nation(party.persons.front().entity);
    };
    const bool straight = of_side(first, signing.first) && of_side(second, signing.second);
    if (!straight && !(of_side(first, signing.second) && of_side(second, signing.first))) return false;
    const TokenRange words = evidence(first, at, second);
    fill(straight ? signing.first : signing.second, first, words, "signatory");
    fill(straight ? signing.second : signing.first, second, words, "signatory");
    return true;
}

EventDraft* Drafter::signing_told(std::size_t at) {
    constexpr std::size_t report = 2; ///< sentences back to the signing
    EventDraft* signing = last_of("signing");
    if (!signing || signing->sentence == sentence_ || signing->sentence + report < sentence_ ||
        signing->first.empty() || signing->second.empty() || row_.has(Frame::talk) ||
        row_.has(Frame::visit) || date_before(at) || date_after(at) || clause_.unreal(at))
        return nullptr;
    return signing;
}

bool Drafter::seat_at_signing(EventDraft& signing, std::string_view rule) {
    bool found = false;
    for (std::size_t i = 0; i < row_.size(); ++i) {
        if (row_[i].kind != ItemKind::person) continue;
        const EntityIndex person = row_[i].entity;
        const bool called = i > 0 && is_filler(i - 1); // `ông A`
        if (scene_.stands_for(person) == no_entity && !called) continue;
        found = true;
        if (signing.first.has_person(person) || signing.second.has_person(person)) continue;
        Party* side = side_of_person(person, signing);
        const bool third = scene_.country(person) != no_entity && !of_ours(person);
        if (!side && third) side = &signing.others;
        if (side) side->add(scene_, {person, row_[i].tokens, rule});
    }
    return found;
}

bool Drafter::looks_on_told(std::size_t at) {
    static const SyllableSet is("là có gồm"), rite("ký kí lễ");
    const TokenRange words = row_[at].tokens;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const bool of_rite = std::any_of(tokens.begin() + words.first, tokens.begin() + words.last,
                                     [&](const Token& token) { return rite.contains(token.id); });
    const bool ends = at + 1 >= row_.size() || row_[at + 1].kind == ItemKind::mark || is_name(at + 1) ||
                      is_filler(at + 1) || is.contains(tokens[row_[at + 1].tokens.last - 1].id) ||
                      rite.contains(tokens[row_[at + 1].tokens.first].id);
    if (!of_rite && !ends) return false; // `chứng kiến nhiều biến động`
    EventDraft* signing = row_.has(Frame::sign) ? nullptr : signing_told(at);
    return signing && seat_at_signing(*signing, "witnesses-signing");
}

bool Drafter::hands_of_signing(std::size_t at) {
    EventDraft* signing = row_.has(Frame::side) ? nullptr : signing_told(at);
    const bool by_bodies = signing && signing->first.persons.empty() && signing->second.persons.empty() &&
                           side_across_of_ours(*signing);
    return by_bodies && seat_at_signing(*signing, "signs");
}

} // namespace banggiao::extract
