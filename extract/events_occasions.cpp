// Takes nouns of meetings: `Tại buổi làm việc, A cho biết`, `cuộc gặp giữa A và B`; and the words of
// pictures. Hands out drafts.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

void Drafter::occasion(std::size_t at) {
    static const SyllableSet between("giữa");
    if (row_[at].rule == "reports-to" && reports(at)) return;
    if (told_when(at) || sets_out_for(at)) return;
    Group object = clause_.object(at);
    Group speaker = clause_.speaker(at);
    if (object.empty() && dated_before_with(at)) object = farther_object(at, object);
    const bool passing = speaker.empty() && !object.persons.empty();
    if (passing) speaker = pronoun_speaker(at);
    resolve(object);
    if (clause_.unreal(at) || clause_.to_come(std::max(object.last, at + 1), true)) return;
    if (object.empty() && speaker.empty() && caption(at)) return;
    if (owned_encounter(at)) return;
    if (object.persons.empty() && two_speak(at, speaker)) return;
    if (object.empty() && speaker.empty() && held_together(at)) return;
    if (speaker.empty() && row_[at].event_kind == "meeting")
        if (const Group chairs = presider(at, {}); two_speak(at, chairs))
            return; // `hội đàm do A và B chủ trì`
    if (row_[at].event_kind == "signing") return signing_held(at);
    if (row_[at].event_kind == "ceremony") return;
    std::size_t link = next_word(at);
    if (const std::size_t farther = between_behind(at); farther != row_.size()) link = farther;
    const bool both = link < row_.size() && is_word(link, between);
    if (both && link > at + 1) object = clause_.object(link); // `cuộc gặp ngày 5/3 giữa …`
    if (!object.empty() && !both && speaker.empty()) {
        Group subject = doer(at);
        if (subject.persons.empty()) subject = spoken_by(at);
        if (subject.persons.empty() && !subject.unreal) subject = clause_.speaker_before(at);
        bool chairs = at > 0 && row_[at - 1].kind == ItemKind::trigger && row_[at - 1].frame == Frame::chair;
        if (subject.persons.empty() && !subject.unreal) {
            subject = presider(at, object);
            chairs = true;
        }
        if (!subject.unreal && !subject.persons.empty())
            return add_each(at, subject, object, chairs ? Home::first : Home::open);
    }
    if (both && object.persons.size() + object.bodies.size() >= 2)
        return encounter_between(at, object, speaker);
    const Home home = row_[at].rule == "at-reception" ? Home::first : Home::open;
    if (!object.persons.empty() && !speaker.empty()) {
        std::erase_if(speaker.persons, [&](EntityIndex p) {
            return std::find(object.persons.begin(), object.persons.end(), p) != object.persons.end();
        });
        const std::size_t before = drafts_.size();
        if (!speaker.empty() && !speaker.persons.empty() && head_sides(at, speaker, object)) return;
        if (!speaker.empty()) add_each(at, speaker, object, home);
        if (passing) undate(before);
        return;
    }
    if (speaker.empty() && at > 0 && row_[at - 1].kind == ItemKind::cue) speaker = clause_.speaker_before(at);
    if (speaker.empty() && delegation_after(at, object)) return;
    if (speaker.empty()) return;
    if (!object.empty()) return add_each(at, speaker, object, home);
    if (!greets_there(at, speaker)) speaker_joins(at, speaker);
}

bool RowReader::dated_before_with(std::size_t at) const {
    static const SyllableSet with("với");
    return at + 2 < row_.size() && row_[at + 1].kind == ItemKind::date && is_word(at + 2, with);
}

bool RowReader::sets_out_for(std::size_t at) const {
    static const SyllableSet way("đường");
    if (at == 0 || row_[at - 1].kind != ItemKind::trigger || row_[at - 1].frame != Frame::attend)
        return false;
    const TokenIndex first = row_[at - 1].tokens.first;
    return first > 0 && way.contains(scene_.document().tokens[first - 1].id);
}

bool Drafter::delegation_after(std::size_t at, const Group& object) {
    constexpr std::size_t reach = 4;
    static const SyllableSet after("sau");
    if (object.empty() || at == 0 || row_[at - 1].kind != ItemKind::cue ||
        !after.contains(scene_.document().tokens[row_[at - 1].tokens.last - 1].id))
        return false;
    for (std::size_t i = object.last; i < row_.size() && i < object.last + reach; ++i) {
        if (row_[i].kind != ItemKind::cue || row_[i].cue != Cue::group) continue;
        Group came = clause_.object(i);
        came.delegation = true;
        resolve(came);
        if (came.empty()) return false;
        came.first = i;
        add(at, came, object, Home::second);
        return true;
    }
    return false;
}

