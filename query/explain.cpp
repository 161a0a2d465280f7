// Takes a plan. Hands out its tree for people and programs. Estimates are rounded, so that the text is
// stable.
#include <banggiao/query/explain.h>

#include <cmath>
#include <cstdio>
#include <sstream>

namespace banggiao::query {

namespace {

std::string rounded(double rows) {
    if (rows < 1) return rows <= 0 ? "0" : "<1";
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.2g", rows);
    if (rows < 1e15) std::snprintf(buffer, sizeof buffer, "%.0f", std::strtod(buffer, nullptr));
    return buffer;
}

std::string names_in(const bound::Labels& labels) {
    using Kind = ast::LabelExpression::Kind;
    if (labels.kind == Kind::name) return labels.name.name;
    if (labels.kind == Kind::any) return "%";
    if (labels.kind == Kind::negation) return "!" + names_in(labels.children[0]);
    std::string out = "(";
    for (std::size_t i = 0; i < labels.children.size(); ++i)
        out += (i == 0 ? "" : labels.kind == Kind::disjunction ? "|" : "&") + names_in(labels.children[i]);
    return out + ")";
}

std::string repetition(const ast::Repetition& repetition) {
    std::string out = "*" + std::to_string(repetition.minimum) + "..";
    return repetition.maximum ? out + std::to_string(*repetition.maximum) : out;
}

std::string place(Slot slot) {
    return "_" + std::to_string(slot);
}

/// The pattern an expansion follows: (_0)-[_1:MET]->(_2).
std::string pattern(const Plan& plan) {
    std::string middle = "[" + place(plan.edge);
    if (plan.labels) middle += ":" + names_in(*plan.labels);
    if (plan.relationship && plan.relationship->repetition)
        middle += repetition(*plan.relationship->repetition);
    if (plan.group) middle += repetition(plan.group->repetition);
    middle += "]";
    bool left = plan.direction == ast::Direction::left, right = plan.direction == ast::Direction::right;
    return "(" + place(plan.from) + ")" + (left ? "<-" : "-") + middle + (right ? "->" : "-") + "(" +
           place(plan.to) + (plan.to_is_bound ? " known)" : ")");
}

/// What the name index is asked: _0.name STARTS WITH.
std::string lookup(const Plan& plan) {
    switch (plan.lookup) {
    case LookupKind::equal:
        return place(plan.slot) + " =";
    case LookupKind::one_of:
        return place(plan.slot) + " IN";
    case LookupKind::begins:
        return place(plan.slot) + " STARTS WITH";
    case LookupKind::folded:
        return "fold(" + place(plan.slot) + ") =";
    case LookupKind::folded_begins:
        return "fold(" + place(plan.slot) + ") STARTS WITH";
    }
    return place(plan.slot);
}

/// What a scan does besides finding.
std::string tests(const Plan& plan) {
    std::string out;
    if (!plan.tests.empty()) out += ", " + std::to_string(plan.tests.size()) + " condition(s)";
    return plan.count == bound::no_slot ? out : out + ", counted";
}

std::string details(const Plan& plan) {
    switch (plan.kind) {
    case OperatorKind::label_scan:
        return place(plan.slot) + ":" + plan.label.name + tests(plan);
    case OperatorKind::check_node:
        return place(plan.slot) + (plan.labels ? ":" + names_in(*plan.labels) : "");
    case OperatorKind::name_lookup:
        return lookup(plan);
    case OperatorKind::all_nodes:
        return place(plan.slot) + tests(plan);
    case OperatorKind::unwind:
        return place(plan.slot);
    case OperatorKind::edge_scan:
        return pattern(plan) + tests(plan);
    case OperatorKind::expand:
    case OperatorKind::expand_repeat:
    case OperatorKind::shortest:
    case OperatorKind::repeat_group:
    case OperatorKind::endpoints:
    case OperatorKind::endpoints_repeat:
    case OperatorKind::count_edges:
        return pattern(plan);
    case OperatorKind::filter:
        return std::to_string(plan.expressions.size()) +
               (plan.tolerates && !plan.failing.empty() ? " condition(s), tentatively" : " condition(s)");
    case OperatorKind::aggregate:
        return std::to_string(plan.projection->items.size()) + " key(s), " +
               std::to_string(plan.projection->aggregates.size()) + " aggregation(s)";
    case OperatorKind::sort:
        return plan.expressions.empty() ? "all rows" : "the first rows";
    default:
        return "";
    }
}

void write_text(const Plan& plan, const std::vector<OperatorProfile>& profile, int depth, std::string& out) {
    std::string line(static_cast<std::size_t>(2 * depth), ' ');
    line += name_of(plan.kind);
    if (std::string more = details(plan); !more.empty()) line += " " + more;
    line += "  ~" + rounded(plan.estimate) + " rows";
    if (!profile.empty()) {
        const OperatorProfile& measured = profile[plan.number];
        auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(measured.time).count();
        line += ", " + std::to_string(measured.rows) + " in " + std::to_string(microseconds) + " µs";
    }
    out += line + "\n";
    for (const PlanPointer& input : plan.inputs) write_text(*input, profile, depth + 1, out);
}

std::string json_string(const std::string& text) {
    std::string out = "\"";
    for (char character : text) {
        if (character == '"' || character == '\\') out += '\\';
        if (static_cast<unsigned char>(character) < 0x20) {
            char buffer[8];
            std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(character));
            out += buffer;
        } else {
            out += character;
        }
    }
    return out + "\"";
}

void write_json(const Plan& plan, const std::vector<OperatorProfile>& profile, std::string& out) {
    out += "{\"operator\":" + json_string(std::string(name_of(plan.kind)));
    out += ",\"details\":" + json_string(details(plan));
    out += ",\"estimated_rows\":" + std::to_string(std::llround(std::min(plan.estimate, 1e18)));
    if (!profile.empty()) {
        const OperatorProfile& measured = profile[plan.number];
        out += ",\"rows\":" + std::to_string(measured.rows);
        out += ",\"nanoseconds\":" + std::to_string(measured.time.count());
    }
    out += ",\"inputs\":[";
    for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
        if (i > 0) out += ",";
        write_json(*plan.inputs[i], profile, out);
    }
    out += "]}";
}

} // namespace

std::string plan_text(const PhysicalPlan& plan, const std::vector<OperatorProfile>& profile) {
    std::string out;
    write_text(*plan.root, profile, 0, out);
    return out;
}

std::vector<Row> plan_rows(const PhysicalPlan& plan) {
    std::vector<Row> rows;
    std::istringstream text(plan_text(plan, {}));
    for (std::string line; std::getline(text, line);) rows.push_back({Value(line)});
    return rows;
}

std::string plan_json(const PhysicalPlan& plan, const std::vector<OperatorProfile>& profile) {
    std::string out;
    write_json(*plan.root, profile, out);
    return out;
}

} // namespace banggiao::query
