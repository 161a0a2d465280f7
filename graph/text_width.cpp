// Takes UTF-8. Hands out how wide a terminal shows it, and how many characters a reader sees.
#include <banggiao/graph/text.h>

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

namespace banggiao {

namespace {

/// Letters, digits and marks of ASCII: one character and one column each.
bool is_printable_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char byte) { return byte >= ' ' && byte <= '~'; });
}

std::size_t width_of(char32_t code_point) {
    const auto code = static_cast<UChar32>(code_point);
    const int type = u_charType(code);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
        type == U_CONTROL_CHAR)
        return 0;
    const int east = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
    return east == U_EA_FULLWIDTH || east == U_EA_WIDE ? 2 : 1;
}

} // namespace

std::size_t display_width(std::string_view utf8) {
    if (is_printable_ascii(utf8)) return utf8.size();
    std::size_t width = 0;
    for (char32_t code_point : to_code_points(utf8)) width += width_of(code_point);
    return width;
}

std::size_t grapheme_count(std::string_view utf8) {
    if (is_printable_ascii(utf8)) return utf8.size();
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) return code_point_count(utf8);
    const icu::UnicodeString text =
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
    breaks->setText(text);
    std::size_t count = 0;
    while (breaks->next() != icu::BreakIterator::DONE) ++count;
    return count;
}

} // namespace banggiao
