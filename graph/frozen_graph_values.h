// Takes property values. Hands out their bytes, and the values again: what columns of mixed types are made
// of. Private to graph/.
#pragma once

#include <banggiao/graph/value.h>

#include <string>
#include <string_view>

namespace banggiao {

/// Lists and maps nested deeper than this are cut off: the inner ones become null.
inline constexpr int maximum_value_depth = 500;

/// Whether a value can be a property: not null, and neither node, edge nor path.
bool is_property(const Value& value);

/// Equal values give equal bytes. Nodes, edges and paths within lists and maps become null.
std::string encode_value(const Value& value);

// The parts of a list's bytes, for lists that are not made of values: how many elements follow, and a string.
void append_list_start(std::string& out, std::size_t count);
void append_string(std::string& out, std::string_view text);

/// Any bytes give a value: what is not well formed reads as null, also as a part.
Value decode_value(std::string_view bytes);

/// LEB128, as lengths are written here and in the pool. Reading gives false and 0 at the end of the bytes.
void append_length(std::string& out, std::uint64_t length);
bool take_length(std::string_view& bytes, std::uint64_t& length);

} // namespace banggiao
