// Takes the organisations found. Hands out one for a short form and the full name: abbreviations, names cut
// short, commands of a force.
#include <banggiao/extract/body_resolver.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

/// `Trường Đại học Norden`: its name is no Vietnamese word, so that a country behind it only says where it
/// is.
bool named_abroad(const std::string& folded_name) {
    const std::size_t space = folded_name.rfind(' ');
    return space != std::string::npos &&
           !is_vietnamese_syllable(intern_syllable(std::string_view(folded_name).substr(space + 1)));
}

} // namespace

bool BodyResolver::is_place(const std::string& name) {
    if (!place_names_) {
        place_names_.emplace();
        for (const PlacePhrase& place : reading_.places)
            if (place.entity != no_entity) place_names_->insert(folded(reading_.document.view(place.name)));
    }
    return place_names_->contains(name);
}

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
        if (longest != i &&
            (!is_place(names[longest].first.substr(stem.size())) ||
             (entities[names[i].second].subkind == "education" && named_abroad(names[i].first))))
            same[names[i].second] = names[longest].second;
    }
    commands(names, same);
    abbreviated(names, same);
    coined(names, same);
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
    for (const auto& [brief, entity] : abbreviations_)
        for (const std::string_view head : {"tổ chức ", "cơ quan ", "tập đoàn ", "quỹ ", "ngân hàng "}) {
            const std::string called = std::string(head) + brief; // `Tổ chức JICA`
            const auto own = std::lower_bound(names.begin(), names.end(), std::pair(called, EntityIndex{0}));
            if (own != names.end() && own->first == called && own->second != entity && !same.contains(entity))
                same[own->second] = entity;
        }
    for (const auto& [brief, entity] : abbreviations_) {
        const auto own = std::lower_bound(names.begin(), names.end(), std::pair(brief, EntityIndex{0}));
        if (own != names.end() && own->first == brief && own->second != entity && !same.contains(entity))
            same[own->second] = entity;
    }
}

namespace {

using Words = std::vector<std::string_view>;

Words words_of(std::string_view name) {
    Words out;
    for (std::size_t from = 0; from < name.size();) {
        const std::size_t end = std::min(name.find(' ', from), name.size());
        out.push_back(name.substr(from, end - from));
        from = end + 1;
    }
    return out;
}

/// What kind of company it is: left out in `Công ty Minh An`.
bool legal_form(std::string_view word) {
    static const SyllableSet forms(
        "tnhh mtv cp cổ phần trách nhiệm hữu hạn một thành viên thương mại tm tập đoàn");
    return forms.contains(intern_syllable(word));
}

/// `Nordak` of `Công ty Nordak`, `Công ty Minh An` of `Công ty TNHH Minh An`.
bool shortens(const Words& brief, const Words& full) {
    if (brief.size() >= full.size()) return false;
    if (!is_vietnamese_syllable(intern_syllable(brief.front())) &&
        std::equal(brief.rbegin(), brief.rend(), full.rbegin()))
        return true;
    if (brief.size() < 3 || brief[0] != full[0] || brief[1] != full[1]) return false;
    const auto own = full.end() - static_cast<std::ptrdiff_t>(brief.size() - 2);
    if (!std::equal(brief.begin() + 2, brief.end(), own)) return false;
    const bool telling = brief.size() > 3 || !is_vietnamese_syllable(intern_syllable(brief.back()));
    return telling || std::all_of(full.begin() + 2, own, legal_form);
}

} // namespace

void BodyResolver::coined(const std::vector<std::pair<std::string, EntityIndex>>& names,
                          std::map<EntityIndex, EntityIndex>& same) const {
    constexpr std::size_t most = 64;
    std::map<std::string_view, std::vector<std::pair<Words, EntityIndex>>> by_end;
    for (const auto& [name, entity] : names) {
        if (table_[entity].subkind != "company" && table_[entity].subkind != "media") continue;
        Words words = words_of(name);
        if (words.empty()) continue;
        if (auto& alike = by_end[words.back()]; alike.size() < most)
            alike.emplace_back(std::move(words), entity);
    }
    for (const auto& [end, firms] : by_end)
        for (const auto& [brief, entity] : firms) {
            EntityIndex only = no_entity;
            std::size_t found = 0;
            for (const auto& [full, other] : firms)
                if (shortens(brief, full) && table_[other].subkind == table_[entity].subkind) {
                    only = other;
                    ++found;
                }
            if (found == 1 && only < entity && !same.contains(entity)) same[entity] = only;
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
