// Takes rows of a query. Hands them out as table, JSON, JSON lines, CSV, TSV, DOT or SVG.
#include <banggiao/graph/json_values.h>
#include <banggiao/query/evaluation.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/output.h>
#include <banggiao/tools/wording.h>

#include <chrono>
#include <ostream>

namespace banggiao::tools {

namespace {

void write_value(JsonWriter& writer, const Value& value, const query::GraphView& graph);

void write_properties(JsonWriter& writer, const std::vector<std::pair<KeyId, Value>>& properties,
                      const query::GraphView& graph) {
    writer.Key("properties");
    writer.StartObject();
    for (const auto& [key, value] : properties) {
        write_json_text(writer, graph.key_name(key));
        write_value(writer, value, graph);
    }
    writer.EndObject();
}

void write_node(JsonWriter& writer, VertexId vertex, const query::GraphView& graph) {
    writer.StartObject();
    writer.Key("id");
    write_json_text(writer, id_of_vertex(graph, vertex));
    writer.Key("labels");
    writer.StartArray();
    for (LabelId label : graph.labels(vertex)) write_json_text(writer, graph.label_name(label));
    writer.EndArray();
    write_properties(writer, graph.vertex_properties(vertex), graph);
    writer.EndObject();
}

void write_edge(JsonWriter& writer, EdgeId edge, const query::GraphView& graph) {
    writer.StartObject();
    writer.Key("type");
    write_json_text(writer, graph.type_name(graph.type(edge)));
    writer.Key("from");
    write_json_text(writer, id_of_vertex(graph, graph.source(edge)));
    writer.Key("to");
    write_json_text(writer, id_of_vertex(graph, graph.target(edge)));
    write_properties(writer, graph.edge_properties(edge), graph);
    writer.EndObject();
}

void write_path(JsonWriter& writer, const Path& path, const query::GraphView& graph) {
    writer.StartObject();
    writer.Key("nodes");
    writer.StartArray();
    for (VertexId vertex : path.nodes) write_node(writer, vertex, graph);
    writer.EndArray();
    writer.Key("relationships");
    writer.StartArray();
    for (EdgeId edge : path.edges) write_edge(writer, edge, graph);
    writer.EndArray();
    writer.EndObject();
}

/// Temporal values and floats that JSON cannot hold, as Cypher prints them, without quotation marks.
void write_as_text(JsonWriter& writer, const Value& value, const query::GraphView& graph) {
    std::string text = query::to_cypher_text(value, graph);
    if (text.size() >= 2 && text.front() == '\'') text = text.substr(1, text.size() - 2);
    write_json_text(writer, text);
}

class ShownValues : public JsonValues {
  public:
    ShownValues(JsonWriter& out, const query::GraphView& graph) : JsonValues(out), graph_(graph) {}

  private:
    void other(const Value& value) override {
        switch (value.type()) {
        case ValueType::node:
            write_node(out_, value.node().id, graph_);
            break;
        case ValueType::edge:
            write_edge(out_, value.edge().id, graph_);
            break;
        case ValueType::path:
            write_path(out_, value.path(), graph_);
            break;
        default:
            write_as_text(out_, value, graph_);
        }
    }

    const query::GraphView graph_;
};

void write_value(JsonWriter& writer, const Value& value, const query::GraphView& graph) {
    ShownValues(writer, graph).write(value);
}

class TableWriter : public RowWriter {
  public:
    TableWriter(std::ostream& out, const query::GraphView& graph, const std::vector<std::string>& columns,
                const std::string& language, const TableStyle& style)
        : out_(out), graph_(graph), language_(language),
          style_(style), table_{columns, {}, std::vector<bool>(columns.size(), true)} {}

    void row(const query::Row& values) override {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < values.size(); ++i) {
            cells.push_back(to_display(values[i], graph_));
            if (!values[i].is_number() && !values[i].is_null()) table_.numeric[i] = false;
        }
        table_.rows.push_back(std::move(cells));
    }

    Status finish() override {
        print_table(out_, table_, style_);
        const std::string count = std::to_string(table_.rows.size());
        out_ << in_language("(" + count + (count == "1" ? " row" : " rows") + time_taken() + ")", language_)
             << "\n";
        return {};
    }

  private:
    using Clock = std::chrono::steady_clock;

    std::string time_taken() const {
        if (style_.width == 0) return {};
        const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - started_);
        return ", " + std::to_string(taken.count()) + " ms";
    }

    std::ostream& out_;
    const query::GraphView graph_;
    std::string language_;
    TableStyle style_;
    Table table_;
    Clock::time_point started_ = Clock::now();
};

/// JSON: one array of objects; JSON lines: an object a line.
class JsonRowWriter : public RowWriter {
  public:
    JsonRowWriter(std::ostream& out, const query::GraphView& graph, const std::vector<std::string>& columns,
                  bool lines)
        : out_(out), graph_(graph), columns_(columns), lines_(lines) {}

