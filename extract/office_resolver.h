// Takes the offices read, with bodies, places and persons settled. Hands out who holds what: offices before
// and after a name, in chains and lists; offices without a name as references to their holder.
#pragma once

#include <banggiao/extract/sides.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace banggiao::extract {

enum class Gap : std::uint8_t { none, comma, conjunction, dash, colon, semicolon, bracket, copula, other };

/// What stands between two phrases.
struct WordsBetween {
    Gap gap = Gap::none;
    bool honorific = false;
    bool former = false;
};

struct OfficeChain {
    std::size_t first, last; ///< phrases, half-open, all offices
};

class OfficeResolver {
  public:
    OfficeResolver(Reading& reading, EntityTable& table, Setting& setting)
        : reading_(reading), table_(table), setting_(setting) {}

    void run();

  private:
    const OfficePhrase& office(std::size_t phrase) const;
    bool is(std::size_t phrase, PhraseKind kind) const;

    WordsBetween between(std::size_t a, std::size_t b) const;

    static bool merges(Gap a, Gap b);

    Gap gap_at(TokenIndex at, bool& former) const;

    /// The phrase behind a bracket that follows this one; else the next.
    std::size_t after(std::size_t phrase) const;

    bool capital_follows(TokenIndex at, TokenIndex limit) const;

    bool same_sentence(std::size_t a, std::size_t b) const { return sentences_[a] == sentences_[b]; }
    void find_sentences();

    /// Offices in a row, and whose they are. Returns the phrase to go on from.
    std::size_t chain(std::size_t first);

    /// `Cảm ơn tình cảm của Bộ trưởng, Chủ tịch tỉnh A …`: an office without a name ends what opens a
    /// sentence.
    bool answered(std::size_t phrase) const;

    /// `Tiếp Bộ trưởng A, Chủ tịch tỉnh B nói`: whom the one who speaks behind the comma met.
    bool met_before(std::size_t phrase) const;

    /// `ông A, Đặc phái viên của Tổng thống B`, `Đặc phái viên của Tổng thống B, ông A`: A's office, of B's.
    bool of_principal(const OfficeChain& all);
    /// Who stands behind a name and a comma, with offices of his own; `name` if nobody does.
    std::size_t person_beside(std::size_t name) const;
    /// `Tổng thống B` in the words of an office at his side: what B holds.
    void principal(std::size_t phrase, std::size_t name);

    /// `ông A, Thứ trưởng Bộ X và Đại sứ Y tại Z - B`: the last office is that of B.
    bool named_behind_dash(const OfficeChain& all) const;

    /// `ông A, Giám đốc X, và Giám đốc Y B`: the last office is that of B.
    bool shared_out(const OfficeChain& all) const;

    /// `Giám đốc các sở`: an office of several people.
    bool of_several(std::size_t phrase) const;

    /// `ông A - Chủ tịch Hội X, Tỉnh trưởng tỉnh B (Lào)`: no Vietnamese governs a unit abroad.
    bool governs_abroad(std::size_t phrase, std::size_t first, std::size_t person) const;

    /// `dự có Thứ trưởng A, Đại sứ X tại Y cùng nhiều đại biểu`: the offices behind A are those of others,
    /// who are not named.
    bool unnamed_in_list(const OfficeChain& all, std::size_t person) const;

    /// Office directly before a name.
    bool follows(const OfficeChain& all);

    /// `…, Tổng lãnh sự A tại B, ông C - Giám đốc D`: C has the office behind the dash, not the one before.
    bool named_by_dash(std::size_t person) const;

    /// `Thống đốc thành phố A, nước B, ông C`: the country behind the office; the office itself if none is.
    std::size_t seat_behind(std::size_t phrase) const;

    /// `Chủ tịch A Lê Văn B, Chủ tịch C, bà D`; `Thống đốc A, ông B, và Chủ tịch C, ông D`: whether the
    /// person before the comma has an office of his own in front.
    bool holder_before(const OfficeChain& all) const;

