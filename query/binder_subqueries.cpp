// Takes patterns and queries within expressions of the syntax tree. Hands out bound subqueries.
#include <banggiao/query/binder_state.h>

namespace banggiao::query {

using bound::ExpressionKind;
using AstKind = ast::ExpressionKind;

bound::ExpressionPointer Binder::match_subquery(const ast::Expression& node, ExpressionKind kind,
                                                bound::Match match, StaticType type) const {
    auto result = make(kind, node, std::move(type));
    auto query = std::make_shared<bound::Query>();
    query->parts.emplace_back();
    query->parts[0].clauses.emplace_back(std::move(match));
    result->subquery = std::move(query);
    return result;
}

bound::ExpressionPointer Binder::pattern_comprehension(const ast::Expression& node) {
    Restore<Scope> scope(scope_, Scope(scope_));
    ++locals_;
    auto match = match_pattern(node.pattern->parts, node.children[0].get(), true);
    auto result = match_subquery(node, ExpressionKind::collect_subquery, std::move(match), {});
    result->children.push_back(expression(*node.children[1]));
    result->type = bound::list_of(result->children[0]->type);
    --locals_;
    return result;
}

bound::ExpressionPointer Binder::pattern_predicate(const ast::Expression& node) {
    if (!inside_condition_)
        fail("UnexpectedSyntax", node.span(), "a pattern is a condition, and cannot be a value here",
             "use it in WHERE, or inside EXISTS { }, COUNT { } or [pattern | value]");
    Restore<Scope> scope(scope_, Scope(scope_));
    auto match = match_pattern(node.pattern->parts, nullptr, false);
    return match_subquery(node, ExpressionKind::exists_subquery, std::move(match), Base::boolean);
}

bound::ExpressionPointer Binder::subquery(const ast::Expression& node) {
    bool is_exists = node.kind == AstKind::exists_subquery;
    Restore<Scope> scope(scope_, Scope(scope_));
    Restore<Projecting*> projecting(projecting_, nullptr);
    Restore<bool> aggregate(inside_aggregate_, false);
    Restore<int> locals(locals_, 0);
    auto result = make(is_exists ? ExpressionKind::exists_subquery : ExpressionKind::count_subquery, node,
                       is_exists ? Base::boolean : Base::integer);
    result->subquery = std::make_shared<bound::Query>(query(*node.query, true));
    return result;
}

} // namespace banggiao::query
