// Takes the words behind the head of a body. Hands out the end of its proper name: capitals, known small
// words, joined by `và`, dashes, commas.
#include <banggiao/extract/body_names.h>

#include <algorithm>

namespace banggiao::extract {
namespace {

bool is_connector(char32_t mark) {
    return is_dash(mark) || mark == U'&' || mark == U'/';
}

/// One letter of `S.A`, `S.p.A`.
bool is_legal_letter(const Token& token) {
    return token.mark == 0 && token.shape != Shape::number && token.span.end - token.span.start == 1;
}

/// `cáo buộc`, `công bố`: a verb whose first syllable is no small word.
bool tells_an_act(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet acts(
        "cáo lên chỉ phản bác kêu thúc giục hối tố kiện ép buộc trừng tấn muốn coi gọi "
        "khen bắt hứa dọa đe mua bán vay ban khai bế mong rút đòi ngừng dừng bỏ giành "
        "thắng đứng nằm có yêu gây chọn bầu bổ nhờ giục nhắc khuyên chống vượt");
    static const SyllableSet second("báo bố nhận"), ambiguous("cảnh công");
    const SyllableId id = reading.token(at).id;
    if (acts.contains(id)) return true;
    return ambiguous.contains(id) && at + 1 < limit && second.contains(reading.token(at + 1).id);
}

} // namespace

TokenIndex BodyNameReader::end_from(TokenIndex at) {
    if (const TokenIndex quoted = quoted_end(at); quoted != at) return quoted;
    const TokenIndex stop = std::min(limit_, at + longest);
    TokenIndex end = at;
    bool has_capital = false;
    while (end < stop) {
        const TokenIndex next = step(end, at, stop, has_capital);
        if (next == end) break;
        end = next;
    }
    const bool known_words = small_allowed_ && end > at + 2 && !bare_;
    return has_capital || known_words ? end : at;
}

TokenIndex BodyNameReader::quoted_end(TokenIndex at) const {
    if (!reading_.is_mark(at, limit_, U'“') && !reading_.is_mark(at, limit_, U'"')) return at;
    for (TokenIndex i = at + 1; i < limit_ && i < at + longest; ++i)
        if (reading_.token(i).mark == U'”' || reading_.token(i).mark == U'"') return i + 1;
    return at;
}

TokenIndex BodyNameReader::step(TokenIndex end, TokenIndex start, TokenIndex stop, bool& has_capital) {
    const bool capital = reading_.capital(end, stop);
    const bool legal = !descriptive_ && end != start && is_legal_form(end - 1);
    if (legal && !capital) return described_end(end, stop);
    const bool unnamed = !descriptive_ && !bare_ && end > start; // `Công ty CP Chế biến | hải sản Sông Lô`
    if (!capital && (unnamed || (end == start && behind_legal_form(end)))) {
        const TokenIndex own = described_end(end, stop);
        if (own != end && !starts_other(own)) return own;
    }
    if (capital && (legal || (end == start && !descriptive_))) // `Công ty TNHH Tập đoàn Thiên Thanh`
        if (const WordMatch head = reading_.lexicon.match(Use::body, reading_.document, end, stop);
            head && head.word->type == "company")
            return head.end;
    if (pair_end_ == end && end != start && !capital) return end; // `Hội … Việt Nam - Lào tổ chức`
    if (capital && end != start && !legal && (breaks(end) || other_name(end))) return end;
    const WordMatch known = reading_.lexicon.match(Use::name_word, reading_.document, end, stop);
    if (capital) {
        if (const TokenIndex place = place_end(end, stop); place != end && place >= known.end) {
            after_place_ = place;
            has_capital = bare_ = true;
            return place;
        }
    }
    if (end != start && after_place_ == end && !capital && !reading_.is(end, stop, Syllables::get().va) &&
        reading_.token(end).mark == 0)
        return end; // `Quỹ Hòa bình Việt Nam tổ chức`
    if (end != start && organises(end, stop)) return end;
    if (const TokenIndex more = english_end(end, start, stop); more != end) {
        has_capital = true;
        return more;
    }
    const bool named = !descriptive_ || (end != start && !is_all_capitals(reading_.token(end - 1)));
    if (!capital && !descriptive_ && bare_ && end == start + 1)
        if (const TokenIndex trade = trade_end(end, stop); trade != end) return trade;
    if (!capital && bare_ && end != start && named) { // `Tập đoàn Norden | đầu tư vào …`
        const TokenIndex number = number_end(end, start, stop);
        return number != end ? number : joined(end, stop);
    }
    if (const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, end, stop)) {
        for (TokenIndex i = end; i < word.end; ++i) has_capital = has_capital || reading_.capital(i, stop);
        bare_ = false;
        return word.end;
    }
    if (capital) {
        has_capital = true;
        return word_end(end, stop);
    }
    if (const TokenIndex number = number_end(end, start, stop); number != end) return number;
    if (const TokenIndex whole = whole_country(end, start, stop); whole != end) return whole;
    if (const TokenIndex more = small_words(end, start, stop); more != end) return more;
    if (const TokenIndex tail = described_tail(end, start, stop); tail != end) return tail;
    return end == start ? end : joined(end, stop);
}

