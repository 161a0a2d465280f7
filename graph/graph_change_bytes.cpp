// Takes a change of a graph. Hands out it as the bytes of one list, read back part by part: whatever has not
// the form of a change makes it none.
#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/graph_change_bytes.h>

#include <algorithm>
#include <limits>

namespace banggiao {

namespace {

// Writing: everything becomes a value.

template <typename Each, typename All>
Value list_of(const All& all, const Each& each) {
    List list;
    list.reserve(all.size());
    for (const auto& one : all) list.push_back(each(one));
    return Value(std::move(list));
}

Value number(std::uint32_t number) {
    return Value(std::int64_t{number});
}
Value text(const std::string& text) {
    return Value(text);
}
Value map_of(const Properties& properties) {
    return Value(Map(properties.begin(), properties.end()));
}
Value value_of(const MergeDecision& note) {
    return Value(List{note.rule, list_of(note.keys, text), note.reason});
}
Value value_of(const Conflict& note) {
    return Value(List{note.rule, list_of(note.keys, text), note.description});
}
Value value_of(const EdgeEvidence& each) {
    return Value(List{each.article, number(each.span.start), number(each.span.end), each.rule, each.text});
}
Value value_of(const std::pair<const VertexId, VertexRecord>& vertex) {
    const auto& [id, record] = vertex;
    return Value(List{number(id), list_of(record.labels, text), map_of(record.properties)});
}
Value value_of(const std::pair<const EdgeId, GraphChange::Edge>& edge) {
    const auto& [id, ends] = edge;
    const EdgeRecord& record = ends.record;
    return Value(List{number(id), number(ends.from), number(ends.to), record.type, map_of(record.properties),
                      list_of(record.evidence, [](const EdgeEvidence& each) { return value_of(each); }),
                      Value(ends.keeps_evidence), list_of(ends.without, text)});
}

// Reading. What is not of the wanted type turns `is_sound` off and reads as nothing.

class Reading {
  public:
    std::optional<GraphChange> run(std::string_view bytes) {
        const Value whole = decode_value(bytes);
        const List& parts = fields(whole, 8);
        GraphChange change;
        change.erased_vertices = all<VertexId>(parts[0], [&](const Value& each) { return number(each); });
        change.erased_edges = all<EdgeId>(parts[1], [&](const Value& each) { return number(each); });
        for (const Value& each : items(parts[2])) read_vertex(each, change);
        for (const Value& each : items(parts[3])) read_edge(each, change);
        change.notes.gone_decisions = notes<MergeDecision>(parts[4]);
        change.notes.new_decisions = notes<MergeDecision>(parts[5]);
        change.notes.gone_conflicts = notes<Conflict>(parts[6]);
        change.notes.new_conflicts = notes<Conflict>(parts[7]);
        return is_sound_ ? std::optional(std::move(change)) : std::nullopt;
    }

