// Takes plans of shortest paths along relationships. Hands out their operator.
#include <banggiao/query/execution.h>
#include <banggiao/query/incident_edges.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace banggiao::query {

namespace {

/// Distances from one node, level by level; forgets in constant time.
class Front {
  public:
    void begin(VertexId root, std::size_t vertex_count) {
        if (size_ < vertex_count || ++round_ == 0) allocate(vertex_count);
        level_ = 0;
        nodes_.assign(1, root);
        mark(root);
    }
    bool has(VertexId node) const { return marks_[node].round == round_; }
    bool has(VertexId node, std::uint32_t distance) const {
        return has(node) && marks_[node].distance == distance;
    }
    std::uint32_t level() const { return level_; }
    const std::vector<VertexId>& nodes() const { return nodes_; } ///< of the level

    /// Goes one level further; `edges_of(node)` gives the relationships, `usable` says which count.
    template <typename EdgesOf, typename Usable>
    void advance(const EdgesOf& edges_of, const Usable& usable) {
        std::vector<VertexId> next;
        ++level_;
        for (VertexId node : nodes_)
            for (IncidentEdges edges = edges_of(node); edges.next();)
                if (!has(edges.other()) && usable(edges.edge())) {
                    mark(edges.other());
                    next.push_back(edges.other());
                }
        nodes_ = std::move(next);
    }

  private:
    struct Mark {
        std::uint32_t round;
        std::uint32_t distance;
    };
    struct Free {
        void operator()(Mark* marks) const { std::free(marks); }
    };

    /// Zeros from calloc: pages that no search comes to cost nothing.
    void allocate(std::size_t vertex_count) {
        marks_.reset(static_cast<Mark*>(std::calloc(std::max<std::size_t>(vertex_count, 1), sizeof(Mark))));
        if (!marks_) throw std::bad_alloc();
        size_ = vertex_count;
        round_ = 1;
    }
    void mark(VertexId node) { marks_[node] = {round_, level_}; }

    std::unique_ptr<Mark[], Free> marks_;
    std::size_t size_ = 0;
    std::vector<VertexId> nodes_;
    std::uint32_t round_ = 0;
    std::uint32_t level_ = 0;
};

/// One or all shortest paths between two nodes, by breadth-first search from both.
class Shortest : public Operator {
  public:
    Shortest(const Plan& plan, Execution& execution)
        : Operator(plan, execution), wants_all_(plan.path->selector == ast::PathSelector::all_shortest ||
                                                plan.path->selector == ast::PathSelector::all_shortest_paths),
          repeats_(plan.relationship->repetition.has_value()),
          minimum_(repeats_ ? plan.relationship->repetition->minimum : 1),
          maximum_(repeats_ ? plan.relationship->repetition->maximum.value_or(~0U) : 1) {}

  private:
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
        execution_.release(std::exchange(charged_, 0));
        if (!from.is(ValueType::node) || !to.is(ValueType::node)) return;
        types_ = AllowedTypes::of(plan_.labels, execution_.view);
        forbidden_.reset();
        const std::size_t before = execution_.bytes();
        if (from == to)
            search_cycle(from.node().id);
        else
            search_between(from.node().id, to.node().id, maximum_, {});
        charged_ = execution_.bytes() - std::min(before, execution_.bytes());
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
            std::vector<std::vector<EdgeId>> best = std::exchange(found_, {});
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
        forward_.begin(from, execution_.view.vertex_count());
        backward_.begin(to, execution_.view.vertex_count());
        for (;;) {
            std::vector<VertexId> meeting;
            bool grows_forward = forward_.nodes().size() <= backward_.nodes().size();
            const Front& grown = grows_forward ? forward_ : backward_;
            const Front& other = grows_forward ? backward_ : forward_;
            if (forward_.level() + backward_.level() >= bound) return;
            if (grows_forward)
                advance(forward_, plan_.direction);
            else
                advance(backward_, turned(plan_.direction));
            for (VertexId node : grown.nodes())
                if (other.has(node)) meeting.push_back(node);
            if (!meeting.empty()) {
                for (VertexId node : meeting) collect(node, prefix);
                return;
            }
            if (grown.nodes().empty()) return;
        }
    }

    void advance(Front& front, ast::Direction direction) {
        front.advance([&](VertexId node) { return edges_of(node, direction); },
                      [&](EdgeId edge) { return usable(edge); });
    }

    /// All ways from the forward root to `node`, each with all ways on to the backward root.
    void collect(VertexId node, const std::vector<EdgeId>& prefix) {
        std::vector<std::vector<EdgeId>> before, after;
        std::vector<EdgeId> part;
        collect_ways(forward_, node, forward_.level(), turned(plan_.direction), part, before);
        collect_ways(backward_, node, backward_.level(), plan_.direction, part, after);
        for (auto& way : before) {
            std::reverse(way.begin(), way.end());
            for (const auto& rest : after) {
                if (!wants_all_ && !found_.empty()) return;
                std::vector<EdgeId> edges = prefix;
                edges.insert(edges.end(), way.begin(), way.end());
                edges.insert(edges.end(), rest.begin(), rest.end());
                execution_.charge(edges.size() * sizeof(EdgeId) + sizeof(edges));
                found_.push_back(std::move(edges));
            }
        }
    }

    /// Goes down the distances of a front to its root.
    void collect_ways(const Front& front, VertexId node, std::uint32_t distance, ast::Direction direction,
                      std::vector<EdgeId>& part, std::vector<std::vector<EdgeId>>& ways) {
        if (distance == 0) {
            ways.push_back(part);
            return;
        }
        for (IncidentEdges edges = edges_of(node, direction); edges.next();) {
            if (!wants_all_ && !ways.empty()) return;
            if (!front.has(edges.other(), distance - 1) || !usable(edges.edge())) continue;
            part.push_back(edges.edge());
            collect_ways(front, edges.other(), distance - 1, direction, part, ways);
            part.pop_back();
        }
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
    AllowedTypes types_;
    Front forward_, backward_;
    std::optional<EdgeId> forbidden_;
    std::vector<std::vector<EdgeId>> found_;
    std::size_t charged_ = 0; ///< bytes, for what was found
};

} // namespace

std::unique_ptr<Operator> make_shortest(const Plan& plan, Execution& execution) {
    if (plan.kind != OperatorKind::shortest) return nullptr;
    return std::make_unique<Shortest>(plan, execution);
}

} // namespace banggiao::query
