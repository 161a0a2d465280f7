// Takes CSV files with neo4j-admin headers, plain or gzip. Hands out a store that holds that graph and
// nothing else; and from a graph such files again.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace banggiao {

/// Files of one kind: the first line of the first is the header of all; others may begin with it too.
struct ImportFiles {
    std::vector<std::string> names; ///< labels of all nodes, or the type of all relationships; may be empty
    std::vector<std::string> paths;
};

struct ImportOptions {
    std::vector<ImportFiles> nodes;
    std::vector<ImportFiles> relationships;
    char delimiter = ',';
    char array_delimiter = ';';
    unsigned threads = 0; ///< 0: as many as there are cores; the graph is the same
};

/// Reads the files into a graph. Fields: an unquoted empty one is absent, a quoted one an empty text or list.
/// Ids are texts, looked up within their group, and kept as a property if their column has a name. Errors
/// name file, line and column. Linear; about three times the graph's size in memory.
Result<FrozenGraph> read_csv_graph(const ImportOptions& options);

/// The same into a new store, marked as imported: it takes no articles, and its graph file is its only copy.
/// A store of articles is not replaced (`conflict`); an imported one is.
Result<FrozenGraph> import_csv(const std::string& store_path, const ImportOptions& options);

/// What of a graph to write, and how.
struct CsvExportOptions {
    /// Nodes and edges, the ends of these edges among the nodes; nothing: the whole graph.
    struct Part {
        std::vector<VertexId> vertices;
        std::vector<EdgeId> edges;
    };
    std::optional<Part> part;
    char array_delimiter = ';';
    /// Where an edge has evidence, this text of it becomes its property `evidence`; nothing: it is left out.
    std::function<std::string(EdgeId)> evidence;
};

/// Writes nodes-LABELS.csv, one for each set of labels, and relationships-TYPE.csv into a folder, in a stable
/// order, such that importing them gives the same graph, and exporting that the same bytes. `unsupported` for
/// values CSV has no form for (maps, NaN within lists …); `conflict` if a list's text contains the array
/// delimiter, or the folder has such files of another graph. Gives the arguments to import them with.
Result<ImportOptions> export_csv(const FrozenGraph& graph, const std::string& folder,
                                 const CsvExportOptions& options = {});

} // namespace banggiao