TokenIndex BodyNameReader::english_end(TokenIndex at, TokenIndex start, TokenIndex stop) {
    static const SyllableSet joints("of for the and in to");
    constexpr TokenIndex most = 2; // `of the`
    if (at == start || reading_.token(at - 1).shape == Shape::lower ||
        is_vietnamese_syllable(reading_.token(at - 1).id))
        return at;
    TokenIndex end = at;
    while (end < stop && end < at + most && reading_.token(end).shape == Shape::lower &&
           joints.contains(reading_.token(end).id) && !reading_.token(end).line_start)
        ++end;
    return end > at && reading_.capital(end, stop) ? word_end(end, stop) : at;
}

TokenIndex BodyNameReader::trade_end(TokenIndex at, TokenIndex stop) const {
    static const SyllableId home[] = {intern_syllable("việt"), intern_syllable("nam")};
    constexpr TokenIndex farthest = 4;
    if (!is_vietnamese_syllable(reading_.token(at - 1).id)) return at;
    for (TokenIndex i = at; i < stop && i < at + farthest; ++i) {
        if (i > at && reading_.capital(i, stop) && reading_.is(i, stop, home[0]) &&
            reading_.is(i + 1, stop, home[1]))
            return i;
        const Token& token = reading_.token(i);
        if (token.shape != Shape::lower || token.line_start || !is_vietnamese_syllable(token.id) ||
            reading_.lexicon.begins(Use::function_word, token.id) || tells_an_act(reading_, i, stop))
            return at;
    }
    return at;
}

bool BodyNameReader::behind_legal_form(TokenIndex at) const {
    static const SyllableSet ends("phần hạn viên");
    return !descriptive_ && at > 0 && ends.contains(reading_.token(at - 1).id);
}

bool BodyNameReader::is_legal_form(TokenIndex at) const {
    static const SyllableSet forms("tnhh mtv cp tm xnk dv sx xd tmdv xdtm đt pt tv");
    return reading_.token(at).shape == Shape::upper && forms.contains(reading_.token(at).id);
}

TokenIndex BodyNameReader::whole_country(TokenIndex at, TokenIndex start, TokenIndex stop) const {
    static const SyllableId all = intern_syllable("toàn");
    if (at == start || !reading_.is(at, stop, all) || !reading_.capital(at + 1, stop)) return at;
    const TokenIndex end = place_end(at + 1, stop);
    return end != at + 1 ? end : at;
}

TokenIndex BodyNameReader::number_end(TokenIndex at, TokenIndex start, TokenIndex stop) const {
    static const SyllableId numbered = intern_syllable("số");
    static const SyllableSet behind(
        "đã đang sẽ vừa tại ở và với của do được bị cho có cùng cũng là về tổ phối "
        "thuộc đóng trực");
    const TokenIndex number = reading_.is(at, stop, numbered) ? at + 1 : at;
    if (at == start || number >= stop || reading_.token(number).shape != Shape::number ||
        reading_.token(at).line_start)
        return at;
    if (number == at && !reading_.capital(at - 1, stop) &&
        !(at >= start + 2 && reading_.capital(at - 2, stop)))
        return at;
    const Token& token = reading_.token(number);
    if (token.span.end - token.span.start > 3) return at;
    const TokenIndex next = number + 1;
    const bool ended = next >= limit_ ||
                       (reading_.token(next).mark != 0 && !is_dash(reading_.token(next).mark) &&
                        reading_.token(next).mark != U'/' && reading_.token(next).mark != U'%') ||
                       reading_.capital(next, limit_) || behind.contains(reading_.token(next).id);
    return ended ? next : at;
}

