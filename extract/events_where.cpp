// Takes a draft and the items of its sentence. Hands out where it was, as its own words say, and the town
// that the report is in.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>
#include <string>

namespace banggiao::extract {

namespace {

/// Words of level before the name of a town, a village.
const SyllableSet& town_levels() {
    static const SyllableSet levels("huyện xã phường tp phố trấn quận bản thôn ấp làng xóm");
    return levels;
}

} // namespace

void Report::find_place(EventDraft& made, std::size_t at) const {
    std::size_t best = row_.size();
    for (std::size_t i = 0; i + 1 < row_.size(); ++i) {
        if (row_[i].kind != ItemKind::cue || row_[i].cue != Cue::at) continue;
        std::size_t name = i + 1;
        while (name < row_.size() && name < i + 12 &&
               (row_[name].kind == ItemKind::word || is_filler(name) || dotted(name)))
            ++name;
        if (name == row_.size()) continue;
        if (const std::size_t town = town_of_house(i + 1, name); town != row_.size()) name = town;
        if (names_a_sight(i, name) || of_agreement(at, i) || (in_brackets(i) && !in_brackets(at)) ||
            another_day(i, at))
            continue;
        const std::size_t distance = name > at ? name - at : at - name;
        if (distance >= best || seated(at, i, name) || other_clause(at, i) || planned_between(at, i) ||
            lived_there(i) || posted(i))
            continue;
        if (row_[name].kind == ItemKind::place) {
            best = distance;
            made.place = row_[name].entity;
            made.place_evidence = clause_around(std::min(i, at), std::max(name, at) + 1);
        } else if (row_[name].kind == ItemKind::body && name <= i + 3 && !house_elsewhere(name)) {
            static const SyllableSet houses("sở trường tiết viên phòng");
            made.seat = row_[name].entity;
            made.in_seat = houses.contains(scene_.document().tokens[row_[name].tokens.first - 1].id);
            if (const EntityIndex city = scene_.mission_town(made.seat); city != no_entity) {
                best = distance;
                made.place = city;
                made.place_evidence = clause_around(std::min(i, at), std::max(name, at) + 1);
            }
            if (const std::size_t town = town_of_seat(name); town != row_.size()) {
                best = distance;
                made.place = row_[town].entity;
                made.place_evidence = clause_around(std::min(i, at), std::max(town, at) + 1);
            }
        }
    }
    const bool attended =
        at > 0 && row_[at - 1].kind == ItemKind::trigger && row_[at - 1].frame == Frame::attend;
    const std::size_t verb = attended ? at - 1 : at; // `tới Seoul gặp …`, `tới Seoul dự hội nghị`
    if (verb > 0 && row_[verb - 1].kind == ItemKind::place &&
        scene_.kind(row_[verb - 1].entity) != EntityKind::country && preposition(verb - 1) != row_.size()) {
        made.place = row_[verb - 1].entity;
        made.place_evidence = clause_around(verb - 1, at + 1);
    }
    if (made.place == no_entity && made.rule == "inspects") find_site(made, at);
}

bool RowReader::names_a_sight(std::size_t at, std::size_t place) const {
    static const SyllableSet first("thủ phủ cộng vương liên"), sights("tượng lăng đài niệm");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (sights.contains(tokens[row_[place].tokens.first - 1].id)) return true; // `tại Tượng đài A`
    if (row_[place].kind != ItemKind::place || scene_.kind(row_[place].entity) != EntityKind::country)
        return false;
    for (std::size_t i = at + 1; i < place; ++i)
        if (row_[i].kind == ItemKind::word && tokens[row_[i].tokens.first].shape == Shape::capital &&
            !first.contains(tokens[row_[i].tokens.first].id))
            return true;
    return false;
}

bool RowReader::lived_there(std::size_t at) const {
    static const SyllableSet lives("sinh sống trú"), whole("hy sinh cư");
    if (at < 2) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex before = row_[at].tokens.first;
    return lives.contains(tokens[before - 1].id) && whole.contains(tokens[before - 2].id);
}

bool RowReader::house_elsewhere(std::size_t body) const {
    static const SyllableSet house("nhà");
    const TokenRange words = row_[body].tokens;
    return words.size() == 2 && house.contains(scene_.document().tokens[words.first - 1].id) &&
           !scene_.vietnamese(row_[body].entity);
}

std::size_t RowReader::town_of_seat(std::size_t body) const {
    bool level = false, bracket = false;
    for (std::size_t i = body + 1; i < row_.size() && i < body + 5; ++i) {
        if (row_[i].kind == ItemKind::place && scene_.kind(row_[i].entity) != EntityKind::country)
            return !level || bracket || closes(i + 1) ? i : row_.size();
        const bool link = row_[i].kind == ItemKind::mark && (row_[i].mark == U',' || row_[i].mark == U'(');
        bracket = bracket || row_[i].mark == U'(';
        level = level || (i > body + 1 && is_word(i, town_levels()));
        if (!link && !is_filler(i) && !level) break;
    }
    return row_.size();
}

std::size_t RowReader::town_of_house(std::size_t house, std::size_t name) const {
    static const SyllableSet houses("nhà khách trung tâm hội trụ khu trường bệnh");
    const auto town = [&](std::size_t at) {
        return at < row_.size() && row_[at].kind == ItemKind::place &&
               scene_.kind(row_[at].entity) != EntityKind::country;
    };
    if (name == house || !town(name) ||
        !houses.contains(scene_.document().tokens[row_[house].tokens.first].id))
        return row_.size();
    std::size_t at = name + 1;
    if (at + 2 >= row_.size() || row_[at].kind != ItemKind::mark || row_[at].mark != U'(') return row_.size();
    while (++at < row_.size() && at < name + 4 && (row_[at].kind == ItemKind::word || is_filler(at))) {
    }
    const bool closed = at + 1 < row_.size() && row_[at + 1].kind == ItemKind::mark;
    return town(at) && closed ? at : row_.size();
}

void Report::find_site(EventDraft& made, std::size_t at) const {
    constexpr std::size_t reach = 40;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::mark && row_[i].mark != U',' && row_[i].mark != U'(') return;
        if (row_[i].kind == ItemKind::trigger || (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::say))
            return;
        if (row_[i].kind != ItemKind::place || scene_.kind(row_[i].entity) == EntityKind::country) continue;
        made.place = row_[i].entity;
        made.place_evidence = clause_around(at, i + 1);
        return;
    }
}

