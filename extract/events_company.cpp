// Takes words that name who else was at the event spoken of. Adds them to its draft, on their side.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

/// `cuộc họp thường niên`, `kỳ họp lần thứ 5`: a session of its own.
const SyllableSet& annual_session() {
    static const SyllableSet words("niên thứ");
    return words;
}

} // namespace

EventDraft* Drafter::event_attended() {
    constexpr std::size_t farthest = 3; ///< sentences back to the event
    EventDraft* current = last_of("meeting");
    EventDraft* conference = last_of("conference");
    if (conference && (!current || current < conference)) current = conference;
    EventDraft* ceremony = last_of("ceremony"); // not a welcome
    if (ceremony && ceremony->frame == Frame::assembly && (!current || current < ceremony))
        current = ceremony;
    if (!current || current->sentence + farthest < sentence_) current = assembly_told(farthest);
    return current;
}

void Drafter::present(std::size_t at, std::size_t from) {
    if (at + 1 < row_.size() && row_[at + 1].frame == Frame::side) return; // `Cùng dự phía A có …`
    if (goes_along(at)) from = opened_list(at + 1, from);
    Group names = clause_.object(from, true);
    if (of_assembly(at)) {
        if (names.empty()) names = clause_.subject(at);
        if (!names.unreal && !names.empty()) present_at_assembly(at, names);
        return;
    }
    const bool near = !names.empty();
    if (!near && row_.back().mark == U':') return list_present();
    if (!near) names = named_present(from);
    const bool farther = !near && !names.empty();
    if (names.persons.empty() && !names.leaders) names = clause_.subject(at);
    if (at > 0 && row_[at].tokens.last == row_.back().tokens.first) // `A, …; B, … cùng dự.`
        if (const Group all = listed_up_to(at, names); all.persons.size() > names.persons.size()) names = all;
    if (names.persons.empty() && at > 0) names = listed_up_to(at, names);
    if (names.unreal || (names.persons.empty() && !names.leaders)) return;
    if (row_[at].rule == "attendance" && !after_occasion(at)) return;
    if (came_along(at, names)) return;
    EventDraft* current = event_attended();
    if (EventDraft* signing = row_.has(Frame::occasion) ? nullptr : signing_told(at);
        signing && (!current || current < signing) && seat_at_signing(*signing, "present"))
        return; // `Tham dự có A; B`, right behind the signing
    if (!current) return attends_visitors(at, names);
    const TokenRange words = evidence(names, at, names);
    if (farther) // of what is only named by its noun, who is sure to be of a side
        std::erase_if(names.persons, [&](EntityIndex person) {
            return std::max(affinity(person, current->first), affinity(person, current->second)) < own_side &&
                   !of_receivers(person, *current) && !side_across(person, *current);
        });
    if (current->home == Home::second && current->frame == Frame::assembly)
        join_assembly(*current, names, Frame::present, words);
    else if (current->first.empty())
        fill(current->others, names, words, "present");
    else
        attach(*current, names, words, "present");
    if (current->kind == "meeting") attach_to_series(*current, at, names);
    for (const EntityIndex person : names.persons)
        if (current->rule == "receives" && !current->second.has_person(person) &&
            of_receivers(person, *current))
            current->first.add(scene_, {person, words, "present"});
    if (near && current->kind == "meeting") beside_ours(*current, names, words);
}

Group RowReader::listed_up_to(std::size_t at, const Group& otherwise) const {
    std::size_t name = 0;
    while (name < at && (row_[name].kind == ItemKind::cue || row_[name].kind == ItemKind::word)) ++name;
    if (name == at || row_[name].kind != ItemKind::person || otherwise.unreal) return otherwise;
    Group names = only(name, name, at); // `A cùng lãnh đạo Sở B, Sở C cũng có mặt`
    for (std::size_t i = name + 1; i < at; ++i) {
        const bool tells = row_[i].kind == ItemKind::trigger || row_[i].kind == ItemKind::date ||
                           (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say);
        if (tells) return otherwise;
        names.leaders = names.leaders || (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::leaders);
        if (row_[i].kind == ItemKind::person) names.persons.push_back(row_[i].entity);
        if (row_[i].kind == ItemKind::body) names.bodies.push_back(row_[i].entity);
    }
    return names;
}

