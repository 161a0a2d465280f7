// Takes a bound query. Hands out a plan: for each MATCH the cheapest beginning, then the cheapest step,
// conditions as soon as their variables are there.
#include <banggiao/query/plan.h>

#include <banggiao/query/failure.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace banggiao::query {

using bound::Expression;
using bound::ExpressionKind;

namespace {

/// A condition and the slots of its MATCH that it waits for.
struct Condition {
    const Expression* expression = nullptr;
    std::vector<Slot> needs;
    bool used = false;
};

class Planner {
  public:
    Planner(const FrozenGraph& graph, PlannerOptions options) : graph_(graph), options_(options) {}

    PhysicalPlan run(const bound::Query& query) {
        result_.columns = query.columns;
        result_.writes = query.writes;
        result_.slot_count = query.slot_count;
        result_.root = plan_query(query);
        result_.operators = number_;
        return std::move(result_);
    }

  private:
    PlanPointer make(OperatorKind kind, PlanPointer input = nullptr) {
        auto plan = std::make_unique<Plan>();
        plan->kind = kind;
        plan->number = number_++;
        if (input) {
            plan->estimate = input->estimate;
            plan->inputs.push_back(std::move(input));
        }
        return plan;
    }

    const Expression* attach(const Expression& expression) {
        if (expression.subquery && !result_.subqueries.contains(&expression)) {
            std::vector<Slot> live = std::exchange(live_, {});
            result_.subqueries[&expression] = nullptr;
            result_.subqueries[&expression] = plan_query(*expression.subquery);
            live_ = std::move(live);
        }
        for (const auto& child : expression.children)
            if (child) attach(*child);
        return &expression;
    }

    const Expression* own(bound::ExpressionPointer expression) {
        result_.expressions.push_back(std::move(expression));
        return attach(*result_.expressions.back());
    }

    PlanPointer plan_query(const bound::Query& query) {
        if (query.parts.size() == 1) return plan_part(query.parts[0]);
        auto unite = make(OperatorKind::unite);
        unite->unites_distinct = query.union_distinct;
        unite->estimate = 0;
        for (const bound::Column& column : query.columns) unite->slots.push_back(column.slot);
        for (const bound::SingleQuery& part : query.parts) {
            live_.clear();
            unite->inputs.push_back(plan_part(part));
            unite->estimate += unite->inputs.back()->estimate;
            std::vector<bound::Column> columns;
            for (const bound::Column& column : query.columns)
                columns.push_back(*std::find_if(part.columns.begin(), part.columns.end(),
                                                [&](const auto& mine) { return mine.name == column.name; }));
            unite->columns.push_back(std::move(columns));
        }
        return unite;
    }

    PlanPointer plan_part(const bound::SingleQuery& query) {
        PlanPointer plan = make(OperatorKind::argument);
        for (const bound::Clause& clause : query.clauses)
            plan = std::visit([&](const auto& body) { return plan_clause(std::move(plan), body); }, clause);
        return plan;
    }

    void keep(Slot slot) {
        if (slot != bound::no_slot && std::find(live_.begin(), live_.end(), slot) == live_.end())
            live_.push_back(slot);
    }

    PlanPointer plan_clause(PlanPointer input, const bound::Match& match) {
        PlanPointer result;
        if (match.optional) {
            auto inner = plan_match(make(OperatorKind::argument), match);
            result = make(OperatorKind::optional, std::move(input));
            result->estimate *= std::max(1.0, inner->estimate);
            result->inputs.push_back(std::move(inner));
            result->slots = match.introduced;
        } else {
            result = plan_match(std::move(input), match);
        }
        for (Slot slot : match.introduced) keep(slot);
        return result;
    }

    PlanPointer plan_clause(PlanPointer input, const bound::Unwind& unwind) {
        auto plan = make(OperatorKind::unwind, std::move(input));
        plan->slot = unwind.slot;
        plan->expressions.push_back(attach(*unwind.list));
        plan->estimate *= 10;
        keep(unwind.slot);
        return plan;
    }

    PlanPointer project(PlanPointer input, const std::vector<bound::ProjectionItem>& items) {
        auto plan = make(OperatorKind::project);
        for (const auto& item : items)
            if (item.expression) {
                attach(*item.expression);
                plan->items.push_back(&item);
            }
        if (plan->items.empty()) return input;
        plan->estimate = input->estimate;
        plan->inputs.push_back(std::move(input));
        return plan;
    }

