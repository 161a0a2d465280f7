// Takes values. Hands them to a JSON writer; what JSON has no form for is left to who knows one.
#pragma once

#include <banggiao/graph/value.h>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string_view>

namespace banggiao {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

/// As it is: not validated.
void write_json_text(JsonWriter& out, std::string_view text);

class JsonValues {
  public:
    explicit JsonValues(JsonWriter& out) : out_(out) {}
    virtual ~JsonValues() = default;
    JsonValues(const JsonValues&) = delete;
    JsonValues& operator=(const JsonValues&) = delete;

    void write(const Value& value);

  protected:
    /// Strings and the keys of maps.
    virtual void text(std::string_view text) { write_json_text(out_, text); }
    /// Nodes, relationships, paths, dates, times, durations, and numbers that are not finite: one JSON value.
    virtual void other(const Value& value) = 0;

    JsonWriter& out_;
};

} // namespace banggiao
