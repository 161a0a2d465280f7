// Takes words of the command line. Hands out query parameters and durations.
#pragma once

#include <banggiao/graph/result.h>
#include <banggiao/graph/value.h>

#include <chrono>
#include <string>
#include <vector>

namespace banggiao::tools {

/// NAME=VALUE each; VALUE is read as JSON, and as text if it is none.
Result<Map> parse_parameters(const std::vector<std::string>& words);

/// `500ms`, `10s`, `2m`, `1h`; a bare number is seconds.
Result<std::chrono::milliseconds> parse_duration(const std::string& text);

} // namespace banggiao::tools
