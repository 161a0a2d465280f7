// Takes the bodies read. Hands out organisations: which one each phrase means, of which place it is, and how
// it is called.
#pragma once

#include <banggiao/extract/sides.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace banggiao::extract {

inline constexpr std::string_view ruling_party = "Đảng Cộng sản Việt Nam";
inline constexpr std::string_view central_committee = "Ban Chấp hành Trung ương Đảng";

/// The text with its first letter a capital.
std::string capitalised(std::string text);

class BodyResolver {
  public:
    BodyResolver(Reading& reading, EntityTable& table, Setting& setting)
        : reading_(reading), table_(table), setting_(setting) {}

    void run();

  private:
    std::string slice(TokenIndex first, TokenIndex last) const;

    // ---- what the article says in full somewhere

    void learn(const BodyPhrase& body);

    /// A capital's country, if the article names it.
    EntityIndex country_of(EntityIndex place) const;

    /// `Đại sứ Lào tại Việt Nam` tells of an embassy.
    void learn(const OfficePhrase& office);

    EntityIndex place_named(const BodyPhrase& body) const;
    EntityIndex seat_of(const BodyPhrase& body) const;

    /// Head and own name, without the place.
    std::string family(const BodyPhrase& body) const;

    /// The place of the body of this family last named in full before `at`; else of the first one after.
    EntityIndex place_of_family(const BodyPhrase& body) const;

    /// The foreign country that an office is of, itself or by its body; no_entity for others.
    EntityIndex nation_led(const OfficePhrase& office) const;

    // ---- which body it is

    void resolve(BodyPhrase& body);

    bool is_party_alone(const BodyPhrase& body) const;

    std::string_view detail(const BodyPhrase& body) const;

    /// `Tư lệnh Bộ đội Biên phòng`: that of the country, not of a province.
    bool commanded_whole(const BodyPhrase& body) const;

    /// The party committee that the sentence names, before the organ or behind it.
    PhraseIndex committee_beside(const BodyPhrase& body) const;

    /// The place the body is of, by its words or by the article.
    EntityIndex served(const BodyPhrase& body) const;

    /// `Bộ A hội đàm với Bộ A Lào`: ours, in a story that names nothing else of ours.
    bool faces_its_like(const BodyPhrase& body) const;
    /// `Chủ tịch Quốc hội Lê Văn A`: whether a name of ours stands behind it.
    bool held_by_ours(const BodyPhrase& body) const;

    /// `Đảng, Nhà nước và nhân dân A`, `Đảng, chính quyền tỉnh A`: the place abroad whose people are told of
    /// with a party.
    EntityIndex people_abroad(const BodyPhrase& body) const;
    /// The party of a country by what the article calls it, else `Đảng A`.
    EntityIndex party_of(EntityIndex country, const BodyPhrase& body);

    /// `Đảng bộ, chính quyền và nhân dân tỉnh A`: A, where that list is of the body's people.
    EntityIndex place_of_people(const BodyPhrase& body) const;

    /// `Tổng thống Mỹ A, Ngoại trưởng B`: the country that the list has just named.
    EntityIndex country_in_list(TokenIndex at) const;

    /// `Cùng đi với Thủ tướng Lào có các Bộ trưởng: Tài chính, …`: the foreign country of the office named
    /// last before in the sentence.
    EntityIndex country_of_leader(TokenIndex at) const;

    /// The foreign country last named before, within so many tokens.
    EntityIndex country_before(TokenIndex at, TokenIndex reach) const;

    static bool is_national(const BodyPhrase& body);

    /// The first behind it in a row of bodies of which the words say whose it is; null if none does.
    const BodyPhrase* owned_in_row(const BodyPhrase& body) const;

    template <typename Test>
    const BodyPhrase* first_in_row(const BodyPhrase& body, Test wanted) const;
    /// `Quốc hội và Chính phủ nước này`, `Bộ Y tế nước bạn`: the foreign country named last before.
    EntityIndex nation_pointed_at(const BodyPhrase& body) const;

    /// `Chính phủ, Bộ Ngoại giao Chile`: the country behind the last of a row.
    EntityIndex country_of_row(const BodyPhrase& body) const;

    /// The foreign country of the list of people the body stands in.
    EntityIndex country_of_list(const BodyPhrase& body) const;

    /// `Thủ tướng A (nước B) thăm …. Cùng đi có …`: the country of the leader whose company is listed.
    EntityIndex country_of_journey(TokenIndex at) const;

