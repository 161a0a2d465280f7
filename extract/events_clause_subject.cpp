// Takes the items of a sentence. Hands out who does what a verb says: reads the segments before it, from
// right to left, over the verbs that share its subject.
#include <banggiao/extract/events_clause.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

constexpr int deepest_verb_chain = 8; ///< `thăm …, làm việc với …` shares its subject so many verbs back

} // namespace

/// `rất vui được đón …`: he does it himself.
bool ClauseReader::glad_to(std::size_t at) const {
    static const SyllableSet glad("vui mừng hạnh phúc dự hân");
    return at > 0 && glad.contains(scene_.document().tokens[row_[at].tokens.first - 1].id);
}

/// `A sẽ dẫn đầu đoàn B thăm C`, `A sẽ đến C và cùng B họp`: the verb behind is of the same plan.
bool ClauseReader::shared_future(std::size_t at, std::size_t verb) const {
    static const SyllableSet will("sẽ sắp"), done("đã vừa");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (!will.contains(tokens[row_[at].tokens.last - 1].id)) return false;
    for (std::size_t i = at + 1; i < verb; ++i)
        if (is_cue(i, Cue::frame) || is_cue(i, Cue::say) || done.contains(tokens[row_[i].tokens.first].id))
            return false;
    return true;
}

bool ClauseReader::opens_clause_of(std::size_t frame, std::size_t verb) const {
    static const SyllableSet when("khi");
    const TokenRange words = row_[frame].tokens;
    if (!when.contains(scene_.document().tokens[words.last - 1].id)) return false;
    const bool pair = frame + 1 < verb && verb < row_.size() && row_[verb].frame == Frame::talk &&
                      pair_word(frame + 1); // `khi hai người gặp nhau`
    return pair || holds_person(frame + 1, verb);
}

std::size_t ClauseReader::clause_start(std::size_t first, std::size_t verb) const {
    for (std::size_t at = verb; at-- > first && !is_verb(at);)
        if (is_cue(at, Cue::frame) && opens_clause_of(at, verb)) return at;
    return first;
}

/// `cùng các đồng chí trong Ban Thường vụ A`: of whom they are, not when.
bool ClauseReader::among(std::size_t at) const {
    static const SyllableSet in("trong"), people("chí viên bộ ngành sở đạo biểu");
    if (!is_cue(at, Cue::frame) || at == 0 || row_[at].tokens.size() != 1 || at + 1 >= row_.size() ||
        !(row_[at + 1].kind == ItemKind::body || is_cue(at + 1, Cue::group)))
        return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    return in.contains(tokens[row_[at].tokens.first].id) && !is_name(at - 1) &&
           people.contains(tokens[row_[at].tokens.first - 1].id);
}

