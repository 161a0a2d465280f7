// Takes groups that are decided and the judgements. Hands out the graph: vertices by id, edges by source,
// type, target.
#include <banggiao/graph/merge_build.h>
#include <banggiao/graph/merge_tables.h>
#include <banggiao/graph/schema.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

/// An edge known from a table, not from an article; only between things that articles name.
void add_succession(std::vector<EdgeDraft>& edges, const State& state, const Vertices& vertices,
                    const std::string& from, const std::string& to, std::string_view date,
                    std::string_view rule) {
    auto old_one = vertices.find(state, from);
    auto new_one = vertices.find(state, to);
    if (!old_one || !new_one || *old_one == *new_one) return;
    EdgeDraft draft;
    draft.from = *old_one;
    draft.to = *new_one;
    draft.type = schema::edge::succeeded_by;
    draft.properties["date"] = std::string(date);
    draft.evidence.push_back({"", {}, std::string(rule), ""});
    edges.push_back(std::move(draft));
}

void add_successions(std::vector<EdgeDraft>& edges, const State& state, const Vertices& vertices) {
    for (const ProvinceRow& row : provinces()) {
        std::string successor =
            "province/" + std::string(row.successor) + (is_enlarged(row.successor) ? "@2025" : "");
        add_succession(edges, state, vertices, "province/" + std::string(row.code), successor, reform_date,
                       "table.provinces");
    }
    for (const SuccessionRow& row : successions()) {
        add_succession(edges, state, vertices, "organization/" + slug_of(row.name),
                       "organization/" + slug_of(row.successor), row.date, "table.central-bodies");
    }
}

EdgeRecord to_record(EdgeDraft&& draft) {
    EdgeRecord record{std::string(draft.type), std::move(draft.properties), std::move(draft.evidence)};
    if (draft.first_seen) record.properties["first_seen"] = draft.first_seen->text();
    if (draft.inferred) record.properties["inferred"] = true;
    if (draft.last_seen) record.properties["last_seen"] = draft.last_seen->text();
    return record;
}

/// The date of a meeting tells two of one pair apart.
std::string order_text(const EdgeDraft& draft) {
    std::string text = draft.distinct;
    for (const char* key : {"date", "event"}) {
        auto found = draft.properties.find(key);
        if (found != draft.properties.end() && found->second.is(ValueType::string))
            text += "\n" + found->second.string();
    }
    return text;
}

} // namespace

Rejections::Rejections(const State& state, const Vertices& vertices, std::span<const Judgement> judgements) {
    for (const Judgement& judgement : judgements) {
        if (judgement.kind != Judgement::Kind::reject) continue;
        auto from = vertices.find(state, judgement.a);
        auto to = vertices.find(state, judgement.b);
        if (!from || !to) continue;
        edges_.emplace(*from, judgement.type, *to);
        bool both_ways = judgement.type == schema::edge::met || judgement.type == schema::edge::partner_of;
        if (both_ways) edges_.emplace(*to, judgement.type, *from);
    }
}

bool Rejections::contains(VertexId from, std::string_view type, VertexId to) const {
    return !edges_.empty() && edges_.contains({from, std::string(type), to});
}

GrowingGraph build_graph(State& state, std::span<const Judgement> judgements) {
    Vertices vertices = build_vertices(state);
    Rejections rejections(state, vertices, judgements);
    std::vector<EdgeDraft> edges = build_edges(state, vertices, rejections);
    auto met = std::stable_partition(edges.begin(), edges.end(),
                                     [](const EdgeDraft& edge) { return edge.type != schema::edge::met; });
    std::vector<EdgeDraft> stated(std::make_move_iterator(met), std::make_move_iterator(edges.end()));
    edges.erase(met, edges.end());
    for (EdgeDraft& meeting : build_meetings(vertices, edges, std::move(stated))) {
        if (!rejections.contains(meeting.from, meeting.type, meeting.to)) edges.push_back(std::move(meeting));
    }
    add_successions(edges, state, vertices);
    std::stable_sort(edges.begin(), edges.end(), [](const EdgeDraft& a, const EdgeDraft& b) {
        auto ends = [](const EdgeDraft& edge) { return std::tie(edge.from, edge.type, edge.to); };
        return ends(a) != ends(b) ? ends(a) < ends(b) : order_text(a) < order_text(b);
    });
    GrowingGraph graph(vertices.records.size());
    for (VertexId vertex = 0; vertex < vertices.records.size(); ++vertex)
        graph[vertex] = std::move(vertices.records[vertex]);
    for (EdgeDraft& edge : edges) {
        VertexId from = edge.from;
        VertexId to = edge.to;
        boost::add_edge(from, to, to_record(std::move(edge)), graph);
    }
    return graph;
}

} // namespace banggiao::merging
