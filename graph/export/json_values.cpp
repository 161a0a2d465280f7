// Takes values and evidence. Hands them to a JSON writer.
#include <banggiao/graph/export/graph_reading.h>
#include <banggiao/graph/export/json_values.h>

namespace banggiao::drawing {

namespace {

class ExportedValues : public JsonValues {
  public:
    using JsonValues::JsonValues;

  private:
    void text(std::string_view text) override { write_text(out_, text); }
    void other(const Value& value) override {
        if (value.is(ValueType::floating))
            out_.Null();
        else
            text(name_of(value.type()));
    }
};

} // namespace

void write_text(JsonWriter& writer, std::string_view text) {
    write_json_text(writer, printable(text));
}

void write_value(JsonWriter& writer, const Value& value) {
    ExportedValues(writer).write(value);
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