bool RowReader::other_clause(std::size_t at, std::size_t place) const {
    for (std::size_t i = at + 1; i < place; ++i)
        if (row_[i].mark == U';') return true;
    return false;
}

bool RowReader::planned_between(std::size_t from, std::size_t to) const {
    for (std::size_t i = from + 1; i < to; ++i)
        if (row_[i].kind == ItemKind::cue && (row_[i].cue == Cue::unreal || row_[i].cue == Cue::background))
            return true;
    return false;
}

bool RowReader::another_day(std::size_t place, std::size_t at) const {
    if (!aside(place, at)) return false;
    std::size_t first = place, last = place;
    while (first > 0 && row_[first - 1].mark != U',') --first;
    while (last < row_.size() && row_[last].mark != U',') ++last;
    std::optional<CalendarDate> inside, outside;
    for (std::size_t i = 0; i < row_.size(); ++i)
        if (says_when(i)) (i >= first && i < last ? inside : outside) = scene_.dates()[row_[i].date].first;
    return inside && outside && !(*inside == *outside);
}

bool RowReader::in_brackets(std::size_t at) const {
    constexpr std::size_t reach = 16;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (row_[i].kind != ItemKind::mark) continue;
        if (row_[i].mark == U'(') return true;
        if (row_[i].mark == U')' || row_[i].mark == U'.') return false;
    }
    return false;
}

bool RowReader::closes(std::size_t at) const {
    static const SyllableSet impersonal("diễn"); // `tại khách sạn A, TP B đã diễn ra …`
    if (at >= row_.size()) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const bool aux = row_[at].kind == ItemKind::cue && row_[at].cue == Cue::aux;
    const TokenIndex next = aux ? row_[at].tokens.last : row_[at].tokens.first;
    return row_[at].kind == ItemKind::mark || row_[at].kind == ItemKind::date ||
           impersonal.contains(tokens[aux && next == tokens.size() ? next - 1 : next].id);
}

