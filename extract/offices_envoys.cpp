// Takes the office of an envoy, of a ship's commander or of who governs a unit abroad. Hands out the country
// that sent him, and where to, the navy he serves or the unit: by the words, or by what else is told of.
#include <banggiao/extract/office_resolver.h>

#include <algorithm>

namespace banggiao::extract {

void OfficeResolver::envoy(const OfficePhrase& held, EntityIndex place, Holding& holding) {
    holding.at = entity_of_place(held.at);
    if (holding.body != no_entity) return;
    holding.body = place;
    if (holding.body == no_entity && holding.at != no_entity && !is_home(holding.at)) {
        holding.body = home_country(table_, setting_);
        table_.mention(holding.evidence, holding.body, "place.of-office", true);
    }
}

void OfficeResolver::envoy_beside(const OfficeChain& all, std::size_t i, const PersonPhrase& holder,
                                  Holding& holding) {
    for (std::size_t k = i + 1; k < all.last; ++k) {
        const EntityIndex sender_beside = entity_of_place(office(k).place);
        if (office(k).word->type == "envoy" && sender_beside != no_entity) {
            holding.body = sender_beside; // `Tham tán Công sứ, Phó Đại sứ A`
            return;
        }
        const EntityIndex mission = entity_of_body(office(k).body);
        if (mission == no_entity || table_[mission].subkind != "diplomatic") continue;
        const EntityIndex sender = table_[mission].jurisdiction;
        holding.body = sender != no_entity ? sender : home_country(table_, setting_);
        table_.mention(holding.evidence, holding.body, "place.of-office", true);
        return;
    }
    if (const EntityIndex mission = mission_behind(all, i); mission != no_entity) {
        const bool head = office(i).word->form.starts_with("Tổng") || office(i).word->form == "Đại sứ";
        const EntityIndex sender = table_[mission].jurisdiction;
        holding.body = head && sender != no_entity ? sender : mission;
        table_.mention(holding.evidence, holding.body, "place.of-office", true);
        return;
    }
    const auto known = posts_.find(post_of(office(i).word->form));
    if (known == posts_.end() || known->second.sender == no_entity) return;
    if (is_home(known->second.sender) ? foreign_name(holder) : vietnamese(holder)) return;
    holding.body = known->second.sender;
    holding.at = known->second.at;
    table_.mention(holding.evidence, holding.body, "place.of-office", true);
}

EntityIndex OfficeResolver::mission_behind(const OfficeChain& all, std::size_t i) const {
    const std::size_t next = all.last;
    if (i + 1 != all.last || !is(next, PhraseKind::body) || !same_sentence(i, next) ||
        between(i, next).gap != Gap::comma)
        return no_entity;
    const EntityIndex body = entity_of_body(reading_.phrases[next].index);
    return body != no_entity && table_[body].subkind == "diplomatic" ? body : no_entity;
}

std::string_view OfficeResolver::post_of(std::string_view form) {
    static constexpr std::string_view ambassador = "Đại sứ";
    return form.starts_with(ambassador) ? ambassador : form;
}

void OfficeResolver::find_posts() {
    const auto tell = [this](std::string_view title, Post post) {
        const auto [at, fresh] = posts_.try_emplace(title, post);
        Post& known = at->second;
        if (!fresh && known.sender != post.sender) known.sender = no_entity;
        if (known.at == no_entity) known.at = post.at;
    };
    for (const OfficePhrase& told : reading_.offices)
        if (told.word->type == "envoy" && told.place != no_phrase)
            tell(post_of(told.word->form), {entity_of_place(told.place), entity_of_place(told.at)});
    for (const BodyPhrase& mission : reading_.bodies) {
        if (mission.head == nullptr || mission.place == no_phrase || mission.at == no_phrase) continue;
        const std::string_view title = mission.head->form == "Đại sứ quán"         ? "Đại sứ"
                                       : mission.head->form == "Tổng Lãnh sự quán" ? "Tổng Lãnh sự"
                                                                                   : "";
        if (!title.empty()) tell(title, {entity_of_place(mission.place), entity_of_place(mission.at)});
    }
}

void OfficeResolver::commander(Holding& holding) const {
    const auto behind =
        std::upper_bound(fleets_.begin(), fleets_.end(), std::pair(holding.evidence.first, no_entity));
    if (behind != fleets_.begin()) holding.body = std::prev(behind)->second;
}

void OfficeResolver::find_fleets() {
    static constexpr std::string_view heads[] = {"Hải quân", "Cảnh sát biển", "Lực lượng Bảo vệ bờ biển",
                                                 "Lực lượng Phòng vệ"};
    for (const BodyPhrase& body : reading_.bodies) {
        if (body.head == nullptr || body.entity == no_entity || !table_[body.entity].foreign) continue;
        for (const std::string_view head : heads)
            if (body.head->form.starts_with(head)) fleets_.emplace_back(body.tokens.first, body.entity);
    }
    std::sort(fleets_.begin(), fleets_.end());
}

EntityIndex OfficeResolver::governed(const OfficePhrase& held) const {
    static constexpr std::string_view at_home[] = {"Trưởng thôn", "Trưởng bản"};
    if (std::find(std::begin(at_home), std::end(at_home), held.word->form) != std::end(at_home))
        return no_entity;
    const auto foreign = [this](PhraseIndex index) {
        const PlacePhrase& place = reading_.places[index];
        return place.entity != no_entity && place.kind == EntityKind::foreign_locality;
    };
    const std::string_view wanted = held.word->form.ends_with("ị trưởng")     ? "thành phố"
                                    : held.word->form.ends_with("ỉnh trưởng") ? "tỉnh"
                                    : held.word->form.ends_with("yện trưởng") ? "huyện"
                                    : held.word->form.ends_with("uận trưởng") ? "quận"
                                    : held.generic == Generic::province       ? "tỉnh"
                                    : held.generic == Generic::city           ? "thành phố"
                                                                              : "";
    const TokenIndex at = held.title.first;
    std::vector<PhraseIndex> near = side_of_list(reading_, at).places;
    constexpr TokenIndex reach = 60;
    const TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
    const auto before = reading_.places_in({std::max(sentence.first, at > reach ? at - reach : 0), at});
    near.insert(near.end(), before.rbegin(), before.rend());
    for (const PhraseIndex index : near)
        if (foreign(index) && goes_with(reading_, wanted, reading_.places[index]))
            return reading_.places[index].entity;
    if (wanted == "tỉnh" && setting_.region != no_entity) return setting_.region;
    const auto only = units_abroad_.find(wanted);
    return only == units_abroad_.end() ? no_entity : only->second;
}

void OfficeResolver::find_units_abroad() {
    for (const PlacePhrase& place : reading_.places) {
        if (place.entity == no_entity || place.kind != EntityKind::foreign_locality) continue;
        for (const std::string_view level : {"tỉnh", "thành phố", "huyện", "quận"}) {
            if (!goes_with(reading_, level, place)) continue;
            const auto [at, fresh] = units_abroad_.try_emplace(level, place.entity);
            if (!fresh && at->second != place.entity) at->second = no_entity;
        }
    }
}

} // namespace banggiao::extract
