// Takes triggers of receptions: who receives whom, who is told to have received those who came. Hands out
// drafts.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

void Drafter::receive(std::size_t at) {
    if (arrival(at)) return welcome(at);
    if (received_passively(at)) return;
    if (courtesy(at)) return glad_host(at);
    if (thanked_for(at)) return;
    Group host = doer(at);
    Group guest = clause_.object(at);
    const Group listed = clause_.object(at, true);
    if (!host.named() || acts(listed.last)) { // `tiếp A; B tiếp C`
    } else if (listed.persons.size() > guest.persons.size()) {
        guest.persons = listed.persons; // `tiếp A; B`: their places stay behind
        guest.last = listed.last;
    } else if (listed.last > guest.last && ends_sentence(listed.last)) {
        for (const EntityIndex body : listed.bodies) // `tiếp A; Chủ tịch Hội B`
            if (scene_.kind(body) == EntityKind::organization) guest.bodies.push_back(body);
    }
    if (guest.persons.empty() && !guest.delegation && host.named())
        if (const Group told = listed_behind(at); !told.persons.empty()) guest = told;
    if (host.empty() && guest.empty() && at < 3 && received_by(at)) return;
    if (host.empty() && at < 3) {
        listed_hosts(at, host);
        const std::size_t list = opened_list(guest.last, row_.size());
        if (host.empty() && !guest.persons.empty() && list != row_.size()) {
            host = clause_.object(list, true); // `Đón tiếp A và các thành viên đoàn có B, C`
            host.first = at;
            bring_members(guest, at, list);
        }
        if (more_hosts(at, host, guest)) return;
    }
    if (host.empty() && opens_adverbial(at)) {
        host = clause_.speaker(at);
        if (guest.empty() && receives_those_told(at, host)) return;
    }
    const bool named = !guest.empty();
    resolve(guest);
    if (guest.empty()) guest.persons = visitor_told(at, host);
    if (guest.empty() && !host.unreal && !host.persons.empty() && ends_sentence(at + 1)) {
        receive_visitors(at, host); // `A đến thăm B. C đã tiếp.`
        return;
    }
    if (host.unreal || host.empty() || guest.empty()) return;
    if (!named) return add(at, host, guest, Home::first);
    if (granted_audience(at, host, guest)) return add_each(at, host, guest, Home::second);
    add_each(at, host, guest, Home::first);
}

Group RowReader::listed_behind(std::size_t at) const {
    constexpr std::size_t reach = 18;
    static const SyllableSet counts("hai ba bốn năm sáu các số nhiều");
    bool counted = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        const bool tells =
            row_[i].kind == ItemKind::cue && (row_[i].cue == Cue::say || row_[i].cue == Cue::unreal);
        if (tells || row_[i].kind == ItemKind::person || row_[i].mark == U'.' || row_[i].mark == U';') break;
        const std::vector<Token>& tokens = scene_.document().tokens;
        for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token)
            counted = counted || counts.contains(tokens[token].id);
        if (counted && row_[i].mark == U':') return clause_.object(i, true);
    }
    return {};
}

Group RowReader::doer_behind(std::size_t last) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet opens("có là");
    for (std::size_t i = last; i + 1 < row_.size() && i < last + reach; ++i) {
        if (is_word(i, opens)) return clause_.object(i, true);
        const bool when = row_[i].kind == ItemKind::date || row_[i].kind == ItemKind::word ||
                          row_[i].mark == U',' || is_filler(i);
        if (!when) break;
    }
    return {};
}

void Drafter::bring_members(Group& guest, std::size_t from, std::size_t to) const {
    static const SyllableSet company("đoàn");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (std::none_of(tokens.begin() + row_[from].tokens.first, tokens.begin() + row_[to].tokens.first,
                     [&](const Token& token) { return company.contains(token.id); }))
        return;
    guest.with_company = guest.delegation = true;
}

void Drafter::bring_company(Party& party) const {
    if (party.persons.empty()) return;
    const EntityIndex head = party.persons.front().entity;
    const auto along = [](const Member& m) {
        return m.rule == "escort" || m.rule == "came-along" || m.rule == "delegation-member";
    };
    for (std::size_t i = drafts_.size(); i-- > piece_ && i + farthest_event >= drafts_.size();) {
        if (drafts_[i].kind != "visit" || !drafts_[i].first.has_person(head)) continue;
        for (const Member& person : drafts_[i].first.persons)
            if (along(person)) party.add(scene_, person);
        return;
    }
}

