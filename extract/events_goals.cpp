// Takes verbs of visiting. Hands out where they lead when it does not stand right behind them: before the
// verb, behind wishes and gifts, at the home of who receives, in a row of several.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

std::vector<EntityIndex> TravelReader::welcomers(std::size_t at, const Group& goal) const {
    std::size_t verb = at;
    const auto welcomes = [&](std::size_t i) {
        return clause_.greets(i) || (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::welcome);
    };
    while (verb > 0 && !welcomes(verb)) --verb;
    if (!welcomes(verb) || goal.bodies.empty()) return {};
    const EntityIndex place = scene_.locality(goal.bodies.front());
    std::vector<EntityIndex> hosts;
    const Group host = verb == 0 ? clause_.speaker(at) : clause_.subject(verb); // `Chào mừng A đến thăm, B …`
    for (const EntityIndex person : host.persons)
        if (place != no_entity && scene_.locality(person) == place) hosts.push_back(person);
    return hosts;
}

Group TravelReader::home_of_receiver(std::size_t at, const Group& guest) const {
    if (!relative_clause(at) || guest.empty()) return {};
    std::size_t verb = at;
    const auto receives = [&](std::size_t i) {
        return clause_.greets(i) || (row_[i].kind == ItemKind::trigger &&
                                     (row_[i].frame == Frame::receive || row_[i].frame == Frame::welcome));
    };
    while (verb > 0 && (row_[verb - 1].mark != U'.' || within_name(verb - 1)) && !receives(verb)) --verb;
    if (!receives(verb)) return {};
    const Group receiver = clause_.subject(verb);
    const bool body = receiver.persons.empty(); // `UBND tỉnh A tiếp đoàn B đến thăm, làm việc`
    const bool nation_only =
        !guest.bodies.empty() && scene_.kind(guest.bodies.front()) == EntityKind::country;
    if (receiver.empty() ||
        (body && (nation_only || !(clause_.object(verb).delegation || clause_.names_delegation(verb)))))
        return {};
    const EntityIndex home = body ? receiver.bodies.front() : receiver.persons.front();
    const EntityIndex nation = scene_.nation(home);
    const EntityIndex visitor = guest.persons.empty() ? guest.bodies.front() : guest.persons.front();
    const EntityIndex theirs = scene_.country(visitor);
    const EntityIndex own = scene_.locality(home); // who receives for a province receives there
    const EntityIndex goal = own != no_entity ? own : nation;
    Group group;
    group.first = group.last = at;
    const bool foreign = theirs != no_entity && theirs != nation;
    if (goal != no_entity && (foreign || (own != no_entity && !body && theirs == no_entity)))
        group.bodies = {goal};
    return group;
}

Group TravelReader::goal_before(std::size_t at) const {
    constexpr std::size_t reach = 18;
    static const SyllableSet toward("tới đến sang"),
        between("để vương quốc liên bang và hai ba bốn năm"); // `sang Vương quốc A để thăm`
    std::size_t goal = at, units = 0,
                nation = at; // the first of the places that stand before: `sang tỉnh A (nước B) để thăm`
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        const bool come = row_[i].kind == ItemKind::cue &&
                          toward.contains(scene_.document().tokens[row_[i].tokens.last - 1].id);
        if (come && goal != at)
            return only(units > 1 && nation != at ? nation : goal, i,
                        at); // `sang ba tỉnh A, B, C của D thăm`
        if (row_[i].kind == ItemKind::place) {
            goal = i;
            const bool country = scene_.kind(row_[i].entity) == EntityKind::country;
            nation = country ? i : nation;
            units += !country;
        } else if (!is_filler(i) && !is_word(i, between) && row_[i].mark != U'(' && row_[i].mark != U')' &&
                   !(row_[i].mark == U',' && goal != at))
            break;
    }
    return {};
}

