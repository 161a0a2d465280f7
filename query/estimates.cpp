// Takes a graph's counts. Hands out how many rows a part of a pattern may give.
#include <banggiao/query/estimates.h>

#include <banggiao/graph/frozen_graph_sizes.h>

#include <algorithm>
#include <cmath>

namespace banggiao::query {

namespace {

constexpr double share_of_condition = 0.3; ///< of rows that meet a condition of which nothing is known
constexpr unsigned repetitions_counted = 5;

} // namespace

double Estimates::nodes_of(const bound::Labels& labels) const {
    using Kind = ast::LabelExpression::Kind;
    double all = nodes();
    if (labels.kind == Kind::name)
        return labels.name.id ? static_cast<double>(count_with(graph_, *labels.name.id)) : 0;
    if (labels.kind == Kind::conjunction) {
        for (const auto& child : labels.children) all = std::min(all, nodes_of(child));
        return all;
    }
    if (labels.kind != Kind::disjunction) return all;
    double sum = 0;
    for (const auto& child : labels.children) sum += nodes_of(child);
    return std::min(all, sum);
}

double Estimates::label_share(const bound::Labels& labels) const {
    return nodes_of(labels) / std::max(1.0, nodes());
}

double Estimates::edges_of(const bound::Labels& types) const {
    if (types.kind == ast::LabelExpression::Kind::name)
        return types.name.id ? static_cast<double>(graph_.edges_with(*types.name.id)) : 0;
    if (types.kind != ast::LabelExpression::Kind::disjunction) return graph_.edge_count();
    double edges = 0;
    for (const auto& child : types.children) edges += edges_of(child);
    return edges;
}

double Estimates::fan_out(const bound::Relationship& term) const {
    const double edges = term.types ? edges_of(*term.types) : graph_.edge_count();
    const double degree = edges / std::max(1.0, nodes());
    return term.direction == ast::Direction::both ? 2 * degree : degree;
}

double Estimates::repeated(const bound::Relationship& term) const {
    const double rows = fan_out(term);
    if (!term.repetition) return rows;
    const unsigned most = term.repetition->maximum.value_or(repetitions_counted);
    return std::pow(rows + 1, std::min(most, repetitions_counted));
}

double Estimates::after_conditions(double rows, std::size_t conditions) const {
    return rows * std::pow(share_of_condition, static_cast<double>(conditions));
}

} // namespace banggiao::query
