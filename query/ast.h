// Takes nothing. Hands out the abstract syntax tree of a query: plain data, compared without regard to
// places.
#pragma once

#include <banggiao/graph/value.h>
#include <banggiao/query/error.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace banggiao::query::ast {

/// Where a thing stands in the text. Two trees are equal wherever they stand.
struct Place {
    TextSpan span;
    bool operator==(const Place&) const { return true; }
};

/// How many levels of operators a tree has; follows from its content.
struct Height {
    int levels = 0;
    bool operator==(const Height&) const { return true; }
};

/// An owned tree node, or none; compared by content.
template <typename T>
class Box {
  public:
    Box() = default;
    Box(T value) : pointer_(std::make_unique<T>(std::move(value))) {}
    explicit operator bool() const { return pointer_ != nullptr; }
    T& operator*() const { return *pointer_; }
    T* operator->() const { return pointer_.get(); }
    T* get() const { return pointer_.get(); }
    friend bool operator==(const Box& a, const Box& b) {
        return a.pointer_ && b.pointer_ ? *a.pointer_ == *b.pointer_ : !a.pointer_ == !b.pointer_;
    }

  private:
    std::unique_ptr<T> pointer_;
};

struct Name {
    std::string text; ///< empty: none was given
    Place place;
    bool operator==(const Name&) const = default;
    explicit operator bool() const { return !text.empty(); }
};

enum class Operator {
    none,
    logical_or,
    logical_xor,
    logical_and,
    logical_not,
    equal,
    not_equal,
    less,
    less_or_equal,
    greater,
    greater_or_equal,
    matches,
    starts_with,
    ends_with,
    contains,
    in,
    is_null,
    is_not_null,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    power,
    negate,
    plus,
    all,
    any,
    none_of,
    single ///< of quantifiers
};

enum class ExpressionKind {
    literal,               ///< literal
    parameter,             ///< name
    variable,              ///< name
    list,                  ///< children
    map,                   ///< keys, children
    property,              ///< children: owner; name
    label_test,            ///< children: entity; labels
    subscript,             ///< children: container, key
    slice,                 ///< children: list, from or none, to or none
    unary,                 ///< op; children: operand
    binary,                ///< op; children: left, right
    comparison,            ///< comparisons between children, one more than they: a < b <= c
    function,              ///< name, distinct; children: arguments
    count_all,             ///< count(*)
    case_of,               ///< children: subject or none, else or none, then when, then, when, then …
    list_comprehension,    ///< name; children: list, where or none, projection or none
    quantifier,            ///< op, name; children: list, where or none
    reduce,                ///< name, second_name; children: start, list, body
    pattern_comprehension, ///< pattern (one part); children: where or none, projection
    pattern_predicate,     ///< pattern (one part without a name)
    exists_subquery,       ///< query
    count_subquery         ///< query
};

struct LabelExpression;
struct Pattern;
struct Query;

struct Expression {
    ExpressionKind kind = ExpressionKind::literal;
    Place place;
    Height height;
    Operator op = Operator::none;
    std::vector<Operator> comparisons;
    Value literal;
    Name name;
    Name second_name;
    bool distinct = false;
    std::vector<Name> keys;
    std::vector<Box<Expression>> children;
    Box<LabelExpression> labels;
    Box<Pattern> pattern;
    Box<Query> query;

    bool operator==(const Expression&) const;
    TextSpan span() const { return place.span; }
};

/// Labels of a node or types of a relationship: names, `%` for any, joined by `&`, `|`, `!`.
struct LabelExpression {
    enum class Kind { name, any, negation, conjunction, disjunction };
    Kind kind = Kind::name;
    Name name;
    std::vector<LabelExpression> children;
    bool operator==(const LabelExpression&) const = default;
};

enum class Direction { right, left, both };

/// `*2..5`, `{2,5}`, `+`: how often.
struct Repetition {
    std::uint32_t minimum = 1;
    std::optional<std::uint32_t> maximum;
    bool quantified = false; ///< written behind, as ISO GQL has it
    bool operator==(const Repetition&) const = default;
};

struct NodePattern {
    Place place;
    Name name;
    Box<LabelExpression> labels;
    Box<Expression> properties;
    Box<Expression> where;
    bool operator==(const NodePattern&) const = default;
};

struct RelationshipPattern {
    Place place;
    Name name;
    Box<LabelExpression> types;
    std::optional<Repetition> repetition;
    Box<Expression> properties;
    Box<Expression> where;
    Direction direction = Direction::right;
    bool operator==(const RelationshipPattern&) const = default;
};

