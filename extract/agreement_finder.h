// Takes a scene. Hands out the agreements it names, each in steps of a file of its own: noun and title,
// status and date, parties.
#pragma once

#include <banggiao/extract/agreement_reader.h>
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/phrase_table.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

/// `hai văn kiện giữa hai Chính phủ: …`: what is said once of those listed behind it.
struct Summary {
    std::size_t until = 0; ///< sentence of the last member
    std::string status;
    std::vector<Participant> parties;
};

class AgreementFinder : AgreementReader {
  public:
    AgreementFinder(const Scene& scene, Annotations& annotations)
        : AgreementReader(scene), annotations_(annotations) {}

    void find();

  private:
    void find_two_nations();

    void find_days();

    /// The agreement whose noun begins with an item.
    void read_at(std::size_t at, const PhraseMatch& match);

    /// `bản ghi nhớ về A giữa B và C; hợp tác về D giữa E và F`: the noun is said once for the list.
    /// REQUIRES: last_ is of this sentence.
    void further_member(std::size_t at);

    /// `A và B ký kết hợp tác …`, without a noun of an instrument: one where the words name its parties.
    bool signed_cooperation(std::size_t at) const;
    void read_cooperation(std::size_t at);

    /// Whether the words tell of an instrument, not of agreeing in general or of one named before.
    bool describes(const Instrument& instrument) const;

    /// `chưa có thỏa thuận hợp tác nào`: there is none.
    bool denied(const Instrument& instrument) const;

    /// `19 cặp tỉnh hai nước ký văn bản hợp tác`: as many as there are pairs, of parties not named.
    void count_pairs(const Instrument& instrument, AgreementFact& fact) const;

    /// Whether nothing but joints stands between the instrument before and this one.
    bool joined_to_last(const Instrument& instrument) const;

    /// `20 hiệp định, thỏa thuận hợp tác`: another noun for the same ones.
    bool second_noun(const Instrument& instrument) const;

    void summarise(const Instrument& instrument, std::size_t until);

    // -------------------------------------------------------------- bodies of one name

    /// A body's name without whose it is: `Hội Nhà báo`.
    std::string stem(EntityIndex body) const;

    bool acts_by_itself(EntityIndex body) const;

    /// `hai Hội đã ký …`: the only two bodies of one name, ours and another country's.
    void take_twins(const Instrument& instrument, AgreementFact& fact) const;

    /// `Bộ Tư pháp hai nước phối hợp: ký …`: the body named last before, of both.
    void bodies_of_two_nations(const Instrument& instrument, AgreementFact& fact) const;

    /// `thỏa thuận mà Bộ Quốc phòng, Bộ Công an hai nước đã ký`.
    void parties_behind_which(const Instrument& instrument, AgreementFact& fact) const;

    /// Whether its words name the parties, which are not guessed by who met.
    static bool parties_said(const AgreementFact& fact);

    /// `ký kết hợp tác`: whether no noun of an instrument names it.
    static bool cooperation_alone(const AgreementFact& fact);

    /// Whether the parties of one are bodies that the units of the other have.
    bool bodies_of(const AgreementFact& units, const AgreementFact& bodies) const;

    /// Whether one that only the headline told of so far is told again with what it is about.
    bool of_headline(const AgreementFact& known, const AgreementFact& fact) const;

    /// Two of one sentence whose parties are said and are not the same.
    bool of_others(const AgreementFact& known, const AgreementFact& fact) const;

    // -------------------------------------------------------------- parties

    Participant party(EntityIndex entity, std::size_t first, std::size_t last, std::string_view rule) const;

    static void put(std::vector<Participant>& parties, Participant participant);

    /// Names after `giữa`, or two places joined by a dash, within the title or just after it.
    void parties_of_title(const Instrument& instrument, AgreementFact& fact) const;

    /// `bản ghi nhớ nhằm tăng cường hợp tác giữa A và B`.
    void parties_of_purpose(const Instrument& instrument, AgreementFact& fact) const;

    /// `giữa A với các đối tác nước B gồm C, D và E`: the members, not the country.
    void partners_listed(const Instrument& instrument, std::size_t from, std::size_t end,
                         AgreementFact& fact) const;

