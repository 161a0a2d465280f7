// Takes a growing graph. Hands out the frozen one: edges sorted into rows, properties into columns, names
// indexed.
#include <banggiao/graph/frozen_graph_layout.h>
#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/growing_graph.h>
#include <banggiao/graph/places.h>
#include <banggiao/graph/text.h>

#include <boost/graph/graph_traits.hpp>
#include <boost/range/iterator_range.hpp>

#include <map>
#include <set>
#include <unordered_map>

namespace banggiao {

namespace {

/// Names with dense ids in order of the names.
class Names {
  public:
    void add(const std::string& name) { ids_.try_emplace(name); }

    /// Gives out the ids. Places of the names in the pool, by id.
    std::vector<std::uint32_t> number(StringPool& pool) {
        std::vector<std::string_view> sorted;
        for (const auto& [name, id] : ids_) sorted.push_back(name);
        std::sort(sorted.begin(), sorted.end());
        std::vector<std::uint32_t> places;
        for (const std::string_view name : sorted) {
            ids_[name] = static_cast<std::uint16_t>(places.size());
            places.push_back(pool.intern(name));
        }
        return places;
    }

    std::uint16_t id(const std::string& name) const { return ids_.at(name); }

  private:
    std::unordered_map<std::string_view, std::uint16_t> ids_; ///< views into the growing graph
};

/// The values of one property, by row.
struct Gathered {
    std::vector<std::uint32_t> rows;
    std::vector<const Value*> values;
};

class Freezing {
  public:
    explicit Freezing(const GrowingGraph& graph) : graph_(graph) {
        parts_.vertex_count = static_cast<std::uint32_t>(num_vertices(graph));
        for (const auto edge : boost::make_iterator_range(edges(graph))) edges_.push_back(edge);
    }

    GraphParts parts() {
        number_names();
        make_label_sets();
        make_rows();
        make_vertex_columns();
        make_edge_columns();
        make_evidence();
        make_names();
        return std::move(parts_);
    }

  private:
    const EdgeRecord& edge_record(EdgeId edge) const { return graph_[edges_[parts_.rows.order[edge]]]; }

    void number_names() {
        const auto add_keys = [&](const Properties& properties) {
            for (const auto& [key, value] : properties)
                if (is_property(value)) keys_.add(key);
        };
        for (VertexId vertex = 0; vertex < parts_.vertex_count; ++vertex) {
            for (const std::string& label : graph_[vertex].labels) labels_.add(label);
            add_keys(graph_[vertex].properties);
        }
        for (const auto& edge : edges_) {
            types_.add(graph_[edge].type);
            add_keys(graph_[edge].properties);
        }
        parts_.label_names = labels_.number(parts_.pool);
        parts_.type_names = types_.number(parts_.pool);
        parts_.key_names = keys_.number(parts_.pool);
    }

    void make_label_sets() {
        std::map<std::vector<LabelId>, std::uint32_t> known;
        LabelSets& sets = parts_.label_sets;
        for (VertexId vertex = 0; vertex < parts_.vertex_count; ++vertex) {
            std::set<LabelId> distinct;
            for (const std::string& label : graph_[vertex].labels) distinct.insert(labels_.id(label));
            const std::vector<LabelId> set(distinct.begin(), distinct.end());
            const auto [place, is_new] = known.try_emplace(set, static_cast<std::uint32_t>(known.size()));
            if (is_new) {
                sets.labels.insert(sets.labels.end(), set.begin(), set.end());
                sets.offsets.push_back(static_cast<std::uint32_t>(sets.labels.size()));
            }
            sets.of_vertex.push_back(place->second);
        }
    }

    void make_rows() {
        std::vector<VertexId> sources, targets;
        std::vector<TypeId> types;
        for (const auto& edge : edges_) {
            sources.push_back(static_cast<VertexId>(source(edge, graph_)));
            targets.push_back(static_cast<VertexId>(target(edge, graph_)));
            types.push_back(types_.id(graph_[edge].type));
        }
        parts_.rows = build_rows(parts_.vertex_count, parts_.type_names.size(), sources, targets, types);
    }

