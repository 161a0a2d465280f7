// Takes triggers of conferences, sessions, rites. Hands out who holds them, whether they were opened at all,
// and whom those who hold them invited.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

bool ActReader::opened_before(std::size_t at) const {
    constexpr std::size_t reach = 6;
    static const SyllableSet opens("khai diễn");
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps)
        if (opens.contains(scene_.document().tokens[row_[i].tokens.first].id)) return true;
    return false;
}

bool ActReader::held_behind(std::size_t from) const {
    constexpr std::size_t reach = 18;
    static const SyllableSet holds("diễn khai họp bế chức mở nhóm khép cai"), by("được do");
    const std::vector<Token>& tokens = scene_.document().tokens;
    bool bracket = false, passive = false; // `được UBND tỉnh tổ chức`
    for (std::size_t i = from; i < row_.size() && i < from + reach; ++i) {
        passive = passive || is_word(i, by);
        const bool closes = bracket && row_[i].mark == U')';
        bracket = (bracket && !closes) || row_[i].mark == U'(';
        if (bracket || closes) continue;
        const bool planned = row_[i].kind == ItemKind::cue && row_[i].cue == Cue::unreal;
        const bool dash = row_[i].mark == U'-' || row_[i].mark == U'–';    // `Đối thoại A - B diễn ra`
        const bool owner = is_name(i) && row_[i].kind != ItemKind::person; // `kỳ họp Ủy ban A diễn ra`
        const bool listed = row_[i].mark == U',' && i > from && row_[i - 1].kind == ItemKind::place &&
                            i + 1 < row_.size() && row_[i + 1].kind == ItemKind::place;
        if (dash || owner || listed) continue; // `hội nghị ba nước A, B, C họp ngày …`
        if ((is_name(i) && !passive) || row_[i].kind == ItemKind::mark || planned) return false;
        if (holds.contains(tokens[row_[i].tokens.first].id) ||
            holds.contains(tokens[row_[i].tokens.last - 1].id))
            return true;
    }
    return false;
}

bool ActReader::wanted(std::size_t from) const {
    constexpr std::size_t reach = 12;
    static const SyllableSet orders("giao");
    if (from == 0 || from > row_.size()) return false;
    for (std::size_t i = from, steps = 0; i-- > 0 && steps < reach && row_[i].mark != U';'; ++steps)
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say &&
            orders.contains(scene_.document().tokens[row_[i].tokens.first].id))
            return true; // `giao Bộ A chủ trì, phối hợp với Bộ B tổ chức …`
    if (row_[from - 1].kind != ItemKind::cue) return false;
    return row_[from - 1].cue == Cue::unreal || row_[from - 1].cue == Cue::say;
}

Group Drafter::organizers(std::size_t at) const {
    constexpr std::size_t near = 7, farther = 40;
    static const SyllableSet holds("chức mạc cai mở"), opens("mạc"), done("đã vừa"), by("do được"),
        which("mà"), where("nơi"), carries_out("hành hiện trì"), makes("làm");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const auto is_holding = [&](std::size_t i) { // not `Ban Tổ chức`
        return holds.contains(tokens[row_[i].tokens.last - 1].id) &&
               tokens[row_[i].tokens.first].shape == Shape::lower;
    };
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < near; ++steps) {
        if (is_name(i) || row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) break;
        if (!is_holding(i) && !(i + 1 == at && is_word(i, makes))) continue; // `A làm lễ tưởng niệm`
        if (i > 0 && is_word(i - 1, where)) break; // `tại Lima, nơi tổ chức hội nghị`
        const TokenIndex first = row_[i].tokens.first;
        const Group group = clause_.subject(at);
        const bool dated = date_before(at) || date_after(at);
        const bool aside = group.persons.empty() && !drafts_.empty() && drafts_.back().kind == "meeting";
        const bool told = (first > 0 && done.contains(tokens[first - 1].id) && !aside) || dated;
        const bool opened =
            opens.contains(tokens[row_[i].tokens.last - 1].id); // `HĐND tỉnh A khai mạc kỳ họp`
        if (opened && (!group.persons.empty() || group.bodies.empty())) continue;
        return told && !clause_.unreal(i + 1) && !wanted(group.first) ? group : Group();
    }
    std::size_t opened = 0;
    const bool dated = date_before(at) || date_after(at); // `hội thảo mà A tổ chức ngày 4/4`
    for (std::size_t i = at + 1; i < row_.size() && i < at + farther; ++i) {
        if (row_[i].kind == ItemKind::mark && row_[i].mark == U'.') break;
        if (by.contains(tokens[row_[i].tokens.first].id) || (dated && is_word(i, which))) opened = i;
        const bool held = is_holding(i) || carries_out.contains(tokens[row_[i].tokens.last - 1].id);
        if (opened == 0 || !held) continue;
        Group group = clause_.object(opened);
        group.unreal = clause_.unreal(at) || clause_.unreal(opened);
        if (group.last > i + 1 || (!is_holding(i) && !group.persons.empty())) return {};
        if (i + 1 < row_.size() && is_filler(i + 1)) // `do A phối hợp tổ chức cùng B`
            for (const EntityIndex body : clause_.object(i + 1).bodies) group.bodies.push_back(body);
        return group;
    }
    return {};
}

