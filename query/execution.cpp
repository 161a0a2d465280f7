// Takes a plan. Hands out a run of it, within its limits.
#include <banggiao/query/execution.h>

#include <banggiao/query/evaluation_detail.h>

#include <algorithm>

namespace banggiao::query {

namespace {

std::int64_t now_in_nanoseconds() {
    auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

[[noreturn]] void fail_limit(QueryErrorType type, std::string message, std::string hint) {
    throw Failure{QueryError{Phase::run_time, type, "LimitReached", std::move(message), std::move(hint), {}}};
}

} // namespace

void fail_at_run_time(QueryErrorType type, std::string detail, TextSpan span, std::string message,
                      std::string hint) {
    throw Failure{
        QueryError{Phase::run_time, type, std::move(detail), std::move(message), std::move(hint), span}};
}

Execution::Execution(const PhysicalPlan& physical, const GraphView& seen, const Parameters& given,
                     const Limits& limits, GraphChanges* changed)
    : plan(physical), changes(changed), view(seen), parameters(given), slots(physical.slot_count),
      limits_(limits) {
    context.graph = &view;
    if (limits.memory_bytes) context.most_bytes = *limits.memory_bytes;
    context.statement_nanoseconds = now_in_nanoseconds();
    if (limits_.timeout) deadline_ = std::chrono::steady_clock::now() + *limits_.timeout;
    root_ = make_operator(*plan.root, *this);
}

Execution::~Execution() = default;

bool Execution::next() {
    if (!std::exchange(opened_, true)) {
        check_parameters();
        check_limits();
        root_->open();
    }
    if (!root_->next()) return false;
    if (limits_.rows && ++rows_ > *limits_.rows)
        fail_limit(QueryErrorType::limit,
                   "the query gives more than " + std::to_string(*limits_.rows) + " rows",
                   "add LIMIT, or allow more rows");
    return true;
}

Row Execution::row() const {
    Row result;
    result.reserve(plan.columns.size());
    for (const bound::Column& column : plan.columns) result.push_back(slots[column.slot]);
    return result;
}

/// A missing one is an error however many rows there are.
void Execution::check_parameters() const {
    for (const bound::Expression* wanted : plan.parameters)
        if (!parameters.contains(wanted->name.name))
            throw Failure{QueryError{Phase::compile_time,
                                     QueryErrorType::parameter_missing,
                                     "MissingParameter",
                                     "the parameter $" + wanted->name.name + " was not given",
                                     {},
                                     wanted->span}};
}

void Execution::check_limits() {
    if (limits_.cancelled && limits_.cancelled->load(std::memory_order_relaxed))
        fail_limit(QueryErrorType::cancelled, "the query was cancelled", {});
    if (limits_.timeout && std::chrono::steady_clock::now() > deadline_)
        fail_limit(QueryErrorType::timeout,
                   "the query took longer than " + std::to_string(limits_.timeout->count()) + " ms",
                   "narrow it down, or allow more time");
}

void Execution::check_memory() const {
    if (bytes_ <= context.most_bytes) return;
    throw Failure{too_much_memory(context.most_bytes)};
}

std::size_t Kept::bytes_of(const Value& value) {
    constexpr std::size_t entry = sizeof(Map::value_type) + 4 * sizeof(void*);
    switch (value.type()) {
    case ValueType::string:
        return sizeof(Value) + value.string().size();
    case ValueType::list:
        return sizeof(Value) + value.list().size() * sizeof(Value);
    case ValueType::map:
        return sizeof(Value) + value.map().size() * entry;
    case ValueType::path:
        return sizeof(Value) + value.path().nodes.size() * 2 * sizeof(VertexId);
    default:
        return sizeof(Value);
    }
}

std::size_t Kept::bytes_of(const Row& row) {
    std::size_t sum = 0;
    for (const Value& value : row) sum += bytes_of(value);
    return sum;
}

Operator& Execution::subquery(const bound::Expression& expression) {
    auto& made = subqueries_[&expression];
    if (!made) made = make_operator(*plan.subqueries.at(&expression), *this);
    return *made;
}

Operator::Operator(const Plan& plan, Execution& execution) : plan_(plan), execution_(execution) {
    for (const PlanPointer& child : plan.inputs) inputs_.push_back(make_operator(*child, execution));
}

Operator::~Operator() = default;

void Operator::open() {
    if (!inputs_.empty()) inputs_[0]->open();
    start();
}

bool Operator::next() {
    execution_.tick();
    if (execution_.profile.empty()) return produce();
    auto begin = std::chrono::steady_clock::now();
    bool found = produce();
    auto& profile = execution_.profile[plan_.number];
    profile.time += std::chrono::steady_clock::now() - begin;
    profile.rows += found ? 1 : 0;
    return found;
}

std::unique_ptr<Operator> make_operator(const Plan& plan, Execution& execution) {
    for (auto* make : {make_scan, make_edge_scan, make_expansion, make_shortest, make_path_operator,
                       make_row_operator, make_materialising})
        if (auto made = make(plan, execution)) return made;
    return make_writing(plan, execution);
}

List list_of_edges(const std::vector<EdgeId>& edges) {
    List list;
    list.reserve(edges.size());
    for (EdgeId edge : edges) list.emplace_back(EdgeReference{edge});
    return list;
}

bool occurs(EdgeId edge, const std::vector<Slot>& slots, const Execution& execution) {
    for (Slot slot : slots) {
        const Value& value = execution.slots[slot];
        if (value.is(ValueType::edge) && value.edge().id == edge) return true;
        if (!value.is(ValueType::list)) continue;
        for (const Value& item : value.list())
            if (item.is(ValueType::edge) && item.edge().id == edge) return true;
    }
    return false;
}

std::size_t RowHash::operator()(const Row& row) const {
    std::size_t result = row.size();
    for (const Value& value : row) result = result * 0x9E3779B97F4A7C15ULL + hash(value);
    return result;
}

bool RowEquivalence::operator()(const Row& a, const Row& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), equivalent);
}

} // namespace banggiao::query
