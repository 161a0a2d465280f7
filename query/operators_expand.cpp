// Takes plans that go along relationships. Hands out their operators.
#include <banggiao/query/execution.h>
#include <banggiao/query/front.h>

#include <algorithm>

namespace banggiao::query {

namespace {

/// The node a pattern goes out from; nothing if there is none to go from.
std::optional<VertexId> node_in(const Value& value, const Execution& execution) {
    if (!value.is(ValueType::node) || execution.view.is_erased(value.node())) return std::nullopt;
    return value.node().id;
}

class ExpansionBase : public Operator {
  public:
    using Operator::Operator;

  protected:
    const AllowedTypes& types() {
        if (!types_ || execution_.view.changed()) types_ = AllowedTypes::of(plan_.labels, execution_.view);
        return *types_;
    }
    /// The wanted end, if the row has it already.
    std::optional<VertexId> target() const {
        if (!plan_.to_is_bound) return std::nullopt;
        return node_in(execution_.slots[plan_.to], execution_);
    }

  private:
    std::optional<AllowedTypes> types_;
};

class Expand : public ExpansionBase {
  public:
    using ExpansionBase::ExpansionBase;

  private:
    void start() override { edges_ = {}; }

    bool produce() override {
        for (;;) {
            while (edges_.next()) {
                execution_.tick();
                if (plan_.to_is_bound && edges_.other() != wanted_) continue;
                if (!plan_.unique.empty() && occurs(edges_.edge(), plan_.unique, execution_)) continue;
                slot(plan_.edge) = EdgeReference{edges_.edge()};
                if (!plan_.to_is_bound) slot(plan_.to) = NodeReference{edges_.other()};
                return true;
            }
            if (!input().next()) return false;
            begin();
        }
    }

    void begin() {
        auto from = node_in(slot(plan_.from), execution_);
        auto to = target();
        if (!from || (plan_.to_is_bound && !to)) {
            edges_ = {};
            return;
        }
        wanted_ = to.value_or(0);
        edges_ = IncidentEdges(execution_.view, *from, plan_.direction, types());
    }

    IncidentEdges edges_;
    VertexId wanted_ = 0;
};

/// The number of rows that Expand would give, without making them.
class CountEdges : public ExpansionBase {
  public:
    using ExpansionBase::ExpansionBase;

  private:
    bool produce() override {
        while (input().next()) {
            execution_.tick();
            const auto from = node_in(slot(plan_.from), execution_);
            if (!from) continue;
            std::uint64_t count = count_incident(execution_.view, *from, plan_.direction, types());
            if (!plan_.unique.empty()) count -= taken(*from);
            if (count == 0) continue;
            slot(plan_.slot) = static_cast<std::int64_t>(count);
            return true;
        }
        return false;
    }

    /// How many of the node's relationships the row has used already.
    std::uint64_t taken(VertexId from) {
        std::vector<EdgeId> used;
        auto consider = [&](const Value& value) {
            if (!value.is(ValueType::edge)) return;
            EdgeId edge = value.edge().id;
            const GraphView& view = execution_.view;
            bool out = view.source(edge) == from && plan_.direction != ast::Direction::left;
            bool in = view.target(edge) == from && plan_.direction != ast::Direction::right;
            bool known = std::find(used.begin(), used.end(), edge) != used.end();
            if ((out || in) && !known && types().allows(view.type(edge))) used.push_back(edge);
        };
        for (Slot unique : plan_.unique) {
            const Value& value = slot(unique);
            consider(value);
            if (value.is(ValueType::list)) std::for_each(value.list().begin(), value.list().end(), consider);
        }
        return used.size();
    }
};

/// The number of rows that two expansions from a node would give: all pairs, but those of one relationship
/// with itself.
class CountPairs : public ExpansionBase {
  public:
    using ExpansionBase::ExpansionBase;

  private:
    void start() override { given_ = false; }

