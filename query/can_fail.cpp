// Takes a condition. Hands out whether its evaluation can end in an error.
#include <banggiao/query/can_fail.h>

#include <algorithm>
#include <array>

namespace banggiao::query {

using bound::Expression;
using bound::ExpressionKind;
using Base = bound::StaticType::Base;

namespace {

/// Functions that have a value for all arguments of the types the binder lets through.
constexpr std::array<std::string_view, 4> total_functions = {"coalesce", "id", "labels", "type"};

class Judge {
  public:
    explicit Judge(bool writes) : writes_(writes) {}

    bool condition(const Expression& expression) const { return !is_truth(expression) || value(expression); }

  private:
    bool value(const Expression& expression) const;
    static bool is_truth(const Expression& expression) {
        if (expression.kind == ExpressionKind::constant)
            return expression.constant.is_null() || expression.constant.is(ValueType::boolean);
        return expression.type.base == Base::boolean;
    }

    static bool is_entity(const Expression& expression) {
        return expression.type.base == Base::node || expression.type.base == Base::relationship;
    }

    bool any_child(const Expression& expression) const {
        return std::any_of(expression.children.begin(), expression.children.end(),
                           [&](const auto& child) { return child && value(*child); });
    }

    bool unary(const Expression& expression) const {
        const Expression& operand = *expression.children[0];
        if (expression.op == ast::Operator::logical_not && !is_truth(operand)) return true;
        return expression.op == ast::Operator::negate || value(operand);
    }

    bool binary(const Expression& expression) const {
        const Expression& right = *expression.children[1];
        switch (expression.op) {
        case ast::Operator::logical_and:
        case ast::Operator::logical_or:
        case ast::Operator::logical_xor:
            return condition(*expression.children[0]) || condition(right);
        case ast::Operator::in:
            return right.type.base != Base::list || any_child(expression);
        case ast::Operator::starts_with:
        case ast::Operator::ends_with:
        case ast::Operator::contains:
            return any_child(expression);
        default:
            return true;
        }
    }

    bool function(const Expression& expression) const {
        const bool total = std::find(total_functions.begin(), total_functions.end(),
                                     expression.function->name) != total_functions.end();
        const bool typed = expression.function->name == "coalesce" ||
                           (expression.children.size() == 1 && is_entity(*expression.children[0]));
        return writes_ || !total || !typed || any_child(expression);
    }

    bool all_hold(const std::vector<bound::ExpressionPointer>& conditions) const {
        return std::none_of(conditions.begin(), conditions.end(),
                            [&](const auto& each) { return condition(*each); });
    }

    bool match(const bound::Match& match) const {
        const auto& pattern = match.pattern;
        const bool steps_hold =
            std::all_of(pattern.relationships.begin(), pattern.relationships.end(),
                        [&](const auto& term) { return all_hold(term.step_conditions) && !term.is_bound; });
        const bool paths_hold = std::all_of(pattern.paths.begin(), pattern.paths.end(),
                                            [&](const auto& path) { return all_hold(path.conditions); });
        return !steps_hold || !paths_hold || !pattern.groups.empty() || !all_hold(match.conditions);
    }

    /// A pattern with conditions that cannot fail.
    bool subquery(const bound::Query& query) const {
        return std::any_of(query.parts.begin(), query.parts.end(), [&](const bound::SingleQuery& part) {
            return std::any_of(part.clauses.begin(), part.clauses.end(), [&](const bound::Clause& clause) {
                const auto* inner = std::get_if<bound::Match>(&clause);
                return !inner || match(*inner);
            });
        });
    }

    bool writes_;
};

bool Judge::value(const Expression& expression) const {
    switch (expression.kind) {
    case ExpressionKind::constant:
    case ExpressionKind::parameter: // given, or the query does not begin
    case ExpressionKind::slot:
    case ExpressionKind::path:
        return false;
    case ExpressionKind::list:
    case ExpressionKind::map:
    case ExpressionKind::comparison:
        return any_child(expression);
    case ExpressionKind::property:
    case ExpressionKind::label_test:
        return writes_ || !is_entity(*expression.children[0]) || any_child(expression);
    case ExpressionKind::unary:
        return unary(expression);
    case ExpressionKind::binary:
        return binary(expression);
    case ExpressionKind::function:
        return function(expression);
    case ExpressionKind::exists_subquery:
    case ExpressionKind::count_subquery:
        return subquery(*expression.subquery);
    default:
        return true;
    }
}

} // namespace

bool can_fail(const Expression& expression, bool writes) {
    return Judge(writes).condition(expression);
}

bool is_repeatable(const Expression& expression) {
    const std::string_view name = expression.function ? expression.function->name : std::string_view();
    if (name == "rand" || name.ends_with(".realtime")) return false;
    return std::all_of(expression.children.begin(), expression.children.end(),
                       [](const auto& child) { return !child || is_repeatable(*child); });
}

bool is_constant(const Expression& expression) {
    switch (expression.kind) {
    case ExpressionKind::constant:
    case ExpressionKind::parameter:
        return true;
    case ExpressionKind::list:
    case ExpressionKind::map:
    case ExpressionKind::unary:
    case ExpressionKind::binary:
    case ExpressionKind::function:
        return is_repeatable(expression) &&
               std::all_of(expression.children.begin(), expression.children.end(),
                           [](const auto& child) { return is_constant(*child); });
    default:
        return false;
    }
}

} // namespace banggiao::query
