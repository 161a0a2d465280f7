// Takes a graph. Hands out its text: one JSON object a line, vertices then edges, keys sorted. Equal graphs
// give equal bytes, so that two graphs can be compared with any tool that compares lines.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/value.h>

#include <functional>
#include <string>
#include <string_view>

namespace banggiao {

/// Calls `line` with every line, without its end. Vertices are named by their `id`, those without one by
/// their number.
void dump(const FrozenGraph& graph, const std::function<void(std::string_view)>& line);

/// A property's value as JSON; dates and times as objects of their parts.
std::string to_json(const Value& value);

} // namespace banggiao
