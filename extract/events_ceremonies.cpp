// Takes triggers of welcomes and rites. Hands out drafts.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

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
    if (clause_.unreal(at) || clause_.to_come(std::max(guest.last, at + 1), true)) return;
    if (guest.empty() && !guest.delegation) guest = talks_behind(at);
    if (guest.persons.empty() && guest.delegation) lead(guest);
    if (guest.empty() && guest.delegation) guest = one_welcomed(guest); // `chủ trì lễ đón đoàn`
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
    if (host.empty()) host = presided_by(std::max(guest.last, at + 1) - 1); // `…, do A chủ trì`
    if (host.empty() && !guest.empty() && takes_place(at)) { // `chính quyền thành phố A tổ chức lễ đón B`
        host = clause_.subject(at);
        std::erase_if(host.bodies,
                      [&](EntityIndex body) { return is_place(scene_.kind(body)) && !governs(body); });
        if (host.unreal || !host.persons.empty()) host = Group();
    }
    if (host.empty() && guest.empty() && takes_place(at)) { // `A tổ chức lễ đón ông`
        host = clause_.subject(at);
        if (host.unreal || host.persons.size() != 1) host = Group();
    }
    if (guest.empty() && !welcome_told()) guest = welcomed_by(host);
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

Group Drafter::welcomed_by(const Group& host) {
    constexpr std::size_t report = 8; ///< sentences
    Group guest;
    if (host.persons.empty() || host.unreal) return guest;
    const EntityIndex one = host.persons.front();
    const EventDraft* journey = last_of("visit");
    if (journey && journey->sentence + report >= sentence_ && !journey->first.persons.empty() &&
        scene_.nation(journey->first.persons.front().entity) != scene_.nation(one)) {
        guest.persons = {journey->first.persons.front().entity};
        return guest;
    }
    for (std::size_t i = drafts_.size(), steps = 0; i-- > piece_ && steps < farthest_event; ++steps) {
        const EventDraft& met = drafts_[i];
        const bool first = met.first.has_person(one);
        if ((met.kind != "meeting" && met.kind != "signing") || first == met.second.has_person(one)) continue;
        const Party& other = first ? met.second : met.first;
        if (!other.persons.empty() && scene_.nation(other.persons.front().entity) != scene_.nation(one))
            guest.persons = {other.persons.front().entity};
        return guest;
    }
    return guest;
}

TokenRange ActReader::after_welcome() const {
    constexpr TokenIndex reach = 3;
    static const SyllableSet rite("lễ"), welcome("đón"), after("sau thúc"), over("xong");
    if (!row_.may_have(welcome) || !row_.may_have(rite)) return {};
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = row_.front().tokens.first, last = row_.back().tokens.last;
    for (TokenIndex i = first; i + 2 < last; ++i) {
        if (!rite.contains(tokens[i].id) || !welcome.contains(tokens[i + 1].id)) continue;
        for (TokenIndex back = i; back-- > first && back + reach >= i;)
            if (after.contains(tokens[back].id)) return {i, i + 2};
        if (over.contains(tokens[i + 2].id)) return {i, i + 2};
    }
    return {};
}

void Drafter::welcomed_before_talks(std::size_t from) {
    const TokenRange words = from < drafts_.size() ? after_welcome() : TokenRange{};
    if (words.size() == 0 || drafts_[from].kind != "meeting" || drafts_[from].title || welcome_before_)
        return;
    welcome_before_ = drafts_[from];
    welcome_before_->kind = "ceremony";
    welcome_before_->name = scene_.document().slice(words);
    welcome_before_->rule = "welcome-before-talks";
    welcome_before_->frame = Frame::ceremony;
    welcome_before_->triggers = {words};
}

void Drafter::add_welcome_before_talks() {
    const auto welcome = [](const EventDraft& event) {
        return event.kind == "ceremony" && event.frame != Frame::assembly;
    };
    if (!welcome_before_ || std::any_of(drafts_.begin(), drafts_.end(), welcome)) return;
    for (Party* party : {&welcome_before_->first, &welcome_before_->second})
        for (auto* members : {&party->persons, &party->bodies})
            for (Member& member : *members) member.rule = welcome_before_->rule;
    drafts_.push_back(std::move(*welcome_before_));
}

Group ActReader::talks_behind(std::size_t at) const {
    constexpr std::size_t reach = 4;
    static const SyllableSet also("và");
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::trigger)
            return row_[i].frame == Frame::talk || row_[i].frame == Frame::receive ? clause_.object(i)
                                                                                   : Group();
        const bool comma = row_[i].kind == ItemKind::mark && row_[i].mark == U',';
        const bool verb = row_[i].kind == ItemKind::cue && row_[i].cue == Cue::aux;
        if (!comma && !verb && !is_word(i, also)) break;
    }
    return {};
}

