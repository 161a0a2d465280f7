// Takes a Reading of a document. Hands out its phrases, sentence by sentence, each token read once.
#include <banggiao/extract/place_context.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace banggiao::extract {
namespace {

class SentenceReader {
  public:
    SentenceReader(Reading& reading, TokenRange tokens)
        : reading_(reading), at_(tokens.first), limit_(tokens.last) {}

    void read() {
        while (at_ < limit_) {
            if (!step()) {
                ++at_;
                strong_ = false;
            }
        }
    }

  private:
    bool step() {
        const Token& token = reading_.token(at_);
        if (token.mark == U':' && list()) return true;
        if (token.mark != 0 || begins_nothing(token)) return false;
        if (skip_ignored() || credit() || correspondent()) return true;
        if (list() || people_words()) return true;
        const bool capital = reading_.capital(at_, limit_); // as every name begins
        if (capital && strong_ && person()) return true;
        if (delegates()) return true;
        if (office() || (capital && longer_person()) || body() || place()) return true;
        return capital && person();
    }

    /// Most words in small letters, and numbers: no table has a phrase that begins so, nor has a rule below.
    bool begins_nothing(const Token& token) const {
        constexpr auto uses = Lexicon::set_of(Use::ignored, Use::people_word, Use::title, Use::title_word,
                                              Use::body, Use::level);
        static const SyllableSet words(std::string("ảnh nguồn phóng pv đại ").append(list_openers));
        const bool small = token.shape == Shape::lower || token.shape == Shape::number;
        return small && !reading_.lexicon.begins_any(uses, token.id) && !words.contains(token.id);
    }

    bool skip_ignored() {
        const WordMatch ignored = reading_.lexicon.match(Use::ignored, reading_.document, at_, limit_);
        if (ignored) pass(ignored.end, false);
        return bool{ignored};
    }

    /// `Đoàn đại biểu Quốc hội Lào`: a delegation of that house, not its deputies.
    bool delegates() {
        static const SyllableId group = intern_syllable("đoàn"),
                                words[] = {intern_syllable("đại"), intern_syllable("biểu")};
        if (at_ == 0 || reading_.token(at_ - 1).id != group || !reading_.is(at_, limit_, words[0]) ||
            !reading_.is(at_ + 1, limit_, words[1]))
            return false;
        pass(at_ + 2, false);
        return true;
    }

    /// `Ảnh: Tên Người/Nguồn`: words up to the end of the names, none of them of the article.
    bool credit() {
        static const SyllableId picture = intern_syllable("ảnh"), source = intern_syllable("nguồn");
        const Token& token = reading_.token(at_);
        if (token.id != picture && token.id != source) return false;
        if (!reading_.is_mark(at_ + 1, limit_, U':')) return false;
        TokenIndex end = at_ + 2;
        while (end < limit_ && end < at_ + 12) {
            const Token& next = reading_.token(end);
            const bool joins =
                next.mark == U'/' || next.mark == U'-' || next.mark == U'.' || next.mark == U'–';
            if (!joins && !reading_.capital(end, limit_)) break;
            if (end > at_ + 3 && reading_.token(end - 1).mark == 0 && new_clause(end)) break;
            ++end;
        }
        const bool goes_on = end < limit_ && reading_.token(end).shape == Shape::lower; // `Ảnh: Thủ tướng A`
        if (goes_on && reading_.token(end - 1).mark == 0) --end;
        if (end <= at_ + 2) return false;
        pass(end, false);
        return true;
    }

    /// `Theo phóng viên TTXVN tại Tokyo`: whence the story is told, not where it happens.
    bool correspondent() {
        static const SyllableId reporter[] = {intern_syllable("phóng"), intern_syllable("viên")},
                                brief = intern_syllable("pv"), at_word = intern_syllable("tại"),
                                based[] = {intern_syllable("thường"), intern_syllable("trú")};
        const bool written_out =
            reading_.is(at_, limit_, reporter[0]) && reading_.is(at_ + 1, limit_, reporter[1]);
        if (!written_out && !reading_.is(at_, limit_, brief)) return false;
        TokenIndex at = at_ + (written_out ? 2 : 1);
        constexpr TokenIndex longest = 8;
        while (at < limit_ && at < at_ + longest &&
               (reading_.capital(at, limit_) || reading_.token(at).mark == U'/' ||
                reading_.token(at).id == based[0] || reading_.token(at).id == based[1]))
            ++at;
        if (!reading_.is(at, limit_, at_word)) return false;
        const std::size_t places = reading_.places.size();
        const PhraseIndex seat = read_place(reading_, at + 1, limit_, true);
        if (seat == no_phrase) return false;
        const TokenIndex end = reading_.places[seat].tokens.last;
        reading_.places.resize(places);
        pass(end, false);
        return true;
    }

