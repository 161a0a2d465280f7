// Takes values and evidence. Hands them to a JSON writer.
#pragma once

#include <banggiao/graph/edge_evidence.h>
#include <banggiao/graph/value.h>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string_view>
#include <vector>

namespace banggiao::drawing {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

void write_text(JsonWriter& writer, std::string_view text);
/// What JSON has no form for is written by the name of its type.
void write_value(JsonWriter& writer, const Value& value);
void write_evidence(JsonWriter& writer, const std::vector<EdgeEvidence>& evidence);

} // namespace banggiao::drawing
