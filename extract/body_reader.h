// Takes a token. Hands out the body whose name begins there by its head: the head, its own name, and the
// place or body it belongs to.
#pragma once

#include <banggiao/extract/phrases.h>

namespace banggiao::extract {

inline constexpr int deepest_body_nesting = 4;

/// A body by its name of one word, without its head (`TPBank`): adds it, and returns its place.
PhraseIndex add_by_name_alone(Reading& reading, TokenIndex at, std::string_view head);

class BodyReader {
  public:
    BodyReader(Reading& reading, TokenIndex at, TokenIndex limit, int depth, bool named)
        : reading_(reading), at_(at), limit_(limit), depth_(depth), named_(named) {}

    PhraseIndex read();
    /// Whether the words name no body in particular, whatever the tables have there.
    bool of_nobody() const { return of_nobody_; }

  private:
    std::string_view type() const { return body_.head->detail; }
    TokenIndex end() const { return body_.tokens.last; }
    bool small() const { return !reading_.capital(at_, limit_); }

    /// A head in small letters is a common noun unless a name follows.
    bool head_is_a_name() const;

    /// `Tư lệnh Lục quân | Trần Văn A`: of the country spoken of.
    bool commanded();

    /// `Hội Thanh niên Việt Nam | tỉnh A`, `Mặt trận Lào xây dựng đất nước | tỉnh B`: a branch of a society.
    void branch_at_home();

    /// `Ủy ban hỗn hợp … giữa A và B`.
    void joint_committee();
    /// The end of the place or body that begins at `at`; `at` if none does.
    TokenIndex side_end(TokenIndex at);

    /// The end of the known words of a name that begin at `at`; the token before if there are less than
    /// three.
    TokenIndex known_words_end(TokenIndex at) const;

    /// `Ủy ban Khoa học, Đất đai và Rừng`: a name that goes on behind the comma.
    bool listed_fields();
    bool in_number_of_decree() const;

    /// `thị trường`, `thông báo`: the second half of another word.
    bool in_compound() const;

    bool continued();

    void take(TokenIndex last) { body_.tokens.last = last; }
    void take_name(TokenIndex last);

    /// A country or place right after, or after `của`, `nước`.
    bool owner();

    /// `Bộ Ngoại giao Hàn Thế Vượng`: a country's short name is the family name of who follows.
    bool begins_name(const PlacePhrase& place) const;
    /// `Chủ tịch UBND tỉnh | Trần Thắng`: no province that the tables would not know.
    bool is_holder(const PlacePhrase& place) const;

    bool country_owner();

    /// `Chính phủ các nước`, `Chính phủ, các bộ của 40 nước`: of nobody in particular.
    bool of_many_nations() const;
    bool state();
    /// `Kho bạc Nhà nước tỉnh Hà Nam`: of one of our units.
    bool branch();

    /// `Phòng Thương mại và Công nghiệp Busan`: of a unit abroad.
    bool chamber_abroad();
    /// `Chính phủ, các bộ, ngành, địa phương hai nước`: whether a list of common nouns ends in `hai nước`.
    bool shared_by_both() const;

    /// `Thượng viện Quốc hội Uzbekistan`: of the parliament's country.
    bool house_of_parliament();

    bool whole();
    /// `Chủ tịch Hội đồng | tỉnh`: of the unit abroad spoken of.
    bool council_of_unit();
    /// `Ủy ban Đối ngoại | Quốc hội Lào`: an organ of that house, which is a body itself.
    bool house_follows() const;
    /// `Ủy ban Pháp luật Bun Thong`: a name of a person behind a complete one of a body.
    bool holder_follows() const;

    /// `tại Điện Kremlin`.
    bool in_a_building() const;

    bool central();

    bool ends_in_party() const { return reading_.token(body_.head_end - 1).id == Syllables::get().dang; }

    /// `Trung ương Đảng` + `Cộng sản Cuba`: the party named from the head's last word.
    bool party_name();

    /// `tỉnh`, `thành phố`, `huyện` without a name.
    bool bare_level();

    bool several_places();

    /// `Tỉnh ủy các tỉnh: Lạng Sơn, …`,  `Tỉnh ủy 4 tỉnh …`: up to the first of the places.
    bool skip_to_places();

    bool local();
    bool border_guards();

    /// `Hội Sinh viên Việt Nam tại Hàn Quốc`: where its members live.
    void compatriots_abroad();
    /// `Hội cựu chiến binh Nga từng công tác tại Việt Nam`: behind the country served in; end() if nothing of
    /// the kind follows.
    TokenIndex service_end();

    bool has_seat() const;

    /// `Tổng Lãnh sự quán Việt Nam tại Paksé`: one foreign word is a city, whether the tables have it or not.
    PhraseIndex unknown_seat(TokenIndex at);

