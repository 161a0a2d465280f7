// Takes a document and what the stages wrote about it. Hands out Facts: nodes, edges, spans, rules.
#include <banggiao/extract/extractor.h>

namespace banggiao::extract {

Facts facts_from(const Document& document, const Annotations&) {
    Facts facts;
    facts.article = *document.article;
    facts.extractor_name = extractor_name;
    facts.extractor_version = extractor_version();
    return facts;
}

} // namespace banggiao::extract
