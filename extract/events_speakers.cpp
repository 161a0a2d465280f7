// Takes sentences in which somebody speaks. Hands out who, and adds him to the event told of before, on the
// side he speaks for.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>
#include <string>

namespace banggiao::extract {

void Drafter::on_behalf() {
    static const SyllableSet opening("thay");
    if (!opening.contains(scene_.document().tokens[row_.front().tokens.first].id)) return;
    const Group speaker = clause_.speaker(0);
    if (speaker.persons.empty() || host_speaks(speaker) || speaks_for_place(speaker)) return;
    EventDraft* current = last_of("meeting");
    if (current && current->sentence + 12 >= sentence_)
        attach(*current, speaker, evidence(speaker, speaker.first, speaker), "on-behalf");
}

void Drafter::speakers() {
    constexpr std::size_t report = 15; ///< sentences that go on telling of one meeting
    Group who = said_;
    if (who.unreal || who.persons.empty()) return;
    if (agree_on_journey(who) || host_speaks(who) || reports_for_unit(who)) return;
    EventDraft* current = last_of("meeting");
    if (!current || current->sentence + report < sentence_ || current->first.empty() ||
        current->second.empty())
        return;
    std::erase_if(who.persons, [&](EntityIndex person) {
        return from_afar(person, *current) ||
               std::max(affinity(person, current->first), affinity(person, current->second)) < own_side;
    });
    if (!who.persons.empty()) attach(*current, who, evidence(who, who.first, who), "speaks");
}

bool Drafter::agree_on_journey(const Group& who) {
    if (who.persons.size() != 2 || who.last == 0) return false;
    const EntityIndex one = scene_.country(who.persons[0]), other = scene_.country(who.persons[1]);
    if (one == no_entity || other == no_entity || one == other) return false;
    for (std::size_t i = 0; i < who.first && i < row_.size(); ++i) {
        if (row_[i].kind != ItemKind::trigger || row_[i].frame != Frame::journey || clause_.unreal(i))
            continue;
        const Group goal = clause_.object(i);
        if (goal.bodies.empty()) continue;
        const EntityIndex where = scene_.country(goal.bodies.front());
        if (where != one && where != other) return false;
        EventDraft made = draft(i);
        made.kind = "meeting";
        made.rule = "agree-on-journey";
        made.frame = Frame::talk;
        made.triggers = {row_[who.last - 1].tokens};
        made.name = scene_.document().slice(made.triggers.front());
        const TokenRange words = evidence(who, who.first, who);
        made.first.add(scene_, {who.persons[where == one ? 1 : 0], words, made.rule});
        made.second.add(scene_, {who.persons[where == one ? 0 : 1], words, made.rule});
        made.home = Home::second;
        drafts_.push_back(std::move(made));
        return true;
    }
    return false;
}

bool Drafter::host_speaks(const Group& who) {
    constexpr std::size_t report = 8;
    for (std::size_t i = drafts_.size(), steps = 0; i-- > 0 && steps < 4; ++steps) {
        EventDraft& event = drafts_[i];
        if (event.kind == "meeting" && event.crowd) continue; // `thăm Đại sứ quán và gặp kiều bào`
        if (event.sentence + report < sentence_ || event.kind == "meeting") return false;
        const bool welcome = event.kind == "ceremony"; // who welcomed him may talk with him next
        const bool held = welcome || event.kind == "conference" || event.kind == "visit";
        if (!held || event.home != Home::second || event.second.bodies.empty()) continue;
        const bool told = joins_hosts(event, who);
        if ((told && !welcome) || event.kind == "conference") return told;
    }
    return false;
}

bool Drafter::reports_for_unit(const Group& who) {
    constexpr std::size_t report = 4;
    static const SyllableSet reports("báo"), noun("nghe theo bản các những đọc");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const auto told = std::find_if(row_.begin(), row_.end(), [&](const Item& item) {
        return item.kind == ItemKind::cue && item.cue == Cue::say && item.tokens.size() == 2 &&
               reports.contains(tokens[item.tokens.first].id) && item.tokens.first > 0 &&
               !noun.contains(tokens[item.tokens.first - 1].id);
    });
    EventDraft* event = last_of("meeting");
    if (EventDraft* visit = last_of("visit"); visit && (!event || event < visit)) event = visit;
    if (told == row_.end() || !event || event->sentence + report < sentence_) return false;
    const auto houses = [&](const Party& party) {
        return party.persons.empty() && !party.bodies.empty() &&
               std::all_of(party.bodies.begin(), party.bodies.end(), [&](const Member& m) {
                   return scene_.kind(m.entity) == EntityKind::organization;
               });
    };
    const bool first = event->kind == "meeting" && houses(event->first);
    if (first == houses(event->second)) return false;
    Party& unit = first ? event->first : event->second;
    const Party& other = first ? event->second : event->first;
    bool joined = false;
    for (const EntityIndex person : who.persons) {
        if (scene_.stands_for(person) != no_entity || other.has_person(person)) continue;
        unit.add(scene_, {person, evidence(who, who.first, who), "reports-to"});
        joined = true;
    }
    return joined;
}

bool Drafter::speaks_for_place(const Group& speaker) {
    constexpr std::size_t report = 8;
    EventDraft* visit = last_of("visit");
    const EventDraft* meeting = last_of("meeting");
    if (!visit || visit->sentence + report < sentence_ || visit->home != Home::second ||
        (meeting && meeting > visit))
        return false;
    bool joined = false;
    for (const EntityIndex person : speaker.persons) {
        const EntityIndex place = scene_.locality(person);
        if (place == no_entity || !visit->second.has(place) || visit->first.has_person(person)) continue;
        visit->second.add(scene_, {person, evidence(speaker, speaker.first, speaker), "on-behalf"});
        joined = true;
    }
    return joined;
}

bool RowReader::serves(EntityIndex person, EntityIndex house) const {
    const EntityIndex own = scene_.stands_for(person);
    if (own == house || scene_.holds(person, house)) return true;
    return own != no_entity && scene_.kind(own) == EntityKind::organization &&
           scene_.entity(own).name.find(scene_.entity(house).name) != std::string::npos;
}

bool RowReader::of_bare_house(EntityIndex person, EntityIndex house) const {
    constexpr TokenIndex before = 4, behind = 6;
    const auto item = std::find_if(row_.begin(), row_.end(), [&](const Item& i) {
        return i.kind == ItemKind::person && i.entity == person;
    });
    if (scene_.stands_for(person) != no_entity || item == row_.end()) return false;
    const std::string_view name = scene_.entity(house).name;
    const std::vector<SyllableId> noun =
        intern_phrase(name.substr(0, name.find(' ', name.find(' ') + 1))); // `Bệnh viện`, `Chi đội`
    const TokenRange sentence = scene_.document().sentences[sentence_].tokens;
    const auto& tokens = scene_.document().tokens;
    const auto from =
        tokens.begin() + std::max(sentence.first, item->tokens.first - std::min(item->tokens.first, before));
    const auto to = tokens.begin() + std::min(sentence.last, item->tokens.last + behind);
    return noun.size() == 2 &&
           std::search(from, to, noun.begin(), noun.end(),
                       [](const Token& token, SyllableId id) { return token.id == id; }) != to;
}

bool RowReader::thanks_guests() const {
    constexpr TokenIndex reach = 10;
    static const SyllableSet first("cảm cám chào hoan"), second("ơn mừng nghênh"),
        guests("đoàn sứ khách ngài vị trưởng tịch");
    if (!row_.may_have(first) || !row_.may_have(second)) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange sentence = scene_.document().sentences[sentence_].tokens;
    for (TokenIndex i = sentence.first; i + 2 < sentence.last; ++i) {
        if (!first.contains(tokens[i].id) || !second.contains(tokens[i + 1].id)) continue;
        for (TokenIndex guest = i + 2; guest < std::min(sentence.last, i + reach); ++guest)
            if (guests.contains(tokens[guest].id)) return true;
    }
    return false;
}

bool Report::joins_hosts(EventDraft& event, const Group& who) const {
    const bool thanks = event.kind == "visit" && event.sentence + 2 >= sentence_ && thanks_guests();
    const auto houses = [&](EntityIndex person, EntityIndex body) {
        if (scene_.kind(body) == EntityKind::organization)
            return serves(person, body) || (thanks && of_bare_house(person, body));
        return thanks && scene_.kind(body) != EntityKind::country && scene_.locality(person) == body;
    };
    bool joined = false;
    for (const EntityIndex person : who.persons) {
        const bool of_house = std::any_of(event.second.bodies.begin(), event.second.bodies.end(),
                                          [&](const Member& body) { return houses(person, body.entity); });
        if (!of_house || event.first.has_person(person)) continue;
        joined = true;
        if (!event.second.has_person(person))
            event.second.add(scene_, {person, evidence(who, who.first, who), "speaks"});
    }
    return joined;
}

bool RowReader::asks(std::size_t at) const {
    static const SyllableSet first("kiến đề yêu kêu mong"), second("nghị cầu gọi muốn xuất");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[at].tokens;
    return row_[at].cue == Cue::unreal && words.size() == 2 && first.contains(tokens[words.first].id) &&
           second.contains(tokens[words.first + 1].id);
}

Group RowReader::heard() const {
    constexpr std::size_t before_name = 4, after_name = 6;
    static const SyllableSet listens("nghe");
    if (!row_.has(Cue::say) || !row_.may_have(listens)) return {};
    for (std::size_t i = 0; i < row_.size(); ++i) {
        if (!is_word(i, listens)) continue;
        std::size_t name = i + 1;
        while (name < row_.size() && name < i + before_name && !is_name(name)) ++name;
        if (name >= row_.size() || row_[name].kind != ItemKind::person) continue;
        for (std::size_t say = name + 1; say < row_.size() && say < name + after_name; ++say)
            if (row_[say].kind == ItemKind::cue && row_[say].cue == Cue::say)
                return only(name, name, say + 1);
    }
    return {};
}

Group RowReader::quoted() const {
    constexpr std::size_t most_verbs = 2;
    static const SyllableSet according("theo");
    if (is_word(0, according))
        for (std::size_t i = 1; i < row_.size() && i < 4; ++i)
            if (row_[i].kind == ItemKind::person) return only(i, i, i + 1);
    Group who = heard();
    if (!row_.has(Cue::say) && !row_.has(Cue::unreal)) return who;
    for (std::size_t at = 0, verbs = 0; at < row_.size() && who.empty() && verbs < most_verbs; ++at)
        if (row_[at].kind == ItemKind::cue && (row_[at].cue == Cue::say || asks(at))) {
            ++verbs; // `Phát biểu khai mạc, A cho biết …`: the first has no subject
            who = clause_.subject(at);
            who.last = std::max(who.last, at + 1);
        }
    return who;
}

Group RowReader::only(std::size_t name, std::size_t first, std::size_t last) const {
    Group group;
    (row_[name].kind == ItemKind::person ? group.persons : group.bodies) = {row_[name].entity};
    group.first = first;
    group.last = last;
    return group;
}

Group Drafter::doer(std::size_t at) const {
    constexpr std::size_t reach = 10;
    static const SyllableSet pronouns("ông bà");
    Group group = clause_.subject(at);
    const auto first = std::find_if(row_.begin(), row_.begin() + static_cast<std::ptrdiff_t>(at),
                                    [](const Item& item) { return item.kind == ItemKind::person; });
    const EntityIndex spoken_of =
        first - row_.begin() < static_cast<std::ptrdiff_t>(at) ? first->entity : last_subject_;
    if (group.persons.empty() && group.delegation)
        if (const EntityIndex head = led_by_pronoun(at); head != no_entity) group.persons = {head};
    if (group.persons.size() > 0) add_listed(group);
    if (group.named() || spoken_of == no_entity) return group;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (row_[i].kind == ItemKind::person) return group;
        if (clause_.spent_for(i)) return spender(i);
        if (!is_word(i, pronouns) || (i + 1 < row_.size() && (is_name(i + 1) || capital(i + 1)))) continue;
        group.persons = {spoken_of};
        group.first = i;
        return group;
    }
    return group;
}

