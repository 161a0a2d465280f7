// Takes a frozen graph, or a selection of it. Hands it out in the formats that other programs read.
// Same graph, same bytes. Nodes are known by their `id`; a list is written as JSON text where a format has
// none; a property that bears a name the format has for itself gets an underscore behind it.
#pragma once

#include <banggiao/graph/export/dot.h>
#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace banggiao {

struct ExportOptions {
    std::optional<Selection> selection;               ///< nothing: the whole graph
    bool quotations = true;                           ///< the words of articles with the evidence
    std::function<std::string(const Value&)> text_of; ///< how dates, times and durations are written
};

// Each writes all or fails (`storage`) when the stream does. Linear.

/// GraphML with typed keys; labels and type joined by `:` (networkx, igraph, yEd, Gephi).
Status write_graphml(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out);
/// GEXF 1.2 with dates from first to last sight, for Gephi's timeline.
Status write_gexf(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out);
/// Node-link JSON (networkx, D3).
Status write_node_link(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out);
/// Cytoscape's and Cytoscape.js's JSON: a type for each property; the evidence as JSON text.
Status write_cytoscape(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out);
/// The tables of a Spark GraphFrame as JSON lines, a type for each column: `id`; `src`, `dst`,
/// `relationship`.
Status write_graphframes_vertices(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out);
Status write_graphframes_edges(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out);
/// N-Triples: each edge as a triple and as a statement with its properties and, in PROV, its evidence.
Status write_ntriples(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out);

} // namespace banggiao
