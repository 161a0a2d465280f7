// Takes words that tell where somebody has come: `đã tới Oslo`. Hands out drafts of the journeys they begin.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

bool TravelReader::leaves_before(std::size_t at) const {
    constexpr std::size_t reach = 6;
    static const SyllableSet leaves("rời từ");
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps)
        if (leaves.contains(scene_.document().tokens[row_[i].tokens.first].id)) return true;
    return false;
}

bool TravelReader::leads_there(std::size_t verb) const {
    static const SyllableSet toward("tới đến sang ghé lại");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const bool way = (row_[verb].kind == ItemKind::cue && row_[verb].cue == Cue::aux) ||
                     (row_[verb].frame == Frame::move && !leaves(verb)) || row_[verb].kind == ItemKind::word;
    return way && toward.contains(tokens[row_[verb].tokens.last - 1].id);
}

bool TravelReader::leaves(std::size_t verb) const {
    static const SyllableSet away("rời");
    return row_[verb].frame == Frame::move && is_word(verb, away);
}

std::size_t TravelReader::stays_before(std::size_t in) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet being("ở"), spent("ngày tuần"), has("có qua"), stays("lại trú chân");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const Item& item = row_[in];
    if (item.kind == ItemKind::cue && item.cue == Cue::aux)
        return being.contains(tokens[item.tokens.last - 1].id) ? in : row_.size(); // `đang ở`
    const bool there = (item.kind == ItemKind::cue && item.cue == Cue::at) || item.rule == "works-at";
    if (!there || in == 0) return row_.size();
    if (row_[in - 1].cue == Cue::list) return in - 1; // `có mặt tại`
    if (is_word(in - 1, stays)) return in - 1;        // `lưu lại`, `dừng chân tại`
    bool days = false;
    for (std::size_t i = in, steps = 0; i-- > 0 && steps < reach; ++steps) { // `có ba ngày làm việc tại`
        days = days || is_word(i, spent);
        const bool dates = row_[i].kind == ItemKind::date || row_[i].mark == U'(' || row_[i].mark == U')';
        if (!days && dates) continue; // `ba ngày (5 - 7/4) ở`
        if (days && has.contains(tokens[row_[i].tokens.last - 1].id)) return i;
        if (row_[i].kind != ItemKind::word) break;
    }
    return row_.size();
}

std::size_t TravelReader::who_comes(std::size_t verb) const {
    constexpr std::size_t reach = 12;
    static const SyllableSet pronouns("ông bà"), ways("bay khởi hành đáp hạ cánh xuống cũng hiện"),
        today("hôm nay qua sáng trưa chiều tối đêm rạng"), sends("cử mời đưa gửi điều động giúp");
    for (std::size_t i = verb, steps = 0; i-- > 0 && steps < reach; ++steps) {
        const Item& item = row_[i];
        const bool from = item.kind == ItemKind::place && i > 0 && // `rời Hà Nội`, `bay từ Hà Nội`
                          (leaves(i - 1) || row_[i - 1].cue == Cue::frame);
        const bool comma = item.mark == U',' && i > 0 &&
                           (row_[i - 1].kind == ItemKind::person || row_[i - 1].kind == ItemKind::date ||
                            row_[i - 1].mark == U')' || row_[i + 1].kind == ItemKind::date);
        if (item.kind == ItemKind::person) return i == 0 || !is_word(i - 1, sends) ? i : row_.size();
        if (item.kind == ItemKind::cue && item.cue == Cue::head) return i;
        if (is_word(i, pronouns) && !is_name(i + 1)) return i;
        if (is_name(i) && !from && of_delegation_before(i)) return i;
        const bool between = item.kind == ItemKind::date || item.cue == Cue::aux || item.cue == Cue::filler ||
                             item.cue == Cue::frame || is_word(i, ways) || is_word(i, today) || leaves(i);
        if (!from && !comma && !between) break;
    }
    return row_.size();
}

