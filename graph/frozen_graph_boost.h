// Takes a frozen graph. Hands out what makes it a graph to the Boost Graph Library: BidirectionalGraph,
// VertexListGraph, EdgeListGraph, AdjacencyGraph, with index and property maps; and undirected(), for
// algorithms that want edges both ways. Algorithms that read the whole of a mapped graph call its verify()
// first.
#pragma once

#include <banggiao/graph/frozen_graph.h>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>

#include <limits>
#include <type_traits>
#include <utility>

namespace banggiao {

/// An edge with its ends, so that reading them is no look-up.
struct FrozenEdge {
    VertexId source = 0;
    VertexId target = 0;
    EdgeId id = 0;
    bool operator==(const FrozenEdge& other) const { return id == other.id; }
    bool operator<(const FrozenEdge& other) const { return id < other.id; }
};

/// Edges with consecutive ids: those leaving a vertex, or all.
class FrozenEdgeIterator
    : public boost::iterator_facade<FrozenEdgeIterator, FrozenEdge, boost::random_access_traversal_tag,
                                    FrozenEdge, std::ptrdiff_t> {
  public:
    FrozenEdgeIterator() = default;
    FrozenEdgeIterator(const VertexId* sources, const VertexId* targets, std::ptrdiff_t edge)
        : sources_(sources), targets_(targets), edge_(edge) {}

  private:
    friend class boost::iterator_core_access;
    FrozenEdge dereference() const { return {sources_[edge_], targets_[edge_], static_cast<EdgeId>(edge_)}; }
    bool equal(const FrozenEdgeIterator& other) const { return edge_ == other.edge_; }
    void increment() { ++edge_; }
    void decrement() { --edge_; }
    void advance(std::ptrdiff_t by) { edge_ += by; }
    std::ptrdiff_t distance_to(const FrozenEdgeIterator& other) const { return other.edge_ - edge_; }

    const VertexId* sources_ = nullptr;
    const VertexId* targets_ = nullptr;
    std::ptrdiff_t edge_ = 0;
};

/// Edges entering a vertex.
class FrozenInEdgeIterator
    : public boost::iterator_facade<FrozenInEdgeIterator, FrozenEdge, boost::random_access_traversal_tag,
                                    FrozenEdge, std::ptrdiff_t> {
  public:
    FrozenInEdgeIterator() = default;
    FrozenInEdgeIterator(const VertexId* sources, const EdgeId* edges, VertexId target,
                         std::ptrdiff_t position)
        : sources_(sources), edges_(edges), target_(target), position_(position) {}

  private:
    friend class boost::iterator_core_access;
    FrozenEdge dereference() const { return {sources_[position_], target_, edges_[position_]}; }
    bool equal(const FrozenInEdgeIterator& other) const { return position_ == other.position_; }
    void increment() { ++position_; }
    void decrement() { --position_; }
    void advance(std::ptrdiff_t by) { position_ += by; }
    std::ptrdiff_t distance_to(const FrozenInEdgeIterator& other) const {
        return other.position_ - position_;
    }

    const VertexId* sources_ = nullptr;
    const EdgeId* edges_ = nullptr;
    VertexId target_ = 0;
    std::ptrdiff_t position_ = 0;
};

using FrozenVertexIterator = boost::counting_iterator<VertexId>;

inline std::pair<FrozenEdgeIterator, FrozenEdgeIterator> edges_between(const FrozenGraph& graph,
                                                                       EdgeRange range) {
    // A mapped graph checks the runs now, so that the iterators need not.
    const auto& sections = graph.sections();
    sections.touch_runs(range.first, range.last, sections.sources, sections.targets);
    const VertexId *const sources = sections.sources.data(), *const targets = sections.targets.data();
    return {FrozenEdgeIterator(sources, targets, range.first),
            FrozenEdgeIterator(sources, targets, range.last)};
}
inline std::pair<FrozenEdgeIterator, FrozenEdgeIterator> out_edges(VertexId vertex,
                                                                   const FrozenGraph& graph) {
    return edges_between(graph, graph.out_edges(vertex));
}
inline std::pair<FrozenInEdgeIterator, FrozenInEdgeIterator> in_edges(VertexId vertex,
                                                                      const FrozenGraph& graph) {
    const auto& sections = graph.sections();
    const auto [first, last] = sections.bounds(sections.in_offsets, vertex);
    sections.touch_runs(first, last, sections.in_sources, sections.in_edges);
    const VertexId* const sources = sections.in_sources.data();
    const EdgeId* const edges = sections.in_edges.data();
    return {FrozenInEdgeIterator(sources, edges, vertex, first),
            FrozenInEdgeIterator(sources, edges, vertex, last)};
}
inline std::pair<const VertexId*, const VertexId*> adjacent_vertices(VertexId vertex,
                                                                     const FrozenGraph& graph) {
    const auto& sections = graph.sections();
    if (!sections.guarding()) [[likely]] { // one question instead of one for each array
        const VertexId* const targets = sections.targets.data();
        return {targets + sections.out_offsets[vertex], targets + sections.out_offsets[vertex + 1]};
    }
    const auto targets = graph.targets(graph.out_edges(vertex));
    return {targets.data(), targets.data() + targets.size()};
}
inline std::size_t out_degree(VertexId vertex, const FrozenGraph& graph) {
    return graph.out_edges(vertex).size();
}
inline std::size_t in_degree(VertexId vertex, const FrozenGraph& graph) {
    return graph.in_edges(vertex).size();
}
inline std::size_t degree(VertexId vertex, const FrozenGraph& graph) {
    return out_degree(vertex, graph) + in_degree(vertex, graph);
}
/// Every edge leaves both of its ends (a loop its end twice). Keeps no copy: the graph must outlive it.
class UndirectedGraph {
  public:
    explicit UndirectedGraph(const FrozenGraph& graph) : graph_(&graph) {}
    const FrozenGraph& graph() const { return *graph_; }

