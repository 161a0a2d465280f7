// Takes the items of a sentence. Hands out whom or what its verbs are done to: the names after them.
#include <banggiao/extract/events_clause.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

constexpr std::size_t longest_gap = 7;    ///< words without a name inside a group
constexpr std::size_t farthest_head = 40; ///< items between a delegation and who leads it
constexpr std::size_t farthest_name = 12; ///< items between `do` and the name: offices and ranks

} // namespace

/// Whether the segment at `from` is a clause of its own: `…, B cho biết`.
bool ClauseReader::segment_has_verb(std::size_t from) const {
    for (std::size_t at = from; at < row_.size(); ++at) {
        if (is_mark(at, U',') || ends_clause(at)) return false;
        if (is_verb(at) || is_cue(at, Cue::say)) return true;
        if (is_cue(at, Cue::aux) && at > from && is_name(at - 1)) return true;
    }
    return false;
}

bool ClauseReader::name_follows(std::size_t from) const {
    for (std::size_t at = from; at < row_.size() && at < from + 6; ++at) {
        if (is_name(at) || is_cue(at, Cue::head) || is_cue(at, Cue::group)) return true;
        if (row_[at].kind != ItemKind::word && !is_cue(at, Cue::filler) && !is_cue(at, Cue::leaders))
            return false;
    }
    return false;
}

std::size_t ClauseReader::skip_bracket(std::size_t at) const {
    for (std::size_t end = at + 1; end < row_.size() && end < at + longest_bracket; ++end)
        if (is_mark(end, U')')) return end;
    return at;
}

/// `đặc phái viên của Tổng thống A`, read as one with the name.
bool ClauseReader::owns_envoy(std::size_t at) const {
    static const SyllableSet of("của");
    static const SyllableSet stands("viên nhân sứ lý diện vấn"), opens("phái phu đặc trợ đại cố");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (row_[at].kind != ItemKind::person || row_[at].tokens.size() <= 3) return false;
    for (TokenIndex token = row_[at].tokens.first + 2; token < row_[at].tokens.last; ++token)
        if (of.contains(tokens[token].id) && stands.contains(tokens[token - 1].id) &&
            opens.contains(tokens[token - 2].id))
            return true;
    return false;
}

/// `tiếp đặc phái viên của Tổng thống A`: whose envoy it is. Of a journey, `của` names the traveller.
bool ClauseReader::possessor(std::size_t verb, std::size_t at) const {
    static const SyllableSet of("của");
    if (owns_envoy(at)) return true;
    return row_[at].kind == ItemKind::person && row_[verb].frame != Frame::journey &&
           row_[verb].frame != Frame::banquet && is_cue(at - 1, Cue::filler) &&
           of.contains(scene_.document().tokens[row_[at - 1].tokens.first].id);
}

/// `đoàn tỉnh A, nước B do ông C làm trưởng đoàn đến thăm`: the comma before B.
bool ClauseReader::led_from(std::size_t at) const {
    std::size_t next = at + 1;
    while (next < row_.size() && is_cue(next, Cue::filler)) ++next;
    if (next >= row_.size() || row_[next].kind != ItemKind::place) return false;
    if (++next < row_.size() && is_mark(next, U'(')) next = skip_bracket(next) + 1;
    return next < row_.size() && is_cue(next, Cue::head);
}

/// What an item that is no name does to the object read up to it.
ClauseReader::Step ClauseReader::object_step(std::size_t at, bool list, bool empty) const {
    static const SyllableSet auxiliaries("đã có đang cũng vừa");
    const Item& item = row_[at];
    if (is_mark(at, U',') && !list && !led_from(at) && (segment_has_verb(at + 1) || !name_follows(at + 1)))
        return Step::stop;
    if (is_mark(at, U',') || (list && (is_mark(at, U';') || is_mark(at, U':')))) return Step::pass;
    if (is_mark(at, U'.') && at + 1 < row_.size() && is_name(at + 1) && at > 0 && is_cue(at - 1, Cue::filler))
        return Step::pass;
    const bool joins = is_mark(at, U'-') || is_mark(at, U'–') || is_mark(at, U'/');
    if (item.kind == ItemKind::mark && !joins) return Step::stop;
    if (item.kind == ItemKind::date || item.kind == ItemKind::trigger) return Step::stop;
    static const SyllableSet beside("bên"); // `cuộc gặp bên lề APEC với A`
    if (is_cue(at, Cue::frame) && empty && beside.contains(scene_.document().tokens[item.tokens.first].id))
        return Step::pass;
    if (is_cue(at, Cue::aux) && empty &&
        !auxiliaries.contains(scene_.document().tokens[item.tokens.first].id))
        return Step::pass;
    const bool belongs = is_cue(at, Cue::filler) || is_cue(at, Cue::group) || is_cue(at, Cue::leaders) ||
                         is_cue(at, Cue::head) || is_cue(at, Cue::list);
    return item.kind == ItemKind::cue && !belongs ? Step::stop : Step::take;
}