bool TravelReader::of_delegation_before(std::size_t name) const {
    constexpr std::size_t reach = 6;
    for (std::size_t i = name, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::group) return true;
        if (row_[i].kind == ItemKind::trigger || (row_[i].kind == ItemKind::mark && row_[i].mark != U'('))
            break;
    }
    return false;
}

bool TravelReader::opens_row(std::size_t verb) const {
    static const SyllableSet just("vừa ngay sau khi từ lúc");
    for (std::size_t i = 0; i < verb; ++i)
        if (!is_word(i, just) && row_[i].cue != Cue::aux && row_[i].cue != Cue::frame) return false;
    return true;
}

bool TravelReader::seen_off(std::size_t verb) const {
    return std::any_of(row_.begin(), row_.begin() + static_cast<std::ptrdiff_t>(verb), [](const Item& item) {
        return item.frame == Frame::welcome || item.frame == Frame::ceremony;
    });
}

bool TravelReader::purpose_behind(std::size_t at) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet purpose("để");
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::trigger) return row_[i].frame == Frame::visit;
        const bool within = row_[i].mark != 0 || row_[i].kind == ItemKind::place || is_filler(i);
        if (!within && !is_word(i, purpose)) return false;
    }
    return false;
}

bool TravelReader::said_today(std::size_t verb) const {
    constexpr std::size_t reach = 5;
    static const SyllableSet days("hôm sáng trưa chiều tối đêm");
    const std::size_t first = verb > reach ? verb - reach : 0, last = std::min(row_.size(), verb + reach);
    for (std::size_t i = first; i < last; ++i)
        if (is_word(i, days) && row_[i].kind == ItemKind::word) return true;
    return false;
}

std::size_t TravelReader::coming(std::size_t place) const {
    static const SyllableSet form("vương quốc liên bang cộng hòa thủ đô sân bay quốc tế");
    std::size_t verb = place;
    while (verb > 0 && (is_filler(verb - 1) || is_word(verb - 1, form)) && !leads_there(verb - 1)) --verb;
    if (verb-- == 0) return row_.size();
    if (!leads_there(verb) && !leaves(verb)) verb = stays_before(verb);
    if (verb == row_.size()) return verb;
    return who_comes(verb) != row_.size() || opens_row(verb) ? verb : row_.size();
}

bool TravelReader::posted_to(EntityIndex person, EntityIndex nation) const {
    const auto& holdings = scene_.annotations().holdings;
    return std::any_of(holdings.begin(), holdings.end(), [&](const Holding& held) {
        return held.official == person && held.at != no_entity && scene_.country(held.at) == nation;
    });
}

void Drafter::arrive(std::size_t verb, std::size_t at) {
    static const SyllableSet toward("tới đến đô cánh"), done("đã vừa khi");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[verb].tokens;
    const bool headline = scene_.document().sentences[sentence_].block == Block::title;
    const bool within = verb > 0 && clause_.spent_for(verb - 1); // a day of the journey
    const bool told = headline || within || row_[verb].frame == Frame::move || date_before(verb) ||
                      done.contains(tokens[words.first].id) ||
                      (words.first > 0 && done.contains(tokens[words.first - 1].id));
    EntityIndex nation = scene_.country(row_[at].entity);
    for (std::size_t i = at + 1; i < row_.size() && i < at + 3 && nation == no_entity;
         ++i) // `sân bay A, Ba Lan`
        if (row_[i].kind == ItemKind::place && scene_.kind(row_[i].entity) == EntityKind::country)
            nation = row_[i].entity;
    if (nation == no_entity) nation = nation_of_journey(verb, row_[at].entity);
    const bool leads_there = toward.contains(tokens[words.last - 1].id) || brings(at);
    if (!(told || journey_before(verb)) || nation == no_entity || !leads_there || clause_.unreal(verb) ||
        visits_region(at, nation))
        return;
    Group guest = doer(verb);
    if (!guest.named() && !leaves_before(verb)) guest = clause_.speaker(verb); // `Ngay sau khi tới Lima, A …`
    std::erase_if(guest.persons, [&](EntityIndex person) {
        const EntityIndex own = scene_.country(person);
        const bool ours = scene_.stands_for(person) != no_entity && scene_.vietnamese(person);
        return ours ? nation == scene_.viet_nam() : own == no_entity || own == nation;
    });
    if (guest.unreal || guest.persons.empty()) return;
    const bool inside = !within && town_of_journey(verb, at, nation, guest.persons.front());
    if (!within && !inside && (!told || on_visit(guest.persons.front(), nation))) return;
    guest.bodies.clear();
    add_arrival(verb, at, guest, within || inside ? row_[at].entity : nation);
}

