// Takes the facts of all articles and the judgements. Hands out the graph. The whole merge is readable in
// merge(): places, then the bodies that serve them, then the people who hold offices of bodies, then what
// people took part in.
#include <banggiao/graph/merge.h>
#include <banggiao/graph/merge_state.h>

#include <algorithm>

namespace banggiao {

Merged merge(std::span<const Facts> facts, std::span<const Judgement> judgements) {
    using namespace merging;
    State state(facts, judgements);
    Jurisdictions jurisdictions;
    group_places(state, jurisdictions);
    group_organizations(state, jurisdictions);
    group_officials(state, jurisdictions);
    group_events(state, jurisdictions);
    group_agreements(state);
    find_conflicts(state);
    Merged merged;
    build_graph(state, judgements, merged);
    merged.decisions = state.groups.take_decisions();
    merged.conflicts = std::move(state.conflicts);
    std::sort(merged.conflicts.begin(), merged.conflicts.end());
    return merged;
}

} // namespace banggiao
