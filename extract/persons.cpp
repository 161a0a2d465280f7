// Takes a Reading. Hands out names of persons by the shape of their words.
#include <banggiao/extract/phrases.h>

#include <algorithm>
#include <string_view>

namespace banggiao::extract {
namespace {

constexpr TokenIndex longest_name = 7, longest_vietnamese_name = 5;

bool is_joint(char32_t mark) {
    return mark == U'-' || mark == U'’' || mark == U'\'' || mark == U'‑';
}

/// `Lê Văn A-Phó Chủ tịch UBND tỉnh`: the office of the person is joined to his name.
bool office_joined(const Reading& reading, TokenIndex at, TokenIndex limit) {
    const Lexicon& lexicon = reading.lexicon;
    if (!reading.capital(at, limit)) return false;
    if (lexicon.match(Use::title, reading.document, at, limit)) return true;
    const WordMatch before = lexicon.match(Use::title_word, reading.document, at, limit);
    return before && lexicon.match(Use::title, reading.document, before.end, limit); // `-Nguyên Chủ tịch`
}

/// End of one written word of a foreign name: `Min-koo`, `Tô-xi-hi-rô`, `N'Diaye`.
TokenIndex word_end(const Reading& reading, TokenIndex at, TokenIndex limit) {
    TokenIndex end = at + 1;
    while (end + 1 < limit && is_joint(reading.token(end).mark) && reading.token(end).glued &&
           reading.token(end + 1).glued && reading.token(end + 1).mark == 0 &&
           reading.token(end + 1).shape != Shape::number && !office_joined(reading, end + 1, limit))
        end += 2;
    return end;
}

/// `V.`, `S`: one capital, with or without its dot.
TokenIndex initial_end(const Reading& reading, TokenIndex at, TokenIndex limit) {
    if (is_single_capital(reading.token(at)) && reading.is_mark(at + 1, limit, U'.') &&
        reading.token(at + 1).glued && reading.capital(at + 2, limit))
        return at + 2;
    return at;
}

bool is_particle(const Reading& reading, TokenIndex at) {
    static const SyllableSet particles(
        "bin bint ibn al de del della dos das di du von van den der da el la le ben e");
    return reading.token(at).shape == Shape::lower && particles.contains(reading.token(at).id);
}

/// `bin Hamad`, `al-Abadi`: a small word inside a foreign name.
bool particle_joins(const Reading& reading, TokenIndex at, TokenIndex limit) {
    if (!is_particle(reading, at)) return false;
    const bool dash = at + 1 < limit && is_joint(reading.token(at + 1).mark) && reading.token(at + 1).glued;
    const TokenIndex next = dash ? at + 2 : at + 1;
    const bool second = next + 1 < limit && is_particle(reading, next); // `van der Meer`
    return reading.capital(second ? next + 1 : next, limit);
}

/// `Viêng Thoong si-phăn-đon`: a word of a name from another script, by mistake in small letters.
bool small_part(const Reading& reading, TokenIndex at, TokenIndex limit) {
    constexpr TokenIndex three_syllables = 5;
    return at < limit && reading.token(at).shape == Shape::lower && !reading.token(at).line_start &&
           word_end(reading, at, limit) - at >= three_syllables;
}

/// `ông Vương Kiến Quốc hội đàm`: the words that look like `Quốc hội` are the end of a name and a verb.
bool verb_behind(const Reading& reading, TokenIndex end, TokenIndex limit) {
    static const SyllableId talk = intern_syllable("hội"),
                            ends[] = {intern_syllable("đàm"), intern_syllable("kiến")};
    static const SyllableId petition = intern_syllable("nghị");
    return end > 0 && reading.is(end - 1, limit, talk) &&
           (reading.is(end, limit, ends[0]) ||
            (reading.is(end, limit, ends[1]) && !reading.is(end + 1, limit, petition)));
}

/// `Lê Văn Được`, `Nguyễn Đình Chuyến`: a word that else is of its own, and begins no sentence here. Behind a
/// surname and one more word any can be the own name.
bool last_of_name(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet words("được chuyến chiều đến nhiều"),
        openings("nay qua mai thăm công đi khi với nơi");
    const auto is_surname = [&](TokenIndex word) {
        return reading.token(word).shape == Shape::capital &&
               reading.lexicon.begins(Use::surname, reading.token(word).id);
    };
    const bool wants_own_name = at > 1 && is_surname(at - 2) && (at == 2 || !is_surname(at - 3));
    if (at < 2 || (!wants_own_name && !words.contains(reading.token(at).id)) ||
        reading.token(at).shape != Shape::capital || reading.token(at - 1).shape != Shape::capital ||
        reading.token(at - 2).shape != Shape::capital || reading.capital(at + 1, limit))
        return false;
    return at + 1 >= limit ||
           (reading.token(at + 1).shape != Shape::number && !openings.contains(reading.token(at + 1).id));
}

/// Whether the words from here on are something else than the rest of a name.
bool breaks_name(const Reading& reading, TokenIndex at, TokenIndex limit, bool first) {
    const Token& token = reading.token(at);
    if (!first && token.line_start) return true;
    if ((reading.document.utf8[token.bytes.start] | 0x20) == 't' &&
        syllable_text(token.id).starts_with("ttx"))
        return true; // the agency of a credit
    const Lexicon& lexicon = reading.lexicon;
    if (!first && last_of_name(reading, at, limit)) return false;
    if (lexicon.begins(Use::stop, token.id) && lexicon.match(Use::stop, reading.document, at, limit))
        return true;
    if (lexicon.begins(Use::ignored, token.id) && lexicon.match(Use::ignored, reading.document, at, limit))
        return true;
    if (lexicon.begins(Use::title, token.id)) {
        const WordMatch title = lexicon.match(Use::title, reading.document, at, limit);
        if (title && (title.end - at > 1 || first)) return true;
    }
    if (lexicon.begins(Use::body, token.id)) {
        const WordMatch body = lexicon.match(Use::body, reading.document, at, limit);
        if (body && !first && verb_behind(reading, body.end, limit)) return false;
        if (body && (body.end - at > 1 || token.shape == Shape::upper)) return true;
        if (body && first && body.word->type == "media") return true;
    }
    return false;
}

/// Whether some word between is not a Vietnamese syllable.
bool foreign_word(const Reading& reading, TokenIndex at, TokenIndex end) {
    for (TokenIndex i = at; i < end; ++i)
        if (reading.token(i).mark == 0 && !is_vietnamese_syllable(reading.token(i).id)) return true;
    return end - at >= 3 && is_joint(reading.token(at + 1).mark);
}

/// `II`, `IV`: the number of a monarch or a son.
bool is_ordinal(const Reading& reading, TokenIndex at) {
    static const SyllableSet ordinals("ii iii iv vi vii viii");
    return reading.token(at).shape == Shape::upper && ordinals.contains(reading.token(at).id);
}

/// ` - Minh Trang (Theo ABC)`: who wrote it; the first of the two names stands before the dash.
bool byline_follows(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableId by = intern_syllable("theo");
    if (at >= limit || !is_dash(reading.token(at).mark)) return false;
    TokenIndex end = at + 1;
    while (reading.capital(end, limit) && end < at + 5) ++end;
    return end > at + 1 && reading.is_mark(end, limit, U'(') && reading.is(end + 1, limit, by);
}

/// `Đoàn Bộ Quốc phòng`, `Đoàn Mondulkiri do …`: no name, although `Đoàn` is a surname.
bool delegation(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableId group = intern_syllable("đoàn");
    static const SyllableSet heads("bộ sở trạm cục vụ ubnd hđnd huyện tỉnh");
    static const SyllableSet opens("do gồm đã thăm dự đến sang có");
    if (reading.token(at).id != group || !reading.capital(at + 1, limit)) return false;
    if (heads.contains(reading.token(at + 1).id)) return true;
    const bool first = at == 0 || reading.token(at).line_start || reading.token(at - 1).mark == U'.';
    for (const GazetteerMatch& match : reading.listed(at + 1))
        if (first && match.entry->kind != EntryKind::organization && match.tokens.last < limit &&
            opens.contains(reading.token(match.tokens.last).id))
            return true;
    return false;
}

/// `TANAKA`: written like a family name in capitals, not like initials or a body we know.
bool loud_word(const Reading& reading, TokenIndex at) {
    if (!is_all_capitals(reading.token(at)) || !reading.listed(at).empty()) return false;
    constexpr std::size_t shortest = 3;
    const std::string_view word = syllable_text(reading.token(at).id);
    const auto vowels = std::count_if(word.begin(), word.end(), [](char letter) {
        return std::string_view("aeiouy").find(letter) != std::string_view::npos;
    });
    return word.size() >= shortest && 4 * static_cast<std::size_t>(vowels) >= word.size();
}

/// `Hiroshi TANAKA`: behind the own name of a foreigner.
bool loud_family_name(const Reading& reading, TokenIndex first, TokenIndex at) {
    return loud_word(reading, at) && !reading.lexicon.begins(Use::surname, reading.token(first).id);
}

/// `ông PARK Jong-ho`, `Thống đốc UEDA Kiyoshi` whom the text calls `Ueda` as well: before it.
bool loud_in_front(const Reading& reading, TokenIndex at, TokenIndex limit) {
    if (at == 0 || !loud_word(reading, at) || at + 1 >= limit) return false;
    const Token& own = reading.token(at + 1);
    if (own.shape != Shape::capital || is_vietnamese_syllable(own.id)) return false;
    TokenIndex end = at + 2;
    while (reading.capital(end, limit) && reading.token(end).shape == Shape::capital) ++end;
    const bool office_behind = reading.is_mark(end, limit, U',') && // `với SATO Kenji, Thống đốc …`
                               reading.lexicon.match(Use::title, reading.document, end + 1, limit);
    const bool behind_place =
        reading.capital(at - 1, limit) && !reading.token(at - 1).line_start &&
        is_vietnamese_syllable(reading.token(at - 1).id); // `Đại sứ … tại Việt Nam | SATO Kenji`
    return (reading.lexicon.match(Use::people_word, reading.document, at - 1, at) || behind_place ||
            office_behind || reading.written_small(reading.token(at).id)) &&
           !breaks_name(reading, at + 1, limit, false);
}

/// `Bun Không Lạ Chiêm Phon`: a word that ends our names is a syllable of a foreign one.
bool syllable_of_foreigner(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet syllables("không các có là do cho đó");
    return syllables.contains(reading.token(at).id) && !reading.token(at).line_start &&
           reading.capital(at + 1, limit) && !reading.token(at + 1).line_start &&
           !breaks_name(reading, at + 1, limit, false);
}

/// `Vông Sỏn - In Pan Phim, Phó Bí thư`: the end of a name that the press writes with a spaced dash; `end` if
/// what stands behind the dash is something else than the rest of a name.
TokenIndex dashed_end(const Reading& reading, TokenIndex end, TokenIndex limit) {
    constexpr TokenIndex longest = 5;
    if (end + 2 >= limit || !is_dash(reading.token(end).mark) || reading.token(end + 1).glued) return end;
    TokenIndex last = end + 1;
    while (last < limit && last <= end + longest && reading.capital(last, limit) &&
           !is_all_capitals(reading.token(last)) && !reading.token(last).line_start &&
           !breaks_name(reading, last, limit, last == end + 1) && reading.listed(last).empty())
        ++last;
    const bool whole =
        last < limit && (reading.token(last).mark == U',' || reading.token(last).mark == U'(' ||
                         reading.token(last).shape == Shape::lower);
    return last >= end + 3 && whole && !office_joined(reading, end + 1, limit) ? last : end;
}

/// `Nông Công nghiệp`: a word that only ever ends one of a field of work goes on behind what looked like a
/// name.
bool part_of_field(const Reading& reading, TokenIndex end, TokenIndex limit) {
    static const SyllableId trade = intern_syllable("nghiệp");
    return end < limit && reading.token(end).id == trade && reading.token(end).shape == Shape::lower;
}

} // namespace

TokenIndex person_end(const Reading& reading, TokenIndex at, TokenIndex limit, bool strong) {
    if (!reading.capital(at, limit) || breaks_name(reading, at, limit, true)) return at;
    if (delegation(reading, at, limit)) return at;
    const bool vietnamese = reading.lexicon.begins(Use::surname, reading.token(at).id);
    const bool in_front = strong && loud_in_front(reading, at, limit);
    const bool shouted = is_all_capitals(reading.token(at)) && !in_front; // the whole name in capitals
    if (shouted && !vietnamese) return at;
    const TokenIndex longest = vietnamese ? longest_vietnamese_name : longest_name;
    TokenIndex end = at, words = 0;
    while (end < limit && words < longest) {
        if (const TokenIndex initial = initial_end(reading, end, limit); initial != end) {
            end = initial;
            ++words;
            continue;
        }
        const bool next =
            reading.capital(end, limit) || (words > 0 && (particle_joins(reading, end, limit) ||
                                                          (strong && small_part(reading, end, limit))));
        const bool inside =
            words > 0 && !vietnamese && !shouted && syllable_of_foreigner(reading, end, limit);
        if (!next || (end != at && !inside && breaks_name(reading, end, limit, false))) break;
        if (!shouted && words > 0 && is_ordinal(reading, end)) {
            ++end; // `Charles III`
            break;
        }
        const bool other_case = is_all_capitals(reading.token(end)) != shouted;
        const bool family = in_front ? end == at : strong && words > 0 && !shouted;
        if (other_case && !(family && loud_family_name(reading, in_front ? at + 1 : at, end))) break;
        words += words == 0 || !is_particle(reading, end);
        end = word_end(reading, end, limit);
    }
    if (vietnamese && words >= 4 && byline_follows(reading, end, limit)) end -= 2;
    if (end == at || (shouted && words < 2) || part_of_field(reading, end, limit)) return at;
    if (strong && !vietnamese && !shouted && words <= 2) end = dashed_end(reading, end, limit);
    const bool enough = words >= 2 || (end - at >= 3 && reading.token(at).shape == Shape::capital);
    if (!enough) return strong ? end : at;
    return strong || vietnamese || foreign_word(reading, at, end) ? end : at;
}

TokenIndex skip_people_words(const Reading& reading, TokenIndex at, TokenIndex limit, bool* honorific) {
    for (;;) {
        const WordMatch word = reading.lexicon.match(Use::people_word, reading.document, at, limit);
        if (!word) return at;
        if (honorific != nullptr) *honorific = true;
        at = word.end;
        while (at < limit && (reading.token(at).mark == U'.' || reading.token(at).mark == U',') &&
               reading.token(at).glued && at + 1 < limit && word.word->type == "rank")
            ++at;
    }
}

TokenIndex skip_bracket(const Reading& reading, TokenIndex at, TokenIndex limit) {
    constexpr TokenIndex longest = 24;
    if (!reading.is_mark(at, limit, U'(')) return at;
    for (TokenIndex i = at + 1; i < limit && i < at + longest; ++i)
        if (reading.token(i).mark == U')') return i + 1;
    return at;
}

namespace {

/// `sinh năm 1960`, `SN 1960`, `45 tuổi`: where it ends; `at` if it does not begin here.
TokenIndex age_end(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableId born = intern_syllable("sinh"), year = intern_syllable("năm"),
                            brief = intern_syllable("sn"), years_old = intern_syllable("tuổi");
    const auto number = [&](TokenIndex i) { return i < limit && reading.token(i).shape == Shape::number; };
    if (number(at) && reading.is(at + 1, limit, years_old)) return at + 2;
    if (!reading.is(at, limit, born) && !reading.is(at, limit, brief)) return at;
    const TokenIndex when = reading.is(at + 1, limit, year) ? at + 2 : at + 1;
    return number(when) ? when + 1 : at;
}

/// `trú tại phường A, thành phố B`: up to a bracket, a semicolon or an office.
TokenIndex residence_end(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet verbs("trú ngụ quê ở");
    if (at >= limit || !verbs.contains(reading.token(at).id)) return at;
    while (at < limit && reading.token(at).mark != U'(' && reading.token(at).mark != U';') ++at;
    return at == limit && reading.token(at - 1).mark == U',' ? at - 1 : at;
}

} // namespace

TokenIndex skip_particulars(const Reading& reading, TokenIndex at, TokenIndex limit) {
    for (TokenIndex from = at; reading.is_mark(from, limit, U',');) {
        const TokenIndex age = age_end(reading, from + 1, limit);
        const TokenIndex end = age != from + 1 ? age : residence_end(reading, from + 1, limit);
        if (end == from + 1) return at;
        at = from = end;
    }
    return at;
}

namespace {

/// `Hàn Quốc`, `Việt-Lào`: capitals that are countries.
bool is_country(const Reading& reading, TokenIndex at, TokenIndex end) {
    static const SyllableId viet = intern_syllable("việt");
    for (const GazetteerMatch& match : reading.listed(at))
        if ((match.entry->kind == EntryKind::country || match.entry->kind == EntryKind::province) &&
            match.tokens.last >= end &&
            (match.tokens.size() > 1 || !is_vietnamese_syllable(reading.token(at).id)))
            return true;
    if (end - at != 3 || !is_dash(reading.token(at + 1).mark)) return false;
    return reading.token(at).id == viet || reading.token(at + 2).id == viet;
}

/// `của Pháp François Dubois`: where the name begins, behind the country, which is written in our way.
TokenIndex behind_country(const Reading& reading, TokenIndex at, TokenIndex end) {
    for (const GazetteerMatch& match : reading.listed(at)) {
        const TokenIndex name = match.tokens.last;
        if (match.entry->kind == EntryKind::country && name + 1 < end &&
            is_vietnamese_syllable(reading.token(at).id) && foreign_word(reading, name, end) &&
            person_end(reading, name, end, false) == end)
            return name;
    }
    return at;
}

} // namespace

PhraseIndex read_person(Reading& reading, TokenIndex at, TokenIndex limit, bool strong) {
    const TokenIndex end = person_end(reading, at, limit, strong);
    if (end == at || is_country(reading, at, end)) return no_phrase;
    if (const TokenIndex name = behind_country(reading, at, end); name != at) {
        read_place(reading, at, name, true);
        at = name;
    }
    PersonPhrase person{{at, end}, strong, {}, no_entity};
    if (reading.is_mark(end, limit, U'(')) {
        const TokenIndex close = person_end(reading, end + 1, limit, false);
        if (close != end + 1 && reading.is_mark(close, limit, U')')) person.alias = {end + 1, close};
    }
    reading.persons.push_back(person);
    return static_cast<PhraseIndex>(reading.persons.size() - 1);
}

} // namespace banggiao::extract
