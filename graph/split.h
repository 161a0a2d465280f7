// Takes text and a separator. Hands out the parts between: lines of a table, cells of a line, words of a
// slug.
#pragma once

#include <string_view>
#include <vector>

namespace banggiao {

/// At least one part; views into `text`. O(length).
inline std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t start = 0;;) {
        const std::size_t end = text.find(separator, start);
        parts.push_back(text.substr(start, end - start));
        if (end == std::string_view::npos) return parts;
        start = end + 1;
    }
}

} // namespace banggiao