  private:
    const List& items(const Value& value) {
        static const List empty;
        return expect(value.is(ValueType::list)) ? value.list() : empty;
    }
    /// A list of that length: of nulls, if it is none.
    const List& fields(const Value& value, std::size_t count) {
        static const List nulls(8);
        return expect(value.is(ValueType::list) && value.list().size() == count) ? value.list() : nulls;
    }
    std::uint32_t number(const Value& value) {
        const bool is_number = value.is(ValueType::integer) && value.integer() >= 0 &&
                               value.integer() <= std::numeric_limits<std::uint32_t>::max();
        return expect(is_number) ? static_cast<std::uint32_t>(value.integer()) : 0;
    }
    std::string text(const Value& value) {
        return expect(value.is(ValueType::string)) ? value.string() : std::string();
    }
    bool truth(const Value& value) { return expect(value.is(ValueType::boolean)) && value.boolean(); }
    template <typename T, typename Read>
    std::vector<T> all(const Value& value, const Read& read) {
        std::vector<T> found;
        for (const Value& each : items(value)) found.push_back(read(each));
        return found;
    }
    std::vector<std::string> texts(const Value& value) {
        return all<std::string>(value, [&](const Value& each) { return text(each); });
    }
    Properties properties(const Value& value) {
        if (!expect(value.is(ValueType::map))) return {};
        for (const auto& [key, each] : value.map()) expect(is_property(each));
        return {value.map().begin(), value.map().end()};
    }
    template <typename Note>
    std::vector<Note> notes(const Value& value) {
        return all<Note>(value, [&](const Value& each) {
            const List& parts = fields(each, 3);
            return Note{text(parts[0]), texts(parts[1]), text(parts[2])};
        });
    }
    void read_vertex(const Value& value, GraphChange& change) {
        const List& parts = fields(value, 3);
        change.vertices.emplace(number(parts[0]), VertexRecord{texts(parts[1]), properties(parts[2])});
    }
    void read_edge(const Value& value, GraphChange& change) {
        const List& parts = fields(value, 8);
        EdgeRecord record{text(parts[3]), properties(parts[4]), {}};
        record.evidence = all<EdgeEvidence>(parts[5], [&](const Value& each) {
            const List& said = fields(each, 5);
            return EdgeEvidence{
                text(said[0]), {number(said[1]), number(said[2])}, text(said[3]), text(said[4])};
        });
        change.edges.emplace(number(parts[0]),
                             GraphChange::Edge{number(parts[1]), number(parts[2]), std::move(record),
                                               truth(parts[6]), texts(parts[7])});
    }
    bool expect(bool holds) {
        is_sound_ = is_sound_ && holds;
        return holds;
    }

    bool is_sound_ = true;
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

class Fitting {
  public:
    Fitting(const FrozenGraph& base, const GraphChange& change) : base_(base), change_(change) {}

    bool run() const {
        const bool ids_fit = is_ascending_below(change_.erased_vertices, base_.vertex_count()) &&
                             is_ascending_below(change_.erased_edges, base_.edge_count()) &&
                             continues(change_.vertices, base_.vertex_count(), change_.erased_vertices) &&
                             continues(change_.edges, base_.edge_count(), change_.erased_edges);
        return ids_fit &&
               std::all_of(change_.vertices.begin(), change_.vertices.end(),
                           [&](const auto& each) { return is_known(each.second); }) &&
               std::all_of(change_.edges.begin(), change_.edges.end(),
                           [&](const auto& each) { return is_known(each.first, each.second); }) &&
               erases_all_of_erased();
    }

  private:
    bool has_keys(const Properties& properties) const {
        return std::all_of(properties.begin(), properties.end(),
                           [&](const auto& each) { return base_.find_key(each.first).has_value(); });
    }
    bool is_known(const VertexRecord& record) const {
        return has_keys(record.properties) &&
               std::all_of(record.labels.begin(), record.labels.end(),
                           [&](const std::string& label) { return base_.find_label(label).has_value(); });
    }
    bool is_there(VertexId vertex) const {
        if (vertex >= base_.vertex_count()) return change_.vertices.contains(vertex);
        return !std::binary_search(change_.erased_vertices.begin(), change_.erased_vertices.end(), vertex);
    }
    bool is_known(EdgeId id, const GraphChange::Edge& edge) const {
        const auto type = base_.find_type(edge.record.type);
        if (!type || !has_keys(edge.record.properties)) return false;
        if (!is_there(edge.from) || !is_there(edge.to)) return false;
        if (id >= base_.edge_count()) return !edge.keeps_evidence;
        return std::is_sorted(edge.without.begin(), edge.without.end()) &&
               (base_.source(id) == edge.from && base_.target(id) == edge.to && base_.type(id) == *type);
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
};

} // namespace

std::string encode(const GraphChange& change) {
    const auto value = [](const auto& each) { return value_of(each); };
    return encode_value(
        Value(List{list_of(change.erased_vertices, number), list_of(change.erased_edges, number),
                   list_of(change.vertices, value), list_of(change.edges, value),
                   list_of(change.notes.gone_decisions, value), list_of(change.notes.new_decisions, value),
                   list_of(change.notes.gone_conflicts, value), list_of(change.notes.new_conflicts, value)}));
}

std::optional<GraphChange> decode_change(std::string_view bytes) {
    return Reading().run(bytes);
}

bool fits(const FrozenGraph& base, const GraphChange& change) {
    return Fitting(base, change).run();
}

} // namespace banggiao
