// Takes groups that are decided and the judgements. Hands out the graph: vertices by id, edges by source,
// type, target.
#include <banggiao/graph/merge_buckets.h>
#include <banggiao/graph/merge_build.h>
#include <banggiao/graph/merge_successions.h>
#include <banggiao/graph/parallel.h>
#include <banggiao/graph/schema.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

/// Edges known from tables, not from articles; only between things that articles name.
std::vector<EdgeDraft> successions_between(const State& state, const Vertices& vertices) {
    Successions found([&](const std::string& key) { return vertices.find(state, key); });
    for (VertexId vertex = 0; vertex < vertices.ids.size(); ++vertex) {
        const std::string& id = vertices.ids[vertex];
        if (!id.starts_with("province/") && !id.starts_with("organization/")) continue;
        for (const Value& key : vertices.records[vertex].properties.at("keys").list())
            found.add_from(vertex, key.string());
    }
    return found.drafts();
}

/// Their numbers by ends and type; drafts are large, numbers quick to sort.
std::vector<std::uint32_t> sorted(const std::vector<EdgeDraft>& edges, std::size_t vertices) {
    const auto is_less = [&](std::uint32_t a, std::uint32_t b) {
        const auto target = [&](std::uint32_t edge) { return std::tie(edges[edge].type, edges[edge].to); };
        if (target(a) != target(b)) return target(a) < target(b);
        std::string left = order_text(edges[a]), right = order_text(edges[b]);
        return left != right ? left < right : a < b;
    };
    Buckets by_source(vertices, static_cast<std::uint32_t>(edges.size()),
                      [&](std::uint32_t edge) { return edges[edge].from; });
    constexpr std::size_t vertices_a_run = 4096;
    in_parallel(vertices, vertices_a_run, [&](std::size_t first, std::size_t last) {
        for (std::size_t vertex = first; vertex < last; ++vertex) {
            std::span<std::uint32_t> numbers = by_source.of(vertex);
            std::sort(numbers.begin(), numbers.end(), is_less);
        }
    });
    return by_source.take();
}

} // namespace

void complete(EdgeDraft& draft) {
    if (draft.first_seen) draft.properties.emplace_back("first_seen", draft.first_seen->text());
    if (draft.inferred) draft.properties.emplace_back("inferred", true);
    if (draft.last_seen) draft.properties.emplace_back("last_seen", draft.last_seen->text());
}

std::string order_text(const EdgeDraft& draft) {
    std::string text = draft.distinct; // the date of a meeting tells two of one pair apart
    for (const char* key : {"date", "event"}) {
        std::string_view said = draft.text(key);
        if (!said.empty()) text.append("\n").append(said);
    }
    return text;
}

std::string_view article_of(const State& state, const DraftEvidence& piece) {
    return piece.article == none ? std::string_view() : state.article_id(piece.article);
}

EdgeRecord edge_record(const State& state, const EdgeDraft& draft) {
    EdgeRecord record{std::string(draft.type), {}, {}};
    for (const auto& [key, value] : draft.properties) record.properties.emplace(key, value);
    for (const DraftEvidence& piece : draft.evidence)
        record.evidence.push_back({std::string(article_of(state, piece)), piece.span, std::string(piece.rule),
                                   std::string(piece.text)});
    return record;
}

Rejections::Rejections(State& state, const Vertices& vertices, std::span<const Judgement> judgements) {
    for (const Judgement& judgement : judgements) {
        if (judgement.kind != Judgement::Kind::reject) continue;
        auto from = vertices.find(state, judgement.a);
        auto to = vertices.find(state, judgement.b);
        if (!from || !to) continue;
        std::string type = judgement.type.substr(0, judgement.type.find(' '));
        std::string detail =
            type == judgement.type ? "" : state.names.of(judgement.type.substr(type.size() + 1)).slug;
        edges_[{*from, type, *to}].insert(detail);
        bool both_ways = type == schema::edge::met || type == schema::edge::partner_of;
        if (both_ways) edges_[{*to, type, *from}].insert(detail);
    }
}

bool Rejections::contains(VertexId from, std::string_view type, VertexId to,
                          const std::string& detail) const {
    if (edges_.empty()) return false;
    auto found = edges_.find({from, std::string(type), to});
    return found != edges_.end() && (found->second.contains("") || found->second.contains(detail));
}

Built build_graph(State& state, std::span<const Judgement> judgements) {
    Vertices vertices = build_vertices(state);
    find_years(state, vertices);
    Rejections rejections(state, vertices, judgements);
    std::vector<EdgeDraft> edges = build_edges(state, vertices, rejections).edges;
    auto met = std::stable_partition(edges.begin(), edges.end(),
                                     [](const EdgeDraft& edge) { return edge.type != schema::edge::met; });
    std::vector<EdgeDraft> stated(std::make_move_iterator(met), std::make_move_iterator(edges.end()));
    edges.erase(met, edges.end());
    std::vector<const EdgeDraft*> of_events;
    for (const EdgeDraft& edge : edges)
        if (is_of_events(edge)) of_events.push_back(&edge);
    for (EdgeDraft& meeting : build_meetings(vertices, of_events, std::move(stated))) {
        bool rejected = !rejections.empty() && rejections.contains(meeting.from, meeting.type, meeting.to,
                                                                   slug_of(meeting.text("date")));
        if (!rejected) edges.push_back(std::move(meeting));
    }
    for (EdgeDraft& draft : successions_between(state, vertices))
        if (!rejections.contains(draft.from, draft.type, draft.to)) edges.push_back(std::move(draft));
    std::vector<std::uint32_t> order = sorted(edges, vertices.records.size());
    constexpr std::size_t edges_a_run = 4096;
    in_parallel(edges.size(), edges_a_run, [&](std::size_t first, std::size_t last) {
        for (std::size_t edge = first; edge < last; ++edge) complete(edges[edge]);
    });
    return {std::move(vertices.records), std::move(edges), std::move(order)};
}

} // namespace banggiao::merging
