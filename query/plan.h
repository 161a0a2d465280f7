// Takes a bound query. Hands out the tree of operators that answers it, before it runs: immutable, shared by
// runs.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>
#include <banggiao/query/bound.h>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace banggiao::query {

using bound::Slot;

enum class OperatorKind {
    argument,         ///< one row: what the outer query has bound
    all_nodes,        ///< slot: every node
    label_scan,       ///< slot: nodes with `label`
    name_lookup,      ///< slot: nodes whose name or id may be what `lookup` wants of expressions[0]
    edge_scan,        ///< edge, from, to: every relationship of the types in `labels`
    check_node,       ///< the value of slot is a node that has `labels`
    expand,           ///< along a relationship from `from`: edge, to
    expand_repeat,    ///< along 0, 1, 2 … relationships
    endpoints,        ///< the relationship in `edge` is known: from, to
    endpoints_repeat, ///< the list of relationships in `edge` is known
    repeat_group,     ///< a quantified path; inputs[1] matches one repetition
    shortest,         ///< shortest paths between `from` and `to` along relationships
    select_paths,     ///< the shortest of the paths that inputs[1] finds, for each pair of ends
    path_mode,        ///< the path of `expressions[0]` is ACYCLIC or SIMPLE
    distinct_edges,   ///< relationships bound before do not occur twice
    filter,           ///< all expressions are true; before its pattern is complete, see Plan::tolerates
    project,          ///< items
    unwind,           ///< slot: elements of expressions[0]
    optional,         ///< rows of inputs[1], or one with nulls
    aggregate,        ///< slot, if there: every row stands for so many, and all that is asked is how many
    sort,             ///< by projection->order; expressions[0], if there, is the limit (skip included)
    skip,
    limit,
    distinct,    ///< by slots
    unite,       ///< one input after the other
    count_edges, ///< slot: how many rows `expand` would give for this row; left out where there are none
    count_pairs, ///< slot: the number of rows that two expansions from `from` would give; one row
    call,        ///< of a procedure
    create,
    set,
    merge,
    erase
};

/// How a name or id is found in the name index: what it must be to the value sought.
enum class LookupKind {
    equal,         ///< n.name = value
    one_of,        ///< n.name IN value
    begins,        ///< n.name STARTS WITH value
    folded,        ///< fold(n.name) = value
    folded_begins, ///< fold(n.name) STARTS WITH value
};

struct Plan;
using PlanPointer = std::unique_ptr<Plan>;

struct Plan {
    OperatorKind kind = OperatorKind::argument;
    std::vector<PlanPointer> inputs;
    double estimate = 1;    ///< rows
    std::size_t number = 0; ///< in order of creation
    Slot slot = bound::no_slot;
    Slot from = bound::no_slot;
    Slot to = bound::no_slot;
    Slot edge = bound::no_slot;
    bool to_is_bound = false;
    ast::Direction direction = ast::Direction::right;       ///< seen from `from`
    ast::Direction other_direction = ast::Direction::right; ///< of count_pairs: the second expansion
    const bound::Labels* other_labels = nullptr;
    bool reversed = false; ///< of repetitions: walked from the pattern's end, so that lists are turned round
    const bound::Labels* labels = nullptr; ///< of a node, or types of a relationship
    bound::NameReference label;
    LookupKind lookup = LookupKind::equal;
    const bound::Relationship* relationship = nullptr;
    const bound::Group* group = nullptr;
    const bound::PathTerm* path = nullptr;
    const bound::Projection* projection = nullptr;
    const bound::Create* create = nullptr;
    const std::vector<bound::SetItem>* set_items = nullptr;
    const bound::Merge* merge = nullptr;
    const bound::Delete* erase = nullptr;
    const bound::Call* call = nullptr;
    std::vector<const bound::Expression*> expressions;
    /// Of a scan: `x.key OP value` of what it finds, tested where it is found.
    std::vector<const bound::Expression*> tests;
    Slot count = bound::no_slot; ///< of a scan: one row with how many it finds, instead of so many rows
    std::vector<const bound::ProjectionItem*> items;
    std::vector<Slot> slots;  ///< kept by materialising operators; nulled by optional; compared by distinct
    std::vector<Slot> unique; ///< relationships, or lists of them, that this one must differ from
    std::vector<std::vector<bound::Column>> columns; ///< of unite: for each input, in the order of the result
    bool unites_distinct = false;
    /// Of filter: the row is not yet all of its pattern. An error in a condition leaves the row in; the
    /// filter behind the pattern tests the condition again. So only rows of the whole pattern can fail the
    /// query.
    bool tolerates = false;
    std::vector<const bound::Expression*> failing; ///< of filter: those of expressions that can fail
};

struct PhysicalPlan {
    PlanPointer root;
    std::vector<bound::Column> columns;
    std::unordered_map<const bound::Expression*, PlanPointer> subqueries;
    std::vector<bound::ExpressionPointer> expressions; ///< made by the planner
    std::vector<std::unique_ptr<bound::ProjectionItem>> items;
    std::vector<const bound::Expression*> parameters; ///< each must be given before the first row
    std::size_t operators = 0;
    bool writes = false;
    Slot slot_count = 0;
};

struct PlannerOptions {
    bool optimise = true; ///< false: clauses in the order of the text, no index, no shortcuts
};

/// REQUIRES: `query` outlives the plan.
Result<PhysicalPlan, QueryError> plan_query(const bound::Query& query, const FrozenGraph& graph,
                                            PlannerOptions options = {});

std::string_view name_of(OperatorKind kind);

/// Seen from the other end.
ast::Direction turned(ast::Direction direction);

} // namespace banggiao::query