void RowReader::add_listed(Group& group) const {
    if (group.first == 0 || row_[group.first - 1].mark != U';') return;
    std::vector<EntityIndex> listed;
    for (std::size_t i = group.first; i-- > 0;) {
        if (row_[i].kind == ItemKind::person &&
            std::find(group.persons.begin(), group.persons.end(), row_[i].entity) == group.persons.end())
            listed.push_back(row_[i].entity);
        if (row_[i].mark == U':' || row_[i].kind == ItemKind::date || clause_.counted_up(i)) break;
        const bool tells =
            row_[i].kind == ItemKind::trigger ||
            (row_[i].kind == ItemKind::cue && row_[i].cue != Cue::filler && row_[i].cue != Cue::leaders);
        if (tells || row_[i].mark == U'.') return; // `A đã gặp B; C đã tiếp D`
    }
    group.persons.insert(group.persons.begin(), listed.rbegin(), listed.rend());
}

EntityIndex Drafter::led_by_pronoun(std::size_t at) const {
    constexpr std::size_t reach = 20, near = 3;
    static const SyllableSet pronouns("ông bà"), leads("dẫn");
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        const bool head = row_[i].kind == ItemKind::cue && row_[i].cue == Cue::head &&
                          leads.contains(scene_.document().tokens[row_[i].tokens.first].id);
        for (std::size_t pronoun = i; head && pronoun-- > 0 && pronoun + near > i;) {
            if (!is_word(pronoun, pronouns)) continue;
            for (std::size_t name = pronoun; name-- > 0;)
                if (row_[name].kind == ItemKind::person) return row_[name].entity;
            return last_subject_;
        }
    }
    return no_entity;
}

