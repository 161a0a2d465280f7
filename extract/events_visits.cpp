// Takes triggers of visits: who goes where, inspections. Hands out drafts.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

std::size_t TravelReader::joined_verb(std::size_t at) const {
    for (std::size_t i = at + 1; i < row_.size() && i < at + 4; ++i) {
        if (row_[i].kind == ItemKind::trigger) return row_[i].frame == Frame::talk ? i : at;
        const bool link =
            (row_[i].kind == ItemKind::mark && row_[i].mark == U',') ||
            (row_[i].kind == ItemKind::cue && row_[i].cue != Cue::say && row_[i].cue != Cue::at);
        if (!link) return at;
    }
    return at;
}

bool TravelReader::follows_visit(std::size_t at) const {
    for (std::size_t i = at; i-- > 0 && i + 4 > at;)
        if (row_[i].kind == ItemKind::trigger) return row_[i].frame == Frame::visit && joined_verb(i) == at;
    return false;
}

bool TravelReader::relative_clause(std::size_t at) const {
    return staying(at) || welcomed(at) || on_occasion(at);
}

bool TravelReader::on_occasion(std::size_t at) const {
    constexpr std::size_t reach = 10;
    static const SyllableSet occasions("dịp");
    if (!row_.may_have(occasions)) return false;
    for (std::size_t i = at, steps = 0; i-- > 1 && steps < reach; ++steps) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) return false;
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::frame)
            return i + 1 < at && occasions.contains(scene_.document().tokens[row_[i].tokens.last - 1].id);
    }
    return false;
}

bool TravelReader::escorted(std::size_t at) const {
    for (std::size_t i = at; i-- > 0 && row_[i].kind != ItemKind::mark;)
        if (row_[i].kind == ItemKind::trigger) return row_[i].frame == Frame::escort && i + 1 < at;
    return false;
}

bool TravelReader::staying(std::size_t at) const {
    static const SyllableSet openers("đang sang ở"), done("đã vừa");
    const SyllableId opening = scene_.document().tokens[row_[at].tokens.first].id;
    if (at > 0 && is_word(at - 1, done)) return false; // `A đã sang thăm …`: the clause's own verb
    static const SyllableSet comes("sang");            // `A sang thăm B`, told of nobody else
    const auto verb = [&](const Item& item) {
        return item.kind == ItemKind::trigger || (item.kind == ItemKind::cue && item.cue == Cue::say);
    };
    if (comes.contains(opening) &&
        std::none_of(row_.begin(), row_.begin() + static_cast<std::ptrdiff_t>(at), verb))
        return false;
    return openers.contains(opening) || (at > 0 && is_word(at - 1, openers));
}

bool TravelReader::welcomed(std::size_t at) const {
    return welcoming_verb(at) != row_.size();
}

bool TravelReader::within_name(std::size_t mark) const {
    static const SyllableSet towns("tp tx tt");
    if (mark == 0 || mark + 1 >= row_.size()) return false;
    const std::size_t name =
        mark + 2 < row_.size() && is_filler(mark + 1) ? mark + 2 : mark + 1; // `, tỉnh A`
    if (row_[name].kind != ItemKind::place) return false;
    if (row_[mark].mark == U'.')
        return towns.contains(scene_.document().tokens[row_[mark].tokens.first - 1].id);
    const bool lies_in = row_[mark - 1].kind == ItemKind::place || row_[mark - 1].kind == ItemKind::body;
    return row_[mark].mark == U',' && (lies_in || scene_.kind(row_[name].entity) == EntityKind::country);
}

std::size_t TravelReader::welcoming_verb(std::size_t at) const {
    bool name = false, led = false; // `đón đoàn A (Lào) do ông B, Phó Tỉnh trưởng, làm trưởng đoàn đến thăm`
    for (std::size_t i = at; i-- > 0;) {
        name = name || is_name(i);
        led = led || (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::head);
        const bool inside = row_[i].mark == U'(' || row_[i].mark == U')' || (led && row_[i].mark == U',');
        if (row_[i].kind == ItemKind::mark && !inside && !within_name(i)) break;
        if (clause_.greets(i)) return name ? i : row_.size();
        if (row_[i].kind != ItemKind::trigger) continue;
        const bool welcomes = row_[i].frame == Frame::welcome || row_[i].frame == Frame::receive ||
                              row_[i].frame == Frame::ceremony || row_[i].frame == Frame::banquet;
        return name && welcomes ? i : row_.size();
    }
    return row_.size();
}

