// Takes blocks. Hands out the state of SHA-256 after them, with the instructions that x86 processors have for
// it (SHA-NI); asks the processor whether it has them.
#include <banggiao/graph/sha256_blocks.h>

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

namespace banggiao {

namespace {

/// Four words of the message behind the last sixteen, `w`, whose first four they replace.
[[gnu::target("sha,sse4.1")]] inline __m128i next_words(const __m128i* w, std::size_t i) {
    const __m128i first = w[i % 4], second = w[(i + 1) % 4], third = w[(i + 2) % 4], last = w[(i + 3) % 4];
    const __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(first, second), _mm_alignr_epi8(last, third, 4));
    return _mm_sha256msg2_epu32(sum, last);
}

/// The instructions want the state as the words a b e f and c d g h, the highest first.
[[gnu::target("sha,sse4.1")]] void digest_blocks(Sha256State& state, const unsigned char* blocks,
                                                 std::size_t count) {
    auto* const words = reinterpret_cast<__m128i*>(state.data());
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    const __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xB1);
    const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; count > 0; --count, blocks += 64) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i w[4];
        for (std::size_t i = 0; i < 4; ++i)
            w[i] =
                _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(blocks) + i), big_endian);
        for (std::size_t i = 0; i < 16; ++i) { // four rounds each
            const auto* const constants = reinterpret_cast<const __m128i*>(sha256_round_constants.data());
            const __m128i sum = _mm_add_epi32(w[i % 4], _mm_loadu_si128(constants + i));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
            if (i < 12) w[i % 4] = next_words(w, i);
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    const __m128i feba = _mm_shuffle_epi32(abef, 0x1B), dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128(words, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128(words + 1, _mm_alignr_epi8(dchg, feba, 8));
}

bool has_instructions() {
    unsigned a = 0, b = 0, c = 0, d = 0;
    constexpr unsigned sha = 1u << 29, ssse3 = 1u << 9, sse41 = 1u << 19;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || (b & sha) == 0) return false;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & ssse3) != 0 && (c & sse41) != 0;
}

} // namespace

Sha256Blocks sha256_blocks_of_processor() {
    static const bool known = has_instructions();
    return known ? &digest_blocks : nullptr;
}

} // namespace banggiao

#else

namespace banggiao {

Sha256Blocks sha256_blocks_of_processor() {
    return nullptr;
}

} // namespace banggiao

#endif
