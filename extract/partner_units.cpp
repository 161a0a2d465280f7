// Takes words of a relation in a row. Hands out the units it is said of where no word joins them to it: `A và
// B đã kết nghĩa`, `hợp tác giữa hai tỉnh`, `giữa tỉnh và …`.
#include <banggiao/extract/partnership_finder.h>

#include <algorithm>

namespace banggiao::extract {

bool PartnershipFinder::beside(const Relation& relation) {
    static const SyllableSet founding("thiết kết");
    if (!founding.contains(relation.first) || relation.kind == "none") return false;
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

bool PartnershipFinder::wish_of_envoy(const Relation& relation, const Places& partners) {
    constexpr std::size_t reach = 10;
    if (!sought(relation)) return false;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach && !ends(at); ++steps) {
        if (!is_name(at)) continue;
        if (row_[at].kind != ItemKind::person) return false;
        const EntityIndex nation = scene_.country(row_[at].entity);
        if (nation == no_entity || !foreign_to_each_other(nation, place_of(partners.front()))) return false;
        bool found = false;
        for (const std::size_t partner : partners)
            if (scene_.kind(place_of(partner)) != EntityKind::country)
                found = add_pair(relation, nation, place_of(partner), at, partner, "envoy") || found;
        return found;
    }
    return false;
}

bool PartnershipFinder::investors(const Relation& relation) {
    static const SyllableId invests = intern_syllable("đầu");
    static const SyllableSet firms("nghiệp tư"), wishes("mong muốn gọi vọng nghị"), there("vào tại ở");
    constexpr std::size_t before = 24, behind = 5;
    if (relation.first != invests) return false;
    std::size_t noun = relation.at, wish = relation.at;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < before && !ends(at); ++steps) {
        if (is_name(at)) continue;
        const SyllableId word = document_.tokens[row_[at].tokens.last - 1].id;
        if (noun == relation.at && firms.contains(word) && is_place_item(at + 1)) noun = at;
        if (noun != relation.at && wish == relation.at && wishes.contains(word)) wish = at;
    }
    if (wish == relation.at) return false;
    EntityIndex own = no_entity;
    for (std::size_t at = relation.last; at + 1 < row_.size() && at < relation.last + behind && !ends(at);
         ++at)
        for (std::size_t name = at + 1; is(at, there) && name < row_.size() && name < at + 3; ++name)
            if (own == no_entity && is_place_item(name)) own = row_[name].entity;
    for (std::size_t at = wish; own == no_entity && at-- > 0 && !ends(at);)
        if (is_place_item(at) && scene_.vietnamese(row_[at].entity)) own = row_[at].entity;
    if (own == no_entity) own = home_;
    if (own == no_entity || !scene_.vietnamese(own) || scene_.kind(own) == EntityKind::country) return false;
    bool found = false;
    Places named; // `doanh nghiệp nước A, trong đó có doanh nghiệp tỉnh B`
    for (std::size_t at = noun + 1; at < relation.at; ++at)
        if (is_place_item(at)) named.push_back(at);
    for (const std::size_t partner : without_containers(named))
        found = add_pair({relation.at, relation.last, "prospective", relation.first}, own, place_of(partner),
                         wish, partner, "investors") ||
                found;
    return found;
}

bool PartnershipFinder::pair_sides(const Relation& relation, const Places& list, std::string_view rule) {
    Places ours, others; // `giữa A và B (nước C), D (nước E)`: A with each
    for (const std::size_t at : list) {
        const EntityIndex place = place_of(at);
        const bool unit = scene_.kind(place) != EntityKind::country;
        (unit && scene_.vietnamese(place) ? ours : others).push_back(at);
    }
    return ours.empty() ? pair_all(relation, list, list, rule) : pair_all(relation, ours, others, rule);
}

