// Takes triggers of meetings: courtesy calls, talks, working sessions. Hands out drafts.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>
#include <iterator>

namespace banggiao::extract {

void Drafter::court(std::size_t at) {
    if (receives_more(at)) return;
    Group guest = doer(at);
    Group host = clause_.object(at);
    if (guest.empty() && !guest.delegation && opens_adverbial(at)) {
        guest = doer_behind(host.last);
        if (guest.empty()) guest = clause_.speaker(at); // `Đến chào A, B cho biết …`
    }
    if (guest.empty() && opens_adverbial(at)) {
        guest.delegation = delegation_goes_on(at); // `Sau khi chào A, đoàn đã …`
        guest.first = at;
    }
    if (host.empty() && !host.leaders && greeted(at)) {
        guest = clause_.nearest(at);
        host = clause_.speaker(at);
    }
    resolve(guest);
    if (host.empty() && host.leaders) host.bodies = leaders_place(host); // `chào lãnh đạo tỉnh`
    if (guest.unreal || host.empty() || guest.empty()) return;
    add_each(at, guest, host, Home::second);
}

bool Drafter::receives_more(std::size_t at) {
    const std::size_t verb = welcoming_verb(at);
    if (verb == row_.size() || row_[verb].frame != Frame::receive || at == 0 ||
        row_[at - 1].kind != ItemKind::person)
        return false;
    const Group host = doer(verb), others = clause_.object(at);
    if (host.unreal || host.persons.empty()) return false;
    if (at + 1 < row_.size() && row_[at + 1].kind == ItemKind::mark && !others.persons.empty())
        add_each(verb, host, others, Home::first);
    return at + 1 >= row_.size() || row_[at + 1].kind == ItemKind::mark;
}

bool RowReader::delegation_goes_on(std::size_t at) const {
    for (std::size_t i = at + 1; i + 1 < row_.size() && row_[i].mark != U'.' && row_[i].mark != U';'; ++i)
        if (row_[i].mark == U',' && row_[i + 1].kind == ItemKind::cue && row_[i + 1].cue == Cue::group)
            return i + 2 < row_.size() && row_[i + 2].kind == ItemKind::cue && row_[i + 2].cue == Cue::aux;
    return false;
}

bool RowReader::greeted(std::size_t at) const {
    static const SyllableSet greets("chào");
    const auto welcome = std::find_if(row_.begin(), row_.end(),
                                      [](const Item& item) { return item.kind == ItemKind::trigger; });
    return welcome != row_.begin() + static_cast<std::ptrdiff_t>(at) && welcome->frame == Frame::welcome &&
           greets.contains(scene_.document().tokens[welcome->tokens.first].id) &&
           opens_adverbial(static_cast<std::size_t>(welcome - row_.begin()));
}

bool RowReader::interview(const Group& group) const {
    return group.persons.empty() &&
           std::all_of(group.bodies.begin(), group.bodies.end(),
                       [&](EntityIndex body) { return scene_.entity(body).subkind == "media"; });
}

bool RowReader::of_one_house(EntityIndex a, EntityIndex b) const {
    const EntityIndex nation = scene_.country(a);
    const bool local = scene_.locality(a) != no_entity || scene_.locality(b) != no_entity;
    return scene_.stands_for(b) == no_entity || scene_.stands_for(a) == scene_.stands_for(b) ||
           (!local && nation != no_entity && nation == scene_.country(b));
}

bool RowReader::in_a_name(std::size_t at) const {
    if (at > 0 && row_[at - 1].kind == ItemKind::trigger && row_[at - 1].frame == Frame::assembly)
        return true; // `Hội nghị gặp gỡ doanh nghiệp A`
    if (at == 0 || scene_.document().tokens[row_[at].tokens.first].shape != Shape::capital) return false;
    const Item& before = row_[at - 1];
    const bool held = before.kind == ItemKind::cue && (before.cue == Cue::aux || before.cue == Cue::stop);
    if (held && row_[at].rule == "talks") return false; // `tổ chức Hội đàm với`, `đã diễn ra Hội đàm`
    return before.kind == ItemKind::mark ? before.mark == U'“' || before.mark == U'"' || before.mark == U'‘'
                                         : true;
}

void Drafter::talk_on_visit(std::size_t at) {
    static const SyllableSet visits("thăm");
    const std::size_t before = drafts_.size();
    if (row_[at].rule == "visits-and-works" && welcomed(at)) { // `tiếp A đến thăm và làm việc với B`
        visit(at);
        if (drafts_.size() == before) return;
        drafts_.back().kind = "visit";
        drafts_.back().frame = Frame::visit;
        return;
    }
    talk(at);
    if (row_[at].rule != "visits-and-works" || drafts_.size() != before + 1) return;
    const std::vector<Token>& tokens = scene_.document().tokens;
    static const SyllableSet officers("trưởng tịch thư đốc sứ sự"); // `thăm và làm việc với Thị trưởng A`
    for (std::size_t i = at + 1; i < row_.size() && !is_name(i); ++i)
        if (officers.contains(tokens[row_[i].tokens.last - 1].id)) return;
    EventDraft visit = drafts_.back();
    const std::vector<Member>& guests =
        visit.first.persons.empty() ? visit.first.bodies : visit.first.persons;
    if (std::none_of(tokens.begin() + row_[at].tokens.first, tokens.begin() + row_[at].tokens.last,
                     [&](const Token& token) { return visits.contains(token.id); }) ||
        guests.empty() || !visit.second.persons.empty() || visit.second.bodies.empty() ||
        scene_.nation(guests.front().entity) == scene_.nation(visit.second.bodies.front().entity))
        return;
    visit.kind = "visit";
    visit.frame = Frame::visit;
    visit.home = Home::second;
    drafts_.push_back(std::move(visit));
}

void Drafter::talk(std::size_t at) {
    if (in_a_name(at)) return;
    if (row_[at].rule == "works-at" && follows_visit(at)) return;
    if (row_[at].rule == "telephones" && received_passively(at)) return;
    static const SyllableSet many("các");                      // `có các cuộc gặp với A; B; C`
    if (at > 0 && row_[at - 1].frame == Frame::attend) return; // `Dự hội đàm, phía A có …`
    Group first = doer(at);
    if (first.empty() && at < 3 && received_by(at)) return;
    const TokenRange words = row_[at].tokens;
    static const SyllableSet turns("lượt"); // `lần lượt gặp A; B; C`
    const bool series = (words.size() > 1 && many.contains(scene_.document().tokens[words.first + 1].id)) ||
                        (words.first > 0 && turns.contains(scene_.document().tokens[words.first - 1].id));
    Group second = clause_.object(at, series);
    if (first.unreal) return;
    if (first.empty() && !first.delegation && !first.pair) both_told_before(at, first);
    static const SyllableSet between("giữa");
    if (at + 1 < row_.size() && is_word(at + 1, between) && !second.empty()) { // not `giữa hai tỉnh`
        first = second;
        second = Group();
    }
    if (first.pair && first.persons.size() < 2) first.persons.clear();
    second = completed(at, second);
    if (first.empty() && !first.delegation && !first.pair && !second.empty() && opens_adverbial(at)) {
        first = doer_behind(second.last);
        first.travels = !first.empty();
    }
    if (second.empty() && !second.delegation && !second.leaders && first.persons.size() == 1)
        second = shared_object(at);
    if (first.empty() && !first.delegation && !first.pair && opens_adverbial(at) &&
        (row_[at].rule != "exchanges-with" || encounter_behind(at)))
        first = clause_.speaker(at);
    first.travels = first.travels || on_that_journey(at);
    resolve(first);
    resolve(second);
    if (second.empty() && second.leaders) second.bodies = leaders_place(second);
    if (second.empty() && second.leaders) second.bodies = seat_of(at);
    if (second.empty() && !second.delegation && !first.pair) second = bare_province(at);
    const bool joint = row_[at].rule != "works-with" || first.persons.empty() || first.persons.size() >= 2;
    if (second.empty() && (first.pair || (joint && first.persons.size() + first.bodies.size() >= 2))) {
        split(first, second);
        if (second.empty() && row_[at].rule != "talks" && row_[at].rule != "meets") return;
        if (second.empty()) return again(at);
    }
    if (second.empty() && !first.pair && row_[at].rule == "talks")
        second.persons = visitor_told(at, first); // `hội đàm với ông`
    if (second.empty() && note_briefing(at, first)) return;
    if (first.empty() || second.empty()) return;
    if (interview(first) || interview(second)) return;
    if (row_[at].rule == "exchanges-with" && (first.persons.empty() || second.persons.empty() ||
                                              of_one_house(first.persons.front(), second.persons.front())))
        return;
    if (row_[at].rule == "works-at" && second.persons.empty() && only_countries(second)) return;
    const bool testifies = row_[at].rule == "testifies";
    if (testifies && (first.persons.empty() || second.bodies.empty())) return;
    add_each(at, first, second,
             testifies                  ? Home::second
             : row_[at].rule == "hears" ? Home::first
                                        : Home::open);
}

bool RowReader::encounter_behind(std::size_t at) const {
    constexpr std::size_t reach = 6;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i)
        if (row_[i].frame == Frame::occasion) return row_[i].event_kind == "meeting";
    return false;
}

