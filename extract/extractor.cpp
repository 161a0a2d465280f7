// Takes an article. Hands out its facts: the line of stages.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>

#include <optional>

namespace banggiao::extract {

std::string_view extractor_version() {
    return BANGGIAO_VERSION;
}

namespace {

std::optional<std::string> title_of(const Document& document) {
    for (const Sentence& sentence : document.sentences)
        if (sentence.block == Block::title) return document.slice(sentence.tokens);
    return std::nullopt;
}

} // namespace

Result<Facts> Extractor::extract(const Article& article) const {
    if (!article.text || !is_vietnamese(*article.text))
        return Error{ErrorKind::unsupported, "the text is not in Vietnamese", article.id,
                     "only Vietnamese articles are read"};
    const Document document = analyse(article);
    Annotations annotations;
    find_entities(document, *gazetteer_, annotations);
    find_events(document, annotations);
    find_agreements(document, annotations);
    find_partnerships(document, annotations);
    Facts facts = facts_from(document, annotations);
    if (!facts.article.title) facts.article.title = title_of(document);
    return facts;
}

} // namespace banggiao::extract
