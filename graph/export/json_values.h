// Takes values and evidence. Hands them to a JSON writer as exports write them: text that every reader takes.
#pragma once

#include <banggiao/graph/edge_evidence.h>
#include <banggiao/graph/json_values.h>

#include <string_view>
#include <vector>

namespace banggiao::drawing {

/// Valid UTF-8 without control characters.
void write_text(JsonWriter& writer, std::string_view text);
/// What JSON has no form for is written by the name of its type, a number that is not finite as null.
void write_value(JsonWriter& writer, const Value& value);
void write_evidence(JsonWriter& writer, const std::vector<EdgeEvidence>& evidence);

} // namespace banggiao::drawing
