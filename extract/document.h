// Takes an article. Hands out a Document: syllable tokens, sentences and blocks over its text.
// Everything after this works on tokens with 32-bit ids; nothing looks at bytes again.
#pragma once

#include <banggiao/graph/facts.h>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

/// An interned syllable, number or mark. Two tokens have one id exactly if their fold()ed texts are equal.
/// 0: a run of letters too long to be a word (longest_syllable).
using SyllableId = std::uint32_t;
using TokenIndex = std::uint32_t;

enum class Shape : std::uint8_t {
    lower,      ///< ngoại
    capital,    ///< Ngoại
    upper,      ///< UBND, T (one capital letter is upper)
    mixed,      ///< VnExpress
    number,     ///< 24, 31,54
    punctuation ///< one mark a token
};

/// Runs of more bytes than this are no words (links, encoded data) and are not interned.
inline constexpr std::size_t longest_syllable = 64;

struct Token {
    Span span;         ///< code points of the text
    Span bytes;        ///< of the text as UTF-8
    SyllableId id = 0; ///< of the folded text (case, tone place), marks kept
    char32_t mark = 0; ///< the code point, for punctuation; 0 otherwise
    Shape shape = Shape::lower;
    bool glued = false;      ///< no white space before it
    bool line_start = false; ///< first of its line
};

/// `H`: a capital by itself.
inline bool is_single_capital(const Token& token) {
    return token.shape == Shape::upper && token.span.end - token.span.start == 1;
}

/// `UBND`: several of them.
inline bool is_all_capitals(const Token& token) {
    return token.shape == Shape::upper && token.span.end - token.span.start > 1;
}

/// A byte of the text that is one of 0 … 9.
inline bool is_ascii_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/// Half-open range of tokens.
struct TokenRange {
    TokenIndex first = 0;
    TokenIndex last = 0;
    auto operator<=>(const TokenRange&) const = default;
    TokenIndex size() const { return last - first; }
    bool contains(TokenRange other) const { return first <= other.first && other.last <= last; }
    bool overlaps(TokenRange other) const { return first < other.last && other.first < last; }
};

enum class Block : std::uint8_t {
    title, ///< the headline
    lead,  ///< the summary under it
    body,
    caption,  ///< words under a picture: says again what the body says
    furniture ///< menus, teasers, tags, bylines, credits: nothing is extracted from it
};

struct Sentence {
    TokenRange tokens;
    Block block = Block::body;
    std::uint32_t paragraph = 0; ///< number of its paragraph
};

struct Document {
    const Article* article = nullptr; ///< outlives the document
    std::string_view utf8;            ///< the text, NFC; it outlives the document
    std::vector<Token> tokens;
    std::vector<Sentence> sentences; ///< in order, covering every token once

    /// A token, or the words of a range, as the article writes them.
    std::string_view view(const Token& token) const {
        return utf8.substr(token.bytes.start, token.bytes.end - token.bytes.start);
    }
    std::string slice(TokenRange range) const { return std::string(view(range)); }
    std::string_view view(TokenRange range) const {
        if (range.first >= range.last) return {};
        const std::uint32_t start = tokens[range.first].bytes.start;
        return utf8.substr(start, tokens[range.last - 1].bytes.end - start);
    }
    Span span(TokenRange range) const; ///< REQUIRES: not empty
    /// The sentence a token is in. O(log n).
    std::size_t sentence_of(TokenIndex token) const;
};

/// The process-wide table of syllables: ids are stable within a process. Thread-safe; lock-free once a
/// syllable is known.
SyllableId intern_syllable(std::string_view folded);
std::string_view syllable_text(SyllableId id);
/// Whether it has the shape of a Vietnamese one: an onset, one run of vowels, a Vietnamese ending.
bool is_vietnamese_syllable(SyllableId id);
/// Ids of the tokens of a phrase (words, numbers and marks), folded and split as in a document, for lexicons.
std::vector<SyllableId> intern_phrase(std::string_view phrase);

/// Some words, roughly: it never denies one that was put in.
class WordSignature {
  public:
    void insert(SyllableId id) { bits_[id / 64 % bits_.size()] |= std::uint64_t{1} << id % 64; }
    /// False: no word is in both. True: one may be.
    bool may_share(const WordSignature& other) const {
        std::uint64_t both = 0;
        for (std::size_t i = 0; i < bits_.size(); ++i) both |= bits_[i] & other.bits_[i];
        return both != 0;
    }

  private:
    std::array<std::uint64_t, 8> bits_{};
};

/// A set of words: `contains` is one load, for lexicons that every token is looked up in.
class SyllableSet {
  public:
    SyllableSet() = default;
    /// The words of a text, separated by white space.
    explicit SyllableSet(std::string_view words);
    void insert(SyllableId id);
    bool contains(SyllableId id) const { return id < bound_ && (bits_[id / 64] >> id % 64 & 1) != 0; }
    const WordSignature& signature() const { return signature_; }

  private:
    SyllableId bound_ = 0; ///< all are below
    WordSignature signature_;
    std::vector<std::uint64_t> bits_;
};

/// Tokens, sentences, blocks of an article. REQUIRES: article.text is NFC. Linear.
Document analyse(const Article& article);

// The stages of analyse(), each in a file of its own.
void tokenize(std::string_view nfc_text, Document& document); // tokens.cpp: utf8, tokens
void split_sentences(Document& document);                     // sentences.cpp: sentences, all of Block::body
void mark_blocks(Document& document);                         // blocks.cpp: their blocks

} // namespace banggiao::extract
