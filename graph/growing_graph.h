// Takes vertices, edges and their properties. Hands out the growing form of the graph: a Boost adjacency_list.
// Merge and import fill it, freeze() turns it into the frozen form that queries read.
#pragma once

#include <banggiao/graph/facts.h>
#include <banggiao/graph/value.h>

#include <boost/graph/adjacency_list.hpp>

#include <map>
#include <string>
#include <vector>

namespace banggiao {

/// Where an edge comes from, with the words themselves.
struct EdgeEvidence {
    std::string article;
    Span span;
    std::string rule;
    std::string text; ///< the slice; empty if the article's text is not kept
    auto operator<=>(const EdgeEvidence&) const = default;
};

using Properties = std::map<std::string, Value, std::less<>>;

struct VertexRecord {
    std::vector<std::string> labels;
    Properties properties; ///< never null values; `id` and `name` for the graph of facts
};

struct EdgeRecord {
    std::string type;
    Properties properties;
    std::vector<EdgeEvidence> evidence;
};

using GrowingGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, VertexRecord, EdgeRecord>;

} // namespace banggiao
