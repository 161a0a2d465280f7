// Takes two changes of a graph, one after the other. Hands out the one that is both.
#include <banggiao/graph/patched_graph.h>

#include <algorithm>
#include <set>

namespace banggiao {

namespace {

bool equal(const VertexRecord& a, const VertexRecord& b) {
    return a.labels == b.labels && a.properties == b.properties;
}

/// Takes notes out where they are, else puts them in where those are that say the contrary. All sorted.
template <typename Note>
void say(const std::vector<Note>& notes, std::vector<Note>& in, std::vector<Note>& contrary) {
    for (const Note& note : notes) {
        const auto taken_back = std::lower_bound(contrary.begin(), contrary.end(), note);
        if (taken_back != contrary.end() && *taken_back == note) {
            contrary.erase(taken_back);
            continue;
        }
        const auto place = std::lower_bound(in.begin(), in.end(), note);
        if (place == in.end() || *place != note) in.insert(place, note);
    }
}

/// A note that one makes and the other takes back is none.
template <typename Note>
void add_notes(std::vector<Note>& gone, std::vector<Note>& made, const std::vector<Note>& gone_then,
               const std::vector<Note>& made_then) {
    say(gone_then, gone, made);
    say(made_then, made, gone);
}

/// Gives ids from `count` on new ones that follow each other. Hands out the new ones by the old.
template <typename Records>
std::map<std::uint32_t, std::uint32_t> number_anew(Records& records, std::uint32_t count) {
    std::map<std::uint32_t, std::uint32_t> numbers;
    Records known;
    std::uint32_t next = count;
    while (!records.empty()) {
        auto record = records.extract(records.begin());
        if (record.key() >= count) {
            numbers.emplace(record.key(), next);
            record.key() = next++;
        }
        known.insert(known.end(), std::move(record));
    }
    records = std::move(known);
    return numbers;
}

class Combining {
  public:
    Combining(const FrozenGraph& base, const GraphChange& first, GraphChange then)
        : base_(base), both_(first), then_(std::move(then)) {}

    GraphChange run() {
        add_vertices();
        add_edges();
        add_notes(both_.notes.gone_decisions, both_.notes.new_decisions, then_.notes.gone_decisions,
                  then_.notes.new_decisions);
        add_notes(both_.notes.gone_conflicts, both_.notes.new_conflicts, then_.notes.gone_conflicts,
                  then_.notes.new_conflicts);
        return std::move(both_);
    }

  private:
    void add_vertices() {
        for (auto& [id, record] : then_.vertices) {
            if (id < base_.vertex_count() && equal(record, vertex_record(base_, id)))
                both_.vertices.erase(id);
            else
                both_.vertices.insert_or_assign(id, std::move(record));
        }
        erase(then_.erased_vertices, base_.vertex_count(), both_.vertices, both_.erased_vertices);
        vertices_ = number_anew(both_.vertices, base_.vertex_count());
    }

    void add_edges() {
        for (auto& [id, edge] : then_.edges) add_edge(id, std::move(edge));
        erase(then_.erased_edges, base_.edge_count(), both_.edges, both_.erased_edges);
        number_anew(both_.edges, base_.edge_count());
        for (auto& [id, edge] : both_.edges) {
            edge.from = now(edge.from);
            edge.to = now(edge.to);
        }
    }

    template <typename Records>
    static void erase(const std::vector<std::uint32_t>& ids, std::uint32_t count, Records& records,
                      std::vector<std::uint32_t>& erased) {
        for (std::uint32_t id : ids) {
            records.erase(id);
            if (id < count) erased.push_back(id);
        }
        std::sort(erased.begin(), erased.end());
    }

    void add_edge(EdgeId id, GraphChange::Edge edge) {
        const auto found = both_.edges.find(id);
        if (found != both_.edges.end() && edge.keeps_evidence) {
            const GraphChange::Edge& known = found->second;
            edge.evidence = evidence_now(known.evidence.pieces(), edge.without, edge.evidence.pieces());
            edge.keeps_evidence = known.keeps_evidence;
            std::set<std::string> without(known.without.begin(), known.without.end());
            if (known.keeps_evidence) without.insert(edge.without.begin(), edge.without.end());
            edge.without.assign(without.begin(), without.end());
        }
        if (found != both_.edges.end() && id < base_.edge_count() && is_as_in_base(id, edge))
            both_.edges.erase(found);
        else
            both_.edges.insert_or_assign(id, std::move(edge));
    }

    /// Only the words of articles that come or go are looked at: an edge may have those of thousands.
    bool is_as_in_base(EdgeId id, const GraphChange::Edge& edge) const {
        if (edge.without.empty() || bare_edge_record(base_, id).properties != edge.properties) return false;
        const std::vector<EdgeEvidence> more = edge.evidence.pieces();
        std::set<std::string> articles(edge.without.begin(), edge.without.end());
        for (const EdgeEvidence& piece : more) articles.insert(piece.article);
        std::vector<EdgeEvidence> known;
        for (const std::string& article : articles)
            for (EdgeEvidence& piece : base_.evidence_of(id, article)) known.push_back(std::move(piece));
        return evidence_now(known, edge.without, more) == known;
    }

    VertexId now(VertexId vertex) const {
        const auto found = vertices_.find(vertex);
        return found == vertices_.end() ? vertex : found->second;
    }

    const FrozenGraph& base_;
    GraphChange both_, then_;
    std::map<VertexId, VertexId> vertices_; ///< new ones, by their numbers in the changes
};

} // namespace

GraphChange both_changes(const FrozenGraph& base, const GraphChange& first, GraphChange then) {
    return Combining(base, first, std::move(then)).run();
}

} // namespace banggiao
