// Takes the items of an article's sentences. Hands out drafts of events: goes through the triggers.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>
#include <string>

namespace banggiao::extract {

namespace {

const SyllableSet& continuing() {
    static const SyllableSet set("sau kết cũng này");
    return set;
}

} // namespace

std::vector<EventDraft> Drafter::read() {
    const Document& document = scene_.document();
    for (std::size_t i = 0; i < document.sentences.size(); ++i) {
        if (document.sentences[i].block == Block::furniture) continue;
        sentence_ = i;
        row_ = scene_.items(i);
        read_row();
    }
    sign_with_talks(drafts_);
    add_portraits();
    add_welcome_before_talks();
    date_planned();
    date_headline();
    return std::move(drafts_);
}

void Drafter::read_row() {
    const Token& opening = scene_.document().tokens[row_.front().tokens.first];
    if (opening.mark == U'*') piece_ = drafts_.size();
    said_ = quoted();
    remember_town();
    if (goes_on_listing()) return;
    const std::size_t before = drafts_.size();
    note_report_day();
    note_programme();
    sites();
    brief();
    const bool tells = row_.has(ItemKind::trigger) || row_.has(Cue::aux) || row_.has(Cue::say);
    for (std::size_t at = 0; tells && at < row_.size(); ++at) {
        if (row_[at].kind == ItemKind::trigger) read_trigger(at);
        if (row_[at].kind == ItemKind::cue && row_[at].cue == Cue::aux) reach_house(at);
        if (row_[at].kind == ItemKind::cue && row_[at].cue == Cue::say) exchange_texts(at);
    }
    if (handing_) taken_over();
    welcomed_before_talks(before);
    if (drafts_.size() == before) portrait();
    if (drafts_.size() == before) note_day_told();
    if (programme_ || supposed()) drafts_.resize(std::min(before, drafts_.size()));
    note_stay();
    place_both();
    welcome_goes_on();
    if (drafts_.size() == before) company_listed();
    if (drafts_.size() == before) people_of_assembly();
    members_of_delegation();
    on_behalf();
    speakers();
    if (row_.has(ItemKind::person) && !drafts_.empty()) head_of_house();
    remember_subject();
    const bool parts = heads_of_talks() || roles_named();
    if (!parts) lead_told_before();
    if (!parts) remember_delegation();
}

bool RowReader::says(const SyllableSet& words) const {
    const std::vector<Token>& tokens = scene_.document().tokens;
    return row_.may_have(words) &&
           std::any_of(tokens.begin() + row_.front().tokens.first, tokens.begin() + row_.back().tokens.last,
                       [&](const Token& token) { return words.contains(token.id); });
}

bool RowReader::supposed() const {
    static const SyllableSet openers("dự nếu sắp giả liệu"), done("đã vừa");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (row_.front().kind != ItemKind::cue || row_.front().cue != Cue::unreal ||
        !openers.contains(tokens[row_.front().tokens.first].id))
        return false;
    return std::none_of(row_.begin(), row_.end(), [&](const Item& item) {
        return item.kind == ItemKind::cue && done.contains(tokens[item.tokens.first].id);
    });
}

void Drafter::note_programme() {
    static const SyllableSet according("theo"), plan("chương lịch kế"), will("sẽ"), done("đã vừa");
    if (!programme_ && !row_.may_have(according)) return;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange sentence = scene_.document().sentences[sentence_].tokens;
    const TokenIndex end = std::max(sentence.last, sentence.first + 1) - 1;
    const auto tells = [&](const SyllableSet& words) {
        return std::any_of(&tokens[sentence.first], &tokens[end],
                           [&](const Token& token) { return words.contains(token.id); });
    };
    const bool first = according.contains(tokens[sentence.first].id);
    bool opens = false;
    for (TokenIndex at = sentence.first; at < end && !opens; ++at)
        opens = according.contains(tokens[at].id) && plan.contains(tokens[at + 1].id);
    if (!opens && !programme_) return;
    const bool told = tells(done);
    if (tokens[sentence.first].line_start || told) programme_ = false;
    programme_ = programme_ || (opens && (first || tells(will)) && !told);
}

void Drafter::read_trigger(std::size_t at) {
    switch (row_[at].frame) {
    case Frame::receive:
        return receive(at);
    case Frame::court:
        return court(at);
    case Frame::talk:
        return nominal(at) ? occasion(at) : talk_on_visit(at);
    case Frame::visit:
        return visit(at);
    case Frame::journey:
        return journey(at);
    case Frame::sign:
        return sign(at);
    case Frame::witness:
        return witness(at);
    case Frame::occasion:
        return verbal(at) ? talk(at) : occasion(at);
    case Frame::present:
        return present(at, at);
    case Frame::attend:
        return attend(at);
    case Frame::escort:
        return escort(at);
    case Frame::chair:
        return chair(at);
    case Frame::ceremony:
        return ceremony(at);
    case Frame::welcome:
        return welcome(at);
    case Frame::banquet:
        return banquet(at);
    case Frame::assembly:
        return assembly(at);
    case Frame::press:
        return press(at);
    case Frame::award:
        return award(at);
    case Frame::side:
        return side(at);
    default:
        return;
    }
}

bool RowReader::nominal(std::size_t at) const {
    static const SyllableSet counters("cuộc buổi");
    if (at == 0 || verbal(at)) return false;
    const Item& before = row_[at - 1];
    return before.kind == ItemKind::cue &&
           (before.cue == Cue::at || before.cue == Cue::frame ||
            counters.contains(scene_.document().tokens[before.tokens.last - 1].id));
}

bool RowReader::verbal(std::size_t at) const {
    static const SyllableSet openers("có hành");
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < 3; ++steps) {
        static const SyllableSet counts("một nhiều những hai ba bốn");
        if (is_word(i, counts) && row_[i].kind == ItemKind::word) continue;
        if (row_[i].kind != ItemKind::cue || row_[i].cue == Cue::at || row_[i].cue == Cue::frame)
            return false;
        if (openers.contains(scene_.document().tokens[row_[i].tokens.last - 1].id)) return true;
    }
    return false;
}

