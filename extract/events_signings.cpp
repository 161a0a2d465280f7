// Takes triggers of signings: who signs, who looks on, the ceremony. Hands out drafts.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

void Drafter::sign(std::size_t at) {
    Group first = signers(at);
    if (first.unreal || signed_long_ago(at) || signed_before(at) || hands_of_signing(at)) return;
    if (first.pair || two_delegations(at)) return sign_together(at);
    if (signs_what_was_told(at, first) || (first.empty() && signed_between(at))) return;
    if (first.persons.empty() && sign_as_they_talk(at, first)) return;
    if (first.persons.empty() && !first.bodies.empty()) return sign_bodies(at, first);
    if (first.persons.size() == 1)
        if (const Group second = farther_object(at, {}); signs_with(first, second)) {
            if (joins_signing(at, first, second)) return;
            add(at, first, second, Home::open); // `A đã ký bản ghi nhớ với B`
            return add_onlookers(at);
        }
    if (first.persons.size() == 1) return signs_for_side(at, first) ? void() : sign_for(at, first);
    if (first.persons.size() < 2) return;
    Group second;
    split(first, second);
    if (second.persons.empty() || joins_signing(at, first, second)) return;
    talked_before_signing(at, first, second);
    add(at, first, second, Home::open);
}

void Drafter::talked_before_signing(std::size_t at, const Group& first, const Group& second) {
    static const SyllableSet after("sau thúc");
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = 0; i + 1 < at && i < first.first; ++i) {
        const bool ends = (row_[i].kind == ItemKind::cue || row_[i].kind == ItemKind::word) &&
                          after.contains(tokens[row_[i].tokens.last - 1].id);
        const bool talks = row_[i + 1].frame == Frame::talk || row_[i + 1].frame == Frame::occasion;
        if (!ends || !talks || row_[i + 1].event_kind != "meeting") continue;
        if (last_of("meeting")) return; // told of before
        add(i + 1, first, second, Home::open);
        return;
    }
}

bool Drafter::sign_as_they_talk(std::size_t at, const Group& subject) {
    if (drafts_.size() == piece_ || drafts_.back().sentence != sentence_ || drafts_.back().kind != "meeting")
        return false;
    const EventDraft& talks = drafts_.back();
    const auto there = [&](EntityIndex body) { return talks.first.has(body) || talks.second.has(body); };
    for (std::size_t i = at; i-- > 0 && row_[i].tokens.first >= talks.triggers.front().last;)
        if (is_name(i)) return false; // `A hội đàm với B và ký …` is told of A alone
    if (talks.title || talks.first.empty() || talks.second.empty() || subject.bodies.size() < 2 ||
        talks.first.persons.empty() != talks.second.persons.empty() ||
        !std::all_of(subject.bodies.begin(), subject.bodies.end(), there))
        return false;
    EventDraft made = draft(at);
    made.first = talks.first;
    made.second = talks.second;
    made.home = talks.home;
    drafts_.insert(drafts_.end() - 1, std::move(made)); // who was there is told of the talks
    return true;
}

bool RowReader::signed_long_ago(std::size_t at) const {
    static const SyllableSet instruments("thuận nhớ định ước bản kiện");
    constexpr std::size_t reach = 10;
    if (at + 1 >= row_.size() || row_[at + 1].kind != ItemKind::date) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange date = row_[at + 1].tokens;
    const bool year =
        std::any_of(tokens.begin() + date.first, tokens.begin() + date.last, [](const Token& t) {
            return t.shape == Shape::number && t.span.end - t.span.start == 4;
        });
    for (std::size_t i = at, steps = 0; year && i-- > 0 && steps < reach && !is_name(i); ++steps) {
        if (row_[i].kind == ItemKind::mark) return false;
        if (is_word(i, instruments)) return true;
    }
    return false;
}

bool ActReader::signs_with(const Group& first, const Group& second) const {
    if (first.persons.empty() || second.persons.empty()) return false;
    const EntityIndex one = first.persons.front(), other = second.persons.front();
    const bool apart = scene_.nation(one) != scene_.nation(other) || of_ours(one) != of_ours(other);
    return one != other && apart && of_two_countries(one, other);
}