void Drafter::glad_host(std::size_t at) {
    constexpr std::size_t report = 8; ///< sentences back to the talks
    EventDraft* current = last_of("meeting");
    const Group host = clause_.subject(at), guest = clause_.object(at);
    if (host.persons.size() != 1) return;
    if (!current || current->sentence + report < sentence_) return glad_of_visit(at, host);
    const Party* guests = guest.persons.empty() && of_delegation(at) ? visitors_of(*current) : nullptr;
    if (!guests && guest.persons.empty()) return;
    const bool first = guests ? guests == &current->first : current->first.has_person(guest.persons.front());
    if (!guests && first == current->second.has_person(guest.persons.front())) return;
    Party& own = first ? current->second : current->first;
    const Party& other = first ? current->first : current->second;
    const EntityIndex one = host.persons.front();
    if (own.persons.empty() && !own.empty() && !other.has_person(one) && affinity(one, other) < own_side)
        own.add(scene_, {one, evidence(host, at, guest), "speaks"});
}

void Drafter::glad_of_visit(std::size_t at, const Group& host) {
    constexpr std::size_t report = 4; ///< sentences back to the visit
    const EventDraft* visit = last_of("visit");
    const EntityIndex one = host.persons.front();
    if (!visit || visit->sentence == sentence_ || visit->sentence + report < sentence_ || host.unreal ||
        !of_delegation(at) || visit->first.persons.empty() || visit->second.bodies.empty() ||
        scene_.kind(visit->second.bodies.front().entity) == EntityKind::country ||
        affinity(one, visit->second) < own_side || affinity(one, visit->first) >= own_side)
        return;
    EventDraft made = talks_on(*visit, at, host);
    if (!made.date) made.date = visit->date;
    drafts_.push_back(std::move(made));
}

bool Drafter::thanked_for(std::size_t at) {
    static const SyllableSet noun("sự");
    if (at == 0 || !noun.contains(scene_.document().tokens[row_[at].tokens.first - 1].id)) return false;
    const Group guest = clause_.subject(at), host = clause_.object(at);
    if (!last_of("meeting") && !guest.unreal && !guest.persons.empty() && !host.empty())
        add(at, guest, host, Home::second);
    return true;
}

bool Drafter::granted_audience(std::size_t at, const Group& subject, const Group& object) const {
    static const SyllableSet audience("kiến");
    if (!audience.contains(scene_.document().tokens[row_[at].tokens.last - 1].id) || object.persons.empty())
        return false;
    if (subject.delegation) return true;
    const EntityIndex nation = scene_.country(object.persons.front()); // an envoy, by who is at home there
    if (!subject.persons.empty() && nation != no_entity && posted_to(subject.persons.front(), nation))
        return true;
    const bool abroad = !subject.persons.empty() && !scene_.vietnamese(subject.persons.front());
    return abroad && scene_.vietnamese(object.persons.front()) && !leads_state(subject.persons.front());
}

bool RowReader::acts(std::size_t last) const {
    constexpr std::size_t near = 4;
    for (std::size_t i = last; i < row_.size() && i < last + near; ++i) {
        if (row_[i].kind == ItemKind::trigger) return true;
        if (row_[i].kind == ItemKind::mark || is_name(i)) return false;
    }
    return false;
}

bool RowReader::courtesy(std::size_t at) const {
    constexpr std::size_t reach = 4;
    static const SyllableSet granted("được"), glad("mừng dự hạnh phúc"), done("đã");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (at > 0 && granted.contains(tokens[row_[at].tokens.first - 1].id)) return true;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (is_name(i) || row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) return false;
        if (glad.contains(tokens[row_[i].tokens.last - 1].id))
            return i == 0 || !done.contains(tokens[row_[i].tokens.first - 1].id);
    }
    return false;
}

