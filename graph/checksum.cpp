// Takes bytes. Hands out their checksum: four multiply-rotate lanes over 32-byte stripes (the scheme of
// XXH64).
#include <banggiao/graph/checksum.h>

#include <bit>
#include <cstring>

namespace banggiao {

namespace {

constexpr std::uint64_t prime_1 = 0x9E3779B185EBCA87, prime_2 = 0xC2B2AE3D27D4EB4F,
                        prime_3 = 0x165667B19E3779F9;

std::uint64_t word_at(const std::byte* place) {
    std::uint64_t word = 0;
    std::memcpy(&word, place, sizeof word);
    return word;
}

std::uint64_t mix(std::uint64_t lane, std::uint64_t word) {
    return std::rotl(lane + word * prime_2, 31) * prime_1;
}

std::uint64_t finish(std::uint64_t sum) {
    sum = (sum ^ (sum >> 33)) * prime_2;
    sum = (sum ^ (sum >> 29)) * prime_3;
    return sum ^ (sum >> 32);
}

} // namespace

std::uint64_t checksum(std::span<const std::byte> bytes, std::uint64_t seed) {
    const std::byte* place = bytes.data();
    std::size_t left = bytes.size();
    std::uint64_t lanes[4] = {seed + prime_1, seed ^ prime_2, seed + prime_3, seed};
    for (; left >= 32; left -= 32, place += 32)
        for (std::size_t lane = 0; lane < 4; ++lane)
            lanes[lane] = mix(lanes[lane], word_at(place + 8 * lane));
    std::uint64_t sum = bytes.size() * prime_3;
    for (const std::uint64_t lane : lanes) sum = mix(sum, finish(lane));
    for (; left >= 8; left -= 8, place += 8) sum = mix(sum, word_at(place));
    for (; left > 0; --left, ++place) sum = mix(sum, std::to_integer<std::uint64_t>(*place) + 1);
    return finish(sum);
}

} // namespace banggiao
