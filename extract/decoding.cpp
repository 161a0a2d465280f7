// Takes the bytes of a text. Hands out NFC UTF-8 and the name of the encoding found: UTF-8, UTF-16 (by its
// mark or its zero bytes), windows-1258, TCVN3, VNI. The single-byte ones are told apart by which of them
// gives Vietnamese.
#include <banggiao/extract/document.h>
#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/readers.h>
#include <banggiao/graph/text.h>

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace banggiao::extract {
namespace {

constexpr std::size_t sample_size = std::size_t{1} << 16;

/// Letters of TCVN 5712:1993 (the ABC fonts) from 0xA1 to 0xFE; U+FFFD where it has none.
constexpr std::u32string_view tcvn3_letters =
    U"ĂÂÊÔƠƯĐăâêôơưđ\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDàảãáạ\uFFFDằẳẵắ\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"
    U"\uFFFDặầẩẫấậè\uFFFDẻẽ"
    U"éẹềểễếệìỉ\uFFFD\uFFFD\uFFFDĩíịò\uFFFDỏõóọồổỗốộờởỡớợù\uFFFDủũúụừửữứựỳỷỹýỵ";
static_assert(tcvn3_letters.size() == 0xFE - 0xA1 + 1);

/// What the VNI fonts have from 0xE0 to 0xFF (and, in capitals, from 0xC0): a letter, or a mark of the letter
/// before it; and the second mark, a space where there is one only.
constexpr std::u32string_view vni_letters =
    U"\u0302\u0302\u0302\u0302\u0302\u0302ỉ\uFFFD\u0306\u0306\u0306\u0306ìíỵ\u0323\uFFFDđịĩơ\u0303ư"
    U"\uFFFD\u0300\u0301\u0306\u0309\u0306\uFFFD\uFFFD\uFFFD";
constexpr std::u32string_view vni_second_marks =
    U"\u0300\u0301 \u0303\u0323\u0309  \u0300\u0301 \u0323              \u0309 \u0303   ";
static_assert(vni_letters.size() == 32 && vni_second_marks.size() == 32);

std::string from_converter(std::string_view bytes, const char* encoding) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(encoding, &status);
    if (U_FAILURE(status)) return {};
    std::string text;
    const std::size_t step = std::min(std::size_t{1} << 20, bytes.size() + 16); // ICU counts in 32 bits
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

/// What old texts have between ASCII and their letters: quotation marks and dashes as Windows has them.
char32_t between_ascii_and_letters(unsigned char byte) {
    constexpr std::u32string_view marks = U"‘’“”•–—"; // from 0x91
    if (byte >= 0x91 && byte < 0x91 + marks.size()) return marks[byte - 0x91];
    return byte == 0x85 ? U'…' : byte == 0xA0 ? U'\u00A0' : U'\uFFFD';
}

std::string from_tcvn3(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            text += c;
        else
            append_utf8(text, byte < 0xA1 || byte == 0xFF ? between_ascii_and_letters(byte)
                                                          : tcvn3_letters[byte - 0xA1]);
    }
    return text;
}

std::string from_vni(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0xC0) {
            append_utf8(text, byte < 0x80 ? byte : between_ascii_and_letters(byte));
            continue;
        }
        const char32_t letter = vni_letters[byte & 0x1F], second = vni_second_marks[byte & 0x1F];
        append_utf8(text,
                    byte < 0xE0 ? static_cast<char32_t>(u_toupper(static_cast<UChar32>(letter))) : letter);
        if (second != U' ') append_utf8(text, second);
    }
    return text;
}

