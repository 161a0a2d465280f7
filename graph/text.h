// Takes Vietnamese text. Hands out its normal form, its folded key and its code points: the only place where
// text is folded. Extraction, merging, the name index and queries all call this.
// Tone rule: the tone mark's place in open `oa oe uy` is the only one that varies (hòa / hoà); see README.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao {

/// Unicode NFC. Invalid UTF-8 bytes become U+FFFD. Linear.
std::string to_nfc(std::string_view utf8);

/// Whether every byte sequence is valid UTF-8. Linear.
bool is_valid_utf8(std::string_view bytes);

/// Code points of valid UTF-8, and back. Linear.
std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view code_points);
void append_utf8(std::string& out, char32_t code_point);

/// Number of code points of valid UTF-8. Linear.
std::size_t code_point_count(std::string_view utf8);

/// What folding takes away besides case and tone place (always folded) and runs of white space (one space).
struct FoldOptions {
    bool marks = false;       ///< also tone and vowel marks, and đ → d: `quang tay` finds `Quảng Tây`
    bool i_and_y = false;     ///< also a final y after a consonant → i: `Mỹ` = `Mĩ`
    bool punctuation = false; ///< also all punctuation and spaces: `Luông Pha-băng` = `Luông Pha Băng`
};

/// The folded form: NFC, lower case (full, locale independent), tone marks in the old style's place, no white
/// space at either end. With default options the number of code points of an NFC word is unchanged.
/// Idempotent. Linear.
std::string fold(std::string_view utf8, FoldOptions options = {});

/// The key of the name index: abbreviations written out; marks, i/y, punctuation and spaces folded as well.
std::string name_key(std::string_view utf8);

/// The usual abbreviations written out: UBND, HĐND, TP.HCM, MTTQ, BCH, T.Ư, CHDCND, GD&ĐT … Everything else
/// is kept as it is. One table, in abbreviations.cpp. Linear.
std::string expand_abbreviations(std::string_view utf8);

/// One code point without its tone (a á → a, ấ → â); `tone` gets 0 none, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5
/// nặng.
char32_t without_tone(char32_t code_point, int* tone = nullptr);

/// Lower case of one code point (simple mapping) and its class.
char32_t to_lower(char32_t code_point);
bool is_letter(char32_t code_point);
bool is_upper(char32_t code_point);
bool is_digit(char32_t code_point);
bool is_space(char32_t code_point);

/// Order of names as a Vietnamese dictionary has it (ICU collator, locale vi): a binary-comparable sort key.
std::string collation_key(std::string_view utf8);

/// Columns a text takes on a terminal (East Asian width, combining marks 0), and grapheme clusters it has.
std::size_t display_width(std::string_view utf8);
std::size_t grapheme_count(std::string_view utf8);

/// Edit distance (Damerau–Levenshtein, optimal alignment) of code points of the folded texts, for "did you
/// mean". O(nm).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, if it is near enough to suggest (distance at most 2, and under half its
/// length); empty otherwise.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

} // namespace banggiao