bool TravelReader::of_feast(const Group& goal) const {
    static const SyllableSet feast("tết truyền");
    return goal.persons.empty() && goal.bodies.size() == 1 && goal.last > 1 && goal.last <= row_.size() &&
           row_[goal.last - 1].kind == ItemKind::place &&
           scene_.kind(goal.bodies.front()) == EntityKind::country && is_word(goal.last - 2, feast);
}

Group TravelReader::farther_goal(std::size_t at) const {
    constexpr std::size_t reach = 16;
    static const SyllableSet wishes(
        "chúc tết mừng cổ truyền động viên hỏi tặng quà nói chuyện giao lưu kiểm tra "
        "khảo sát công tác trao đổi kinh nghiệm học tập tìm hiểu"),
        people("bệnh nhân đang điều trị thầy thuốc giáo viên học sinh cán bộ chiến sĩ sỹ công bác y tập thể "
               "người lao động nạn các"),
        feasts(
            "tết bun pi may bunpimay chol chôl chnam chnăm thmay thmây khmer sene sen đolta nguyên đán "
            "năm mới xuân giáp ất bính đinh mậu kỷ canh tân nhâm quý tý sửu dần mão thìn tỵ tị ngọ mùi thân "
            "dậu tuất hợi"),
        folk("nhân dân chính quyền lực lượng vũ trang đảng bộ đồng bào dân tộc lãnh đạo bà con");
    static const SyllableSet in("tại"), joints("và các");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const auto between = [&](std::size_t i) { // `chúc Tết chính quyền, các dân tộc và nhân dân tỉnh A`
        return is_filler(i) || row_[i].cue == Cue::leaders || row_[i].kind == ItemKind::date ||
               is_word(i, folk) || is_word(i, people) || is_word(i, joints) ||
               (row_[i].kind == ItemKind::mark && row_[i].mark == U',');
    };
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::body) return only(i, at, i + 1);
        std::size_t before = i - 1;
        while (before > at && between(before)) --before;
        const bool place = row_[i].kind == ItemKind::place && i > at + 1;
        const bool unit = place && scene_.kind(row_[i].entity) != EntityKind::country; // `chúc Tết tỉnh A`
        const TokenIndex word = row_[before].tokens.last - 1; // also of the verb itself: `thăm, chúc Tết`
        const bool wished = (before == at || row_[before].tokens.size() == 1) &&
                            (wishes.contains(tokens[word].id) || feasts.contains(tokens[word].id));
        const bool there =
            before > at &&
            (is_word(before, in) || (row_[before].kind == ItemKind::cue && row_[before].cue == Cue::at));
        if (place && (there || (unit && wished))) return only(i, at, i + 1);
        if (row_[i].kind == ItemKind::place && wished) continue; // `chúc Tết cổ truyền Lào tại …`
        const bool comma = (row_[i].kind == ItemKind::mark && row_[i].mark == U',') ||
                           row_[i].kind == ItemKind::date; // `chúc Tết năm 2025 lãnh đạo tỉnh A`
        const bool goes_on = is_filler(i) || is_word(i, wishes) || is_word(i, people) || is_word(i, feasts) ||
                             is_word(i, folk) ||
                             (row_[i].kind == ItemKind::cue && row_[i].cue != Cue::unreal &&
                              row_[i].cue != Cue::frame && row_[i].cue != Cue::stop);
        const bool act = row_[i].kind == ItemKind::trigger &&
                         (row_[i].frame == Frame::award || row_[i].frame == Frame::attend ||
                          (row_[i].frame == Frame::assembly && row_[i].event_kind == "ceremony"));
        const bool works = row_[i].rule == "works-with"; // `thăm, làm việc và học tập kinh nghiệm tại A`
        if (!comma && !goes_on && !act && !works) break;
    }
    return {};
}