TokenRange RowReader::clause_around(std::size_t first, std::size_t last) const {
    return {row_[first].tokens.first, row_[std::max(last, first + 1) - 1].tokens.last};
}

bool RowReader::told_by_the_way(std::size_t at) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet result("quả"), praise("giá"), between("giữa");
    if (row_[at].rule == "visits-and-works") return true;
    const bool of_others = at + 1 < row_.size() && is_word(at + 1, between);
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (is_name(i) || row_[i].kind == ItemKind::date) return false;
        if (is_word(i, result) || (of_others && is_word(i, praise))) return true;
    }
    return false;
}

bool RowReader::days_earlier() const {
    static const SyllableSet before("trước"), that("đó"), units("ngày tuần tháng hôm"),
        meetings("cuộc buổi lễ hội");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = row_.front().tokens.first, last = row_.back().tokens.last;
    if (last < first + 4 || !before.contains(tokens[first].id)) return false;
    if (meetings.contains(tokens[first + 1].id)) return true; // `Trước buổi tiếp này, …`
    return that.contains(tokens[first + 1].id) &&
           (units.contains(tokens[first + 2].id) || units.contains(tokens[first + 3].id));
}

EventDraft Report::draft(std::size_t at) const {
    EventDraft made;
    made.kind = std::string(row_[at].event_kind);
    made.name = scene_.document().slice(row_[at].tokens);
    made.rule = row_[at].rule;
    made.frame = row_[at].frame;
    made.triggers = {row_[at].tokens};
    made.sentence = sentence_;
    made.on_journey = sums_up();
    made.hours = hours_told();
    made.title = scene_.document().sentences[sentence_].block == Block::title;
    find_date(made, at);
    find_place(made, at);
    made.palace = palace();
    if (!made.on_journey) { // of which all the towns can be meant
        made.scenery = town_;
        made.scenery_evidence = town_evidence_;
    }
    made.scenery_age = sentence_ - town_sentence_;
    const Token& opening = scene_.document().tokens[row_.front().tokens.first];
    made.continues = !made.date && continuing().contains(opening.id);
    for (std::size_t i = at, steps = 0; !made.date && !made.continues && i-- > 0 && steps < 12; ++steps)
        made.continues = row_[i].kind != ItemKind::person &&
                         continuing().contains(scene_.document().tokens[row_[i].tokens.first].id);
    made.undated = told_by_the_way(at) || (!made.date && days_earlier());
    const bool news = made.kind != "visit" && !made.title && !made.undated;
    if (news && !made.date) made.date = day_before(made);
    return made;
}

