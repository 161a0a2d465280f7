// Takes a pattern none of whose nodes is there. Hands out the cheapest node to begin at: by a name or id from
// the name index, by its rarest label, or all of them.
#include <banggiao/query/planner_state.h>

#include <banggiao/query/can_fail.h>

#include <algorithm>

namespace banggiao::query {

using bound::Expression;
using bound::ExpressionKind;

namespace {

struct Lookup {
    LookupKind kind = LookupKind::equal;
    const Expression* key = nullptr;
};

/// `n.name` or `n.id`.
bool is_indexed(const Expression& expression, Slot node) {
    return expression.kind == ExpressionKind::property && expression.children[0]->slot == node &&
           expression.children[0]->kind == ExpressionKind::slot &&
           (expression.name.name == "id" || expression.name.name == "name");
}

/// `fold(n.name)`: without options, or with the one that leaves marks out.
bool is_folded(const Expression& expression, Slot node) {
    if (expression.kind != ExpressionKind::function || expression.function->name != "fold") return false;
    const auto& arguments = expression.children;
    const bool plain =
        arguments.size() == 1 || (arguments.size() == 2 && arguments[1]->kind == ExpressionKind::constant &&
                                  arguments[1]->constant == Value("marks"));
    return plain && is_indexed(*arguments[0], node);
}

bool reads(const Expression& expression, Slot slot) {
    std::vector<bool> slots;
    bound::collect_slots(expression, slots);
    return slot < slots.size() && slots[slot];
}

/// What the index is asked if `tested OP value` is to be true of the node.
std::optional<LookupKind> lookup_kind(const Expression& tested, ast::Operator op, Slot node) {
    const bool plain = is_indexed(tested, node);
    if (!plain && !is_folded(tested, node)) return std::nullopt;
    if (op == ast::Operator::equal) return plain ? LookupKind::equal : LookupKind::folded;
    if (op == ast::Operator::starts_with) return plain ? LookupKind::begins : LookupKind::folded_begins;
    if (op == ast::Operator::in && plain) return LookupKind::one_of;
    return std::nullopt;
}

/// How many nodes a name leads to; in a small graph few, whatever is asked.
double rows_of(LookupKind kind, double nodes) {
    constexpr double of_name = 2, of_list = 10, of_beginning = 50, share = 0.1;
    const bool whole = kind == LookupKind::equal || kind == LookupKind::folded;
    return std::min(share * nodes, whole ? of_name : kind == LookupKind::one_of ? of_list : of_beginning);
}

/// What the name index can answer of a condition.
std::optional<Lookup> looked_up(const Expression& condition, Slot node) {
    if (condition.kind != ExpressionKind::comparison && condition.kind != ExpressionKind::binary)
        return std::nullopt;
    const bool turns = condition.op == ast::Operator::equal;
    for (std::size_t side : {0U, 1U}) {
        if (side == 1 && !turns) break;
        const Expression& value = *condition.children[1 - side];
        const auto kind = lookup_kind(*condition.children[side], condition.op, node);
        if (kind && !reads(value, node) && is_repeatable(value)) return Lookup{*kind, &value};
    }
    return std::nullopt;
}

} // namespace

bool Planner::start_node(Matching& matching) {
    std::optional<Start> best;
    for (std::size_t i = 0; i < matching.nodes.size(); ++i) {
        if (matching.nodes[i] || (!options_.optimise && best)) continue;
        Start start = best_start(matching, i);
        if (!best || start.rows < best->rows) best = start;
    }
    if (best) begin_at(matching, *best);
    return best.has_value();
}

Planner::Start Planner::best_start(const Matching& matching, std::size_t index) const {
    const auto& node = matching.match->pattern.nodes[index];
    Start start;
    start.node = index;
    start.rows = estimates_.nodes();
    if (node.labels) consider_label(start, *node.labels);
    if (options_.optimise)
        for (const Condition& condition : matching.conditions) consider_condition(start, matching, condition);
    return start;
}

/// The rarest label that a node must have.
void Planner::consider_label(Start& start, const bound::Labels& labels) const {
    using Kind = ast::LabelExpression::Kind;
    if (labels.kind == Kind::conjunction)
        for (const auto& child : labels.children) consider_label(start, child);
    if (labels.kind != Kind::name) return;
    const double rows = estimates_.nodes_of(labels);
    if (start.kind == OperatorKind::label_scan && rows >= start.rows) return;
    start.kind = OperatorKind::label_scan;
    start.rows = rows;
    start.label = labels.name;
}

void Planner::consider_condition(Start& start, const Matching& matching, const Condition& condition) const {
    const Slot node = matching.slot_of(start.node);
    const bool only_this = std::all_of(condition.needs.begin(), condition.needs.end(),
                                       [&](Slot slot) { return slot == node || !matching.waits_for(slot); });
    const bool concerns =
        std::find(condition.needs.begin(), condition.needs.end(), node) != condition.needs.end();
    if (condition.used || !only_this || !concerns) return;
    const auto lookup = looked_up(*condition.expression, node);
    const double rows = lookup ? rows_of(lookup->kind, estimates_.nodes()) : 0;
    if (lookup && rows <= start.rows) {
        start.kind = OperatorKind::name_lookup;
        start.rows = rows;
        start.lookup = lookup->kind;
        start.key = lookup->key;
    } else if (start.kind != OperatorKind::name_lookup) {
        start.rows = estimates_.after_conditions(start.rows, 1);
    }
}

void Planner::begin_at(Matching& matching, const Start& start) {
    const auto& node = matching.match->pattern.nodes[start.node];
    auto plan = make(start.kind, std::move(matching.plan));
    plan->slot = node.slot;
    plan->label = start.label;
    plan->lookup = start.lookup;
    if (start.key) plan->expressions.push_back(start.key);
    plan->estimate *= start.rows;
    const bool label_is_checked =
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

} // namespace banggiao::query