bool RowReader::on_that_journey(std::size_t at) const {
    constexpr std::size_t opening = 6;
    for (std::size_t i = 1; i + 1 < at && i < opening; ++i) {
        if (is_name(i) || row_[i].kind == ItemKind::mark) return false;
        if (row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::journey)
            return row_[i + 1].kind == ItemKind::mark && row_[i + 1].mark == U',' &&
                   row_[i - 1].kind == ItemKind::cue;
    }
    return false;
}

std::vector<EntityIndex> RowReader::leaders_place(const Group& leaders) const {
    static const SyllableSet levels("tỉnh phố huyện"), many("các hai"), province("tỉnh");
    const std::vector<Token>& tokens = scene_.document().tokens;
    SyllableId level = 0;
    for (std::size_t i = leaders.first; i < row_.size() && i < leaders.first + 5 && level == 0; ++i) {
        if (row_[i].kind == ItemKind::mark || is_name(i) || many.contains(tokens[row_[i].tokens.first].id))
            break;
        const SyllableId last = tokens[row_[i].tokens.last - 1].id;
        if (levels.contains(last)) level = last;
    }
    if (level == 0) return {};
    const auto& holdings = scene_.annotations().holdings;
    const auto post = [&](EntityIndex place) { // `Tổng Lãnh sự A tại thành phố B chào lãnh đạo tỉnh`: not B
        return std::any_of(holdings.begin(), holdings.end(), [&](const Holding& h) { return h.at == place; });
    };
    const auto place_in = [&](Row row, std::size_t end) -> EntityIndex {
        for (std::size_t i = end; i-- > 0;) {
            if (row[i].entity == no_entity) continue; // `Bí thư Tỉnh ủy A tiếp …`: A
            const EntityIndex place = scene_.locality(row[i].entity);
            if (place == no_entity || !scene_.vietnamese(place) || post(place)) continue;
            const bool whole = scene_.kind(place) == EntityKind::province;
            if (whole || !province.contains(level)) return place;
        }
        return no_entity;
    };
    EntityIndex place = place_in(row_, leaders.first);
    constexpr std::size_t report = 2; ///< sentences: a headline and the paper's sign
    for (std::size_t back = 1; place == no_entity && back <= report && back <= sentence_; ++back) {
        const Row before = scene_.items(sentence_ - back);
        place = place_in(before, before.size());
    }
    if (place == no_entity && province.contains(level)) place = only_province();
    if (place == no_entity) return {};
    return {place};
}