bool ActReader::of_other_nation(const Group& guests, const Group& hosts) const {
    const auto first = [](const Group& group) {
        return group.bodies.empty() ? group.persons.front() : group.bodies.front();
    };
    return !guests.empty() && !hosts.empty() && scene_.nation(first(guests)) != scene_.nation(first(hosts));
}

bool ActReader::gathering(std::size_t at) const {
    static const SyllableSet faces("mặt gỡ");
    const std::vector<Token>& tokens = scene_.document().tokens;
    return std::any_of(tokens.begin() + row_[at].tokens.first, tokens.begin() + row_[at].tokens.last,
                       [&](const Token& token) { return faces.contains(token.id); });
}

Group ActReader::invited(std::size_t at) const {
    static const SyllableSet with("với");
    const bool of_units = gathering(at); // `họp mặt mừng xuân 2019 với các tỉnh A, B`
    const std::size_t reach = of_units ? 10 : 6;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (is_name(i) || row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) break;
        if (!is_word(i, with)) continue;
        Group group = clause_.object(i, of_units);
        if (!of_units) drop_places(group);
        std::erase_if(group.bodies,
                      [&](EntityIndex body) { return scene_.kind(body) == EntityKind::country; });
        return group;
    }
    return {};
}

bool ActReader::governs(EntityIndex place) const {
    static const SyllableSet power("quyền");
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = 1; i < row_.size(); ++i) {
        if (row_[i].kind != ItemKind::place || row_[i].entity != place) continue;
        for (std::size_t back = i; back-- > 0 && back + 3 > i && is_filler(back);)
            if (power.contains(tokens[row_[back].tokens.last - 1].id)) return true;
    }
    return false;
}

void Drafter::held_by(std::size_t at) {
    Group hosts = organizers(at), across;
    for (const EntityIndex body : hosts.bodies) // `tỉnh A và tỉnh B tổ chức …`: B, abroad
        if (scene_.kind(body) == EntityKind::foreign_locality && !governs(body))
            across.bodies.push_back(body);
    std::erase_if(hosts.bodies, [&](EntityIndex body) {
        return scene_.kind(body) == EntityKind::country ||
               (scene_.kind(body) == EntityKind::foreign_locality && !governs(body));
    });
    if (hosts.unreal || hosts.empty()) return;
    const TokenRange words = evidence(hosts, at, hosts);
    EventDraft* known = assembly_of(at);
    if (!known) {
        drafts_.push_back(draft(at));
        known = &drafts_.back();
        known->home = Home::second;
    }
    if (known->home == Home::neither) {
        known->home = Home::second;
        std::swap(known->first, known->others); // who attended is their guest
    }
    fill(known->home == Home::second ? known->second : known->first, hosts, words, "organizes");
    if (known->home != Home::second) return;
    if (hosts.persons.empty() && known->first.empty() && sitting(at) && sit_together(*known, hosts, words))
        return;
    const Group guests = invited(at);
    fill(known->first, guests, words, "organizes");
    known->encounter = known->encounter || (gathering(at) && of_other_nation(guests, hosts));
    if (hosts.persons.empty() && scene_.vietnamese(hosts.bodies.front()))
        fill(known->first, across, words, "organizes");
}

bool Drafter::sit_together(EventDraft& session, Group first, TokenRange words) const {
    Group second;
    split(first, second);
    if (first.bodies.empty() || second.bodies.empty() ||
        scene_.nation(first.bodies.front()) == scene_.nation(second.bodies.front()))
        return false;
    session.kind = "meeting";
    session.home = Home::open;
    session.second = {};
    fill(session.first, first, words, session.rule);
    fill(session.second, second, words, session.rule);
    return true;
}

} // namespace banggiao::extract