Group Drafter::pronoun_speaker(std::size_t at) const {
    constexpr std::size_t reach = 30;
    static const SyllableSet pronouns("ông bà");
    const bool opens = at > 0 && row_[at - 1].kind == ItemKind::cue &&
                       (row_[at - 1].cue == Cue::at || row_[at - 1].cue == Cue::frame);
    if (!opens || last_subject_ == no_entity) return {};
    for (std::size_t i = at + 1; i + 2 < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::trigger || (row_[i].kind == ItemKind::mark && row_[i].mark != U','))
            break;
        if (row_[i].kind == ItemKind::person && row_[i].entity == last_subject_) break;
        if (row_[i].mark != U',' || !is_word(i + 1, pronouns)) continue;
        if (is_name(i + 2) || capital(i + 2)) break;
        Group group;
        group.persons = {last_subject_};
        group.first = i + 1;
        group.last = i + 2;
        return group;
    }
    return {};
}

Group RowReader::spoken_by(std::size_t at) const {
    const bool there = at >= 2 && row_[at - 1].kind == ItemKind::cue && row_[at - 1].cue == Cue::at;
    if (!there || row_[at - 2].kind != ItemKind::person) return {};
    return only(at - 2, at - 2, at);
}

bool Drafter::owned_encounter(std::size_t at) {
    static const SyllableSet of("của mà"), with("với"), // `cuộc hội đàm mà A vừa tiến hành với B`
        gives("dành"), to("cho");
    constexpr std::size_t reach = 8;
    if (at + 2 >= row_.size() || !is_word(at + 1, of)) return false;
    Group owner;
    for (std::size_t i = at + 2; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) return false;
        if (row_[i].kind == ItemKind::person && owner.persons.empty()) {
            owner.persons = {row_[i].entity};
            owner.first = i;
            owner.last = i + 1;
        }
        const bool given = is_word(i, gives) && i + 2 < row_.size() && is_word(i + 1, to); // `dành cho`
        if (owner.persons.empty() || !(given || is_word(i, with))) continue;
        i += given;
        const Group other = clause_.object(i);
        if (other.persons.empty()) return false;
        add_each(at, owner, other, row_[at].rule == "at-reception" ? Home::first : Home::open);
        return true;
    }
    return false;
}

bool Drafter::held_together(std::size_t at) {
    static const SyllableSet phases("kết hoàn");
    const bool ended = at > 0 && row_[at - 1].kind == ItemKind::cue &&
                       phases.contains(scene_.document().tokens[row_[at - 1].tokens.first].id);
    if (!ended && (at < 2 || row_[at - 2].kind != ItemKind::cue ||
                   !phases.contains(scene_.document().tokens[row_[at - 2].tokens.first].id)))
        return false;
    const Group subject = clause_.subject(at);
    return !subject.unreal && two_speak(at, subject);
}

bool Drafter::two_speak(std::size_t at, const Group& speaker) {
    if (speaker.persons.size() < 2) return false;
    Group first = speaker, second;
    split(first, second);
    if (second.persons.empty() ||
        scene_.country(first.persons.front()) == scene_.country(second.persons.front()))
        return false;
    if (!head_sides(at, first, second)) add(at, first, second, Home::open);
    return true;
}

bool Drafter::head_sides(std::size_t at, const Group& one, const Group& other) {
    constexpr std::size_t near = 3; ///< sentences back to the talks
    EventDraft* talks = last_of("meeting");
    if (!talks || talks->sentence + near < sentence_ || !talks->first.persons.empty() ||
        !talks->second.persons.empty() || talks->first.bodies.empty() || talks->second.bodies.empty())
        return false;
    const auto of_side = [&](const Group& group, const Party& party) {
        return scene_.nation(group.persons.front()) == scene_.nation(party.bodies.front().entity);
    };
    const bool straight = of_side(one, talks->first) && of_side(other, talks->second);
    if (!straight && !(of_side(one, talks->second) && of_side(other, talks->first))) return false;
    const auto join = [&](Party& party, const Group& group) {
        for (const EntityIndex person : group.persons)
            party.add(scene_, {person, evidence(group, at, group), "speaks-there"});
    };
    join(talks->first, straight ? one : other);
    join(talks->second, straight ? other : one);
    return true;
}

