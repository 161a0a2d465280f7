// Takes a node and what leads on from each. Hands out the front of a breadth-first search: distances, level
// by level.
#pragma once

#include <banggiao/query/incident_edges.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace banggiao::query {

/// Distances from one node, level by level; forgets in constant time.
class Front {
    struct Mark {
        std::uint32_t round;
        std::uint32_t distance;
    };

  public:
    static constexpr std::size_t bytes_of_node = sizeof(Mark) + sizeof(VertexId);

    void begin(VertexId root, std::size_t vertex_count) {
        if (size_ < vertex_count || ++round_ == 0) allocate(vertex_count);
        level_ = 0;
        nodes_.assign(1, root);
        mark(root);
    }
    bool has(VertexId node) const { return marks_[node].round == round_; }
    bool has(VertexId node, std::uint32_t distance) const {
        return has(node) && marks_[node].distance == distance;
    }
    /// REQUIRES: has(node).
    std::uint32_t distance(VertexId node) const { return marks_[node].distance; }
    std::uint32_t level() const { return level_; }
    const std::vector<VertexId>& nodes() const { return nodes_; } ///< of the level

    /// Goes one level further; `edges_of(node)` gives the relationships, `usable` says which count.
    template <typename EdgesOf, typename Usable>
    void advance(const EdgesOf& edges_of, const Usable& usable) {
        std::vector<VertexId> next;
        ++level_;
        for (VertexId node : nodes_)
            for (IncidentEdges edges = edges_of(node); edges.next();)
                if (!has(edges.other()) && usable(edges.edge())) {
                    mark(edges.other());
                    next.push_back(edges.other());
                }
        nodes_ = std::move(next);
    }

  private:
    struct Free {
        void operator()(Mark* marks) const { std::free(marks); }
    };

    /// Zeros from calloc: pages that no search comes to cost nothing.
    void allocate(std::size_t vertex_count) {
        marks_.reset(static_cast<Mark*>(std::calloc(std::max<std::size_t>(vertex_count, 1), sizeof(Mark))));
        if (!marks_) throw std::bad_alloc();
        size_ = vertex_count;
        round_ = 1;
    }
    void mark(VertexId node) { marks_[node] = {round_, level_}; }

    std::unique_ptr<Mark[], Free> marks_;
    std::size_t size_ = 0;
    std::vector<VertexId> nodes_;
    std::uint32_t round_ = 0;
    std::uint32_t level_ = 0;
};

} // namespace banggiao::query