void Drafter::list_present() {
    constexpr std::size_t farthest = 3; ///< sentences back to the event
    for (std::size_t i = drafts_.size(); i-- > piece_ && drafts_[i].sentence + farthest >= sentence_;)
        if (drafts_[i].kind != "visit") return open_list(drafts_[i], no_entity, false);
}

std::size_t RowReader::lists_company() const {
    constexpr std::size_t reach = 14;
    static const SyllableSet openers("cùng tham dự đón tiếp có đại lãnh thành tới đến về đoàn"),
        has("có gồm");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (!row_.has(ItemKind::person) || row_.has(Cue::say) || row_.has(Cue::unreal) || !row_.may_have(has) ||
        !openers.contains(tokens[row_.front().tokens.first].id))
        return row_.size();
    static const SyllableSet along("cùng"); // `Cùng Bí thư tiếp khách còn có`
    const bool together = along.contains(tokens[row_.front().tokens.first].id);
    std::size_t list = row_.size();
    for (std::size_t i = 0; i < row_.size(); ++i) {
        const bool told = i > 0 || row_[i].kind == ItemKind::trigger;
        const bool there = row_[i].frame == Frame::present || row_[i].frame == Frame::attend; // `A cùng dự`
        if (row_[i].kind == ItemKind::date ||
            (list != row_.size() && row_[i].kind == ItemKind::trigger && !there))
            return row_.size();
        if (list != row_.size()) continue;
        if ((row_[i].kind == ItemKind::person && !together) || i == reach) return row_.size();
        if (told && lists_names(i)) list = i;
    }
    return list;
}

void Drafter::company_listed() {
    constexpr std::size_t near = 2, farther = 5; ///< sentences back to the meeting
    const std::size_t list = lists_company();
    EventDraft* current = list == row_.size() ? nullptr : last_of("meeting");
    static const SyllableSet delegation("đoàn"), friends("bạn");
    const bool of_delegation =
        current && delegation.contains(scene_.document().tokens[row_.front().tokens.first].id);
    bool theirs = false, named = false; // `Đoàn bạn có A`, `Đoàn Trung Quốc có A`
    for (std::size_t i = 0; of_delegation && i < list; ++i) {
        theirs = theirs || is_word(i, friends);
        named = named || is_name(i);
    }
    if (of_delegation && !theirs && !named) return;
    if (!current || current->sentence + (of_delegation ? farther : near) < sentence_ ||
        current->sentence == sentence_ || current->first.empty() || current->second.empty())
        return;
    Group names = clause_.object(list, true);
    for (std::size_t i = names.last; of_delegation && i < row_.size(); ++i) // `Đoàn bạn có A; B cùng dự`
        if (row_[i].kind == ItemKind::person) names.persons.push_back(row_[i].entity);
    const auto known = [&](EntityIndex person) { return current->others.has_person(person); };
    const auto stranger = [&](const Item& item) {
        return item.kind == ItemKind::person && !current->first.has_person(item.entity) &&
               !current->second.has_person(item.entity);
    };
    if (std::any_of(row_.begin(), row_.begin() + static_cast<std::ptrdiff_t>(list), stranger)) return;
    if (Party* across = theirs ? side_across_of_ours(*current) : nullptr; across && !names.unreal) {
        for (const EntityIndex person : names.persons)
            if (!current->first.has_person(person) && !current->second.has_person(person))
                across->add(scene_, {person, evidence(names, list, names), "listed"});
        return;
    }
    if (!names.unreal && std::none_of(names.persons.begin(), names.persons.end(), known))
        attach(*current, names, evidence(names, list, names), "listed");
}