TokenIndex BodyNameReader::described_end(TokenIndex at, TokenIndex stop) const {
    for (TokenIndex i = at; i < stop && i < at + 5; ++i) {
        if (reading_.capital(i, stop)) return i > at ? i : at;
        if (reading_.token(i).mark != 0 || reading_.lexicon.begins(Use::function_word, reading_.token(i).id))
            return at;
    }
    return at;
}

TokenIndex BodyNameReader::small_words(TokenIndex at, TokenIndex start, TokenIndex stop) const {
    if (!descriptive_ || at == start || bare_) return at;
    static const SyllableSet others(
        "nước tỉnh thành địa đơn cơ bộ bên sở ngành doanh đại đồng vị ban huyện xã");
    if (reading_.is(at, stop, Syllables::get().cac) && at + 2 < stop &&
        !others.contains(reading_.token(at + 1).id) && reading_.token(at + 1).shape == Shape::lower &&
        is_vietnamese_syllable(reading_.token(at + 1).id) && reading_.capital(at + 2, stop) &&
        !starts_other(at + 2) && place_end(at + 2, stop) == at + 2)
        return at + 2; // `Nạo vét các luồng Hàng hải`
    for (TokenIndex i = at; i < stop && i < at + 3; ++i) {
        const Token& token = reading_.token(i);
        if (i > at && token.id == Syllables::get().va && reading_.capital(i + 1, stop) &&
            !starts_other(i + 1))
            return i;
        if (token.shape != Shape::lower || reading_.lexicon.begins(Use::function_word, token.id) ||
            !is_vietnamese_syllable(token.id))
            return at;
    }
    return at;
}

TokenIndex BodyNameReader::described_tail(TokenIndex at, TokenIndex start, TokenIndex stop) const {
    static const SyllableSet inside("về các và mới chất");
    constexpr TokenIndex farthest = 13;
    if (!descriptive_ || at == start || at >= stop || bare_ || after_place_ == at ||
        ends_description(at, stop))
        return at;
    TokenIndex end = at;
    while (end < stop && end < at + farthest) {
        const Token& token = reading_.token(end);
        if (ends_description(end, stop)) return inside.contains(reading_.token(end - 1).id) ? at : end;
        if ((token.mark == U'/' || is_dash(token.mark)) && token.glued && end + 1 < stop &&
            reading_.token(end + 1).glued && reading_.token(end + 1).shape == Shape::lower) {
            end += 2; // `da cam/dioxin`, `lâm-ngư nghiệp`
            continue;
        }
        if (token.shape != Shape::lower || token.line_start) return at;
        if (const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, end, stop)) {
            end = word.end;
            continue;
        }
        const bool small = reading_.lexicon.begins(Use::function_word, token.id);
        const bool other = token.id == Syllables::get().va && reading_.capital(end + 1, limit_);
        if (other || (small && !inside.contains(token.id)) || !is_vietnamese_syllable(token.id) ||
            tells_an_act(reading_, end, stop))
            return at;
        ++end;
    }
    return at;
}

bool BodyNameReader::ends_description(TokenIndex at, TokenIndex stop) const {
    const Token& token = reading_.token(at);
    if (token.mark == U'(') return reading_.capital(at + 1, limit_);
    if (token.mark == U',') return reading_.capital(at + 1, limit_) && starts_body(at + 1);
    if (token.shape == Shape::lower) {
        const WordMatch level = reading_.lexicon.match(Use::level, reading_.document, at, stop);
        const bool bare = level && (level.word->type == "province" || level.word->type == "city");
        return level && (bare || reading_.capital(level.end, stop)); // `… vừa tỉnh`, `… bang X`
    }
    if (!reading_.capital(at, stop)) return false;
    return starts_body(at) || place_end(at, stop) != at;
}