    void row(const query::Row& values) override {
        if (!lines_) out_ << (any_ ? ",\n " : "[");
        any_ = true;
        rapidjson::StringBuffer buffer;
        JsonWriter writer(buffer);
        writer.StartObject();
        for (std::size_t i = 0; i < values.size(); ++i) {
            write_json_text(writer, columns_[i]);
            write_value(writer, values[i], graph_);
        }
        writer.EndObject();
        out_ << std::string_view(buffer.GetString(), buffer.GetSize());
        if (lines_) out_ << "\n";
    }

    Status finish() override {
        if (!lines_) out_ << (any_ ? "]\n" : "[]\n");
        return {};
    }

  private:
    std::ostream& out_;
    const query::GraphView graph_;
    std::vector<std::string> columns_;
    bool lines_;
    bool any_ = false;
};

/// RFC 4180 with `,`; tab-separated has backslash escapes for tab, line end and backslash.
class SeparatedWriter : public RowWriter {
  public:
    SeparatedWriter(std::ostream& out, const query::GraphView& graph, const std::vector<std::string>& columns,
                    char separator)
        : out_(out), graph_(graph), separator_(separator) {
        write(columns);
    }

    void row(const query::Row& values) override {
        std::vector<std::string> cells;
        for (const Value& value : values) {
            const bool structured = value.is(ValueType::list) || value.is(ValueType::map);
            cells.push_back(structured ? to_json(value, graph_) : to_display(value, graph_));
        }
        write(cells);
    }

    Status finish() override { return {}; }

  private:
    std::string quoted(const std::string& cell) const {
        std::string text;
        if (separator_ == '\t') {
            for (char c : cell)
                text += c == '\t' ? "\\t" : c == '\n' ? "\\n" : c == '\\' ? "\\\\" : std::string(1, c);
            return text;
        }
        if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
        for (char c : cell) text += c == '"' ? "\"\"" : std::string(1, c);
        return "\"" + text + "\"";
    }

    void write(const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            out_ << (i ? std::string(1, separator_) : "") << quoted(cells[i]);
        out_ << "\n";
    }

    std::ostream& out_;
    const query::GraphView graph_;
    char separator_;
};

class DrawingWriter : public RowWriter {
  public:
    DrawingWriter(std::ostream& out, const query::GraphView& graph, PictureFormat format,
                  const std::string& language)
        : out_(out), graph_(graph), format_(format) {
        if (!language.empty()) options_.language = language;
    }

    void row(const query::Row& values) override {
        for (const Value& value : values) collect(value, selection_);
    }

    Status finish() override {
        if (selection_.vertices.empty() && selection_.edges.empty())
            return Error{ErrorKind::invalid_argument, "the query returns nothing that can be drawn", "",
                         "return nodes, relationships or paths: MATCH p = (a)-[:MET]-(b) RETURN p"};
        const auto picture = render(graph_.frozen(), selection_, format_, options_);
        if (!picture) return picture.error();
        out_ << *picture;
        return {};
    }

  private:
    std::ostream& out_;
    const query::GraphView graph_;
    PictureFormat format_;
    DrawingOptions options_;
    Selection selection_;
};

} // namespace

const std::vector<std::string>& output_formats() {
    static const std::vector<std::string> formats{"table", "json", "jsonl", "csv", "tsv", "dot", "svg"};
    return formats;
}

std::unique_ptr<RowWriter> make_row_writer(std::string_view format, std::ostream& out,
                                           const query::GraphView& graph,
                                           const std::vector<std::string>& columns,
                                           const std::string& language, const TableStyle& style) {
    if (format == "json" || format == "jsonl")
        return std::make_unique<JsonRowWriter>(out, graph, columns, format == "jsonl");
    if (format == "csv") return std::make_unique<SeparatedWriter>(out, graph, columns, ',');
    if (format == "tsv") return std::make_unique<SeparatedWriter>(out, graph, columns, '\t');
    if (format == "dot") return std::make_unique<DrawingWriter>(out, graph, PictureFormat::dot, language);
    if (format == "svg") return std::make_unique<DrawingWriter>(out, graph, PictureFormat::svg, language);
    return std::make_unique<TableWriter>(out, graph, columns, language, style);
}

std::string to_json(const Value& value, const query::GraphView& graph) {
    rapidjson::StringBuffer buffer;
    JsonWriter writer(buffer);
    write_value(writer, value, graph);
    return {buffer.GetString(), buffer.GetSize()};
}

void collect(const Value& value, Selection& selection) {
    switch (value.type()) {
    case ValueType::node:
        selection.vertices.push_back(value.node().id);
        break;
    case ValueType::edge:
        selection.edges.push_back(value.edge().id);
        break;
    case ValueType::path:
        selection.vertices.insert(selection.vertices.end(), value.path().nodes.begin(),
                                  value.path().nodes.end());
        selection.edges.insert(selection.edges.end(), value.path().edges.begin(), value.path().edges.end());
        break;
    case ValueType::list:
        for (const Value& element : value.list()) collect(element, selection);
        break;
    case ValueType::map:
        for (const auto& [key, element] : value.map()) collect(element, selection);
        break;
    default:
        break;
    }
}

} // namespace banggiao::tools