bool ActReader::two_delegations(std::size_t at) const {
    constexpr TokenIndex reach = 14;
    static const SyllableSet two("hai"), group("đoàn ông bà vị"); // `hai ông thay mặt A và B ký`
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex last = row_[at].tokens.first, first = row_.front().tokens.first;
    for (TokenIndex i = last; i > first && i + reach > last; --i)
        if (group.contains(tokens[i - 1].id) && i - 1 > 0 && two.contains(tokens[i - 2].id)) return true;
    return false;
}

void Drafter::sign_for(std::size_t at, const Group& first) {
    const std::optional<std::size_t> day = date_before(at);
    if (!day || scene_.dates()[row_[*day].date].grain != DateGrain::day) return;
    const EntityIndex own = scene_.locality(first.persons.front());
    std::vector<EntityIndex> between = signatories(at);
    std::erase_if(between, [&](EntityIndex body) { return scene_.kind(body) == EntityKind::country; });
    if (between.size() != 2 || own == no_entity) return;
    const bool former = between.front() == own || scene_.locality(between.front()) == own;
    if (former == (between.back() == own || scene_.locality(between.back()) == own)) return;
    Group second;
    second.bodies = {former ? between.back() : between.front()};
    second.last = std::min(row_.size(), at + 1);
    if (scene_.kind(second.bodies.front()) != EntityKind::country) add(at, first, second, Home::open);
}

void Drafter::exchange_texts(std::size_t at) {
    static const SyllableSet exchanges("trao"), texts("bản văn biên"), several("các");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange verb = row_[at].tokens;
    TokenIndex next = verb.last;
    if (!exchanges.contains(tokens[verb.first].id) || verb.size() != 2 || next + 1 >= tokens.size()) return;
    if (several.contains(tokens[next].id)) ++next;
    if (!texts.contains(tokens[next].id)) return;
    Group first = clause_.subject(at), second;
    if (first.unreal || first.persons.size() < 2) return;
    split(first, second);
    if (second.persons.empty() || joins_signing(at, first, second)) return;
    const std::size_t before = drafts_.size();
    add(at, first, second, Home::open);
    if (drafts_.size() == before) return;
    EventDraft& made = drafts_.back();
    made.kind = "signing";
    made.rule = "exchanges-texts";
    made.frame = Frame::sign;
    for (Party* party : {&made.first, &made.second})
        for (auto* members : {&party->persons, &party->bodies})
            for (Member& member : *members) member.rule = made.rule;
}

bool Drafter::signed_before(std::size_t at) {
    static const SyllableSet after("sau");
    constexpr std::size_t report = 3; ///< sentences back to the session
    if (at == 0 || row_[at - 1].kind != ItemKind::cue || row_[at - 1].cue != Cue::frame) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[at - 1].tokens;
    if (std::none_of(tokens.begin() + words.first, tokens.begin() + words.last,
                     [&](const Token& token) { return after.contains(token.id); }))
        return false;
    const Group speaker = clause_.speaker(at);
    const EventDraft* talks = last_of("meeting");
    if (!talks || talks->sentence + report < sentence_ || speaker.persons.empty() ||
        !(talks->first.has_person(speaker.persons.front()) ||
          talks->second.has_person(speaker.persons.front())))
        return false;
    again(at);
    return true;
}

void Drafter::sign_bodies(std::size_t at, Group first) {
    const bool news = signed_lately(at);
    if (const Group units = first; news && units_sign(at, units)) return;
    if (news && committee_and_unit_sign(at, first)) return;
    drop_places(first);
    if (!date_before(at) && signed_by_sides(at, first)) return;
    if (!news || first.bodies.empty()) return;
    Group second = farther_object(at, {});
    drop_places(second);
    second.persons.clear();
    if (second.empty()) split(first, second);
    if (second.empty()) return;
    const EntityIndex one = scene_.country(first.bodies.front()),
                      other = scene_.country(second.bodies.front());
    if (one == other && one != no_entity) return;
    if (joined_by_firms(at, first, second)) return;
    const std::size_t before = drafts_.size();
    add(at, first, second, Home::open);
    if (drafts_.size() > before) add_onlookers(at);
}

