// Takes a row of items with the noun of an instrument. Hands out what the words say of it: its title, how
// many there are, and whether it was signed, is in force or is planned.
#pragma once

#include <banggiao/extract/events_clause.h>
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/phrase_table.h>
#include <banggiao/extract/scene.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace banggiao::extract {

inline constexpr std::size_t clause_reach = 14; ///< items looked at before the noun

/// The nouns of instruments.
const PhraseTable& instruments();

/// An instrument noun in a row with the words that make its title.
struct Instrument {
    std::size_t at = 0;  ///< item of the noun
    std::size_t end = 0; ///< item after the title
    TokenRange noun;
    TokenRange title;
    std::string_view kind;
    int count = 1;
    bool quantified = false;
    const Instrument* member_of = nullptr; ///< the one whose noun and verb are this one's too
};

class AgreementReader {
  protected:
    explicit AgreementReader(const Scene& scene) : document_(scene.document()), scene_(scene) {}

    // -------------------------------------------------------------- words of the row

    bool is_name(std::size_t at) const;
    bool is_mark(std::size_t at, char32_t mark) const;
    SyllableId id(TokenIndex token) const { return document_.tokens[token].id; }
    bool capital(TokenIndex at) const;
    bool any_word(std::size_t at, const SyllableSet& words) const;
    bool ends_clause(std::size_t at) const;
    /// The dot of `TP. Huế`.
    bool shortens_level(std::size_t at) const;

    bool in_bracket(std::size_t at) const { return at > 0 && is_mark(at - 1, U'('); }

    // -------------------------------------------------------------- nouns and titles

    /// `ban hành Kế hoạch …`, `Luật Thỏa thuận quốc tế`: what one side decides alone.
    bool decreed(const Instrument& instrument) const;

    /// `các thỏa thuận hợp tác cụ thể`: some that one would like to have, about nothing yet.
    bool vague(const Instrument& instrument) const;

    /// `hai bên đã thỏa thuận`: the verb.
    bool is_verb(std::size_t at) const;

    /// Words that end a title.
    bool ends_title(std::size_t at, bool fields) const;

    /// `thỏa thuận về kế hoạch hợp tác`: `kế hoạch` is what it is about.
    bool about(TokenIndex at) const;

    /// `, trong đó có …`, `, gồm …`: its members follow.
    bool members_follow(std::size_t comma) const;

    void find_title(Instrument& instrument) const;

    /// `về cơ chế phối hợp và trao đổi thông tin giữa A và B`: the item of `giữa`, if a verb here is part of
    /// what the title is about; else `at`.
    std::size_t goes_on_to_parties(std::size_t at) const;

    /// `Bản ghi nhớ “…”`: the item of the closing mark; `at` if none opens there.
    std::size_t quote_end(std::size_t at) const;

    /// `về phòng, chống ma túy, buôn lậu và mua bán người`: whether a comma parts what a title is about.
    bool goes_on_listing(std::size_t comma) const;

    /// `bản ghi nhớ và nhiều thỏa thuận`: another instrument begins.
    bool next_instrument(std::size_t at) const;

    /// `ký bản ghi nhớ và tổ chức lễ ký`: another act begins.
    bool next_act(std::size_t at) const;

    std::size_t bracket_end(std::size_t at) const;

    /// Small words a title does not end with.
    bool trails(TokenIndex token) const;

    /// A comma in a list of fields goes on only to another field.
    bool comma_ends(std::size_t at) const;

    int number_at(TokenIndex at) const;

    /// `5 bản ghi nhớ`, `các thỏa thuận`, `hàng loạt hợp đồng`.
    void find_count(Instrument& instrument) const;

    /// `thỏa thuận này`, `thỏa thuận trên`; not `thỏa thuận trên nhiều lĩnh vực`.
    bool points_back(TokenIndex at) const;

    /// `kết nghĩa giữa A với B`, `kết nghĩa 7 cặp …`.
    bool twins(const Instrument& instrument) const;

    /// `thỏa thuận hợp tác giai đoạn 2011-2016`: one in particular, by its years.
    bool of_a_term(const Instrument& instrument) const;

    /// `chương trình hợp tác giữa hai tỉnh`.
    bool says_between(const Instrument& instrument) const;

    /// `hợp đồng giữa A và B`.
    bool between_two(const Instrument& instrument) const;

    /// `các văn kiện: A; B; C`: the members count, not the whole.
    bool lists_others(const Instrument& instrument) const;

    /// `… các văn kiện sau:`: how many lines below list them.
    std::size_t listed_below() const;

    /// `… hai văn kiện. Đó là A và B.`: the next sentence lists them.
    bool listed_next() const;

    bool named_parties(const Instrument& instrument) const;

    // -------------------------------------------------------------- status