bool PartnershipFinder::with_in_front(const Relation& relation) {
    static const SyllableSet with("với"), has_verb("có ký kết lập đối");
    constexpr std::size_t reach = 32;
    std::size_t opening = relation.at;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach && !ends(at); ++steps)
        if (is(at, with) && at + 1 < relation.at) opening = at;
    const bool fronted =
        opening < 2 || (!is_name(opening - 1) && opening < relation.at &&
                        has_verb.contains(document_.tokens[row_[opening].tokens.first - 1].id));
    if (opening == relation.at || !fronted) return false;
    Places partners, own;
    for (const std::size_t name : list_from(opening + 1))
        if (name < relation.at)
            (partners.empty() || !foreign_to_each_other(place_of(name), place_of(partners.front())) ? partners
                                                                                                    : own)
                .push_back(name);
    if (partners.empty() || scene_.kind(place_of(partners.front())) == EntityKind::country) return false;
    if (own.empty()) own = own_places(opening, opening, partners.front());
    static const SyllableSet two("hai 2"), parties("bên phía địa");
    for (std::size_t at = opening; own.empty() && at + 1 < row_.size() && at < opening + reach && !ends(at);
         ++at)
        if (is(at, two) && parties.contains(document_.tokens[row_[at].tokens.last].id) &&
            our_unit_ != no_entity)
            return with_our_unit(relation, partners); // `Với A, quan hệ hợp tác được hai bên thiết lập`
    return pair_all(relation, own, partners, "in-front");
}

bool PartnershipFinder::founded_by(const Relation& relation) {
    static const SyllableSet by("được");
    static const SyllableId founding = intern_syllable("thiết");
    constexpr std::size_t near = 3, reach = 12;
    std::size_t at = relation.last;
    while (at < row_.size() && at < relation.last + near && !is(at, by) && !ends(at)) ++at;
    if (at + 2 >= row_.size() || !is(at, by) || place_of(at + 1) == no_entity ||
        document_.tokens[row_[at + 1].tokens.last].id != founding)
        return false;
    for (std::size_t other = relation.at, steps = 0; other-- > 0 && steps < reach && !ends(other); ++steps)
        if (is_place_item(other) && foreign_to_each_other(place_of(other), place_of(at + 1)) &&
            !bracketed(other))
            return add(relation, other, at + 1, "beside");
    return false;
}

bool PartnershipFinder::joint_committee(std::size_t at) const {
    static const SyllableSet giua("giữa");
    static const SyllableId joint = intern_syllable("hợp");
    return is(at + 1, giua) && document_.tokens[row_[at].tokens.last - 1].id == joint;
}

void PartnershipFinder::commissions() {
    static const SyllableSet committee("ủy uỷ"), joint("hỗn liên");
    static const SyllableId work = intern_syllable("hợp"), together_word = intern_syllable("tác");
    for (std::size_t at = 0; row_.has(ItemKind::body) && at < row_.size(); ++at) {
        const TokenRange words = row_[at].tokens;
        if (row_[at].kind != ItemKind::body || words.size() < 4 || !committee.contains(id(at))) continue;
        bool shared = joint.contains(document_.tokens[words.first + 2].id);
        for (TokenIndex i = words.first + 2; i + 1 < words.last && i < words.first + 6; ++i)
            shared =
                shared || (document_.tokens[i].id == work && document_.tokens[i + 1].id == together_word);
        if (!shared) continue;
        std::vector<EntityIndex> nations;
        for (const EntityMention& mention : annotations_.mentions)
            if (mention.tokens.first >= words.first && mention.tokens.last <= words.last &&
                scene_.kind(mention.entity) == EntityKind::country)
                nations.push_back(mention.entity);
        const Relation relation{at, at + 1, "cooperation", id(at)};
        if (nations.size() == 2) add_pair(relation, nations[0], nations[1], at, at, "commission");
    }
}

bool PartnershipFinder::watchword(const Relation& relation) {
    static const SyllableSet two("hai 2"), nations("nước quốc");
    constexpr std::size_t reach = 24;
    bool quoted = false;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach && !ends(at); ++steps) {
        quoted =
            quoted || (row_[at].kind == ItemKind::mark && (row_[at].mark == U'“' || row_[at].mark == U'"'));
        if (quoted && is(at, two) && nations.contains(document_.tokens[row_[at].tokens.last].id))
            return add_pair(relation, near_, abroad_, at, relation.at, "watchword");
    }
    return false;
}