    /// The country a place abroad lies in, if the article names it.
    EntityIndex nation_around(const PlacePhrase& place) const;

    /// The place spoken of; but an officer with a name of ours serves no unit abroad, and the other way
    /// round.
    EntityIndex place_here(const BodyPhrase& body) const;
    /// The place of the list the body stands in; else the unit of its level, or the province, spoken of.
    EntityIndex place_spoken_of(const BodyPhrase& body) const;
    /// `Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh`: whether a committee that only we have follows, of the same
    /// unit.
    bool with_committee(const BodyPhrase& body) const;
    /// Whose office at the body is said right beside it; null if nobody's.
    const PersonPhrase* holder_beside(const BodyPhrase& body) const;
    /// `Ủy ban MTTQ Việt Nam tỉnh A`: whether the short form of the front names the country.
    bool says_viet_nam(const BodyPhrase& body) const;
    bool marks_alone(TokenRange words) const;
    /// Whether who holds an office at the body has no family name of ours.
    bool held_by_stranger(const BodyPhrase& body) const;
    bool named_as_ours(const PersonPhrase& person) const;
    bool named_as_foreign(const PersonPhrase& person) const;
    /// `Đoàn tỉnh A thăm tỉnh B (Lào). Tiếp đoàn có …`: B, whose people those are.
    EntityIndex host_abroad(TokenIndex at, std::string_view wanted) const;
    /// The unit abroad of that level named last before, else first behind.
    EntityIndex unit_abroad_here(const BodyPhrase& body, std::string_view wanted) const;

    /// `Mặt trận Lào Xây dựng đất nước`: of no unit of ours.
    static bool front_abroad(const BodyPhrase& body);

    /// `UBND`, `HĐND`: of no unit abroad that is not named with them.
    static bool only_at_home(const BodyPhrase& body);
    /// `Chính phủ nhân dân tỉnh`, `Hội đồng tỉnh`, `Ty Công an`: what no unit of ours has.
    static bool only_abroad(const BodyPhrase& body);
    /// Whether the words are those of a longer name of a body.
    bool inside_another(const BodyPhrase& body) const;
    /// `Hội đồng nhân dân tỉnh Chăm Pa Sắc`: whether a foreign place is named with a body of that kind.
    bool has_alike(PhraseIndex place, const BodyPhrase& body) const;

    /// `Bí thư Tỉnh ủy, Chủ nhiệm Ủy ban Thường vụ Nhân đại tỉnh A`: one person's offices are of one place.
    EntityIndex governed_beside(const BodyPhrase& body, std::string_view wanted) const;

    /// The article's province; its city for a body of a city.
    EntityIndex focus(std::string_view wanted) const;

    /// The only province (Vietnamese, or foreign with its level said) that the sentence names; else the
    /// article's.
    EntityIndex province_here(const BodyPhrase& body, std::string_view wanted) const;

    /// Whether the foreign province is named in the same clause right behind: `Tỉnh ủy, Tỉnh trưởng tỉnh Phúc
    /// Kiến`.
    bool follows_foreign(TokenIndex at, EntityIndex foreign) const;

    /// `UBND xã`, `Huyện ủy`: the unit of that level named before; else the next one.
    EntityIndex unit_before(const BodyPhrase& body, std::string_view wanted) const;

    bool is_home(EntityIndex place) const { return place != no_entity && table_[place].code == "VN"; }

    std::string rest_of(const BodyPhrase& body) const;

    TokenIndex field_end(const BodyPhrase& body) const;

    /// `Hữu nghị Việt - Séc`: the name with the codes of its two countries, so that `Hữu nghị Việt Nam - CH
    /// Séc` is the same.
    std::string rest_by_codes(const BodyPhrase& body) const;

    std::string key_of(const BodyPhrase& body, EntityIndex place) const;

    /// Where our mission is, if it is said once.
    EntityIndex our_seat() const { return our_seat_; }

    void find_our_seat();

    EntityIndex home() const { return setting_.home; }

    // ---- how it is called

    std::string name_of(const BodyPhrase& body, EntityIndex place) const;

    static bool is_department(const BodyPhrase& body);

    /// `Tờ JoongAng Ilbo`: the paper's own name.
    bool coined_abroad(const BodyPhrase& body) const;

    /// `ĐSQ`, `UB TƯ MTTQ`: heads that are written out in the name; `UBND` and `HĐND` stay.
    bool shortened(const BodyPhrase& body) const;

    std::string name_with_parent(const BodyPhrase& body) const;

