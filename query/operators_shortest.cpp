// Takes plans of shortest paths along relationships. Hands out their operator.
#include <banggiao/query/can_fail.h>
#include <banggiao/query/execution.h>
#include <banggiao/query/front.h>

#include <algorithm>

namespace banggiao::query {

namespace {

/// One or all shortest paths between two nodes, by breadth-first search from both. Row after row with the
/// same node at one end, one search from there serves them all.
class Shortest : public Operator {
  public:
    Shortest(const Plan& plan, Execution& execution)
        : Operator(plan, execution), wants_all_(plan.path->selector == ast::PathSelector::all_shortest ||
                                                plan.path->selector == ast::PathSelector::all_shortest_paths),
          repeats_(plan.relationship->repetition.has_value()),
          minimum_(repeats_ ? plan.relationship->repetition->minimum : 1),
          maximum_(repeats_ ? plan.relationship->repetition->maximum.value_or(~0U) : 1),
          shares_(!execution.changes && plan.unique.empty() && steps_alike()) {}

  private:
    using Ways = std::vector<std::vector<EdgeId>>;

    /// Whether the conditions on a step say the same for each row.
    bool steps_alike() const {
        std::vector<bool> slots;
        for (const bound::Expression* condition : plan_.expressions) {
            bound::collect_slots(*condition, slots);
            if (!is_repeatable(*condition)) return false;
        }
        if (plan_.relationship->step < slots.size()) slots[plan_.relationship->step] = false;
        return std::find(slots.begin(), slots.end(), true) == slots.end();
    }

    void start() override { found_.clear(); }

    bool produce() override {
        for (;;) {
            if (!found_.empty()) {
                give(found_.back());
                found_.pop_back();
                return true;
            }
            if (!input().next()) return false;
            search();
        }
    }

    void give(const std::vector<EdgeId>& edges) {
        slot(plan_.edge) = repeats_ ? Value(list_of_edges(edges)) : Value(EdgeReference{edges.front()});
    }

    void search() {
        const Value &from = slot(plan_.from), &to = slot(plan_.to);
        found_kept_.release();
        if (!from.is(ValueType::node) || !to.is(ValueType::node)) return;
        types_ = AllowedTypes::of(plan_.labels, execution_.view);
        forbidden_.reset();
        if (from == to)
            search_cycle(from.node().id);
        else if (!search_shared(from.node().id, to.node().id))
            search_between(from.node().id, to.node().id, maximum_, {});
        std::reverse(found_.begin(), found_.end());
        if (!wants_all_ && found_.size() > 1) found_.erase(found_.begin(), found_.end() - 1);
    }

    /// From a node back to it: by each first relationship, and from there without it.
    void search_cycle(VertexId node) {
        if (minimum_ == 0) {
            found_.emplace_back();
            return;
        }
        std::uint32_t bound = maximum_;
        for (IncidentEdges edges = edges_of(node, plan_.direction); edges.next();) {
            if (!usable(edges.edge())) continue;
            EdgeId first = edges.edge();
            Ways best = std::exchange(found_, {});
            if (edges.other() == node) {
                found_.push_back({first});
            } else if (bound > 1) {
                forbidden_ = first;
                search_between(edges.other(), node, bound - 1, {first});
                forbidden_.reset();
            }
            if (found_.empty() || (!best.empty() && best[0].size() < found_[0].size())) {
                found_ = std::move(best);
            } else {
                bool as_short = !best.empty() && best[0].size() == found_[0].size();
                if (as_short) found_.insert(found_.begin(), best.begin(), best.end());
                bound = static_cast<std::uint32_t>(found_[0].size());
            }
        }
    }

    /// Adds the shortest paths of at most `bound` relationships, each behind `prefix`.
    void search_between(VertexId from, VertexId to, std::uint32_t bound, std::vector<EdgeId> prefix) {
        fronts_kept_.release();
        forward_.begin(from, execution_.view.vertex_count());
        backward_.begin(to, execution_.view.vertex_count());
        for (;;) {
            std::vector<VertexId> meeting;
            bool grows_forward = forward_.nodes().size() <= backward_.nodes().size();
            const Front& grown = grows_forward ? forward_ : backward_;
            const Front& other = grows_forward ? backward_ : forward_;
            if (forward_.level() + backward_.level() >= bound) return;
            if (grows_forward)
                advance(forward_, plan_.direction, fronts_kept_);
            else
                advance(backward_, turned(plan_.direction), fronts_kept_);
            for (VertexId node : grown.nodes())
                if (other.has(node)) meeting.push_back(node);
            if (!meeting.empty()) {
                for (VertexId node : meeting) collect(node, prefix);
                return;
            }
            if (grown.nodes().empty()) return;
        }
    }

