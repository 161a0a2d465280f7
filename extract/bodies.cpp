// Takes a token. Hands out the body that begins there: by its head and name, by a table, by the short form
// the text gave it.
#include <banggiao/extract/body_reader.h>

namespace banggiao::extract {

namespace {

/// Where a body of the gazetteer that begins here ends; `at` if none does.
TokenIndex listed_end(const Reading& reading, TokenIndex at, TokenIndex limit) {
    if (!reading.capital(at, limit)) return at;
    for (const GazetteerMatch& match : reading.listed(at))
        if (match.entry->kind == EntryKind::organization && match.tokens.last <= limit)
            return match.tokens.last;
    return at;
}

/// `Liên Hiệp Quốc Ban Ki-moon`: a name of the table that ends where a foreign name begins.
bool runs_into_a_name(const Reading& reading, TokenIndex listed, TokenIndex last) {
    if (listed >= last || reading.token(listed).mark != 0 || !reading.capital(listed, last)) return false;
    for (TokenIndex i = listed; i < last; ++i)
        if (reading.token(i).mark == 0 ? !is_vietnamese_syllable(reading.token(i).id)
                                       : is_dash(reading.token(i).mark) && reading.token(i).glued)
            return true;
    return false;
}

/// `Tân Hoa xã (THX)`: one word of capitals in brackets that the tables do not know.
TokenRange abbreviation_behind(const Reading& reading, TokenIndex at, TokenIndex limit) {
    if (!reading.is_mark(at, limit, U'(') || !reading.is_mark(at + 2, limit, U')')) return {};
    const bool known = !reading.listed(at + 1).empty();
    return !known && reading.token(at + 1).shape == Shape::upper ? TokenRange{at + 1, at + 2} : TokenRange{};
}

/// A body of the gazetteer.
PhraseIndex read_listed(Reading& reading, TokenIndex at, TokenIndex limit) {
    if (!reading.capital(at, limit)) return no_phrase;
    for (const GazetteerMatch& match : reading.listed(at)) {
        if (match.entry->kind != EntryKind::organization || match.tokens.last > limit) continue;
        for (TokenIndex i = match.tokens.first + 1; i + 1 < match.tokens.last; ++i) // `Ủy ban … của Quốc hội`
            if (reading.token(i).id == Syllables::get().cua) read_body(reading, i + 1, match.tokens.last);
        static const SyllableSet further(
            "information agency group corporation corp company inc ltd holdings bank "
            "motor motors electronics international news television radio");
        TokenIndex last = match.tokens.last; // `Sputnik Information Agency`
        while (reading.capital(last, limit) && !reading.token(last).line_start &&
               further.contains(reading.token(last).id))
            ++last;
        BodyPhrase body;
        body.entry = match.entry;
        body.tokens = {match.tokens.first, last};
        body.core = body.tokens;
        body.head_end = last;
        body.abbreviation = abbreviation_behind(reading, last, limit);
        reading.bodies.push_back(body);
        return static_cast<PhraseIndex>(reading.bodies.size() - 1);
    }
    return no_phrase;
}

/// `VCCI`: a body by the abbreviation that the text gave it.
PhraseIndex read_short_form(Reading& reading, TokenIndex at) {
    const Shape shape = reading.token(at).shape;
    if (shape != Shape::upper && shape != Shape::mixed) return no_phrase;
    const auto known = reading.short_forms.find(reading.token(at).id);
    if (known == reading.short_forms.end()) return no_phrase;
    BodyPhrase body;
    body.tokens = body.core = {at, at + 1};
    body.head_end = at + 1;
    body.same_as = known->second;
    reading.bodies.push_back(body);
    return static_cast<PhraseIndex>(reading.bodies.size() - 1);
}

/// `TPBank`, `SeABank`: a bank by its name alone.
PhraseIndex read_bank(Reading& reading, TokenIndex at) {
    constexpr std::size_t shortest = 6;
    const Shape shape = reading.token(at).shape;
    if (shape != Shape::mixed && shape != Shape::capital) return no_phrase;
    if ((reading.document.view(reading.token(at)).back() | 0x20) != 'k') return no_phrase;
    const std::string_view name = syllable_text(reading.token(at).id);
    if (name.size() < shortest || !name.ends_with("bank")) return no_phrase;
    return add_by_name_alone(reading, at, "Ngân hàng");
}

} // namespace

PhraseIndex add_by_name_alone(Reading& reading, TokenIndex at, std::string_view head) {
    BodyPhrase body;
    body.head = reading.lexicon.named(Use::body, head);
    body.bare = true;
    body.tokens = body.core = {at, at + 1};
    body.head_end = at;
    reading.bodies.push_back(body);
    return static_cast<PhraseIndex>(reading.bodies.size() - 1);
}

PhraseIndex read_body(Reading& reading, TokenIndex at, TokenIndex limit, int depth, bool named) {
    if (at >= limit || depth > deepest_body_nesting) return no_phrase;
    const std::size_t bodies = reading.bodies.size(), places = reading.places.size();
    PhraseIndex body = no_phrase;
    if (reading.lexicon.begins(Use::body, reading.token(at).id)) {
        BodyReader reader(reading, at, limit, depth, named);
        body = reader.read();
        if (reader.of_nobody()) return no_phrase;
    }
    if (body == no_phrase) {
        body = read_listed(reading, at, limit);
        if (body == no_phrase) body = read_short_form(reading, at);
        return body != no_phrase ? body : read_bank(reading, at);
    }
    const TokenIndex listed = listed_end(reading, at, limit);
    if ((listed < reading.bodies[body].tokens.last &&
         !(listed > reading.bodies[body].head_end &&
           runs_into_a_name(reading, listed, reading.bodies[body].core.last))) ||
        (listed == reading.bodies[body].tokens.last && reading.bodies[body].head->detail != "named"))
        return body;
    reading.bodies.resize(bodies);
    reading.places.resize(places);
    return read_listed(reading, at, limit);
}

} // namespace banggiao::extract
