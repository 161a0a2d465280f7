// Takes the words before a verb. Hands out which verb before shares its subject with it.
#include <banggiao/extract/events_clause.h>

namespace banggiao::extract {

/// `thăm A, thủ phủ của B và gặp C`: no new subject.
bool ClauseReader::joined_by_and(std::size_t verb, std::size_t first) const {
    static const SyllableSet joins("và");
    std::size_t at = verb;
    while (at > first && is_cue(at - 1, Cue::aux)) --at;
    return at > first + 1 && row_[at - 1].tokens.size() == 1 &&
           joins.contains(scene_.document().tokens[row_[at - 1].tokens.first].id) &&
           !holds_person(first, at) && !bare_delegation(first, at);
}

/// The verb of the clause that goes on at `from`, if a comma parts it from that.
std::optional<std::size_t> ClauseReader::verb_before(std::size_t from) const {
    for (std::size_t at = from; at-- > 0 && !ends_clause(at);) {
        if (is_verb(at)) return at;
        if (row_[at].kind == ItemKind::person || is_cue(at, Cue::say)) break;
    }
    return std::nullopt;
}

/// `…, đoàn đã gặp A`: those told of before, whoever is named before the comma.
bool ClauseReader::bare_delegation(std::size_t first, std::size_t last) const {
    if (first >= last || first == 0 || !is_mark(first - 1, U',') || !is_cue(first, Cue::group)) return false;
    for (std::size_t at = first + 1; at < last; ++at)
        if (!is_cue(at, Cue::aux) && !is_cue(at, Cue::unreal)) return false;
    return true;
}

/// `A đã hội đàm với B, gặp C`: the verb right after the comma has the subject of the one before.
bool ClauseReader::follows_comma(std::size_t verb) const {
    static const SyllableSet then("đó thời rồi");
    const auto link = [&](std::size_t at) { // `A tiếp B, sau đó tiếp C`
        return (is_cue(at, Cue::frame) || row_[at].kind == ItemKind::word) &&
               then.contains(scene_.document().tokens[row_[at].tokens.last - 1].id);
    };
    while (verb > 0 && (is_cue(verb - 1, Cue::aux) || link(verb - 1))) --verb;
    return verb > 0 && is_mark(verb - 1, U',');
}

/// `A đã đặt vòng hoa tại …; thăm B; …`: where the clauses before the semicolons tell what was done.
std::optional<std::size_t> ClauseReader::verb_of_clause_before(std::size_t first) const {
    static const SyllableSet done("đã");
    if (first == 0 || !(is_mark(first - 1, U';') || is_mark(first - 1, U':'))) return std::nullopt;
    for (std::size_t at = first - 1; at-- > 0;)
        if (is_cue(at, Cue::aux) && done.contains(scene_.document().tokens[row_[at].tokens.last - 1].id))
            return at;
    for (std::size_t at = 0; at + 1 < first && is_mark(first - 1, U';') && !is_cue(at, Cue::unreal); ++at) {
        if (row_[at].kind == ItemKind::date && scene_.dates()[row_[at].date].is_span())
            return std::nullopt; // the plan of several days
        if (is_verb(at)) return holds_person(0, at) ? std::optional(at) : std::nullopt; // `A gặp B; tiếp C`
    }
    return std::nullopt;
}

} // namespace banggiao::extract
