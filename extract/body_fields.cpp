// Takes the head of a ministry, a department or another body of a field of work. Hands out its name: the
// field, and how it goes on behind the known one.
#include <banggiao/extract/body_names.h>
#include <banggiao/extract/body_reader.h>

#include <algorithm>

namespace banggiao::extract {

bool BodyReader::field() {
    const Syllables& words = Syllables::get();
    if (reading_.is(end(), limit_, words.cac) && body_.head->form == "Bộ") return named();
    const WordMatch field = reading_.lexicon.match(Use::field, reading_.document, end(), limit_);
    if (!field) return reading_.capital(end(), limit_) ? named() || again() : again();
    body_.field = field.word;
    take_name(field.end);
    if (reading_.is_mark(field.end, limit_, U',') && long_list(field.end)) body_.field = nullptr;
    widen_field();
    if (body_.head->form != "Sở" || !several_units()) after_name();
    if (body_.head->form == "Bộ") pair_of_ministries();
    return true;
}

void BodyReader::pair_of_ministries() {
    const Syllables& words = Syllables::get();
    const bool two =
        at_ > 0 && (reading_.token(at_ - 1).id == words.hai || reading_.token(at_ - 1).id == words.hai_digit);
    if (!two || body_.generic != Generic::none) return;
    if (body_.place != no_phrase) {
        body_.listed = reading_.places[body_.place].kind == EntityKind::country;
        return;
    }
    const TokenIndex next = end();
    const bool another = reading_.is(next, limit_, words.va) || reading_.is_mark(next, limit_, U',');
    if (!another || !reading_.capital(next + 1, limit_) ||
        BodyNameReader(reading_, limit_, true).instrument_begins(next + 1))
        body_.generic = Generic::both_countries;
}

bool BodyReader::several_follow() const {
    return reading_.is(end(), limit_, Syllables::get().cac) ||
           (end() < limit_ && reading_.token(end()).shape == Shape::number);
}

bool BodyReader::long_list(TokenIndex comma) {
    const TokenIndex last = BodyNameReader(reading_, limit_, true).end_from(end_of_head());
    if (last <= comma + 1) return false;
    take_name(last);
    trim_to_place(end_of_head());
    return true;
}

void BodyReader::widen_field() {
    const TokenIndex at = body_.core.last;
    const bool unit = body_.head->form != "Bộ" && body_.head->form != "Sở";
    if (unit && at < limit_ && is_all_capitals(reading_.token(at)) && reading_.listed(at).empty() &&
        !reading_.token(at).line_start && !reading_.lexicon.begins(Use::level, reading_.token(at).id) &&
        !reading_.lexicon.match(Use::body, reading_.document, at, limit_))
        return take_name(at + 1); // `Phòng Cảnh sát PCCC`
    if (const TokenIndex tail = BodyNameReader(reading_, limit_, true).tail_from(at); unit && tail != at)
        return take_name(tail);
    const bool dash = at < limit_ && is_dash(reading_.token(at).mark) && !reading_.token(at).line_start;
    if ((reading_.is(at, limit_, Syllables::get().va) || dash) && reading_.capital(at + 1, limit_)) {
        const TokenIndex end = BodyNameReader(reading_, ministry_at(at + 1), true).end_from(at + 1);
        const WordMatch head = reading_.lexicon.match(Use::body, reading_.document, at + 1, limit_);
        const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, at + 1, limit_);
        const bool other = is_all_capitals(reading_.token(at + 1)) ||
                           BodyNameReader(reading_, limit_, true).other_person_begins(at + 1) ||
                           BodyNameReader(reading_, limit_, true).instrument_begins(at + 1) ||
                           (head && head.end >= word.end) || // not `Hội nhập`
                           reading_.lexicon.match(Use::title, reading_.document, at + 1, limit_) ||
                           read_would_place(at + 1);
        if (end != at + 1 && !other) {
            take_name(end);
            trim_to_place(body_.head_end);
        }
    } else if (const TokenIndex second = second_field_end(at); second != at) {
        take_name(second);
    } else if (const TokenIndex more = name_words_end(at); more != at) {
        take_name(more);
    }
}