    /// False if this row and the last few have no end in common.
    bool search_shared(VertexId from, VertexId to) {
        constexpr std::uint32_t few = 4;
        same_from_ = last_from_ == from ? same_from_ + 1 : 0;
        same_to_ = last_to_ == to ? same_to_ + 1 : 0;
        last_from_ = from;
        last_to_ = to;
        if (!shares_ || std::max(same_from_, same_to_) < few) return false;
        const bool forward = same_from_ >= few;
        search_from(forward ? from : to, forward ? to : from, forward);
        return true;
    }

    /// Goes on with the search from `root`, as far as needed. Forward: the root is where the paths begin.
    void search_from(VertexId root, VertexId end, bool forward) {
        const ast::Direction direction = forward ? plan_.direction : turned(plan_.direction);
        if (shared_root_ != root || shared_forward_ != forward) {
            shared_kept_.release();
            shared_.begin(root, execution_.view.vertex_count());
            shared_root_ = root;
            shared_forward_ = forward;
        }
        while (!shared_.has(end) && !shared_.nodes().empty() && shared_.level() < maximum_)
            advance(shared_, direction, shared_kept_);
        if (!shared_.has(end)) return;
        found_ = ways_down(shared_, end, shared_.distance(end), turned(direction));
        if (forward)
            for (auto& way : found_) std::reverse(way.begin(), way.end());
    }

    void advance(Front& front, ast::Direction direction, Kept& kept) {
        front.advance([&](VertexId node) { return edges_of(node, direction); },
                      [&](EdgeId edge) { return usable(edge); });
        kept.add(front.nodes().size() * Front::bytes_of_node);
    }

    /// All ways from the forward root to `node`, each with all ways on to the backward root.
    void collect(VertexId node, const std::vector<EdgeId>& prefix) {
        Ways before = ways_down(forward_, node, forward_.level(), turned(plan_.direction));
        const Ways after = ways_down(backward_, node, backward_.level(), plan_.direction);
        for (auto& way : before) {
            std::reverse(way.begin(), way.end());
            for (const auto& rest : after) {
                if (!wants_all_ && !found_.empty()) return;
                std::vector<EdgeId> edges = prefix;
                edges.insert(edges.end(), way.begin(), way.end());
                edges.insert(edges.end(), rest.begin(), rest.end());
                found_kept_.add(edges.size() * sizeof(EdgeId) + sizeof(edges));
                found_.push_back(std::move(edges));
            }
        }
    }

    /// From a node down the distances of a front to its root: all ways, or one if that is enough.
    Ways ways_down(const Front& front, VertexId node, std::uint32_t distance, ast::Direction direction) {
        Ways ways;
        if (distance == 0) return Ways{{}};
        std::vector<EdgeId> part;
        std::vector<IncidentEdges> stack{edges_of(node, direction)};
        while (!stack.empty() && (wants_all_ || ways.empty())) {
            part.resize(stack.size() - 1);
            IncidentEdges& top = stack.back();
            if (!top.next()) {
                stack.pop_back();
                continue;
            }
            const VertexId other = top.other();
            const auto left = distance - static_cast<std::uint32_t>(stack.size());
            if (!front.has(other, left) || !usable(top.edge())) continue;
            part.push_back(top.edge());
            if (left > 0) {
                stack.push_back(edges_of(other, direction));
            } else {
                found_kept_.add(part.size() * sizeof(EdgeId) + sizeof(part));
                ways.push_back(part);
            }
        }
        return ways;
    }

    IncidentEdges edges_of(VertexId node, ast::Direction direction) {
        execution_.tick();
        return {execution_.view, node, direction, types_};
    }

    bool usable(EdgeId edge) {
        execution_.tick();
        if (forbidden_ == edge) return false;
        if (!plan_.unique.empty() && occurs(edge, plan_.unique, execution_)) return false;
        if (plan_.expressions.empty()) return true;
        slot(plan_.relationship->step) = EdgeReference{edge};
        return all_true(plan_.expressions, execution_);
    }

    const bool wants_all_;
    const bool repeats_;
    const std::uint32_t minimum_, maximum_;
    const bool shares_; ///< what one row found of distances is true for the next
    AllowedTypes types_;
    Front forward_, backward_;
    Front shared_;
    std::optional<VertexId> shared_root_;
    bool shared_forward_ = true;
    std::optional<VertexId> last_from_, last_to_;
    std::uint32_t same_from_ = 0, same_to_ = 0; ///< rows before this one with the same end
    std::optional<EdgeId> forbidden_;
    Ways found_;
    Kept found_kept_{execution_}, fronts_kept_{execution_}, shared_kept_{execution_};
};

} // namespace

std::unique_ptr<Operator> make_shortest(const Plan& plan, Execution& execution) {
    if (plan.kind != OperatorKind::shortest) return nullptr;
    return std::make_unique<Shortest>(plan, execution);
}

} // namespace banggiao::query
