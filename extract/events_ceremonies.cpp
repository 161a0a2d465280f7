// Takes triggers of signings, welcomes, banquets, awards. Hands out drafts.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

void Drafter::sign(std::size_t at) {
    Group first = clause_.subject(at);
    if (first.unreal || signed_before(at)) return;
    if (first.pair) return sign_together(at);
    if (first.persons.empty() && !first.bodies.empty()) return sign_bodies(at, first);
    if (first.persons.size() < 2) return;
    Group second;
    split(first, second);
    if (second.persons.empty() || joins_signing(at, first, second)) return;
    add(at, first, second, Home::open);
}

bool Drafter::joins_signing(std::size_t at, const Group& first, const Group& second) {
    if (drafts_.empty() || first.persons.empty() || second.persons.empty()) return false;
    EventDraft& signing = drafts_.back();
    if (signing.kind != "signing" || signing.sentence != sentence_ || signing.first.persons.empty() ||
        signing.second.persons.empty())
        return false;
    const auto of_side = [&](const Group& group, const Party& party) {
        return scene_.nation(group.persons.front()) == scene_.nation(party.persons.front().entity);
    };
    const bool straight = of_side(first, signing.first) && of_side(second, signing.second);
    if (!straight && !(of_side(first, signing.second) && of_side(second, signing.first))) return false;
    const TokenRange words = evidence(first, at, second);
    fill(straight ? signing.first : signing.second, first, words, "signatory");
    fill(straight ? signing.second : signing.first, second, words, "signatory");
    return true;
}

bool Drafter::signed_before(std::size_t at) {
    static const SyllableSet after("sau");
    constexpr std::size_t report = 3; ///< sentences back to the session
    if (at == 0 || row_[at - 1].kind != ItemKind::cue || row_[at - 1].cue != Cue::frame) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[at - 1].tokens;
    if (std::none_of(tokens.begin() + words.first, tokens.begin() + words.last,
                     [&](const Token& token) { return after.contains(token.id); }))
        return false;
    const Group speaker = clause_.speaker(at);
    const EventDraft* talks = last_of("meeting");
    if (!talks || talks->sentence + report < sentence_ || speaker.persons.empty() ||
        !(talks->first.has_person(speaker.persons.front()) ||
          talks->second.has_person(speaker.persons.front())))
        return false;
    again(at);
    return true;
}

void Drafter::sign_bodies(std::size_t at, Group first) {
    const std::optional<std::size_t> day = date_before(at);
    drop_places(first);
    if (!day || scene_.dates()[row_[*day].date].grain != DateGrain::day || first.bodies.empty()) return;
    Group second = farther_object(at, {});
    drop_places(second);
    second.persons.clear();
    if (second.empty()) split(first, second);
    if (second.empty()) return;
    const EntityIndex one = scene_.country(first.bodies.front()),
                      other = scene_.country(second.bodies.front());
    if (one != other || one == no_entity) add(at, first, second, Home::open);
}

void Drafter::sign_together(std::size_t at) {
    static const SyllableSet openers("sau tại kết ngay nhân cũng tiếp"), relative("mà việc");
    constexpr std::size_t near = 12; ///< sentences that tell of one encounter
    const std::vector<Token>& tokens = scene_.document().tokens;
    static const SyllableSet pair("hai"); // `Hai bên đã ký …`, said right after the talks
    const EventDraft* talks = last_of("meeting");
    static const SyllableSet summary("nhiều hơn trên gần các được"); // `… nhiều thỏa thuận`: so far
    const SyllableId opening = tokens[scene_.document().sentences[sentence_].tokens.first].id;
    const bool so_far = at + 1 < row_.size() && summary.contains(tokens[row_[at + 1].tokens.first].id);
    if (!talks || talks->sentence + near < sentence_ ||
        !(openers.contains(opening) ||
          (pair.contains(opening) && !so_far && talks->sentence + 1 >= sentence_)))
        return;
    const bool earlier = std::any_of(row_.begin(), row_.end(), [&](const Item& item) {
        return item.kind == ItemKind::date && item.tokens.first < row_[at].tokens.first &&
               scene_.dates()[item.date].grain != DateGrain::day;
    });
    for (std::size_t i = at; i-- > 0 && i + 6 > at;)
        if (is_word(i, relative)) return;
    if (earlier) return;
    again(at);
    sign_between(at);
}

