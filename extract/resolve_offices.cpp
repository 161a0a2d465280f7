// Takes the offices read, with bodies, places and persons settled. Hands out who holds what: offices before
// and after a name, in chains and lists; offices without a name as references to their holder.
#include <banggiao/extract/office_resolver.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <map>

namespace banggiao::extract {

void OfficeResolver::run() {
    entities_before_ = static_cast<EntityIndex>(table_.annotations().entities.size());
    find_sentences();
    find_fleets();
    find_posts();
    find_units_abroad();
    for (std::size_t i = 0; i < reading_.phrases.size();) {
        if (reading_.phrases[i].kind == PhraseKind::office)
            i = chain(i);
        else
            ++i;
    }
    move_mentions();
    settle();
    references();
}

const OfficePhrase& OfficeResolver::office(std::size_t phrase) const {
    return reading_.offices[reading_.phrases[phrase].index];
}

bool OfficeResolver::is(std::size_t phrase, PhraseKind kind) const {
    return phrase < reading_.phrases.size() && reading_.phrases[phrase].kind == kind;
}

WordsBetween OfficeResolver::between(std::size_t a, std::size_t b) const {
    WordsBetween out;
    const TokenIndex limit = reading_.phrases[b].tokens.first;
    TokenIndex at = reading_.phrases[a].tokens.last;
    if (limit > at + 40) return {Gap::other, false, false};
    while (at < limit) {
        TokenIndex behind = skip_bracket(reading_, at, limit);
        if (behind == at) behind = skip_particulars(reading_, at, limit);
        if (behind != at) {
            at = behind;
            continue;
        }
        const TokenIndex people = skip_people_words(reading_, at, limit, &out.honorific);
        if (people != at) {
            at = people;
            continue;
        }
        const Gap gap = gap_at(at, out.former);
        if (gap == Gap::other || (out.gap != Gap::none && gap != out.gap && !merges(out.gap, gap)))
            return {Gap::other, false, false};
        out.gap = out.gap == Gap::none || gap == Gap::copula ? gap : out.gap;
        ++at;
    }
    static const SyllableId by = intern_syllable("được"); // `A được Bộ trưởng tin tưởng`: who does it
    const bool alone =
        limit > 0 && limit == reading_.phrases[a].tokens.last + 1 && reading_.token(limit - 1).id == by;
    if (alone) return {Gap::other, false, false};
    return out;
}

bool OfficeResolver::merges(Gap a, Gap b) {
    return b == Gap::copula || (a == Gap::comma && b == Gap::conjunction) || a == Gap::copula;
}

Gap OfficeResolver::gap_at(TokenIndex at, bool& former) const {
    static const SyllableId copulas[] = {
        intern_syllable("được"), intern_syllable("bổ"),   intern_syllable("nhiệm"), intern_syllable("bầu"),
        intern_syllable("vụ"),   intern_syllable("lượt"), intern_syllable("lần"),   intern_syllable("cử")};
    static const SyllableId la = intern_syllable("là"), hien = intern_syllable("hiện"),
                            giu = intern_syllable("giữ"), chuc = intern_syllable("chức"),
                            tung = intern_syllable("từng"), lam = intern_syllable("làm"),
                            cuong = intern_syllable("cương"), vi = intern_syllable("vị");
    static const SyllableSet lately("vừa mới đã tái đang"); // `vừa được bầu giữ chức`
    const Token& token = reading_.token(at);
    const Syllables& words = Syllables::get();
    if (token.mark == U',') return Gap::comma;
    if (token.mark == U':') return Gap::colon;
    if (token.mark == U';') return Gap::semicolon;
    if (token.mark == U'(' || token.mark == U')') return Gap::bracket;
    if (is_dash(token.mark)) return Gap::dash;
    if (token.id == words.va || token.id == words.kiem) return Gap::conjunction;
    if (token.id == tung) {
        former = true;
        return Gap::copula;
    }
    if (token.id == la || token.id == hien || token.id == giu || token.id == chuc || token.id == lam ||
        token.id == cuong || token.id == vi || lately.contains(token.id))
        return Gap::copula;
    if (std::find(std::begin(copulas), std::end(copulas), token.id) != std::end(copulas)) return Gap::copula;
    return Gap::other;
}

std::size_t OfficeResolver::after(std::size_t phrase) const {
    const TokenIndex end = reading_.phrases[phrase].tokens.last;
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    const TokenIndex behind = skip_bracket(reading_, end, limit);
    std::size_t next = phrase + 1;
    if (behind == end || !capital_follows(behind, limit)) return next;
    while (next < reading_.phrases.size() && reading_.phrases[next].tokens.first < behind) ++next;
    return is(next, PhraseKind::person) ? next : phrase + 1;
}

bool OfficeResolver::capital_follows(TokenIndex at, TokenIndex limit) const {
    return reading_.capital(skip_people_words(reading_, at, limit, nullptr), limit);
}

void OfficeResolver::find_sentences() {
    const std::vector<Sentence>& all = reading_.document.sentences;
    std::uint32_t sentence = 0;
    sentences_.reserve(reading_.phrases.size());
    for (const Phrase& phrase : reading_.phrases) { // both are in order
        while (all[sentence].tokens.last <= phrase.tokens.first) ++sentence;
        sentences_.push_back(sentence);
    }
}

std::size_t OfficeResolver::chain(std::size_t first) {
    std::size_t last = first + 1;
    while (is(last, PhraseKind::office) && same_sentence(first, last)) {
        const Gap gap = between(last - 1, last).gap;
        const bool now = gap == Gap::copula && behind_comma(last); // `cựu Đại sứ A, hiện là Chủ tịch B`
        if (gap != Gap::comma && gap != Gap::conjunction && gap != Gap::dash && gap != Gap::none && !now)
            break;
        const std::string_view before = office(last - 1).word->type; // `Báo cáo Thủ tướng, Đại sứ A …`
        if (gap == Gap::comma && last == first + 1 && two_before(first))
            break; // `của hai Thủ tướng, Bộ trưởng A`
        if (gap == Gap::comma && last == first + 1 && (answered(first) || met_before(first))) break;
        const auto leads = [](std::string_view type) {
            return type == "premier" || type == "state" || type == "leader";
        };
        const bool heads = (before == "state" && office(last).word->form == "Thủ tướng") ||
                           (office(last - 1).word->form == "Thủ tướng" && office(last).word->type == "state");
        if (heads) break; // `… của Tổng thống, Thủ tướng A`
        if (leads(before) && office(last).word->type == "envoy") break;
        if (before == "envoy" && leads(office(last).word->type)) break; // `Qua bà Đại sứ, Chủ tịch nước A …`
        ++last;
    }
    const OfficeChain all{first, last};
    if (group(all)) return last;
    if (of_principal(all)) return last;
    if (named_behind_dash(all) || shared_out(all)) {
        if (!precedes({first, last - 1})) unheld_.push_back(first);
        follows({last - 1, last});
        return last;
    }
    if (follows(all) || precedes(all) || in_capacity(all)) return last;
    for (std::size_t i = first; i < last; ++i) unheld_.push_back(i);
    return last;
}

bool OfficeResolver::of_principal(const OfficeChain& all) {
    const std::size_t name = all.last;
    if (office(all.last - 1).of.empty() || !is(name, PhraseKind::person) || !same_sentence(all.first, name) ||
        between(all.last - 1, name).gap != Gap::none)
        return false;
    const std::size_t holder = after_person(all) ? person_before(all.first) : person_beside(name);
    if (holder == name) return false;
    give(all, holder, "office.of-principal", false);
    principal(all.last - 1, name);
    const PersonPhrase& envoy = reading_.persons[reading_.phrases[holder].index];
    const TokenRange words{office(all.last - 1).tokens.first, reading_.phrases[name].tokens.last};
    if (envoy.entity != no_entity) table_.mention(words, envoy.entity, "coref.office", true);
    return true;
}

std::size_t OfficeResolver::person_beside(std::size_t name) const {
    std::size_t next = name + 1;
    if (next >= reading_.phrases.size() || between(name, next).gap != Gap::comma) return name;
    while (is(next, PhraseKind::office) && is(next + 1, PhraseKind::office) &&
           between(next, next + 1).gap != Gap::other)
        ++next;
    if (is(next, PhraseKind::office)) ++next;
    const bool beside =
        is(next, PhraseKind::person) && same_sentence(name, next) &&
        (next == name + 1 ? between(name, next).honorific : between(next - 1, next).gap == Gap::none);
    return beside ? next : name;
}

void OfficeResolver::principal(std::size_t phrase, std::size_t name) {
    const OfficePhrase& held = office(phrase);
    const PersonPhrase& chief = reading_.persons[reading_.phrases[name].index];
    if (chief.entity == no_entity) return;
    Holding holding{chief.entity,
                    entity_of_place(held.place),
                    no_entity,
                    std::string(held.word->form),
                    {held.tokens.first, chief.tokens.last},
                    "office.of-principal"};
    assumed_ = false;
    if (holding.body == no_entity && held.word->type == "state")
        state(no_entity, chief, holding);
    else if (holding.body == no_entity)
        return;
    pending_.push_back({holding, held.word, held.title, held.tokens.first, assumed_});
}

bool OfficeResolver::named_behind_dash(const OfficeChain& all) const {
    const std::size_t person = all.last;
    if (all.last < all.first + 2 || !is(person, PhraseKind::person) || !same_sentence(all.first, person))
        return false;
    const Gap before = between(all.last - 2, all.last - 1).gap;
    return (before == Gap::comma || before == Gap::conjunction) &&
           between(all.last - 1, person).gap == Gap::dash && bare_holder(person) && after_person(all);
}

bool OfficeResolver::shared_out(const OfficeChain& all) const {
    const std::size_t person = all.last;
    if (all.last < all.first + 2 || !is(person, PhraseKind::person) || !same_sentence(all.first, person) ||
        between(all.last - 1, person).gap != Gap::none || !after_person(all))
        return false;
    const std::size_t before = person_before(all.first);
    const bool own =
        before > 0 && is(before - 1, PhraseKind::office) && between(before - 1, before).gap == Gap::none;
    const Gap gap = between(all.last - 2, all.last - 1).gap;
    const TokenIndex joint = reading_.phrases[all.last - 1].tokens.first - 1;
    const bool parted = reading_.token(joint).id == Syllables::get().va && joint > 0 &&
                        reading_.token(joint - 1).mark == U','; // `…, và Thượng nghị sĩ B`
    return (!own || parted) && between(before, all.first).gap == Gap::comma &&
           (gap == Gap::comma || gap == Gap::conjunction);
}

bool OfficeResolver::of_several(std::size_t phrase) const {
    const TokenIndex at = reading_.phrases[phrase].tokens.last;
    static const SyllableSet several("các những nhiều một"), more("những");
    if (at >= reading_.document.tokens.size()) return false;
    const bool told = office(phrase).place != no_phrase && more.contains(reading_.token(at).id);
    return several.contains(reading_.token(at).id) &&
           !told; // `giới thiệu với ông A, Tỉnh trưởng B những nét`
}

bool OfficeResolver::governs_abroad(std::size_t phrase, std::size_t first, std::size_t person) const {
    const EntityIndex place = entity_of_place(office(phrase).place);
    if (phrase == first || office(phrase).word->type != "governor" || place == no_entity ||
        !table_[place].foreign || !vietnamese(reading_.persons[reading_.phrases[person].index]))
        return false;
    for (std::size_t i = first; i < phrase; ++i) // `Thường vụ Thành ủy, Thị trưởng thành phố A`: of A, both
        if (const EntityIndex body = entity_of_body(office(i).body);
            body != no_entity && table_[body].jurisdiction != no_entity &&
            table_[table_[body].jurisdiction].foreign)
            return false;
    return true;
}

bool OfficeResolver::unnamed_in_list(const OfficeChain& all, std::size_t person) const {
    if (person == 0 || !is(person - 1, PhraseKind::office) || !same_sentence(person - 1, person) ||
        between(person - 1, person).gap != Gap::none)
        return false;
    for (std::size_t i = all.first; i < all.last; ++i)
        if (of_several(i)) return true;
    const OfficePhrase& own = office(person - 1);
    const OfficePhrase& next = office(all.first);
    if (all.last == all.first + 1 && next.word->type == "envoy" && next.place != no_phrase &&
        next.at != no_phrase && own.word->type != "envoy" && own.body != no_phrase)
        return true; // who serves a body at home is no envoy abroad
    static const SyllableSet openers("dự cùng tùng gồm mặt phía"), others("lãnh đại các nhiều một đông");
    constexpr TokenIndex reach = 40;
    const TokenIndex end = reading_.phrases[all.last - 1].tokens.last;
    if (end + 1 >= reading_.document.tokens.size()) return false;
    static const SyllableId together = intern_syllable("cùng");
    const bool joined = reading_.token(end).mark == U',' || reading_.token(end).id == Syllables::get().va;
    const bool goes_on =
        reading_.token(end).id == together || (joined && others.contains(reading_.token(end + 1).id) &&
                                               reading_.token(end + 1).shape == Shape::lower);
    if (!goes_on) return false;
    static const SyllableSet leaders("lãnh đại");
    if (reading_.token(end).mark == U',' && leaders.contains(reading_.token(end + 1).id)) return true;
    const TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(end)].tokens;
    const TokenIndex start = reading_.phrases[person - 1].tokens.first;
    for (TokenIndex at = start; at > sentence.first && start - at < reach; --at)
        if (openers.contains(reading_.token(at - 1).id)) return true;
    return false;
}

