// Takes any bytes as a text file. The facts of it stand up to validate() and survive being written and read.
#include "check.h"

#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>

using namespace banggiao;
using namespace banggiao::extract;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto article = read_text({reinterpret_cast<const char*>(data), size}, "fuzz");
    if (!article.ok()) return 0;
    const auto facts = Extractor().extract(*article);
    if (!facts.ok()) return 0;
    check(validate(*facts).empty());
    const auto again = facts_from_json(to_json(*facts));
    check(again.ok() && to_json(*again) == to_json(*facts));
    return 0;
}