EventDraft* Drafter::welcome_told() {
    constexpr std::size_t report = 4; ///< sentences that tell of one ceremony
    if (!welcomed_ || *welcomed_ + report < sentence_) return nullptr;
    EventDraft* told = last_of("ceremony");
    return told && told->frame == Frame::ceremony && !told->first.empty() ? told : nullptr;
}

void Drafter::present_at_welcome(std::size_t has) {
    EventDraft* told = welcome_told();
    if (!told) return;
    const Group names = clause_.object(has, true);
    const std::vector<Member>& guests =
        told->first.persons.empty() ? told->first.bodies : told->first.persons;
    const EntityIndex away = scene_.nation(guests.front().entity);
    for (const EntityIndex body : names.bodies)
        if (names.leaders && !is_place(scene_.kind(body)) && scene_.nation(body) != away)
            told->second.add(scene_, {body, evidence(names, has, names), "present"});
    const EntityIndex nation = nation_of_delegation(has);
    for (const EntityIndex person : names.persons)
        ((nation != no_entity ? nation : scene_.nation(person)) == away ? told->first : told->second)
            .add(scene_, {person, evidence(names, has, names), "present"});
}

EntityIndex ActReader::nation_of_delegation(std::size_t has) const {
    for (std::size_t i = 0; i + 1 < has; ++i)
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::group &&
            row_[i + 1].kind == ItemKind::place && scene_.kind(row_[i + 1].entity) == EntityKind::country)
            return row_[i + 1].entity;
    return no_entity;
}

void Drafter::welcome_goes_on() {
    static const SyllableSet rites("thảm bục duyệt"), greets("đón"), speech("chào");
    EventDraft* told = welcome_told();
    if (!told || !told->second.persons.empty() || told->first.persons.empty()) return;
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

bool Drafter::welcomed_passively(std::size_t at) {
    constexpr std::size_t reach = 12;
    static const SyllableSet by("được"), field("bay ga");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[at].tokens;
    if (std::none_of(tokens.begin() + words.first, tokens.begin() + words.last,
                     [&](const Token& token) { return field.contains(token.id); }))
        return false;
    Group host;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (row_[i].kind == ItemKind::person) host.persons.insert(host.persons.begin(), row_[i].entity);
        if (row_[i].kind == ItemKind::trigger || row_[i].mark == U'.') return false;
        if (!is_word(i, by)) continue;
        const Group guest = doer(i);
        if (host.persons.empty() || guest.persons.empty() || guest.unreal || clause_.unreal(i)) return false;
        host.first = i;
        add(at, guest, host, Home::second);
        return true;
    }
    return false;
}

/// `đón khách`, `đón khách tại sảnh`, not `đón khách du lịch`
bool ActReader::closes_verb(std::size_t at) const {
    return ends_sentence(at + 1) || row_[at + 1].kind == ItemKind::date || row_[at + 1].mark == U',' ||
           (row_[at + 1].kind == ItemKind::cue && row_[at + 1].cue == Cue::at);
}

bool Drafter::receives_callers(std::size_t at) {
    static const SyllableSet callers("khách");
    if (!callers.contains(scene_.document().tokens[row_[at].tokens.last - 1].id)) return false;
    const Group host = clause_.subject(at);
    if (at > 0 && closes_verb(at) && !host.unreal && !host.persons.empty() && receive_visitors(at, host))
        drafts_.back().kind = "meeting";
    return true; // `đón khách du lịch`
}

Group ActReader::welcoming(std::size_t at) const {
    constexpr std::size_t reach = 10;
    static const SyllableSet by("được"), opens("là có");
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach && row_[i].mark != U'.'; ++steps)
        if (is_word(i, by)) return clause_.object(i); // `thăm tỉnh A, được B đón ở C`
    if (at > 0) return clause_.subject(at);
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && row_[i].mark != U'.'; ++i)
        if (is_word(i, opens)) return clause_.object(i, true); // `Đón ông ở B là A`
    return {};
}

bool Drafter::hosts_visitors(std::size_t at) {
    constexpr std::size_t near = 2; ///< sentences
    static const SyllableSet opens("đón"), arrival("bay ga bến cảng khẩu quản");
    EventDraft* visit = last_of("visit");
    if (!visit || visit->sentence + near < sentence_ || visit->first.persons.empty() ||
        visit->second.bodies.empty() || !opens.contains(scene_.document().tokens[row_[at].tokens.first].id) ||
        clause_.unreal(at) || courtesy(at) || (at == 0 && of_delegation(at)) || says(arrival))
        return false;
    const Group guest = clause_.object(at), hosts = welcoming(at);
    const bool told = std::all_of(guest.persons.begin(), guest.persons.end(), [&](EntityIndex person) {
        return std::find(hosts.persons.begin(), hosts.persons.end(), person) != hosts.persons.end();
    });
    if (!guest.bodies.empty() || hosts.unreal || !told) return false; // a welcome of its own
    const EntityIndex goal = visit->second.bodies.front().entity;
    if (scene_.kind(goal) == EntityKind::country) return false;
    bool joined = false;
    for (const EntityIndex person : hosts.persons) {
        const bool of_there =
            scene_.locality(person) == goal || serves(person, goal) ||
            (!scene_.vietnamese(goal) &&
             (scene_.foreign_name(person) || scene_.nation(person) == scene_.nation(goal)) &&
             scene_.nation(visit->first.persons.front().entity) != scene_.nation(goal));
        if (!of_there || visit->first.has_person(person)) continue;
        visit->second.add(scene_, {person, evidence(hosts, at, hosts), "welcomes"});
        joined = true;
    }
    return joined;
}