bool OfficeResolver::follows(const OfficeChain& all) {
    const std::size_t seat = seat_behind(all.last - 1), person = after(seat);
    if (!is(person, PhraseKind::person) || !same_sentence(all.first, person)) return false;
    const WordsBetween gap = between(seat, person);
    const OfficePhrase& nearest = office(all.last - 1);
    const bool anchored = nearest.body != no_phrase || nearest.place != no_phrase;
    const bool direct =
        gap.gap == Gap::none ||
        (gap.gap == Gap::comma && anchored && !after_person(all) && (gap.honorific || bare_holder(person))) ||
        (gap.gap == Gap::comma && anchored && gap.honorific && bare_holder(person) && holder_before(all)) ||
        (gap.gap == Gap::dash && anchored && (gap.honorific || !after_person(all)));
    if (!direct || (gap.gap == Gap::comma && all.last == all.first + 1 && named_by_dash(person)))
        return false;
    const Word* firm = nearest.body == no_phrase ? nullptr : reading_.bodies[nearest.body].head;
    if (firm != nullptr && firm->type == "company" && reading_.phrases[person].tokens.size() == 1 &&
        after_person(all))
        return false; // `ông A, Giám đốc Công ty Việt - Nga Sovmar`: the end of the firm's name
    OfficeChain own = all;
    for (std::size_t i = all.first; i + 1 < all.last; ++i)
        if (two_heads(i) || other_country(i, all.last - 1, person))
            own.first = alone(all.last - 1) ? all.last - 1 : i + 1;
    for (std::size_t i = all.first; i < own.first; ++i) unheld_.push_back(i);
    give(own, person, "office.before-name", false);
    return true;
}

