// Takes words that name who else was at the event spoken of. Adds them to its draft, on their side.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

void Drafter::present(std::size_t at, std::size_t from) {
    constexpr std::size_t farthest = 3; ///< sentences back to the event
    Group names = clause_.object(from, true);
    if (of_assembly(at)) {
        if (names.empty()) names = clause_.subject(at);
        if (!names.unreal && !names.empty()) present_at_assembly(at, names);
        return;
    }
    const bool near = !names.empty();
    if (!near) names = named_present(from);
    const bool farther = !near && !names.empty();
    if (names.persons.empty() && !names.leaders) names = clause_.subject(at);
    if (names.unreal || (names.persons.empty() && !names.leaders) || row_[at].rule == "attendance") return;
    if (came_along(at, names)) return;
    EventDraft* current = last_of("meeting");
    EventDraft* conference = last_of("conference");
    if (conference && (!current || current < conference)) current = conference;
    EventDraft* ceremony = last_of("ceremony"); // not a welcome
    if (ceremony && ceremony->frame == Frame::assembly && (!current || current < ceremony))
        current = ceremony;
    if (!current || current->sentence + farthest < sentence_) current = assembly_told(farthest);
    if (!current) return;
    const TokenRange words = evidence(names, at, names);
    if (farther) // of what is only named by its noun, who is sure to be of a side
        std::erase_if(names.persons, [&](EntityIndex person) {
            return std::max(affinity(person, current->first), affinity(person, current->second)) < own_side &&
                   !of_receivers(person, *current);
        });
    if (current->home == Home::second && current->frame == Frame::assembly)
        join_assembly(*current, names, Frame::present, words);
    else if (current->first.empty())
        fill(current->others, names, words, "present");
    else
        attach(*current, names, words, "present");
    for (const EntityIndex person : names.persons)
        if (current->rule == "receives" && !current->second.has_person(person) &&
            of_receivers(person, *current))
            current->first.add(scene_, {person, words, "present"});
}

EventDraft* Drafter::assembly_told(std::size_t farthest) {
    if (!held_ || held_->sentence + farthest < sentence_) return nullptr;
    drafts_.push_back(*held_);
    drafts_.back().home = Home::neither;
    held_.reset();
    return &drafts_.back();
}

bool Drafter::of_receivers(EntityIndex person, const EventDraft& event) const {
    if (event.home != Home::first || event.first.persons.empty() || event.second.persons.empty())
        return false;
    const EntityIndex host = event.first.persons.front().entity, guest = event.second.persons.front().entity;
    const bool apart = event.rule == "receives"
                           ? affinity(person, event.second) < own_side
                           : scene_.country(guest) != no_entity && !scene_.vietnamese(guest);
    return scene_.vietnamese(host) && apart && scene_.stands_for(person) != no_entity &&
           scene_.vietnamese(person);
}