    bool new_clause(TokenIndex at) const {
        const Lexicon& lexicon = reading_.lexicon;
        return lexicon.match(Use::title, reading_.document, at, limit_) ||
               lexicon.match(Use::stop, reading_.document, at, limit_) ||
               lexicon.match(Use::people_word, reading_.document, at, limit_);
    }

    bool people_words() {
        bool honorific = false;
        const TokenIndex end = skip_people_words(reading_, at_, limit_, &honorific);
        if (end == at_ || place_begins() || country_after_word()) return false;
        at_ = end;
        strong_ = honorific;
        return true;
    }

    /// `thăm Anh,`: the country, not the pronoun.
    bool country_after_word() const {
        static const SyllableId he = intern_syllable("anh");
        if (at_ == 0 || reading_.token(at_).id != he || reading_.token(at_).shape != Shape::capital)
            return false;
        return reading_.token(at_ - 1).shape == Shape::lower && !reading_.capital(at_ + 1, limit_);
    }

    /// `Bà Rịa`: a name of a place, not a word before a name.
    bool place_begins() const {
        if (!reading_.capital(at_, limit_)) return false;
        for (const GazetteerMatch& match : reading_.listed(at_))
            if (match.tokens.size() > 1 && match.entry->kind != EntryKind::organization) return true;
        return false;
    }

    void pass(TokenIndex end, bool strong) {
        at_ = end;
        strong_ = strong;
    }

    void add(PhraseKind kind, PhraseIndex index, TokenRange tokens, bool strong) {
        reading_.phrases.push_back({kind, index, tokens});
        pass(tokens.last, strong);
    }

    bool office() {
        const SyllableId first = reading_.token(at_).id;
        if (!reading_.lexicon.begins(Use::title, first) && !reading_.lexicon.begins(Use::title_word, first))
            return false;
        const std::size_t bodies = reading_.bodies.size();
        const PhraseIndex index = read_office(reading_, at_, limit_);
        if (index == no_phrase) return false;
        reading_.learn_short_forms(bodies);
        add(PhraseKind::office, index, reading_.offices[index].tokens, true);
        const PhraseIndex body = reading_.offices[index].body; // `Bí thư Tỉnh ủy 4 tỉnh A, B, C`
        if (body != no_phrase && reading_.bodies[body].listed && reading_.bodies[body].tokens.last == at_)
            at_ = read_place_list(reading_, body, limit_);
        return true;
    }

    bool body() {
        const std::size_t bodies = reading_.bodies.size();
        const PhraseIndex index = read_body(reading_, at_, limit_);
        if (index == no_phrase) return false;
        reading_.learn_short_forms(bodies);
        add(PhraseKind::body, index, reading_.bodies[index].tokens, false);
        at_ = read_place_list(reading_, index, limit_);
        if (const TokenRange brief = reading_.bodies[index].abbreviation; brief.size() > 0)
            at_ = brief.last + 1;
        return true;
    }

    bool list() {
        if (!opens_list(reading_.token(at_).id)) return false;
        TokenIndex end = read_field_list(reading_, at_, limit_);
        if (end == at_) end = read_firm_list(reading_, at_, limit_);
        if (end == at_) end = read_named_units(reading_, at_, limit_);
        if (end == at_) return false;
        pass(end, false);
        return true;
    }

    bool place() {
        const PhraseIndex index = read_place(reading_, at_, limit_, false);
        if (index == no_phrase) return false;
        add(PhraseKind::place, index, reading_.places[index].tokens, false);
        at_ = read_unit_list(reading_, index, limit_);
        return true;
    }

    bool person() {
        if (!strong_ && (inside_run() || delegation() || field_of_a_town())) return false;
        const PhraseIndex index = read_person(reading_, at_, limit_, strong_ || listed_person());
        if (index == no_phrase) return false;
        add(PhraseKind::person, index, reading_.persons[index].tokens, false);
        if (const TokenRange other = reading_.persons[index].alias; other.size() > 0) at_ = other.last + 1;
        return true;
    }

    /// `…; Xa Văn Na Khon - Phó Bí thư …`: what an office follows in a list is a person, whatever its
    /// syllables.
    bool listed_person() const {
        static const SyllableSet leads("có do với của và tiếp giao gặp cùng là gồm bởi mời theo");
        if (at_ == 0 || reading_.token(at_).line_start) return false;
        const Token& before = reading_.token(at_ - 1);
        const bool led =
            before.mark == 0 && leads.contains(before.id) &&
            (before.shape == Shape::lower || opens_sentence(at_ - 1)); // `do Khăm Pheng, Tỉnh trưởng …`
        if (!led && before.mark != U';' && before.mark != U':') return false;
        const TokenIndex end = person_end(reading_, at_, limit_, true);
        if (end < at_ + 2 || end + 1 >= limit_) return false;
        const char32_t mark = reading_.token(end).mark;
        const bool joined = mark == U',' || is_dash(mark) || (led && mark == U'(');
        if (led && !joined) return false;
        return bool{reading_.lexicon.match(Use::title, reading_.document, joined ? end + 1 : end, limit_)};
    }

