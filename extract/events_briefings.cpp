// Takes sentences that tell of a chair who calls his officers: `họp với các sở, ngành`, `giao Sở A …`. Hands
// out the meeting with those who report or get orders there.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

bool RowReader::calls_officers(std::size_t at) const {
    constexpr std::size_t reach = 5;
    static const SyllableSet many("các"), officers("sở ban ngành bộ quận huyện đơn cơ phòng địa");
    const std::vector<Token>& tokens = scene_.document().tokens;
    bool several = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (is_name(i) || row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) return false;
        if (several && officers.contains(tokens[row_[i].tokens.first].id)) return true;
        several = several || many.contains(tokens[row_[i].tokens.last - 1].id);
    }
    return false;
}

bool Drafter::note_briefing(std::size_t at, const Group& chair) {
    if (chair.persons.empty() || chair.unreal || !calls_officers(at)) return false;
    EventDraft made = draft(at);
    fill(made.second, chair, evidence(chair, at, chair), made.rule);
    made.kind = "meeting";
    made.home = Home::second;
    briefing_ = std::move(made);
    return true;
}

EventDraft* Drafter::briefing_told() {
    const auto known = std::find_if(drafts_.rbegin(), drafts_.rend(), [&](const EventDraft& event) {
        return event.triggers.front() == briefing_->triggers.front();
    });
    if (known != drafts_.rend()) return &*known;
    drafts_.push_back(*briefing_);
    return &drafts_.back();
}

Group Drafter::reporting(std::size_t at) const {
    constexpr std::size_t reach = 5;
    static const SyllableSet reports("báo"), noun("nghe theo bản các những");
    static const SyllableSet orders("giao yêu đề chỉ"), to("giao cầu nghị đạo");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[at].tokens;
    const bool verb =
        row_[at].kind == ItemKind::cue && (row_[at].cue == Cue::say || row_[at].cue == Cue::unreal);
    if (verb && orders.contains(tokens[words.first].id) && to.contains(tokens[words.last - 1].id))
        return clause_.object(at);
    if (!verb || words.size() != 2 || !reports.contains(tokens[words.first].id)) return {};
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (is_word(i, noun) || row_[i].kind == ItemKind::mark) break;
        if (row_[i].kind == ItemKind::body || row_[i].kind == ItemKind::person) return clause_.subject(at);
    }
    return {};
}

void Drafter::brief() {
    constexpr std::size_t report = 6; ///< sentences
    const Token& opening = scene_.document().tokens[row_.front().tokens.first];
    if (opening.mark == U'*') briefing_.reset();
    if (!briefing_ || briefing_->sentence + report < sentence_) return;
    const Party& chair = briefing_->second;
    for (std::size_t at = 0; at < row_.size(); ++at) {
        Group officers = reporting(at);
        std::erase_if(officers.persons, [&](EntityIndex person) {
            return chair.has_person(person) || affinity(person, chair) >= own_side;
        });
        std::erase_if(officers.bodies, [&](EntityIndex body) {
            return scene_.kind(body) != EntityKind::organization || chair.has(body) ||
                   std::any_of(chair.persons.begin(), chair.persons.end(),
                               [&](const Member& m) { return scene_.holds(m.entity, body); });
        });
        if (officers.empty()) continue;
        EventDraft* meeting = briefing_told();
        meeting->kind = "meeting";
        fill(meeting->first, officers, evidence(officers, at, officers), "reports-to");
    }
}

bool Drafter::press_after_talks(std::size_t at) {
    constexpr std::size_t reach = 5, report = 8; ///< items behind the noun; sentences
    static const SyllableSet press("báo"), jointly("chung"), after("sau");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[at].tokens;
    const auto is_in = [&](const SyllableSet& set) {
        return std::any_of(tokens.begin() + words.first, tokens.begin() + words.last,
                           [&](const Token& token) { return set.contains(token.id); });
    };
    const bool adverbial = at > 0 && row_[at - 1].kind == ItemKind::cue &&
                           (row_[at - 1].cue == Cue::at || row_[at - 1].cue == Cue::aux);
    if (!is_in(press) || !adverbial || clause_.unreal(at)) return false;
    bool joint = is_in(jointly);
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && row_[i].mark != U','; ++i)
        joint = joint || is_word(i, jointly) || after.contains(tokens[row_[i].tokens.first].id);
    const EventDraft* talks = last_of("meeting");
    if (!talks || talks->first.persons.empty()) talks = last_of("signing");
    const Group speaker = clause_.speaker(at);
    if (!joint || !talks || talks->sentence + report < sentence_ || speaker.persons.empty()) return false;
    const EntityIndex one = speaker.persons.front();
    if (talks->first.persons.empty() || talks->second.persons.empty() ||
        !(talks->first.has_person(one) || talks->second.has_person(one)))
        return false;
    EventDraft made = draft(at);
    made.kind = "conference";
    made.frame = Frame::press;
    made.first.persons = {talks->first.persons.front()};
    made.second.persons = {talks->second.persons.front()};
    made.home = talks->home;
    if (made.place == no_entity) made.place = talks->place, made.place_evidence = talks->place_evidence;
    drafts_.push_back(std::move(made));
    return true;
}

} // namespace banggiao::extract
