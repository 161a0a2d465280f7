// Takes words that tell who presides over an assembly. Hands out drafts, or adds the chairs to one told of
// before.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

bool Drafter::chairs_known(std::size_t at, const Group& chairs, TokenRange words) {
    EventDraft* known = assembly_of(at);
    if (!known || known->home != Home::second || known->second.empty() || !known->first.persons.empty())
        return false;
    const auto holds = [&](EntityIndex person) { return affinity(person, known->second) >= own_side; };
    if (std::none_of(chairs.persons.begin(), chairs.persons.end(), holds)) return false;
    for (const EntityIndex person : chairs.persons)
        (holds(person) ? known->second : known->first).add(scene_, {person, words, "chairs"});
    return true;
}

bool Drafter::chairs_told(std::size_t at) {
    constexpr std::size_t near = 2, reach = 5; ///< sentences back to the talks; items
    static const SyllableSet is("là"), by("do");
    EventDraft* told = last_of("meeting");
    if (!told || told->sentence == sentence_ || told->sentence + near < sentence_) return false;
    Group names;
    for (std::size_t i = at + 1; at <= 2 && i < row_.size() && i < at + reach && names.empty(); ++i)
        if (lists_names(i) || is_word(i, is)) names = clause_.object(i, true);
    const bool noun =
        row_.front().kind == ItemKind::trigger || (row_.size() > 1 && row_[1].kind == ItemKind::trigger);
    for (std::size_t i = 0; noun && names.persons.empty() && i < at; ++i) // `Hội đàm do A và B đồng chủ trì`
        if (is_word(i, by)) names = presided_by(i - std::min<std::size_t>(i, 1));
    if (names.persons.size() < 2 || clause_.unreal(at)) return false;
    const std::size_t before = told->first.persons.size() + told->second.persons.size();
    attach(*told, names, evidence(names, at, names), "chairs");
    return told->first.persons.size() + told->second.persons.size() > before;
}

bool Drafter::chairs_with_guest(std::size_t at, const Group& chair) {
    constexpr std::size_t near = 4;
    static const SyllableSet jointly("đồng cùng");
    if (chair.persons.size() != 1 || !met_here(chair.persons.front())) return false;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < near; ++steps) {
        if (row_[i].kind != ItemKind::trigger) continue;
        if (row_[i].frame != Frame::chair ||
            !jointly.contains(scene_.document().tokens[row_[i].tokens.first].id))
            return false;
        EventDraft made = draft(at);
        made.first = drafts_.back().first;
        made.second = drafts_.back().second;
        made.home = drafts_.back().home;
        if (sitting(at)) made.kind = "meeting";
        drafts_.push_back(std::move(made));
        return true;
    }
    return false;
}

bool Drafter::chairs_for_visitors(std::size_t at) {
    constexpr std::size_t reach = 3;
    static const SyllableSet receives("tiếp");
    bool session = at + 1 < row_.size() && row_[at + 1].frame == Frame::receive;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && !is_name(i); ++i)
        session = session || (row_[i].frame == Frame::occasion && row_[i].event_kind == "meeting") ||
                  is_word(i, receives);
    const std::size_t list = opened_list(at + 1, row_.size());
    Group host = list != row_.size() && at <= 1 ? clause_.object(list, true) : chairs(at, true);
    drop_places(host);
    return session && !host.unreal && !host.persons.empty() && receive_visitors(at, host);
}

bool Drafter::chairs_reception(std::size_t at) {
    constexpr std::size_t report = 3; ///< sentences
    EventDraft* told = last_of("meeting");
    if (!told || told->sentence + report < sentence_) return chairs_for_visitors(at);
    if (at > 1) return false;
    const std::size_t list = opened_list(at + 1, row_.size());
    Party* guests = visitors_of(*told);
    if (list == row_.size() || !guests) return false;
    const Group names = clause_.object(list, true);
    Party& hosts = guests == &told->first ? told->second : told->first;
    for (const EntityIndex person : names.persons)
        if (!guests->has_person(person))
            (affinity(person, *guests) < own_side ? hosts : *guests)
                .add(scene_, {person, evidence(names, at, names), "chairs"});
    return !names.persons.empty();
}

Group ActReader::presided_by(std::size_t at) const {
    static const SyllableSet by("do");
    constexpr std::size_t reach = 30;
    Group group;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && row_[i].mark != U'.'; ++i) {
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::unreal) return {}; // `sẽ do A chủ trì`
        if (is_word(i, by)) group.first = i;
        if (group.first != 0 && row_[i].kind == ItemKind::person) group.persons.push_back(row_[i].entity);
        if (row_[i].kind != ItemKind::trigger) continue;
        group.last = i + 1;
        return row_[i].frame == Frame::chair ? group : Group();
    }
    return {};
}

std::size_t ActReader::under_whom(std::size_t from) const {
    const auto under =
        std::find_if(row_.begin() + static_cast<std::ptrdiff_t>(from), row_.end(), [](const Item& item) {
            return item.kind == ItemKind::trigger && item.frame == Frame::under;
        });
    return static_cast<std::size_t>(under - row_.begin());
}

Group ActReader::presider(std::size_t at, const Group& guests) const {
    const std::size_t under = row_.has(Frame::under) ? under_whom(0) : row_.size();
    Group host = under == row_.size() ? presided_by(at) : clause_.object(under);
    host.bodies.clear();
    for (const EntityIndex guest : guests.persons) std::erase(host.persons, guest);
    return host;
}

void Drafter::presided(std::size_t at) {
    const std::size_t found = row_.has(Frame::under) ? under_whom(at + 1) : row_.size();
    const std::size_t under = found == row_.size() ? at : found;
    if (clause_.unreal(at)) return;
    Group named = under == at ? presided_by(at) : clause_.object(under);
    if (named.persons.empty()) return;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < 3; ++steps) // `hai bên thống nhất tổ chức …`
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say) return;
    Group first = named, second;
    if (clause_.to_come(first.last)) return;
    const TokenRange words = evidence(first, at, first);
    if (EventDraft* known = assembly_of(at)) return join_assembly(*known, first, Frame::chair, words);
    if (first.persons.size() >= 2) split(first, second);
    EventDraft made = draft_assembly(at);
    if (second.empty() && !made.date_of_sentence && !told_before(at)) return;
    made.home = second.empty() ? Home::second : Home::open;
    fill(second.empty() ? made.second : made.first, first, words, "chairs");
    fill(made.second, second, words, "chairs");
    if (sitting(at) && !second.empty()) made.kind = "meeting";
    drafts_.push_back(std::move(made));
}

} // namespace banggiao::extract
