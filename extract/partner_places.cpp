// Takes a row of items. Hands out the places of a relation: lists of partners without what only says where
// they lie, and whose partners they are.
#include <banggiao/extract/partnership_finder.h>

#include <algorithm>
#include <array>

namespace banggiao::extract {
namespace {

constexpr std::size_t longest_list = 24; ///< partners of one relation: keeps the pairs of a sentence few

/// What stands between the names of a list: words of level, of state, of how many.
const SyllableSet& list_words() {
    static const SyllableSet words(
        "và , cùng các tỉnh thành phố tp nước địa phương như là : ( ) bang của vùng huyện quận hạt xã thôn "
        "bản "
        "khu ủy trấn châu thị cặp một số khác đối tác mới tiềm năng đặc biệt nhất trước hết trong đó có gồm "
        "bao tổ chức uy tín quan trọng bắc 2 3 4 5 6 7 8 9 ; liên thủ đô hai tự trị dân tộc choang bạn vương "
        "quốc liên cộng hòa thuộc chính quyền lãnh đạo nhân nhiều biên giới giáp");
    return words;
}

} // namespace

bool PartnershipFinder::links_names(std::size_t at) const {
    const TokenRange tokens = row_[at].tokens;
    return std::all_of(document_.tokens.begin() + tokens.first, document_.tokens.begin() + tokens.last,
                       [](const Token& token) { return list_words().contains(token.id); });
}

bool PartnershipFinder::dashed(const Places& list, std::size_t at) const {
    return dash(at) && !list.empty() && list.back() + 1 == at && at + 1 < row_.size() &&
           is_place_item(at + 1) && !foreign_to_each_other(place_of(list.back()), place_of(at + 1));
}

Places PartnershipFinder::list_from(std::size_t from, std::size_t* end) const {
    Places list;
    std::size_t at = from, gap = 0;
    for (; at < row_.size(); ++at) {
        if (is_place_item(at) || row_[at].kind == ItemKind::body) {
            if (row_[at].kind == ItemKind::body && scene_.entity(row_[at].entity).subkind == "company") break;
            if (place_of(at) == no_entity && at + 1 < row_.size() &&
                row_[at + 1].mark == U'(') { // `Quỹ A (Đức)`
                while (at + 1 < row_.size() && row_[at + 1].mark != U')') ++at;
                continue;
            }
            if (place_of(at) != no_entity && list.size() < longest_list) list.push_back(at);
            gap = 0;
        } else if (abbreviates(at) || dashed(list, at) ||
                   (row_[at].kind == ItemKind::mark && row_[at].mark == U';' && !list.empty())) {
            continue;
        } else if (row_[at].kind == ItemKind::word || row_[at].kind == ItemKind::mark ||
                   row_[at].kind == ItemKind::cue) {
            const bool linked = links_names(at);
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

EntityIndex PartnershipFinder::place_of(std::size_t at) const {
    return is_place_item(at)                 ? row_[at].entity
           : row_[at].kind == ItemKind::body ? scene_.locality(row_[at].entity)
                                             : no_entity;
}

EntityIndex PartnershipFinder::unit_of(std::size_t at) const {
    if (row_[at].kind != ItemKind::person) return place_of(at);
    const EntityIndex governed = scene_.locality(row_[at].entity);
    return governed != no_entity && scene_.kind(governed) != EntityKind::country ? governed : no_entity;
}

bool PartnershipFinder::picked_out(std::size_t whole, std::size_t part) const {
    static const SyllableSet words("biệt nhất hết");
    if (part < whole || scene_.kind(place_of(part)) != EntityKind::foreign_locality) return false;
    for (std::size_t at = whole; at < part; ++at)
        if (is(at, words)) return true;
    return false;
}

bool PartnershipFinder::abbreviates(std::size_t at) const {
    static const SyllableSet levels("tp q p h x tx tt");
    return row_[at].kind == ItemKind::mark && row_[at].mark == U'.' && at > 0 && is(at - 1, levels);
}

bool PartnershipFinder::bracketed(std::size_t at) const {
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < 8; ++steps) {
        if (row_[i].kind == ItemKind::mark && row_[i].mark == U'(') return true;
        if (row_[i].kind == ItemKind::mark && row_[i].mark == U')') return false;
    }
    return false;
}

int PartnershipFinder::unit_size(std::size_t at) const {
    static const std::array<SyllableSet, 4> sizes = {
        SyllableSet("thôn bản ấp"), SyllableSet("xã phường trấn"), SyllableSet("huyện quận khu"),
        SyllableSet("phố tp tỉnh bang châu")};
    for (const TokenIndex token : {row_[at].tokens.first, row_[at].tokens.first - 1})
        for (std::size_t size = sizes.size(); size-- > 0 && token < document_.tokens.size();)
            if (sizes[size].contains(document_.tokens[token].id)) return static_cast<int>(size) + 1;
    return 0;
}

bool PartnershipFinder::lies_in(EntityIndex part, EntityIndex whole) const {
    const auto& locations = annotations_.locations;
    return std::any_of(locations.begin(), locations.end(), [&](const Location& location) {
        return location.place == part && location.in == whole;
    });
}

Places PartnershipFinder::without_containers(const Places& list) const {
    Places kept;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const EntityIndex place = place_of(list[i]);
        bool contains = i > 0 && !joined_by_and(list[i - 1], list[i]) &&
                        ((unit_size(list[i - 1]) != 0 && unit_size(list[i]) > unit_size(list[i - 1])) ||
                         lies_in(place_of(list[i - 1]), place));
        const bool in_bracket = bracketed(list[i]);
        for (const std::size_t other : list)
            contains = contains || (scene_.kind(place) == EntityKind::country && place_of(other) != place &&
                                    (scene_.country(place_of(other)) == place || picked_out(list[i], other)));
        contains = contains || (i > 0 && owner_of(list[i - 1], list[i]));
        if (!contains && !(in_bracket && i > 0)) kept.push_back(list[i]);
    }
    return kept;
}

bool PartnershipFinder::joined_by_and(std::size_t from, std::size_t to) const {
    static const SyllableSet joins("và với cùng");
    for (std::size_t at = from + 1; at < to; ++at)
        if (is(at, joins)) return true;
    return false;
}

bool PartnershipFinder::owner_of(std::size_t part, std::size_t whole) const {
    static const SyllableSet of("của thuộc");
    if (foreign_to_each_other(place_of(part), place_of(whole))) return false;
    const std::string &inner = scene_.entity(place_of(part)).code,
                      &outer = scene_.entity(place_of(whole)).code;
    if (!outer.empty() && inner.starts_with(outer + "/")) return true; // `Bách Sắc, Quảng Tây`
    for (std::size_t at = part + 1; at < whole; ++at)
        if (row_[at].kind == ItemKind::mark || is_name(at)) return false;
    return part + 1 < whole && is(part + 1, of);
}

Places PartnershipFinder::own_places(std::size_t relation, std::size_t with, std::size_t partner) const {
    const bool foreign = !scene_.vietnamese(place_of(partner));
    for (std::size_t back = with; back-- > 0 && !ends(back);) {
        if (back >= relation && row_[back].kind == ItemKind::body) continue;
        if (bracketed(back)) continue;
        const EntityIndex place = unit_of(back);
        if (place == no_entity || scene_.vietnamese(place) != foreign ||
            !foreign_to_each_other(place, place_of(partner)))
            continue;
        if (row_[back].kind == ItemKind::person) return {back};
        return without_containers(listed_before(back, place_of(partner)));
    }
    return {};
}

Places PartnershipFinder::listed_before(std::size_t last, EntityIndex partner) const {
    static const SyllableSet joins("và"), of("của thuộc");
    Places units{last};
    bool joined = false, comma = false, level = false;
    for (std::size_t at = last; at-- > 0 && units.size() < longest_list;) {
        const bool mark = row_[at].kind == ItemKind::mark;
        if (is_name(at)) {
            const EntityIndex unit = place_of(at);
            const bool smaller = (unit_size(at) != 0 && unit_size(at) < unit_size(units.front())) ||
                                 (unit != no_entity && scene_.country(unit) == place_of(units.front()));
            if (unit == no_entity || !foreign_to_each_other(unit, partner) || !(joined || comma) ||
                (level && !joined && !smaller) || (joined && scene_.kind(unit) == EntityKind::country))
                break;
            units.insert(units.begin(), at);
            joined = comma = level = false;
        } else if (mark && row_[at].mark == U')') {
            while (at > 0 && !(row_[at].kind == ItemKind::mark && row_[at].mark == U'(')) --at;
        } else if (mark && row_[at].mark == U',') {
            comma = true;
        } else if (!mark && is(at, of)) { // `tỉnh A của nước bạn B`
            comma = level = true;
        } else if (!mark && is(at, joins)) {
            joined = true;
        } else if (!mark && links_names(at)) {
            level = true;
        } else {
            break;
        }
    }
    return units;
}

bool PartnershipFinder::foreign_to_each_other(EntityIndex a, EntityIndex b) const {
    if (a == no_entity || b == no_entity || a == b) return false;
    const EntityIndex of_a = scene_.country(a), of_b = scene_.country(b);
    if (of_a != no_entity && of_b != no_entity) return of_a != of_b;
    return scene_.vietnamese(a) != scene_.vietnamese(b);
}

} // namespace banggiao::extract
