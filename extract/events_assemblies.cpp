// Takes triggers of conferences, sessions, rites that people attend. Hands out drafts.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>
#include <array>

namespace banggiao::extract {

bool ActReader::after_visit(std::size_t at) const {
    constexpr std::size_t beside = 3; // `thăm và dự lễ khai giảng Trường A`
    const bool rite = at + 1 < row_.size() && row_[at + 1].event_kind == "ceremony";
    for (std::size_t i = at; rite && i-- > 0 && i + beside > at;)
        if (row_[i].kind == ItemKind::trigger) {
            if (row_[i].frame == Frame::visit && clause_.object(i).empty()) return false;
            break;
        }
    bool person = false;
    for (std::size_t i = at; i-- > 0;) {
        person = person || row_[i].kind == ItemKind::person;
        if (person && row_[i].kind == ItemKind::mark && row_[i].mark == U',') return false;
        if (row_[i].kind == ItemKind::trigger &&
            (row_[i].frame == Frame::visit || row_[i].frame == Frame::journey)) {
            const Group goal = clause_.object(i); // a house is visited besides
            return row_[i].frame == Frame::journey || goal.bodies.empty() || only_countries(goal);
        }
    }
    return false;
}

Drafter::Attendance Drafter::attendance(std::size_t at) const {
    constexpr int reach = 7;
    Attendance found;
    static const SyllableSet in("trong");
    if (at > 0 &&
        ((row_[at - 1].kind == ItemKind::cue && row_[at - 1].cue == Cue::at) || is_word(at - 1, in)))
        found = {clause_.speaker(at), Frame::none}; // `Tại hội nghị, A cho biết …`
    if (!found.who.persons.empty()) return found;
    if (opened_by_speaker(at)) return {clause_.speaker(at), Frame::chair};
    std::size_t i = at;
    static const SyllableSet speech("biểu");
    bool there = false; // `phát biểu tại hội thảo`
    for (int steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (row_[i].kind == ItemKind::trigger &&
            (row_[i].frame == Frame::attend || row_[i].frame == Frame::chair)) {
            if (after_visit(i)) return found;
            if (row_[i].frame == Frame::attend && welcomed(i)) return {clause_.nearest(i), row_[i].frame};
            found = {row_[i].frame == Frame::chair ? chairs(i, true) : clause_.subject(i), row_[i].frame};
            if (found.who.persons.empty() && (is_occasion(i) || i == 0)) found.who = clause_.speaker(at);
            return found;
        }
        if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::sign) return found;
        there = there || (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::at) || is_word(i, in);
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say) {
            const SyllableId verb = scene_.document().tokens[row_[i].tokens.last - 1].id;
            if (i >= 2 && row_[i - 2].kind == ItemKind::trigger && row_[i - 2].frame == Frame::attend)
                continue;                                       // `dự và chỉ đạo hội nghị`
            if (!there && !speech.contains(verb)) return found; // `chỉ đạo tổ chức hội thảo`
            found = {clause_.subject(i), Frame::none};
            if (found.who.persons.empty()) found.who = clause_.speaker(at);
            return found;
        }
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::date) return found;
    }
    return found;
}

bool Drafter::opened_by_speaker(std::size_t at) const {
    static const SyllableSet opens("mạc đầu");
    if (at == 0 || row_[at - 1].tokens.size() < 1 ||
        !opens.contains(scene_.document().tokens[row_[at - 1].tokens.last - 1].id))
        return false;
    const Group speaker = clause_.speaker(at);
    if (speaker.persons.size() != 1) return false;
    const EntityIndex own = scene_.country(speaker.persons.front());
    const EntityIndex place = draft(at).place;
    return own != no_entity && own != scene_.viet_nam() && place != no_entity && scene_.country(place) == own;
}

Group Drafter::assembled(std::size_t at) const {
    constexpr std::size_t reach = 12;
    static const SyllableSet between("giữa");
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (is_name(i) || row_[i].kind == ItemKind::mark) break;
        if (is_word(i, between)) return clause_.object(i);
    }
    return {};
}