    /// `hai bên bàn nhiều việc: …; ký Hiệp định A`: what is talked of.
    bool in_talk(std::size_t verb) const;

    /// `Bộ quy tắc ứng xử …`.
    bool code_of_conduct(const Instrument& instrument) const;

    /// `thực hiện hiệu quả các thỏa thuận đã ký`: signed before.
    bool carried_out(const Instrument& instrument, std::size_t verb) const;

    /// The nearest `ký` of the clause, before or just after the title; row_.size() if there is none.
    std::size_t sign_verb(const Instrument& instrument) const;
    std::size_t find_sign_verb(const Instrument& instrument) const;

    /// `Bản ghi nhớ mà hai Bộ đã ký`, whatever is planned with it.
    bool signed_already(const Instrument& instrument, std::size_t verb) const;

    /// `đạt được thỏa thuận về …`, `trao đổi các bản ghi nhớ`, `trao văn kiện`: acts beside signing.
    bool reached(const Instrument& instrument) const;
    bool handed_over(const Instrument& instrument) const;

    /// Whether one of `acts` stands before the noun, with nothing between but small words and numbers.
    bool acted_before(const Instrument& instrument, const SyllableSet& acts, const SyllableSet& small) const;

    /// `sẽ`, `sớm`, `đàm phán`, `dự thảo`, `xem xét`: what is not yet there.
    bool plans(std::size_t at) const;

    /// `dự thảo Bản ghi nhớ`, `xúc tiến việc ký`: whether what stands right before a token, that of the noun
    /// or of the `signing`, says that it is being prepared.
    bool prepared(TokenIndex act, bool signing) const;

    /// `xây dựng Bản ghi nhớ`, `soạn thảo hiệp định`: still being written.
    bool drafted(const Instrument& instrument) const;

    bool planned_word(const Instrument& instrument) const;

    std::string status(const Instrument& instrument) const;

    bool wished(std::size_t verb) const;

    /// `ủng hộ việc ký …`, `thúc đẩy việc ký …`.
    bool supported(std::size_t verb) const;

    /// `ra tuyên bố chung`, `thông qua kế hoạch`: acts that are no signing.
    bool issued(const Instrument& instrument) const;

    /// `đã ra Tuyên bố chung`, `ra Thông cáo chung`.
    bool put_out(const Instrument& instrument) const;

    /// Whether the sentence dates it to another season, or says `sau khi`, `từ khi`.
    bool of_before(const Instrument& instrument) const;

    /// `… khi được phê chuẩn và có hiệu lực`: not yet.
    bool comes_into_force(const Instrument& instrument) const;

    /// `hai bên sẽ ra … và ký …`: what one `sẽ` governs.
    bool to_come(const Instrument& instrument) const;

    /// `Ngày ký Hiệp định …`, `đã ký kết thời gian qua`, `ký năm 2014`: an instrument of before.
    bool past(const Instrument& instrument, std::size_t verb) const;
    /// `ngay sau khi ký`: it is the news.
    bool right_after(std::size_t at) const;
    /// `45 năm ký Hiệp ước`.
    bool years_since(std::size_t verb) const;

    /// `Hiệp định năm 2014`, `Bản ghi nhớ (tháng 2-2013)`: a date in the title, of a year before the news.
    bool of_earlier_year(std::size_t at) const;

    /// `Hiệp định … năm 1995`: the item of the year it was made in, which ends its title; row_.size() if
    /// none.
    std::size_t own_year(const Instrument& instrument) const;

    /// `Chương trình hành động … sẽ được xây dựng`.
    bool will_be_made(const Instrument& instrument) const;

    /// Whether a year belongs to the title of another instrument of the row.
    bool year_of_other(const Instrument& instrument, std::size_t date) const;

    /// `kết quả năm 2016, ký Kế hoạch …`: the year of what stands before it, parted from the verb by a comma.
    bool year_of_another(std::size_t at, std::size_t verb) const;

    /// Whether an item stands in a list after a colon: its dates are of one member.
    bool in_list(std::size_t at, std::size_t verb) const;

    /// A day of another season than the article's first one, or a month or year without a day.
    bool old(const DateMention& date) const;

    /// Whether the sentence reports the signing: a ceremony of signing, a day, the headline, or signers by
    /// name.
    bool told_as_news(std::size_t verb) const;

    const Document& document_;
    const Scene& scene_;
    Row row_;
    std::size_t sentence_ = 0;
    std::optional<DateMention> news_day_; ///< the first day the article speaks of

  private:
    mutable std::array<std::size_t, 3> verb_of_{
        ~std::size_t{0}};          ///< sentence and items that sign_verb() was asked for last
    mutable std::size_t verb_ = 0; ///< what it found
};

} // namespace banggiao::extract
