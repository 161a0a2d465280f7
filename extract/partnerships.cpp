// Takes a document with its entities. Hands out the relations between places that it states: twinning,
// strategic partnership, cooperation, and those that are only hoped for.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/partnership_finder.h>
#include <banggiao/extract/phrase_table.h>
#include <banggiao/extract/scene.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

namespace banggiao::extract {

namespace {

const PhraseTable& relations() {
    static const PhraseTable table(partnerships_table);
    return table;
}

int strength(std::string_view kind) {
    static constexpr std::array<std::string_view, 4> order = {"prospective", "cooperation", "strategic",
                                                              "twinning"};
    return static_cast<int>(std::find(order.begin(), order.end(), kind) - order.begin());
}

} // namespace

void PartnershipFinder::find() {
    count_places();
    std::vector<Relation> relations;
    for (std::size_t i = 0; i < document_.sentences.size(); ++i) {
        row_ = scene_.items(i);
        relations_of_row(relations);
        for (const Relation& relation : relations) read(relation);
        commissions();
    }
    for (auto& [pair, fact] : bonds_) found_.try_emplace(pair, std::move(fact));
    for (const AgreementFact& agreement : annotations_.agreements) read(agreement);
    drop_covered();
    for (auto& [pair, fact] : found_) annotations_.partnerships.push_back(std::move(fact));
}

void PartnershipFinder::count_places() {
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
    for (const Location& location :
         annotations_.locations) // `quận A, thành phố B`: A, unless B is told of more
        if (scene_.kind(location.in) == EntityKind::foreign_locality &&
            counts[location.place] + 1 >= counts[location.in])
            counts[location.in] = 0;
    unit_abroad_ =
        foremost(counts, [this](EntityIndex i) { return scene_.kind(i) == EntityKind::foreign_locality; });
}

void PartnershipFinder::find_two_nations(const std::vector<int>& counts) {
    std::vector<EntityIndex> nations;
    for (EntityIndex i = 0; i < counts.size(); ++i)
        if (counts[i] > 0 && scene_.kind(i) == EntityKind::country) nations.push_back(i);
    std::stable_sort(nations.begin(), nations.end(),
                     [&](EntityIndex a, EntityIndex b) { return counts[a] > counts[b]; });
    std::vector<EntityIndex> abroad;
    std::copy_if(nations.begin(), nations.end(), std::back_inserter(abroad),
                 [this](EntityIndex i) { return i != scene_.viet_nam(); });
    if (abroad.size() == 1) only_abroad_ = abroad.front();
    if (nations.size() < 2) return;
    near_ = nations[0];
    abroad_ = nations[1];
    two_alone_ = nations.size() == 2 || counts[nations[1]] >= 2 * counts[nations[2]];
}

void PartnershipFinder::relations_of_row(std::vector<Relation>& list) const {
    list.clear();
    TokenIndex read_until = 0;
    const PhraseTable& table = relations();
    if (!row_.may_have(table.beginnings())) return;
    const Row row = row_;
    const std::span<const Token> tokens = document_.tokens;
    for (std::size_t at = 0; at < row.size(); ++at) {
        const Item& item = row[at];
        if (item.kind == ItemKind::body && joint_committee(at))
            list.push_back({at, at + 1, "cooperation", id(at)});
        if (is_name(at)) continue;
        for (TokenIndex first = item.tokens.first; first < item.tokens.last; ++first) {
            if (!table.begins(tokens[first].id)) continue;
            const PhraseMatch match = table.match(document_, first, row_.back().tokens.last);
            if (!match || match.tokens.last <= read_until) continue;
            read_until = match.tokens.last; // what stands inside says no more
            std::size_t last = at + 1;
            while (last < row_.size() && row_[last].tokens.first < match.tokens.last) ++last;
            if (match.cell(1) != "none")
                list.push_back({at, last, match.cell(1), document_.tokens[first].id});
        }
    }
}

bool PartnershipFinder::is_name(std::size_t at) const {
    return row_[at].kind == ItemKind::person || row_[at].kind == ItemKind::body ||
           row_[at].kind == ItemKind::place;
}

bool PartnershipFinder::is(std::size_t at, const SyllableSet& set) const {
    return at < row_.size() && row_[at].tokens.size() == 1 && set.contains(id(at));
}

bool PartnershipFinder::dash(std::size_t at) const {
    return at < row_.size() && row_[at].kind == ItemKind::mark &&
           (row_[at].mark == U'-' || row_[at].mark == U'–');
}

bool PartnershipFinder::ends(std::size_t at) const {
    return row_[at].kind == ItemKind::mark && !abbreviates(at) &&
           (row_[at].mark == U'.' || row_[at].mark == U':' || row_[at].mark == U';');
}

void PartnershipFinder::read(const Relation& relation) {
    if (relation.kind == "bond") { // said of no more than that it is
        static const SyllableId bare = intern_syllable("quan");
        static const SyllableSet giua("giữa");
        const bool brief =
            relation.first == bare &&
            document_.tokens[row_[relation.last - 1].tokens.last - 1].id == intern_syllable("hệ");
        if (brief && !is(relation.last, giua)) return; // `quan hệ giữa`
        if (!between(relation)) with(relation);
        return;
    }
    in_particular(relation);
    if (investors(relation) || of_three(relation)) return;
    if (between(relation) || joined(relation) || with(relation) || both(relation) || both_units(relation))
        return;
    if (with_in_front(relation) || beside(relation) || together(relation) || of_subjects(relation) ||
        worked_toward(relation))
        return;
    if (allied(relation)) return;
    if (relation.kind == "twinning" && twin_of(relation)) return;
    if (relation.kind == "strategic" && !of_another(relation)) nations_spoken_of(relation);
    if (founded_by(relation) || watchword(relation)) return;
    if (relation.kind == "cooperation" &&
        (nations_before(relation) || (grows(relation) && nations_spoken_of(relation))))
        return;
    if (relation.kind == "cooperation") units_spoken_of(relation);
}

void PartnershipFinder::read(const AgreementFact& agreement) {
    static const SyllableSet lasting("hợp nghị nghĩa giao");
    const TokenRange title = agreement.mentions.empty() ? TokenRange{} : agreement.mentions.front();
    if (agreement.kind == "contract" || agreement.kind == "treaty" || agreement.parties.size() != 2) return;
    const auto unit = [this](const Participant& party) {
        const EntityIndex place = signing_place(party.entity);
        return place != no_entity && scene_.kind(place) != EntityKind::country;
    };
    const bool units = std::all_of(agreement.parties.begin(), agreement.parties.end(), unit);
    if (!units && !of_governments(agreement) &&
        std::none_of(document_.tokens.begin() + title.first, document_.tokens.begin() + title.last,
                     [](const Token& token) { return lasting.contains(token.id); }))
        return;
    pair_parties(agreement, agreement.parties.front(), agreement.parties.back());
}

void PartnershipFinder::pair_parties(const AgreementFact& agreement, const Participant& first,
                                     const Participant& second) {
    const bool governments = of_governments(agreement);
    const auto place = [&](const Participant& party) {
        return governments ? scene_.country(party.entity) : signing_place(party.entity);
    };
    const EntityIndex a = place(first), b = place(second);
    if (!foreign_to_each_other(a, b)) return;
    const bool first_nation = scene_.kind(a) == EntityKind::country,
               second_nation = scene_.kind(b) == EntityKind::country;
    const bool of_states = first_nation && second_nation && agreement.status == "signed" &&
                           fold(agreement.title).find("hợp tác") != std::string::npos;
    if ((first_nation || second_nation) && !of_states && !governments) return;
    PartnershipFact fact;
    fact.a = a;
    fact.b = b;
    fact.kind = agreement.status == "planned"  ? "prospective"
                : agreement.kind == "twinning" ? "twinning"
                                               : "cooperation";
    fact.evidence = {std::min(first.evidence.first, second.evidence.first),
                     std::max(first.evidence.last, second.evidence.last)};
    fact.rule = "agreement";
    const auto told = found_.find(std::minmax(a, b)); // `đề nghị thiết lập quan hệ kết nghĩa giữa A và B`
    const bool only_proposed =
        agreement.kind == "twinning" && told != found_.end() && told->second.kind == "prospective" &&
        told->second.evidence.first < fact.evidence.last && fact.evidence.first < told->second.evidence.last;
    if (!only_proposed) keep(fact);
}

bool PartnershipFinder::of_governments(const AgreementFact& agreement) const {
    const auto national = [this](const Participant& party) {
        return scene_.entity(party.entity).subkind == "government" &&
               scene_.locality(party.entity) == no_entity && scene_.country(party.entity) != no_entity;
    };
    return agreement.status != "planned" && agreement.kind != "other" &&
           std::all_of(agreement.parties.begin(), agreement.parties.end(), national);
}

EntityIndex PartnershipFinder::signing_place(EntityIndex party) const {
    if (is_place(scene_.kind(party))) return party;
    const std::string& kind = scene_.entity(party).subkind;
    const bool rules = kind == "people_committee" || kind == "people_council" || kind == "party" ||
                       kind == "department" || kind == "military" || kind == "government";
    return rules ? scene_.locality(party) : no_entity;
}

bool PartnershipFinder::between(const Relation& relation) {
    static const SyllableSet giua("giữa");
    for (std::size_t at = relation.last; at < row_.size() && at < relation.last + 16 && !ends(at); ++at) {
        if (!is(at, giua)) continue;
        std::size_t end = at + 1;
        const Places list = list_from(at + 1, &end);
        static const SyllableSet voi("với");
        if (is(end, voi)) {
            const Places partners = list_from(end + 1);
            if (list.empty() && our_bare_unit(at + 1)) return with_our_unit(relation, partners);
            return pair_all(relation, list, partners, "between");
        }
        if (our_bare_unit(at + 1)) return with_our_unit(relation, list);
        return pair_sides(relation, list, "between");
    }
    return false;
}

bool PartnershipFinder::joined(const Relation& relation) {
    const std::size_t first = relation.at > 12 ? relation.at - 12 : 0;
    bool found = false;
    for (std::size_t at = first; at + 2 < row_.size() && at < relation.last + 16; ++at)
        if (is_place_item(at) && dash(at + 1) && is_place_item(at + 2))
            found = add(relation, at, at + 2, "joined") || found;
    return found || named_behind(relation);
}

bool PartnershipFinder::named_behind(const Relation& relation) {
    constexpr std::size_t near = 3;
    static const SyllableSet adjectives("song phương nhiều mặt chặt chẽ truyền thống toàn diện hai nước"),
        joins("và");
    for (std::size_t at = relation.last; at + 2 < row_.size() && at < relation.last + near; ++at) {
        if (is_place_item(at))
            return is(at + 1, joins) && is_place_item(at + 2) && add(relation, at, at + 2, "named-behind");
        const TokenRange words = row_[at].tokens;
        if (is_name(at) ||
            !std::all_of(document_.tokens.begin() + words.first, document_.tokens.begin() + words.last,
                         [&](const Token& token) { return adjectives.contains(token.id); }))
            return false;
    }
    return false;
}

bool PartnershipFinder::with(const Relation& relation) {
    static const SyllableSet voi("với");
    for (std::size_t at = relation.last; at < row_.size() && at < relation.last + 12 && !ends(at); ++at) {
        if (!is(at, voi)) continue;
        std::size_t end = at + 1;
        const Places partners = list_from(at + 1, &end);
        if (partners.empty()) return false;
        const Places own = own_places(relation.at, at, partners.front());
        bool found = with_one_of_them(relation, own, end);
        if (!own.empty()) return pair_all(relation, own, partners, "with") || found;
        if (wish_of_envoy(relation, partners)) return true;
        if (our_unit_told(relation.at)) return with_our_unit(relation, partners);
        for (const std::size_t partner : partners)
            found = add_pair(relation, home_, place_of(partner), partner, partner, "with") || found;
        return found;
    }
    return false;
}

bool PartnershipFinder::with_one_of_them(const Relation& relation, const Places& own, std::size_t at) {
    static const SyllableSet alone("riêng nhất"), voi("với"), joins("và");
    constexpr std::size_t near = 4;
    for (std::size_t end = at + near; at + 1 < row_.size() && at < end; ++at) {
        if (is(at, voi)) return pair_all(relation, own, list_from(at + 1), "with");
        const bool mark = row_[at].kind == ItemKind::mark && row_[at].mark == U',';
        const bool word = !is_name(at) && alone.contains(document_.tokens[row_[at].tokens.last - 1].id);
        if (!mark && !word && !is(at, joins) && !is(at, alone)) return false;
    }
    return false;
}

bool PartnershipFinder::both(const Relation& relation) {
    static const SyllableSet two("hai 2"), nation("nước");
    for (std::size_t at = relation.last; at + 1 < row_.size() && at < relation.last + 14 && !ends(at); ++at)
        if (is(at, two) && nation.contains(document_.tokens[row_[at].tokens.last].id))
            return add_pair(relation, near_, abroad_, relation.at, at, "both");
    return false;
}

bool PartnershipFinder::grows(const Relation& relation) const {
    static const SyllableSet more("rộng cường mạnh đẩy chế"), joins("giữa với"), two("hai 2"),
        parties("bên phía vị nhà lãnh");
    constexpr std::size_t reach = 12;
    const bool of_nations = home_ != no_entity && scene_.kind(home_) == EntityKind::country;
    if (!of_nations || relation.at == 0 || is_name(relation.at - 1) ||
        !more.contains(document_.tokens[row_[relation.at].tokens.first - 1].id))
        return false;
    for (std::size_t at = relation.last; at < row_.size() && at < relation.last + reach && !ends(at); ++at)
        if (is(at, joins)) return false; // of others
    for (std::size_t at = 0; at < relation.at; ++at) {
        const bool nation = is_place_item(at) && (row_[at].entity == near_ || row_[at].entity == abroad_);
        if (nation || (is(at, two) && parties.contains(document_.tokens[row_[at].tokens.last].id)))
            return true;
    }
    return false;
}

bool PartnershipFinder::nations_before(const Relation& relation) {
    static const SyllableSet two("hai 2"), nation("nước quốc"),
        owned("giữa của dân trận nghiệp phương bộ ngành quan hội đội niên tỉnh"), joins("giữa với");
    constexpr std::size_t reach = 8;
    std::size_t told = relation.at;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach && !ends(at) && !is_name(at);
         ++steps)
        if (is(at, two) && nation.contains(document_.tokens[row_[at].tokens.last].id)) told = at;
    const bool subject =
        told == 0 || is_name(told - 1) || !owned.contains(document_.tokens[row_[told].tokens.first - 1].id);
    if (told == relation.at || !subject || is(relation.last, joins) || wished(relation, true)) return false;
    std::vector<std::size_t> named; // `A và B là láng giềng; hai nước sẽ tăng cường hợp tác`
    for (std::size_t at = 0; at < told; ++at) {
        const bool country = is_place_item(at) && scene_.kind(row_[at].entity) == EntityKind::country;
        const auto same = [&](std::size_t other) { return row_[other].entity == row_[at].entity; };
        if (country && std::none_of(named.begin(), named.end(), same)) named.push_back(at);
    }
    if (named.size() == 2) return add(relation, named.front(), named.back(), "two-nations");
    return named.size() < 2 && two_alone_ &&
           add_pair(relation, near_, abroad_, told, relation.at, "two-nations");
}