bool TravelReader::inspection(std::size_t at) const {
    static const SyllableSet nouns("tác quả việc đợt hoạch độ cuộc buổi");
    const TokenIndex first = row_[at].tokens.first;
    return row_[at].rule == "inspects" && at > 0 &&
           (row_[at - 1].kind == ItemKind::word || row_[at - 1].kind == ItemKind::cue) &&
           nouns.contains(scene_.document().tokens[first - 1].id);
}

bool TravelReader::of_goods(std::size_t at) const {
    static const SyllableSet is_there("mặt"), goods("hàng phẩm hóa hiệu"), people("ngân nhà khách");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = row_[at].tokens.first;
    if (!row_.may_have(goods) || std::none_of(tokens.begin() + first, tokens.begin() + row_[at].tokens.last,
                                              [](const Token& token) { return is_there.contains(token.id); }))
        return false;
    for (std::size_t i = at; i-- > 0;) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger ||
            row_[i].kind == ItemKind::person || (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say))
            return false;
        const TokenIndex noun = row_[i].tokens.last - 1;
        if (!is_name(i) && goods.contains(tokens[noun].id))
            return noun == 0 || !people.contains(tokens[noun - 1].id);
    }
    return false;
}

bool TravelReader::of_place(const Group& group, EntityIndex place) const {
    const auto own = [&](EntityIndex one) { return scene_.locality(one) == place; };
    return std::any_of(group.persons.begin(), group.persons.end(), own) ||
           std::any_of(group.bodies.begin(), group.bodies.end(), own);
}

void Drafter::visit(std::size_t at) {
    if (at == sites_verb_ || (row_[at].rule == "comes-to" && !welcomed(at)) || inspection(at)) return;
    if (row_[at].rule == "calls-at" && (!sails(at) || journey_behind(at))) return;
    if (of_goods(at)) return;
    if (row_[at].rule == "opens")
        if (open_together(at, openers(at))) return;
    Group guest = relative_clause(at) || escorted(at) ? clause_.nearest(at) : doer(at);
    const std::size_t welcome = welcoming_verb(at); // `mong sớm được đón A sang thăm`
    if (welcome != row_.size() && guest.persons.empty()) guest.delegation = false; // greeted, of whoever
    guest.unreal = guest.unreal || clause_.unreal(at) || (welcome != row_.size() && clause_.unreal(welcome));
    Group host = clause_.object(at);
    if (const std::size_t next = joined_verb(at); host.empty() && next != at) host = clause_.object(next);
    if (of_feast(host)) host = farther_goal(at);
    static const SyllableSet greets("chào cảm cám hoan"); // `Cảm ơn đoàn đã đến thăm, A …`
    const bool opens =
        std::none_of(row_.begin(), row_.begin() + static_cast<std::ptrdiff_t>(at), [&](const Item& item) {
            return item.entity != no_entity ||
                   greets.contains(scene_.document().tokens[item.tokens.first].id);
        });
    if (!guest.named() && opens) guest = clause_.speaker(at); // `Đang ở thăm Lào, A …`
    resolve(guest);
    if (guest.empty() && !guest.unreal) guest.bodies = navy_of_ship(at);
    guest.delegation = guest.delegation || (guest.persons.empty() && !guest.bodies.empty() && sails(at));
    std::erase_if(host.persons, [&](EntityIndex person) { return scene_.stands_for(person) == no_entity; });
    const auto house = [&](EntityIndex body) { return !is_place(scene_.kind(body)); };
    if (guest.persons.empty() && std::any_of(guest.bodies.begin(), guest.bodies.end(), house) && sails(at))
        drop_places(guest); // the ports it came to
    if (guest.unreal) return note_plan(at, guest);
    if (const Group named = named_visitor(at, guest, host); !named.empty()) guest = named;
    if (guest.empty()) return;
    Group where;
    if (row_[at].rule == "inspects") {
        where.bodies = host.bodies;
        drop_places(host);
        std::erase_if(where.bodies, [&](EntityIndex body) { return !is_place(scene_.kind(body)); });
    }
    if (host.empty()) host = goal_before(at);
    if (host.empty()) host = receivers(at);
    if (host.empty()) host = farther_goal(at);
    if (host.empty()) host = counted_objects(joined_verb(at));
    if (host.empty()) host = home_of_receiver(at, guest);
    if (host.empty()) host = friends_behind(at, guest);
    if (host.empty() && row_[at].rule != "inspects" && (!guest.persons.empty() || !only_countries(guest))) {
        host = bare_province(joined_verb(at));
        std::erase_if(host.bodies, [&](EntityIndex place) { return of_place(guest, place); });
    }
    if (host.empty() && where.bodies.empty()) where.bodies = homes_visited(at);
    if (host.persons.empty() && welcomed(at)) host.persons = welcomers(at, host);
    if (host.persons.empty() && only_countries(host) && visit_each(at, guest)) return; // `3 tỉnh của A là …`
    if (row_[at].rule == "is-at" && !away(guest, host)) return;
    if (host.empty()) return sight(at, guest, where);
    if (navy_calls_again(guest, host)) return;
    if (guest.persons.empty() && !guest.delegation && !greeted_first(welcome, host) &&
        !leaders_from_abroad(guest, host))
        return;
    const bool whole_country_guest = guest.persons.empty() && guest.bodies.size() == 1 &&
                                     scene_.kind(guest.bodies.front()) == EntityKind::country &&
                                     !guest.delegation;
    if (whole_country_guest) return;
    if (host.persons.empty() && goals_in_row(at, host.bodies.front()).size() > 1)
        return visit_goals(at, guest);
    const std::size_t before = drafts_.size();
    add(at, guest, host, Home::second);
    date_in_brackets(host.last, before);
    const bool at_home = std::none_of(host.bodies.begin(), host.bodies.end(), [&](EntityIndex body) {
        return scene_.kind(body) == EntityKind::country || scene_.kind(body) == EntityKind::foreign_locality;
    });
    if (at_home && drafts_.size() > before) date_by_report(drafts_.back());
}

