// Takes what went wrong in a query and where. Hands out QueryError and its picture for people: line, caret,
// hint.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace banggiao::query {

/// Bytes [start, end) of the query's text.
struct TextSpan {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    auto operator<=>(const TextSpan&) const = default;
};

/// When it was found, and the openCypher error type (TCK names).
enum class Phase { compile_time, run_time };
enum class QueryErrorType {
    syntax,
    semantic,
    type,
    argument,
    arithmetic,
    parameter_missing,
    procedure,
    entity_not_found,
    constraint_violation,
    property_not_found,
    label_not_found,
    unsupported,
    timeout,
    cancelled,
    limit,
    internal
};

struct QueryError {
    Phase phase = Phase::compile_time;
    QueryErrorType type = QueryErrorType::syntax;
    std::string detail;  ///< TCK detail: UndefinedVariable, InvalidArgumentType …
    std::string message; ///< one sentence for people
    std::string hint;    ///< "did you mean …", what to write instead; may be empty
    TextSpan span;
};

/// "SyntaxError", "TypeError" …, as the TCK writes them.
std::string_view name_of(QueryErrorType type);

/// Message, the line of the query with a caret line under the span (columns in grapheme clusters, display
/// width respected), hint. Ends without a line's end.
std::string picture(const QueryError& error, std::string_view query);

} // namespace banggiao::query
