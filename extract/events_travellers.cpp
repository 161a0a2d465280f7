// Takes words that name who else travels: who came along, the members of a delegation, listed over as many
// paragraphs as it takes. Adds them to the side that came.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

bool TravelReader::goes_along(std::size_t at) const {
    static const SyllableSet goes("đi");
    const std::vector<Token>& tokens = scene_.document().tokens;
    return std::any_of(tokens.begin() + row_[at].tokens.first, tokens.begin() + row_[at].tokens.last,
                       [&](const Token& token) { return goes.contains(token.id); });
}

std::size_t TravelReader::opened_list(std::size_t from, std::size_t otherwise) const {
    constexpr std::size_t reach = 10;
    static const SyllableSet has("có gồm");
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = from; i < row_.size() && i < from + reach; ++i) {
        if (row_[i].mark == U'.' || row_[i].mark == U';' || row_[i].mark == U':') break;
        const bool word = row_[i].kind == ItemKind::word || row_[i].kind == ItemKind::cue ||
                          row_[i].frame == Frame::escort; // `và các thành viên đoàn có`
        if (word && has.contains(tokens[row_[i].tokens.last - 1].id)) return i;
    }
    return otherwise;
}

bool Drafter::came_along(std::size_t at, const Group& names) {
    const bool with = opened_list(at + 1, at) != at; // `Cùng đi với Thủ tướng có …`
    return goes_along(at) &&
           join_guests(names, evidence(names, at, names), with ? "delegation-member" : "came-along");
}

Party* Report::visitors_of(EventDraft& event) const {
    if (event.kind != "visit" && event.kind != "meeting") return nullptr;
    if (event.kind == "visit" || event.home == Home::second || event.first_travels) return &event.first;
    if (event.home == Home::first || event.second_travels) return &event.second;
    return event.place != no_entity && scene_.vietnamese(event.place) ? side_across_of_ours(event) : nullptr;
}

bool Drafter::join_guests(const Group& names, TokenRange words, std::string_view rule) {
    constexpr std::size_t farthest = 3; ///< sentences back to the event
    const bool goes_on = travellers_listed_ && *travellers_listed_ + 1 == sentence_;
    if (drafts_.size() == piece_ || (!goes_on && drafts_.back().sentence + farthest < sentence_))
        return false;
    const Party* visitors = visitors_of(drafts_.back());
    if (!visitors) return false;
    const Party came = *visitors;
    const auto same = [&](const Party& party) {
        const auto there = [&](const Member& m) { return party.has(m.entity) || party.has_person(m.entity); };
        return std::any_of(came.persons.begin(), came.persons.end(), there) ||
               std::any_of(came.bodies.begin(), came.bodies.end(), there);
    };
    const auto foreign = [&](EntityIndex person, const Party& hosts) { // whatever his bare office reads as
        return scene_.foreign_name(person) && !hosts.persons.empty() && of_ours(hosts.persons.front().entity);
    };
    const std::size_t told = drafts_.back().sentence;
    const auto told_with = [&](const EventDraft& event) { return event.sentence == told; };
    const bool several =
        std::count_if(drafts_.begin() + static_cast<std::ptrdiff_t>(piece_), drafts_.end(), told_with) > 1;
    const bool journey_only = rule != "came-along" && several; // not said to sit at each meeting on it
    for (std::size_t i = drafts_.size(); i-- > piece_ && drafts_[i].sentence == told;) {
        EventDraft& event = drafts_[i];
        Party* guests = visitors_of(event);
        if (!guests || !same(*guests) || (journey_only && event.kind == "meeting" && guests == &event.first))
            continue;
        const Party& hosts = guests == &event.first ? event.second : event.first;
        for (const EntityIndex person : names.persons)
            if (guests->persons.size() < farthest_event && !hosts.has_person(person) &&
                (event.kind == "visit" || affinity(person, hosts) < own_side || foreign(person, hosts)))
                guests->add(scene_, {person, words, rule});
    }
    travellers_listed_ = sentence_;
    return true;
}

std::size_t TravelReader::lists_delegation() const {
    constexpr std::size_t opening = 7;
    static const SyllableSet company("đoàn");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const std::size_t list = opened_list(0, row_.size());
    if (list >= std::min(row_.size(), opening)) return row_.size();
    bool delegation = false;
    for (std::size_t i = 0; i < list; ++i) {
        if (is_name(i) || row_[i].kind == ItemKind::date || row_[i].kind == ItemKind::trigger)
            return row_.size();
        delegation = delegation || company.contains(tokens[row_[i].tokens.last - 1].id) ||
                     (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::group);
    }
    return delegation && only_lists(list + 1) ? list : row_.size();
}

bool TravelReader::only_lists(std::size_t from) const {
    for (std::size_t i = from; i < row_.size(); ++i) {
        const bool tells = row_[i].kind == ItemKind::trigger && row_[i].frame != Frame::none;
        const bool says = row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say;
        if (tells || says || row_[i].kind == ItemKind::date) return false;
    }
    return true;
}

