// Takes what a merge decided and the judgements so far. Hands out what a person may know better: pairs of
// keys that were kept apart or joined on thin evidence.
#pragma once

#include <banggiao/graph/store/store.h>

#include <span>
#include <string>
#include <vector>

namespace banggiao::tools {

/// Two keys that are one thing or two, and what the merge made of them.
struct Candidate {
    std::string a;
    std::string b;
    std::string rule;
    std::string reason;
    auto operator<=>(const Candidate&) const = default;
};

/// The most doubtful first: conflicts, then what was kept apart, then what was joined on likeness alone. Each
/// pair once; pairs that are judged already are left out. Those of rules that begin with `rule` only.
std::vector<Candidate> candidates(const MergeNotes& notes, std::span<const Judgement> judgements,
                                  const std::string& rule = "");

} // namespace banggiao::tools
