// Takes a body. Hands out whose office at it is said beside it, and whether his name is written as ours are
// or as foreign ones.
#include <banggiao/extract/body_resolver.h>
#include <banggiao/extract/lexicon.h>

#include <algorithm>

namespace banggiao::extract {

const PersonPhrase* BodyResolver::holder_beside(const BodyPhrase& body) const {
    constexpr int longest = 6; ///< offices of one person
    const auto behind =
        std::lower_bound(reading_.phrases.begin(), reading_.phrases.end(), body.tokens.last,
                         [](const Phrase& phrase, TokenIndex from) { return phrase.tokens.first < from; });
    if (behind != reading_.phrases.end() && behind->tokens.first == body.tokens.last &&
        behind->kind == PhraseKind::person)
        return &reading_.persons[behind->index];
    auto at = behind;
    TokenIndex next = body.tokens.last;
    for (int steps = 0; steps < longest && at != reading_.phrases.begin(); ++steps) {
        --at;
        if (at->tokens.last > next) { // it holds the body
            next = at->tokens.first;
            continue;
        }
        if (next > at->tokens.last + 1 || !marks_alone({at->tokens.last, next})) break;
        if (at->kind == PhraseKind::person) return &reading_.persons[at->index];
        if (at->kind != PhraseKind::office) break;
        next = at->tokens.first;
    }
    next = body.tokens.last; // `Tỉnh ủy viên, Giám đốc Sở Y tế | A`
    for (at = behind; at != reading_.phrases.end() && at - behind < longest; ++at) {
        const bool person = at->kind == PhraseKind::person;
        if (person && at != behind && at->tokens.first == next) return &reading_.persons[at->index];
        if (at->kind != PhraseKind::office || at->tokens.first != next + 1 || !marks_alone({next, next + 1}))
            return nullptr;
        next = at->tokens.last;
    }
    return nullptr;
}

bool BodyResolver::held_by_stranger(const BodyPhrase& body) const {
    const PersonPhrase* holder = holder_beside(body);
    if (holder == nullptr) return false;
    const WordMatch surname = reading_.lexicon.match(Use::surname, reading_.document, holder->tokens.first,
                                                     holder->tokens.first + 1);
    return !surname || surname.word->type.starts_with("zh");
}

bool BodyResolver::marks_alone(TokenRange words) const {
    for (TokenIndex at = words.first; at < words.last; ++at)
        if (reading_.token(at).mark != U',' && !is_dash(reading_.token(at).mark)) return false;
    return true;
}

bool BodyResolver::named_as_ours(const PersonPhrase& person) const {
    constexpr TokenIndex shortest = 3, longest = 4;
    const TokenRange name = person.tokens;
    if (name.size() < shortest || name.size() > longest) return false;
    const WordMatch surname =
        reading_.lexicon.match(Use::surname, reading_.document, name.first, name.first + 1);
    if (!surname || surname.word->type.starts_with("zh")) return false;
    for (TokenIndex at = name.first; at < name.last; ++at)
        if (!is_vietnamese_syllable(reading_.token(at).id)) return false;
    return true;
}

bool BodyResolver::named_as_foreign(const PersonPhrase& person) const {
    static const SyllableSet of_highlands(
        "a y k h rah siu ksor rmah kpă rơ rcom nay điểu đinh niê rơmah ksơr kray ka pi kring");
    const TokenRange name = person.tokens;
    constexpr TokenIndex words = 4; // `Bun Thăn Phôm Ma`: none of them is a family name of ours in front
    if (name.size() > 2 && is_dash(reading_.token(name.first + 1).mark) &&
        reading_.token(name.first + 1).glued)
        return true; // `Vi-lay-vông`
    if (name.size() < 2 || of_highlands.contains(reading_.token(name.first).id) ||
        reading_.lexicon.begins(Use::surname, reading_.token(name.first).id))
        return false;
    bool foreign = name.size() >= words;
    for (TokenIndex at = name.first; at < name.last; ++at) {
        const Token& token = reading_.token(at);
        if (token.mark != 0 && !is_dash(token.mark)) return false;
        const std::string_view word = syllable_text(token.id);
        if (word.find('\'') != word.npos || word.find("’") != word.npos) return false; // `H’Bút`
        foreign = foreign || (token.mark != 0 ? token.glued : !is_vietnamese_syllable(token.id));
    }
    return foreign;
}

bool BodyResolver::held_by_ours(const BodyPhrase& body) const {
    constexpr TokenIndex shortest = 3, longest = 4;
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    const TokenIndex first = body.tokens.last;
    const WordMatch surname = reading_.lexicon.match(Use::surname, reading_.document, first, limit);
    if (const PersonPhrase* holder = holder_beside(body); holder != nullptr && holder->tokens.last <= first)
        return named_as_ours(*holder);
    if (!surname || surname.word->type.starts_with("zh")) return false;
    TokenIndex at = first;
    while (at < limit && reading_.token(at).shape == Shape::capital && !reading_.token(at).line_start &&
           is_vietnamese_syllable(reading_.token(at).id))
        ++at;
    return at - first >= shortest && at - first <= longest;
}

bool BodyResolver::with_committee(const BodyPhrase& body) const {
    constexpr int near = 3; ///< offices of one person
    const auto office =
        std::lower_bound(reading_.phrases.begin(), reading_.phrases.end(), body.tokens.last,
                         [](const Phrase& phrase, TokenIndex from) { return phrase.tokens.first < from; });
    TokenIndex end = body.tokens.last;
    for (auto next = office; next != reading_.phrases.end() && next - office < near; ++next) {
        if (next->kind != PhraseKind::office || !marks_alone({end, std::max(end, next->tokens.first)}))
            return false;
        const PhraseIndex held = reading_.offices[next->index].body;
        if (held != no_phrase && reading_.bodies[held].place == no_phrase &&
            only_at_home(reading_.bodies[held])) {
            const auto holder = next + 1; // `Phó Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh | A`
            return holder == reading_.phrases.end() || holder->tokens.first != next->tokens.last ||
                   holder->kind != PhraseKind::person || !named_as_foreign(reading_.persons[holder->index]);
        }
        end = next->tokens.last;
    }
    return false;
}

} // namespace banggiao::extract