    bool produce() override {
        if (std::exchange(given_, true)) return false;
        const AllowedTypes others = AllowedTypes::of(plan_.other_labels, execution_.view);
        std::uint64_t count = 0;
        while (input().next()) {
            auto node = node_in(slot(plan_.from), execution_);
            if (!node) continue;
            std::uint64_t ways = count_incident(execution_.view, *node, plan_.other_direction, others);
            if (ways == 0) continue;
            count += ways * count_incident(execution_.view, *node, plan_.direction, types());
            count -= common(*node, others);
        }
        slot(plan_.slot) = static_cast<std::int64_t>(count);
        return true;
    }

    /// Relationships that both expansions would take.
    std::uint64_t common(VertexId node, const AllowedTypes& others) {
        const GraphView& view = execution_.view;
        std::uint64_t count = 0;
        for (IncidentEdges edges(view, node, plan_.direction, types()); edges.next();) {
            execution_.tick();
            const bool loops = edges.other() == node;
            const bool leaves =
                loops || plan_.direction == ast::Direction::right ||
                (plan_.direction == ast::Direction::both && view.source(edges.edge()) == node);
            const bool fits = loops || plan_.other_direction == ast::Direction::both ||
                              leaves == (plan_.other_direction == ast::Direction::right);
            if (fits && others.allows(view.type(edges.edge()))) ++count;
        }
        return count;
    }

    bool given_ = false;
};

/// Depth first along 0, 1, 2 … relationships; each occurs once in a row, unless the path is a WALK.
class ExpandRepeat : public ExpansionBase {
  public:
    ExpandRepeat(const Plan& plan, Execution& execution)
        : ExpansionBase(plan, execution), repetition_(*plan.relationship->repetition),
          walks_(plan.path->mode == ast::PathMode::walk) {}

  private:
    static constexpr std::size_t bytes_of_level = sizeof(IncidentEdges) + sizeof(EdgeId);

    void start() override {
        clear();
        pending_ = false;
    }

    void clear() {
        stack_.clear();
        edges_.clear();
        kept_.release();
    }

    bool produce() override {
        for (;;) {
            if (pending_) {
                pending_ = false;
                if (give(start_)) return true;
            }
            while (!stack_.empty())
                if (advance()) return true;
            if (!input().next()) return false;
            begin();
        }
    }

    void begin() {
        clear();
        auto from = node_in(slot(plan_.from), execution_);
        auto to = target();
        if (!from || (plan_.to_is_bound && !to)) return;
        wanted_ = to.value_or(0);
        if (execution_.changes) end_.reset(); // there may be other relationships now
        start_ = *from;
        pending_ = repetition_.minimum == 0;
        descend(*from);
    }

    void descend(VertexId node) {
        if (repetition_.maximum && edges_.size() >= *repetition_.maximum) return;
        if (!execution_.depth.allows(edges_.size() + 1) || !comes_to_end(node)) return;
        stack_.emplace_back(execution_.view, node, plan_.direction, types());
        kept_.add(bytes_of_level);
    }

    /// Whether the wanted end, if there is one, is near enough for what may still be taken.
    bool comes_to_end(VertexId node) {
        if (!plan_.to_is_bound) return true;
        const std::size_t most =
            std::min<std::size_t>(repetition_.maximum.value_or(~0U), execution_.depth.most);
        const std::size_t left = most - std::min(most, edges_.size());
        if (end_ != wanted_) begin_at_end();
        while (!ends_.has(node) && !ends_.nodes().empty() && ends_.level() < left) go_back_from_end();
        if (ends_.has(node) && ends_.distance(node) <= left) return true;
        const bool may_come = ends_.has(node) || !ends_.nodes().empty();
        if (may_come && execution_.depth.most < repetition_.maximum.value_or(~0U))
            execution_.depth.cut = true;
        return false;
    }

    void begin_at_end() {
        ends_kept_.release();
        ends_.begin(wanted_, execution_.view.vertex_count());
        end_ = wanted_;
    }

    void go_back_from_end() {
        ends_.advance(
            [&](VertexId node) {
                return IncidentEdges(execution_.view, node, turned(plan_.direction), types());
            },
            [&](EdgeId) {
                execution_.tick();
                return true;
            });
        ends_kept_.add(ends_.nodes().size() * Front::bytes_of_node);
    }

