// Takes patterns of the syntax tree. Hands out their text.
#include <banggiao/query/printer.h>

#include <array>

namespace banggiao::query {

using namespace ast;

void Printer::part(const PatternPart& part) {
    if (part.name) out_ += quoted_name(part.name.text) + " = ";
    bool is_function =
        part.selector == PathSelector::shortest_path || part.selector == PathSelector::all_shortest_paths;
    prefix(part);
    elements(part.elements);
    if (is_function) out_ += ')';
}

void Printer::pattern(const Pattern& pattern) {
    for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
        if (i > 0) out_ += ", ";
        part(pattern.parts[i]);
    }
}

void Printer::prefix(const PatternPart& part) {
    switch (part.selector) {
    case PathSelector::all:
        break;
    case PathSelector::shortest_path:
        out_ += "shortestPath(";
        break;
    case PathSelector::all_shortest_paths:
        out_ += "allShortestPaths(";
        break;
    case PathSelector::any:
        out_ += "ANY ";
        break;
    case PathSelector::any_shortest:
        out_ += "ANY SHORTEST ";
        break;
    case PathSelector::all_shortest:
        out_ += "ALL SHORTEST ";
        break;
    case PathSelector::shortest_count:
    case PathSelector::shortest_groups:
        out_ += "SHORTEST " + std::to_string(part.count) + " ";
        break;
    }
    static constexpr std::array modes = {"", "WALK ", "TRAIL ", "ACYCLIC ", "SIMPLE "};
    out_ += modes[static_cast<std::size_t>(part.mode)];
    if (part.selector == PathSelector::shortest_groups) out_ += "GROUPS ";
}

void Printer::elements(const std::vector<PathElement>& elements) {
    for (const PathElement& item : elements) std::visit([&](const auto& body) { element(body); }, item);
}

void Printer::element(const NodePattern& node) {
    out_ += '(';
    std::size_t start = out_.size();
    if (node.name) out_ += quoted_name(node.name.text);
    if (node.labels) labels(*node.labels);
    properties(node.properties, start);
    where(node.where);
    out_ += ')';
}

void Printer::element(const RelationshipPattern& relationship) {
    out_ += relationship.direction == Direction::left ? "<-" : "-";
    bool bare = !relationship.name && !relationship.types && !relationship.properties && !relationship.where;
    bool star = relationship.repetition && !relationship.repetition->quantified;
    if (!bare || star) {
        out_ += '[';
        std::size_t start = out_.size();
        if (relationship.name) out_ += quoted_name(relationship.name.text);
        if (relationship.types) labels(*relationship.types);
        if (star) length(*relationship.repetition);
        properties(relationship.properties, start);
        where(relationship.where);
        out_ += ']';
    }
    out_ += relationship.direction == Direction::right ? "->" : "-";
    if (relationship.repetition && !star) quantifier(*relationship.repetition);
}

void Printer::element(const Box<PathGroup>& group) {
    out_ += '(';
    elements(group->elements);
    where(group->where);
    out_ += ')';
    quantifier(group->repetition);
}

void Printer::length(const Repetition& repetition) {
    out_ += '*';
    if (repetition.maximum == repetition.minimum) {
        out_ += std::to_string(repetition.minimum);
        return;
    }
    if (repetition.minimum == 1 && !repetition.maximum) return;
    out_ += std::to_string(repetition.minimum) + "..";
    if (repetition.maximum) out_ += std::to_string(*repetition.maximum);
}

void Printer::quantifier(const Repetition& repetition) {
    if (!repetition.maximum && repetition.minimum < 2) {
        out_ += repetition.minimum == 0 ? '*' : '+';
        return;
    }
    out_ += "{" + std::to_string(repetition.minimum) + ",";
    if (repetition.maximum) out_ += std::to_string(*repetition.maximum);
    out_ += '}';
}

void Printer::properties(const Box<Expression>& map, std::size_t start) {
    if (!map) return;
    if (out_.size() > start) out_ += ' ';
    expression(*map, level_atom);
}

void Printer::labels(const LabelExpression& expression) {
    out_ += ':';
    label_level(expression, 0);
}

void Printer::label_level(const LabelExpression& expression, int least) {
    using Kind = LabelExpression::Kind;
    int level = expression.kind == Kind::disjunction ? 0 : expression.kind == Kind::conjunction ? 1 : 2;
    bool brackets = level < least;
    if (brackets) out_ += '(';
    if (expression.kind == Kind::name) out_ += quoted_name(expression.name.text);
    if (expression.kind == Kind::any) out_ += '%';
    if (expression.kind == Kind::negation) out_ += '!';
    for (std::size_t i = 0; i < expression.children.size(); ++i) {
        if (i > 0) out_ += level == 0 ? '|' : '&';
        label_level(expression.children[i], level + (level < 2 ? 1 : 0));
    }
    if (brackets) out_ += ')';
}

} // namespace banggiao::query