bool Drafter::received_delegation(std::size_t at) {
    static const SyllableSet arrival("bay ga bến cảng tiễn quản khẩu");
    if (at != 0 || !of_delegation(at) || says(arrival)) return false;
    Group host;
    listed_hosts(at, host);
    if (!clause_.object(at).empty() || host.persons.empty()) return false;
    return (last_of("meeting") && received_by(at)) || hosts_unnamed_visitors(at, host);
}

bool Drafter::hosts_unnamed_visitors(std::size_t at, const Group& host) {
    EventDraft* visit = drafts_.empty() || drafts_.back().kind != "visit" ? nullptr : &drafts_.back();
    if (!visit || visit->sentence + 1 < sentence_ || !visit->first.persons.empty() ||
        visit->first.bodies.empty() || visit->second.bodies.empty() || arrival_told())
        return false;
    const EntityIndex home = scene_.nation(visit->second.bodies.front().entity);
    const EntityIndex away = scene_.nation(visit->first.bodies.front().entity);
    if (home == away || std::any_of(host.persons.begin(), host.persons.end(),
                                    [&](EntityIndex person) { return scene_.nation(person) == away; }))
        return false;
    Group persons;
    persons.persons = host.persons;
    fill(visit->second, persons, evidence(host, at, host), "receives");
    return true;
}

void Drafter::welcome(std::size_t at) {
    if (welcomed_passively(at) || received_delegation(at) || receives_callers(at) || hosts_visitors(at))
        return;
    static const SyllableSet is("là"), arrival("bay ga bến cảng tiễn sân quản");
    const bool gate = at_gate(at);
    Group guest = clause_.object(at);
    if (guest.persons.empty()) guest = one_welcomed(guest);
    if (guest.empty() && (gate || at == 0) && (guest.delegation || of_delegation(at))) {
        guest.delegation = true;
        guest.first = at;
        resolve(guest);
    }
    static const SyllableSet ships("tàu hạm đội"); // `Đón tàu Hải quân A tại cảng B có …`
    const bool ship = guest.persons.empty() && at + 1 < row_.size() && is_word(at + 1, ships);
    if (ship) guest.bodies = foreign_navy();
    const bool unnamed = guest.persons.empty() && gate && of_delegation(at); // a delegation, of whoever
    if ((guest.persons.empty() && !((ship || unnamed) && !guest.bodies.empty())) || clause_.unreal(at))
        return welcome_unnamed(at, guest);
    if (!guest.persons.empty()) correct_guest(guest);
    Group hosts;
    bool airport = gate;
    for (std::size_t i = at + 1; i < row_.size() && i < at + 30 && hosts.empty(); ++i) {
        for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token)
            airport = airport || arrival.contains(scene_.document().tokens[token].id);
        if (lists_names(i) || is_word(i, is)) hosts = clause_.object(i, true);
    }
    const bool listed = !hosts.empty();
    if (!listed) hosts = clause_.subject(at);
    const bool bodies = std::any_of(hosts.bodies.begin(), hosts.bodies.end(), [&](EntityIndex body) {
        return !is_place(scene_.kind(body)) || (gate && hosts.leaders);
    });
    if (!listed && !(gate && hosts.leaders)) drop_places(hosts);
    if (hosts.persons.empty() && !bodies) return;
    if (airport || at == 0) return add_welcome(at, guest, hosts);
    if (guest.delegation && !guest.persons.empty() && !hosts.unreal && !courtesy(at))
        welcome_as_host(at, guest, hosts);
}

void Drafter::welcome_unnamed(std::size_t at, const Group& guest) {
    static const SyllableSet arrival("bay ga bến cảng tiễn sân quản khẩu");
    if (at == 0 || !guest.delegation || guest.bodies.empty() || clause_.unreal(at) || courtesy(at)) return;
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (const Item& item : row_)
        for (TokenIndex token = item.tokens.first; token < item.tokens.last; ++token)
            if (item.entity == no_entity && arrival.contains(tokens[token].id)) return;
    const Group hosts = clause_.subject(at);
    if (!hosts.unreal && hosts.leaders && !hosts.empty()) welcome_as_host(at, guest, hosts);
}

