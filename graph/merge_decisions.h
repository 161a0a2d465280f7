// Takes nothing. Hands out what is said about a merge: a person's judgements, the decisions made, the
// conflicts left.
#pragma once

#include <compare>
#include <string>
#include <vector>

namespace banggiao {

/// A person's word on the merge. Names keys, not nodes; `different` beats `same`; absent keys: it sleeps.
struct Judgement {
    enum class Kind { same, different, reject };
    Kind kind = Kind::same;
    std::string a;    ///< a key; for `reject` the edge's from key
    std::string b;    ///< a key; for `reject` the edge's to key
    std::string type; ///< for `reject` the edge's type, and its detail where only one of several is meant:
                      ///< `HOLDS`, or `HOLDS Bộ trưởng` (judgement_text.h)
    auto operator<=>(const Judgement&) const = default;
};

/// Why mention groups were joined, or kept apart though their names agree.
struct MergeDecision {
    std::string rule;              ///< official.same-office, official.kept-apart, place.code …
    std::vector<std::string> keys; ///< the keys it speaks of, the node's own first
    std::string reason;            ///< in words, with the facts it rests on
    auto operator<=>(const MergeDecision&) const = default;
};

/// Two facts that cannot both be so, both kept.
struct Conflict {
    std::string rule;
    std::vector<std::string> keys;
    std::string description;
    auto operator<=>(const Conflict&) const = default;
};

} // namespace banggiao
