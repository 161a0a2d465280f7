// Takes a frozen graph and what its merge decided. Hands out NAME.kg-graph, a file that is mapped back in
// constant time. Private to graph/store.
//
// A file: GraphFileHeader; the checksums of the graph's 8 KiB blocks; the graph's block
// (frozen_graph_layout.h); the notes of the merge. When what is verified: the header and the checksums at
// open; the graph's header and section table at open; every other block of it when first touched; the notes
// when read.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/kept_bytes.h>
#include <banggiao/graph/merge_decisions.h>
#include <banggiao/graph/result.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace banggiao::store {

/// Which store a graph belongs to, and as of which revision. A store that was put back from a copy can come
/// to the same number again: then the stamp is another.
struct GraphOrigin {
    std::uint64_t store_identity = 0;
    std::int64_t revision = 0;
    std::int64_t stamp = 0;
    auto operator<=>(const GraphOrigin&) const = default;
};

/// Of the graph file there; nothing if there is none, or it is damaged or of another version.
std::optional<GraphOrigin> origin_of_graph_file(const std::string& path);

struct MappedGraph {
    FrozenGraph graph;
    GraphOrigin origin;
    std::uint64_t checksum = 0; ///< of the header, which holds those of all the rest
    std::span<const std::byte> merge_notes;
    std::uint64_t merge_notes_checksum = 0;
    std::shared_ptr<const void> owner;
};

/// Maps a file. `not_found`, `malformed` (no graph file), `unsupported` (of another version), `damaged`.
Result<MappedGraph> map_graph_file(const std::string& path);

/// Writes to a temporary name beside it, syncs, renames: a kill leaves the old file or the new one.
/// Gives the header's checksum. `merge_notes`: see encode_merge_notes().
Result<std::uint64_t> write_graph_file(const std::string& path, const FrozenGraph& graph,
                                       std::string_view merge_notes, GraphOrigin origin);

/// The index of a merge, as extend() takes it, in a file of its own beside the graph.
struct MappedIndex {
    GraphOrigin origin;
    std::span<const std::byte> bytes; ///< verified where they are read
    std::shared_ptr<const void> owner;
};
Result<MappedIndex> map_index_file(const std::string& path);
/// As write_graph_file().
Status write_index_file(const std::string& path, std::string_view index, GraphOrigin origin);

/// What the articles that came and went since a graph was made change in it, kept so that each is found out
/// once, beside those before it.
struct KeptChange {
    GraphOrigin base;          ///< of the graph
    GraphOrigin as_of;         ///< with all articles of this revision
    std::uint64_t waiting = 0; ///< how many came and went
    KeptBytes change;
    KeptBytes index; ///< what the index says otherwise; empty: what comes next is not found beside it
};
/// Not synced: a torn one is found to be so, and made again.
Status write_change_file(const std::string& path, const KeptChange& kept);
/// Mapped. Its part of the index is left out where it is of the revision `wanted`: nothing is to be found out
/// then.
/// `not_found` if there is none of that base; `damaged`.
Result<KeptChange> read_change_file(const std::string& path, GraphOrigin base,
                                    std::optional<GraphOrigin> wanted);

/// How many articles wait there beside a graph of that base; 0 if it is not known. Cheap.
std::uint64_t waiting_in_change_file(const std::string& path, GraphOrigin base);

std::string encode_merge_notes(std::span<const MergeDecision> decisions, std::span<const Conflict> conflicts);

/// Syncs a folder, so that a rename in it survives a loss of power.
void sync_folder(const std::string& folder);
/// "." for a bare name.
std::string folder_of(const std::string& path);

/// A name beside `path` for a file on its way to it, and the removal of those that killed processes left
/// there.
std::string temporary_beside(const std::string& path);
void remove_abandoned(const std::string& path);

} // namespace banggiao::store
