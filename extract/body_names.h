// Takes a token behind the head of a body. Hands out where its own name ends.
#pragma once

#include <banggiao/extract/phrases.h>

namespace banggiao::extract {

/// The end of a proper name in free words: capitals, known small words, joined by `và`, dashes, commas.
class BodyNameReader {
  public:
    BodyNameReader(Reading& reading, TokenIndex limit, bool descriptive, bool small_allowed = false,
                   bool named_after = false)
        : reading_(reading), limit_(limit), descriptive_(descriptive), small_allowed_(small_allowed),
          named_after_(named_after) {}

    TokenIndex end_from(TokenIndex at);

    /// `phòng chống tội phạm về ma túy | (`: where a name that has come to `at` ends, if small words lead to
    /// something that can only stand behind it; else `at`.
    TokenIndex tail_from(TokenIndex at) const {
        return described_tail(at, 0, std::min(limit_, at + longest));
    }

    /// `và | Somchai Wattana`, `và | Trương Gia Vũ, Đại sứ`: two foreign words behind Vietnamese ones, or
    /// capitals that an office follows, are somebody's name.
    bool other_person_begins(TokenIndex at) const;

    /// `Bộ Ngoại giao và | Chương trình hành động`: what was signed, no field of work.
    bool instrument_begins(TokenIndex at) const;

  private:
    static constexpr TokenIndex longest = 24;
    TokenIndex quoted_end(TokenIndex at) const;

    /// One more word of the name, or `end` if it is over.
    TokenIndex step(TokenIndex end, TokenIndex start, TokenIndex stop, bool& has_capital);

    /// `TNHH`, `MTV`, `XNK`: what kind of company it is, before its own name.
    bool is_legal_form(TokenIndex at) const;

    /// `Công ty cổ phần | tư vấn Sông Lô`.
    bool behind_legal_form(TokenIndex at) const;

    /// `toàn Ấn Độ`, `toàn quốc Lào`: the country a body spans.
    TokenIndex whole_country(TokenIndex at, TokenIndex start, TokenIndex stop) const;

    /// `TNHH MTV đạm Ninh Bình`: up to four small words that a capital follows; else `at`.
    TokenIndex described_end(TokenIndex at, TokenIndex stop) const;

    /// `Bảo vệ quyền trẻ em | Việt Nam`: small words up to a place, a level, a bracket or a body that ends
    /// the name; else `at`.
    TokenIndex described_tail(TokenIndex at, TokenIndex start, TokenIndex stop) const;

    /// Whether what stands here can only follow a complete name.
    bool ends_description(TokenIndex at, TokenIndex stop) const;

    bool starts_body(TokenIndex at) const;

    /// `… tổ chức lễ kỷ niệm`: the verb, not a word of the name.
    bool organises(TokenIndex at, TokenIndex stop) const;

    /// `Đất đai, Rừng và Nước`: a capital behind the comma, then `và` and another.
    bool fields_go_on(TokenIndex at, TokenIndex stop) const;

    /// `số 5`, `108`: a short number that words of the clause follow; where it ends, else `at`.
    TokenIndex number_end(TokenIndex at, TokenIndex start, TokenIndex stop) const;

    /// `Quản lý nợ và Tài chính`: one or two small words before `và` and another capital.
    TokenIndex small_words(TokenIndex at, TokenIndex start, TokenIndex stop) const;

    /// A country or province inside the name; `Việt`, `Nhật` behind a dash.
    TokenIndex place_end(TokenIndex at, TokenIndex stop) const;

    /// `Đức Bình`, `Việt Anh`: a syllable that is also a country, in a row of capitals that is no place.
    bool goes_on_as_word(TokenRange name, TokenIndex stop) const;

    /// Whether the name of a person begins here: right behind a place, or in foreign words behind Vietnamese
    /// ones.
    bool other_name(TokenIndex at) const;

    /// `… Bengal (BPSO)`: one word that a bracket with an abbreviation closes the name behind.
    bool abbreviated(TokenIndex at) const;

    /// A capital begins a compound (`Nhiệt đới`) unless capitals stand in a row (`Sao Mai`).
    TokenIndex word_end(TokenIndex at, TokenIndex stop);

    /// `Tổng công ty Lắp | máy Việt Nam`: the small words of a trade, up to our country.
    /// `Children | of Hope`: English words that join the capitals of a name.
    TokenIndex english_end(TokenIndex at, TokenIndex start, TokenIndex stop);
    TokenIndex trade_end(TokenIndex at, TokenIndex stop) const;

    /// `Vinh`, `Huế`: a name, not the first half of a compound.
    bool one_word_place(TokenIndex at) const;

    TokenIndex glued_end(TokenIndex at, TokenIndex stop) const;

    bool breaks(TokenIndex at) const;

    /// `Báo Savannakhet | Khăm-phủi Xay-nha-lạt`: two hyphenated words in a row are somebody's name.
    bool two_hyphenated(TokenIndex at) const;

    /// `Yim Jong-yong`: nobody but a person is called so.
    bool hyphenated_name(TokenIndex at) const;

    /// `Trường … Trưng Vương Nguyễn Văn A`: three or four capitals from a surname on are the holder's name.
    bool person_begins(TokenIndex at) const;

    /// `và`, a dash or a comma inside the name, with the word after it.
    TokenIndex joined(TokenIndex end, TokenIndex stop);

    /// `Khoa học, Công nghệ và Môi trường`: a comma inside a name is followed by a known word, and later by
    /// `và`.
    bool list_goes_on(TokenIndex at, TokenIndex stop) const;

    /// `Trường Cao đẳng A và | Thành phố B`: a unit with its level.
    bool unit_begins(TokenIndex at) const;

    /// Whether another body or an office begins here.
    bool starts_other(TokenIndex at) const;

    Reading& reading_;
    TokenIndex limit_;
    bool descriptive_;   ///< made of common words rather than a coined name
    bool small_allowed_; ///< known words in small letters will do (`Ban Quản lý các dự án`)
    bool named_after_; ///< a foreign word behind Vietnamese ones is its name (`Trung tâm Nghiên cứu Stimson`)
    bool bare_ = false;
    TokenIndex after_place_ = 0;
    TokenIndex pair_end_ = 0; ///< behind the second of two places joined by a dash
};

} // namespace banggiao::extract
