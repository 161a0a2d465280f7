// Takes a document with its entities. Hands out the relations between places that it states: twinning,
// strategic partnership, cooperation, and those that are only hoped for.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/phrase_table.h>
#include <banggiao/extract/scene.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace banggiao::extract {

namespace {

constexpr std::size_t longest_list = 24; ///< partners of one relation: keeps the pairs of a sentence few

const PhraseTable& relations() {
    static const PhraseTable table(partnerships_table);
    return table;
}

int strength(std::string_view kind) {
    static constexpr std::array<std::string_view, 4> order = {"prospective", "cooperation", "strategic",
                                                              "twinning"};
    return static_cast<int>(std::find(order.begin(), order.end(), kind) - order.begin());
}

/// A relation word in a row of items.
struct Relation {
    std::size_t at = 0;   ///< item it begins at
    std::size_t last = 0; ///< item after it
    std::string_view kind;
};

using Places = std::vector<std::size_t>; ///< items

class Finder {
  public:
    Finder(const Scene& scene, Annotations& annotations)
        : document_(scene.document()), annotations_(annotations), scene_(scene) {}

    void find() {
        count_places();
        for (std::size_t i = 0; i < document_.sentences.size(); ++i) {
            row_ = scene_.items(i);
            for (const Relation& relation : relations_of_row()) read(relation);
        }
        for (const AgreementFact& agreement : annotations_.agreements) read(agreement);
        drop_covered();
        for (auto& [pair, fact] : found_) annotations_.partnerships.push_back(std::move(fact));
    }

  private:
    void count_places() {
        std::vector<int> counts(annotations_.entities.size(), 0);
        for (const EntityMention& mention : annotations_.mentions)
            if (is_place(scene_.kind(mention.entity))) ++counts[mention.entity];
        int best_home = 0;
        for (EntityIndex i = 0; i < counts.size(); ++i) {
            if (counts[i] == 0) continue;
            if (scene_.kind(i) == EntityKind::province && counts[i] > best_home) {
                best_home = counts[i];
                home_ = i;
            }
        }
        const EntityIndex nation = scene_.viet_nam();
        if (nation != no_entity && counts[nation] >= best_home) home_ = nation;
        find_two_nations(counts);
        our_unit_ = foremost(counts, [this](EntityIndex i) {
            return scene_.kind(i) == EntityKind::province || scene_.kind(i) == EntityKind::locality;
        });
        unit_abroad_ = foremost(
            counts, [this](EntityIndex i) { return scene_.kind(i) == EntityKind::foreign_locality; });
    }

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
    void find_two_nations(const std::vector<int>& counts) {
        std::vector<EntityIndex> nations;
        for (EntityIndex i = 0; i < counts.size(); ++i)
            if (counts[i] > 0 && scene_.kind(i) == EntityKind::country) nations.push_back(i);
        std::stable_sort(nations.begin(), nations.end(),
                         [&](EntityIndex a, EntityIndex b) { return counts[a] > counts[b]; });
        if (nations.size() < 2) return;
        near_ = nations[0];
        abroad_ = nations[1];
        two_alone_ = nations.size() == 2 || counts[nations[1]] >= 2 * counts[nations[2]];
    }

    std::vector<Relation> relations_of_row() const {
        std::vector<Relation> list;
        TokenIndex read_until = 0;
        const PhraseTable& table = relations();
        for (std::size_t at = 0; at < row_.size(); ++at) {
            const PhraseMatch match = table.match(document_, row_[at].tokens.first, row_.back().tokens.last);
            if (!match || is_name(at) || match.tokens.last <= read_until) continue;
            read_until = match.tokens.last; // what stands inside says no more
            std::size_t last = at + 1;
            while (last < row_.size() && row_[last].tokens.first < match.tokens.last) ++last;
            if (match.cell(1) != "none") list.push_back({at, last, match.cell(1)});
        }
        return list;
    }

    bool is_name(std::size_t at) const {
        return row_[at].kind == ItemKind::person || row_[at].kind == ItemKind::body ||
               row_[at].kind == ItemKind::place;
    }
    bool is_place_item(std::size_t at) const { return row_[at].kind == ItemKind::place; }
    SyllableId id(std::size_t at) const { return document_.tokens[row_[at].tokens.first].id; }
    bool is(std::size_t at, const SyllableSet& set) const {
        return at < row_.size() && row_[at].tokens.size() == 1 && set.contains(id(at));
    }
    bool dash(std::size_t at) const {
        return at < row_.size() && row_[at].kind == ItemKind::mark &&
               (row_[at].mark == U'-' || row_[at].mark == U'–');
    }
    bool ends(std::size_t at) const {
        return row_[at].kind == ItemKind::mark &&
               (row_[at].mark == U'.' || row_[at].mark == U':' || row_[at].mark == U';');
    }

