// Takes what is found in an article. Hands out its entities, one for each key, with their forms and mentions.
#include <banggiao/extract/resolution.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace banggiao::extract {
namespace {

constexpr std::string_view capital_eth = "\xC3\x90", small_eth = "\xC3\xB0";

/// Whether the Icelandic letter that old papers print for Đ is in a name.
bool has_eth(std::string_view name) {
    return name.find(capital_eth) != name.npos || name.find(small_eth) != name.npos;
}

std::string with_vietnamese_d(std::string name) {
    for (const auto& [eth, letter] :
         {std::pair{capital_eth, std::string_view("Đ")}, std::pair{small_eth, std::string_view("đ")}})
        for (std::size_t at = name.find(eth); at != name.npos; at = name.find(eth, at))
            name.replace(at, eth.size(), letter);
    return name;
}

} // namespace

EntityIndex EntityTable::add(const std::string& key, Entity entity, bool* created) {
    const auto [at, fresh] = by_key_.try_emplace(key, static_cast<EntityIndex>(annotations_.entities.size()));
    if (fresh) {
        entity.name = with_vietnamese_d(std::move(entity.name));
        annotations_.entities.push_back(std::move(entity));
    }
    if (created != nullptr) *created = fresh;
    return at->second;
}

EntityIndex EntityTable::find(const std::string& key) const {
    const auto at = by_key_.find(key);
    return at == by_key_.end() ? no_entity : at->second;
}

void EntityTable::add_form(EntityIndex index, std::string_view form) {
    Entity& entity = annotations_.entities[index];
    if (form == entity.name ||
        std::find(entity.aliases.begin(), entity.aliases.end(), form) != entity.aliases.end())
        return;
    const std::string key = folded(form);
    const auto same = [&](const std::string& alias) { return folded(alias) == key; };
    const bool known = same(entity.name) || std::any_of(entity.aliases.begin(), entity.aliases.end(), same);
    if (!known || has_eth(form)) entity.aliases.emplace_back(form);
}

void EntityTable::mention(TokenRange tokens, EntityIndex entity, std::string_view rule, bool reference,
                          bool in_name) {
    annotations_.mentions.push_back({tokens, entity, rule, reference, in_name});
}

} // namespace banggiao::extract