bool Drafter::present_at_signing(std::size_t at) {
    constexpr std::size_t farthest = 3; ///< sentences back to the signing
    static const SyllableSet has("có gồm");
    EventDraft* signing = last_of("signing");
    if (at > 2 || at + 1 >= row_.size() || !is_word(at + 1, has)) return false;
    const Group names = clause_.object(at + 1, true);
    if (signing && signing->sentence + farthest >= sentence_ && !names.persons.empty())
        attach(*signing, names, evidence(names, at, names), "present");
    return true;
}

void Drafter::witness(std::size_t at) {
    if (present_at_signing(at)) return;
    Group first = clause_.subject(at);
    if (first.unreal) return;
    Group second;
    if (first.pair) {
        again(at);
        return sign_between(at);
    }
    // `A và B đã ký … trước sự chứng kiến của C và D`
    if (Group behind = onlookers(at); first.empty() || behind.persons.size() >= 2) first = std::move(behind);
    if (first.persons.size() >= 2) split(first, second);
    if (first.persons.empty()) return;
    if (second.persons.empty() && first.persons.size() == 1 && met_here(first.persons.front())) {
        again(at);
        return sign_between(at);
    }
    if (second.persons.empty()) second = signatories_across(at, first);
    if (second.empty() && first.persons.size() == 1) second = last_signatory(at);
    if (second.empty() || joins_signing(at, first, second)) return;
    add(at, first, second, Home::open);
    sign_between(at);
}

bool Drafter::met_here(EntityIndex person) const {
    if (drafts_.empty()) return false;
    const EventDraft& talks = drafts_.back();
    return talks.kind == "meeting" && talks.sentence == sentence_ && !talks.first.persons.empty() &&
           !talks.second.persons.empty() && talks.first.has_person(person);
}

Group RowReader::onlookers(std::size_t at) const {
    static const SyllableSet of("của");
    Group group;
    if (at + 1 >= row_.size() || !is_word(at + 1, of)) return group;
    group.first = at + 2;
    for (std::size_t i = at + 2; i < row_.size() && row_[i].mark != U','; ++i) {
        if (row_[i].kind == ItemKind::trigger) return {};
        if (row_[i].kind == ItemKind::person) group.persons.push_back(row_[i].entity);
        group.last = i + 1;
    }
    return group;
}

std::vector<EntityIndex> RowReader::signatories(std::size_t at) const {
    static const SyllableSet between("giữa");
    std::vector<EntityIndex> bodies;
    bool inside = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + 60; ++i) {
        if (row_[i].kind == ItemKind::mark && (row_[i].mark == U';' || row_[i].mark == U'.')) break;
        inside = inside || is_word(i, between);
        if (inside && (row_[i].kind == ItemKind::body || row_[i].kind == ItemKind::place))
            bodies.push_back(row_[i].entity);
    }
    return bodies;
}

Group RowReader::signatories_across(std::size_t at, const Group& first) const {
    Group across;
    for (const EntityIndex body : signatories(at))
        if (scene_.country(body) != no_entity &&
            scene_.country(body) != scene_.country(first.persons.front()))
            across.bodies.push_back(body);
    across.last = std::min(row_.size(), at + 1);
    return across;
}

Group RowReader::last_signatory(std::size_t at) const {
    Group last;
    const std::vector<EntityIndex> bodies = signatories(at);
    if (bodies.size() < 2 || scene_.country(bodies.back()) != no_entity ||
        is_place(scene_.kind(bodies.back())))
        return last;
    last.bodies = {bodies.back()};
    last.last = std::min(row_.size(), at + 1);
    return last;
}

void Drafter::sign_between(std::size_t at) {
    if (drafts_.empty() || drafts_.back().triggers.front() != row_[at].tokens) return;
    EventDraft& signing = drafts_.back();
    for (const EntityIndex body : signatories(at))
        for (Party* party : {&signing.first, &signing.second})
            if (!party->persons.empty() && !party->has(body) && scene_.country(body) != no_entity &&
                scene_.country(party->persons.front().entity) == scene_.country(body))
                party->add(scene_, {body, clause_around(at, row_.size()), "signatory"});
}

