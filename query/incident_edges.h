// Takes a node, a direction and types. Hands out its relationships, one after the other, with the node at the
// other end. Compressed rows first, then what the query itself has created.
#pragma once

#include <banggiao/query/bound.h>
#include <banggiao/query/graph_view.h>

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

/// Runs of relationships, one after the other: of a node's compressed rows, a run for each type allowed, then
/// of what the query created.
class IncidentEdges {
  public:
    IncidentEdges() = default;
    /// `view` and `types` must outlive it.
    IncidentEdges(const GraphView& view, VertexId vertex, ast::Direction direction,
                  const AllowedTypes& types);

    /// Moves to the next one. A loop is given once, also in both directions.
    bool next() {
        do {
            while (position_ < size_) {
                edge_ = ids_ ? ids_[position_] : first_ + static_cast<EdgeId>(position_);
                other_ = others_ ? others_[position_] : far_end();
                ++position_;
                if (skips_loops_ && other_ == vertex_) continue; // seen already
                if (!checks_ || is_there()) return true;
            }
        } while (begin_next_run());
        return false;
    }
    EdgeId edge() const { return edge_; }
    VertexId other() const { return other_; }

  private:
    enum class Stage { out, in, created_out, created_in, end };
    bool begin_next_run();
    bool begin_run();
    bool begin_frozen_run();
    void take_out(EdgeRange edges);
    void take_in(std::span<const EdgeId> edges, std::span<const VertexId> sources);
    void take_created(std::span<const EdgeId> edges);
    bool goes_out() const { return stage_ == Stage::out || stage_ == Stage::created_out; }
    bool is_wanted() const;
    VertexId far_end() const;
    bool is_there() const;

    const GraphView* view_ = nullptr;
    const AllowedTypes* types_ = nullptr;
    VertexId vertex_ = 0;
    ast::Direction direction_ = ast::Direction::right;
    Stage stage_ = Stage::end;
    std::size_t runs_ = 0; ///< begun in this stage
    bool skips_loops_ = false;
    bool checks_ = false; ///< the graph was changed: some may be erased, some of another type
    // The run: edges first_, first_ + 1 … or ids_, and the nodes at their other ends, if those are known.
    const EdgeId* ids_ = nullptr;
    const VertexId* others_ = nullptr;
    EdgeId first_ = 0;
    std::size_t position_ = 0;
    std::size_t size_ = 0;
    EdgeId edge_ = 0;
    VertexId other_ = 0;
};

/// How many relationships the iteration would give. O(types) for a graph without changes.
std::uint64_t count_incident(const GraphView& view, VertexId vertex, ast::Direction direction,
                             const AllowedTypes& types);

} // namespace banggiao::query