bool Drafter::came_along(std::size_t at, const Group& names) {
    constexpr std::size_t farthest = 3; ///< sentences back to the event
    static const SyllableSet goes("đi");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const bool along =
        std::any_of(tokens.begin() + row_[at].tokens.first, tokens.begin() + row_[at].tokens.last,
                    [&](const Token& token) { return goes.contains(token.id); });
    if (!along || drafts_.empty()) return false;
    EventDraft& event = drafts_.back();
    if (event.sentence + farthest < sentence_ || (event.kind != "visit" && event.kind != "meeting"))
        return false;
    const bool second = event.kind == "meeting" && (event.home == Home::first || event.second_travels);
    if (!second && event.kind == "meeting" && event.home != Home::second && !event.first_travels)
        return false;
    Party& guests = second ? event.second : event.first;
    const Party& hosts = second ? event.first : event.second;
    for (const EntityIndex person : names.persons)
        if (!hosts.has_person(person) && (event.kind == "visit" || affinity(person, hosts) < own_side))
            guests.add(scene_, {person, evidence(names, at, names), "came-along"});
    return true;
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
    if (!current) {
        EventDraft made = draft(noun);
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

Group Drafter::named_present(std::size_t from) const {
    static const SyllableSet has("có gồm");
    constexpr std::size_t reach = 6;
    bool session = false;
    for (std::size_t i = from + 1; i < row_.size() && i < from + reach; ++i) {
        if (row_[i].kind == ItemKind::mark || is_name(i)) break;
        session = session || (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::occasion);
        if (session && is_word(i, has)) return clause_.object(i, true);
    }
    return {};
}

bool Drafter::of_assembly(std::size_t at) const {
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
    static const SyllableSet has("có gồm");
    bool session = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + 12; ++i) {
        if (row_[i].kind == ItemKind::mark || is_name(i)) break;
        session = session || (row_[i].kind == ItemKind::trigger &&
                              (row_[i].frame == Frame::occasion || row_[i].frame == Frame::assembly));
        if (session && is_word(i, has)) return present(at, i);
    }
    attends_what_was_told(at);
}

void Drafter::attends_what_was_told(std::size_t at) {
    constexpr std::size_t report = 2; ///< sentences
    const bool ends = names_nothing(at);
    EventDraft* current = last_of("conference");
    if (!current || current->sentence + report < sentence_) current = last_of("ceremony");
    if (!ends || !current || current->frame != Frame::assembly || current->sentence + report < sentence_)
        return;
    const Group who = listed_before(at);
    if (!who.unreal && !who.persons.empty())
        join_assembly(*current, who, Frame::attend, evidence(who, at, who));
}

bool Drafter::names_nothing(std::size_t at) const {
    static const SyllableSet joins("và");
    if (at + 1 == row_.size() || row_[at + 1].kind == ItemKind::mark) return true;
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
    static const SyllableSet has("có gồm");
    if (at > 2 || at + 1 >= row_.size() || !is_word(at + 1, has)) return false;
    const Group names = clause_.object(at + 1, true);
    EventDraft* current = last_of("conference");
    if (names.persons.empty() || !current || current->sentence + report < sentence_ ||
        current->frame != Frame::assembly)
        return false;
    join_assembly(*current, names, Frame::chair, evidence(names, at, names));
    return true;
}

Group Drafter::listed_before(std::size_t at) const {
    Group who = clause_.subject(at);
    for (std::size_t i = who.first; i-- > 0 && row_[i].kind != ItemKind::trigger;)
        if (row_[i].kind == ItemKind::person) who.persons.push_back(row_[i].entity);
    return who;
}

Group Drafter::chairs(std::size_t at, bool listed) const {
    static const SyllableSet jointly("đồng cùng");
    Group group = clause_.subject(at);
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

void Drafter::chair(std::size_t at) {
    if (presided_too(at)) return;
    Group first = chairs(at);
    if (first.unreal || first.persons.empty()) return;
    Group second = clause_.object(at);
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
    if (current && current->sentence + 2 >= sentence_ && second.persons.empty())
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

bool Drafter::sitting(std::size_t at) const {
    static const SyllableSet sits("họp thoại vấn khảo"), press("báo");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (row_[at].frame != Frame::assembly) return false;
    bool found = false;
    for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token) {
        if (press.contains(tokens[token].id)) return false;
        found = found || sits.contains(tokens[token].id);
    }
    return found;
}

void Drafter::side(std::size_t at) {
    static const SyllableSet has("có gồm"), levels("tỉnh phố huyện quận xã phương");
    constexpr std::size_t reach = 10;
    constexpr std::size_t farthest = 3; ///< sentences back to the event
    EntityIndex named = no_entity;
    bool local = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (named == no_entity && is_name(i) && row_[i].kind != ItemKind::person) named = row_[i].entity;
        local = local || is_word(i, levels) ||
                (is_filler(i) && levels.contains(scene_.document().tokens[row_[i].tokens.last - 1].id));
        if (!is_word(i, has)) continue;
        Group names = clause_.object(i, true);
        EventDraft* event = event_of_side(at);
        if (!event || event->sentence + farthest < sentence_) return;
        const bool rite = event->kind == "ceremony"; // `phía Việt Nam gồm: Bộ A; Cục B`
        if (rite && names.persons.empty()) drop_places(names);
        const bool units = !names.bodies.empty();
        if (named == no_entity && local) named = local_of(*event);
        if (named == no_entity || (names.persons.empty() && !(rite && units))) return;
        Party& party = sided(*event, named) ? side_of(*event, named) : new_side(*event, named);
        fill(party, names, evidence(names, at, names), "side");
        return;
    }
}

EventDraft* Drafter::assembly_of_side(std::size_t at) {
    constexpr std::size_t near = 8;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < near; ++steps) {
        if (row_[i].kind == ItemKind::mark && row_[i].mark != U',') return nullptr;
        if (row_[i].kind != ItemKind::trigger || row_[i].frame != Frame::assembly) continue;
        if (EventDraft* known = assembly_of(i)) {
            known->sentence = sentence_;
            return known;
        }
        if (clause_.unreal(i)) return nullptr;
        drafts_.push_back(draft(i));
        return &drafts_.back();
    }
    return nullptr;
}

