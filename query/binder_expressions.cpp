// Takes expressions of the syntax tree. Hands out bound ones, with what is known of their types.
#include <banggiao/graph/text.h>
#include <banggiao/query/binder_state.h>
#include <banggiao/query/parser_state.h>
#include <banggiao/query/print.h>

#include <algorithm>

namespace banggiao::query {

using bound::ExpressionKind;
using AstKind = ast::ExpressionKind;
using ast::Operator;

namespace {

void visit_pattern(const ast::PatternPart& part, const std::function<void(const ast::Name&)>& visit);

void visit_box(const ast::Box<ast::Expression>& box, const std::function<void(const ast::Name&)>& visit) {
    if (box) for_each_variable(*box, visit);
}

void visit_elements(const std::vector<ast::PathElement>& elements,
                    const std::function<void(const ast::Name&)>& visit) {
    for (const ast::PathElement& element : elements) {
        if (const auto* node = std::get_if<ast::NodePattern>(&element)) {
            if (node->name) visit(node->name);
            visit_box(node->properties, visit);
            visit_box(node->where, visit);
        } else if (const auto* relationship = std::get_if<ast::RelationshipPattern>(&element)) {
            if (relationship->name) visit(relationship->name);
            visit_box(relationship->properties, visit);
            visit_box(relationship->where, visit);
        } else {
            const auto& group = std::get<ast::Box<ast::PathGroup>>(element);
            visit_elements(group->elements, visit);
            visit_box(group->where, visit);
        }
    }
}

void visit_pattern(const ast::PatternPart& part, const std::function<void(const ast::Name&)>& visit) {
    visit_elements(part.elements, visit);
}

void visit_query(const ast::Query& query, const std::function<void(const ast::Name&)>& visit) {
    for (const auto& part : query.parts)
        for (const auto& clause : part.clauses) {
            if (const auto* match = std::get_if<ast::Match>(&clause.body)) {
                for (const auto& path : match->pattern.parts) visit_pattern(path, visit);
                visit_box(match->where, visit);
            } else if (const auto* unwind = std::get_if<ast::Unwind>(&clause.body)) {
                visit_box(unwind->list, visit);
            } else if (const auto* projection = std::get_if<ast::Projection>(&clause.body)) {
                for (const auto& item : projection->items) visit_box(item.expression, visit);
                visit_box(projection->where, visit);
            }
        }
}

bool is_day(const bound::Expression& expression) {
    return expression.function &&
           (expression.function->name == "date" || expression.function->name == "earliestDate" ||
            expression.function->name == "latestDate");
}

bool is_text(const bound::Expression& expression) {
    return expression.kind == ExpressionKind::constant && expression.constant.is(ValueType::string);
}

/// A day and a text do not compare: the answer is null, which surprises.
void warn_of_day_and_text(const bound::Expression& comparison, std::vector<QueryError>* warnings) {
    const auto &left = *comparison.children[0], &right = *comparison.children[1];
    if (!warnings || !((is_day(left) && is_text(right)) || (is_text(left) && is_day(right)))) return;
    const Value& text = is_text(left) ? left.constant : right.constant;
    warnings->push_back({Phase::compile_time, QueryErrorType::semantic, "DayComparedWithText",
                         "a day does not compare with the text '" + text.string() + "'",
                         "write date('" + text.string() + "')", comparison.span});
}

StaticType type_of_literal(const Value& value) {
    switch (value.type()) {
    case ValueType::null:
        return Base::null;
    case ValueType::boolean:
        return Base::boolean;
    case ValueType::integer:
        return Base::integer;
    case ValueType::floating:
        return Base::floating;
    default:
        return Base::string;
    }
}

bool same_type(const StaticType& a, const StaticType& b) {
    if (a.base != b.base) return false;
    if (a.base != Base::list) return true;
    return (!a.element && !b.element) || (a.element && b.element && same_type(*a.element, *b.element));
}

} // namespace

void for_each_variable(const ast::Expression& expression,
                       const std::function<void(const ast::Name&)>& visit) {
    if (expression.kind == AstKind::variable) visit(expression.name);
    std::string_view local, second;
    bool binds = expression.kind == AstKind::list_comprehension || expression.kind == AstKind::quantifier ||
                 expression.kind == AstKind::reduce;
    if (binds) {
        local = expression.name.text;
        second = expression.second_name.text;
    }
    auto filtered = [&](const ast::Name& name) {
        if (name.text != local && (second.empty() || name.text != second)) visit(name);
    };
    for (const auto& child : expression.children)
        if (child) for_each_variable(*child, binds ? std::function<void(const ast::Name&)>(filtered) : visit);
    if (expression.pattern)
        for (const auto& part : expression.pattern->parts) visit_pattern(part, visit);
    if (expression.query) visit_query(*expression.query, visit);
}

bool mentions(const ast::Expression& expression, std::string_view variable) {
    bool found = false;
    for_each_variable(expression, [&](const ast::Name& name) { found = found || name.text == variable; });
    return found;
}

bool contains_aggregate(const ast::Expression& expression) {
    if (expression.kind == AstKind::count_all) return true;
    if (expression.kind == AstKind::function && find_aggregate(expression.name.text)) return true;
    return std::any_of(expression.children.begin(), expression.children.end(),
                       [](const auto& child) { return child && contains_aggregate(*child); });
}

bound::ExpressionPointer Binder::make(ExpressionKind kind, const ast::Expression& expression,
                                      StaticType type) const {
    auto result = std::make_unique<bound::Expression>();
    result->kind = kind;
    result->span = expression.span();
    result->type = std::move(type);
    result->op = expression.op;
    return result;
}

bound::ExpressionPointer Binder::slot_reference(const Variable& variable, TextSpan span) const {
    auto result = std::make_unique<bound::Expression>();
    result->kind = ExpressionKind::slot;
    result->span = span;
    result->slot = variable.slot;
    result->type = variable.type;
    return result;
}

bound::ExpressionPointer Binder::optional_expression(const ast::Box<ast::Expression>& box) {
    return box ? expression(*box) : nullptr;
}

/// A condition, as one expression that gives a boolean or null.
bound::ExpressionPointer Binder::condition(const ast::Expression& ast_expression) {
    Restore<bool> inside(inside_condition_, true);
    auto result = expression(ast_expression);
    check_logical(*result, {});
    return result;
}

/// Splits a condition at its ANDs.
void Binder::conjuncts(const ast::Expression& ast_expression, std::vector<ExpressionPointer>& out) {
    if (ast_expression.kind == AstKind::binary && ast_expression.op == Operator::logical_and) {
        conjuncts(*ast_expression.children[0], out);
        conjuncts(*ast_expression.children[1], out);
    } else {
        out.push_back(condition(ast_expression));
    }
}

bound::ExpressionPointer Binder::expression(const ast::Expression& ast_expression) {
    if (auto known = known_expression(ast_expression)) return known;
    bool keeps_condition =
        ast_expression.kind == AstKind::pattern_predicate || ast_expression.op == Operator::logical_and ||
        ast_expression.op == Operator::logical_or || ast_expression.op == Operator::logical_xor ||
        ast_expression.op == Operator::logical_not;
    Restore<bool> inside(inside_condition_, inside_condition_ && keeps_condition);
    return bare_expression(ast_expression);
}

bound::ExpressionPointer Binder::bare_expression(const ast::Expression& node) {
    switch (node.kind) {
    case AstKind::literal: {
        auto result = make(ExpressionKind::constant, node, type_of_literal(node.literal));
        result->constant = node.literal;
        return result;
    }
    case AstKind::parameter: {
        auto result = make(ExpressionKind::parameter, node);
        result->name.name = node.name.text;
        return result;
    }
    case AstKind::variable:
        return variable(node);
    case AstKind::list:
        return list(node);
    case AstKind::map:
        return map(node);
    case AstKind::property:
        return property(node);
    case AstKind::label_test: {
        auto result = make(ExpressionKind::label_test, node, Base::boolean);
        result->children.push_back(expression(*node.children[0]));
        const StaticType& type = result->children[0]->type;
        if (!type.may_be(Base::node) && !type.may_be(Base::relationship))
            fail("InvalidArgumentType", node.span(),
                 "labels are tested on nodes, and this is " + name_of(type));
        result->labels = labels(*node.labels, type.base != Base::relationship);
        return result;
    }
    case AstKind::subscript:
    case AstKind::slice:
        return subscript(node);
    case AstKind::unary:
        return unary(node);
    case AstKind::binary:
        return binary(node);
    case AstKind::comparison:
        return comparison(node);
    case AstKind::function:
        return function(node);
    case AstKind::count_all:
        return aggregate_call(node);
    case AstKind::case_of:
        return case_of(node);
    case AstKind::list_comprehension:
    case AstKind::quantifier:
        return comprehension(node);
    case AstKind::reduce:
        return reduce(node);
    case AstKind::pattern_comprehension:
        return pattern_comprehension(node);
    case AstKind::pattern_predicate:
        return pattern_predicate(node);
    case AstKind::exists_subquery:
    case AstKind::count_subquery:
        return subquery(node);
    }
    fail("UnexpectedSyntax", node.span(), "this expression is not known");
}

bound::ExpressionPointer Binder::variable(const ast::Expression& node) {
    if (const Variable* known = find(node.name.text)) return slot_reference(*known, node.span());
    if (projecting_) {
        bool existed = std::any_of(projecting_->before.begin(), projecting_->before.end(),
                                   [&](const Variable& v) { return v.name == node.name.text; });
        bool in_key = std::any_of(projecting_->keys.begin(), projecting_->keys.end(),
                                  [&](const auto* key) { return mentions(*key, node.name.text); });
        bool ambiguous = projecting_->ordering ? projecting_->sort_aggregates && in_key : existed;
        if (existed && ambiguous)
            fail("AmbiguousAggregationExpression", node.span(),
                 "the variable `" + node.name.text + "` stands beside an aggregation and is not grouped by",
                 "return it, or compute the expression in a WITH before");
        if (existed)
            fail("UndefinedVariable", node.span(),
                 "the variable `" + node.name.text + "` is not defined here any more",
                 "it was not returned; return it to sort by it");
    }
    undefined_variable(node.name);
}

bound::ExpressionPointer Binder::list(const ast::Expression& node) {
    auto result = make(ExpressionKind::list, node);
    for (const auto& child : node.children) result->children.push_back(expression(*child));
    StaticType element;
    for (std::size_t i = 0; i < result->children.size(); ++i) {
        const StaticType& type = result->children[i]->type;
        if (i == 0)
            element = type;
        else if (!same_type(element, type))
            element = {};
    }
    result->type = bound::list_of(element);
    return result;
}

bound::ExpressionPointer Binder::map(const ast::Expression& node) {
    auto result = make(ExpressionKind::map, node, Base::map);
    for (const ast::Name& key : node.keys) result->keys.push_back(key.text);
    for (const auto& child : node.children) result->children.push_back(expression(*child));
    return result;
}

bound::ExpressionPointer Binder::property(const ast::Expression& node) {
    auto result = make(ExpressionKind::property, node);
    auto owner = expression(*node.children[0]);
    switch (owner->type.base) {
    case Base::boolean:
    case Base::integer:
    case Base::floating:
    case Base::string:
    case Base::list:
    case Base::path:
        fail("InvalidArgumentType", node.span(),
             name_of(owner->type) + " has no properties, so it has no `" + node.name.text + "`", {},
             owner->type.base == Base::path ? QueryErrorType::syntax : QueryErrorType::type);
    default:
        break;
    }
    bool of_graph = owner->type.base == Base::node || owner->type.base == Base::relationship;
    result->name = of_graph ? key_reference(node.name)
                            : bound::NameReference{node.name.text, graph_.find_key(node.name.text)};
    result->children.push_back(std::move(owner));
    return result;
}

StaticType Binder::element_type(const bound::Expression& list) {
    if (list.type.base == Base::list) return list.type.element ? *list.type.element : StaticType();
    return list.type.base == Base::null  ? StaticType()
           : list.type.base == Base::any ? StaticType()
                                         : list.type;
}

bound::ExpressionPointer Binder::subscript(const ast::Expression& node) {
    bool is_slice = node.kind == AstKind::slice;
    auto result = make(is_slice ? ExpressionKind::slice : ExpressionKind::subscript, node);
    for (const auto& child : node.children) result->children.push_back(optional_expression(child));
    const StaticType& container = result->children[0]->type;
    if (is_slice)
        result->type = container;
    else if (container.base == Base::list && container.element)
        result->type = *container.element;
    return result;
}

void Binder::check_logical(const bound::Expression& operand, std::string_view op) const {
    if (!operand.type.may_be(Base::boolean))
        fail("InvalidArgumentType", operand.span,
             (op.empty() ? "a condition is needed here" : std::string(op) + " needs a condition") +
                 ", and this is " + name_of(operand.type));
}

void Binder::check_numeric(const bound::Expression& operand, std::string_view op) const {
    if (!operand.type.may_be_number())
        fail("InvalidArgumentType", operand.span,
             std::string(op) + " needs numbers, and this is " + name_of(operand.type));
}

bound::ExpressionPointer Binder::unary(const ast::Expression& node) {
    auto result = make(ExpressionKind::unary, node);
    auto operand = expression(*node.children[0]);
    if (node.op == Operator::logical_not) {
        check_logical(*operand, "NOT");
        result->type = Base::boolean;
    } else if (node.op == Operator::is_null || node.op == Operator::is_not_null) {
        result->type = Base::boolean;
    } else {
        check_numeric(*operand, name_of(node.op));
        result->type = operand->type;
    }
    result->children.push_back(std::move(operand));
    return result;
}

bound::ExpressionPointer Binder::binary(const ast::Expression& node) {
    auto result = make(ExpressionKind::binary, node);
    auto left = expression(*node.children[0]);
    auto right = expression(*node.children[1]);
    bool integers = left->type.base == Base::integer && right->type.base == Base::integer;
    switch (node.op) {
    case Operator::logical_or:
    case Operator::logical_xor:
    case Operator::logical_and:
        check_logical(*left, name_of(node.op));
        check_logical(*right, name_of(node.op));
        result->type = Base::boolean;
        break;
    case Operator::in:
        if (!right->type.may_be(Base::list))
            fail("InvalidArgumentType", right->span, "IN needs a list, and this is " + name_of(right->type));
        result->type = Base::boolean;
        break;
    case Operator::starts_with:
    case Operator::ends_with:
    case Operator::contains:
    case Operator::matches:
        result->type = Base::boolean;
        break;
    case Operator::add:
        if (integers) result->type = Base::integer;
        break;
    default:
        check_numeric(*left, name_of(node.op));
        check_numeric(*right, name_of(node.op));
        if (integers && node.op != Operator::power) result->type = Base::integer;
    }
    result->children.push_back(std::move(left));
    result->children.push_back(std::move(right));
    return result;
}

/// a < b <= c is a < b AND b <= c.
bound::ExpressionPointer Binder::comparison(const ast::Expression& node) {
    ExpressionPointer result;
    for (std::size_t i = 0; i < node.comparisons.size(); ++i) {
        auto one = make(ExpressionKind::comparison, node, Base::boolean);
        one->op = node.comparisons[i];
        one->children.push_back(expression(*node.children[i]));
        one->children.push_back(expression(*node.children[i + 1]));
        warn_of_day_and_text(*one, warnings_);
        if (!result) {
            result = std::move(one);
            continue;
        }
        auto both = make(ExpressionKind::binary, node, Base::boolean);
        both->op = Operator::logical_and;
        both->children.push_back(std::move(result));
        both->children.push_back(std::move(one));
        result = std::move(both);
    }
    return result;
}

bound::ExpressionPointer Binder::case_of(const ast::Expression& node) {
    auto result = make(ExpressionKind::case_of, node);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        bool is_condition = !node.children[0] && i >= 2 && i % 2 == 0;
        const auto& child = node.children[i];
        result->children.push_back(!child ? nullptr : is_condition ? condition(*child) : expression(*child));
    }
    return result;
}

