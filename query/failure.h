// Takes an error. Hands out Failure, the exception that carries it from deep inside a stage to the stage's
// edge: parse(), bind(), plan() and Cursor::next() catch it; none leaves the library.
#pragma once

#include <banggiao/query/error.h>

#include <string>
#include <utility>

namespace banggiao::query {

struct Failure {
    QueryError error;
};

/// A SyntaxError at compile time, the commonest.
[[noreturn]] inline void fail(std::string detail, TextSpan span, std::string message, std::string hint = {},
                              QueryErrorType type = QueryErrorType::syntax) {
    throw Failure{
        QueryError{Phase::compile_time, type, std::move(detail), std::move(message), std::move(hint), span}};
}

} // namespace banggiao::query
