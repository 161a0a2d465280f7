// Takes the offices given to people. Hands out one holding for one office, and offices without a name as
// references to who holds them.
#include <banggiao/extract/office_resolver.h>

#include <algorithm>

namespace banggiao::extract {

namespace {

/// Whether a title is another with words before, or behind it.
bool ends_with_title(std::string_view fuller, std::string_view title) {
    return fuller.size() > title.size() && fuller.ends_with(title) &&
           fuller[fuller.size() - title.size() - 1] == ' ';
}
bool begins_with_title(std::string_view fuller, std::string_view title) {
    return fuller.size() > title.size() && fuller.starts_with(title) && fuller[title.size()] == ' ';
}

} // namespace

bool OfficeResolver::covered(const Pending& one) const {
    const std::string& title = one.holding.folded_title;
    for (const std::size_t index : by_person_.at(one.holding.official)) {
        const Pending& other = pending_[index];
        if (&other == &one || other.holding.body == no_entity) continue;
        const std::string& fuller = other.holding.folded_title;
        if (one.generic && !other.generic && fuller == title && one.holding.body != no_entity &&
            one.holding.body != other.holding.body &&
            table_[one.holding.body].subkind == table_[other.holding.body].subkind)
            return true; // `Phó Chủ tịch UBND tỉnh` of what is named elsewhere
        if (one.assumed && ends_with_title(fuller, title)) return true;
        if (one.holding.body == no_entity || (one.assumed && !other.assumed)) {
            if (fuller == title || begins_with_title(fuller, title) || ends_with_title(fuller, title))
                return true;
        } else if (one.holding.body == other.holding.body && fuller.starts_with(title) &&
                   std::string_view(fuller).substr(title.size()) == " nước") {
            return true;
        }
    }
    return false;
}

void OfficeResolver::settle() {
    join_by_office();
    drop_other_nations();
    for (std::size_t i = 0; i < pending_.size(); ++i) {
        pending_[i].holding.folded_title = folded(pending_[i].holding.title);
        by_title_[folded(pending_[i].word->form)].push_back(i);
        auto& own = by_person_[pending_[i].holding.official];
        const auto same = [&](std::size_t k) {
            return pending_[k].holding.body == pending_[i].holding.body &&
                   pending_[k].holding.title == pending_[i].holding.title &&
                   pending_[k].holding.at == pending_[i].holding.at &&
                   pending_[k].assumed == pending_[i].assumed;
        };
        if (std::none_of(own.begin(), own.end(), same)) own.push_back(i);
    }
    table_.annotations().holdings.reserve(pending_.size());
    for (Pending& one : pending_) {
        if (covered(one)) continue;
        if (one.holding.at == no_entity) one.holding.at = seat_told(one.holding);
        table_.annotations().holdings.push_back(one.holding);
    }
}

EntityIndex OfficeResolver::seat_told(const Holding& holding) const {
    for (const std::size_t index : by_person_.at(holding.official)) {
        const Holding& other = pending_[index].holding;
        if (other.at != no_entity && other.body == holding.body && other.title == holding.title)
            return other.at;
    }
    return no_entity;
}

void OfficeResolver::join_by_office() {
    const auto alike = [this](EntityIndex a, EntityIndex b) {
        const std::vector<std::string> x = words(table_[a].name), y = words(table_[b].name);
        if (x.size() != y.size() || x.size() < 3) return false;
        std::size_t differing = 0;
        for (std::size_t i = 0; i < x.size(); ++i) differing += x[i] != y[i];
        return differing == 1;
    };
    std::map<EntityIndex, EntityIndex> same;
    for (std::size_t i = 0; i < pending_.size(); ++i)
        for (std::size_t k = i > 64 ? i - 64 : 0; k < i; ++k) {
            const Holding& a = pending_[k].holding;
            const Holding& b = pending_[i].holding;
            const bool same_body = a.body == b.body || a.body == no_entity || b.body == no_entity;
            if (a.official == b.official || a.title != b.title || !same_body) continue;
            if (alike(a.official, b.official))
                same[std::max(a.official, b.official)] = std::min(a.official, b.official);
        }
    if (!same.empty()) merge(same);
}

std::vector<std::string> OfficeResolver::words(const std::string& name) {
    std::vector<std::string> out(1);
    for (const char c : folded(name))
        if (c == ' ')
            out.emplace_back();
        else
            out.back() += c;
    return out;
}

void OfficeResolver::merge(const std::map<EntityIndex, EntityIndex>& same) {
    const auto root = [&same](EntityIndex entity) {
        for (auto at = same.find(entity); at != same.end() && at->second < entity; at = same.find(entity))
            entity = at->second;
        return entity;
    };
    for (const auto& [from, to] : same) {
        if (root(from) == from) continue;
        const Entity other = table_[from];
        table_.add_form(root(from), other.name);
        for (const std::string& alias : other.aliases) table_.add_form(root(from), alias);
    }
    for (Pending& one : pending_) one.holding.official = root(one.holding.official);
    for (EntityMention& mention : table_.annotations().mentions) mention.entity = root(mention.entity);
}

std::string OfficeResolver::nation(const Holding& holding) const {
    if (holding.body == no_entity) return {};
    const Entity& body = table_[holding.body];
    if (body.kind == EntityKind::country) return body.code;
    if (body.kind == EntityKind::province || body.kind == EntityKind::locality) return "VN";
    if (body.kind != EntityKind::organization) return {};
    if (body.jurisdiction != no_entity) {
        const Entity& place = table_[body.jurisdiction];
        if (place.kind == EntityKind::country) return place.code;
        return place.foreign ? std::string{} : std::string("VN");
    }
    const bool ours = body.subkind == "ministry" || body.subkind == "government" || body.subkind == "party" ||
                      (body.subkind == "legislature" &&
                       body.name.find(" khu vực ") == std::string::npos); // a region's deputies: of Lào
    return ours ? std::string("VN") : std::string{};
}

void OfficeResolver::drop_other_nations() {
    std::map<EntityIndex, std::map<std::string, int>> votes;
    for (const Pending& one : pending_)
        if (const std::string country = nation(one.holding); !country.empty())
            votes[one.holding.official][country] += one.assumed                                ? 1
                                                    : one.holding.rule == "office.before-name" ? 4
                                                                                               : 2;
    std::erase_if(pending_, [&](const Pending& one) {
        const std::string country = nation(one.holding);
        if (country.empty()) return false;
        const auto& all = votes[one.holding.official];
        for (const auto& [other, weight] : all)
            if (weight > all.at(country)) return true;
        return false;
    });
}

void OfficeResolver::references() {
    for (const std::size_t phrase : unheld_) {
        const OfficePhrase& held = office(phrase);
        imply(held);
        refer(held);
    }
}

void OfficeResolver::imply(const OfficePhrase& held) {
    if (!setting_.domestic || held.body != no_phrase || held.place != no_phrase || held.dead) return;
    if (held.word->type == "premier" && reading_.capital(held.title.first, held.title.last))
        government(held.tokens);
}

bool OfficeResolver::opens_article(TokenIndex at) const {
    constexpr std::size_t opening = 4; ///< sentences: a headline, a summary, the lead
    const auto& sentences = reading_.document.sentences;
    return sentences.size() <= opening || at < sentences[opening].tokens.first;
}

void OfficeResolver::refer(const OfficePhrase& held) {
    const auto known = by_title_.find(folded(held.word->form));
    if (known == by_title_.end()) return;
    const EntityIndex body = entity_of_body(held.body);
    const EntityIndex place = place_of(held);
    const auto fits = [&](const Pending& one) {
        const bool aide = one.holding.title.find(" của ") != std::string::npos;
        return aide == !held.of.empty() && (body == no_entity || one.holding.body == body) &&
               (place == no_entity || one.holding.body == place);
    };
    constexpr std::ptrdiff_t reach = 64;
    const auto& all = known->second; // by position
    const auto behind =
        std::upper_bound(all.begin(), all.end(), held.tokens.first,
                         [this](TokenIndex at, std::size_t i) { return at < pending_[i].first; });
    if (!held.after[0].empty()) { // `Phó Chủ tịch Thường trực`: not any deputy
        const std::string whole = folded(title_of(held, false));
        for (auto at = behind; at != all.begin() && behind - at < reach; --at) {
            const Pending& one = pending_[*std::prev(at)];
            if (!fits(one) || folded(one.holding.title) != whole) continue;
            table_.mention(held.tokens, one.holding.official, "coref.office", true);
            return;
        }
    }
    EntityIndex found = no_entity;
    const bool bare = body == no_entity && place == no_entity;
    for (auto at = behind; at != all.begin() && behind - at < reach; --at) {
        const Pending& one = pending_[*std::prev(at)];
        if (!fits(one)) continue;
        const bool ours = bare && nation(one.holding) == "VN"; // `Thủ tướng` alone, beside another country's
        if (found != no_entity && !ours) continue;
        found = one.holding.official;
        if (ours || !bare) break;
    }
    const bool may_follow = !bare || opens_article(held.tokens.first);
    for (auto at = behind; may_follow && at != all.end() && at - behind < reach && found == no_entity; ++at)
        if (fits(pending_[*at])) found = pending_[*at].holding.official;
    if (found != no_entity) table_.mention(held.tokens, found, "coref.office", true);
}

} // namespace banggiao::extract
