// Takes plans of quantified paths, of chosen paths and of path modes. Hands out their operators.
#include <banggiao/query/execution.h>

#include <algorithm>
#include <map>

namespace banggiao::query {

namespace {

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
        std::size_t bytes = 0; ///< of all of them
    };

    void start() override {
        levels_.clear();
        kept_.release();
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
        for (inner().open(); inner().next();) {
            level.repetitions.push_back(current());
            const std::size_t bytes = bytes_of(level.repetitions.back());
            kept_.add(bytes);
            level.bytes += bytes;
        }
        levels_.push_back(std::move(level));
    }

    Repetition current() {
        Repetition result;
        const auto& pattern = group_.inner->pattern;
        for (const auto& step : pattern.paths[0].steps)
            if (step.kind == bound::PathTerm::Step::Kind::relationship)
                append(slot(pattern.relationships[step.index].slot), result.edges);
        result.last = slot(group_.last).node().id;
        for (const auto& variable : group_.variables) result.variables.push_back(slot(variable.inner));
        return result;
    }

    static std::size_t bytes_of(const Repetition& repetition) {
        return sizeof(Repetition) + repetition.edges.size() * sizeof(EdgeId) +
               Kept::bytes_of(repetition.variables);
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
            kept_.release(top.bytes);
            levels_.pop_back();
            return false;
        }
        const Repetition& taken = top.repetitions[top.next++];
        if (!fits(taken) || !execution_.depth.allows(length())) return false;
        std::size_t count = levels_.size();
        VertexId last = taken.last;
        bool gives = count >= group_.repetition.minimum && give(last, count);
        descend(last);
        return gives;
    }

    /// Relationships in the repetitions taken.
    std::size_t length() const {
        std::size_t sum = 0;
        for (const Level& level : levels_) sum += level.repetitions[level.next - 1].edges.size();
        return sum;
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
    Kept kept_{execution_};
    std::vector<Level> levels_; ///< each has a repetition taken, but for the last, which may not yet
    bool pending_ = false;
    VertexId start_ = 0;
};

/// Of all paths between two nodes, those that the selector wants. Between ends that are known before, the
/// search deepens by one relationship at a time, until there are enough.
class SelectPaths : public Operator {
  public:
    using Operator::Operator;

  private:
    struct Candidate {
        std::size_t length = 0;
        Row slots;
    };
    using Ends = std::pair<VertexId, VertexId>;

    void start() override {
        chosen_.clear();
        kept_.release();
    }

    bool produce() override {
        for (;;) {
            if (!chosen_.empty()) {
                Row& row = chosen_.back();
                for (std::size_t i = 0; i < row.size(); ++i) slot(plan_.slots[i]) = std::move(row[i]);
                chosen_.pop_back();
                return true;
            }
            kept_.release();
            if (!input().next()) return false;
            search();
            choose();
        }
    }

    void search() {
        const Execution::Depth outer = execution_.depth;
        const std::size_t last = plan_.to_is_bound ? longest_useful() : 1;
        for (std::size_t most = 1; most <= last; ++most) {
            execution_.depth = {};
            if (plan_.to_is_bound) execution_.depth.most = most;
            kept_.release();
            collect();
            if (!execution_.depth.cut || has_enough(most)) break;
        }
        execution_.depth = outer;
    }

    void collect() {
        pairs_.clear();
        for (inner().open(); inner().next();) {
            Value path = evaluate(*plan_.expressions[0], execution_);
            Candidate candidate{path.path().edges.size(), {}};
            for (Slot kept : plan_.slots) candidate.slots.push_back(slot(kept));
            kept_.add(sizeof(Candidate));
            kept_.add(candidate.slots);
            pairs_[{slot(plan_.from).node().id, slot(plan_.to).node().id}].push_back(std::move(candidate));
        }
    }

    /// Whether the paths of at most that length, all of which were found, are those wanted.
    bool has_enough(std::size_t length) const {
        std::vector<std::size_t> lengths;
        for (const auto& [ends, candidates] : pairs_)
            for (const Candidate& candidate : candidates)
                if (candidate.length <= length) lengths.push_back(candidate.length);
        if (plan_.path->selector == ast::PathSelector::shortest_groups) {
            std::sort(lengths.begin(), lengths.end());
            lengths.erase(std::unique(lengths.begin(), lengths.end()), lengths.end());
        }
        return lengths.size() >= plan_.path->count;
    }

    /// A WALK may go round for ever. The `count` shortest come to no place of the pattern more often than
    /// `count` times at the same node.
    std::size_t longest_useful() const {
        if (plan_.path->mode != ast::PathMode::walk) return ~std::size_t{0} - 1;
        return (execution_.view.vertex_count() + 1) * places_in(*plan_.inputs[1]) * plan_.path->count;
    }

    static std::size_t places_in(const Plan& plan) {
        std::size_t places = 1;
        if (plan.group)
            places += (plan.group->repetition.minimum + 1) * plan.group->inner->pattern.relationships.size();
        if (plan.relationship && plan.relationship->repetition)
            places += plan.relationship->repetition->minimum + 1;
        for (const PlanPointer& input : plan.inputs) places += places_in(*input);
        return places;
    }

    void choose() {
        for (auto& [ends, candidates] : pairs_) {
            std::stable_sort(candidates.begin(), candidates.end(),
                             [](const auto& a, const auto& b) { return a.length < b.length; });
            std::size_t group = 0;
            for (std::size_t i = 0; i < candidates.size(); ++i) {
                if (i > 0 && candidates[i].length > candidates[i - 1].length) ++group;
                if (is_wanted(i, group)) chosen_.push_back(std::move(candidates[i].slots));
            }
        }
        pairs_.clear();
        std::reverse(chosen_.begin(), chosen_.end());
    }

    /// `group`: how many shorter lengths there are.
    bool is_wanted(std::size_t position, std::size_t group) const {
        switch (plan_.path->selector) {
        case ast::PathSelector::all_shortest:
        case ast::PathSelector::all_shortest_paths:
            return group == 0;
        case ast::PathSelector::shortest_count:
            return position < plan_.path->count;
        case ast::PathSelector::shortest_groups:
            return group < plan_.path->count;
        default:
            return position == 0;
        }
    }

    std::map<Ends, std::vector<Candidate>> pairs_;
    std::vector<Row> chosen_; ///< the next one last
    Kept kept_{execution_};   ///< for both
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