void Drafter::welcome_as_host(std::size_t at, const Group& guest, const Group& hosts) {
    static const SyllableSet opens("đón");
    const EntityIndex one = hosts.persons.empty() ? hosts.bodies.front() : hosts.persons.front();
    const bool own = std::find(guest.bodies.begin(), guest.bodies.end(), one) != guest.bodies.end();
    if (!opens.contains(scene_.document().tokens[row_[at].tokens.first].id) || own ||
        scene_.nation(one) ==
            scene_.nation(guest.persons.empty() ? guest.bodies.front() : guest.persons.front()))
        return;
    const std::size_t before = drafts_.size();
    add(at, hosts, guest, Home::first);
    if (drafts_.size() == before) return;
    drafts_.back().kind = "meeting";
    drafts_.back().rule = "receives";
    drafts_.back().frame = Frame::receive;
}

void Drafter::add_welcome(std::size_t at, const Group& guest, const Group& hosts) {
    EventDraft made = draft(at);
    fill(made.first, guest, evidence(guest, at, guest), made.rule);
    if (Group company = guest; at == 0 && of_delegation(at) && !company.persons.empty()) {
        bring_members(company, at, at);
        fill(made.first, company, evidence(guest, at, guest), "delegation-member");
    }
    const EntityIndex one = guest.persons.empty() ? guest.bodies.front() : guest.persons.front();
    const EntityIndex away = scene_.country(one);
    for (const EntityIndex person : hosts.persons) {
        const bool own = away != no_entity && scene_.country(person) != no_entity
                             ? scene_.country(person) == away
                             : scene_.vietnamese(person) && scene_.vietnamese(one);
        (own ? made.others : made.second).add(scene_, {person, evidence(hosts, at, hosts), "welcomes"});
    }
    for (const EntityIndex body : hosts.bodies)
        if (scene_.kind(body) != EntityKind::country) { // `lãnh đạo thành phố A`: A
            const bool own = scene_.entity(body).subkind == "diplomatic" &&
                             scene_.vietnamese(body) == scene_.vietnamese(one);
            (own ? made.others : made.second).add(scene_, {body, evidence(hosts, at, hosts), "welcomes"});
        }
    const bool home = at_gate(at) && made.second.persons.empty(); // their own people, where they set out
    if (home) {
        std::swap(made.second.persons, made.others.persons);
        for (const Member& body : made.others.bodies) made.second.add(scene_, body);
        made.others = Party();
    }
    made.kind = "ceremony";
    made.home = Home::second;
    if (at == 0 && of_delegation(at) && !arrival_told() && !made.second.persons.empty()) {
        made.kind = "meeting"; // `Đón đoàn có A; B`: in the house they came to
        made.rule = "receives";
        made.frame = Frame::receive;
    }
    drafts_.push_back(std::move(made));
}

bool ActReader::arrival_told() const {
    static const SyllableSet gates("bay ga bến cảng khẩu tiễn chân");
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = sentence_ - std::min<std::size_t>(sentence_, 1); i <= sentence_; ++i) {
        const TokenRange words = scene_.document().sentences[i].tokens;
        if (std::any_of(tokens.begin() + words.first, tokens.begin() + words.last,
                        [&](const Token& token) { return gates.contains(token.id); }))
            return true;
    }
    return false;
}

bool ActReader::at_gate(std::size_t at) const {
    constexpr std::size_t reach = 30;
    static const SyllableSet gate("khẩu"), opens("cửa"), leaves("tiễn"), field("bay");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (!row_.may_have(gate) && !row_.may_have(field)) return false;
    const bool farewell =
        std::any_of(tokens.begin() + row_[at].tokens.first, tokens.begin() + row_[at].tokens.last,
                    [&](const Token& token) { return leaves.contains(token.id); });
    const std::size_t first = at > reach ? at - reach : 0, last = std::min(row_.size(), at + reach);
    for (TokenIndex i = row_[first].tokens.first + 1; i < row_[last - 1].tokens.last; ++i)
        if ((gate.contains(tokens[i].id) && opens.contains(tokens[i - 1].id)) ||
            (farewell && field.contains(tokens[i].id)))
            return true;
    return false;
}

bool ActReader::of_delegation(std::size_t at) const {
    static const SyllableSet group("đoàn");
    const std::vector<Token>& tokens = scene_.document().tokens;
    return std::any_of(tokens.begin() + row_[at].tokens.first, tokens.begin() + row_[at].tokens.last,
                       [&](const Token& token) { return group.contains(token.id); }) ||
           (at + 1 < row_.size() && row_[at + 1].kind == ItemKind::cue && row_[at + 1].cue == Cue::group);
}

} // namespace banggiao::extract