EventDraft* Drafter::assembly_told(std::size_t farthest) {
    if (!held_ || held_->sentence + farthest < sentence_) return nullptr;
    drafts_.push_back(*held_);
    drafts_.back().home = Home::neither;
    held_.reset();
    return &drafts_.back();
}

bool Report::of_receivers(EntityIndex person, const EventDraft& event) const {
    if (event.home != Home::first || event.first.persons.empty() || event.second.persons.empty())
        return false;
    const EntityIndex host = event.first.persons.front().entity, guest = event.second.persons.front().entity;
    const bool apart = event.rule == "receives"
                           ? affinity(person, event.second) < own_side
                           : scene_.country(guest) != no_entity && !scene_.vietnamese(guest);
    return scene_.vietnamese(host) && apart && scene_.stands_for(person) != no_entity &&
           scene_.vietnamese(person);
}

void Drafter::present_at_assembly(std::size_t at, Group names) {
    drop_places(names);
    if (names.empty()) return;
    std::size_t noun = at;
    for (std::size_t i = 0; i < row_.size() && noun == at; ++i)
        if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::assembly) noun = i;
    if (clause_.unreal(noun)) return;
    const TokenRange words = evidence(names, at, names);
    static const SyllableSet rites("lễ"); // `Dự lễ có …`
    const std::vector<Token>& tokens = scene_.document().tokens;
    const bool rite =
        std::any_of(tokens.begin() + row_[at].tokens.first, tokens.begin() + row_[at].tokens.last,
                    [&](const Token& token) { return rites.contains(token.id); });
    const std::string_view kind = rite ? "ceremony" : "conference";
    EventDraft* current = noun == at ? last_of(kind) : assembly_of(noun);
    if (current && noun == at && current->frame != Frame::assembly) current = nullptr;
    if (EventDraft* signing = !current && rite && noun == at ? last_of("signing") : nullptr;
        signing && signing->sentence + 2 >= sentence_)
        return attach(*signing, names, words, "present"); // `Dự lễ có …`, said of the lễ ký
    if (!current) {
        EventDraft made = draft_assembly(noun);
        const bool told = made.date_of_sentence || held_behind(noun + 1) || opened_before(noun);
        if (row_[at].rule == "attendance" && !told) return; // spoken of, with who was there
        if (noun == at) made.kind = kind;
        made.frame = Frame::assembly;
        made.home = Home::neither;
        drafts_.push_back(std::move(made));
        current = &drafts_.back();
    }
    if (current->home == Home::second) {
        join_assembly(*current, names, Frame::present, words);
    } else if (current->first.empty()) {
        fill(current->others, names, words, "present");
    } else {
        attach(*current, names, words, "present");
    }
}

bool RowReader::lists_names(std::size_t at) const {
    static const SyllableSet has("có gồm");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[at].tokens;
    if (is_word(at, has)) return true;
    return row_[at].kind == ItemKind::cue && row_[at].cue == Cue::list && words.size() == 2 &&
           (has.contains(tokens[words.first].id) || has.contains(tokens[words.last - 1].id));
}

Group RowReader::named_present(std::size_t from) const {
    constexpr std::size_t reach = 6;
    bool session = false;
    for (std::size_t i = from + 1; i < row_.size() && i < from + reach; ++i) {
        if (row_[i].kind == ItemKind::mark || is_name(i)) break;
        session = session || (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::occasion);
        if (session && lists_names(i)) return clause_.object(i, true);
    }
    return {};
}

bool RowReader::after_occasion(std::size_t at) const {
    return std::any_of(row_.begin(), row_.begin() + static_cast<std::ptrdiff_t>(at), [](const Item& item) {
        return item.kind == ItemKind::trigger && item.frame == Frame::occasion &&
               item.event_kind == "meeting";
    });
}