std::size_t OfficeResolver::seat_behind(std::size_t phrase) const {
    const std::size_t next = phrase + 1;
    const bool country = is(next, PhraseKind::place) &&
                         reading_.places[reading_.phrases[next].index].kind == EntityKind::country;
    return country && same_sentence(phrase, next) && between(phrase, next).gap == Gap::comma ? next : phrase;
}

bool OfficeResolver::holder_before(const OfficeChain& all) const {
    const std::size_t before = person_before(all.first);
    if (before == all.first || before == 0) return false;
    const std::size_t beside = before - 1;
    const bool seat = beside > 0 && is(beside, PhraseKind::place) && seat_behind(beside - 1) == beside;
    if (!is(seat ? beside - 1 : beside, PhraseKind::office)) return false;
    const TokenIndex joint = reading_.phrases[all.first].tokens.first - 1;
    const WordsBetween own = between(beside, before);
    if (own.gap == Gap::none) return between(before, all.first).gap == Gap::comma;
    return own.gap == Gap::comma && own.honorific && reading_.token(joint).id == Syllables::get().va;
}

bool OfficeResolver::named_by_dash(std::size_t person) const {
    return is(person + 1, PhraseKind::office) && same_sentence(person, person + 1) &&
           between(person, person + 1).gap == Gap::dash;
}

