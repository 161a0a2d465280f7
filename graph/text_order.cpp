// Takes two texts or more. Hands out which comes first in a Vietnamese dictionary, and how far one is from
// another as they are typed.
#include <banggiao/graph/text.h>

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

namespace banggiao {

std::string collation_key(std::string_view utf8) {
    static const std::unique_ptr<const icu::Collator> collator = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<const icu::Collator>(icu::Collator::createInstance(icu::Locale("vi"), status));
    }();
    if (!collator) return fold(utf8);
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    std::string key(static_cast<std::size_t>(collator->getSortKey(text, nullptr, 0)), '\0');
    collator->getSortKey(text, reinterpret_cast<std::uint8_t*>(key.data()),
                         static_cast<std::int32_t>(key.size()));
    if (!key.empty()) key.pop_back();
    return key;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::u32string left = to_code_points(fold(a));
    std::u32string right = to_code_points(fold(b));
    std::vector<std::size_t> before_last, last(right.size() + 1), row(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            std::size_t change = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
        before_last = std::move(last);
        last = row;
    }
    return last[right.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    std::size_t length = code_point_count(word);
    std::size_t best = 3;
    std::string found;
    for (const std::string& candidate : candidates) {
        std::size_t distance = edit_distance(word, candidate);
        if (distance >= best || 2 * distance >= length) continue;
        best = distance;
        found = candidate;
    }
    return found;
}

} // namespace banggiao
