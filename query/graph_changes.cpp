// Takes a frozen graph and what changes it. Hands out the changes, and the next frozen graph.
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

GraphChanges::PropertyList property_map(const std::vector<std::pair<KeyId, Value>>& properties) {
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

} // namespace

GraphChanges::GraphChanges(const FrozenGraph& graph, const GraphChange& change)
    : base_(graph), erased_vertices_(change.erased_vertices.begin(), change.erased_vertices.end()),
      erased_edges_(change.erased_edges.begin(), change.erased_edges.end()) {
    const auto properties_of = [&](const Properties& properties) {
        PropertyList list;
        for (const auto& [name, value] : properties) list.emplace(key(name), value);
        return list;
    };
    for (const auto& [id, record] : change.vertices) {
        Vertex vertex{{}, properties_of(record.properties)};
        for (const std::string& name : record.labels) vertex.labels.push_back(label(name));
        std::sort(vertex.labels.begin(), vertex.labels.end());
        vertices_.emplace(id, std::move(vertex));
        if (id >= base_.vertex_count()) ++created_vertices_;
    }
    for (const auto& [id, edge] : change.edges) {
        edges_.emplace(id, Edge{edge.from, edge.to, type(edge.type), properties_of(edge.properties),
                                edge.evidence, edge.keeps_evidence, edge.without});
        if (id < base_.edge_count()) continue;
        ++created_edges_;
        out_[edge.from].push_back(id);
        in_[edge.to].push_back(id);
    }
}

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
    edges_.emplace(id, Edge{source, target, type, std::move(properties), std::nullopt});
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
                         property_map(base_.edge_properties(edge)), std::nullopt};
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

} // namespace banggiao::query