bool OfficeResolver::bare_holder(std::size_t person) const {
    if (reading_.phrases[person].tokens.size() < 2) return false;
    if (!is(person + 1, PhraseKind::office) || !same_sentence(person, person + 1)) return true;
    const Gap gap = between(person, person + 1).gap;
    return gap == Gap::other || gap == Gap::conjunction || gap == Gap::semicolon;
}

EntityIndex OfficeResolver::country_of(std::size_t phrase) const {
    const OfficePhrase& held = office(phrase);
    if (const EntityIndex place = entity_of_place(held.place); place != no_entity) {
        const EntityIndex around = table_[place].country;
        return !table_[place].foreign ? no_entity : around != no_entity ? around : place;
    }
    const EntityIndex body = entity_of_body(held.body);
    if (body == no_entity || table_[body].jurisdiction == no_entity) return no_entity;
    const EntityIndex place = table_[body].jurisdiction;
    return table_[place].kind == EntityKind::country && table_[place].foreign ? place : no_entity;
}

bool OfficeResolver::alone(std::size_t phrase) const {
    const std::string_view type = office(phrase).word->type;
    return (type == "state" || type == "premier") && office(phrase).place == no_phrase;
}

bool OfficeResolver::two_heads(std::size_t phrase) const {
    const auto heads = [this](std::size_t i) { return office(i).word->type == "state"; };
    return heads(phrase) && heads(phrase + 1) && between(phrase, phrase + 1).gap == Gap::conjunction;
}