void Report::fill(Party& party, const Group& group, TokenRange evidence, std::string_view rule) const {
    for (const EntityIndex person : group.persons) party.add(scene_, {person, evidence, rule});
    for (const EntityIndex body : group.bodies)
        if (!part_of_larger(group, body) && !of_others(group, body))
            party.add(scene_, {body, evidence, rule});
}

bool RowReader::of_others(const Group& group, EntityIndex body) const {
    const EntityIndex nation = scene_.country(body);
    const std::string& kind = scene_.entity(body).subkind;
    const bool state = kind == "military" || kind == "party" || kind == "government" ||
                       kind == "legislature" || is_place(scene_.kind(body));
    if (kind == "party" && scene_.vietnamese(body) && stands_abroad(group))
        return true; // `lãnh đạo Đảng, chính quyền tỉnh A`
    if (body == scene_.viet_nam() && military(group))
        return true; // `Đoàn quân sự cấp cao Việt Nam do Bộ trưởng A dẫn đầu`: of his ministry
    if (body == scene_.viet_nam() && (all_foreigners(group) || behind_dash(group, body)))
        return true; // `Đoàn hữu nghị A - Việt Nam do B`
    if (nation == no_entity || group.persons.empty() || !state) return false;
    return std::all_of(group.persons.begin(), group.persons.end(), [&](EntityIndex person) {
        const EntityIndex own = scene_.country(person);
        return own != no_entity && own != nation;
    });
}

bool RowReader::military(const Group& group) const {
    static const SyllableSet army("quân");
    if (!group.delegation || group.persons.empty() || !row_.may_have(army)) return false;
    const EntityIndex house = scene_.stands_for(group.persons.front());
    if (house == no_entity || scene_.kind(house) != EntityKind::organization) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = group.first - (group.first > 0); i < group.last && i < row_.size(); ++i)
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::group && row_[i].tokens.size() > 3 &&
            std::any_of(&tokens[row_[i].tokens.first], &tokens[row_[i].tokens.last],
                        [&](const Token& token) { return army.contains(token.id); }))
            return true;
    return false;
}

bool RowReader::behind_dash(const Group& group, EntityIndex body) const {
    if (!group.delegation || !group.persons.empty()) return false;
    for (std::size_t i = std::max(group.first, std::size_t{2}); i < group.last && i < row_.size(); ++i)
        if (row_[i].entity == body && row_[i - 1].kind == ItemKind::mark && !is_name(i - 2) &&
            (row_[i - 1].mark == U'-' || row_[i - 1].mark == U'–'))
            return scene_.document().tokens[row_[i - 2].tokens.last - 1].shape == Shape::capital;
    return false;
}

bool RowReader::all_foreigners(const Group& group) const {
    const auto foreigner = [&](EntityIndex person) {
        const EntityIndex served = scene_.stands_for(person);
        const bool officer =
            served != no_entity && scene_.vietnamese(served) && scene_.entity(served).subkind != "mass";
        return scene_.foreign_name(person) && !officer;
    };
    return !group.persons.empty() && std::all_of(group.persons.begin(), group.persons.end(), foreigner);
}

bool RowReader::stands_abroad(const Group& group) const {
    const auto abroad = [&](EntityIndex body) { return scene_.kind(body) == EntityKind::foreign_locality; };
    const auto unknown = [&](EntityIndex person) {
        return scene_.nation(person) != scene_.viet_nam() || scene_.foreign_name(person);
    };
    return std::any_of(group.bodies.begin(), group.bodies.end(), abroad) &&
           std::all_of(group.persons.begin(), group.persons.end(), unknown);
}

