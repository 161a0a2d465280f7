// Takes words as texts spell them. Hands out what this thread has learned of them: a known word is not read
// letter by letter again.
#pragma once

#include <banggiao/extract/document.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace banggiao::extract {

/// A thread's last words: short spellings whole, beside what they are, so that a known word costs one load.
/// As many as a language of syllables needs; a quarter of a megabyte, which stays in the processor's second
/// cache.
class RecentWords {
  public:
    /// The spelling with zeros behind it. All zeros: a free place.
    struct Word {
        std::uint64_t first = 0;       ///< its first eight bytes
        std::uint32_t last : 24 = 0;   ///< and the next three
        std::uint32_t shape : 4 = 0;   ///< of a whole word of a text
        std::uint32_t letters : 4 = 0; ///< its code points; 0: met only by itself, or of no letters
        SyllableId id = 0;
        bool spells(const Word& other) const { return first == other.first && last == other.last; }
    };

    static RecentWords& of_this_thread();

    SyllableId intern(std::string_view spelling);
    /// The same of a whole word of a text, whose shape and number of code points are remembered.
    SyllableId intern(std::string_view spelling, Shape shape, std::uint32_t letters);

    /// The word of letters alone that begins a text, and how many bytes it takes; null if it is not known yet
    /// or what is behind it may belong to it.
    const Word* whole_word(std::string_view text, std::uint32_t& size) {
        if (std::endian::native != std::endian::little || text.size() < longest + 1) return nullptr;
        Word word{load<std::uint64_t>(text.data())};
        if (const std::uint64_t ends = bytes_of_no_word(word.first)) {
            size = static_cast<std::uint32_t>(std::countr_zero(ends)) / 8;
            if (size == 0) return nullptr;
            word.first &= (std::uint64_t{1} << size * 8) - 1;
        } else {
            const std::uint64_t rest = load<std::uint32_t>(text.data() + 8);
            size = 8 + static_cast<std::uint32_t>(std::countr_zero(bytes_of_no_word(rest))) / 8;
            if (size > longest) return nullptr;
            word.last = static_cast<std::uint32_t>(rest & ((1u << (size - 8) * 8) - 1)) & 0xFFFFFFu;
        }
        if (text[size] == '\'' || is_ascii_digit(text[size])) return nullptr;
        const Word* known = find(word);
        return known && known->letters != 0 ? known : nullptr;
    }

  private:
    static constexpr std::uint32_t longest = 11; ///< bytes of a word that is kept here

    /// The two words whose hashes share a place.
    struct Pair {
        Word newer, older;
    };

    template <typename Bytes>
    static std::uint64_t load(const char* at) {
        Bytes bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        return bytes;
    }

    /// The high bit of each byte that is neither a letter of ASCII nor beyond it.
    static std::uint64_t bytes_of_no_word(std::uint64_t bytes) {
        constexpr std::uint64_t ones = 0x0101010101010101, high = 0x80 * ones;
        const std::uint64_t small = (bytes | 0x20 * ones) & ~high;
        const std::uint64_t from_a = small + (0x80 - 'a') * ones, beyond_z = small + (0x7F - 'z') * ones;
        return ~((from_a & ~beyond_z) | bytes) & high;
    }

    /// Overlapping loads, so that nothing behind the spelling is read.
    static Word word_of(std::string_view spelling) {
        const char* const start = spelling.data();
        const std::size_t size = spelling.size();
        if (size > 8) {
            const std::uint64_t end = load<std::uint32_t>(start + size - 4) >> (12 - size) * 8;
            return {load<std::uint64_t>(start), static_cast<std::uint32_t>(end & 0xFFFFFF)};
        }
        if (size >= 4)
            return {load<std::uint32_t>(start) | load<std::uint32_t>(start + size - 4) << (size - 4) * 8};
        return {load<std::uint8_t>(start) | load<std::uint8_t>(start + size / 2) << size / 2 * 8 |
                load<std::uint8_t>(start + size - 1) << (size - 1) * 8};
    }

    Pair& place_of(const Word& word) {
        return pairs_[(word.first * 0x9E3779B97F4A7C15u ^ word.last * 0xD6E8FEB86659FD93u) >> shift];
    }

    const Word* find(const Word& word) {
        Pair& pair = place_of(word);
        if (!pair.newer.spells(word)) {
            if (!pair.older.spells(word)) return nullptr;
            std::swap(pair.newer, pair.older);
        }
        return &pair.newer;
    }

    /// The id of a spelling, which takes the place of what was met longer ago.
    SyllableId learn(const Word& word, std::string_view spelling);

    static constexpr int bits = 13;
    static constexpr int shift = 64 - bits;
    std::array<Pair, std::size_t{1} << bits> pairs_{};
};

} // namespace banggiao::extract
