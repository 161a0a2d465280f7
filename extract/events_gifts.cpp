// Takes triggers of banquets, awards and gifts. Hands out drafts of those who give and those who take.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

void Drafter::banquet(std::size_t at) {
    Group other = clause_.object(at);
    Group subject = clause_.subject(at);
    for (std::size_t i = at + 1; other.empty() && i < row_.size() && i < at + 4; ++i) // `… chào mừng A`
        if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::welcome) other = clause_.object(i);
    const bool attends =
        at > 0 && row_[at - 1].kind == ItemKind::trigger && row_[at - 1].frame == Frame::attend;
    if (at > 0 && row_[at - 1].kind == ItemKind::trigger) subject = clause_.subject(at - 1);
    if (other.empty() && other.delegation && !subject.persons.empty())
        other = met_by(subject.persons.front());
    if (subject.unreal || clause_.unreal(at) || other.empty() || subject.empty()) return;
    const bool given = !presided_by(at).persons.empty(); // `dự bữa trưa do B chủ trì`: by B
    const bool together = row_[at].rule == "dines";      // `A ăn trưa với B`: at whose table is not told
    add(at, subject, other, attends || given ? Home::second : together ? Home::open : Home::first);
}

Group Drafter::met_by(EntityIndex host) {
    constexpr std::size_t report = 8;
    Group group;
    const EventDraft* talks = last_of("meeting");
    if (!talks || talks->sentence + report < sentence_) return group;
    const bool first = talks->first.has_person(host);
    if (first == talks->second.has_person(host)) return group;
    for (const Member& person : (first ? talks->second : talks->first).persons)
        group.persons.push_back(person.entity);
    return group;
}

bool ActReader::souvenir(std::size_t at, std::size_t reach) const {
    static const SyllableSet flowers("hoa"), kept("lưu kỷ kỉ"), keepsake("niệm");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const std::size_t last = std::min(row_.size(), at + reach);
    for (TokenIndex i = row_[at].tokens.first + 1; i < row_[last - 1].tokens.last; ++i)
        if (flowers.contains(tokens[i].id) ||
            (keepsake.contains(tokens[i].id) && kept.contains(tokens[i - 1].id)))
            return true;
    return false;
}

bool ActReader::gives_again(std::size_t at) const {
    constexpr std::size_t reach = 12;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach && !is_name(i); ++steps) {
        if (row_[i].kind == ItemKind::mark && row_[i].mark != U',' && row_[i].mark != U'”') return false;
        if (row_[i].kind == ItemKind::trigger) return row_[i].frame == Frame::award;
    }
    return false;
}

void Drafter::award(std::size_t at) {
    constexpr std::size_t reach = 20;
    static const SyllableSet to("cho tặng tới"), honours("chương khen hiệu");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (gives_again(at)) return; // `trao Huân chương tặng B`
    Group giver = clause_.subject(at), taker;
    bool honour = false;
    std::size_t direct = at + 1;                              // `tặng ông B một bức tranh`
    static const SyllableSet gifts("quà lưu kỷ kỉ niệm hoa"); // `tặng quà lưu niệm ông B`
    while (direct < row_.size() && (is_filler(direct) || is_word(direct, gifts))) ++direct;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && taker.empty(); ++i) {
        const bool quote = row_[i].mark == U'"' || row_[i].mark == U'“' || row_[i].mark == U'”';
        if (row_[i].kind == ItemKind::mark && row_[i].mark != U',' && !quote) break;
        honour = honour || honours.contains(tokens[row_[i].tokens.first].id);
        if (i == direct && is_name(i)) taker = clause_.object(at);
        if (to.contains(tokens[row_[i].tokens.first].id)) taker = clause_.object(i);
    }
    std::erase_if(taker.persons, [&](EntityIndex person) { return scene_.stands_for(person) == no_entity; });
    drop_places(giver);
    const bool ours = !giver.persons.empty() && scene_.vietnamese(giver.persons.front());
    std::erase_if(taker.bodies, [&](EntityIndex body) { // but `trao tặng gạo cho tỉnh A`, abroad
        return is_place(scene_.kind(body)) && !(ours && scene_.kind(body) == EntityKind::foreign_locality);
    });
    if (taker.empty()) note_handing(at, giver.empty() && at == 0 ? clause_.speaker(at) : giver);
    if (giver.unreal || giver.empty() || taker.empty()) return;
    const std::size_t before = drafts_.size();
    const EventDraft* told = assembly_under_way();
    const std::optional<EventDraft> rite =
        told && told->kind == "ceremony" ? std::optional<EventDraft>(*told) : std::nullopt;
    add(at, giver, taker, rite ? Home::open : Home::first);
    if (drafts_.size() == before) return;
    EventDraft& made = drafts_.back();
    if (honour || rite) made.kind = "ceremony";
    if (rite) { // `Lễ bàn giao đã diễn ra. A trao chìa khóa cho B.`
        if (!made.date_of_sentence) made.date = rite->date;
        if (made.place == no_entity) made.place = rite->place, made.place_evidence = rite->place_evidence;
        held_.reset();
    }
    if (made.kind == "other" && !made.date_of_sentence && souvenir(at, reach) && !hand_souvenir(made))
        drafts_.pop_back();
}

