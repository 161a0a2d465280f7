// Takes plans that need all rows before they give the first: groups and order. Hands out their operators.
#include <banggiao/query/execution.h>

#include <algorithm>
#include <unordered_map>

namespace banggiao::query {

namespace {

/// One aggregation of one group. count(*) and plain count need no object.
class Accumulator {
  public:
    Accumulator(const bound::AggregateItem& item, bool counts) : item_(item) {
        if (item.function && !counts) aggregate_ = item.function->make();
    }

    /// The row, which stands for `rows` alike.
    void add(Execution& execution, Kept& kept, std::int64_t rows) {
        if (!aggregate_) {
            count_ += rows;
            return;
        }
        Value value = evaluate(*item_.argument, execution);
        Value parameter = item_.parameter ? evaluate(*item_.parameter, execution) : Value();
        if (item_.distinct && !value.is_null()) {
            key_.assign(1, value);
            if (!seen_.insert(key_).second) return;
            kept.add(value);
        }
        if (item_.function->keeps_values) kept.add(value);
        if (auto error = aggregate_->add(value, parameter)) {
            error->span = item_.span;
            throw Failure{std::move(*error)};
        }
    }

    Value result() {
        if (!aggregate_) return count_;
        auto value = aggregate_->result();
        if (value) return std::move(*value);
        QueryError error = value.error();
        error.span = item_.span;
        throw Failure{std::move(error)};
    }

  private:
    const bound::AggregateItem& item_;
    std::unique_ptr<query::Aggregate> aggregate_;
    std::unordered_set<Row, RowHash, RowEquivalence> seen_;
    Row key_; ///< for looking up, made once
    std::int64_t count_ = 0;
};

/// Groups by hash, in the order of their first rows.
class AggregateRows : public Operator {
  public:
    AggregateRows(const Plan& plan, Execution& execution)
        : Operator(plan, execution), projection_(*plan.projection) {}

  private:
    struct Group {
        Row key;
        std::vector<Accumulator> accumulators;
    };

    void start() override {
        groups_.clear();
        index_.clear();
        kept_.release();
        position_ = 0;
        collected_ = false;
    }

    bool produce() override {
        if (!std::exchange(collected_, true)) collect();
        if (position_ == groups_.size()) return false;
        Group& group = groups_[position_++];
        for (std::size_t i = 0; i < group.key.size(); ++i)
            slot(projection_.items[i].slot) = std::move(group.key[i]);
        for (std::size_t i = 0; i < group.accumulators.size(); ++i)
            slot(projection_.aggregates[i].slot) = group.accumulators[i].result();
        group.accumulators.clear();
        return true;
    }

    void collect() {
        if (projection_.items.empty()) add_group({});
        const bool counts = plan_.slot != bound::no_slot;
        while (input().next()) {
            const std::int64_t rows = counts ? slot(plan_.slot).integer() : 1;
            for (Accumulator& accumulator : group_of_row().accumulators)
                accumulator.add(execution_, kept_, rows);
        }
        index_.clear();
    }

    Group& group_of_row() {
        if (projection_.items.empty()) return groups_[0];
        key_.clear();
        for (const auto& item : projection_.items)
            key_.push_back(item.expression ? evaluate(*item.expression, execution_) : slot(item.slot));
        auto [place, is_new] = index_.try_emplace(key_, groups_.size());
        if (!is_new) return groups_[place->second];
        kept_.add(key_); // in the index
        return add_group(key_);
    }

    Group& add_group(const Row& key) {
        Group& group = groups_.emplace_back();
        group.key = key;
        kept_.add(key);
        kept_.add(sizeof(Group) + projection_.aggregates.size() * sizeof(Accumulator));
        for (const auto& item : projection_.aggregates)
            group.accumulators.emplace_back(item, plan_.slot != bound::no_slot);
        return group;
    }

