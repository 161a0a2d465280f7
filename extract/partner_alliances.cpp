// Takes words for allies and strategic partners in a row. Hands out the countries they are said of: `A, đồng
// minh của B`, `A và các đồng minh như B, C`.
#include <banggiao/extract/partnership_finder.h>

#include <algorithm>

namespace banggiao::extract {

bool PartnershipFinder::among(const Relation& relation) {
    constexpr std::size_t near = 4; ///< `, trong đó có`
    static const SyllableSet members("như gồm là có"), and_word("và cùng");
    if (relation.at < 3 || !is(relation.at - 2, and_word) || !is_place_item(relation.at - 3)) return false;
    const auto lists = [&](std::size_t at) {
        return !is_name(at) && members.contains(document_.tokens[row_[at].tokens.last - 1].id);
    };
    std::size_t at = relation.last;
    while (at < row_.size() && at < relation.last + near && !is_name(at) && !lists(at)) ++at;
    if (at >= row_.size() || !lists(at)) return false;
    bool found = false;
    for (const std::size_t partner : list_from(at + 1))
        found = add(relation, relation.at - 3, partner, "among") || found;
    return found;
}

EntityIndex PartnershipFinder::power_at(std::size_t at) const {
    const EntityIndex place = is_place_item(at) ? row_[at].entity : no_entity;
    return place == no_entity || scene_.kind(place) == EntityKind::country ? place : scene_.country(place);
}

bool PartnershipFinder::allied(const Relation& relation) {
    constexpr std::size_t near = 6, reach = 16;
    static const SyllableId ally = intern_syllable("đồng");
    static const SyllableSet of("của"), such_as("như gồm có là"), many("các những");
    if (relation.first != ally) return false;
    std::size_t owner = row_.size(), named = row_.size();
    for (std::size_t at = relation.last; at < row_.size() && at < relation.last + near && !ends(at); ++at) {
        if (!is_place_item(at)) continue;
        (at > 0 && is(at - 1, of) ? owner : named) = at;
        break;
    }
    if (named != row_.size() && named + 2 < row_.size() && is(named + 1, of) && is_place_item(named + 2))
        return add_allies(relation, named, named + 2); // `đồng minh A của B`
    bool listed = false;                               // `các đồng minh của A như B, C`
    for (std::size_t at = owner + 1; at + 1 < row_.size() && at < owner + near && !ends(at); ++at)
        if (is(at, such_as))
            for (const std::size_t member : list_from(at + 1))
                listed = add_allies(relation, owner, member) || listed;
    if (listed || (relation.at > 0 && is(relation.at - 1, many))) return listed;
    const std::size_t other = owner != row_.size() ? owner : named;
    if (other == row_.size() || (named != row_.size() && named != relation.last)) return false;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach && !ends(at); ++steps)
        if (is_place_item(at)) return add_allies(relation, at, other);
    return false;
}

bool PartnershipFinder::add_allies(const Relation& relation, std::size_t a, std::size_t b) {
    const EntityIndex one = power_at(a), other = power_at(b);
    if (one == no_entity || other == no_entity || one == other) return false;
    return add_pair(relation, one, other, std::min(a, b), std::max(a, b), "allies");
}

bool PartnershipFinder::of_three(const Relation& relation) {
    static const SyllableSet three("ba 3"), nation("nước"), members("giữa của");
    constexpr std::size_t reach = 8;
    bool told = false;
    for (std::size_t at = relation.last; at + 1 < row_.size() && at < relation.last + reach && !ends(at);
         ++at)
        told = told || (is(at, three) && nation.contains(document_.tokens[row_[at].tokens.last].id) &&
                        at > 0 && is(at - 1, members));
    if (!told || relation.kind != "cooperation") return false;
    std::vector<EntityIndex> nations;
    for (std::size_t at = 0; at < row_.size(); ++at)
        if (is_place_item(at) && scene_.kind(row_[at].entity) == EntityKind::country &&
            std::find(nations.begin(), nations.end(), row_[at].entity) == nations.end())
            nations.push_back(row_[at].entity);
    if (nations.size() != 3) return false;
    for (std::size_t a = 0; a < nations.size(); ++a)
        for (std::size_t b = a + 1; b < nations.size(); ++b)
            add_pair(relation, nations[a], nations[b], relation.at, relation.last - 1, "three-nations");
    return true;
}

void PartnershipFinder::in_particular(const Relation& relation) {
    static const SyllableSet said("nói"), in_general("chung"), with("với"), openers(", và giữa");
    constexpr std::size_t reach = 24, farther = 4;
    std::size_t at = relation.last;
    const std::size_t limit = std::min(row_.size(), relation.last + reach);
    static const SyllableSet also("cũng"), as("như");
    if (!row_.may_have(said) && !row_.may_have(also)) return;
    const auto adds = [&](std::size_t i) { // `nói chung`, `cũng như`
        return (is(i, said) && is(i + 1, in_general)) || (is(i, also) && is(i + 1, as)) ||
               (row_[i].tokens.size() == 2 && also.contains(id(i)) &&
                as.contains(document_.tokens[row_[i].tokens.first + 1].id));
    };
    while (at + 1 < limit && !ends(at) && !adds(at)) ++at;
    if (at + 1 >= limit || ends(at)) return;
    Relation part = relation;
    std::size_t from = row_[at].tokens.size() == 2 ? at + 1 : at + 2;
    while (from < row_.size() && from < at + farther && is(from, openers)) ++from;
    if (from < row_.size() && is(from, with)) { // `giữa A và B nói chung, với C nói riêng`
        Places own = list_from(relation.last);
        if (!own.empty()) pair_all(relation, {own.front()}, list_from(from + 1), "in-particular");
        return;
    }
    std::size_t end = from;
    const Places list = list_from(from, &end);
    const bool units = !list.empty() && scene_.kind(place_of(list.front())) != EntityKind::country;
    if (units && part.kind == "strategic") part.kind = "cooperation"; // of the states
    if (end < row_.size() && is(end, with))
        pair_all(part, list, list_from(end + 1), "in-particular");
    else
        pair_sides(part, list, "in-particular");
}

bool PartnershipFinder::twin_of(const Relation& relation) {
    static const SyllableSet of("của");
    constexpr std::size_t reach = 16;
    if (!is(relation.last, of)) return false;
    const Places partners = list_from(relation.last + 1);
    if (partners.empty()) return false;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach && !ends(at); ++steps)
        if (is_place_item(at) && !bracketed(at) &&
            foreign_to_each_other(place_of(at), place_of(partners.front())))
            return pair_all(relation, without_containers(listed_before(at, place_of(partners.front()))),
                            partners, "of");
    return false;
}

bool PartnershipFinder::of_another(const Relation& relation) {
    static const SyllableSet of("của"), many("các những");
    if (relation.at > 0 && is(relation.at - 1, many)) return among(relation);
    for (std::size_t at = relation.last; at + 1 < row_.size() && at < relation.last + 6 && !ends(at); ++at) {
        if (!is(at, of)) continue;
        const Places partners = list_from(at + 1);
        if (partners.empty() || scene_.kind(place_of(partners.front())) != EntityKind::country) return false;
        for (std::size_t back = relation.at, steps = 0; back-- > 0 && steps < 14 && !ends(back); ++steps)
            if (is_place_item(back) && scene_.kind(place_of(back)) == EntityKind::country &&
                foreign_to_each_other(place_of(back), place_of(partners.front())))
                return add(relation, back, partners.front(), "of");
        return false;
    }
    return false;
}

} // namespace banggiao::extract
