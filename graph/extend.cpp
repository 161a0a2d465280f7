// Takes a base, its index, articles to come and to go. Hands out the change: tries with these alone, then
// with more and more articles of the base taken out and put in again beside them.
#include <banggiao/graph/extend.h>
#include <banggiao/graph/extend_step.h>

#include <array>

namespace banggiao {

std::string_view name_of(Unsure reason) {
    constexpr std::array<std::string_view, 17> names{
        "nothing",     "article", "judgement",    "place_name",
        "body_name",   "alias",   "name_spelled", "person_changed",
        "names_alike", "holder",  "event_near",   "event_uncertain",
        "year",        "id",      "too_many",     "digest",
        "index"};
    return names[static_cast<std::size_t>(reason)];
}

Extension extend(const FrozenGraph& base, std::span<const std::byte> index,
                 std::span<const Judgement> judgements, const ArticleChanges& changes,
                 const FetchDigest& fetch, const FoundSoFar* so_far) {
    Extension nothing;
    nothing.unsure = Unsure::index;
    const PatchedGraph patched(base, so_far ? &so_far->change : nullptr);
    const auto known = KnownIndex::open(index, patched.vertex_count(), so_far ? &so_far->index : nullptr);
    const auto file = KnownIndex::open(index, base.vertex_count());
    if (!known || !file) return nothing;
    const merging::Ground ground{base, patched, *known, *file, judgements, fetch, so_far};
    merging::Widened widened(patched, *known, changes, fetch);
    while (true) {
        merging::Step step = merging::extend_step(ground, widened);
        if (step.met_damage) return nothing;
        if (step.found.change || !widened.widen(step.concerned, step.moving)) return std::move(step.found);
    }
}

bool is_whole_index(std::span<const std::byte> index, const FrozenGraph& base) {
    const auto known = KnownIndex::open(index, base.vertex_count());
    return known && known->is_whole();
}

} // namespace banggiao
