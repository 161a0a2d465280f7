// Takes a frozen graph and its changes. Hands out what it is now.
#include <banggiao/graph/name_search.h>
#include <banggiao/graph/text.h>
#include <banggiao/query/graph_view.h>

#include <algorithm>

namespace banggiao::query {

namespace {

template <typename Names>
std::optional<std::uint16_t> added_id(const Names& names, std::string_view name) {
    auto known = names.ids.find(name);
    if (known == names.ids.end()) return std::nullopt;
    return known->second;
}

std::span<const EdgeId> edges_in(const std::unordered_map<VertexId, std::vector<EdgeId>>& lists,
                                 VertexId vertex) {
    auto found = lists.find(vertex);
    if (found == lists.end()) return {};
    return found->second;
}

std::vector<std::pair<KeyId, Value>> property_list(const GraphChanges::PropertyList& properties) {
    return {properties.begin(), properties.end()};
}

Value value_at(const GraphChanges::PropertyList& properties, KeyId key) {
    auto found = properties.find(key);
    return found == properties.end() ? Value() : found->second;
}

} // namespace

const GraphChanges::Vertex* GraphView::changed_vertex(VertexId vertex) const {
    if (!changes_) return nullptr;
    auto found = changes_->vertices_.find(vertex);
    return found == changes_->vertices_.end() ? nullptr : &found->second;
}

const GraphChanges::Edge* GraphView::changed_edge(EdgeId edge) const {
    if (!changes_) return nullptr;
    auto found = changes_->edges_.find(edge);
    return found == changes_->edges_.end() ? nullptr : &found->second;
}

std::uint32_t GraphView::vertex_count() const {
    return graph_.vertex_count() + (changes_ ? changes_->created_vertices_ : 0);
}

std::uint32_t GraphView::edge_count() const {
    return graph_.edge_count() + (changes_ ? changes_->created_edges_ : 0);
}

bool GraphView::is_erased(NodeReference node) const {
    return changes_ && changes_->erased_vertices_.contains(node.id);
}

bool GraphView::is_erased(EdgeReference edge) const {
    return changes_ && changes_->erased_edges_.contains(edge.id);
}

VertexId GraphView::source_now(EdgeId edge) const {
    const auto* changed = changed_edge(edge);
    return changed ? changed->source : graph_.source(edge);
}

VertexId GraphView::target_now(EdgeId edge) const {
    const auto* changed = changed_edge(edge);
    return changed ? changed->target : graph_.target(edge);
}

TypeId GraphView::type(EdgeId edge) const {
    const auto* changed = changed_edge(edge);
    return changed ? changed->type : graph_.type(edge);
}

std::span<const LabelId> GraphView::labels(VertexId vertex) const {
    const auto* changed = changed_vertex(vertex);
    return changed ? std::span<const LabelId>(changed->labels) : graph_.labels(vertex);
}

bool GraphView::has_label(VertexId vertex, LabelId label) const {
    if (!changes_) return graph_.has_label(vertex, label);
    auto all = labels(vertex);
    return std::binary_search(all.begin(), all.end(), label);
}

std::optional<LabelId> GraphView::find_label(std::string_view name) const {
    auto id = graph_.find_label(name);
    return id || !changes_ ? id : added_id(changes_->labels_, name);
}

std::optional<TypeId> GraphView::find_type(std::string_view name) const {
    auto id = graph_.find_type(name);
    return id || !changes_ ? id : added_id(changes_->types_, name);
}

std::optional<KeyId> GraphView::find_key(std::string_view name) const {
    auto id = graph_.find_key(name);
    return id || !changes_ ? id : added_id(changes_->keys_, name);
}

std::string_view GraphView::label_name(LabelId label) const {
    if (label < graph_.label_count()) return graph_.label_name(label);
    return changes_->labels_.added[label - graph_.label_count()];
}

std::string_view GraphView::type_name(TypeId type) const {
    if (type < graph_.type_count()) return graph_.type_name(type);
    return changes_->types_.added[type - graph_.type_count()];
}

std::string_view GraphView::key_name(KeyId key) const {
    if (key < graph_.key_count()) return graph_.key_name(key);
    return changes_->keys_.added[key - graph_.key_count()];
}

Value GraphView::vertex_property(VertexId vertex, KeyId key) const {
    if (const auto* changed = changed_vertex(vertex)) return value_at(changed->properties, key);
    return key < graph_.key_count() ? graph_.vertex_property(vertex, key) : Value();
}

Value GraphView::edge_property(EdgeId edge, KeyId key) const {
    if (const auto* changed = changed_edge(edge)) return value_at(changed->properties, key);
    return key < graph_.key_count() ? graph_.edge_property(edge, key) : Value();
}

std::vector<std::pair<KeyId, Value>> GraphView::vertex_properties(VertexId vertex) const {
    if (const auto* changed = changed_vertex(vertex)) return property_list(changed->properties);
    return graph_.vertex_properties(vertex);
}

std::vector<std::pair<KeyId, Value>> GraphView::edge_properties(EdgeId edge) const {
    if (const auto* changed = changed_edge(edge)) return property_list(changed->properties);
    return graph_.edge_properties(edge);
}

std::vector<EdgeEvidence> GraphView::evidence(EdgeId edge) const {
    if (const auto* changed = changed_edge(edge); changed && changed->evidence)
        return changed->keeps_evidence
                   ? evidence_now(graph_.evidence(edge), changed->without, changed->evidence->pieces())
                   : changed->evidence->pieces();
    if (edge >= graph_.edge_count()) return {};
    return graph_.evidence(edge);
}

std::vector<VertexId> GraphView::changed_vertices() const {
    std::vector<VertexId> vertices;
    if (!changes_) return vertices;
    for (const auto& [vertex, state] : changes_->vertices_)
        if (!changes_->erased_vertices_.contains(vertex)) vertices.push_back(vertex);
    std::sort(vertices.begin(), vertices.end());
    return vertices;
}

std::vector<VertexId> GraphView::with_changed(std::vector<VertexId> found,
                                              const std::function<bool(const std::string&)>& wanted) const {
    std::erase_if(found, [&](VertexId vertex) {
        return changed_vertex(vertex) != nullptr || is_erased(NodeReference{vertex});
    });
    for (const VertexId vertex : changed_vertices())
        if (is_named(*this, vertex, wanted)) found.push_back(vertex);
    return found;
}

std::optional<VertexId> GraphView::find_id(std::string_view id) const {
    const auto found = graph_.find_id(id);
    if (!changes_) return found;
    if (found && !changed_vertex(*found) && !is_erased(NodeReference{*found})) return found;
    const auto key = find_key("id");
    for (const VertexId vertex : changed_vertices())
        if (key && is_or_has(vertex_property(vertex, *key), [&](auto& own) { return own == id; }))
            return vertex;
    return std::nullopt;
}

std::vector<VertexId> GraphView::find_name(std::string_view name) const {
    if (!changes_) return graph_.find_name(name);
    const std::string key = name_key(name);
    if (key.empty()) return {};
    std::vector<VertexId> found =
        with_changed(graph_.find_name(name), [&](const std::string& own) { return name_key(own) == key; });
    std::sort(found.begin(), found.end());
    const std::string exact = to_nfc(name);
    std::stable_partition(found.begin(), found.end(), [&](VertexId vertex) {
        return is_named(*this, vertex, [&](const std::string& own) { return own == exact; });
    });
    return found;
}

std::vector<VertexId> GraphView::find_name_prefix(std::string_view prefix, std::size_t limit) const {
    if (!changes_) return graph_.find_name_prefix(prefix, limit);
    const std::size_t hidden = changes_->vertices_.size() + changes_->erased_vertices_.size();
    const std::string key = name_key(prefix);
    std::vector<VertexId> found = with_changed(
        graph_.find_name_prefix(prefix, std::max(limit, limit + hidden)), [&](const std::string& own) {
            const std::string its_key = name_key(own);
            return !its_key.empty() && its_key.starts_with(key);
        });
    std::stable_partition(found.begin(), found.end(), [&](VertexId vertex) {
        return is_named(*this, vertex, [&](const std::string& own) { return name_key(own) == key; });
    });
    if (found.size() > limit) found.resize(limit);
    return found;
}

std::vector<EdgeId> GraphView::edges_at(VertexId vertex) const {
    std::vector<EdgeId> edges;
    auto add = [&](EdgeId edge) {
        if (!is_erased(EdgeReference{edge})) edges.push_back(edge);
    };
    if (vertex < graph_.vertex_count()) {
        EdgeRange out = graph_.out_edges(vertex);
        for (EdgeId edge = out.first; edge < out.last; ++edge) add(edge);
        for (EdgeId edge : graph_.in_edges(vertex)) add(edge);
    }
    for (EdgeId edge : created_out(vertex)) add(edge);
    for (EdgeId edge : created_in(vertex)) add(edge);
    return edges;
}

std::optional<VertexId> GraphView::dangling_vertex() const {
    if (!changes_) return std::nullopt;
    for (VertexId vertex : changes_->erased_vertices_)
        if (!edges_at(vertex).empty()) return vertex;
    return std::nullopt;
}

std::size_t GraphView::added_types() const {
    return changes_ ? changes_->types_.added.size() : 0;
}

std::span<const EdgeId> GraphView::created_out(VertexId vertex) const {
    if (!changes_) return {};
    return edges_in(changes_->out_, vertex);
}

std::span<const EdgeId> GraphView::created_in(VertexId vertex) const {
    if (!changes_) return {};
    return edges_in(changes_->in_, vertex);
}

} // namespace banggiao::query
