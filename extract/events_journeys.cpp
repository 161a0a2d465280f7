// Takes nouns of visits: `chuyến thăm Lào của A`, `trong khuôn khổ chuyến công tác`. Hands out drafts.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

void Drafter::journey(std::size_t at) {
    Group all = clause_.object(at);
    if (clause_.unreal(at) || clause_.to_come(std::max(all.last, at + 1))) return;
    if (bare_trip(at)) return;
    if (row_[at].rule == "journeys") return journeys(at, all);
    static const SyllableSet province("tỉnh"); // `nhân chuyến công tác tại tỉnh cùng …`
    if (const Group here = bare_province(at);
        at + 1 < row_.size() && is_word(at + 1, province) && !here.empty())
        all = here;
    Group guest = owner(at), host;
    if (!all.persons.empty()) guest.persons = all.persons;
    if (named_by_owner(at)) {
        all.bodies = goal_behind_owner(at);
        if (all.bodies.empty()) all.bodies = goal_of(at, guest);
    }
    if (all.bodies.empty() && guest.empty() && spoken_of(at)) {
        guest = traveller(at);
        all.bodies = goal_of(at, guest);
    }
    if (all.bodies.empty()) { // `chuyến thăm, chúc Tết tỉnh A`
        all.bodies = farther_goal(at).bodies;
        std::erase_if(all.bodies, [&](EntityIndex body) { return !is_place(scene_.kind(body)); });
    }
    if (all.bodies.empty()) all.bodies = port_before(at);
    if (all.bodies.empty()) all.bodies = goal_behind(at);
    if (all.bodies.empty()) all.bodies = country_reached(at);
    if (all.bodies.empty()) all.bodies = bare_province(at).bodies;
    if (all.bodies.empty()) return;
    host.bodies = {all.bodies.front()};
    host.last = all.last;
    if (!guest.named() && owned_by_pronoun(at)) guest = traveller(at);
    if (!guest.named()) guest = relative_journey(at) ? clause_.nearest(at) : clause_.subject(at);
    if (guest.said && at > 0 && row_[at - 1].kind == ItemKind::cue && row_[at - 1].cue == Cue::frame)
        if (const Group own = clause_.speaker(at); !own.empty())
            guest = own; // `B cho biết trong chuyến thăm, A …`
    resolve(guest);
    if (guest.persons.empty() && !guest.delegation) guest = traveller(at);
    if (guest.persons.empty() && !guest.delegation) guest = clause_.speaker(at);
    if (guest.empty()) guest.bodies = navy_of_ship(at);
    if (guest.empty() || guest.unreal || (guest.persons.empty() && only_countries(guest))) return;
    host.last = std::max(host.last, guest.last);
    if (at == 0 && still_planned(guest)) return;
    if (navy_calls_again(guest, host)) return;
    const EntityIndex goal = scene_.country(host.bodies.front());
    const bool ours = scene_.vietnamese(host.bodies.front());
    const bool at_home = !guest.persons.empty() && (goal != no_entity || ours) &&
                         std::all_of(guest.persons.begin(), guest.persons.end(), [&](EntityIndex person) {
                             return goal != no_entity ? scene_.nation(person) == goal : of_ours(person);
                         });
    if (const Group visitor = visitor_before(at, host.bodies.front()); at_home && !visitor.empty())
        guest = visitor;
    if (guest.persons.size() > 1 && goal != no_entity)
        std::erase_if(guest.persons, [&](EntityIndex person) { return scene_.country(person) == goal; });
    for (const EntityIndex each : goals_in_row(at, all.bodies.front())) {
        host.bodies = {each};
        const std::size_t before = drafts_.size();
        add(at, guest, host, Home::second);
        if (drafts_.size() > before) drafts_.back().recalled = recalled(at);
    }
}

bool Drafter::still_planned(const Group& guest) const {
    static const SyllableSet done("đã vừa đang");
    for (std::size_t i = guest.last; i < row_.size() && i < guest.last + 4; ++i)
        if (row_[i].kind == ItemKind::date ||
            done.contains(scene_.document().tokens[row_[i].tokens.first].id))
            return false;
    return std::any_of(planned_.begin(), planned_.end(), [&](const Plan& plan) {
        return !guest.persons.empty() && plan.person == guest.persons.front();
    });
}

