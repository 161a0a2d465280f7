// Takes a frozen graph and a change of it. Hands out the whole changed graph, frozen anew.
#include <banggiao/graph/graph_change.h>
#include <banggiao/graph/growing_graph.h>

#include <algorithm>

namespace banggiao {

namespace {

Properties named(const FrozenGraph& graph, std::vector<std::pair<KeyId, Value>> values) {
    Properties properties;
    for (auto& [key, value] : values) properties.emplace(graph.key_name(key), std::move(value));
    return properties;
}

class Applying {
  public:
    Applying(const FrozenGraph& base, const GraphChange& change) : base_(base), change_(change) {}

    FrozenGraph run() {
        add_vertices();
        add_edges();
        return freeze(graph_);
    }

  private:
    /// In order of their ids, as merges have them; those without one first, in their own order.
    void add_vertices() {
        std::vector<std::pair<std::string, VertexRecord>> records;
        std::vector<VertexId> numbers;
        const auto last = change_.vertices.empty() ? 0 : change_.vertices.rbegin()->first + 1;
        const VertexId count = std::max(base_.vertex_count(), last);
        places_.resize(count);
        for (VertexId vertex = 0; vertex < count; ++vertex) {
            if (std::binary_search(change_.erased_vertices.begin(), change_.erased_vertices.end(), vertex))
                continue;
            const auto changed = change_.vertices.find(vertex);
            VertexRecord record =
                changed == change_.vertices.end() ? vertex_record(base_, vertex) : changed->second;
            const auto id = record.properties.find("id");
            const bool has_id = id != record.properties.end() && id->second.is(ValueType::string);
            records.emplace_back(has_id ? id->second.string() : std::string(), std::move(record));
            numbers.push_back(vertex);
        }
        std::vector<std::size_t> order(numbers.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return records[a].first < records[b].first; });
        for (std::size_t i : order) {
            places_[numbers[i]] = boost::add_vertex(graph_);
            graph_[places_[numbers[i]]] = std::move(records[i].second);
        }
    }

    void add_edges() {
        for (EdgeId edge = 0; edge < base_.edge_count(); ++edge) {
            if (std::binary_search(change_.erased_edges.begin(), change_.erased_edges.end(), edge)) continue;
            const auto changed = change_.edges.find(edge);
            add_edge(base_.source(edge), base_.target(edge),
                     changed == change_.edges.end() ? edge_record(base_, edge)
                                                    : changed_record(edge, changed->second));
        }
        for (auto each = change_.edges.lower_bound(base_.edge_count()); each != change_.edges.end(); ++each)
            add_edge(each->second.from, each->second.to, each->second.record());
    }

    EdgeRecord changed_record(EdgeId edge, const GraphChange::Edge& changed) const {
        EdgeRecord record = changed.record();
        if (changed.keeps_evidence)
            record.evidence = evidence_now(base_.evidence(edge), changed.without, std::move(record.evidence));
        return record;
    }

    void add_edge(VertexId from, VertexId to, EdgeRecord record) {
        const auto [edge, is_new] = boost::add_edge(places_[from], places_[to], graph_);
        graph_[edge] = std::move(record);
    }

    const FrozenGraph& base_;
    const GraphChange& change_;
    std::vector<GrowingGraph::vertex_descriptor> places_; ///< by vertex, where it went
    GrowingGraph graph_;
};

} // namespace

VertexRecord vertex_record(const FrozenGraph& graph, VertexId vertex) {
    VertexRecord record;
    for (LabelId label : graph.labels(vertex)) record.labels.emplace_back(graph.label_name(label));
    record.properties = named(graph, graph.vertex_properties(vertex));
    return record;
}

EdgeRecord bare_edge_record(const FrozenGraph& graph, EdgeId edge) {
    return {std::string(graph.type_name(graph.type(edge))), named(graph, graph.edge_properties(edge)), {}};
}

EdgeRecord edge_record(const FrozenGraph& graph, EdgeId edge) {
    EdgeRecord record = bare_edge_record(graph, edge);
    record.evidence = graph.evidence(edge);
    return record;
}

std::vector<EdgeEvidence> evidence_now(std::vector<EdgeEvidence> known,
                                       const std::vector<std::string>& without,
                                       std::vector<EdgeEvidence> more) {
    std::erase_if(known, [&](const EdgeEvidence& piece) {
        return std::binary_search(without.begin(), without.end(), piece.article);
    });
    std::sort(more.begin(), more.end());
    const auto middle = static_cast<std::ptrdiff_t>(known.size());
    known.insert(known.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::inplace_merge(known.begin(), known.begin() + middle, known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    return known;
}

FrozenGraph apply(const FrozenGraph& base, const GraphChange& change) {
    return Applying(base, change).run();
}

} // namespace banggiao
