// Takes whole blocks of 64 bytes. Hands out the state of SHA-256 after them, by plain arithmetic and by the
// processor's own instructions where it has them: the same state either way.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace banggiao {

using Sha256State = std::array<std::uint32_t, 8>;
using Sha256Blocks = void (*)(Sha256State& state, const unsigned char* blocks, std::size_t count);

extern const std::array<std::uint32_t, 64> sha256_round_constants;

void sha256_blocks_portable(Sha256State& state, const unsigned char* blocks, std::size_t count);

/// That of this processor; null if it has no instructions for it.
Sha256Blocks sha256_blocks_of_processor();

} // namespace banggiao
