// Takes sentences behind the one that tells of an assembly. Adds to it who acts there, though no word of the
// sentence names it; two who head the sides of a session held it.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

bool ActReader::tells_of_encounter() const {
    static constexpr Frame encounters[] = {Frame::receive, Frame::court,   Frame::talk,    Frame::visit,
                                           Frame::journey, Frame::sign,    Frame::welcome, Frame::banquet,
                                           Frame::award,   Frame::witness, Frame::escort,  Frame::occasion};
    return std::any_of(std::begin(encounters), std::end(encounters),
                       [&](Frame frame) { return row_.has(frame); });
}

bool ActReader::opens_actor(std::size_t at) const {
    if (at == 0 || row_[at - 1].mark == U';') return true;
    const bool behind_comma = row_[at - 1].mark == U',' && at > 1 && row_[at - 2].kind != ItemKind::person;
    return behind_comma && (row_[at].kind == ItemKind::person || row_[at].frame == Frame::side ||
                            (row_[at].kind == ItemKind::cue && row_[at].cue == Cue::group) ||
                            (is_filler(at) && at + 1 < row_.size() && row_[at + 1].kind == ItemKind::person));
}

std::size_t ActReader::add_actors(std::vector<Actor>& actors, std::size_t first) const {
    constexpr std::size_t opening = 12;
    static const SyllableSet parts("do là đoàn trưởng phía đầu đại"), chairs("trì tọa toạ hành");
    const std::vector<Token>& tokens = scene_.document().tokens;
    Actor actor;
    bool part = false, adverbial = false; // `Phía A do …`; `Từ Oslo, …`
    std::size_t at = first;
    for (; at < row_.size() && at < first + opening && row_[at].kind != ItemKind::person; ++at) {
        if (row_[at].kind == ItemKind::mark && row_[at].mark != U',') return at;
        const SyllableId word = tokens[row_[at].tokens.last - 1].id;
        actor.leads = actor.leads || (row_[at].kind == ItemKind::cue && row_[at].cue == Cue::group);
        part = part || actor.leads || parts.contains(word) || chairs.contains(word);
        if (row_[at].mark == U',' && !part) adverbial = false;
        if (!is_name(at)) continue;
        adverbial = !part;
        if (part && actor.side == no_entity) actor.side = row_[at].entity;
    }
    if (at >= row_.size() || row_[at].kind != ItemKind::person || adverbial) return at;
    const std::size_t before = actors.size();
    for (; at < row_.size(); ++at) {
        actor.at = at;
        if (row_[at].kind == ItemKind::person) actors.push_back(actor);
        const bool comma = row_[at].mark == U',' && at + 1 < row_.size() &&
                           (row_[at + 1].kind == ItemKind::person || is_filler(at + 1));
        if (row_[at].kind != ItemKind::person && !comma && !is_filler(at)) break;
    }
    if (at < row_.size() && row_[at].kind == ItemKind::cue && row_[at].cue == Cue::unreal && !asks(at))
        actors.resize(before); // `A sẽ sang …`
    bool presides = false;
    for (std::size_t i = first; i < row_.size() && (i == first || !opens_actor(i)); ++i)
        if (!is_name(i)) presides = presides || chairs.contains(tokens[row_[i].tokens.last - 1].id);
    for (std::size_t i = before; i < actors.size(); ++i) actors[i].presides = presides;
    return at;
}

std::vector<ActReader::Actor> ActReader::actors() const {
    std::vector<Actor> found;
    for (std::size_t at = 0; at < row_.size(); ++at)
        if (opens_actor(at)) at = std::max(add_actors(found, at), at + 1) - 1;
    return found;
}

const EventDraft* Drafter::assembly_under_way() const {
    constexpr std::size_t near = 2, lead = 4; ///< sentences since somebody was told to act there; at the top
    const auto of_assembly = [](const EventDraft& event) {
        return event.kind != "meeting" && event.kind != "visit";
    };
    const std::size_t from = std::max(piece_, drafts_.size() - std::min(drafts_.size(), farthest_event));
    if (!std::all_of(drafts_.begin() + static_cast<std::ptrdiff_t>(from), drafts_.end(), of_assembly))
        return nullptr; // a report of something else, whoever else held a conference
    const bool told = drafts_.size() > piece_ && drafts_.back().frame == Frame::assembly &&
                      drafts_.back().sentence < std::min(sentence_, lead);
    if (told && std::max(drafts_.back().sentence, assembly_sentence_) + near >= sentence_)
        return &drafts_.back();
    const bool since = held_ && drafts_.size() > piece_ && drafts_.back().sentence > held_->sentence;
    return !since && held_ && held_is_news_ && held_->sentence < std::min(sentence_, lead) &&
                   held_->sentence + near >= sentence_
               ? &*held_
               : nullptr;
}

