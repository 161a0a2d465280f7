// Takes a Reading. Hands out places: from the gazetteer, or known by the words of level before the name.
#include <banggiao/extract/place_context.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {
namespace {

constexpr int deepest_nesting = 4;

EntityKind kind_of(EntryKind kind) {
    switch (kind) {
    case EntryKind::province:
        return EntityKind::province;
    case EntryKind::locality:
        return EntityKind::locality;
    case EntryKind::foreign_locality:
        return EntityKind::foreign_locality;
    case EntryKind::country:
        return EntityKind::country;
    case EntryKind::organization:
        break;
    }
    return EntityKind::organization;
}

/// How well an entry goes with the words of level before it; 0: not at all.
int fitness(const Entry& entry, std::string_view level) {
    if (entry.kind == EntryKind::organization) return 0;
    if (level.empty())
        return entry.kind == EntryKind::country    ? 5
               : entry.kind == EntryKind::province ? 4
               : entry.kind == EntryKind::locality ? 2
                                                   : 3;
    if (level == "country") return entry.kind == EntryKind::country ? 5 : 0;
    if (entry.kind == EntryKind::country) return 0;
    if (level == "province")
        return entry.kind == EntryKind::province ? 5 : entry.kind == EntryKind::foreign_locality ? 3 : 0;
    if (level == "foreign") return entry.kind == EntryKind::foreign_locality ? 5 : 0;
    if (level == "vn")
        return entry.kind == EntryKind::locality ? 5 : entry.kind == EntryKind::foreign_locality ? 3 : 0;
    if (level == "city") {
        const bool city = entry.level.find("thành phố") != std::string_view::npos ||
                          entry.level.find("Thành phố") != std::string_view::npos;
        if (entry.kind == EntryKind::province) return city || entry.level.empty() ? 5 : 1;
        return city ? 4 : 3;
    }
    return entry.kind == EntryKind::province ? 1 : 3;
}

/// A commune or ward; the table's localities are mostly districts.
bool is_small(const Entry& entry) {
    return entry.level.find("xã") == 0 || entry.level.find("Xã") == 0 ||
           entry.level.find("hường") != std::string_view::npos;
}

struct Choice {
    const Entry* entry = nullptr;
    TokenRange tokens;
};

/// `Huế` before July 2025: the city, not the province Thừa Thiên Huế.
bool old_city(const Reading& reading, const GazetteerMatch& match, std::string_view level) {
    if (match.entry->code != "VN-26" || match.tokens.size() > 1 || level == "province") return false;
    const Article* article = reading.document.article;
    return article == nullptr || !article->published || *article->published < "2025-07";
}

Choice choose(Reading& reading, TokenIndex at, TokenIndex limit, std::string_view level, bool small = false) {
    Choice best;
    int best_fit = 0;
    if (begins_a_word(reading, at, limit) || part_of_a_bridge(reading, at, limit)) return best;
    for (const GazetteerMatch& match : reading.listed(at)) {
        if (match.tokens.last > limit) continue;
        const int fit = old_city(reading, match, level) ? 1 : fitness(*match.entry, level);
        if (fit == 0 || (small && !is_small(*match.entry))) continue;
        const bool longer = match.tokens.last > best.tokens.last;
        if (longer || (match.tokens.last == best.tokens.last && fit > best_fit)) {
            best = {match.entry, match.tokens};
            best_fit = fit;
        }
    }
    return best;
}

/// `Vĩnh Lộc B`, `A Lưới 1`: a letter or number that parts units of one name.
bool parts_a_unit(const Reading& reading, TokenIndex at, TokenIndex limit) {
    if (at >= limit || reading.token(at).line_start) return false;
    const Token& token = reading.token(at);
    const std::uint32_t length = token.span.end - token.span.start;
    return length == 1 && (token.shape == Shape::upper || token.shape == Shape::number);
}

/// `Hô-cai-đô | Ha-ru-mi Ta-ca-ha-si`: the end of the first word, if hyphens make one; else `at`.
TokenIndex hyphenated_end(const Reading& reading, TokenIndex at, TokenIndex limit) {
    TokenIndex end = at + 1;
    while (end + 1 < limit && is_dash(reading.token(end).mark) && reading.token(end).glued &&
           reading.token(end + 1).glued)
        end += 2;
    return end > at + 1 ? end : at;
}

/// End of a name that only the words of level before it make a place.
TokenIndex unknown_name_end(const Reading& reading, TokenIndex at, TokenIndex limit, std::string_view level,
                            bool sure) {
    if (at >= limit) return at;
    if (level == "foreign" && reading.token(at).shape == Shape::number) return at;
    if (reading.token(at).shape == Shape::number)
        return level == "vn" && reading.token(at).span.end - reading.token(at).span.start <= 2 ? at + 1 : at;
    TokenIndex end = person_end(reading, at, limit, true);
    if (const TokenIndex word = hyphenated_end(reading, at, end); word != at) return word;
    const bool vietnamese = is_vietnamese_syllable(reading.token(at).id) && end == at + 1;
    if (vietnamese) return at; // `TP. Chờ`, `xã Anh hùng`
    if (end - at >= 3 && reading.lexicon.begins(Use::surname, reading.token(at).id) && level != "vn")
        return at;
    if (!is_vietnamese_syllable(reading.token(at).id))
        end = std::min(end, sure && end == at + 3 ? at + 1 : at + 2); // `thành phố Tarnow | Erik Berg`
    if (level == "vn" && end - at >= 4 && reading.lexicon.begins(Use::surname, reading.token(at + 2).id) &&
        person_end(reading, at + 2, limit, true) >= at + 4)
        return at + 2; // `xã An Lão | Trần Văn Bình`
    if (end - at > 4) return at;
    return level == "vn" && parts_a_unit(reading, end, limit) ? end + 1 : end;
}

/// `từ Trà Lĩnh (Cao Bằng)`: capitals between a word of place and a bracket.
TokenIndex bracketed_name_end(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableId before[] = {
        intern_syllable("từ"),  intern_syllable("đến"), intern_syllable("tại"),  intern_syllable("ở"),
        intern_syllable("tới"), intern_syllable("về"),  intern_syllable("khẩu"), intern_syllable("là")};
    if (at == 0 || reading.token(at).line_start) return at;
    if (std::find(std::begin(before), std::end(before), reading.token(at - 1).id) == std::end(before))
        return at;
    TokenIndex end = at;
    while (reading.capital(end, limit) && reading.token(end).shape == Shape::capital && end < at + 4) ++end;
    return end > at && reading.is_mark(end, limit, U'(') ? end : at;
}

void read_outer(Reading& reading, PhraseIndex index, TokenIndex limit, int depth);

/// `Đông Bắc`: behind the one or two words of direction that begin at a token; `at` if there are none.
TokenIndex directions_end(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet directions("bắc nam đông tây trung");
    TokenIndex end = at;
    while (end < limit && end < at + 2 && directions.contains(reading.token(end).id)) ++end;
    return end;
}

/// `Bắc Lào`, `Đông Bắc Campuchia`: where the country's name begins.
TokenIndex directed_country(const Reading& reading, TokenIndex at, TokenIndex limit) {
    for (TokenIndex name = directions_end(reading, at, limit); name > at; --name)
        for (const GazetteerMatch& match : reading.listed(name))
            if (match.entry->kind == EntryKind::country) return name;
    return at;
}

/// `Châu Ngọc Tuấn`: a man of the name, no prefecture.
bool reads_as_surname(const Reading& reading, TokenIndex level, TokenRange name) {
    const Token& first = reading.token(level);
    if (first.shape != Shape::capital || name.first != level + 1 || name.size() != 2 ||
        !reading.lexicon.begins(Use::surname, first.id))
        return false;
    return is_vietnamese_syllable(reading.token(name.first).id) &&
           is_vietnamese_syllable(reading.token(name.first + 1).id);
}

/// `ba tỉnh Đông Bắc (Campuchia)`: no unit, but some of a region.
bool region_alone(const Reading& reading, TokenIndex at, TokenIndex limit) {
    const TokenIndex end = directions_end(reading, at, limit);
    return end > at && !reading.capital(end, limit);
}

/// `Maskanah`: more than one syllable in a word, as no Vietnamese name has.
bool many_vowels(const Reading& reading, TokenIndex at) {
    static constexpr std::u32string_view vowels = U"aăâeêioôơuưy";
    bool inside = false;
    int groups = 0;
    for (const char32_t c : to_code_points(syllable_text(reading.token(at).id))) {
        const bool vowel = vowels.find(without_tone(c)) != vowels.npos;
        groups += vowel && !inside;
        inside = vowel;
    }
    return groups > 1;
}

/// `Clinton`: more letters than a syllable of ours has, all of them plain.
bool foreign_surname(const Reading& reading, TokenIndex at) {
    constexpr std::size_t shortest = 6;
    const std::string_view word = reading.document.view(reading.token(at));
    return word.size() >= shortest && !is_vietnamese_syllable(reading.token(at).id) &&
           std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Whether a country, in full or short, begins (or ends) at a token.
bool names_country(const Reading& reading, TokenIndex at) {
    if (reading.token(at).shape != Shape::capital) return false;
    if (!short_form(reading.token(at).id).empty()) return true;
    const auto country = [](const GazetteerMatch& match) { return match.entry->kind == EntryKind::country; };
    const auto& here = reading.listed(at);
    if (std::any_of(here.begin(), here.end(), country)) return true;
    return at > 0 && std::any_of(reading.listed(at - 1).begin(), reading.listed(at - 1).end(),
                                 [&](const GazetteerMatch& match) {
                                     return country(match) && match.tokens.last == at + 1;
                                 });
}

/// `Việt - Lào`, `Trung-Nhật-Hàn`: a short form with a dash to another country.
const Entry* adjective_country(const Reading& reading, TokenIndex at, TokenIndex limit) {
    if (reading.token(at).shape != Shape::capital) return nullptr;
    const std::string_view code = short_form(reading.token(at).id);
    if (code.empty() || (at + 1 < limit && reading.capital(at + 1, limit))) return nullptr;
    const bool before = at >= 2 && is_dash(reading.token(at - 1).mark) && names_country(reading, at - 2);
    const bool after =
        at + 2 < limit && is_dash(reading.token(at + 1).mark) && names_country(reading, at + 2);
    return before || after ? reading.gazetteer.find_code(code) : nullptr;
}

/// One capital with a dot behind it.
bool an_initial(const Reading& reading, TokenIndex at, TokenIndex limit) {
    return reading.is_mark(at + 1, limit, U'.') && is_single_capital(reading.token(at));
}

/// The token behind the unit that Koreans and Japanese write after a name: `Jeollabuk-do`, `Gunma –ken`; `at`
/// if there is none.
TokenIndex behind_unit(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet units("do si gun gu ri ken fu shi"),
        words("to ku cho machi mura son eup myeon dong"); // some are words of ours, or may begin a clause
    if (at + 1 >= limit || !is_dash(reading.token(at).mark) || !reading.token(at + 1).glued) return at;
    const Token& unit = reading.token(at + 1);
    const bool known = units.contains(unit.id) || (reading.token(at).glued && words.contains(unit.id));
    return known && unit.shape == Shape::lower ? at + 2 : at;
}

/// `thị Bằng Tường`: the word is also a part of many others, and of names.
bool county_in_china(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet compounds("đô siêu thành chỉ trưng nghị");
    if (reading.token(at).shape != Shape::lower || !reading.capital(at + 1, limit) ||
        (at > 0 && compounds.contains(reading.token(at - 1).id)))
        return false;
    const auto& listed = reading.listed(at + 1);
    return std::any_of(listed.begin(), listed.end(), [](const GazetteerMatch& match) {
        return match.entry->kind == EntryKind::foreign_locality && match.entry->parent.starts_with("CN-");
    });
}

/// `Bí thư Huyện ủy Nà Po Phan Lâm`, behind `huyện Nà Po`: a unit abroad that only the text names; nullptr if
/// none begins there.
const PlacePhrase* unit_told(const Reading& reading, TokenIndex at, TokenIndex limit) {
    constexpr std::size_t farthest = 32;
    const std::size_t from = reading.places.size() - std::min(reading.places.size(), farthest);
    for (std::size_t i = reading.places.size(); i-- > from;) {
        const PlacePhrase& told = reading.places[i];
        const TokenIndex size = told.name.size();
        if (told.entry != nullptr || told.level.empty() || size < 2 || at + size > limit ||
            told.name.first >= at)
            continue;
        TokenIndex same = 0;
        while (same < size && reading.token(told.name.first + same).id == reading.token(at + same).id) ++same;
        if (same == size) return &told;
    }
    return nullptr;
}

PhraseIndex read_nested(Reading& reading, TokenIndex at, TokenIndex limit, bool sure, int depth) {
    if (at >= limit) return no_phrase;
    const SyllableId here = reading.token(at).id;
    if (const Entry* country = adjective_country(reading, at, limit)) {
        PlacePhrase place;
        place.tokens = place.name = {at, at + 1};
        place.entry = country;
        place.kind = EntityKind::country;
        place.adjective = true;
        reading.places.push_back(place);
        return static_cast<PhraseIndex>(reading.places.size() - 1);
    }
    PlacePhrase place;
    place.tokens.first = at;
    TokenIndex name_at = at;
    bool small_unit = false;
    if (reading.lexicon.begins(Use::level, here)) {
        const WordMatch level = reading.lexicon.match(Use::level, reading.document, at, limit);
        if (level && (level.word->type != "county" || county_in_china(reading, at, limit))) {
            if (level.end == at + 1 && in_compound(reading, at)) return no_phrase;
            place.level = level.word->type == "county" ? "foreign" : level.word->type;
            small_unit = level.word->detail == "small";
            name_at = level.end;
            if (reading.is_mark(name_at, limit, U'.') && reading.token(name_at).glued) ++name_at;
            if (name_at != level.end && an_initial(reading, name_at, limit))
                return no_phrase; // `H.R. McMaster`
        }
    }
    const auto named = [&] {
        return name_at < limit && (reading.capital(name_at, limit) ||
                                   (!place.level.empty() && reading.token(name_at).shape == Shape::number));
    };
    if (!named() && place.level == "country" && reading.capital(at, limit)) {
        place.level = {}; // `Cộng hòa xã hội chủ nghĩa …`: the name begins with the word of level
        name_at = at;
    }
    if (!named() && !(place.level.empty() && reading.capital(at, limit))) return no_phrase;
    Choice choice = choose(reading, name_at, limit, place.level, small_unit);
    if (choice.entry == nullptr && place.level.empty() && sure)
        if (const PlacePhrase* unit = unit_told(reading, at, limit); unit != nullptr) {
            place.level = unit->level;
            place.kind = unit->kind;
            place.name = place.tokens = {at, at + unit->name.size()};
            reading.places.push_back(place);
            return static_cast<PhraseIndex>(reading.places.size() - 1);
        }
    if (choice.entry == nullptr && place.level.empty()) {
        const TokenIndex end = depth == 0 && !sure ? bracketed_name_end(reading, at, limit) : at;
        if (end == at) return no_phrase;
        place.name = {at, end};
        place.tokens.last = end;
        place.kind = EntityKind::foreign_locality;
        reading.places.push_back(place);
        const auto index = static_cast<PhraseIndex>(reading.places.size() - 1);
        read_outer(reading, index, limit, depth);
        if (reading.places[index].outer != no_phrase) return index;
        reading.places.resize(index);
        return no_phrase;
    }
    if (choice.entry == nullptr && name_at != at &&
        reading.capital(at, limit)) { // `Quận Cam`: the level is the name
        choice = choose(reading, at, limit, {});
        if (choice.entry != nullptr) place.level = {};
    }
    if (choice.entry != nullptr) {
        if (choice.entry->ambiguous && place.level.empty() && !sure &&
            !reads_as_place(reading, choice.tokens, limit))
            return no_phrase;
        const bool small =
            choice.entry->kind == EntryKind::locality || choice.entry->kind == EntryKind::foreign_locality;
        if (small && place.level.empty() && !sure && depth == 0) {
            if (names_an_occasion(reading, at)) return no_phrase;
            const bool bracket = reading.is_mark(choice.tokens.last, limit, U'(') &&
                                 reading.capital(choice.tokens.last + 1, limit);
            const bool abroad = choice.entry->kind == EntryKind::foreign_locality;
            if (!bracket && names_a_thing(reading, at) && !(abroad && names_an_airport(reading, at)))
                return no_phrase;
            if (abroad && inside_foreign_name(reading, choice.tokens, limit)) return no_phrase;
        }
        if (place.level.empty() && !sure && depth == 0 && choice.entry->kind == EntryKind::province &&
            (power_plant(reading, at) || names_an_occasion(reading, at)))
            return no_phrase;
        place.entry = choice.entry;
        place.kind = kind_of(choice.entry->kind);
        if (choice.entry->code == "HK" || choice.entry->code == "MO")
            place.kind = EntityKind::foreign_locality;
        place.name = choice.tokens;
    } else {
        if (const Choice plain = choose(reading, name_at, limit, {});
            plain.entry != nullptr && (place.level != "vn" || plain.entry->code == "VN") &&
            plain.tokens.first == name_at &&
            (plain.entry->kind == EntryKind::country || plain.entry->kind == EntryKind::province))
            return read_nested(reading, name_at, limit, true, depth); // the word before is no level of it
        if (place.level.empty() || place.level == "country") return no_phrase;
        if (const TokenIndex country = directed_country(reading, name_at, limit); country != name_at) {
            return read_nested(reading, country, limit, true, deepest_nesting);
        }
        if (place.level == "province" && region_alone(reading, name_at, limit)) return no_phrase;
        TokenIndex end = unknown_name_end(reading, name_at, limit, place.level, sure);
        if (const PlacePhrase* unit = unit_told(reading, name_at, limit); unit != nullptr && sure)
            end = std::min(end, name_at + unit->name.size()); // `Chủ tịch huyện A Bun Thăn`
        static const SyllableId self = intern_syllable("trị");
        if (reads_as_surname(reading, at, {name_at, end})) return no_phrase;
        const bool governor = name_at >= 3 && reading.token(name_at - 1).id == self &&
                              reading.lexicon.begins(Use::surname, reading.token(name_at).id);
        if (governor) return no_phrase; // `Chủ tịch Khu tự trị Trần Văn A`
        const bool letter = is_single_capital(reading.token(at)) && !reading.token(name_at).glued &&
                            foreign_surname(reading, name_at);
        if (end == name_at || letter) return no_phrase; // `H. Clinton`
        const bool foreign = place.level != "vn" || many_vowels(reading, name_at);
        if (place.level == "district" && !sure && depth == 0) return no_phrase;
        place.kind = foreign ? EntityKind::foreign_locality : EntityKind::locality;
        place.name = {name_at, end};
        if (reading.token(name_at).shape == Shape::number) place.name.first = at;
    }
    if (place.kind == EntityKind::foreign_locality)
        place.name.last = behind_unit(reading, place.name.last, limit);
    place.tokens.last = place.name.last;
    reading.places.push_back(place);
    const auto index = static_cast<PhraseIndex>(reading.places.size() - 1);
    if (depth < deepest_nesting) read_outer(reading, index, limit, depth);
    return index;
}

/// `Hà Nam (Trung Quốc)`: of places of one name, that of the country said.
void choose_within(Reading& reading, PhraseIndex index, const PlacePhrase& around) {
    PlacePhrase& place = reading.places[index];
    if (place.entry == nullptr || around.entry == nullptr) return;
    const bool abroad = around.kind == EntityKind::country
                            ? around.entry->code != "VN"
                            : around.kind == EntityKind::foreign_locality && around.level == "province";
    if (!abroad || place.kind == EntityKind::country || place.kind == EntityKind::foreign_locality) return;
    for (const GazetteerMatch& match : reading.listed(place.name.first)) {
        if (match.tokens != place.name || match.entry->kind != EntryKind::foreign_locality) continue;
        if (match.entry->parent != around.entry->code && match.entry->parent != around.entry->name) continue;
        place.entry = match.entry;
        place.kind = EntityKind::foreign_locality;
        return;
    }
    if (place.kind == EntityKind::locality && place.level == "vn") { // of a name with one of ours
        place.entry = nullptr;
        place.kind = EntityKind::foreign_locality;
    }
}

/// `của nước bạn Lào`: where the country's name begins; `at` if none does.
TokenIndex country_behind_of(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet of("của thuộc"), nation("nước"), friendly("bạn");
    if (at + 1 >= limit || !of.contains(reading.token(at).id)) return at;
    TokenIndex name = at + 1;
    if (nation.contains(reading.token(name).id) && name + 1 < limit) ++name;
    if (friendly.contains(reading.token(name).id) && name + 1 < limit) ++name;
    if (!reading.capital(name, limit)) return at;
    return std::any_of(reading.listed(name).begin(), reading.listed(name).end(),
                       [](const GazetteerMatch& match) { return match.entry->kind == EntryKind::country; })
               ? name
               : at;
}

/// `huyện A của Lào`: of what is no country of itself.
void read_nation(Reading& reading, PhraseIndex index, TokenIndex limit, int depth) {
    const TokenIndex end = reading.places[index].tokens.last;
    const TokenIndex name = country_behind_of(reading, end, limit);
    if (name == end || reading.places[index].kind == EntityKind::country ||
        reading.places[index].level.empty())
        return;
    const std::size_t before = reading.places.size();
    const PhraseIndex outer = read_nested(reading, name, limit, true, depth + 1);
    if (outer == no_phrase || reading.places[outer].kind != EntityKind::country) {
        reading.places.resize(before);
        return;
    }
    const PlacePhrase& around = reading.places[outer];
    choose_within(reading, index, around);
    reading.places[index].outer = outer;
    reading.places[index].outer_evidence = {reading.places[index].tokens.first, around.tokens.last};
    if (reading.places[index].entry == nullptr && around.entry != nullptr)
        reading.places[index].kind =
            around.entry->code == "VN" ? EntityKind::locality : EntityKind::foreign_locality;
}

/// `(Quảng Tây, Trung Quốc)`, `, huyện Bình Liêu`: where a place is said to lie.
void read_outer(Reading& reading, PhraseIndex index, TokenIndex limit, int depth) {
    const TokenIndex end = reading.places[index].tokens.last;
    const bool bracket = reading.is_mark(end, limit, U'(');
    const bool comma = reading.is_mark(end, limit, U',');
    if (!(bracket || comma)) return read_nation(reading, index, limit, depth);
    if (end + 1 >= limit) return;
    const std::size_t before = reading.places.size();
    const PhraseIndex outer = read_nested(reading, end + 1, limit, bracket, depth + 1);
    if (outer == no_phrase) return;
    const PlacePhrase& around = reading.places[outer];
    const bool wider = bracket ? around.kind != EntityKind::locality || !around.level.empty()
                               : around.kind == EntityKind::country || !around.level.empty() ||
                                     (around.entry != nullptr && reading.places[index].entry != nullptr &&
                                      (reading.places[index].entry->parent == around.entry->code ||
                                       reading.places[index].entry->parent == around.entry->name)) ||
                                     (around.entry != nullptr && reading.places[index].entry == nullptr);
    const bool same = around.kind == reading.places[index].kind &&
                      (around.kind == EntityKind::country || around.kind == EntityKind::province);
    const bool level_up =
        around.level.empty() || around.level != reading.places[index].level || around.level == "vn";
    if (!wider || same || !level_up ||
        (bracket && !reading.is_mark(around.tokens.last, limit, U')') &&
         !reading.is_mark(around.tokens.last, limit, U','))) {
        reading.places.resize(before);
        return;
    }
    choose_within(reading, index, around);
    reading.places[index].outer = outer;
    reading.places[index].outer_evidence = {reading.places[index].tokens.first, around.tokens.last};
    if (around.kind != EntityKind::province && around.kind != EntityKind::locality &&
        reading.places[index].entry == nullptr) {
        const bool home = around.entry != nullptr && around.entry->code == "VN";
        if (!home)
            reading.places[index].kind = EntityKind::foreign_locality;
        else
            reading.places[index].kind = EntityKind::locality;
    } else if (reading.places[index].entry == nullptr) {
        reading.places[index].kind = EntityKind::locality;
    }
}

} // namespace

void read_place_around(Reading& reading, PhraseIndex place, TokenIndex limit) {
    read_outer(reading, place, limit, 0);
}

PhraseIndex read_place(Reading& reading, TokenIndex at, TokenIndex limit, bool sure) {
    return read_nested(reading, at, limit, sure, 0);
}

} // namespace banggiao::extract
