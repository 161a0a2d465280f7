// Takes a comparison's operator and two values. Hands out its truth.
#include <banggiao/query/comparison.h>

namespace banggiao::query {

namespace {

Value negated(const Value& truth) {
    return truth.is_null() ? Value() : Value(!truth.boolean());
}

bool holds(ast::Operator op, std::int64_t left, std::int64_t right) {
    switch (op) {
    case ast::Operator::equal:
        return left == right;
    case ast::Operator::not_equal:
        return left != right;
    case ast::Operator::less:
        return left < right;
    case ast::Operator::less_or_equal:
        return left <= right;
    case ast::Operator::greater:
        return left > right;
    default:
        return left >= right;
    }
}

} // namespace

Value compared(ast::Operator op, const Value& left, const Value& right) {
    switch (op) {
    case ast::Operator::equal:
        return equals(left, right);
    case ast::Operator::not_equal:
        return negated(equals(left, right));
    case ast::Operator::less:
        return less(left, right);
    case ast::Operator::less_or_equal:
        return less_or_equal(left, right);
    case ast::Operator::greater:
        return less(right, left);
    default:
        return less_or_equal(right, left);
    }
}

bool comparison_holds(ast::Operator op, const Value& left, const Value& right) {
    if (left.is(ValueType::integer) && right.is(ValueType::integer))
        return holds(op, left.integer(), right.integer());
    const Value truth = compared(op, left, right);
    return truth.is(ValueType::boolean) && truth.boolean();
}

} // namespace banggiao::query