bool OfficeResolver::other_country(std::size_t first, std::size_t last, std::size_t person) const {
    const EntityIndex a = country_of(first), b = country_of(last);
    if (a == no_entity || a == b) return false;
    if (const PhraseIndex body = office(last).body; body != no_phrase)
        for (const PhraseIndex place : reading_.places_in(reading_.bodies[body].tokens))
            if (reading_.places[place].entity == a) return false; // `…, Tổng Thư ký Ủy ban Việt Nam - A`
    if (b != no_entity) return true;
    const std::string_view type = office(last).word->type;
    return (type == "state" || type == "premier" || office(last).body != no_phrase ||
            is_home(entity_of_place(office(last).place))) &&
           vietnamese(reading_.persons[reading_.phrases[person].index]);
}

bool OfficeResolver::after_person(const OfficeChain& all) const {
    const std::size_t person = person_before(all.first);
    if (person == all.first || according_to(person)) return false;
    const Gap gap = between(person, all.first).gap;
    return same_sentence(person, all.first) &&
           (gap == Gap::comma || gap == Gap::dash || gap == Gap::bracket || gap == Gap::copula ||
            (gap == Gap::none && right_behind(person, all.first)));
}

std::size_t OfficeResolver::person_before(std::size_t office) const {
    constexpr std::size_t most_places = 5;
    for (std::size_t i = office; i-- > 0 && office - i <= most_places + 1;) {
        if (is(i, PhraseKind::person)) return i;
        if (!is(i, PhraseKind::place)) break;
    }
    return office;
}

bool OfficeResolver::according_to(std::size_t person) const {
    static const SyllableId theo = intern_syllable("theo");
    const TokenIndex at = reading_.phrases[person].tokens.first;
    for (TokenIndex back = 1; back <= 3 && back <= at; ++back)
        if (reading_.token(at - back).id == theo) return reading_.phrases[person].tokens.size() < 2;
    return false;
}

bool OfficeResolver::precedes(const OfficeChain& all) {
    if (!after_person(all)) return false;
    const std::size_t person = person_before(all.first);
    const WordsBetween gap = between(person, all.first);
    if (alone(all.first) && office(all.first).body == no_phrase && all.last == all.first + 1 &&
        gap.gap != Gap::copula)
        return false;
    if (gap.gap == Gap::comma && unnamed_in_list(all, person)) return false;
    OfficeChain own = all;
    while (own.last > own.first &&
           (of_several(own.last - 1) || governs_abroad(own.last - 1, own.first, person)))
        unheld_.push_back(--own.last);
    if (own.last == own.first) return true;
    if (gap.gap == Gap::comma && begins_clause(person, all.last - 1)) {
        unheld_.push_back(--own.last);
        if (own.last == own.first) return true;
    }
    give(own, person, gap.gap == Gap::copula ? "office.copula" : "office.apposition", gap.former);
    return true;
}

