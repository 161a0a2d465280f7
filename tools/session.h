// Takes the path of a store. Hands out its graph with an engine, and the nodes that a name written by a
// person means.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>
#include <banggiao/graph/store/store.h>
#include <banggiao/query/engine.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/table.h>

#include <chrono>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::tools {

/// A store opened for reading. What there is to say about it (rebuilt, behind) goes to standard error.
struct Session {
    LoadedGraph loaded;
    query::Engine engine;
    /// The graph without its change: nothing but what is asked by queries and names may come from it.
    const FrozenGraph& graph() const { return engine.graph(); }
    query::GraphView view() const { return engine.view(); }
};
/// `by_change`: for what is asked of the engine and of view() only; quicker where articles came or went.
Result<Session> open_session(const std::string& store_path, Freshness wanted = Freshness::whole);

/// Whether a text is written as the merge's keys are: `official/…`.
bool is_key(std::string_view text);
/// The node one of whose keys this is. By its id O(log n), by another key linear.
std::optional<VertexId> find_key(const query::GraphView& graph, std::string_view key);

/// The nodes that `name` means: by id or another key, else by name without regard to marks, case and tone
/// place, with leading titles (`Bộ trưởng`, `tỉnh`) dropped. Spelled exactly as one node's name beats the
/// rest. `labels`: only nodes with one of these labels; empty: any but Article, agreements and events only
/// where nothing else bears the name.
std::vector<VertexId> find_nodes(const query::GraphView& graph, std::string_view name,
                                 const std::vector<std::string_view>& labels = {});

/// The one node that `name` means. Nobody: `not_found` with near names; several: `conflict` with their ids.
Result<VertexId> find_one(const query::GraphView& graph, std::string_view name,
                          const std::vector<std::string_view>& labels = {});

/// One query of a convenience command, with what to say when it has no rows.
struct Question {
    std::string heading; ///< printed above the table; {} stands for each of `names` in turn; may be empty
    std::string query;
    query::Parameters parameters;
    std::string nothing;                 ///< printed instead of an empty table
    std::vector<std::string> names = {}; ///< in the heading
};

struct AnswerStyle {
    bool show_query = false;     ///< print the queries instead of their answers
    bool by_page = true;         ///< on a terminal, if it is longer
    std::string language = "en"; ///< of headings and columns: vi or en
};

/// Asks and prints on `out`. Returns an exit status.
int answer(const Session& session, const std::vector<Question>& questions, const AnswerStyle& style,
           std::ostream& out);
/// The same by the page on standard output.
int answer(const Session& session, const std::vector<Question>& questions, const AnswerStyle& style);

/// All rows of a query as a table of texts.
Result<Table, query::QueryError> ask(const query::Engine& engine, std::string_view text,
                                     const query::Parameters& parameters, const query::Limits& limits = {});

} // namespace banggiao::tools
