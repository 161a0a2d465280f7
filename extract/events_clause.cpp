// Takes the items of a sentence. Hands out where its clauses begin and end, which of its names are those of
// somebody who acts, and the names that stand nearest before a verb.
#include <banggiao/extract/events_clause.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

template <typename T>
void add_once(std::vector<T>& list, T value, bool front) {
    constexpr std::size_t usual = 4;
    if (std::find(list.begin(), list.end(), value) != list.end()) return;
    if (list.empty()) list.reserve(usual);
    list.insert(front ? list.begin() : list.end(), value);
}

} // namespace

bool ClauseReader::is_name(std::size_t at) const {
    const ItemKind kind = row_[at].kind;
    return kind == ItemKind::person || kind == ItemKind::body || kind == ItemKind::place;
}

/// A trigger that is a verb, with a subject of its own.
bool ClauseReader::is_verb(std::size_t at) const {
    if (row_[at].kind != ItemKind::trigger) return false;
    switch (row_[at].frame) {
    case Frame::occasion:
    case Frame::journey:
    case Frame::under:
    case Frame::side:
    case Frame::none:
        return false;
    default:
        return true;
    }
}

/// `John F. Smith`, `TP. Cần Thơ`: the dot of an initial.
bool ClauseReader::initial(std::size_t at) const {
    const TokenIndex dot = row_[at].tokens.first;
    if (dot == 0 || at + 1 >= row_.size()) return false;
    static const SyllableSet levels("tp tx tt");
    const Token& before = scene_.document().tokens[dot - 1];
    if (levels.contains(before.id) && is_name(at + 1)) return true;
    return before.span.end - before.span.start == 1 &&
           before.span.end == scene_.document().tokens[dot].span.start &&
           (before.shape == Shape::upper || before.shape == Shape::capital);
}

bool ClauseReader::ends_clause(std::size_t at) const {
    if (row_[at].kind != ItemKind::mark) return false;
    switch (row_[at].mark) {
    case U'.':
        return !initial(at);
    case U';':
    case U':':
    case U'!':
    case U'?':
    case U'“':
    case U'"':
    case U'*':
        return true;
    default:
        return false;
    }
}

/// The bracket that the one at `end` closes; `end` if it is not near.
std::size_t ClauseReader::bracket_start(std::size_t end) const {
    for (std::size_t at = end, steps = 0; at-- > 0 && steps < longest_bracket; ++steps)
        if (is_mark(at, U'(')) return at;
    return end;
}

/// First item after the comma (or clause end) that comes before `end`.
std::size_t ClauseReader::segment_start(std::size_t end) const {
    std::size_t first = end;
    while (first > 0 && !is_mark(first - 1, U',') && !ends_clause(first - 1))
        first = is_mark(first - 1, U')') ? bracket_start(first - 1) : first - 1;
    return first;
}

bool ClauseReader::leaders_of_two(std::size_t at) const {
    static const SyllableSet twos("hai 2"), nations("nước bên tỉnh");
    const TokenIndex next = row_[at].tokens.last;
    const std::vector<Token>& tokens = scene_.document().tokens;
    return row_[at].tokens.size() == 1 && twos.contains(tokens[row_[at].tokens.first].id) &&
           next < tokens.size() && nations.contains(tokens[next].id);
}

/// `Bộ trưởng hai nước`, `Tỉnh trưởng hai tỉnh`
bool ClauseReader::heads_of_two(std::size_t at) const {
    static const SyllableSet heads("trưởng tướng tịch");
    const TokenIndex first = row_[at].tokens.first;
    return row_[at - 1].kind != ItemKind::person && first > 0 &&
           heads.contains(scene_.document().tokens[first - 1].id);
}

bool ClauseReader::pair_word(std::size_t at) const {
    static const SyllableSet twos("hai 2");
    static const SyllableSet roles("bên bộ thủ chủ nhà tổng vị phía đồng ngoại nguyên"),
        units("hội tỉnh đơn sở trường mặt địa cơ người ông bà");
    if (at > 0 && at + 1 < row_.size() && (is_cue(at - 1, Cue::leaders) || heads_of_two(at)))
        return leaders_of_two(at);
    if (row_[at].tokens.size() != 1 || at + 1 >= row_.size() ||
        !twos.contains(scene_.document().tokens[row_[at].tokens.first].id))
        return false;
    const TokenIndex next = row_[at].tokens.last;
    if (next >= scene_.document().tokens.size()) return false;
    if (roles.contains(scene_.document().tokens[next].id)) return true;
    if (!units.contains(scene_.document().tokens[next].id)) return false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + 4; ++i) // not `hai tỉnh A và B`
        if (is_name(i)) return false;
    return true;
}

void ClauseReader::take(Group& group, std::size_t at, bool front) const {
    const Item& item = row_[at];
    if (item.kind == ItemKind::person)
        add_once(group.persons, item.entity, front);
    else if (item.kind == ItemKind::body || item.kind == ItemKind::place)
        add_once(group.bodies, item.entity, front);
    else if (is_cue(at, Cue::group))
        group.delegation = true;
    else if (is_cue(at, Cue::leaders))
        group.leaders = true;
    else if (pair_word(at))
        group.pair = true;
}

