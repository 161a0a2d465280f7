// Takes any bytes as a text file. What is read is NFC UTF-8 with one kind of line end, and reading it again
// changes nothing.
#include "check.h"

#include <banggiao/extract/readers.h>
#include <banggiao/graph/text.h>

using namespace banggiao;
using namespace banggiao::extract;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string encoding;
    const auto text = decode({reinterpret_cast<const char*>(data), size}, &encoding);
    if (!text.ok()) return 0;
    check(!encoding.empty());
    check(is_valid_utf8(*text));
    check(to_nfc(*text) == *text);
    check(text->find('\r') == text->npos);
    return 0;
}
