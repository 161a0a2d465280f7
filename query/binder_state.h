// Takes a syntax tree. Hands out the binder's class: clauses are in binder.cpp, projections in
// binder_projections.cpp, patterns in binder_patterns.cpp, expressions in binder_expressions.cpp.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/query/ast.h>
#include <banggiao/query/bound.h>
#include <banggiao/query/failure.h>

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace banggiao::query {

using bound::Slot;
using bound::StaticType;
using Base = bound::StaticType::Base;

/// A name in scope.
struct Variable {
    std::string name;
    Slot slot = bound::no_slot;
    StaticType type;
};
using Scope = std::vector<Variable>; ///< later ones hide earlier ones

/// Calls `visit` for every variable an expression names, those of patterns and subqueries included.
void for_each_variable(const ast::Expression& expression, const std::function<void(const ast::Name&)>& visit);
bool mentions(const ast::Expression& expression, std::string_view variable);
bool contains_aggregate(const ast::Expression& expression);

class Binder {
  public:
    Binder(std::string_view text, const FrozenGraph& graph, std::span<const Procedure> procedures,
           std::vector<QueryError>* warnings)
        : text_(text), graph_(graph), procedures_(procedures), warnings_(warnings) {}

    bound::Query whole_query(const ast::Query& query);

  private:
    using ExpressionPointer = bound::ExpressionPointer;

    /// What is special while a projection's expressions are bound.
    struct Projecting {
        bound::Projection* target = nullptr;
        Scope before;                 ///< what the aggregations' arguments see
        bool ordering = false;        ///< in ORDER BY or the WHERE behind
        bool grouped = false;         ///< aggregations may be used
        bool sort_aggregates = false; ///< this sort item contains an aggregation
        std::vector<std::pair<const ast::Expression*, Variable>> known; ///< expressions that have a slot
        std::vector<std::pair<const ast::Expression*, Slot>> calls;     ///< aggregations
        std::vector<const ast::Expression*> keys;                       ///< grouping expressions
    };

    // Clauses.
    bound::Query query(const ast::Query& query, bool is_subquery);
    void unite(bound::Query& result, const ast::Query& query);
    bound::SingleQuery single_query(const ast::SingleQuery& query);
    bound::Clause clause(const ast::Match& match);
    bound::Clause clause(const ast::Unwind& unwind);
    bound::Clause clause(const ast::Projection& projection);
    bound::Clause clause(const ast::Create& create);
    bound::Clause clause(const ast::Set& set);
    bound::Clause clause(const ast::Remove& remove);
    bound::Clause clause(const ast::Merge& merge);
    bound::Clause clause(const ast::Delete& clause);
    bound::Clause clause(const ast::Call& call);
    const Procedure& find_procedure(const ast::Call& call) const;
    void call_arguments(const ast::Call& call, bound::Call& result);
    void call_outputs(const ast::Call& call, bound::Call& result);
    static bool fits_field(const StaticType& given, std::string_view wanted);
    std::string name_in_scope(Slot slot) const;
    std::vector<bound::SetItem> set_items(const std::vector<ast::SetItem>& items);
    bound::SetItem set_item(const ast::SetItem& item);

    // Projections.
    Scope project_items(const ast::Projection& projection, Projecting& projecting);
    void star_items(const ast::Projection& projection, Projecting& projecting, Scope& outputs);
    Variable project_item(const ast::ProjectionItem& item, Projecting& projecting);
    Variable project_aggregate(const ast::ProjectionItem& item, Projecting& projecting);
    std::string column_name(const ast::ProjectionItem& item) const;
    void order_and_filter(const ast::Projection& projection, Projecting& projecting, const Scope& outputs);
    ExpressionPointer row_count(const ast::Box<ast::Expression>& expression);
    void check_columns(const ast::Projection& projection, const Scope& outputs) const;
    ExpressionPointer aggregate_call(const ast::Expression& call);
    void bind_aggregate(const ast::Expression& call, bound::AggregateItem& item);
    ExpressionPointer known_expression(const ast::Expression& expression);

    // Patterns.
    /// Conditions inside a pattern, bound when all its variables are known.
    struct PendingConditions {
        const ast::Expression* properties = nullptr;
        const ast::Expression* where = nullptr;
        Variable
            owner; ///< whose properties they are; for a repetition, one step, seen by `where` under its name
        bool is_step = false;
        std::size_t relationship = 0; ///< of a step: index into the pattern's relationships
        std::size_t path = 0;
    };
    /// While a pattern is bound.
    struct PatternState {
        bound::Match* match = nullptr;
        std::size_t scope_start = 0; ///< variables from here on are new in this clause
        bool declares = true;        ///< new names are allowed
        std::vector<PendingConditions> pending;
    };
    bound::Match match_pattern(std::span<const ast::PatternPart> parts, const ast::Expression* where,
                               bool declares);
    void pattern_part(const ast::PatternPart& part, PatternState& state);
    void path_elements(const std::vector<ast::PathElement>& elements, PatternState& state,
                       bound::PathTerm& path);
    std::size_t node_term(const ast::NodePattern& node, PatternState& state);
    Variable node_variable(const ast::NodePattern& node, PatternState& state, bool& is_bound);
    std::size_t relationship_term(const ast::RelationshipPattern& relationship, PatternState& state,
                                  std::size_t from);
    Variable relationship_variable(const ast::RelationshipPattern& relationship, PatternState& state,
                                   bool& is_bound);
    std::size_t group_term(const ast::PathGroup& group, PatternState& state, std::size_t from);
    void path_variable(const ast::PatternPart& part, bound::PathTerm& path, PatternState& state);
    void bind_pending(PatternState& state);
    void property_conditions(const ast::Expression& map, const Variable& owner,
                             std::vector<ExpressionPointer>& out);
    void check_selector(const ast::PatternPart& part) const;
    ExpressionPointer match_subquery(const ast::Expression& expression, bound::ExpressionKind kind,
                                     bound::Match match, StaticType type) const;
    bound::Labels labels(const ast::LabelExpression& expression, bool of_node);
    bound::NameReference key_reference(const ast::Name& name);
    void warn_unknown(const ast::Name& name, std::string_view what, const std::vector<std::string>& known);

    // Writing patterns.
    void check_merge(const ast::PatternPart& part) const;
    void check_created_relationship(const ast::RelationshipPattern& relationship, bool merges) const;
    bound::Create creation_of(const ast::PatternPart& part, const bound::Match& match);
    void create_part(const ast::PatternPart& part, bound::Create& create);
    Slot create_node(const ast::NodePattern& node, bound::Create& create, bool alone);
    bound::CreateNode created_node(const ast::NodePattern& node);
    bound::CreateRelationship created_relationship(const ast::RelationshipPattern& relationship, Slot from,
                                                   Slot to);
    bound::Properties properties(const ast::Box<ast::Expression>& map);

    // Expressions.
    ExpressionPointer expression(const ast::Expression& expression);
    ExpressionPointer optional_expression(const ast::Box<ast::Expression>& expression);
    ExpressionPointer condition(const ast::Expression& expression);
    void conjuncts(const ast::Expression& expression, std::vector<ExpressionPointer>& out);
    ExpressionPointer bare_expression(const ast::Expression& expression);
    ExpressionPointer make(bound::ExpressionKind kind, const ast::Expression& expression,
                           StaticType type = {}) const;
    ExpressionPointer slot_reference(const Variable& variable, TextSpan span) const;
    ExpressionPointer variable(const ast::Expression& expression);
    ExpressionPointer property(const ast::Expression& expression);
    ExpressionPointer list(const ast::Expression& expression);
    ExpressionPointer map(const ast::Expression& expression);
    ExpressionPointer subscript(const ast::Expression& expression);
    ExpressionPointer unary(const ast::Expression& expression);
    ExpressionPointer binary(const ast::Expression& expression);
    ExpressionPointer comparison(const ast::Expression& expression);
    ExpressionPointer function(const ast::Expression& expression);
    ExpressionPointer case_of(const ast::Expression& expression);
    ExpressionPointer comprehension(const ast::Expression& expression);
    ExpressionPointer reduce(const ast::Expression& expression);
    ExpressionPointer pattern_comprehension(const ast::Expression& expression);
    ExpressionPointer pattern_predicate(const ast::Expression& expression);
    ExpressionPointer subquery(const ast::Expression& expression);
    void check_logical(const bound::Expression& operand, std::string_view op) const;
    void check_numeric(const bound::Expression& operand, std::string_view op) const;
    void check_arguments(const ast::Expression& call, const bound::Expression& bound) const;
    [[noreturn]] void unknown_function(const ast::Expression& call) const;
    [[noreturn]] void undefined_variable(const ast::Name& name) const;
    std::string property_of_that_name(const std::string& key) const;
    static StaticType element_type(const bound::Expression& list);

    // Scope.
    const Variable* find(std::string_view name) const;
    Slot new_slot() { return slot_count_++; }
    Variable& declare(std::string_view name, StaticType type);

    /// A value that is put back at the end of a block.
    template <typename T>
    class Restore {
      public:
        Restore(T& place, T value) : place_(place), old_(std::exchange(place, std::move(value))) {}
        ~Restore() { place_ = std::move(old_); }
        Restore(const Restore&) = delete;
        Restore& operator=(const Restore&) = delete;

      private:
        T& place_;
        T old_;
    };

    std::string_view text_;
    const FrozenGraph& graph_;
    std::span<const Procedure> procedures_;
    std::vector<QueryError>* warnings_;
    Scope scope_;
    std::size_t base_ = 0; ///< variables of outer queries, which stay in scope
    int locals_ = 0;       ///< variables of comprehensions in scope
    Slot slot_count_ = 0;
    Projecting* projecting_ = nullptr;
    bool inside_aggregate_ = false;
    bool inside_condition_ = false; ///< where a pattern may stand for its existence
    bool is_subquery_ = false;
    bool is_only_clause_ = false;
};

} // namespace banggiao::query