void Drafter::encounter_between(std::size_t at, Group first, const Group& speaker) {
    Group second;
    const std::size_t before = drafts_.size();
    if (!split_at_delegation(first, second)) split(first, second);
    const bool across =
        !second.empty() && !first.empty() && !only_countries(first) && !only_countries(second);
    if (across || (!first.persons.empty() && !second.persons.empty())) add(at, first, second, Home::open);
    if (drafts_.size() > before && !speaker.persons.empty())
        attach(drafts_.back(), speaker, evidence(speaker, speaker.first, speaker), "speaks-there");
}

bool Drafter::greets_there(std::size_t at, const Group& speaker) {
    constexpr std::size_t reach = 24;
    static const SyllableSet greets("chào"), glad("mừng đón");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (speaker.persons.empty() || row_[at].event_kind != "meeting" || last_of("meeting")) return false;
    const EntityIndex host = speaker.persons.front();
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        const TokenRange words = row_[i].tokens;
        const bool welcomes = words.size() >= 2 && greets.contains(tokens[words.last - 2].id) &&
                              glad.contains(tokens[words.last - 1].id);
        const bool received =
            row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::receive && courtesy(i);
        if (is_name(i) || !(welcomes || received)) continue;
        const Group guest = clause_.object(i);
        if (speaker.first > i || guest.persons.empty()) return false;
        const EntityIndex one = guest.persons.front();
        const bool across =
            scene_.nation(one) != scene_.nation(host) ||
            (scene_.locality(one) != no_entity && scene_.locality(one) != scene_.locality(host));
        if (across) add(at, speaker, guest, Home::first);
        return across;
    }
    return false;
}

void Drafter::speaker_joins(std::size_t at, const Group& speaker) {
    const TokenRange words = evidence(speaker, at, speaker);
    if (EventDraft* current = last_of(row_[at].event_kind))
        return attach(*current, speaker, words, "speaks-there");
    if (speaker.persons.empty() || session_of_visit(at, speaker)) return;
    EventDraft made = draft(at);
    fill(made.first, speaker, words, made.rule);
    drafts_.push_back(std::move(made));
}

bool Drafter::visitors_speak(std::size_t at, const EventDraft& visit, const Group& speaker) {
    Group host;
    for (const Member& body : visit.second.bodies) host.bodies.push_back(body.entity);
    for (const Member& person : visit.second.persons) host.persons.push_back(person.entity);
    host.first = host.last = at;
    EventDraft made = talks_on(visit, at, host);
    if (!made.date) made.date = visit.date;
    fill(made.second, speaker, evidence(speaker, at, speaker), "speaks-there");
    drafts_.push_back(std::move(made));
    return true;
}

bool Drafter::session_of_visit(std::size_t at, const Group& speaker) {
    constexpr std::size_t report = 8;
    const EventDraft* visit = last_of("visit");
    if (row_[at].event_kind != "meeting" || !visit || visit->sentence + report < sentence_ ||
        visit->first.empty())
        return false;
    const bool house = !visit->second.bodies.empty() &&
                       scene_.kind(visit->second.bodies.front().entity) == EntityKind::organization;
    const bool of_house =
        std::all_of(speaker.persons.begin(), speaker.persons.end(), [&](EntityIndex person) {
            const bool unsaid = scene_.stands_for(person) == no_entity && house; // `Giám đốc Sở A cho biết`
            return !visit->first.has_person(person) &&
                   (unsaid || affinity(person, visit->second) >= own_side);
        });
    const bool of_guests =
        std::all_of(speaker.persons.begin(), speaker.persons.end(), [&](EntityIndex person) {
            return visit->first.has_person(person) || affinity(person, visit->first) >= own_side;
        });
    if (of_guests && !of_house && visit->home == Home::second && !visit->second.empty() &&
        visit->sentence != sentence_ && !of_countries(visit->second))
        return visitors_speak(at, *visit, speaker);
    if (!of_house || visit->first.persons.empty()) return false;
    drafts_.push_back(talks_on(*visit, at, speaker));
    return true;
}

std::size_t RowReader::next_word(std::size_t at) const {
    static const SyllableSet adjectives(
        "lần đầu tiên lịch sử thượng đỉnh cấp cao song phương kín thứ hai nhất");
    std::size_t next = at + 1;
    while (next + 1 < row_.size() && (row_[next].kind == ItemKind::date || is_word(next, adjectives) ||
                                      (row_[next].kind == ItemKind::cue && row_[next].cue == Cue::aux)))
        ++next;
    return next;
}

