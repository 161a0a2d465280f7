// Takes digests. Hands out them laid out for the merge: articles by id, mentions and edges in arrays, names
// folded.
#include <banggiao/graph/merge_state.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <tuple>

namespace banggiao::merging {

namespace {

/// By id; articles that share one (the caller's mistake) by all they say. Equal ones once.
std::vector<const Digest*> sorted(std::span<const Digest* const> digests) {
    std::vector<const Digest*> order(digests.begin(), digests.end());
    auto before = [](const Digest* a, const Digest* b) {
        int ids = a->id.compare(b->id);
        return ids != 0 ? ids < 0 : a->bytes() < b->bytes();
    };
    std::sort(order.begin(), order.end(), before);
    auto equal = [](const Digest* a, const Digest* b) { return a->id == b->id && a->bytes() == b->bytes(); };
    order.erase(std::unique(order.begin(), order.end(), equal), order.end());
    return order;
}

/// The day an undated article tells of: its latest dated event.
std::int32_t latest_event_day(const Digest& digest) {
    std::int32_t latest = 0;
    for (const Digest::Node& node : digest.nodes) {
        auto date = node.kind == Kind::event ? property(node.properties, "date") : std::nullopt;
        auto parsed = date ? PartialDate::parse(*date) : std::nullopt;
        if (parsed && parsed->is_day()) latest = std::max(latest, parsed->latest());
    }
    return latest;
}

} // namespace

const NameForms& Names::of(std::string_view name) {
    auto known = known_.find(name);
    if (known != known_.end()) return known->second;
    std::string full = expand_abbreviations(name);
    NameForms forms{slug_of(full), fold(full, {.i_and_y = true, .punctuation = true}), name_key(full),
                    fold(name)};
    return known_.emplace(std::string(name), std::move(forms)).first->second;
}

bool same_but_for_lost_marks(const NameForms& a, const NameForms& b) {
    if (a.exact == b.exact) return true;
    return a.key == b.key && (a.exact == a.key || b.exact == b.key);
}

void take_least(const NameForms*& known, const NameForms* more) {
    if (known == more) return;
    const auto all = [](const NameForms& forms) { return std::tie(forms.exact, forms.key, forms.folded); };
    if (!known || all(*more) < all(*known)) known = more;
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

void see_day(std::int32_t& first, std::int32_t& last, std::int32_t day) {
    if (day == 0) return;
    first = first == 0 ? day : std::min(first, day);
    last = std::max(last, day);
}

std::string_view tail(std::string_view key) {
    return key.substr(key.find('/') + 1);
}

bool is_code_within(std::string_view code, std::string_view country) {
    return code.size() > 2 && (code[2] == '-' || code[2] == '/') && code.substr(0, 2) == country;
}

State::State(std::span<const Digest* const> digests, std::span<const Judgement> judgements, Names* folded)
    : names(folded ? *folded : own_names), groups(judgements) {
    std::size_t nodes = 0, links = 0;
    for (const Digest* each : digests) {
        nodes += each->nodes.size();
        links += each->edges.size();
    }
    articles.reserve(digests.size());
    locals.reserve(nodes);
    edges.reserve(links);
    std::unordered_map<std::string_view, std::uint32_t> texts;
    for (const Digest* each : sorted(digests)) {
        auto number = static_cast<std::uint32_t>(articles.size());
        auto first = static_cast<LocalId>(locals.size());
        LocalArticle article{each, first, number, std::nullopt, 0};
        if (!each->sha256.empty()) article.same_text = texts.emplace(each->sha256, number).first->second;
        if (each->published) article.published = PartialDate::parse(*each->published);
        bool dated = article.published && article.published->has_year();
        article.day = dated ? article.published->latest() : latest_event_day(*each);
        articles.push_back(article);
        for (const Digest::Node& node : each->nodes)
            locals.push_back({&node, &names.of(node.name), number, none, node.kind, false});
        for (const Digest::Edge& edge : each->edges)
            edges.push_back({&edge, first + edge.from, first + edge.to, number, edge.kind});
    }
}

std::span<const Local> State::locals_of(std::uint32_t article) const {
    LocalId first = articles[article].first;
    std::size_t last = article + 1 < articles.size() ? articles[article + 1].first : locals.size();
    return std::span(locals).subspan(first, last - first);
}

std::string_view State::telling_of(LocalId local) const {
    const auto found = std::lower_bound(tellings.begin(), tellings.end(), local,
                                        [](const auto& each, LocalId wanted) { return each.first < wanted; });
    return found == tellings.end() || found->first != local ? std::string_view() : found->second;
}

std::string State::article_mark(std::uint32_t article) const {
    return "~" + std::string(article_id(articles[article].same_text));
}

GroupId Jurisdictions::of(const State& state, GroupId group) const {
    GroupId place = group < of_group.size() ? of_group[group] : none;
    if (place == none) return none;
    GroupId root = state.groups.root(place);
    return state.groups.key(place) == "country/VN" ? none : root;
}

} // namespace banggiao::merging
