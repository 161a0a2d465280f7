// Takes any bytes as a line of JSON. It is an article with an id and a text that is NFC, or is refused with
// its place.
#include "check.h"

#include <banggiao/extract/readers.h>
#include <banggiao/graph/text.h>

using namespace banggiao;
using namespace banggiao::extract;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto article = read_json_line({reinterpret_cast<const char*>(data), size}, "fuzz:1");
    if (!article.ok()) {
        check(article.error().place == "fuzz:1");
        return 0;
    }
    check(!article->id.empty() && article->sha256.size() == 64);
    check(to_nfc(*article->text) == *article->text);
    return 0;
}
