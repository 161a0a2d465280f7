// Takes a Reading. Hands out bodies of which a list says the head once: `các sở: Tài chính, Công Thương`,
// `Tỉnh ủy Lạng Sơn, Cao Bằng`.
#include <banggiao/extract/phrases.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace banggiao::extract {
namespace {

/// Words between `các sở` and the first field: `, ban, ngành liên quan, gồm:`.
TokenIndex skip_list_words(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableId fillers[] = {
        intern_syllable("ban"),    intern_syllable("ngành"), intern_syllable("bộ"),  intern_syllable("sở"),
        intern_syllable("và"),     intern_syllable("gồm"),   intern_syllable("như"), intern_syllable("liên"),
        intern_syllable("quan"),   intern_syllable("đơn"),   intern_syllable("vị"),  intern_syllable("địa"),
        intern_syllable("phương"), intern_syllable("của"),   intern_syllable("tỉnh")};
    constexpr TokenIndex longest = 12;
    const TokenIndex stop = std::min(limit, at + longest);
    while (at < stop) {
        const Token& token = reading.token(at);
        const bool mark = token.mark == U',' || token.mark == U':' || token.mark == U'/';
        const bool filler = token.shape == Shape::lower &&
                            std::find(std::begin(fillers), std::end(fillers), token.id) != std::end(fillers);
        if (!mark && !filler) break;
        ++at;
    }
    return at;
}

void add_body(Reading& reading, BodyPhrase body) {
    reading.bodies.push_back(body);
    reading.phrases.push_back(
        {PhraseKind::body, static_cast<PhraseIndex>(reading.bodies.size() - 1), body.tokens});
}

/// The word that goes on in a list: a comma, `và`.
TokenIndex list_joint(const Reading& reading, TokenIndex at, TokenIndex limit) {
    if (reading.is_mark(at, limit, U',') || reading.is(at, limit, Syllables::get().va)) return at + 1;
    return at;
}

} // namespace

namespace {

/// The field of one item: a comma parts two, unless `và` behind it makes them one (`Văn hóa, Thể thao và …`).
WordMatch field_of_list(const Reading& reading, TokenIndex item, TokenIndex limit) {
    const WordMatch whole = reading.lexicon.match(Use::field, reading.document, item, limit);
    if (!whole) return whole;
    TokenIndex comma = item;
    while (comma < whole.end && reading.token(comma).mark != U',') ++comma;
    for (TokenIndex at = comma; at < whole.end; ++at)
        if (reading.token(at).id == Syllables::get().va) return whole;
    const WordMatch first = reading.lexicon.match(Use::field, reading.document, item, comma);
    return first && first.end == comma ? first : whole;
}

} // namespace

bool opens_list(SyllableId id) {
    static const SyllableSet openers(list_openers);
    return openers.contains(id);
}

TokenIndex read_field_list(Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableId department = intern_syllable("sở"), ministry = intern_syllable("bộ"),
                            minister = intern_syllable("trưởng");
    const SyllableId head = reading.token(at).id;
    if (head != department && head != ministry) return at;
    if (at == 0 || reading.token(at - 1).id != Syllables::get().cac) return at;
    const bool ministers = reading.is(at + 1, limit, minister); // `các Bộ trưởng: Tài chính, …`
    if (ministers && !reading.is_mark(at + 2, limit, U':')) return at;
    TokenIndex item = skip_list_words(reading, at + (ministers ? 2 : 1), limit);
    TokenIndex end = at;
    while (item < limit) {
        if (const PhraseIndex other =
                end == at || !reading.capital(item, limit) ? no_phrase : read_body(reading, item, limit);
            other != no_phrase) {
            end = reading.bodies[other].tokens.last;
            reading.phrases.push_back({PhraseKind::body, other, reading.bodies[other].tokens});
        } else {
            const WordMatch field = field_of_list(reading, item, limit);
            if (!field || !reading.capital(item, limit)) {
                if (end != at || !reading.capital(item, limit)) break;
                const PhraseIndex first = read_body(reading, item, limit);
                if (first == no_phrase) break;
                end = reading.bodies[first].tokens.last;
                reading.phrases.push_back({PhraseKind::body, first, reading.bodies[first].tokens});
            } else {
                BodyPhrase body;
                body.implied = head == department ? "Sở" : "Bộ";
                body.field = field.word;
                body.core = body.tokens = {item, field.end};
                body.head_end = item;
                body.listed = true;
                add_body(reading, body);
                end = field.end;
            }
        }
        TokenIndex next = list_joint(reading, end, limit);
        if (reading.is_mark(end, limit, U';')) ++next; // `các sở: Tài chính; Công Thương`
        if (next == end) break;
        item = next;
    }
    return end;
}

