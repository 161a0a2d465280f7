// Takes writing queries. Hands out the graph they make: a frozen one, replaced after each query that changed
// it.
#include <banggiao/query/engine.h>

#include <banggiao/query/binder.h>
#include <banggiao/query/execution.h>
#include <banggiao/query/explain.h>
#include <banggiao/query/parser.h>
#include <banggiao/query/plan.h>

namespace banggiao::query {

struct MemoryGraph::State {
    FrozenGraph graph;
    std::vector<Procedure> procedures;
};

namespace {

/// A value with its references moved to the next graph; null where what it names was deleted.
Value moved(const Value& value, const GraphChanges::Committed& to) {
    switch (value.type()) {
    case ValueType::node: {
        auto id = to.vertices[value.node().id];
        return id ? Value(NodeReference{*id}) : Value();
    }
    case ValueType::edge: {
        auto id = to.edges[value.edge().id];
        return id ? Value(EdgeReference{*id}) : Value();
    }
    case ValueType::list: {
        List list;
        for (const Value& item : value.list()) list.push_back(moved(item, to));
        return list;
    }
    case ValueType::map: {
        Map map;
        for (const auto& [key, item] : value.map()) map.emplace(key, moved(item, to));
        return map;
    }
    case ValueType::path: {
        Path path;
        for (VertexId node : value.path().nodes) {
            if (!to.vertices[node]) return {};
            path.nodes.push_back(*to.vertices[node]);
        }
        for (EdgeId edge : value.path().edges) {
            if (!to.edges[edge]) return {};
            path.edges.push_back(*to.edges[edge]);
        }
        return path;
    }
    default:
        return value;
    }
}

std::vector<Row> all_rows(Execution& execution) {
    std::vector<Row> rows;
    while (execution.next())
        if (!execution.plan.columns.empty()) rows.push_back(execution.row());
    return rows;
}

} // namespace

MemoryGraph::MemoryGraph() : state_(std::make_unique<State>()) {}
MemoryGraph::~MemoryGraph() = default;

void MemoryGraph::add_procedure(Procedure procedure) {
    state_->procedures.push_back(std::move(procedure));
}

const FrozenGraph& MemoryGraph::graph() {
    return state_->graph;
}

Result<std::vector<Row>, QueryError> MemoryGraph::run(std::string_view text, const Parameters& parameters,
                                                      std::vector<std::string>* columns, Effects* effects,
                                                      const Limits& limits) {
    auto tree = parse(text);
    if (!tree) return tree.error();
    auto bound = bind_query(*tree, text, state_->graph, state_->procedures);
    if (!bound) return bound.error();
    auto planned = plan_query(*bound, state_->graph);
    if (!planned) return planned.error();
    if (columns) columns->clear();
    for (const bound::Column& column : planned->columns)
        if (columns) columns->push_back(column.name);
    if (bound->prefix == ast::Prefix::explain) {
        if (columns) *columns = {"plan"};
        return plan_rows(*planned);
    }
    GraphChanges changes(state_->graph);
    try {
        GraphChanges* const written = planned->writes ? &changes : nullptr;
        Execution execution(*planned, {state_->graph, written}, parameters, limits, written);
        std::vector<Row> rows = all_rows(execution);
        if (effects) *effects = changes.effects();
        if (!planned->writes) return rows;
        if (execution.view.dangling_vertex())
            fail_at_run_time(QueryErrorType::constraint_violation, "DeleteConnectedNode", {},
                             "a node that still has relationships cannot be deleted", "use DETACH DELETE");
        auto committed = changes.commit();
        for (Row& row : rows)
            for (Value& value : row) value = moved(value, committed);
        state_->graph = std::move(committed.graph);
        return rows;
    } catch (Failure& failure) {
        return std::move(failure.error);
    } catch (const std::exception&) {
        return QueryError{
            Phase::run_time, QueryErrorType::limit, "LimitReached", "the memory is used up", {}, {}};
    }
}

} // namespace banggiao::query