bool Drafter::assembly_between(std::size_t at) {
    Group first = assembled(at), second;
    const std::size_t link = first.empty() && sitting(at) ? between_behind(at) : row_.size();
    if (link != row_.size()) first = clause_.object(link); // `cuộc họp được tổ chức ngày 3/4, giữa A và B`
    if (first.empty() || !(opened_before(at) || held_behind(first.last) || held_behind(at + 1))) return false;
    split(first, second);
    if (second.empty() || clause_.unreal(at) || only_countries(first)) return false;
    EventDraft made = draft(at);
    fill(made.first, first, evidence(first, at, first), made.rule);
    fill(made.second, second, evidence(second, at, first), made.rule);
    if (sitting(at)) made.kind = "meeting";
    drafts_.push_back(std::move(made));
    const Group chairs = presider(at, {});
    attach(drafts_.back(), chairs, evidence(chairs, at, chairs), "chairs");
    return true;
}

bool Report::same_noun(TokenRange a, TokenRange b) const {
    static const SyllableSet any("hội lễ buổi cuộc phiên chương trình"), ceremony("lễ");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (ceremony.contains(tokens[b.last - 1].id)) return true; // `buổi lễ`: whatever it was
    for (TokenIndex i = a.first; i < a.last; ++i)
        for (TokenIndex j = b.first; j < b.last; ++j)
            if (tokens[i].id == tokens[j].id && !any.contains(tokens[i].id)) return true;
    return false;
}

bool ActReader::any_rite(std::size_t at) const {
    static const SyllableSet any("buổi"), rite("lễ");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[at].tokens;
    return words.size() == 2 && any.contains(tokens[words.first].id) &&
           rite.contains(tokens[words.first + 1].id);
}

EventDraft* Report::assembly_of(std::size_t at) {
    constexpr std::size_t report = 12;
    for (std::size_t i = drafts_.size(), steps = 0; i-- > piece_ && steps < farthest_event; ++steps) {
        EventDraft& before = drafts_[i];
        const bool may_be_rite = before.kind == "signing" || before.rule == "opens" ||
                                 (before.kind == "conference" && before.frame == Frame::assembly);
        if (may_be_rite && any_rite(at) && before.sentence + 2 >= sentence_) return &before;
        if (before.kind != row_[at].event_kind || before.frame != Frame::assembly) continue;
        const bool one = same_noun(before.triggers.front(), row_[at].tokens);
        const std::optional<std::size_t> day = date_before(at);
        const bool other_day = day && !compatible(before.date, scene_.dates()[row_[*day].date]);
        return one && !other_day && before.sentence + report >= sentence_ ? &before : nullptr;
    }
    return nullptr;
}

void Report::join_assembly(EventDraft& event, const Group& who, Frame how, TokenRange words) const {
    for (const EntityIndex person : who.persons) {
        if (event.first.has_person(person) || event.second.has_person(person)) continue;
        const bool host = how == Frame::chair || affinity(person, event.second) >= own_side;
        const bool sides = !event.first.empty() || event.home == Home::second;
        Party& party = host ? event.second : sides ? event.first : event.others;
        party.add(scene_, {person, words, "attends"});
    }
    for (const EntityIndex body : who.bodies)
        if (how == Frame::present && !is_place(scene_.kind(body)) && !event.second.has(body))
            event.first.add(scene_, {body, words, "attends"});
    if (event.home == Home::neither && !event.second.empty()) event.home = Home::second;
}

bool Drafter::convened(std::size_t at, const Group& chair) {
    static const SyllableSet with("với");
    constexpr std::size_t reach = 8;
    if (!sitting(at)) return false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::mark || is_name(i)) return false;
        if (!is_word(i, with)) continue;
        const Group called = clause_.object(i);
        if (called.empty()) return false;
        const bool across = !called.persons.empty() && !chair.persons.empty() &&
                            scene_.nation(called.persons.front()) != scene_.nation(chair.persons.front());
        add(at, chair, called, across ? Home::open : Home::first);
        if (!drafts_.empty() && drafts_.back().triggers.front() == row_[at].tokens)
            drafts_.back().kind = "meeting";
        return true;
    }
    return false;
}

