// Takes a row of items. Hands out the words of it that what is said of instruments asks for.
#include <banggiao/extract/agreement_reader.h>

namespace banggiao::extract {

const PhraseTable& instruments() {
    static const PhraseTable table(agreements_table);
    return table;
}

bool AgreementReader::is_name(std::size_t at) const {
    const ItemKind kind = row_[at].kind;
    return kind == ItemKind::person || kind == ItemKind::body || kind == ItemKind::place;
}

bool AgreementReader::is_mark(std::size_t at, char32_t mark) const {
    return at < row_.size() && row_[at].kind == ItemKind::mark && row_[at].mark == mark;
}

bool AgreementReader::any_word(std::size_t at, const SyllableSet& words) const {
    if (is_name(at)) return false;
    for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token)
        if (words.contains(id(token))) return true;
    return false;
}

bool AgreementReader::ends_clause(std::size_t at) const {
    if (is_mark(at, U'.') && at + 1 < row_.size() &&
        (document_.tokens[row_[at + 1].tokens.first].shape == Shape::lower || shortens_level(at)))
        return false; // `giáo dục…. với các nước`
    return is_mark(at, U'.') || is_mark(at, U';') || is_mark(at, U'!') || is_mark(at, U'?');
}

bool AgreementReader::shortens_level(std::size_t at) const {
    static const SyllableSet levels("tp tx tt q p h");
    if (!is_mark(at, U'.') || at + 1 >= row_.size() || !is_name(at + 1)) return false;
    const TokenIndex dot = row_[at].tokens.first;
    return dot > 0 && document_.tokens[dot].glued && levels.contains(id(dot - 1)) &&
           document_.tokens[dot - 1].shape != Shape::lower;
}

bool AgreementReader::year_of_other(const Instrument& instrument, std::size_t date) const {
    constexpr std::size_t reach = 12;
    const bool inside = date >= instrument.at && date < instrument.end;
    if (inside || scene_.dates()[row_[date].date].grain != DateGrain::year) return false;
    const std::size_t from = date < instrument.at ? 0 : instrument.end;
    const auto acts = [this](std::size_t at) {
        return row_[at].kind == ItemKind::trigger && row_[at].frame == Frame::sign;
    };
    for (std::size_t at = date; at-- > from && date - at <= reach && !ends_clause(at) && !acts(at);)
        if (!is_name(at) && instruments().match(document_, row_[at].tokens.first, row_.back().tokens.last))
            return true;
    return false;
}

} // namespace banggiao::extract
