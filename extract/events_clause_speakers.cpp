// Takes the items of a sentence. Hands out who speaks in it: the subject of its main clause behind an
// adverbial, or before the words that say where it was said.
#include <banggiao/extract/events_clause.h>

namespace banggiao::extract {

bool ClauseReader::quote(std::size_t at) const {
    return is_mark(at, U'“') || is_mark(at, U'"');
}

/// `…, A, B và C phát biểu`: the last part of a list of persons.
bool ClauseReader::together(std::size_t first, std::size_t last) const {
    static const SyllableSet joins("và cùng");
    const auto person = [&](std::size_t at) { return row_[at].kind == ItemKind::person; };
    for (std::size_t at = first + 1; at + 1 < last; ++at)
        if (person(at - 1) && person(at + 1) && row_[at].tokens.size() == 1 &&
            joins.contains(scene_.document().tokens[row_[at].tokens.first].id))
            return true;
    return false;
}

/// Items of the main clause's subject after an adverbial: the last part with a person before its verb.
/// `A, Phó Chủ tịch, đề nghị …`: what he said.
bool ClauseReader::requests(std::size_t at) const {
    static const SyllableSet asks("đề mong kêu yêu kiến khuyến hy hi");
    return is_cue(at, Cue::unreal) && asks.contains(scene_.document().tokens[row_[at].tokens.first].id);
}

std::pair<std::size_t, std::size_t> ClauseReader::speaker_part(std::size_t from) const {
    std::pair<std::size_t, std::size_t> part{row_.size(), row_.size()};
    std::size_t at = from;
    while (at < row_.size() && !is_mark(at, U',') && (!ends_clause(at) || quote(at))) ++at;
    while (at < row_.size() && is_mark(at, U',')) {
        std::size_t end = at + 1;
        bool person = false, verb = false;
        for (; end < row_.size() && !is_mark(end, U',') && !ends_clause(end) && !verb; ++end) {
            const bool follows = person && (is_cue(end, Cue::aux) || is_cue(end, Cue::unreal) ||
                                            (row_[end].kind == ItemKind::word && !capital(end)));
            verb = is_cue(end, Cue::say) || is_verb(end) || follows ||
                   (end == at + 1 && part.first != row_.size() && requests(end));
            person = person || row_[end].kind == ItemKind::person;
        }
        const bool purpose = verb && end == at + 2 && row_[at + 1].frame == Frame::attend;
        if (person && !is_cue(at + 1, Cue::at) && !is_cue(at + 1, Cue::frame))
            part = {together(at + 1, end) && part.second == at ? part.first : at + 1, end};
        if (verb && !purpose) return part;
        at = end; // `trong chuyến thăm A, dự hội nghị B, …`: on
        while (purpose && at < row_.size() && !is_mark(at, U',') && !ends_clause(at)) ++at;
    }
    return {row_.size(), row_.size()};
}

/// `A thay mặt tỉnh tiếp đoàn`: where A's clause ends before its verb; the verb itself elsewhere.
std::size_t ClauseReader::behalf_before(std::size_t verb) const {
    constexpr std::size_t reach = 12;
    static const SyllableSet behalf("thay");
    if (!row_.may_have(behalf)) return verb;
    for (std::size_t i = verb, steps = 0; i-- > 1 && steps < reach; ++steps) {
        if (is_verb(i) || ends_clause(i) || row_[i].kind == ItemKind::person) return verb;
        if (is_cue(i, Cue::frame) && behalf.contains(scene_.document().tokens[row_[i].tokens.first].id))
            return row_[i - 1].kind == ItemKind::person ? i : verb;
    }
    return verb;
}

Group ClauseReader::speaker(std::size_t from) const {
    Group group;
    const auto [first, last] = speaker_part(from);
    group.first = first;
    group.last = last;
    for (std::size_t at = first; at < last; ++at) {
        if (is_cue(at, Cue::at) || is_cue(at, Cue::frame) || is_cue(at, Cue::unreal) ||
            (is_cue(at, Cue::aux) && !group.persons.empty()))
            break;
        if (row_[at].kind == ItemKind::person) take(group, at, false);
    }
    return group;
}

Group ClauseReader::speaker_before(std::size_t at) const {
    for (std::size_t i = at; i-- > 0 && !ends_clause(i);)
        if (is_cue(i, Cue::say)) {
            Group group = subject(i);
            group.bodies.clear();
            return group;
        }
    return {};
}

} // namespace banggiao::extract
