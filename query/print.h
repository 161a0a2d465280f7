// Takes a syntax tree. Hands out the text of a query that parses to the same tree.
#pragma once

#include <banggiao/query/ast.h>

#include <string>
#include <string_view>

namespace banggiao::query {

std::string to_text(const ast::Query& query);
std::string to_text(const ast::Expression& expression);
std::string to_text(const ast::PatternPart& part);

/// A name as a query must write it: in backticks if it is no plain one.
std::string quoted_name(std::string_view name);
/// The same of a label, type or property: there a keyword is a name.
std::string quoted_schema_name(std::string_view name);

/// `=`, `STARTS WITH` …
std::string_view name_of(ast::Operator op);

} // namespace banggiao::query
