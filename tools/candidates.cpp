// Takes what a merge decided and the judgements so far. Hands out what a person may know better.
#include <banggiao/tools/candidates.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace banggiao::tools {

namespace {

using Pair = std::pair<std::string, std::string>;

Pair unordered(const std::string& a, const std::string& b) {
    return a < b ? Pair(a, b) : Pair(b, a);
}

/// Rules that join on likeness or for want of another candidate.
bool is_thin(std::string_view rule) {
    constexpr std::array<std::string_view, 14> rules{"official.misspelling",       "official.same-surname",
                                                     "official.transliteration",   "official.short-form",
                                                     "official.name-order",        "official.only-candidate",
                                                     "official.same-surroundings", "official.high-offices",
                                                     "official.inferred-holder",   "event.only-candidate",
                                                     "organization.alias",         "official.same-title",
                                                     "agreement.only-candidate",   "place.name"};
    return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

class Gathering {
  public:
    Gathering(std::span<const Judgement> judgements, const std::string& rule) : rule_(rule) {
        for (const Judgement& judgement : judgements) {
            if (judgement.kind != Judgement::Kind::reject) seen_.insert(unordered(judgement.a, judgement.b));
        }
    }

    /// Every pair of a few keys; of many each with the one before it.
    void add(std::span<const std::string> keys, const std::string& rule, const std::string& reason) {
        constexpr std::size_t few = 4;
        for (std::size_t i = 1; i < keys.size(); ++i) {
            for (std::size_t j = keys.size() <= few ? 0 : i - 1; j < i; ++j)
                add(keys[j], keys[i], rule, reason);
        }
    }

    std::vector<Candidate> take() { return std::move(found_); }

  private:
    void add(const std::string& a, const std::string& b, const std::string& rule, const std::string& reason) {
        if (rule.starts_with(rule_) && seen_.insert(unordered(a, b)).second)
            found_.push_back({a, b, rule, reason});
    }

    const std::string& rule_;
    std::set<Pair> seen_;
    std::vector<Candidate> found_;
};

} // namespace

std::vector<Candidate> candidates(const MergeNotes& notes, std::span<const Judgement> judgements,
                                  const std::string& rule) {
    Gathering gathering(judgements, rule);
    for (const Conflict& conflict : notes.conflicts) {
        // The two people come first, the body they both hold after them.
        if (conflict.keys.size() >= 2)
            gathering.add(std::span(conflict.keys).first(2), conflict.rule, conflict.description);
    }
    for (const MergeDecision& decision : notes.decisions) {
        if (decision.rule.ends_with(".kept-apart"))
            gathering.add(decision.keys, decision.rule, decision.reason);
    }
    for (const MergeDecision& decision : notes.decisions) {
        if (is_thin(decision.rule)) gathering.add(decision.keys, decision.rule, decision.reason);
    }
    return gathering.take();
}

} // namespace banggiao::tools
