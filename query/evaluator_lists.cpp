// Takes bound comprehensions, quantifiers, reductions and subqueries. Hands out their values on the run's
// row.
#include <banggiao/query/evaluator_detail.h>

namespace banggiao::query {

using bound::Expression;

namespace {

/// The list a comprehension goes over; nothing if it is null.
std::optional<Value> list_to_walk(const Expression& expression, Execution& execution) {
    Value value = evaluate(expression, execution);
    if (value.is_null()) return std::nullopt;
    if (!value.is(ValueType::list))
        fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", expression.span,
                         "a list is needed here, and this is a value of type " +
                             std::string(name_of(value.type())));
    return value;
}

/// Lets a subquery search as deep as it will, though the query around it deepens step by step.
class FullDepth {
  public:
    explicit FullDepth(Execution& execution) : execution_(execution), outer_(execution.depth) {
        execution.depth = {};
    }
    ~FullDepth() { execution_.depth = outer_; }
    FullDepth(const FullDepth&) = delete;
    FullDepth& operator=(const FullDepth&) = delete;

  private:
    Execution& execution_;
    const Execution::Depth outer_;
};

} // namespace

Value list_comprehension(const Expression& expression, Execution& execution) {
    auto source = list_to_walk(*expression.children[0], execution);
    if (!source) return {};
    List result;
    Kept kept(execution);
    for (const Value& element : source->list()) {
        execution.tick();
        execution.slots[expression.slot] = element;
        if (expression.children[1] && !is_true(*expression.children[1], execution)) continue;
        result.push_back(expression.children[2] ? evaluate(*expression.children[2], execution) : element);
        kept.add(result.back());
    }
    return result;
}

/// How many elements meet the condition, how many leave it open; stops when the answer is certain.
Value quantifier(const Expression& expression, Execution& execution) {
    auto source = list_to_walk(*expression.children[0], execution);
    if (!source) return {};
    std::size_t yes = 0, no = 0, open = 0;
    for (const Value& element : source->list()) {
        execution.tick();
        execution.slots[expression.slot] = element;
        Value truth = expression.children[1] ? evaluate(*expression.children[1], execution) : element;
        if (!truth.is_null() && !truth.is(ValueType::boolean))
            fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", expression.span,
                             "a condition is needed here");
        ++(truth.is_null() ? open : truth.boolean() ? yes : no);
    }
    switch (expression.op) {
    case ast::Operator::all:
        return no > 0 ? Value(false) : open > 0 ? Value() : Value(true);
    case ast::Operator::any:
        return yes > 0 ? Value(true) : open > 0 ? Value() : Value(false);
    case ast::Operator::none_of:
        return yes > 0 ? Value(false) : open > 0 ? Value() : Value(true);
    default:
        return yes > 1 ? Value(false) : open > 0 ? Value() : Value(yes == 1);
    }
}

Value reduce(const Expression& expression, Execution& execution) {
    Value accumulated = evaluate(*expression.children[0], execution);
    auto source = list_to_walk(*expression.children[1], execution);
    if (!source) return {};
    for (const Value& element : source->list()) {
        execution.tick();
        execution.slots[expression.accumulator] = std::move(accumulated);
        execution.slots[expression.slot] = element;
        accumulated = within_limit(evaluate(*expression.children[2], execution), execution);
    }
    return accumulated;
}

Value collect_subquery(const Expression& expression, Execution& execution) {
    const FullDepth depth(execution);
    Operator& rows = execution.subquery(expression);
    List result;
    Kept kept(execution);
    for (rows.open(); rows.next();) {
        result.push_back(evaluate(*expression.children[0], execution));
        kept.add(result.back());
    }
    return result;
}

Value count_subquery(const Expression& expression, Execution& execution) {
    const FullDepth depth(execution);
    Operator& rows = execution.subquery(expression);
    std::int64_t count = 0;
    for (rows.open(); rows.next();) ++count;
    return count;
}

Value exists_subquery(const Expression& expression, Execution& execution) {
    const FullDepth depth(execution);
    Operator& rows = execution.subquery(expression);
    rows.open();
    return rows.next();
}

} // namespace banggiao::query
