// Takes the text of a phrase table. Hands out a trie over syllable ids.
#include <banggiao/extract/phrase_table.h>
#include <banggiao/graph/split.h>

namespace banggiao::extract {

PhraseTable::PhraseTable(std::string_view table, Code code) : row_of_node_(1, 0) {
    for (std::string_view line : split(table, '\n'))
        if (!line.empty() && line.front() != '#') add(line, code);
}

void PhraseTable::add(std::string_view line, Code code) {
    PhraseRow row{split(line, '\t'), 0};
    if (code && row.cells.size() > 1) row.code = code(row.cells[1]);
    const std::vector<SyllableId> ids = intern_phrase(row.cells.front());
    std::uint32_t node = 0;
    for (const SyllableId id : ids) node = trie_.make_child(node, id);
    row_of_node_.resize(trie_.size(), 0);
    rows_.push_back(std::move(row));
    row_of_node_[node] = static_cast<std::uint32_t>(rows_.size());
}

PhraseMatch PhraseTable::match_from(std::uint32_t node, const Document& document, TokenIndex at,
                                    TokenIndex limit) const {
    PhraseMatch best;
    for (TokenIndex token = at + 1; node != SyllableTrie::none; ++token) {
        if (row_of_node_[node] != 0) best = {&rows_[row_of_node_[node] - 1], {at, token}};
        if (token >= limit) break;
        node = trie_.child(node, document.tokens[token].id);
    }
    return best;
}

} // namespace banggiao::extract
