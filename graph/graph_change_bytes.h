// Takes a change of a graph. Hands out it as bytes, and the change again where the bytes are sound. Private
// to graph/.
#pragma once

#include <banggiao/graph/graph_change.h>

#include <optional>
#include <string>
#include <string_view>

namespace banggiao {

/// Equal changes give equal bytes.
std::string encode(const GraphChange& change);

/// Nothing if the bytes are no change.
std::optional<GraphChange> decode_change(std::string_view bytes);

/// Whether a change can be one of this graph: what it erases and replaces is there, its new vertices and
/// edges continue the graph's, and every label, type and key is one of the graph's, since those who ask a
/// changed graph name them by its numbers. O(change).
bool fits(const FrozenGraph& base, const GraphChange& change);

} // namespace banggiao
