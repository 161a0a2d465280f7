// Takes nothing. Hands out the bound form of a query: every name is a slot of the row, a function or an id;
// pattern properties, labels and inline conditions have become conditions. What the planner and the referee
// read.
#pragma once

#include <banggiao/query/ast.h>
#include <banggiao/query/evaluation.h>
#include <banggiao/query/procedure.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace banggiao::query::bound {

/// A place in the row. A slot is assigned by one operator only, so slots of outer scopes stay readable.
using Slot = std::uint32_t;
inline constexpr Slot no_slot = ~Slot{0};

/// What is known of a value's type before the query runs.
struct StaticType {
    enum class Base {
        any,
        null,
        boolean,
        integer,
        floating,
        string,
        list,
        map,
        node,
        relationship,
        path,
        temporal
    };
    Base base = Base::any;
    std::shared_ptr<const StaticType> element; ///< of a list, if known

    StaticType() = default;
    StaticType(Base kind) : base(kind) {}
    bool may_be(Base kind) const { return base == kind || base == Base::any || base == Base::null; }
    bool may_be_number() const {
        return may_be(Base::integer) || base == Base::floating || base == Base::temporal;
    }
};
StaticType list_of(StaticType element);
std::string name_of(const StaticType& type);

/// A label, type or key by name, and its id in the frozen graph if that has it.
struct NameReference {
    std::string name;
    std::optional<std::uint16_t> id;
};

/// Condition on labels or on a type.
struct Labels {
    ast::LabelExpression::Kind kind = ast::LabelExpression::Kind::name;
    NameReference name;
    std::vector<Labels> children;
};

struct Query;
struct Match;

struct Expression;
using ExpressionPointer = std::unique_ptr<Expression>;

enum class ExpressionKind {
    constant,
    parameter,
    slot,
    list,
    map,
    property,
    label_test,
    subscript,
    slice,
    unary,
    binary,
    comparison,
    function,
    case_of,
    list_comprehension,
    quantifier,
    reduce,
    path,
    collect_subquery,
    exists_subquery,
    count_subquery
};

/// One step of a path expression: the node or relationship (or list of them) in a slot.
struct PathStep {
    enum class Kind { node, relationship, segment }; ///< segment: a list of relationships in walking order
    Kind kind = Kind::node;
    Slot slot = no_slot;
};

struct Expression {
    ExpressionKind kind = ExpressionKind::constant;
    TextSpan span;
    StaticType type;
    ast::Operator op = ast::Operator::none; ///< unary, binary, comparison, quantifier
    Value constant;
    NameReference name;            ///< of a property or parameter
    std::vector<std::string> keys; ///< of a map
    Slot slot = no_slot;           ///< slot; the variable of a comprehension, quantifier or reduce; of a
                                   ///< function of constants: its value, once it was called
    Slot accumulator = no_slot;    ///< of reduce
    const Function* function = nullptr;
    Labels labels;
    std::vector<PathStep> steps;
    std::vector<ExpressionPointer> children; ///< as in the syntax tree; may hold null pointers
    std::shared_ptr<Query> subquery;         ///< collect_subquery: children[0] is the projection
};

/// Adds the slots an expression reads, those of its subqueries included.
void collect_slots(const Expression& expression, std::vector<bool>& slots);

struct Node {
    Slot slot = no_slot;
    bool is_bound = false; ///< before this clause
    std::optional<Labels> labels;
    TextSpan span;
    std::string name;
};

struct Relationship {
    Slot slot = no_slot; ///< a relationship, or the list of a repetition
    bool is_bound = false;
    std::size_t from = 0; ///< indices into Pattern::nodes
    std::size_t to = 0;
    ast::Direction direction = ast::Direction::right;
    std::optional<Labels> types;
    std::optional<ast::Repetition> repetition;
    // Of a repetition: conditions on each step. The step's relationship and the nodes at its ends are put
    // into slots.
    Slot step = no_slot;
    std::vector<ExpressionPointer> step_conditions;
    TextSpan span;
    std::string name;
    std::size_t path = 0; ///< index into Pattern::paths
};

/// A quantified group: its own pattern, matched again and again; its variables become lists outside.
struct Group {
    std::size_t from = 0;
    std::size_t to = 0;
    Slot relationships = no_slot; ///< list of all relationships, in order
    std::shared_ptr<Match> inner; ///< pattern of one repetition
    Slot first = no_slot;         ///< inner slots of its first and last node
    Slot last = no_slot;
    ast::Repetition repetition;
    struct Variable {
        Slot inner = no_slot;
        Slot list = no_slot;
    };
    std::vector<Variable> variables;
    TextSpan span;
    std::size_t path = 0;
};