    /// `Đoàn Campuchia`: no man of the name Đoàn.
    bool delegation() const {
        static const SyllableId group = intern_syllable("đoàn");
        if (reading_.token(at_).id != group || !reading_.capital(at_ + 1, limit_)) return false;
        const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, at_ + 1, limit_);
        if (word && reading_.token(word.end - 1).shape == Shape::lower) return true; // `Đoàn Quân sự`
        const auto& listed = reading_.listed(at_ + 1);
        return std::any_of(listed.begin(), listed.end(), [this](const GazetteerMatch& match) {
            const bool wide =
                match.entry->kind == EntryKind::country || match.entry->kind == EntryKind::province;
            return wide && !reading_.capital(match.tokens.last, limit_);
        });
    }

    /// `sân bay quân sự Seong-nam`: one hyphenated word is the name of the thing before it.
    bool field_of_a_town() const {
        const bool hyphens = at_ + 2 < limit_ && is_dash(reading_.token(at_ + 1).mark) &&
                             reading_.token(at_ + 1).glued && !reading_.capital(at_ + 3, limit_);
        return hyphens && names_a_thing(reading_, at_);
    }

    /// Whether a capital that no phrase took stands right before (`Tân Sơn Nhất`).
    bool inside_run() const {
        if (at_ == 0 || reading_.token(at_).line_start || !reading_.capital(at_ - 1, limit_)) return false;
        if (opens_sentence(at_ - 1)) return false;
        return reading_.phrases.empty() || reading_.phrases.back().tokens.last != at_;
    }

    /// `Theo`, `Cùng`: a small word, capital only because the sentence begins with it.
    bool opens_sentence(TokenIndex at) const {
        const bool first = at == 0 || reading_.token(at).line_start || reading_.token(at - 1).mark == U'.';
        return first && reading_.token(at).shape == Shape::capital &&
               reading_.lexicon.begins(Use::function_word, reading_.token(at).id);
    }

    /// A full Vietnamese name that begins like a place (`Hà Ban`, `Thái …`) or a body.
    bool longer_person() {
        if (!reading_.lexicon.begins(Use::surname, reading_.token(at_).id)) return false;
        const TokenIndex end = person_end(reading_, at_, limit_, strong_);
        if (end < at_ + 2 || end > at_ + 5) return false;
        const std::size_t places = reading_.places.size();
        if (!strong_ && reading_.is_mark(end, limit_, U'(')) { // `từ Đồng Đăng (Lạng Sơn)`
            const PhraseIndex town = read_place(reading_, at_, limit_, false);
            const bool told = town != no_phrase && reading_.places[town].name.last == end;
            reading_.places.resize(places);
            if (told) return false;
        }
        const PhraseIndex place = read_place(reading_, at_, limit_, true);
        const bool shorter = place == no_phrase || (reading_.places[place].name.last < end &&
                                                    reading_.places[place].name.size() < 2);
        reading_.places.resize(places);
        const bool body = bool{reading_.lexicon.match(Use::body, reading_.document, at_, limit_)};
        return shorter && !body && person();
    }

    Reading& reading_;
    TokenIndex at_, limit_;
    bool strong_ = false; ///< an office or an honorific stands right before
};

/// A place that only its words of level made known (`huyện Mã Quan`) is known by its name alone, too.
class Repeater {
  public:
    explicit Repeater(Reading& reading) : reading_(reading), taken_(reading.document.tokens.size()) {}

    void run() {
        for (PhraseIndex index = 0; index < reading_.places.size(); ++index) learn(index);
        if (names_.empty()) return;
        for (const Phrase& phrase : reading_.phrases)
            for (TokenIndex at = phrase.tokens.first; at < phrase.tokens.last; ++at) taken_[at] = true;
        for (const Sentence& sentence : reading_.document.sentences)
            if (sentence.block != Block::furniture) read(sentence.tokens);
        std::stable_sort(reading_.phrases.begin(), reading_.phrases.end(),
                         [](const Phrase& a, const Phrase& b) { return a.tokens.first < b.tokens.first; });
    }

  private:
    /// Names of two or three syllables; one alone may be any word.
    void learn(PhraseIndex index) {
        const PlacePhrase& place = reading_.places[index];
        const bool plain = place.entry == nullptr && !place.level.empty() &&
                           place.name.first > place.tokens.first && place.name.size() >= 2 &&
                           place.name.size() <= 3;
        if (plain) names_.emplace(reading_.token(place.name.first).id, index);
    }