void Drafter::add_arrival(std::size_t verb, std::size_t at, const Group& guest, EntityIndex goal) {
    EventDraft made = draft(verb);
    made.kind = "visit";
    made.rule = "arrives";
    made.home = Home::second;
    fill(made.first, guest, evidence(guest, verb, guest), made.rule);
    made.second.add(scene_, {goal, clause_around(verb, at + 1), made.rule});
    drafts_.push_back(std::move(made));
}

EntityIndex Drafter::goal_of_coming(std::size_t at, const Group& guest) const {
    const EntityIndex place = row_[at].entity;
    EntityIndex nation = scene_.country(place);
    for (std::size_t i = at + 1; i < row_.size() && i < at + 3 && nation == no_entity; ++i)
        if (row_[i].kind == ItemKind::place) nation = scene_.country(row_[i].entity);
    const bool unit =
        scene_.kind(place) == EntityKind::province || scene_.kind(place) == EntityKind::locality;
    const std::string& code = scene_.entity(place).code;
    const bool gate = code == "VN-HN" || code == "VN-SG"; // where whoever comes to the country comes
    const EntityIndex lead = guest.persons.empty() ? guest.bodies.front() : guest.persons.front();
    const EntityIndex stands = scene_.stands_for(lead);
    const bool for_state = stands != no_entity && scene_.kind(stands) == EntityKind::country;
    if (unit && (nation == no_entity || !(gate || for_state))) return place;
    const bool abroad = scene_.kind(place) == EntityKind::foreign_locality;
    if (nation == no_entity) return abroad && scene_.locality(lead) != no_entity ? place : nation;
    return nation;
}

bool TravelReader::told_as_news(std::size_t verb, std::size_t at) const {
    static const SyllableSet done("đã vừa");
    const TokenIndex first = row_[verb].tokens.first;
    const auto dated = [&](std::optional<std::size_t> day) {
        return day && scene_.dates()[row_[*day].date].grain != DateGrain::year;
    };
    return scene_.document().sentences[sentence_].block == Block::title || row_[verb].frame == Frame::move ||
           said_today(verb) || dated(date_before(verb)) || dated(date_after(verb)) ||
           (first > 0 && done.contains(scene_.document().tokens[first - 1].id)) ||
           stays_before(at - 1) != row_.size();
}

Group Drafter::who_came(std::size_t verb) {
    Group guest = doer(verb);
    const std::size_t name = who_comes(verb);
    if (name == row_.size()) { // `Có mặt tại A, B …`
        if (leaves(verb) || leaves_before(verb)) return {};
        if (guest.empty()) guest = clause_.speaker(verb);
    } else if (row_[name].kind == ItemKind::person) {
        if (guest.empty()) guest = only(name, name, verb);
    } else if (is_name(name) && !guest.persons.empty()) {
        return {}; // a delegation, and somebody who is named elsewhere
    }
    resolve(guest);
    return guest;
}

bool TravelReader::at_home_in(EntityIndex one, EntityIndex goal) const {
    const EntityIndex own = scene_.nation(one), nation = scene_.country(goal);
    if (scene_.is_person(one)) {
        const EntityIndex house = scene_.stands_for(one);
        if (house == no_entity || posted_to(one, nation)) return true;
        if (scene_.foreign_name(one) && scene_.vietnamese(goal) && scene_.entity(house).subkind == "mass")
            return false; // `Hội Hữu nghị A - Việt Nam`
    }
    return own != no_entity && nation != no_entity ? own == nation : of_ours(one) == scene_.vietnamese(goal);
}

