// Takes a document and the gazetteer. Hands out its persons, bodies and places with their mentions and
// offices.
#include <banggiao/extract/extractor.h>

namespace banggiao::extract {

void find_entities(const Document&, const Gazetteer&, Annotations&) {}

} // namespace banggiao::extract
