// Takes facts. Hands out them laid out for the merge: articles by id, mentions and edges in arrays, names
// folded.
#include <banggiao/graph/merge_state.h>
#include <banggiao/graph/schema.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>

namespace banggiao::merging {

namespace {

std::optional<Kind> kind_of(const FactNode& node) {
    constexpr std::pair<std::string_view, Kind> kinds[] = {{schema::label::official, Kind::official},
                                                           {schema::label::organization, Kind::organization},
                                                           {schema::label::place, Kind::place},
                                                           {schema::label::agreement, Kind::agreement},
                                                           {schema::label::event, Kind::event}};
    for (auto [label, kind] : kinds) {
        if (node.has_label(label)) return kind;
    }
    return std::nullopt;
}

std::optional<EdgeKind> edge_kind_of(std::string_view type) {
    using namespace schema::edge;
    constexpr std::array types{holds,      attended, took_part, held_in,    met,
                               partner_of, party_to, signed_,   located_in, serves};
    auto found = std::find(types.begin(), types.end(), type);
    if (found == types.end()) return std::nullopt;
    return static_cast<EdgeKind>(found - types.begin());
}

/// By id; articles that share one (the caller's mistake) by all they say. Equal ones once.
std::vector<const Facts*> sorted(std::span<const Facts> facts) {
    std::vector<const Facts*> order;
    for (const Facts& each : facts) order.push_back(&each);
    auto before = [](const Facts* a, const Facts* b) {
        int ids = a->article.id.compare(b->article.id);
        return ids != 0 ? ids < 0 : to_json(*a) < to_json(*b);
    };
    std::sort(order.begin(), order.end(), before);
    auto equal = [](const Facts* a, const Facts* b) {
        return a->article.id == b->article.id && to_json(*a) == to_json(*b);
    };
    order.erase(std::unique(order.begin(), order.end(), equal), order.end());
    return order;
}

/// The day an undated article tells of: its latest dated event.
std::int32_t latest_event_day(const Facts& facts) {
    std::int32_t latest = 0;
    for (const FactNode& node : facts.nodes) {
        const std::string* date = node.has_label(schema::label::event) ? property(node, "date") : nullptr;
        auto parsed = date ? PartialDate::parse(*date) : std::nullopt;
        if (parsed && parsed->is_day()) latest = std::max(latest, parsed->latest());
    }
    return latest;
}

} // namespace

const NameForms& Names::of(std::string_view name) {
    auto [entry, is_new] = known_.try_emplace(std::string(name));
    if (is_new) {
        std::string full = expand_abbreviations(name);
        entry->second = {slug_of(full), fold(full, {.i_and_y = true, .punctuation = true}), name_key(full),
                         fold(name)};
    }
    return entry->second;
}

bool same_but_for_lost_marks(const NameForms& a, const NameForms& b) {
    if (a.exact == b.exact) return true;
    return a.key == b.key && (a.exact == a.key || b.exact == b.key);
}

std::string slug_of(std::string_view name) {
    std::string slug;
    for (char32_t point : to_code_points(fold(name))) {
        if (is_letter(point) || is_digit(point)) {
            append_utf8(slug, point);
        } else if (!slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    if (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug;
}

std::string_view tail(std::string_view key) {
    return key.substr(key.find('/') + 1);
}

bool is_code_within(std::string_view code, std::string_view country) {
    return code.size() > 2 && (code[2] == '-' || code[2] == '/') && code.substr(0, 2) == country;
}

const std::string* property(const FactNode& node, const std::string& key) {
    auto found = node.properties.find(key);
    return found == node.properties.end() ? nullptr : &found->second;
}

State::State(std::span<const Facts> facts, std::span<const Judgement> judgements) : groups(judgements) {
    std::unordered_map<std::string_view, std::uint32_t> texts;
    for (const Facts* each : sorted(facts)) {
        auto number = static_cast<std::uint32_t>(articles.size());
        LocalArticle article{each, static_cast<LocalId>(locals.size()), number, std::nullopt, 0};
        if (!each->article.sha256.empty())
            article.same_text = texts.emplace(each->article.sha256, number).first->second;
        if (each->article.published) article.published = PartialDate::parse(*each->article.published);
        bool dated = article.published && article.published->has_year();
        article.day = dated ? article.published->latest() : latest_event_day(*each);
        articles.push_back(article);
        std::unordered_map<std::string_view, LocalId> ids;
        for (const FactNode& node : each->nodes) {
            auto kind = kind_of(node);
            if (!kind || !ids.emplace(node.id, static_cast<LocalId>(locals.size())).second) continue;
            locals.push_back({&node, &names.of(node.name), number, none, *kind, false});
        }
        for (const FactEdge& edge : each->edges) {
            auto kind = edge_kind_of(edge.type);
            auto from = ids.find(edge.from);
            auto to = ids.find(edge.to);
            if (!kind || from == ids.end() || to == ids.end()) continue;
            edges.push_back({&edge, from->second, to->second, number, *kind});
        }
    }
}

std::span<const Local> State::locals_of(std::uint32_t article) const {
    LocalId first = articles[article].first;
    std::size_t last = article + 1 < articles.size() ? articles[article + 1].first : locals.size();
    return std::span(locals).subspan(first, last - first);
}

std::string State::article_mark(std::uint32_t article) const {
    return "~" + article_id(articles[article].same_text);
}

GroupId Jurisdictions::of(const State& state, GroupId group) const {
    GroupId place = group < of_group.size() ? of_group[group] : none;
    if (place == none) return none;
    GroupId root = state.groups.root(place);
    return state.groups.key(place) == "country/VN" ? none : root;
}

} // namespace banggiao::merging
