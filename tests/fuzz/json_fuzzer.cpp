// Takes any bytes as a line of JSON. It is read as an article or refused, naming its place.
#include <banggiao/extract/readers.h>

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto article =
        banggiao::extract::read_json_line({reinterpret_cast<const char*>(data), size}, "fuzz:1");
    if (article.ok() ? article->id.empty() || article->text->empty() : article.error().place != "fuzz:1")
        std::abort();
    return 0;
}
