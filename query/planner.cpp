// Takes a bound query. Hands out a plan, clause after clause.
#include <banggiao/query/planner_state.h>

#include <banggiao/query/failure.h>

#include <algorithm>
#include <cmath>

namespace banggiao::query {

using bound::Expression;
using bound::ExpressionKind;

namespace {

/// Two expansions in a row from all nodes, and nothing else: (a)-[r]->(b)-[s]->(c).
bool is_two_hops(const Plan& second) {
    const Plan& first = *second.inputs[0];
    if (first.kind != OperatorKind::expand || first.to_is_bound || !first.unique.empty()) return false;
    const Plan& scan = *first.inputs[0];
    return second.from == first.to && second.unique == std::vector<Slot>{first.edge} &&
           scan.kind == OperatorKind::all_nodes && scan.slot == first.from &&
           scan.inputs[0]->kind == OperatorKind::argument;
}

/// Whether it counts rows: count(*), or how often what the expansion found is not null.
bool counts_rows(const bound::AggregateItem& item, const Plan& expand) {
    if (!item.function) return true;
    return item.function->name == "count" && !item.distinct && item.argument->kind == ExpressionKind::slot &&
           (item.argument->slot == expand.edge || item.argument->slot == expand.to);
}

bool reads(const bound::ProjectionItem& item, const Plan& expand) {
    std::vector<bool> slots(std::max(expand.edge, expand.to) + 1);
    if (item.expression)
        bound::collect_slots(*item.expression, slots);
    else if (item.slot < slots.size())
        slots[item.slot] = true;
    return slots[expand.edge] || slots[expand.to];
}

/// Whether nothing is asked of an expansion but how many rows it gives for each group.
bool counts_expansion(const Plan& expand, const bound::Projection& projection) {
    return expand.kind == OperatorKind::expand && !expand.to_is_bound &&
           std::all_of(projection.aggregates.begin(), projection.aggregates.end(),
                       [&](const auto& item) { return counts_rows(item, expand); }) &&
           std::none_of(projection.items.begin(), projection.items.end(),
                        [&](const auto& item) { return reads(item, expand); });
}

/// Whether every row is a group of its own: it begins at a node that is one of the keys, each node once.
bool is_own_group(const Plan& counted, const bound::Projection& projection) {
    const Plan* scan = counted.inputs[0].get();
    while (scan->kind == OperatorKind::filter || scan->kind == OperatorKind::check_node)
        scan = scan->inputs[0].get();
    const bool scans = scan->kind == OperatorKind::all_nodes || scan->kind == OperatorKind::label_scan ||
                       scan->kind == OperatorKind::name_lookup;
    const auto is_node = [&](const bound::ProjectionItem& item) {
        const Slot slot = !item.expression                                ? item.slot
                          : item.expression->kind == ExpressionKind::slot ? item.expression->slot
                                                                          : bound::no_slot;
        return slot == scan->slot;
    };
    return scans && scan->inputs[0]->kind == OperatorKind::argument && projection.aggregates.size() == 1 &&
           std::any_of(projection.items.begin(), projection.items.end(), is_node);
}

} // namespace

PhysicalPlan Planner::run(const bound::Query& query) {
    result_.columns = query.columns;
    result_.writes = query.writes;
    result_.slot_count = query.slot_count;
    result_.root = plan_query(query);
    if (options_.optimise && !query.writes) {
        fuse_scans(result_.root);
        for (auto& [expression, plan] : result_.subqueries) fuse_scans(plan);
    }
    result_.operators = number_;
    return std::move(result_);
}

PlanPointer Planner::make(OperatorKind kind, PlanPointer input) {
    auto plan = std::make_unique<Plan>();
    plan->kind = kind;
    plan->number = number_++;
    if (input) {
        plan->estimate = input->estimate;
        plan->inputs.push_back(std::move(input));
    }
    return plan;
}

const Expression* Planner::attach(const Expression& expression) {
    if (expression.subquery && !result_.subqueries.contains(&expression)) {
        std::vector<Slot> live = std::exchange(live_, {});
        result_.subqueries[&expression] = nullptr;
        result_.subqueries[&expression] = plan_query(*expression.subquery);
        live_ = std::move(live);
    }
    if (expression.kind == ExpressionKind::parameter) result_.parameters.push_back(&expression);
    for (const auto& child : expression.children)
        if (child) attach(*child);
    return &expression;
}

const Expression* Planner::own(bound::ExpressionPointer expression) {
    result_.expressions.push_back(std::move(expression));
    return attach(*result_.expressions.back());
}

PlanPointer Planner::plan_query(const bound::Query& query) {
    if (query.parts.size() == 1) return plan_part(query.parts[0]);
    auto unite = make(OperatorKind::unite);
    unite->unites_distinct = query.union_distinct;
    unite->estimate = 0;
    for (const bound::Column& column : query.columns) unite->slots.push_back(column.slot);
    for (const bound::SingleQuery& part : query.parts) {
        live_.clear();
        unite->inputs.push_back(plan_part(part));
        unite->estimate += unite->inputs.back()->estimate;
        std::vector<bound::Column> columns;
        for (const bound::Column& column : query.columns)
            columns.push_back(*std::find_if(part.columns.begin(), part.columns.end(),
                                            [&](const auto& mine) { return mine.name == column.name; }));
        unite->columns.push_back(std::move(columns));
    }
    return unite;
}

PlanPointer Planner::plan_part(const bound::SingleQuery& query) {
    PlanPointer plan = make(OperatorKind::argument);
    for (const bound::Clause& clause : query.clauses)
        plan = std::visit([&](const auto& body) { return plan_clause(std::move(plan), body); }, clause);
    return plan;
}

void Planner::keep(Slot slot) {
    if (slot != bound::no_slot && std::find(live_.begin(), live_.end(), slot) == live_.end())
        live_.push_back(slot);
}

PlanPointer Planner::plan_clause(PlanPointer input, const bound::Match& match) {
    PlanPointer result;
    if (match.optional) {
        auto inner = plan_match(make(OperatorKind::argument), match);
        result = make(OperatorKind::optional, std::move(input));
        result->estimate *= std::max(1.0, inner->estimate);
        result->inputs.push_back(std::move(inner));
        result->slots = match.introduced;
    } else {
        result = plan_match(std::move(input), match);
    }
    for (Slot slot : match.introduced) keep(slot);
    return result;
}

PlanPointer Planner::plan_clause(PlanPointer input, const bound::Unwind& unwind) {
    auto plan = make(OperatorKind::unwind, std::move(input));
    plan->slot = unwind.slot;
    plan->expressions.push_back(attach(*unwind.list));
    plan->estimate *= 10;
    keep(unwind.slot);
    return plan;
}

PlanPointer Planner::plan_clause(PlanPointer input, const bound::Call& call) {
    auto plan = make(OperatorKind::call, std::move(input));
    plan->call = &call;
    for (const auto& argument : call.arguments) attach(*argument);
    for (const auto& output : call.outputs) keep(output.slot);
    return filter(std::move(plan), call.conditions);
}

// Projections.

PlanPointer Planner::plan_clause(PlanPointer plan, const bound::Projection& projection) {
    if (projection.aggregates_rows)
        plan = project(aggregate(std::move(plan), projection), projection.after_groups);
    else
        plan = project(std::move(plan), projection.items);
    if (projection.distinct) {
        plan = make(OperatorKind::distinct, std::move(plan));
        for (const bound::Column& column : projection.columns) plan->slots.push_back(column.slot);
    }
    if (!projection.order.empty()) plan = sort(std::move(plan), projection);
    if (projection.skip) {
        plan = make(OperatorKind::skip, std::move(plan));
        plan->expressions.push_back(attach(*projection.skip));
    }
    if (projection.limit) plan = limit(std::move(plan), *projection.limit);
    live_.clear();
    for (const bound::Column& column : projection.columns) keep(column.slot);
    return filter(std::move(plan), projection.conditions);
}

PlanPointer Planner::project(PlanPointer input, const std::vector<bound::ProjectionItem>& items) {
    auto plan = make(OperatorKind::project);
    for (const auto& item : items)
        if (item.expression) {
            attach(*item.expression);
            plan->items.push_back(&item);
        }
    if (plan->items.empty()) return input;
    plan->estimate = input->estimate;
    plan->inputs.push_back(std::move(input));
    return plan;
}

PlanPointer Planner::limit(PlanPointer input, const Expression& count) {
    auto plan = make(OperatorKind::limit, std::move(input));
    plan->expressions.push_back(attach(count));
    if (count.kind == ExpressionKind::constant)
        plan->estimate = std::min(plan->estimate, static_cast<double>(count.constant.integer()));
    return plan;
}

PlanPointer Planner::filter(PlanPointer plan, const std::vector<bound::ExpressionPointer>& conditions) {
    if (conditions.empty()) return plan;
    plan = make(OperatorKind::filter, std::move(plan));
    for (const auto& condition : conditions) plan->expressions.push_back(attach(*condition));
    plan->estimate = estimates_.after_conditions(plan->estimate, conditions.size());
    return plan;
}

PlanPointer Planner::aggregate(PlanPointer input, const bound::Projection& projection) {
    for (const auto& item : projection.items)
        if (item.expression) attach(*item.expression);
    for (const auto& item : projection.aggregates) {
        if (item.argument) attach(*item.argument);
        if (item.parameter) attach(*item.parameter);
    }
    if (count_scan(input, projection)) {
        const Slot count = input->count;
        auto plan = make(OperatorKind::aggregate, std::move(input));
        plan->projection = &projection;
        plan->slot = count;
        plan->estimate = 1;
        return plan;
    }
    const bool counts = options_.optimise && counts_expansion(*input, projection);
    if (counts && projection.items.empty() && projection.aggregates.size() == 1 && is_two_hops(*input))
        return count_pairs(*input, projection.aggregates[0].slot);
    if (counts) count_edges(*input);
    if (counts && is_own_group(*input, projection)) {
        input->slot = projection.aggregates[0].slot;
        return project(std::move(input), projection.items);
    }
    auto plan = make(OperatorKind::aggregate);
    plan->projection = &projection;
    if (counts) plan->slot = input->slot;
    plan->estimate = projection.items.empty() ? 1 : std::sqrt(input->estimate) + 1;
    plan->inputs.push_back(std::move(input));
    return plan;
}

/// The rows of an expansion need not be made, only counted.
void Planner::count_edges(Plan& expand) {
    expand.kind = OperatorKind::count_edges;
    expand.slot = result_.slot_count++;
    expand.estimate = expand.inputs[0]->estimate;
}

/// Counted at the node in the middle: ways in times ways out.
PlanPointer Planner::count_pairs(const Plan& second, Slot slot) {
    const Plan& first = *second.inputs[0];
    auto scan = make(OperatorKind::all_nodes, make(OperatorKind::argument));
    scan->slot = first.to;
    scan->estimate = estimates_.nodes();
    auto plan = make(OperatorKind::count_pairs, std::move(scan));
    plan->slot = slot;
    plan->from = first.to;
    plan->direction = second.direction;
    plan->labels = second.labels;
    plan->other_direction = turned(first.direction);
    plan->other_labels = first.labels;
    plan->estimate = 1;
    return plan;
}

PlanPointer Planner::sort(PlanPointer input, const bound::Projection& projection) {
    auto plan = make(OperatorKind::sort, std::move(input));
    plan->projection = &projection;
    std::vector<bool> slots;
    for (const auto& condition : projection.conditions) bound::collect_slots(*condition, slots);
    for (const bound::Column& column : projection.columns) {
        if (column.slot >= slots.size()) slots.resize(column.slot + 1);
        slots[column.slot] = true;
    }
    for (Slot slot = 0; slot < slots.size(); ++slot)
        if (slots[slot]) plan->slots.push_back(slot);
    for (const bound::SortItem& item : projection.order) attach(*item.expression);
    if (options_.optimise && projection.limit) plan->expressions.push_back(attach(*projection.limit));
    if (options_.optimise && projection.limit && projection.skip)
        plan->expressions.push_back(attach(*projection.skip));
    return plan;
}

// Writing clauses.

PlanPointer Planner::writing(OperatorKind kind, PlanPointer input) {
    auto plan = make(kind, std::move(input));
    plan->slots = live_;
    return plan;
}

void Planner::attach(const bound::Properties& properties) {
    for (const auto& entry : properties.entries) attach(*entry.value);
    if (properties.map) attach(*properties.map);
}

void Planner::attach_create(const bound::Create& create) {
    for (const auto& step : create.steps) {
        if (const auto* node = std::get_if<bound::CreateNode>(&step)) {
            attach(node->properties);
            keep(node->slot);
        } else if (const auto* relationship = std::get_if<bound::CreateRelationship>(&step)) {
            attach(relationship->properties);
            keep(relationship->slot);
        } else {
            keep(std::get<bound::ProjectionItem>(step).slot);
        }
    }
}

void Planner::attach_items(const std::vector<bound::SetItem>& items) {
    for (const auto& item : items) {
        attach(*item.target);
        if (item.value) attach(*item.value);
    }
}

PlanPointer Planner::plan_clause(PlanPointer input, const bound::Create& create) {
    auto plan = writing(OperatorKind::create, std::move(input));
    plan->create = &create;
    attach_create(create);
    return plan;
}

PlanPointer Planner::plan_clause(PlanPointer input, const bound::Set& set) {
    auto plan = writing(OperatorKind::set, std::move(input));
    plan->set_items = &set.items;
    attach_items(set.items);
    return plan;
}

PlanPointer Planner::plan_clause(PlanPointer input, const bound::Merge& merge) {
    auto plan = writing(OperatorKind::merge, std::move(input));
    plan->merge = &merge;
    plan->inputs.push_back(plan_match(make(OperatorKind::argument), merge.match));
    attach_create(merge.create);
    attach_items(merge.on_create);
    attach_items(merge.on_match);
    for (Slot slot : merge.match.introduced) keep(slot);
    return plan;
}

PlanPointer Planner::plan_clause(PlanPointer input, const bound::Delete& clause) {
    auto plan = writing(OperatorKind::erase, std::move(input));
    plan->erase = &clause;
    for (const auto& expression : clause.expressions) attach(*expression);
    return plan;
}

Result<PhysicalPlan, QueryError> plan_query(const bound::Query& query, const FrozenGraph& graph,
                                            PlannerOptions options) {
    try {
        return Planner(graph, options).run(query);
    } catch (Failure& failure) {
        return std::move(failure.error);
    }
}

} // namespace banggiao::query
