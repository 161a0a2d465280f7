// Takes the compiled-in word tables (lexicon/*.tsv). Hands out what words mean for names: offices, heads of
// bodies, fields of work, words around persons and places; one trie over interned syllables.
#pragma once

#include <banggiao/extract/document.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

extern const std::string_view titles_table, title_words_table, bodies_table, fields_table, name_words_table,
    levels_table, people_words_table, surnames_table, stops_table, ignored_table, event_triggers_table,
    clause_words_table, agreements_table, partnerships_table, function_words_table;

/// What a phrase is looked up as. A phrase may have several uses.
enum class Use : std::uint8_t {
    title,
    title_word,
    body,
    field,
    name_word,
    level,
    people_word,
    surname,
    stop,
    ignored,
    function_word,
    count
};

/// One phrase of a table. `form` is the canonical spelling; `type` and `detail` are the table's further
/// columns.
struct Word {
    std::string_view form;
    std::string_view type;
    std::string_view detail;
};

struct WordMatch {
    const Word* word = nullptr;
    TokenIndex end = 0;
    explicit operator bool() const { return word != nullptr; }
};

class Lexicon {
  public:
    /// The compiled-in tables. Built once, shared, immutable.
    static const Lexicon& built_in();

    /// The longest phrase of `use` that begins at `at` and ends by `limit`. Dots and hyphens written close
    /// between syllables are passed over; for fields also commas, dashes, `&` and `và`. O(length of the
    /// phrase).
    WordMatch match(Use use, const Document& document, TokenIndex at, TokenIndex limit) const {
        const bool begun = at < limit && begins(use, document.tokens[at].id);
        return begun ? match_begun(use, document, at, limit) : WordMatch{};
    }

    /// The word of `use` with that form; null if there is none.
    const Word* named(Use use, std::string_view form) const;

    /// Whether some phrase of `use` begins with this syllable.
    bool begins(Use use, SyllableId id) const {
        return id < starts_.size() && (starts_[id] >> static_cast<unsigned>(use) & 1u) != 0;
    }

  private:
    Lexicon();
    struct Edge {
        std::uint64_t key = ~std::uint64_t{0}; ///< node in the high half, syllable in the low one
        std::uint32_t node = 0;
    };
    WordMatch match_begun(Use use, const Document& document, TokenIndex at, TokenIndex limit) const;
    void add_table(Use use, std::string_view table);
    void add_form(Use use, std::string_view form, std::uint32_t word);
    std::uint32_t child(std::uint32_t node, SyllableId id) const;
    std::uint32_t make_child(std::uint32_t node, SyllableId id);
    void grow();

    static constexpr std::size_t use_count = static_cast<std::size_t>(Use::count);
    using Meanings = std::array<std::uint32_t, use_count>; ///< word + 1 by use
    std::vector<Word> words_;
    std::vector<Meanings> nodes_;
    std::vector<Edge> edges_;
    std::size_t edge_count_ = 0;
    std::vector<std::uint16_t> starts_;
};

} // namespace banggiao::extract