bool RowReader::of_assembly(std::size_t at) const {
    static const SyllableSet nouns("nghị thảo đàm diễn lễ họp");
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token)
        if (nouns.contains(tokens[token].id)) return true;
    constexpr std::size_t reach = 4; ///< `Tham dự buổi lễ có …`
    for (std::size_t i = 0; i < row_.size() && i < at + reach; ++i)
        if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::assembly) return true;
    return false;
}

void Drafter::attend(std::size_t at) {
    static const SyllableSet what("kiện trình"); // `sự kiện`, `chương trình`
    bool session = false, welcome = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + 12; ++i) {
        const bool goes_on = row_[i].mark == U',' && session; // `Dự buổi gặp, chào xã giao có …`
        if ((row_[i].kind == ItemKind::mark && !goes_on) || is_name(i)) break;
        if (row_[i].frame == Frame::side) return; // `Dự buổi gặp, phía A có …`: told by these words
        session = session || is_word(i, what) ||
                  (row_[i].kind == ItemKind::trigger &&
                   (row_[i].frame == Frame::occasion || row_[i].frame == Frame::assembly));
        welcome = welcome || (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::ceremony);
        if (session && lists_names(i)) return present(at, i);
        if (welcome && lists_names(i)) return present_at_welcome(i);
    }
    attends_what_was_told(at);
}

void Drafter::attends_what_was_told(std::size_t at) {
    constexpr std::size_t report = 2; ///< sentences
    const bool ends = names_nothing(at);
    if (attends_meeting(at)) return;
    EventDraft* current = last_of("conference");
    if (!current || current->sentence + report < sentence_) current = last_of("ceremony");
    if (!ends || !current || current->frame != Frame::assembly || current->sentence + report < sentence_)
        return;
    const Group who = listed_before(at);
    if (!who.unreal && !who.persons.empty())
        join_assembly(*current, who, Frame::attend, evidence(who, at, who));
}

bool Drafter::attends_meeting(std::size_t at) {
    constexpr std::size_t report = 3, reach = 4; ///< sentences; items
    EventDraft* told = last_of("meeting");
    if (!told || told->sentence == sentence_ || told->sentence + report < sentence_ || told->first.empty() ||
        told->second.empty())
        return false;
    bool session = false;
    std::size_t last = at + 1;
    for (; last < row_.size() && last < at + reach && row_[last].mark != U'.'; ++last) {
        if (is_name(last) || (row_[last].kind == ItemKind::mark)) return false;
        session = session || (row_[last].frame == Frame::occasion && row_[last].event_kind == "meeting");
    }
    if (!session && !(names_nothing(at) && told->sentence + 1 == sentence_)) return false;
    if (!ends_sentence(last) || clause_.unreal(at)) return false;
    Group who = listed_before(at);
    if (who.unreal || who.persons.empty()) return false;
    who.bodies.clear();
    attach(*told, who, evidence(who, at, who), "present");
    return true;
}

bool RowReader::names_nothing(std::size_t at) const {
    static const SyllableSet joins("và"), rite("lễ");
    const auto ends = [&](std::size_t i) { return i == row_.size() || row_[i].kind == ItemKind::mark; };
    if (ends(at + 1) || (is_word(at + 1, rite) && ends(at + 2))) return true;
    if (!is_word(at + 1, joins) || at + 2 == row_.size() || row_[at + 2].kind != ItemKind::cue ||
        row_[at + 2].cue != Cue::say)
        return false;
    for (std::size_t i = at + 3; i < row_.size() && row_[i].kind != ItemKind::mark; ++i)
        if (row_[i].kind == ItemKind::trigger || (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::at))
            return false;
    return true;
}

bool Drafter::presided_too(std::size_t at) {
    constexpr std::size_t report = 3; ///< sentences
    if (at > 2 || at + 1 >= row_.size() || !lists_names(at + 1)) return false;
    const Group names = clause_.object(at + 1, true);
    EventDraft* current = last_of("conference");
    if (names.persons.empty() || !current || current->sentence + report < sentence_ ||
        current->frame != Frame::assembly)
        return false;
    join_assembly(*current, names, Frame::chair, evidence(names, at, names));
    return true;
}

