// Takes the words of the office of who governs a unit abroad. Hands out the unit: one of the tables, a town
// or a region by its name alone.
#include <banggiao/extract/office_reader.h>

namespace banggiao::extract {

void OfficeReader::governor() {
    if (!body()) place();
    if (office_.body == no_phrase && office_.place == no_phrase) region();
    if (office_.body == no_phrase && office_.place == no_phrase) town();
}

void OfficeReader::town() {
    const TokenIndex at = end();
    if (!office_.word->form.ends_with("ị trưởng") || !reading_.capital(at, limit_) ||
        is_vietnamese_syllable(reading_.token(at).id) || reading_.capital(at + 1, limit_) ||
        told_of_a_person(at))
        return;
    if (at + 1 < limit_ && is_dash(reading_.token(at + 1).mark) && reading_.token(at + 1).glued) return;
    PlacePhrase place;
    place.tokens = place.name = {at, at + 1};
    place.kind = EntityKind::foreign_locality;
    reading_.places.push_back(place);
    office_.place = static_cast<PhraseIndex>(reading_.places.size() - 1);
    office_.tokens.last = at + 1;
}

bool OfficeReader::told_of_a_person(TokenIndex word) const {
    constexpr TokenIndex reach = 1000;
    const auto size = static_cast<TokenIndex>(reading_.document.tokens.size());
    const SyllableId id = reading_.token(word).id;
    const auto joined = [&](TokenIndex at) {
        return reading_.capital(at, size) && !reading_.token(at).line_start;
    };
    for (TokenIndex at = word > reach ? word - reach : 1; at + 1 < size && at < word + reach; ++at)
        if (reading_.token(at).id == id && at != word && joined(at) &&
            (joined(at + 1) || reading_.capital(at - 1, size)))
            return true;
    return false;
}

void OfficeReader::region() {
    static const SyllableSet regions("vùng đảo");
    const TokenIndex first = end() + 1;
    if (first >= limit_ || !regions.contains(reading_.token(end()).id) || !reading_.capital(first, limit_))
        return;
    const std::size_t places = reading_.places.size();
    PhraseIndex index = read_place(reading_, first, limit_, true);
    if (index != no_phrase) {
        const TokenIndex behind = reading_.places[index].tokens.last;
        if (reading_.capital(behind, limit_) && !reading_.capital(behind + 1, limit_))
            return reading_.places.resize(places); // the region's name goes on behind that of a city
    }
    if (index == no_phrase) {
        if (is_vietnamese_syllable(reading_.token(first).id)) return;
        const auto word_end = [this](TokenIndex at) {
            while (at + 1 < limit_ && is_dash(reading_.token(at).mark) && reading_.token(at).glued) at += 2;
            return at;
        };
        TokenIndex last = word_end(first + 1); // `Emilia-Romagna`
        if (reading_.capital(last, limit_) && !reading_.capital(last + 1, limit_)) last = word_end(last + 1);
        PlacePhrase place;
        place.tokens = place.name = {first, last};
        place.kind = EntityKind::foreign_locality;
        reading_.places.push_back(place);
        index = static_cast<PhraseIndex>(reading_.places.size() - 1);
    }
    office_.place = index;
    office_.tokens.last = reading_.places[index].tokens.last;
}

} // namespace banggiao::extract
