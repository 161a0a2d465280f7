// Takes a frozen graph and what a few articles change in it. Hands out GraphChange, which says so in the ids
// of that graph, and the whole graph that comes of it.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/graph_records.h>
#include <banggiao/graph/kept_evidence.h>
#include <banggiao/graph/merge_decisions.h>

#include <map>
#include <vector>

namespace banggiao {

/// What is said about a merge that was not said before, and what no longer is. All sorted.
struct NotesChange {
    std::vector<MergeDecision> gone_decisions, new_decisions;
    std::vector<Conflict> gone_conflicts, new_conflicts;
};

/// A change of a base graph, in its ids; new vertices and edges continue them. All of an erased vertex's
/// edges are erased; nothing is both erased and replaced.
struct GraphChange {
    struct Edge {
        VertexId from, to;
        std::string type;
        Properties properties;
        KeptEvidence evidence;
        /// Of an edge of the base: its evidence stays, beside this, but for what some articles said.
        bool keeps_evidence = false;
        std::vector<std::string> without = {}; ///< the ids of these articles, sorted

        static Edge of(VertexId from, VertexId to, EdgeRecord record) {
            return {from, to, std::move(record.type), std::move(record.properties), record.evidence};
        }
        /// With the evidence given here alone.
        EdgeRecord record() const { return {type, properties, evidence.pieces()}; }
    };
    std::vector<VertexId> erased_vertices; ///< sorted, of the base
    std::vector<EdgeId> erased_edges;      ///< sorted, of the base
    std::map<VertexId, VertexRecord>
        vertices;                 ///< replaced (ids of the base) and new (from vertex_count() on)
    std::map<EdgeId, Edge> edges; ///< replaced (ends and type stay) and new (from edge_count() on)
    NotesChange notes;

    bool empty() const {
        return erased_vertices.empty() && erased_edges.empty() && vertices.empty() && edges.empty();
    }
};

/// The evidence of an edge of which some articles say no more, and some more: sorted, each piece once.
/// `known`: sorted.
std::vector<EdgeEvidence> evidence_now(std::vector<EdgeEvidence> known,
                                       const std::vector<std::string>& without,
                                       std::vector<EdgeEvidence> more);

/// What a frozen graph says of a vertex, of an edge; of an edge without its evidence. REQUIRES: ids it handed
/// out.
VertexRecord vertex_record(const FrozenGraph& graph, VertexId vertex);
EdgeRecord edge_record(const FrozenGraph& graph, EdgeId edge);
EdgeRecord bare_edge_record(const FrozenGraph& graph, EdgeId edge);

/// The whole changed graph: vertices in order of their ids, as a merge hands them out, edges renumbered;
/// equal (source, type, target) in the order of a merge. Byte for byte the frozen merge where the change says
/// so. REQUIRES: the change is of this graph. O(V + E) and
/// the sort of the ids.
FrozenGraph apply(const FrozenGraph& base, const GraphChange& change);

} // namespace banggiao
