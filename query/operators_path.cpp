// Takes plans of paths: shortest ones, quantified ones, chosen ones. Hands out their operators.
#include <banggiao/query/execution.h>
#include <banggiao/query/incident_edges.h>

#include <algorithm>
#include <map>

namespace banggiao::query {

namespace {

Value list_of_edges(const std::vector<EdgeId>& edges) {
    List list;
    list.reserve(edges.size());
    for (EdgeId edge : edges) list.emplace_back(EdgeReference{edge});
    return list;
}

/// Distances from one node, level by level; forgets in constant time.
class Front {
  public:
    void begin(VertexId root, std::size_t vertex_count) {
        if (seen_in_.size() < vertex_count) {
            seen_in_.resize(vertex_count);
            distances_.resize(vertex_count);
        }
        if (++round_ == 0) {
            std::fill(seen_in_.begin(), seen_in_.end(), 0);
            round_ = 1;
        }
        level_ = 0;
        nodes_.assign(1, root);
        mark(root);
    }
    bool has(VertexId node) const { return seen_in_[node] == round_; }
    bool has(VertexId node, std::uint32_t distance) const {
        return has(node) && distances_[node] == distance;
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
    void mark(VertexId node) {
        seen_in_[node] = round_;
        distances_[node] = level_;
    }
    std::vector<std::uint32_t> seen_in_, distances_;
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
        slot(plan_.edge) = repeats_ ? list_of_edges(edges) : Value(EdgeReference{edges.front()});
    }

