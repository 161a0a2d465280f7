// Takes expressions and environments. Hands out values, by the definition of each kind of expression.
#include "naive_detail.h"

#include <algorithm>

namespace banggiao::referee {

using namespace query;
using ast::ExpressionKind;
using ast::Operator;

namespace {

[[noreturn]] void throw_error(QueryErrorType type, std::string detail, std::string message) {
    throw Failure{QueryError{Phase::run_time, type, std::move(detail), std::move(message), {}, {}}};
}

bool truth(const Value& value) {
    return value.is(ValueType::boolean) && value.boolean();
}

} // namespace

bool has_aggregate(const ast::Expression& expression) {
    if (expression.kind == ExpressionKind::count_all) return true;
    if (expression.kind == ExpressionKind::function && find_aggregate(expression.name.text)) return true;
    for (const auto& child : expression.children)
        if (child && has_aggregate(*child)) return true;
    return false;
}

Value Naive::evaluate(const Expression& expression, const Environment& environment) {
    for (const Known& known : known_)
        if (*known.expression == expression) return known.value;
    return evaluate_kind(expression, environment);
}

bool Naive::is_true(const Expression& expression, const Environment& environment) {
    const Value value = evaluate(expression, environment);
    if (!value.is_null() && !value.is(ValueType::boolean))
        throw_error(QueryErrorType::type, "InvalidArgumentType", "a condition is a BOOLEAN");
    return truth(value);
}

bool Naive::holds(const Expression& condition, const Environment& environment,
                  std::optional<Failure>& failure) {
    if (condition.kind == ExpressionKind::binary && condition.op == ast::Operator::logical_and)
        return holds(*condition.children[0], environment, failure) &&
               holds(*condition.children[1], environment, failure);
    try {
        return is_true(condition, environment);
    } catch (const Failure& thrown) {
        failure = thrown;
        return true;
    }
}

bool Naive::holds(const Expression& condition, const Environment& environment) {
    std::optional<Failure> failure;
    const bool result = holds(condition, environment, failure);
    if (result && failure) throw *failure;
    return result;
}

Value Naive::evaluate_kind(const Expression& expression, const Environment& environment) {
    const auto child = [&](std::size_t i) { return evaluate(*expression.children[i], environment); };
    switch (expression.kind) {
    case ExpressionKind::literal:
        return expression.literal;
    case ExpressionKind::parameter: {
        const auto found = parameters_.find(expression.name.text);
        if (found == parameters_.end())
            throw_error(QueryErrorType::parameter_missing, "MissingParameter", "parameter");
        return found->second;
    }
    case ExpressionKind::variable: {
        const auto found = environment.find(expression.name.text);
        if (found == environment.end())
            throw_error(QueryErrorType::syntax, "UndefinedVariable", expression.name.text);
        return found->second;
    }
    case ExpressionKind::list: {
        List list;
        for (std::size_t i = 0; i < expression.children.size(); ++i) list.push_back(child(i));
        return list;
    }
    case ExpressionKind::map: {
        Map map;
        for (std::size_t i = 0; i < expression.keys.size(); ++i) map[expression.keys[i].text] = child(i);
        return map;
    }
    case ExpressionKind::property:
        return checked(property(context_, child(0), expression.name.text));
    case ExpressionKind::label_test:
        return label_test(expression, environment);
    case ExpressionKind::subscript: {
        const Value container = child(0);
        return checked(subscript(context_, container, child(1)));
    }
    case ExpressionKind::slice:
        return slice(expression, environment);
    case ExpressionKind::unary:
        return unary(expression, environment);
    case ExpressionKind::binary:
        return binary(expression, environment);
    case ExpressionKind::comparison:
        return comparison(expression, environment);
    case ExpressionKind::function:
        return call(expression, environment);
    case ExpressionKind::count_all:
        return Value(static_cast<std::int64_t>(group_ ? group_->rows->size() : 0));
    case ExpressionKind::case_of:
        return case_of(expression, environment);
    case ExpressionKind::list_comprehension:
        return list_comprehension(expression, environment);
    case ExpressionKind::quantifier:
        return quantifier(expression, environment);
    case ExpressionKind::reduce:
        return reduce(expression, environment);
    case ExpressionKind::pattern_comprehension:
        return pattern_comprehension(expression, environment);
    case ExpressionKind::pattern_predicate:
        return has_match(*expression.pattern, environment);
    case ExpressionKind::exists_subquery:
        return count_rows(*expression.query, environment) > 0;
    case ExpressionKind::count_subquery:
        return static_cast<std::int64_t>(count_rows(*expression.query, environment));
    }
    return {};
}

Value Naive::slice(const Expression& expression, const Environment& environment) {
    const auto bound = [&](std::size_t i) {
        return expression.children[i] ? evaluate(*expression.children[i], environment) : Value();
    };
    const Value list = bound(0);
    const Value from = bound(1);
    return checked(
        query::slice(list, from, bound(2), bool(expression.children[1]), bool(expression.children[2])));
}

Value Naive::unary(const Expression& expression, const Environment& environment) {
    const Value value = evaluate(*expression.children[0], environment);
    switch (expression.op) {
    case Operator::logical_not:
        return checked(logical_not(value));
    case Operator::negate:
        return checked(negate(value));
    case Operator::is_null:
        return value.is_null();
    case Operator::is_not_null:
        return !value.is_null();
    default:
        if (!value.is_null() && !value.is_number())
            throw_error(QueryErrorType::type, "InvalidArgumentType", "unary plus takes a number");
        return value;
    }
}

Value Naive::binary(const Expression& expression, const Environment& environment) {
    const Value a = evaluate(*expression.children[0], environment);
    const Value b = evaluate(*expression.children[1], environment);
    switch (expression.op) {
    case Operator::logical_or:
        return checked(logical_or(a, b));
    case Operator::logical_xor:
        return checked(logical_xor(a, b));
    case Operator::logical_and:
        return checked(logical_and(a, b));
    case Operator::matches:
        return checked(matches(a, b));
    case Operator::starts_with:
        return checked(starts_with(a, b));
    case Operator::ends_with:
        return checked(ends_with(a, b));
    case Operator::contains:
        return checked(contains(a, b));
    case Operator::in:
        return checked(in_list(a, b));
    case Operator::add:
        return checked(add(a, b));
    case Operator::subtract:
        return checked(subtract(a, b));
    case Operator::multiply:
        return checked(multiply(a, b));
    case Operator::divide:
        return checked(divide(a, b));
    case Operator::modulo:
        return checked(modulo(a, b));
    case Operator::power:
        return checked(power(a, b));
    default:
        return compare(expression.op, a, b);
    }
}

Value Naive::compare(Operator op, const Value& a, const Value& b) {
    switch (op) {
    case Operator::equal:
        return equals(a, b);
    case Operator::not_equal:
        return checked(logical_not(equals(a, b)));
    case Operator::less:
        return less(a, b);
    case Operator::less_or_equal:
        return less_or_equal(a, b);
    case Operator::greater:
        return less(b, a);
    default:
        return less_or_equal(b, a);
    }
}

Value Naive::comparison(const Expression& expression, const Environment& environment) {
    Value all(true);
    for (std::size_t i = 0; i < expression.comparisons.size(); ++i) {
        const Value a = evaluate(*expression.children[i], environment);
        const Value b = evaluate(*expression.children[i + 1], environment);
        all = checked(logical_and(all, compare(expression.comparisons[i], a, b)));
    }
    return all;
}

Value Naive::call(const Expression& expression, const Environment& environment) {
    if (find_aggregate(expression.name.text)) return aggregate(expression);
    const Function* function = find_function(expression.name.text);
    if (!function) throw_error(QueryErrorType::syntax, "UnknownFunction", expression.name.text);
    List arguments;
    for (const auto& argument : expression.children) arguments.push_back(evaluate(*argument, environment));
    return checked(function->call(context_, arguments));
}

Value Naive::aggregate(const Expression& expression) {
    if (!group_) throw_error(QueryErrorType::syntax, "InvalidAggregation", "nothing to aggregate there");
    const auto state = find_aggregate(expression.name.text)->make();
    const Group* group = std::exchange(group_, nullptr); // arguments are evaluated row by row
    List seen;
    for (const Environment& row : *group->rows) {
        const Value value = evaluate(*expression.children[0], row);
        const Value parameter =
            expression.children.size() > 1 ? evaluate(*expression.children[1], row) : Value();
        const bool again = std::any_of(seen.begin(), seen.end(),
                                       [&](const Value& other) { return equivalent(other, value); });
        if (expression.distinct && again) continue;
        seen.push_back(value);
        if (auto error = state->add(value, parameter)) throw Failure{*error};
    }
    group_ = group;
    return checked(state->result());
}

Value Naive::case_of(const Expression& expression, const Environment& environment) {
    const auto& children = expression.children;
    const Value subject = children[0] ? evaluate(*children[0], environment) : Value();
    for (std::size_t i = 2; i + 1 < children.size(); i += 2) {
        const Value when = evaluate(*children[i], environment);
        if (truth(children[0] ? equals(subject, when) : when)) return evaluate(*children[i + 1], environment);
    }
    return children[1] ? evaluate(*children[1], environment) : Value();
}

std::optional<List> Naive::list_of(const Value& value) {
    if (value.is_null()) return std::nullopt;
    if (!value.is(ValueType::list)) throw_error(QueryErrorType::type, "InvalidArgumentType", "not a LIST");
    return value.list();
}

Value Naive::list_comprehension(const Expression& expression, const Environment& environment) {
    const auto list = list_of(evaluate(*expression.children[0], environment));
    if (!list) return {};
    List result;
    Environment inner = environment;
    for (const Value& element : *list) {
        inner[expression.name.text] = element;
        if (expression.children[1] && !is_true(*expression.children[1], inner)) continue;
        result.push_back(expression.children[2] ? evaluate(*expression.children[2], inner) : element);
    }
    return result;
}

Value Naive::quantifier(const Expression& expression, const Environment& environment) {
    const auto list = list_of(evaluate(*expression.children[0], environment));
    if (!list) return {};
    std::size_t yes = 0, no = 0, unknown = 0;
    Environment inner = environment;
    for (const Value& element : *list) {
        inner[expression.name.text] = element;
        const Value value = expression.children[1] ? evaluate(*expression.children[1], inner) : element;
        if (value.is_null())
            ++unknown;
        else if (value.is(ValueType::boolean))
            ++(value.boolean() ? yes : no);
        else
            throw_error(QueryErrorType::type, "InvalidArgumentType", "a condition is a BOOLEAN");
    }
    switch (expression.op) {
    case Operator::all:
        return no > 0 ? Value(false) : (unknown > 0 ? Value() : Value(true));
    case Operator::any:
        return yes > 0 ? Value(true) : (unknown > 0 ? Value() : Value(false));
    case Operator::none_of:
        return yes > 0 ? Value(false) : (unknown > 0 ? Value() : Value(true));
    default:
        return yes > 1 ? Value(false) : (unknown > 0 ? Value() : Value(yes == 1));
    }
}

Value Naive::reduce(const Expression& expression, const Environment& environment) {
    Value total = evaluate(*expression.children[0], environment);
    const auto list = list_of(evaluate(*expression.children[1], environment));
    if (!list) return {};
    Environment inner = environment;
    for (const Value& element : *list) {
        inner[expression.name.text] = total;
        inner[expression.second_name.text] = element;
        total = evaluate(*expression.children[2], inner);
    }
    return total;
}

Value Naive::pattern_comprehension(const Expression& expression, const Environment& environment) {
    List result;
    match(*expression.pattern, expression.children[0], environment,
          [&](const Environment& found) { result.push_back(evaluate(*expression.children[1], found)); });
    return result;
}

bool Naive::has_match(const ast::Pattern& pattern, const Environment& environment) {
    bool any = false;
    match(pattern, {}, environment, [&](const Environment&) { any = true; });
    return any;
}

std::size_t Naive::count_rows(const ast::Query& query, const Environment& environment) {
    return run(query, environment).rows.size();
}

bool Naive::labels_fit(const ast::LabelExpression& labels,
                       const std::function<bool(const std::string&)>& has) {
    using Kind = ast::LabelExpression::Kind;
    switch (labels.kind) {
    case Kind::name:
        return has(labels.name.text);
    case Kind::any:
        return has({});
    case Kind::negation:
        return !labels_fit(labels.children[0], has);
    case Kind::conjunction:
        return std::all_of(labels.children.begin(), labels.children.end(),
                           [&](const ast::LabelExpression& child) { return labels_fit(child, has); });
    case Kind::disjunction:
        break;
    }
    return std::any_of(labels.children.begin(), labels.children.end(),
                       [&](const ast::LabelExpression& child) { return labels_fit(child, has); });
}

Value Naive::label_test(const Expression& expression, const Environment& environment) {
    const Value entity = evaluate(*expression.children[0], environment);
    if (entity.is_null()) return {};
    if (entity.is(ValueType::edge))
        return labels_fit(*expression.labels, [&](const std::string& name) {
            return name.empty() || graph_.type_name(graph_.type(entity.edge().id)) == name;
        });
    if (!entity.is(ValueType::node))
        throw_error(QueryErrorType::type, "InvalidArgumentType", "only nodes have labels");
    return labels_fit(*expression.labels, [&](const std::string& name) {
        const auto labels = graph_.labels(entity.node().id);
        return std::any_of(labels.begin(), labels.end(),
                           [&](LabelId label) { return name.empty() || graph_.label_name(label) == name; });
    });
}

} // namespace banggiao::referee
