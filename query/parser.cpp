// Takes tokens. Hands out queries and clauses; tokens' helpers of the other parser files are here too.
#include <banggiao/query/parser_hints.h>
#include <banggiao/query/parser_state.h>

#include <algorithm>

namespace banggiao::query {

using namespace ast;

namespace {

/// Words that cannot name a variable. (Others that Cypher reserves for the future may.)
constexpr std::string_view reserved[] = {
    "ALL",      "AND",   "AS",         "ASC",    "ASCENDING", "BY",    "CASE", "CONTAINS", "CREATE",
    "DELETE",   "DESC",  "DESCENDING", "DETACH", "DISTINCT",  "ELSE",  "END",  "ENDS",     "EXISTS",
    "FALSE",    "IN",    "IS",         "LIMIT",  "MATCH",     "MERGE", "NOT",  "NULL",     "ON",
    "OPTIONAL", "OR",    "ORDER",      "REMOVE", "RETURN",    "SET",   "SKIP", "STARTS",   "THEN",
    "TRUE",     "UNION", "UNWIND",     "WHEN",   "WHERE",     "WITH",  "XOR"};

bool equal_words(std::string_view a, std::string_view upper) {
    return a.size() == upper.size() && std::equal(a.begin(), a.end(), upper.begin(), [](char x, char y) {
               return (x >= 'a' && x <= 'z' ? static_cast<char>(x - 'a' + 'A') : x) == y;
           });
}

std::string described(const Token& token, std::string_view text) {
    if (token.kind == TokenKind::end) return "the query's end";
    return "'" + std::string(text.substr(token.span.start, token.span.end - token.span.start)) + "'";
}

} // namespace

bool is_reserved_word(std::string_view word) {
    return std::any_of(std::begin(reserved), std::end(reserved),
                       [&](std::string_view upper) { return equal_words(word, upper); });
}

std::span<const std::string_view> reserved_words() {
    return reserved;
}

const Token& Parser::peek(std::size_t offset) const {
    return lexed_.tokens[std::min(position_ + offset, lexed_.tokens.size() - 1)];
}

const Token& Parser::advance() {
    const Token& token = peek();
    if (++steps_ > 100 * lexed_.tokens.size() + 10000)
        fail("UnexpectedSyntax", token.span, "the query is too ambiguous to be read",
             "use fewer nested brackets");
    if (position_ + 1 < lexed_.tokens.size()) ++position_;
    return token;
}

bool Parser::at_symbol(std::string_view symbol, std::size_t offset) const {
    const Token& token = peek(offset);
    return token.kind == TokenKind::symbol && token.text == symbol;
}

bool Parser::at_word(std::string_view word, std::size_t offset) const {
    const Token& token = peek(offset);
    return token.kind == TokenKind::identifier && equal_words(token.text, word);
}

bool Parser::at_name(std::size_t offset) const {
    const Token& token = peek(offset);
    return token.kind == TokenKind::quoted_identifier ||
           (token.kind == TokenKind::identifier && !is_reserved_word(token.text));
}

bool Parser::accept_symbol(std::string_view symbol) {
    bool there = at_symbol(symbol);
    if (there) advance();
    return there;
}

bool Parser::accept_word(std::string_view word) {
    bool there = at_word(word);
    if (there) advance();
    return there;
}

void Parser::expect_symbol(std::string_view symbol) {
    if (!accept_symbol(symbol)) unexpected("'" + std::string(symbol) + "'");
}

void Parser::expect_word(std::string_view word) {
    if (!accept_word(word)) unexpected(word);
}

void Parser::expect_end() {
    accept_symbol(";");
    if (peek().kind != TokenKind::end) unexpected("a clause or the query's end");
}

void Parser::unexpected(std::string_view wanted) const {
    const Token& token = peek();
    if (token.kind == TokenKind::bad) throw Failure{lexed_.error};
    fail("UnexpectedSyntax", token.span,
         described(token, text_) + " is not expected here, but " + std::string(wanted),
         hint_at(lexed_.tokens, position_, wanted));
}

TextSpan Parser::since(std::size_t first_token) const {
    std::uint32_t start = lexed_.tokens[first_token].span.start;
    std::uint32_t end = position_ > first_token ? lexed_.tokens[position_ - 1].span.end : start;
    return {start, end};
}

Parser::Depth::Depth(Parser& parser) : parser_(parser) {
    if (parser_.depth_ >= greatest_depth)
        fail("UnexpectedSyntax", parser_.peek().span, "the query is nested too deeply",
             "at most " + std::to_string(greatest_depth) + " levels are read");
    ++parser_.depth_;
}

Query Parser::whole_query() {
    Query result = query();
    expect_end();
    return result;
}

Expression Parser::whole_expression() {
    Expression result = expression();
    if (peek().kind != TokenKind::end) unexpected("the expression's end");
    return result;
}

// Query = ['EXPLAIN' | 'PROFILE'], UnionQuery, [';']
Query Parser::query() {
    Prefix prefix = Prefix::none;
    if (accept_word("EXPLAIN"))
        prefix = Prefix::explain;
    else if (accept_word("PROFILE"))
        prefix = Prefix::profile;
    Query result = union_query();
    result.prefix = prefix;
    return result;
}

// UnionQuery = SingleQuery, {'UNION', ['ALL'], SingleQuery}
Query Parser::union_query() {
    Depth depth(*this);
    Query result;
    result.parts.push_back(single_query());
    while (at_word("UNION")) {
        std::size_t start = position_;
        advance();
        result.union_all.push_back(accept_word("ALL"));
        result.union_places.push_back(place_since(start));
        result.parts.push_back(single_query());
    }
    return result;
}

bool Parser::at_clause() const {
    static constexpr std::string_view words[] = {"MATCH", "OPTIONAL", "UNWIND", "WITH",   "RETURN", "CREATE",
                                                 "MERGE", "SET",      "REMOVE", "DELETE", "DETACH", "CALL"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view word) { return at_word(word); });
}

