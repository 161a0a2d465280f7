// Takes a bound expression and a run. Hands out its value on the run's row.
#include <banggiao/query/comparison.h>
#include <banggiao/query/evaluator_detail.h>

#include <algorithm>

namespace banggiao::query {

using bound::Expression;
using bound::ExpressionKind;

namespace {

Value value_of(ValueResult result, TextSpan span) {
    if (result) return std::move(*result);
    QueryError error = result.error();
    error.span = span;
    throw Failure{std::move(error)};
}

/// REQUIRES: it was given; Execution sees to that before the first row.
const Value& parameter(const Expression& expression, const Execution& execution) {
    return execution.parameters.find(expression.name.name)->second;
}

/// The value of an expression: without a copy where it lies in a slot, in the query or among the parameters.
class Operand {
  public:
    Operand(const Expression& expression, Execution& execution)
        : stored_(find(expression, execution)), own_(stored_ ? Value() : evaluate(expression, execution)) {}
    Operand(const Operand&) = delete;
    Operand& operator=(const Operand&) = delete;

    const Value& operator*() const { return stored_ ? *stored_ : own_; }
    const Value* operator->() const { return &**this; }

  private:
    static const Value* find(const Expression& expression, const Execution& execution) {
        if (expression.kind == ExpressionKind::slot) return &execution.slots[expression.slot];
        if (expression.kind == ExpressionKind::constant) return &expression.constant;
        if (expression.kind == ExpressionKind::parameter) return &parameter(expression, execution);
        const bool is_known = expression.kind == ExpressionKind::function &&
                              expression.slot != bound::no_slot &&
                              !execution.slots[expression.slot].is_null();
        return is_known ? &execution.slots[expression.slot] : nullptr;
    }

