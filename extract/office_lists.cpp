// Takes an office before a list of names (`các Thứ trưởng A, B`). Hands out that each of them holds it.
#include <banggiao/extract/office_resolver.h>

namespace banggiao::extract {

bool OfficeResolver::group(const OfficeChain& all) {
    if (!is(all.last, PhraseKind::person) || !same_sentence(all.first, all.last)) return false;
    const bool colon = between(all.last - 1, all.last).gap == Gap::colon;
    const bool plural = plural_before(all.first) && between(all.last - 1, all.last).gap == Gap::none;
    if (!colon && !plural) return false;
    std::size_t item = all.last;
    while (is(item, PhraseKind::person) && same_sentence(all.first, item)) {
        give(all, item, "office.of-list", false);
        const std::size_t next = next_item(item, plural);
        if (next == item) break;
        item = next;
    }
    return true;
}

bool OfficeResolver::plural_before(std::size_t phrase) const {
    const TokenIndex at = reading_.phrases[phrase].tokens.first;
    const Syllables& words = Syllables::get();
    return two_before(phrase) || (at > 0 && reading_.token(at - 1).id == words.cac);
}

bool OfficeResolver::two_before(std::size_t phrase) const {
    const TokenIndex at = reading_.phrases[phrase].tokens.first;
    const Syllables& words = Syllables::get();
    return at > 0 && (reading_.token(at - 1).id == words.hai || reading_.token(at - 1).id == words.hai_digit);
}

std::size_t OfficeResolver::next_item(std::size_t item, bool plain) const {
    std::size_t at = item + 1;
    for (; at < reading_.phrases.size() && same_sentence(item, at); ++at) {
        const Gap gap = between(at - 1, at).gap;
        if (is(at, PhraseKind::person))
            return gap == Gap::comma || gap == Gap::semicolon || gap == Gap::conjunction ? at : item;
        if (!is(at, PhraseKind::office) || plain || gap == Gap::semicolon || gap == Gap::other) return item;
    }
    return item;
}

} // namespace banggiao::extract
