// Takes nothing. Hands out EdgeEvidence: where an edge of the merged graph comes from.
#pragma once

#include <banggiao/graph/facts.h>

#include <string>

namespace banggiao {

/// Where an edge comes from, with the words themselves.
struct EdgeEvidence {
    std::string article;
    Span span;
    std::string rule;
    std::string text; ///< the slice; empty if the article's text is not kept
    auto operator<=>(const EdgeEvidence&) const = default;
};

} // namespace banggiao