bool ActReader::of_one_country(const Group& group) const {
    return std::all_of(group.persons.begin(), group.persons.end(), [&](EntityIndex person) {
        return scene_.country(person) == scene_.country(group.persons.front());
    });
}

Group ActReader::of_other_country(Group group, const Group& than) const {
    const auto same = [&](EntityIndex person) {
        return than.persons.empty() || scene_.nation(person) == scene_.nation(than.persons.front());
    };
    std::erase_if(group.persons, same);
    return group.persons.empty() ? Group() : group;
}

void Drafter::assembly(std::size_t at) {
    if (at > 0 && row_[at - 1].kind == ItemKind::trigger && row_[at - 1].frame == Frame::assembly)
        return; // `lễ khai mạc hội nghị …`
    if (told_when(at) || assembly_between(at) || welcomed_to(at) || press_after_talks(at) || act_together(at))
        return;
    held_by(at);
    Attendance told = attendance(at);
    if (told.who.unreal) return;
    if (told.who.persons.empty()) {
        if (attended_by(at)) return;
        note_assembly(at);
        return presided(at);
    }
    if (told.how == Frame::chair) add_chairs_behind(told.who, at);
    if (told.how == Frame::chair &&
        (chairs_with_guest(at, told.who) || convened(at, told.who) || chairs_with(at, told.who)))
        return;
    Group first = told.who, second;
    first.bodies.clear();
    if (first.persons.size() >= 2) split(first, second);
    if (told.how == Frame::chair && !second.empty() && sitting(at)) return; // told as a meeting of the two
    const bool ours = !second.empty() && of_one_country(told.who); // chairs of two bodies of one country
    if (ours || !of_one_country(second) || !of_one_country(first)) {
        first = told.who;
        second = Group();
    }
    if (second.empty() && of_press(at)) second = of_other_country(invited(at), first);
    const TokenRange words = evidence(told.who, at, told.who);
    const bool dated = date_before(at) || date_after(at);
    if (second.empty() && told.how == Frame::none && !dated) return speaks_at(at, first, words);
    if (EventDraft* known = assembly_of(at); known && second.empty())
        return join_assembly(*known, first, told.how, words);
    if (!second.empty() && told.how == Frame::chair && chairs_known(at, told.who, words)) return;
    EventDraft made = draft_assembly(at);
    if (second.empty() && told.how == Frame::chair) {
        fill(made.second, first, words, made.rule);
        made.home = Home::second;
    } else if (const std::size_t owner = owner_of(at); second.empty() && owner != row_.size()) {
        made.second.add(scene_, {row_[owner].entity, clause_around(at, owner + 1), "held-of"});
        made.home = Home::second;
        for (const EntityIndex person : first.persons) {
            const bool own = of_press(at) || affinity(person, made.second) > own_side;
            (own ? made.second : made.first).add(scene_, {person, words, "attends"});
        }
    } else if (second.empty()) {
        fill(made.others, first, words, made.rule);
        made.home = Home::neither;
    } else {
        fill(made.first, first, words, made.rule);
        fill(made.second, second, words, made.rule);
    }
    drafts_.push_back(std::move(made));
}

void ActReader::add_chairs_behind(Group& chairs, std::size_t at) const {
    constexpr std::size_t reach = 16, near = 4; ///< items behind the noun; from the verb to it
    static const SyllableSet along("cùng"), jointly("đồng");
    const std::vector<Token>& tokens = scene_.document().tokens;
    bool joint = false; // `A đồng chủ trì hội nghị X cùng B và C`
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < near; ++steps)
        joint = joint || (row_[i].frame == Frame::chair && jointly.contains(tokens[row_[i].tokens.first].id));
    for (std::size_t i = at + 1; joint && i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) return;
        if (!is_word(i, along)) continue;
        const Group others = clause_.object(i);
        if (others.persons.size() < 2) return; // of two sides: a session
        chairs.persons.insert(chairs.persons.end(), others.persons.begin(), others.persons.end());
        return;
    }
}

