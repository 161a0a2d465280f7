// Takes the simple conditions of a scan. Hands out tests of a node's or a relationship's properties, without
// the row. For graphs that are only read.
#pragma once

#include <banggiao/query/comparison.h>
#include <banggiao/query/execution.h>

namespace banggiao::query {

/// Conditions `x.key OP value` on one node or relationship; all must be true.
class ScanTests {
  public:
    ScanTests(const std::vector<const bound::Expression*>& conditions, const Execution& execution);

    bool empty() const { return tests_.empty(); }
    template <typename Graph> // a frozen one or a view
    bool hold_of_vertex(const Graph& graph, VertexId vertex) const {
        return all_hold([&](KeyId key) { return graph.vertex_property(vertex, key); });
    }
    template <typename Graph>
    bool hold_of_edge(const Graph& graph, EdgeId edge) const {
        return all_hold([&](KeyId key) { return graph.edge_property(edge, key); });
    }

  private:
    struct Test {
        KeyId key;
        ast::Operator op; ///< with the property on its left
        Value value;
    };

    template <typename PropertyOf>
    bool all_hold(const PropertyOf& property_of) const {
        for (const Test& test : tests_)
            if (!comparison_holds(test.op, property_of(test.key), test.value)) return false;
        return true;
    }

    std::vector<Test> tests_;
};

} // namespace banggiao::query
