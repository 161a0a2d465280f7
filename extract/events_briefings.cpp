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

} // namespace banggiao::extract
