// Takes a syntax tree and a graph. Hands out what the files of the naive evaluator share: environments, and
// the evaluator of expressions, patterns and clauses. Errors travel as query::Failure within it.
#pragma once

#include "naive.h"

#include <banggiao/query/ast.h>
#include <banggiao/query/failure.h>

#include <functional>
#include <set>

namespace banggiao::referee {

namespace ast = query::ast;
using Environment = std::map<std::string, Value>;
using Environments = std::vector<Environment>;

/// The rows behind one row of an aggregation.
struct Group {
    const Environments* rows = nullptr;
};

/// Expressions whose value is known already: what ORDER BY finds among the projected items.
struct Known {
    const ast::Expression* expression;
    Value value;
};

/// Thrown when the search has become too long for an evaluator that tries everything. No query::Failure:
/// no condition of a pattern may take it for its own.
struct TooBig {};

class Naive {
  public:
    Naive(std::string_view text, const FrozenGraph& graph, const query::Parameters& parameters,
          std::int64_t statement_nanoseconds)
        : text_(text), graph_(graph), view_(graph),
          parameters_(parameters), context_{&view_, statement_nanoseconds} {}

    // Expressions.
    Value evaluate(const ast::Expression& expression, const Environment& environment);
    bool is_true(const ast::Expression& expression, const Environment& environment);
    /// A condition joined by ANDs: false if a part is not true; else an error in a part is one of the whole.
    bool holds(const ast::Expression& condition, const Environment& environment);

    // Patterns: calls `found` with every way to extend the environment, relationships used once. A condition
    // that fails counts only where all of the pattern and all other conditions hold.
    void match(const ast::Pattern& pattern, const ast::Box<ast::Expression>& where,
               const Environment& environment, const std::function<void(const Environment&)>& found);

    // Clauses.
    Answer run(const ast::Query& query, const Environment& outer);

  private:
    /// To be called for each node and relationship tried: every row takes at least one.
    void tick() {
        if (++steps_ > most_steps) throw TooBig();
    }
    friend class Matcher;
    using Expression = ast::Expression;

    bool holds(const Expression& condition, const Environment& environment,
               std::optional<query::Failure>& failure);
    Value evaluate_kind(const Expression& expression, const Environment& environment);
    Value unary(const Expression& expression, const Environment& environment);
    Value binary(const Expression& expression, const Environment& environment);
    Value compare(ast::Operator op, const Value& a, const Value& b);
    Value comparison(const Expression& expression, const Environment& environment);
    Value call(const Expression& expression, const Environment& environment);
    Value aggregate(const Expression& expression);
    Value case_of(const Expression& expression, const Environment& environment);
    Value list_comprehension(const Expression& expression, const Environment& environment);
    Value quantifier(const Expression& expression, const Environment& environment);
    Value reduce(const Expression& expression, const Environment& environment);
    Value pattern_comprehension(const Expression& expression, const Environment& environment);
    Value slice(const Expression& expression, const Environment& environment);
    Value label_test(const Expression& expression, const Environment& environment);
    bool has_match(const ast::Pattern& pattern, const Environment& environment);
    std::size_t count_rows(const ast::Query& query, const Environment& environment);
    bool labels_fit(const ast::LabelExpression& labels, const std::function<bool(const std::string&)>& has);
    std::optional<List> list_of(const Value& value);

    Environments apply(const ast::Clause& clause, Environments rows, Answer& answer);
    Environments apply_match(const ast::Match& match, const Environments& rows);
    Environments apply_unwind(const ast::Unwind& unwind, const Environments& rows);
    Environments project(const ast::Projection& projection, const Environments& rows, Answer& answer);
    std::string column_name(const ast::ProjectionItem& item) const;
    std::int64_t row_count(const ast::Box<Expression>& expression, std::int64_t otherwise);
    Answer run_single(const ast::SingleQuery& query, const Environment& outer);

    std::string_view text_;
    const FrozenGraph& graph_;
    query::GraphView view_;
    const query::Parameters& parameters_;
    query::EvaluationContext context_;
    static constexpr std::size_t most_steps = 500'000; ///< a second, and some 100 MB of rows
    std::size_t steps_ = 0;
    const Group* group_ = nullptr;
    std::set<std::string> scope_; ///< names bound so far, also if there are no rows
    std::vector<Known> known_;
};

/// Whether an aggregation stands in the expression, outside subqueries.
bool has_aggregate(const ast::Expression& expression);

/// The value, or the error thrown as Failure.
inline Value checked(query::ValueResult result) {
    if (!result) throw query::Failure{result.error()};
    return std::move(*result);
}

/// Names a pattern binds.
std::set<std::string> names_in(const ast::Pattern& pattern);

} // namespace banggiao::referee