/// Takes the names of items [first, last) that belong to the subject, from right to left. True if reading may
/// go on to the segment before.
bool ClauseReader::take_segment(Group& group, std::size_t first, std::size_t last) const {
    std::size_t from = first, until = last;
    bool open = true, framed = false;
    for (std::size_t at = first; at < until; ++at) {
        const Item& item = row_[at];
        if (among(at)) continue;
        const bool adverbial = is_cue(at, Cue::at) || is_cue(at, Cue::frame);
        const bool dated = is_cue(at, Cue::frame) && at + 1 < last && row_[at + 1].kind == ItemKind::date;
        if (dated && acted(from, at)) {
            open = false; // `A đã tới B vào ngày 7/7 và gặp C`
            break;
        }
        if (seated(at)) {
            ++at; // `A, Giám đốc Tổ chức B tại Việt Nam, đã …`
        } else if (on_behalf(at) && holds_person(from, at)) {
            until = at; // `A thay mặt lãnh đạo tỉnh B tiếp …`
            open = false;
        } else if (is_cue(at, Cue::at) && (acted(from, at) || does_something(from, at)) &&
                   !holds_person(at, last)) {
            until = at; // `A đã dâng hương tại B và thăm …`, `A dâng hương tại B rồi gặp C`
            open = false;
        } else if (item.kind == ItemKind::date && at > from && holds_actor(from, at) &&
                   !holds_name(at, last, true)) {
            open = false; // `A ngày 7/7 đã gặp B`
        } else if (item.kind == ItemKind::date) {
            from = at + 1;
            open = false;
        } else if (is_cue(at, Cue::frame) && opens_clause_of(at, last)) {
            from = at + 1; // `A tiếp B, sau khi B hội đàm với C`
            open = false;
        } else if (adverbial || item.kind == ItemKind::trigger) {
            std::size_t name = at + 1;
            while (name < last && !is_name(name)) ++name;
            while (name + 1 < last && is_name(name) && row_[name + 1].kind != ItemKind::person &&
                   is_name(name + 1))
                ++name;
            from = std::min(last, name + 1);
            if (framed && row_[at].frame == Frame::journey) from = last; // `nhân chuyến thăm X của A`
            framed = framed || is_cue(at, Cue::frame);
            open = false;
        } else if (is_cue(at, Cue::say) || (is_cue(at, Cue::stop) && !glad_to(at)) ||
                   (is_cue(at, Cue::unreal) && !concealed(at, last))) {
            group.unreal = group.unreal || shared_future(at, last);
            from = at + 1;
            open = false;
        }
    }
    bool bracket = false; // `Đồn Biên phòng A (tỉnh B)`: where it is, or whose
    for (std::size_t at = until; at-- > from;) {
        if (is_mark(at, U')') || is_mark(at, U'(')) bracket = is_mark(at, U')');
        if (destination(at))
            group.travels = true;
        else if (superior(at) || sent_by(at) || owns_envoy(at) || of_airport(at) ||
                 (at > 0 && seated(at - 1)) || homeland(at))
            continue;
        else if (!bracket || row_[at].kind == ItemKind::person)
            take(group, at, true);
    }
    group.first = from;
    return open;
}

bool ClauseReader::on_behalf(std::size_t at) const {
    static const SyllableSet stands("thay thừa");
    return is_cue(at, Cue::frame) && stands.contains(scene_.document().tokens[row_[at].tokens.first].id);
}

/// `tại Quy Nhơn, Bình Định, ông A …`: places before a subject are where, not who; a list after `đoàn` is
/// who.
bool ClauseReader::only_places(std::size_t first, std::size_t last) const {
    for (;;) {
        bool place = false;
        for (std::size_t at = first; at < last; ++at) {
            if (is_cue(at, Cue::at) || is_cue(at, Cue::frame) || row_[at].kind == ItemKind::date) return true;
            if (is_name(at) && row_[at].kind != ItemKind::place) return false;
            if (is_cue(at, Cue::group) || is_cue(at, Cue::leaders)) return false;
            place = place || row_[at].kind == ItemKind::place;
        }
        if (!place) return false;
        if (first == 0 || ends_clause(first - 1)) return true;
        last = first - 1;
        first = segment_start(last);
    }
}

/// `A bày tỏ vui mừng tới thăm …`: the verb of speaking whose subject goes on, or `last`.
std::size_t ClauseReader::said_by(std::size_t first, std::size_t last) const {
    for (std::size_t at = last; at-- > first;)
        if (is_cue(at, Cue::say)) return at;
    return last;
}

/// `các sở, ngành: A, B`: a colon inside a list of names.
bool ClauseReader::opens_list(std::size_t at) const {
    static const SyllableSet heads("ngành chí gồm phương sau có");
    return is_mark(at, U':') && at > 0 &&
           heads.contains(scene_.document().tokens[row_[at - 1].tokens.last - 1].id);
}

Group ClauseReader::subject(std::size_t verb) const {
    Group group;
    group.last = verb;
    std::size_t end = behalf_before(verb);
    for (int chain = 0; chain < deepest_verb_chain; ++chain) {
        group.unreal = group.unreal || unreal(end);
        const std::optional<std::size_t> sharing = subject_before(group, end);
        if (!sharing) break;
        end = *sharing;
    }
    group.unreal = group.unreal || asked(group, verb);
    return group;
}