bool PartnershipFinder::together(const Relation& relation) {
    static const SyllableSet small("có đã là hai đang mối cùng nhất trí tiếp tục thúc đẩy tăng cường mở rộng "
                                   "củng cố phát triển mạnh sẽ duy trì"),
        plain("có đã là hai đang mối"),
        joints("và thành phố tỉnh bang tp huyện nước các bắc nam 2 3 4 5 6 7 8 9 10");
    std::size_t at = relation.at;
    while (at > 0 && is(at - 1, plain)) --at;
    const std::size_t beside = at; // the names stand right before
    const auto all_small = [&](std::size_t item) {
        for (TokenIndex token = row_[item].tokens.first; token < row_[item].tokens.last; ++token)
            if (!small.contains(document_.tokens[token].id)) return false;
        return !is_name(item) && row_[item].kind != ItemKind::mark;
    };
    while (at > 0 && all_small(at - 1)) --at;
    const std::size_t at_first = at;
    Places names;
    for (std::size_t steps = 0; at-- > 0 && steps < 10 && names.size() < 2; ++steps) {
        if (row_[at].kind == ItemKind::mark && row_[at].mark == U')') {
            while (at > 0 && !(row_[at].kind == ItemKind::mark && row_[at].mark == U'(')) --at;
        } else if (is_place_item(at)) {
            names.push_back(at);
        } else if (names.empty() || !is(at, joints)) {
            return false;
        }
    }
    if (names.size() != 2 || (at_first != beside && !told_as_two(names[1]))) return false;
    return add(relation, names[1], names[0], "together");
}

bool PartnershipFinder::of_subjects(const Relation& relation) {
    constexpr std::size_t verb = 8, longest = 24,
                          near = 4; ///< items before the relation; of the list; behind
    static const SyllableSet links("với hai giữa"), joins("và với cùng");
    static const SyllableSet with("với");
    for (std::size_t i = relation.last; i < row_.size() && i < relation.last + near && !ends(i); ++i)
        if (is(i, with)) return false; // `A và B hợp tác với các nước`
    std::size_t at = relation.at;
    while (at > 0 && !is_name(at - 1) && row_[at - 1].kind != ItemKind::mark) {
        --at;
        if (relation.at - at > verb || is(at, joins)) return false;
    }
    Places units;
    bool joined = false;
    for (std::size_t steps = 0; at-- > 0 && steps < longest; ++steps) {
        if (row_[at].kind == ItemKind::mark && row_[at].mark == U')') {
            while (at > 0 && !(row_[at].kind == ItemKind::mark && row_[at].mark == U'(')) --at;
            continue;
        }
        const bool comma = row_[at].kind == ItemKind::mark && row_[at].mark == U',';
        const bool filler = row_[at].kind == ItemKind::cue && row_[at].cue == Cue::filler;
        if (row_[at].kind == ItemKind::person ||
            (!is_name(at) && !comma && !filler && !is(at, links) && !abbreviates(at) && !links_names(at) &&
             !(at > 0 && is_name(at - 1) && dashed({at - 1}, at))))
            break;
        joined = joined || is(at, joins);
        if (!is_name(at)) continue;
        std::size_t before = at; // `tại thành phố A, UBND tỉnh B …`: where they are
        while (before > 0 && row_[before - 1].kind == ItemKind::cue && row_[before - 1].cue == Cue::filler)
            --before;
        if (before > 0 && row_[before - 1].kind == ItemKind::cue && row_[before - 1].cue == Cue::at) break;
        if (signing_place(row_[at].entity) == no_entity) return false;
        units.insert(units.begin(), at);
    }
    Places ours, theirs;
    for (const std::size_t unit : without_containers(units))
        (scene_.vietnamese(place_of(unit)) ? ours : theirs).push_back(unit);
    return joined && pair_all(relation, ours, theirs, "subjects");
}

bool PartnershipFinder::worked_toward(const Relation& relation) {
    static const SyllableId aim = intern_syllable("để");
    static const SyllableId with = intern_syllable("với");
    constexpr std::size_t near = 4, reach = 14;
    std::size_t purpose = relation.at;
    for (std::size_t at = relation.at; at-- > 0 && relation.at - at <= near && purpose == relation.at;)
        if (!is_name(at) && id(at) == aim) purpose = at;
    if (purpose == relation.at || relation.kind != "cooperation") return false;
    for (std::size_t at = purpose; at-- > 0 && purpose - at <= reach && !ends(at);) {
        if (is_name(at) || document_.tokens[row_[at].tokens.last - 1].id != with) continue; // `làm việc với`
        Relation hoped = relation;
        hoped.kind = "prospective";
        bool found = false;
        for (const std::size_t partner : list_from(at + 1))
            if (partner < purpose && scene_.kind(place_of(partner)) == EntityKind::foreign_locality)
                found = add_pair(hoped, scene_.viet_nam(), place_of(partner), partner, partner, "toward") ||
                        found;
        return found;
    }
    return false;
}

