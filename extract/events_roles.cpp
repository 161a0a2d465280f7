// Takes sentences that say who had which part in what was told of: `Người tiếp đoàn là A`, `đoàn khách do B
// dẫn đầu, phía chủ nhà do C chủ trì`. Adds them to its sides.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

bool opens_part(const Item& item) {
    return item.kind == ItemKind::mark && (item.mark == U',' || item.mark == U';' || item.mark == U'(');
}

} // namespace

void RowReader::note_part(NamedRole& role, TokenRange words, bool& received) const {
    static const SyllableSet hosts("tiếp đón trì"), guests("khách"), friends("bạn"), signs("ký"), home("nhà"),
        master("chủ"); // not `Nhà nước`
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (TokenIndex at = words.first; at < words.last; ++at) {
        const bool at_home = home.contains(tokens[at].id) && at > 0 && master.contains(tokens[at - 1].id);
        role.home = role.home || at_home;
        role.guest = role.guest || (!received && guests.contains(tokens[at].id));
        role.friends = role.friends || friends.contains(tokens[at].id);
        role.signs = role.signs || signs.contains(tokens[at].id);
        received = at_home || hosts.contains(tokens[at].id);
        role.host = role.host || received;
    }
}

std::optional<RowReader::NamedRole> RowReader::role_from(std::size_t first) const {
    constexpr std::size_t reach = 10, to_name = 5;
    static const SyllableSet openers(
        "người tiếp đón chủ dẫn trưởng đứng đại thay đoàn phía về đồng hai ký đặt"),
        is("là"), by("do"), leads("dẫn trưởng đứng đại");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (first >= row_.size() || !openers.contains(tokens[row_[first].tokens.first].id)) return std::nullopt;
    NamedRole role;
    const bool led = leads.contains(tokens[row_[first].tokens.first].id);
    bool received = false;
    for (std::size_t i = first; i < row_.size() && i < first + reach; ++i) {
        const bool plan =
            row_[i].kind == ItemKind::cue && (row_[i].cue == Cue::unreal || row_[i].cue == Cue::say);
        if (row_[i].kind == ItemKind::person || row_[i].kind == ItemKind::mark || plan) return std::nullopt;
        if (is_word(i, is) || is_word(i, by)) {
            const bool known = role.guest || role.friends || (is_word(i, by) ? role.home : role.host);
            if (led && role.named == no_entity && first > 1 &&
                is_name(first - 2)) // `với đoàn A, trưởng đoàn là B`
                role.named = row_[first - 2].entity;
            const bool of_named = (led || role.signs) && is_word(i, is) && role.named != no_entity;
            if (!known && !of_named && !(role.signs && is_word(i, is))) return std::nullopt;
            for (std::size_t name = i + 1; name < row_.size() && name < i + to_name; ++name)
                if (row_[name].kind == ItemKind::person) {
                    role.at = i;
                    role.name = name;
                    role.led = led;
                    return role;
                }
            return std::nullopt;
        }
        if (is_name(i)) {
            role.named = row_[i].entity;
            continue;
        }
        note_part(role, row_[i].tokens, received);
    }
    return std::nullopt;
}

EventDraft* Drafter::event_of_role(const NamedRole& role) {
    constexpr std::size_t farthest = 4; ///< sentences back to the event
    EventDraft* found = nullptr;        // a meeting before anything else
    for (std::size_t i = drafts_.size(), steps = 0; i-- > piece_ && steps < farthest_event; ++steps) {
        EventDraft& event = drafts_[i];
        if (event.sentence + farthest < sentence_) break;
        const bool held = event.frame == Frame::assembly || event.kind == "conference";
        if (event.kind == (role.signs ? "signing" : "meeting")) return &event;
        if (!found && !role.signs && (held || event.kind == "signing")) found = &event;
    }
    return found;
}

Party* Drafter::side_of_role(EventDraft& event, const NamedRole& role) const {
    if (role.friends) return side_across_of_ours(event);
    if (role.named != no_entity && !role.guest && !role.host) {
        Party& side = side_of(event, role.named);
        return &side == &event.others ? nullptr : &side;
    }
    Party* visitors = visitors_of(event);
    const EventDraft* visit = drafts_.empty() ? nullptr : &drafts_.front();
    while (visit && visit->kind != "visit") visit = visit == &drafts_.back() ? nullptr : visit + 1;
    if (!visitors && visit && !visit->second.bodies.empty() && // told to be on a visit here
        scene_.vietnamese(visit->second.bodies.front().entity))
        visitors = side_across_of_ours(event);
    if (!visitors || role.guest) return visitors;
    return visitors == &event.first ? &event.second : &event.first;
}