bool Drafter::units_sign(std::size_t at, Group first) {
    const auto unit = [&](EntityIndex body) {
        return is_place(scene_.kind(body)) && scene_.kind(body) != EntityKind::country;
    };
    Group second;
    std::erase_if(first.bodies, [&](EntityIndex body) { return part_of_larger(first, body); });
    std::erase_if(first.bodies, [&](EntityIndex body) { return scene_.kind(body) == EntityKind::country; });
    if (first.bodies.size() != 2 || !std::all_of(first.bodies.begin(), first.bodies.end(), unit))
        return false;
    split(first, second);
    const std::size_t before = drafts_.size();
    if (!second.empty()) add(at, first, second, Home::open);
    return drafts_.size() > before;
}

bool Drafter::committee_and_unit_sign(std::size_t at, Group first) {
    Group second;
    std::erase_if(first.bodies, [&](EntityIndex body) {
        return part_of_larger(first, body) || scene_.kind(body) == EntityKind::country;
    });
    if (first.bodies.size() != 2 || scene_.entity(first.bodies.front()).subkind != "people_committee" ||
        scene_.kind(first.bodies.back()) != EntityKind::foreign_locality)
        return false;
    second.bodies = {first.bodies.back()};
    second.last = first.last;
    first.bodies.pop_back();
    const std::size_t before = drafts_.size();
    add(at, first, second, Home::open);
    return drafts_.size() > before;
}

bool Drafter::signed_by_sides(std::size_t at, const Group& named) {
    constexpr std::size_t near = 12; ///< sentences that tell of one encounter
    static const SyllableSet openers("sau kết ngay dịp nhân tại cũng");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const EventDraft* talks = last_of("meeting");
    const bool retold = std::any_of(row_.begin(), row_.end(), [&](const Item& item) {
        return item.kind == ItemKind::cue && item.cue == Cue::say &&
               item.tokens.first < row_[at].tokens.first;
    });
    if (retold || !talks || talks->sentence + near < sentence_ || talks->first.empty() ||
        talks->second.empty() ||
        !openers.contains(tokens[scene_.document().sentences[sentence_].tokens.first].id))
        return false;
    const auto stands = [&](const Party& party) {
        return std::any_of(named.bodies.begin(), named.bodies.end(), [&](EntityIndex body) {
            return party.has(body) ||
                   std::any_of(party.persons.begin(), party.persons.end(),
                               [&](const Member& m) { return scene_.holds(m.entity, body); });
        });
    };
    if (!stands(talks->first) || !stands(talks->second)) return false;
    EventDraft made = draft(at);
    made.first = talks->first;
    made.second = talks->second;
    made.home = talks->home;
    made.first_travels = talks->first_travels;
    made.second_travels = talks->second_travels;
    if (!made.date) made.date = talks->date;
    drafts_.push_back(std::move(made));
    return true;
}

void Drafter::sign_together(std::size_t at) {
    static const SyllableSet openers("sau tại kết ngay nhân cũng tiếp dịp trong bản biên"),
        relative("mà việc"), by_it("bằng");
    constexpr std::size_t near = 12; ///< sentences that tell of one encounter
    const std::vector<Token>& tokens = scene_.document().tokens;
    const EventDraft* talks = last_of("meeting");
    bool sat = false;
    if (const EventDraft* held = last_of("conference"); held && (!talks || talks < held)) {
        talks = held; // `Kết thúc hội nghị, lãnh đạo hai tỉnh đã ký …`
        sat = true;
    }
    const bool opens = openers.contains(tokens[scene_.document().sentences[sentence_].tokens.first].id);
    if (!talks && opens && sign_at_rite(at)) return;
    const std::size_t reach = opens || sat || signs_minutes(at) ? near : 1;
    if (!talks || talks->sentence + reach < sentence_ || !(opens || (pair_signs(at) && !signed_so_far(at))))
        return;
    const bool earlier = std::any_of(row_.begin(), row_.end(), [&](const Item& item) {
        return item.kind == ItemKind::date && item.tokens.first < row_[at].tokens.first &&
               scene_.dates()[item.date].grain != DateGrain::day;
    });
    for (std::size_t i = at; i-- > 0 && i + 6 > at;) // but `kết thúc bằng việc hai bên ký …`
        if (is_word(i, relative) && !(i > 0 && is_word(i - 1, by_it))) return;
    if (earlier || signed_ones(at)) return;
    again(at);
    sign_between(at);
}