std::size_t RowReader::between_behind(std::size_t at) const {
    constexpr std::size_t reach = 12;
    static const SyllableSet between("giữa"), held("song phương trực tuyến được diễn ra");
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (is_word(i, between)) return i;
        const bool comma = row_[i].mark == U',' && row_[i - 1].kind == ItemKind::date;
        const bool said = is_word(i, held) || row_[i].cue == Cue::aux || row_[i].cue == Cue::stop;
        const bool where = comma || said || row_[i].kind == ItemKind::date ||
                           row_[i].kind == ItemKind::place ||
                           (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::at) || is_filler(i);
        if (!where) break;
    }
    return row_.size();
}

void Drafter::portrait() {
    constexpr std::size_t longest = 12, most = 16;
    static const SyllableSet conjunction("và"), with("với cùng");
    const Block block = scene_.document().sentences[sentence_].block;
    if (block == Block::title || row_.size() > longest || portraits_.size() >= most) return;
    const std::vector<Token>& tokens = scene_.document().tokens;
    Group first, second;
    bool joined = false;
    for (std::size_t i = 0; i < row_.size(); ++i) {
        joined =
            joined || is_word(i, conjunction) ||
            (i > 0 && row_[i - 1].kind == ItemKind::person && with.contains(tokens[row_[i].tokens.first].id));
        if (row_[i].kind == ItemKind::trigger || (row_[i].kind == ItemKind::cue && !is_filler(i))) return;
        if (row_[i].kind != ItemKind::person) continue;
        Group& side = joined ? second : first;
        if (!side.empty()) return;
        side = only(i, i, i + 1);
    }
    if (first.empty() || second.empty() || !of_two_countries(first.persons.front(), second.persons.front()))
        return;
    const TokenRange words = clause_around(first.first, second.last);
    EventDraft made = draft(0);
    made.kind = "meeting";
    made.name = scene_.document().slice(words);
    made.rule = "pictured";
    made.frame = Frame::talk;
    made.triggers = {words};
    fill(made.first, first, words, made.rule);
    fill(made.second, second, words, made.rule);
    if (!made.date_of_sentence) made.date.reset();
    const bool leader = !scene_.rank(first.persons.front()).empty();
    if (leader && scene_.rank(second.persons.front()).empty()) made.home = Home::first; // who received him
    portraits_.push_back(std::move(made));
}

bool RowReader::of_two_countries(EntityIndex a, EntityIndex b) const {
    const bool both = of_ours(a) && of_ours(b);
    return !of_one_house(a, b) && !both;
}

void Drafter::add_portraits() {
    for (EventDraft& portrait : portraits_) {
        const EntityIndex one = portrait.first.persons.front().entity,
                          other = portrait.second.persons.front().entity;
        const bool told = std::any_of(drafts_.begin(), drafts_.end(), [&](const EventDraft& event) {
            return event.kind != "visit" &&
                   (event.first.has_person(one) || event.second.has_person(one) ||
                    event.others.has_person(one)) &&
                   (event.first.has_person(other) || event.second.has_person(other) ||
                    event.others.has_person(other));
        });
        if (!told) drafts_.push_back(std::move(portrait));
    }
}

bool Drafter::caption(std::size_t at) {
    const bool ends = at + 2 >= row_.size() || row_[at + 1].kind == ItemKind::date;
    if (at < 2 || row_[at - 1].kind != ItemKind::cue || row_[at - 1].cue != Cue::at || !ends) return false;
    Group first = clause_.nearest(at - 1), second;
    if (first.unreal || first.persons.size() < 2) return false;
    split(first, second);
    if (second.persons.empty()) return false;
    const std::size_t before = drafts_.size();
    add(at, first, second, Home::open);
    if (drafts_.size() > before && !drafts_.back().date_of_sentence) drafts_.back().date.reset();
    return true;
}

void Drafter::undate(std::size_t from) {
    for (std::size_t i = from; i < drafts_.size(); ++i)
        if (!drafts_[i].date_of_sentence) {
            drafts_[i].date.reset();
            drafts_[i].undated = true;
        }
}

bool RowReader::ends_sentence(std::size_t at) const {
    return at >= row_.size() || (row_[at].kind == ItemKind::mark && row_[at].mark == U'.');
}

} // namespace banggiao::extract
