// Takes the paths of a pattern. Hands out what names, checks and chooses them: a path's value, its mode, and
// for a selector that breadth-first search does not do a plan of its own, from whose paths some are chosen.
#include <banggiao/query/planner_state.h>

#include <algorithm>

namespace banggiao::query {

using StepKind = bound::PathTerm::Step::Kind;

namespace {

bool is_complete(const Matching& matching, const bound::PathTerm& path) {
    return std::all_of(path.steps.begin(), path.steps.end(), [&](const auto& step) -> bool {
        if (step.kind == StepKind::node) return matching.nodes[step.index];
        if (step.kind == StepKind::relationship) return matching.relationships[step.index];
        return matching.groups[step.index];
    });
}

std::vector<Slot> ends_of(const Matching& matching, const bound::PathTerm& path) {
    return {matching.slot_of(path.steps.front().index), matching.slot_of(path.steps.back().index)};
}

/// Whether it reads nothing of the pattern but the path's ends.
bool reads_only(const bound::Expression& condition, const bound::Match& match,
                const std::vector<Slot>& ends) {
    std::vector<bool> slots;
    bound::collect_slots(condition, slots);
    return std::all_of(match.introduced.begin(), match.introduced.end(), [&](Slot slot) {
        return slot >= slots.size() || !slots[slot] ||
               std::find(ends.begin(), ends.end(), slot) != ends.end();
    });
}

} // namespace

bool selects_among(const bound::Pattern& pattern, const bound::PathTerm& path) {
    return path.selector != ast::PathSelector::all && !is_simple_shortest(pattern, path);
}

bool is_simple_shortest(const bound::Pattern& pattern, const bound::PathTerm& path) {
    using ast::PathMode;
    using ast::PathSelector;
    if (path.selector == PathSelector::all || path.steps.size() != 3) return false;
    if (path.steps[1].kind != StepKind::relationship) return false;
    const bool one_or_all =
        path.selector != PathSelector::shortest_count && path.selector != PathSelector::shortest_groups;
    const bool plain_mode =
        path.mode == PathMode::none || path.mode == PathMode::trail || path.mode == PathMode::walk;
    const auto& term = pattern.relationships[path.steps[1].index];
    const bool from_few = !term.repetition || term.repetition->minimum <= 1;
    return one_or_all && plain_mode && from_few && !term.is_bound &&
           path.steps[0].index != path.steps[2].index;
}

/// Paths all of whose parts are there get their value.
void Planner::finish_paths(Matching& matching) {
    const auto& paths = matching.match->pattern.paths;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (matching.paths[i] || !is_complete(matching, paths[i])) continue;
        matching.paths[i] = true;
        check_mode(matching, paths[i]);
        bind_path(matching, paths[i]);
        apply_conditions(matching);
    }
}

void Planner::check_mode(Matching& matching, const bound::PathTerm& path) {
    if (path.mode != ast::PathMode::acyclic && path.mode != ast::PathMode::simple) return;
    auto check = make(OperatorKind::path_mode, std::move(matching.plan));
    check->expressions.push_back(own(bound::path_expression(matching.match->pattern, path)));
    check->path = &path;
    matching.plan = std::move(check);
}

void Planner::bind_path(Matching& matching, const bound::PathTerm& path) {
    if (path.slot == bound::no_slot) return;
    auto project = make(OperatorKind::project, std::move(matching.plan));
    result_.items.push_back(std::make_unique<bound::ProjectionItem>());
    *result_.items.back() = {path.slot, bound::path_expression(matching.match->pattern, path)};
    project->items.push_back(result_.items.back().get());
    matching.plan = std::move(project);
    matching.waiting.erase(path.slot);
}