bool PartnershipFinder::told_as_two(std::size_t first) const {
    static const SyllableSet two("hai 2");
    return scene_.kind(place_of(first)) != EntityKind::country &&
           ((first > 0 && is(first - 1, two)) || (first > 1 && is(first - 2, two)));
}

bool PartnershipFinder::both_units(const Relation& relation) {
    static const SyllableSet two("hai 2"), units("tỉnh địa thành huyện");
    constexpr std::size_t behind = 8, before = 12;
    if (our_unit_ == no_entity) return unit_and_nation(relation);
    const auto both = [&](std::size_t at) {
        return is(at, two) && units.contains(document_.tokens[row_[at].tokens.last].id);
    };
    if (unit_abroad_ == no_entity) return unit_and_nation(relation);
    for (std::size_t at = relation.last; at + 1 < row_.size() && at < relation.last + behind && !ends(at);
         ++at)
        if (both(at)) return add_pair(relation, our_unit_, unit_abroad_, relation.at, at, "both");
    for (std::size_t at = relation.at; at-- > 0 && relation.at - at <= before && !ends(at) && !is_name(at);)
        if (both(at)) return add_pair(relation, our_unit_, unit_abroad_, relation.at, at, "both");
    return false;
}

bool PartnershipFinder::units_spoken_of(const Relation& relation) {
    static const SyllableSet two("hai 2"), parties("bên tỉnh địa thành huyện"), joins("giữa với của");
    constexpr std::size_t reach = 12;
    const bool of_units = home_ != no_entity && scene_.kind(home_) != EntityKind::country;
    if (!of_units || our_unit_ == no_entity || unit_abroad_ == no_entity) return false;
    for (std::size_t at = relation.last; at < row_.size() && at < relation.last + reach && !ends(at); ++at)
        if (is(at, joins)) return false; // of others
    bool told = false;
    for (std::size_t at = 0; at < relation.at; ++at) {
        if (is_place_item(at) && row_[at].entity != our_unit_ && row_[at].entity != unit_abroad_)
            return false;
        told = told || (is(at, two) && parties.contains(document_.tokens[row_[at].tokens.last].id));
    }
    return told && add_pair(relation, our_unit_, unit_abroad_, relation.at, relation.last - 1, "two-units");
}

bool PartnershipFinder::unit_and_nation(const Relation& relation) {
    static const SyllableSet two("hai 2"), side("bên phía");
    static const SyllableId bare = intern_syllable("quan"); // `quan hệ hợp tác giữa hai bên`: there is one
    constexpr std::size_t behind = 5;
    if (home_ == no_entity || scene_.kind(home_) == EntityKind::country || only_abroad_ == no_entity)
        return false;
    for (std::size_t at = relation.last; at + 1 < row_.size() && at < relation.last + behind && !ends(at);
         ++at)
        if (is(at, two) && side.contains(document_.tokens[row_[at].tokens.last].id)) {
            const bool told = relation.first == bare && !wished(relation, false) && !sought(relation);
            return add_pair(
                {relation.at, relation.last, told ? "cooperation" : "prospective", relation.first}, home_,
                only_abroad_, relation.at, at, "both-sides");
        }
    return false;
}

bool PartnershipFinder::our_bare_unit(std::size_t at) const {
    static const SyllableSet units("tỉnh huyện"), joins("và với");
    return our_unit_ != no_entity && is(at, units) && is(at + 1, joins);
}

bool PartnershipFinder::our_unit_told(std::size_t before) const {
    static const SyllableSet units("tỉnh"), several("các hai mỗi nhiều những nước trong");
    constexpr std::size_t reach = 10;
    if (our_unit_ == no_entity) return false;
    for (std::size_t at = before, steps = 0; at-- > 0 && steps < reach && !ends(at); ++steps) {
        if (is_name(at)) return false;
        if (is(at, units)) return at == 0 || is_name(at - 1) || !is(at - 1, several);
    }
    return false;
}

bool PartnershipFinder::with_our_unit(const Relation& relation, const Places& partners) {
    bool found = false;
    for (const std::size_t partner : partners)
        found = add_pair(relation, our_unit_, place_of(partner), partner, partner, "between") || found;
    return found;
}

} // namespace banggiao::extract