TokenIndex BodyReader::second_field_end(TokenIndex at) const {
    if (!reading_.is(at, limit_, Syllables::get().va) || body_.head->form != "Bộ") return at;
    const WordMatch field = reading_.lexicon.match(Use::field, reading_.document, at + 1, limit_);
    if (!field) return at;
    const auto& listed = reading_.listed(field.end);
    const bool owned = std::any_of(listed.begin(), listed.end(), [](const GazetteerMatch& match) {
        return match.entry->kind == EntryKind::country;
    });
    return owned ? field.end : at;
}

TokenIndex BodyReader::name_words_end(TokenIndex at) const {
    static const SyllableId nation = intern_syllable("quốc");
    TokenIndex end = at;
    if (reading_.is(at, limit_, Syllables::get().va) && reading_.is(at + 1, limit_, Syllables::get().cac))
        ++end;
    const TokenIndex first = end;
    static const SyllableSet realm("quốc hoàng"); // `Cục Hàng không | Hoàng gia Campuchia`
    const bool capital_realm = reading_.capital(end, limit_) && realm.contains(reading_.token(end).id);
    while (const WordMatch more = reading_.lexicon.match(Use::name_word, reading_.document, end, limit_)) {
        if (reading_.capital(end, limit_) && !(end == first && capital_realm)) break; // `Cộng hòa dân chủ …`
        end = more.end;
    }
    if (end == first || end == limit_) return at;
    const bool national = !capital_realm && end == at + 2 && reading_.token(at).id == nation;
    const GazetteerMatch* owner = nullptr;
    for (const GazetteerMatch& match : reading_.listed(end))
        if (match.entry->kind == EntryKind::country) owner = &match;
    return national || reading_.is_mark(end, limit_, U'(') || owner != nullptr ? end : at;
}

TokenIndex BodyReader::ministry_at(TokenIndex at) const {
    static const SyllableId ministry = intern_syllable("bộ");
    constexpr TokenIndex reach = 8;
    for (TokenIndex end = at + 1; end < limit_ && end < at + reach; ++end)
        if (reading_.token(end).id == ministry && reading_.capital(end, limit_)) return end;
    return limit_;
}

void BodyReader::widen_to_ministry() {
    if (body_.head->type != "department" || body_.parent != no_phrase || body_.place != no_phrase ||
        body_.generic != Generic::none || body_.tokens.last != body_.core.last)
        return;
    const TokenIndex last = words_to_ministry(body_.core.last);
    if (last == body_.core.last) return;
    take_name(last);
    after_name();
}

TokenIndex BodyReader::words_to_ministry(TokenIndex at) const {
    static const SyllableSet chiefs("trưởng"),
        others(
            "với cùng tại do đã của để cho theo trước tới đến từ là được bị sẽ đang không gặp thăm tiếp đề "
            "nghị yêu kiến báo dự trình nói thay chào mời bàn đón chúc ra vào rời làm");
    constexpr TokenIndex longest = 9;
    if (at_ == 0 || !chiefs.contains(reading_.token(at_ - 1).id)) return at;
    for (TokenIndex end = at; end < limit_ && end < at + longest; ++end) {
        const Token& token = reading_.token(end);
        const TokenIndex next = token.mark == U',' ? end + 1 : end;
        const WordMatch head = reading_.capital(next, limit_)
                                   ? reading_.lexicon.match(Use::body, reading_.document, next, limit_)
                                   : WordMatch{};
        if (head) return head.word->type == "ministry" && end > at + 1 ? end : at;
        const bool joined = reading_.capital(end, limit_) && token.shape == Shape::capital && end > at &&
                            reading_.token(end - 1).id == Syllables::get().va;
        if ((token.shape != Shape::lower && !joined) || token.line_start || others.contains(token.id))
            return at;
    }
    return at;
}

bool BodyReader::read_would_place(TokenIndex at) {
    const std::size_t before = reading_.places.size();
    const bool place = read_place(reading_, at, limit_, true) != no_phrase;
    reading_.places.resize(before);
    return place;
}

} // namespace banggiao::extract