bool TravelReader::with_wishes(std::size_t at) const {
    constexpr TokenIndex reach = 12;
    static const SyllableSet wishes("chúc"), feast("tết mừng");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = row_[at].tokens.first, last = row_.back().tokens.last;
    for (TokenIndex i = first; i + 1 < last && i < first + reach; ++i)
        if (wishes.contains(tokens[i].id) && feast.contains(tokens[i + 1].id)) return true;
    return false;
}

Group TravelReader::named_visitor(std::size_t at, const Group& doer, const Group& goal) const {
    if (at == 0 || row_[at - 1].kind != ItemKind::person || doer.persons.empty() || goal.bodies.empty() ||
        scene_.kind(goal.bodies.front()) != EntityKind::country)
        return {};
    const EntityIndex nation = goal.bodies.front(), visitor = row_[at - 1].entity;
    const bool home = std::all_of(doer.persons.begin(), doer.persons.end(),
                                  [&](EntityIndex person) { return scene_.nation(person) == nation; });
    const EntityIndex theirs = scene_.country(visitor);
    return home && theirs != no_entity && theirs != nation ? only(at - 1, at - 1, at) : Group();
}

bool TravelReader::away(const Group& guest, const Group& goal) const {
    if (!guest.delegation || guest.empty() || goal.bodies.empty()) return false;
    const EntityIndex one = guest.persons.empty() ? guest.bodies.front() : guest.persons.front();
    const EntityIndex place = goal.bodies.front();
    return is_place(scene_.kind(place)) && scene_.nation(one) != scene_.nation(place);
}

bool Drafter::greeted_first(std::size_t welcome, const Group& host) const {
    const bool greets = welcome != row_.size() &&
                        (row_[welcome].frame == Frame::welcome || row_[welcome].frame == Frame::receive);
    if (!greets || host.bodies.empty() ||
        !(clause_.object(welcome).delegation || clause_.names_delegation(welcome)))
        return false;
    const EntityIndex goal = host.bodies.front();
    const auto visited = [&](const EventDraft& event) {
        return event.kind == "visit" && event.second.has(goal);
    };
    const std::size_t most = std::min(farthest_event, drafts_.size());
    return std::none_of(drafts_.end() - static_cast<std::ptrdiff_t>(most), drafts_.end(), visited);
}

bool TravelReader::leaders_from_abroad(const Group& guest, const Group& goal) const {
    if (!guest.leaders || guest.bodies.empty() || goal.bodies.empty()) return false;
    const EntityIndex from = guest.bodies.front(), to = goal.bodies.front();
    return scene_.kind(from) != EntityKind::country && scene_.vietnamese(from) != scene_.vietnamese(to);
}

void Drafter::date_by_report(EventDraft& visit) const {
    const bool ours = !visit.second.bodies.empty() && scene_.vietnamese(visit.second.bodies.front().entity) &&
                      !visit.first.persons.empty() && scene_.vietnamese(visit.first.persons.front().entity);
    if (!visit.date && (visit.continues || ours) && !visit.title) visit.date = day_before(visit);
}

bool RowReader::lasts() const {
    static const SyllableSet journey("chuyến"), lasting("kéo thúc diễn");
    constexpr std::size_t opening = 8;
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (!journey.contains(tokens[row_.front().tokens.first].id)) return false;
    for (std::size_t i = 0; i < row_.size() && i < opening; ++i)
        for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token)
            if (lasting.contains(tokens[token].id)) return true;
    return false;
}

