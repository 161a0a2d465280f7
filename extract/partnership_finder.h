// Takes a scene with its agreements. Hands out the partnerships of places of two countries that it states.
#pragma once

#include <banggiao/extract/extractor.h>
#include <banggiao/extract/scene.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace banggiao::extract {

/// A relation word in a row of items.
struct Relation {
    std::size_t at = 0;   ///< item it begins at
    std::size_t last = 0; ///< item after it
    std::string_view kind;
    SyllableId first = 0; ///< the word it begins with, which may stand inside the item: `ký | kết nghĩa`
};

using Places = std::vector<std::size_t>; ///< items

class PartnershipFinder {
  public:
    PartnershipFinder(const Scene& scene, Annotations& annotations)
        : document_(scene.document()), annotations_(annotations), scene_(scene) {}

    void find();

  private:
    void count_places();

    /// The one named most; no_entity if none is, or two are.
    template <typename Wanted>
    static EntityIndex foremost(const std::vector<int>& counts, Wanted wanted) {
        EntityIndex best = no_entity;
        bool tied = false;
        for (EntityIndex i = 0; i < counts.size(); ++i) {
            if (counts[i] == 0 || !wanted(i)) continue;
            tied = best != no_entity && counts[i] == counts[best];
            if (best == no_entity || counts[i] > counts[best]) best = i;
        }
        return tied ? no_entity : best;
    }

    /// The two countries the article is about: what `hai nước` means.
    void find_two_nations(const std::vector<int>& counts);

    /// Puts them in place of what is in the list.
    void relations_of_row(std::vector<Relation>& list) const;

    /// `Ủy ban công tác liên hợp giữa các tỉnh A, B và C`. REQUIRES: it is a body.
    bool joint_committee(std::size_t at) const;

    bool is_name(std::size_t at) const;
    bool is_place_item(std::size_t at) const { return row_[at].kind == ItemKind::place; }
    SyllableId id(std::size_t at) const { return document_.tokens[row_[at].tokens.first].id; }
    bool is(std::size_t at, const SyllableSet& set) const;
    bool dash(std::size_t at) const;
    bool ends(std::size_t at) const;

    void read(const Relation& relation);

    /// `tỉnh A và tỉnh B đã ký thỏa thuận hợp tác`: who signs with whom works with whom; of many parties it
    /// says less.
    void read(const AgreementFact& agreement);

    void pair_parties(const AgreementFact& agreement, const Participant& first, const Participant& second);

    /// The place that a party is or governs; no_entity for other bodies.
    EntityIndex signing_place(EntityIndex party) const;

    /// `Với Yongin, Quảng Nam đã thiết lập quan hệ hợp tác`, `A và B đã kết nghĩa`: the two units named
    /// before.
    bool beside(const Relation& relation);

    /// `Ủy ban liên Chính phủ A - B`: what two states run together.
    void commissions();

    /// `Hiệp định … giữa Chính phủ A và Chính phủ B`: who made it works together.
    bool of_governments(const AgreementFact& agreement) const;

    /// `Với A và B, C đã thiết lập quan hệ`, `C đã có với A, B 3 thỏa thuận hợp tác`.
    bool with_in_front(const Relation& relation);

    /// `Với Yongin, quan hệ hợp tác được Quảng Nam thiết lập`.
    bool founded_by(const Relation& relation);

    /// `quan hệ hai nước theo phương châm “láng giềng tốt đẹp, …, hợp tác toàn diện, …”`.
    bool watchword(const Relation& relation);

    /// `A và B (nước C) có quan hệ hợp tác`, `A và B là hai đồng minh`.
    bool together(const Relation& relation);

    /// `Tỉnh A, tỉnh B và tỉnh C (Lào) tổ chức hội nghị tổng kết hợp tác`: units of two countries in one
    /// subject.
    bool of_subjects(const Relation& relation);

    /// `làm việc với các bang A và B để thúc đẩy hợp tác`.
    bool worked_toward(const Relation& relation);

    /// `hai tỉnh A và B`: units that belong together.
    bool told_as_two(std::size_t first) const;

    /// `hợp tác giữa hai tỉnh`, `quan hệ của hai địa phương`: the units the article is about, one of ours and
    /// one abroad.
    bool both_units(const Relation& relation);
    /// `hợp tác giữa hai bên`: of the unit the article is about and the only other country it names.
    bool unit_and_nation(const Relation& relation);

    /// `huyện A, huyện B của tỉnh C`: whose parts are named before.
    bool owner_of(std::size_t part, std::size_t whole) const;

    /// Places from `from` on, over commas, `và`, brackets: a list of partners.
    Places list_from(std::size_t from, std::size_t* end = nullptr) const;

    /// Whether an item is only words that stand between the names of a list.
    bool links_names(std::size_t at) const;
    /// `tỉnh A - Lào`, `vùng A - B`: a dash between names of one country.
    bool dashed(const Places& list, std::size_t at) const;
    bool joined_by_and(std::size_t from, std::size_t to) const;
    /// A unit with those listed before it: `A, B và C`, `xã A, huyện B`.
    Places listed_before(std::size_t last, EntityIndex partner) const;

    /// The place an item names or serves.
    EntityIndex place_of(std::size_t at) const;
    /// The same; of a person the unit he governs.
    EntityIndex unit_of(std::size_t at) const;

    /// `các địa phương của Trung Quốc, đặc biệt là Quảng Tây`
    bool picked_out(std::size_t whole, std::size_t part) const;

    bool bracketed(std::size_t at) const;
    /// The dot of `TP.HCM`.
    bool abbreviates(std::size_t at) const;

    /// How large a unit is, by the word before its name; 0 if none is there.
    int unit_size(std::size_t at) const;

