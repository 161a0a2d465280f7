// Takes any bytes. Checks that lexer and parser end, and that what parses prints to a text of the same tree.
#include <banggiao/query/parser.h>
#include <banggiao/query/print.h>

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace banggiao::query;
    auto tree = parse(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!tree) return 0;
    auto again = parse(to_text(*tree));
    if (!again || !(*tree == *again)) std::abort();
    return 0;
}
