// Takes offices and who holds them. Hands out titles written out, whether a holder's name is written as ours
// are or as foreign ones, and who holds an office that stands behind no mark.
#include <banggiao/extract/office_resolver.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace banggiao::extract {

bool OfficeResolver::names_member(const OfficePhrase& held) {
    const std::string_view type = held.word->type;
    return type == "committee" || type == "board" || held.word->form == "Ủy viên Ban Thường vụ" ||
           held.word->form == "Thường vụ";
}

bool OfficeResolver::still_former(const OfficeChain& all, std::size_t i) const {
    if (i == all.first || !office(i).before[0].empty() || office(all.first).before[0] != "Nguyên")
        return false;
    for (std::size_t k = all.first + 1; k <= i; ++k) {
        const Gap gap = between(k - 1, k).gap;
        if (gap != Gap::comma && gap != Gap::conjunction) return false;
    }
    return true;
}

std::string OfficeResolver::title_of(const OfficePhrase& held, bool former) const {
    std::string title;
    if (former) title = "Nguyên ";
    for (const std::string_view before : held.before)
        if (!before.empty()) title.append(before).append(" ");
    title += held.word->form == "Ngoại trưởng"    ? "Bộ trưởng"
             : held.word->form == "Lãnh đạo đảng" ? "Lãnh đạo"
             : names_member(held)                 ? "Ủy viên"
                                                  : held.word->form;
    if (!held.of.empty()) title = std::string(held.of) + " của " + title;
    for (const std::string_view after : held.after)
        if (!after.empty()) title.append(" ").append(after);
    if (held.qualifier.size() > 0) title.append(" ").append(reading_.document.slice(held.qualifier));
    return title;
}

bool OfficeResolver::vietnamese(const PersonPhrase& holder) const {
    if (holder.tokens.size() < 2) return false;
    for (TokenIndex i = holder.tokens.first; i < holder.tokens.last; ++i) {
        const Token& token = reading_.token(i);
        if (token.mark == 0 ? !is_vietnamese_syllable(token.id) : is_dash(token.mark) && token.glued)
            return false; // `An-giê-la Méc-ken`
    }
    static const SyllableId kim = intern_syllable("kim"); // of both nations; without a mark it is Korean
    const std::string_view name = reading_.document.view(holder.tokens);
    const bool marked = std::any_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; });
    if (reading_.token(holder.tokens.first).id == kim && !marked) return false;
    return reading_.lexicon.begins(Use::surname, reading_.token(holder.tokens.first).id) &&
           !reading_.lexicon
                .match(Use::surname, reading_.document, holder.tokens.first, holder.tokens.first + 1)
                .word->type.starts_with("zh");
}

bool OfficeResolver::foreign_name(const PersonPhrase& holder) const {
    bool foreign = false, joined = false; // `Kim Yung-ho`
    for (TokenIndex i = holder.tokens.first; i < holder.tokens.last; ++i) {
        const Token& token = reading_.token(i);
        foreign = foreign || (token.mark == 0 && !is_vietnamese_syllable(token.id));
        joined = joined || (is_dash(token.mark) && token.glued);
    }
    const bool surname = reading_.lexicon.begins(Use::surname, reading_.token(holder.tokens.first).id);
    return joined || (!surname && foreign);
}

bool OfficeResolver::right_behind(std::size_t person, std::size_t first) const {
    const PersonPhrase& holder = reading_.persons[reading_.phrases[person].index];
    const TokenIndex at = reading_.phrases[first].tokens.first;
    const OfficePhrase& held = office(first);
    const bool of_something =
        held.body != no_phrase || held.place != no_phrase || held.word->type == "governor";
    return of_something && holder.strong && holder.tokens.last == at && !reading_.token(at).line_start;
}

bool OfficeResolver::behind_comma(std::size_t phrase) const {
    static const SyllableId now = intern_syllable("hiện");
    const TokenIndex comma = reading_.phrases[phrase - 1].tokens.last;
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    return reading_.is_mark(comma, limit, U',') && reading_.is(comma + 1, limit, now);
}

bool OfficeResolver::in_capacity(const OfficeChain& all) {
    static const std::pair<SyllableId, SyllableId> capacities[] = {
        {intern_syllable("cương"), intern_syllable("vị")}, {intern_syllable("tư"), intern_syllable("cách")}};
    static const SyllableId as = intern_syllable("là");
    constexpr TokenIndex reach = 60;
    const OfficePhrase& held = office(all.first);
    TokenIndex at = held.tokens.first;
    if (at > 0 && reading_.token(at - 1).id == as) --at;
    if (at < 2 || (held.body == no_phrase && held.place == no_phrase)) return false;
    const std::pair<SyllableId, SyllableId> before{reading_.token(at - 2).id, reading_.token(at - 1).id};
    if (std::find(std::begin(capacities), std::end(capacities), before) == std::end(capacities)) return false;
    for (std::size_t i = all.first; i-- > 0 && same_sentence(i, all.first);) {
        if (at - reading_.phrases[i].tokens.first > reach) return false;
        if (!is(i, PhraseKind::person)) continue;
        give(all, i, "office.in-capacity", false);
        return true;
    }
    return false;
}

bool OfficeResolver::answered(std::size_t phrase) const {
    static const SyllableSet openers("cảm đáp chia trả nhất đồng ghi hoan trước chúc vui");
    const OfficePhrase& told = office(phrase);
    const TokenIndex at = told.tokens.first;
    const TokenIndex opens = reading_.document.sentences[sentences_[phrase]].tokens.first;
    return told.body == no_phrase && told.place == no_phrase && at > opens &&
           openers.contains(reading_.token(opens).id) && reading_.token(at - 1).id == Syllables::get().cua;
}

bool OfficeResolver::met_before(std::size_t phrase) const {
    static const SyllableSet verbs("tiếp gặp kiến với chào đón"), when("khi buổi cuộc lúc sau"),
        says("cho nói khẳng nhấn đề bày chúc cảm mong đánh hoan vui chân nêu ghi chia tin chào nhắc lưu kêu");
    constexpr TokenIndex longest = 4; ///< `hội đàm với`
    const TokenIndex opens = reading_.document.sentences[sentences_[phrase]].tokens.first;
    TokenIndex verb = office(phrase).tokens.first;
    if (verb == opens || !verbs.contains(reading_.token(verb - 1).id)) return false;
    const TokenIndex stop = verb > opens + longest ? verb - longest : opens;
    while (verb > stop && reading_.token(verb - 1).mark == 0 && !when.contains(reading_.token(verb - 1).id))
        --verb;
    const bool fronted =
        verb == opens || reading_.token(verb - 1).mark == U',' || when.contains(reading_.token(verb - 1).id);
    std::size_t name = phrase + 1;
    while (is(name, PhraseKind::office) && same_sentence(phrase, name)) ++name;
    if (!fronted || !is(name, PhraseKind::person) || !same_sentence(phrase, name)) return false;
    const TokenIndex behind = reading_.phrases[name].tokens.last;
    return behind < reading_.document.sentences[sentences_[phrase]].tokens.last &&
           says.contains(reading_.token(behind).id);
}

} // namespace banggiao::extract