    PlanPointer plan_clause(PlanPointer plan, const bound::Projection& projection) {
        if (projection.aggregates_rows)
            plan = project(aggregate(std::move(plan), projection), projection.after_groups);
        else
            plan = project(std::move(plan), projection.items);
        if (projection.distinct) {
            plan = make(OperatorKind::distinct, std::move(plan));
            for (const bound::Column& column : projection.columns) plan->slots.push_back(column.slot);
        }
        if (!projection.order.empty()) plan = sort(std::move(plan), projection);
        if (projection.skip) {
            plan = make(OperatorKind::skip, std::move(plan));
            plan->expressions.push_back(attach(*projection.skip));
        }
        if (projection.limit) {
            plan = make(OperatorKind::limit, std::move(plan));
            plan->expressions.push_back(attach(*projection.limit));
            if (projection.limit->kind == ExpressionKind::constant)
                plan->estimate =
                    std::min(plan->estimate, static_cast<double>(projection.limit->constant.integer()));
        }
        live_.clear();
        for (const bound::Column& column : projection.columns) keep(column.slot);
        return filter(std::move(plan), projection.conditions);
    }

    PlanPointer filter(PlanPointer plan, const std::vector<bound::ExpressionPointer>& conditions) {
        if (conditions.empty()) return plan;
        plan = make(OperatorKind::filter, std::move(plan));
        for (const auto& condition : conditions) plan->expressions.push_back(attach(*condition));
        plan->estimate *= std::pow(0.3, static_cast<double>(conditions.size()));
        return plan;
    }

    PlanPointer aggregate(PlanPointer input, const bound::Projection& projection) {
        for (const auto& item : projection.items)
            if (item.expression) attach(*item.expression);
        for (const auto& item : projection.aggregates) {
            if (item.argument) attach(*item.argument);
            if (item.parameter) attach(*item.parameter);
        }
        bool counts = options_.optimise && projection.items.empty() && projection.aggregates.size() == 1 &&
                      !projection.aggregates[0].function;
        if (counts && input->kind == OperatorKind::expand && !input->to_is_bound) {
            if (is_two_hops(*input)) return count_pairs(*input, projection.aggregates[0].slot);
            input->kind = OperatorKind::count_edges;
            input->slot = projection.aggregates[0].slot;
            input->estimate = 1;
            return input;
        }
        auto plan = make(OperatorKind::aggregate);
        plan->projection = &projection;
        plan->estimate = projection.items.empty() ? 1 : std::sqrt(input->estimate) + 1;
        plan->inputs.push_back(std::move(input));
        return plan;
    }

    /// Two expansions in a row from all nodes, and nothing else: (a)-[r]->(b)-[s]->(c).
    static bool is_two_hops(const Plan& second) {
        const Plan& first = *second.inputs[0];
        if (first.kind != OperatorKind::expand || first.to_is_bound || !first.unique.empty()) return false;
        const Plan& scan = *first.inputs[0];
        return second.from == first.to && second.unique == std::vector<Slot>{first.edge} &&
               scan.kind == OperatorKind::all_nodes && scan.slot == first.from &&
               scan.inputs[0]->kind == OperatorKind::argument;
    }

    /// Counted at the node in the middle: ways in times ways out.
    PlanPointer count_pairs(const Plan& second, Slot slot) {
        const Plan& first = *second.inputs[0];
        auto scan = make(OperatorKind::all_nodes, make(OperatorKind::argument));
        scan->slot = first.to;
        scan->estimate = graph_.vertex_count();
        auto plan = make(OperatorKind::count_pairs, std::move(scan));
        plan->slot = slot;
        plan->from = first.to;
        plan->direction = second.direction;
        plan->labels = second.labels;
        plan->other_direction = turned(first.direction);
        plan->other_labels = first.labels;
        plan->estimate = 1;
        return plan;
    }

    static ast::Direction turned(ast::Direction direction) {
        if (direction == ast::Direction::both) return direction;
        return direction == ast::Direction::left ? ast::Direction::right : ast::Direction::left;
    }

    PlanPointer sort(PlanPointer input, const bound::Projection& projection) {
        auto plan = make(OperatorKind::sort, std::move(input));
        plan->projection = &projection;
        std::vector<bool> slots;
        for (const auto& condition : projection.conditions) bound::collect_slots(*condition, slots);
        for (const bound::Column& column : projection.columns) {
            if (column.slot >= slots.size()) slots.resize(column.slot + 1);
            slots[column.slot] = true;
        }
        for (Slot slot = 0; slot < slots.size(); ++slot)
            if (slots[slot]) plan->slots.push_back(slot);
        for (const bound::SortItem& item : projection.order) attach(*item.expression);
        if (options_.optimise && projection.limit) plan->expressions.push_back(attach(*projection.limit));
        if (options_.optimise && projection.limit && projection.skip)
            plan->expressions.push_back(attach(*projection.skip));
        return plan;
    }

    // Writing clauses.

    PlanPointer writing(OperatorKind kind, PlanPointer input) {
        auto plan = make(kind, std::move(input));
        plan->slots = live_;
        return plan;
    }

