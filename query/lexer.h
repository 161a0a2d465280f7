// Takes the text of a query. Hands out its tokens, each with its span.
#pragma once

#include <banggiao/query/error.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::query {

enum class TokenKind {
    end,
    identifier,
    quoted_identifier,
    integer,
    floating,
    string,
    parameter,
    symbol,
    bad
};

struct Token {
    TokenKind kind = TokenKind::end;
    TextSpan span;
    std::string text;          ///< name (NFC, without quotes), content of a string (escapes resolved), symbol
    std::uint64_t integer = 0; ///< magnitude; at most 2⁶³, which only a minus sign makes valid
    double floating = 0;
};

/// The tokens and, last, an `end`; or, last, a `bad` one with `error` set: what is wrong there, to be
/// reported when the parser gets to it. Linear.
struct Tokens {
    std::vector<Token> tokens;
    QueryError error;
};
Tokens lex(std::string_view query);

} // namespace banggiao::query
