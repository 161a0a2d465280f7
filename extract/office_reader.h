// Takes a token. Hands out the office that begins there, in steps of a file of its own: its words, and what
// it is an office of.
#pragma once

#include <banggiao/extract/body_names.h>
#include <banggiao/extract/phrases.h>

#include <string_view>

namespace banggiao::extract {

class OfficeReader {
  public:
    OfficeReader(Reading& reading, TokenIndex at, TokenIndex limit)
        : reading_(reading), at_(at), limit_(limit) {}

    PhraseIndex read();

  private:
    PhraseIndex add(TokenIndex at);

    std::string_view type() const { return office_.word->type; }
    TokenIndex end() const { return office_.tokens.last; }

    TokenIndex prefixes();

    /// `thay mặt Chủ tịch nước, Đại sứ A …`: the office of somebody who is not there.
    bool represented() const;

    /// `được sự đồng ý của Thủ tướng, Bộ trưởng A …`: the office of somebody else.
    bool by_leave() const;

    /// `chính quyền Tổng thống`: not an acting one.
    bool in_compound(TokenIndex at) const;

    /// `Trợ lý Bộ trưởng Ngoại giao`: an office at the holder of another.
    void at_another();

    void suffixes();
    /// `Giám đốc TT Y tế`: the head of a centre (Trung tâm), no standing one.
    bool head_of_center(const Word& suffix) const;

    /// `Giám đốc phụ trách đối ngoại Tập đoàn A`, `Giám đốc Tiếp thị và Đối tác Tập đoàn A`.
    void qualify();

    /// Where the words that say of what one is in charge end: before a body, a country, `của` or a mark.
    TokenIndex qualifier_end(TokenIndex at, bool charged) const;

    bool begins_country(TokenIndex at) const;

    /// `Tổng Giám đốc điều hành (CEO) Công ty A`.
    void pass_bracket();

    /// `Trưởng đại diện JICA tại Việt Nam Suzuki Kenta`, `Quốc vụ khanh Bộ A phụ trách châu Á Mark Field`:
    /// what stands between the body and the name of the holder.
    void pass_seat();

    /// `Tổng thống Đại Hàn Dân Quốc (Hàn Quốc) Kim A`: the country's other name, before that of the holder.
    void pass_country_again();

    /// A title in small letters counts where a body or a name follows.
    bool anchored(TokenIndex at) const;

    void find_body();

    /// `Chủ tịch JAVINET,`: a firm by its initials alone.
    bool initials_alone(TokenIndex at) const;

    /// `Tổng Giám đốc Metfone Lê Văn A`: a firm's name alone before the full name of a Vietnamese.
    bool branded();

    /// `Chủ tịch Tập đoàn Alpha John Smith`: where nobody else follows, the last two of a row of foreign
    /// words are the holder's name.
    void leave_name(BodyPhrase& body) const;

    /// Words written like a foreign name.
    bool plain_name(TokenIndex first, TokenIndex last) const;

    /// `Viện trưởng Viện Nghiên cứu chính sách đất đai | Lê Văn A`: small words between the body and the name
    /// of its head are the body's.
    void widen_to_name(BodyPhrase& body) const;

    void take_body(PhraseIndex index);

    /// `Giám đốc Tập đoàn Alpha của Áo`: where the body is from, with the words of the office.
    void country_of_body();

    bool take_place();

    /// `của`, `kiêm` may stand between the title and the body.
    bool body();

    /// `Tỉnh ủy viên`: the title names the committee.
    void committee();

    /// `Phó Trưởng đoàn chuyên trách Đoàn ĐBQH tỉnh A`: no other delegation is a body.
    void deputies();

    /// `ông A, Thường vụ Tỉnh ủy`, `ông A, Thường trực Ban Bí thư`.
    void standing();

    void place();

    /// `Chủ tịch tỉnh`, `Chủ tịch TP`.
    void bare_level();

    /// `Bộ trưởng Bộ Ngoại giao`, `Bộ trưởng Ngoại giao Lào`, `Bộ trưởng, Chủ nhiệm …` (no body of its own).
    void ministry();

    /// `Bộ trưởng Dầu mỏ Ả Rập`: words of a field that no table knows, up to the country.
    TokenIndex unknown_field_end() const;

    void named_ministry();

    /// `Kinh tế, Năng lượng và Rừng`: the ministry's name goes on behind the known field.
    void widen_ministry(BodyPhrase& body) const;

    void implied_owner(BodyPhrase& body);

    void place_of_ministry() { take_country(); }

    /// `Cục trưởng Cục Lãnh sự`, `Trưởng Ban Đối ngoại`: the title may end in the body's first word.
    /// `Trưởng ban` + words that are no body: an office of some occasion.
    void unit();

    bool shared_body();

    /// `Cục trưởng Cục Ngoại vụ, Bộ Ngoại giao Lê Văn A`: the body above, between the office's and the name.
    void superior();
    /// `Cục trưởng Cục Đối ngoại (Bộ Quốc phòng)`.
    bool superior_in_bracket();

    /// `Chủ tịch Hội đồng Nhà nước và Hội đồng Bộ trưởng Cuba`.
    void second_body();

    /// `Thủ tướng nước chủ nhà A`: which country, the story says.
    TokenIndex host_country_end(TokenIndex at) const;

    /// Heads of state are of countries, which no other place before their name is.
    bool take_country();

    void country();

    void envoy();

    void governor();

    /// `Thị trưởng Tarnow`: one foreign word that is no part of a name near by is the town.
    void town();
    bool told_of_a_person(TokenIndex word) const;

    /// `Thống đốc vùng A`: a region abroad, whether the tables have it or not.
    void region();

    Reading& reading_;
    TokenIndex at_, limit_;
    OfficePhrase office_{};
};

} // namespace banggiao::extract