bool TravelReader::bare_trip(std::size_t at) const {
    static const SyllableSet trip("đi lại");
    return trip.contains(scene_.document().tokens[row_[at].tokens.last - 1].id) &&
           (at + 1 >= row_.size() || row_[at + 1].kind != ItemKind::place);
}

bool TravelReader::recalled(std::size_t at) const {
    constexpr TokenIndex reach = 20;
    static const SyllableSet first("vừa năm thời mới gần trước"), second("qua rồi ngoái đây");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex from = row_[at].tokens.last, last = row_.back().tokens.last;
    for (TokenIndex i = from; i + 1 < last && i < from + reach; ++i) {
        if (tokens[i].mark == U',' || tokens[i].mark == U';') return false;
        if (first.contains(tokens[i].id) && second.contains(tokens[i + 1].id)) return true;
    }
    return false;
}

std::vector<EntityIndex> TravelReader::goals_in_row(std::size_t at, EntityIndex first) const {
    constexpr std::size_t reach = 12;
    static const SyllableSet conjunction("và rồi"), unit("tỉnh");
    std::size_t goal = at + 1;
    while (goal < row_.size() && goal < at + reach && row_[goal].kind != ItemKind::place) ++goal;
    if (goal >= row_.size() || row_[goal].entity != first) return {first};
    const EntityKind kind = scene_.kind(first);
    const TokenIndex before = row_[goal].tokens.first;
    if (kind != EntityKind::country &&
        (before == 0 || !unit.contains(scene_.document().tokens[before - 1].id)))
        return {first};
    std::vector<EntityIndex> goals = {first};
    for (;;) {
        std::size_t link = clause_.behind_bracket(goal + 1);
        const bool comma = link < row_.size() && row_[link].mark == U',';
        if (!comma && (link >= row_.size() || !is_word(link, conjunction))) return goals;
        for (++link; link < row_.size() && (is_filler(link) || is_word(link, unit));) ++link;
        if (link >= row_.size() || row_[link].kind != ItemKind::place ||
            scene_.kind(row_[link].entity) != kind)
            return goals;
        goals.push_back(row_[link].entity);
        goal = link;
    }
}

void Drafter::journeys(std::size_t at, const Group& goals) {
    Group guest;
    guest.persons = goals.persons.empty() ? owner(at).persons : goals.persons;
    if (guest.persons.size() != 1) return;
    guest.first = guest.last = goals.last;
    for (const EntityIndex goal : goals.bodies) {
        if (scene_.kind(goal) != EntityKind::country || goal == scene_.country(guest.persons.front()))
            continue;
        Group host;
        host.bodies = {goal};
        host.last = goals.last;
        add(at, guest, host, Home::second);
    }
}

bool TravelReader::spoken_of(std::size_t at) const {
    static const SyllableSet sense("đích nghĩa dung"), of("của");
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < 2; ++steps) {
        if (sense.contains(scene_.document().tokens[row_[i].tokens.last - 1].id)) return true;
        if (!is_word(i, of)) return false;
    }
    return false;
}

std::vector<EntityIndex> TravelReader::port_before(std::size_t at) const {
    static const SyllableSet calls("cập"), port("cảng");
    if (!sails(at)) return {};
    bool called = false;
    std::vector<EntityIndex> towns;
    for (std::size_t i = 0; i < at; ++i) {
        const TokenRange words = row_[i].tokens;
        called = called || calls.contains(scene_.document().tokens[words.first].id) ||
                 port.contains(scene_.document().tokens[words.last - 1].id);
        if (called && row_[i].kind == ItemKind::place && scene_.vietnamese(row_[i].entity))
            towns.push_back(row_[i].entity);
    }
    if (towns.empty()) return {};
    return {towns.back()};
}