    const Value* stored_;
    Value own_;
};

Value list(const Expression& expression, Execution& execution) {
    List result;
    result.reserve(expression.children.size());
    for (const auto& child : expression.children) result.push_back(evaluate(*child, execution));
    return result;
}

Value map(const Expression& expression, Execution& execution) {
    Map result;
    for (std::size_t i = 0; i < expression.keys.size(); ++i)
        result.insert_or_assign(expression.keys[i], evaluate(*expression.children[i], execution));
    return result;
}

Value property_value(const Expression& expression, Execution& execution) {
    const Operand owner(*expression.children[0], execution);
    if (!execution.view.changed() && expression.name.id) {
        if (owner->is(ValueType::node))
            return execution.view.frozen().vertex_property(owner->node().id, *expression.name.id);
        if (owner->is(ValueType::edge))
            return execution.view.frozen().edge_property(owner->edge().id, *expression.name.id);
    }
    return value_of(property(execution.context, *owner, expression.name.name), expression.span);
}

Value label_test(const Expression& expression, Execution& execution) {
    const Operand operand(*expression.children[0], execution);
    const Value& owner = *operand;
    if (owner.is_null()) return {};
    if (owner.is(ValueType::node)) {
        if (execution.view.is_erased(owner.node()))
            fail_at_run_time(QueryErrorType::entity_not_found, "DeletedEntityAccess", expression.span,
                             "the node was deleted");
        return node_matches(owner.node().id, expression.labels, execution.view);
    }
    if (owner.is(ValueType::edge))
        return type_matches(execution.view.type(owner.edge().id), expression.labels, execution.view);
    fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", expression.span,
                     "labels are tested on nodes");
}

Value subscript_value(const Expression& expression, Execution& execution) {
    const Operand owner(*expression.children[0], execution), index(*expression.children[1], execution);
    return value_of(subscript(execution.context, *owner, *index), expression.span);
}

Value slice_value(const Expression& expression, Execution& execution) {
    const Operand owner(*expression.children[0], execution);
    Value from, to;
    if (expression.children[1]) from = evaluate(*expression.children[1], execution);
    if (expression.children[2]) to = evaluate(*expression.children[2], execution);
    return value_of(
        slice(*owner, from, to, expression.children[1] != nullptr, expression.children[2] != nullptr),
        expression.span);
}

Value unary(const Expression& expression, Execution& execution) {
    const Operand operand(*expression.children[0], execution);
    switch (expression.op) {
    case ast::Operator::is_null:
        return operand->is_null();
    case ast::Operator::is_not_null:
        return !operand->is_null();
    case ast::Operator::logical_not:
        return value_of(logical_not(*operand), expression.span);
    case ast::Operator::negate:
        return value_of(negate(*operand), expression.span);
    default:
        return *operand; // plus
    }
}

ValueResult apply(ast::Operator op, const Value& left, const Value& right) {
    switch (op) {
    case ast::Operator::logical_xor:
        return logical_xor(left, right);
    case ast::Operator::add:
        return add(left, right);
    case ast::Operator::subtract:
        return subtract(left, right);
    case ast::Operator::multiply:
        return multiply(left, right);
    case ast::Operator::divide:
        return divide(left, right);
    case ast::Operator::modulo:
        return modulo(left, right);
    case ast::Operator::power:
        return power(left, right);
    case ast::Operator::in:
        return in_list(left, right);
    case ast::Operator::starts_with:
        return starts_with(left, right);
    case ast::Operator::ends_with:
        return ends_with(left, right);
    case ast::Operator::contains:
        return contains(left, right);
    default:
        return matches(left, right);
    }
}

Value binary(const Expression& expression, Execution& execution) {
    const Operand left(*expression.children[0], execution);
    bool is_and = expression.op == ast::Operator::logical_and,
         is_or = expression.op == ast::Operator::logical_or;
    if ((is_and || is_or) && left->is(ValueType::boolean) && left->boolean() == is_or) return *left;
    const Operand right(*expression.children[1], execution);
    if (is_and) return value_of(logical_and(*left, *right), expression.span);
    if (is_or) return value_of(logical_or(*left, *right), expression.span);
    return within_limit(value_of(apply(expression.op, *left, *right), expression.span), execution);
}

Value comparison(const Expression& expression, Execution& execution) {
    const Operand left(*expression.children[0], execution), right(*expression.children[1], execution);
    return compared(expression.op, *left, *right);
}

/// The commonest of conditions.
bool comparison_is_true(const Expression& expression, Execution& execution) {
    const Operand left(*expression.children[0], execution), right(*expression.children[1], execution);
    return comparison_holds(expression.op, *left, *right);
}

Value call(const Expression& expression, Execution& execution) {
    std::vector<Value> arguments;
    arguments.reserve(expression.children.size());
    for (const auto& child : expression.children) arguments.push_back(evaluate(*child, execution));
    return within_limit(value_of(expression.function->call(execution.context, arguments), expression.span),
                        execution);
}

/// A function of constants is called once a run. What it reads may change in a query that writes.
Value function(const Expression& expression, Execution& execution) {
    if (expression.slot == bound::no_slot || execution.changes) return call(expression, execution);
    Value& known = execution.slots[expression.slot];
    if (known.is_null()) known = call(expression, execution);
    return known;
}

Value case_of(const Expression& expression, Execution& execution) {
    const auto& children = expression.children;
    Value subject;
    if (children[0]) subject = evaluate(*children[0], execution);
    for (std::size_t i = 2; i + 1 < children.size(); i += 2) {
        Value when = evaluate(*children[i], execution);
        Value fits = children[0] ? equals(subject, when) : when;
        if (fits.is(ValueType::boolean) && fits.boolean()) return evaluate(*children[i + 1], execution);
    }
    return children[1] ? evaluate(*children[1], execution) : Value();
}

/// Appends a relationship to a path and the node it leads to.
void append(Path& path, EdgeId edge, const GraphView& view) {
    VertexId last = path.nodes.back(), source = view.source(edge);
    path.edges.push_back(edge);
    path.nodes.push_back(source == last ? view.target(edge) : source);
}

Value path_value(const Expression& expression, Execution& execution) {
    Path path;
    using Kind = bound::PathStep::Kind;
    for (const bound::PathStep& step : expression.steps) {
        const Value& value = execution.slots[step.slot];
        if (value.is_null()) return {};
        if (step.kind == Kind::node) {
            if (path.nodes.empty()) path.nodes.push_back(value.node().id);
        } else if (step.kind == Kind::relationship) {
            append(path, value.edge().id, execution.view);
        } else {
            for (const Value& edge : value.list()) append(path, edge.edge().id, execution.view);
        }
    }
    return path;
}

/// Whether a label expression holds, given which names do.
template <typename Holds, typename Any>
bool labels_hold(const bound::Labels& labels, const Holds& holds, const Any& any) {
    using Kind = ast::LabelExpression::Kind;
    auto recurse = [&](const bound::Labels& child) { return labels_hold(child, holds, any); };
    switch (labels.kind) {
    case Kind::name:
        return holds(labels.name);
    case Kind::any:
        return any();
    case Kind::negation:
        return !recurse(labels.children[0]);
    case Kind::conjunction:
        return std::all_of(labels.children.begin(), labels.children.end(), recurse);
    case Kind::disjunction:
        return std::any_of(labels.children.begin(), labels.children.end(), recurse);
    }
    return false;
}

} // namespace