    /// `Chủ tịch A, Trần Văn B ký`: a full name behind the comma that has no office of its own after it.
    bool bare_holder(std::size_t person) const;

    /// The foreign country an office is of; no_entity for ours and for none said.
    EntityIndex country_of(std::size_t phrase) const;

    /// A head of state's office that names no country.
    bool alone(std::size_t phrase) const;

    /// `Chủ tịch nước và Tổng thống A`: nobody is head of state twice.
    bool two_heads(std::size_t phrase) const;

    /// Whether the first office of a chain is of another country than the last: `…, Chủ tịch nước A` tells of
    /// two people.
    bool other_country(std::size_t first, std::size_t last, std::size_t person) const;

    bool after_person(const OfficeChain& all) const;

    /// `ông A Phó Chủ tịch X`: without a mark between.
    bool right_behind(std::size_t person, std::size_t first) const;

    /// Whether `, hiện là` stands before an office of a chain.
    bool behind_comma(std::size_t phrase) const;

    /// `thăm Việt Nam trên cương vị Tổng Thư ký X`: of the person last named before.
    bool in_capacity(const OfficeChain& all);

    /// The person that stands before an office, over the places of `(sinh 1960, ở xã A, huyện B)`; `office`
    /// if none does.
    std::size_t person_before(std::size_t office) const;

    /// `Theo ông Đệ, Bí thư … nói`: the comma ends the frame.
    bool according_to(std::size_t person) const;

    bool precedes(const OfficeChain& all);

    /// `Tiếp bà A, Thị trưởng B, Chủ tịch nước đánh giá …`: after what was done to A, the one who speaks.
    bool begins_clause(std::size_t person, std::size_t last) const;

    /// `các Ủy viên Trung ương Đảng: A, …; B, …`: the office of everyone in the list.
    bool group(const OfficeChain& all);

    /// `Chủ tịch Quốc hội Pany A`: a national body without a country, which only for want of one is ours.
    bool of_ours_unsaid(const OfficePhrase& held, const Holding& holding) const;
    bool two_before(std::size_t phrase) const;
    bool plural_before(std::size_t phrase) const;

    /// The next person of a list, over the offices of this one.
    std::size_t next_item(std::size_t item, bool plain) const;

    // ---- what an office is of

    void give(const OfficeChain& all, std::size_t person, std::string_view rule, bool former);

    /// `Nhà nghiên cứu A từ Viện B`: the body behind the name.
    EntityIndex house_behind(const OfficePhrase& held, std::size_t person) const;

    /// `Tỉnh ủy viên`, `Ủy viên Ban Thường vụ Tỉnh ủy`: the title says the committee too.
    static bool names_member(const OfficePhrase& held);

    /// `nguyên Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh`: whether the word before the first office of a chain is
    /// said of this one too.
    bool still_former(const OfficeChain& all, std::size_t i) const;

    std::string title_of(const OfficePhrase& held, bool former) const;

    EntityIndex entity_of_body(PhraseIndex body) const;
    EntityIndex entity_of_place(PhraseIndex place) const;

    void settle_body(const OfficeChain& all, std::size_t i, const PersonPhrase& holder, Holding& holding);

    EntityIndex place_of(const OfficePhrase& held) const;

    /// `Đoàn thành phố A (Hàn Quốc) do ông B, Thị trưởng làm trưởng đoàn`: offices that only other countries
    /// have are of the foreign unit of the list, or the one last named in the sentence.
    EntityIndex governed(const OfficePhrase& held) const;

    /// By level, the unit abroad that is the only one of it; no_entity if several are told of.
    void find_units_abroad();

    bool is_home(EntityIndex place) const { return place != no_entity && table_[place].code == "VN"; }

    bool vietnamese(const PersonPhrase& holder) const;

    /// `Nữ hoàng Hoa Hồng`: neither a Vietnamese nor a foreign name.
    bool nameless(const OfficePhrase& held, const PersonPhrase& holder) const;
    static bool alone_office(const OfficePhrase& held);

