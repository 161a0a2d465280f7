// Takes tokens. Hands out the expressions that others are made of: literals, lists, maps, comprehensions,
// calls.
#include <banggiao/query/parser_state.h>

#include <limits>
#include <utility>

namespace banggiao::query {

using namespace ast;

// Atom = Literal | Parameter | CaseExpression | ListAtom | MapLiteral | ListPredicate | Reduce | Subquery |
//     FunctionInvocation | Variable | ParenthesizedExpression
Expression Parser::atom() {
    Depth depth(*this);
    std::size_t start = position_;
    const Token& token = peek();
    switch (token.kind) {
    case TokenKind::integer:
    case TokenKind::floating:
        return number(false);
    case TokenKind::string:
        return literal();
    case TokenKind::parameter: {
        Name name{token.text, {token.span}};
        advance();
        Expression result = make(ExpressionKind::parameter, start);
        result.name = std::move(name);
        return result;
    }
    case TokenKind::symbol:
        if (token.text == "(") return parenthesized();
        if (token.text == "[") return list_atom();
        if (token.text == "{") return map_literal();
        unexpected("an expression");
    case TokenKind::identifier:
    case TokenKind::quoted_identifier:
        return word_atom();
    case TokenKind::end:
    case TokenKind::bad:
        break;
    }
    unexpected("an expression");
}

Expression Parser::word_atom() {
    if (at_word("NULL") || at_word("TRUE") || at_word("FALSE")) return literal();
    if (at_word("CASE")) return case_expression();
    if (at_word("EXISTS") && at_symbol("{", 1)) return subquery(ExpressionKind::exists_subquery);
    if (at_word("COUNT") && at_symbol("{", 1)) return subquery(ExpressionKind::count_subquery);
    bool comprehends = at_symbol("(", 1) && at_name(2) && at_word("IN", 3);
    if (comprehends && at_word("ALL")) return quantifier_expression(Operator::all);
    if (comprehends && at_word("ANY")) return quantifier_expression(Operator::any);
    if (comprehends && at_word("NONE")) return quantifier_expression(Operator::none_of);
    if (comprehends && at_word("SINGLE")) return quantifier_expression(Operator::single);
    if (at_word("REDUCE") && at_symbol("(", 1) && at_symbol("=", 3)) return reduce_expression();
    if (at_function()) return function_invocation();
    std::size_t start = position_;
    if (!at_name()) unexpected("an expression");
    Name name = variable();
    Expression result = make(ExpressionKind::variable, start);
    result.name = std::move(name);
    return result;
}

// Literal = NumberLiteral | StringLiteral | 'TRUE' | 'FALSE' | 'NULL'
Expression Parser::literal() {
    std::size_t start = position_;
    const Token& token = advance();
    Expression result = make(ExpressionKind::literal, start);
    if (token.kind == TokenKind::string)
        result.literal = Value(token.text);
    else if (token.text.front() == 't' || token.text.front() == 'T')
        result.literal = Value(true);
    else if (token.text.front() == 'f' || token.text.front() == 'F')
        result.literal = Value(false);
    return result;
}

/// REQUIRES: at a number. `negative`: a minus sign was just read, and belongs to the literal.
Expression Parser::number(bool negative) {
    std::size_t start = negative ? position_ - 1 : position_;
    const Token& token = advance();
    Expression result = make(ExpressionKind::literal, start);
    if (token.kind == TokenKind::floating) {
        result.literal = Value(negative ? -token.floating : token.floating);
        return result;
    }
    if (!negative && token.integer > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
        fail("IntegerOverflow", token.span, "this integer does not fit into 64 bits",
             "write it as a float, with .0 at its end");
    result.literal = Value(static_cast<std::int64_t>(negative ? ~token.integer + 1 : token.integer));
    return result;
}

// ParenthesizedExpression = RelationshipsPattern | '(', Expression, ')'
Expression Parser::parenthesized() {
    std::size_t start = position_;
    if (auto part = attempt_relationships_pattern()) {
        Expression result = make(ExpressionKind::pattern_predicate, start);
        Pattern pattern;
        pattern.parts.push_back(std::move(*part));
        result.pattern = std::move(pattern);
        return result;
    }
    expect_symbol("(");
    bool outer = std::exchange(bar_ends_, false);
    Expression result = expression();
    bar_ends_ = outer;
    expect_symbol(")");
    return result;
}

// CaseExpression = 'CASE', [Expression], {'WHEN', Expression, 'THEN', Expression}-,
//     ['ELSE', Expression], 'END'
Expression Parser::case_expression() {
    std::size_t start = position_;
    expect_word("CASE");
    std::vector<Box<Expression>> children(2);
    if (!at_word("WHEN")) children[0] = expression();
    if (!at_word("WHEN")) unexpected("WHEN");
    while (accept_word("WHEN")) {
        children.emplace_back(expression());
        expect_word("THEN");
        children.emplace_back(expression());
    }
    if (accept_word("ELSE")) children[1] = expression();
    expect_word("END");
    return make(ExpressionKind::case_of, start, std::move(children));
}

// ListAtom = ListComprehension | PatternComprehension | ListLiteral
Expression Parser::list_atom() {
    if (at_name(1) && at_word("IN", 2)) return list_comprehension();
    if ((at_symbol("(", 1) || (at_name(1) && at_symbol("=", 2))) && has_bar_in_brackets())
        if (auto result = pattern_comprehension()) return std::move(*result);
    return list_literal();
}

/// Whether a `|` stands between the bracket here and its partner, outside of other brackets.
bool Parser::has_bar_in_brackets() const {
    int level = 0;
    for (std::size_t offset = 0; peek(offset).kind != TokenKind::end && peek(offset).kind != TokenKind::bad;
         ++offset) {
        if (at_symbol("[", offset) || at_symbol("(", offset) || at_symbol("{", offset)) ++level;
        if (at_symbol("]", offset) || at_symbol(")", offset) || at_symbol("}", offset)) --level;
        if (level == 0) return false;
        if (level == 1 && at_symbol("|", offset)) return true;
    }
    return false;
}

// ListLiteral = '[', [Expression, {',', Expression}], ']'
Expression Parser::list_literal() {
    std::size_t start = position_;
    expect_symbol("[");
    bool outer = std::exchange(bar_ends_, false);
    std::vector<Box<Expression>> children;
    if (!at_symbol("]")) do
            children.emplace_back(expression());
        while (accept_symbol(","));
    bar_ends_ = outer;
    expect_symbol("]");
    return make(ExpressionKind::list, start, std::move(children));
}

// MapLiteral = '{', [PropertyKeyName, ':', Expression, {',', PropertyKeyName, ':', Expression}], '}'
Expression Parser::map_literal() {
    Depth depth(*this);
    std::size_t start = position_;
    expect_symbol("{");
    bool outer = std::exchange(bar_ends_, false);
    std::vector<Name> keys;
    std::vector<Box<Expression>> children;
    if (!at_symbol("}")) do {
            keys.push_back(schema_name("a key's name"));
            expect_symbol(":");
            children.emplace_back(expression());
        } while (accept_symbol(","));
    bar_ends_ = outer;
    expect_symbol("}");
    Expression result = make(ExpressionKind::map, start, std::move(children));
    result.keys = std::move(keys);
    return result;
}

// ListComprehension = '[', Variable, 'IN', Expression, ['WHERE', Expression], ['|', Expression], ']'
Expression Parser::list_comprehension() {
    std::size_t start = position_;
    expect_symbol("[");
    bool outer = std::exchange(bar_ends_, true);
    Name name = variable();
    expect_word("IN");
    std::vector<Box<Expression>> children(3);
    children[0] = expression();
    if (accept_word("WHERE")) children[1] = expression();
    if (accept_symbol("|")) children[2] = expression();
    bar_ends_ = outer;
    expect_symbol("]");
    Expression result = make(ExpressionKind::list_comprehension, start, std::move(children));
    result.name = std::move(name);
    return result;
}

// PatternComprehension = '[', [Variable, '='], RelationshipsPattern, ['WHERE', Expression],
//     '|', Expression, ']'
std::optional<Expression> Parser::pattern_comprehension() {
    std::size_t start = position_;
    auto part = attempt([&] {
        expect_symbol("[");
        Name name;
        if (at_name()) {
            name = variable();
            expect_symbol("=");
        }
        PatternPart found = relationships_pattern();
        found.name = std::move(name);
        if (!at_word("WHERE") && !at_symbol("|")) unexpected("WHERE or '|'");
        return found;
    });
    if (!part) return std::nullopt;
    bool outer = std::exchange(bar_ends_, true);
    std::vector<Box<Expression>> children(2);
    if (accept_word("WHERE")) children[0] = expression();
    expect_symbol("|");
    children[1] = expression();
    bar_ends_ = outer;
    expect_symbol("]");
    Expression result = make(ExpressionKind::pattern_comprehension, start, std::move(children));
    Pattern pattern;
    pattern.parts.push_back(std::move(*part));
    result.pattern = std::move(pattern);
    return result;
}

// ListPredicate = ('ALL' | 'ANY' | 'NONE' | 'SINGLE'), '(', Variable, 'IN', Expression,
//     ['WHERE', Expression], ')'
Expression Parser::quantifier_expression(Operator op) {
    std::size_t start = position_;
    advance();
    expect_symbol("(");
    Name name = variable();
    expect_word("IN");
    std::vector<Box<Expression>> children(2);
    children[0] = expression();
    if (accept_word("WHERE")) children[1] = expression();
    expect_symbol(")");
    Expression result = make(ExpressionKind::quantifier, start, std::move(children));
    result.op = op;
    result.name = std::move(name);
    return result;
}

// Reduce = 'REDUCE', '(', Variable, '=', Expression, ',', Variable, 'IN', Expression, '|', Expression, ')'
Expression Parser::reduce_expression() {
    std::size_t start = position_;
    advance();
    expect_symbol("(");
    bool outer = std::exchange(bar_ends_, true);
    Name accumulator = variable();
    expect_symbol("=");
    std::vector<Box<Expression>> children(3);
    children[0] = expression();
    expect_symbol(",");
    Name name = variable();
    expect_word("IN");
    children[1] = expression();
    expect_symbol("|");
    children[2] = expression();
    bar_ends_ = outer;
    expect_symbol(")");
    Expression result = make(ExpressionKind::reduce, start, std::move(children));
    result.name = std::move(accumulator);
    result.second_name = std::move(name);
    return result;
}

bool Parser::at_function() const {
    auto at_any_name = [&](std::size_t offset) {
        return peek(offset).kind == TokenKind::identifier ||
               peek(offset).kind == TokenKind::quoted_identifier;
    };
    if (!at_name() && !at_word("EXISTS") && !at_word("ALL")) return false;
    std::size_t offset = 1;
    while (at_symbol(".", offset) && at_any_name(offset + 1)) offset += 2;
    return at_symbol("(", offset);
}

// FunctionInvocation = FunctionName, '(', ('*' | ['DISTINCT'], [Expression, {',', Expression}]), ')'
// FunctionName = SymbolicName, {'.', SymbolicName}
Expression Parser::function_invocation() {
    std::size_t start = position_;
    Name name = schema_name("a function's name");
    while (accept_symbol(".")) name.text += "." + schema_name("a function's name").text;
    name.place = place_since(start);
    expect_symbol("(");
    bool outer = std::exchange(bar_ends_, false);
    bool counts_all = upper_case(name.text) == "COUNT" && accept_symbol("*");
    bool distinct = !counts_all && accept_word("DISTINCT");
    std::vector<Box<Expression>> arguments;
    if (!counts_all && !at_symbol(")")) do
            arguments.emplace_back(expression());
        while (accept_symbol(","));
    bar_ends_ = outer;
    expect_symbol(")");
    Expression result =
        make(counts_all ? ExpressionKind::count_all : ExpressionKind::function, start, std::move(arguments));
    if (!counts_all) result.name = std::move(name);
    result.distinct = distinct;
    return result;
}

// Subquery = ('EXISTS' | 'COUNT'), '{', (UnionQuery | Pattern, [Where]), '}'
Expression Parser::subquery(ExpressionKind kind) {
    std::size_t start = position_;
    advance();
    expect_symbol("{");
    bool outer = std::exchange(bar_ends_, false);
    Query query;
    if (at_clause()) {
        bool outside = std::exchange(in_subquery_, true);
        query = union_query();
        in_subquery_ = outside;
    } else {
        std::size_t first = position_;
        Match found;
        found.pattern = pattern();
        if (accept_word("WHERE")) found.where = expression();
        SingleQuery single;
        single.clauses.push_back({place_since(first), std::move(found)});
        query.parts.push_back(std::move(single));
    }
    bar_ends_ = outer;
    expect_symbol("}");
    Expression result = make(kind, start);
    result.query = std::move(query);
    return result;
}

} // namespace banggiao::query
