// Takes the words of a query up to the cursor. Hands out what may stand there: keywords, labels, types,
// properties, functions, variables and, within quotation marks, names, which may be typed without marks.
#pragma once

#include <banggiao/graph/frozen_graph.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::tools {

struct Completion {
    std::size_t from = 0;                ///< the byte where the word under the cursor begins
    std::vector<std::string> candidates; ///< what may stand from there, whole words, sorted, no doubles
};

/// `before`: the query up to the cursor. At most 200 names are offered.
Completion complete_query(const FrozenGraph& graph, std::string_view before);

/// The longest text that all candidates begin with; empty if there are none. Whole code points.
std::string common_beginning(const std::vector<std::string>& candidates);

/// Those of `words` that begin like `typed`, whatever the case and the marks.
std::vector<std::string> words_like(const std::vector<std::string>& words, std::string_view typed);

} // namespace banggiao::tools
