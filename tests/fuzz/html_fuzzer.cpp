// Takes any bytes as a web page. It is read as an article or refused.
#include <banggiao/extract/readers.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto article = banggiao::extract::read_html({reinterpret_cast<const char*>(data), size}, "fuzz");
    return article.ok() && article->text->empty() ? -1 : 0;
}