namespace {

/// `tập đoàn`, `công ty`, `hãng` in small letters, not far before a list.
bool tells_of_firms(const Reading& reading, TokenIndex at) {
    static const std::pair<SyllableId, SyllableId> nouns[] = {
        {intern_syllable("tập"), intern_syllable("đoàn")},
        {intern_syllable("công"), intern_syllable("ty")},
        {intern_syllable("doanh"), intern_syllable("nghiệp")},
        {intern_syllable("ngân"), intern_syllable("hàng")},
        {intern_syllable("liên"), intern_syllable("doanh")},
        {intern_syllable("thương"), intern_syllable("hiệu")}};
    static const SyllableId house = intern_syllable("hãng");
    constexpr TokenIndex reach = 16;
    for (TokenIndex i = at; i-- > 0 && at - i < reach;) {
        const Token& token = reading.token(i);
        if (token.mark == U'.' || token.mark == U';' || token.mark == U':') return false;
        if (token.id == house) return true;
        for (const auto& [first, second] : nouns)
            if (token.id == second && i > 0 && reading.token(i - 1).id == first) return true;
    }
    return false;
}

/// The end of a firm's name: foreign words or capitals that no table knows as something else.
/// Behind two of them any other capitals are one too.
TokenIndex firm_end(const Reading& reading, TokenIndex at, TokenIndex limit, bool behind_two) {
    constexpr TokenIndex longest = 6;
    TokenIndex end = at;
    bool foreign = behind_two;
    while (end < limit && end < at + longest && reading.capital(end, limit) &&
           (end == at || !reading.token(end).line_start)) {
        const Token& token = reading.token(end);
        foreign = foreign || !is_vietnamese_syllable(token.id) || is_all_capitals(token);
        ++end;
    }
    if (!foreign) return at;
    for (const GazetteerMatch& match : reading.listed(at))
        if (match.entry->kind != EntryKind::organization && match.tokens.last == end) return at;
    const Lexicon& lexicon = reading.lexicon;
    const bool person = behind_two && end >= at + 3 && lexicon.begins(Use::surname, reading.token(at).id);
    const bool other = person || lexicon.match(Use::title, reading.document, at, limit) ||
                       lexicon.match(Use::people_word, reading.document, at, limit);
    return other ? at : end;
}

/// The token of the next item of a list of names: behind a comma, a semicolon, `và`; `at` if it is over.
TokenIndex next_firm(const Reading& reading, TokenIndex at, TokenIndex limit) {
    at = skip_bracket(reading, at, limit); // `Hốp-man (Hofmann)`
    if (reading.is_mark(at, limit, U';')) return at + 1;
    return list_joint(reading, at, limit);
}

} // namespace

TokenIndex read_firm_list(Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet openers("như gồm là :");
    if (!openers.contains(reading.token(at).id) || !reading.capital(at + 1, limit)) return at;
    if (!tells_of_firms(reading, at)) return at;
    std::vector<TokenRange> items;
    for (TokenIndex item = at + 1, next = item; item < limit; item = next) {
        const TokenIndex end = firm_end(reading, item, limit, items.size() >= 2);
        if (end == item) break;
        items.push_back({item, end});
        next = next_firm(reading, end, limit);
        if (next == skip_bracket(reading, end, limit)) break;
    }
    if (items.size() < 2) return at;
    for (const TokenRange& item : items) {
        BodyPhrase body;
        body.head = reading.lexicon.named(Use::body, "Tập đoàn");
        body.bare = true;
        body.tokens = body.core = item;
        body.head_end = item.first;
        add_body(reading, body);
    }
    return items.back().last;
}

TokenIndex read_unit_list(Reading& reading, PhraseIndex first, TokenIndex limit) {
    const PlacePhrase model = reading.places[first];
    TokenIndex end = model.tokens.last;
    static const SyllableSet several("các hai ba bốn năm sáu 2 3 4 5 6 7 8 9");
    const bool plural = model.tokens.first > 0 && several.contains(reading.token(model.tokens.first - 1).id);
    const bool abroad = model.level != "vn"; // `các tỉnh Tumara, Kodashi`: in foreign words
    if (model.entry != nullptr || model.outer != no_phrase || (abroad && !plural)) return end;
    if (model.level != "vn" && model.level != "province" && model.level != "city" && model.level != "foreign")
        return end;
    for (;;) {
        const TokenIndex item = list_joint(reading, end, limit);
        if (item == end || item >= limit || !reading.listed(item).empty()) return end;
        const TokenIndex last = person_end(reading, item, limit, true);
        const bool shape = last > item + 1
                               ? last <= item + 3 && is_vietnamese_syllable(reading.token(item).id)
                               : plural && !is_vietnamese_syllable(reading.token(item).id);
        const bool ended =
            last < limit && (reading.token(last).mark != 0 || reading.token(last).shape == Shape::lower);
        const bool person =
            !plural && last == item + 3 && reading.lexicon.begins(Use::surname, reading.token(item).id);
        const bool ours = abroad && is_vietnamese_syllable(reading.token(item).id);
        if (!shape || !ended || person || ours) return end;
        PlacePhrase place = model;
        place.tokens = place.name = {item, last};
        reading.places.push_back(place);
        reading.phrases.push_back(
            {PhraseKind::place, static_cast<PhraseIndex>(reading.places.size() - 1), place.tokens});
        const auto index = static_cast<PhraseIndex>(reading.places.size() - 1);
        if (reading.is_mark(last, limit, U'(')) read_place_around(reading, index, limit);
        if (reading.places[index].kind == EntityKind::foreign_locality) { // so are those before it
            for (PhraseIndex before = first; before < index; ++before)
                if (reading.places[before].kind == EntityKind::locality &&
                    reading.places[before].entry == nullptr && reading.places[before].outer == no_phrase)
                    reading.places[before].kind = EntityKind::foreign_locality;
        }
        end = reading.places[index].outer != no_phrase ? reading.places[index].outer_evidence.last : last;
        if (reading.is_mark(end, limit, U')')) ++end; // `xã A, B (huyện X), C (huyện Y)`
    }
}

