// Takes a table of phrases (`phrase <tab> value <tab> …`, `#` comments; `(a|b|)` in a phrase is one of these
// or nothing). Hands out the longest one that begins at a token, by interned syllables.
#pragma once

#include <banggiao/extract/syllable_trie.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace banggiao::extract {

struct PhraseRow {
    std::vector<std::string_view> cells; ///< the phrase first
    std::uint8_t code = 0;               ///< of the second cell, for who asked for one
};

struct PhraseMatch {
    const PhraseRow* row = nullptr;
    TokenRange tokens;
    explicit operator bool() const { return row != nullptr; }
    std::string_view cell(std::size_t column) const {
        return column < row->cells.size() ? row->cells[column] : std::string_view();
    }
};

class PhraseTable {
  public:
    using Code = std::uint8_t (*)(std::string_view second_cell);

    /// REQUIRES: `table` outlives this. Later rows win over earlier ones with the same phrase.
    explicit PhraseTable(std::string_view table, Code code = nullptr);

    /// The longest phrase that begins at `at` and ends before `limit`. O(length of the longest phrase).
    PhraseMatch match(const Document& document, TokenIndex at, TokenIndex limit) const {
        if (at >= limit) return {};
        const std::uint32_t node = trie_.child(SyllableTrie::root, document.tokens[at].id);
        return node == SyllableTrie::none ? PhraseMatch{} : match_from(node, document, at, limit);
    }

    /// Whether a phrase begins with it.
    bool begins(SyllableId id) const { return trie_.begins(id); }
    /// The words that phrases begin with.
    const SyllableSet& beginnings() const { return trie_.beginnings(); }

  private:
    void add(std::string_view line, Code code);
    /// The longest one whose first word is that of `node`.
    PhraseMatch match_from(std::uint32_t node, const Document& document, TokenIndex at,
                           TokenIndex limit) const;

    std::vector<PhraseRow> rows_;
    SyllableTrie trie_;
    std::vector<std::uint32_t> row_of_node_; ///< row + 1, 0 for none
};

} // namespace banggiao::extract