    bool foreign_name(const PersonPhrase& holder) const;

    /// `Bộ trưởng Ngoại giao Susana …`: a foreigner's ministry is that of the country spoken of.
    void foreign_holder(const OfficePhrase& held, const PersonPhrase& holder, Holding& holding);

    /// The words of an office that named our ministry by its name alone name the foreign one.
    void move_mentions();

    /// The bodies there were before, by key of their names.
    const std::map<std::string, EntityIndex>& organizations() const;
    EntityIndex named(const std::string& name) const;

    /// `người đồng cấp Lào`: the office named before, of that country.
    void counterpart(std::size_t phrase, EntityIndex place, Holding& holding);

    /// The other country's ministry for the same field.
    EntityIndex sister(const OfficePhrase& model, EntityIndex place, TokenRange evidence);

    void premier(const OfficePhrase&, EntityIndex place, const PersonPhrase& holder, Holding& holding);

    /// A body that no word names.
    void assume(Holding& holding, EntityIndex body);

    /// `Thủ tướng nước chủ nhà A`, whose office begins at `at`: the country that somebody is told to have
    /// come to.
    EntityIndex nation_of_hosts(TokenIndex at) const;
    /// The foreign country last named in the sentence before `at`; else the one the article names most.
    EntityIndex country_around(TokenIndex at) const;
    /// The foreign country that the sentence before names last.
    EntityIndex nation_told_last(TokenIndex at) const;

    /// The foreign country last named in the sentence before `at`; no_entity if none is.
    EntityIndex country_said(TokenIndex at) const;

    /// Where the article is of other countries only: the first one that the sentence before, or the one
    /// before that, names; else the one named most.
    EntityIndex nation_of_story(TokenIndex at) const;

    EntityIndex government(TokenRange tokens);

    void state(EntityIndex place, const PersonPhrase& holder, Holding& holding);

    /// The party itself, not its committee.
    void call_in_full(EntityIndex body, std::string_view name);
    void leader(const OfficeChain& all, std::size_t i, const PersonPhrase& holder, Holding& holding);

    /// `đoàn Đồn Biên phòng A do ông B, Đồn trưởng, dẫn đầu`: the body whose delegation the holder leads.
    EntityIndex body_of_delegation(const OfficePhrase& held) const;
    /// The country of a code, if the article names it: the only one that has such an office.
    EntityIndex state_of(std::string_view code) const;
    /// The first body between the two tokens, if an office of the title leads such.
    EntityIndex body_led(TokenIndex opens, TokenIndex led, const OfficePhrase& held) const;
    /// Whether a body of this kind has such an office at its head.
    static bool leads_such(const Word& title, const Entity& body);

    static std::string_view committee_of(const Entity& place);

    void secretary(const OfficeChain& all, std::size_t i, EntityIndex place, Holding& holding);

    /// `Phó Bí thư, Trưởng ban Tổ chức Tỉnh ủy A`: the committee that the next office's body is an organ of.
    EntityIndex neighbours_committee(const OfficeChain& all, std::size_t i) const;

    /// `Bí thư, Tỉnh trưởng tỉnh A` (Lào): the province that the next office governs.
    EntityIndex neighbours_province(const OfficeChain& all, std::size_t i) const;

    /// The place of the next office's body: `Bí thư, Chủ tịch HĐND tỉnh`.
    EntityIndex neighbours_place(const OfficeChain& all, std::size_t i) const;

    void envoy(const OfficePhrase& held, EntityIndex place, Holding& holding);

    /// `Đại sứ, Trưởng Phái đoàn Việt Nam tại …`.
    void envoy_beside(const OfficeChain& all, std::size_t i, const PersonPhrase& holder, Holding& holding);

    /// `Phó Lãnh sự, Tổng Lãnh sự quán A tại B`: the mission named behind the last office of a chain.
    EntityIndex mission_behind(const OfficeChain& all, std::size_t i) const;

