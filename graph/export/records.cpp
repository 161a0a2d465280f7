// Takes a frozen graph and what to export of it. Hands out plain records.
#include <banggiao/graph/export/graph_reading.h>
#include <banggiao/graph/export/json_values.h>
#include <banggiao/graph/export/records.h>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <ostream>
#include <set>

namespace banggiao::drawing {

namespace {

bool is_of_texts(const List& list) {
    return std::all_of(list.begin(), list.end(),
                       [](const Value& each) { return each.is(ValueType::string); });
}

ColumnType type_of(const Value& value) {
    switch (value.type()) {
    case ValueType::list:
        return is_of_texts(value.list()) ? ColumnType::list_of_texts : ColumnType::text;
    case ValueType::integer:
        return ColumnType::integer;
    case ValueType::floating:
        return ColumnType::floating;
    case ValueType::boolean:
        return ColumnType::boolean;
    default:
        return ColumnType::text;
    }
}

void add(Columns& columns, const std::vector<std::pair<std::string, Value>>& properties) {
    for (const auto& [name, value] : properties) {
        const auto [found, is_new] = columns.emplace(name, type_of(value));
        if (!is_new && found->second != type_of(value)) found->second = ColumnType::text;
    }
}

bool is_temporal(const Value& value) {
    return value.type() >= ValueType::date;
}

template <typename Id>
std::vector<Id> all_below(Id count) {
    std::vector<Id> ids(count);
    for (Id id = 0; id < count; ++id) ids[id] = id;
    return ids;
}

template <typename Id>
void make_set(std::vector<Id>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

} // namespace

Records::Records(const FrozenGraph& graph, const ExportOptions& options, ReservedNames reserved)
    : graph_(graph), quotations_(options.quotations), reserved_(std::move(reserved)),
      text_of_(options.text_of) {
    if (options.selection) {
        vertices_ = options.selection->vertices;
        edges_ = options.selection->edges;
        make_set(edges_);
        for (EdgeId edge : edges_) {
            vertices_.push_back(graph.source(edge));
            vertices_.push_back(graph.target(edge));
        }
        make_set(vertices_);
    } else {
        vertices_ = all_below<VertexId>(graph.vertex_count());
        edges_ = all_below<EdgeId>(graph.edge_count());
    }
    std::set<std::string> taken;
    const GraphReader reader(graph);
    for (VertexId vertex : vertices_) {
        std::string id = reader.text(vertex, "id");
        if (id.empty() || !taken.insert(id).second) id += "#" + std::to_string(vertex);
        taken.insert(id);
        ids_.emplace_hint(ids_.end(), vertex, std::move(id));
    }
}

std::string Records::free_name(std::string_view name, const std::vector<std::string_view>& reserved) const {
    std::string free(name);
    const auto is_taken = [&] {
        return std::find(reserved.begin(), reserved.end(), free) != reserved.end() ||
               (free != name && graph_.find_key(free));
    };
    while (is_taken()) free += '_';
    return printable(free);
}

std::vector<std::pair<std::string, Value>>
Records::named(const std::vector<std::pair<KeyId, Value>>& properties, std::string_view except,
               const std::vector<std::string_view>& reserved) const {
    std::vector<std::pair<std::string, Value>> result;
    for (const auto& [key, value] : properties) {
        if (graph_.key_name(key) == except) continue;
        const bool as_text = text_of_ && is_temporal(value);
        result.emplace_back(free_name(graph_.key_name(key), reserved),
                            as_text ? Value(text_of_(value)) : value);
    }
    return result;
}

NodeRecord Records::node(std::size_t index) const {
    const VertexId vertex = vertices_[index];
    NodeRecord record{ids_.at(vertex), {}, named(graph_.vertex_properties(vertex), "id", reserved_.of_nodes)};
    for (LabelId label : graph_.labels(vertex)) record.labels.push_back(printable(graph_.label_name(label)));
    return record;
}

RelationshipRecord Records::relationship(std::size_t index) const {
    const EdgeId edge = edges_[index];
    RelationshipRecord record{ids_.at(graph_.source(edge)), ids_.at(graph_.target(edge)),
                              printable(graph_.type_name(graph_.type(edge))),
                              named(graph_.edge_properties(edge), "", reserved_.of_relationships),
                              graph_.evidence(edge)};
    for (EdgeEvidence& each : record.evidence) each.text = quotations_ ? printable(each.text) : "";
    return record;
}

Columns columns_of_nodes(const Records& records) {
    Columns columns;
    for (std::size_t i = 0; i < records.node_count(); ++i) add(columns, records.node(i).properties);
    return columns;
}

Columns columns_of_relationships(const Records& records) {
    Columns columns;
    for (std::size_t i = 0; i < records.relationship_count(); ++i)
        add(columns, records.relationship(i).properties);
    return columns;
}

std::string plain_text(const Value& value) {
    if (value.is(ValueType::string)) return printable(value.string());
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    write_value(writer, value);
    std::string text(buffer.GetString(), buffer.GetSize());
    const bool is_quoted = text.size() > 1 && text.front() == '"';
    return is_quoted ? text.substr(1, text.size() - 2) : text;
}

std::string evidence_text(const std::vector<EdgeEvidence>& evidence) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    write_evidence(writer, evidence);
    return {buffer.GetString(), buffer.GetSize()};
}

std::string joined(const std::vector<std::string>& labels, char by) {
    std::string text;
    for (const std::string& label : labels) text += (text.empty() ? "" : std::string(1, by)) + label;
    return text;
}

Status finished(std::ostream& out) {
    if (out.flush()) return {};
    return Error{ErrorKind::storage, "cannot be written", "",
                 "check the folder, its permissions and the space left"};
}

} // namespace banggiao::drawing