  private:
    const FrozenGraph* graph_;
};
inline UndirectedGraph undirected(const FrozenGraph& graph) {
    return UndirectedGraph(graph);
}

/// First the edges leaving a vertex, then those entering it, turned round.
class UndirectedEdgeIterator
    : public boost::iterator_facade<UndirectedEdgeIterator, FrozenEdge, boost::forward_traversal_tag,
                                    FrozenEdge, std::ptrdiff_t> {
  public:
    UndirectedEdgeIterator() = default;
    UndirectedEdgeIterator(FrozenEdgeIterator out, FrozenEdgeIterator out_end, FrozenInEdgeIterator in)
        : out_(out), out_end_(out_end), in_(in) {}

  private:
    friend class boost::iterator_core_access;
    FrozenEdge dereference() const {
        if (out_ != out_end_) return *out_;
        const FrozenEdge edge = *in_;
        return {edge.target, edge.source, edge.id};
    }
    bool equal(const UndirectedEdgeIterator& other) const { return out_ == other.out_ && in_ == other.in_; }
    void increment() {
        if (out_ != out_end_)
            ++out_;
        else
            ++in_;
    }

    FrozenEdgeIterator out_, out_end_;
    FrozenInEdgeIterator in_;
};

inline std::size_t out_degree(VertexId vertex, const UndirectedGraph& view) {
    return degree(vertex, view.graph());
}
inline std::pair<UndirectedEdgeIterator, UndirectedEdgeIterator> out_edges(VertexId vertex,
                                                                           const UndirectedGraph& view) {
    const auto [out, out_end] = out_edges(vertex, view.graph());
    const auto [in, in_end] = in_edges(vertex, view.graph());
    return {UndirectedEdgeIterator(out, out_end, in), UndirectedEdgeIterator(out_end, out_end, in_end)};
}

/// The directed graph and its undirected view: what they share, they share here.
template <typename Graph>
concept FrozenView = std::is_same_v<Graph, FrozenGraph> || std::is_same_v<Graph, UndirectedGraph>;

inline const FrozenGraph& directed(const FrozenGraph& graph) {
    return graph;
}
inline const FrozenGraph& directed(const UndirectedGraph& view) {
    return view.graph();
}

template <FrozenView Graph>
std::size_t num_vertices(const Graph& graph) {
    return directed(graph).vertex_count();
}
template <FrozenView Graph>
std::size_t num_edges(const Graph& graph) {
    return directed(graph).edge_count();
}
template <FrozenView Graph>
std::pair<FrozenVertexIterator, FrozenVertexIterator> vertices(const Graph& graph) {
    return {FrozenVertexIterator(0), FrozenVertexIterator(directed(graph).vertex_count())};
}
template <FrozenView Graph>
std::pair<FrozenEdgeIterator, FrozenEdgeIterator> edges(const Graph& graph) {
    return edges_between(directed(graph), {0, directed(graph).edge_count()});
}
template <FrozenView Graph>
VertexId source(FrozenEdge edge, const Graph&) {
    return edge.source;
}
template <FrozenView Graph>
VertexId target(FrozenEdge edge, const Graph&) {
    return edge.target;
}

/// The id of an edge, for arrays beside the graph.
struct FrozenEdgeIndex {
    using key_type = FrozenEdge;
    using value_type = EdgeId;
    using reference = EdgeId;
    using category = boost::readable_property_map_tag;
};
inline EdgeId get(FrozenEdgeIndex, FrozenEdge edge) {
    return edge.id;
}

using FrozenVertexIndex = boost::typed_identity_property_map<VertexId>;

/// A property as a readable property map of vertices or edges: its value, null where it is absent.
template <typename Descriptor>
class FrozenPropertyMap {
  public:
    using key_type = Descriptor;
    using value_type = Value;
    using reference = Value;
    using category = boost::readable_property_map_tag;