Group RowReader::listed_before(std::size_t at) const {
    Group who = clause_.subject(at);
    for (std::size_t i = who.first; i-- > 0 && row_[i].kind != ItemKind::trigger;)
        if (row_[i].kind == ItemKind::person) who.persons.push_back(row_[i].entity);
    if (const Group all = listed_up_to(at, who); all.persons.size() > who.persons.size()) return all;
    return who;
}

Group RowReader::chairs(std::size_t at, bool listed) const {
    static const SyllableSet jointly("đồng cùng");
    Group group = clause_.subject(at);
    if (!group.named() && opens_adverbial(at)) { // `Chủ trì buổi tiếp là A`
        const bool noun = at + 1 < row_.size() && row_[at + 1].frame == Frame::occasion;
        group = doer_behind(at + 1 + noun);
    }
    static const SyllableSet all("các"); // `Các đồng chí: A, …; B, … chủ trì`
    if (!jointly.contains(scene_.document().tokens[row_[at].tokens.first].id) &&
        !(listed && all.contains(scene_.document().tokens[row_.front().tokens.first].id)))
        return group;
    for (std::size_t i = group.first; i-- > 0;) {
        const bool ends = row_[i].kind == ItemKind::mark && (row_[i].mark == U'.' || row_[i].mark == U'!');
        if (ends || row_[i].kind == ItemKind::trigger || row_[i].kind == ItemKind::date) break;
        if (row_[i].kind != ItemKind::person) continue;
        if (std::find(group.persons.begin(), group.persons.end(), row_[i].entity) == group.persons.end())
            group.persons.insert(group.persons.begin(), row_[i].entity);
        group.first = i;
    }
    return group;
}

bool Drafter::chairs_beside(std::size_t at, const Group& first, const Group& second) {
    constexpr std::size_t reach = 4; ///< from the names to what they chair
    if (at + 1 >= row_.size() || !is_with(at + 1) || second.persons.empty()) return false;
    for (std::size_t i = second.last; i < row_.size() && i < second.last + reach; ++i) {
        if (row_[i].kind != ItemKind::trigger || row_[i].frame != Frame::assembly) continue;
        const std::size_t before = drafts_.size();
        add(i, first, second, Home::open);
        if (drafts_.size() > before && sitting(i)) drafts_.back().kind = "meeting";
        return drafts_.size() > before;
    }
    return false;
}

void Drafter::chair(std::size_t at) {
    if (presided_too(at) || chairs_told(at) || chairs_reception(at)) return;
    Group first = chairs(at);
    if (first.unreal || first.persons.empty()) return;
    Group second = clause_.object(at);
    if (chairs_beside(at, first, second)) return;
    if (first.persons.size() >= 2 && chairs_meeting(at)) {
        split(first, second);
        if (!first.persons.empty() && !second.persons.empty()) return add(at, first, second, Home::open);
    }
    EventDraft* current = last_of("meeting");
    if (!current && second.persons.empty() && chairs_meeting(at)) {
        EventDraft made = draft(at);
        fill(made.first, first, evidence(first, at, second), made.rule);
        drafts_.push_back(std::move(made));
        return;
    }
    const bool another = at + 1 < row_.size() && row_[at + 1].kind == ItemKind::trigger &&
                         (!chairs_meeting(at) || chairs_named_session(at)); // `chủ trì tiệc chiêu đãi B`
    if (current && !another && current->sentence + 2 >= sentence_ && second.persons.empty())
        attach(*current, first, evidence(first, at, second), "chairs");
}

