// Takes a graph and text. Hands out rows. The whole line is in prepare(): text → tree → bound → plan.
#include <banggiao/query/engine.h>

#include <banggiao/query/binder.h>
#include <banggiao/query/execution.h>
#include <banggiao/query/explain.h>
#include <banggiao/query/parser.h>
#include <banggiao/query/plan.h>

#include <algorithm>

namespace banggiao::query {

struct PreparedQuery::State {
    std::shared_ptr<const ChangedGraph> changed;
    std::shared_ptr<const EngineOptions> options;
    bound::Query query;
    PhysicalPlan plan;
    std::vector<std::string> columns;
    std::vector<QueryError> warnings;
};

struct Cursor::State {
    std::shared_ptr<const PreparedQuery::State> prepared;
    std::unique_ptr<Execution> execution;
    std::vector<Row> explanation; ///< instead of an execution; the next line last
    bool ended = false;
};

namespace {

QueryError damaged(const Error& error) {
    return {Phase::run_time, QueryErrorType::internal, "DamagedGraph", error.text(), error.remedy, {}};
}

QueryError cannot_write() {
    return {Phase::compile_time,
            QueryErrorType::unsupported,
            "WritingQuery",
            "this graph is read only",
            "writing clauses work on graphs in memory",
            {}};
}

} // namespace

Engine::Engine(FrozenGraph graph, EngineOptions options)
    : changed_(std::make_shared<const ChangedGraph>(std::move(graph))),
      options_(std::make_shared<const EngineOptions>(std::move(options))) {}

Engine::Engine(FrozenGraph graph, const GraphChange& change, EngineOptions options)
    : changed_(std::make_shared<const ChangedGraph>(std::move(graph), change)),
      options_(std::make_shared<const EngineOptions>(std::move(options))) {}

Result<PreparedQuery, QueryError> Engine::prepare(std::string_view text) const {
    auto state = std::make_shared<PreparedQuery::State>();
    state->changed = changed_;
    auto tree = parse(text);
    if (!tree) return tree.error();
    state->options = options_;
    auto bound = bind_query(*tree, text, graph(), options_->procedures, &state->warnings);
    if (!bound) return bound.error();
    state->query = std::move(*bound);
    if (state->query.writes) return cannot_write();
    auto planned = plan_query(state->query, graph(), {options_->optimise});
    if (!planned) return planned.error();
    state->plan = std::move(*planned);
    if (state->query.prefix == ast::Prefix::explain)
        state->columns = {"plan"};
    else
        for (const bound::Column& column : state->plan.columns) state->columns.push_back(column.name);
    return PreparedQuery(std::move(state));
}

PreparedQuery::PreparedQuery(std::shared_ptr<const State> state) : state_(std::move(state)) {}
PreparedQuery::PreparedQuery(PreparedQuery&&) noexcept = default;
PreparedQuery& PreparedQuery::operator=(PreparedQuery&&) noexcept = default;
PreparedQuery::~PreparedQuery() = default;

const std::vector<std::string>& PreparedQuery::columns() const {
    return state_->columns;
}
const std::vector<QueryError>& PreparedQuery::warnings() const {
    return state_->warnings;
}
std::string PreparedQuery::explain() const {
    return plan_text(state_->plan, {});
}
std::string PreparedQuery::explain_json() const {
    return plan_json(state_->plan, {});
}
bool PreparedQuery::wants_explain() const {
    return state_->query.prefix == ast::Prefix::explain;
}
bool PreparedQuery::wants_profile() const {
    return state_->query.prefix == ast::Prefix::profile;
}

Result<Cursor, QueryError> PreparedQuery::run(const Parameters& parameters, const Limits& limits) const {
    auto state = std::make_unique<Cursor::State>();
    state->prepared = state_;
    if (wants_explain()) {
        state->explanation = plan_rows(state_->plan);
        std::reverse(state->explanation.begin(), state->explanation.end());
        return Cursor(std::move(state));
    }
    state->execution = std::make_unique<Execution>(state_->plan, state_->changed->view(), parameters, limits);
    if (wants_profile()) state->execution->start_profile();
    return Cursor(std::move(state));
}

Cursor::Cursor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor& Cursor::operator=(Cursor&&) noexcept = default;
Cursor::~Cursor() = default;

const std::vector<std::string>& Cursor::columns() const {
    return state_->prepared->columns;
}
std::string Cursor::profile() const {
    bool measured = state_->execution && !state_->execution->profile.empty();
    return measured ? plan_text(state_->prepared->plan, state_->execution->profile) : std::string();
}

std::string Cursor::profile_json() const {
    bool measured = state_->execution && !state_->execution->profile.empty();
    return measured ? plan_json(state_->prepared->plan, state_->execution->profile) : std::string();
}

Result<std::optional<Row>, QueryError> Cursor::next() {
    if (state_->ended) return std::optional<Row>();
    if (!state_->execution) {
        if (state_->explanation.empty()) return std::optional<Row>();
        Row line = std::move(state_->explanation.back());
        state_->explanation.pop_back();
        return std::optional<Row>(std::move(line));
    }
    try {
        const bool more = state_->execution->next();
        // A mapped graph checks its blocks when they are touched: no row may rest on one that failed.
        if (const Status sound = state_->prepared->changed->graph.status(); !sound) {
            state_->ended = true;
            return damaged(sound.error());
        }
        if (more) return std::optional<Row>(state_->execution->row());
        state_->ended = true;
        return std::optional<Row>();
    } catch (Failure& failure) {
        state_->ended = true;
        return std::move(failure.error);
    } catch (const std::exception&) {
        state_->ended = true;
        return QueryError{
            Phase::run_time, QueryErrorType::limit, "LimitReached", "the memory is used up", {}, {}};
    }
}

} // namespace banggiao::query
