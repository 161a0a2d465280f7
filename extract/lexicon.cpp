// Takes the tables' text. Hands out the trie: what each of its nodes means for each use.
#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/phrases.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {
namespace {

std::string_view cut(std::string_view& text, char mark) {
    const std::size_t at = text.find(mark);
    const std::string_view head = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    return head;
}

bool is_word(SyllableId id) {
    const std::u32string text = to_code_points(syllable_text(id));
    return !text.empty() && (is_letter(text.front()) || is_digit(text.front()));
}

/// Whether a match goes on behind this token as if it were not there.
bool passed_over(Use use, const Token& token, SyllableId conjunction) {
    if (token.shape != Shape::punctuation) return use == Use::field && token.id == conjunction;
    const bool close = token.glued && (token.mark == U'.' || is_dash(token.mark) || token.mark == U'/');
    return close || (use == Use::field && (is_dash(token.mark) || token.mark == U',' || token.mark == U'&'));
}

} // namespace

const Lexicon& Lexicon::built_in() {
    static const Lexicon lexicon;
    return lexicon;
}

Lexicon::Lexicon() {
    add_table(Use::title, titles_table);
    add_table(Use::title_word, title_words_table);
    add_table(Use::body, bodies_table);
    add_table(Use::field, fields_table);
    add_table(Use::name_word, name_words_table);
    add_table(Use::level, levels_table);
    add_table(Use::people_word, people_words_table);
    add_table(Use::surname, surnames_table);
    add_table(Use::stop, stops_table);
    add_table(Use::ignored, ignored_table);
    add_table(Use::function_word, function_words_table);
}

void Lexicon::add_table(Use use, std::string_view table) {
    while (!table.empty()) {
        std::string_view line = cut(table, '\n');
        if (line.empty() || line.front() == '#') continue;
        Word word;
        word.form = cut(line, '\t');
        word.type = cut(line, '\t');
        word.detail = cut(line, '\t');
        words_.push_back(word);
        const auto number = static_cast<std::uint32_t>(words_.size());
        add_form(use, word.form, number);
        while (!line.empty()) add_form(use, cut(line, '|'), number);
    }
}

void Lexicon::add_form(Use use, std::string_view form, std::uint32_t word) {
    static const SyllableId conjunction = intern_syllable("và");
    std::vector<SyllableId> path = intern_phrase(form);
    std::erase_if(path,
                  [use](SyllableId id) { return !is_word(id) || (use == Use::field && id == conjunction); });
    if (!path.empty()) add_path(use, path, word);
}

void Lexicon::add_path(Use use, const std::vector<SyllableId>& path, std::uint32_t word) {
    std::uint32_t node = SyllableTrie::root;
    for (const SyllableId id : path) {
        if (node != SyllableTrie::root)
            uses_[node].beyond = static_cast<std::uint16_t>(uses_[node].beyond | bit_of(use));
        node = trie_.make_child(node, id);
        uses_.resize(trie_.size());
    }
    meanings_.resize(trie_.size());
    uses_[node].here = static_cast<std::uint16_t>(uses_[node].here | bit_of(use));
    std::uint32_t& meaning = meanings_[node][static_cast<std::size_t>(use)];
    if (meaning == 0) meaning = word;
    if (path.front() >= first_.size()) first_.resize(path.front() + 1);
    const std::uint32_t first = trie_.child(SyllableTrie::root, path.front());
    first_[path.front()] = {first, uses_[first]};
}

const Word* Lexicon::named(Use use, std::string_view form) const {
    std::uint32_t node = SyllableTrie::root;
    for (const SyllableId id : intern_phrase(form)) {
        if (!is_word(id)) continue;
        node = trie_.child(node, id);
        if (node == SyllableTrie::none) return nullptr;
    }
    const std::uint32_t word = meanings_[node][static_cast<std::size_t>(use)];
    return word == 0 ? nullptr : &words_[word - 1];
}

WordMatch Lexicon::match_begun(Use use, const Document& document, TokenIndex at, TokenIndex limit) const {
    static const SyllableId conjunction = intern_syllable("và");
    const First& first = first_[document.tokens[at].id];
    std::uint32_t node = first.node;
    Uses uses = first.uses;
    WordMatch best;
    for (TokenIndex i = at + 1;; ++i) {
        if ((uses.here & bit_of(use)) != 0) best = word_at(node, use, i);
        if ((uses.beyond & bit_of(use)) == 0) return best;
        while (i < limit && passed_over(use, document.tokens[i], conjunction)) ++i;
        if (i >= limit || document.tokens[i].shape == Shape::punctuation) return best;
        node = trie_.child(node, document.tokens[i].id);
        if (node == SyllableTrie::none) return best;
        uses = uses_[node];
    }
}

} // namespace banggiao::extract