    /// Whether the article says that one place lies in the other.
    bool lies_in(EntityIndex part, EntityIndex whole) const;

    /// `Quảng Tây, Trung Quốc`, `các tỉnh của Lào, gồm Bokeo, …`, `trấn A, huyện B`: what only says where
    /// another is.
    Places without_containers(const Places& list) const;

    /// `hợp tác giữa A (, B) và C`.
    bool between(const Relation& relation);

    /// `hai bên duy trì các hoạt động hợp tác`: of the two units the article is about.
    bool units_spoken_of(const Relation& relation);

    /// `giữa tỉnh và …`: the unit the article is about, by its level alone.
    bool our_bare_unit(std::size_t at) const;
    /// `Nhiều năm nay tỉnh cũng có hoạt động hợp tác với …`: the subject is the unit the article is about.
    bool our_unit_told(std::size_t before) const;
    bool with_our_unit(const Relation& relation, const Places& partners);

    /// `hợp tác Việt Nam - Lào`, `Việt Nam - Lào hợp tác`.
    bool joined(const Relation& relation);

    /// `quan hệ hợp tác song phương Việt Nam và Lào`.
    bool named_behind(const Relation& relation);

    /// `A … hợp tác với B, C`.
    bool with(const Relation& relation);

    /// `hợp tác của A với B, và riêng với C`: C, behind the partners.
    bool with_one_of_them(const Relation& relation, const Places& own, std::size_t at);

    /// Whose partner: the nearest place before of the other country, Vietnamese if the partner is foreign,
    /// with the places listed beside it.
    Places own_places(std::size_t relation, std::size_t with, std::size_t partner) const;

    /// `hợp tác giữa hai nước`, `quan hệ hợp tác song phương`.
    bool both(const Relation& relation);

    /// `A và các đồng minh như B, C`.
    bool among(const Relation& relation);

    /// `A, đồng minh của B`, `A bảo vệ đồng minh B`, `các đồng minh của A như B, C`.
    bool allied(const Relation& relation);
    bool add_allies(const Relation& relation, std::size_t a, std::size_t b);
    /// The country a place item names, or that its capital stands for; no_entity if it names none.
    EntityIndex power_at(std::size_t at) const;

    /// `hợp tác của ba nước`: of the three that the sentence names.
    bool of_three(const Relation& relation);

    /// `giữa A và B nói chung, giữa C và D nói riêng`: C and D.
    void in_particular(const Relation& relation);

    /// `A là địa phương kết nghĩa của B`.
    bool twin_of(const Relation& relation);

    /// `A, đối tác chiến lược của B`.
    bool of_another(const Relation& relation);

    /// `hai bên đẩy mạnh hợp tác`: of the two nations the article is about.
    bool grows(const Relation& relation) const;

    /// `hai nước sẽ tăng cường hợp tác`: of the two that the sentence names before, or the article is about.
    bool nations_before(const Relation& relation);

    /// `khuôn khổ đối tác chiến lược`: of the two countries, where the article speaks of no third one as much
    /// and the sentence of no other and no firm.
    bool nations_spoken_of(const Relation& relation);

    /// A province's partner `Lào` gives way to its named partners in Lào.
    void drop_covered();

    bool foreign_to_each_other(EntityIndex a, EntityIndex b) const;

    /// `Đại sứ A mong muốn hợp tác với tỉnh B`: his country.
    bool wish_of_envoy(const Relation& relation, const Places& partners);

    /// `mong doanh nghiệp A, B đầu tư vào tỉnh C`: hoped for by C.
    bool investors(const Relation& relation);

    /// Our units of a list with the others; of others, all with all.
    bool pair_sides(const Relation& relation, const Places& list, std::string_view rule);

    bool pair_all(const Relation& relation, const Places& own, const Places& partners, std::string_view rule);

    bool add(const Relation& relation, std::size_t a, std::size_t b, std::string_view rule);

    /// Whether the words before only wish for it; of two nations, who have relations anyway, rather than for
    /// more of what there is.
    bool wished(const Relation& relation, bool nations) const;

    /// `mong muốn bang A hợp tác với nước B`: of a unit and a country.
    bool sought(const Relation& relation) const;

    /// `sớm nâng cấp quan hệ lên đối tác chiến lược`: it is not yet.
    bool aimed_at(const Relation& relation) const;

    /// `đã thiết lập`, `sẽ thiết lập quan hệ`: with that word before.
    bool founded(const Relation& relation, std::string_view aux) const;

    /// `sẽ ký kết thỏa thuận hợp tác`
    bool to_be_signed(const Relation& relation) const;

    /// `dự kiến hai bên bàn về hợp tác`: the topic of a talk to come.
    bool to_be_talked_of(const Relation& relation) const;

    /// `chưa thiết lập quan hệ hợp tác`: there is none.
    bool denied(const Relation& relation) const;

    bool add_pair(const Relation& relation, EntityIndex a, EntityIndex b, std::size_t first, std::size_t last,
                  std::string_view rule);

    /// One relation of a pair: the strongest.
    void keep(const PartnershipFact& fact);

    const Document& document_;
    Annotations& annotations_;
    const Scene& scene_;
    Row row_;
    EntityIndex home_ = no_entity; ///< the place the article is about, when it says only with whom
    EntityIndex our_unit_ = no_entity, unit_abroad_ = no_entity; ///< the two of `hai tỉnh`
    EntityIndex near_ = no_entity, abroad_ = no_entity;          ///< the two of `hai nước`
    EntityIndex only_abroad_ = no_entity;                        ///< if no other foreign country is named
    bool two_alone_ = false;                                     ///< no third is named half as often
    std::map<std::pair<EntityIndex, EntityIndex>, PartnershipFact> found_,
        bonds_; ///< relations of which no more is said: they count where nothing else is
};

} // namespace banggiao::extract