std::vector<EntityIndex> TravelReader::country_reached(std::size_t at) const {
    static const SyllableSet toward("tới đến sang"), begins("bắt mở"),
        form("vương quốc liên bang nước"); // of state
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (at == 0 || !begins.contains(tokens[row_[at - 1].tokens.first].id)) return {};
    for (std::size_t i = at - 1; i-- > 1 && row_[i].mark != U'.' && row_[i].mark != U';';) {
        if (row_[i].kind == ItemKind::trigger || row_[i].kind == ItemKind::person) break;
        if (row_[i].kind != ItemKind::place || scene_.kind(row_[i].entity) != EntityKind::country) continue;
        std::size_t before = i - 1;
        while (before > 0 && form.contains(tokens[row_[before].tokens.last - 1].id)) --before;
        if (toward.contains(tokens[row_[before].tokens.last - 1].id)) return {row_[i].entity};
    }
    return {};
}

std::vector<EntityIndex> TravelReader::goal_behind(std::size_t at) const {
    constexpr std::size_t reach = 24;
    static const SyllableSet in("tại");
    bool there = in.contains(scene_.document().tokens[row_[at].tokens.last - 1].id);
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        const Item& item = row_[i];
        if (item.kind == ItemKind::person || item.cue == Cue::say || item.cue == Cue::unreal) break;
        if (item.kind == ItemKind::trigger && item.frame != Frame::attend && item.frame != Frame::assembly)
            break;
        if (item.kind == ItemKind::mark && item.mark != U'(' && item.mark != U'"') break;
        there = there || item.cue == Cue::at;
        if (item.kind == ItemKind::place && there) return {largest_behind(i)};
    }
    return {};
}

EntityIndex TravelReader::largest_behind(std::size_t at) const {
    EntityIndex largest = row_[at].entity;
    while (at + 2 < row_.size() && row_[at + 1].kind == ItemKind::mark && row_[at + 1].mark != U'.') {
        at += is_filler(at + 2) && at + 3 < row_.size() ? 3 : 2; // `vùng A, tỉnh B - C`
        if (row_[at].kind != ItemKind::place) break;
        if (scene_.kind(row_[at].entity) == EntityKind::country) largest = row_[at].entity;
    }
    return largest;
}

Group TravelReader::owner(std::size_t at) const {
    static const SyllableSet of("của"), ranks("chí tướng tá úy sĩ sư đốc");
    for (std::size_t i = at + 1; i + 1 < row_.size() && i < at + 30; ++i) {
        if (row_[i].kind == ItemKind::mark &&
            (row_[i].mark == U'.' || row_[i].mark == U',' || row_[i].mark == U';'))
            break;
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say) break;
        if (!is_word(i, of)) continue;
        std::size_t name = i + 1;
        const auto rank = [&](std::size_t word) { // `của Đại tá A`
            return is_filler(word) && ranks.contains(scene_.document().tokens[row_[word].tokens.last - 1].id);
        };
        while (name + 1 < row_.size() && name < i + 3 && rank(name)) ++name;
        if (row_[name].kind == ItemKind::person) return only(name, i, name + 1);
        if (row_[i + 1].kind == ItemKind::cue && row_[i + 1].cue == Cue::group) return clause_.object(i);
    }
    return {};
}

bool TravelReader::named_by_owner(std::size_t at) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet of("của");
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (is_word(i, of)) return true;
        if (is_name(i) || row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) return false;
    }
    return false;
}

std::vector<EntityIndex> TravelReader::goal_behind_owner(std::size_t at) const {
    constexpr std::size_t reach = 16;
    for (std::size_t i = at + 1; i + 1 < row_.size() && i < at + reach && row_[i].mark != U'.'; ++i) {
        if (row_[i].kind == ItemKind::trigger || row_[i].cue == Cue::say) break;
        if (row_[i].kind != ItemKind::cue || row_[i].cue != Cue::at) continue;
        if (const Group here = bare_province(i - 1); !here.empty()) return here.bodies;
        const std::size_t name = is_filler(i + 1) && i + 2 < row_.size() ? i + 2 : i + 1;
        if (row_[name].kind != ItemKind::place || scene_.kind(row_[name].entity) == EntityKind::country)
            continue; // `của Đại sứ A tại B`
        const auto& holdings = scene_.annotations().holdings;
        if (std::none_of(holdings.begin(), holdings.end(),
                         [&](const Holding& held) { // an ambassador is posted to a country
                             return held.at == row_[name].entity && !held.folded_title.starts_with("đại sứ");
                         }))
            return {row_[name].entity};
    }
    return {};
}

