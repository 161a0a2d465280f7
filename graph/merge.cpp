// Takes the facts of all articles and the judgements. Hands out the graph. The whole merge is readable in
// run_stages(): places, then the bodies that serve them, then the people who hold offices of bodies, then
// what people took part in.
#include <banggiao/graph/frozen_graph_source.h>
#include <banggiao/graph/merge.h>
#include <banggiao/graph/merge_build.h>
#include <banggiao/graph/merge_known.h>
#include <banggiao/graph/parallel.h>

#include <algorithm>

namespace banggiao {

namespace {

using namespace merging;

struct Merging {
    Merging(std::span<const Digest> digests, std::span<const Judgement> judgements, MergeIndex* index)
        : state(pointers_to(digests), judgements) {
        state.index = index;
        run_stages(state);
        built = build_graph(state, judgements);
        decisions = state.groups.take_decisions();
        std::sort(state.conflicts.begin(), state.conflicts.end());
    }

    static std::vector<const Digest*> pointers_to(std::span<const Digest> digests) {
        std::vector<const Digest*> pointers;
        for (const Digest& each : digests) pointers.push_back(&each);
        return pointers;
    }

    State state;
    Built built;
    std::vector<MergeDecision> decisions;
};

/// The edges in their order, straight from their drafts.
class BuiltSource final : public GraphSource {
  public:
    explicit BuiltSource(const Merging& merging) : merging_(merging), built_(merging.built) {}

    std::uint32_t vertex_count() const override { return static_cast<std::uint32_t>(built_.vertices.size()); }
    const VertexRecord& vertex(VertexId vertex) const override { return built_.vertices[vertex]; }
    std::uint32_t edge_count() const override { return static_cast<std::uint32_t>(built_.edges.size()); }

    Edge edge(std::uint32_t number) const override {
        const EdgeDraft& edge = draft(number);
        return {edge.from, edge.to, edge.type};
    }
    void visit_properties(std::uint32_t edge, const VisitProperty& visit) const override {
        for (const auto& [key, value] : draft(edge).properties) visit(key, value);
    }
    void visit_evidence(std::uint32_t edge, const VisitEvidence& visit) const override {
        for (const DraftEvidence& piece : draft(edge).evidence)
            visit({article_of(merging_.state, piece), piece.rule, piece.text, piece.span});
    }

  private:
    const EdgeDraft& draft(std::uint32_t number) const { return built_.edges[built_.order[number]]; }

    const Merging& merging_;
    const Built& built_;
};

/// Fills a graph that is empty: Boost's graphs are copied, never moved.
void grow(Merging& merging, GrowingGraph& graph) {
    for (VertexRecord& record : merging.built.vertices) graph[boost::add_vertex(graph)] = std::move(record);
    for (std::uint32_t number : merging.built.order) {
        const EdgeDraft& draft = merging.built.edges[number];
        auto [edge, is_new] = boost::add_edge(draft.from, draft.to, graph);
        graph[edge] = edge_record(merging.state, draft);
    }
}

} // namespace

void merging::run_stages(State& state) {
    Jurisdictions jurisdictions;
    group_places(state, jurisdictions);
    group_organizations(state, jurisdictions);
    group_officials(state, jurisdictions);
    group_events(state, jurisdictions);
    group_agreements(state);
    find_conflicts(state);
}

Merged merge(std::span<const Facts> facts, std::span<const Judgement> judgements) {
    std::vector<Digest> digests;
    for (const Facts& each : facts)
        if (auto digest = Digest::read(digest_bytes(each))) digests.push_back(std::move(*digest));
    Merging merging(digests, judgements, nullptr);
    Merged merged;
    grow(merging, merged.graph);
    merged.decisions = std::move(merging.decisions);
    merged.conflicts = std::move(merging.state.conflicts);
    return merged;
}

FrozenMerge merge_frozen(std::span<const Digest> digests, std::span<const Judgement> judgements,
                         std::string* index) {
    MergeIndex noted;
    Merging merging(digests, judgements, index ? &noted : nullptr);
    FrozenMerge merged;
    in_parallel(index ? 2 : 1, 1, [&](std::size_t first, std::size_t) {
        if (first == 0) {
            merged.graph = freeze(BuiltSource(merging));
        } else {
            describe_nodes(merging.state, merging.built.vertices, noted);
            *index = encode(noted);
        }
    });
    merged.decisions = std::move(merging.decisions);
    merged.conflicts = std::move(merging.state.conflicts);
    return merged;
}

} // namespace banggiao