// SingleQuery = Clause, {Clause}
SingleQuery Parser::single_query() {
    SingleQuery result;
    if (!at_clause()) unexpected("a clause (MATCH, UNWIND, WITH, RETURN …)");
    while (at_clause()) result.clauses.push_back(clause());
    check_composition(result);
    return result;
}

// Clause = Match | Unwind | With | Return | Create | Merge | Set | Remove | Delete | Call
Clause Parser::clause() {
    std::size_t start = position_;
    Clause result;
    if (at_word("MATCH") || at_word("OPTIONAL"))
        result.body = match();
    else if (accept_word("UNWIND"))
        result.body = unwind();
    else if (accept_word("WITH"))
        result.body = projection(false);
    else if (accept_word("RETURN"))
        result.body = projection(true);
    else if (accept_word("CREATE"))
        result.body = create();
    else if (accept_word("MERGE"))
        result.body = merge();
    else if (accept_word("SET"))
        result.body = set();
    else if (accept_word("REMOVE"))
        result.body = remove();
    else if (accept_word("CALL"))
        result.body = call();
    else
        result.body = delete_clause();
    result.place = place_since(start);
    return result;
}

/// Reading clauses do not follow writing ones without a WITH; RETURN is last; something is returned, written
/// or called.
void Parser::check_composition(const SingleQuery& query) const {
    bool written = false;
    for (std::size_t i = 0; i < query.clauses.size(); ++i) {
        const Clause& clause = query.clauses[i];
        const auto* projection = std::get_if<Projection>(&clause.body);
        bool reads = std::holds_alternative<Match>(clause.body) ||
                     std::holds_alternative<Unwind>(clause.body) || std::holds_alternative<Call>(clause.body);
        if (projection && projection->is_return && i + 1 < query.clauses.size())
            fail("InvalidClauseComposition", query.clauses[i + 1].place.span, "nothing can follow RETURN",
                 "use WITH to pass rows on");
        if (reads && written)
            fail("InvalidClauseComposition", clause.place.span,
                 "a reading clause cannot follow a writing one", "put a WITH between them");
        if (projection)
            written = false;
        else if (!reads)
            written = true;
    }
    const Clause& last = query.clauses.back();
    const auto* projection = std::get_if<Projection>(&last.body);
    bool is_call = std::holds_alternative<Call>(last.body) && query.clauses.size() == 1;
    if (in_subquery_ && std::holds_alternative<Match>(last.body)) return;
    bool returns_nothing = (projection && !projection->is_return) || (!projection && !written && !is_call);
    bool is_over = peek().kind == TokenKind::end || at_word("UNION") || at_symbol("}") || at_symbol(";");
    if (returns_nothing && !is_over) unexpected("a clause, RETURN at last");
    if (returns_nothing)
        fail("InvalidClauseComposition", {last.place.span.end, last.place.span.end},
             "the query returns nothing", "end it with RETURN");
}

