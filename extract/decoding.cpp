// Takes the bytes of a text. Hands out NFC UTF-8 and the name of the encoding found: UTF-8, UTF-16 (by its
// mark or its zero bytes), windows-1258, TCVN3. The single-byte ones are told apart by which of them gives
// Vietnamese.
#include <banggiao/extract/readers.h>
#include <banggiao/graph/text.h>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace banggiao::extract {
namespace {

constexpr std::size_t sample_size = std::size_t{1} << 16;

/// Letters of TCVN 5712:1993 (the ABC fonts) from 0xA1 to 0xFE; U+FFFD where it has none.
constexpr std::u32string_view tcvn3_letters =
    U"ĂÂÊÔƠƯĐăâêôơưđ\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDàảãáạ\uFFFDằẳẵắ\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
    U"\uFFFDặầẩẫấậè\uFFFDẻẽ"
    U"éẹềểễếệìỉ\uFFFD\uFFFD\uFFFDĩíịò\uFFFDỏõóọồổỗốộờởỡớợù\uFFFDủũúụừửữứựỳỷỹýỵ";
static_assert(tcvn3_letters.size() == 0xFE - 0xA1 + 1);

std::string from_converter(std::string_view bytes, const char* encoding) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(encoding, &status);
    if (U_FAILURE(status)) return {};
    std::string text;
    constexpr std::size_t step = std::size_t{1} << 20; // ICU counts in 32 bits
    const char* source = bytes.data();
    const char* const end = bytes.data() + bytes.size();
    std::u16string buffer(step, u'\0');
    while (source < end) {
        UChar* target = buffer.data();
        status = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &target, buffer.data() + buffer.size(), &source, end, nullptr, true,
                       &status);
        icu::UnicodeString piece(false, buffer.data(), static_cast<std::int32_t>(target - buffer.data()));
        piece.toUTF8String(text);
        if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) break;
    }
    ucnv_close(converter);
    return text;
}

std::string from_tcvn3(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            text += c;
        else
            append_utf8(text, byte < 0xA1 || byte == 0xFF ? U'\uFFFD' : tcvn3_letters[byte - 0xA1]);
    }
    return text;
}

/// Share of letters that only Vietnamese has: ă đ ơ ư and U+1EA0 … U+1EF9, in UTF-8.
double vietnamese_share(std::string_view utf8) {
    std::size_t letters = 0, vietnamese = 0;
    for (std::size_t i = 0; i + 1 < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        const auto next = static_cast<unsigned char>(utf8[i + 1]);
        letters += ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (byte >= 0xC3 && byte < 0xF5);
        vietnamese += (byte == 0xE1 && (next == 0xBA || next == 0xBB)) ||
                      (byte == 0xC4 && (next == 0x82 || next == 0x83 || next == 0x90 || next == 0x91)) ||
                      (byte == 0xC6 && (next == 0xA0 || next == 0xA1 || next == 0xAF || next == 0xB0));
    }
    return letters == 0 ? 0 : static_cast<double>(vietnamese) / static_cast<double>(letters);
}

void unify_line_ends(std::string& text) {
    if (text.find('\r') == std::string::npos) return;
    std::size_t out = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r')
            text[out++] = text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            text[out++] = '\n';
    }
    text.resize(out);
}

std::size_t count_zero_bytes(std::string_view bytes, std::size_t parity) {
    std::size_t count = 0;
    for (std::size_t i = parity; i < bytes.size(); i += 2) count += bytes[i] == '\0';
    return count;
}

/// UTF-16LE or UTF-16BE without a mark: every ASCII character has its zero byte on one side.
const char* unmarked_utf16(std::string_view bytes) {
    const std::string_view sample = bytes.substr(0, sample_size);
    if (sample.size() < 4) return nullptr;
    const std::size_t even = count_zero_bytes(sample, 0), odd = count_zero_bytes(sample, 1);
    if (odd > sample.size() / 8 && even < odd / 16) return "UTF-16LE";
    if (even > sample.size() / 8 && odd < even / 16) return "UTF-16BE";
    return nullptr;
}

bool looks_binary(std::string_view bytes) {
    const std::string_view sample = bytes.substr(0, sample_size);
    const auto controls = std::count_if(sample.begin(), sample.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x0B;
    });
    return sample.find('\0') != sample.npos || static_cast<std::size_t>(controls) > sample.size() / 64;
}

std::size_t first_invalid(std::string_view bytes) {
    std::size_t valid = 0;
    for (std::size_t step = bytes.size(); step > 0; step /= 2)
        while (valid + step <= bytes.size() && is_valid_utf8(bytes.substr(valid, step))) valid += step;
    return valid;
}

struct Decoded {
    std::string text;
    const char* encoding;
};

/// The single-byte encoding that gives more Vietnamese; `malformed` if neither gives any.
Result<Decoded> single_byte(std::string_view bytes) {
    const std::string_view sample = bytes.substr(0, sample_size);
    const double windows = vietnamese_share(to_nfc(from_converter(sample, "windows-1258")));
    const double tcvn3 = vietnamese_share(from_tcvn3(sample));
    constexpr double least = 0.04;
    if (std::max(windows, tcvn3) < least)
        return Error{ErrorKind::malformed,
                     "byte " + std::to_string(first_invalid(bytes)) + " is not valid UTF-8", "",
                     "save the text as UTF-8"};
    if (tcvn3 > windows) return Decoded{from_tcvn3(bytes), "TCVN3"};
    return Decoded{from_converter(bytes, "windows-1258"), "windows-1258"};
}

Result<Decoded> to_utf8_text(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.starts_with("\xFF\xFE"))
        return Decoded{from_converter(bytes.substr(2), "UTF-16LE"), "UTF-16LE"};
    if (bytes.starts_with("\xFE\xFF"))
        return Decoded{from_converter(bytes.substr(2), "UTF-16BE"), "UTF-16BE"};
    if (const char* encoding = unmarked_utf16(bytes))
        return Decoded{from_converter(bytes, encoding), encoding};
    if (looks_binary(bytes))
        return Error{ErrorKind::malformed, "this is binary data, not text", "",
                     "give .txt, .html or .jsonl files"};
    if (is_valid_utf8(bytes)) return Decoded{std::string(bytes), "UTF-8"};
    return single_byte(bytes);
}

} // namespace

Result<std::string> decode(std::string_view bytes, std::string* encoding) {
    auto decoded = to_utf8_text(bytes);
    if (!decoded.ok()) return std::move(decoded).error();
    if (encoding) *encoding = decoded->encoding;
    std::string text = to_nfc(decoded->text);
    unify_line_ends(text);
    return text;
}

bool is_vietnamese(std::string_view nfc_text) {
    constexpr double least =
        0.05; // Vietnamese prose has about 0.15, other languages with its names about 0.02
    return vietnamese_share(nfc_text.substr(0, sample_size)) >= least;
}

} // namespace banggiao::extract
