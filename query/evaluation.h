// Takes values. Hands out Cypher's equality, order, operators and functions over them, as openCypher 9
// defines. Knows nothing of plans: operators, the optimiser and the naive referee call the same functions.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>
#include <banggiao/graph/value.h>
#include <banggiao/query/error.h>
#include <banggiao/query/graph_view.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::query {

/// What a function may ask of its surroundings.
struct EvaluationContext {
    /// For properties, labels, types of references. The labels and properties of an erased reference are
    /// `entity_not_found` / DeletedEntityAccess.
    const GraphView* graph = nullptr;
    std::int64_t statement_nanoseconds = 0; ///< since 1970 UTC: date(), datetime() … of one statement agree
    std::size_t most_bytes = ~std::size_t{0}; ///< what one value may take, and all that is kept
};

using ValueResult = Result<Value, QueryError>; ///< errors come without a span; the caller adds it

/// Three-valued `=`: true, false or null.
Value equals(const Value& a, const Value& b);
/// Three-valued `<`; null if the types cannot be compared.
Value less(const Value& a, const Value& b);
Value less_or_equal(const Value& a, const Value& b);
/// Equivalence (DISTINCT, grouping): null is null, NaN is NaN, 1 is 1.0.
bool equivalent(const Value& a, const Value& b);
std::size_t hash(const Value& value); ///< agrees with equivalent()
/// Total order of ORDER BY, min and max: <0, 0, >0.
int compare_for_order(const Value& a, const Value& b);

ValueResult add(const Value& a, const Value& b);
ValueResult subtract(const Value& a, const Value& b);
ValueResult multiply(const Value& a, const Value& b);
ValueResult divide(const Value& a, const Value& b);
ValueResult modulo(const Value& a, const Value& b);
ValueResult power(const Value& a, const Value& b);
ValueResult negate(const Value& a);
ValueResult logical_and(const Value& a, const Value& b);
ValueResult logical_or(const Value& a, const Value& b);
ValueResult logical_xor(const Value& a, const Value& b);
ValueResult logical_not(const Value& a);
ValueResult in_list(const Value& element, const Value& list);
ValueResult starts_with(const Value& text, const Value& part);
ValueResult ends_with(const Value& text, const Value& part);
ValueResult contains(const Value& text, const Value& part);
ValueResult matches(const Value& text, const Value& pattern);                              ///< =~
ValueResult subscript(const EvaluationContext&, const Value& container, const Value& key); ///< a[b]
ValueResult slice(const Value& list, const Value& from, const Value& to, bool has_from, bool has_to);
/// a.key of maps, nodes, relationships, temporal values; null of null.
ValueResult property(const EvaluationContext&, const Value& owner, std::string_view key);

/// A scalar function of the language. Names compare without case.
struct Function {
    std::string_view name; ///< `toUpper`, `duration.between`
    int minimum_arguments = 0;
    int maximum_arguments = 0; ///< -1: any
    ValueResult (*call)(const EvaluationContext&, std::span<const Value> arguments);
    bool deterministic = true;
};
const Function* find_function(std::string_view name);
std::span<const Function> functions();

/// An aggregation: count, sum, avg, min, max, collect, stDev, stDevP, percentileCont, percentileDisc.
class Aggregate {
  public:
    virtual ~Aggregate() = default;
    virtual std::optional<QueryError> add(const Value& value, const Value& parameter) = 0; ///< nulls included
    virtual ValueResult result() = 0;
};
struct AggregateFunction {
    std::string_view name;
    int arguments = 1; ///< 2: percentiles
    std::unique_ptr<Aggregate> (*make)();
    bool keeps_values = false; ///< until the end: they take memory
};
const AggregateFunction* find_aggregate(std::string_view name);
std::span<const AggregateFunction> aggregate_functions(); ///< sorted by name

/// A value as the openCypher kit prints it: (:A {name: 'b'}), [:T {num: 1}], <(:A)-[:T]->(:B)>, 1.0, 'text'.
std::string to_cypher_text(const Value& value, const GraphView& graph);
/// The same without a graph: nodes and relationships are empty brackets.
std::string to_cypher_text(const Value& value);

} // namespace banggiao::query
