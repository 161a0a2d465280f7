// Takes a frozen graph and the text of a query. Hands out rows. The embedding interface of the query
// language.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>
#include <banggiao/graph/value.h>
#include <banggiao/query/effects.h>
#include <banggiao/query/error.h>
#include <banggiao/query/graph_view.h>
#include <banggiao/query/procedure.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::query {

using Parameters = Map;
using Row = std::vector<Value>;

struct Limits {
    std::optional<std::chrono::milliseconds> timeout;
    std::optional<std::size_t> memory_bytes; ///< of intermediate results
    std::optional<std::uint64_t> rows;
    const std::atomic<bool>* cancelled = nullptr; ///< set from another thread or a signal handler
};

/// Streams rows. Move-only.
class Cursor {
  public:
    /// The next row, nothing at the end, or a run-time error (then the end).
    Result<std::optional<Row>, QueryError> next();
    const std::vector<std::string>& columns() const;
    /// The plan with the rows and the time of each operator so far; empty unless the query began with
    /// PROFILE.
    std::string profile() const;
    std::string profile_json() const;

    Cursor(Cursor&&) noexcept;
    Cursor& operator=(Cursor&&) noexcept;
    ~Cursor();

  private:
    friend class PreparedQuery;
    friend class MemoryGraph;
    struct State;
    explicit Cursor(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// A bound and planned query. Immutable: may run any number of times, on any number of threads.
class PreparedQuery {
  public:
    const std::vector<std::string>& columns() const;
    Result<Cursor, QueryError> run(const Parameters& parameters = {}, const Limits& limits = {}) const;
    /// The plan as a tree, one operator a line, stable.
    std::string explain() const;
    /// The same as JSON: operator, details, estimated rows, inputs.
    std::string explain_json() const;
    /// Names the graph does not have: no errors in Cypher, but often meant otherwise.
    const std::vector<QueryError>& warnings() const;
    /// What the query began with. EXPLAIN: its rows are the lines of the plan. PROFILE: see
    /// Cursor::profile().
    bool wants_explain() const;
    bool wants_profile() const;

    PreparedQuery(PreparedQuery&&) noexcept;
    PreparedQuery& operator=(PreparedQuery&&) noexcept;
    ~PreparedQuery();

  private:
    friend class Engine;
    friend class Cursor;
    struct State;
    explicit PreparedQuery(std::shared_ptr<const State> state);
    std::shared_ptr<const State> state_;
};

struct EngineOptions {
    bool optimise = true; ///< false: patterns in the order of the text, no index, no shortcuts; for tests
    std::vector<Procedure> procedures = {};
};

/// Answers reading queries on one graph. Thread-safe.
class Engine {
  public:
    explicit Engine(FrozenGraph graph, EngineOptions options = {});
    /// On the graph as the change leaves it. Where it has changed, indexes help less. O(change).
    Engine(FrozenGraph graph, const GraphChange& change, EngineOptions options = {});
    Result<PreparedQuery, QueryError> prepare(std::string_view text) const;
    /// The graph without its change.
    const FrozenGraph& graph() const { return changed_->graph; }
    /// What references in rows point into; lives as long as the engine.
    GraphView view() const { return changed_->view(); }

  private:
    std::shared_ptr<const ChangedGraph> changed_; ///< shared with prepared queries, as the next
    std::shared_ptr<const EngineOptions> options_;
};

/// A growing graph in memory (`:memory:`) that also takes writing queries. One thread.
class MemoryGraph {
  public:
    MemoryGraph();
    ~MemoryGraph();
    using Effects = query::Effects;
    /// Runs a query to its end. A failed query changes nothing; neither does one that begins with EXPLAIN.
    Result<std::vector<Row>, QueryError> run(std::string_view text, const Parameters& parameters = {},
                                             std::vector<std::string>* columns = nullptr,
                                             Effects* effects = nullptr, const Limits& limits = {});
    void add_procedure(Procedure procedure);
    const FrozenGraph& graph(); ///< as it is now: what references in rows point into

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace banggiao::query
