// Takes a Reading. Hands out offices: the words of the title, before, in and behind it.
#include <banggiao/extract/office_reader.h>

#include <algorithm>

namespace banggiao::extract {

PhraseIndex OfficeReader::read() {
    TokenIndex at = prefixes();
    WordMatch title = reading_.lexicon.match(Use::title, reading_.document, at, limit_);
    if (!title && at != at_) { // `Cố vấn` is no dead one
        office_ = {};
        at = at_;
        title = reading_.lexicon.match(Use::title, reading_.document, at, limit_);
    }
    if (!title) return no_phrase;
    const WordMatch body = reading_.lexicon.match(Use::body, reading_.document, at, limit_);
    if (body && body.end > title.end) return no_phrase; // `Đại sứ quán`
    office_.word = title.word;
    office_.title = {at_, title.end};
    office_.dead = office_.dead || represented();
    at_another();
    office_.tokens = office_.title;
    if (type() == "unit" && shared_body()) return add(at);
    suffixes();
    qualify();
    office_.tokens = office_.title;
    pass_bracket();
    find_body();
    second_body();
    superior();
    pass_seat();
    pass_country_again();
    office_.dead = office_.dead || by_leave();
    return add(at);
}

PhraseIndex OfficeReader::add(TokenIndex at) {
    if (type() == "standing" && office_.body == no_phrase) return no_phrase;
    if (!reading_.capital(at, limit_) && !anchored(at)) return no_phrase;
    reading_.offices.push_back(office_);
    return static_cast<PhraseIndex>(reading_.offices.size() - 1);
}

TokenIndex OfficeReader::prefixes() {
    TokenIndex at = at_;
    for (int count = 0; count < 2; ++count) {
        const WordMatch word = reading_.lexicon.match(Use::title_word, reading_.document, at, limit_);
        if (!word || word.word->type == "suffix" || in_compound(at)) break;
        if (count > 0 && reading_.lexicon.match(Use::title, reading_.document, at, limit_))
            break; // `cựu cố vấn`
        if (word.word->type == "dead")
            office_.dead = true;
        else if (word.word->type != "passing")
            office_.before[count] = word.word->detail;
        at = word.end;
        if (word.word->form == "Q" && reading_.is_mark(at, limit_, U'.')) ++at; // `Q. Giám đốc`
    }
    return at;
}

bool OfficeReader::represented() const {
    static const std::pair<SyllableId, SyllableId> acts[] = {
        {intern_syllable("thay"), intern_syllable("mặt")},
        {intern_syllable("ủy"), intern_syllable("quyền")},
        {intern_syllable("ủy"), intern_syllable("nhiệm")}};
    const TokenIndex at = at_ > 0 && reading_.token(at_ - 1).id == Syllables::get().cua ? at_ - 1 : at_;
    if (at < 2 || (type() != "state" && type() != "premier" && type() != "minister")) return false;
    return std::any_of(std::begin(acts), std::end(acts), [&](const auto& act) {
        return reading_.token(at - 2).id == act.first && reading_.token(at - 1).id == act.second;
    });
}

bool OfficeReader::by_leave() const {
    static const std::pair<SyllableId, SyllableId> acts[] = {
        {intern_syllable("đồng"), intern_syllable("ý")},
        {intern_syllable("phân"), intern_syllable("công")},
        {intern_syllable("chỉ"), intern_syllable("đạo")}};
    if (at_ < 3 || reading_.token(at_ - 1).id != Syllables::get().cua) return false;
    if (!reading_.is_mark(end(), limit_, U',') || (type() != "state" && type() != "premier")) return false;
    return std::any_of(std::begin(acts), std::end(acts), [this](const auto& act) {
        return reading_.token(at_ - 3).id == act.first && reading_.token(at_ - 2).id == act.second;
    });
}

bool OfficeReader::in_compound(TokenIndex at) const {
    static const SyllableId firsts[] = {
        intern_syllable("chính"), intern_syllable("thẩm"), intern_syllable("ủy"), intern_syllable("nhân"),
        intern_syllable("tài"),   intern_syllable("tây"),  intern_syllable("cao")};
    if (at == 0 || at != at_) return false;
    return std::find(std::begin(firsts), std::end(firsts), reading_.token(at - 1).id) != std::end(firsts);
}

void OfficeReader::at_another() {
    static constexpr std::string_view helpers[] = {"Trợ lý", "Cố vấn", "Thư ký", "Đặc phái viên"};
    if (std::find(std::begin(helpers), std::end(helpers), office_.word->form) == std::end(helpers)) return;
    TokenIndex at = office_.title.last;
    if (reading_.is(at, limit_, Syllables::get().cua)) ++at;
    const WordMatch chief = reading_.lexicon.match(Use::title, reading_.document, at, limit_);
    if (!chief) return;
    office_.before[1] = at == office_.title.last ? office_.word->form : std::string_view{};
    if (at != office_.title.last) office_.of = office_.word->form;
    office_.word = chief.word;
    office_.title.last = chief.end;
}

void OfficeReader::suffixes() {
    const WordMatch word =
        reading_.lexicon.match(Use::title_word, reading_.document, office_.title.last, limit_);
    if (!word || word.word->type != "suffix" || head_of_center(*word.word)) return;
    office_.after[0] = word.word->detail;
    office_.title.last = word.end;
    const WordMatch more = reading_.lexicon.match(Use::title_word, reading_.document, word.end, limit_);
    if (!more || more.word->type != "suffix") return;
    office_.after[1] = more.word->detail;
    office_.title.last = more.end;
}

bool OfficeReader::head_of_center(const Word& suffix) const {
    return suffix.form == "TT" && office_.word->form.ends_with("iám đốc");
}

void OfficeReader::qualify() {
    static const SyllableId in[] = {intern_syllable("phụ"), intern_syllable("trách")};
    const TokenIndex at = office_.title.last;
    const bool charged = at >= 2 && reading_.token(at - 1).id == in[1] && reading_.token(at - 2).id == in[0];
    if (charged && office_.after[0] == "phụ trách")
        office_.after[0] = {};
    else if (!office_.word->form.ends_with("iám đốc") || office_.after[0] != std::string_view{})
        return;
    const TokenIndex last = qualifier_end(at, charged);
    if (last == at) {
        if (charged) office_.after[0] = "phụ trách";
        return;
    }
    office_.qualifier = {charged ? at - 2 : at, last};
    office_.title.last = last;
}

TokenIndex OfficeReader::qualifier_end(TokenIndex at, bool charged) const {
    static const SyllableSet inside("các và về vấn khu"), names("của tại thuộc");
    static const SyllableId part_of_world = intern_syllable("châu");
    constexpr TokenIndex longest = 10;
    const bool continent = reading_.is(at, limit_, part_of_world) && reading_.capital(at + 1, limit_);
    TokenIndex end = continent ? at + 2 : at; // `Giám đốc châu Á`
    for (; end < limit_ && end < at + longest; ++end) {
        const Token& token = reading_.token(end);
        const bool body = reading_.capital(end, limit_) &&
                          reading_.lexicon.match(Use::body, reading_.document, end, limit_);
        if (end > at && (body || names.contains(token.id))) return end;
        const bool small = token.shape == Shape::lower && !inside.contains(token.id) &&
                           reading_.lexicon.begins(Use::function_word, token.id);
        const bool name = reading_.capital(end, limit_) && person_end(reading_, end, limit_, false) > end + 1;
        if (body || small || token.mark != 0 || name || token.line_start ||
            !is_vietnamese_syllable(token.id) || begins_country(end))
            break;
        if (!charged && end == at && token.shape != Shape::capital) return at;
    }
    return charged && end > at + 1 ? end : at;
}

bool OfficeReader::begins_country(TokenIndex at) const {
    if (at >= limit_) return false;
    for (const GazetteerMatch& match : reading_.listed(at))
        if (match.entry->kind == EntryKind::country && reading_.capital(at, limit_)) return true;
    return false;
}

void OfficeReader::pass_bracket() {
    const TokenIndex at = end();
    if (reading_.is_mark(at, limit_, U'(') && at + 3 < limit_ &&
        reading_.token(at + 1).shape == Shape::upper && reading_.is_mark(at + 2, limit_, U')') &&
        reading_.capital(at + 3, limit_))
        office_.tokens.last = at + 3;
}

void OfficeReader::pass_seat() {
    if (office_.body == no_phrase || office_.at != no_phrase) return;
    static const SyllableId in[] = {intern_syllable("phụ"), intern_syllable("trách")},
                            about = intern_syllable("về"), side = intern_syllable("phía");
    const std::size_t places = reading_.places.size();
    TokenIndex behind = end();
    if (begins_country(behind)) { // `Giám đốc Văn phòng JICA Việt Nam A`
        const PhraseIndex seat = read_place(reading_, behind, limit_, true);
        if (seat != no_phrase) behind = reading_.places[seat].tokens.last;
    } else if (reading_.is(behind, limit_, Syllables::get().tai) || reading_.is(behind, limit_, side)) {
        const PhraseIndex seat = read_place(reading_, behind + 1, limit_, true);
        if (seat != no_phrase) behind = reading_.places[seat].tokens.last;
    } else if (const WordMatch level = reading_.lexicon.match(Use::level, reading_.document, behind, limit_);
               level && level.word->form == "khu tự trị") { // `Chủ tịch Chính phủ Khu tự trị A`
        behind = level.end;
        if (office_.body + 1 == reading_.bodies.size()) { // of the region, which is not named
            reading_.bodies.pop_back();
            office_.body = no_phrase;
        }
    } else if (reading_.is(behind, limit_, about)) { // `Cao ủy Liên hợp quốc về nhân quyền A`
        constexpr TokenIndex longest = 6;
        TokenIndex at = behind + 1;
        while (at < limit_ && at < behind + longest && reading_.token(at).shape == Shape::lower) ++at;
        if (at > behind + 1) behind = at;
    } else if (reading_.is(behind, limit_, in[0]) && reading_.is(behind + 1, limit_, in[1])) {
        behind = qualifier_end(behind + 2, true);
    }
    const bool of_side = reading_.is(end(), limit_, side);
    if (behind > end() && person_end(reading_, behind, limit_, of_side) > behind + 1)
        office_.tokens.last = behind;
    else
        reading_.places.resize(places);
}

void OfficeReader::pass_country_again() {
    if (office_.place == no_phrase || !reading_.is_mark(end(), limit_, U'(') || !begins_country(end() + 1))
        return;
    const std::size_t places = reading_.places.size();
    const PhraseIndex again = read_place(reading_, end() + 1, limit_, true);
    const TokenIndex close = again == no_phrase ? end() : reading_.places[again].tokens.last;
    if (reading_.is_mark(close, limit_, U')') && person_end(reading_, close + 1, limit_, true) > close + 2)
        office_.tokens.last = close + 1;
    else
        reading_.places.resize(places);
}

bool OfficeReader::anchored(TokenIndex at) const {
    if (office_.body != no_phrase || office_.place != no_phrase) return true;
    return reading_.capital(end(), limit_) && person_end(reading_, end(), limit_, true) != end() &&
           at < end();
}

PhraseIndex read_office(Reading& reading, TokenIndex at, TokenIndex limit) {
    if (at >= limit) return no_phrase;
    const SyllableId id = reading.token(at).id;
    if (!reading.lexicon.begins(Use::title, id) && !reading.lexicon.begins(Use::title_word, id))
        return no_phrase;
    const std::size_t bodies = reading.bodies.size(), places = reading.places.size();
    const PhraseIndex office = OfficeReader(reading, at, limit).read();
    if (office == no_phrase) {
        reading.bodies.resize(bodies);
        reading.places.resize(places);
    }
    return office;
}

} // namespace banggiao::extract
