// Takes errors, notes and rows. Hands them to a person: messages on standard error, results on standard
// output.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>
#include <banggiao/graph/value.h>
#include <banggiao/query/engine.h>

#include <atomic>
#include <string>
#include <string_view>

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
/// For a program that outlives what Ctrl-C stops: no Ctrl-C ends the process, and what was pressed before is
/// forgotten. A read from the terminal is interrupted.
void listen_for_interruption_again();

/// Columns and lines of the terminal that standard output is; 0 if it is none.
std::size_t terminal_width();
std::size_t terminal_height();

/// Whether what is written to `descriptor` may have colours: a terminal, and NO_COLOR is not set.
bool wants_colours(int descriptor);

/// A value as people read it in a table: strings bare, nodes by name, edges and
/// paths as a chain of names.
std::string to_display(const Value& value, const query::GraphView& graph);
/// A node by its name and, if that is not unique enough, nothing more; falls back to its id.
std::string name_of_vertex(const query::GraphView& graph, VertexId vertex);
std::string id_of_vertex(const query::GraphView& graph, VertexId vertex);

} // namespace banggiao::tools