bool ClauseReader::names_delegation(std::size_t verb) const {
    static const SyllableSet word("đoàn");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (row_[verb].kind != ItemKind::trigger) return false;
    return std::any_of(tokens.begin() + row_[verb].tokens.first, tokens.begin() + row_[verb].tokens.last,
                       [&](const Token& token) { return word.contains(token.id); });
}

bool ClauseReader::names_below(std::size_t verb, std::size_t at) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet several("các hai ba bốn năm sáu bảy nhiều số");
    if (!is_mark(at, U':') || at > verb + reach || !name_follows(at + 1) || segment_has_verb(at + 1))
        return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    return std::any_of(tokens.begin() + row_[verb].tokens.first, tokens.begin() + row_[at].tokens.first,
                       [&](const Token& token) { return several.contains(token.id); });
}

std::size_t ClauseReader::next_listed(std::size_t at) const {
    constexpr std::size_t reach = 24;
    if (!is_cue(at, Cue::stop)) return row_.size();
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (is_mark(i, U';')) return name_follows(i + 1) && !segment_has_verb(i + 1) ? i : row_.size();
        const bool tells = row_[i].kind == ItemKind::trigger || is_cue(i, Cue::say) ||
                           row_[i].kind == ItemKind::date || is_cue(i, Cue::unreal);
        if (tells || is_mark(i, U'.') || is_mark(i, U':')) break;
    }
    return row_.size();
}

bool ClauseReader::counted_up(std::size_t at) const {
    static const SyllableSet all("các");
    return at < row_.size() && is_cue(at, Cue::filler) &&
           all.contains(scene_.document().tokens[row_[at].tokens.first].id);
}

Group ClauseReader::object(std::size_t verb, bool list) const {
    static const SyllableSet by("do");
    bool led = false; // between `do` and who leads: his titles, not participants
    Group group;
    group.first = verb + 1;
    group.delegation = names_delegation(verb);
    const bool adverbial = (verb == 0 || is_cue(verb - 1, Cue::at) || is_cue(verb - 1, Cue::frame)) && !list;
    const std::size_t speaker_at = adverbial ? speaker_part(verb).first : row_.size();
    std::size_t gap = 0;
    std::size_t at = verb + 1;
    const bool several = counted_up(at);
    const bool moves = row_[verb].frame == Frame::journey || row_[verb].frame == Frame::visit;
    if (moves && at < row_.size() && is_cue(at, Cue::at)) ++at;
    for (; at < row_.size(); ++at) {
        if (is_name(at)) {
            if (!possessor(verb, at) && !homeland(at) && !superior(at) &&
                !(led && row_[at].kind != ItemKind::person))
                take(group, at, false);
            led = led && row_[at].kind != ItemKind::person;
            gap = 0;
            group.last = at + 1;
            continue;
        }
        if (is_mark(at, U'(') && skip_bracket(at) != at) {
            at = skip_bracket(at);
            continue;
        }
        if (led && is_mark(at, U',')) continue;
        if (group.empty() && names_below(verb, at)) {
            list = true; // `làm việc với ba đại sứ: A, B và C`
            continue;
        }
        if (several && is_mark(at, U';') && name_follows(at + 1) && !segment_has_verb(at + 1)) continue;
        const Step step =
            at + 1 >= speaker_at && is_mark(at, U',') ? Step::stop : object_step(at, list, group.empty());
        if (step == Step::stop) {
            const std::size_t next = list ? next_listed(at) : row_.size();
            if (next == row_.size()) break;
            at = next;
            gap = 0;
            continue;
        }
        if (step == Step::pass) {
            if (row_[at].kind == ItemKind::mark && !is_mark(at, U'.')) gap = 0;
            continue;
        }
        take(group, at, false);
        led =
            led || (is_cue(at, Cue::head) && by.contains(scene_.document().tokens[row_[at].tokens.first].id));
        if (row_[at].kind == ItemKind::word && ++gap > longest_gap) break;
    }
    group.last = std::max(group.last, verb + 1);
    if (group.delegation && group.persons.empty()) add_head(group, verb + 1);
    return group;
}

/// `đoàn … do A làm trưởng đoàn`, with other words between.
void ClauseReader::add_head(Group& group, std::size_t from) const {
    static const SyllableSet by("do");
    for (std::size_t at = from; at + 1 < row_.size() && at < from + farthest_head && !ends_clause(at); ++at) {
        if (!is_cue(at, Cue::head) || !by.contains(scene_.document().tokens[row_[at].tokens.first].id))
            continue;
        for (std::size_t name = at + 1; name < row_.size() && name < at + farthest_name; ++name)
            if (row_[name].kind == ItemKind::person) {
                take(group, name, false);
                group.last = name + 1;
                return;
            }
    }
}

} // namespace banggiao::extract
