// Takes judgements. Hands out their text, one a line, and them again: what a person keeps beside a store,
// edits, and brings back.
#pragma once

#include <banggiao/graph/merge_decisions.h>
#include <banggiao/graph/result.h>

#include <string>
#include <string_view>
#include <vector>

namespace banggiao {

/// An edge as people write it: `FROM -[TYPE]-> TO`, or `FROM -[TYPE DETAIL]-> TO` where several of one type
/// lie between two nodes. The detail is a HOLDS edge's title, a PARTNER_OF edge's kind, a MET edge's date.
struct EdgeName {
    std::string from;
    std::string type; ///< with its detail, as Judgement::type has it
    std::string to;
    auto operator<=>(const EdgeName&) const = default;
};

std::string to_text(const EdgeName& edge);
/// `malformed` if it is not written so.
Result<EdgeName> edge_name_from(std::string_view text);

/// `same KEY KEY`, `different KEY KEY` or `reject EDGE`, parts parted by one tab; without the line's end.
std::string to_text(const Judgement& judgement);
/// Spaces will do for tabs where no key holds one.
Result<Judgement> judgement_from_text(std::string_view line);

/// Every line of a text; empty ones and those that begin with # are left out. `malformed` with the line's
/// number as place: all or nothing.
Result<std::vector<Judgement>> judgements_from_text(std::string_view text);

} // namespace banggiao