bool RowReader::town_with_level(std::size_t at) const {
    if (row_[at].mark != U',' && row_[at].mark != U'(') return false;
    std::size_t town = at + 1;
    while (town < row_.size() && town < at + 4 && row_[town].kind == ItemKind::word) ++town;
    return town < row_.size() && row_[town].kind == ItemKind::place && town > at + 1 && closes(town + 1) &&
           scene_.kind(row_[town].entity) != EntityKind::country &&
           town_levels().contains(scene_.document().tokens[row_[town].tokens.first - 1].id);
}

bool RowReader::dotted(std::size_t at) const {
    if (row_[at].kind != ItemKind::mark || at + 1 >= row_.size()) return false;
    if (!is_name(at + 1)) return town_with_level(at);
    if (row_[at].mark == U'.') return true;
    const bool town =
        row_[at + 1].kind == ItemKind::place && scene_.kind(row_[at + 1].entity) != EntityKind::country;
    return town && closes(at + 2) && (row_[at].mark == U'(' || row_[at].mark == U',');
}

void Drafter::remember_town() {
    if (!row_.has(ItemKind::place)) return;
    if (dateline()) {
        town_ = row_.front().entity;
        town_evidence_ = row_.front().tokens;
        town_sentence_ = sentence_;
    }
    for (std::size_t at = 1; at < row_.size(); ++at) {
        if (row_[at].kind != ItemKind::place) continue;
        const bool came = come(at);
        if (scene_.kind(row_[at].entity) == EntityKind::country) {
            if (came) continue;
            if (const std::size_t verb = airport_before(at); verb != row_.size()) arrive(verb, at);
            if (brings(at)) arrive(at - 1, at);
            continue;
        }
        const std::size_t before = preposition(at);
        if (before == row_.size() || reporter(before) || posted(before) || to_be(before) || long_ago(before))
            continue;
        town_ = row_[at].entity;
        town_evidence_ = clause_around(before, at + 1);
        town_sentence_ = sentence_;
        if (!came) arrive(before, at);
    }
}

bool RowReader::long_ago(std::size_t at) const {
    static const SyllableSet signs("ký");
    constexpr std::size_t reach = 3;
    if (at == 0 || row_[at - 1].kind != ItemKind::date) return false;
    for (std::size_t i = at - 1, steps = 0; i-- > 0 && steps < reach && !is_name(i); ++steps)
        if (signs.contains(scene_.document().tokens[row_[i].tokens.first].id)) return true;
    return false;
}

bool RowReader::dateline() const {
    constexpr std::size_t longest = 7;
    const Block block = scene_.document().sentences[sentence_].block;
    if (block == Block::title || block == Block::caption || row_.front().kind != ItemKind::place ||
        scene_.kind(row_.front().entity) == EntityKind::country)
        return false;
    bool day = false;
    for (std::size_t i = 1; i + 1 < row_.size() && i < longest; ++i) {
        day = day || row_[i].kind == ItemKind::date;
        const bool dash = row_[i].kind == ItemKind::mark && (row_[i].mark == U'-' || row_[i].mark == U'–');
        if (dash) return day && row_[i + 1].kind != ItemKind::place;
        if (row_[i].kind != ItemKind::mark && row_[i].kind != ItemKind::date) return false;
    }
    return false;
}

bool RowReader::to_be(std::size_t at) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet will("sẽ dự sắp");
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach && row_[i].mark != U'.'; ++steps)
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::unreal &&
            will.contains(scene_.document().tokens[row_[i].tokens.first].id))
            return true;
    return false;
}

std::size_t RowReader::airport_before(std::size_t at) const {
    constexpr std::size_t reach = 12;
    static const SyllableSet airport("bay"), alights("cánh"); // `hạ cánh xuống sân bay …`
    bool lands = false;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        lands = lands || is_word(i, airport);
        if (lands && ((row_[i].kind == ItemKind::cue && row_[i].cue == Cue::aux) || is_word(i, alights)))
            return i;
        const bool comma = row_[i].kind == ItemKind::mark && row_[i].mark == U',';
        if (row_[i].kind != ItemKind::word && !comma && !is_filler(i)) break;
    }
    return row_.size();
}