bool BodyNameReader::organises(TokenIndex at, TokenIndex stop) const {
    static const SyllableId act[] = {intern_syllable("tổ"), intern_syllable("chức")};
    static const SyllableSet what(
        "lễ hội buổi cuộc chương đoàn triển tọa giải các một nhiều đại họp ngày liên kỷ "
        "phiên khóa lớp chuyến tuần diễn đợt gặp giao thành tốt tại vào ở trao đón tiếp "
        "hai ba sáng chiều tối cho thi hoạt đêm bữa tiệc vừa đã trọng long");
    return reading_.is(at, stop, act[0]) && reading_.token(at).shape == Shape::lower &&
           reading_.is(at + 1, stop, act[1]) &&
           (at + 2 >= limit_ || reading_.token(at + 2).mark != 0 || what.contains(reading_.token(at + 2).id));
}

bool BodyNameReader::starts_body(TokenIndex at) const {
    return bool{reading_.lexicon.match(Use::body, reading_.document, at, limit_)};
}

bool BodyNameReader::fields_go_on(TokenIndex at, TokenIndex stop) const {
    const auto plain = [&](TokenIndex first) {
        return reading_.capital(first, stop) && is_vietnamese_syllable(reading_.token(first).id) &&
               !reading_.token(first).line_start && !starts_other(first) && place_end(first, stop) == first;
    };
    constexpr TokenIndex farthest = 5;
    if (!plain(at)) return false;
    for (TokenIndex end = at + 1; end < stop && end < at + farthest; ++end) {
        if (reading_.is(end, stop, Syllables::get().va)) return plain(end + 1);
        if (reading_.token(end).mark == U',') return fields_go_on(end + 1, stop);
        if (reading_.token(end).shape != Shape::lower) return false;
    }
    return false;
}

TokenIndex BodyNameReader::place_end(TokenIndex at, TokenIndex stop) const {
    for (const GazetteerMatch& match : reading_.listed(at)) {
        const bool wide = match.entry->kind == EntryKind::country || match.entry->kind == EntryKind::province;
        if (wide && match.tokens.last <= stop && !goes_on_as_word(match.tokens, stop))
            return match.tokens.last;
    }
    static const SyllableId shorts[] = {intern_syllable("việt"),  intern_syllable("nhật"),
                                        intern_syllable("trung"), intern_syllable("hàn"),
                                        intern_syllable("mỹ"),    intern_syllable("nga")};
    const bool dash = is_dash(reading_.token(at - 1).mark);
    return dash && std::find(std::begin(shorts), std::end(shorts), reading_.token(at).id) != std::end(shorts)
               ? at + 1
               : at;
}

bool BodyNameReader::goes_on_as_word(TokenRange name, TokenIndex stop) const {
    if (name.size() > 1 || descriptive_) return false;
    const auto plain = [&](TokenIndex at) {
        return at < stop && reading_.token(at).shape == Shape::capital && !reading_.token(at).line_start &&
               is_vietnamese_syllable(reading_.token(at).id);
    };
    return plain(name.last) && !person_begins(name.last);
}

bool BodyNameReader::other_name(TokenIndex at) const {
    if (after_place_ == at) return !reading_.lexicon.match(Use::name_word, reading_.document, at, limit_);
    const bool pair =
        at + 2 < limit_ && is_dash(reading_.token(at + 1).mark) && reading_.capital(at + 2, limit_);
    const bool alone = named_after_ && !reading_.capital(at + 1, limit_);
    const bool foreign = !pair && !alone && !is_vietnamese_syllable(reading_.token(at).id) &&
                         reading_.token(at).shape == Shape::capital;
    return foreign && descriptive_ && !bare_ && reading_.token(at - 1).mark == 0 && !abbreviated(at);
}

bool BodyNameReader::abbreviated(TokenIndex at) const {
    return reading_.is_mark(at + 1, limit_, U'(') && at + 3 < limit_ &&
           reading_.token(at + 2).shape == Shape::upper && reading_.is_mark(at + 3, limit_, U')');
}

