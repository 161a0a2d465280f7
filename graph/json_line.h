// Takes values one by one. Hands out one line of JSON as a string: what rapidjson::Writer writes, by runs of
// bytes instead of byte by byte.
#pragma once

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace banggiao {

/// A key where a value belongs, or an end without its start, is the caller's mistake and is not noticed.
class JsonLine {
  public:
    /// `bytes`: about as long as the line will be.
    explicit JsonLine(std::size_t bytes = 256)
        : buffer_(std::make_unique_for_overwrite<char[]>(bytes)), room_(bytes) {}

    void start_object() { open('{'); }
    void end_object() { close('}'); }
    void start_array() { open('['); }
    void end_array() { close(']'); }
    void null() {
        part();
        put("null");
    }
    void number(std::uint32_t n) {
        part();
        make_room(longest_number);
        written(number_to(end(), n));
    }
    /// A list of two.
    void numbers(std::uint32_t a, std::uint32_t b) {
        part();
        make_room(2 * longest_number + 3);
        char* to = end();
        *to++ = '[';
        to = number_to(to, a);
        *to++ = ',';
        to = number_to(to, b);
        *to++ = ']';
        written(to);
    }
    void string(std::string_view text) {
        part();
        quote(text);
    }
    void key(std::string_view text) {
        part();
        quote(text);
        put(':');
        first_ = true;
    }
    /// A key that is known to stand for itself.
    template <std::size_t size>
    void key(const char (&text)[size]) {
        part();
        make_room(size + 2);
        *end() = '"';
        std::memcpy(end() + 1, text, size - 1);
        std::memcpy(end() + size, "\":", 2);
        size_ += size + 2;
        first_ = true;
    }

    /// What was written; nothing is left but the room for more.
    std::string take() {
        std::string line(buffer_.get(), size_);
        clear();
        return line;
    }
    void clear() {
        size_ = 0;
        first_ = true;
    }
    /// How much fits in before more is needed.
    std::size_t room() const { return room_; }

  private:
    static constexpr std::size_t longest_number = 10;

    char* end() { return buffer_.get() + size_; }
    void written(const char* to) { size_ = static_cast<std::size_t>(to - buffer_.get()); }
    static char* number_to(char* to, std::uint32_t n) {
        return std::to_chars(to, to + longest_number, n).ptr;
    }
    void make_room(std::size_t bytes) {
        if (room_ - size_ < bytes) [[unlikely]]
            grow(bytes);
    }
    void grow(std::size_t bytes) {
        room_ = 2 * room_ + bytes;
        auto larger = std::make_unique_for_overwrite<char[]>(room_);
        std::copy_n(buffer_.get(), size_, larger.get());
        buffer_ = std::move(larger);
    }
    void put(char c) {
        make_room(1);
        *end() = c;
        ++size_;
    }
    void put(std::string_view bytes) {
        make_room(bytes.size());
        std::memcpy(end(), bytes.data(), bytes.size());
        size_ += bytes.size();
    }

    void part() {
        if (!first_) put(',');
        first_ = false;
    }
    void open(char mark) {
        part();
        put(mark);
        first_ = true;
    }
    void close(char mark) {
        put(mark);
        first_ = false;
    }

    void quote(std::string_view text) {
        make_room(text.size() + 2);
        *end() = '"';
        ++size_;
        for (;;) {
            const std::size_t run = copy_plain(text);
            size_ += run;
            if (run == text.size()) break;
            escape(static_cast<unsigned char>(text[run]));
            text.remove_prefix(run + 1);
            make_room(text.size() + 1);
        }
        *end() = '"';
        ++size_;
    }

    void escape(unsigned char byte) {
        static constexpr std::string_view named = "\"\"\\\\\bb\ff\nn\rr\tt", digits = "0123456789ABCDEF";
        for (std::size_t i = 0; i < named.size(); i += 2)
            if (static_cast<unsigned char>(named[i]) == byte) {
                const char both[] = {'\\', named[i + 1]};
                return put({both, 2});
            }
        const char all[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 0xF]};
        put({all, sizeof all});
    }

    static bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

    /// A byte with its high bit set for each byte that is zero; the lowest such bit is right.
    static std::uint64_t zero_bytes(std::uint64_t word) { return (word - ones) & ~word & (ones << 7); }

    /// The same for each byte that does not stand for itself.
    static std::uint64_t special_bytes(std::uint64_t word) {
        return zero_bytes(word ^ (ones * '"')) | zero_bytes(word ^ (ones * '\\')) |
               ((word - ones * 0x20) & ~word & (ones << 7));
    }

    template <typename Word>
    static std::uint64_t copy(char* to, const char* from) {
        Word word;
        std::memcpy(&word, from, sizeof word);
        std::memcpy(to, &word, sizeof word);
        return word;
    }

    /// Copies the bytes in front that stand for themselves, and returns how many. What lies behind them in
    /// the buffer is written over later. REQUIRES: room for the text.
    std::size_t copy_plain(std::string_view text) {
        char* const to = end();
        const std::size_t size = text.size();
        if constexpr (std::endian::native == std::endian::little) {
            for (std::size_t at = 0; size >= 8;
                 at = std::min(at + 8, size - 8)) { // the last ones may overlap
                if (const std::uint64_t special = special_bytes(copy<std::uint64_t>(to + at, &text[at])))
                    return at + static_cast<std::size_t>(std::countr_zero(special)) / 8;
                if (at + 8 == size) return size;
            }
            if (size >= 4) {
                const std::uint64_t both = copy<std::uint32_t>(to, text.data()) |
                                           copy<std::uint32_t>(to + size - 4, &text[size - 4]) << 32;
                if (special_bytes(both) == 0) return size;
            }
        }
        std::size_t at = 0;
        for (; at < size && is_plain(text[at]); ++at) to[at] = text[at];
        return at;
    }

    static constexpr std::uint64_t ones = 0x0101010101010101;
    std::unique_ptr<char[]> buffer_; ///< not a string, which would be filled with zeros first
    std::size_t room_;               ///< its size
    std::size_t size_ = 0;           ///< of what is written
    bool first_ = true;              ///< no comma before what comes next
};

} // namespace banggiao