bool RowReader::part_of_larger(const Group& group, EntityIndex place) const {
    if (!is_place(scene_.kind(place))) return false;
    if (std::any_of(group.persons.begin(), group.persons.end(), [&](EntityIndex person) {
            const EntityIndex body = scene_.stands_for(person);
            return body != no_entity && scene_.told_behind(body) == place;
        }))
        return true;
    if (group.bodies.size() < 2) return false;
    const bool nation = scene_.kind(place) == EntityKind::country;
    return std::any_of(group.bodies.begin(), group.bodies.end(), [&](EntityIndex other) {
        const EntityIndex own = scene_.locality(other);
        if (other == place || (!nation && (own == no_entity || own == place))) return false;
        const std::string& code = scene_.entity(place).code;
        return nation ? scene_.country(other) == place
                      : scene_.within(own) == place ||
                            (!code.empty() && scene_.entity(own).code.starts_with(code + "/"));
    });
}

Group RowReader::delegation_before(std::size_t at) const {
    constexpr std::size_t reach = 40;
    for (std::size_t i = std::min(at, row_.size()), steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (row_[i].kind != ItemKind::cue || row_[i].cue != Cue::group) continue;
        Group told = clause_.object(i);
        if (!told.empty() && told.last <= at) return told;
    }
    return {};
}

void Drafter::resolve(Group& group) const {
    constexpr std::size_t near = 3; ///< sentences back to the journey
    if (group.delegation && group.persons.empty() && group.bodies.size() == 1 && !only_countries(group) &&
        std::find(delegation_.bodies.begin(), delegation_.bodies.end(), group.bodies.front()) !=
            delegation_.bodies.end()) {
        group.persons = delegation_.persons; // `đoàn A`, whose head has been told
        group.with_company = true;
    }
    if (!group.empty() || !group.delegation) return;
    const Group told = delegation_before(group.first);
    group.persons = told.empty() ? delegation_.persons : told.persons;
    group.bodies = told.empty() ? delegation_.bodies : told.bodies;
    if (group.empty() && said_.last <= group.first) // `Ông A cho biết đoàn đã gặp …`
        group.persons = said_.persons;
    group.with_company = true;
    if (!group.persons.empty() || drafts_.empty()) return;
    const EventDraft& journey = drafts_.back();
    if (journey.kind == "meeting" && group.empty() && journey.sentence + near >= sentence_ &&
        journey.sentence != sentence_ && (journey.home == Home::first || journey.home == Home::open)) {
        const auto ours = [&](const Member& m) { return of_ours(m.entity); };
        const std::vector<Member>& callers = journey.second.persons;
        const bool foreign =
            journey.home == Home::first || std::none_of(callers.begin(), callers.end(), ours);
        for (const Member& person : callers)
            if (foreign) group.persons.push_back(person.entity);
    }
    if (journey.kind != "visit" || journey.sentence + near < sentence_) return;
    const auto travels = [&](EntityIndex body) { return journey.first.has(body); };
    if (!group.empty() && std::none_of(group.bodies.begin(), group.bodies.end(), travels)) return;
    for (const Member& person : journey.first.persons) group.persons.push_back(person.entity);
    for (const Member& body : journey.first.bodies) group.bodies.push_back(body.entity);
}

TokenRange RowReader::evidence(const Group& group, std::size_t at, const Group& object) const {
    std::size_t first = group.empty() ? at : std::min(group.first, at);
    if (row_[first].tokens.first > row_[at].tokens.first) first = at;
    const std::size_t last = group.first >= at && !group.empty() ? group.last : at + 1;
    return clause_around(first, std::min(row_.size(), std::max({at + 1, last, object.last})));
}

