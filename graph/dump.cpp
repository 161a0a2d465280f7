// Takes a frozen graph. Hands out one JSON object a line.
#include <banggiao/graph/dump.h>
#include <banggiao/graph/json_values.h>

#include <cmath>

namespace banggiao {

namespace {

using Buffer = rapidjson::StringBuffer;
using Writer = JsonWriter;

void write_text(Writer& out, std::string_view key, std::string_view text) {
    write_json_text(out, key);
    write_json_text(out, text);
}

void write_number(Writer& out, std::string_view key, std::int64_t number) {
    write_json_text(out, key);
    out.Int64(number);
}

/// JSON has no infinity: it and what is no number are written as their names.
void write_not_finite(Writer& out, double number) {
    write_json_text(out, std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
}

void write_duration(Writer& out, const Duration& duration) {
    write_number(out, "months", duration.months);
    write_number(out, "days", duration.days);
    write_number(out, "seconds", duration.seconds);
    write_number(out, "nanoseconds", duration.nanoseconds);
}

/// The parts of dates, times and durations, as graph/temporal.h has them.
void write_temporal(Writer& out, const Value& value) {
    out.StartObject();
    switch (value.type()) {
    case ValueType::date:
        write_number(out, "days", value.date().days);
        break;
    case ValueType::local_time:
        write_number(out, "nanoseconds", value.local_time().nanoseconds);
        break;
    case ValueType::time:
        write_number(out, "nanoseconds", value.time().local.nanoseconds);
        write_number(out, "offset_seconds", value.time().offset_seconds);
        break;
    case ValueType::local_date_time:
        write_number(out, "days", value.local_date_time().date.days);
        write_number(out, "nanoseconds", value.local_date_time().time.nanoseconds);
        break;
    case ValueType::date_time:
        write_number(out, "days", value.date_time().local.date.days);
        write_number(out, "nanoseconds", value.date_time().local.time.nanoseconds);
        write_number(out, "offset_seconds", value.date_time().offset_seconds);
        write_text(out, "zone", value.date_time().zone);
        break;
    case ValueType::duration:
        write_duration(out, value.duration());
        break;
    default:
        break;
    }
    out.EndObject();
}

class DumpedValues : public JsonValues {
  public:
    using JsonValues::JsonValues;

  private:
    void other(const Value& value) override {
        if (value.is(ValueType::floating)) return write_not_finite(out_, value.floating());
        const bool is_of_graph =
            value.is(ValueType::node) || value.is(ValueType::edge) || value.is(ValueType::path);
        if (is_of_graph)
            out_.Null();
        else
            write_temporal(out_, value);
    }
};

/// Key ids are sorted by name, so properties come in their keys' order.
void write_properties(Writer& out, const FrozenGraph& graph,
                      const std::vector<std::pair<KeyId, Value>>& properties) {
    out.Key("properties");
    out.StartObject();
    for (const auto& [key, value] : properties) {
        write_json_text(out, graph.key_name(key));
        DumpedValues(out).write(value);
    }
    out.EndObject();
}

class Dumper {
  public:
    Dumper(const FrozenGraph& graph, const std::function<void(std::string_view)>& line)
        : graph_(graph), line_(line), id_key_(graph.find_key("id")) {}

    void run() {
        for (VertexId vertex = 0; vertex < graph_.vertex_count(); ++vertex) write_vertex(vertex);
        for (EdgeId edge = 0; edge < graph_.edge_count(); ++edge) write_edge(edge);
    }

  private:
    std::string name_of(VertexId vertex) const {
        Value id = id_key_ ? graph_.vertex_property(vertex, *id_key_) : Value();
        return id.is(ValueType::string) ? id.string() : std::to_string(vertex);
    }

    void write_vertex(VertexId vertex) {
        Buffer buffer;
        Writer out(buffer);
        out.StartObject();
        write_text(out, "node", name_of(vertex));
        out.Key("labels");
        out.StartArray();
        for (LabelId label : graph_.labels(vertex)) write_json_text(out, graph_.label_name(label));
        out.EndArray();
        write_properties(out, graph_, graph_.vertex_properties(vertex));
        out.EndObject();
        line_({buffer.GetString(), buffer.GetSize()});
    }

    void write_edge(EdgeId edge) {
        Buffer buffer;
        Writer out(buffer);
        out.StartObject();
        write_text(out, "edge", graph_.type_name(graph_.type(edge)));
        write_text(out, "from", name_of(graph_.source(edge)));
        write_text(out, "to", name_of(graph_.target(edge)));
        write_properties(out, graph_, graph_.edge_properties(edge));
        out.Key("evidence");
        out.StartArray();
        for (const EdgeEvidence& evidence : graph_.evidence(edge)) write_evidence(out, evidence);
        out.EndArray();
        out.EndObject();
        line_({buffer.GetString(), buffer.GetSize()});
    }

    static void write_evidence(Writer& out, const EdgeEvidence& evidence) {
        out.StartObject();
        write_text(out, "article", evidence.article);
        out.Key("span");
        out.StartArray();
        out.Uint(evidence.span.start);
        out.Uint(evidence.span.end);
        out.EndArray();
        write_text(out, "rule", evidence.rule);
        write_text(out, "text", evidence.text);
        out.EndObject();
    }

    const FrozenGraph& graph_;
    const std::function<void(std::string_view)>& line_;
    std::optional<KeyId> id_key_;
};

} // namespace

void dump(const FrozenGraph& graph, const std::function<void(std::string_view)>& line) {
    Dumper(graph, line).run();
}

std::string to_json(const Value& value) {
    Buffer buffer;
    Writer out(buffer);
    DumpedValues(out).write(value);
    return {buffer.GetString(), buffer.GetSize()};
}

} // namespace banggiao
