// Takes values and evidence. Hands them to a JSON writer.
#include <banggiao/graph/export/graph_reading.h>
#include <banggiao/graph/export/json_values.h>

#include <cmath>

namespace banggiao::drawing {

namespace {

void write_map(JsonWriter& writer, const Map& map) {
    writer.StartObject();
    for (const auto& [key, value] : map) {
        write_text(writer, key);
        write_value(writer, value);
    }
    writer.EndObject();
}

void write_list(JsonWriter& writer, const List& list) {
    writer.StartArray();
    for (const Value& value : list) write_value(writer, value);
    writer.EndArray();
}

} // namespace

void write_text(JsonWriter& writer, std::string_view text) {
    const std::string safe = printable(text);
    writer.String(safe.data(), static_cast<rapidjson::SizeType>(safe.size()));
}

void write_value(JsonWriter& writer, const Value& value) {
    switch (value.type()) {
    case ValueType::null:
        writer.Null();
        break;
    case ValueType::boolean:
        writer.Bool(value.boolean());
        break;
    case ValueType::integer:
        writer.Int64(value.integer());
        break;
    case ValueType::floating:
        if (std::isfinite(value.floating()))
            writer.Double(value.floating());
        else
            writer.Null();
        break;
    case ValueType::string:
        write_text(writer, value.string());
        break;
    case ValueType::list:
        write_list(writer, value.list());
        break;
    case ValueType::map:
        write_map(writer, value.map());
        break;
    default:
        write_text(writer, name_of(value.type()));
    }
}

void write_evidence(JsonWriter& writer, const std::vector<EdgeEvidence>& evidence) {
    writer.StartArray();
    for (const EdgeEvidence& each : evidence) {
        writer.StartObject();
        writer.Key("article");
        write_text(writer, each.article);
        writer.Key("start");
        writer.Uint(each.span.start);
        writer.Key("end");
        writer.Uint(each.span.end);
        writer.Key("rule");
        write_text(writer, each.rule);
        if (!each.text.empty()) {
            writer.Key("text");
            write_text(writer, each.text);
        }
        writer.EndObject();
    }
    writer.EndArray();
}

} // namespace banggiao::drawing
