// Takes a frozen graph and what has changed since: by a writing query, or by articles that came or went.
// Hands out the graph as it is now, with the names of FrozenGraph's own methods. Where nothing changed they
// cost one test of a null pointer.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/graph_change.h>
#include <banggiao/graph/graph_records.h>
#include <banggiao/graph/value.h>
#include <banggiao/query/effects.h>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace banggiao::query {

/// The changes of one writing query, or of some articles. Ids continue those of the frozen graph and stay
/// fixed until commit(). Invariant: a created entity is in `vertices` / `edges`; so is a frozen one whose
/// labels or properties changed.
class GraphChanges {
  public:
    using PropertyList = std::map<KeyId, Value>; ///< never null values

    explicit GraphChanges(const FrozenGraph& graph) : base_(graph) {}
    /// REQUIRES: the change is of this graph, which outlives this.
    GraphChanges(const FrozenGraph& graph, const GraphChange& change);

    LabelId label(std::string_view name); ///< its id, made if it is new
    TypeId type(std::string_view name);
    KeyId key(std::string_view name);

    VertexId create_vertex(std::vector<LabelId> labels, PropertyList properties);
    EdgeId create_edge(VertexId source, VertexId target, TypeId type, PropertyList properties);
    void erase_edge(EdgeId edge);
    void erase_vertex(VertexId vertex);                  ///< REQUIRES, at commit: no edge of it is left
    PropertyList& properties_of_vertex(VertexId vertex); ///< to be changed
    PropertyList& properties_of_edge(EdgeId edge);
    void add_label(VertexId vertex, LabelId label);
    void remove_label(VertexId vertex, LabelId label);

    /// The graph with the changes, and where the old ids went: nothing for what was deleted. O(V + E log
    /// degree).
    struct Committed {
        FrozenGraph graph;
        std::vector<std::optional<VertexId>> vertices;
        std::vector<std::optional<EdgeId>> edges;
    };
    Committed commit() const;
    Effects effects() const;

  private:
    friend class GraphView;
    struct Vertex {
        std::vector<LabelId> labels; ///< sorted
        PropertyList properties;
    };
    struct Edge {
        VertexId source = 0;
        VertexId target = 0;
        TypeId type = 0;
        PropertyList properties;
        std::optional<KeptEvidence> evidence = {}; ///< none: as in the frozen graph
        bool keeps_evidence = false;               ///< that of the frozen graph stays beside it
        std::vector<std::string> without = {};     ///< but for what these articles said
    };
    struct Names {
        std::map<std::string, std::uint16_t, std::less<>> ids;
        std::vector<std::string> added;
    };
    Vertex& vertex_to_change(VertexId vertex);
    Edge& edge_to_change(EdgeId edge);
    void count_vertex(VertexId vertex, Effects& effects) const;
    void count_edge(EdgeId edge, Effects& effects) const;
    VertexRecord record_of(VertexId vertex) const;
    EdgeRecord record_of_edge(EdgeId edge) const;

    const FrozenGraph& base_;
    Names labels_, types_, keys_;
    std::unordered_map<VertexId, Vertex> vertices_;
    std::unordered_map<EdgeId, Edge> edges_;
    std::set<VertexId> erased_vertices_;
    std::set<EdgeId> erased_edges_;
    std::unordered_map<VertexId, std::vector<EdgeId>> out_, in_; ///< of created edges
    std::uint32_t created_vertices_ = 0;
    std::uint32_t created_edges_ = 0;
};

class GraphView {
  public:
    /// Both outlive it.
    GraphView(const FrozenGraph& graph, const GraphChanges* changes = nullptr)
        : graph_(graph), changes_(changes) {}

    const FrozenGraph& frozen() const { return graph_; }
    bool changed() const { return changes_ != nullptr; }

    /// One more than the greatest id; with changes some ids may be erased.
    std::uint32_t vertex_count() const;
    std::uint32_t edge_count() const;
    bool is_erased(NodeReference node) const; ///< reading its labels or properties is DeletedEntityAccess
    bool is_erased(EdgeReference edge) const; ///< its type may still be read

    VertexId source(EdgeId edge) const { return changes_ ? source_now(edge) : graph_.source(edge); }
    VertexId target(EdgeId edge) const { return changes_ ? target_now(edge) : graph_.target(edge); }
    TypeId type(EdgeId edge) const;
    std::span<const LabelId> labels(VertexId vertex) const;
    bool has_label(VertexId vertex, LabelId label) const;
    std::optional<LabelId> find_label(std::string_view name) const;
    std::optional<TypeId> find_type(std::string_view name) const;
    std::optional<KeyId> find_key(std::string_view name) const;
    std::string_view label_name(LabelId label) const;
    std::string_view type_name(TypeId type) const;
    std::string_view key_name(KeyId key) const;
    Value vertex_property(VertexId vertex, KeyId key) const; ///< null if absent
    Value edge_property(EdgeId edge, KeyId key) const;
    std::vector<std::pair<KeyId, Value>> vertex_properties(VertexId vertex) const;
    std::vector<std::pair<KeyId, Value>> edge_properties(EdgeId edge) const;
    std::vector<EdgeEvidence> evidence(EdgeId edge) const;

    // Names, as in FrozenGraph; what was changed is looked at one by one.
    std::optional<VertexId> find_id(std::string_view id) const;
    std::vector<VertexId> find_name(std::string_view name) const;
    std::vector<VertexId> find_name_prefix(std::string_view prefix, std::size_t limit) const;

    /// Created or with other labels or properties than in the frozen graph, ascending.
    std::vector<VertexId> changed_vertices() const;

    std::vector<EdgeId> edges_at(VertexId vertex) const; ///< in and out, those that are not erased
    /// An erased node that still has a relationship.
    std::optional<VertexId> dangling_vertex() const;
    std::size_t added_types() const; ///< types beyond those of the frozen graph

    // Edges created by the query, at a vertex; empty without changes.
    std::span<const EdgeId> created_out(VertexId vertex) const;
    std::span<const EdgeId> created_in(VertexId vertex) const;

  private:
    VertexId source_now(EdgeId edge) const;
    VertexId target_now(EdgeId edge) const;
    const GraphChanges::Vertex* changed_vertex(VertexId vertex) const;
    const GraphChanges::Edge* changed_edge(EdgeId edge) const;
    /// What the frozen index found, without what changed since; then of that what is wanted.
    std::vector<VertexId> with_changed(std::vector<VertexId> found,
                                       const std::function<bool(const std::string&)>& wanted) const;

    const FrozenGraph& graph_;
    const GraphChanges* changes_;
};

/// A graph and its change, kept together. Not to be moved: views point into it.
struct ChangedGraph {
    explicit ChangedGraph(FrozenGraph its_graph) : graph(std::move(its_graph)) {}
    ChangedGraph(FrozenGraph its_graph, const GraphChange& change) : graph(std::move(its_graph)) {
        changes.emplace(graph, change);
    }
    ChangedGraph(const ChangedGraph&) = delete;
    ChangedGraph& operator=(const ChangedGraph&) = delete;

    GraphView view() const { return {graph, changes ? &*changes : nullptr}; }

    const FrozenGraph graph;
    std::optional<GraphChanges> changes;
};

} // namespace banggiao::query