// Match = ['OPTIONAL'], 'MATCH', Pattern, [Where]
// Where = 'WHERE', Expression
Match Parser::match() {
    Match result;
    result.optional = accept_word("OPTIONAL");
    expect_word("MATCH");
    result.pattern = pattern();
    if (accept_word("WHERE")) result.where = expression();
    return result;
}

// Unwind = 'UNWIND', Expression, 'AS', Variable
Unwind Parser::unwind() {
    Unwind result;
    result.list = expression();
    expect_word("AS");
    result.name = variable();
    return result;
}

// With = 'WITH', ProjectionBody, [Where]
// Return = 'RETURN', ProjectionBody
Projection Parser::projection(bool is_return) {
    Projection result;
    result.is_return = is_return;
    projection_body(result);
    if (!is_return && accept_word("WHERE")) result.where = expression();
    return result;
}

// ProjectionBody = ['DISTINCT'], ('*' | ProjectionItem), {',', ProjectionItem},
//                  ['ORDER', 'BY', SortItem, {',', SortItem}], ['SKIP', Expression], ['LIMIT', Expression]
void Parser::projection_body(Projection& projection) {
    projection.distinct = accept_word("DISTINCT");
    std::size_t start = position_;
    if (accept_symbol("*")) {
        projection.star = true;
        projection.star_place = place_since(start);
    } else {
        projection.items.push_back(projection_item());
    }
    while (accept_symbol(",")) projection.items.push_back(projection_item());
    if (accept_word("ORDER")) {
        expect_word("BY");
        do projection.order.push_back(sort_item());
        while (accept_symbol(","));
    }
    if (accept_word("SKIP")) projection.skip = expression();
    if (accept_word("LIMIT")) projection.limit = expression();
}

// ProjectionItem = Expression, ['AS', Variable]
ProjectionItem Parser::projection_item() {
    ProjectionItem result;
    std::size_t start = position_;
    result.expression = expression();
    result.place = place_since(start);
    if (accept_word("AS")) result.alias = variable();
    return result;
}

// SortItem = Expression, ['ASCENDING' | 'ASC' | 'DESCENDING' | 'DESC']
SortItem Parser::sort_item() {
    SortItem result;
    result.expression = expression();
    if (accept_word("DESC") || accept_word("DESCENDING"))
        result.descending = true;
    else if (!accept_word("ASC"))
        accept_word("ASCENDING");
    return result;
}

// Create = 'CREATE', Pattern
Create Parser::create() {
    return {pattern()};
}

// Merge = 'MERGE', PatternPart, {'ON', ('CREATE' | 'MATCH'), Set}
Merge Parser::merge() {
    Merge result;
    result.part = pattern_part();
    while (accept_word("ON")) {
        bool on_create = accept_word("CREATE");
        if (!on_create) expect_word("MATCH");
        expect_word("SET");
        auto& items = on_create ? result.on_create : result.on_match;
        for (SetItem& item : set_items()) items.push_back(std::move(item));
    }
    return result;
}

// Set = 'SET', SetItem, {',', SetItem}
Set Parser::set() {
    return {set_items()};
}

std::vector<SetItem> Parser::set_items() {
    std::vector<SetItem> items;
    do items.push_back(set_item());
    while (accept_symbol(","));
    return items;
}

