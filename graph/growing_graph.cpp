// Takes a growing graph. Hands out the frozen one.
#include <banggiao/graph/frozen_graph_source.h>
#include <banggiao/graph/growing_graph.h>

#include <boost/graph/graph_traits.hpp>
#include <boost/range/iterator_range.hpp>

namespace banggiao {

namespace {

class GrowingSource final : public GraphSource {
  public:
    explicit GrowingSource(const GrowingGraph& graph) : graph_(graph) {
        for (const auto edge : boost::make_iterator_range(edges(graph))) edges_.push_back(edge);
    }

    std::uint32_t vertex_count() const override { return static_cast<std::uint32_t>(num_vertices(graph_)); }
    const VertexRecord& vertex(VertexId vertex) const override { return graph_[vertex]; }
    std::uint32_t edge_count() const override { return static_cast<std::uint32_t>(edges_.size()); }

    Edge edge(std::uint32_t number) const override {
        const auto& edge = edges_[number];
        return {static_cast<VertexId>(source(edge, graph_)), static_cast<VertexId>(target(edge, graph_)),
                graph_[edge].type};
    }

    void visit_properties(std::uint32_t edge, const VisitProperty& visit) const override {
        for (const auto& [key, value] : graph_[edges_[edge]].properties) visit(key, value);
    }

    void visit_evidence(std::uint32_t edge, const VisitEvidence& visit) const override {
        for (const EdgeEvidence& piece : graph_[edges_[edge]].evidence)
            visit({piece.article, piece.rule, piece.text, piece.span});
    }

  private:
    const GrowingGraph& graph_;
    std::vector<GrowingGraph::edge_descriptor> edges_;
};

} // namespace

FrozenGraph freeze(const GrowingGraph& graph) {
    return freeze(GrowingSource(graph));
}

} // namespace banggiao