    void read(const Relation& relation) {
        if (between(relation) || joined(relation) || with(relation) || both(relation) || both_units(relation))
            return;
        if (beside(relation)) return;
        if (relation.kind == "strategic" && !of_another(relation)) nations_spoken_of(relation);
    }

    /// `tỉnh A và tỉnh B đã ký thỏa thuận hợp tác`: who signs with whom works with whom; of many parties it
    /// says less.
    void read(const AgreementFact& agreement) {
        static const SyllableSet lasting("hợp nghị nghĩa giao");
        const TokenRange title = agreement.mentions.empty() ? TokenRange{} : agreement.mentions.front();
        if (agreement.kind == "contract" || agreement.kind == "treaty" || agreement.parties.size() != 2)
            return;
        if (std::none_of(document_.tokens.begin() + title.first, document_.tokens.begin() + title.last,
                         [](const Token& token) { return lasting.contains(token.id); }))
            return;
        pair_parties(agreement, agreement.parties.front(), agreement.parties.back());
    }

    void pair_parties(const AgreementFact& agreement, const Participant& first, const Participant& second) {
        const EntityIndex a = signing_place(first.entity), b = signing_place(second.entity);
        if (!foreign_to_each_other(a, b) ||
            (scene_.kind(a) == EntityKind::country || scene_.kind(b) == EntityKind::country))
            return;
        PartnershipFact fact;
        fact.a = a;
        fact.b = b;
        fact.kind = agreement.kind == "twinning"    ? "twinning"
                    : agreement.status == "planned" ? "prospective"
                                                    : "cooperation";
        fact.evidence = {std::min(first.evidence.first, second.evidence.first),
                         std::max(first.evidence.last, second.evidence.last)};
        fact.rule = "agreement";
        keep(fact);
    }

    /// The place that a party is or governs; no_entity for other bodies.
    EntityIndex signing_place(EntityIndex party) const {
        if (is_place(scene_.kind(party))) return party;
        const std::string& kind = scene_.entity(party).subkind;
        const bool rules = kind == "people_committee" || kind == "people_council" || kind == "party";
        return rules ? scene_.locality(party) : no_entity;
    }

    /// `Với Yongin, Quảng Nam đã thiết lập quan hệ hợp tác`, `A và B đã kết nghĩa`: the two units named
    /// before.
    bool beside(const Relation& relation) {
        static const SyllableSet founding("thiết kết");
        if (!founding.contains(id(relation.at)) || relation.kind == "none") return false;
        const auto unit = [this](std::size_t at) {
            const EntityIndex place = place_of(at);
            return is_name(at) && place != no_entity && scene_.kind(place) != EntityKind::country;
        };
        Places units;
        for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < 22 && !ends(at); ++steps)
            if (unit(at)) units.insert(units.begin(), at);
        const Places all = units; // `TP Sangju, tỉnh Gyeongsang Bắc`: the town, not where it lies
        std::erase_if(units, [&](std::size_t whole) {
            return std::any_of(all.begin(), all.end(),
                               [&](std::size_t part) { return lies_in(place_of(part), place_of(whole)); });
        });
        if (units.size() < 2) return false;
        return add(relation, units[units.size() - 2], units.back(), "beside");
    }

    /// `hợp tác giữa hai tỉnh`, `quan hệ của hai địa phương`: the units the article is about, one of ours and
    /// one abroad.
    bool both_units(const Relation& relation) {
        static const SyllableSet two("hai 2"), units("tỉnh địa thành huyện");
        if (our_unit_ == no_entity || unit_abroad_ == no_entity) return false;
        for (std::size_t at = relation.last; at + 1 < row_.size() && at < relation.last + 8 && !ends(at);
             ++at)
            if (is(at, two) && units.contains(document_.tokens[row_[at].tokens.last].id))
                return add_pair(relation, our_unit_, unit_abroad_, relation.at, at, "both");
        return false;
    }

