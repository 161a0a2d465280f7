// Takes values. Hands out their text: as a query writes them (to_cypher_text) and as toString() prints them.
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/print.h>
#include <banggiao/query/temporal_values.h>

namespace banggiao::query {

namespace {

class Printer {
  public:
    explicit Printer(const GraphView* graph) : graph_(graph) {}
    void print(const Value& value);
    std::string take() { return std::move(out_); }

  private:
    void print_list(const List& list);
    void print_map(const Map& map);
    void print_node(VertexId node);
    void print_edge(EdgeId edge);
    void print_path(const Path& path);
    void print_properties(const std::vector<std::pair<KeyId, Value>>& properties, bool space_before);
    void print_string(std::string_view text);

    const GraphView* graph_;
    std::string out_;
};

void Printer::print(const Value& value) {
    switch (value.type()) {
    case ValueType::null:
        out_ += "null";
        break;
    case ValueType::string:
        print_string(value.string());
        break;
    case ValueType::list:
        print_list(value.list());
        break;
    case ValueType::map:
        print_map(value.map());
        break;
    case ValueType::node:
        print_node(value.node().id);
        break;
    case ValueType::edge:
        print_edge(value.edge().id);
        break;
    case ValueType::path:
        print_path(value.path());
        break;
    default:
        if (is_temporal(value))
            print_string(temporal_text(value));
        else
            out_ += plain_text(value).value_or("");
    }
}

void Printer::print_list(const List& list) {
    out_ += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) out_ += ", ";
        print(list[i]);
    }
    out_ += ']';
}

void Printer::print_map(const Map& map) {
    out_ += '{';
    for (const char* separator = ""; const auto& [key, value] : map) {
        out_ += separator;
        out_ += quoted_schema_name(key);
        out_ += ": ";
        print(value);
        separator = ", ";
    }
    out_ += '}';
}

void Printer::print_properties(const std::vector<std::pair<KeyId, Value>>& properties, bool space_before) {
    if (properties.empty()) return;
    Map map;
    for (const auto& [key, value] : properties) map.emplace(graph_->key_name(key), value);
    if (space_before) out_ += ' ';
    print_map(map);
}

void Printer::print_node(VertexId node) {
    out_ += '(';
    if (graph_) {
        for (const LabelId label : graph_->labels(node)) {
            out_ += ':';
            out_ += quoted_schema_name(graph_->label_name(label));
        }
        print_properties(graph_->vertex_properties(node), !graph_->labels(node).empty());
    }
    out_ += ')';
}

void Printer::print_edge(EdgeId edge) {
    out_ += '[';
    if (graph_) {
        out_ += ':';
        out_ += quoted_schema_name(graph_->type_name(graph_->type(edge)));
        print_properties(graph_->edge_properties(edge), true);
    }
    out_ += ']';
}

void Printer::print_path(const Path& path) {
    out_ += '<';
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
        print_node(path.nodes[i]);
        if (i >= path.edges.size()) break;
        const bool forward = !graph_ || graph_->source(path.edges[i]) == path.nodes[i];
        out_ += forward ? "-" : "<-";
        print_edge(path.edges[i]);
        out_ += forward ? "->" : "-";
    }
    out_ += '>';
}

void Printer::print_string(std::string_view text) {
    out_ += '\'';
    for (const char character : text) {
        switch (character) {
        case '\'':
            out_ += "\\'";
            break;
        case '\\':
            out_ += "\\\\";
            break;
        case '\n':
            out_ += "\\n";
            break;
        case '\r':
            out_ += "\\r";
            break;
        case '\t':
            out_ += "\\t";
            break;
        default:
            out_ += character;
        }
    }
    out_ += '\'';
}

} // namespace

std::optional<std::string> plain_text(const Value& value) {
    switch (value.type()) {
    case ValueType::boolean:
        return value.boolean() ? "true" : "false";
    case ValueType::integer:
        return std::to_string(value.integer());
    case ValueType::floating:
        return float_text(value.floating());
    case ValueType::string:
        return value.string();
    default:
        return is_temporal(value) ? std::optional(temporal_text(value)) : std::nullopt;
    }
}

std::string to_cypher_text(const Value& value, const GraphView& graph) {
    Printer printer(&graph);
    printer.print(value);
    return printer.take();
}

std::string to_cypher_text(const Value& value) {
    Printer printer(nullptr);
    printer.print(value);
    return printer.take();
}

} // namespace banggiao::query