EventDraft* Drafter::event_of_side(std::size_t at) {
    constexpr std::size_t farthest = 3; ///< sentences back to the event
    if (EventDraft* assembly = assembly_of_side(at)) return assembly;
    EventDraft* visit = nullptr;
    for (std::size_t i = drafts_.size(), steps = 0; i-- > 0 && steps < farthest_event; ++steps) {
        if (drafts_[i].sentence + farthest < sentence_) break;
        if (drafts_[i].kind != "visit") return &drafts_[i];
        if (!visit && drafts_[i].rule != "journey") visit = &drafts_[i];
    }
    return visit;
}

bool Drafter::sided(const EventDraft& event, EntityIndex named) const {
    const bool assembly = event.kind == "conference" || event.frame == Frame::assembly;
    if (!assembly || scene_.country(named) == no_entity) return true;
    if (!event.first.empty() && !event.second.empty()) return true;
    const auto of_it = [&](const Member& m) { return scene_.country(m.entity) == scene_.country(named); };
    return std::any_of(event.first.persons.begin(), event.first.persons.end(), of_it) ||
           std::any_of(event.second.persons.begin(), event.second.persons.end(), of_it);
}

Party& Drafter::new_side(EventDraft& event, EntityIndex named) const {
    if (event.home == Home::neither) event.home = Home::open;
    Party& side = event.first.empty() ? event.first : event.second;
    Party rest;
    for (const Member& person : event.others.persons)
        (scene_.nation(person.entity) == scene_.country(named) ? side : rest).add(scene_, person);
    rest.bodies = event.others.bodies;
    event.others = rest;
    return side;
}

EntityIndex Drafter::local_of(const EventDraft& event) const {
    EntityIndex found = no_entity;
    for (const Party* party : {&event.first, &event.second})
        for (const auto* members : {&party->persons, &party->bodies})
            for (const Member& member : *members) {
                const EntityIndex own = scene_.locality(member.entity);
                if (own == no_entity || !scene_.vietnamese(own)) continue;
                if (found != no_entity && found != own) return no_entity;
                found = own;
            }
    return found;
}

