// Takes nothing. Hands out IndexPatch: what an index says otherwise than it lies in its file; as bytes too.
#pragma once

#include <banggiao/graph/kept_bytes.h>

#include <map>
#include <optional>
#include <string>

namespace banggiao {

/// Entries of an index that are others now: their bytes by their names; empty ones are no more.
using IndexPatch = std::map<std::string, KeptBytes>;

/// Equal patches give equal bytes, never none.
std::string encode(const IndexPatch& patch);
/// Its entries are parts of these bytes. Nothing if they are no patch.
std::optional<IndexPatch> decode_patch(const KeptBytes& bytes);

} // namespace banggiao
