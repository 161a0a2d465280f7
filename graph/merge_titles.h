// Takes titles of agreements. Hands out which of their words tell them from others, and whether two can be of
// one. Private to graph/.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace banggiao::merging {

/// The words of a title that tell it from others. `slug`: as slug_of() makes it.
std::set<std::string> telling_words(std::string_view slug);

/// Most telling words of the shorter title are in the longer, and they are no small part of it.
bool titles_agree(const std::set<std::string>& a, const std::set<std::string>& b);

} // namespace banggiao::merging
