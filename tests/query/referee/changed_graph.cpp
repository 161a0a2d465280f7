// Takes a graph. Hands out an older one and what has changed since.
#include "changed_graph.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace banggiao::referee {

namespace {

constexpr std::size_t kept = 75, altered = 30; ///< in a hundred

struct BaseEdge {
    VertexId from, to;
    EdgeRecord record;
    std::optional<EdgeId> of; ///< the edge of the graph that it becomes; none: it is erased
    bool is_altered;
};

class Maker {
  public:
    Maker(const FrozenGraph& graph, Dice& dice) : graph_(graph), dice_(dice) {}

    ChangedGraph run() {
        add_vertices();
        add_edges();
        for (const BaseEdge& edge : edges_) add_edge(edge.from, edge.to, edge.record, base_);
        made_.base = freeze(base_);
        change_edges();
        return std::move(made_);
    }

  private:
    void add_vertices() {
        base_id_.resize(graph_.vertex_count());
        for (VertexId vertex = 0; vertex < graph_.vertex_count(); ++vertex) {
            if (!dice_.chance(kept)) continue;
            VertexRecord record = vertex_record(graph_, vertex);
            const auto id = static_cast<VertexId>(num_vertices(base_));
            if (dice_.chance(altered)) {
                made_.change.vertices.emplace(id, record);
                record = {{dice_.chance(50) ? "A" : "Gone"}, {{"num", Value(7)}, {"gone", Value("x")}}};
            }
            add_vertex(record, base_);
            base_id_[vertex] = id;
            made_.vertices.push_back(vertex);
        }
        for (std::size_t more = dice_.roll(3); more > 0; --more) {
            made_.change.erased_vertices.push_back(static_cast<VertexId>(num_vertices(base_)));
            add_vertex({{"A", "B"}, {{"num", Value(1)}}}, base_);
            made_.vertices.push_back(0);
        }
        for (VertexId vertex = 0; vertex < graph_.vertex_count(); ++vertex) {
            if (base_id_[vertex]) continue;
            base_id_[vertex] = static_cast<VertexId>(made_.vertices.size());
            made_.change.vertices.emplace(*base_id_[vertex], vertex_record(graph_, vertex));
            made_.vertices.push_back(vertex);
        }
    }

    bool is_in_base(VertexId id) const { return id < num_vertices(base_); }

    void add_edges() {
        for (EdgeId edge = 0; edge < graph_.edge_count(); ++edge) {
            const VertexId from = *base_id_[graph_.source(edge)], to = *base_id_[graph_.target(edge)];
            if (!is_in_base(from) || !is_in_base(to) || !dice_.chance(kept)) {
                new_edges_.push_back(edge);
                continue;
            }
            BaseEdge old{from, to, edge_record(graph_, edge), edge, dice_.chance(altered)};
            if (old.is_altered) old.record.properties = {{"num", Value(2)}, {"gone", Value(true)}};
            edges_.push_back(std::move(old));
        }
        if (num_vertices(base_) == 0) return;
        for (std::size_t more = dice_.roll(4); more > 0; --more) {
            const auto end = [&] { return static_cast<VertexId>(dice_.roll(num_vertices(base_))); };
            edges_.push_back({end(), end(), {dice_.chance(50) ? "R" : "GONE", {}, {}}, std::nullopt, false});
        }
        std::stable_sort(edges_.begin(), edges_.end(), [](const BaseEdge& a, const BaseEdge& b) {
            return std::tie(a.from, a.record.type, a.to) < std::tie(b.from, b.record.type, b.to);
        });
    }

    void change_edges() {
        for (const BaseEdge& edge : edges_) {
            const auto id = static_cast<EdgeId>(made_.edges.size());
            made_.edges.push_back(edge.of.value_or(0));
            if (!edge.of) made_.change.erased_edges.push_back(id);
            if (edge.is_altered)
                made_.change.edges.emplace(
                    id, GraphChange::Edge::of(edge.from, edge.to, edge_record(graph_, *edge.of)));
        }
        for (const EdgeId edge : new_edges_) {
            const auto fresh = GraphChange::Edge::of(
                *base_id_[graph_.source(edge)], *base_id_[graph_.target(edge)], edge_record(graph_, edge));
            made_.change.edges.emplace(static_cast<EdgeId>(made_.edges.size()), fresh);
            made_.edges.push_back(edge);
        }
    }

    const FrozenGraph& graph_;
    Dice& dice_;
    ChangedGraph made_;
    GrowingGraph base_;
    std::vector<std::optional<VertexId>> base_id_; ///< by vertex of the graph: its id in the changed one
    std::vector<BaseEdge> edges_;
    std::vector<EdgeId> new_edges_;
};

} // namespace

Value ChangedGraph::translated(const Value& value) const {
    if (value.is(ValueType::node)) return NodeReference{vertices[value.node().id]};
    if (value.is(ValueType::edge)) return EdgeReference{edges[value.edge().id]};
    if (value.is(ValueType::list)) {
        List list;
        for (const Value& item : value.list()) list.push_back(translated(item));
        return list;
    }
    if (value.is(ValueType::map)) {
        Map map;
        for (const auto& [key, item] : value.map()) map.emplace(key, translated(item));
        return map;
    }
    if (!value.is(ValueType::path)) return value;
    Path path;
    for (const VertexId node : value.path().nodes) path.nodes.push_back(vertices[node]);
    for (const EdgeId edge : value.path().edges) path.edges.push_back(edges[edge]);
    return path;
}

ChangedGraph take_back(const FrozenGraph& graph, Dice& dice) {
    return Maker(graph, dice).run();
}

} // namespace banggiao::referee