struct PathTerm {
    Slot slot = no_slot; ///< no_slot: has no name
    ast::PathSelector selector = ast::PathSelector::all;
    std::uint32_t count = 1;
    ast::PathMode mode = ast::PathMode::none;
    struct Step {
        enum class Kind { node, relationship, group };
        Kind kind = Kind::node;
        std::size_t index = 0;
    };
    std::vector<Step> steps;
    std::vector<ExpressionPointer>
        conditions; ///< written inside the part: tested before the selector selects
    TextSpan span;
};

struct Pattern {
    std::vector<Node> nodes;
    std::vector<Relationship> relationships;
    std::vector<Group> groups;
    std::vector<PathTerm> paths;
};

struct Match {
    bool optional = false;
    Pattern pattern;
    std::vector<ExpressionPointer> conditions; ///< of WHERE; all must be true
    std::vector<Slot> introduced;              ///< slots new in this clause
};

/// The path a term describes, from the slots of its pattern.
ExpressionPointer path_expression(const Pattern& pattern, const PathTerm& path);

struct Unwind {
    ExpressionPointer list;
    Slot slot = no_slot;
};

struct ProjectionItem {
    Slot slot = no_slot;
    ExpressionPointer expression; ///< none: the slot has its value already
};

struct AggregateItem {
    Slot slot = no_slot;
    const AggregateFunction* function = nullptr; ///< none: count(*)
    bool distinct = false;
    ExpressionPointer argument;
    ExpressionPointer parameter; ///< of percentiles
    TextSpan span;
};

struct SortItem {
    ExpressionPointer expression;
    bool descending = false;
};

struct Column {
    std::string name;
    Slot slot = no_slot;
};

struct Projection {
    bool is_return = false;
    bool distinct = false;
    bool aggregates_rows = false;
    std::vector<ProjectionItem> items; ///< grouping keys if it aggregates
    std::vector<AggregateItem> aggregates;
    std::vector<ProjectionItem> after_groups; ///< computed from keys and aggregates
    std::vector<SortItem> order;
    ExpressionPointer skip;
    ExpressionPointer limit;
    std::vector<ExpressionPointer> conditions;
    std::vector<Column> columns; ///< what is in scope behind it
};

struct PropertyEntry {
    std::string key;
    ExpressionPointer value;
};

struct Properties {
    std::vector<PropertyEntry> entries;
    ExpressionPointer map; ///< a parameter instead
};

struct CreateNode {
    Slot slot = no_slot;
    std::vector<std::string> labels;
    Properties properties;
};

struct CreateRelationship {
    Slot slot = no_slot;
    Slot from = no_slot;
    Slot to = no_slot;
    std::string type;
    Properties properties;
    TextSpan span;
};

/// In the order of the text.
struct Create {
    std::vector<std::variant<CreateNode, CreateRelationship, ProjectionItem>> steps; ///< the last: a path
};

struct SetItem {
    ast::SetItem::Kind kind = ast::SetItem::Kind::property;
    ExpressionPointer target;
    std::string key;
    ExpressionPointer value; ///< none: the property is removed
    std::vector<std::string> labels;
    bool removes_labels = false;
    TextSpan span;
};

struct Set {
    std::vector<SetItem> items;
};

struct Merge {
    Match match;
    Create create;
    std::vector<SetItem> on_create;
    std::vector<SetItem> on_match;
    TextSpan span;
};

struct Delete {
    bool detach = false;
    std::vector<ExpressionPointer> expressions;
};

struct Call {
    struct Output {
        std::size_t index = 0; ///< into the procedure's outputs
        Slot slot = no_slot;
    };
    const Procedure* procedure = nullptr;
    std::vector<ExpressionPointer> arguments;
    std::vector<Output> outputs;
    std::vector<ExpressionPointer> conditions;
    TextSpan span;
};

using Clause = std::variant<Match, Unwind, Projection, Create, Set, Merge, Delete, Call>;

struct SingleQuery {
    std::vector<Clause> clauses;
    std::vector<Column> columns;
};

struct Query {
    ast::Prefix prefix = ast::Prefix::none;
    std::vector<SingleQuery> parts;
    bool union_distinct = false;
    std::vector<Column> columns; ///< of the result; parts' columns are named alike, perhaps in another order
    bool writes = false;
    Slot slot_count = 0; ///< of the whole query; 0 in subqueries
};

} // namespace banggiao::query::bound
