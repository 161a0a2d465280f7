// Takes nothing. Hands out what a vertex and an edge of the growing graph carry.
#pragma once

#include <banggiao/graph/edge_evidence.h>
#include <banggiao/graph/value.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace banggiao {

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

} // namespace banggiao
