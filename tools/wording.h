// Takes the command's own words in English. Hands them out in Vietnamese.
#pragma once

#include <banggiao/tools/table.h>

#include <string>
#include <string_view>

namespace banggiao::tools {

/// The words of a heading, a column, a count or a reason in `language`, vi or en. What stands in a phrase
/// (names, numbers, keys) is kept, unless it is itself a phrase; unknown words stay as they are.
std::string in_language(std::string_view english, std::string_view language);

/// Translates the columns, and the cells of those columns whose values are the schema's: kinds, status.
void translate(Table& table, std::string_view language);

} // namespace banggiao::tools