    void gather(std::vector<Gathered>& gathered, std::uint32_t row, const Properties& properties) const {
        for (const auto& [key, value] : properties) {
            if (!is_property(value)) continue;
            gathered[keys_.id(key)].rows.push_back(row);
            gathered[keys_.id(key)].values.push_back(&value);
        }
    }

    void add_columns(const std::vector<Gathered>& gathered, std::uint32_t total, bool of_edges) {
        for (std::size_t key = 0; key < gathered.size(); ++key) {
            if (gathered[key].rows.empty()) continue;
            Column column = value_column(gathered[key].rows, total, gathered[key].values, parts_.pool);
            column.record.key = static_cast<KeyId>(key);
            column.record.of_edges = of_edges ? 1 : 0;
            parts_.columns.push_back(std::move(column));
        }
    }

    void make_vertex_columns() {
        std::vector<Gathered> gathered(parts_.key_names.size());
        for (VertexId vertex = 0; vertex < parts_.vertex_count; ++vertex)
            gather(gathered, vertex, graph_[vertex].properties);
        add_columns(gathered, parts_.vertex_count, false);
    }

    void make_edge_columns() {
        std::vector<Gathered> gathered(parts_.key_names.size());
        for (EdgeId edge = 0; edge < edges_.size(); ++edge)
            gather(gathered, edge, edge_record(edge).properties);
        add_columns(gathered, static_cast<std::uint32_t>(edges_.size()), true);
    }

    void make_evidence() {
        std::vector<std::uint32_t> offsets{0};
        const auto place = [&](const std::string& text) { return parts_.pool.intern(text); };
        for (EdgeId edge = 0; edge < edges_.size(); ++edge) {
            for (const EdgeEvidence& piece : edge_record(edge).evidence)
                parts_.evidence.push_back({place(piece.article), place(piece.rule), place(piece.text),
                                           piece.span.start, piece.span.end});
            offsets.push_back(static_cast<std::uint32_t>(parts_.evidence.size()));
        }
        if (!parts_.evidence.empty()) parts_.evidence_offsets = std::move(offsets);
    }

    void add_names(VertexId vertex, const Value& value) {
        if (value.is(ValueType::string)) {
            const std::string key = name_key(value.string());
            if (!key.empty()) parts_.names.push_back({parts_.pool.intern(key), vertex});
        } else if (value.is(ValueType::list)) {
            for (const Value& item : value.list())
                if (item.is(ValueType::string)) add_names(vertex, item);
        }
    }

    /// What a place is called abroad, though no article here may say so: Guangxi for CN-GX.
    void add_foreign_name(VertexId vertex) {
        const auto code = graph_[vertex].properties.find("code");
        if (code == graph_[vertex].properties.end() || !code->second.is(ValueType::string)) return;
        if (const Place* place = find_place(code->second.string());
            place && place->code == code->second.string())
            add_names(vertex, std::string(place->english));
    }

    void make_names() {
        for (VertexId vertex = 0; vertex < parts_.vertex_count; ++vertex)
            for (const std::string_view property : {"name", "aliases", "id"})
                if (const auto found = graph_[vertex].properties.find(property);
                    found != graph_[vertex].properties.end())
                    add_names(vertex, found->second);
        for (VertexId vertex = 0; vertex < parts_.vertex_count; ++vertex) add_foreign_name(vertex);
        sort_names(parts_.names, parts_.pool);
    }

    const GrowingGraph& graph_;
    std::vector<GrowingGraph::edge_descriptor> edges_;
    Names labels_, types_, keys_;
    GraphParts parts_;
};

} // namespace

FrozenGraph freeze(const GrowingGraph& graph) {
    return assemble(Freezing(graph).parts());
}

} // namespace banggiao