bool Drafter::chairs_with(std::size_t at, const Group& chair) {
    constexpr std::size_t near = 7, farther = 16;
    static const SyllableSet jointly("đồng cùng"), with("với");
    const std::vector<Token>& tokens = scene_.document().tokens;
    bool one_of_two = false;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < near; ++steps)
        one_of_two = one_of_two || (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::chair &&
                                    jointly.contains(tokens[row_[i].tokens.first].id));
    if (!sitting(at) || !of_one_country(chair)) return false;
    const EntityIndex nation = scene_.nation(chair.persons.front());
    Group other;
    for (std::size_t i = at + 1; i < row_.size() && i < at + farther && other.empty(); ++i) {
        if (row_[i].kind == ItemKind::mark && row_[i].mark != U'-' && row_[i].mark != U'–') break;
        if (is_word(i, with)) other = clause_.object(i);
        if (other.persons.empty()) other = Group();
    }
    if (other.empty() && !one_of_two) return false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + farther && other.empty(); ++i)
        if (row_[i].kind == ItemKind::place && scene_.kind(row_[i].entity) == EntityKind::country &&
            row_[i].entity != nation) { // `kỳ họp Ủy ban liên Chính phủ A - B`
            other.bodies = {row_[i].entity};
            other.first = i;
            other.last = i + 1;
        }
    if (const EntityIndex where = scene_.country(draft(at).place);
        other.empty() && where != no_entity && where != nation)
        other.bodies = {where};
    if (nation == no_entity || other.empty() || !of_one_country(other)) return false;
    Group first = chair;
    first.bodies.clear();
    const std::size_t before = drafts_.size();
    add(at, first, other, Home::open);
    if (drafts_.size() > before) drafts_.back().kind = "meeting";
    return true;
}

bool Drafter::welcomed_to(std::size_t at) {
    constexpr std::size_t near = 4, farther = 24;
    static const SyllableSet comes("sang đến tới"), welcomes("chào");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (!sitting(at)) return false;
    std::size_t attends = at;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < near && attends == at; ++steps)
        if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::attend &&
            comes.contains(tokens[row_[i].tokens.first].id))
            attends = i;
    for (std::size_t i = attends, steps = 0; attends != at && i-- > 0 && steps < farther; ++steps) {
        const bool ends = row_[i].kind == ItemKind::mark && (row_[i].mark == U'.' || row_[i].mark == U';');
        if (ends || (row_[i].kind == ItemKind::trigger && row_[i].frame != Frame::welcome)) return false;
        if (row_[i].kind != ItemKind::trigger || !welcomes.contains(tokens[row_[i].tokens.first].id))
            continue;
        const Group host = clause_.subject(i), guest = clause_.object(i);
        if (host.unreal || host.persons.empty() || guest.persons.empty()) return false;
        if (scene_.nation(host.persons.front()) == scene_.nation(guest.persons.front())) return false;
        const std::size_t before = drafts_.size();
        add(at, host, guest, Home::first);
        if (drafts_.size() > before) drafts_.back().kind = "meeting";
        return drafts_.size() > before;
    }
    return false;
}

bool Drafter::chairs_meeting(std::size_t at) const {
    for (std::size_t i = at + 1; i < row_.size() && i < at + 4; ++i)
        if (row_[i].kind == ItemKind::trigger) return sitting(i) || row_[i].frame == Frame::occasion;
    return false;
}

bool Drafter::chairs_named_session(std::size_t at) const {
    constexpr std::size_t reach = 6;
    if (!sitting(at + 1)) return false;
    for (std::size_t i = at + 2; i < row_.size() && i < at + reach && row_[i].kind != ItemKind::mark; ++i)
        if (row_[i].kind == ItemKind::body || is_word(i, annual_session())) return true;
    return false;
}

bool Drafter::sitting(std::size_t at) const {
    static const SyllableSet sits("họp thoại vấn khảo phán"), press("báo");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (row_[at].frame != Frame::assembly) return false;
    bool found = false;
    for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token) {
        if (press.contains(tokens[token].id)) return false;
        found = found || sits.contains(tokens[token].id);
    }
    return found;
}

} // namespace banggiao::extract
