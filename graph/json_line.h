// Takes values one by one. Hands out one line of JSON as a string: what rapidjson::Writer writes, by runs of
// bytes instead of byte by byte.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

namespace banggiao {

/// A key where a value belongs, or an end without its start, is the caller's mistake and is not noticed.
class JsonLine {
  public:
    void start_object() { open('{'); }
    void end_object() { close('}'); }
    void start_array() { open('['); }
    void end_array() { close(']'); }
    void null() { value("null"); }
    void number(std::uint32_t n) { value(std::to_string(n)); }
    void string(std::string_view text) {
        part();
        quote(text);
    }
    void key(std::string_view text) {
        string(text);
        text_ += ':';
        first_ = true;
    }

    /// What was written; nothing is left.
    std::string take() { return std::move(text_); }

  private:
    void part() {
        if (!first_) text_ += ',';
        first_ = false;
    }
    void value(std::string_view text) {
        part();
        text_ += text;
    }
    void open(char mark) {
        part();
        text_ += mark;
        first_ = true;
    }
    void close(char mark) {
        text_ += mark;
        first_ = false;
    }

    void quote(std::string_view text) {
        text_ += '"';
        while (!text.empty()) {
            const std::size_t run = plain_run(text);
            text_.append(text.substr(0, run));
            text.remove_prefix(run);
            if (text.empty()) break;
            escape(static_cast<unsigned char>(text.front()));
            text.remove_prefix(1);
        }
        text_ += '"';
    }

    void escape(unsigned char byte) {
        static constexpr std::string_view named = "\"\"\\\\\bb\ff\nn\rr\tt", digits = "0123456789ABCDEF";
        text_ += '\\';
        for (std::size_t i = 0; i < named.size(); i += 2)
            if (static_cast<unsigned char>(named[i]) == byte) {
                text_ += named[i + 1];
                return;
            }
        text_ += "u00";
        text_ += digits[byte >> 4];
        text_ += digits[byte & 0xF];
    }

    static bool is_plain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

    /// A byte with its high bit set for each byte that is zero; the lowest such bit is right.
    static std::uint64_t zero_bytes(std::uint64_t word) { return (word - ones) & ~word & (ones << 7); }

    /// Length of the bytes in front that stand for themselves.
    static std::size_t plain_run(std::string_view text) {
        std::size_t at = 0;
        if constexpr (std::endian::native == std::endian::little)
            for (; at + 8 <= text.size(); at += 8) {
                std::uint64_t word;
                std::memcpy(&word, text.data() + at, 8);
                const std::uint64_t special = zero_bytes(word ^ (ones * '"')) |
                                              zero_bytes(word ^ (ones * '\\')) |
                                              ((word - ones * 0x20) & ~word & (ones << 7));
                if (special != 0) return at + static_cast<std::size_t>(std::countr_zero(special)) / 8;
            }
        while (at < text.size() && is_plain(text[at])) ++at;
        return at;
    }

    static constexpr std::uint64_t ones = 0x0101010101010101;
    std::string text_;
    bool first_ = true; ///< no comma before what comes next
};

} // namespace banggiao
