// Takes the simple conditions of a scan. Hands out their tests.
#include <banggiao/query/scan_tests.h>

namespace banggiao::query {

namespace {

/// `a OP b` is `b turned(OP) a`.
ast::Operator turned(ast::Operator op) {
    switch (op) {
    case ast::Operator::less:
        return ast::Operator::greater;
    case ast::Operator::less_or_equal:
        return ast::Operator::greater_or_equal;
    case ast::Operator::greater:
        return ast::Operator::less;
    case ast::Operator::greater_or_equal:
        return ast::Operator::less_or_equal;
    default:
        return op;
    }
}

} // namespace

ScanTests::ScanTests(const std::vector<const bound::Expression*>& conditions, const Execution& execution) {
    for (const bound::Expression* condition : conditions) {
        const bool is_left = condition->children[0]->kind == bound::ExpressionKind::property;
        const bound::Expression& property = *condition->children[is_left ? 0 : 1];
        const bound::Expression& value = *condition->children[is_left ? 1 : 0];
        const bool is_constant = value.kind == bound::ExpressionKind::constant;
        tests_.push_back({*property.name.id, is_left ? condition->op : turned(condition->op),
                          is_constant ? value.constant : execution.parameters.find(value.name.name)->second});
    }
}

} // namespace banggiao::query
