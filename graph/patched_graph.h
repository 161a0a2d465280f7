// Takes a frozen graph and a change of it. Hands out what the changed graph says of a vertex or an edge, in
// the ids of the change; and, of two changes one after the other, the one that is both.
#pragma once

#include <banggiao/graph/graph_change.h>

#include <optional>
#include <string_view>
#include <unordered_map>

namespace banggiao {

class PatchedGraph {
  public:
    /// Both outlive it. `change`: null for none. O(change).
    explicit PatchedGraph(const FrozenGraph& base, const GraphChange* change = nullptr);

    /// One more than the greatest id; with a change some ids may be erased.
    VertexId vertex_count() const { return vertex_count_; }
    EdgeId edge_count() const { return edge_count_; }

    Value vertex_property(VertexId vertex, std::string_view key) const;
    VertexRecord vertex_record(VertexId vertex) const;
    std::optional<VertexId> find_id(std::string_view id) const; ///< O(change)

    VertexId source(EdgeId edge) const;
    VertexId target(EdgeId edge) const;
    std::string type_name(EdgeId edge) const;
    std::vector<EdgeEvidence> evidence(EdgeId edge) const;
    EdgeRecord edge_record(EdgeId edge) const;
    EdgeRecord bare_edge_record(EdgeId edge) const; ///< without its evidence

    std::vector<EdgeId> out_edges(VertexId vertex) const;
    std::vector<EdgeId> in_edges(VertexId vertex) const;
    /// Of one type between two vertices, in their order: ascending.
    std::vector<EdgeId> edges_between(VertexId from, std::string_view type, VertexId to) const;
    std::size_t out_degree(VertexId vertex, std::string_view type) const;
    /// Each once, ascending.
    std::vector<VertexId> targets(VertexId vertex, std::string_view type) const;
    std::vector<VertexId> sources(VertexId vertex, std::string_view type) const;

  private:
    using Edges = std::unordered_map<VertexId, std::vector<EdgeId>>; ///< ascending

    const VertexRecord* changed_vertex(VertexId vertex) const;
    const GraphChange::Edge* changed_edge(EdgeId edge) const;
    bool is_erased(EdgeId edge) const;
    std::size_t erased_in(EdgeRange range) const; ///< how many of these
    bool is_known(VertexId vertex) const { return vertex < base_.vertex_count(); }
    std::optional<TypeId> type_of(std::string_view name) const;
    static const std::vector<EdgeId>& of(const Edges& edges, VertexId vertex);

    const FrozenGraph& base_;
    const GraphChange* change_;
    VertexId vertex_count_;
    EdgeId edge_count_;
    Edges new_out_, new_in_;
    mutable std::unordered_map<std::string, std::optional<TypeId>> types_;
    mutable std::unordered_map<std::string, std::optional<KeyId>> keys_;
};

/// What a change and one that came after it change together. `then`: of the graph as `first` leaves it, in
/// the ids of that. Its new vertices and edges are numbered anew.
GraphChange both_changes(const FrozenGraph& base, const GraphChange& first, GraphChange then);

} // namespace banggiao
