// Takes plans. Hands out plans whose scans do more at once: a scan of all nodes with an expansion from each
// becomes one of all relationships; simple conditions are tested where a node or relationship is found; and
// where nothing is asked but how many there are, they are only counted.
#include <banggiao/query/planner_state.h>

#include <algorithm>

namespace banggiao::query {

using bound::Expression;
using bound::ExpressionKind;

namespace {

bool is_node_scan(const Plan& plan) {
    return plan.kind == OperatorKind::all_nodes || plan.kind == OperatorKind::label_scan;
}

/// What a scan finds; no_slot if the plan is no scan.
Slot found_by(const Plan& plan) {
    if (plan.kind == OperatorKind::edge_scan) return plan.edge;
    return is_node_scan(plan) ? plan.slot : bound::no_slot;
}

bool is_property_of(const Expression& expression, Slot slot) {
    return expression.kind == ExpressionKind::property && expression.name.id &&
           expression.children[0]->kind == ExpressionKind::slot && expression.children[0]->slot == slot;
}

bool is_given(const Expression& expression) {
    return expression.kind == ExpressionKind::constant || expression.kind == ExpressionKind::parameter;
}

/// `x.key OP value` or `value OP x.key`. It cannot fail.
bool is_simple_test(const Expression& condition, Slot slot) {
    if (condition.kind != ExpressionKind::comparison) return false;
    const Expression &left = *condition.children[0], &right = *condition.children[1];
    return (is_property_of(left, slot) && is_given(right)) || (is_given(left) && is_property_of(right, slot));
}

bool expands_all_nodes(const Plan& plan) {
    if (plan.kind != OperatorKind::expand || plan.to_is_bound) return false;
    const Plan& scan = *plan.inputs[0];
    return scan.kind == OperatorKind::all_nodes && scan.slot == plan.from && scan.tests.empty();
}

/// count(*), or how often what the scan found is not null.
bool counts_found(const bound::AggregateItem& item, const Plan& scan) {
    if (!item.function) return true;
    if (item.function->name != "count" || item.distinct || item.argument->kind != ExpressionKind::slot)
        return false;
    const Slot counted = item.argument->slot;
    if (is_node_scan(scan)) return counted == scan.slot;
    return counted == scan.edge || counted == scan.from || counted == scan.to;
}

/// Moves the conditions that the scan below can test into it.
void move_tests(Plan& filter, Plan& scan) {
    const Slot found = found_by(scan);
    const auto first = std::stable_partition(
        filter.expressions.begin(), filter.expressions.end(),
        [&](const Expression* condition) { return !is_simple_test(*condition, found); });
    if (first == filter.expressions.end()) return;
    scan.tests.insert(scan.tests.end(), first, filter.expressions.end());
    scan.estimate = filter.estimate;
    filter.expressions.erase(first, filter.expressions.end());
}

} // namespace

/// Rows of a directed pattern keep their order; where they do not matter, `any_direction` will do.
void Planner::fuse_scans(PlanPointer& plan, bool any_direction) {
    for (PlanPointer& input : plan->inputs) fuse_scans(input, any_direction);
    fuse_scan(plan, any_direction);
}

void Planner::fuse_scan(PlanPointer& plan, bool any_direction) {
    if (expands_all_nodes(*plan) && (any_direction || plan->direction == ast::Direction::right)) {
        plan->kind = OperatorKind::edge_scan;
        plan->inputs[0] = std::move(plan->inputs[0]->inputs[0]);
    } else if (plan->kind == OperatorKind::filter && found_by(*plan->inputs[0]) != bound::no_slot) {
        move_tests(*plan, *plan->inputs[0]);
        if (plan->expressions.empty()) plan = std::move(plan->inputs[0]);
    }
}

/// Whether nothing is asked of a scan but how many it finds; then that is what it gives.
bool Planner::count_scan(PlanPointer& input, const bound::Projection& projection) {
    if (!options_.optimise || result_.writes || !projection.items.empty()) return false;
    const Plan* scan = input.get();
    while (scan->kind == OperatorKind::filter) scan = scan->inputs[0].get();
    if (!expands_all_nodes(*scan) && !is_node_scan(*scan)) return false;
    fuse_scans(input, true);
    const bool counts = found_by(*input) != bound::no_slot && input->unique.empty() &&
                        std::all_of(projection.aggregates.begin(), projection.aggregates.end(),
                                    [&](const auto& item) { return counts_found(item, *input); });
    if (counts) input->count = result_.slot_count++;
    return counts;
}

} // namespace banggiao::query