bool Drafter::signed_by_two(const NamedRole& role) {
    static const SyllableSet is("là");
    if (!is_word(role.at, is)) return false;
    Group first = clause_.object(role.at), second;
    first.bodies.clear();
    if (first.persons.size() < 2) return false;
    split(first, second);
    if (!signs_with(first, second)) return false;
    const TokenRange words = evidence(first, role.at, second);
    EventDraft made = draft(role.at);
    made.kind = "signing";
    made.rule = "signs";
    made.frame = Frame::sign;
    fill(made.first, first, words, made.rule);
    fill(made.second, second, words, made.rule);
    drafts_.push_back(std::move(made));
    return true;
}

bool Drafter::take_role(const NamedRole& role) {
    EventDraft* told = event_of_role(role);
    if (!told && role.signs) return signed_by_two(role);
    if (!told || (told->sentence == sentence_ && row_[role.at].tokens.first < told->triggers.front().first))
        return false;
    static const SyllableSet is("là"), both("đồng hai");
    Group names = only(role.name, std::min(role.at, role.name), role.name + 1);
    if (is_word(role.at, is)) names.persons = clause_.object(role.at).persons; // `Hai trưởng đoàn là A và B`
    const TokenRange words = clause_around(role.at, role.name + 1);
    std::erase_if(names.persons, [&](EntityIndex person) {
        return told->first.has_person(person) || told->second.has_person(person);
    });
    if (names.persons.empty()) return true;
    if (told->kind == "conference" || told->frame == Frame::assembly) {
        join_assembly(*told, names, role.home ? Frame::chair : Frame::attend, words);
        return true;
    }
    const bool jointly = role.host && both.contains(scene_.document().tokens[row_.front().tokens.first].id);
    Party* own = jointly ? nullptr : side_of_role(*told, role);
    if (!own) {
        attach(*told, names, words, "has-role");
        if (Party* across = jointly ? side_across_of_ours(*told) : nullptr)
            chair_jointly(*told, *across, names, words);
        return true;
    }
    Party& other = own == &told->first ? told->second : told->first;
    for (const EntityIndex person : names.persons) {
        const int across = affinity(person, other); // `hai đoàn gặp nhau`: neither is told of as coming
        const bool of_other =
            role.named == no_entity && across >= own_side && across > affinity(person, *own);
        (of_other ? other : *own).add(scene_, {person, words, "has-role"});
    }
    return true;
}

void Drafter::chair_jointly(EventDraft& event, Party& across, const Group& chairs, TokenRange words) const {
    Party& ours = &across == &event.first ? event.second : event.first;
    for (const EntityIndex person : chairs.persons) {
        if (ours.has_person(person) || across.has_person(person)) continue;
        const bool foreign = scene_.foreign_name(person) || scene_.nation(person) != scene_.viet_nam();
        (foreign ? across : ours).add(scene_, {person, words, "has-role"});
    }
}

void Drafter::head_of_house() {
    constexpr std::size_t report = 2; ///< sentences
    EventDraft* told = last_of("meeting");
    if (!told || told->sentence == sentence_ || told->sentence + report < sentence_) return;
    const auto name = std::find_if(row_.begin(), row_.end(), [](const Item& item) {
        return item.kind != ItemKind::cue && item.kind != ItemKind::word;
    });
    if (name == row_.end() || name->kind != ItemKind::person) return;
    const EntityIndex head = name->entity;
    if (told->first.has_person(head) || told->second.has_person(head)) return;
    for (Party* side : {&told->first, &told->second}) {
        const Party& other = side == &told->first ? told->second : told->first;
        const auto heads = [&](const Member& m) {
            return scene_.kind(m.entity) == EntityKind::organization && scene_.holds(head, m.entity);
        };
        if (!side->persons.empty() || other.persons.empty() ||
            std::none_of(side->bodies.begin(), side->bodies.end(), heads) ||
            std::any_of(other.bodies.begin(), other.bodies.end(), heads))
            continue;
        side->add(scene_, {head, name->tokens, "heads-house"});
        return;
    }
}