/// `đã tới Doha, gặp …`: where to, not who.
bool ClauseReader::destination(std::size_t at) const {
    static const SyllableSet toward("tới đến sang lên");
    if (at == 0 || row_[at].kind != ItemKind::place) return false;
    const std::size_t before = at > 1 && is_cue(at - 1, Cue::filler) ? at - 2 : at - 1; // `tới thành phố A`
    return is_cue(before, Cue::aux) &&
           toward.contains(scene_.document().tokens[row_[before].tokens.last - 1].id);
}

/// `ông A, Thị trưởng thành phố B, nước C`: where his town lies, or his firm.
bool ClauseReader::homeland(std::size_t at) const {
    const std::size_t comma = at > 2 && is_cue(at - 1, Cue::filler) ? at - 2 : at - 1; // `, tỉnh C`
    if (at < 2 || row_[at].kind != ItemKind::place) return false;
    if (is_mark(comma, U')')) { // `Bộ Chỉ huy A (BCH) tỉnh C`
        const std::size_t open = bracket_start(comma);
        return open > 0 && row_[open - 1].kind == ItemKind::body &&
               scene_.locality(row_[open - 1].entity) == row_[at].entity;
    }
    if (!is_mark(comma, U',')) return false;
    const bool country = scene_.kind(row_[at].entity) == EntityKind::country;
    if (country && comma > 3 && row_[comma - 1].kind == ItemKind::place && // `…, tỉnh C, nước D`
        scene_.kind(row_[comma - 1].entity) != EntityKind::country)
        return homeland(comma - 1);
    if (row_[comma - 1].kind != ItemKind::person) return false;
    const EntityIndex person = row_[comma - 1].entity, town = scene_.locality(person);
    const EntityIndex body = scene_.stands_for(person);
    const bool abroad = town != no_entity && scene_.kind(town) == EntityKind::foreign_locality;
    if (scene_.kind(row_[at].entity) == EntityKind::foreign_locality)
        return abroad && town == body && row_[at].entity != town;
    const bool firm =
        body != no_entity && scene_.entity(body).subkind == "company"; // `Chủ tịch Tập đoàn A, B`
    return country && (firm || abroad);
}

/// `trợ lý của Tổng thống A đã gặp …`: whoever it was, it was not A.
bool ClauseReader::sent_by(std::size_t at) const {
    static const SyllableSet of("của"),
        sent("lý vấn viên sứ ngôn diện trai gái cả út sư ký rể vợ chồng nhân quyền");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (at < 2 || row_[at].kind != ItemKind::person || !of.contains(tokens[row_[at - 1].tokens.first].id))
        return false;
    const Token& role = tokens[row_[at - 2].tokens.last - 1];
    return row_[at - 2].kind != ItemKind::person && role.shape == Shape::lower && sent.contains(role.id);
}

/// `Hội A thuộc Liên hiệp B`: what A is a part of.
bool ClauseReader::superior(std::size_t at) const {
    static const SyllableSet belongs("thuộc");
    return at >= 2 && row_[at].kind == ItemKind::body && row_[at - 2].kind == ItemKind::body &&
           is_cue(at - 1, Cue::filler) &&
           belongs.contains(scene_.document().tokens[row_[at - 1].tokens.first].id);
}

/// `đã đến sân bay John Smith, …`, `đã đến sân bay quốc tế Minsk, …`
bool ClauseReader::of_airport(std::size_t at) const {
    static const SyllableSet airport("bay"), range("quốc tế nội địa");
    TokenIndex first = row_[at].tokens.first;
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (int words = 0; words < 2 && first > 0 && range.contains(tokens[first - 1].id); ++words) --first;
    const bool one = row_[at].kind == ItemKind::person || row_[at].kind == ItemKind::place;
    return one && first > 0 && airport.contains(tokens[first - 1].id);
}

bool ClauseReader::capital(std::size_t at) const {
    return scene_.document().tokens[row_[at].tokens.first].shape != Shape::lower;
}

bool ClauseReader::greets(std::size_t at) const {
    static const SyllableSet welcome("đón");
    const TokenRange words = row_[at].tokens;
    return row_[at].kind == ItemKind::word && words.size() == 2 &&
           welcome.contains(scene_.document().tokens[words.last - 1].id);
}

Group ClauseReader::nearest(std::size_t at) const {
    Group group;
    group.first = group.last = at;
    bool bracket = false; // `Tập đoàn A (Chile) đang thăm …`: where it is from
    for (std::size_t i = at; i-- > 0;) {
        if (is_cue(i, Cue::unreal)) {
            group.unreal = true;
            break;
        }
        const bool calls = group.empty() && row_[i].frame == Frame::court; // `đến chào nhân dịp sang thăm`
        if ((is_verb(i) && !calls) || greets(i) || ends_clause(i) || is_cue(i, Cue::say)) break;
        const bool led = is_mark(i, U',') && is_cue(i + 1, Cue::head); // `đoàn A, do B dẫn đầu`
        if (!is_name(i) && group.persons.size() > 0 && is_mark(i, U',') && !led) break;
        if (is_mark(i, U')') || is_mark(i, U'(')) bracket = is_mark(i, U')');
        group.delegation = group.delegation || is_cue(i, Cue::group);
        if (!is_name(i) || sent_by(i) || owns_envoy(i) || (bracket && row_[i].kind == ItemKind::place))
            continue;
        take(group, i, true);
        group.first = i;
    }
    return group;
}

} // namespace banggiao::extract