    void read(TokenRange tokens) {
        for (TokenIndex at = tokens.first; at < tokens.last; ++at) {
            if (taken_[at] || !reading_.capital(at, tokens.last)) continue;
            const auto known = names_.find(reading_.token(at).id);
            if (known != names_.end() && again(at, tokens.last, known->second)) ++at;
        }
    }

    bool again(TokenIndex at, TokenIndex limit, PhraseIndex model) {
        PlacePhrase place = reading_.places[model];
        const TokenIndex end = at + place.name.size();
        if (end > limit) return false;
        for (TokenIndex i = at; i < end; ++i)
            if (taken_[i] || reading_.token(i).id != reading_.token(place.name.first + i - at).id ||
                !reading_.capital(i, limit))
                return false;
        const bool longer = reading_.capital(end, limit) || (at > 0 && reading_.capital(at - 1, limit));
        if (longer) return false; // part of another name
        place.name = place.tokens = {at, end};
        place.outer = no_phrase;
        place.in_body = false;
        reading_.places.push_back(place);
        reading_.phrases.push_back(
            {PhraseKind::place, static_cast<PhraseIndex>(reading_.places.size() - 1), place.tokens});
        return true;
    }

    Reading& reading_;
    std::vector<bool> taken_;
    std::unordered_map<SyllableId, PhraseIndex> names_; ///< the first place whose name begins so
};

void repeat_places(Reading& reading) {
    Repeater(reading).run();
}

} // namespace

const Syllables& Syllables::get() {
    static const Syllables syllables{
        intern_syllable("tại"), intern_syllable("của"),   intern_syllable("thuộc"), intern_syllable("nước"),
        intern_syllable("hai"), intern_syllable("các"),   intern_syllable("và"),    intern_syllable("kiêm"),
        intern_syllable("ban"), intern_syllable("người"), intern_syllable("2"),     intern_syllable("tỉnh"),
        intern_syllable("ta"),  intern_syllable("đảng")};
    return syllables;
}

bool is_dash(char32_t mark) {
    return mark == U'-' || mark == U'–' || mark == U'—' || mark == U'‑';
}

bool Reading::written_small(SyllableId id) const {
    if (!capitalised_words) {
        capitalised_words.emplace();
        for (const Token& token : document.tokens)
            if (token.shape == Shape::capital) capitalised_words->insert(token.id);
    }
    return capitalised_words->contains(id);
}

std::span<const GazetteerMatch> Reading::listed(TokenIndex at) const {
    constexpr std::uint32_t nothing = ~std::uint32_t{0};
    if (at >= document.tokens.size()) return {};
    if (listed_at.empty()) listed_at.resize(document.tokens.size());
    std::uint32_t& known = listed_at[at];
    if (known == 0) {
        gazetteer.match(document, at, listed_now);
        known = nothing;
        if (!listed_now.empty()) {
            std::pmr::polymorphic_allocator<GazetteerMatch> kept(&listed_matches);
            GazetteerMatch* const matches = kept.allocate(listed_now.size());
            std::uninitialized_copy(listed_now.begin(), listed_now.end(), matches);
            listings.emplace_back(matches, listed_now.size());
            known = static_cast<std::uint32_t>(listings.size());
        }
    }
    return known == nothing ? std::span<const GazetteerMatch>() : listings[known - 1];
}

void Reading::learn_short_forms(std::size_t first) {
    for (std::size_t i = first; i < bodies.size(); ++i) {
        const TokenRange brief = bodies[i].abbreviation;
        if (brief.size() != 1 || bodies[i].generic != Generic::none) continue;
        const Token& word = token(brief.first);
        const bool coined = word.shape == Shape::mixed || is_all_capitals(word);
        if (coined && !lexicon.match(Use::body, document, brief.first, brief.last))
            short_forms.try_emplace(word.id, static_cast<PhraseIndex>(i));
    }
}

std::span<const PhraseIndex> Reading::places_in(TokenRange range) const {
    const auto position = [this](PhraseIndex place, TokenIndex at) { return places[place].name.first < at; };
    const auto first =
        std::lower_bound(places_in_order.begin(), places_in_order.end(), range.first, position);
    const auto last = std::lower_bound(first, places_in_order.end(), range.last, position);
    return {first, last};
}

void read_phrases(Reading& reading) {
    for (const Sentence& sentence : reading.document.sentences)
        if (sentence.block != Block::furniture) SentenceReader(reading, sentence.tokens).read();
    repeat_places(reading);
    reading.places_in_order.resize(reading.places.size());
    std::iota(reading.places_in_order.begin(), reading.places_in_order.end(), PhraseIndex{0});
    std::stable_sort(reading.places_in_order.begin(), reading.places_in_order.end(),
                     [&reading](PhraseIndex a, PhraseIndex b) {
                         return reading.places[a].name.first < reading.places[b].name.first;
                     });
    share_around(reading);
}

} // namespace banggiao::extract
