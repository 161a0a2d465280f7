// Takes the text of a phrase table. Hands out a trie over syllable ids.
#include <banggiao/extract/phrase_table.h>
#include <banggiao/graph/split.h>

#include <string>

namespace banggiao::extract {

namespace {

/// Every phrase that one with choices stands for: `(dự|tham dự) (còn|) có` for four.
std::vector<std::string> choices_of(std::string_view phrase) {
    const std::size_t open = phrase.find('('), close = phrase.find(')');
    if (open == std::string_view::npos || close == std::string_view::npos) return {std::string(phrase)};
    std::vector<std::string> phrases;
    for (const std::string& rest : choices_of(phrase.substr(close + 1)))
        for (const std::string_view choice : split(phrase.substr(open + 1, close - open - 1), '|'))
            phrases.push_back(std::string(phrase.substr(0, open)).append(choice).append(rest));
    return phrases;
}

} // namespace

PhraseTable::PhraseTable(std::string_view table, Code code) : row_of_node_(1, 0) {
    for (std::string_view line : split(table, '\n'))
        if (!line.empty() && line.front() != '#') add(line, code);
}

void PhraseTable::add(std::string_view line, Code code) {
    PhraseRow row{split(line, '\t'), 0};
    if (code && row.cells.size() > 1) row.code = code(row.cells[1]);
    rows_.push_back(std::move(row));
    for (const std::string& phrase : choices_of(rows_.back().cells.front())) {
        std::uint32_t node = 0;
        for (const SyllableId id : intern_phrase(phrase)) node = trie_.make_child(node, id);
        row_of_node_.resize(trie_.size(), 0);
        row_of_node_[node] = static_cast<std::uint32_t>(rows_.size());
    }
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
