// Takes a change of a graph. Hands out it as bytes, and the change of such bytes: whatever has not the form
// of a change makes it none. Values are as in the columns of a frozen graph; evidence stays bytes until it is
// asked for.
#include <banggiao/graph/graph_change_bytes.h>
#include <banggiao/graph/plain_bytes.h>

#include <algorithm>

namespace banggiao {

namespace {

class Writing {
  public:
    std::string run(const GraphChange& change) {
        out_.reserve(expected_size(change));
        write(change.erased_vertices);
        write(change.erased_edges);
        append_length(out_, change.vertices.size());
        for (const auto& [id, record] : change.vertices) {
            append_length(out_, id);
            append_plain(out_, record.labels);
            write(record.properties);
        }
        append_length(out_, change.edges.size());
        for (const auto& [id, edge] : change.edges) {
            append_length(out_, id);
            write(edge);
        }
        write(change.notes.gone_decisions);
        write(change.notes.new_decisions);
        write(change.notes.gone_conflicts);
        write(change.notes.new_conflicts);
        return std::move(out_);
    }

  private:
    static std::size_t expected_size(const GraphChange& change) {
        constexpr std::size_t of_each = 256;
        std::size_t size = of_each * (change.vertices.size() + change.edges.size() + 1) +
                           of_each * (change.notes.gone_decisions.size() + change.notes.new_decisions.size());
        for (const auto& [id, edge] : change.edges) size += edge.evidence.bytes().size();
        return size;
    }
    void write(const std::vector<std::uint32_t>& ids) {
        append_length(out_, ids.size());
        for (std::uint32_t id : ids) append_length(out_, id);
    }
    void write(const Properties& properties) {
        append_length(out_, properties.size());
        for (const auto& [key, value] : properties) {
            append_plain(out_, key);
            append_plain(out_, encode_value(value));
        }
    }
    void write(const GraphChange::Edge& edge) {
        append_length(out_, edge.from);
        append_length(out_, edge.to);
        append_plain(out_, edge.type);
        write(edge.properties);
        append_plain(out_, edge.evidence.bytes().view());
        append_length(out_, edge.keeps_evidence ? 1 : 0);
        append_plain(out_, edge.without);
    }
    static const std::string& words(const MergeDecision& note) { return note.reason; }
    static const std::string& words(const Conflict& note) { return note.description; }
    template <typename Note>
    void write(const std::vector<Note>& notes) {
        append_length(out_, notes.size());
        for (const Note& note : notes) {
            append_plain(out_, note.rule);
            append_plain(out_, note.keys);
            append_plain(out_, words(note));
        }
    }

    std::string out_;
};

class Reading {
  public:
    explicit Reading(const KeptBytes& bytes) : bytes_(bytes), reader_(bytes.view()) {}

    std::optional<GraphChange> run() {
        GraphChange change;
        change.erased_vertices = ids();
        change.erased_edges = ids();
        reader_.each([&] {
            const VertexId id = reader_.number();
            auto labels = reader_.texts();
            change.vertices.emplace_hint(change.vertices.end(), id,
                                         VertexRecord{std::move(labels), properties()});
        });
        reader_.each([&] {
            const EdgeId id = reader_.number();
            change.edges.emplace_hint(change.edges.end(), id, edge());
        });
        change.notes.gone_decisions = notes<MergeDecision>();
        change.notes.new_decisions = notes<MergeDecision>();
        change.notes.gone_conflicts = notes<Conflict>();
        change.notes.new_conflicts = notes<Conflict>();
        return reader_.is_sound() && reader_.is_at_end() ? std::optional(std::move(change)) : std::nullopt;
    }

  private:
    std::vector<std::uint32_t> ids() {
        std::vector<std::uint32_t> all;
        reader_.each([&] { all.push_back(reader_.number()); });
        return all;
    }
    Properties properties() {
        Properties all;
        reader_.each([&] {
            const std::string_view key = reader_.text();
            Value value = decode_value(reader_.text());
            if (!is_property(value)) return reader_.fail();
            all.emplace_hint(all.end(), key, std::move(value));
        });
        return all;
    }
    GraphChange::Edge edge() {
        GraphChange::Edge edge;
        edge.from = reader_.number();
        edge.to = reader_.number();
        edge.type = reader_.text();
        edge.properties = properties();
        edge.evidence = KeptEvidence(bytes_.part(reader_.text()));
        edge.keeps_evidence = reader_.number() != 0;
        edge.without = reader_.texts();
        return edge;
    }
    template <typename Note>
    std::vector<Note> notes() {
        std::vector<Note> all;
        reader_.each([&] {
            std::string rule(reader_.text());
            auto keys = reader_.texts();
            all.push_back({std::move(rule), std::move(keys), std::string(reader_.text())});
        });
        return all;
    }

