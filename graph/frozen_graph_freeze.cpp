// Takes a graph, whatever holds it. Hands out the frozen one: edges sorted into rows, properties into
// columns, names indexed.
#include <banggiao/graph/frozen_graph_layout.h>
#include <banggiao/graph/frozen_graph_source.h>
#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/parallel.h>
#include <banggiao/graph/places.h>
#include <banggiao/graph/text.h>

#include <future>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace banggiao {

namespace {

/// Names with dense ids in order of the names.
class Names {
  public:
    void add(std::string_view name) { ids_.try_emplace(name); }

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

    std::uint16_t id(std::string_view name) const { return ids_.at(name); }

  private:
    std::unordered_map<std::string_view, std::uint16_t> ids_; ///< views into the source
};

/// The values of one property, by row.
struct Gathered {
    std::vector<std::uint32_t> rows;
    std::vector<const Value*> values;
};

class Freezing {
  public:
    explicit Freezing(const GraphSource& source) : source_(source), edge_count_(source.edge_count()) {
        parts_.vertex_count = source.vertex_count();
    }

    GraphParts parts() {
        number_names();
        make_label_sets();
        // What touches the pool of strings is done in one order here; what does not, beside it.
        NameKeys keys;
        std::promise<void> rows_made;
        Beside beside([&] {
            make_rows_for(rows_made);
            keys = name_keys();
        });
        make_vertex_columns();
        rows_made.get_future().get();
        make_edge_columns();
        make_evidence();
        beside.join();
        make_names(keys);
        return std::move(parts_);
    }

  private:
    void number_names() {
        const auto add_key = [&](std::string_view key, const Value& value) {
            if (is_property(value)) keys_.add(key);
        };
        for (VertexId vertex = 0; vertex < parts_.vertex_count; ++vertex) {
            for (const std::string& label : source_.vertex(vertex).labels) labels_.add(label);
            for (const auto& [key, value] : source_.vertex(vertex).properties) add_key(key, value);
        }
        for (std::uint32_t edge = 0; edge < edge_count_; ++edge) {
            types_.add(source_.edge(edge).type);
            source_.visit_properties(edge, add_key);
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
            for (const std::string& label : source_.vertex(vertex).labels) distinct.insert(labels_.id(label));
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
        for (std::uint32_t number = 0; number < edge_count_; ++number) {
            const GraphSource::Edge edge = source_.edge(number);
            sources.push_back(edge.from);
            targets.push_back(edge.to);
            types.push_back(types_.id(edge.type));
        }
        parts_.rows = build_rows(parts_.vertex_count, parts_.type_names.size(), sources, targets, types);
    }

    /// Who waits for the rows gets what went wrong with them.
    void make_rows_for(std::promise<void>& made) try {
        make_rows();
        made.set_value();
    } catch (...) {
        made.set_exception(std::current_exception());
    }

    void gather(std::vector<Gathered>& gathered, std::uint32_t row, std::string_view key,
                const Value& value) const {
        if (!is_property(value)) return;
        gathered[keys_.id(key)].rows.push_back(row);
        gathered[keys_.id(key)].values.push_back(&value);
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
            for (const auto& [key, value] : source_.vertex(vertex).properties)
                gather(gathered, vertex, key, value);
        add_columns(gathered, parts_.vertex_count, false);
    }

    void make_edge_columns() {
        std::vector<Gathered> gathered(parts_.key_names.size());
        EdgeId row = 0;
        const GraphSource::VisitProperty visit = [&](std::string_view key, const Value& value) {
            gather(gathered, row, key, value);
        };
        for (; row < edge_count_; ++row) source_.visit_properties(parts_.rows.order[row], visit);
        add_columns(gathered, edge_count_, true);
    }

    void make_evidence() {
        std::vector<std::uint32_t> offsets{0};
        std::vector<std::string_view> texts; // three of each piece, of those whose places are not known yet
        const auto find_places = [&] {
            std::vector<std::uint32_t> places;
            parts_.pool.intern_all(texts, places);
            EvidenceRow* row = parts_.evidence.data() + parts_.evidence.size() - places.size() / 3;
            for (std::size_t i = 0; i < places.size(); i += 3, ++row)
                std::tie(row->article, row->rule, row->text) =
                    std::tie(places[i], places[i + 1], places[i + 2]);
            texts.clear();
        };
        const GraphSource::VisitEvidence visit = [&](const GraphSource::Evidence& piece) {
            parts_.evidence.push_back({0, 0, 0, piece.span.start, piece.span.end});
            texts.insert(texts.end(), {piece.article, piece.rule, piece.text});
        };
        for (EdgeId edge = 0; edge < edge_count_; ++edge) {
            source_.visit_evidence(parts_.rows.order[edge], visit);
            offsets.push_back(static_cast<std::uint32_t>(parts_.evidence.size()));
            constexpr std::size_t texts_at_once = 3 * 1024;
            if (texts.size() >= texts_at_once) find_places();
        }
        find_places();
        if (!parts_.evidence.empty()) parts_.evidence_offsets = std::move(offsets);
    }

    using NameKeys = std::vector<std::pair<std::string, VertexId>>;

    static void add_names(NameKeys& keys, VertexId vertex, const Value& value) {
        if (value.is(ValueType::string)) {
            std::string key = name_key(value.string());
            if (!key.empty()) keys.emplace_back(std::move(key), vertex);
        } else if (value.is(ValueType::list)) {
            for (const Value& item : value.list())
                if (item.is(ValueType::string)) add_names(keys, vertex, item);
        }
    }

    /// What a place is called abroad, though no article here may say so: Guangxi for CN-GX.
    static void add_foreign_name(NameKeys& keys, VertexId vertex, const Properties& properties) {
        const auto code = properties.find("code");
        if (code == properties.end() || !code->second.is(ValueType::string)) return;
        if (const Place* place = find_place(code->second.string());
            place && place->code == code->second.string())
            add_names(keys, vertex, std::string(place->english));
    }

    NameKeys name_keys() const {
        NameKeys keys;
        for (VertexId vertex = 0; vertex < parts_.vertex_count; ++vertex) {
            const Properties& properties = source_.vertex(vertex).properties;
            for (const std::string_view property : {"name", "aliases", "id"})
                if (const auto found = properties.find(property); found != properties.end())
                    add_names(keys, vertex, found->second);
        }
        for (VertexId vertex = 0; vertex < parts_.vertex_count; ++vertex)
            add_foreign_name(keys, vertex, source_.vertex(vertex).properties);
        return keys;
    }

    void make_names(const NameKeys& keys) {
        for (const auto& [key, vertex] : keys) parts_.names.push_back({parts_.pool.intern(key), vertex});
        sort_names(parts_.names, parts_.pool);
    }

    const GraphSource& source_;
    std::uint32_t edge_count_;
    Names labels_, types_, keys_;
    GraphParts parts_;
};

} // namespace

FrozenGraph freeze(const GraphSource& source) {
    return assemble(Freezing(source).parts());
}

} // namespace banggiao