void Drafter::members_of_delegation() {
    static const SyllableSet company("đoàn");
    if (!row_.has(ItemKind::person) || drafts_.empty()) return;
    const bool goes_on = travellers_listed_ && *travellers_listed_ + 1 == sentence_ && list_goes_on();
    const std::size_t list = !goes_on && row_.may_have(company) ? lists_delegation() : row_.size();
    if (!goes_on && list == row_.size()) return;
    const Group names = goes_on ? listed_in_row() : clause_.object(list, true);
    if (names.unreal || names.persons.empty()) return;
    join_guests(names, clause_around(0, std::max(names.last, std::size_t{1})), "delegation-member");
}

bool TravelReader::list_goes_on() const {
    std::size_t marks = 0, persons = 0;
    for (const Item& item : row_) {
        marks += item.mark == U';';
        persons += item.kind == ItemKind::person;
    }
    return only_lists(0) && persons > 0 && marks > 0;
}

Group TravelReader::listed_in_row() const {
    Group group;
    group.persons = persons_of(row_);
    group.last = row_.size();
    return group;
}

bool TravelReader::is_delegation(std::size_t at) const {
    static const SyllableSet company("đoàn");
    const std::vector<Token>& tokens = scene_.document().tokens;
    return std::any_of(tokens.begin() + row_[at].tokens.first, tokens.begin() + row_[at].tokens.last,
                       [&](const Token& token) { return company.contains(token.id); });
}

bool Drafter::join_nation(std::size_t at, std::size_t list, const Group& names) {
    const auto nation = std::find_if(
        row_.begin() + static_cast<std::ptrdiff_t>(at + 1),
        row_.begin() + static_cast<std::ptrdiff_t>(std::max(list, at + 1)), [&](const Item& item) {
            return item.kind == ItemKind::place && scene_.kind(item.entity) == EntityKind::country;
        });
    EventDraft& talks = drafts_.back();
    if (list <= at || nation == row_.begin() + static_cast<std::ptrdiff_t>(list)) return false;
    Party& side = side_of(talks, nation->entity);
    if (visitors_of(talks) == &side || talks.first.empty() || talks.second.empty()) return false;
    for (const EntityIndex person : names.persons)
        if (!talks.first.has_person(person) && !talks.second.has_person(person))
            side.add(scene_, {person, evidence(names, at, names), "came-along"});
    travellers_listed_ = sentence_;
    return true;
}

bool Drafter::escorts_higher(std::size_t at, const Group& names) const {
    const Group escorts = clause_.subject(at);
    if (escorts.persons.empty() || names.persons.empty()) return false;
    const auto told = [&](EntityIndex person) {
        return std::any_of(drafts_.begin() + static_cast<std::ptrdiff_t>(piece_), drafts_.end(),
                           [&](const EventDraft& event) {
                               return event.first.has_person(person) || event.second.has_person(person);
                           });
    };
    return told(escorts.persons.front()) && !told(names.persons.front());
}

void Drafter::escort(std::size_t at) {
    static const SyllableSet has("có gồm");
    std::size_t from = at;
    for (std::size_t i = at + 1; i < row_.size() && i < at + 40 && from == at; ++i)
        if (lists_names(i)) from = i;
    Group names = clause_.object(from, true);
    EventDraft* journey = last_of("visit");
    if (clause_.unreal(at)) return;
    const SyllableId last = scene_.document().tokens[row_[at].tokens.last - 1].id;
    const bool lists = from != at || has.contains(last); // `Tham gia đoàn có`
    const bool received = drafts_.size() > piece_ && drafts_.back().kind == "meeting" &&
                          (!journey || journey->sentence < drafts_.back().sentence);
    if (!lists && escorts_higher(at, names)) return;
    if (received && !lists && names.persons.empty() && is_delegation(at)) names = listed_before(at);
    if (received && !names.unreal && !names.persons.empty() && !join_nation(at, from, names))
        join_guests(names, evidence(names, at, names), "came-along"); // `tiếp đoàn A. Tham gia đoàn có B, C`
    if (!journey) return;
    const auto sat = [&](const EventDraft& event) {
        return event.kind == "meeting" && event.sentence == journey->sentence;
    };
    const bool one_call =
        std::count_if(drafts_.begin() + static_cast<std::ptrdiff_t>(piece_), drafts_.end(), sat) == 1;
    if (lists && one_call && sat(drafts_.back()) && !names.unreal)
        join_guests(names, evidence(names, at, names), "came-along"); // `trong chuyến thăm … làm việc với A`
    const auto travels = [&](EntityIndex person) { return journey->first.has_person(person); };
    if (from == at && std::all_of(names.persons.begin(), names.persons.end(), travels))
        names = listed_before(at);
    if ((names.persons.empty() && !names.leaders) || names.unreal) return;
    const std::size_t newest = static_cast<std::size_t>(journey - drafts_.data());
    for (std::size_t i = newest + 1; i-- > piece_ && drafts_[i].sentence == journey->sentence;) {
        if (drafts_[i].kind != "visit" || drafts_[i].rule != journey->rule) continue;
        for (const EntityIndex person : names.persons) // `thăm các tỉnh A, B`: to each
            if (!drafts_[i].first.has_person(person))
                drafts_[i].first.add(scene_, {person, clause_around(at, names.last), "escort"});
    }
    for (const EntityIndex body : names.bodies)
        if (names.leaders && from != at && scene_.kind(body) == EntityKind::organization)
            journey->first.add(scene_, {body, clause_around(at, names.last), "escort"});
    if (journey == &drafts_.back()) travellers_listed_ = sentence_;
}

} // namespace banggiao::extract
