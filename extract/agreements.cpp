// Takes a document with its entities and events. Hands out the agreements it names, their parties and
// signers.
#include <banggiao/extract/extractor.h>

namespace banggiao::extract {

void find_agreements(const Document&, Annotations&) {}

} // namespace banggiao::extract