    void attach(const bound::Properties& properties) {
        for (const auto& entry : properties.entries) attach(*entry.value);
        if (properties.map) attach(*properties.map);
    }

    void attach_create(const bound::Create& create) {
        for (const auto& step : create.steps) {
            if (const auto* node = std::get_if<bound::CreateNode>(&step)) {
                attach(node->properties);
                keep(node->slot);
            } else if (const auto* relationship = std::get_if<bound::CreateRelationship>(&step)) {
                attach(relationship->properties);
                keep(relationship->slot);
            } else {
                keep(std::get<bound::ProjectionItem>(step).slot);
            }
        }
    }

    void attach_items(const std::vector<bound::SetItem>& items) {
        for (const auto& item : items) {
            attach(*item.target);
            if (item.value) attach(*item.value);
        }
    }

    PlanPointer plan_clause(PlanPointer input, const bound::Create& create) {
        auto plan = writing(OperatorKind::create, std::move(input));
        plan->create = &create;
        attach_create(create);
        return plan;
    }

    PlanPointer plan_clause(PlanPointer input, const bound::Set& set) {
        auto plan = writing(OperatorKind::set, std::move(input));
        plan->set_items = &set.items;
        attach_items(set.items);
        return plan;
    }

    PlanPointer plan_clause(PlanPointer input, const bound::Merge& merge) {
        auto plan = writing(OperatorKind::merge, std::move(input));
        plan->merge = &merge;
        plan->inputs.push_back(plan_match(make(OperatorKind::argument), merge.match));
        attach_create(merge.create);
        attach_items(merge.on_create);
        attach_items(merge.on_match);
        for (Slot slot : merge.match.introduced) keep(slot);
        return plan;
    }

    PlanPointer plan_clause(PlanPointer input, const bound::Delete& clause) {
        auto plan = writing(OperatorKind::erase, std::move(input));
        plan->erase = &clause;
        for (const auto& expression : clause.expressions) attach(*expression);
        return plan;
    }

    PlanPointer plan_clause(PlanPointer input, const bound::Call& call) {
        auto plan = make(OperatorKind::call, std::move(input));
        plan->call = &call;
        for (const auto& argument : call.arguments) attach(*argument);
        for (const auto& output : call.outputs) keep(output.slot);
        return filter(std::move(plan), call.conditions);
    }

    // MATCH.

    /// What is left to do of a pattern, and what is there.
    struct Matching {
        const bound::Match* match = nullptr;
        std::vector<bool> nodes, relationships, groups, paths; ///< done
        std::set<Slot> waiting;                                ///< slots of the pattern not bound yet
        std::vector<Condition> conditions;
        std::vector<std::vector<Slot>> edges_of_path; ///< relationship slots bound, for uniqueness
        PlanPointer plan;
    };

    PlanPointer plan_match(PlanPointer input, const bound::Match& match) {
        Matching matching;
        const auto& pattern = match.pattern;
        matching.match = &match;
        matching.nodes.resize(pattern.nodes.size());
        matching.relationships.resize(pattern.relationships.size());
        matching.groups.resize(pattern.groups.size());
        matching.paths.resize(pattern.paths.size());
        matching.edges_of_path.resize(pattern.paths.size());
        matching.waiting.insert(match.introduced.begin(), match.introduced.end());
        for (const auto& node : pattern.nodes)
            if (!node.is_bound) matching.waiting.insert(node.slot);
        for (const auto& relationship : pattern.relationships)
            if (!relationship.is_bound) matching.waiting.insert(relationship.slot);
        matching.plan = std::move(input);
        for (std::size_t i = 0; i < pattern.paths.size(); ++i)
            if (selects_among(pattern, pattern.paths[i])) select_paths(matching, i);
        add_conditions(matching);
        apply_conditions(matching);
        for (std::size_t i = 0; i < pattern.nodes.size(); ++i)
            if (pattern.nodes[i].is_bound && !matching.nodes[i]) check_bound_node(matching, i);
        while (step(matching)) {
        }
        return std::move(matching.plan);
    }

    void add_condition(Matching& matching, const Expression& expression) {
        std::vector<bool> slots;
        bound::collect_slots(expression, slots);
        Condition condition{attach(expression), {}, false};
        for (Slot slot : matching.waiting)
            if (slot < slots.size() && slots[slot]) condition.needs.push_back(slot);
        matching.conditions.push_back(std::move(condition));
    }

    void add_conditions(Matching& matching) {
        const auto& pattern = matching.match->pattern;
        for (std::size_t i = 0; i < pattern.paths.size(); ++i)
            if (!matching.paths[i])
                for (const auto& condition : pattern.paths[i].conditions) add_condition(matching, *condition);
        for (const auto& condition : matching.match->conditions) add_condition(matching, *condition);
    }