bool ActReader::signed_ones(std::size_t at) const {
    constexpr TokenIndex reach = 6;
    static const SyllableSet several("các những mọi"), instruments("định thuận nhớ kết kiện bản ước"),
        done("đã được");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex from = row_.front().tokens.first;
    TokenIndex noun = row_[at].tokens.first;
    while (noun > from && done.contains(tokens[noun - 1].id)) --noun;
    if (noun == from || !instruments.contains(tokens[noun - 1].id)) return false;
    for (TokenIndex i = noun - 1; i > from && i + reach > noun; --i)
        if (several.contains(tokens[i - 1].id)) return true;
    return false;
}

bool ActReader::pair_signs(std::size_t at) const {
    static const SyllableSet pair("hai lãnh bộ đại"), two("hai"); // `Hai bên đã ký …`
    const std::vector<Token>& tokens = scene_.document().tokens;
    std::size_t part = at; // `A hội đàm với B; hai bên ký …`
    while (part > 0 && row_[part - 1].mark != U';' && row_[part - 1].mark != U',') --part;
    const bool told = part < at && pair.contains(tokens[row_[part].tokens.first].id) &&
                      std::any_of(&tokens[row_[part].tokens.first], &tokens[row_[at].tokens.first],
                                  [&](const Token& token) { return two.contains(token.id); });
    return told || pair.contains(tokens[scene_.document().sentences[sentence_].tokens.first].id) ||
           passive_signers(at).pair;
}

bool ActReader::signed_so_far(std::size_t at) const {
    static const SyllableSet summary("nhiều hơn trên gần các được"); // `… nhiều thỏa thuận`
    return at + 1 < row_.size() && summary.contains(scene_.document().tokens[row_[at + 1].tokens.first].id);
}

bool ActReader::signs_minutes(std::size_t at) const {
    constexpr TokenIndex reach = 3;
    static const SyllableSet minutes("biên");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex from = row_[at].tokens.last;
    for (TokenIndex i = from; i < std::min(row_.back().tokens.last, from + reach); ++i)
        if (minutes.contains(tokens[i].id)) return true;
    return false;
}

bool Drafter::sign_at_rite(std::size_t at) {
    constexpr std::size_t report = 12; ///< sentences
    const EventDraft* rite = last_of("ceremony");
    if (!rite) rite = last_of("conference");
    if (!rite || rite->sentence + report < sentence_) return false;
    EventDraft made = draft(at);
    made.first = rite->first, made.second = rite->second, made.home = rite->home;
    for (const Member& person : rite->others.persons)
        if (rite->first.empty() && rite->second.empty())
            (of_ours(person.entity) ? made.first : made.second).add(scene_, person);
    if (made.first.persons.empty() || made.second.persons.empty()) return false;
    drafts_.push_back(std::move(made));
    return true;
}

bool ActReader::takes_place(std::size_t at) const {
    constexpr std::size_t reach = 6;
    static const SyllableSet holds("diễn chức"), joins("gia dự");
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        const TokenRange words = row_[i].tokens;
        if (holds.contains(tokens[words.first].id) || holds.contains(tokens[words.last - 1].id)) return true;
        if (row_[i].kind == ItemKind::trigger) return joins.contains(tokens[words.last - 1].id);
        if (is_name(i) || (row_[i].kind == ItemKind::mark && row_[i].mark != U',')) return false;
    }
    return false;
}

void Drafter::signing_held(std::size_t at) {
    if (clause_.unreal(at) || chairs_signing(at)) return;
    if (!signed_lately(at) && !date_after(at) && draft(at).place == no_entity) return;
    Group first = signing_parties(at), second;
    if (!takes_place(at) && !held_behind(first.last)) return;
    if (second = held_with(at, first); second.empty() && first.persons.empty() && first.bodies.size() < 2)
        return;
    for (std::size_t i = first.first; i < first.last && second.empty(); ++i) // `giữa A với B, C`
        if (is_with(i)) second = clause_.object(i, true);
    std::erase_if(first.bodies, [&](EntityIndex body) {
        return std::find(second.bodies.begin(), second.bodies.end(), body) != second.bodies.end();
    });
    if (second.empty() || first.empty()) {
        first.bodies.insert(first.bodies.end(), second.bodies.begin(), second.bodies.end());
        second = Group();
        split(first, second);
    }
    if (!second.empty()) add(at, first, second, Home::open);
}