bool PartnershipFinder::nations_spoken_of(const Relation& relation) {
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

void PartnershipFinder::drop_covered() {
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

bool PartnershipFinder::pair_all(const Relation& relation, const Places& own, const Places& partners,
                                 std::string_view rule) {
    bool found = false;
    for (const std::size_t a : own)
        for (const std::size_t b : partners)
            if (a != b && (own != partners || a < b)) found = add(relation, a, b, rule) || found;
    return found;
}

bool PartnershipFinder::add(const Relation& relation, std::size_t a, std::size_t b, std::string_view rule) {
    const auto troops = [this](std::size_t at) {
        return row_[at].kind == ItemKind::body && scene_.entity(row_[at].entity).subkind == "military";
    };
    if (troops(a) && troops(b)) return false; // says nothing of the places they guard
    return add_pair(relation, unit_of(a), unit_of(b), std::min(a, b), std::max(a, b), rule);
}

bool PartnershipFinder::add_pair(const Relation& relation, EntityIndex a, EntityIndex b, std::size_t first,
                                 std::size_t last, std::string_view rule) {
    if (!foreign_to_each_other(a, b) || denied(relation)) return false;
    if (relation.kind == "cooperation" && to_be_talked_of(relation)) return false;
    std::string_view kind = relation.kind;
    const bool bond = kind == "bond";
    const auto nation = [this](EntityIndex place) { return scene_.kind(place) == EntityKind::country; };
    if (kind == "joint" || kind == "sought") { // said of units only; trade only where it is sought
        if (kind == "joint" ? nation(a) || nation(b)
                            : (nation(a) && nation(b)) || !(wished(relation, false) ||
                                                            (!nation(a) && !nation(b) && sought(relation))))
            return false;
        kind = kind == "joint" ? "cooperation" : "prospective";
    }
    if (bond) {
        if (nation(a) && nation(b)) return false;
        kind = "cooperation";
    }
    const bool nations = scene_.kind(a) == EntityKind::country && scene_.kind(b) == EntityKind::country;
    const bool mixed = nation(a) != nation(b); // a unit and a country
    if (kind == "strategic" && aimed_at(relation)) kind = "cooperation";
    if (kind == "cooperation" && !bond && (wished(relation, nations) || (mixed && sought(relation))))
        kind = "prospective";
    const bool to_found = relation.first == intern_syllable("thiết") && !founded(relation, "đã");
    if (kind == "twinning" && (wished(relation, true) || (to_found && sought(relation))))
        kind = "prospective";
    if (!nations && kind == "cooperation" && (founded(relation, "sẽ") || to_be_signed(relation)))
        kind = "prospective";
    if (!nations && kind == "prospective" && founded(relation, "đã")) kind = "cooperation";
    PartnershipFact fact;
    fact.a = a;
    fact.b = b;
    fact.kind = std::string(kind);
    fact.evidence = {row_[std::min(first, relation.at)].tokens.first,
                     row_[std::max(last, relation.last - 1)].tokens.last};
    fact.rule = rule;
    if (bond)
        bonds_.try_emplace(std::minmax(a, b), fact);
    else
        keep(fact);
    return true;
}

void PartnershipFinder::keep(const PartnershipFact& fact) {
    const auto [entry, fresh] = found_.try_emplace(std::minmax(fact.a, fact.b), fact);
    if (fresh) return;
    const int more = strength(fact.kind) - strength(entry->second.kind);
    const bool unnamed = entry->second.rule == "two-nations"; // what names them shows it better
    if (more > 0 || (more == 0 && unnamed)) entry->second = fact;
}

void find_partnerships(const Scene& scene, Annotations& annotations) {
    PartnershipFinder(scene, annotations).find();
}

} // namespace banggiao::extract