void share_around(Reading& reading) {
    const auto& order = reading.places_in_order;
    for (std::size_t i = order.size(); i-- > 1;) {
        const PlacePhrase& last = reading.places[order[i]];
        PlacePhrase& before = reading.places[order[i - 1]];
        if (last.outer == no_phrase || before.outer != no_phrase || before.kind != last.kind) continue;
        const TokenIndex joint = before.tokens.last;
        const bool joined =
            joint + 1 == last.tokens.first && list_joint(reading, joint, last.tokens.first) != joint;
        if (!joined || !before.counts) continue;
        before.outer = last.outer;
        before.outer_evidence = {before.tokens.first, last.outer_evidence.last};
    }
}

TokenIndex read_place_list(Reading& reading, PhraseIndex first, TokenIndex limit) {
    TokenIndex end = reading.bodies[first].tokens.last;
    const BodyPhrase model = reading.bodies[first];
    if (model.head == nullptr || model.place == no_phrase) return end;
    const bool department = model.head->form == "Sở";
    const PlacePhrase named = reading.places[model.place];
    const bool pair = model.listed && named.kind == EntityKind::country;
    if (model.head->detail != "local" && !department && !pair) return end;
    const bool abroad = department && (named.kind == EntityKind::foreign_locality || model.listed);
    const bool plural = model.listed || model.head->form.ends_with(" ủy") || abroad;
    const bool units = model.listed && named.kind == EntityKind::locality; // `UBND các huyện A, B`
    if (!plural ||
        (!abroad && !pair && !units && (!named.level.empty() || named.kind != EntityKind::province)))
        return end;
    for (;;) {
        const TokenIndex item = list_joint(reading, end, limit);
        if (item == end || !reading.capital(item, limit)) return end;
        const std::size_t before = reading.places.size();
        const PhraseIndex place = read_place(reading, item, limit, true);
        const bool across = model.listed && place != no_phrase && named.kind == EntityKind::province &&
                            reading.places[place].kind == EntityKind::foreign_locality; // `hai tỉnh A và B`
        if (place == no_phrase || (reading.places[place].kind != named.kind && !across) ||
            !reading.places[place].level.empty()) {
            reading.places.resize(before);
            return end;
        }
        BodyPhrase body = model;
        body.place = place;
        body.listed = true;
        body.abbreviation = {};
        body.tokens = reading.places[place].tokens;
        reading.places[place].in_body = true;
        add_body(reading, body);
        end = body.tokens.last;
    }
}

namespace {

/// `các xã, thị trấn` right before: units below the district, whose names follow.
bool tells_of_units(const Reading& reading, TokenIndex at) {
    static const SyllableSet units("xã phường trấn thôn bản huyện quận"), joints("và , thị"),
        lie("biên giới vùng cao miền núi");
    while (at > 0 && lie.contains(reading.token(at - 1).id)) --at; // `các xã biên giới: …`
    if (at == 0 || !units.contains(reading.token(at - 1).id)) return false;
    TokenIndex first = at - 1;
    while (first > 0 && at - first < 8 &&
           (units.contains(reading.token(first - 1).id) || joints.contains(reading.token(first - 1).id)))
        --first;
    static const SyllableSet several("các số nhiều những tại hai ba bốn năm sáu 2 3 4 5 6 7 8 9");
    return at - first > 1 || (first > 0 && several.contains(reading.token(first - 1).id));
}

} // namespace

TokenIndex read_named_units(Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet openers("như gồm :");
    if (!openers.contains(reading.token(at).id) || !tells_of_units(reading, at)) return at;
    std::vector<TokenRange> items;
    for (TokenIndex item = at + 1, next = item; item < limit; item = next) {
        TokenIndex end = item;
        while (reading.capital(end, limit) && reading.token(end).shape == Shape::capital &&
               is_vietnamese_syllable(reading.token(end).id) && end < item + 3)
            ++end;
        if (end < item + 2) break;
        items.push_back({item, end});
        next = list_joint(reading, end, limit);
        if (next == end) break;
    }
    if (items.size() < 2) return at;
    for (const TokenRange& item : items) {
        PlacePhrase place;
        place.tokens = place.name = item;
        place.kind = EntityKind::locality;
        place.level = "vn";
        reading.places.push_back(place);
        reading.phrases.push_back(
            {PhraseKind::place, static_cast<PhraseIndex>(reading.places.size() - 1), place.tokens});
    }
    return items.back().last;
}

} // namespace banggiao::extract