bool node_matches(VertexId node, const bound::Labels& labels, const GraphView& view) {
    return labels_hold(
        labels,
        [&](const bound::NameReference& name) {
            auto id = name.id || !view.changed() ? name.id : view.find_label(name.name);
            return id && view.has_label(node, *id);
        },
        [&] { return !view.labels(node).empty(); });
}

bool type_matches(TypeId type, const bound::Labels& types, const GraphView& view) {
    return labels_hold(
        types, [&](const bound::NameReference& name) { return view.type_name(type) == name.name; },
        [] { return true; });
}

Value evaluate(const Expression& expression, Execution& execution) {
    switch (expression.kind) {
    case ExpressionKind::constant:
        return expression.constant;
    case ExpressionKind::parameter:
        return parameter(expression, execution);
    case ExpressionKind::slot:
        return execution.slots[expression.slot];
    case ExpressionKind::list:
        return list(expression, execution);
    case ExpressionKind::map:
        return map(expression, execution);
    case ExpressionKind::property:
        return property_value(expression, execution);
    case ExpressionKind::label_test:
        return label_test(expression, execution);
    case ExpressionKind::subscript:
        return subscript_value(expression, execution);
    case ExpressionKind::slice:
        return slice_value(expression, execution);
    case ExpressionKind::unary:
        return unary(expression, execution);
    case ExpressionKind::binary:
        return binary(expression, execution);
    case ExpressionKind::comparison:
        return comparison(expression, execution);
    case ExpressionKind::function:
        return function(expression, execution);
    case ExpressionKind::case_of:
        return case_of(expression, execution);
    case ExpressionKind::list_comprehension:
        return list_comprehension(expression, execution);
    case ExpressionKind::quantifier:
        return quantifier(expression, execution);
    case ExpressionKind::reduce:
        return reduce(expression, execution);
    case ExpressionKind::path:
        return path_value(expression, execution);
    case ExpressionKind::collect_subquery:
        return collect_subquery(expression, execution);
    case ExpressionKind::exists_subquery:
        return exists_subquery(expression, execution);
    case ExpressionKind::count_subquery:
        return count_subquery(expression, execution);
    }
    return {};
}

namespace {

/// Reaching a limit ends the query, wherever it happens.
bool ends_query(const QueryError& error) {
    return error.type == QueryErrorType::limit || error.type == QueryErrorType::timeout ||
           error.type == QueryErrorType::cancelled;
}

/// Nothing if `compute()` fails; the first failure is kept.
template <typename Compute>
auto attempt(const Compute& compute, std::optional<Failure>& failure) -> std::optional<decltype(compute())> {
    try {
        return compute();
    } catch (Failure& thrown) {
        if (ends_query(thrown.error)) throw;
        if (!failure) failure = std::move(thrown);
        return std::nullopt;
    }
}

bool is_true_or_fails(const Expression& condition, Execution& execution, std::optional<Failure>& failure) {
    return attempt([&] { return is_true(condition, execution); }, failure).value_or(true);
}

} // namespace

std::optional<Value> evaluate_early(const Expression& expression, Execution& execution) {
    std::optional<Failure> failure;
    return attempt([&] { return evaluate(expression, execution); }, failure);
}

bool is_true(const Expression& condition, Execution& execution) {
    if (condition.kind == ExpressionKind::comparison) return comparison_is_true(condition, execution);
    Value value = evaluate(condition, execution);
    if (value.is(ValueType::boolean)) return value.boolean();
    if (value.is_null()) return false;
    fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", condition.span,
                     "a condition is needed here, and this is a value of type " +
                         std::string(name_of(value.type())));
}

bool all_true(const std::vector<const Expression*>& conditions, Execution& execution) {
    std::optional<Failure> failure;
    const bool hold = std::all_of(conditions.begin(), conditions.end(), [&](const Expression* condition) {
        return is_true_or_fails(*condition, execution, failure);
    });
    if (hold && failure) throw std::move(*failure);
    return hold;
}

bool may_hold(const Plan& filter, Execution& execution) {
    return std::all_of(filter.expressions.begin(), filter.expressions.end(), [&](const auto* condition) {
        std::optional<Failure> failure;
        const bool holds = is_true_or_fails(*condition, execution, failure);
        const auto& failing = filter.failing;
        if (failure && std::find(failing.begin(), failing.end(), condition) == failing.end())
            throw std::move(*failure);
        return holds;
    });
}

} // namespace banggiao::query
