// Takes tokens. Hands out patterns: nodes, relationships, paths, label expressions.
#include <banggiao/query/parser_state.h>

#include <limits>

namespace banggiao::query {

using namespace ast;

// Pattern = PatternPart, {',', PatternPart}
Pattern Parser::pattern() {
    Pattern result;
    do result.parts.push_back(pattern_part());
    while (accept_symbol(","));
    return result;
}

// PatternPart = [Variable, '='], (ShortestFunction | [PathPrefix], Path)
PatternPart Parser::pattern_part() {
    PatternPart part;
    std::size_t start = position_;
    if (at_name() && at_symbol("=", 1)) {
        part.name = variable();
        expect_symbol("=");
    }
    if ((at_word("SHORTESTPATH") || at_word("ALLSHORTESTPATHS")) && at_symbol("(", 1)) {
        shortest_function(part);
    } else {
        path_prefix(part);
        part.elements = path();
    }
    part.place = place_since(start);
    return part;
}

// ShortestFunction = ('shortestPath' | 'allShortestPaths'), '(', NodePattern, RelationshipPattern,
//     NodePattern, ')'
void Parser::shortest_function(PatternPart& part) {
    std::size_t start = position_;
    part.selector = at_word("SHORTESTPATH") ? PathSelector::shortest_path : PathSelector::all_shortest_paths;
    std::string name = advance().text;
    expect_symbol("(");
    part.elements = path();
    expect_symbol(")");
    bool simple = part.elements.size() == 3 && std::holds_alternative<RelationshipPattern>(part.elements[1]);
    if (!simple)
        fail("UnexpectedSyntax", since(start), name + " takes one relationship between two nodes",
             name + "((a)-[:TYPE*]-(b))");
}

// PathPrefix = 'ANY', ['SHORTEST'], [PathMode] | 'ALL', 'SHORTEST', [PathMode] |
//     'SHORTEST', DecimalInteger, [PathMode], ['GROUP' | 'GROUPS'] | PathMode
void Parser::path_prefix(PatternPart& part) {
    if (accept_word("ANY")) {
        part.selector = accept_word("SHORTEST") ? PathSelector::any_shortest : PathSelector::any;
    } else if (accept_word("ALL")) {
        part.selector = accept_word("SHORTEST") ? PathSelector::all_shortest : PathSelector::all;
    } else if (accept_word("SHORTEST")) {
        part.selector = PathSelector::shortest_count;
        part.count = small_integer("how many paths");
        if (part.count == 0)
            fail("NumberOutOfRange", since(position_ - 1), "SHORTEST needs a number of at least 1");
    }
    part.mode = path_mode();
    const bool counts = part.selector == PathSelector::shortest_count;
    if (counts && (accept_word("GROUP") || accept_word("GROUPS")))
        part.selector = PathSelector::shortest_groups;
}

// PathMode = ('WALK' | 'TRAIL' | 'ACYCLIC' | 'SIMPLE'), ['PATH' | 'PATHS']
PathMode Parser::path_mode() {
    PathMode mode = PathMode::none;
    if (accept_word("WALK"))
        mode = PathMode::walk;
    else if (accept_word("TRAIL"))
        mode = PathMode::trail;
    else if (accept_word("ACYCLIC"))
        mode = PathMode::acyclic;
    else if (accept_word("SIMPLE"))
        mode = PathMode::simple;
    if (!accept_word("PATH")) accept_word("PATHS");
    return mode;
}

// Path = PathPrimary, {[RelationshipPattern], PathPrimary}
std::vector<PathElement> Parser::path() {
    Depth depth(*this);
    std::vector<PathElement> elements;
    path_primary(elements);
    for (;;) {
        if (at_relationship()) {
            elements.emplace_back(relationship_pattern());
            path_primary(elements);
        } else if (at_symbol("(")) {
            path_primary(elements);
        } else {
            return elements;
        }
    }
}

// PathPrimary = NodePattern | PathGroup
void Parser::path_primary(std::vector<PathElement>& elements) {
    if (at_group())
        path_group(elements);
    else
        elements.emplace_back(node_pattern());
}

bool Parser::at_group() const {
    return at_symbol("(") && at_symbol("(", 1);
}

// PathGroup = '(', Path, [Where], ')', [Quantifier]
void Parser::path_group(std::vector<PathElement>& elements) {
    std::size_t start = position_;
    expect_symbol("(");
    PathGroup group;
    group.elements = path();
    if (accept_word("WHERE")) group.where = expression();
    expect_symbol(")");
    auto repetition = quantifier();
    group.place = place_since(start);
    if (repetition) {
        group.repetition = *repetition;
        elements.emplace_back(Box<PathGroup>(std::move(group)));
        return;
    }
    auto* last = std::get_if<NodePattern>(&group.elements.back());
    if (group.where && (!last || last->where))
        fail("UnexpectedSyntax", group.where->span(), "a WHERE here needs a quantifier behind the bracket",
             "put the condition into the clause's WHERE");
    if (group.where) last->where = std::move(group.where);
    for (PathElement& element : group.elements) elements.push_back(std::move(element));
}

// Quantifier = '+' | '*' | '{', DecimalInteger, '}' | '{', [DecimalInteger], ',', [DecimalInteger], '}'
std::optional<Repetition> Parser::quantifier() {
    Repetition result;
    result.quantified = true;
    if (accept_symbol("+")) return result;
    if (accept_symbol("*")) {
        result.minimum = 0;
        return result;
    }
    std::size_t start = position_;
    if (!accept_symbol("{")) return std::nullopt;
    bool has_minimum = peek().kind == TokenKind::integer;
    result.minimum = has_minimum ? small_integer("a number") : 0;
    if (accept_symbol(",")) {
        if (peek().kind == TokenKind::integer) result.maximum = small_integer("a number");
    } else if (has_minimum) {
        result.maximum = result.minimum;
    } else {
        unexpected("a number or ','");
    }
    expect_symbol("}");
    if (result.maximum && (*result.maximum < result.minimum || *result.maximum == 0))
        fail("NumberOutOfRange", since(start), "this quantifier allows no repetition",
             "the greater number goes second, and is at least 1");
    return result;
}

std::uint32_t Parser::small_integer(std::string_view what) {
    if (peek().kind != TokenKind::integer) unexpected(what);
    const Token& token = advance();
    if (token.integer > std::numeric_limits<std::int32_t>::max())
        fail("IntegerOverflow", token.span, "this number is too large here");
    return static_cast<std::uint32_t>(token.integer);
}

// NodePattern = '(', [Variable], [LabelExpression], [Properties], [Where], ')'
// Properties = MapLiteral | Parameter
NodePattern Parser::node_pattern() {
    Depth depth(*this);
    NodePattern node;
    std::size_t start = position_;
    expect_symbol("(");
    if (at_name()) node.name = variable();
    if (at_symbol(":")) node.labels = label_expression(true);
    if (at_symbol("{"))
        node.properties = map_literal();
    else if (peek().kind == TokenKind::parameter)
        node.properties = atom();
    if (accept_word("WHERE")) node.where = expression();
    if (!at_symbol(")")) unexpected(node.name || node.labels ? "')'" : "a node: (name:Label {key: value})");
    advance();
    node.place = place_since(start);
    return node;
}

bool Parser::at_relationship() const {
    return at_symbol("-") || (at_symbol("<") && at_symbol("-", 1));
}

// RelationshipPattern = ['<'], '-', ['[', RelationshipDetail, ']'], '-', ['>'], [Quantifier]
RelationshipPattern Parser::relationship_pattern() {
    RelationshipPattern relationship;
    std::size_t start = position_;
    bool left = accept_symbol("<");
    expect_symbol("-");
    if (accept_symbol("[")) {
        relationship_detail(relationship);
        expect_symbol("]");
    }
    expect_symbol("-");
    bool right = accept_symbol(">");
    relationship.direction = left == right ? Direction::both : left ? Direction::left : Direction::right;
    std::size_t behind = position_;
    if (auto repetition = quantifier()) {
        if (relationship.repetition)
            fail("InvalidRelationshipPattern", since(behind), "this relationship already has a length");
        relationship.repetition = repetition;
    }
    relationship.place = place_since(start);
    return relationship;
}

// RelationshipDetail = [Variable], [LabelExpression], ['*', [Range]], [Properties], [Where]
void Parser::relationship_detail(RelationshipPattern& relationship) {
    if (at_name()) relationship.name = variable();
    if (at_symbol(":")) relationship.types = label_expression(true);
    if (at_symbol(".."))
        fail("InvalidRelationshipPattern", peek().span, "a length begins with '*'", "write *..");
    if (accept_symbol("*")) relationship.repetition = star_length();
    if (at_symbol("{"))
        relationship.properties = map_literal();
    else if (peek().kind == TokenKind::parameter)
        relationship.properties = atom();
    if (accept_word("WHERE")) relationship.where = expression();
}

// Range = DecimalInteger | [DecimalInteger], '..', [DecimalInteger]
Repetition Parser::star_length() {
    Repetition length;
    if (at_symbol("-")) fail("InvalidRelationshipPattern", peek().span, "a length cannot be negative");
    bool has_minimum = peek().kind == TokenKind::integer;
    if (has_minimum) length.minimum = small_integer("a length");
    if (accept_symbol("..")) {
        if (peek().kind == TokenKind::integer) length.maximum = small_integer("a length");
    } else if (has_minimum) {
        length.maximum = length.minimum;
    }
    return length;
}

// LabelExpression = ':', LabelConjunction, {'|', [':'], LabelConjunction}
LabelExpression Parser::label_expression(bool allow_bar) {
    Depth depth(*this);
    accept_symbol(":");
    LabelExpression first = label_conjunction();
    if (!allow_bar || !at_symbol("|")) return first;
    LabelExpression result;
    result.kind = LabelExpression::Kind::disjunction;
    result.children.push_back(std::move(first));
    while (accept_symbol("|")) {
        accept_symbol(":");
        result.children.push_back(label_conjunction());
    }
    return result;
}

// LabelConjunction = LabelFactor, {('&' | ':'), LabelFactor}
LabelExpression Parser::label_conjunction() {
    LabelExpression first = label_factor();
    if (!at_symbol("&") && !at_symbol(":")) return first;
    LabelExpression result;
    result.kind = LabelExpression::Kind::conjunction;
    result.children.push_back(std::move(first));
    while (accept_symbol("&") || accept_symbol(":")) result.children.push_back(label_factor());
    return result;
}

// LabelFactor = '!', LabelFactor | '%' | '(', LabelExpression, ')' | SchemaName
LabelExpression Parser::label_factor() {
    Depth depth(*this);
    LabelExpression result;
    if (accept_symbol("!")) {
        result.kind = LabelExpression::Kind::negation;
        result.children.push_back(label_factor());
    } else if (accept_symbol("%")) {
        result.kind = LabelExpression::Kind::any;
    } else if (accept_symbol("(")) {
        result = label_expression(true);
        expect_symbol(")");
    } else {
        result.name = schema_name("a label or type");
    }
    return result;
}

// RelationshipsPattern = NodePattern, {RelationshipPattern, NodePattern}-
PatternPart Parser::relationships_pattern() {
    PatternPart part;
    std::size_t start = position_;
    part.elements.emplace_back(node_pattern());
    do {
        part.elements.emplace_back(relationship_pattern());
        part.elements.emplace_back(node_pattern());
    } while (at_relationship());
    part.place = place_since(start);
    return part;
}

std::optional<PatternPart> Parser::attempt_relationships_pattern() {
    std::size_t start = position_;
    if (no_pattern_.contains(start)) return std::nullopt;
    auto part = attempt([&] { return relationships_pattern(); });
    if (!part) no_pattern_.insert(start);
    return part;
}

} // namespace banggiao::query
