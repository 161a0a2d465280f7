// Takes a frozen graph. Hands out one JSON object a line.
#include <banggiao/graph/dump.h>

#define RAPIDJSON_HAS_STDSTRING 1
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

namespace banggiao {

namespace {

using Buffer = rapidjson::StringBuffer;
using Writer = rapidjson::Writer<Buffer>;

void write_string(Writer& out, std::string_view text) {
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write_text(Writer& out, std::string_view key, std::string_view text) {
    write_string(out, key);
    write_string(out, text);
}

void write_number(Writer& out, std::string_view key, std::int64_t number) {
    write_string(out, key);
    out.Int64(number);
}

void write(Writer& out, const Value& value);

void write_list(Writer& out, const List& list) {
    out.StartArray();
    for (const Value& each : list) write(out, each);
    out.EndArray();
}

void write_map(Writer& out, const Map& map) {
    out.StartObject();
    for (const auto& [key, each] : map) {
        write_string(out, key);
        write(out, each);
    }
    out.EndObject();
}

/// JSON has no infinity: it and what is no number are written as their names.
void write_floating(Writer& out, double number) {
    if (std::isfinite(number)) {
        out.Double(number);
    } else {
        write_string(out, std::isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }
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

void write(Writer& out, const Value& value) {
    switch (value.type()) {
    case ValueType::boolean:
        out.Bool(value.boolean());
        break;
    case ValueType::integer:
        out.Int64(value.integer());
        break;
    case ValueType::floating:
        write_floating(out, value.floating());
        break;
    case ValueType::string:
        write_string(out, value.string());
        break;
    case ValueType::list:
        write_list(out, value.list());
        break;
    case ValueType::map:
        write_map(out, value.map());
        break;
    case ValueType::null:
    case ValueType::node:
    case ValueType::edge:
    case ValueType::path:
        out.Null();
        break;
    default:
        write_temporal(out, value);
    }
}

/// Key ids are sorted by name, so properties come in their keys' order.
void write_properties(Writer& out, const FrozenGraph& graph,
                      const std::vector<std::pair<KeyId, Value>>& properties) {
    out.Key("properties");
    out.StartObject();
    for (const auto& [key, value] : properties) {
        write_string(out, graph.key_name(key));
        write(out, value);
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
        for (LabelId label : graph_.labels(vertex)) write_string(out, graph_.label_name(label));
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
    write(out, value);
    return {buffer.GetString(), buffer.GetSize()};
}

} // namespace banggiao