bool OfficeResolver::begins_clause(std::size_t person, std::size_t last) const {
    static const SyllableSet openers("tiếp gặp tại trao trước trong"),
        others("và kiêm của tại cùng với thuộc là");
    constexpr TokenIndex reach = 10;
    TokenIndex start = reading_.phrases[person].tokens.first;
    const TokenIndex farthest = start > reach ? start - reach : 0;
    while (start > farthest && !reading_.token(start).line_start && reading_.token(start - 1).mark == 0)
        --start;
    if (start != 0 && start == farthest) return false;
    const TokenIndex behind = reading_.phrases[last].tokens.last;
    if (behind == reading_.document.tokens.size()) return false;
    const Token& after = reading_.token(behind);
    return openers.contains(reading_.token(start).id) && after.mark == 0 && after.shape == Shape::lower &&
           !others.contains(after.id);
}

void OfficeResolver::give(const OfficeChain& all, std::size_t person, std::string_view rule, bool former) {
    const PersonPhrase& holder = reading_.persons[reading_.phrases[person].index];
    if (holder.entity == no_entity) return;
    for (std::size_t i = all.first; i < all.last; ++i) {
        const OfficePhrase& held = office(i);
        if (held.dead || held.word->type == "aside") continue;
        if (held.word->form == "Hoàng tử" && all.last > all.first + 1) continue; // a rank beside an office
        if (held.word->type == "delegation" && held.body == no_phrase) continue;
        const TokenRange evidence{std::min(held.tokens.first, holder.tokens.first),
                                  std::max(held.tokens.last, holder.tokens.last)};
        Holding holding{holder.entity, no_entity, no_entity, title_of(held, former || still_former(all, i)),
                        evidence,      rule};
        assumed_ = false;
        settle_body(all, i, holder, holding);
        if (holding.body == no_entity && held.body == no_phrase && all.last == all.first + 1)
            holding.body = house_behind(held, person);
        if (nameless(held, holder)) continue;
        foreign_holder(held, holder, holding);
        assumed_ = assumed_ || (!vietnamese(holder) && of_ours_unsaid(held, holding));
        const Word* word = held.word->type == "counterpart" ? counterpart_word_ : held.word;
        if (word == nullptr) continue;
        const bool generic = held.body != no_phrase && reading_.bodies[held.body].place == no_phrase &&
                             reading_.bodies[held.body].generic != Generic::none;
        pending_.push_back({holding, word, held.title, held.tokens.first, assumed_, generic});
        if (held.second_body == no_phrase) continue;
        holding.body = entity_of_body(held.second_body);
        pending_.push_back({holding, word, held.title, held.tokens.first, false});
    }
}

bool OfficeResolver::of_ours_unsaid(const OfficePhrase& held, const Holding& holding) const {
    if (held.body == no_phrase || holding.body == no_entity) return false;
    const Entity& body = table_[holding.body];
    const bool national =
        body.subkind == "ministry" || body.subkind == "government" || body.subkind == "legislature";
    const BodyPhrase& said = reading_.bodies[held.body];
    return national && !body.foreign && said.place == no_phrase && said.parent == no_phrase;
}

EntityIndex OfficeResolver::house_behind(const OfficePhrase& held, std::size_t person) const {
    static const SyllableSet joints("của thuộc từ");
    const TokenIndex at = reading_.phrases[person].tokens.last;
    const bool free = held.word->type == "general" || held.word->type == "unit";
    if (!free || !is(person + 1, PhraseKind::body) ||
        reading_.phrases[person].tokens.first < held.tokens.last ||
        reading_.phrases[person + 1].tokens.first != at + 1 || !joints.contains(reading_.token(at).id))
        return no_entity;
    return entity_of_body(reading_.phrases[person + 1].index);
}

EntityIndex OfficeResolver::entity_of_body(PhraseIndex body) const {
    return body == no_phrase ? no_entity : reading_.bodies[body].entity;
}

EntityIndex OfficeResolver::entity_of_place(PhraseIndex place) const {
    return place == no_phrase ? no_entity : reading_.places[place].entity;
}

void resolve_offices(Reading& reading, EntityTable& table, Setting& setting) {
    OfficeResolver(reading, table, setting).run();
}

} // namespace banggiao::extract
