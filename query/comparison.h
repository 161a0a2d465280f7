// Takes a comparison's operator and two values. Hands out its truth.
#pragma once

#include <banggiao/query/ast.h>
#include <banggiao/query/evaluation.h>

namespace banggiao::query {

/// Three-valued. REQUIRES: `op` is `=`, `<>`, `<`, `<=`, `>` or `>=`.
Value compared(ast::Operator op, const Value& left, const Value& right);

/// Whether it is true. Two integers, the commonest, make no value.
bool comparison_holds(ast::Operator op, const Value& left, const Value& right);

} // namespace banggiao::query
