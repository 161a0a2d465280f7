// Takes a document with its entities. Hands out meetings, visits, signings, ceremonies, conferences with
// their sides.
#include <banggiao/extract/extractor.h>

namespace banggiao::extract {

void find_events(const Document&, Annotations&) {}

} // namespace banggiao::extract