    static bool is_ready(const Matching& matching, const Condition& condition) {
        return std::none_of(condition.needs.begin(), condition.needs.end(),
                            [&](Slot slot) { return matching.waiting.contains(slot); });
    }

    void apply_conditions(Matching& matching) {
        PlanPointer filter;
        for (Condition& condition : matching.conditions) {
            if (condition.used || !is_ready(matching, condition)) continue;
            condition.used = true;
            if (!filter) filter = make(OperatorKind::filter);
            filter->expressions.push_back(condition.expression);
        }
        if (!filter) return;
        filter->estimate =
            matching.plan->estimate * std::pow(0.3, static_cast<double>(filter->expressions.size()));
        filter->inputs.push_back(std::move(matching.plan));
        matching.plan = std::move(filter);
    }

    void check_bound_node(Matching& matching, std::size_t index) {
        const auto& node = matching.match->pattern.nodes[index];
        auto plan = make(OperatorKind::check_node, std::move(matching.plan));
        plan->slot = node.slot;
        plan->labels = node.labels ? &*node.labels : nullptr;
        matching.plan = std::move(plan);
        matching.nodes[index] = true;
    }

    /// Does the cheapest thing that is left; false if nothing is.
    bool step(Matching& matching) {
        finish_paths(matching);
        const auto& pattern = matching.match->pattern;
        std::size_t best = pattern.relationships.size();
        double cost = 0;
        for (std::size_t i = 0; i < pattern.relationships.size(); ++i) {
            if (matching.relationships[i]) continue;
            double mine = relationship_cost(matching, i);
            if (mine >= 0 && (best == pattern.relationships.size() || mine < cost)) {
                best = i;
                cost = mine;
            }
            if (!options_.optimise && best == i) break;
        }
        if (best < pattern.relationships.size()) {
            add_relationship(matching, best);
            return true;
        }
        for (std::size_t i = 0; i < pattern.groups.size(); ++i)
            if (!matching.groups[i] && (matching.nodes[pattern.groups[i].from])) {
                add_group(matching, i);
                return true;
            }
        return start_node(matching);
    }

    /// Rows one row becomes; negative if neither end is there yet.
    double relationship_cost(const Matching& matching, std::size_t index) const {
        const auto& term = matching.match->pattern.relationships[index];
        if (term.is_bound) return 0;
        bool from = matching.nodes[term.from], to = matching.nodes[term.to];
        if (!from && !to) return -1;
        if (is_shortest(matching.match->pattern, term) && !(from && to)) return -1;
        double rows = fan_out(term);
        if (term.repetition) rows = std::pow(rows + 1, std::min(term.repetition->maximum.value_or(5), 5U));
        if (from && to) return rows / std::max(1.0, static_cast<double>(graph_.vertex_count()));
        return rows;
    }

    double fan_out(const bound::Relationship& term) const {
        double edges = 0;
        if (!term.types)
            edges = graph_.edge_count();
        else
            edges = edges_of(*term.types);
        double degree = edges / std::max(1.0, static_cast<double>(graph_.vertex_count()));
        return term.direction == ast::Direction::both ? 2 * degree : degree;
    }

    double edges_of(const bound::Labels& types) const {
        if (types.kind == ast::LabelExpression::Kind::name)
            return types.name.id ? static_cast<double>(graph_.edges_with(*types.name.id)) : 0;
        if (types.kind != ast::LabelExpression::Kind::disjunction) return graph_.edge_count();
        double edges = 0;
        for (const auto& child : types.children) edges += edges_of(child);
        return edges;
    }

    /// Whether a path needs its own subplan, from which a selector chooses.
    static bool selects_among(const bound::Pattern& pattern, const bound::PathTerm& path) {
        return path.selector != ast::PathSelector::all && !is_simple_shortest(pattern, path);
    }

    /// One relationship between two nodes: breadth-first search does it.
    static bool is_simple_shortest(const bound::Pattern& pattern, const bound::PathTerm& path) {
        if (path.selector == ast::PathSelector::all || path.steps.size() != 3) return false;
        if (path.steps[1].kind != bound::PathTerm::Step::Kind::relationship) return false;
        bool one_or_all = path.selector != ast::PathSelector::shortest_count;
        bool plain_mode = path.mode == ast::PathMode::none || path.mode == ast::PathMode::trail ||
                          path.mode == ast::PathMode::walk;
        const auto& term = pattern.relationships[path.steps[1].index];
        bool from_few = !term.repetition || term.repetition->minimum <= 1;
        return one_or_all && plain_mode && from_few && !term.is_bound &&
               path.steps[0].index != path.steps[2].index;
    }

