// Takes a frozen graph. Hands out node-link JSON, Cytoscape's JSON, and the two tables of GraphFrames as JSON
// lines.
#include <banggiao/graph/export/formats.h>
#include <banggiao/graph/export/json_values.h>
#include <banggiao/graph/export/records.h>

#include <ostream>

namespace banggiao {

namespace {

using namespace drawing;

using Properties = std::vector<std::pair<std::string, Value>>;

/// An object a line: separated by commas for an array, or by line ends alone.
class JsonLines {
  public:
    enum class Separator { comma, line_end };
    JsonLines(std::ostream& out, Separator separator) : out_(out), separator_(separator) {}

    template <typename Write>
    void object(Write write) {
        rapidjson::StringBuffer buffer;
        JsonWriter writer(buffer);
        writer.StartObject();
        write(writer);
        writer.EndObject();
        if (separator_ == Separator::comma) out_ << (any_ ? ",\n" : "\n");
        out_ << std::string_view(buffer.GetString(), buffer.GetSize());
        if (separator_ == Separator::line_end) out_ << "\n";
        any_ = true;
    }

  private:
    std::ostream& out_;
    Separator separator_;
    bool any_ = false;
};

void member(JsonWriter& writer, const char* name, std::string_view text) {
    writer.Key(name);
    write_text(writer, text);
}

void write_labels(JsonWriter& writer, const NodeRecord& node) {
    writer.Key("labels");
    writer.StartArray();
    for (const std::string& label : node.labels) write_text(writer, label);
    writer.EndArray();
}

void write_members(JsonWriter& writer, const Properties& properties) {
    for (const auto& [name, value] : properties) {
        write_text(writer, name);
        write_value(writer, value);
    }
}

/// For programs that keep columns of one type each: where the values of a name differ in type they are texts.
void write_typed_members(JsonWriter& writer, const Properties& properties, const Columns& columns) {
    for (const auto& [name, value] : properties) {
        write_text(writer, name);
        if (columns.at(name) == ColumnType::text)
            write_text(writer, plain_text(value));
        else
            write_value(writer, value);
    }
}

template <typename Write>
void write_nodes(const Records& records, JsonLines lines, Write write) {
    for (std::size_t i = 0; i < records.node_count(); ++i) {
        const NodeRecord node = records.node(i);
        lines.object([&](JsonWriter& writer) { write(writer, node); });
    }
}

template <typename Write>
void write_relationships(const Records& records, JsonLines lines, Write write) {
    for (std::size_t i = 0; i < records.relationship_count(); ++i) {
        const RelationshipRecord edge = records.relationship(i);
        lines.object([&](JsonWriter& writer) { write(writer, edge, i); });
    }
}

} // namespace

Status write_node_link(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out) {
    const Records records(graph, options, {{"labels"}, {"source", "target", "key", "type", "evidence"}});
    out << "{\"directed\":true,\"multigraph\":true,\"graph\":{},\n\"nodes\":[";
    write_nodes(records, {out, JsonLines::Separator::comma}, [](JsonWriter& writer, const NodeRecord& node) {
        member(writer, "id", node.id);
        write_labels(writer, node);
        write_members(writer, node.properties);
    });
    out << "],\n\"links\":[";
    write_relationships(records, {out, JsonLines::Separator::comma},
                        [](JsonWriter& writer, const RelationshipRecord& edge, std::size_t number) {
                            member(writer, "source", edge.from);
                            member(writer, "target", edge.to);
                            writer.Key("key");
                            writer.Uint64(number);
                            member(writer, "type", edge.type);
                            write_members(writer, edge.properties);
                            writer.Key("evidence");
                            write_evidence(writer, edge.evidence);
                        });
    out << "]}\n";
    return finished(out);
}

Status write_cytoscape(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out) {
    const Records records(
        graph, options, {{"labels", "value"}, {"id", "source", "target", "key", "interaction", "evidence"}});
    const Columns of_nodes = columns_of_nodes(records), of_edges = columns_of_relationships(records);
    out << "{\"format_version\":\"1.0\",\"generated_by\":\"banggiao\",\"target_cytoscapejs_version\":\"~2."
           "1\","
           "\"directed\":true,\"multigraph\":true,\"data\":{},\n\"elements\":{\"nodes\":[";
    write_nodes(records, {out, JsonLines::Separator::comma}, [&](JsonWriter& writer, const NodeRecord& node) {
        writer.Key("data");
        writer.StartObject();
        member(writer, "id", node.id);
        member(writer, "value", node.id); // by which networkx knows a node
        write_labels(writer, node);
        write_typed_members(writer, node.properties, of_nodes);
        writer.EndObject();
    });
    out << "],\n\"edges\":[";
    write_relationships(records, {out, JsonLines::Separator::comma},
                        [&](JsonWriter& writer, const RelationshipRecord& edge, std::size_t number) {
                            writer.Key("data");
                            writer.StartObject();
                            member(writer, "id", "e" + std::to_string(number));
                            member(writer, "source", edge.from);
                            member(writer, "target", edge.to);
                            writer.Key("key");
                            writer.Uint64(number);
                            member(writer, "interaction", edge.type);
                            write_typed_members(writer, edge.properties, of_edges);
                            member(writer, "evidence", evidence_text(edge.evidence));
                            writer.EndObject();
                        });
    out << "]}}\n";
    return finished(out);
}

Status write_graphframes_vertices(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out) {
    const Records records(graph, options, {{"labels"}, {}});
    const Columns columns = columns_of_nodes(records);
    write_nodes(records, {out, JsonLines::Separator::line_end},
                [&](JsonWriter& writer, const NodeRecord& node) {
                    member(writer, "id", node.id);
                    write_labels(writer, node);
                    write_typed_members(writer, node.properties, columns);
                });
    return finished(out);
}

Status write_graphframes_edges(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out) {
    const Records records(graph, options, {{}, {"src", "dst", "relationship", "evidence"}});
    const Columns columns = columns_of_relationships(records);
    write_relationships(records, {out, JsonLines::Separator::line_end},
                        [&](JsonWriter& writer, const RelationshipRecord& edge, std::size_t) {
                            member(writer, "src", edge.from);
                            member(writer, "dst", edge.to);
                            member(writer, "relationship", edge.type);
                            write_typed_members(writer, edge.properties, columns);
                            writer.Key("evidence");
                            write_evidence(writer, edge.evidence);
                        });
    return finished(out);
}

} // namespace banggiao