bool Drafter::arrival(std::size_t at) const {
    static const SyllableSet welcome("đón"), airport("bay ga cảng");
    bool welcomes = false;
    for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token)
        welcomes = welcomes || welcome.contains(scene_.document().tokens[token].id);
    for (std::size_t i = at + 1; welcomes && i < row_.size() && i < at + 20; ++i)
        for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last && !is_name(i); ++token)
            if (airport.contains(scene_.document().tokens[token].id)) return true;
    return false;
}

void Drafter::ceremony(std::size_t at) {
    Group guest = clause_.object(at);
    if (clause_.unreal(at) || clause_.to_come(std::max(guest.last, at + 1))) return;
    if (guest.persons.empty() && guest.delegation) lead(guest);
    static const SyllableSet ships("tàu hạm");
    if (at + 1 < row_.size() && is_word(at + 1, ships)) { // `lễ đón tàu A`, whatever A is the name of
        drop_places(guest);
        if (guest.empty()) guest.bodies = foreign_navy();
    }
    Group host;
    if (at > 0 && row_[at - 1].kind == ItemKind::trigger && row_[at - 1].frame == Frame::chair)
        host = clause_.subject(at - 1);
    for (std::size_t i = at + 1; i < row_.size() && host.empty(); ++i)
        if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::under) host = clause_.object(i);
    if (guest.empty()) {
        if (EventDraft* before = last_of("ceremony"); before && !host.empty())
            fill(before->second, host, evidence(host, at, host), row_[at].rule);
        return;
    }
    EventDraft made = draft(at);
    fill(made.first, guest, evidence(guest, at, guest), made.rule);
    fill(made.second, host, evidence(host, at, host), made.rule);
    made.home = Home::second;
    drafts_.push_back(std::move(made));
    welcomed_ = sentence_;
}

EventDraft* Drafter::welcome_told() {
    constexpr std::size_t report = 4; ///< sentences that tell of one ceremony
    if (!welcomed_ || *welcomed_ + report < sentence_) return nullptr;
    EventDraft* told = last_of("ceremony");
    return told && told->frame == Frame::ceremony && !told->first.persons.empty() ? told : nullptr;
}

void Drafter::present_at_welcome(std::size_t has) {
    EventDraft* told = welcome_told();
    if (!told) return;
    const Group names = clause_.object(has, true);
    const EntityIndex away = scene_.nation(told->first.persons.front().entity);
    for (const EntityIndex person : names.persons)
        (scene_.nation(person) == away ? told->first : told->second)
            .add(scene_, {person, evidence(names, has, names), "present"});
}

void Drafter::welcome_goes_on() {
    static const SyllableSet rites("thảm bục duyệt"), greets("đón"), speech("chào");
    EventDraft* told = welcome_told();
    if (!told || !told->second.persons.empty()) return;
    const std::vector<Token>& tokens = scene_.document().tokens;
    std::optional<std::size_t> host;
    bool guest = false, rite = false, greeted = false;
    for (std::size_t i = 0; i < row_.size(); ++i) {
        if (row_[i].kind == ItemKind::person) {
            const bool welcomed = told->first.has_person(row_[i].entity);
            if (!welcomed && !host) host = i;
            guest = guest || welcomed;
            continue;
        }
        for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token) {
            rite = rite || rites.contains(tokens[token].id);
            greeted = greeted || (host && !guest && token > 0 && greets.contains(tokens[token].id) &&
                                  !speech.contains(tokens[token - 1].id));
        }
    }
    if (!host || !guest || !(rite || greeted)) return;
    const EntityIndex one = row_[*host].entity, other = told->first.persons.front().entity;
    if (scene_.nation(one) != scene_.nation(other) && scene_.stands_for(one) != no_entity &&
        (rite || scene_.counterparts(one, other)))
        told->second.add(scene_, {one, clause_around(0, row_.size()), told->rule});
}

void Drafter::lead(Group& delegation) const {
    const auto known = [&](EntityIndex body) {
        return std::find(delegation_.bodies.begin(), delegation_.bodies.end(), body) !=
               delegation_.bodies.end();
    };
    if (std::any_of(delegation.bodies.begin(), delegation.bodies.end(), known))
        delegation.persons = delegation_.persons;
}