    /// Organs of a party are of the country's party, if the article names it.
    std::string owner_abroad(const BodyPhrase& body, EntityIndex place) const;

    /// What stands between the name and the place: ` tỉnh `, a space.
    std::string between(const BodyPhrase& body) const;

    std::string written_place(const BodyPhrase& body, EntityIndex place) const;

    std::string mission_seat(const BodyPhrase& body) const;

    std::string kind_of(const BodyPhrase& body) const;

    /// `theo tờ A`, `theo hãng tin B`: who only brings the news.
    bool quoted_source(const BodyPhrase& body) const;

    void make(BodyPhrase& body, EntityIndex place);

    /// `Ủy ban Trung ương Mặt trận Tổ quốc …` names the front too.
    void front_of(const BodyPhrase& body, EntityIndex place);

    /// `Ban Bí thư Trung ương Đảng Cộng sản …` names the central committee too.
    void committee_of_party(const BodyPhrase& body);

    /// `Hội đồng Kinh doanh Mỹ - ASEAN`: the international bodies that a name contains.
    void bodies_in_name(const BodyPhrase& body);

    /// The fuller of two forms is the name.
    void upgrade(EntityIndex index, const std::string& name);

    void note(const BodyPhrase& body);

    /// The form in brackets behind it is the body, too.
    void note_abbreviation(const BodyPhrase& body);

    /// `Ảnh: …/TTXVN`, `theo TTXVN`, `phóng viên TTXVN`: an agency that only brings the news.
    bool credited(const BodyPhrase& body) const;

    // ---- short forms of longer names

    /// `Trung tâm Hành chính công` is the one in full, `Hội đồng Bảo an` that of the Liên hợp quốc, if only
    /// one is.
    void join_short_forms();

    /// Whether a place of the article is called so, folded.
    bool is_place(const std::string& name);

    /// `Quân khu 5` is its `Bộ Tư lệnh Quân khu 5`.
    static void commands(const std::vector<std::pair<std::string, EntityIndex>>& names,
                         std::map<EntityIndex, EntityIndex>& same);

    /// `CIA`, where `Cục Tình báo Trung ương Mỹ (CIA)` stands further on.
    void abbreviated(const std::vector<std::pair<std::string, EntityIndex>>& names,
                     std::map<EntityIndex, EntityIndex>& same) const;

    /// `Nordak`, where one `Công ty Nordak` is told of before; `Công ty Minh An` of `Công ty TNHH Minh An`.
    void coined(const std::vector<std::pair<std::string, EntityIndex>>& names,
                std::map<EntityIndex, EntityIndex>& same) const;

    bool may_be_short(const Entity& body) const;

    void join(const std::map<EntityIndex, EntityIndex>& same);

    /// A body of the tables, complete as it is written.
    void resolve_listed(BodyPhrase& body);

    void resolve_short_form(BodyPhrase& body);

    /// `Sở`, `Tập đoàn` alone: the last one named.
    void repeat(BodyPhrase& body);

    /// `Chủ tịch Hội`: the society of his country told of last.
    void repeat_society(BodyPhrase& body);

    /// `Đại sứ quán` alone: the one named elsewhere, or that of the ambassador named.
    void mission(BodyPhrase& body);

    void party(BodyPhrase& body);

    EntityIndex ruling(TokenRange tokens);

    /// `hai nước A và B`: the two countries named from `at` on; no_entity if none are.
    std::pair<EntityIndex, EntityIndex> two_named_behind(TokenIndex at) const;

    /// `Bộ Quốc phòng hai nước`: ours and that of the foreign country the article is about.
    /// The two may be named from `behind` on.
    void both(BodyPhrase& body, TokenIndex behind);

    void make_side(BodyPhrase& body, EntityIndex place);

    struct Seat {
        EntityIndex sender, at;
    };
    Reading& reading_;
    EntityTable& table_;
    Setting& setting_;
    std::map<std::string, std::vector<std::pair<EntityIndex, TokenIndex>>> full_;
    std::map<std::string, EntityIndex> last_, abbreviations_;
    std::map<EntityIndex, const Entry*> entries_;                ///< of the places
    std::map<EntityIndex, const Word*> parties_;                 ///< by country
    std::optional<std::unordered_set<std::string>> place_names_; ///< folded; once they are asked for
    std::vector<std::pair<TokenIndex, EntityIndex>> leaders_; ///< foreign countries of offices, by position
    std::vector<Seat> missions_, envoys_;                     ///< ours first
    EntityIndex our_seat_ = no_entity;
};

} // namespace banggiao::extract
