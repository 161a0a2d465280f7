// Takes a node, a direction and types. Hands out its relationships, one after the other, with the node at the
// other end. Compressed rows first, then what the query itself has created.
#pragma once

#include <banggiao/query/bound.h>
#include <banggiao/query/graph_view.h>

#include <optional>
#include <span>
#include <vector>

namespace banggiao::query {

/// The types a pattern allows, as ids.
struct AllowedTypes {
    bool all = true;
    std::vector<TypeId> ids; ///< ascending

    static AllowedTypes of(const bound::Labels* types, const GraphView& view);
    bool allows(TypeId type) const;
};

class IncidentEdges {
  public:
    IncidentEdges() = default;
    /// `view` and `types` must outlive it.
    IncidentEdges(const GraphView& view, VertexId vertex, ast::Direction direction,
                  const AllowedTypes& types);

    /// Moves to the next one. A loop is given once, also in both directions.
    bool next();
    EdgeId edge() const { return edge_; }
    VertexId other() const { return other_; }

  private:
    enum class Stage { out, in, created_out, created_in, end };
    void begin_stage();
    void begin_run();
    bool accept();

    const GraphView* view_ = nullptr;
    const AllowedTypes* types_ = nullptr;
    VertexId vertex_ = 0;
    ast::Direction direction_ = ast::Direction::right;
    Stage stage_ = Stage::end;
    std::size_t type_index_ = 0;
    EdgeRange out_;
    std::span<const EdgeId> list_;
    std::size_t position_ = 0;
    EdgeId edge_ = 0;
    VertexId other_ = 0;
};

/// How many relationships the iteration would give. O(types) for a graph without changes.
std::uint64_t count_incident(const GraphView& view, VertexId vertex, ast::Direction direction,
                             const AllowedTypes& types);

} // namespace banggiao::query