    /// `Tổng Lãnh sự Lào tại A` without a name, or its consulate: whose envoy a later `Tổng Lãnh sự` is, if
    /// only one is told of.
    void find_posts();
    /// The title a post is known by: ambassadors of all ranks have one.
    static std::string_view post_of(std::string_view form);

    /// A member of the standing board of a party committee.
    void member(const OfficeChain& all, std::size_t i, Holding& holding);

    void general(const OfficeChain& all, std::size_t i, EntityIndex place, Holding& holding);

    /// `Hạ nghị sĩ A`: of the only lower house the article names; else of that of the country spoken of.
    void deputy(const OfficePhrase& held, EntityIndex place, Holding& holding);

    /// `Thượng nghị sĩ A của Mỹ`: the country; no_entity if none is said.
    EntityIndex country_behind(TokenIndex at) const;

    /// Whether a committee of that house is named with it.
    bool named_in_another(const std::string& house) const;

    /// Who commands a ship is of the foreign navy or coast guard the article named last before.
    void commander(Holding& holding) const;

    void find_fleets();

    /// `Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ`: a minister at the head of another body; alone, one of ours
    /// is of the only ministry the article names.
    void minister(const OfficeChain& all, std::size_t i, const PersonPhrase& holder, Holding& holding);
    /// The one the article names: of ours, if it names no foreign one either, or of those abroad; no_entity.
    EntityIndex only_ministry(bool foreign) const;

    EntityIndex parent_or_self(PhraseIndex body) const;

    // ---- one holding for one office, and offices that stand alone

    struct Pending {
        Holding holding;
        const Word* word;
        TokenRange title;
        TokenIndex first;
        bool assumed;         ///< no word names the body
        bool generic = false; ///< its words leave out the place: `UBND tỉnh`
    };

    bool covered(const Pending& one) const;

    /// Where an envoy is, if his office is told again with it.
    EntityIndex seat_told(const Holding& holding) const;

    /// Offices without a body that the person holds of a body elsewhere say nothing new.
    void settle();

    /// Two names that differ in one word, and hold one office: one person twice named.
    void join_by_office();

    static std::vector<std::string> words(const std::string& name);

    void merge(const std::map<EntityIndex, EntityIndex>& same);

    /// The country a holding is of: that of the body; ours for our national bodies.
    std::string nation(const Holding& holding) const;

    /// Nobody serves two countries: offices of the one that fewer words speak for are another person's.
    void drop_other_nations();

    void references();

    /// An office without a name names its body all the same.
    void imply(const OfficePhrase& held);

    /// Where an office alone may be of whom the article names later.
    bool opens_article(TokenIndex at) const;
    void refer(const OfficePhrase& held);

    Reading& reading_;
    EntityTable& table_;
    Setting& setting_;
    const Word* counterpart_word_ = nullptr;
    bool assumed_ = false;
    std::vector<std::uint32_t> sentences_; ///< by phrase
    EntityIndex entities_before_ = 0;      ///< how many there were before any office spoke of more
    mutable std::optional<std::map<std::string, EntityIndex>> organizations_; ///< once they are asked for
    std::vector<std::pair<TokenIndex, EntityIndex>> fleets_;                  ///< foreign ones, by position
    struct Move {
        TokenRange tokens;
        EntityIndex from, to;
    };
    std::vector<Move> moved_; ///< mentions of ministries that turned out foreign
    struct Post {
        EntityIndex sender, at;
    };
    std::map<std::string_view, EntityIndex> units_abroad_;
    std::map<std::string_view, Post> posts_; ///< by title; no sender if several are told of
    std::vector<Pending> pending_;
    std::vector<std::size_t> unheld_;
    std::map<EntityIndex, std::vector<std::size_t>> by_person_; ///< pending, one of a kind
    std::map<std::string, std::vector<std::size_t>> by_title_;  ///< pending, by position
};

} // namespace banggiao::extract
