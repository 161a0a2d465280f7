// Takes a frozen graph and a change of it. Hands out what the changed graph says of a vertex or an edge.
#include <banggiao/graph/patched_graph.h>

#include <algorithm>

namespace banggiao {

namespace {

template <typename Ids>
bool contains(const Ids& sorted, std::uint32_t id) {
    return std::binary_search(sorted.begin(), sorted.end(), id);
}

/// One more than the greatest id.
template <typename Records>
std::uint32_t end_of(const Records& records, std::uint32_t count) {
    return records.empty() ? count : std::max(count, records.rbegin()->first + 1);
}

void sort_once(std::vector<VertexId>& all) {
    if (!std::is_sorted(all.begin(), all.end())) std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
}

} // namespace

PatchedGraph::PatchedGraph(const FrozenGraph& base, const GraphChange* change)
    : base_(base), change_(change), vertex_count_(base.vertex_count()), edge_count_(base.edge_count()) {
    if (!change_) return;
    vertex_count_ = end_of(change_->vertices, vertex_count_);
    edge_count_ = end_of(change_->edges, edge_count_);
    for (auto each = change_->edges.lower_bound(base_.edge_count()); each != change_->edges.end(); ++each) {
        new_out_[each->second.from].push_back(each->first);
        new_in_[each->second.to].push_back(each->first);
    }
}

const VertexRecord* PatchedGraph::changed_vertex(VertexId vertex) const {
    if (!change_) return nullptr;
    const auto found = change_->vertices.find(vertex);
    return found == change_->vertices.end() ? nullptr : &found->second;
}

const GraphChange::Edge* PatchedGraph::changed_edge(EdgeId edge) const {
    if (!change_) return nullptr;
    const auto found = change_->edges.find(edge);
    return found == change_->edges.end() ? nullptr : &found->second;
}

bool PatchedGraph::is_erased(EdgeId edge) const {
    return change_ && contains(change_->erased_edges, edge);
}

std::size_t PatchedGraph::erased_in(EdgeRange range) const {
    if (!change_) return 0;
    const auto& erased = change_->erased_edges;
    const auto first = std::lower_bound(erased.begin(), erased.end(), range.first);
    return static_cast<std::size_t>(std::lower_bound(first, erased.end(), range.last) - first);
}

std::optional<TypeId> PatchedGraph::type_of(std::string_view name) const {
    const auto [found, is_new] = types_.try_emplace(std::string(name));
    if (is_new) found->second = base_.find_type(name);
    return found->second;
}

const std::vector<EdgeId>& PatchedGraph::of(const Edges& edges, VertexId vertex) {
    static const std::vector<EdgeId> no_edges;
    const auto found = edges.find(vertex);
    return found == edges.end() ? no_edges : found->second;
}

Value PatchedGraph::vertex_property(VertexId vertex, std::string_view key) const {
    if (const VertexRecord* record = changed_vertex(vertex)) {
        const auto found = record->properties.find(key);
        return found == record->properties.end() ? Value() : found->second;
    }
    const auto [found, is_new] = keys_.try_emplace(std::string(key));
    if (is_new) found->second = base_.find_key(key);
    return found->second && is_known(vertex) ? base_.vertex_property(vertex, *found->second) : Value();
}

VertexRecord PatchedGraph::vertex_record(VertexId vertex) const {
    if (const VertexRecord* record = changed_vertex(vertex)) return *record;
    return is_known(vertex) ? banggiao::vertex_record(base_, vertex) : VertexRecord();
}

std::optional<VertexId> PatchedGraph::find_id(std::string_view id) const {
    const auto has_id = [&](const VertexRecord& record) {
        const auto found = record.properties.find("id");
        return found != record.properties.end() && found->second.is(ValueType::string) &&
               found->second.string() == id;
    };
    if (change_)
        for (const auto& [vertex, record] : change_->vertices)
            if (has_id(record)) return vertex;
    const auto known = base_.find_id(id);
    const bool is_other =
        known && change_ && (changed_vertex(*known) || contains(change_->erased_vertices, *known));
    return is_other ? std::nullopt : known;
}

VertexId PatchedGraph::source(EdgeId edge) const {
    const GraphChange::Edge* changed = changed_edge(edge);
    return changed ? changed->from : base_.source(edge);
}

VertexId PatchedGraph::target(EdgeId edge) const {
    const GraphChange::Edge* changed = changed_edge(edge);
    return changed ? changed->to : base_.target(edge);
}

std::string PatchedGraph::type_name(EdgeId edge) const {
    const GraphChange::Edge* changed = changed_edge(edge);
    return changed ? changed->type : std::string(base_.type_name(base_.type(edge)));
}

std::vector<EdgeEvidence> PatchedGraph::evidence(EdgeId edge) const {
    const GraphChange::Edge* changed = changed_edge(edge);
    if (!changed) return base_.evidence(edge);
    if (!changed->keeps_evidence) return changed->evidence.pieces();
    return evidence_now(base_.evidence(edge), changed->without, changed->evidence.pieces());
}

EdgeRecord PatchedGraph::bare_edge_record(EdgeId edge) const {
    const GraphChange::Edge* changed = changed_edge(edge);
    if (!changed) return banggiao::bare_edge_record(base_, edge);
    return {changed->type, changed->properties, {}};
}

EdgeRecord PatchedGraph::edge_record(EdgeId edge) const {
    EdgeRecord record = bare_edge_record(edge);
    record.evidence = evidence(edge);
    return record;
}

std::vector<EdgeId> PatchedGraph::out_edges(VertexId vertex) const {
    std::vector<EdgeId> edges;
    if (is_known(vertex)) {
        const EdgeRange range = base_.out_edges(vertex);
        for (EdgeId edge = range.first; edge < range.last; ++edge)
            if (!is_erased(edge)) edges.push_back(edge);
    }
    const auto& more = of(new_out_, vertex);
    edges.insert(edges.end(), more.begin(), more.end());
    return edges;
}

std::vector<EdgeId> PatchedGraph::in_edges(VertexId vertex) const {
    std::vector<EdgeId> edges;
    if (is_known(vertex))
        for (EdgeId edge : base_.in_edges(vertex))
            if (!is_erased(edge)) edges.push_back(edge);
    const auto& more = of(new_in_, vertex);
    edges.insert(edges.end(), more.begin(), more.end());
    return edges;
}

std::vector<EdgeId> PatchedGraph::edges_between(VertexId from, std::string_view type, VertexId to) const {
    std::vector<EdgeId> edges;
    if (const auto id = type_of(type); id && is_known(from) && is_known(to)) {
        const EdgeRange range = base_.out_edges(from, *id);
        const auto targets = base_.targets(range);
        const auto [first, last] = std::equal_range(targets.begin(), targets.end(), to);
        for (auto each = first; each != last; ++each) {
            const EdgeId edge = range.first + static_cast<EdgeId>(each - targets.begin());
            if (!is_erased(edge)) edges.push_back(edge);
        }
    }
    for (EdgeId edge : of(new_out_, from))
        if (const GraphChange::Edge* its = changed_edge(edge); its->to == to && its->type == type)
            edges.push_back(edge);
    return edges;
}

std::size_t PatchedGraph::out_degree(VertexId vertex, std::string_view type) const {
    const auto id = type_of(type);
    std::size_t degree = 0;
    if (id && is_known(vertex)) {
        const EdgeRange range = base_.out_edges(vertex, *id);
        degree = range.size() - erased_in(range);
    }
    for (EdgeId edge : of(new_out_, vertex))
        if (changed_edge(edge)->type == type) ++degree;
    return degree;
}

std::vector<VertexId> PatchedGraph::targets(VertexId vertex, std::string_view type) const {
    std::vector<VertexId> all;
    if (const auto id = type_of(type); id && is_known(vertex)) {
        const EdgeRange range = base_.out_edges(vertex, *id);
        const auto found = base_.targets(range);
        const bool is_whole = erased_in(range) == 0;
        for (EdgeId edge = range.first; edge < range.last; ++edge)
            if (is_whole || !is_erased(edge)) all.push_back(found[edge - range.first]);
    }
    for (EdgeId edge : of(new_out_, vertex))
        if (const GraphChange::Edge* its = changed_edge(edge); its->type == type) all.push_back(its->to);
    sort_once(all);
    return all;
}

std::vector<VertexId> PatchedGraph::sources(VertexId vertex, std::string_view type) const {
    std::vector<VertexId> all;
    if (const auto id = type_of(type); id && is_known(vertex)) {
        const auto edges = base_.in_edges(vertex, *id);
        const auto found = base_.in_sources(vertex, *id);
        for (std::size_t i = 0; i < edges.size(); ++i)
            if (!is_erased(edges[i])) all.push_back(found[i]);
    }
    for (EdgeId edge : of(new_in_, vertex))
        if (const GraphChange::Edge* its = changed_edge(edge); its->type == type) all.push_back(its->from);
    sort_once(all);
    return all;
}

} // namespace banggiao