EntityIndex RowReader::only_province() const {
    const auto& annotations = scene_.annotations();
    const auto post = [&](EntityIndex place) { // of a consul: where his office is
        return std::any_of(annotations.holdings.begin(), annotations.holdings.end(),
                           [&](const Holding& h) { return h.at == place; });
    };
    EntityIndex found = no_entity;
    for (EntityIndex one = 0; one < annotations.entities.size(); ++one) {
        if (scene_.kind(one) != EntityKind::province || post(one)) continue;
        if (found != no_entity) return no_entity;
        found = one;
    }
    return found;
}

Group RowReader::bare_province(std::size_t at) const {
    constexpr std::size_t reach = 3; ///< `tại`, `với`
    static const SyllableSet province("tỉnh");
    Group group;
    group.first = at + 1;
    std::size_t level = at + 1;
    while (level < row_.size() && level <= at + reach && row_[level].kind == ItemKind::cue &&
           !is_word(level, province))
        ++level;
    if (level >= row_.size() || !is_word(level, province)) return {};
    if (level + 1 < row_.size() && (row_[level + 1].kind == ItemKind::word || is_name(level + 1)))
        return {}; // `tỉnh bạn`, `tỉnh A`
    group.last = level + 1;
    group.bodies = leaders_place(group);
    return group;
}

