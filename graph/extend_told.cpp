// Takes articles that come and go, each merged alone, and what is known of the rest. Hands out which of their
// events and agreements others tell in the same ways.
#include <banggiao/graph/extend_told.h>

#include <algorithm>

namespace banggiao::merging {

ToldByOthers::ToldByOthers(const KnownIndex& rest, std::vector<const PartialMerge*> alone,
                           const PutAgain& again, const InBase& base)
    : rest_(rest), alone_(std::move(alone)) {
    for (const PartialMerge* each : alone_)
        for (const auto& [key, tellings] : each->index.told_by)
            if (again.is_event_asked(key) && !is_told(*each, key, base)) touched_.insert(key);
    std::vector<Key> apart;
    for (const PartialMerge* each : alone_)
        for (const MergeIndex::Beside& pair : each->index.beside) {
            const bool is_asked = again.is_event_retold(pair.one) && again.is_event_retold(pair.other) &&
                                  !is_touched(pair.one) && !is_touched(pair.other) &&
                                  (pair.telling.empty() || rest_.tellings(pair.telling) == 0);
            if (is_asked && (pair.is_by_title || base.may_be_one(pair.one, pair.other)))
                apart.insert(apart.end(), {pair.one, pair.other});
        }
    touched_.insert(apart.begin(), apart.end());
}

bool ToldByOthers::is_told(const PartialMerge& alone, const Key& key, const InBase& base) const {
    if (!rest_.node(key)) return false;
    const auto& tellings = alone.index.told_by.at(key);
    const bool is_told = std::all_of(tellings.begin(), tellings.end(),
                                     [&](const std::string& telling) { return rest_.tellings(telling) > 0; });
    const auto named = alone.index.by_name.find(key);
    return is_told && (named == alone.index.by_name.end() ||
                       std::all_of(named->second.begin(), named->second.end(),
                                   [&](const Key& person) { return base.is_there_anyway(person, key); }));
}

bool ToldByOthers::is_lone(const Key& key) const {
    return std::any_of(alone_.begin(), alone_.end(),
                       [&](const PartialMerge* each) { return each->index.lone.contains(key); });
}

} // namespace banggiao::merging