std::vector<EntityIndex> TravelReader::homes_visited(std::size_t at) const {
    constexpr std::size_t reach = 20;
    static const SyllableSet homes("gia hộ con dân nhân bào mẹ");
    bool people = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::mark && row_[i].mark != U',') break;
        if (row_[i].kind == ItemKind::body || row_[i].kind == ItemKind::person) break;
        people = people || is_word(i, homes) ||
                 (is_filler(i) && homes.contains(scene_.document().tokens[row_[i].tokens.last - 1].id));
        if (row_[i].kind == ItemKind::place && people && scene_.kind(row_[i].entity) != EntityKind::country)
            return {row_[i].entity};
    }
    return {};
}

Group TravelReader::receivers(std::size_t at) const {
    static const SyllableSet to("cho");
    for (std::size_t i = at + 1; i < row_.size() && i < at + 20; ++i) {
        if (row_[i].kind == ItemKind::mark && row_[i].mark != U',') break;
        if (is_name(i) && row_[i].kind != ItemKind::body) break;
        if (!is_word(i, to)) continue;
        Group group = clause_.object(i);
        group.bodies.clear();
        std::erase_if(group.persons, [&](EntityIndex p) { return scene_.stands_for(p) == no_entity; });
        return group;
    }
    return {};
}

Group TravelReader::friends_behind(std::size_t at, const Group& guest) const {
    constexpr std::size_t reach = 8, farthest = 8;
    static const SyllableSet friends("bạn"), country("nước"), units("tỉnh phố huyện");
    if (guest.empty() || !row_.may_have(friends)) return {};
    const EntityIndex visitor = guest.persons.empty() ? guest.bodies.front() : guest.persons.front();
    std::size_t found = at + 2;
    while (found < row_.size() && found < at + reach && !is_word(found, friends)) ++found;
    if (found >= row_.size() || found >= at + reach || !scene_.vietnamese(visitor)) return {};
    const SyllableId level = scene_.document().tokens[row_[found].tokens.first - 1].id;
    if (!country.contains(level) && !units.contains(level)) return {};
    const EntityKind kind = country.contains(level) ? EntityKind::country : EntityKind::foreign_locality;
    const auto level_before = [&](const Item& unit) { // `tỉnh A`
        return unit.tokens.first > 0 ? scene_.document().tokens[unit.tokens.first - 1].id : SyllableId();
    };
    const auto named_in = [&](const Row& row, std::size_t end) {
        for (std::size_t i = end; i-- > 0;)
            if (row[i].kind == ItemKind::place && scene_.kind(row[i].entity) == kind &&
                !scene_.vietnamese(row[i].entity) &&
                (kind == EntityKind::country || level_before(row[i]) == level))
                return row[i].entity;
        return no_entity;
    };
    EntityIndex place = named_in(row_, at);
    for (std::size_t back = 1; place == no_entity && back <= farthest && back <= sentence_; ++back)
        place = named_in(scene_.items(sentence_ - back), scene_.items(sentence_ - back).size());
    Group group;
    group.first = at;
    group.last = found + 1;
    if (place != no_entity) group.bodies = {place};
    return group;
}

void Drafter::visit_goals(std::size_t at, const Group& guest) {
    std::size_t from = at;
    for (const EntityIndex goal : goals_in_row(at, clause_.object(at).bodies.front())) {
        while (row_[from].entity != goal) ++from;
        Group host;
        host.first = at + 1;
        host.last = from + 1;
        host.bodies = {goal};
        const std::size_t before = drafts_.size();
        add(at, guest, host, Home::second);
        date_in_brackets(host.last, before);
    }
}

void Drafter::date_in_brackets(std::size_t behind, std::size_t draft) {
    if (draft < drafts_.size() && behind + 2 < row_.size() && row_[behind].mark == U'(' &&
        row_[behind + 1].kind == ItemKind::date && row_[behind + 2].mark == U')')
        drafts_.back().date = scene_.dates()[row_[behind + 1].date];
}

} // namespace banggiao::extract