bool Drafter::come(std::size_t at) {
    const std::size_t verb = coming(at);
    if (verb == row_.size() || clause_.unreal(verb) || seen_off(verb) || purpose_behind(at) ||
        !told_as_news(verb, at))
        return false;
    Group guest = who_came(verb);
    if (guest.unreal || guest.empty()) return false;
    const EntityIndex goal = goal_of_coming(at, guest);
    if (goal == no_entity || visits_region(at, scene_.country(goal))) return false;
    const auto no_visitor = [&](EntityIndex one) { return at_home_in(one, goal); };
    std::erase_if(guest.persons, no_visitor);
    if (!guest.persons.empty()) guest.bodies.clear();
    std::erase_if(guest.bodies, no_visitor);
    if (guest.persons.empty() ? guest.bodies.empty() || !guest.delegation
                              : on_visit(guest.persons.front(), scene_.country(goal)))
        return false;
    add_arrival(verb, at, guest, goal);
    if (leaves(verb) || !(date_before(verb) || date_after(verb)))
        drafts_.back().date.reset(); // the day it ended, or that of the report
    return true;
}

bool TravelReader::visits_region(std::size_t at, EntityIndex nation) const {
    constexpr std::size_t reach = 12;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind != ItemKind::trigger) continue;
        const bool visits = row_[i].frame == Frame::visit || row_[i].frame == Frame::journey;
        const Group goal = visits ? clause_.object(i) : Group();
        return !goal.bodies.empty() && scene_.kind(goal.bodies.front()) == EntityKind::foreign_locality &&
               scene_.country(goal.bodies.front()) == nation;
    }
    return false;
}

bool TravelReader::journey_before(std::size_t at) const {
    for (std::size_t i = at; i-- > 0 && row_[i].mark != U'.';)
        if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::journey) return true;
    return false;
}

EntityIndex Drafter::nation_of_journey(std::size_t at, EntityIndex town) {
    constexpr std::size_t report = 8; ///< sentences
    if (scene_.kind(town) != EntityKind::foreign_locality) return no_entity;
    EntityIndex nation = no_entity;
    for (std::size_t i = 0; i < at && journey_before(at); ++i)
        if (row_[i].kind == ItemKind::place && scene_.kind(row_[i].entity) == EntityKind::country)
            nation = row_[i].entity;
    const EventDraft* visit = last_of("visit");
    if (nation == no_entity && visit && visit->sentence + report >= sentence_ &&
        !visit->second.bodies.empty() &&
        scene_.kind(visit->second.bodies.front().entity) == EntityKind::country)
        nation = visit->second.bodies.front().entity;
    return nation;
}

bool Drafter::town_of_journey(std::size_t verb, std::size_t at, EntityIndex nation,
                              EntityIndex person) const {
    constexpr std::size_t reach = 30;
    static const SyllableSet towns("phố tỉnh bang"), begins("bắt");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = row_[at].tokens.first;
    if (scene_.kind(row_[at].entity) != EntityKind::foreign_locality || first == 0 ||
        !towns.contains(tokens[first - 1].id) || row_[verb].frame == Frame::move)
        return false;
    for (std::size_t i = verb + 1; i < at; ++i) // not over an airport
        if (row_[i].kind != ItemKind::word && !is_filler(i)) return false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i)
        if (begins.contains(tokens[row_[i].tokens.first].id)) return false; // where the journey begins
    return journey_before(verb) || on_visit(person, nation);
}

bool Drafter::on_visit(EntityIndex person, EntityIndex nation) const {
    return std::any_of(drafts_.begin(), drafts_.end(), [&](const EventDraft& event) {
        return event.kind == "visit" && event.first.has_person(person) && !event.second.bodies.empty() &&
               scene_.country(event.second.bodies.front().entity) == nation;
    });
}

} // namespace banggiao::extract