    void search() {
        const Value &from = slot(plan_.from), &to = slot(plan_.to);
        if (!from.is(ValueType::node) || !to.is(ValueType::node)) return;
        types_ = AllowedTypes::of(plan_.labels, execution_.view);
        forbidden_.reset();
        if (from == to)
            search_cycle(from.node().id);
        else
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

    static ast::Direction turned(ast::Direction direction) {
        if (direction == ast::Direction::both) return direction;
        return direction == ast::Direction::left ? ast::Direction::right : ast::Direction::left;
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
};

/// A quantified path: its inner pattern again and again, depth first.
class RepeatGroup : public Operator {
  public:
    RepeatGroup(const Plan& plan, Execution& execution)
        : Operator(plan, execution), group_(*plan.group), walks_(plan.path->mode == ast::PathMode::walk) {}

  private:
    struct Repetition {
        std::vector<EdgeId> edges;
        VertexId last = 0;
        std::vector<Value> variables;
    };
    struct Level {
        std::vector<Repetition> repetitions;
        std::size_t next = 0;
    };

    void start() override {
        levels_.clear();
        pending_ = false;
    }

    bool produce() override {
        for (;;) {
            if (std::exchange(pending_, false) && give(start_, 0)) return true;
            while (!levels_.empty())
                if (advance()) return true;
            if (!input().next()) return false;
            const Value& from = slot(plan_.from);
            if (!from.is(ValueType::node)) continue;
            start_ = from.node().id;
            pending_ = group_.repetition.minimum == 0;
            descend(start_);
        }
    }

    void descend(VertexId node) {
        if (group_.repetition.maximum && levels_.size() >= *group_.repetition.maximum) return;
        Level level;
        slot(group_.first) = NodeReference{node};
        for (inner().open(); inner().next();) level.repetitions.push_back(current());
        levels_.push_back(std::move(level));
    }

    Repetition current() {
        Repetition result;
        const auto& pattern = group_.inner->pattern;
        for (const auto& step : pattern.paths[0].steps)
            if (step.kind == bound::PathTerm::Step::Kind::relationship)
                append(slot(pattern.relationships[step.index].slot), result.edges);
        result.last = slot(group_.last).node().id;
        for (const auto& variable : group_.variables) {
            result.variables.push_back(slot(variable.inner));
            execution_.charge(result.variables.back());
        }
        return result;
    }

    static void append(const Value& value, std::vector<EdgeId>& edges) {
        if (value.is(ValueType::edge))
            edges.push_back(value.edge().id);
        else
            for (const Value& item : value.list()) edges.push_back(item.edge().id);
    }

    bool advance() {
        execution_.tick();
        Level& top = levels_.back();
        if (top.next == top.repetitions.size()) {
            levels_.pop_back();
            return false;
        }
        const Repetition& taken = top.repetitions[top.next++];
        if (!fits(taken)) return false;
        std::size_t count = levels_.size();
        VertexId last = taken.last;
        bool gives = count >= group_.repetition.minimum && give(last, count);
        descend(last);
        return gives;
    }

    /// No relationship twice, neither here nor in the rest of the pattern.
    bool fits(const Repetition& repetition) const {
        if (walks_) return true;
        for (EdgeId edge : repetition.edges) {
            if (occurs(edge, plan_.unique, execution_)) return false;
            for (std::size_t i = 0; i + 1 < levels_.size(); ++i) {
                const auto& earlier = levels_[i].repetitions[levels_[i].next - 1].edges;
                if (std::find(earlier.begin(), earlier.end(), edge) != earlier.end()) return false;
            }
        }
        return true;
    }

    /// A row of the repetitions taken in the first `count` levels.
    bool give(VertexId end, std::size_t count) {
        if (plan_.to_is_bound && slot(plan_.to) != Value(NodeReference{end})) return false;
        std::vector<EdgeId> edges;
        std::vector<List> lists(group_.variables.size());
        for (std::size_t level = 0; level < count; ++level) {
            const Repetition& repetition = levels_[level].repetitions[levels_[level].next - 1];
            edges.insert(edges.end(), repetition.edges.begin(), repetition.edges.end());
            for (std::size_t i = 0; i < lists.size(); ++i) lists[i].push_back(repetition.variables[i]);
        }
        slot(plan_.edge) = list_of_edges(edges);
        for (std::size_t i = 0; i < lists.size(); ++i) slot(group_.variables[i].list) = std::move(lists[i]);
        if (!plan_.to_is_bound) slot(plan_.to) = NodeReference{end};
        return true;
    }

    const bound::Group& group_;
    const bool walks_;
    std::vector<Level> levels_; ///< each has a repetition taken, but for the last, which may not yet
    bool pending_ = false;
    VertexId start_ = 0;
};

/// Of all paths between two nodes, those that the selector wants.
class SelectPaths : public Operator {
  public:
    using Operator::Operator;

  private:
    struct Candidate {
        std::size_t length = 0;
        Row slots;
    };

    void start() override { chosen_.clear(); }

    bool produce() override {
        for (;;) {
            if (!chosen_.empty()) {
                Row& row = chosen_.back();
                for (std::size_t i = 0; i < row.size(); ++i) slot(plan_.slots[i]) = std::move(row[i]);
                chosen_.pop_back();
                return true;
            }
            if (!input().next()) return false;
            choose();
        }
    }

    void choose() {
        std::map<std::pair<VertexId, VertexId>, std::vector<Candidate>> pairs;
        for (inner().open(); inner().next();) {
            Value path = evaluate(*plan_.expressions[0], execution_);
            Candidate candidate{path.path().edges.size(), {}};
            for (Slot kept : plan_.slots) {
                candidate.slots.push_back(slot(kept));
                execution_.charge(candidate.slots.back());
            }
            pairs[{slot(plan_.from).node().id, slot(plan_.to).node().id}].push_back(std::move(candidate));
        }
        for (auto& [ends, candidates] : pairs) {
            std::stable_sort(candidates.begin(), candidates.end(),
                             [](const auto& a, const auto& b) { return a.length < b.length; });
            for (std::size_t i = 0; i < candidates.size(); ++i)
                if (wanted(i, candidates[i].length, candidates[0].length))
                    chosen_.push_back(std::move(candidates[i].slots));
        }
        std::reverse(chosen_.begin(), chosen_.end());
    }

    bool wanted(std::size_t position, std::size_t length, std::size_t shortest) const {
        switch (plan_.path->selector) {
        case ast::PathSelector::all_shortest:
        case ast::PathSelector::all_shortest_paths:
            return length == shortest;
        case ast::PathSelector::shortest_count:
            return position < plan_.path->count;
        default:
            return position == 0;
        }
    }

    std::vector<Row> chosen_; ///< the next one last
};

/// Lets paths pass that do not come to a node twice; a SIMPLE one may end where it began.
class PathModeCheck : public Operator {
  public:
    using Operator::Operator;

  private:
    bool produce() override {
        while (input().next()) {
            Value path = evaluate(*plan_.expressions[0], execution_);
            if (path.is(ValueType::path) && holds(path.path().nodes)) return true;
        }
        return false;
    }

    bool holds(std::vector<VertexId> nodes) const {
        bool closes = nodes.size() > 1 && nodes.front() == nodes.back();
        if (plan_.path->mode == ast::PathMode::simple && closes) nodes.pop_back();
        std::sort(nodes.begin(), nodes.end());
        return std::adjacent_find(nodes.begin(), nodes.end()) == nodes.end();
    }
};

} // namespace

std::unique_ptr<Operator> make_path_operator(const Plan& plan, Execution& execution) {
    switch (plan.kind) {
    case OperatorKind::shortest:
        return std::make_unique<Shortest>(plan, execution);
    case OperatorKind::repeat_group:
        return std::make_unique<RepeatGroup>(plan, execution);
    case OperatorKind::select_paths:
        return std::make_unique<SelectPaths>(plan, execution);
    case OperatorKind::path_mode:
        return std::make_unique<PathModeCheck>(plan, execution);
    default:
        return nullptr;
    }
}

} // namespace banggiao::query
