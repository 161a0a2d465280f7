// Takes bound expressions and types. Hands out the slots they read, and their names.
#include <banggiao/query/bound.h>

namespace banggiao::query::bound {

namespace {

void mark(Slot slot, std::vector<bool>& slots) {
    if (slot == no_slot) return;
    if (slot >= slots.size()) slots.resize(slot + 1);
    slots[slot] = true;
}

void collect_all(const std::vector<ExpressionPointer>& expressions, std::vector<bool>& slots) {
    for (const auto& expression : expressions)
        if (expression) collect_slots(*expression, slots);
}

void collect(const Match& match, std::vector<bool>& slots) {
    for (const Node& node : match.pattern.nodes) mark(node.slot, slots);
    for (const Relationship& relationship : match.pattern.relationships) {
        mark(relationship.slot, slots);
        collect_all(relationship.step_conditions, slots);
    }
    for (const Group& group : match.pattern.groups) collect(*group.inner, slots);
    for (const PathTerm& path : match.pattern.paths) collect_all(path.conditions, slots);
    collect_all(match.conditions, slots);
}

void collect(const Unwind& unwind, std::vector<bool>& slots) {
    collect_slots(*unwind.list, slots);
}

void collect(const Projection& projection, std::vector<bool>& slots) {
    for (const auto* items : {&projection.items, &projection.after_groups})
        for (const ProjectionItem& item : *items) {
            mark(item.slot, slots);
            if (item.expression) collect_slots(*item.expression, slots);
        }
    for (const AggregateItem& item : projection.aggregates) {
        if (item.argument) collect_slots(*item.argument, slots);
        if (item.parameter) collect_slots(*item.parameter, slots);
    }
    for (const SortItem& item : projection.order) collect_slots(*item.expression, slots);
    collect_all(projection.conditions, slots);
    for (const Column& column : projection.columns) mark(column.slot, slots);
}

void collect(const Call& call, std::vector<bool>& slots) {
    collect_all(call.arguments, slots);
    for (const auto& output : call.outputs) mark(output.slot, slots);
    collect_all(call.conditions, slots);
}

/// Writing clauses do not occur in subqueries.
template <typename Writing>
void collect(const Writing&, std::vector<bool>&) {}

} // namespace

void collect_slots(const Expression& expression, std::vector<bool>& slots) {
    if (expression.kind != ExpressionKind::function) mark(expression.slot, slots);
    for (const PathStep& step : expression.steps) mark(step.slot, slots);
    collect_all(expression.children, slots);
    if (!expression.subquery) return;
    for (const SingleQuery& part : expression.subquery->parts)
        for (const Clause& clause : part.clauses)
            std::visit([&](const auto& body) { collect(body, slots); }, clause);
}

ExpressionPointer path_expression(const Pattern& pattern, const PathTerm& path) {
    auto result = std::make_unique<Expression>();
    result->kind = ExpressionKind::path;
    result->type = StaticType::Base::path;
    result->span = path.span;
    for (const PathTerm::Step& step : path.steps) {
        PathStep out;
        if (step.kind == PathTerm::Step::Kind::node) {
            out = {PathStep::Kind::node, pattern.nodes[step.index].slot};
        } else if (step.kind == PathTerm::Step::Kind::group) {
            out = {PathStep::Kind::segment, pattern.groups[step.index].relationships};
        } else {
            const Relationship& relationship = pattern.relationships[step.index];
            out = {relationship.repetition ? PathStep::Kind::segment : PathStep::Kind::relationship,
                   relationship.slot};
        }
        result->steps.push_back(out);
    }
    return result;
}

StaticType list_of(StaticType element) {
    StaticType type(StaticType::Base::list);
    if (element.base != StaticType::Base::any)
        type.element = std::make_shared<const StaticType>(std::move(element));
    return type;
}

std::string name_of(const StaticType& type) {
    switch (type.base) {
    case StaticType::Base::any:
        return "any value";
    case StaticType::Base::null:
        return "null";
    case StaticType::Base::boolean:
        return "a boolean";
    case StaticType::Base::integer:
        return "an integer";
    case StaticType::Base::floating:
        return "a float";
    case StaticType::Base::string:
        return "a string";
    case StaticType::Base::list:
        return "a list";
    case StaticType::Base::map:
        return "a map";
    case StaticType::Base::node:
        return "a node";
    case StaticType::Base::relationship:
        return "a relationship";
    case StaticType::Base::path:
        return "a path";
    case StaticType::Base::temporal:
        return "a temporal value";
    }
    return "any value";
}

} // namespace banggiao::query::bound