TokenIndex BodyNameReader::word_end(TokenIndex at, TokenIndex stop) {
    const TokenIndex end = glued_end(at, stop);
    const bool may_compound = descriptive_ && !bare_ && end == at + 1 && end < stop &&
                              reading_.token(at).shape == Shape::capital &&
                              reading_.token(end).shape == Shape::lower && !reading_.token(end).glued;
    static const SyllableSet days("sáng tối đêm"); // `Hội An sáng 12/6`
    const bool day = may_compound && days.contains(reading_.token(end).id) && end + 1 < stop &&
                     reading_.token(end + 1).shape == Shape::number;
    if (may_compound && !day && !one_word_place(at) && is_vietnamese_syllable(reading_.token(at).id) &&
        is_vietnamese_syllable(reading_.token(end).id) &&
        !reading_.lexicon.begins(Use::function_word, reading_.token(end).id)) {
        const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, end, stop);
        return word && word.end > end + 1 ? end : end + 1; // `Khu | bảo tồn`
    }
    bare_ = true;
    return end;
}

bool BodyNameReader::one_word_place(TokenIndex at) const {
    const auto& listed = reading_.listed(at);
    return std::any_of(listed.begin(), listed.end(), [](const GazetteerMatch& match) {
        return match.entry->kind != EntryKind::organization && match.entry->kind != EntryKind::country &&
               match.tokens.size() == 1;
    });
}

TokenIndex BodyNameReader::glued_end(TokenIndex at, TokenIndex stop) const {
    TokenIndex end = at + 1;
    static const SyllableSet levels("tp tx tt q h p");
    if (levels.contains(reading_.token(at).id) && reading_.token(at).shape == Shape::upper &&
        reading_.is_mark(end, stop, U'.') && reading_.token(end).glued && reading_.capital(end + 1, stop))
        end += 2; // `TX.Hà Tiên`
    while (!descriptive_ && end + 1 < stop && reading_.token(end).mark == U'.' && reading_.token(end).glued &&
           reading_.token(end + 1).glued && is_legal_letter(reading_.token(end + 1)) &&
           is_legal_letter(reading_.token(end - 1)))
        end += 2; // `S.A`, `S.p.A`
    while (end + 1 < stop && reading_.token(end).glued && reading_.token(end + 1).glued &&
           reading_.token(end + 1).mark == 0 &&
           (is_connector(reading_.token(end).mark) || reading_.token(end).mark == U'\'' ||
            reading_.token(end).mark == U'’'))
        end += 2;
    return end;
}

bool BodyNameReader::breaks(TokenIndex at) const {
    const Token& token = reading_.token(at);
    if (token.line_start || hyphenated_name(at) || two_hyphenated(at)) return true;
    const Lexicon& lexicon = reading_.lexicon;
    static const SyllableSet papers("times post"); // they end names of persons, not of papers
    const bool paper = !descriptive_ && papers.contains(token.id);
    if (!paper && lexicon.match(Use::stop, reading_.document, at, limit_)) return true;
    const WordMatch body = lexicon.match(Use::body, reading_.document, at, limit_);
    if (descriptive_ && body && body.end > at + 1 && body.word->type == "education") return true;
    static const SyllableSet honours("thơ văn nhân hùng niệm hào sĩ"); // `Bảo tàng Nhà thơ A`
    const WordMatch title = lexicon.match(Use::title, reading_.document, at, limit_);
    const bool honoured =
        at > 0 && reading_.token(at - 1).shape == Shape::lower && honours.contains(reading_.token(at - 1).id);
    return (title && title.end - at > 1) || (person_begins(at) && !honoured);
}

bool BodyNameReader::hyphenated_name(TokenIndex at) const {
    // A firm's own name may be written so, too: `Samsung Electro-mechanics`.
    static const SyllableSet korean(
        "kim park lee choi jung jeong kang cho yoon jang lim han shin seo kwon hwang "
        "ahn song yoo hong ko moon yang bae baek heo shim noh oh ryu woo koo");
    return (descriptive_ || korean.contains(reading_.token(at).id)) && at + 3 < limit_ &&
           reading_.token(at).shape == Shape::capital && reading_.token(at + 1).shape == Shape::capital &&
           !reading_.token(at + 1).glued && is_dash(reading_.token(at + 2).mark) &&
           reading_.token(at + 2).glued && reading_.token(at + 3).glued &&
           reading_.token(at + 3).shape == Shape::lower;
}

