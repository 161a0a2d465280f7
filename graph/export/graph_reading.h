// Takes a frozen graph. Hands out texts, labels and neighbours by name, with names that are absent reading as
// empty.
#pragma once

#include <banggiao/graph/frozen_graph.h>

#include <string>
#include <string_view>
#include <vector>

namespace banggiao::drawing {

class GraphReader {
  public:
    explicit GraphReader(const FrozenGraph& graph) : graph_(graph) {}
    const FrozenGraph& graph() const { return graph_; }

    /// A string property as text that XML can hold: valid UTF-8, no control characters. Empty if it is none.
    std::string text(VertexId vertex, std::string_view key) const;
    std::string edge_text(EdgeId edge, std::string_view key) const;
    bool has_label(VertexId vertex, std::string_view label) const;
    std::vector<EdgeId> edges_from(VertexId vertex, std::string_view type) const;
    std::vector<EdgeId> edges_to(VertexId vertex, std::string_view type) const;
    std::vector<VertexId> targets(VertexId vertex, std::string_view type) const;

  private:
    const FrozenGraph& graph_;
};

/// Valid UTF-8 without control characters.
std::string printable(std::string_view bytes);

/// `text` in lines of about `columns`, broken at spaces.
std::string wrapped(const std::string& text, std::size_t columns);

/// The first `count` code points, with an ellipsis if there are more.
std::string shortened(const std::string& text, std::size_t count);

} // namespace banggiao::drawing
