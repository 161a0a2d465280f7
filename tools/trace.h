// Takes the facts of one article. Hands out its text with what was found in each line and by which rule, for
// a person at a terminal.
#pragma once

#include <banggiao/graph/facts.h>

#include <string>

namespace banggiao::tools {

/// Every line of the text; below it what begins in it: `| words = Label name (properties) [rule]` for a
/// mention,
/// `| words: A -TYPE-> B (properties) [rule]` for a relation's evidence, in the order of the text.
std::string trace(const Facts& facts);

} // namespace banggiao::tools