TokenIndex BodyNameReader::joined(TokenIndex end, TokenIndex stop) {
    static const SyllableId about = intern_syllable("về");
    const Syllables& words = Syllables::get();
    const Token& token = reading_.token(end);
    const bool conjunction = token.id == words.va || is_connector(token.mark) || token.mark == U',';
    static const SyllableSet talked_of(
        "công việc tình kế nội kết chương"); // `làm việc với Học viện A về công tác`
    if (!(conjunction || (token.id == about && descriptive_)) || end + 1 >= stop) return end;
    if (token.id == about && talked_of.contains(reading_.token(end + 1).id)) return end;
    if (token.mark == U',' && !list_goes_on(end + 1, stop)) return end;
    bare_ = false;
    if (reading_.capital(end + 1, stop)) {
        static const SyllableSet instruments("bản biên thỏa thoả hiệp hợp nghị");
        if (token.id == words.va && !descriptive_ && end + 2 < limit_ &&
            instruments.contains(reading_.token(end + 1).id) &&
            reading_.token(end + 2).shape == Shape::lower &&
            !reading_.lexicon.match(Use::name_word, reading_.document, end + 1, stop))
            return end; // `Tập đoàn Cảng A và Bản ghi nhớ …`
        if (token.id == words.va && descriptive_ && instrument_begins(end + 1)) return end;
        if (token.id == words.va && other_person_begins(end + 1))
            return end; // `Đồn Biên phòng A và Somchai B`
        if (token.id == words.va && after_place_ == end &&
            !reading_.lexicon.match(Use::name_word, reading_.document, end + 1, stop))
            return end; // `Tập đoàn Cao su Việt Nam và Norden`
        if (token.id == words.va &&
            ((descriptive_ && is_all_capitals(reading_.token(end + 1))) || starts_other(end + 1) ||
             place_end(end + 1, stop) != end + 1 || unit_begins(end + 1)))
            return end;
        if (const TokenIndex place = place_end(end + 1, stop); place != end + 1) {
            after_place_ = place;
            if (is_dash(token.mark)) pair_end_ = place;
            bare_ = true;
            return place;
        }
        if (is_dash(token.mark) && starts_other(end + 1)) return end;
        const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, end + 1, stop);
        return word ? word.end : word_end(end + 1, stop);
    }
    const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, end + 1, stop);
    return word && word.end > end + 2 ? word.end : end;
}

bool BodyNameReader::instrument_begins(TokenIndex at) const {
    static const SyllableId plans[][2] = {{intern_syllable("chương"), intern_syllable("trình")},
                                          {intern_syllable("kế"), intern_syllable("hoạch")}},
                            signs[][2] = {{intern_syllable("bản"), intern_syllable("ghi")},
                                          {intern_syllable("biên"), intern_syllable("bản")},
                                          {intern_syllable("thỏa"), intern_syllable("thuận")},
                                          {intern_syllable("hiệp"), intern_syllable("định")},
                                          {intern_syllable("tuyên"), intern_syllable("bố")}};
    static const SyllableSet shared("hành hợp phối");
    const auto begins = [&](const SyllableId(&words)[2]) {
        return reading_.is(at, limit_, words[0]) && reading_.is(at + 1, limit_, words[1]) &&
               reading_.token(at + 1).shape == Shape::lower;
    };
    return std::any_of(std::begin(signs), std::end(signs), begins) ||
           (std::any_of(std::begin(plans), std::end(plans), begins) && at + 2 < limit_ &&
            shared.contains(reading_.token(at + 2).id));
}

bool BodyNameReader::unit_begins(TokenIndex at) const {
    const WordMatch level = reading_.lexicon.match(Use::level, reading_.document, at, limit_);
    return level && level.end > at + 1 && reading_.capital(level.end, limit_);
}

bool BodyNameReader::list_goes_on(TokenIndex at, TokenIndex stop) const {
    if (descriptive_ && fields_go_on(at, stop)) return true;
    for (int words = 0; words < 4; ++words) {
        const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, at, stop);
        if (!word) return false;
        if (reading_.is(word.end, stop, Syllables::get().va)) return true;
        if (!reading_.is_mark(word.end, stop, U',')) return false;
        at = word.end + 1;
    }
    return false;
}

bool BodyNameReader::starts_other(TokenIndex at) const {
    if (starts_body(at)) return true;
    if (reading_.lexicon.match(Use::title, reading_.document, at, limit_)) return true;
    const WordMatch people = reading_.lexicon.match(Use::people_word, reading_.document, at, limit_);
    return people && people.end > at + 1; // `và Đại úy A`
}

} // namespace banggiao::extract