    FrozenPropertyMap(const FrozenGraph& graph, std::string_view key)
        : graph_(&graph), key_(graph.find_key(key)) {}
    Value operator[](Descriptor descriptor) const {
        if (!key_) return {};
        if constexpr (std::is_same_v<Descriptor, FrozenEdge>)
            return graph_->edge_property(descriptor.id, *key_);
        else
            return graph_->vertex_property(descriptor, *key_);
    }
    friend Value get(const FrozenPropertyMap& map, Descriptor descriptor) { return map[descriptor]; }

  private:
    const FrozenGraph* graph_;
    std::optional<KeyId> key_;
};

/// The same for weights and distances: a number, `otherwise` where it is absent or no number.
template <typename Descriptor>
class FrozenNumberMap {
  public:
    using key_type = Descriptor;
    using value_type = double;
    using reference = double;
    using category = boost::readable_property_map_tag;

    FrozenNumberMap(const FrozenGraph& graph, std::string_view key, double otherwise)
        : values_(graph, key), otherwise_(otherwise) {}
    double operator[](Descriptor descriptor) const {
        const Value value = values_[descriptor];
        if (value.is(ValueType::integer)) return static_cast<double>(value.integer());
        return value.is(ValueType::floating) ? value.floating() : otherwise_;
    }
    friend double get(const FrozenNumberMap& map, Descriptor descriptor) { return map[descriptor]; }

  private:
    FrozenPropertyMap<Descriptor> values_;
    double otherwise_;
};

using VertexPropertyMap = FrozenPropertyMap<VertexId>;
using EdgePropertyMap = FrozenPropertyMap<FrozenEdge>;
using VertexNumberMap = FrozenNumberMap<VertexId>;
using EdgeNumberMap = FrozenNumberMap<FrozenEdge>;

template <FrozenView Graph>
FrozenVertexIndex get(boost::vertex_index_t, const Graph&) {
    return {};
}
template <FrozenView Graph>
VertexId get(boost::vertex_index_t, const Graph&, VertexId vertex) {
    return vertex;
}
template <FrozenView Graph>
FrozenEdgeIndex get(boost::edge_index_t, const Graph&) {
    return {};
}
template <FrozenView Graph>
EdgeId get(boost::edge_index_t, const Graph&, FrozenEdge edge) {
    return edge.id;
}

/// The traits of both.
struct FrozenTraits {
    using vertex_descriptor = VertexId;
    using edge_descriptor = FrozenEdge;
    using edge_parallel_category = boost::allow_parallel_edge_tag;
    using vertices_size_type = std::size_t;
    using edges_size_type = std::size_t;
    using degree_size_type = std::size_t;
    using vertex_iterator = FrozenVertexIterator;
    using edge_iterator = FrozenEdgeIterator;
    static vertex_descriptor null_vertex() { return std::numeric_limits<vertex_descriptor>::max(); }
};

} // namespace banggiao

namespace boost {

template <>
struct graph_traits<banggiao::FrozenGraph> : banggiao::FrozenTraits {
    using directed_category = bidirectional_tag;
    struct traversal_category : bidirectional_graph_tag,
                                adjacency_graph_tag,
                                vertex_list_graph_tag,
                                edge_list_graph_tag {};
    using out_edge_iterator = banggiao::FrozenEdgeIterator;
    using in_edge_iterator = banggiao::FrozenInEdgeIterator;
    using adjacency_iterator = const banggiao::VertexId*;
};

template <>
struct graph_traits<banggiao::UndirectedGraph> : banggiao::FrozenTraits {
    using directed_category = undirected_tag;
    struct traversal_category : incidence_graph_tag, vertex_list_graph_tag, edge_list_graph_tag {};
    using out_edge_iterator = banggiao::UndirectedEdgeIterator;
    using in_edge_iterator = void;
    using adjacency_iterator = void;
};

// Some algorithms ask for the traits of the const graph.
template <banggiao::FrozenView Graph>
struct graph_traits<const Graph> : graph_traits<Graph> {};

template <banggiao::FrozenView Graph>
struct property_map<Graph, vertex_index_t> {
    using type = banggiao::FrozenVertexIndex;
    using const_type = type;
};
template <banggiao::FrozenView Graph>
struct property_map<Graph, edge_index_t> {
    using type = banggiao::FrozenEdgeIndex;
    using const_type = type;
};

} // namespace boost
