// Takes an article. Hands out a Document: tokens, sentences, blocks, and the words of a range.
#include <banggiao/extract/document.h>

#include <algorithm>
#include <cassert>

namespace banggiao::extract {

Span Document::span(TokenRange range) const {
    assert(range.first < range.last && range.last <= tokens.size());
    return {tokens[range.first].span.start, tokens[range.last - 1].span.end};
}

std::size_t Document::sentence_of(TokenIndex token) const {
    const auto after =
        std::upper_bound(sentences.begin(), sentences.end(), token,
                         [](TokenIndex t, const Sentence& sentence) { return t < sentence.tokens.first; });
    assert(after != sentences.begin());
    return static_cast<std::size_t>(after - sentences.begin()) - 1;
}

Document analyse(const Article& article) {
    assert(article.text);
    Document document;
    document.article = &article;
    tokenize(*article.text, document);
    split_sentences(document);
    mark_blocks(document);
    return document;
}

} // namespace banggiao::extract