bool Drafter::attended_by(std::size_t at) {
    constexpr std::size_t reach = 6;
    if (at == 0 || row_[at - 1].kind != ItemKind::trigger || row_[at - 1].frame != Frame::attend)
        return false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (is_name(i) || row_[i].mark == U'.' || row_[i].mark == U';') return false;
        if (row_[i].kind != ItemKind::cue || row_[i].cue != Cue::list) continue;
        const Group names = clause_.object(i, true);
        const bool dated = date_before(at) || date_after(at) || told_before(at) || assembly_of(at);
        if (names.persons.size() < 2 || names.unreal || !dated) return false;
        present_at_assembly(at, names);
        return true;
    }
    return false;
}

bool ActReader::sits_down(std::size_t at) const {
    static const SyllableSet sits("họp nhóm"), rounds("phiên vòng kỳ họp thứ");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[at].tokens;
    return words.size() >= 2 && sits.contains(tokens[words.first].id) &&
           rounds.contains(tokens[words.last - 1].id);
}

void Drafter::note_assembly(std::size_t at) {
    if (clause_.unreal(at) || (held_ && held_is_news_ && held_->sentence == sentence_)) return;
    const bool held = opened_before(at) || held_behind(at + 1) || sits_down(at);
    if (!date_before(at) && !date_after(at) && !(held && draft(at).place != no_entity)) return;
    held_ = draft(at);
    held_is_news_ = held && !tells_of_encounter();
}

bool Report::told_before(std::size_t at) const {
    constexpr std::size_t report = 6;
    return held_ && held_->sentence + report >= sentence_ &&
           same_noun(held_->triggers.front(), row_[at].tokens);
}

std::size_t ActReader::owner_of(std::size_t at) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet order("lần thứ thường kỳ khai mạc bế bất trực tuyến toàn thể định"), of("của");
    static constexpr std::array<std::string_view, 5> sitting_bodies = {"people_council", "legislature",
                                                                       "party", "government", "ministry"};
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::body) {
            const std::string& kind = scene_.entity(row_[i].entity).subkind;
            const bool sits =
                std::find(sitting_bodies.begin(), sitting_bodies.end(), kind) != sitting_bodies.end();
            return sits || row_[at].event_kind == "ceremony" ? i : row_.size(); // `lễ tốt nghiệp Học viện A`
        }
        const bool noun = row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::assembly;
        const bool number = row_[i].kind == ItemKind::word &&
                            scene_.document().tokens[row_[i].tokens.first].shape != Shape::lower &&
                            scene_.document().tokens[row_[i].tokens.first].shape != Shape::capital;
        if (!noun && !number && !is_word(i, order) && !is_word(i, of)) break;
    }
    return row_.size();
}

EventDraft Drafter::draft_assembly(std::size_t at) const {
    EventDraft made = draft(at);
    if (is_occasion(at)) {
        made.undated = true;
        made.date.reset();
    }
    if (!told_before(at)) return made;
    if (!made.date_of_sentence) made.date = held_->date;
    if (made.place == no_entity) {
        made.place = held_->place;
        made.place_evidence = held_->place_evidence;
    }
    return made;
}

void Drafter::speaks_at(std::size_t at, const Group& who, TokenRange words) {
    constexpr std::size_t report = 12;
    EventDraft* current = last_of(row_[at].event_kind);
    if (!current && any_rite(at)) current = assembly_of(at);
    if (!current || current->sentence + report < sentence_) {
        if (!told_before(at)) return;
        EventDraft made = draft_assembly(at);
        fill(made.others, who, words, made.rule);
        made.home = Home::neither;
        drafts_.push_back(std::move(made));
        return;
    }
    if (current->others.empty())
        attach(*current, who, words, "speaks-there");
    else
        fill(current->others, who, words, "speaks-there");
}

} // namespace banggiao::extract