    static bool is_shortest(const bound::Pattern& pattern, const bound::Relationship& term) {
        return is_simple_shortest(pattern, pattern.paths[term.path]);
    }

    Slot slot_of(const Matching& matching, std::size_t node) const {
        return matching.match->pattern.nodes[node].slot;
    }

    void arrive(Matching& matching, std::size_t node) {
        matching.waiting.erase(slot_of(matching, node));
        if (matching.nodes[node]) return;
        matching.nodes[node] = true;
        const auto& term = matching.match->pattern.nodes[node];
        if (!term.labels) return;
        auto plan = make(OperatorKind::check_node, std::move(matching.plan));
        plan->slot = term.slot;
        plan->labels = &*term.labels;
        plan->estimate *= label_share(*term.labels);
        matching.plan = std::move(plan);
    }

    double label_share(const bound::Labels& labels) const {
        return nodes_of(labels) / std::max(1.0, static_cast<double>(graph_.vertex_count()));
    }

    double nodes_of(const bound::Labels& labels) const {
        using Kind = ast::LabelExpression::Kind;
        double all = graph_.vertex_count();
        if (labels.kind == Kind::name)
            return labels.name.id ? static_cast<double>(graph_.vertices_with(*labels.name.id).size()) : 0;
        if (labels.kind == Kind::conjunction) {
            for (const auto& child : labels.children) all = std::min(all, nodes_of(child));
            return all;
        }
        if (labels.kind != Kind::disjunction) return all;
        double sum = 0;
        for (const auto& child : labels.children) sum += nodes_of(child);
        return std::min(all, sum);
    }

    /// Relationships already bound that a new one of `path` must differ from. A WALK may repeat its own.
    std::vector<Slot> others(const Matching& matching, std::size_t path) const {
        std::vector<Slot> slots;
        const auto& paths = matching.match->pattern.paths;
        if (paths[path].mode == ast::PathMode::walk) return slots;
        for (std::size_t i = 0; i < matching.edges_of_path.size(); ++i)
            if (paths[i].mode != ast::PathMode::walk)
                slots.insert(slots.end(), matching.edges_of_path[i].begin(), matching.edges_of_path[i].end());
        return slots;
    }

    void add_relationship(Matching& matching, std::size_t index) {
        const auto& term = matching.match->pattern.relationships[index];
        matching.relationships[index] = true;
        if (term.is_bound) {
            add_endpoints(matching, term);
            return;
        }
        bool forward = matching.nodes[term.from];
        std::size_t from = forward ? term.from : term.to, to = forward ? term.to : term.from;
        OperatorKind kind = is_shortest(matching.match->pattern, term) ? OperatorKind::shortest
                            : term.repetition                          ? OperatorKind::expand_repeat
                                                                       : OperatorKind::expand;
        auto plan = make(kind, std::move(matching.plan));
        plan->from = slot_of(matching, from);
        plan->to = slot_of(matching, to);
        plan->edge = term.slot;
        plan->to_is_bound = matching.nodes[to];
        plan->relationship = &term;
        plan->path = &matching.match->pattern.paths[term.path];
        plan->labels = term.types ? &*term.types : nullptr;
        plan->direction = term.direction;
        plan->reversed = !forward;
        if (!forward && term.direction != ast::Direction::both)
            plan->direction =
                term.direction == ast::Direction::left ? ast::Direction::right : ast::Direction::left;
        plan->unique = others(matching, term.path);
        plan->estimate *= std::max(0.01, fan_out(term));
        for (const auto& condition : term.step_conditions) plan->expressions.push_back(attach(*condition));
        matching.plan = std::move(plan);
        matching.edges_of_path[term.path].push_back(term.slot);
        matching.waiting.erase(term.slot);
        arrive(matching, to);
        apply_conditions(matching);
    }

    void add_endpoints(Matching& matching, const bound::Relationship& term) {
        auto plan = make(term.repetition ? OperatorKind::endpoints_repeat : OperatorKind::endpoints,
                         std::move(matching.plan));
        plan->from = slot_of(matching, term.from);
        plan->to = slot_of(matching, term.to);
        plan->edge = term.slot;
        plan->relationship = &term;
        plan->labels = term.types ? &*term.types : nullptr;
        plan->direction = term.direction;
        plan->to_is_bound = matching.nodes[term.to];
        plan->slot = matching.nodes[term.from] ? plan->from : bound::no_slot; // `from` is bound
        plan->unique = others(matching, term.path);
        for (const auto& condition : term.step_conditions) plan->expressions.push_back(attach(*condition));
        matching.plan = std::move(plan);
        matching.edges_of_path[term.path].push_back(term.slot);
        arrive(matching, term.from);
        arrive(matching, term.to);
        apply_conditions(matching);
    }

