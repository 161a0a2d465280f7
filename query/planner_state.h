// Takes a bound query and the graph's counts. Hands out the planner's parts to its files: clauses
// (planner.cpp), where a pattern begins (planner_starts.cpp), how it goes on (planner_patterns.cpp), its
// paths (planner_paths.cpp), its conditions (planner_conditions.cpp), what its scans do besides
// (planner_scans.cpp), what a step costs (estimates.h).
#pragma once

#include <banggiao/query/estimates.h>
#include <banggiao/query/plan.h>

#include <set>

namespace banggiao::query {

/// A condition and the slots of its MATCH that it waits for.
struct Condition {
    const bound::Expression* expression = nullptr;
    std::vector<Slot> needs;
    bool fails = false;   ///< its evaluation can end in an error
    bool settles = true;  ///< it decides; otherwise it only spares work, and is tested again elsewhere
    bool is_late = false; ///< tested once a row only, when the pattern is complete
    bool used = false;
};

/// What is left to do of a pattern, and what is there.
struct Matching {
    explicit Matching(const bound::Match& match);
    bool waits_for(Slot slot) const { return waiting.contains(slot); }
    Slot slot_of(std::size_t node) const { return match->pattern.nodes[node].slot; }
    bool is_ready(const Condition& condition) const;

    const bound::Match* match = nullptr;
    std::vector<bool> nodes, relationships, groups, paths; ///< done
    std::set<Slot> waiting;                                ///< slots of the pattern not bound yet
    std::vector<Condition> conditions;
    std::vector<std::vector<Slot>> edges_of_path; ///< relationship slots bound, for uniqueness
    PlanPointer plan;
};

class Planner {
  public:
    Planner(const FrozenGraph& graph, PlannerOptions options)
        : graph_(graph), options_(options), estimates_(graph) {}

    PhysicalPlan run(const bound::Query& query);

  private:
    // Clauses.
    PlanPointer make(OperatorKind kind, PlanPointer input = nullptr);
    const bound::Expression* attach(const bound::Expression& expression);
    const bound::Expression* own(bound::ExpressionPointer expression);
    PlanPointer plan_query(const bound::Query& query);
    PlanPointer plan_part(const bound::SingleQuery& query);
    void keep(Slot slot);
    PlanPointer plan_clause(PlanPointer input, const bound::Match& match);
    PlanPointer plan_clause(PlanPointer input, const bound::Unwind& unwind);
    PlanPointer plan_clause(PlanPointer plan, const bound::Projection& projection);
    PlanPointer plan_clause(PlanPointer input, const bound::Create& create);
    PlanPointer plan_clause(PlanPointer input, const bound::Set& set);
    PlanPointer plan_clause(PlanPointer input, const bound::Merge& merge);
    PlanPointer plan_clause(PlanPointer input, const bound::Delete& clause);
    PlanPointer plan_clause(PlanPointer input, const bound::Call& call);
    PlanPointer project(PlanPointer input, const std::vector<bound::ProjectionItem>& items);
    PlanPointer filter(PlanPointer plan, const std::vector<bound::ExpressionPointer>& conditions);
    PlanPointer aggregate(PlanPointer input, const bound::Projection& projection);
    void count_edges(Plan& expand);
    PlanPointer count_pairs(const Plan& second, Slot slot);
    PlanPointer sort(PlanPointer input, const bound::Projection& projection);
    PlanPointer limit(PlanPointer input, const bound::Expression& count);
    PlanPointer writing(OperatorKind kind, PlanPointer input);
    void attach(const bound::Properties& properties);
    void attach_create(const bound::Create& create);
    void attach_items(const std::vector<bound::SetItem>& items);

    // Patterns.
    PlanPointer plan_match(PlanPointer input, const bound::Match& match);
    bool step(Matching& matching);
    bool add_cheapest_relationship(Matching& matching);
    bool add_first_group(Matching& matching);
    double relationship_cost(const Matching& matching, std::size_t index) const;
    void add_relationship(Matching& matching, std::size_t index);
    void add_expansion(Matching& matching, const bound::Relationship& term);
    void add_endpoints(Matching& matching, const bound::Relationship& term);
    void add_group(Matching& matching, std::size_t index);
    PlanPointer plan_group(const bound::Group& term);
    void check_bound_node(Matching& matching, std::size_t index);
    void arrive(Matching& matching, std::size_t node);

    // Where to begin.
    struct Start {
        std::size_t node = 0;
        OperatorKind kind = OperatorKind::all_nodes;
        double rows = 0;
        bound::NameReference label;
        LookupKind lookup = LookupKind::equal;
        const bound::Expression* key = nullptr;
    };
    bool start_node(Matching& matching);
    Start best_start(const Matching& matching, std::size_t index) const;
    void consider_label(Start& start, const bound::Labels& labels) const;
    void consider_condition(Start& start, const Matching& matching, const Condition& condition) const;
    void begin_at(Matching& matching, const Start& start);

    // Conditions.
    void add_condition(Matching& matching, const bound::Expression& expression, bool settles = true);
    void add_conditions(Matching& matching);
    void apply_conditions(Matching& matching);
    void settle_conditions(Matching& matching);
    std::vector<Condition*> open_conditions(Matching& matching) const;
    void put_filter(Matching& matching, const std::vector<Condition*>& conditions);
    static void merge_filters(Plan& outer);

    // Scans.
    void fuse_scans(PlanPointer& plan, bool any_direction = false);
    void fuse_scan(PlanPointer& plan, bool any_direction);
    bool count_scan(PlanPointer& input, const bound::Projection& projection);

    // Paths.
    void finish_paths(Matching& matching);
    void check_mode(Matching& matching, const bound::PathTerm& path);
    void bind_path(Matching& matching, const bound::PathTerm& path);
    void select_paths(Matching& matching, std::size_t index);
    PlanPointer plan_selected(Matching& matching, Matching& inner, std::size_t index);
    void begin_at_ends(Matching& matching, const bound::PathTerm& path);
    void add_end_conditions(Matching& matching, const bound::PathTerm& path,
                            const std::vector<bound::ExpressionPointer>& conditions);
    void restrict_to_path(Matching& matching, Matching& inner, std::size_t index, std::vector<Slot>& slots);
    void require_distinct(Matching& matching, std::size_t index);

    const FrozenGraph& graph_;
    PlannerOptions options_;
    Estimates estimates_;
    PhysicalPlan result_;
    std::vector<Slot> live_; ///< slots in scope
    std::size_t number_ = 0;
};

/// Whether a path needs its own subplan, from which a selector chooses.
bool selects_among(const bound::Pattern& pattern, const bound::PathTerm& path);
/// One relationship between two nodes: breadth-first search does it.
bool is_simple_shortest(const bound::Pattern& pattern, const bound::PathTerm& path);

} // namespace banggiao::query