    bool mission();

    bool field();

    /// `Sở Ngoại vụ 3 tỉnh A, B`: of the first of several provinces.
    bool several_units();
    bool several_follow() const;

    /// `hai Bộ Công an`, `hai Bộ Y tế Việt Nam và Lào`.
    void pair_of_ministries();

    /// `Bộ Y tế, Lao động và Phúc lợi`: the name of a ministry goes on behind the known field.
    bool long_list(TokenIndex comma);
    TokenIndex end_of_head() const { return body_.head_end; }

    /// `Sở`, `Bộ`, `Tập đoàn` alone, inside a sentence.
    bool again();
    /// `Giám đốc Sở Lê Văn A`: behind an office, a full name is that of who holds it; the body is the one
    /// named before. Houses bear names of persons.
    bool holder_of_head() const;

    /// `Sở Thông tin và Truyền thông …`: the name may go on behind the known field.
    void widen_field();

    /// `Bộ Phát triển kinh tế và thương mại Ukraine`: behind a second field, up to the country; `at` if none.
    TokenIndex second_field_end(TokenIndex at) const;

    /// `Bộ Phát triển bền vững Chile`: known small words behind the field, up to the country.
    TokenIndex name_words_end(TokenIndex at) const;

    /// Where a ministry begins behind `at`, near by; else the limit.
    TokenIndex ministry_at(TokenIndex at) const;

    /// `Cục trưởng Cục Điều hành | thực hiện chính sách Bộ Tư pháp A`: small words up to the ministry.
    void widen_to_ministry();
    TokenIndex words_to_ministry(TokenIndex at) const;

    bool read_would_place(TokenIndex at);

    /// Behind `Trung ương`, `T.Ư`; `at` if that does not stand here.
    TokenIndex central_end(TokenIndex at) const;

    /// `Ban Chấp hành Trung ương | Hội A`, `Ban Bí thư T.Ư | Đoàn B`: an organ of a society, not of the
    /// party.
    bool organ_of_society();
    /// Where the society begins that such an organ may be of; 0 if none does.
    TokenIndex society_begins() const;

    /// What may stand behind a complete name: `Trung ương`, a place, a bare level, `của` + body.
    void after_name();

    /// `của Quốc hội`, `thuộc Sở …`, or an organ's body right behind.
    bool parent_body();

    /// `Hội đồng thành phố Yongin`, `Chính hiệp tỉnh Vân Nam`: of a unit abroad that is named with its level.
    bool council_abroad();
    SyllableId token_id(TokenIndex at) const { return at < limit_ ? reading_.token(at).id : SyllableId{0}; }

    /// `Bảo tàng tỉnh`, `Bệnh viện Đa khoa huyện`: houses that a unit keeps.
    bool house_of_unit() const;

    bool named();
    /// `Hiệp hội doanh nghiệp tỉnh Hòa Bình`: known words in small letters that a unit with its level
    /// follows.
    bool small_name();

    /// `Liên đoàn giới thợ Na Uy`: small words that no table knows, up to whose it is.
    bool described();

    /// `Cơ quan liên bang về giám sát tài chính Liên bang Nga`.
    bool about();
    /// `Báo Mỹ The Sun Herald`: the paper's own name behind its country.
    bool paper_of_country(TokenIndex start);

    /// `Tờ Washington Post`: a name that the table has.
    TokenIndex listed_firm_end(TokenIndex start) const;

    /// `Báo Mỹ`, `Hội An`: no name of its own.
    bool only_a_place(TokenIndex start, TokenIndex last) const;

    TokenIndex name_end(TokenIndex start);

    /// A place at the end of the name says whom the body serves.
    void trim_to_place(TokenIndex start);

    /// `Hội Hữu nghị Việt Nam - Lào`: both are spoken of, neither is the one served.
    bool two_countries(TokenIndex start, TokenIndex at, PhraseIndex second);

    bool organ();

    bool party();

    /// `ông A, chủ tịch đảng,`: of the one named before.
    bool chaired_party() const;

    /// `các Đảng`, `một số Đảng`.
    bool one_of_many() const;
    /// `Đảng cầm quyền`, `Đảng đối lập`.
    bool some_party() const;
    /// `Đảng Dân Tâm`: capitals that no table knows are its name.
    bool coined_party();

    bool numbered();

    /// `Vùng 1 Hải quân`: the force that a region of this number belongs to.
    bool force_behind();

    /// `(VCCI)` behind the name.
    void read_abbreviation();

    Reading& reading_;
    TokenIndex at_, limit_;
    int depth_;
    bool named_;
    bool of_nobody_ = false;

    BodyPhrase body_{};
};

} // namespace banggiao::extract