struct PathGroup;
using PathElement = std::variant<NodePattern, RelationshipPattern, Box<PathGroup>>;

/// `((a)-[r]->(b) WHERE …){1,4}`: nodes and relationships in turn, beginning and ending with a node.
struct PathGroup {
    Place place;
    std::vector<PathElement> elements;
    Box<Expression> where;
    Repetition repetition;
    bool operator==(const PathGroup&) const = default;
};

enum class PathMode { none, walk, trail, acyclic, simple };
enum class PathSelector {
    all,
    shortest_path,
    all_shortest_paths,
    any,
    any_shortest,
    all_shortest,
    shortest_count,
    shortest_groups
};

struct PatternPart {
    Place place;
    Name name; ///< of the path
    PathSelector selector = PathSelector::all;
    std::uint32_t count = 1; ///< of SHORTEST k and SHORTEST k GROUPS
    PathMode mode = PathMode::none;
    std::vector<PathElement> elements; ///< at least one
    bool operator==(const PatternPart&) const = default;
};

struct Pattern {
    std::vector<PatternPart> parts;
    bool operator==(const Pattern&) const = default;
};

struct Match {
    bool optional = false;
    Pattern pattern;
    Box<Expression> where;
    bool operator==(const Match&) const = default;
};

struct Unwind {
    Box<Expression> list;
    Name name;
    bool operator==(const Unwind&) const = default;
};

struct ProjectionItem {
    Box<Expression> expression;
    Name alias;
    Place place; ///< of the expression as it is written, brackets included: a column without an alias is
                 ///< named so
    bool operator==(const ProjectionItem&) const = default;
};

struct SortItem {
    Box<Expression> expression;
    bool descending = false;
    bool operator==(const SortItem&) const = default;
};

/// WITH and RETURN.
struct Projection {
    bool is_return = false;
    bool distinct = false;
    bool star = false;
    Place star_place;
    std::vector<ProjectionItem> items;
    std::vector<SortItem> order;
    Box<Expression> skip;
    Box<Expression> limit;
    Box<Expression> where; ///< WITH only
    bool operator==(const Projection&) const = default;
};

struct Create {
    Pattern pattern;
    bool operator==(const Create&) const = default;
};

struct SetItem {
    enum class Kind { property, replace, add, labels }; ///< n.a = x, n = x, n += x, n:A
    Kind kind = Kind::property;
    Box<Expression> target; ///< property: the property expression; otherwise the variable
    Box<Expression> value;
    std::vector<Name> labels;
    bool operator==(const SetItem&) const = default;
};

struct Set {
    std::vector<SetItem> items;
    bool operator==(const Set&) const = default;
};

struct Remove {
    std::vector<SetItem> items; ///< kinds property and labels, without value
    bool operator==(const Remove&) const = default;
};

struct Merge {
    PatternPart part;
    std::vector<SetItem> on_create;
    std::vector<SetItem> on_match;
    bool operator==(const Merge&) const = default;
};

struct Delete {
    bool detach = false;
    std::vector<Box<Expression>> expressions;
    bool operator==(const Delete&) const = default;
};

struct YieldItem {
    Name field;
    Name alias;
    bool operator==(const YieldItem&) const = default;
};

struct Call {
    Name procedure;
    bool has_arguments = false; ///< parentheses were written
    std::vector<Box<Expression>> arguments;
    bool has_yield = false;
    bool yield_star = false; ///< YIELD *
    std::vector<YieldItem> yield;
    Box<Expression> where;
    bool operator==(const Call&) const = default;
};

using ClauseBody = std::variant<Match, Unwind, Projection, Create, Set, Remove, Merge, Delete, Call>;

struct Clause {
    Place place;
    ClauseBody body;
    bool operator==(const Clause&) const = default;
};

struct SingleQuery {
    std::vector<Clause> clauses;
    bool operator==(const SingleQuery&) const = default;
};

enum class Prefix { none, explain, profile };

struct Query {
    Prefix prefix = Prefix::none;
    std::vector<SingleQuery> parts; ///< joined by UNION
    std::vector<bool> union_all;    ///< one less than parts
    std::vector<Place> union_places;
    bool operator==(const Query&) const = default;
};

inline bool Expression::operator==(const Expression& other) const = default;

} // namespace banggiao::query::ast
