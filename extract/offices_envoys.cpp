// Takes the office of an envoy or of a ship's commander. Hands out the country that sent him, and where to,
// or the navy he serves: by the words, or by the missions and fleets told of.
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
        const EntityIndex mission = entity_of_body(office(k).body);
        if (mission == no_entity || table_[mission].subkind != "diplomatic") continue;
        const EntityIndex sender = table_[mission].jurisdiction;
        holding.body = sender != no_entity ? sender : home_country(table_, setting_);
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

} // namespace banggiao::extract