std::vector<EntityIndex> Drafter::seat_of(std::size_t at) const {
    EventDraft made;
    find_place(made, at);
    if (made.seat == no_entity) return {};
    return {made.seat};
}

Group RowReader::counted_objects(std::size_t at) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet is("là"), counts("hai ba bốn năm sáu các");
    bool counted = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger || is_name(i)) break;
        counted = counted || counts.contains(scene_.document().tokens[row_[i].tokens.first].id);
        if (counted && is_word(i, is)) return clause_.object(i);
    }
    return {};
}

Group RowReader::completed(std::size_t at, Group object) const {
    if (object.delegation) return object;
    if (object.empty()) object = farther_object(at, object);
    if (object.empty() && !object.delegation)
        if (const Group counted = counted_objects(at); !counted.empty()) return counted;
    return object;
}

Group RowReader::farther_object(std::size_t at, const Group& otherwise) const {
    static const SyllableSet with("với"), along("cùng");
    for (std::size_t i = at + 1; i < row_.size() && i < at + 10; ++i) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger || is_name(i)) break;
        if (is_word(i, with) || (i == at + 1 && is_word(i, along))) return clause_.object(i);
    }
    return otherwise;
}

Group RowReader::shared_object(std::size_t at) const {
    constexpr std::size_t reach = 8;
    bool other = false;
    if (at + 1 >= row_.size() || row_[at + 1].mark != U',') return {};
    for (std::size_t i = at + 2; i < row_.size() && i < at + reach; ++i) {
        other = other || row_[i].kind == ItemKind::person;
        if (row_[i].kind == ItemKind::trigger)
            return other && row_[i].frame == Frame::receive ? clause_.object(i) : Group();
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::date) break;
    }
    return {};
}

void Drafter::add_each(std::size_t at, const Group& first, const Group& second, Home home) {
    static const SyllableSet many("các lượt loạt");
    if (row_[at].event_kind == "ceremony" || (second.persons.size() >= 2 && to_present_letters(second.last)))
        return add_letters(at, first, second, home);
    bool several = false;
    for (std::size_t i = at + 1, steps = 0; i-- > 0 && steps < 3; ++steps)
        for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token)
            several = several || (!is_name(i) && many.contains(scene_.document().tokens[token].id));
    bool abroad = second.persons.size() >= 2;
    for (const EntityIndex person : second.persons)
        abroad = abroad && (scene_.country(person) != scene_.country(second.persons.front())) ==
                               (person != second.persons.front());
    if (several && second.persons.empty() && second.bodies.size() >= 2)
        return add_bodies(at, first, second, home);
    if (second.persons.size() < 2 || !(several || abroad || apart(second)))
        return add(at, first, second, home);
    for (const EntityIndex person : second.persons) {
        Group one = second;
        one.persons = {person};
        one.bodies.clear();
        add(at, first, one, home);
    }
}

void Drafter::add_letters(std::size_t at, const Group& first, const Group& second, Home home) {
    const std::size_t before = drafts_.size();
    add(at, first, second, home);
    if (drafts_.size() == before) return;
    EventDraft& made = drafts_.back();
    made.kind = "ceremony";
    for (Party* party : {&made.first, &made.second})
        for (const Member& person : std::vector<Member>(party->persons)) // each for his country
            if (const EntityIndex own = scene_.stands_for(person.entity);
                party->persons.size() >= 2 && own != no_entity && scene_.kind(own) == EntityKind::country)
                party->add(scene_, {own, person.evidence, person.rule});
}

bool RowReader::to_present_letters(std::size_t from) const {
    constexpr std::size_t reach = 6;
    static const SyllableSet presents("trình trao"), letter("thư");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (!row_.may_have(letter) || !row_.may_have(presents)) return false;
    bool presented = false, letter_told = false;
    for (std::size_t i = from; i < row_.size() && i < from + reach && row_[i].mark != U'.'; ++i)
        for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token) {
            presented = presented || presents.contains(tokens[token].id);
            letter_told = letter_told || (presented && letter.contains(tokens[token].id));
        }
    return letter_told;
}

