// Takes the compiled-in word tables (lexicon/*.tsv). Hands out what words mean for names: offices, heads of
// bodies, fields of work, words around persons and places; one trie over interned syllables.
#pragma once

#include <banggiao/extract/syllable_trie.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

extern const std::string_view titles_table, title_words_table, bodies_table, fields_table, name_words_table,
    levels_table, people_words_table, surnames_table, stops_table, ignored_table, event_triggers_table,
    clause_words_table, agreements_table, partnerships_table, function_words_table, frequent_syllables_table;

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
    bool begins(Use use, SyllableId id) const { return begins_any(bit_of(use), id); }

    /// Uses as a set, a bit for each.
    template <typename... More>
    static constexpr std::uint16_t set_of(More... uses) {
        return static_cast<std::uint16_t>((bit_of(uses) | ...));
    }
    /// Whether some phrase of one of the uses begins with this syllable.
    bool begins_any(std::uint16_t uses, SyllableId id) const {
        return id < first_.size() && ((first_[id].uses.here | first_[id].uses.beyond) & uses) != 0;
    }

  private:
    Lexicon();
    /// Uses of the phrase that ends at a node, and of the longer ones through it: a bit for each.
    struct Uses {
        std::uint16_t here = 0, beyond = 0;
    };
    /// The node of a first word with its uses: what most questions are about, in one load.
    struct First {
        std::uint32_t node = SyllableTrie::none;
        Uses uses;
    };
    static constexpr std::uint16_t bit_of(Use use) {
        return static_cast<std::uint16_t>(1u << static_cast<unsigned>(use));
    }
    WordMatch match_begun(Use use, const Document& document, TokenIndex at, TokenIndex limit) const;
    void add_table(Use use, std::string_view table);
    void add_form(Use use, std::string_view form, std::uint32_t word);
    /// The phrase that ends at a node. REQUIRES: it has that use.
    WordMatch word_at(std::uint32_t node, Use use, TokenIndex end) const {
        return {&words_[meanings_[node][static_cast<std::size_t>(use)] - 1], end};
    }
    void add_path(Use use, const std::vector<SyllableId>& path, std::uint32_t word);

    static constexpr std::size_t use_count = static_cast<std::size_t>(Use::count);
    using Meanings = std::array<std::uint32_t, use_count>; ///< word + 1 by use
    std::vector<Word> words_;
    SyllableTrie trie_;
    std::vector<Meanings> meanings_; ///< by node
    std::vector<Uses> uses_;         ///< by node
    std::vector<First> first_;       ///< by syllable
};

} // namespace banggiao::extract
