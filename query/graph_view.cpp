// Takes a frozen graph and a query's changes. Hands out the view of both, and the next frozen graph.
#include <banggiao/graph/growing_graph.h>
#include <banggiao/query/graph_view.h>

#include <algorithm>

namespace banggiao::query {

namespace {

/// The id of a name among those of the frozen graph and the added ones, which continue its numbering.
template <typename Names, typename Find>
std::uint16_t id_of(Names& names, std::string_view name, std::size_t base_count, Find find) {
    if (auto id = find(name)) return *id;
    if (auto known = names.ids.find(name); known != names.ids.end()) return known->second;
    auto id = static_cast<std::uint16_t>(base_count + names.added.size());
    names.ids.emplace(std::string(name), id);
    names.added.emplace_back(name);
    return id;
}

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

GraphChanges::PropertyList property_map(const std::vector<std::pair<KeyId, Value>>& properties) {
    return {properties.begin(), properties.end()};
}

std::vector<std::pair<KeyId, Value>> property_list(const GraphChanges::PropertyList& properties) {
    return {properties.begin(), properties.end()};
}

void count_properties(const GraphChanges::PropertyList& before, const GraphChanges::PropertyList& after,
                      Effects& effects) {
    auto missing = [](const auto& from, const auto& in) {
        return static_cast<std::uint64_t>(std::count_if(from.begin(), from.end(), [&](const auto& entry) {
            auto same = in.find(entry.first);
            return same == in.end() || !(same->second == entry.second);
        }));
    };
    effects.properties_set += missing(after, before);
    effects.properties_removed += missing(before, after);
}

Value value_at(const GraphChanges::PropertyList& properties, KeyId key) {
    auto found = properties.find(key);
    return found == properties.end() ? Value() : found->second;
}

} // namespace

LabelId GraphChanges::label(std::string_view name) {
    return id_of(labels_, name, base_.label_count(), [&](std::string_view n) { return base_.find_label(n); });
}

TypeId GraphChanges::type(std::string_view name) {
    return id_of(types_, name, base_.type_count(), [&](std::string_view n) { return base_.find_type(n); });
}

KeyId GraphChanges::key(std::string_view name) {
    return id_of(keys_, name, base_.key_count(), [&](std::string_view n) { return base_.find_key(n); });
}

VertexId GraphChanges::create_vertex(std::vector<LabelId> labels, PropertyList properties) {
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    VertexId id = base_.vertex_count() + created_vertices_++;
    vertices_.emplace(id, Vertex{std::move(labels), std::move(properties)});
    return id;
}

EdgeId GraphChanges::create_edge(VertexId source, VertexId target, TypeId type, PropertyList properties) {
    EdgeId id = base_.edge_count() + created_edges_++;
    edges_.emplace(id, Edge{source, target, type, std::move(properties)});
    out_[source].push_back(id);
    in_[target].push_back(id);
    return id;
}

void GraphChanges::erase_edge(EdgeId edge) {
    erased_edges_.insert(edge);
}

void GraphChanges::erase_vertex(VertexId vertex) {
    erased_vertices_.insert(vertex);
}

GraphChanges::Vertex& GraphChanges::vertex_to_change(VertexId vertex) {
    auto [place, is_new] = vertices_.try_emplace(vertex);
    if (is_new) {
        auto labels = base_.labels(vertex);
        place->second.labels.assign(labels.begin(), labels.end());
        place->second.properties = property_map(base_.vertex_properties(vertex));
    }
    return place->second;
}

GraphChanges::Edge& GraphChanges::edge_to_change(EdgeId edge) {
    auto [place, is_new] = edges_.try_emplace(edge);
    if (is_new)
        place->second = {base_.source(edge), base_.target(edge), base_.type(edge),
                         property_map(base_.edge_properties(edge))};
    return place->second;
}

GraphChanges::PropertyList& GraphChanges::properties_of_vertex(VertexId vertex) {
    return vertex_to_change(vertex).properties;
}

GraphChanges::PropertyList& GraphChanges::properties_of_edge(EdgeId edge) {
    return edge_to_change(edge).properties;
}

void GraphChanges::add_label(VertexId vertex, LabelId label) {
    auto& labels = vertex_to_change(vertex).labels;
    auto place = std::lower_bound(labels.begin(), labels.end(), label);
    if (place == labels.end() || *place != label) labels.insert(place, label);
}

void GraphChanges::remove_label(VertexId vertex, LabelId label) {
    std::erase(vertex_to_change(vertex).labels, label);
}

VertexRecord GraphChanges::record_of(VertexId vertex) const {
    GraphView view(base_, this);
    VertexRecord record;
    for (LabelId label : view.labels(vertex)) record.labels.emplace_back(view.label_name(label));
    for (auto& [key, value] : view.vertex_properties(vertex))
        record.properties.emplace(view.key_name(key), std::move(value));
    return record;
}

EdgeRecord GraphChanges::record_of_edge(EdgeId edge) const {
    GraphView view(base_, this);
    EdgeRecord record;
    record.type = view.type_name(view.type(edge));
    for (auto& [key, value] : view.edge_properties(edge))
        record.properties.emplace(view.key_name(key), std::move(value));
    record.evidence = view.evidence(edge);
    return record;
}

GraphChanges::Committed GraphChanges::commit() const {
    GraphView view(base_, this);
    GrowingGraph growing;
    Committed result;
    result.vertices.resize(view.vertex_count());
    result.edges.resize(view.edge_count());
    for (VertexId vertex = 0; vertex < view.vertex_count(); ++vertex)
        if (!view.is_erased(NodeReference{vertex}))
            result.vertices[vertex] = static_cast<VertexId>(add_vertex(record_of(vertex), growing));
    std::vector<EdgeId> kept;
    for (EdgeId edge = 0; edge < view.edge_count(); ++edge) {
        if (view.is_erased(EdgeReference{edge})) continue;
        kept.push_back(edge);
        add_edge(*result.vertices[view.source(edge)], *result.vertices[view.target(edge)],
                 record_of_edge(edge), growing);
    }
    result.graph = freeze(growing);
    // freeze() orders edges by (source, type, target), equal ones as given, and numbers types by name.
    std::stable_sort(kept.begin(), kept.end(), [&](EdgeId a, EdgeId b) {
        return std::tuple(view.source(a), view.type_name(view.type(a)), view.target(a)) <
               std::tuple(view.source(b), view.type_name(view.type(b)), view.target(b));
    });
    for (EdgeId position = 0; position < kept.size(); ++position) result.edges[kept[position]] = position;
    return result;
}

Effects GraphChanges::effects() const {
    Effects effects;
    std::set<VertexId> vertices = erased_vertices_;
    for (const auto& [vertex, state] : vertices_) vertices.insert(vertex);
    for (VertexId vertex : vertices) count_vertex(vertex, effects);
    std::set<EdgeId> edges = erased_edges_;
    for (const auto& [edge, state] : edges_) edges.insert(edge);
    for (EdgeId edge : edges) count_edge(edge, effects);
    return effects;
}

void GraphChanges::count_vertex(VertexId vertex, Effects& effects) const {
    bool was = vertex < base_.vertex_count(), is = !erased_vertices_.contains(vertex);
    if (was && !is) ++effects.nodes_deleted;
    if (!was && is) ++effects.nodes_created;
    GraphView now(base_, this);
    std::vector<LabelId> old_labels, new_labels;
    if (was) old_labels.assign(base_.labels(vertex).begin(), base_.labels(vertex).end());
    if (is) new_labels.assign(now.labels(vertex).begin(), now.labels(vertex).end());
    auto missing = [](const auto& from, const auto& in) {
        std::vector<LabelId> difference;
        std::set_difference(from.begin(), from.end(), in.begin(), in.end(), std::back_inserter(difference));
        return difference.size();
    };
    effects.labels_added += missing(new_labels, old_labels);
    effects.labels_removed += missing(old_labels, new_labels);
    count_properties(was ? property_map(base_.vertex_properties(vertex)) : PropertyList(),
                     is ? property_map(now.vertex_properties(vertex)) : PropertyList(), effects);
}

void GraphChanges::count_edge(EdgeId edge, Effects& effects) const {
    bool was = edge < base_.edge_count(), is = !erased_edges_.contains(edge);
    if (was && !is) ++effects.relationships_deleted;
    if (!was && is) ++effects.relationships_created;
    count_properties(was ? property_map(base_.edge_properties(edge)) : PropertyList(),
                     is ? property_map(GraphView(base_, this).edge_properties(edge)) : PropertyList(),
                     effects);
}

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

VertexId GraphView::source(EdgeId edge) const {
    const auto* changed = changed_edge(edge);
    return changed ? changed->source : graph_.source(edge);
}

VertexId GraphView::target(EdgeId edge) const {
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
    if (edge >= graph_.edge_count()) return {};
    return graph_.evidence(edge);
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