bool RowReader::brings(std::size_t at) const {
    constexpr std::size_t reach = 12;
    static const SyllableSet toward("sang tới đến"), leads("đưa");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (row_[at - 1].kind != ItemKind::cue || !toward.contains(tokens[row_[at - 1].tokens.last - 1].id))
        return false;
    bool delegation = false;
    for (std::size_t i = at - 1, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::person) return false;
        delegation = delegation || (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::group);
        if (delegation && leads.contains(tokens[row_[i].tokens.first].id)) return true;
    }
    return false;
}

bool RowReader::reporter(std::size_t at) const {
    static const SyllableSet writes("viên trú báo");
    if (at == 0) return false;
    const Item& item = row_[at - 1];
    const std::string kind = item.kind == ItemKind::body ? scene_.entity(item.entity).subkind : std::string();
    return kind == "media" || kind == "mass" || kind == "company" ||
           writes.contains(scene_.document().tokens[item.tokens.last - 1].id);
}

bool RowReader::seated(std::size_t at, std::size_t in, std::size_t place) const {
    const bool own = in > 0 && (row_[in - 1].kind == ItemKind::body || row_[in - 1].mark == U')' ||
                                (row_[in - 1].kind == ItemKind::person && in < at));
    if (!own || row_[place].kind != ItemKind::place) return false;
    const bool caller = in > at && row_[at].frame == Frame::receive && row_[in - 1].kind == ItemKind::body;
    const EntityKind kind = scene_.kind(row_[place].entity);
    return kind == EntityKind::country || (caller && kind == EntityKind::foreign_locality);
}

bool RowReader::of_agreement(std::size_t at, std::size_t place) const {
    static const SyllableSet about("về");
    bool signs = row_[at].frame == Frame::sign;
    for (std::size_t i = at + 1; i < place; ++i) {
        signs = signs || row_[i].frame == Frame::sign;
        if (signs && is_word(i, about)) return true;
    }
    return false;
}

bool RowReader::posted(std::size_t at) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet envoys("sứ biện"), consuls("sự"), post("lãnh"), people("nghiệp kiều");
    if (at == 0) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    static const SyllableSet powers("đặc mệnh toàn quyền");
    if (row_[at - 1].kind == ItemKind::word) {
        TokenIndex last = row_[at - 1].tokens.last; // `Đại sứ đặc mệnh toàn quyền tại A`
        while (last > 1 && powers.contains(tokens[last - 1].id)) --last;
        return envoys.contains(tokens[last - 1].id);
    }
    if (row_[at - 1].kind != ItemKind::place) return false;
    for (std::size_t i = at - 1, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger || is_name(i)) return false;
        for (TokenIndex token = row_[i].tokens.first; token < row_[i].tokens.last; ++token)
            if (envoys.contains(tokens[token].id) || (i + 2 == at && people.contains(tokens[token].id)) ||
                (consuls.contains(tokens[token].id) && token > 0 && post.contains(tokens[token - 1].id)))
                return true;
    }
    return false;
}

std::size_t RowReader::preposition(std::size_t at) const {
    constexpr std::size_t reach = 4, farther = 14;
    static const SyllableSet towns("đô phố tp bang"), airport("bay");
    const TokenIndex first = row_[at].tokens.first;
    bool town = first > 0 && towns.contains(scene_.document().tokens[first - 1].id);
    std::size_t comma = row_.size(); // `sân bay A, B`: passed if it is told of an airport
    for (std::size_t before = at; before > 0 && before + farther > at; --before) {
        const Item& item = row_[before - 1];
        town = town || is_word(before - 1, airport);
        if (item.kind == ItemKind::mark && (item.mark == U',' || item.mark == U'-')) comma = before - 1;
        const bool dot = item.mark == U'.' && dotted(before - 1); // `tại TP. A`
        if (item.kind == ItemKind::word || is_filler(before - 1) || comma == before - 1 || dot) continue;
        const bool there = (item.kind == ItemKind::cue && (item.cue == Cue::at || item.cue == Cue::aux)) ||
                           (item.kind == ItemKind::trigger && item.frame == Frame::move);
        const bool near = comma == row_.size() && before + reach > at;
        return there && (near || town) ? before - 1 : row_.size();
    }
    return row_.size();
}

} // namespace banggiao::extract
