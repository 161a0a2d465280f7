// Takes the edges of events, and those articles state outright, as they were and as they will be. Hands out
// the meetings that follow from them.
#include <banggiao/graph/extend_compose_write.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <array>

namespace banggiao::merging {

namespace {

using namespace schema;

std::vector<VertexId> common(const std::vector<VertexId>& a, const std::vector<VertexId>& b) {
    std::vector<VertexId> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

} // namespace

void Meetings::add(const std::vector<VertexId>& people) {
    for (std::size_t i = 1; i < people.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (people[i] != people[j])
                pairs_.emplace(std::min(people[i], people[j]), std::max(people[i], people[j]));
}

void Meetings::find(const std::vector<EdgeDraft>& edges, const std::vector<EdgeDraft>& fresh,
                    const std::vector<EdgeDraft>& old) {
    std::map<VertexId, std::vector<VertexId>> attendees; // of changed events
    for (const EdgeDraft& draft : edges)
        if (draft.type == edge::attended && parts_.changed[draft.to])
            attendees[draft.to].push_back(parts_.numbers[draft.from]);
    for (const auto& [event, people] : attendees) add(people);
    for (VertexId vertex = 0; vertex < parts_.base_of.size(); ++vertex)
        if (parts_.changed[vertex] && parts_.base_of[vertex] != none)
            add(parts_.near.attendees(parts_.base_of[vertex]));
    for (VertexId vertex : parts_.gone) add(parts_.near.attendees(vertex));
    for (const EdgeDraft& draft : fresh)
        if (draft.type == edge::met) add({parts_.numbers[draft.from], parts_.numbers[draft.to]});
    for (const EdgeDraft& draft : old)
        if (draft.type == edge::met) add({parts_.base_of_old[draft.from], parts_.base_of_old[draft.to]});
    for (const Pair& pair : pairs_) need_of(pair);
}

void Meetings::need_of(Pair pair) {
    auto [one, other] = pair;
    if (one >= parts_.base.vertex_count() || other >= parts_.base.vertex_count()) return;
    for (VertexId event : common(parts_.near.attended(one), parts_.near.attended(other)))
        parts_.need(parts_.near.articles(event));
    parts_.need(common(parts_.near.articles(one), parts_.near.articles(other)));
}

void Meetings::write(EdgeWriter& writer, const std::vector<EdgeDraft>& edges,
                     std::vector<EdgeDraft> stated) const {
    std::vector<EdgeDraft> meetings = build_meetings(parts_.vertices, edges, std::move(stated));
    std::map<Bundle, std::vector<OrderedEdge>> after;
    const auto both_ways = [](Pair pair) {
        std::string met(edge::met);
        return std::array{Bundle{pair.first, met, pair.second}, Bundle{pair.second, met, pair.first}};
    };
    for (Pair pair : pairs_)
        for (Bundle& bundle : both_ways(pair)) after[std::move(bundle)];
    for (const EdgeDraft& draft : meetings)
        if (auto found = after.find(writer.bundle_of(draft)); found != after.end())
            found->second.push_back({order_text(draft), writer.record_of(draft)});
    for (auto& [bundle, all] : after) writer.write(bundle, writer.base_edges(bundle), std::move(all));
}

} // namespace banggiao::merging
