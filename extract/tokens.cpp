// Takes NFC text. Hands out its tokens: words (letters, with digits after the first letter), numbers (`24`,
// `31,54`, `1.200.000`) and marks, each mark a token of its own. One pass over the bytes; a word
// that was met before is looked up whole.
#include <banggiao/extract/document.h>
#include <banggiao/extract/recent_words.h>
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
        tokens_.reserve(text.size() / 4 + 8);
    }

    void run() {
        while (byte_ < text_.size())
            if (text_[byte_] == ' ')
                space(1);
            else if (!known_word())
                other();
    }

  private:
    /// A word that this thread has met before.
    bool known_word() {
        std::uint32_t size = 0;
        const RecentWords::Word* word = words_.whole_word(text_.substr(byte_), size);
        if (word) emit(size, word->letters, static_cast<Shape>(word->shape), 0, word->id);
        return word != nullptr;
    }

    void other() {
        const Letter letter = letters_.at(byte_);
        switch (letter.kind) {
        case Class::newline:
            line_start_ = true;
            [[fallthrough]];
        case Class::space:
            return space(letter.size);
        case Class::digit:
            return number(letter.size);
        case Class::lower:
        case Class::upper:
            return word(letter);
        default:
            return mark(letter);
        }
    }

    void space(std::uint32_t size) {
        byte_ += size;
        ++position_;
        glued_ = false;
    }

    /// The token of the next bytes, `letters` code points.
    void emit(std::uint32_t size, std::uint32_t letters, Shape shape, char32_t mark, SyllableId id) {
        const Span span{position_, position_ + letters}, bytes{byte_, byte_ + size};
        tokens_.push_back({span, bytes, id, mark, shape, glued_, line_start_});
        byte_ += size;
        position_ += letters;
        glued_ = true;
        line_start_ = false;
    }

    void mark(Letter letter) {
        const char32_t code_point = letter.point;
        std::uint32_t size = 0, count = 0;
        do {
            size += letter.size;
            ++count;
            letter = letters_.at(byte_ + size);
        } while (letter.kind == Class::combining);
        emit(size, count, Shape::punctuation, code_point, words_.intern(text_.substr(byte_, size)));
    }

    /// Letters, digits, combining marks; an apostrophe between two letters (`N'Djamena`).
    void word(Letter letter) {
        const bool first_upper = letter.kind == Class::upper;
        std::uint32_t size = 0, uppers = 0, lowers = 0, count = 0;
        for (; letter.size != 0; letter = letters_.at(byte_ + size)) {
            if (letter.kind == Class::lower)
                ++lowers;
            else if (letter.kind == Class::upper)
                ++uppers;
            else if (letter.kind == Class::joiner
                         ? !is_ascii_letter(letters_.byte(byte_ + size + letter.size))
                         : letter.kind < Class::digit)
                break;
            size += letter.size;
            ++count;
        }
        const Shape shape = lowers == 0                  ? Shape::upper
                            : uppers == 0                ? Shape::lower
                            : first_upper && uppers == 1 ? Shape::capital
                                                         : Shape::mixed;
        emit(size, count, shape, 0, words_.intern(text_.substr(byte_, size), shape, count));
    }

    /// `first`: bytes of its first digit, which in a text that is no UTF-8 may be more than one.
    void number(std::uint32_t first) {
        std::uint32_t size = first;
        while (digit(byte_ + size) || separates_digits(byte_ + size)) ++size;
        emit(size, size - first + 1, Shape::number, 0, words_.intern(text_.substr(byte_, size)));
    }

    bool digit(std::uint32_t at) const { return is_ascii_digit(letters_.byte(at)); }

    /// A decimal comma; a dot before a group of three digits.
    bool separates_digits(std::uint32_t at) const {
        const char mark = letters_.byte(at);
        if (mark == ',') return digit(at + 1);
        return mark == '.' && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4);
    }

    std::string_view text_;
    const Letters letters_;
    std::vector<Token>& tokens_;
    RecentWords& words_ = RecentWords::of_this_thread();
    std::uint32_t byte_ = 0;     // where the next token or space begins
    std::uint32_t position_ = 0; // its number among the code points
    bool glued_ = false;
    bool line_start_ = true;
};

} // namespace

void tokenize(std::string_view nfc_text, Document& document) {
    Tokenizer(nfc_text, document).run();
}

} // namespace banggiao::extract