void Drafter::note_stay() {
    constexpr std::size_t report = 20; ///< sentences
    if (!row_.has(ItemKind::date)) return;
    for (std::size_t i = 0; i < row_.size(); ++i) {
        if (row_[i].kind != ItemKind::date) continue;
        const DateMention& stay = scene_.dates()[row_[i].date];
        EventDraft* visit = last_of("visit");
        if (!visit || visit->sentence + report < sentence_ || !visit->date || visit->date->is_span() ||
            visit->date->grain != DateGrain::day)
            continue;
        if (stay.is_span() && visit->date->first == stay.first) visit->date = stay;
        if (!stay.is_span() && stay.grain == DateGrain::day && until(i) &&
            lasts()) { // `kéo dài đến ngày 2/12`
            CalendarDate end = stay.last;
            const CalendarDate& begin = visit->date->first;
            const bool turns = end.month < begin.month; // of the year
            end.year = begin.year == 0 ? 0 : begin.year + (turns ? 1 : 0);
            if (end.month > begin.month || turns || end.day > begin.day) visit->date->last = end;
        }
    }
}

bool TravelReader::of_state(std::size_t at) const {
    static const SyllableSet ranks("thức nghị nước nhà");
    const std::vector<Token>& tokens = scene_.document().tokens;
    return std::any_of(tokens.begin() + row_[at].tokens.first, tokens.begin() + row_[at].tokens.last,
                       [&](const Token& token) { return ranks.contains(token.id); });
}

Group Drafter::openers(std::size_t at) {
    constexpr std::size_t reach = 14, report = 3; ///< items behind the verb; sentences back to a pair
    static const SyllableSet is("là"), two("hai");
    Group who = clause_.subject(at);
    if (who.persons.size() >= 2 || who.unreal || clause_.unreal(at)) return who;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && row_[i].mark != U'.'; ++i)
        if (is_word(i, is) || lists_names(i)) { // `Cắt băng khai mạc là A và B`
            Group behind = clause_.object(i, true);
            behind.persons.insert(behind.persons.begin(), who.persons.begin(), who.persons.end());
            return behind;
        }
    const EventDraft* met = who.pair || (who.persons.empty() && says(two)) ? last_of("meeting") : nullptr;
    if (!met || met->sentence + report < sentence_ || row_.has(ItemKind::person)) return who;
    for (const Party* party : {&met->first, &met->second}) // `Hai ông cùng cắt băng`
        if (!party->persons.empty()) who.persons.push_back(party->persons.front().entity);
    return who;
}

bool Drafter::open_together(std::size_t at, const Group& who) {
    EventDraft made = draft(at);
    const bool told = date_before(at) || date_after(at) || made.place != no_entity;
    if (!told || who.persons.size() < 2 || of_one_country(who)) return false;
    made.home = Home::neither;
    for (const EntityIndex person : who.persons)
        made.others.add(scene_, {person, evidence(who, at, who), made.rule});
    drafts_.push_back(std::move(made));
    return true;
}

void Drafter::sight(std::size_t at, const Group& guest, const Group& where) {
    if (row_[at].rule == "opens") return;
    if (guest.persons.empty() || of_state(at) || with_wishes(at)) return; // a ribbon is cut for a house
    bool proper = row_[at].rule == "inspects" || !where.bodies.empty();
    for (std::size_t i = at + 1; i < row_.size() && i < at + 5; ++i)
        proper = proper || ((row_[i].kind == ItemKind::word || row_[i].frame == Frame::assembly) &&
                            scene_.document().tokens[row_[i].tokens.first].shape == Shape::capital);
    if (!proper) return;
    EventDraft made = draft(at);
    Group person;
    person.persons = {guest.persons.front()};
    fill(made.first, person, evidence(guest, at, guest), made.rule);
    made.home = Home::second;
    if (const std::size_t house = house_of_sight(at); house != row_.size()) {
        Group host;
        host.bodies = {row_[house].entity};
        fill(made.second, host, clause_around(at, house + 1), made.rule);
    }
    if (!where.bodies.empty()) {
        made.place = where.bodies.front();
        made.place_evidence = clause_around(at, row_.size());
    }
    if (made.rule == "inspects")
        date_by_report(made);
    else if (!made.date && !made.title)
        made.date = day_before(made);
    drafts_.push_back(std::move(made));
}

std::size_t TravelReader::house_of_sight(std::size_t at) const {
    static const SyllableSet in("tại");
    for (std::size_t i = at + 1; i + 1 < row_.size() && i < at + 10; ++i) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) break;
        if (is_word(i, in)) return row_[i + 1].kind == ItemKind::body ? i + 1 : row_.size();
    }
    return row_.size();
}

} // namespace banggiao::extract