    /// `giữa hai đơn vị: A và B`: whether those meant between `from` and the colon at `end` follow it.
    bool names_behind_colon(std::size_t from, std::size_t end) const;

    /// `thỏa thuận ký ngày 5/3 giữa A và B`: the item of `giữa`; row_.size() if nothing of the kind follows.
    std::size_t signed_between(const Instrument& instrument) const;

    /// The item behind `A và B`.
    std::size_t end_of_names(std::size_t at) const;

    /// The token of the noun that `hai Quốc hội`, `Chính phủ hai nước` says of both; the document's end if
    /// none.
    TokenIndex shared_noun(std::size_t at) const;

    /// `giữa hai Quốc hội`: the bodies of that name of two countries.
    bool both_bodies(std::size_t at, AgreementFact& fact) const;

    /// `trấn A, huyện B`: where the twin lies.
    bool larger_unit(std::size_t at) const;

    /// `Tỉnh ủy A, B, C`: the body of B with the first one's head, if the article knows it.
    EntityIndex with_head(std::size_t at, std::size_t from) const;

    /// A country in brackets, or after `của`, that says where the body before it is.
    bool container(std::size_t at, std::size_t from) const;

    /// `châu A, tỉnh B`: the unit that the one before it lies in.
    bool inside_larger(std::size_t at) const;

    /// Whether nothing but words of levels stands between.
    bool only_levels(std::size_t from, std::size_t end) const;

    /// `Trường Đại học Norden`: of a country that only stands behind a comma.
    bool school_or_firm_abroad(std::size_t at) const;

    /// `Đại học Nagoya (Nhật Bản) ký`: a name that only says where the one before it is.
    bool around_another(EntityIndex entity, std::size_t first, std::size_t last) const;

    /// `hiệp định thương mại tự do với EU`: the other party in the title, and then we are the one.
    void party_with(const Instrument& instrument, AgreementFact& fact) const;

    /// `UBND tỉnh A … thỏa thuận hợp tác với tỉnh B`: our unit, or its body, named before.
    void unit_with(const Instrument& instrument, AgreementFact& fact) const;

    /// `tỉnh A và tỉnh B (Lào) đã ký`: two units that stand joined before the verb.
    void joint_signers(const Instrument& instrument, std::size_t verb, AgreementFact& fact) const;

    /// `A và B đạt được thỏa thuận`, `A và EU đàm phán Hiệp định`: the two the clause begins with.
    void pair_before(const Instrument& instrument, AgreementFact& fact) const;

    /// `Hiệp định … (ABC), có sự tham gia của A, B và C`.
    void members_named(const Instrument& instrument, AgreementFact& fact) const;

    /// `A thực hiện hợp đồng cung cấp … cho B`, `A ký hợp đồng mua … của B`.
    void supplier_and_buyer(const Instrument& instrument, AgreementFact& fact) const;

    /// `hợp đồng cung cấp … cho B`: the item of B; row_.size() if nothing of the kind is said.
    std::size_t traded_with(const Instrument& instrument) const;

    void parties_of_clause(const Instrument& instrument, AgreementFact& fact) const;

    /// `các doanh nghiệp Việt Nam và Lào đã ký`: not the countries.
    bool firms_of(EntityIndex nation, std::size_t verb) const;

    /// The item of `trao` before the noun; row_.size() if there is none.
    std::size_t handing_verb(const Instrument& instrument) const;

    /// `A thay mặt tỉnh B và C thay mặt tỉnh D ký`: whether parties are said so.
    bool parties_on_behalf(std::size_t verb, const Instrument& instrument, AgreementFact& fact) const;

    /// `Hiệp định`, `Nghị định thư`: what states make, whoever signs it.
    bool of_states(const Instrument& instrument) const;

    /// An ambassador and a minister sign for their two countries, and so do two ministers a treaty; a
    /// chairman and a governor for their units.
    void signed_for_others(const Instrument& instrument, AgreementFact& fact) const;

    // -------------------------------------------------------------- facts

    void add(const Instrument& instrument);

    /// `tỉnh Gyeonggi của Hàn Quốc`: the country of a unit that is a party itself.
    void drop_wholes(AgreementFact& fact) const;

    /// `hai Chính phủ A và B`: the body of B with the head said once, if the article knows it.
    void share_head(AgreementFact& fact) const;