    /// One step of the search; true if a row came of it.
    bool advance() {
        execution_.tick();
        IncidentEdges& top = stack_.back();
        edges_.resize(stack_.size() - 1);
        if (!top.next()) {
            stack_.pop_back();
            kept_.release(bytes_of_level);
            return false;
        }
        EdgeId edge = top.edge();
        VertexId other = top.other();
        if (!may_use(edge)) return false;
        edges_.push_back(edge);
        descend(other);
        return edges_.size() >= repetition_.minimum && give(other);
    }

    bool may_use(EdgeId edge) {
        if (!walks_ && std::find(edges_.begin(), edges_.end(), edge) != edges_.end()) return false;
        if (!plan_.unique.empty() && occurs(edge, plan_.unique, execution_)) return false;
        if (plan_.expressions.empty()) return true;
        slot(plan_.relationship->step) = EdgeReference{edge};
        return all_true(plan_.expressions, execution_);
    }

    bool give(VertexId end) {
        if (plan_.to_is_bound && end != wanted_) return false;
        List list = list_of_edges(edges_);
        if (plan_.reversed) std::reverse(list.begin(), list.end());
        slot(plan_.edge) = Value(std::move(list));
        if (!plan_.to_is_bound) slot(plan_.to) = NodeReference{end};
        return true;
    }

    const ast::Repetition& repetition_;
    const bool walks_;
    std::vector<IncidentEdges> stack_; ///< one more than edges_, when all is well
    std::vector<EdgeId> edges_;
    Kept kept_{execution_}; ///< for both
    Front ends_;            ///< distances to the wanted end, as far as they were needed
    std::optional<VertexId> end_;
    Kept ends_kept_{execution_};
    bool pending_ = false; ///< the row of no relationship is due
    VertexId start_ = 0;
    VertexId wanted_ = 0;
};

/// The relationship is known: its ends are taken, or compared.
class Endpoints : public ExpansionBase {
  public:
    using ExpansionBase::ExpansionBase;

  private:
    void start() override { turn_ = 2; }

    bool produce() override {
        for (;;) {
            while (turn_ < 2)
                if (try_turn(turn_++ == 1)) return true;
            if (!input().next()) return false;
            turn_ = is_usable() ? 0 : 2;
        }
    }

    bool is_usable() {
        const Value& value = slot(plan_.edge);
        if (value.is_null()) return false;
        if (!value.is(ValueType::edge))
            fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", plan_.relationship->span,
                             "a pattern needs a relationship here");
        if (execution_.view.is_erased(value.edge())) return false;
        return types().allows(execution_.view.type(value.edge().id)) &&
               !occurs(value.edge().id, plan_.unique, execution_);
    }

    bool try_turn(bool turned) {
        EdgeId edge = slot(plan_.edge).edge().id;
        VertexId from = execution_.view.source(edge), to = execution_.view.target(edge);
        if (turned) std::swap(from, to);
        if (plan_.direction == (turned ? ast::Direction::right : ast::Direction::left)) return false;
        if (turned && from == to && plan_.direction == ast::Direction::both) return false;
        return take(plan_.from, plan_.slot != bound::no_slot, from) && take(plan_.to, takes_same(), to);
    }

    /// A loop pattern: the far node is the near one, which has its value by now.
    bool takes_same() const { return plan_.to_is_bound || plan_.to == plan_.from; }

    bool take(Slot where, bool is_bound, VertexId node) {
        if (is_bound) return node_in(slot(where), execution_) == node;
        slot(where) = NodeReference{node};
        return true;
    }

    int turn_ = 2;
};

/// The list of relationships is known: it is walked.
class EndpointsRepeat : public ExpansionBase {
  public:
    using ExpansionBase::ExpansionBase;

  private:
    void start() override { starts_.clear(); }

    bool produce() override {
        for (;;) {
            while (!starts_.empty()) {
                VertexId from = starts_.back();
                starts_.pop_back();
                if (walk(from)) return true;
            }
            if (!input().next()) return false;
            collect_starts();
        }
    }