Group RowReader::spender(std::size_t at) const {
    for (std::size_t i = 0; i < at; ++i)
        if (row_[i].kind == ItemKind::person) return only(i, i, i + 1);
    return {};
}

bool RowReader::capital(std::size_t at) const {
    return scene_.document().tokens[row_[at].tokens.first].shape != Shape::lower;
}

void Drafter::remember_subject() {
    if (said_.persons.size() == 1) {
        last_subject_ = said_.persons.front();
        return;
    }
    const auto name = std::find_if(row_.begin(), row_.end(), [](const Item& item) {
        return item.kind == ItemKind::person || item.kind == ItemKind::trigger;
    });
    if (name != row_.end() && name->kind == ItemKind::person) last_subject_ = name->entity;
}

bool Report::from_afar(EntityIndex person, const EventDraft& event) const {
    const EntityIndex body = scene_.stands_for(person);
    if (body != no_entity && scene_.kind(body) != EntityKind::country) return false;
    const auto own = [&](const Member& m) {
        return scene_.holds(person, m.entity) && !is_place(scene_.kind(m.entity));
    };
    return std::none_of(event.first.bodies.begin(), event.first.bodies.end(), own) &&
           std::none_of(event.second.bodies.begin(), event.second.bodies.end(), own);
}

} // namespace banggiao::extract
