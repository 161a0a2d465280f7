// Takes plans that find nodes. Hands out their operators: for each row of the input, one row a node.
#include <banggiao/query/execution.h>
#include <banggiao/query/name_index.h>
#include <banggiao/query/scan_tests.h>

#include <algorithm>

namespace banggiao::query {

namespace {

class Argument : public Operator {
  public:
    using Operator::Operator;

  private:
    void start() override { given_ = false; }
    bool produce() override { return !std::exchange(given_, true); }
    bool given_ = false;
};

/// Nodes of a list, or all of them. In a graph that changed since it was frozen a list of its index says
/// nothing of the nodes that changed: these follow it.
class NodeScan : public Operator {
  public:
    using Operator::Operator;

  private:
    void start() override {
        scanning_ = false;
        if (!tests_) tests_.emplace(plan_.tests, execution_);
    }

    bool produce() override {
        for (;;) {
            if (!scanning_) {
                if (!input().next()) return false;
                scanning_ = true;
                begin();
                if (plan_.count != bound::no_slot) return count();
            }
            while (position_ < end_) {
                VertexId vertex = next_vertex();
                if (!accept(vertex)) continue;
                slot(plan_.slot) = NodeReference{vertex};
                return true;
            }
            scanning_ = false;
        }
    }

    void scan_all() {
        all_ = true;
        end_ = execution_.view.vertex_count();
    }

    void find_nothing() { end_ = 0; }

    void scan(std::span<const VertexId> list) {
        list_ = list;
        end_ = static_cast<VertexId>(list.size());
        if (!execution_.view.changed()) return;
        found_.assign(list.begin(), list.end());
        std::erase_if(found_, [&](VertexId vertex) { return contains(changed_, vertex); });
        found_.insert(found_.end(), changed_.begin(), changed_.end());
        list_ = found_;
        end_ = static_cast<VertexId>(found_.size());
    }

    static bool contains(const std::vector<VertexId>& sorted, VertexId vertex) {
        return std::binary_search(sorted.begin(), sorted.end(), vertex);
    }

    void begin() {
        position_ = 0;
        all_ = false;
        label_.reset();
        if (reads_only_ && execution_.view.changed()) changed_ = execution_.view.changed_vertices();
        if (plan_.kind == OperatorKind::label_scan)
            begin_label();
        else if (plan_.kind == OperatorKind::name_lookup && reads_only_)
            look_up();
        else
            scan_all();
    }

    void begin_label() {
        const GraphView& view = execution_.view;
        label_ = plan_.label.id || !view.changed() ? plan_.label.id : view.find_label(plan_.label.name);
        if (!label_) return find_nothing();
        if (!reads_only_) return scan_all();
        const bool is_frozen = *label_ < view.frozen().label_count();
        scan(is_frozen ? view.frozen().vertices_with(*label_) : std::span<const VertexId>());
    }

    /// The index proposes; the condition itself is tested behind.
    void look_up() {
        const auto sought = evaluate_early(*plan_.expressions[0], execution_);
        auto found = sought ? nodes_named(execution_.view.frozen(), plan_.lookup, *sought) : std::nullopt;
        if (!found) return scan_all();
        looked_up_ = std::move(*found);
        scan(looked_up_);
    }

    bool accept(VertexId vertex) {
        execution_.tick();
        const GraphView& view = execution_.view;
        if (!view.changed()) return tests_->empty() || tests_->hold_of_vertex(view.frozen(), vertex);
        return !view.is_erased(NodeReference{vertex}) && (!label_ || view.has_label(vertex, *label_)) &&
               (tests_->empty() || tests_->hold_of_vertex(view, vertex));
    }

    VertexId next_vertex() {
        const VertexId position = position_++;
        return all_ ? position : list_[position];
    }

    bool count() {
        std::int64_t found = 0;
        if (tests_->empty() && !execution_.view.changed()) found = position_ = end_;
        while (position_ < end_)
            if (accept(next_vertex())) ++found;
        slot(plan_.count) = found;
        return true;
    }

    std::optional<ScanTests> tests_;
    bool scanning_ = false;
    bool all_ = false;
    VertexId position_ = 0;
    VertexId end_ = 0;
    std::span<const VertexId> list_;
    std::vector<VertexId> looked_up_; ///< by the index
    std::vector<VertexId> changed_;   ///< since the graph was frozen, ascending
    std::vector<VertexId> found_;     ///< the list without those, and those
    const bool reads_only_ = execution_.changes == nullptr;
    std::optional<LabelId> label_;
};

/// Lets rows pass whose slot holds a node with the labels wanted.
class CheckNode : public Operator {
  public:
    using Operator::Operator;

  private:
    bool produce() override {
        while (input().next()) {
            execution_.tick();
            const Value& value = slot(plan_.slot);
            if (value.is_null()) continue;
            if (!value.is(ValueType::node))
                fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", {},
                                 "a pattern needs a node here, and this is a value of type " +
                                     std::string(name_of(value.type())));
            if (execution_.view.is_erased(value.node())) continue;
            if (!plan_.labels || node_matches(value.node().id, *plan_.labels, execution_.view)) return true;
        }
        return false;
    }
};

} // namespace

std::unique_ptr<Operator> make_scan(const Plan& plan, Execution& execution) {
    switch (plan.kind) {
    case OperatorKind::argument:
        return std::make_unique<Argument>(plan, execution);
    case OperatorKind::all_nodes:
    case OperatorKind::label_scan:
    case OperatorKind::name_lookup:
        return std::make_unique<NodeScan>(plan, execution);
    case OperatorKind::check_node:
        return std::make_unique<CheckNode>(plan, execution);
    default:
        return nullptr;
    }
}

} // namespace banggiao::query