    void add_group(Matching& matching, std::size_t index) {
        const auto& term = matching.match->pattern.groups[index];
        matching.groups[index] = true;
        auto plan = make(OperatorKind::repeat_group, std::move(matching.plan));
        plan->from = slot_of(matching, term.from);
        plan->to = slot_of(matching, term.to);
        plan->edge = term.relationships;
        plan->to_is_bound = matching.nodes[term.to];
        plan->group = &term;
        plan->path = &matching.match->pattern.paths[term.path];
        plan->unique = others(matching, term.path);
        plan->estimate *= 10;
        plan->inputs.push_back(plan_group(term));
        matching.plan = std::move(plan);
        matching.edges_of_path[term.path].push_back(term.relationships);
        matching.waiting.erase(term.relationships);
        for (const auto& variable : term.variables) matching.waiting.erase(variable.list);
        arrive(matching, term.to);
        apply_conditions(matching);
    }

    /// One repetition, beginning at a node that is known.
    PlanPointer plan_group(const bound::Group& term) {
        Matching matching;
        const auto& match = *term.inner;
        const auto& pattern = match.pattern;
        matching.match = &match;
        matching.nodes.resize(pattern.nodes.size());
        matching.relationships.resize(pattern.relationships.size());
        matching.paths.resize(pattern.paths.size());
        matching.edges_of_path.resize(pattern.paths.size());
        matching.waiting.insert(match.introduced.begin(), match.introduced.end());
        matching.plan = make(OperatorKind::argument);
        for (std::size_t i = 0; i < pattern.nodes.size(); ++i)
            if (pattern.nodes[i].slot == term.first) matching.waiting.erase(term.first);
        add_conditions(matching);
        for (std::size_t i = 0; i < pattern.nodes.size(); ++i)
            if (pattern.nodes[i].slot == term.first || pattern.nodes[i].is_bound)
                check_bound_node(matching, i);
        apply_conditions(matching);
        while (step(matching)) {
        }
        return std::move(matching.plan);
    }

    // Where to begin.

    struct Start {
        std::size_t node = 0;
        OperatorKind kind = OperatorKind::all_nodes;
        double rows = 0;
        bound::NameReference label;
        const Expression* key = nullptr;
    };

    bool start_node(Matching& matching) {
        const auto& nodes = matching.match->pattern.nodes;
        std::optional<Start> best;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (matching.nodes[i] || (!options_.optimise && best)) continue;
            Start start = best_start(matching, i);
            if (!best || start.rows < best->rows) best = start;
        }
        if (!best) return false;
        begin_at(matching, *best);
        return true;
    }

    Start best_start(const Matching& matching, std::size_t index) const {
        const auto& node = matching.match->pattern.nodes[index];
        Start start;
        start.node = index;
        start.rows = graph_.vertex_count();
        if (node.labels) consider_label(start, *node.labels);
        if (options_.optimise)
            for (const Condition& condition : matching.conditions)
                consider_condition(start, matching, node, condition);
        return start;
    }

    /// The rarest label that a node must have.
    void consider_label(Start& start, const bound::Labels& labels) const {
        using Kind = ast::LabelExpression::Kind;
        if (labels.kind == Kind::conjunction)
            for (const auto& child : labels.children) consider_label(start, child);
        if (labels.kind != Kind::name) return;
        double rows = nodes_of(labels);
        if (start.kind == OperatorKind::label_scan && rows >= start.rows) return;
        start.kind = OperatorKind::label_scan;
        start.rows = rows;
        start.label = labels.name;
    }

    void consider_condition(Start& start, const Matching& matching, const bound::Node& node,
                            const Condition& condition) const {
        bool only_this = std::all_of(condition.needs.begin(), condition.needs.end(), [&](Slot slot) {
            return slot == node.slot || !matching.waiting.contains(slot);
        });
        bool concerns =
            std::find(condition.needs.begin(), condition.needs.end(), node.slot) != condition.needs.end();
        if (condition.used || !only_this || !concerns) return;
        if (const Expression* key = looked_up(*condition.expression, node.slot)) {
            start.kind = OperatorKind::name_lookup;
            start.rows = 2;
            start.key = key;
        } else if (start.kind != OperatorKind::name_lookup) {
            start.rows *= 0.3;
        }
    }

    /// The other side of `n.id = …` or `n.name = …`.
    static const Expression* looked_up(const Expression& condition, Slot node) {
        if (condition.kind != ExpressionKind::comparison || condition.op != ast::Operator::equal)
            return nullptr;
        for (std::size_t side : {0U, 1U}) {
            const Expression& access = *condition.children[side];
            const Expression& value = *condition.children[1 - side];
            bool of_node = access.kind == ExpressionKind::property && access.children[0]->slot == node &&
                           access.children[0]->kind == ExpressionKind::slot;
            if (!of_node || (access.name.name != "id" && access.name.name != "name")) continue;
            std::vector<bool> slots;
            bound::collect_slots(value, slots);
            if (node >= slots.size() || !slots[node]) return &value;
        }
        return nullptr;
    }