/// All paths of the part are found, then some chosen.
void Planner::select_paths(Matching& matching, std::size_t index) {
    const auto& path = matching.match->pattern.paths[index];
    if (options_.optimise) begin_at_ends(matching, path);
    const std::size_t first = path.steps.front().index, last = path.steps.back().index;
    const bool knows_ends =
        !matching.waits_for(matching.slot_of(first)) && !matching.waits_for(matching.slot_of(last));
    auto select = make(OperatorKind::select_paths, std::move(matching.plan));
    Matching inner(*matching.match);
    restrict_to_path(matching, inner, index, select->slots);
    select->inputs.push_back(plan_selected(matching, inner, index));
    select->path = &path;
    select->from = matching.slot_of(first);
    select->to = matching.slot_of(last);
    select->to_is_bound = knows_ends;
    select->expressions.push_back(own(bound::path_expression(matching.match->pattern, path)));
    matching.plan = std::move(select);
    matching.edges_of_path[index] = inner.edges_of_path[index];
    matching.paths[index] = true;
    require_distinct(matching, index);
}

/// Ends that the name index finds, or that few nodes can be, come first: between two known ends the search
/// stops with the length that is long enough. Along one relationship it goes only where the end is near, so
/// there both ends are known always.
void Planner::begin_at_ends(Matching& matching, const bound::PathTerm& path) {
    constexpr double few = 20;
    const bool is_one_relationship = path.steps.size() == 3 && path.steps[1].kind == StepKind::relationship;
    for (const auto* step : {&path.steps.front(), &path.steps.back()}) {
        if (!matching.waits_for(matching.slot_of(step->index))) continue;
        const Start start = best_start(matching, step->index);
        if (start.rows <= few || is_one_relationship) begin_at(matching, start);
    }
}

PlanPointer Planner::plan_selected(Matching& matching, Matching& inner, std::size_t index) {
    const auto& path = matching.match->pattern.paths[index];
    const auto& nodes = matching.match->pattern.nodes;
    inner.plan = make(OperatorKind::argument);
    for (const auto& condition : path.conditions) add_condition(inner, *condition);
    add_end_conditions(inner, path, inner.match->conditions);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (!inner.nodes[i] && !inner.waits_for(nodes[i].slot)) check_bound_node(inner, i);
    apply_conditions(inner);
    while (step(inner)) {
    }
    settle_conditions(inner);
    return std::move(inner.plan);
}

/// Those that read only the path's ends leave out whole groups of paths, so they may be tested on either side
/// of the selector; they decide on the other one.
void Planner::add_end_conditions(Matching& matching, const bound::PathTerm& path,
                                 const std::vector<bound::ExpressionPointer>& conditions) {
    const auto ends = ends_of(matching, path);
    for (const auto& condition : conditions)
        if (reads_only(*condition, *matching.match, ends)) add_condition(matching, *condition, false);
}

/// Marks what belongs to the path as still to be done inside, and as done outside.
void Planner::restrict_to_path(Matching& matching, Matching& inner, std::size_t index,
                               std::vector<Slot>& slots) {
    const auto& pattern = matching.match->pattern;
    const auto& path = pattern.paths[index];
    inner.nodes.assign(pattern.nodes.size(), true);
    inner.relationships.assign(pattern.relationships.size(), true);
    inner.groups.assign(pattern.groups.size(), true);
    inner.paths.assign(pattern.paths.size(), true);
    inner.waiting.clear();
    auto leave = [&](Slot slot) {
        if (matching.waiting.erase(slot)) inner.waiting.insert(slot);
        slots.push_back(slot);
    };
    for (const auto& step : path.steps) {
        if (step.kind == StepKind::node) {
            inner.nodes[step.index] = false;
            leave(pattern.nodes[step.index].slot);
        } else if (step.kind == StepKind::relationship) {
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
        if (step.kind == StepKind::node) matching.nodes[step.index] = true;
    if (path.slot != bound::no_slot) leave(path.slot);
    inner.paths[index] = false;
}

/// The chosen path was found without looking at the others: its relationships must differ from theirs.
void Planner::require_distinct(Matching& matching, std::size_t index) {
    std::vector<Slot> earlier;
    for (std::size_t i = 0; i < index; ++i)
        earlier.insert(earlier.end(), matching.edges_of_path[i].begin(), matching.edges_of_path[i].end());
    if (earlier.empty() || matching.edges_of_path[index].empty()) return;
    auto plan = make(OperatorKind::distinct_edges, std::move(matching.plan));
    plan->unique = std::move(earlier);
    plan->slots = matching.edges_of_path[index];
    matching.plan = std::move(plan);
}

} // namespace banggiao::query
