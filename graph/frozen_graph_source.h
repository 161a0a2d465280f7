// Takes nothing. Hands out what freeze() reads a graph from, whatever holds it. Private to graph/.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/graph_records.h>

#include <functional>

namespace banggiao {

/// Views stay valid while it lives.
class GraphSource {
  public:
    struct Edge {
        VertexId from, to;
        std::string_view type;
    };
    struct Evidence {
        std::string_view article, rule, text;
        Span span;
    };
    using VisitProperty = std::function<void(std::string_view key, const Value& value)>;
    using VisitEvidence = std::function<void(const Evidence& evidence)>;

    virtual ~GraphSource() = default;
    virtual std::uint32_t vertex_count() const = 0;
    virtual const VertexRecord& vertex(VertexId vertex) const = 0;
    virtual std::uint32_t edge_count() const = 0;
    virtual Edge edge(std::uint32_t number) const = 0;
    virtual void visit_properties(std::uint32_t edge, const VisitProperty& visit) const = 0;
    virtual void visit_evidence(std::uint32_t edge, const VisitEvidence& visit) const = 0;
};

/// As growing_graph.h says of its freeze(); edges in the order of their numbers.
FrozenGraph freeze(const GraphSource& source);

} // namespace banggiao
