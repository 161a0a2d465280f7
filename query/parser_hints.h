// Takes the place where a query cannot be read on. Hands out what its author may have meant.
#pragma once

#include <banggiao/query/lexer.h>

#include <string>
#include <string_view>
#include <vector>

namespace banggiao::query {

/// Empty if nothing comes to mind. `wanted`: what might have stood at `position`, as the message names it.
std::string hint_at(const std::vector<Token>& tokens, std::size_t position, std::string_view wanted);

} // namespace banggiao::query