bool RowReader::opens_adverbial(std::size_t at) const {
    bool seat = false; // `tại Trụ sở Chính phủ, tiếp ông A, B …`
    for (std::size_t i = 0; i < at; ++i) {
        seat = (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::at) ||
               (seat && row_[i].kind != ItemKind::mark);
        if (row_[i].kind == ItemKind::person || (row_[i].kind == ItemKind::body && !seat) ||
            row_[i].kind == ItemKind::trigger ||
            (row_[i].kind == ItemKind::cue && (row_[i].cue == Cue::unreal || row_[i].cue == Cue::aux)))
            return false; // `Ông X đã gặp A và B`, whoever X is
    }
    return true;
}

bool Drafter::received_passively(std::size_t at) {
    static const SyllableSet by("được");
    constexpr std::size_t reach = 12;
    Group host;
    host.last = at;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (is_word(i, by)) {
            Group guest = doer(i);
            resolve(guest);
            if (host.persons.empty() || guest.unreal || guest.empty() || clause_.unreal(i)) return false;
            host.first = i;
            add(at, host, guest, Home::first);
            return true;
        }
        const bool comma = row_[i].kind == ItemKind::mark && row_[i].mark == U',';
        if (row_[i].kind == ItemKind::person)
            host.persons.insert(host.persons.begin(), row_[i].entity);
        else if (!comma && !is_filler(i) && !is_name(i) && row_[i].kind != ItemKind::word)
            return false;
    }
    return false;
}

void RowReader::listed_hosts(std::size_t at, Group& host) const {
    static const SyllableSet is("là"); // `Tiếp đoàn là A`
    for (std::size_t i = at + 1; i < row_.size() && i < at + 8; ++i)
        if (lists_names(i) || (row_[at].frame == Frame::receive && is_word(i, is))) {
            host = clause_.object(i, true);
            host.first = at;
            return;
        }
}

bool Drafter::more_hosts(std::size_t at, const Group& host, const Group& guest) {
    constexpr std::size_t report = 3; ///< sentences back to the reception
    EventDraft* told = last_of("meeting");
    if (!told || told->sentence + report < sentence_ || host.empty() || guest.persons.empty()) return false;
    const bool second = told->second.has_person(guest.persons.front());
    if (!second && !told->first.has_person(guest.persons.front())) return false;
    Group people = host;
    if (!people.leaders) drop_places(people);
    fill(second ? told->first : told->second, people, evidence(host, at, host), "present");
    return true;
}

std::vector<EntityIndex> Drafter::visitor_told(std::size_t at, const Group& host) const {
    static const SyllableSet callers("khách ông bà");
    const EntityIndex one = last_subject_;
    if (at + 1 >= row_.size() || !is_word(at + 1, callers) || one == no_entity || host.persons.empty())
        return {};
    if (at + 2 < row_.size() && row_[at + 2].kind != ItemKind::mark && (is_name(at + 2) || capital(at + 2)))
        return {};
    const bool foreign = scene_.foreign_name(one) || scene_.nation(one) != scene_.viet_nam();
    const bool ours = scene_.nation(host.persons.front()) == scene_.viet_nam() &&
                      !scene_.foreign_name(host.persons.front());
    const EntityIndex host_nation = scene_.country(host.persons.front()), nation = scene_.country(one);
    const bool abroad =
        nation != no_entity && host_nation != no_entity && nation != host_nation &&
        std::any_of(drafts_.begin(), drafts_.end(), [&](const EventDraft& event) {
            return event.kind == "visit" && event.first.has_person(one); // `tới Iran. B hội đàm với ông`
        });
    return (foreign && ours) || abroad ? std::vector<EntityIndex>{one} : std::vector<EntityIndex>{};
}

bool Drafter::receives_those_told(std::size_t at, const Group& host) {
    constexpr std::size_t report = 3; ///< sentences back to the talks
    EventDraft* told = last_of("meeting");
    if (!told || told->sentence == sentence_ || told->sentence + report < sentence_ || host.unreal ||
        host.persons.size() != 1)
        return false;
    const EntityIndex one = host.persons.front();
    const int first = affinity(one, told->first), second = affinity(one, told->second);
    if (told->first.empty() || told->second.empty() || std::max(first, second) < own_side || first == second)
        return false;
    Party& own = first > second ? told->first : told->second;
    const Party& other = &own == &told->first ? told->second : told->first;
    if (own.empty() || !own.persons.empty() || !delegation_came(other)) return false;
    own.add(scene_, {one, evidence(host, at, host), "receives"});
    return true;
}

