// Takes nothing. Hands out IndexPatch: what an index says otherwise than it lies in its file; as bytes too.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace banggiao {

/// Entries of an index that are others now: their bytes by their names; empty ones are no more.
using IndexPatch = std::map<std::string, std::string>;

/// Equal patches give equal bytes, never none.
std::string encode(const IndexPatch& patch);
/// Nothing if the bytes are no patch.
std::optional<IndexPatch> decode_patch(std::string_view bytes);

} // namespace banggiao