    void begin_at(Matching& matching, const Start& start) {
        const auto& node = matching.match->pattern.nodes[start.node];
        auto plan = make(start.kind, std::move(matching.plan));
        plan->slot = node.slot;
        plan->label = start.label;
        if (start.key) plan->expressions.push_back(start.key);
        plan->estimate *= start.rows;
        bool label_is_checked =
            start.kind == OperatorKind::label_scan && node.labels->kind == ast::LabelExpression::Kind::name;
        matching.plan = std::move(plan);
        if (label_is_checked) {
            matching.waiting.erase(node.slot);
            matching.nodes[start.node] = true;
        } else {
            arrive(matching, start.node);
        }
        apply_conditions(matching);
    }

    // Paths.

    /// Paths all of whose parts are there get their value.
    void finish_paths(Matching& matching) {
        const auto& pattern = matching.match->pattern;
        for (std::size_t i = 0; i < pattern.paths.size(); ++i) {
            if (matching.paths[i] || !is_complete(matching, pattern.paths[i])) continue;
            matching.paths[i] = true;
            const auto& path = pattern.paths[i];
            if (path.mode == ast::PathMode::acyclic || path.mode == ast::PathMode::simple) {
                auto check = make(OperatorKind::path_mode, std::move(matching.plan));
                check->expressions.push_back(own(bound::path_expression(pattern, path)));
                check->path = &path;
                matching.plan = std::move(check);
            }
            if (path.slot != bound::no_slot) {
                bind_path(matching, pattern, path);
                matching.waiting.erase(path.slot);
            }
            apply_conditions(matching);
        }
    }

    void bind_path(Matching& matching, const bound::Pattern& pattern, const bound::PathTerm& path) {
        auto project = make(OperatorKind::project, std::move(matching.plan));
        result_.items.push_back(std::make_unique<bound::ProjectionItem>());
        *result_.items.back() = {path.slot, bound::path_expression(pattern, path)};
        project->items.push_back(result_.items.back().get());
        matching.plan = std::move(project);
    }

    static bool is_complete(const Matching& matching, const bound::PathTerm& path) {
        using Kind = bound::PathTerm::Step::Kind;
        return std::all_of(path.steps.begin(), path.steps.end(), [&](const auto& step) {
            if (step.kind == Kind::node) return static_cast<bool>(matching.nodes[step.index]);
            if (step.kind == Kind::relationship) return static_cast<bool>(matching.relationships[step.index]);
            return static_cast<bool>(matching.groups[step.index]);
        });
    }

    /// A path with a selector that breadth-first search does not do: all its paths are found, then some
    /// chosen.
    void select_paths(Matching& matching, std::size_t index) {
        const auto& pattern = matching.match->pattern;
        const auto& path = pattern.paths[index];
        Matching inner;
        inner.match = matching.match;
        inner.nodes.assign(pattern.nodes.size(), true);
        inner.relationships.assign(pattern.relationships.size(), true);
        inner.groups.assign(pattern.groups.size(), true);
        inner.paths.assign(pattern.paths.size(), true);
        inner.edges_of_path.resize(pattern.paths.size());
        auto select = make(OperatorKind::select_paths, std::move(matching.plan));
        inner.plan = make(OperatorKind::argument);
        const std::vector<bool> known = matching.nodes;
        restrict_to_path(matching, inner, path, select->slots);
        inner.paths[index] = false;
        for (const auto& condition : path.conditions) add_condition(inner, *condition);
        add_end_conditions(inner, path);
        for (std::size_t i = 0; i < pattern.nodes.size(); ++i)
            if (!inner.nodes[i] && (pattern.nodes[i].is_bound || known[i])) check_bound_node(inner, i);
        apply_conditions(inner);
        while (step(inner)) {
        }
        select->inputs.push_back(std::move(inner.plan));
        select->path = &path;
        select->from = slot_of(matching, path.steps.front().index);
        select->to = slot_of(matching, path.steps.back().index);
        select->expressions.push_back(own(bound::path_expression(pattern, path)));
        matching.plan = std::move(select);
        matching.edges_of_path[index] = inner.edges_of_path[index];
        matching.paths[index] = true;
        require_distinct(matching, index);
    }

