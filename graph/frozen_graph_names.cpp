// Takes a name as somebody writes it. Hands out the vertices it may mean, from the sorted index of folded
// names.
#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/frozen_graph_layout.h>
#include <banggiao/graph/name_search.h>
#include <banggiao/graph/text.h>

#include <bit>
#include <unordered_set>

namespace banggiao {

namespace {

using Sections = FrozenGraph::Sections;

std::string_view key_at(const Sections& sections, std::size_t entry) {
    return sections.text(sections.at(sections.name_keys, entry));
}

/// The first entry whose key is not less.
std::size_t lower_bound(const Sections& sections, std::string_view key) {
    std::size_t first = 0, count = sections.name_keys.size();
    while (count > 0) {
        const std::size_t half = count / 2;
        const bool before = key_at(sections, first + half) < key;
        if (before) first += half + 1;
        count = before ? count - half - 1 : half;
    }
    return first;
}

/// Vertices with this key, ascending.
std::vector<VertexId> vertices_of(const Sections& sections, std::string_view key) {
    std::vector<VertexId> vertices;
    for (std::size_t entry = lower_bound(sections, key);
         entry < sections.name_keys.size() && key_at(sections, entry) == key; ++entry)
        vertices.push_back(sections.at(sections.name_vertices, entry));
    return vertices;
}

/// The first bytes of a key as a number that orders as they do.
std::uint64_t beginning(std::string_view key) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = number << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0);
    return number;
}

struct Sortable {
    std::uint64_t beginning; ///< of what is left of the key
    NameEntry entry;
};

void sort_by_text(std::span<Sortable> run, const StringPool& pool) {
    std::sort(run.begin(), run.end(), [&](const Sortable& a, const Sortable& b) {
        if (a.entry.key == b.entry.key) return a.entry.vertex < b.entry.vertex;
        return pool.text(a.entry.key) < pool.text(b.entry.key);
    });
}

/// Sorts entries whose keys agree in their first `depth` bytes. The next eight are fetched once and compared
/// as numbers, since reaching a text is what costs.
void sort_run(std::span<Sortable> run, std::size_t depth, const StringPool& pool) {
    constexpr std::size_t few = 24, deepest = 64;
    if (run.size() < few || depth > deepest) return sort_by_text(run, pool);
    for (Sortable& each : run) {
        const std::string_view text = pool.text(each.entry.key);
        each.beginning = beginning(text.substr(std::min(depth, text.size())));
    }
    std::sort(run.begin(), run.end(),
              [](const Sortable& a, const Sortable& b) { return a.beginning < b.beginning; });
    for (std::size_t first = 0, last = 0; first < run.size(); first = last) {
        while (last < run.size() && run[last].beginning == run[first].beginning) ++last;
        if (last - first > 1) sort_run(run.subspan(first, last - first), depth + 8, pool);
    }
}

} // namespace

std::optional<VertexId> FrozenGraph::find_id(std::string_view id) const {
    const auto key = find_key("id");
    if (!key) return {};
    for (const VertexId vertex : vertices_of(*sections_, name_key(id)))
        if (is_or_has(vertex_property(vertex, *key), [&](const std::string& own) { return own == id; }))
            return vertex;
    return {};
}

std::vector<VertexId> FrozenGraph::find_name(std::string_view name) const {
    const std::string key = name_key(name);
    if (key.empty()) return {};
    std::vector<VertexId> found = vertices_of(*sections_, key);
    const std::string exact = to_nfc(name);
    const auto is_exact = [&](const std::string& own) { return own == exact; };
    std::stable_partition(found.begin(), found.end(),
                          [&](VertexId vertex) { return is_named(*this, vertex, is_exact); });
    return found;
}

std::vector<VertexId> FrozenGraph::find_name_prefix(std::string_view prefix, std::size_t limit) const {
    const std::string key = name_key(prefix);
    std::vector<VertexId> found = find_name(prefix);
    if (found.size() > limit) found.resize(limit);
    std::unordered_set<VertexId> seen(found.begin(), found.end());
    for (std::size_t entry = lower_bound(*sections_, key);
         found.size() < limit && entry < sections_->name_keys.size() &&
         key_at(*sections_, entry).starts_with(key);
         ++entry) {
        const VertexId vertex = sections_->at(sections_->name_vertices, entry);
        if (seen.insert(vertex).second) found.push_back(vertex);
    }
    return found;
}

std::vector<VertexId> find_name_part(const FrozenGraph& graph, std::string_view part, std::size_t limit,
                                     const std::function<bool(VertexId)>& wanted) {
    const Sections& sections = graph.sections();
    const std::string key = name_key(part);
    std::vector<VertexId> found;
    std::unordered_set<VertexId> seen;
    for (std::size_t entry = 0; entry < sections.name_keys.size() && found.size() < limit; ++entry) {
        if (key_at(sections, entry).find(key) == std::string_view::npos) continue;
        const VertexId vertex = sections.at(sections.name_vertices, entry);
        if (seen.insert(vertex).second && wanted(vertex)) found.push_back(vertex);
    }
    return found;
}

void sort_names(std::vector<NameEntry>& names, const StringPool& pool) {
    std::vector<Sortable> sortable;
    sortable.reserve(names.size());
    for (const NameEntry entry : names) sortable.push_back({0, entry});
    sort_run(sortable, 0, pool);
    names.clear();
    for (const Sortable& next : sortable)
        if (names.empty() || names.back().key != next.entry.key || names.back().vertex != next.entry.vertex)
            names.push_back(next.entry);
}

} // namespace banggiao
