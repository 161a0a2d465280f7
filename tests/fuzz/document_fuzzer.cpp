// Takes any bytes as the text of an article. Its tokens follow each other and cover all but white space,
// every one is in exactly one sentence, and no sentence is too long.
#include "check.h"

#include <banggiao/extract/document.h>
#include <banggiao/graph/text.h>

using namespace banggiao;
using namespace banggiao::extract;

namespace {

void check_tokens(const Document& document) {
    std::uint32_t position = 0;
    for (const Token& token : document.tokens) {
        check(position <= token.span.start && token.span.start < token.span.end);
        check(token.glued == (position == token.span.start && position != 0));
        position = token.span.end;
    }
    check(position <= code_point_count(document.utf8));
}

void check_sentences(const Document& document) {
    TokenIndex next = 0;
    std::uint32_t paragraph = 0;
    for (const Sentence& sentence : document.sentences) {
        check(sentence.tokens.first == next && sentence.tokens.last > next && sentence.tokens.size() <= 800);
        check(sentence.paragraph == paragraph || sentence.paragraph == paragraph + 1);
        next = sentence.tokens.last;
        paragraph = sentence.paragraph;
    }
    check(next == document.tokens.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Article article;
    article.text = to_nfc({reinterpret_cast<const char*>(data), size});
    const Document document = analyse(article);
    check(to_utf8(document.text) == *article.text);
    check_tokens(document);
    check_sentences(document);
    return 0;
}
