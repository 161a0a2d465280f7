// Takes values. Hands them to a JSON writer.
#include <banggiao/graph/json_values.h>

#include <cmath>

namespace banggiao {

void write_json_text(JsonWriter& out, std::string_view text) {
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void JsonValues::write(const Value& value) {
    switch (value.type()) {
    case ValueType::null:
        out_.Null();
        break;
    case ValueType::boolean:
        out_.Bool(value.boolean());
        break;
    case ValueType::integer:
        out_.Int64(value.integer());
        break;
    case ValueType::floating:
        if (std::isfinite(value.floating()))
            out_.Double(value.floating());
        else
            other(value);
        break;
    case ValueType::string:
        text(value.string());
        break;
    case ValueType::list:
        out_.StartArray();
        for (const Value& each : value.list()) write(each);
        out_.EndArray();
        break;
    case ValueType::map:
        out_.StartObject();
        for (const auto& [key, each] : value.map()) {
            text(key);
            write(each);
        }
        out_.EndObject();
        break;
    default:
        other(value);
    }
}

} // namespace banggiao
