// Takes the conditions of a pattern. Hands out filters: each condition as soon as its slots are there, and
// those that can fail once more where the pattern is complete.
#include <banggiao/query/planner_state.h>

#include <banggiao/query/can_fail.h>

#include <algorithm>

namespace banggiao::query {

void Planner::add_condition(Matching& matching, const bound::Expression& expression, bool settles) {
    std::vector<bool> slots;
    bound::collect_slots(expression, slots);
    Condition condition;
    condition.expression = attach(expression);
    condition.fails = can_fail(expression, result_.writes);
    condition.settles = settles;
    condition.is_late = !is_repeatable(expression);
    for (Slot slot : matching.waiting)
        if (slot < slots.size() && slots[slot]) condition.needs.push_back(slot);
    matching.conditions.push_back(std::move(condition));
}

void Planner::add_conditions(Matching& matching) {
    const auto& pattern = matching.match->pattern;
    for (const auto& path : pattern.paths) {
        if (selects_among(pattern, path))
            add_end_conditions(matching, path, path.conditions);
        else
            for (const auto& condition : path.conditions) add_condition(matching, *condition);
    }
    for (const auto& condition : matching.match->conditions) add_condition(matching, *condition);
}

std::vector<Condition*> Planner::open_conditions(Matching& matching) const {
    std::vector<Condition*> ready;
    for (Condition& condition : matching.conditions)
        if (!condition.used && !condition.is_late && matching.is_ready(condition))
            ready.push_back(&condition);
    return ready;
}

void Planner::put_filter(Matching& matching, const std::vector<Condition*>& conditions) {
    auto filter = make(OperatorKind::filter, std::move(matching.plan));
    std::size_t fresh = 0;
    for (Condition* condition : conditions) {
        if (!std::exchange(condition->used, true)) ++fresh;
        filter->expressions.push_back(condition->expression);
        if (condition->fails) filter->failing.push_back(condition->expression);
    }
    filter->estimate = estimates_.after_conditions(filter->estimate, fresh);
    matching.plan = std::move(filter);
}

/// Tests what can be tested, though the pattern may not be complete.
void Planner::apply_conditions(Matching& matching) {
    auto ready = open_conditions(matching);
    if (ready.empty()) return;
    put_filter(matching, ready);
    matching.plan->tolerates = true;
}

/// The pattern is complete: what could fail on the way is tested where failing counts. A filter that stands
/// last takes it in.
void Planner::settle_conditions(Matching& matching) {
    Plan& last = *matching.plan;
    auto is_in_last = [&](const Condition& condition) {
        return std::find(last.expressions.begin(), last.expressions.end(), condition.expression) !=
               last.expressions.end();
    };
    const bool takes_in =
        last.kind == OperatorKind::filter && last.tolerates &&
        std::none_of(matching.conditions.begin(), matching.conditions.end(),
                     [&](const Condition& condition) { return !condition.settles && is_in_last(condition); });
    std::vector<Condition*> again;
    for (Condition& condition : matching.conditions)
        if (condition.settles && (!condition.used || condition.fails) && !(takes_in && is_in_last(condition)))
            again.push_back(&condition);
    if (takes_in) last.tolerates = false;
    if (again.empty()) return;
    put_filter(matching, again);
    if (takes_in) merge_filters(*matching.plan);
}

/// A filter takes in the filter it stands on.
void Planner::merge_filters(Plan& outer) {
    PlanPointer inner = std::move(outer.inputs[0]);
    outer.expressions.insert(outer.expressions.begin(), inner->expressions.begin(), inner->expressions.end());
    outer.inputs[0] = std::move(inner->inputs[0]);
}

} // namespace banggiao::query
