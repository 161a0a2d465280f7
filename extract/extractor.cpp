// Takes an article. Hands out its facts: the line of stages.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>

namespace banggiao::extract {

std::string_view extractor_version() {
    return BANGGIAO_VERSION;
}

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
    return facts_from(document, annotations);
}

} // namespace banggiao::extract