Group ActReader::held_with(std::size_t at, const Group& holder) const {
    constexpr std::size_t reach = 24;
    if (holder.last > at || !holder.persons.empty() || holder.bodies.size() != 1) return {};
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::trigger || row_[i].mark == U';' || row_[i].mark == U'.') break;
        if (!is_with(i)) continue;
        Group with = clause_.object(i);
        drop_places(with);
        const bool abroad = !with.bodies.empty() &&
                            scene_.nation(with.bodies.front()) != scene_.nation(holder.bodies.front());
        return abroad ? with : Group();
    }
    return {};
}

bool ActReader::is_with(std::size_t at) const {
    static const SyllableSet with("với");
    return row_[at].kind == ItemKind::cue && row_[at].tokens.size() == 1 &&
           with.contains(scene_.document().tokens[row_[at].tokens.first].id);
}

Group ActReader::signing_parties(std::size_t at) const {
    constexpr std::size_t reach = 40;
    static const SyllableSet between("giữa");
    Group parties;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && parties.empty(); ++i) {
        if (row_[i].kind == ItemKind::mark && (row_[i].mark == U';' || row_[i].mark == U'.')) break;
        if (is_word(i, between)) parties = clause_.object(i, true);
    }
    if (parties.empty())
        parties = clause_.subject(at > 0 && row_[at - 1].kind == ItemKind::trigger ? at - 1 : at);
    if (parties.unreal) return {};
    std::erase_if(parties.bodies, [&](EntityIndex body) { return scene_.kind(body) == EntityKind::country; });
    return parties;
}

bool Drafter::chairs_signing(std::size_t at) {
    constexpr std::size_t farthest = 3; ///< sentences back to the signing
    std::size_t under = at + 1;
    while (under < row_.size() && row_[under].frame != Frame::under) ++under;
    EventDraft* signing = last_of("signing");
    if (under >= row_.size() || !signing || signing->sentence + farthest < sentence_) return false;
    const Group names = clause_.object(under);
    attach(*signing, names, evidence(names, at, names), "chairs");
    return true;
}

bool Drafter::present_at_signing(std::size_t at) {
    constexpr std::size_t farthest = 3; ///< sentences back to the signing
    EventDraft* signing = last_of("signing");
    if (at > 2 || at + 1 >= row_.size() || !lists_names(at + 1)) return false;
    const Group names = clause_.object(at + 1, true);
    if (signing && signing->sentence + farthest >= sentence_ && !names.persons.empty())
        attach(*signing, names, evidence(names, at, names), "present");
    return true;
}

bool ActReader::of_signing() const {
    static const SyllableSet signing("ký kí trao kiện thuận nghị");
    return says(signing);
}

void Drafter::witness(std::size_t at) {
    if (looks_on_told(at) || !of_signing() || present_at_signing(at)) return;
    Group first = clause_.subject(at);
    if (first.unreal) return;
    Group second;
    if (first.pair || (!first.named() && opens_with_two(at))) {
        again(at);
        return sign_between(at);
    }
    // `A và B đã ký … trước sự chứng kiến của C và D`
    if (Group behind = onlookers(at); first.empty() || behind.persons.size() >= 2) first = std::move(behind);
    if (first.persons.size() >= 2) split(first, second);
    if (first.persons.empty()) return;
    if (second.persons.empty() && first.persons.size() == 1 && met_here(first.persons.front())) {
        again(at);
        return sign_between(at);
    }
    if (second.persons.empty()) second = signatories_across(at, first);
    if (second.empty() && first.persons.size() == 1) second = last_signatory(at);
    if (second.empty() || joins_signing(at, first, second)) return;
    add(at, first, second, Home::open);
    sign_between(at);
}

bool Drafter::met_here(EntityIndex person) const {
    if (drafts_.empty()) return false;
    const EventDraft& talks = drafts_.back();
    return talks.kind == "meeting" && talks.sentence == sentence_ && !talks.first.persons.empty() &&
           !talks.second.persons.empty() && talks.first.has_person(person);
}

} // namespace banggiao::extract