    /// `hai bên`, `hai tỉnh`, `hai cơ quan`; not `hai nước`.
    bool says_both_sides(const Instrument& instrument) const;

    /// What the words say of the sides: `hai cơ quan`, `hai tỉnh`; whether ministries can be parties.
    struct SidesSaid {
        bool bodies = false, units = false, ministries = false;
    };

    /// Who takes part in an encounter on a side and can be a party: a unit, itself or by those who govern it,
    /// or a body; no_entity if none does.
    EntityIndex side_of(const EventFact& event, Side side, const SidesSaid& said) const;

    /// `hai cơ quan`, `hai trường`: bodies are the sides.
    bool says_two_bodies(const Instrument& instrument) const;
    /// `hai` before one of these words, in the sentence, not far behind the title.
    bool says_two(const Instrument& instrument, const SyllableSet& of) const;

    /// As far as the article shows: one may be known to be ours alone.
    bool of_two_countries(EntityIndex a, EntityIndex b) const;

    /// The sides of the encounter told last before, if both are units, of two countries.
    void take_sides(const Instrument& instrument, AgreementFact& fact) const;

    /// `Ký kết hợp tác A - B (Lào)`: the two units of two countries that the headline names.
    void take_headline(AgreementFact& fact) const;

    /// `hai nước`: the two countries of the article; beside Việt Nam the one spoken of last.
    std::vector<EntityIndex> two_nations(const Instrument& instrument);

    /// Whether states are the parties where none are named: not of firms, nor of the world's conventions.
    bool public_kind(const Instrument& instrument) const;
    /// Whether the sentence speaks of two sides at all: `hai nước`, `song phương`, two countries, two people
    /// at a signing.
    bool speaks_of_two(const Instrument& instrument) const;
    /// A convention, a treaty of a region, a statement of a summit.
    bool of_many_states(const Instrument& instrument) const;

    void find_date(const Instrument& instrument, AgreementFact& fact) const;

    using Words = std::vector<std::size_t>; ///< hashes, each once, in order

    static Words words(const std::string& title);

    /// Whether one title can be the other said shorter.
    static bool same_title(const Words& a, const Words& b);

    /// The words of a title that are not its parties' names.
    Words matter(const AgreementFact& fact) const;

    /// The first of those found that a new one is compared with.
    std::size_t first_compared() const;

    /// `việc ký Bản ghi nhớ có ý nghĩa`: says nothing of whether it was signed.
    bool act_alone(const Instrument& instrument) const;

    /// `các thỏa thuận thương mại tự do`: none in particular, whoever has them.
    bool in_general(const Instrument& instrument) const;

    static bool same_parties(const AgreementFact& a, const AgreementFact& b);

    /// Keeps whose the instrument just found is, for those listed with it.
    void note_last(const Instrument& instrument, const AgreementFact& fact);

    /// `đã ký Thỏa thuận A và Hiệp định B`: whether it is the next of a list, so that the parties are the
    /// same.
    bool listed_behind_last(const Instrument& instrument) const;

    /// Whether only one party of one is said, and the other has it too.
    static bool shares_party(const AgreementFact& a, const AgreementFact& b);

    /// Whether one says no more than the other of an agreement of the same parties.
    bool told_again(const AgreementFact& known, const AgreementFact& fact) const;

    /// `bare`: the noun alone.
    void merge(AgreementFact fact, bool bare);

    Annotations& annotations_;
    TokenIndex read_until_ = 0;
    std::optional<Instrument> last_; ///< the last instrument with a noun of its own
    std::size_t last_sentence_ = 0;
    std::optional<Summary> summary_;        ///< of the members being read
    std::vector<Participant> last_parties_; ///< of the instrument found last, if they are said
    TokenIndex last_end_ = 0;
    std::size_t last_row_ = 0;
    std::string last_status_;
    std::vector<EntityIndex> nations_;
    std::size_t next_mention_ = 0; ///< mentions before it have been looked at for latest_nation_
    EntityIndex latest_nation_ = no_entity;
    std::vector<EntityIndex> bodies_;           ///< the article's bodies, as many as are looked through
    std::optional<std::string> encounter_date_; ///< of its first signing or meeting
    std::vector<AgreementFact> found_;
    std::vector<Words> titles_; ///< of those found
};

} // namespace banggiao::extract