bool Drafter::session_between(const std::vector<Actor>& actors) {
    constexpr std::size_t report = 3; ///< sentences that name the two delegations
    static const SyllableSet sits("họp thoại vấn khảo phán");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange noun = held_->triggers.front();
    if (std::none_of(tokens.begin() + noun.first, tokens.begin() + noun.last,
                     [&](const Token& token) { return sits.contains(token.id); }))
        return false;
    const bool half = session_head_ && session_head_->sentence + report >= sentence_;
    EventDraft made = half ? *session_head_ : *held_;
    bool heads = false;
    for (const Actor& actor : actors) {
        const EntityIndex person = row_[actor.at].entity,
                          nation = actor.side == no_entity ? no_entity : scene_.country(actor.side);
        const bool ours = nation == no_entity ? of_ours(person) : nation == scene_.viet_nam();
        Party& side = ours ? made.first : made.second;
        side.add(scene_, {person, row_[actor.at].tokens, "leads-delegation"});
        if (actor.leads && actor.side != no_entity)
            side.add(scene_, {actor.side, row_[actor.at].tokens, "leads-delegation"});
        heads = heads || actor.leads || actor.presides || actor.side != no_entity;
    }
    session_head_.reset();
    if (made.first.persons.empty() || made.second.persons.empty()) {
        static const SyllableSet meeting("cuộc"); // of two sides, whoever else is not named
        if (!heads) return meeting.contains(tokens[noun.first].id);
        made.sentence = sentence_;
        session_head_ = std::move(made);
        return true;
    }
    made.kind = "meeting";
    made.home = Home::open;
    drafts_.push_back(std::move(made));
    held_.reset();
    return true;
}

void Drafter::people_of_assembly() {
    static const SyllableSet elsewhere("trước theo nếu năm hôm");
    if (!row_.has(ItemKind::person) || row_.has(ItemKind::date) || tells_of_encounter() || supposed() ||
        elsewhere.contains(scene_.document().tokens[row_.front().tokens.first].id))
        return;
    const EventDraft* told = assembly_under_way();
    if (!told) return;
    const std::vector<Actor> found = actors();
    if (found.empty() || (held_ && told == &*held_ && session_between(found))) return;
    EventDraft* event = held_ && told == &*held_ ? assembly_told(2) : &drafts_.back();
    const bool sides = event->home == Home::open && !event->first.empty() && !event->second.empty();
    for (const Actor& actor : found) {
        const Group who = only(actor.at, actor.at, actor.at + 1);
        if (sides)
            attach(*event, who, row_[actor.at].tokens, "attends");
        else
            join_assembly(*event, who, actor.presides ? Frame::chair : Frame::none, row_[actor.at].tokens);
    }
    assembly_sentence_ = sentence_;
}

bool Drafter::act_together(std::size_t at) {
    if (row_[at].event_kind != "other" || !(date_before(at) || date_after(at))) return false;
    Group first = clause_.subject(at), second;
    if (first.unreal || (first.persons.size() < 2 && first.bodies.size() < 2)) return false;
    std::erase_if(first.bodies, [&](EntityIndex body) { return scene_.kind(body) == EntityKind::country; });
    split(first, second);
    if (second.empty() || first.empty()) return false;
    const EntityIndex one = first.persons.empty() ? first.bodies.front() : first.persons.front(),
                      other = second.persons.empty() ? second.bodies.front() : second.persons.front();
    if (scene_.nation(one) == scene_.nation(other) && of_ours(one) == of_ours(other)) return false;
    const std::size_t before = drafts_.size();
    add(at, first, second, Home::open);
    return drafts_.size() > before;
}

} // namespace banggiao::extract
