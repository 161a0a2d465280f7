// Takes plans that change rows one by one. Hands out their operators.
#include <banggiao/query/execution.h>

namespace banggiao::query {

namespace {

class Filter : public Operator {
  public:
    using Operator::Operator;

  private:
    bool produce() override {
        while (input().next()) {
            execution_.tick();
            if (plan_.tolerates ? may_hold(plan_, execution_) : all_true(plan_.expressions, execution_))
                return true;
        }
        return false;
    }
};

class Project : public Operator {
  public:
    using Operator::Operator;

  private:
    bool produce() override {
        if (!input().next()) return false;
        for (const bound::ProjectionItem* item : plan_.items)
            slot(item->slot) = evaluate(*item->expression, execution_);
        return true;
    }
};

/// A list gives its elements, null nothing, anything else itself.
class Unwind : public Operator {
  public:
    using Operator::Operator;

  private:
    void start() override { list_ = Value(); }

    bool produce() override {
        for (;;) {
            if (list_.is(ValueType::list) && position_ < list_.list().size()) {
                slot(plan_.slot) = list_.list()[position_++];
                return true;
            }
            if (!input().next()) return false;
            list_ = evaluate(*plan_.expressions[0], execution_);
            position_ = 0;
            if (!list_.is(ValueType::list) && !list_.is_null()) list_ = List{list_};
        }
    }

    Value list_;
    std::size_t position_ = 0;
};

class Optional : public Operator {
  public:
    using Operator::Operator;

  private:
    void start() override { searching_ = false; }

    bool produce() override {
        for (;;) {
            if (!searching_) {
                if (!input().next()) return false;
                inner().open();
                searching_ = true;
                found_ = false;
            }
            if (inner().next()) return found_ = true;
            searching_ = false;
            if (found_) continue;
            for (Slot missing : plan_.slots) slot(missing) = Value();
            return true;
        }
    }

    bool searching_ = false;
    bool found_ = false;
};

/// The rows a procedure gives for each row; without outputs, the row itself.
class Call : public Operator {
  public:
    using Operator::Operator;

  private:
    void start() override {
        rows_.clear();
        position_ = 0;
    }

    bool produce() override {
        for (;;) {
            if (position_ < rows_.size()) {
                const Row& row = rows_[position_++];
                for (const auto& output : plan_.call->outputs)
                    slot(output.slot) = output.index < row.size() ? row[output.index] : Value();
                return true;
            }
            if (!input().next()) return false;
            call();
            if (plan_.call->procedure->outputs.empty()) return true;
        }
    }

    void call() {
        std::vector<Value> arguments;
        for (std::size_t i = 0; i < plan_.call->arguments.size(); ++i) {
            Value value = evaluate(*plan_.call->arguments[i], execution_);
            bool widens =
                value.is(ValueType::integer) && plan_.call->procedure->inputs[i].type.starts_with("FLOAT");
            arguments.push_back(widens ? Value(static_cast<double>(value.integer())) : value);
        }
        auto rows = plan_.call->procedure->call(arguments);
        position_ = 0;
        rows_.clear();
        if (rows && !plan_.call->procedure->outputs.empty()) rows_ = std::move(*rows);
        if (rows) return;
        QueryError error = rows.error();
        error.span = plan_.call->span;
        throw Failure{std::move(error)};
    }

    std::vector<Row> rows_;
    std::size_t position_ = 0;
};

/// The number of rows that SKIP or LIMIT names.
std::uint64_t row_count(const bound::Expression& expression, Execution& execution) {
    Value value = evaluate(expression, execution);
    if (!value.is(ValueType::integer))
        fail_at_run_time(QueryErrorType::syntax, "InvalidArgumentType", expression.span,
                         "the number of rows must be an integer");
    if (value.integer() < 0)
        fail_at_run_time(QueryErrorType::syntax, "NegativeIntegerArgument", expression.span,
                         "the number of rows cannot be negative");
    return static_cast<std::uint64_t>(value.integer());
}

class Skip : public Operator {
  public:
    using Operator::Operator;

  private:
    void start() override { left_ = row_count(*plan_.expressions[0], execution_); }

    bool produce() override {
        for (; left_ > 0; --left_)
            if (!input().next()) return false;
        return input().next();
    }

    std::uint64_t left_ = 0;
};

/// What writes below is done even if no row of it is wanted: it begins with the first row asked for.
class Limit : public Operator {
  public:
    using Operator::Operator;

  private:
    void start() override {
        left_ = row_count(*plan_.expressions[0], execution_);
        asked_ = false;
    }

    bool produce() override {
        if (left_ == 0) {
            if (execution_.plan.writes && !std::exchange(asked_, true)) input().next();
            return false;
        }
        asked_ = true;
        --left_;
        return input().next();
    }

    std::uint64_t left_ = 0;
    bool asked_ = false;
};

class Distinct : public Operator {
  public:
    using Operator::Operator;

  private:
    void start() override {
        seen_.clear();
        kept_.release();
    }

    bool produce() override {
        while (input().next()) {
            key_.clear();
            for (Slot compared : plan_.slots) key_.push_back(slot(compared));
            auto [place, is_new] = seen_.insert(key_);
            if (!is_new) continue;
            kept_.add(*place);
            return true;
        }
        return false;
    }

    std::unordered_set<Row, RowHash, RowEquivalence> seen_;
    Row key_; ///< of the row, made once
    Kept kept_{execution_};
};

/// One part after the other, their columns in the result's slots.
class Union : public Operator {
  public:
    using Operator::Operator;

  private:
    void start() override {
        part_ = 0;
        seen_.clear();
        kept_.release();
    }

    bool produce() override {
        for (; part_ < inputs_.size(); next_part()) {
            while (inputs_[part_]->next())
                if (copy_columns()) return true;
        }
        return false;
    }

    void next_part() {
        if (++part_ < inputs_.size()) inputs_[part_]->open();
    }

    bool copy_columns() {
        Row row;
        for (const bound::Column& column : plan_.columns[part_]) row.push_back(slot(column.slot));
        for (std::size_t i = 0; i < row.size(); ++i) slot(plan_.slots[i]) = row[i];
        if (!plan_.unites_distinct) return true;
        const auto [place, is_new] = seen_.insert(std::move(row));
        if (is_new) kept_.add(*place);
        return is_new;
    }

    std::size_t part_ = 0;
    std::unordered_set<Row, RowHash, RowEquivalence> seen_;
    Kept kept_{execution_};
};

} // namespace

std::unique_ptr<Operator> make_row_operator(const Plan& plan, Execution& execution) {
    switch (plan.kind) {
    case OperatorKind::filter:
        return std::make_unique<Filter>(plan, execution);
    case OperatorKind::project:
        return std::make_unique<Project>(plan, execution);
    case OperatorKind::unwind:
        return std::make_unique<Unwind>(plan, execution);
    case OperatorKind::optional:
        return std::make_unique<Optional>(plan, execution);
    case OperatorKind::call:
        return std::make_unique<Call>(plan, execution);
    case OperatorKind::skip:
        return std::make_unique<Skip>(plan, execution);
    case OperatorKind::limit:
        return std::make_unique<Limit>(plan, execution);
    case OperatorKind::distinct:
        return std::make_unique<Distinct>(plan, execution);
    case OperatorKind::unite:
        return std::make_unique<Union>(plan, execution);
    default:
        return nullptr;
    }
}

} // namespace banggiao::query