// SetItem = PropertyExpression, '=', Expression | Variable, ('=' | '+='), Expression | Variable, NodeLabels
SetItem Parser::set_item() {
    SetItem item;
    if (at_name() && at_symbol(":", 1)) {
        item.kind = SetItem::Kind::labels;
        item.target = atom();
        item.labels = node_labels();
        return item;
    }
    std::size_t start = position_;
    Expression target = postfix_expression();
    bool is_variable = target.kind == ExpressionKind::variable;
    if (!is_variable && target.kind != ExpressionKind::property)
        fail("UnexpectedSyntax", since(start), "SET needs a property or a variable here");
    bool adds = is_variable && accept_symbol("+=");
    if (!adds) expect_symbol("=");
    item.kind = !is_variable ? SetItem::Kind::property : adds ? SetItem::Kind::add : SetItem::Kind::replace;
    item.target = std::move(target);
    item.value = expression();
    return item;
}

// Remove = 'REMOVE', RemoveItem, {',', RemoveItem}
// RemoveItem = Variable, NodeLabels | PropertyExpression
Remove Parser::remove() {
    Remove result;
    do {
        SetItem item;
        if (at_name() && at_symbol(":", 1)) {
            item.kind = SetItem::Kind::labels;
            item.target = atom();
            item.labels = node_labels();
        } else {
            std::size_t start = position_;
            item.target = postfix_expression();
            if (item.target->kind != ExpressionKind::property)
                fail("UnexpectedSyntax", since(start), "REMOVE needs a property or labels here");
        }
        result.items.push_back(std::move(item));
    } while (accept_symbol(","));
    return result;
}

// Delete = ['DETACH'], 'DELETE', Expression, {',', Expression}
Delete Parser::delete_clause() {
    Delete result;
    result.detach = accept_word("DETACH");
    expect_word("DELETE");
    do result.expressions.emplace_back(expression());
    while (accept_symbol(","));
    return result;
}

// Call = 'CALL', ProcedureName, ['(', [Expression, {',', Expression}], ')'], ['YIELD', YieldItems, [Where]]
Call Parser::call() {
    Call result;
    std::size_t start = position_;
    result.procedure.text = schema_name("a procedure's name").text;
    while (accept_symbol(".")) result.procedure.text += "." + schema_name("a procedure's name").text;
    result.procedure.place = place_since(start);
    if (accept_symbol("(")) {
        result.has_arguments = true;
        while (!at_symbol(")")) {
            result.arguments.emplace_back(expression());
            if (!accept_symbol(",")) break;
        }
        expect_symbol(")");
    }
    if (accept_word("YIELD")) {
        result.has_yield = true;
        result.yield_star = accept_symbol("*");
        if (!result.yield_star && !accept_symbol("-")) result.yield = yield_items();
        if (accept_word("WHERE")) result.where = expression();
    }
    return result;
}

// YieldItems = '*' | '-' | YieldItem, {',', YieldItem}
// YieldItem = [ProcedureResultField, 'AS'], Variable
std::vector<YieldItem> Parser::yield_items() {
    std::vector<YieldItem> items;
    do {
        YieldItem item;
        item.field = variable();
        if (accept_word("AS")) item.alias = variable();
        items.push_back(std::move(item));
    } while (accept_symbol(","));
    return items;
}

// Variable = SymbolicName
Name Parser::variable() {
    if (!at_name()) unexpected("a variable's name");
    const Token& token = advance();
    return {token.text, {token.span}};
}

// SchemaName = SymbolicName | ReservedWord
Name Parser::schema_name(std::string_view what) {
    if (peek().kind != TokenKind::identifier && peek().kind != TokenKind::quoted_identifier) unexpected(what);
    const Token& token = advance();
    return {token.text, {token.span}};
}

// NodeLabels = ':', LabelName, {':', LabelName}
std::vector<Name> Parser::node_labels() {
    std::vector<Name> names;
    expect_symbol(":");
    do names.push_back(schema_name("a label's name"));
    while (accept_symbol(":"));
    return names;
}

Result<Query, QueryError> parse(std::string_view text) {
    try {
        return Parser(text).whole_query();
    } catch (Failure& failure) {
        return std::move(failure.error);
    }
}

Result<Expression, QueryError> parse_expression(std::string_view text) {
    try {
        return Parser(text).whole_expression();
    } catch (Failure& failure) {
        return std::move(failure.error);
    }
}

} // namespace banggiao::query
