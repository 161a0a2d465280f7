// Takes any bytes as a text file. Its document covers every token once and its facts stand up to validate().
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>

#include <cstdlib>

using namespace banggiao;
using namespace banggiao::extract;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

void check_document(const Document& document) {
    TokenIndex next = 0;
    std::uint32_t position = 0;
    for (const Sentence& sentence : document.sentences) {
        check(sentence.tokens.first == next && sentence.tokens.last > next);
        next = sentence.tokens.last;
    }
    check(next == document.tokens.size());
    for (const Token& token : document.tokens) {
        check(position <= token.span.start && token.span.start < token.span.end);
        position = token.span.end;
    }
    check(position <= document.text.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto article = read_text({reinterpret_cast<const char*>(data), size}, "fuzz");
    if (!article.ok()) return 0;
    check_document(analyse(*article));
    const auto facts = Extractor().extract(*article);
    if (!facts.ok()) return 0;
    check(validate(*facts).empty());
    const auto again = facts_from_json(to_json(*facts));
    check(again.ok() && to_json(*again) == to_json(*facts));
    return 0;
}