/// Reads the segments before a verb, from right to left. The verb that shares its subject, if that is to be
/// read on.
std::optional<std::size_t> ClauseReader::subject_before(Group& group, std::size_t verb) const {
    std::size_t segment_end = verb;
    bool listed = false; // behind a colon that opens the list
    for (;;) {
        const std::size_t first = clause_start(segment_start(segment_end), segment_end);
        if (group.named() && segment_end != verb && first == 0 && is_cue(first, Cue::unreal))
            return std::nullopt; // `Nhằm tăng cường hợp tác A - B, C đã …`
        std::size_t earlier = segment_end;
        while (earlier > first && !is_verb(earlier - 1)) --earlier;
        if (earlier > first) { // a verb before: whose names after it are its object
            const bool own_subject =
                segment_end != verb && !follows_comma(verb) && holds_person(earlier, segment_end);
            if (group.empty() && !own_subject) return earlier - 1;
            return std::nullopt;
        }
        if (segment_end == verb && joined_by_and(verb, first))
            if (const std::optional<std::size_t> shared = verb_before(first)) return shared;
        if (!group.persons.empty() && only_places(first, segment_end)) return std::nullopt;
        if (segment_end == verb && bare_delegation(first, verb)) {
            group.delegation = true;
            group.first = first;
            return std::nullopt;
        }
        const bool open = take_segment(group, first, segment_end);
        if (!group.named() && said_by(first, segment_end) != segment_end) {
            group.said = true;
            return said_by(first, segment_end);
        }
        listed = listed || (first > 0 && opens_list(first - 1));
        const bool starts = first == 0 || (ends_clause(first - 1) && !opens_list(first - 1));
        if (starts && group.named()) return std::nullopt;
        if (starts) return verb_of_clause_before(first);
        if ((!open && group.named()) ||
            (segment_end != verb && group.named() && !listed && !names_in(first, segment_end)))
            return std::nullopt;
        segment_end = first - 1;
    }
}

/// A person, or a body right before the end.
bool ClauseReader::holds_actor(std::size_t first, std::size_t last) const {
    return row_[last - 1].kind == ItemKind::body || holds_person(first, last);
}

bool ClauseReader::holds_person(std::size_t first, std::size_t last) const {
    for (std::size_t at = first; at < last; ++at)
        if (row_[at].kind == ItemKind::person) return true;
    return false;
}

/// `A, Giám đốc Tổ chức B tại Việt Nam`: the country a person or body says it sits in.
bool ClauseReader::seated(std::size_t at) const {
    if (!is_cue(at, Cue::at) || at == 0 || at + 1 >= row_.size()) return false;
    const std::size_t open = is_mark(at - 1, U')') ? bracket_start(at - 1) : at; // `Tổ chức B (C) tại`
    return open > 0 && (row_[open - 1].kind == ItemKind::person || row_[open - 1].kind == ItemKind::body) &&
           row_[at + 1].kind == ItemKind::place && scene_.kind(row_[at + 1].entity) == EntityKind::country;
}

/// `A đã …`: a person, and a verb that tells what he did.
bool ClauseReader::acted(std::size_t first, std::size_t last) const {
    static const SyllableSet done("đã vừa");
    bool person = false;
    for (std::size_t at = first; at < last; ++at) {
        if (person && is_cue(at, Cue::aux) &&
            done.contains(scene_.document().tokens[row_[at].tokens.first].id))
            return true;
        person = person || row_[at].kind == ItemKind::person || is_cue(at, Cue::group); // `đoàn đã …`
    }
    return false;
}

/// `A dâng hương tại …`: a person, and behind him a word that is none of his company.
bool ClauseReader::does_something(std::size_t first, std::size_t last) const {
    static const SyllableSet company("và cùng với của là trong trên nguyên cựu");
    for (std::size_t at = last; at-- > first + 1;)
        if (row_[at - 1].kind == ItemKind::person)
            return row_[at].kind == ItemKind::word &&
                   !company.contains(scene_.document().tokens[row_[at].tokens.first].id);
    return false;
}

bool ClauseReader::holds_name(std::size_t first, std::size_t last, bool no_goals) const {
    for (std::size_t at = first; at < last; ++at)
        if (is_name(at) && !(no_goals && destination(at))) return true;
    return false;
}

bool ClauseReader::names_in(std::size_t first, std::size_t last) const {
    for (std::size_t at = first; at < last; ++at)
        if (is_name(at) || is_cue(at, Cue::group) || is_cue(at, Cue::head)) return true;
    return first == last;
}

} // namespace banggiao::extract
