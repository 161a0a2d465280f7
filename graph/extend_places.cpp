// Takes two indices. Hands out whether the places of the smaller one leave those of the larger as they are:
// known ones as they are known, new ones that nothing shares a name with.
#include <banggiao/graph/extend_compare.h>

#include <algorithm>
#include <map>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Place = MergeIndex::Place;

/// Notes the articles that are read with the provinces of before the reform.
void assume(Comparison& comparison, const std::string& code, const std::vector<std::string>& more) {
    const auto* known = comparison.index.assumed(code);
    std::vector<std::string_view> ids;
    std::vector<Key> keys{"province/" + code};
    if (known) ids.assign(known->begin(), known->end());
    const char* rule = "place.assumed-old-province";
    if (!ids.empty()) comparison.unnote(rule, keys, reason_to_assume(ids));
    ids.insert(ids.end(), more.begin(), more.end());
    std::sort(ids.begin(), ids.end());
    comparison.note(rule, keys, reason_to_assume(ids));
}

bool lies_where_known(const Place& place, const Place& known) {
    bool says_more =
        !place.container.empty() && (known.container.empty() || place.container < known.container);
    return place.coded == known.coded && place.level == known.level && !says_more;
}

} // namespace

bool compare_places(Comparison& comparison) {
    const KnownIndex& index = comparison.index;
    std::map<std::string, std::vector<const Place*>> blocks; // those that a place is new in
    for (const auto& [key, place] : comparison.fresh.places) {
        const Place* known = index.place(key);
        if (known && !lies_where_known(place, *known)) return comparison.doubt(Unsure::place_name, key);
        for (const std::string& block : place.blocks)
            if (!known || !known->blocks.contains(block)) blocks[block].push_back(&place);
    }
    for (auto& [block, places] : blocks) {
        if (const auto* known = index.place_block(block))
            for (const Key& key : *known) places.push_back(&index.sure(index.place(key)));
        bool all_coded =
            std::all_of(places.begin(), places.end(), [](const Place* place) { return place->coded; });
        if (places.size() > 1 && !all_coded) return comparison.doubt(Unsure::place_name, block);
    }
    for (const auto& [code, articles] : comparison.fresh.assumed) assume(comparison, code, articles);
    return true;
}

} // namespace banggiao::merging
