// Takes a growing graph or a mapped file. Hands out the frozen graph: compressed sparse rows in both
// directions, grouped by edge type within a vertex, properties in columns, strings interned. Immutable; any
// number of threads may read it. Descriptors are positions: identity is the `id` property. Models
// BidirectionalGraph, VertexListGraph, EdgeListGraph, AdjacencyGraph: see frozen_graph_boost.h.
#pragma once

#include <banggiao/graph/edge_evidence.h>
#include <banggiao/graph/result.h>
#include <banggiao/graph/value.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace banggiao {

using LabelId = std::uint16_t;
using TypeId = std::uint16_t;
using KeyId = std::uint16_t;

/// Consecutive edge ids [first, last).
struct EdgeRange {
    EdgeId first = 0;
    EdgeId last = 0;
    std::uint32_t size() const { return last - first; }
};

class FrozenGraph {
  public:
    FrozenGraph();                             ///< the empty graph
    FrozenGraph(const FrozenGraph&) = default; ///< shares the arrays
    FrozenGraph& operator=(const FrozenGraph&) = default;

    std::uint32_t vertex_count() const;
    std::uint32_t edge_count() const;

    // REQUIRES for all below: ids this graph handed out (vertex < vertex_count() …).

    // Edges leaving a vertex have consecutive ids, ordered by (type, target). Edges entering it are listed by
    // in_edges(), ordered by (type, source). O(1); with a type O(log of the degree).
    EdgeRange out_edges(VertexId vertex) const;
    EdgeRange out_edges(VertexId vertex, TypeId type) const;
    std::span<const EdgeId> in_edges(VertexId vertex) const;
    std::span<const EdgeId> in_edges(VertexId vertex, TypeId type) const;
    VertexId source(EdgeId edge) const;
    VertexId target(EdgeId edge) const;
    TypeId type(EdgeId edge) const;

    // The same as whole runs, for loops over neighbours: sorted within one type. O(1), with a type O(log
    // degree).
    std::span<const VertexId> targets(EdgeRange edges) const;
    std::span<const TypeId> types(EdgeRange edges) const;
    std::span<const VertexId> in_sources(VertexId vertex) const; ///< beside in_edges(vertex)
    std::span<const VertexId> in_sources(VertexId vertex, TypeId type) const;
    std::span<const TypeId> in_types(VertexId vertex) const; ///< beside in_edges(vertex)

    // Names. Ids are dense and sorted by name; find… gives nothing for a name the graph does not have.
    std::span<const LabelId> labels(VertexId vertex) const; ///< sorted
    bool has_label(VertexId vertex, LabelId label) const;
    std::span<const VertexId> vertices_with(LabelId label) const; ///< ascending
    std::uint64_t edges_with(TypeId type) const;                  ///< how many
    std::optional<LabelId> find_label(std::string_view name) const;
    std::optional<TypeId> find_type(std::string_view name) const;
    std::optional<KeyId> find_key(std::string_view name) const;
    std::string_view label_name(LabelId label) const;
    std::string_view type_name(TypeId type) const;
    std::string_view key_name(KeyId key) const;
    std::size_t label_count() const;
    std::size_t type_count() const;
    std::size_t key_count() const;

    // Properties: null if absent. O(1), a rare one O(log of how many have it).
    Value vertex_property(VertexId vertex, KeyId key) const;
    Value edge_property(EdgeId edge, KeyId key) const;
    std::vector<std::pair<KeyId, Value>> vertex_properties(VertexId vertex) const; ///< by key id
    std::vector<std::pair<KeyId, Value>> edge_properties(EdgeId edge) const;

    /// The words an edge comes from; empty for imported graphs.
    std::vector<EdgeEvidence> evidence(EdgeId edge) const;
    /// Those of one article. O(log n + hits). REQUIRES: an edge's evidence is ascending, as that of a merge
    /// is.
    std::vector<EdgeEvidence> evidence_of(EdgeId edge, std::string_view article) const;

    // The name index: `name`, `aliases` and `id` of every vertex, where they are strings.
    /// The vertex with this `id`, exactly. O(log n).
    std::optional<VertexId> find_id(std::string_view id) const;
    /// Vertices one of whose names folds (name_key) to the same key; exact spellings first, then ascending.
    /// O(log n + hits).
    std::vector<VertexId> find_name(std::string_view name) const;
    /// Vertices one of whose names begins so (folded), at most `limit`, exact matches first. O(log n +
    /// limit).
    std::vector<VertexId> find_name_prefix(std::string_view prefix, std::size_t limit) const;

    /// The sections as one block of bytes (the mapped file without the store's own header). For writing it.
    std::span<const std::byte> bytes() const;
    /// Reads such a block; keeps `owner` alive. Verifies structure and every offset: `damaged` if something
    /// is off, whatever the bytes. REQUIRES: the block begins at a multiple of 8 bytes. Linear.
    static Result<FrozenGraph> from_bytes(std::span<const std::byte> bytes,
                                          std::shared_ptr<const void> owner);

    /// The same for a privately mapped file, in constant time: header and section table are verified now,
    /// each 8 KiB block of the rest, its checksum and its offsets, when it is first touched. A block that
    /// fails is overwritten with zeros, which read as an emptier graph, and status() tells from then on.
    /// `checksums`: of each 8 KiB block in turn (graph/checksum.h), already verified, kept alive by `owner`.
    static Result<FrozenGraph> from_mapped(std::span<std::byte> bytes,
                                           std::span<const std::uint64_t> checksums,
                                           std::shared_ptr<const void> owner);
    static constexpr std::size_t block_bytes = 8 * 1024;

    /// `damaged` if a block touched so far failed its check: answers read since are not to be trusted. O(1).
    Status status() const;
    /// Checks every block not yet touched; whole-graph algorithms call it first. Linear once, then O(1).
    Status verify() const;

    struct Sections; ///< the arrays behind it, private to graph/ (frozen_graph_sections.h)
    const Sections& sections() const { return *sections_; }
    explicit FrozenGraph(std::shared_ptr<const Sections> sections) : sections_(std::move(sections)) {}

  private:
    std::shared_ptr<const Sections> sections_;
};

} // namespace banggiao

#include <banggiao/graph/frozen_graph_sections.h> // the inline half