void Drafter::add(std::size_t at, const Group& first, const Group& second, Home home) {
    if (clause_.to_come(std::max(second.last, at + 1))) return;
    if (one_side(first, second) || one_side(second, first)) return join_side(at, first, second);
    EventDraft made = draft(at);
    const TokenRange words = evidence(first, at, second);
    fill(made.first, first, words, made.rule);
    fill(made.second, second, words, made.rule);
    if (first.with_company) bring_company(made.first);
    if (second.with_company) bring_company(made.second);
    for (const Member& member : made.first.persons) // nobody meets himself
        std::erase_if(made.second.persons, [&](const Member& m) { return m.entity == member.entity; });
    drop_own(made.first, made.second);
    drop_own(made.second, made.first);
    if (made.kind == "visit") drop_goals(made);
    for (const Member& member : made.first.bodies)
        std::erase_if(made.second.bodies, [&](const Member& m) { return m.entity == member.entity; });
    if (made.first.empty() || made.second.empty()) return;
    made.home = home;
    made.crowd = crowd(at, second);
    made.first_travels =
        first.delegation || first.travels || made.rule == "visits-and-works" || made.rule == "works-at";
    made.second_travels = second.delegation;
    drafts_.push_back(std::move(made));
}

bool RowReader::crowd(std::size_t at, const Group& group) const {
    static const SyllableSet people("nghiệp đoàn tư ty bào con đồng người giả viên bè");
    if (!group.persons.empty() || !only_countries(group)) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = at + 1; i < group.last && !is_name(i); ++i)
        if (people.contains(tokens[row_[i].tokens.last - 1].id)) return true;
    return false;
}

void Report::drop_own(const Party& party, Party& other) const {
    if (other.persons.empty()) return;
    const auto served = [&](const Party& by, EntityIndex body) {
        return std::any_of(by.persons.begin(), by.persons.end(),
                           [&](const Member& m) { return scene_.holds(m.entity, body); });
    };
    std::erase_if(other.bodies, [&](const Member& m) {
        return scene_.kind(m.entity) == EntityKind::organization && served(party, m.entity) &&
               !served(other, m.entity);
    });
}

bool RowReader::one_side(const Group& people, const Group& bodies) const {
    if (people.persons.empty() || !people.bodies.empty() || !bodies.persons.empty()) return false;
    return std::all_of(people.persons.begin(), people.persons.end(), [&](EntityIndex person) {
        return std::any_of(bodies.bodies.begin(), bodies.bodies.end(), [&](EntityIndex body) {
            return !is_place(scene_.kind(body)) && scene_.holds(person, body);
        });
    });
}

void Drafter::join_side(std::size_t at, const Group& first, const Group& second) {
    EventDraft* current = last_of(row_[at].event_kind);
    if (!current || current->sentence + 12 < sentence_) return;
    for (const Group* group : {&first, &second})
        if (!group->persons.empty()) attach(*current, *group, evidence(first, at, second), "speaks-there");
}

void Report::drop_goals(EventDraft& visit) const {
    if (visit.first.persons.empty() || visit.second.bodies.empty()) return;
    const EntityIndex goal = scene_.country(visit.second.bodies.front().entity);
    const EntityIndex own = scene_.country(visit.first.persons.front().entity);
    if (goal == no_entity || goal == own) return;
    std::erase_if(visit.first.bodies, [&](const Member& m) {
        const EntityIndex nation = scene_.country(m.entity);
        const bool somewhere = nation == no_entity && scene_.kind(m.entity) == EntityKind::foreign_locality;
        return is_place(scene_.kind(m.entity)) && (nation == goal || (somewhere && own == scene_.viet_nam()));
    });
}

bool RowReader::is_name(std::size_t at) const {
    return row_[at].kind == ItemKind::person || row_[at].kind == ItemKind::body ||
           row_[at].kind == ItemKind::place;
}

bool RowReader::is_filler(std::size_t at) const {
    return row_[at].kind == ItemKind::cue && row_[at].cue == Cue::filler;
}

bool RowReader::only_countries(const Group& group) const {
    return group.persons.empty() &&
           std::all_of(group.bodies.begin(), group.bodies.end(),
                       [&](EntityIndex body) { return scene_.kind(body) == EntityKind::country; });
}

void RowReader::drop_places(Group& group) const {
    std::erase_if(group.bodies, [&](EntityIndex body) { return is_place(scene_.kind(body)); });
}

EventDraft* Report::last_of(std::string_view kind) {
    for (std::size_t i = drafts_.size(); i-- > piece_ && i + farthest_event >= drafts_.size();)
        if (drafts_[i].kind == kind) return &drafts_[i];
    return nullptr;
}

} // namespace banggiao::extract
