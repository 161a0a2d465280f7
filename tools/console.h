// Takes errors, notes and rows. Hands them to a person: messages on standard error, results on standard
// output.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>
#include <banggiao/graph/value.h>
#include <banggiao/query/engine.h>

#include <atomic>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::tools {

/// Prints `banggiao: place: message; remedy` on standard error. Returns exit_failed.
int fail(const Error& error);
/// Prints a query's error with its picture. Returns exit_failed.
int fail(const query::QueryError& error, std::string_view query_text);
/// Prints `banggiao: note` on standard error.
void note(const std::string& text);

/// Set by Ctrl-C; long work looks at it and stops cleanly. A second Ctrl-C ends the process.
const std::atomic<bool>& interrupted();
void listen_for_interruption();

/// Columns of the terminal that standard output is; 0 if it is none.
std::size_t terminal_width();

/// Rows with a header, aligned by display width, numbers right; cells are cut to fit `width` (0: never cut).
struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<bool> numeric; ///< by column; may be shorter
};
void print_table(std::ostream& out, const Table& table, std::size_t width);

/// A value as people read it in a table: strings bare, nodes by name, paths as a chain of names.
std::string to_display(const Value& value, const FrozenGraph& graph);
/// A node by its name and, if that is not unique enough, nothing more; falls back to its id.
std::string name_of_vertex(const FrozenGraph& graph, VertexId vertex);
std::string id_of_vertex(const FrozenGraph& graph, VertexId vertex);

} // namespace banggiao::tools
