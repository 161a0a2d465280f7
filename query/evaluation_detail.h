// Takes nothing. Hands out what the files of the evaluation share: errors of the openCypher kit, exact
// decimals, the printed forms of numbers. Private to query/.
#pragma once

#include <banggiao/query/evaluation.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace banggiao::query {

QueryError run_time_error(QueryErrorType type, std::string_view detail, std::string message);
/// TypeError InvalidArgumentType: "`+` takes …, not a MAP".
QueryError invalid_type(std::string message);
/// The same for an argument: "`head` takes a LIST, not a MAP"; "this function takes …" without a name.
QueryError wrong_argument(std::string_view function, std::string_view wanted, const Value& value);
/// TypeError InvalidArgumentValue: right place, wrong value.
QueryError invalid_value(std::string message);
/// ArgumentError NumberOutOfRange.
QueryError out_of_range(std::string message);
/// ArithmeticError NumberOutOfRange: the result does not fit 64 bits.
QueryError overflow(std::string_view operation);
/// LimitError LimitReached.
QueryError too_much_memory(std::size_t most_bytes);
/// EntityNotFound DeletedEntityAccess: labels or properties of what the query has deleted.
QueryError erased(const Value& entity);
/// "a STRING", "an INTEGER", "null": the type of a value in a sentence.
std::string describe_type(const Value& value);

/// 1.0, 1.5, 1e21, NaN, Infinity: the shortest text that reads back as the same number, never as an integer.
std::string float_text(double number);

template <typename T>
int three_way(const T& a, const T& b) {
    return a < b ? -1 : (b < a ? 1 : 0);
}

/// Names of functions compare without case (ASCII).
char lower_case(char letter);
bool same_name(std::string_view a, std::string_view b);

/// The number as a float. REQUIRES: is_number().
double as_double(const Value& number);
/// Exact comparison of a float and an integer; nothing if the float is NaN.
std::optional<int> compare_numbers(const Value& a, const Value& b);

/// The text of toString(): of booleans, numbers, strings and temporal values; nothing of others.
std::optional<std::string> plain_text(const Value& value);

/// What `<` and its kin see.
enum class Comparison {
    less,
    equal,
    greater,
    unordered /* NaN: every comparison is false */,
    unknown /* null */
};
Comparison compare(const Value& a, const Value& b);

// The tables of functions, one a file; functions.cpp joins them.
std::span<const Function> conversion_functions();
std::span<const Function> list_functions();
std::span<const Function> string_functions();
std::span<const Function> number_functions();
std::span<const Function> graph_functions();
std::span<const Function> temporal_functions();
std::span<const Function> duration_functions();
std::span<const Function> vietnamese_functions();
std::span<const Function> partial_date_functions();

} // namespace banggiao::query