bool Drafter::hand_souvenir(EventDraft& gift) const {
    static const SyllableSet side("trái phải"); // `A (trái) tặng hoa B`: a picture's words
    if (gift.first.persons.empty() || gift.second.persons.empty() || says(side)) return false;
    const EntityIndex giver = gift.first.persons.front().entity, taker = gift.second.persons.front().entity;
    for (std::size_t i = drafts_.size() - 1, steps = 0; i-- > piece_ && steps < farthest_event; ++steps) {
        const EventDraft& met = drafts_[i];
        const bool as_told = met.first.has_person(giver) && met.second.has_person(taker);
        if (met.kind != "meeting" ||
            (!as_told && !(met.second.has_person(giver) && met.first.has_person(taker))))
            continue;
        gift.rule = "hands-souvenir"; // where they met, and for nobody else
        gift.first.bodies.clear();
        gift.second.bodies.clear();
        if (!as_told) std::swap(gift.first, gift.second);
        gift.home = met.home;
        gift.first_travels = met.first_travels;
        gift.second_travels = met.second_travels;
        gift.date = met.date;
        gift.place = met.place;
        gift.place_evidence = met.place_evidence;
        gift.seat = met.seat;
        gift.in_seat = met.in_seat;
        return true;
    }
    return false;
}

void Drafter::note_handing(std::size_t at, const Group& giver) {
    if (giver.unreal || clause_.unreal(at) || giver.persons.empty() || !(date_before(at) || date_after(at)))
        return;
    handing_ = draft(at);
    handing_->home = Home::open;
    Group one = giver;
    one.persons.resize(1);
    fill(handing_->first, one, evidence(giver, at, giver), handing_->rule);
}

std::size_t ActReader::takes_over() const {
    static const SyllableSet takes("nhận"), before("người tiếp đón"), things("quà hàng chìa công bàn tượng"),
        thoughts("quan thông ý kiến đề lời yêu trách nhiệm vị chức hồ xử sự nhiều");
    if (!row_.has(ItemKind::person) || row_.has(Cue::unreal) || !row_.may_have(takes)) return row_.size();
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = 0; i < row_.size(); ++i)
        for (TokenIndex at = row_[i].tokens.first; !is_name(i) && at < row_[i].tokens.last; ++at) {
            const bool more = at + 1 < tokens.size();
            if (!takes.contains(tokens[at].id) || (more && thoughts.contains(tokens[at + 1].id))) continue;
            if ((at > 0 && before.contains(tokens[at - 1].id)) ||
                (more && things.contains(tokens[at + 1].id)))
                return i; // not `nhận định`, `ghi nhận`
        }
    return row_.size();
}

void Drafter::taken_over() {
    constexpr std::size_t report = 2, near = 6; ///< sentences; items from the verb to a name behind it
    const bool told = handing_ && handing_->sentence + report >= sentence_;
    const std::size_t at = told ? takes_over() : row_.size();
    if (at == row_.size()) return;
    const EntityIndex giver = handing_->first.persons.front().entity;
    EventDraft made = *handing_;
    static const SyllableSet is("là có");
    std::size_t name = at; // `B tiếp nhận`, `Người nhận là B`
    while (name > 0 && row_[name].kind != ItemKind::person && row_[name].mark != U';') --name;
    for (std::size_t i = at + 1; row_[name].kind != ItemKind::person && i < row_.size() && i < at + near; ++i)
        if (row_[i].kind == ItemKind::person && is_word(at + 1, is)) name = i;
    const EntityIndex taker = row_[name].kind == ItemKind::person ? row_[name].entity : giver;
    const bool apart = scene_.nation(taker) != scene_.nation(giver) || of_ours(taker) != of_ours(giver);
    if (taker == giver || !apart || scene_.stands_for(taker) == no_entity) return;
    made.second.add(scene_, {taker, clause_around(0, row_.size()), "takes-over"});
    drafts_.push_back(std::move(made));
    handing_.reset();
}

} // namespace banggiao::extract
