// Takes the pattern of a MATCH. Hands out its plan: the cheapest beginning, then the cheapest step, one after
// the other until all of it is there.
#include <banggiao/query/planner_state.h>

#include <algorithm>

namespace banggiao::query {

namespace {

/// Relationships already bound that a new one of `path` must differ from. A WALK may repeat its own.
std::vector<Slot> others(const Matching& matching, std::size_t path) {
    std::vector<Slot> slots;
    const auto& paths = matching.match->pattern.paths;
    if (paths[path].mode == ast::PathMode::walk) return slots;
    for (std::size_t i = 0; i < matching.edges_of_path.size(); ++i)
        if (paths[i].mode != ast::PathMode::walk)
            slots.insert(slots.end(), matching.edges_of_path[i].begin(), matching.edges_of_path[i].end());
    return slots;
}

} // namespace

Matching::Matching(const bound::Match& of) : match(&of) {
    const auto& pattern = of.pattern;
    nodes.resize(pattern.nodes.size());
    relationships.resize(pattern.relationships.size());
    groups.resize(pattern.groups.size());
    paths.resize(pattern.paths.size());
    edges_of_path.resize(pattern.paths.size());
    waiting.insert(of.introduced.begin(), of.introduced.end());
    for (const auto& node : pattern.nodes)
        if (!node.is_bound) waiting.insert(node.slot);
    for (const auto& relationship : pattern.relationships)
        if (!relationship.is_bound) waiting.insert(relationship.slot);
}

bool Matching::is_ready(const Condition& condition) const {
    return std::none_of(condition.needs.begin(), condition.needs.end(),
                        [&](Slot slot) { return waits_for(slot); });
}

PlanPointer Planner::plan_match(PlanPointer input, const bound::Match& match) {
    Matching matching(match);
    const auto& pattern = match.pattern;
    matching.plan = std::move(input);
    add_conditions(matching);
    for (std::size_t i = 0; i < pattern.paths.size(); ++i)
        if (selects_among(pattern, pattern.paths[i])) select_paths(matching, i);
    apply_conditions(matching);
    for (std::size_t i = 0; i < pattern.nodes.size(); ++i)
        if (pattern.nodes[i].is_bound && !matching.nodes[i]) check_bound_node(matching, i);
    while (step(matching)) {
    }
    settle_conditions(matching);
    return std::move(matching.plan);
}

void Planner::check_bound_node(Matching& matching, std::size_t index) {
    const auto& node = matching.match->pattern.nodes[index];
    auto plan = make(OperatorKind::check_node, std::move(matching.plan));
    plan->slot = node.slot;
    plan->labels = node.labels ? &*node.labels : nullptr;
    matching.plan = std::move(plan);
    matching.nodes[index] = true;
}

/// A node's value is there: its labels can be tested.
void Planner::arrive(Matching& matching, std::size_t node) {
    matching.waiting.erase(matching.slot_of(node));
    if (matching.nodes[node]) return;
    matching.nodes[node] = true;
    const auto& term = matching.match->pattern.nodes[node];
    if (!term.labels) return;
    auto plan = make(OperatorKind::check_node, std::move(matching.plan));
    plan->slot = term.slot;
    plan->labels = &*term.labels;
    plan->estimate *= estimates_.label_share(*term.labels);
    matching.plan = std::move(plan);
}

/// Does the cheapest thing that is left; false if nothing is.
bool Planner::step(Matching& matching) {
    finish_paths(matching);
    return add_cheapest_relationship(matching) || add_first_group(matching) || start_node(matching);
}

bool Planner::add_cheapest_relationship(Matching& matching) {
    std::optional<std::size_t> best;
    double least = 0;
    for (std::size_t i = 0; i < matching.relationships.size(); ++i) {
        if (matching.relationships[i]) continue;
        const double cost = relationship_cost(matching, i);
        if (cost < 0 || (best && cost >= least)) continue;
        best = i;
        least = cost;
        if (!options_.optimise) break;
    }
    if (best) add_relationship(matching, *best);
    return best.has_value();
}

bool Planner::add_first_group(Matching& matching) {
    const auto& groups = matching.match->pattern.groups;
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (!matching.groups[i] && matching.nodes[groups[i].from]) {
            add_group(matching, i);
            return true;
        }
    return false;
}

/// Rows one row becomes; negative if neither end is there yet.
double Planner::relationship_cost(const Matching& matching, std::size_t index) const {
    const auto& pattern = matching.match->pattern;
    const auto& term = pattern.relationships[index];
    if (term.is_bound) return 0;
    const bool from = matching.nodes[term.from], to = matching.nodes[term.to];
    if (!from && !to) return -1;
    if (is_simple_shortest(pattern, pattern.paths[term.path]) && !(from && to)) return -1;
    const double rows = estimates_.repeated(term);
    return from && to ? rows / std::max(1.0, estimates_.nodes()) : rows;
}

void Planner::add_relationship(Matching& matching, std::size_t index) {
    const auto& term = matching.match->pattern.relationships[index];
    matching.relationships[index] = true;
    if (term.is_bound)
        add_endpoints(matching, term);
    else
        add_expansion(matching, term);
}

void Planner::add_expansion(Matching& matching, const bound::Relationship& term) {
    const auto& path = matching.match->pattern.paths[term.path];
    const bool forward = matching.nodes[term.from];
    const std::size_t from = forward ? term.from : term.to, to = forward ? term.to : term.from;
    const OperatorKind kind = is_simple_shortest(matching.match->pattern, path) ? OperatorKind::shortest
                              : term.repetition                                 ? OperatorKind::expand_repeat
                                                                                : OperatorKind::expand;
    auto plan = make(kind, std::move(matching.plan));
    plan->from = matching.slot_of(from);
    plan->to = matching.slot_of(to);
    plan->edge = term.slot;
    plan->to_is_bound = matching.nodes[to];
    plan->relationship = &term;
    plan->path = &path;
    plan->labels = term.types ? &*term.types : nullptr;
    plan->direction = forward ? term.direction : turned(term.direction);
    plan->reversed = !forward;
    plan->unique = others(matching, term.path);
    plan->estimate *= std::max(0.01, estimates_.fan_out(term));
    for (const auto& condition : term.step_conditions) plan->expressions.push_back(attach(*condition));
    matching.plan = std::move(plan);
    matching.edges_of_path[term.path].push_back(term.slot);
    matching.waiting.erase(term.slot);
    arrive(matching, to);
    apply_conditions(matching);
}

void Planner::add_endpoints(Matching& matching, const bound::Relationship& term) {
    auto plan = make(term.repetition ? OperatorKind::endpoints_repeat : OperatorKind::endpoints,
                     std::move(matching.plan));
    plan->from = matching.slot_of(term.from);
    plan->to = matching.slot_of(term.to);
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

void Planner::add_group(Matching& matching, std::size_t index) {
    const auto& term = matching.match->pattern.groups[index];
    matching.groups[index] = true;
    auto plan = make(OperatorKind::repeat_group, std::move(matching.plan));
    plan->from = matching.slot_of(term.from);
    plan->to = matching.slot_of(term.to);
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
PlanPointer Planner::plan_group(const bound::Group& term) {
    Matching matching(*term.inner);
    const auto& nodes = matching.match->pattern.nodes;
    matching.plan = make(OperatorKind::argument);
    matching.waiting.erase(term.first);
    add_conditions(matching);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].slot == term.first || nodes[i].is_bound) check_bound_node(matching, i);
    apply_conditions(matching);
    while (step(matching)) {
    }
    settle_conditions(matching);
    return std::move(matching.plan);
}

} // namespace banggiao::query