void Drafter::correct_guest(Group& guest) {
    constexpr std::size_t report = 4;
    const EventDraft* journey = last_of("visit");
    if (!journey || journey->sentence + report < sentence_ || journey->first.persons.empty() ||
        journey->second.bodies.empty())
        return;
    const EntityIndex goal = scene_.country(journey->second.bodies.front().entity);
    if (goal != no_entity && scene_.country(guest.persons.front()) == goal)
        guest.persons = {journey->first.persons.front().entity};
}

Group Drafter::one_welcomed(const Group& named) {
    constexpr std::size_t report = 8;
    Group guest = named;
    const EventDraft* journey = last_of("visit");
    if (!named.delegation || !journey || journey->sentence + report < sentence_ ||
        journey->first.persons.empty())
        return guest;
    const EntityIndex traveller = journey->first.persons.front().entity;
    const bool own = std::all_of(named.bodies.begin(), named.bodies.end(), [&](EntityIndex body) {
        return scene_.country(body) == scene_.country(traveller);
    });
    if (own) guest.persons = {traveller};
    return guest;
}

void Drafter::welcome(std::size_t at) {
    static const SyllableSet has("có gồm"), arrival("bay ga bến cảng tiễn sân");
    Group guest = clause_.object(at);
    if (guest.persons.empty()) guest = one_welcomed(guest);
    if (guest.persons.empty() || clause_.unreal(at)) return;
    correct_guest(guest);
    Group hosts;
    bool airport = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + 30 && hosts.empty(); ++i) {
        for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token)
            airport = airport || arrival.contains(scene_.document().tokens[token].id);
        if (is_word(i, has)) hosts = clause_.object(i, true);
    }
    const bool listed = !hosts.empty();
    if (!listed) hosts = clause_.subject(at);
    const bool bodies = std::any_of(hosts.bodies.begin(), hosts.bodies.end(),
                                    [&](EntityIndex body) { return !is_place(scene_.kind(body)); });
    if (!listed) drop_places(hosts);
    if (!(airport || at == 0) || (hosts.persons.empty() && !bodies)) return;
    EventDraft made = draft(at);
    fill(made.first, guest, evidence(guest, at, guest), made.rule);
    const EntityIndex away = scene_.country(guest.persons.front());
    for (const EntityIndex person : hosts.persons) {
        const bool own = away != no_entity && scene_.country(person) != no_entity
                             ? scene_.country(person) == away
                             : scene_.vietnamese(person) && scene_.vietnamese(guest.persons.front());
        (own ? made.others : made.second).add(scene_, {person, evidence(hosts, at, hosts), "welcomes"});
    }
    for (const EntityIndex body : hosts.bodies)
        if (scene_.kind(body) != EntityKind::country) { // `lãnh đạo thành phố A`: A
            const bool own = scene_.entity(body).subkind == "diplomatic" &&
                             scene_.vietnamese(body) == scene_.vietnamese(guest.persons.front());
            (own ? made.others : made.second).add(scene_, {body, evidence(hosts, at, hosts), "welcomes"});
        }
    made.kind = "ceremony";
    made.home = Home::second;
    drafts_.push_back(std::move(made));
}

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
    add(at, subject, other, attends ? Home::second : Home::first);
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

void Drafter::award(std::size_t at) {
    constexpr std::size_t reach = 20;
    static const SyllableSet to("cho tặng tới"), honours("chương khen hiệu");
    const std::vector<Token>& tokens = scene_.document().tokens;
    Group giver = clause_.subject(at), taker;
    bool honour = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && taker.empty(); ++i) {
        const bool quote = row_[i].mark == U'"' || row_[i].mark == U'“' || row_[i].mark == U'”';
        if (row_[i].kind == ItemKind::mark && row_[i].mark != U',' && !quote) break;
        honour = honour || honours.contains(tokens[row_[i].tokens.first].id);
        if (i == at + 1 && is_name(i)) taker = clause_.object(at);
        if (to.contains(tokens[row_[i].tokens.first].id)) taker = clause_.object(i);
    }
    std::erase_if(taker.persons, [&](EntityIndex person) { return scene_.stands_for(person) == no_entity; });
    drop_places(taker);
    drop_places(giver);
    if (giver.unreal || giver.empty() || taker.empty()) return;
    const std::size_t before = drafts_.size();
    add(at, giver, taker, Home::first);
    if (honour && drafts_.size() > before) drafts_.back().kind = "ceremony";
}

} // namespace banggiao::extract
