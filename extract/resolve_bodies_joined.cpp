// Takes the organisations found. Hands out one for a short form and the full name: abbreviations, names cut
// short, commands of a force.
#include <banggiao/extract/body_resolver.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {

void BodyResolver::join_short_forms() {
    std::vector<std::pair<std::string, EntityIndex>> names;
    auto& entities = table_.annotations().entities;
    for (EntityIndex i = 0; i < entities.size(); ++i)
        if (entities[i].kind == EntityKind::organization) names.emplace_back(folded(entities[i].name), i);
    std::sort(names.begin(), names.end());
    std::map<EntityIndex, EntityIndex> same;
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
        if (!may_be_short(entities[names[i].second])) continue;
        const std::string stem = names[i].first + " ";
        std::size_t longest = i;
        for (std::size_t j = i + 1; j < names.size() && names[j].first.starts_with(stem); ++j) {
            if (longest != i && !names[j].first.starts_with(names[longest].first)) {
                longest = i; // two different bodies begin so
                break;
            }
            longest = j;
        }
        if (longest != i && !is_place(names[longest].first.substr(stem.size())))
            same[names[i].second] = names[longest].second;
    }
    commands(names, same);
    abbreviated(names, same);
    if (!same.empty()) join(same);
}

void BodyResolver::commands(const std::vector<std::pair<std::string, EntityIndex>>& names,
                            std::map<EntityIndex, EntityIndex>& same) {
    static const std::string head = fold("Bộ Tư lệnh") + " ";
    for (const auto& [name, entity] : names) {
        if (!name.starts_with(head)) continue;
        const auto own =
            std::lower_bound(names.begin(), names.end(), std::pair(name.substr(head.size()), EntityIndex{0}));
        if (own != names.end() && own->first == name.substr(head.size())) same[own->second] = entity;
    }
}

void BodyResolver::abbreviated(const std::vector<std::pair<std::string, EntityIndex>>& names,
                               std::map<EntityIndex, EntityIndex>& same) const {
    for (const auto& [brief, entity] : abbreviations_) {
        const auto own = std::lower_bound(names.begin(), names.end(), std::pair(brief, EntityIndex{0}));
        if (own != names.end() && own->first == brief && own->second != entity && !same.contains(entity))
            same[own->second] = entity;
    }
}

bool BodyResolver::may_be_short(const Entity& body) const {
    static constexpr std::string_view never[] = {
        "ministry", "government", "legislature", "people_committee", "people_council", "party", "military"};
    if (std::find(std::begin(never), std::end(never), body.subkind) != std::end(never)) return false;
    return body.jurisdiction == no_entity && std::count(body.name.begin(), body.name.end(), ' ') >= 1;
}

void BodyResolver::join(const std::map<EntityIndex, EntityIndex>& same) {
    const auto target = [&same](EntityIndex entity) {
        for (auto at = same.find(entity); at != same.end(); at = same.find(entity)) entity = at->second;
        return entity;
    };
    for (const auto& [shorter, longer] : same) {
        const Entity part = table_[shorter];
        table_.add_form(target(longer), part.name);
        for (const std::string& alias : part.aliases) table_.add_form(target(longer), alias);
    }
    for (BodyPhrase& body : reading_.bodies)
        if (body.entity != no_entity) body.entity = target(body.entity);
    for (EntityMention& mention : table_.annotations().mentions) mention.entity = target(mention.entity);
}

void BodyResolver::resolve_short_form(BodyPhrase& body) {
    body.entity = reading_.bodies[body.same_as].entity;
    if (body.entity != no_entity) table_.mention(body.tokens, body.entity, "body.abbreviation", false);
}

} // namespace banggiao::extract