    /// Conditions of WHERE on the path's ends only: they leave out whole groups of paths, so they may come
    /// first.
    void add_end_conditions(Matching& inner, const bound::PathTerm& path) {
        const auto& match = *inner.match;
        Slot ends[] = {slot_of(inner, path.steps.front().index), slot_of(inner, path.steps.back().index)};
        for (const auto& condition : match.conditions) {
            std::vector<bool> slots;
            bound::collect_slots(*condition, slots);
            bool only_ends = std::all_of(match.introduced.begin(), match.introduced.end(), [&](Slot slot) {
                return slot >= slots.size() || !slots[slot] || slot == ends[0] || slot == ends[1];
            });
            if (only_ends) add_condition(inner, *condition);
        }
    }

    /// Marks what belongs to the path as still to be done inside, and as done outside.
    void restrict_to_path(Matching& matching, Matching& inner, const bound::PathTerm& path,
                          std::vector<Slot>& slots) {
        const auto& pattern = matching.match->pattern;
        auto leave = [&](Slot slot) {
            if (matching.waiting.erase(slot)) inner.waiting.insert(slot);
            slots.push_back(slot);
        };
        for (const auto& step : path.steps) {
            if (step.kind == bound::PathTerm::Step::Kind::node) {
                inner.nodes[step.index] = false;
                leave(pattern.nodes[step.index].slot);
            } else if (step.kind == bound::PathTerm::Step::Kind::relationship) {
                inner.relationships[step.index] = false;
                matching.relationships[step.index] = true;
                leave(pattern.relationships[step.index].slot);
            } else {
                inner.groups[step.index] = false;
                matching.groups[step.index] = true;
                leave(pattern.groups[step.index].relationships);
                for (const auto& variable : pattern.groups[step.index].variables) leave(variable.list);
            }
        }
        for (const auto& step : path.steps)
            if (step.kind == bound::PathTerm::Step::Kind::node) matching.nodes[step.index] = true;
        if (path.slot != bound::no_slot) leave(path.slot);
    }

    /// The chosen path was found without looking at the others: its relationships must differ from theirs.
    void require_distinct(Matching& matching, std::size_t index) {
        std::vector<Slot> earlier;
        for (std::size_t i = 0; i < index; ++i)
            earlier.insert(earlier.end(), matching.edges_of_path[i].begin(), matching.edges_of_path[i].end());
        if (earlier.empty() || matching.edges_of_path[index].empty()) return;
        auto plan = make(OperatorKind::distinct_edges, std::move(matching.plan));
        plan->unique = std::move(earlier);
        plan->slots = matching.edges_of_path[index];
        matching.plan = std::move(plan);
    }

    const FrozenGraph& graph_;
    PlannerOptions options_;
    PhysicalPlan result_;
    std::vector<Slot> live_; ///< slots in scope
    std::size_t number_ = 0;
};

} // namespace

std::string_view name_of(OperatorKind kind) {
    switch (kind) {
    case OperatorKind::argument:
        return "Argument";
    case OperatorKind::all_nodes:
        return "AllNodes";
    case OperatorKind::label_scan:
        return "LabelScan";
    case OperatorKind::name_lookup:
        return "NameLookup";
    case OperatorKind::check_node:
        return "CheckNode";
    case OperatorKind::expand:
        return "Expand";
    case OperatorKind::expand_repeat:
        return "ExpandRepeat";
    case OperatorKind::endpoints:
        return "Endpoints";
    case OperatorKind::endpoints_repeat:
        return "EndpointsRepeat";
    case OperatorKind::repeat_group:
        return "RepeatGroup";
    case OperatorKind::shortest:
        return "ShortestPaths";
    case OperatorKind::select_paths:
        return "SelectPaths";
    case OperatorKind::path_mode:
        return "PathMode";
    case OperatorKind::distinct_edges:
        return "DistinctRelationships";
    case OperatorKind::filter:
        return "Filter";
    case OperatorKind::project:
        return "Project";
    case OperatorKind::unwind:
        return "Unwind";
    case OperatorKind::optional:
        return "Optional";
    case OperatorKind::aggregate:
        return "Aggregate";
    case OperatorKind::sort:
        return "Sort";
    case OperatorKind::skip:
        return "Skip";
    case OperatorKind::limit:
        return "Limit";
    case OperatorKind::distinct:
        return "Distinct";
    case OperatorKind::unite:
        return "Union";
    case OperatorKind::count_edges:
        return "CountRelationships";
    case OperatorKind::call:
        return "Call";
    case OperatorKind::count_pairs:
        return "CountPairs";
    case OperatorKind::create:
        return "Create";
    case OperatorKind::set:
        return "Set";
    case OperatorKind::merge:
        return "Merge";
    case OperatorKind::erase:
        return "Delete";
    }
    return "";
}

Result<PhysicalPlan, QueryError> plan_query(const bound::Query& query, const FrozenGraph& graph,
                                            PlannerOptions options) {
    try {
        return Planner(graph, options).run(query);
    } catch (Failure& failure) {
        return std::move(failure.error);
    }
}

} // namespace banggiao::query
