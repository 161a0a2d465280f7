// Takes a plan, a graph, parameters and limits. Hands out one run of a query: the row's slots, what the
// operators share, and the tree of operators that moves from row to row.
#pragma once

#include <banggiao/query/engine.h>
#include <banggiao/query/evaluation.h>
#include <banggiao/query/failure.h>
#include <banggiao/query/graph_view.h>
#include <banggiao/query/plan.h>

#include <chrono>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace banggiao::query {

class Operator;

/// What PROFILE measures of one operator.
struct OperatorProfile {
    std::uint64_t rows = 0;
    std::chrono::nanoseconds time{0}; ///< its inputs included
};

/// One run. All operators write their slots into the one row; a slot is assigned by one operator only.
class Execution {
  public:
    Execution(const PhysicalPlan& plan, const GraphView& view, const Parameters& parameters,
              const Limits& limits, GraphChanges* changes = nullptr);
    ~Execution();
    Execution(const Execution&) = delete;
    Execution& operator=(const Execution&) = delete;

    bool next();     ///< moves to the next row
    Row row() const; ///< the columns of the row

    /// To be called from every loop: looks at time and interruption now and then.
    void tick() {
        if (++ticks_ % 1024 == 0) check_limits();
    }
    /// The same from a loop that calls it once in a thousand times or so.
    void check_limits();

    Operator& subquery(const bound::Expression& expression);

    /// How long a repetition of relationships may grow; for searches that deepen step by step.
    struct Depth {
        std::size_t most = ~std::size_t{0};
        bool cut = false; ///< something longer was left out
        bool allows(std::size_t length) {
            if (length <= most) return true;
            cut = true;
            return false;
        }
    };
    Depth depth;

    const PhysicalPlan& plan;
    GraphChanges* const changes; ///< none: the query only reads
    GraphView view;
    EvaluationContext context;
    const Parameters parameters;
    std::vector<Value> slots;
    std::vector<OperatorProfile> profile; ///< by Plan::number; empty unless it is wanted
    void start_profile() { profile.resize(plan.operators); }

  private:
    friend class Kept;
    void check_parameters() const;
    void check_memory() const;

    Limits limits_;
    std::chrono::steady_clock::time_point deadline_;
    std::uint64_t ticks_ = 0;
    std::uint64_t rows_ = 0;
    std::size_t bytes_ = 0;
    std::unique_ptr<Operator> root_;
    bool opened_ = false;
    std::unordered_map<const bound::Expression*, std::unique_ptr<Operator>> subqueries_;
};

/// What an operator or an expression keeps, counted against the limit on memory until it lets go.
class Kept {
  public:
    explicit Kept(Execution& execution) : execution_(execution) {}
    ~Kept() { release(); }
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;

    void add(std::size_t bytes) {
        bytes_ += bytes;
        execution_.bytes_ += bytes;
        if (execution_.bytes_ > execution_.context.most_bytes) execution_.check_memory();
    }
    void add(const Value& value) { add(bytes_of(value)); }
    void add(const Row& row) { add(bytes_of(row)); }
    void release() { release(bytes_); }
    /// REQUIRES: so many were added.
    void release(std::size_t bytes) {
        bytes_ -= bytes;
        execution_.bytes_ -= bytes;
    }

    /// Of a value and what it alone holds: text, elements, but not the elements' own.
    static std::size_t bytes_of(const Value& value);
    static std::size_t bytes_of(const Row& row);

  private:
    Execution& execution_;
    std::size_t bytes_ = 0;
};

/// One operator of a run: open() (re)starts it, next() moves to its next row.
class Operator {
  public:
    Operator(const Plan& plan, Execution& execution);
    virtual ~Operator();
    Operator(const Operator&) = delete;
    Operator& operator=(const Operator&) = delete;

    void open();
    bool next();

  protected:
    virtual void start() {}
    virtual bool produce() = 0;

    Operator& input() { return *inputs_[0]; }
    Operator& inner() { return *inputs_[1]; } ///< opened by the operator itself
    Value& slot(Slot slot) { return execution_.slots[slot]; }

    const Plan& plan_;
    Execution& execution_;
    std::vector<std::unique_ptr<Operator>> inputs_;
};

std::unique_ptr<Operator> make_operator(const Plan& plan, Execution& execution);
// By kind; none if the kind is not theirs.
std::unique_ptr<Operator> make_scan(const Plan& plan, Execution& execution);
std::unique_ptr<Operator> make_edge_scan(const Plan& plan, Execution& execution);
std::unique_ptr<Operator> make_expansion(const Plan& plan, Execution& execution);
std::unique_ptr<Operator> make_shortest(const Plan& plan, Execution& execution);
std::unique_ptr<Operator> make_path_operator(const Plan& plan, Execution& execution);
std::unique_ptr<Operator> make_row_operator(const Plan& plan, Execution& execution);
std::unique_ptr<Operator> make_materialising(const Plan& plan, Execution& execution);
std::unique_ptr<Operator> make_writing(const Plan& plan, Execution& execution);

// Expressions. Failures are thrown.
Value evaluate(const bound::Expression& expression, Execution& execution);
/// Nothing if that fails: whether it counts will show later.
std::optional<Value> evaluate_early(const bound::Expression& expression, Execution& execution);
bool is_true(const bound::Expression& condition, Execution& execution);
/// An error in one condition counts only if all the others are true: so their order does not matter.
bool all_true(const std::vector<const bound::Expression*>& conditions, Execution& execution);
/// The same of a filter that tolerates: conditions that may fail and do are left open.
bool may_hold(const Plan& filter, Execution& execution);
bool node_matches(VertexId node, const bound::Labels& labels, const GraphView& view);
bool type_matches(TypeId type, const bound::Labels& types, const GraphView& view);

[[noreturn]] void fail_at_run_time(QueryErrorType type, std::string detail, TextSpan span,
                                   std::string message, std::string hint = {});

List list_of_edges(const std::vector<EdgeId>& edges);

/// Whether a relationship is among those in the slots (single ones or lists).
bool occurs(EdgeId edge, const std::vector<Slot>& slots, const Execution& execution);

/// A list of values as a key of hash tables, by equivalence.
struct RowHash {
    std::size_t operator()(const Row& row) const;
};
struct RowEquivalence {
    bool operator()(const Row& a, const Row& b) const;
};

} // namespace banggiao::query