bool RowReader::apart(const Group& group) const {
    std::vector<EntityIndex> bodies;
    for (const EntityIndex person : group.persons) {
        const EntityIndex body = scene_.stands_for(person);
        const bool local = scene_.locality(person) != no_entity;
        const bool known = std::find(bodies.begin(), bodies.end(), body) != bodies.end();
        if (body == no_entity || local || (known && !leads_state(person))) return false;
        bodies.push_back(body);
    }
    return !group.delegation && bodies.size() >= 2 &&
           (bodies.front() != bodies.back() ||
            !scene_.counterparts(group.persons.front(), group.persons.back()));
}

bool RowReader::leads_state(EntityIndex person) const {
    const std::string_view rank = scene_.rank(person);
    const bool envoy = rank.starts_with("đại sứ") || rank.find("lãnh sự") != std::string_view::npos;
    return !rank.empty() && !envoy && !scene_.deputy(person) && !rank.starts_with("phó");
}

void Drafter::add_bodies(std::size_t at, const Group& first, const Group& second, Home home) {
    for (const EntityIndex body : second.bodies) {
        if (part_of_larger(second, body)) continue;
        Group one = second;
        one.bodies = {body};
        add(at, first, one, home);
    }
}

void RowReader::split(Group& first, Group& second) const {
    std::vector<EntityIndex> all = first.persons;
    all.insert(all.end(), first.bodies.begin(), first.bodies.end());
    if (all.size() < 2) return;
    if (all.size() == 2 && first.persons.size() == 1 && scene_.country(all[0]) == scene_.country(all[1]))
        return;
    const EntityIndex here = scene_.locality(all.front()); // `Thị ủy A cùng UBND thị xã A`: one side
    if (all.size() == 2 && first.persons.empty() && here != no_entity && here == scene_.locality(all.back()))
        return;
    const EntityIndex home = scene_.country(all.front());
    Group a = first, b = first;
    a.persons.clear(), a.bodies.clear(), b.persons.clear(), b.bodies.clear();
    for (const EntityIndex one : all) {
        const bool other_side =
            one != all.front() &&
            (scene_.country(one) != home || scene_.vietnamese(one) != scene_.vietnamese(all.front()) ||
             (all.size() == 2 && scene_.country(one) == home));
        Group& side = other_side ? b : a;
        (scene_.is_person(one) ? side.persons : side.bodies).push_back(one);
    }
    if (b.persons.empty() && !b.bodies.empty() && a.persons.size() >= 2) { // `A và ông B của nước …`
        const auto officeless = [&](EntityIndex person) { return scene_.stands_for(person) == no_entity; };
        std::copy_if(a.persons.begin() + 1, a.persons.end(), std::back_inserter(b.persons), officeless);
        a.persons.erase(std::remove_if(a.persons.begin() + 1, a.persons.end(), officeless), a.persons.end());
    }
    if (delegations(first.first, first.last) >= 2) a.delegation = b.delegation = false; // both came
    first = a;
    second = b;
}

bool RowReader::split_at_delegation(Group& first, Group& second) const {
    static const SyllableSet joins("và với");
    for (std::size_t i = first.first + 1; i + 1 < first.last && i + 1 < row_.size(); ++i) {
        if (!is_word(i, joins) || row_[i + 1].kind != ItemKind::cue || row_[i + 1].cue != Cue::group)
            continue;
        Group one, other;
        one.first = first.first, one.last = other.first = i, other.last = first.last;
        for (const EntityIndex entity : first.persons)
            (named_from(i, first.last, entity) ? other : one).persons.push_back(entity);
        for (const EntityIndex entity : first.bodies)
            (named_from(i, first.last, entity) ? other : one).bodies.push_back(entity);
        if (one.empty() || other.empty()) return false;
        other.delegation = true;
        one.delegation = delegations(first.first, i) > 0;
        first = one;
        second = other;
        return true;
    }
    return false;
}

bool RowReader::named_from(std::size_t first, std::size_t last, EntityIndex entity) const {
    return std::any_of(
        row_.begin() + static_cast<std::ptrdiff_t>(first), row_.begin() + static_cast<std::ptrdiff_t>(last),
        [&](const Item& item) { return item.entity == entity && item.kind != ItemKind::date; });
}

std::size_t RowReader::delegations(std::size_t first, std::size_t last) const {
    std::size_t count = 0;
    for (std::size_t at = first; at < last && at < row_.size(); ++at)
        count += row_[at].kind == ItemKind::cue && row_[at].cue == Cue::group;
    return count;
}

} // namespace banggiao::extract