    void collect_starts() {
        const Value& value = slot(plan_.edge);
        if (value.is_null()) return;
        if (!value.is(ValueType::list))
            fail_at_run_time(QueryErrorType::type, "InvalidArgumentType", plan_.relationship->span,
                             "a pattern needs a list of relationships here");
        std::size_t size = value.list().size();
        const auto& repetition = *plan_.relationship->repetition;
        if (size < repetition.minimum || (repetition.maximum && size > *repetition.maximum)) return;
        if (plan_.slot != bound::no_slot) {
            if (auto from = node_in(slot(plan_.from), execution_)) starts_.push_back(*from);
        } else if (size == 0) {
            for (VertexId node = 0; node < execution_.view.vertex_count(); ++node)
                if (!execution_.view.is_erased(NodeReference{node})) starts_.push_back(node);
        } else if (value.list()[0].is(ValueType::edge)) {
            EdgeId first = value.list()[0].edge().id;
            starts_ = {execution_.view.target(first), execution_.view.source(first)};
            if (starts_[0] == starts_[1]) starts_.pop_back();
        }
    }

    bool walk(VertexId from) {
        VertexId at = from;
        const List& list = slot(plan_.edge).list();
        for (std::size_t i = 0; i < list.size(); ++i)
            if (!list[i].is(ValueType::edge) || !go(list[i].edge().id, at) || repeats(list, i)) return false;
        if (plan_.slot == bound::no_slot) slot(plan_.from) = NodeReference{from};
        if (plan_.to_is_bound || plan_.to == plan_.from) return node_in(slot(plan_.to), execution_) == at;
        slot(plan_.to) = NodeReference{at};
        return true;
    }

    bool go(EdgeId edge, VertexId& at) {
        const GraphView& view = execution_.view;
        bool right = plan_.direction != ast::Direction::left && view.source(edge) == at;
        bool left = plan_.direction != ast::Direction::right && view.target(edge) == at;
        if (!right && !left) return false;
        at = right ? view.target(edge) : view.source(edge);
        if (!types().allows(view.type(edge)) || occurs(edge, plan_.unique, execution_)) return false;
        if (plan_.expressions.empty()) return true;
        slot(plan_.relationship->step) = EdgeReference{edge};
        return all_true(plan_.expressions, execution_);
    }

    static bool repeats(const List& list, std::size_t index) {
        return std::find(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(index), list[index]) !=
               list.begin() + static_cast<std::ptrdiff_t>(index);
    }

    std::vector<VertexId> starts_;
};

/// Relationships of one slot list do not occur in the other.
class DistinctEdges : public Operator {
  public:
    using Operator::Operator;

  private:
    bool produce() override {
        while (input().next()) {
            bool differs = std::all_of(plan_.slots.begin(), plan_.slots.end(), [&](Slot mine) {
                const Value& value = slot(mine);
                if (value.is(ValueType::edge)) return !occurs(value.edge().id, plan_.unique, execution_);
                if (!value.is(ValueType::list)) return true;
                return std::none_of(value.list().begin(), value.list().end(), [&](const Value& edge) {
                    return occurs(edge.edge().id, plan_.unique, execution_);
                });
            });
            if (differs) return true;
        }
        return false;
    }
};

} // namespace

std::unique_ptr<Operator> make_expansion(const Plan& plan, Execution& execution) {
    switch (plan.kind) {
    case OperatorKind::expand:
        return std::make_unique<Expand>(plan, execution);
    case OperatorKind::count_edges:
        return std::make_unique<CountEdges>(plan, execution);
    case OperatorKind::count_pairs:
        return std::make_unique<CountPairs>(plan, execution);
    case OperatorKind::expand_repeat:
        return std::make_unique<ExpandRepeat>(plan, execution);
    case OperatorKind::endpoints:
        return std::make_unique<Endpoints>(plan, execution);
    case OperatorKind::endpoints_repeat:
        return std::make_unique<EndpointsRepeat>(plan, execution);
    case OperatorKind::distinct_edges:
        return std::make_unique<DistinctEdges>(plan, execution);
    default:
        return nullptr;
    }
}

} // namespace banggiao::query