/// Share of letters that only Vietnamese has: ă đ ơ ư and U+1EA0 … U+1EF9, in UTF-8. Counted without a
/// branch, by blocks whose counts fit a byte, so that the compiler takes many bytes at once.
double vietnamese_share(std::string_view utf8) {
    constexpr std::size_t block = 128;
    const auto* bytes = reinterpret_cast<const unsigned char*>(utf8.data());
    std::size_t letters = 0, vietnamese = 0;
    for (std::size_t start = 0; start + 1 < utf8.size(); start += block) {
        const std::size_t end = std::min(start + block, utf8.size() - 1);
        std::uint8_t block_letters = 0, block_vietnamese = 0;
        for (std::size_t i = start; i < end; ++i) {
            const std::uint8_t byte = bytes[i], next = bytes[i + 1];
            const bool ascii = static_cast<std::uint8_t>((byte | 0x20) - 'a') < 26;
            const bool begins = static_cast<std::uint8_t>(byte - 0xC3) < 0xF5 - 0xC3;
            const bool tones = (byte == 0xE1) & ((next & 0xFE) == 0xBA);
            const bool a_d = (byte == 0xC4) & (((next & 0xFE) == 0x82) | ((next & 0xFE) == 0x90));
            const bool o_u = (byte == 0xC6) & (((next & 0xFE) == 0xA0) | (next == 0xAF) | (next == 0xB0));
            block_letters = static_cast<std::uint8_t>(block_letters + (ascii | begins));
            block_vietnamese = static_cast<std::uint8_t>(block_vietnamese + (tones | a_d | o_u));
        }
        letters += block_letters;
        vietnamese += block_vietnamese;
    }
    return letters == 0 ? 0 : static_cast<double>(vietnamese) / static_cast<double>(letters);
}

/// Whether the words that are not written with a to z alone are Vietnamese syllables: those of Romanian and
/// Czech, and of western texts read by a Vietnamese table, are not.
bool has_syllables(std::string_view nfc_text) {
    constexpr std::size_t sample = 4096;
    Document document;
    tokenize(nfc_text.substr(0, sample), document);
    std::size_t words = 0, syllables = 0;
    for (const Token& token : document.tokens) {
        const bool plain = token.bytes.end - token.bytes.start == token.span.end - token.span.start;
        if (token.mark != 0 || plain) continue;
        ++words;
        syllables += is_vietnamese_syllable(token.id);
    }
    return syllables * 10 >= words * 6;
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
    std::string text; ///< NFC
    const char* encoding;
};

struct SingleByte {
    const char* name;
    std::string (*text_of)(std::string_view);
};
constexpr std::array<SingleByte, 3> single_byte_encodings{
    {{"windows-1258", [](std::string_view bytes) { return from_converter(bytes, "windows-1258"); }},
     {"TCVN3", from_tcvn3},
     {"VNI", from_vni}}};

/// The single-byte encoding that gives the most Vietnamese; `malformed` if none gives any.
Result<Decoded> single_byte(std::string_view bytes) {
    constexpr double least = 0.04;
    const SingleByte* best = nullptr;
    double most = least;
    for (const SingleByte& encoding : single_byte_encodings) {
        const std::string text = to_nfc(encoding.text_of(bytes.substr(0, sample_size)));
        const double share = vietnamese_share(text);
        if (share < most || (best && share == most) || !has_syllables(text)) continue;
        most = share;
        best = &encoding;
    }
    if (!best)
        return Error{ErrorKind::malformed,
                     "byte " + std::to_string(first_invalid(bytes)) + " is not valid UTF-8", "",
                     "save the text as UTF-8"};
    return Decoded{to_nfc(best->text_of(bytes)), best->name};
}

Result<Decoded> to_utf8_text(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.starts_with("\xFF\xFE"))
        return Decoded{to_nfc(from_converter(bytes.substr(2), "UTF-16LE")), "UTF-16LE"};
    if (bytes.starts_with("\xFE\xFF"))
        return Decoded{to_nfc(from_converter(bytes.substr(2), "UTF-16BE")), "UTF-16BE"};
    if (const char* encoding = unmarked_utf16(bytes))
        return Decoded{to_nfc(from_converter(bytes, encoding)), encoding};
    if (looks_binary(bytes))
        return Error{ErrorKind::malformed, "this is binary data, not text", "",
                     "give .txt, .html or .jsonl files"};
    if (is_valid_utf8(bytes)) return Decoded{to_nfc(bytes), "UTF-8"};
    return single_byte(bytes);
}

} // namespace

Result<std::string> decode(std::string_view bytes, std::string* encoding) {
    auto decoded = to_utf8_text(bytes);
    if (!decoded.ok()) return std::move(decoded).error();
    if (encoding) *encoding = decoded->encoding;
    unify_line_ends(decoded->text);
    return std::move(decoded->text);
}

bool is_vietnamese(std::string_view nfc_text) {
    // Vietnamese prose has about 0.15, other languages with its names about 0.02, Romanian 0.05
    constexpr double least = 0.05, enough = 0.1;
    const double share = vietnamese_share(nfc_text.substr(0, sample_size));
    return share >= enough || (share >= least && has_syllables(nfc_text));
}

} // namespace banggiao::extract
