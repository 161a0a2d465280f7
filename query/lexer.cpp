// Takes the text of a query. Hands out tokens. Names and raw characters of strings are normalised to NFC, so
// that a query typed on any keyboard finds the graph's NFC text; escapes are kept as written.
#include <banggiao/query/lexer.h>

#include <banggiao/graph/text.h>
#include <banggiao/query/failure.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace banggiao::query {

namespace {

constexpr std::uint64_t largest_magnitude = std::uint64_t{1} << 63;

bool is_decimal(char character) {
    return character >= '0' && character <= '9';
}

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    Tokens run() {
        Tokens result;
        try {
            do result.tokens.push_back(next());
            while (result.tokens.back().kind != TokenKind::end);
        } catch (Failure& failure) {
            result.tokens.push_back({TokenKind::bad, failure.error.span, {}, 0, 0});
            result.error = std::move(failure.error);
        }
        return result;
    }

  private:
    char at(std::size_t offset = 0) const {
        return position_ + offset < text_.size() ? text_[position_ + offset] : '\0';
    }
    bool starts(std::string_view word) const { return text_.substr(position_).starts_with(word); }
    TextSpan since(std::size_t start) const {
        return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(position_)};
    }

    /// The code point at `position`, which is moved behind it; negative if the bytes are not UTF-8.
    UChar32 decode(std::size_t& position) const {
        auto offset = static_cast<std::int32_t>(position);
        UChar32 code_point = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion" // inside the macro
        U8_NEXT(text_.data(), offset, static_cast<std::int32_t>(text_.size()), code_point);
#pragma GCC diagnostic pop
        position = static_cast<std::size_t>(offset);
        return code_point;
    }

    Token make(TokenKind kind, std::size_t start, std::string text) const {
        return {kind, since(start), std::move(text), 0, 0};
    }

    // Whitespace = {space | comment}; comment = "//" … end of line | "/*" … "*/"
    void skip_space() {
        for (;;) {
            std::size_t start = position_;
            if (starts("//")) {
                position_ = std::min(text_.find('\n', position_), text_.size());
            } else if (starts("/*")) {
                std::size_t end = text_.find("*/", position_ + 2);
                if (end == std::string_view::npos) {
                    position_ = text_.size();
                    fail("UnexpectedSyntax",
                         {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(start + 2)},
                         "this comment is not closed", "end it with */");
                }
                position_ = end + 2;
            } else if (position_ < text_.size()) {
                std::size_t after = position_;
                if (!u_isUWhiteSpace(decode(after))) return;
                position_ = after;
            }
            if (position_ == start) return;
        }
    }

    Token next() {
        skip_space();
        std::size_t start = position_;
        if (start == text_.size()) return make(TokenKind::end, start, {});
        char first = at();
        if (is_decimal(first) || (first == '.' && is_decimal(at(1)))) return number();
        if (first == '\'' || first == '"') return string();
        if (first == '`') return make(TokenKind::quoted_identifier, start, backticks());
        if (first == '$') return parameter();
        if (std::string name = identifier(); !name.empty()) return make(TokenKind::identifier, start, name);
        return symbol();
    }

    std::string identifier() {
        std::size_t start = position_;
        std::size_t after = position_;
        while (after < text_.size()) {
            UChar32 code_point = decode(after);
            bool fits =
                position_ == start ? u_isIDStart(code_point) || code_point == '_' : u_isIDPart(code_point);
            if (code_point < 0 || !fits) break;
            position_ = after;
        }
        return to_nfc(text_.substr(start, position_ - start));
    }

    /// `name`, with `` for a backtick.
    std::string backticks() {
        std::size_t start = position_++;
        std::string name;
        for (;; ++position_) {
            if (position_ >= text_.size())
                fail("UnexpectedSyntax",
                     {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(start + 1)},
                     "this name is not closed", "end it with `");
            if (at() == '`') {
                ++position_;
                if (at() != '`') break;
            }
            name += at();
        }
        if (name.empty()) fail("UnexpectedSyntax", since(start), "a name cannot be empty");
        return to_nfc(name);
    }

    // Parameter = '$', (SymbolicName | DecimalInteger)
    Token parameter() {
        std::size_t start = position_++;
        std::string name;
        if (at() == '`')
            name = backticks();
        else if (is_decimal(at()))
            while (is_decimal(at())) name += text_[position_++];
        else
            name = identifier();
        if (name.empty()) fail("UnexpectedSyntax", since(start), "a parameter needs a name", "write $name");
        return make(TokenKind::parameter, start, std::move(name));
    }

    Token symbol() {
        static constexpr std::string_view long_symbols[] = {"<=", ">=", "<>", "=~", "+=", ".."};
        std::size_t start = position_;
        for (std::string_view candidate : long_symbols)
            if (starts(candidate)) {
                position_ += candidate.size();
                return make(TokenKind::symbol, start, std::string(candidate));
            }
        UChar32 code_point = decode(position_);
        if (code_point < 0) fail("InvalidUnicodeCharacter", since(start), "these bytes are not UTF-8");
        std::string text(text_.substr(start, position_ - start));
        if (code_point >= 0x80)
            fail("InvalidUnicodeCharacter", since(start), "the character '" + text + "' means nothing here",
                 u_charType(code_point) == U_DASH_PUNCTUATION ? "write the minus sign -" : "");
        if (std::string_view("()[]{},;:.|+-*/%^=<>&!").find(text) == std::string_view::npos)
            fail("UnexpectedSyntax", since(start), "the character '" + text + "' means nothing here");
        return make(TokenKind::symbol, start, std::move(text));
    }

    // StringLiteral = '"', {character | EscapedChar}, '"' | "'", {character | EscapedChar}, "'"
    Token string() {
        std::size_t start = position_;
        char quote = text_[position_++];
        std::string content, raw;
        while (at() != quote || position_ >= text_.size()) {
            if (position_ >= text_.size())
                fail("UnexpectedSyntax",
                     {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(start + 1)},
                     "this text is not closed", std::string("end it with ") + quote);
            if (at() == '\\') {
                content += to_nfc(raw);
                raw.clear();
                content += escape();
            } else {
                raw += text_[position_++];
            }
        }
        ++position_;
        return make(TokenKind::string, start, content + to_nfc(raw));
    }

    // EscapedChar = '\', ('\' | "'" | '"' | 'b' | 'f' | 'n' | 'r' | 't' | 'u', 4 HexDigit | 'U', 8 HexDigit)
    std::string escape() {
        static constexpr std::string_view letters = "\\'\"`bfnrt", meanings = "\\'\"`\b\f\n\r\t";
        std::size_t start = position_++;
        char letter = at();
        if (letter == 'u' || letter == 'U') return unicode_escape(start, letter == 'u' ? 4 : 8);
        std::size_t which = letter == '\0' ? std::string_view::npos : letters.find(letter);
        std::size_t after = position_;
        if (after < text_.size()) decode(after);
        position_ = after;
        if (which == std::string_view::npos)
            fail("UnexpectedSyntax", since(start), "this escape is not known",
                 "known are \\\\ \\' \\\" \\b \\f \\n \\r \\t \\uXXXX \\UXXXXXXXX");
        return std::string(1, meanings[which]);
    }

    std::string unicode_escape(std::size_t start, std::size_t digits) {
        ++position_;
        std::uint32_t code_point = hexadecimal(start, digits);
        if (code_point >= 0xD800 && code_point < 0xDC00 && starts("\\u")) {
            position_ += 2;
            std::uint32_t low = hexadecimal(start, 4);
            if (low >= 0xDC00 && low < 0xE000)
                code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        }
        if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000))
            fail("InvalidUnicodeLiteral", since(start), "this escape is no Unicode character");
        std::string out;
        append_utf8(out, code_point);
        return out;
    }

    std::uint32_t hexadecimal(std::size_t start, std::size_t digits) {
        std::uint32_t value = 0;
        auto text = text_.substr(position_, digits);
        auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
        position_ += static_cast<std::size_t>(end - text.data());
        if (code != std::errc() || end != text.data() + digits)
            fail("InvalidUnicodeLiteral", since(start),
                 "a Unicode escape needs " + std::to_string(digits) + " hexadecimal digits");
        return value;
    }

    // NumberLiteral = DoubleLiteral | IntegerLiteral
    Token number() {
        std::size_t start = position_;
        Token token;
        if (starts("0x") || starts("0X"))
            token = integer(start, 2, 16);
        else if (starts("0o") || starts("0O"))
            token = integer(start, 2, 8);
        else if (!floating_end())
            token = integer(start, 0, 10);
        else
            token = floating(start);
        return token;
    }

    /// Behind the number's last character if it has a fraction or an exponent, 0 otherwise.
    std::size_t floating_end() const {
        std::size_t end = position_;
        auto digits = [&] {
            while (end < text_.size() && is_decimal(text_[end])) ++end;
        };
        auto peek = [&](std::size_t offset) {
            return end + offset < text_.size() ? text_[end + offset] : '\0';
        };
        digits();
        bool is_floating = false;
        if (peek(0) == '.' && is_decimal(peek(1))) {
            is_floating = true;
            ++end;
            digits();
        }
        if (peek(0) == 'e' || peek(0) == 'E') {
            std::size_t sign = peek(1) == '-' || peek(1) == '+' ? 1 : 0;
            if (is_decimal(peek(1 + sign))) {
                is_floating = true;
                end += 1 + sign;
                digits();
            }
        }
        return is_floating ? end : 0;
    }

    Token floating(std::size_t start) {
        position_ = floating_end();
        require_end_of_number(start);
        Token token = make(TokenKind::floating, start, std::string(text_.substr(start, position_ - start)));
        std::string digits = token.text.front() == '.' ? "0" + token.text : token.text;
        auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), token.floating);
        if (code == std::errc::result_out_of_range && !is_tiny(digits))
            fail("FloatingPointOverflow", token.span, "this number is too large for a float",
                 "the largest is about 1.8e308");
        return token;
    }

    /// Out of range towards zero: the number is 0.
    static bool is_tiny(const std::string& digits) {
        return digits.find("e-") != std::string::npos || digits.find("E-") != std::string::npos;
    }

    Token integer(std::size_t start, std::size_t prefix, int base) {
        position_ = start + prefix;
        std::uint64_t value = 0;
        auto rest = text_.substr(position_);
        auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), value, base);
        position_ += static_cast<std::size_t>(end - rest.data());
        require_end_of_number(start);
        Token token = make(TokenKind::integer, start, std::string(text_.substr(start, position_ - start)));
        if (code == std::errc::invalid_argument ||
            (base == 10 && token.text.size() > 1 && token.text[0] == '0'))
            fail("InvalidNumberLiteral", token.span, "this is no number",
                 base == 10 ? "leave out the leading zeros, or write 0o… for octal"
                            : "digits must follow " + token.text.substr(0, 2));
        if (code == std::errc::result_out_of_range || value > largest_magnitude)
            fail("IntegerOverflow", token.span, "this integer does not fit into 64 bits",
                 "write it as a float, with .0 at its end");
        token.integer = value;
        return token;
    }

    /// A letter or digit that clings to a number makes it none.
    void require_end_of_number(std::size_t start) {
        std::size_t end = position_;
        identifier_tail();
        if (position_ != end)
            fail("InvalidNumberLiteral", since(start), "this is no number",
                 "numbers are written 12, 1.5, 1e9, 0xff or 0o17");
    }

    void identifier_tail() {
        std::size_t after = position_;
        while (after < text_.size() && u_isIDPart(decode(after))) position_ = after;
    }

    std::string_view text_;
    std::size_t position_ = 0;
};

} // namespace

Tokens lex(std::string_view query) {
    return Lexer(query).run();
}

} // namespace banggiao::query