std::vector<EntityIndex> TravelReader::goal_of(std::size_t at, const Group& guest) const {
    constexpr std::size_t reach = 30;
    static const SyllableSet toward("tới đến sang");
    if (guest.empty()) return {};
    for (std::size_t i = at + 1; i + 1 < row_.size() && i < at + reach && row_[i].mark != U'.'; ++i)
        if (row_[i].kind == ItemKind::cue && row_[i + 1].kind == ItemKind::place &&
            toward.contains(scene_.document().tokens[row_[i].tokens.last - 1].id))
            return {row_[i + 1].entity};
    const EntityIndex own =
        scene_.nation(guest.persons.empty() ? guest.bodies.front() : guest.persons.front());
    EntityIndex goal = no_entity;
    for (const Item& item : row_) { // the one other country of the sentence
        if (item.kind != ItemKind::place || scene_.kind(item.entity) != EntityKind::country ||
            item.entity == own || item.entity == goal)
            continue;
        if (goal != no_entity) return {};
        goal = item.entity;
    }
    if (goal == no_entity) return {};
    return {goal};
}

Group TravelReader::visitor_before(std::size_t at, EntityIndex place) const {
    const EntityIndex goal = scene_.country(place);
    const auto from_elsewhere = [&](EntityIndex person) {
        const EntityIndex nation = scene_.country(person);
        return nation != no_entity && goal != no_entity ? nation != goal
                                                        : scene_.vietnamese(place) && !of_ours(person);
    };
    Group group;
    group.last = at;
    for (std::size_t i = at; i-- > 0 && row_[i].mark != U'.' && row_[i].mark != U';';) {
        if (row_[i].kind != ItemKind::person || !from_elsewhere(row_[i].entity)) continue;
        group.first = i;
        group.persons = {row_[i].entity};
        break;
    }
    return group;
}

bool TravelReader::owned_by_pronoun(std::size_t at) const {
    constexpr std::size_t reach = 10;
    static const SyllableSet of("của"), pronouns("ông bà");
    for (std::size_t i = at + 1; i + 1 < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::person) break;
        if (is_word(i, of))
            return is_word(i + 1, pronouns) && (i + 2 == row_.size() || !(is_name(i + 2) || capital(i + 2)));
    }
    return false;
}

bool TravelReader::doing_before(std::size_t at) const {
    constexpr std::size_t reach = 4;
    static const SyllableSet doings("động");
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach && !is_name(i); ++steps)
        if (is_word(i, doings)) return true;
    return false;
}

Group TravelReader::traveller(std::size_t at) const {
    static const SyllableSet of("của");
    Group group;
    group.last = at;
    for (std::size_t i = at; i-- > 0;) {
        if (row_[i].kind == ItemKind::mark && (row_[i].mark == U';' || row_[i].mark == U'.')) break;
        if (row_[i].kind != ItemKind::person) continue;
        const bool his = i > 2 && is_word(i - 1, of) && doing_before(i - 1); // `hoạt động đầu tiên của A`
        const bool other = i > 0 && (is_word(i - 1, of) ||
                                     (row_[i - 1].kind == ItemKind::cue && row_[i - 1].cue == Cue::frame));
        if (other && !his) continue;
        group.first = i;
        group.persons = {row_[i].entity};
        break;
    }
    return group;
}

bool TravelReader::relative_journey(std::size_t at) const {
    static const SyllableSet openers("đang có");
    return at >= 2 && is_word(at - 1, openers) && is_word(at - 2, openers);
}

} // namespace banggiao::extract