    const bound::Projection& projection_;
    std::vector<Group> groups_;
    std::unordered_map<Row, std::size_t, RowHash, RowEquivalence> index_;
    Row key_; ///< of the row, made once
    Kept kept_{execution_};
    std::size_t position_ = 0;
    bool collected_ = false;
};

/// Stable. With a limit, only that many rows are kept at a time (twice, between two cuts).
class Sort : public Operator {
  public:
    Sort(const Plan& plan, Execution& execution)
        : Operator(plan, execution), order_(plan.projection->order) {}

  private:
    struct Sorted {
        Row keys;
        Row kept;
        std::uint64_t position = 0;
        std::size_t bytes = 0;
    };

    void start() override {
        rows_.clear();
        kept_.release();
        next_ = 0;
        sorted_ = false;
    }

    bool produce() override {
        if (!std::exchange(sorted_, true)) collect();
        if (next_ == rows_.size()) return false;
        Row& kept = rows_[next_++].kept;
        for (std::size_t i = 0; i < kept.size(); ++i) slot(plan_.slots[i]) = std::move(kept[i]);
        return true;
    }

    bool before(const Sorted& a, const Sorted& b) {
        execution_.tick();
        for (std::size_t i = 0; i < order_.size(); ++i) {
            int order = compare_for_order(a.keys[i], b.keys[i]);
            if (order != 0) return order_[i].descending ? order > 0 : order < 0;
        }
        return a.position < b.position;
    }

    /// How many rows are wanted; nothing if all are, or if that is an error, which the operator behind will
    /// meet.
    std::optional<std::uint64_t> wanted() {
        std::uint64_t sum = 0;
        for (const bound::Expression* count : plan_.expressions) {
            Value value = evaluate(*count, execution_);
            if (!value.is(ValueType::integer) || value.integer() < 0 || value.integer() > 1'000'000)
                return std::nullopt;
            sum += static_cast<std::uint64_t>(value.integer());
        }
        if (plan_.expressions.empty()) return std::nullopt;
        return sum;
    }

    void collect() {
        auto limit = wanted();
        auto order = [this](const Sorted& a, const Sorted& b) { return before(a, b); };
        std::optional<Sorted> bar; // so many come before it as are wanted
        for (std::uint64_t position = 0; input().next(); ++position) {
            evaluate_keys(position);
            if (bar && !before(current_, *bar)) continue;
            keep_current();
            if (!limit || rows_.size() < 2 * *limit + 1024) continue;
            std::nth_element(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(*limit), rows_.end(),
                             order);
            for (std::size_t i = *limit; i < rows_.size(); ++i) kept_.release(rows_[i].bytes);
            bar = std::move(rows_[*limit]);
            rows_.resize(*limit);
        }
        std::sort(rows_.begin(), rows_.end(), order);
        if (limit && rows_.size() > *limit) rows_.resize(*limit);
    }

    void evaluate_keys(std::uint64_t position) {
        current_.position = position;
        current_.keys.clear();
        for (const auto& item : order_) current_.keys.push_back(evaluate(*item.expression, execution_));
    }

    void keep_current() {
        Sorted& row = rows_.emplace_back(current_);
        row.kept.reserve(plan_.slots.size());
        for (Slot kept : plan_.slots) row.kept.push_back(slot(kept));
        row.bytes = sizeof(Sorted) + Kept::bytes_of(row.keys) + Kept::bytes_of(row.kept);
        kept_.add(row.bytes);
    }

    const std::vector<bound::SortItem>& order_;
    std::vector<Sorted> rows_;
    Sorted current_; ///< the keys of the row
    Kept kept_{execution_};
    std::size_t next_ = 0;
    bool sorted_ = false;
};

} // namespace

std::unique_ptr<Operator> make_materialising(const Plan& plan, Execution& execution) {
    switch (plan.kind) {
    case OperatorKind::aggregate:
        return std::make_unique<AggregateRows>(plan, execution);
    case OperatorKind::sort:
        return std::make_unique<Sort>(plan, execution);
    default:
        return nullptr;
    }
}

} // namespace banggiao::query
