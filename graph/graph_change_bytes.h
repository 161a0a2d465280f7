// Takes a change of a graph. Hands out it as bytes, and the change again where the bytes are sound. Private
// to graph/.
#pragma once

#include <banggiao/graph/graph_change.h>

#include <optional>
#include <string>

namespace banggiao {

/// Equal changes give equal bytes.
std::string encode(const GraphChange& change);

/// Nothing if the bytes are no change.
std::optional<GraphChange> decode_change(const KeptBytes& bytes);

/// Whether what a change erases and replaces is among a graph's vertices and edges, its new ones continue
/// these, and every label, type and key is one of the graph's, since those who ask a changed graph name them
/// by its numbers: then it can be asked beside it. The rows of the graph are not looked at. O(change).
bool is_within(const FrozenGraph& base, const GraphChange& change);

/// Whether it is a change of this graph: within it, edges that are replaced are between the same vertices, of
/// erased vertices all edges are erased. O(change), with a page of the graph or two for each.
bool fits(const FrozenGraph& base, const GraphChange& change);

} // namespace banggiao
