// Takes the words behind a body's head. Hands out where the name of a person begins among them, which is no
// part of the body's own.
#include <banggiao/extract/body_names.h>

namespace banggiao::extract {

bool BodyNameReader::two_hyphenated(TokenIndex at) const {
    const auto hyphenated = [this](TokenIndex i) {
        return i + 2 < limit_ && reading_.token(i).shape == Shape::capital &&
               is_dash(reading_.token(i + 1).mark) && reading_.token(i + 1).glued &&
               reading_.token(i + 2).glued && reading_.token(i + 2).shape == Shape::lower;
    };
    TokenIndex own = at;
    while (own + 2 < limit_ && (hyphenated(own) || (own > at && is_dash(reading_.token(own + 1).mark) &&
                                                    reading_.token(own + 1).glued)))
        own += 2;
    return hyphenated(at) && hyphenated(own + 1);
}

bool BodyNameReader::other_person_begins(TokenIndex at) const {
    TokenIndex end = at; // `Bộ Ngoại giao và | Trương Gia Vũ, Đại sứ …`
    while (reading_.capital(end, limit_) && reading_.token(end).shape == Shape::capital) ++end;
    constexpr TokenIndex most = 5;
    if (end >= at + 2 && end <= at + most && reading_.is_mark(end, limit_, U',') &&
        reading_.lexicon.match(Use::title, reading_.document, end + 1, limit_) &&
        !reading_.lexicon.match(Use::name_word, reading_.document, at, limit_))
        return true;
    if (two_hyphenated(at)) return true;
    const auto foreign = [this](TokenIndex i) {
        return i < limit_ && reading_.token(i).shape == Shape::capital && !reading_.token(i).line_start &&
               !is_vietnamese_syllable(reading_.token(i).id);
    };
    return descriptive_ && is_vietnamese_syllable(reading_.token(at - 2).id) && foreign(at) &&
           foreign(at + 1) && reading_.listed(at).empty() &&
           !reading_.lexicon.match(Use::name_word, reading_.document, at, limit_);
}

bool BodyNameReader::person_begins(TokenIndex at) const {
    if (!reading_.lexicon.begins(Use::surname, reading_.token(at).id)) return false;
    TokenIndex end = at;
    while (reading_.capital(end, limit_) && (reading_.token(end).shape == Shape::capital ||
                                             (end == at + 1 && is_single_capital(reading_.token(end)))))
        ++end; // `Giàng A Páo`
    if (end - at < 3 || end - at > 4) return false;
    static const SyllableSet words(
        "âu kim thái cao mai hà lâm châu tân an giang long sơn minh nam phương thủy"),
        common("nguyễn lê trần phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý");
    if (end - at == 4 && words.contains(reading_.token(at).id) &&
        common.contains(reading_.token(at + 1).id) && reading_.token(at - 1).shape == Shape::capital)
        return false; // `Petro Hải Âu | Lê Văn A`
    return reading_.listed(at).empty();
}

} // namespace banggiao::extract
