// Takes nothing. Hands out what the writer and the reader of digests agree on. Private to graph/.
//
// Bytes: version, checksum of the rest; then lengths in LEB128. The words quoted, in one piece; the distinct
// strings (count, lengths, all of them in one piece); how many of each list there are in all; the article,
// the nodes, the edges, which name strings by their number.
#pragma once

#include <cstddef>
#include <cstdint>

namespace banggiao {

/// Grows with the form of the bytes and with what they hold of the same facts.
inline constexpr std::uint8_t digest_version = 1;
inline constexpr std::size_t digest_header_bytes = 1 + sizeof(std::uint64_t);

} // namespace banggiao
