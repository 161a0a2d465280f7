// Takes NFC text. Hands out its tokens: words (letters, with digits after the first letter), numbers (`24`,
// `31,54`, `1.200.000`) and marks, each mark a token of its own. One pass over the bytes.
#include <banggiao/extract/document.h>
#include <banggiao/graph/text.h>

#include <array>

namespace banggiao::extract {
namespace {

enum class Class : std::uint8_t { mark, space, newline, digit, lower, upper, joiner, combining };

Class classify(char32_t code_point) {
    if (code_point == '\n' || code_point == '\f') return Class::newline;
    if (is_space(code_point) || code_point == 0x200B || code_point == 0xFEFF) return Class::space;
    if (code_point < 0x20 || code_point == 0x7F) return Class::space;
    if (code_point >= '0' && code_point <= '9') return Class::digit;
    if (code_point == '\'' || code_point == 0x2019) return Class::joiner;
    if ((code_point >= 0x300 && code_point < 0x370) || code_point == 0xAD) return Class::combining;
    if (is_upper(code_point)) return Class::upper;
    return is_letter(code_point) ? Class::lower : Class::mark;
}

/// Classes of the planes' first code points, where Latin letters and the usual marks are.
constexpr std::size_t table_size = 0x2100;
const std::array<Class, table_size>& class_table() {
    static const auto table = [] {
        std::array<Class, table_size> classes{};
        for (char32_t c = 0; c < table_size; ++c) classes[c] = classify(c);
        return classes;
    }();
    return table;
}

/// A code point, what it is, and how many bytes it takes.
struct Letter {
    char32_t point = 0;
    Class kind = Class::newline;
    std::uint32_t size = 0; ///< 0: the text is at its end
};

/// Reads the code points of valid UTF-8 (an incomplete end is U+FFFD).
class Letters {
  public:
    explicit Letters(std::string_view text)
        : bytes_(reinterpret_cast<const unsigned char*>(text.data())), size_(text.size()),
          classes_(class_table().data()) {}

    Letter at(std::size_t byte) const {
        if (byte >= size_) return {};
        const char32_t lead = bytes_[byte];
        return lead < 0x80 ? Letter{lead, classes_[lead], 1} : longer(byte, lead);
    }
    /// The byte there, 0 behind the end.
    char byte(std::size_t at) const { return at < size_ ? static_cast<char>(bytes_[at]) : '\0'; }

  private:
    Letter longer(std::size_t byte, char32_t lead) const {
        const std::uint32_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (size_ - byte < size)
            return {U'\uFFFD', classify(U'\uFFFD'), static_cast<std::uint32_t>(size_ - byte)};
        const auto rest = [&](std::size_t by) { return char32_t{bytes_[byte + by]} & 0x3F; };
        const char32_t point = size == 2   ? (lead & 0x1F) << 6 | rest(1)
                               : size == 3 ? (lead & 0x0F) << 12 | rest(1) << 6 | rest(2)
                                           : (lead & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3);
        return {point, point < table_size ? classes_[point] : classify(point), size};
    }

    const unsigned char* bytes_;
    std::size_t size_;
    const Class* classes_;
};

bool is_ascii_letter(char byte) {
    return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

class Tokenizer {
  public:
    Tokenizer(std::string_view text, Document& document)
        : text_(text), letters_(text), tokens_(document.tokens) {
        document.utf8 = text;
        tokens_.reserve(text.size() / 5 + 8);
    }

    void run() {
        for (here_ = letters_.at(0); here_.size != 0;) switch (here_.kind) {
            case Class::newline:
                line_start_ = true;
                [[fallthrough]];
            case Class::space:
                glued_ = false;
                pass();
                break;
            case Class::digit:
                number();
                break;
            case Class::lower:
            case Class::upper:
                word();
                break;
            default:
                mark();
                break;
            }
        intern_syllables(text_, tokens_);
    }

  private:
    void pass() {
        byte_ += here_.size;
        ++position_;
        here_ = letters_.at(byte_);
    }

    void emit(Span span, Span bytes, Shape shape, char32_t mark) {
        Token& token = tokens_.emplace_back();
        token.span = span;
        token.bytes = bytes;
        token.shape = shape;
        token.mark = mark;
        token.glued = glued_;
        token.line_start = line_start_;
        glued_ = true;
        line_start_ = false;
    }

    /// The token from `start` (of code points) and `first` (of bytes) up to here.
    void emit_from(std::uint32_t start, std::size_t first, Shape shape, char32_t mark) {
        emit({start, position_}, {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(byte_)},
             shape, mark);
    }

    void mark() {
        const std::uint32_t start = position_;
        const std::size_t first = byte_;
        const char32_t code_point = here_.point;
        pass();
        while (here_.kind == Class::combining && here_.size != 0) pass();
        emit_from(start, first, Shape::punctuation, code_point);
    }

    /// Letters, digits, combining marks; an apostrophe between two letters (`N'Djamena`).
    void word() {
        const std::uint32_t start = position_;
        const std::size_t first = byte_;
        const bool first_upper = here_.kind == Class::upper;
        std::size_t byte =
            byte_; // of `letter`; kept here, where the compiler sees that nothing else moves it
        std::uint32_t uppers = 0, lowers = 0, count = 0;
        Letter letter = here_;
        for (; letter.size != 0; letter = letters_.at(byte)) {
            if (letter.kind == Class::lower)
                ++lowers;
            else if (letter.kind == Class::upper)
                ++uppers;
            else if (letter.kind == Class::joiner ? !is_ascii_letter(letters_.byte(byte + letter.size))
                                                  : letter.kind < Class::digit)
                break;
            byte += letter.size;
            ++count;
        }
        here_ = letter;
        byte_ = byte;
        position_ += count;
        const Shape shape = lowers == 0                  ? Shape::upper
                            : uppers == 0                ? Shape::lower
                            : first_upper && uppers == 1 ? Shape::capital
                                                         : Shape::mixed;
        emit_from(start, first, shape, 0);
    }

    void number() {
        const std::uint32_t start = position_;
        const std::size_t first = byte_;
        while (here_.kind == Class::digit || separates_digits()) pass();
        emit_from(start, first, Shape::number, 0);
    }

    /// A decimal comma; a dot before a group of three digits.
    bool separates_digits() const {
        const auto digit = [this](std::size_t by) { return is_ascii_digit(letters_.byte(byte_ + by)); };
        if (here_.point == ',') return digit(1);
        return here_.point == '.' && digit(1) && digit(2) && digit(3) && !digit(4);
    }

    std::string_view text_;
    const Letters letters_;
    std::vector<Token>& tokens_;
    Letter here_;                // the one under way
    std::size_t byte_ = 0;       // where it begins
    std::uint32_t position_ = 0; // its number
    bool glued_ = false;
    bool line_start_ = true;
};

} // namespace

void tokenize(std::string_view nfc_text, Document& document) {
    Tokenizer(nfc_text, document).run();
}

} // namespace banggiao::extract