    /// Places from `from` on, over commas, `và`, brackets: a list of partners.
    Places list_from(std::size_t from, std::size_t* end = nullptr) const {
        static const SyllableSet links("và , cùng các tỉnh thành phố tp nước địa phương như là : ( ) bang "
                                       "của vùng huyện xã thôn khu ủy trấn "
                                       "thị cặp một số khác đối tác mới tiềm năng đặc biệt nhất trong đó có "
                                       "gồm bao tổ chức uy tín quan trọng "
                                       "bắc 2 3 4 5 6 7 8 9 ; liên thủ đô hai tự trị dân tộc choang");
        Places list;
        std::size_t at = from, gap = 0;
        for (; at < row_.size(); ++at) {
            if (is_place_item(at) || row_[at].kind == ItemKind::body) {
                if (place_of(at) != no_entity && list.size() < longest_list) list.push_back(at);
                gap = 0;
            } else if (row_[at].kind == ItemKind::mark && row_[at].mark == U';' && !list.empty()) {
                continue;
            } else if (row_[at].kind == ItemKind::word || row_[at].kind == ItemKind::mark ||
                       row_[at].kind == ItemKind::cue) {
                bool linked = true;
                for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token)
                    linked = linked && links.contains(document_.tokens[token].id);
                const bool name = row_[at].kind == ItemKind::word && !list.empty() &&
                                  document_.tokens[row_[at].tokens.first].shape == Shape::capital;
                if (!linked && !name && (++gap > (list.empty() ? 6u : 0u) || row_[at].kind == ItemKind::mark))
                    break;
            } else {
                break;
            }
        }
        if (end) *end = at;
        return without_containers(list);
    }

    /// The place an item names or serves.
    EntityIndex place_of(std::size_t at) const {
        return is_place_item(at)                 ? row_[at].entity
               : row_[at].kind == ItemKind::body ? scene_.locality(row_[at].entity)
                                                 : no_entity;
    }

    /// `các địa phương của Trung Quốc, đặc biệt là Quảng Tây`
    bool picked_out(std::size_t whole, std::size_t part) const {
        static const SyllableSet words("biệt nhất");
        if (part < whole || scene_.kind(place_of(part)) != EntityKind::foreign_locality) return false;
        for (std::size_t at = whole; at < part; ++at)
            if (is(at, words)) return true;
        return false;
    }

    bool bracketed(std::size_t at) const {
        for (std::size_t i = at, steps = 0; i-- > 0 && steps < 8; ++steps) {
            if (row_[i].kind == ItemKind::mark && row_[i].mark == U'(') return true;
            if (row_[i].kind == ItemKind::mark && row_[i].mark == U')') return false;
        }
        return false;
    }

    /// How large a unit is, by the word before its name; 0 if none is there.
    int unit_size(std::size_t at) const {
        static const std::array<SyllableSet, 4> sizes = {
            SyllableSet("thôn bản ấp"), SyllableSet("xã phường trấn"), SyllableSet("huyện quận khu"),
            SyllableSet("phố tp tỉnh bang châu")};
        for (const TokenIndex token : {row_[at].tokens.first, row_[at].tokens.first - 1})
            for (std::size_t size = sizes.size(); size-- > 0 && token < document_.tokens.size();)
                if (sizes[size].contains(document_.tokens[token].id)) return static_cast<int>(size) + 1;
        return 0;
    }

    /// Whether the article says that one place lies in the other.
    bool lies_in(EntityIndex part, EntityIndex whole) const {
        const auto& locations = annotations_.locations;
        return std::any_of(locations.begin(), locations.end(), [&](const Location& location) {
            return location.place == part && location.in == whole;
        });
    }

    /// `Quảng Tây, Trung Quốc`, `các tỉnh của Lào, gồm Bokeo, …`, `trấn A, huyện B`: what only says where
    /// another is.
    Places without_containers(const Places& list) const {
        Places kept;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const EntityIndex place = place_of(list[i]);
            bool contains =
                i > 0 && unit_size(list[i - 1]) != 0 && unit_size(list[i]) > unit_size(list[i - 1]);
            const bool in_bracket = bracketed(list[i]);
            for (const std::size_t other : list)
                contains =
                    contains || (scene_.kind(place) == EntityKind::country && place_of(other) != place &&
                                 (scene_.country(place_of(other)) == place || picked_out(list[i], other)));
            if (!contains && !(in_bracket && i > 0)) kept.push_back(list[i]);
        }
        return kept;
    }

    /// `hợp tác giữa A (, B) và C`.
    bool between(const Relation& relation) {
        static const SyllableSet giua("giữa");
        for (std::size_t at = relation.last; at < row_.size() && at < relation.last + 16 && !ends(at); ++at) {
            if (!is(at, giua)) continue;
            std::size_t end = at + 1;
            const Places list = list_from(at + 1, &end);
            static const SyllableSet voi("với");
            if (is(end, voi)) return pair_all(relation, list, list_from(end + 1), "between");
            return pair_all(relation, list, list, "between");
        }
        return false;
    }

    /// `hợp tác Việt Nam - Lào`, `Việt Nam - Lào hợp tác`.
    bool joined(const Relation& relation) {
        const std::size_t first = relation.at > 12 ? relation.at - 12 : 0;
        bool found = false;
        for (std::size_t at = first; at + 2 < row_.size() && at < relation.last + 16; ++at)
            if (is_place_item(at) && dash(at + 1) && is_place_item(at + 2))
                found = add(relation, at, at + 2, "joined") || found;
        return found;
    }

    /// `A … hợp tác với B, C`.
    bool with(const Relation& relation) {
        static const SyllableSet voi("với");
        for (std::size_t at = relation.last; at < row_.size() && at < relation.last + 12 && !ends(at); ++at) {
            if (!is(at, voi)) continue;
            const Places partners = list_from(at + 1);
            if (partners.empty()) return false;
            const Places own = own_places(relation.at, at, partners.front());
            if (!own.empty()) return pair_all(relation, own, partners, "with");
            bool found = false;
            for (const std::size_t partner : partners)
                found = add_pair(relation, home_, place_of(partner), partner, partner, "with") || found;
            return found;
        }
        return false;
    }

    /// Whose partner: the nearest place before of the other country, Vietnamese if the partner is foreign,
    /// with the places listed beside it.
    Places own_places(std::size_t relation, std::size_t with, std::size_t partner) const {
        const bool foreign = !scene_.vietnamese(place_of(partner));
        for (std::size_t back = with; back-- > 0 && !ends(back);) {
            if (back >= relation && row_[back].kind == ItemKind::body) continue;
            if (back > 0 && row_[back - 1].kind == ItemKind::mark && row_[back - 1].mark == U'(') continue;
            const EntityIndex place = place_of(back);
            if (place == no_entity || scene_.vietnamese(place) != foreign ||
                !foreign_to_each_other(place, place_of(partner)))
                continue;
            std::size_t first = back;
            while (first >= 2 && (place_of(first - 2) != no_entity) &&
                   row_[first - 1].kind == ItemKind::mark && row_[first - 1].mark == U',' &&
                   foreign_to_each_other(place_of(first - 2), place_of(partner)))
                first -= 2;
            Places own;
            for (std::size_t at = first; at <= back; at += 2) own.push_back(at);
            return own;
        }
        return {};
    }

    /// `hợp tác giữa hai nước`, `quan hệ hợp tác song phương`.
    bool both(const Relation& relation) {
        static const SyllableSet two("hai 2"), nation("nước");
        for (std::size_t at = relation.last; at + 1 < row_.size() && at < relation.last + 14 && !ends(at);
             ++at)
            if (is(at, two) && nation.contains(document_.tokens[row_[at].tokens.last].id))
                return add_pair(relation, near_, abroad_, relation.at, at, "both");
        return false;
    }

    /// `A là đồng minh thân cận của B`, `A, đối tác chiến lược của B`.
    bool of_another(const Relation& relation) {
        static const SyllableSet of("của"), many("các những");
        if (relation.at > 0 && is(relation.at - 1, many)) return false;
        for (std::size_t at = relation.last; at + 1 < row_.size() && at < relation.last + 6 && !ends(at);
             ++at) {
            if (!is(at, of)) continue;
            const Places partners = list_from(at + 1);
            if (partners.empty() || scene_.kind(place_of(partners.front())) != EntityKind::country)
                return false;
            for (std::size_t back = relation.at, steps = 0; back-- > 0 && steps < 14 && !ends(back); ++steps)
                if (is_place_item(back) && scene_.kind(place_of(back)) == EntityKind::country &&
                    foreign_to_each_other(place_of(back), place_of(partners.front())))
                    return add(relation, back, partners.front(), "of");
            return false;
        }
        return false;
    }

    /// `khuôn khổ đối tác chiến lược`: of the two countries, where the article speaks of no third one as much
    /// and the sentence of no other and no firm.
    bool nations_spoken_of(const Relation& relation) {
        if (!two_alone_ || document_.tokens[row_[relation.at].tokens.first].id == intern_syllable("đồng"))
            return false;
        for (std::size_t at = 0; at < row_.size(); ++at) {
            if (row_[at].kind == ItemKind::body && scene_.entity(row_[at].entity).subkind == "company")
                return false;
            if (is_place_item(at) && scene_.kind(row_[at].entity) == EntityKind::country &&
                row_[at].entity != near_ && row_[at].entity != abroad_)
                return false;
        }
        return add_pair(relation, near_, abroad_, relation.at, relation.last - 1, "two-nations");
    }

    /// A province's partner `Lào` gives way to its named partners in Lào.
    void drop_covered() {
        std::map<std::pair<EntityIndex, EntityIndex>, int>
            named; // a unit and a country: the strongest partner there
        for (const auto& [pair, fact] : found_)
            for (const auto& [unit, partner] : {std::pair(fact.a, fact.b), std::pair(fact.b, fact.a)})
                if (scene_.kind(partner) != EntityKind::country) {
                    int& strongest = named.try_emplace({unit, scene_.country(partner)}, -1).first->second;
                    strongest = std::max(strongest, strength(fact.kind));
                }
        std::erase_if(found_, [&](const auto& entry) {
            const PartnershipFact& fact = entry.second;
            const bool a_nation = scene_.kind(fact.a) == EntityKind::country;
            const EntityIndex nation = a_nation ? fact.a : fact.b, unit = a_nation ? fact.b : fact.a;
            if (scene_.kind(nation) != EntityKind::country || scene_.kind(unit) == EntityKind::country ||
                !scene_.vietnamese(unit))
                return false;
            const auto there = named.find({unit, nation});
            return there != named.end() && there->second >= strength(fact.kind);
        });
    }

    bool foreign_to_each_other(EntityIndex a, EntityIndex b) const {
        if (a == no_entity || b == no_entity || a == b) return false;
        const EntityIndex of_a = scene_.country(a), of_b = scene_.country(b);
        if (of_a != no_entity && of_b != no_entity) return of_a != of_b;
        return scene_.vietnamese(a) != scene_.vietnamese(b);
    }

    bool pair_all(const Relation& relation, const Places& own, const Places& partners,
                  std::string_view rule) {
        bool found = false;
        for (const std::size_t a : own)
            for (const std::size_t b : partners)
                if (a != b && (own != partners || a < b)) found = add(relation, a, b, rule) || found;
        return found;
    }

    bool add(const Relation& relation, std::size_t a, std::size_t b, std::string_view rule) {
        return add_pair(relation, place_of(a), place_of(b), std::min(a, b), std::max(a, b), rule);
    }

    /// Whether the words before only wish for it, rather than for more of what there is.
    bool wished(const Relation& relation) const {
        static const SyllableSet wishes("mong muốn hy vọng xúc tiến tìm kiếm tiềm năng khả"),
            more("tăng đẩy mở củng cố tiếp duy nâng phát thúc");
        static const SyllableId founding = intern_syllable("thiết");
        const std::size_t reach = id(relation.at) == founding ? 7 : 3;
        for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach; ++steps) {
            if (is_name(at) || row_[at].kind == ItemKind::mark) return false;
            for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token) {
                if (more.contains(document_.tokens[token].id)) return false;
                if (wishes.contains(document_.tokens[token].id)) return true;
            }
        }
        return false;
    }

    /// `chưa thiết lập quan hệ hợp tác`: there is none.
    bool denied(const Relation& relation) const {
        static const SyllableSet no("chưa không chẳng");
        for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < 3 && !is_name(at); ++steps)
            if (no.contains(id(at))) return true;
        return false;
    }

    bool add_pair(const Relation& relation, EntityIndex a, EntityIndex b, std::size_t first, std::size_t last,
                  std::string_view rule) {
        if (!foreign_to_each_other(a, b) || denied(relation)) return false;
        std::string_view kind = relation.kind;
        if (kind == "cooperation" && wished(relation)) kind = "prospective";
        PartnershipFact fact;
        fact.a = a;
        fact.b = b;
        fact.kind = std::string(kind);
        fact.evidence = {row_[std::min(first, relation.at)].tokens.first,
                         row_[std::max(last, relation.last - 1)].tokens.last};
        fact.rule = rule;
        keep(fact);
        return true;
    }

    /// One relation of a pair: the strongest.
    void keep(const PartnershipFact& fact) {
        const auto [entry, fresh] = found_.try_emplace(std::minmax(fact.a, fact.b), fact);
        if (!fresh && strength(fact.kind) > strength(entry->second.kind)) entry->second = fact;
    }

    const Document& document_;
    Annotations& annotations_;
    const Scene& scene_;
    Row row_;
    EntityIndex home_ = no_entity; ///< the place the article is about, when it says only with whom
    EntityIndex our_unit_ = no_entity, unit_abroad_ = no_entity; ///< the two of `hai tỉnh`
    EntityIndex near_ = no_entity, abroad_ = no_entity;          ///< the two of `hai nước`
    bool two_alone_ = false;                                     ///< no third is named half as often
    std::map<std::pair<EntityIndex, EntityIndex>, PartnershipFact> found_;
};

} // namespace

void find_partnerships(const Scene& scene, Annotations& annotations) {
    Finder(scene, annotations).find();
}

} // namespace banggiao::extract
