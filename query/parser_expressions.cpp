// Takes tokens. Hands out expressions.
#include <banggiao/query/parser_state.h>

#include <algorithm>

namespace banggiao::query {

using namespace ast;

Expression Parser::make(ExpressionKind kind, std::size_t first_token, std::vector<Box<Expression>> children) {
    Expression result;
    result.kind = kind;
    result.place = place_since(first_token);
    result.children = std::move(children);
    for (const auto& child : result.children)
        if (child) result.height.levels = std::max(result.height.levels, child->height.levels + 1);
    if (result.height.levels > 4 * greatest_depth)
        fail("UnexpectedSyntax", since(first_token), "the expression has too many operators in a row",
             "put the values into a list or a parameter");
    return result;
}

Expression Parser::binary(Operator op, std::size_t first_token, Expression left, Expression right) {
    std::vector<Box<Expression>> operands;
    operands.emplace_back(std::move(left));
    operands.emplace_back(std::move(right));
    Expression result = make(ExpressionKind::binary, first_token, std::move(operands));
    result.op = op;
    return result;
}

// Expression = XorExpression, {'OR', XorExpression}
Expression Parser::expression() {
    Depth depth(*this);
    std::size_t start = position_;
    Expression left = xor_expression();
    while (accept_word("OR")) left = binary(Operator::logical_or, start, std::move(left), xor_expression());
    return left;
}

// XorExpression = AndExpression, {'XOR', AndExpression}
Expression Parser::xor_expression() {
    std::size_t start = position_;
    Expression left = and_expression();
    while (accept_word("XOR")) left = binary(Operator::logical_xor, start, std::move(left), and_expression());
    return left;
}

// AndExpression = NotExpression, {'AND', NotExpression}
Expression Parser::and_expression() {
    std::size_t start = position_;
    Expression left = not_expression();
    while (accept_word("AND")) left = binary(Operator::logical_and, start, std::move(left), not_expression());
    return left;
}

// NotExpression = {'NOT'}, ComparisonExpression
Expression Parser::not_expression() {
    std::size_t start = position_;
    if (!accept_word("NOT")) return comparison_expression();
    Depth depth(*this);
    Expression operand = not_expression();
    std::vector<Box<Expression>> children;
    children.emplace_back(std::move(operand));
    Expression result = make(ExpressionKind::unary, start, std::move(children));
    result.op = Operator::logical_not;
    return result;
}

// ComparisonExpression = PredicateExpression, {('=' | '<>' | '<' | '>' | '<=' | '>='), PredicateExpression}
Expression Parser::comparison_expression() {
    static constexpr std::pair<std::string_view, Operator> operators[] = {
        {"=", Operator::equal},          {"<>", Operator::not_equal},
        {"<=", Operator::less_or_equal}, {">=", Operator::greater_or_equal},
        {"<", Operator::less},           {">", Operator::greater}};
    std::size_t start = position_;
    Expression first = predicate_expression();
    std::vector<Operator> comparisons;
    std::vector<Box<Expression>> operands;
    auto accept_operator = [&] {
        for (auto [symbol, op] : operators)
            if (accept_symbol(symbol)) {
                comparisons.push_back(op);
                return true;
            }
        return false;
    };
    while (accept_operator()) operands.emplace_back(predicate_expression());
    if (comparisons.empty()) return first;
    operands.emplace(operands.begin(), std::move(first));
    Expression result = make(ExpressionKind::comparison, start, std::move(operands));
    result.comparisons = std::move(comparisons);
    return result;
}

// PredicateExpression = AddExpression, {'STARTS', 'WITH', AddExpression | 'ENDS', 'WITH', AddExpression |
//     'CONTAINS', AddExpression | '=~', AddExpression | 'IN', AddExpression | 'IS', ['NOT'], 'NULL'}
Expression Parser::predicate_expression() {
    std::size_t start = position_;
    Expression left = add_expression();
    for (;;) {
        Operator op = Operator::none;
        if (accept_word("STARTS"))
            op = Operator::starts_with;
        else if (accept_word("ENDS"))
            op = Operator::ends_with;
        else if (accept_word("CONTAINS"))
            op = Operator::contains;
        else if (accept_symbol("=~"))
            op = Operator::matches;
        else if (accept_word("IN"))
            op = Operator::in;
        else if (accept_word("IS"))
            op = accept_word("NOT") ? Operator::is_not_null : Operator::is_null;
        else
            return left;
        if (op == Operator::starts_with || op == Operator::ends_with) expect_word("WITH");
        if (op != Operator::is_null && op != Operator::is_not_null) {
            left = binary(op, start, std::move(left), add_expression());
            continue;
        }
        expect_word("NULL");
        std::vector<Box<Expression>> children;
        children.emplace_back(std::move(left));
        left = make(ExpressionKind::unary, start, std::move(children));
        left.op = op;
    }
}

// AddExpression = MultiplyExpression, {('+' | '-'), MultiplyExpression}
Expression Parser::add_expression() {
    std::size_t start = position_;
    Expression left = multiply_expression();
    for (;;) {
        if (accept_symbol("+"))
            left = binary(Operator::add, start, std::move(left), multiply_expression());
        else if (accept_symbol("-"))
            left = binary(Operator::subtract, start, std::move(left), multiply_expression());
        else
            return left;
    }
}

// MultiplyExpression = PowerExpression, {('*' | '/' | '%'), PowerExpression}
Expression Parser::multiply_expression() {
    std::size_t start = position_;
    Expression left = power_expression();
    for (;;) {
        Operator op = accept_symbol("*")   ? Operator::multiply
                      : accept_symbol("/") ? Operator::divide
                      : accept_symbol("%") ? Operator::modulo
                                           : Operator::none;
        if (op == Operator::none) return left;
        left = binary(op, start, std::move(left), power_expression());
    }
}

// PowerExpression = UnaryExpression, {'^', UnaryExpression}
Expression Parser::power_expression() {
    std::size_t start = position_;
    Expression left = unary_expression();
    while (accept_symbol("^")) left = binary(Operator::power, start, std::move(left), unary_expression());
    return left;
}

// UnaryExpression = {'+' | '-'}, PostfixExpression
Expression Parser::unary_expression() {
    std::size_t start = position_;
    bool minus = at_symbol("-");
    if (!minus && !at_symbol("+")) return postfix_expression();
    advance();
    bool is_number = peek().kind == TokenKind::integer || peek().kind == TokenKind::floating;
    if (minus && is_number && !at_symbol(".", 1) && !at_symbol("[", 1)) return number(true);
    Depth depth(*this);
    std::vector<Box<Expression>> children;
    children.emplace_back(unary_expression());
    Expression result = make(ExpressionKind::unary, start, std::move(children));
    result.op = minus ? Operator::negate : Operator::plus;
    return result;
}

// PostfixExpression = Atom, {'.', PropertyKeyName | Subscript}, [LabelExpression]
Expression Parser::postfix_expression() {
    std::size_t start = position_;
    Expression result = atom();
    for (;;) {
        if (accept_symbol(".")) {
            Name key = schema_name("a property's name");
            std::vector<Box<Expression>> children;
            children.emplace_back(std::move(result));
            result = make(ExpressionKind::property, start, std::move(children));
            result.name = std::move(key);
        } else if (at_symbol("[")) {
            result = subscript(std::move(result));
            result.place = place_since(start);
        } else {
            break;
        }
    }
    if (!at_symbol(":")) return result;
    auto labels = label_expression(!bar_ends_);
    std::vector<Box<Expression>> children;
    children.emplace_back(std::move(result));
    Expression test = make(ExpressionKind::label_test, start, std::move(children));
    test.labels = std::move(labels);
    return test;
}

// Subscript = '[', Expression, ']' | '[', [Expression], '..', [Expression], ']'
Expression Parser::subscript(Expression container) {
    std::size_t start = position_;
    expect_symbol("[");
    std::vector<Box<Expression>> children;
    children.emplace_back(std::move(container));
    Box<Expression> from, to;
    if (!at_symbol("..")) from = expression();
    bool is_slice = accept_symbol("..");
    if (is_slice && !at_symbol("]")) to = expression();
    expect_symbol("]");
    children.push_back(std::move(from));
    if (is_slice) children.push_back(std::move(to));
    return make(is_slice ? ExpressionKind::slice : ExpressionKind::subscript, start, std::move(children));
}

std::string upper_case(std::string_view ascii) {
    std::string result(ascii);
    for (char& character : result)
        if (character >= 'a' && character <= 'z') character = static_cast<char>(character - 'a' + 'A');
    return result;
}

} // namespace banggiao::query