bool Drafter::received_by(std::size_t at) {
    Group host;
    listed_hosts(at, host);
    EventDraft* current = last_of("meeting");
    if (host.persons.empty()) return false;
    if (!current || current->sentence + 3 < sentence_) return receive_visitors(at, host);
    const std::size_t before = current->first.persons.size() + current->second.persons.size();
    const TokenRange words = evidence(host, at, host);
    if (const Party* guests = visitors_of(*current)) {
        Party& hosts = guests == &current->first ? current->second : current->first;
        std::erase_if(host.persons, [&](EntityIndex person) { return guests->has_person(person); });
        drop_places(host);
        fill(hosts, host, words, hosts.persons.empty() ? "receives" : "present");
        return true;
    }
    attach(*current, host, words, "receives");
    if (current->first.persons.size() + current->second.persons.size() > before) return true;
    const bool first = delegation_came(current->first), second = delegation_came(current->second);
    if (first == second) return false;
    fill(first ? current->second : current->first, host, words, "receives");
    return true;
}

bool Drafter::delegation_came(const Party& party) const {
    return std::any_of(delegation_.persons.begin(), delegation_.persons.end(),
                       [&](EntityIndex person) { return party.has_person(person); }) ||
           std::any_of(delegation_.bodies.begin(), delegation_.bodies.end(), [&](EntityIndex body) {
               return party.has(body) ||
                      std::any_of(party.persons.begin(), party.persons.end(), [&](const Member& m) {
                          return !is_place(scene_.kind(body)) && scene_.holds(m.entity, body);
                      });
           });
}

EventDraft Drafter::talks_on(const EventDraft& visit, std::size_t at, const Group& host) const {
    EventDraft made = draft(at);
    made.second = visit.first;
    made.second_travels = true;
    fill(made.first, host, evidence(host, at, host), made.rule);
    return made;
}

bool Drafter::receive_visitors(std::size_t at, const Group& host) {
    constexpr std::size_t report = 3; ///< sentences back to the visit
    const EventDraft* visit = last_of("visit");
    if (!visit || visit->sentence + report < sentence_ || visit->first.empty()) return false;
    const bool at_home = std::any_of(host.persons.begin(), host.persons.end(), [&](EntityIndex person) {
        return affinity(person, visit->second) >= own_side;
    });
    if (visit->first.persons.empty() && (!at_home || of_countries(visit->first)))
        return false; // visitors of whom nobody is named, received by one of the house
    for (const EntityIndex person : host.persons)
        if (visit->first.has_person(person)) return false;
    EventDraft made = talks_on(*visit, at, host);
    if (!made.date) made.date = visit->date;
    made.kind = "meeting";
    drafts_.push_back(std::move(made));
    return true;
}

void Drafter::attends_visitors(std::size_t at, Group names) {
    const EventDraft* visit = last_of("visit");
    const bool session = std::any_of(row_.begin(), row_.end(), [](const Item& item) {
        return item.frame == Frame::occasion && item.event_kind == "meeting";
    });
    if (!visit || !session || visit->sentence == sentence_) return;
    const auto at_home = [&](EntityIndex person) { return affinity(person, visit->second) >= own_side; };
    const std::vector<Member> house = visit->second.bodies;
    // Our Vice President, beside those of the province that visitors from abroad came to.
    const bool beside_house = std::none_of(names.persons.begin(), names.persons.end(), at_home) &&
                              !house.empty() && scene_.nation(house.front().entity) == scene_.viet_nam() &&
                              !visit->first.persons.empty() && !of_ours(visit->first.persons.front().entity);
    std::erase_if(names.persons,
                  [&](EntityIndex person) { return beside_house ? !of_ours(person) : !at_home(person); });
    drop_places(names);
    if (names.persons.empty() || !receive_visitors(at, names) || !beside_house) return;
    for (const Member& body : house) // who speaks for it is told of later
        drafts_.back().first.add(scene_, body);
}

} // namespace banggiao::extract
