// Takes NFC text. Hands out its code points and tokens: words (letters, with digits after the first letter),
// numbers (`24`, `31,54`, `1.200.000`) and marks, each mark a token of its own. One pass over the bytes.
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

class Tokenizer {
  public:
    Tokenizer(std::string_view text, Document& document)
        : bytes_(text), document_(document), classes_(class_table()) {
        document_.utf8 = text;
        document_.text.resize(text.size()); // code points are at most the bytes; cut in run()
        document_.tokens.reserve(text.size() / 5 + 8);
        advance();
    }

    void run() {
        while (!at_end_) {
            switch (class_) {
            case Class::newline:
                line_start_ = true;
                [[fallthrough]];
            case Class::space:
                glued_ = false;
                take();
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
        }
        document_.text.resize(position_);
    }

  private:
    /// Decodes the code point at next_ into current_. REQUIRES: valid UTF-8 (an incomplete end is U+FFFD).
    void advance() {
        begin_ = next_;
        if (next_ >= bytes_.size()) {
            at_end_ = true;
            class_ = Class::newline;
            return;
        }
        const unsigned lead = byte(0);
        if (lead < 0x80) {
            current_ = lead;
            next_ += 1;
        } else {
            decode(lead);
        }
        class_ = current_ < table_size ? classes_[current_] : classify(current_);
    }

    unsigned byte(std::size_t offset) const { return static_cast<unsigned char>(bytes_[next_ + offset]); }

    /// A code point of several bytes.
    void decode(unsigned lead) {
        const unsigned length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (bytes_.size() - next_ < length) {
            current_ = U'\uFFFD';
            next_ = bytes_.size();
            return;
        }
        if (length == 2)
            current_ = ((lead & 0x1F) << 6) | (byte(1) & 0x3F);
        else if (length == 3)
            current_ = ((lead & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F);
        else
            current_ =
                ((lead & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F);
        next_ += length;
    }

    void take() {
        document_.text[position_++] = current_;
        advance();
    }

    void emit(std::uint32_t start, std::size_t first_byte, Shape shape, char32_t mark) {
        Token token;
        token.span = {start, position_};
        token.bytes = {static_cast<std::uint32_t>(first_byte), static_cast<std::uint32_t>(begin_)};
        token.id = intern_syllable(bytes_.substr(first_byte, begin_ - first_byte));
        token.shape = shape;
        token.mark = mark;
        token.glued = glued_;
        token.line_start = line_start_;
        document_.tokens.push_back(token);
        glued_ = true;
        line_start_ = false;
    }

    void mark() {
        const std::uint32_t start = position_;
        const std::size_t first_byte = begin_;
        const char32_t code_point = current_;
        take();
        while (class_ == Class::combining && !at_end_) take();
        emit(start, first_byte, Shape::punctuation, code_point);
    }

    void word() {
        const std::uint32_t start = position_;
        const std::size_t first_byte = begin_;
        const bool first_upper = class_ == Class::upper;
        std::uint32_t uppers = 0, lowers = 0;
        while (!at_end_ && in_word()) {
            uppers += class_ == Class::upper;
            lowers += class_ == Class::lower;
            take();
        }
        const Shape shape = lowers == 0                  ? Shape::upper
                            : uppers == 0                ? Shape::lower
                            : first_upper && uppers == 1 ? Shape::capital
                                                         : Shape::mixed;
        emit(start, first_byte, shape, 0);
    }

    /// Letters, digits, combining marks; an apostrophe between two letters (`N'Djamena`).
    bool in_word() const {
        switch (class_) {
        case Class::lower:
        case Class::upper:
        case Class::digit:
        case Class::combining:
            return true;
        case Class::joiner:
            return letter_at(next_);
        default:
            return false;
        }
    }

    bool letter_at(std::size_t byte) const {
        if (byte >= bytes_.size()) return false;
        const auto c = static_cast<unsigned char>(bytes_[byte]);
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    bool digit_at(std::size_t byte) const {
        return byte < bytes_.size() && bytes_[byte] >= '0' && bytes_[byte] <= '9';
    }

    void number() {
        const std::uint32_t start = position_;
        const std::size_t first_byte = begin_;
        while (!at_end_ && (class_ == Class::digit || separates_digits())) take();
        emit(start, first_byte, Shape::number, 0);
    }

    /// A decimal comma; a dot before a group of three digits.
    bool separates_digits() const {
        if (current_ == ',') return digit_at(next_);
        return current_ == '.' && digit_at(next_) && digit_at(next_ + 1) && digit_at(next_ + 2) &&
               !digit_at(next_ + 3);
    }

    std::string_view bytes_;
    Document& document_;
    const std::array<Class, table_size>& classes_;
    std::size_t begin_ = 0;      // byte where current_ begins
    std::size_t next_ = 0;       // byte after it
    std::uint32_t position_ = 0; // its code point's number
    char32_t current_ = 0;
    Class class_ = Class::newline;
    bool at_end_ = false;
    bool glued_ = false;
    bool line_start_ = true;
};

} // namespace

void tokenize(std::string_view nfc_text, Document& document) {
    Tokenizer(nfc_text, document).run();
}

} // namespace banggiao::extract
