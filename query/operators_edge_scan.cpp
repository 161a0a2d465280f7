// Takes plans that go over all relationships. Hands out their operator.
#include <banggiao/query/execution.h>
#include <banggiao/query/incident_edges.h>
#include <banggiao/query/scan_tests.h>

#include <algorithm>

namespace banggiao::query {

namespace {

/// Every relationship of the types allowed, in the order of the graph; without a direction, both ways.
/// REQUIRES: the query does not write.
class EdgeScan : public Operator {
  public:
    using Operator::Operator;

  private:
    void start() override {
        scanning_ = false;
        if (!tests_) tests_.emplace(plan_.tests, execution_);
        if (!types_) types_ = AllowedTypes::of(plan_.labels, execution_.view);
    }

    bool produce() override {
        for (;;) {
            if (scanning_ && find()) return true;
            scanning_ = false;
            if (!input().next()) return false;
            scanning_ = true;
            edge_ = 0;
            turns_ = false;
            if (plan_.count != bound::no_slot) return count();
        }
    }

    bool find() {
        if (std::exchange(turns_, false)) return give(edge_++, true);
        const GraphView& graph = execution_.view;
        const EdgeId end = plan_.count == bound::no_slot ? graph.edge_count() : 0;
        for (; edge_ < end; ++edge_) {
            execution_.tick();
            if (!fits(edge_) || occurs(edge_, plan_.unique, execution_)) continue;
            turns_ = plan_.direction == ast::Direction::both && graph.source(edge_) != graph.target(edge_);
            return give(turns_ ? edge_ : edge_++, plan_.direction == ast::Direction::left);
        }
        return false;
    }

    bool give(EdgeId edge, bool against) {
        const GraphView& graph = execution_.view;
        slot(plan_.edge) = EdgeReference{edge};
        slot(plan_.from) = NodeReference{against ? graph.target(edge) : graph.source(edge)};
        slot(plan_.to) = NodeReference{against ? graph.source(edge) : graph.target(edge)};
        return true;
    }

    bool fits(EdgeId edge) const {
        const GraphView& view = execution_.view;
        if (view.changed()) return !view.is_erased(EdgeReference{edge}) && fits_in(view, edge);
        return fits_in(view.frozen(), edge);
    }

    template <typename Graph>
    bool fits_in(const Graph& graph, EdgeId edge) const {
        return (types_->all || types_->allows(graph.type(edge))) && tests_->hold_of_edge(graph, edge);
    }

    bool count() {
        const bool is_counted =
            tests_->empty() && plan_.direction != ast::Direction::both && !execution_.view.changed();
        const std::uint64_t found = is_counted ? count_types() : count_one_by_one();
        slot(plan_.count) = static_cast<std::int64_t>(found);
        return true;
    }

    std::uint64_t count_types() const {
        const FrozenGraph& graph = execution_.view.frozen();
        if (types_->all) return graph.edge_count();
        std::uint64_t sum = 0;
        for (const TypeId type : types_->ids) sum += graph.edges_with(type);
        return sum;
    }

    std::uint64_t count_one_by_one() {
        constexpr EdgeId block = 1024;
        const GraphView& graph = execution_.view;
        const bool both = plan_.direction == ast::Direction::both;
        std::uint64_t sum = 0;
        for (EdgeId first = 0; first < graph.edge_count();
             first += std::min(block, graph.edge_count() - first)) {
            execution_.check_limits();
            const EdgeId end = first + std::min(block, graph.edge_count() - first);
            for (EdgeId edge = first; edge < end; ++edge)
                if (fits(edge)) sum += both && graph.source(edge) != graph.target(edge) ? 2 : 1;
        }
        return sum;
    }

    std::optional<ScanTests> tests_;
    std::optional<AllowedTypes> types_;
    bool scanning_ = false;
    EdgeId edge_ = 0;    ///< the next one
    bool turns_ = false; ///< it was given one way, and is due the other way
};

} // namespace

std::unique_ptr<Operator> make_edge_scan(const Plan& plan, Execution& execution) {
    if (plan.kind != OperatorKind::edge_scan) return nullptr;
    return std::make_unique<EdgeScan>(plan, execution);
}

} // namespace banggiao::query
