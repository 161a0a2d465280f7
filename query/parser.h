// Takes the text of a query. Hands out its syntax tree; or the first place where it is none, with what was
// expected. Grammar: grammar.md. Each parse function quotes its production.
#pragma once

#include <banggiao/graph/result.h>
#include <banggiao/query/ast.h>
#include <banggiao/query/error.h>

#include <span>
#include <string_view>

namespace banggiao::query {

/// How deep brackets, operators and subqueries may nest; deeper is an error, not a crash.
inline constexpr int greatest_depth = 400;

/// Linear in the text, but for brackets that turn out to be no pattern (each is read at most twice).
Result<ast::Query, QueryError> parse(std::string_view text);

/// The same for one expression, as tests and tools want it.
Result<ast::Expression, QueryError> parse_expression(std::string_view text);

bool is_reserved_word(std::string_view word);       ///< without regard to case: cannot name a variable
std::span<const std::string_view> reserved_words(); ///< in capitals, sorted

} // namespace banggiao::query