Party& Drafter::side_of(EventDraft& event, EntityIndex named) const {
    const auto close = [&](const Party& party) {
        int best = 0;
        for (const auto* members : {&party.persons, &party.bodies})
            for (const Member& member : *members) {
                if (member.entity == named || scene_.holds(member.entity, named)) best = std::max(best, 3);
                if (scene_.locality(named) != no_entity &&
                    scene_.locality(member.entity) == scene_.locality(named))
                    best = std::max(best, 2);
                if (scene_.country(named) != no_entity &&
                    scene_.country(member.entity) == scene_.country(named))
                    best = std::max(best, 1);
            }
        return best;
    };
    const int first = close(event.first), second = close(event.second);
    const EntityIndex nation = scene_.country(named);
    if (event.kind == "ceremony" && first == 0 && event.second.empty() && nation != no_entity)
        return event.second; // those of the other country welcome
    if (first == second) return event.others;
    if (event.frame == Frame::welcome && first > second) return event.others; // the guest's own people
    return first > second ? event.first : event.second;
}

bool Drafter::of_ours(EntityIndex one) const {
    const bool named = scene_.is_person(one) && scene_.country(one) == no_entity;
    return scene_.vietnamese(one) && !(named && scene_.foreign_name(one));
}

int Drafter::affinity(EntityIndex one, const Party& party) const {
    int best = 0;
    const EntityIndex body = scene_.is_person(one) ? scene_.stands_for(one) : one,
                      locality = scene_.locality(one);
    const auto look = [&](EntityIndex member) {
        const std::string_view rank = scene_.rank(one);
        const bool envoy = scene_.kind(member) == EntityKind::country &&
                           (rank.starts_with("đại sứ") || rank.find("lãnh sự") != std::string_view::npos);
        if (scene_.holds(one, member)) best = std::max(best, envoy ? 3 : 5);
        if (body != no_entity && !envoy && (member == body || scene_.stands_for(member) == body))
            best = std::max(best, 5);
        if (locality != no_entity && scene_.locality(member) == locality) best = std::max(best, 4);
        if (scene_.country(member) != no_entity && scene_.country(member) == scene_.country(one))
            best = std::max(best, 1);
        if (of_ours(member) && of_ours(one) &&
            (locality == no_entity) == (scene_.locality(member) == no_entity))
            best = std::max(best, 2);
    };
    for (const Member& member : party.persons) look(member.entity);
    for (const Member& member : party.bodies) look(member.entity);
    return best;
}

void Drafter::attach(EventDraft& event, const Group& group, TokenRange words, std::string_view rule) {
    Party* side = nullptr; // of the person before, for those whose office says nothing
    for (const EntityIndex person : group.persons) {
        if (event.first.has_person(person) || event.second.has_person(person)) continue;
        const int first = affinity(person, event.first);
        const int second = event.second.empty() ? 3 : affinity(person, event.second);
        const bool known = scene_.stands_for(person) != no_entity && first != second;
        if (!known && !side) continue;
        if (known) side = first > second ? &event.first : &event.second;
        side->add(scene_, {person, words, rule});
    }
    if (!group.leaders) return;
    for (const EntityIndex body : group.bodies) {
        const int first = affinity(body, event.first), second = affinity(body, event.second);
        if (is_place(scene_.kind(body)) || first == second) continue;
        Party& own = first > second ? event.first : event.second;
        if (!own.has(body)) own.add(scene_, {body, words, rule});
    }
}

bool Drafter::reports(std::size_t at) {
    constexpr std::size_t farthest = 12; ///< sentences back to the event
    EventDraft* current = last_of("meeting");
    Group who = clause_.speaker(at);
    if (who.persons.empty()) who = doer(at);
    if (!current || current->sentence + farthest < sentence_ || who.persons.empty() || who.unreal)
        return false;
    const auto came = [&](const Party& party) {
        return std::any_of(delegation_.persons.begin(), delegation_.persons.end(),
                           [&](EntityIndex person) { return party.has_person(person); });
    };
    const TokenRange words = evidence(who, at, who);
    const bool first = came(current->first);
    if (first == came(current->second)) {
        attach(*current, who, words, "reports-to");
        return true;
    }
    for (const EntityIndex person : who.persons)
        if (!current->first.has_person(person) && !current->second.has_person(person))
            (first ? current->second : current->first).add(scene_, {person, words, "reports-to"});
    return true;
}

} // namespace banggiao::extract
