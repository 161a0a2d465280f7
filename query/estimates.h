// Takes a graph's counts. Hands out how many rows a part of a pattern may give.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/query/bound.h>

namespace banggiao::query {

class Estimates {
  public:
    explicit Estimates(const FrozenGraph& graph) : graph_(graph) {}

    double nodes() const { return static_cast<double>(graph_.vertex_count()); }
    double nodes_of(const bound::Labels& labels) const; ///< that have them
    double label_share(const bound::Labels& labels) const;
    double fan_out(const bound::Relationship& term) const;  ///< relationships at one node
    double repeated(const bound::Relationship& term) const; ///< ways from one node, repetitions included
    double after_conditions(double rows, std::size_t conditions) const;

  private:
    double edges_of(const bound::Labels& types) const;
    const FrozenGraph& graph_;
};

} // namespace banggiao::query
