// Takes the tables' text. Hands out the trie: nodes in one array, edges in one open-addressed hash table.
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

std::size_t slot_of(std::uint64_t key, std::size_t size) {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ull) >> 20) & (size - 1);
}

std::uint64_t edge_key(std::uint32_t node, SyllableId id) {
    return std::uint64_t{node} << 32 | id;
}

bool is_word(SyllableId id) {
    const std::u32string text = to_code_points(syllable_text(id));
    return !text.empty() && (is_letter(text.front()) || is_digit(text.front()));
}

} // namespace

const Lexicon& Lexicon::built_in() {
    static const Lexicon lexicon;
    return lexicon;
}

Lexicon::Lexicon() : nodes_(1), edges_(1 << 12) {
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
    std::uint32_t node = 0;
    for (const SyllableId id : intern_phrase(form)) {
        if (!is_word(id) || (use == Use::field && id == conjunction)) continue;
        if (node == 0) {
            if (id >= starts_.size()) starts_.resize(id + 1);
            starts_[id] = static_cast<std::uint16_t>(starts_[id] | 1u << static_cast<unsigned>(use));
        }
        node = make_child(node, id);
    }
    if (node != 0 && nodes_[node][static_cast<std::size_t>(use)] == 0)
        nodes_[node][static_cast<std::size_t>(use)] = word;
}

std::uint32_t Lexicon::child(std::uint32_t node, SyllableId id) const {
    const std::uint64_t key = edge_key(node, id);
    for (std::size_t slot = slot_of(key, edges_.size());; slot = (slot + 1) & (edges_.size() - 1)) {
        if (edges_[slot].key == key) return edges_[slot].node;
        if (edges_[slot].key == ~std::uint64_t{0}) return 0;
    }
}

const Word* Lexicon::named(Use use, std::string_view form) const {
    std::uint32_t node = 0;
    for (const SyllableId id : intern_phrase(form)) {
        if (!is_word(id)) continue;
        node = child(node, id);
        if (node == 0) return nullptr;
    }
    const std::uint32_t word = nodes_[node][static_cast<std::size_t>(use)];
    return word == 0 ? nullptr : &words_[word - 1];
}

std::uint32_t Lexicon::make_child(std::uint32_t node, SyllableId id) {
    if (const std::uint32_t known = child(node, id)) return known;
    if (++edge_count_ * 2 > edges_.size()) grow();
    const std::uint64_t key = edge_key(node, id);
    std::size_t slot = slot_of(key, edges_.size());
    while (edges_[slot].key != ~std::uint64_t{0}) slot = (slot + 1) & (edges_.size() - 1);
    edges_[slot] = {key, static_cast<std::uint32_t>(nodes_.size())};
    nodes_.emplace_back();
    return edges_[slot].node;
}

void Lexicon::grow() {
    std::vector<Edge> old(edges_.size() * 2);
    old.swap(edges_);
    for (const Edge& edge : old) {
        if (edge.key == ~std::uint64_t{0}) continue;
        std::size_t slot = slot_of(edge.key, edges_.size());
        while (edges_[slot].key != ~std::uint64_t{0}) slot = (slot + 1) & (edges_.size() - 1);
        edges_[slot] = edge;
    }
}

WordMatch Lexicon::match_begun(Use use, const Document& document, TokenIndex at, TokenIndex limit) const {
    static const SyllableId conjunction = intern_syllable("và");
    WordMatch best;
    std::uint32_t node = 0;
    for (TokenIndex i = at; i < limit; ++i) {
        const Token& token = document.tokens[i];
        if (token.shape == Shape::punctuation) {
            const bool close =
                token.glued && (token.mark == U'.' || is_dash(token.mark) || token.mark == U'/');
            const bool loose =
                use == Use::field && (is_dash(token.mark) || token.mark == U',' || token.mark == U'&');
            if (node == 0 || !(close || loose)) break;
            continue;
        }
        if (use == Use::field && token.id == conjunction && node != 0) continue;
        node = child(node, token.id);
        if (node == 0) break;
        if (const std::uint32_t word = nodes_[node][static_cast<std::size_t>(use)])
            best = {&words_[word - 1], i + 1};
    }
    return best;
}

} // namespace banggiao::extract
