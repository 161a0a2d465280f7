// Takes triggers of press conferences. Hands out who faced the press, alone or with whom he talked before.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

void Drafter::press(std::size_t at) {
    Group first = clause_.subject(at), second;
    if (first.unreal || press_after_talks(at)) return;
    if (first.persons.size() >= 2) split(first, second);
    EventDraft made = draft(at);
    if (!second.persons.empty()) {
        const TokenRange words = evidence(first, at, first);
        fill(made.first, first, words, made.rule);
        fill(made.second, second, words, made.rule);
        drafts_.push_back(std::move(made));
    } else if (first.pair) {
        again(at);
    } else if (EventDraft* known = last_of("conference");
               known && !first.persons.empty() && known->sentence + 3 >= sentence_ &&
               same_noun(known->triggers.front(), row_[at].tokens)) { // `A chủ trì họp báo`, told of before
        join_assembly(*known, first, Frame::chair, evidence(first, at, first));
    } else if (first.persons.size() == 1 && row_[at].tokens.size() == 4 && date_before(at)) {
        fill(made.second, first, evidence(first, at, first), made.rule); // `A chủ trì họp báo thường kỳ`
        made.home = Home::second;
        drafts_.push_back(std::move(made));
    }
}

bool Drafter::of_press(std::size_t at) const {
    static const SyllableSet press("báo");
    return press.contains(scene_.document().tokens[row_[at].tokens.last - 1].id);
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