    const KeptBytes& bytes_;
    PlainReader reader_;
};

// Whether a change is one of a graph.

bool is_ascending_below(const std::vector<std::uint32_t>& ids, std::uint32_t count) {
    return std::adjacent_find(ids.begin(), ids.end(), std::greater_equal<>()) == ids.end() &&
           (ids.empty() || ids.back() < count);
}

/// Ids from `count` on follow one another; those below are not erased.
template <typename Records>
bool continues(const Records& records, std::uint32_t count, const std::vector<std::uint32_t>& erased) {
    std::uint32_t next = count;
    return std::all_of(records.begin(), records.end(), [&](const auto& each) {
        if (each.first >= count) return each.first == next++;
        return !std::binary_search(erased.begin(), erased.end(), each.first);
    });
}

/// The names a change uses, each looked for once.
class KnownNames {
  public:
    explicit KnownNames(const FrozenGraph& base) : base_(base) {}

    bool has_label(std::string_view name) {
        return is_known(labels_, name, [&] { return base_.find_label(name).has_value(); });
    }
    bool has_type(std::string_view name) {
        return is_known(types_, name, [&] { return base_.find_type(name).has_value(); });
    }
    bool has_keys(const Properties& properties) {
        return std::all_of(properties.begin(), properties.end(), [&](const auto& each) {
            return is_known(keys_, each.first, [&] { return base_.find_key(each.first).has_value(); });
        });
    }

  private:
    using Names = std::map<std::string_view, bool>;
    template <typename Find>
    static bool is_known(Names& names, std::string_view name, const Find& find) {
        const auto [known, is_new] = names.try_emplace(name);
        if (is_new) known->second = find();
        return known->second;
    }

    const FrozenGraph& base_;
    Names labels_, types_, keys_;
};

class Fitting {
  public:
    Fitting(const FrozenGraph& base, const GraphChange& change)
        : base_(base), change_(change), names_(base) {}

    bool is_within() {
        const bool ids_fit = is_ascending_below(change_.erased_vertices, base_.vertex_count()) &&
                             is_ascending_below(change_.erased_edges, base_.edge_count()) &&
                             continues(change_.vertices, base_.vertex_count(), change_.erased_vertices) &&
                             continues(change_.edges, base_.edge_count(), change_.erased_edges);
        return ids_fit &&
               std::all_of(change_.vertices.begin(), change_.vertices.end(),
                           [&](const auto& each) { return is_known(each.second); }) &&
               std::all_of(change_.edges.begin(), change_.edges.end(),
                           [&](const auto& each) { return is_known(each.first, each.second); });
    }

    /// Whether the rows of the graph agree. REQUIRES: it is within.
    bool agrees() const {
        return std::all_of(change_.edges.begin(), change_.edges.end(),
                           [&](const auto& each) {
                               const auto& [id, edge] = each;
                               return id >= base_.edge_count() ||
                                      (base_.source(id) == edge.from && base_.target(id) == edge.to &&
                                       base_.type_name(base_.type(id)) == edge.type);
                           }) &&
               erases_all_of_erased();
    }

  private:
    bool is_known(const VertexRecord& record) {
        return names_.has_keys(record.properties) &&
               std::all_of(record.labels.begin(), record.labels.end(),
                           [&](const std::string& label) { return names_.has_label(label); });
    }
    bool is_there(VertexId vertex) const {
        if (vertex >= base_.vertex_count()) return change_.vertices.contains(vertex);
        return !std::binary_search(change_.erased_vertices.begin(), change_.erased_vertices.end(), vertex);
    }
    bool is_known(EdgeId id, const GraphChange::Edge& edge) {
        return names_.has_type(edge.type) && names_.has_keys(edge.properties) && is_there(edge.from) &&
               is_there(edge.to) && std::is_sorted(edge.without.begin(), edge.without.end()) &&
               (id < base_.edge_count() || !edge.keeps_evidence);
    }
    bool erases_all_of_erased() const {
        const auto is_erased = [&](EdgeId edge) {
            return std::binary_search(change_.erased_edges.begin(), change_.erased_edges.end(), edge);
        };
        return std::all_of(change_.erased_vertices.begin(), change_.erased_vertices.end(),
                           [&](VertexId vertex) {
                               const EdgeRange out = base_.out_edges(vertex);
                               const auto in = base_.in_edges(vertex);
                               for (EdgeId edge = out.first; edge < out.last; ++edge)
                                   if (!is_erased(edge)) return false;
                               return std::all_of(in.begin(), in.end(), is_erased);
                           });
    }

    const FrozenGraph& base_;
    const GraphChange& change_;
    KnownNames names_;
};

} // namespace

std::string encode(const GraphChange& change) {
    return Writing().run(change);
}

std::optional<GraphChange> decode_change(const KeptBytes& bytes) {
    return Reading(bytes).run();
}

bool is_within(const FrozenGraph& base, const GraphChange& change) {
    return Fitting(base, change).is_within();
}

bool fits(const FrozenGraph& base, const GraphChange& change) {
    Fitting fitting(base, change);
    return fitting.is_within() && fitting.agrees();
}

} // namespace banggiao
