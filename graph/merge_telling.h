// Takes all that tells an event or agreement apart, as text. Hands out its telling: a few letters short for
// it, and for two of one article. Private to graph/.
#pragma once

#include <banggiao/graph/checksum.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace banggiao::merging {

/// Two texts of one thing have one telling by chance with a probability of 2⁻⁴⁸.
inline std::string telling_short_for(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr int length = 12;
    std::uint64_t rest = checksum(std::as_bytes(std::span(text)));
    std::string telling;
    for (int i = 0; i < length; ++i, rest >>= 4) telling += digits[rest & 15];
    return telling;
}

/// Whichever comes first; empty if one is empty.
inline std::string telling_of_both(const std::string& one, const std::string& other) {
    if (one.empty() || other.empty()) return {};
    return std::min(one, other) + std::max(one, other);
}

} // namespace banggiao::merging