bound::ExpressionPointer Binder::comprehension(const ast::Expression& node) {
    bool is_list = node.kind == AstKind::list_comprehension;
    auto result = make(is_list ? ExpressionKind::list_comprehension : ExpressionKind::quantifier, node);
    result->children.push_back(expression(*node.children[0]));
    const bound::Expression& list = *result->children[0];
    if (!list.type.may_be(Base::list))
        fail("InvalidArgumentType", list.span, "a list is needed here, and this is " + name_of(list.type));
    StaticType element = element_type(list);
    std::size_t size = scope_.size();
    result->slot = declare(node.name.text, element).slot;
    ++locals_;
    result->children.push_back(node.children[1] ? condition(*node.children[1]) : nullptr);
    if (is_list) {
        result->children.push_back(optional_expression(node.children[2]));
        result->type = bound::list_of(node.children[2] ? result->children[2]->type : element);
    } else {
        result->type = Base::boolean;
    }
    --locals_;
    scope_.resize(size);
    return result;
}

bound::ExpressionPointer Binder::reduce(const ast::Expression& node) {
    auto result = make(ExpressionKind::reduce, node);
    result->children.push_back(expression(*node.children[0]));
    result->children.push_back(expression(*node.children[1]));
    StaticType element = element_type(*result->children[1]);
    std::size_t size = scope_.size();
    result->accumulator = declare(node.name.text, {}).slot;
    result->slot = declare(node.second_name.text, element).slot;
    ++locals_;
    result->children.push_back(expression(*node.children[2]));
    --locals_;
    scope_.resize(size);
    return result;
}

} // namespace banggiao::query