bool Drafter::confer(const NamedRole& one, const NamedRole& other) {
    if (sentence_ == 0 || scene_.country(one.named) == scene_.country(other.named)) return false;
    const Row before = scene_.items(sentence_ - 1);
    const auto talks = [](const Item& item) {
        return item.frame == Frame::talk || item.frame == Frame::occasion;
    };
    const bool told = drafts_.size() > piece_ && drafts_.back().sentence + 1 >= sentence_;
    if (told || (!before.has(Frame::talk) && !before.has(Frame::occasion))) return false;
    EventDraft made = draft(one.name);
    made.kind = "meeting";
    made.rule = "heads-of-sides";
    made.frame = Frame::talk;
    made.triggers = {std::find_if(before.begin(), before.end(), talks)->tokens};
    made.name = scene_.document().slice(made.triggers.front());
    const TokenRange words = clause_around(one.at, other.name + 1);
    made.first.add(scene_, {row_[one.name].entity, words, made.rule});
    made.second.add(scene_, {row_[other.name].entity, words, made.rule});
    made.home = Home::open;
    for (std::size_t i = 0; i + 1 < before.size() && made.place == no_entity; ++i)
        if (before[i].kind == ItemKind::cue && before[i].cue == Cue::at &&
            before[i + 1].kind == ItemKind::place) {
            made.place = before[i + 1].entity;
            made.place_evidence = {before[i].tokens.first, before[i + 1].tokens.last};
        }
    drafts_.push_back(std::move(made));
    return true;
}

bool Drafter::signed_by_sides(const NamedRole& one, const NamedRole& other) {
    if (last_of("signing") || sentence_ == 0) return false;
    Group first = only(one.name, std::min(one.at, one.name), one.name + 1),
          second = only(other.name, std::min(other.at, other.name), other.name + 1);
    if (!signs_with(first, second)) return false;
    EventDraft made = draft(one.at);
    made.kind = "signing";
    made.rule = "signs";
    made.frame = Frame::sign;
    fill(made.first, first, clause_around(one.at, one.name + 1), made.rule);
    fill(made.second, second, clause_around(other.at, other.name + 1), made.rule);
    drafts_.push_back(std::move(made));
    return true;
}

bool Drafter::roles_named() {
    static const SyllableSet joins("là do"),
        parts("người tiếp đón chủ dẫn trưởng đứng khách nhà bạn ký đồng đại");
    if (!row_.has(ItemKind::person) || !row_.may_have(joins) || !row_.may_have(parts)) return false;
    bool any = false;
    std::size_t part = 0;
    std::vector<NamedRole> heads, signers; // `dẫn đầu phía A là B; dẫn đầu phía C là D`
    for (std::size_t first = 0; first < row_.size(); ++first) {
        if (first != 0 && !opens_part(row_[first - 1])) continue;
        if (const std::optional<NamedRole> role = role_from(first)) {
            if (role->led && role->named != no_entity && heads.size() < 2) heads.push_back(*role);
            if (heads.size() == 2 && confer(heads[0], heads[1])) return true;
            if (role->signs || !signers.empty()) signers.push_back(*role);
            if (signers.size() == 2 && signed_by_sides(signers[0], signers[1])) return true;
            const bool taken = !clause_.unreal(role->at) && take_role(*role);
            any = any || (taken && (part == 0 || role->home));
            first = role->name;
        }
        ++part;
    }
    return any;
}

bool Drafter::heads_of_talks() {
    constexpr std::size_t report = 2; ///< sentences
    static const SyllableSet heads("trưởng dẫn đứng trì"), group("đoàn đầu chủ");
    if (!row_.has(ItemKind::person) || !says(heads) || !says(group) || row_.has(Cue::unreal) ||
        row_.has(Frame::talk) || row_.has(Frame::receive))
        return false;
    EventDraft* told = last_of("meeting");
    if (!told || told->sentence == sentence_ || told->sentence + report < sentence_ ||
        !told->first.persons.empty() || !told->second.persons.empty() || told->first.empty() ||
        told->second.empty())
        return false;
    const std::vector<EntityIndex> persons = persons_of(row_);
    std::vector<Party*> sides;
    for (const EntityIndex person : persons) sides.push_back(side_of_person(person, *told));
    const auto none = std::find(sides.begin(), sides.end(), nullptr);
    if (none != sides.end() || std::count(sides.begin(), sides.end(), &told->first) == 0 ||
        std::count(sides.begin(), sides.end(), &told->second) == 0)
        return false;
    for (std::size_t i = 0; i < persons.size(); ++i)
        sides[i]->add(scene_, {persons[i], clause_around(0, row_.size()), "has-role"});
    return true;
}

} // namespace banggiao::extract
