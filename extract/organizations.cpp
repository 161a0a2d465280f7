// Takes a Reading. Hands out names of bodies: a head (`Sở`, `Tỉnh ủy`, `Công ty`), its own name as far as it
// goes, and the place or body it belongs to.
#include <banggiao/extract/phrases.h>

#include <algorithm>

namespace banggiao::extract {
namespace {

constexpr int deepest_nesting = 4;
constexpr TokenIndex longest_name = 24;

bool is_connector(char32_t mark) {
    return is_dash(mark) || mark == U'&' || mark == U'/';
}

/// The end of a proper name in free words: capitals, known small words, joined by `và`, dashes, commas.
class NameReader {
  public:
    NameReader(Reading& reading, TokenIndex limit, bool descriptive, bool small_allowed = false)
        : reading_(reading), limit_(limit), descriptive_(descriptive), small_allowed_(small_allowed) {}

    TokenIndex end_from(TokenIndex at) {
        if (const TokenIndex quoted = quoted_end(at); quoted != at) return quoted;
        const TokenIndex stop = std::min(limit_, at + longest_name);
        TokenIndex end = at;
        bool has_capital = false;
        while (end < stop) {
            const TokenIndex next = step(end, at, stop, has_capital);
            if (next == end) break;
            end = next;
        }
        const bool known_words = small_allowed_ && end > at + 2 && !bare_;
        return has_capital || known_words ? end : at;
    }

  private:
    TokenIndex quoted_end(TokenIndex at) const {
        if (!reading_.is_mark(at, limit_, U'“') && !reading_.is_mark(at, limit_, U'"')) return at;
        for (TokenIndex i = at + 1; i < limit_ && i < at + longest_name; ++i)
            if (reading_.token(i).mark == U'”' || reading_.token(i).mark == U'"') return i + 1;
        return at;
    }

    /// One more word of the name, or `end` if it is over.
    TokenIndex step(TokenIndex end, TokenIndex start, TokenIndex stop, bool& has_capital) {
        const bool capital = reading_.capital(end, stop);
        const bool legal = !descriptive_ && end != start && is_legal_form(end - 1);
        if (legal && !capital) return described_end(end, stop);
        if (pair_end_ == end && end != start && !capital) return end; // `Hội … Việt Nam - Lào tổ chức`
        if (capital && end != start && !legal && (breaks(end) || other_name(end))) return end;
        if (capital) {
            if (const TokenIndex place = place_end(end, stop); place != end) {
                after_place_ = place;
                has_capital = bare_ = true;
                return place;
            }
        }
        if (end != start && after_place_ == end && !capital && !reading_.is(end, stop, Syllables::get().va) &&
            reading_.token(end).mark == 0)
            return end; // `Quỹ Hòa bình Việt Nam tổ chức`
        if (const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, end, stop)) {
            for (TokenIndex i = end; i < word.end; ++i)
                has_capital = has_capital || reading_.capital(i, stop);
            bare_ = false;
            return word.end;
        }
        if (capital) {
            has_capital = true;
            return word_end(end, stop);
        }
        if (numbers_a_firm(end, start, stop)) return end + 1;
        if (const TokenIndex whole = whole_country(end, start, stop); whole != end) return whole;
        if (const TokenIndex more = small_words(end, start, stop); more != end) return more;
        return end == start ? end : joined(end, stop);
    }

    /// `TNHH`, `MTV`, `XNK`: what kind of company it is, before its own name.
    bool is_legal_form(TokenIndex at) const {
        static const SyllableSet forms("tnhh mtv cp tm xnk dv sx xd tmdv xdtm đt pt tv");
        return reading_.token(at).shape == Shape::upper && forms.contains(reading_.token(at).id);
    }

    /// `toàn Ấn Độ`, `toàn quốc Lào`: the country a body spans.
    TokenIndex whole_country(TokenIndex at, TokenIndex start, TokenIndex stop) const {
        static const SyllableId all = intern_syllable("toàn");
        if (at == start || !reading_.is(at, stop, all) || !reading_.capital(at + 1, stop)) return at;
        const TokenIndex end = place_end(at + 1, stop);
        return end != at + 1 ? end : at;
    }

    /// `Cienco 1`, `May 10`: a short number behind a coined name that ends there.
    bool numbers_a_firm(TokenIndex at, TokenIndex start, TokenIndex stop) const {
        if (descriptive_ || at == start || !reading_.capital(at - 1, stop)) return false;
        const Token& token = reading_.token(at);
        if (token.shape != Shape::number || token.span.end - token.span.start > 3) return false;
        return at + 1 >= limit_ || reading_.token(at + 1).mark == U',' ||
               reading_.token(at + 1).mark == U'.' || reading_.capital(at + 1, limit_);
    }

    /// `TNHH MTV đạm Ninh Bình`: up to four small words that a capital follows; else `at`.
    TokenIndex described_end(TokenIndex at, TokenIndex stop) const {
        for (TokenIndex i = at; i < stop && i < at + 5; ++i) {
            if (reading_.capital(i, stop)) return i > at ? i : at;
            if (reading_.token(i).mark != 0 ||
                reading_.lexicon.begins(Use::function_word, reading_.token(i).id))
                return at;
        }
        return at;
    }

    /// `Quản lý nợ và Tài chính`: one or two small words before `và` and another capital.
    TokenIndex small_words(TokenIndex at, TokenIndex start, TokenIndex stop) const {
        if (!descriptive_ || at == start || bare_) return at;
        for (TokenIndex i = at; i < stop && i < at + 3; ++i) {
            const Token& token = reading_.token(i);
            if (i > at && token.id == Syllables::get().va && reading_.capital(i + 1, stop) &&
                !starts_other(i + 1))
                return i;
            if (token.shape != Shape::lower || reading_.lexicon.begins(Use::function_word, token.id) ||
                !is_vietnamese_syllable(token.id))
                return at;
        }
        return at;
    }

    /// A country or province inside the name; `Việt`, `Nhật` behind a dash.
    TokenIndex place_end(TokenIndex at, TokenIndex stop) const {
        for (const GazetteerMatch& match : reading_.listed(at)) {
            const bool wide =
                match.entry->kind == EntryKind::country || match.entry->kind == EntryKind::province;
            if (wide && match.tokens.last <= stop && !goes_on_as_word(match.tokens, stop))
                return match.tokens.last;
        }
        static const SyllableId shorts[] = {intern_syllable("việt"),  intern_syllable("nhật"),
                                            intern_syllable("trung"), intern_syllable("hàn"),
                                            intern_syllable("mỹ"),    intern_syllable("nga")};
        const bool dash = is_dash(reading_.token(at - 1).mark);
        return dash && std::find(std::begin(shorts), std::end(shorts), reading_.token(at).id) !=
                           std::end(shorts)
                   ? at + 1
                   : at;
    }

    /// `Đức Bình`, `Việt Anh`: a syllable that is also a country, in a row of capitals that is no place.
    bool goes_on_as_word(TokenRange name, TokenIndex stop) const {
        if (name.size() > 1 || descriptive_) return false;
        const auto plain = [&](TokenIndex at) {
            return at < stop && reading_.token(at).shape == Shape::capital &&
                   !reading_.token(at).line_start && is_vietnamese_syllable(reading_.token(at).id);
        };
        return plain(name.last) && !person_begins(name.last);
    }

    /// Whether the name of a person begins here: right behind a place, or in foreign words behind Vietnamese
    /// ones.
    bool other_name(TokenIndex at) const {
        if (after_place_ == at) return !reading_.lexicon.match(Use::name_word, reading_.document, at, limit_);
        const bool foreign =
            !is_vietnamese_syllable(reading_.token(at).id) && reading_.token(at).shape == Shape::capital;
        return foreign && descriptive_ && !bare_ && reading_.token(at - 1).mark == 0 && !abbreviated(at);
    }

    /// `… Bengal (BPSO)`: one word that a bracket with an abbreviation closes the name behind.
    bool abbreviated(TokenIndex at) const {
        return reading_.is_mark(at + 1, limit_, U'(') && at + 3 < limit_ &&
               reading_.token(at + 2).shape == Shape::upper && reading_.is_mark(at + 3, limit_, U')');
    }

    /// A capital begins a compound (`Nhiệt đới`) unless capitals stand in a row (`Sao Mai`).
    TokenIndex word_end(TokenIndex at, TokenIndex stop) {
        const TokenIndex end = glued_end(at, stop);
        const bool may_compound = descriptive_ && !bare_ && end == at + 1 && end < stop &&
                                  reading_.token(at).shape == Shape::capital &&
                                  reading_.token(end).shape == Shape::lower && !reading_.token(end).glued;
        if (may_compound && is_vietnamese_syllable(reading_.token(at).id) &&
            is_vietnamese_syllable(reading_.token(end).id) &&
            !reading_.lexicon.begins(Use::function_word, reading_.token(end).id))
            return end + 1;
        bare_ = true;
        return end;
    }

    TokenIndex glued_end(TokenIndex at, TokenIndex stop) const {
        TokenIndex end = at + 1;
        while (end + 1 < stop && reading_.token(end).glued && reading_.token(end + 1).glued &&
               reading_.token(end + 1).mark == 0 &&
               (is_connector(reading_.token(end).mark) || reading_.token(end).mark == U'\'' ||
                reading_.token(end).mark == U'’'))
            end += 2;
        return end;
    }

    bool breaks(TokenIndex at) const {
        const Token& token = reading_.token(at);
        if (token.line_start) return true;
        const Lexicon& lexicon = reading_.lexicon;
        if (lexicon.match(Use::stop, reading_.document, at, limit_)) return true;
        const WordMatch title = lexicon.match(Use::title, reading_.document, at, limit_);
        return (title && title.end - at > 1) || person_begins(at);
    }

    /// `Trường … Trưng Vương Nguyễn Văn A`: three or four capitals from a surname on are the holder's name.
    bool person_begins(TokenIndex at) const {
        if (!reading_.lexicon.begins(Use::surname, reading_.token(at).id)) return false;
        TokenIndex end = at;
        while (reading_.capital(end, limit_) && reading_.token(end).shape == Shape::capital) ++end;
        if (end - at < 3 || end - at > 4) return false;
        return reading_.listed(at).empty();
    }

    /// `và`, a dash or a comma inside the name, with the word after it.
    TokenIndex joined(TokenIndex end, TokenIndex stop) {
        static const SyllableId about = intern_syllable("về");
        const Syllables& words = Syllables::get();
        const Token& token = reading_.token(end);
        const bool conjunction = token.id == words.va || is_connector(token.mark) || token.mark == U',';
        if (!(conjunction || (token.id == about && descriptive_)) || end + 1 >= stop) return end;
        if (token.mark == U',' && !list_goes_on(end + 1, stop)) return end;
        bare_ = false;
        if (reading_.capital(end + 1, stop)) {
            if (token.id == words.va && (starts_other(end + 1) || place_end(end + 1, stop) != end + 1))
                return end;
            if (const TokenIndex place = place_end(end + 1, stop); place != end + 1) {
                after_place_ = place;
                if (is_dash(token.mark)) pair_end_ = place;
                bare_ = true;
                return place;
            }
            if (is_dash(token.mark) && starts_other(end + 1)) return end;
            const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, end + 1, stop);
            return word ? word.end : word_end(end + 1, stop);
        }
        const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, end + 1, stop);
        return word && word.end > end + 2 ? word.end : end;
    }

    /// `Khoa học, Công nghệ và Môi trường`: a comma inside a name is followed by a known word, and later by
    /// `và`.
    bool list_goes_on(TokenIndex at, TokenIndex stop) const {
        for (int words = 0; words < 4; ++words) {
            const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, at, stop);
            if (!word) return false;
            if (reading_.is(word.end, stop, Syllables::get().va)) return true;
            if (!reading_.is_mark(word.end, stop, U',')) return false;
            at = word.end + 1;
        }
        return false;
    }

    /// Whether another body or an office begins here.
    bool starts_other(TokenIndex at) const {
        if (reading_.lexicon.match(Use::body, reading_.document, at, limit_)) return true;
        if (reading_.lexicon.match(Use::title, reading_.document, at, limit_)) return true;
        return false;
    }

    Reading& reading_;
    TokenIndex limit_;
    bool descriptive_;   ///< made of common words rather than a coined name
    bool small_allowed_; ///< known words in small letters will do (`Ban Quản lý các dự án`)
    bool bare_ = false;
    TokenIndex after_place_ = 0;
    TokenIndex pair_end_ = 0; ///< behind the second of two places joined by a dash
};

class BodyReader {
  public:
    BodyReader(Reading& reading, TokenIndex at, TokenIndex limit, int depth, bool named)
        : reading_(reading), at_(at), limit_(limit), depth_(depth), named_(named) {}

    PhraseIndex read() {
        const WordMatch head = reading_.lexicon.match(Use::body, reading_.document, at_, limit_);
        if (!head || head.word->type.empty()) return no_phrase;
        const std::size_t places = reading_.places.size(), bodies = reading_.bodies.size();
        body_.head = head.word;
        body_.head_end = head.end;
        body_.core = {at_, head.end};
        body_.tokens = body_.core;
        if (!head_is_a_name() || !continued()) {
            reading_.places.resize(places);
            reading_.bodies.resize(bodies);
            return no_phrase;
        }
        read_abbreviation();
        if (body_.place != no_phrase) reading_.places[body_.place].in_body = true;
        reading_.bodies.push_back(body_);
        return static_cast<PhraseIndex>(reading_.bodies.size() - 1);
    }

  private:
    std::string_view type() const { return body_.head->detail; }
    TokenIndex end() const { return body_.tokens.last; }
    bool small() const { return !reading_.capital(at_, limit_); }

    /// A head in small letters is a common noun unless a name follows.
    bool head_is_a_name() const {
        if (!small() || named_) return true;
        static const SyllableId negation = intern_syllable("không");
        if (at_ > 0 && reading_.token(at_ - 1).id == negation) return false; // `Ủy viên không thường trực`
        const std::string_view kind = body_.head->type;
        if (type() == "local" || kind == "diplomatic") return true;
        if (type() == "state" || type() == "abroad" || type() == "country") return true;
        const bool house = body_.head->form == "Bệnh viện" || body_.head->form == "Bảo tàng";
        if (kind != "company" && kind != "education" && kind != "media" && kind != "party" && !house)
            return false;
        if (body_.head_end == at_ + 1 && in_compound()) return false;
        return reading_.capital(body_.head_end, limit_) || reading_.is_mark(body_.head_end, limit_, U'“') ||
               reading_.is_mark(body_.head_end, limit_, U'"');
    }

    /// `thị trường`, `thông báo`: the second half of another word.
    bool in_compound() const {
        static const SyllableId firsts[] = {
            intern_syllable("thị"),  intern_syllable("môi"),   intern_syllable("hiện"),
            intern_syllable("lập"),  intern_syllable("quảng"), intern_syllable("chiến"),
            intern_syllable("nghị"), intern_syllable("công"),  intern_syllable("thông"),
            intern_syllable("cảnh"), intern_syllable("dự"),    intern_syllable("khai"),
            intern_syllable("họp"),  intern_syllable("tình"),  intern_syllable("lâu"),
            intern_syllable("bách"), intern_syllable("hội"),   intern_syllable("nông"),
            intern_syllable("lâm"),  intern_syllable("ngư"),   intern_syllable("nhi"),
            intern_syllable("hải"),  intern_syllable("đa"),    intern_syllable("mật"),
            intern_syllable("bệnh")};
        if (at_ == 0) return false;
        return std::find(std::begin(firsts), std::end(firsts), reading_.token(at_ - 1).id) !=
               std::end(firsts);
    }

    bool continued() {
        if (type() == "fixed") return true;
        if (type() == "whole") return named() || whole();
        if (type() == "seat") return !in_a_building();
        if (type() == "under") return parent_body() || !small();
        if (type() == "state" || type() == "abroad") return state();
        if (type() == "central") return central();
        if (type() == "country") return owner() && body_.place != no_phrase;
        if (type() == "local") return local();
        if (type() == "mission") return mission();
        if (type() == "mission-at") return mission() && body_.tokens.last > body_.head_end && has_seat();
        if (type() == "field") return field();
        if (type() == "named") return named();
        if (type() == "organ") return organ();
        if (type() == "party") return party();
        if (type() == "numbered") return numbered();
        if (type() == "numbered-unit") return numbered() && force_behind();
        return false;
    }

    void take(TokenIndex last) { body_.tokens.last = last; }
    void take_name(TokenIndex last) {
        body_.core.last = last;
        body_.tokens.last = last;
    }

    /// A country or place right after, or after `của`, `nước`.
    bool owner() {
        const Syllables& words = Syllables::get();
        TokenIndex at = end();
        if (reading_.is(at, limit_, words.hai) || reading_.is(at, limit_, words.hai_digit)) {
            if (reading_.is(at + 1, limit_, words.nuoc)) {
                body_.generic = Generic::both_countries;
                take(at + 2);
                return true;
            }
        }
        if (reading_.is(at, limit_, words.cua)) ++at;
        if (at >= limit_) return false;
        const bool bracket = reading_.is_mark(at, limit_, U'(');
        const PhraseIndex place = read_place(reading_, bracket ? at + 1 : at, limit_, true);
        if (place == no_phrase) return false;
        PlacePhrase& phrase = reading_.places[place];
        if (bracket &&
            (phrase.kind != EntityKind::country || !reading_.is_mark(phrase.tokens.last, limit_, U')'))) {
            reading_.places.resize(place);
            return false;
        }
        body_.place = place;
        take(phrase.tokens.last + (bracket ? 1 : 0));
        return true;
    }

    bool country_owner() {
        const std::size_t places = reading_.places.size();
        const TokenRange tokens = body_.tokens;
        if (!owner()) return false;
        if (body_.place == no_phrase || reading_.places[body_.place].kind == EntityKind::country ||
            reading_.places[body_.place].level == "foreign")
            return true;
        reading_.places.resize(places);
        body_.place = no_phrase;
        body_.tokens = tokens;
        return false;
    }

    bool state() {
        if (ends_in_party() && party_name()) return true;
        const Syllables& words = Syllables::get();
        const bool two = at_ > 0 && (reading_.token(at_ - 1).id == words.hai ||
                                     reading_.token(at_ - 1).id == words.hai_digit);
        const TokenIndex behind = skip_bracket(reading_, end(), limit_);
        if (behind != end() && reading_.capital(behind, limit_)) { // `Duma Quốc gia (Hạ viện) Nga`
            const TokenRange kept = body_.tokens;
            take(behind);
            if (country_owner()) return true;
            body_.tokens = kept;
        }
        if (!country_owner() && !house_of_parliament() && !chamber_abroad() && two && type() == "state")
            body_.generic = Generic::both_countries;
        if (type() == "abroad" && body_.place == no_phrase && council_abroad()) return true;
        if (small() && !named_) return body_.place != no_phrase || body_.generic == Generic::both_countries;
        return true;
    }

    /// `Phòng Thương mại và Công nghiệp Busan`: of a unit abroad.
    bool chamber_abroad() {
        if (!body_.head->form.starts_with("Phòng Thương mại")) return false;
        const std::size_t places = reading_.places.size();
        const TokenRange kept = body_.tokens;
        if (owner() && body_.place != no_phrase &&
            reading_.places[body_.place].kind == EntityKind::foreign_locality)
            return true;
        reading_.places.resize(places);
        body_.place = no_phrase;
        body_.tokens = kept;
        return false;
    }

    /// `Thượng viện Quốc hội Uzbekistan`: of the parliament's country.
    bool house_of_parliament() {
        if (body_.head->form != "Thượng viện" && body_.head->form != "Hạ viện") return false;
        const TokenIndex at = end() + (reading_.is(end(), limit_, Syllables::get().cua) ? 1 : 0);
        const WordMatch head = reading_.lexicon.match(Use::body, reading_.document, at, limit_);
        if (!head || head.word->type != "legislature") return false;
        const TokenRange kept = body_.tokens;
        take(head.end);
        if (country_owner()) return true;
        body_.tokens = kept;
        return false;
    }

    bool whole() {
        after_name();
        return true;
    }

    /// `tại Điện Kremlin`.
    bool in_a_building() const {
        static const SyllableId before[] = {intern_syllable("tại"),   intern_syllable("ở"),
                                            intern_syllable("trong"), intern_syllable("đến"),
                                            intern_syllable("tới"),   intern_syllable("vào")};
        if (at_ == 0) return false;
        return std::find(std::begin(before), std::end(before), reading_.token(at_ - 1).id) !=
               std::end(before);
    }

    bool central() {
        after_name();
        return body_.central || body_.parent != no_phrase || body_.place != no_phrase ||
               body_.generic != Generic::none;
    }

    bool ends_in_party() const { return reading_.token(body_.head_end - 1).id == Syllables::get().dang; }

    /// `Trung ương Đảng` + `Cộng sản Cuba`: the party named from the head's last word.
    bool party_name() {
        const PhraseIndex parent = read_body(reading_, body_.head_end - 1, limit_, depth_ + 1);
        if (parent == no_phrase) return false;
        const BodyPhrase& party = reading_.bodies[parent];
        if (party.tokens.size() == 1) {
            reading_.bodies.resize(parent);
            return false;
        }
        body_.parent = parent;
        take_name(party.tokens.last);
        return true;
    }

    /// `tỉnh`, `thành phố`, `huyện` without a name.
    bool bare_level() {
        const TokenIndex at = end();
        const WordMatch level = reading_.lexicon.match(Use::level, reading_.document, at, limit_);
        if (!level) return false;
        if (level.word->type == "province")
            body_.generic = Generic::province;
        else if (level.word->type == "city")
            body_.generic = Generic::city;
        else if (level.word->type == "vn")
            body_.generic = Generic::smaller;
        else
            return false;
        take(level.end);
        return true;
    }

    bool several_places() {
        const std::size_t places = reading_.places.size();
        const BodyPhrase kept = body_;
        const bool found = skip_to_places();
        body_ = kept;
        reading_.places.resize(places);
        return found;
    }

    /// `Tỉnh ủy các tỉnh: Lạng Sơn, …`,  `Tỉnh ủy 4 tỉnh …`: up to the first of the places.
    bool skip_to_places() {
        static const SyllableId units[] = {
            intern_syllable("tỉnh"),  intern_syllable("thành"),  intern_syllable("phố"),
            intern_syllable("địa"),   intern_syllable("phương"), intern_syllable("tp"),
            intern_syllable("huyện"), intern_syllable("xã"),     intern_syllable("phường")};
        const bool two = reading_.is(end(), limit_, Syllables::get().hai);
        if (!several_follow() && !two) return false;
        TokenIndex at = end() + 1;
        while (at < limit_ &&
               (reading_.token(at).mark == U',' || reading_.token(at).mark == U':' ||
                std::find(std::begin(units), std::end(units), reading_.token(at).id) != std::end(units)))
            ++at;
        if (at == end() + 1) return false;
        const PhraseIndex place = read_place(reading_, at, limit_, true);
        if (place == no_phrase || reading_.places[place].kind == EntityKind::country) return false;
        body_.place = place;
        body_.listed = true;
        take(reading_.places[place].tokens.last);
        return true;
    }

    bool local() {
        if (reading_.is(end(), limit_, Syllables::get().cac) && !several_places()) return false;
        if (skip_to_places()) return true;
        if (owner()) {
            const bool national =
                body_.place != no_phrase && reading_.places[body_.place].kind == EntityKind::country;
            if (national && body_.head->type == "mass") compatriots_abroad();
            return !national || body_.head->type == "mass" || body_.head->type == "media" ||
                   body_.head->form == "Đại hội đại biểu nhân dân"; // `Nhân đại Trung Quốc`
        }
        if (bare_level()) return true;
        if (small() && !named_) return false;
        body_.generic = Generic::unsaid;
        return body_.head->form != "Công an" || depth_ > 0;
    }

    /// `Hội Sinh viên Việt Nam tại Hàn Quốc`: where its members live.
    void compatriots_abroad() {
        if (!reading_.is(end(), limit_, Syllables::get().tai)) return;
        const std::size_t places = reading_.places.size();
        const PhraseIndex place = read_place(reading_, end() + 1, limit_, true);
        const bool abroad = place != no_phrase && reading_.places[place].kind == EntityKind::country &&
                            reading_.places[place].entry != nullptr &&
                            reading_.places[place].entry->code != "VN";
        if (!abroad) return reading_.places.resize(places);
        body_.at = place;
        reading_.places[place].in_body = true;
        take(reading_.places[place].tokens.last);
    }

    bool has_seat() const {
        for (TokenIndex i = body_.head_end; i < body_.tokens.last; ++i)
            if (reading_.token(i).id == Syllables::get().tai) return true;
        return false;
    }

    /// `Tổng Lãnh sự quán Việt Nam tại Paksé`: one foreign word is a city, whether the tables have it or not.
    PhraseIndex unknown_seat(TokenIndex at) {
        if (!reading_.capital(at, limit_) || is_vietnamese_syllable(reading_.token(at).id)) return no_phrase;
        if (reading_.capital(at + 1, limit_)) return no_phrase;
        PlacePhrase place;
        place.tokens = place.name = {at, at + 1};
        place.kind = EntityKind::foreign_locality;
        reading_.places.push_back(place);
        return static_cast<PhraseIndex>(reading_.places.size() - 1);
    }

    bool mission() {
        const bool sender = country_owner();
        if (reading_.is(end(), limit_, Syllables::get().tai)) {
            PhraseIndex place = read_place(reading_, end() + 1, limit_, true);
            if (place == no_phrase && sender) place = unknown_seat(end() + 1);
            const PhraseIndex seat =
                place == no_phrase ? read_body(reading_, end() + 1, limit_, depth_ + 1) : no_phrase;
            if (seat != no_phrase) take_name(reading_.bodies[seat].tokens.last);
            if (place != no_phrase) {
                body_.at = place;
                reading_.places[place].in_body = true;
                take(reading_.places[place].tokens.last);
            }
        }
        if (!sender && body_.at == no_phrase) body_.generic = Generic::unsaid;
        return sender || body_.at != no_phrase || !small() || depth_ > 0 || body_.head->form == "Đại sứ quán";
    }

    bool field() {
        const Syllables& words = Syllables::get();
        if (reading_.is(end(), limit_, words.cac) && body_.head->form == "Bộ") return named();
        const WordMatch field = reading_.lexicon.match(Use::field, reading_.document, end(), limit_);
        if (!field) return reading_.capital(end(), limit_) ? named() || again() : again();
        body_.field = field.word;
        take_name(field.end);
        if (reading_.is_mark(field.end, limit_, U',') && long_list(field.end)) body_.field = nullptr;
        widen_field();
        if (body_.head->form != "Sở" || !units_abroad()) after_name();
        return true;
    }

    /// `Sở Ngoại vụ 3 tỉnh A, B`: of the first of several units abroad.
    bool units_abroad() {
        const BodyPhrase kept = body_;
        const std::size_t places = reading_.places.size();
        const bool two = reading_.is(end(), limit_, Syllables::get().hai);
        if ((two || several_follow()) && skip_to_places() &&
            reading_.places[body_.place].kind == EntityKind::foreign_locality)
            return true;
        body_ = kept;
        reading_.places.resize(places);
        return false;
    }
    bool several_follow() const {
        return reading_.is(end(), limit_, Syllables::get().cac) ||
               (end() < limit_ && reading_.token(end()).shape == Shape::number);
    }

    /// `Bộ Y tế, Lao động và Phúc lợi`: the name of a ministry goes on behind the known field.
    bool long_list(TokenIndex comma) {
        const TokenIndex last = NameReader(reading_, limit_, true).end_from(end_of_head());
        if (last <= comma + 1) return false;
        take_name(last);
        trim_to_place(end_of_head());
        return true;
    }
    TokenIndex end_of_head() const { return body_.head_end; }

    /// `Sở`, `Bộ`, `Tập đoàn` alone, inside a sentence.
    bool again() {
        static const std::string_view heads[] = {"Sở",      "Bộ",       "Tập đoàn",  "Tổng công ty",
                                                 "Công ty", "Học viện", "Ngân hàng", "Hiệp hội"};
        static const SyllableId others[] = {intern_syllable("phận"), intern_syllable("máy"),
                                            intern_syllable("đội"),  intern_syllable("luật"),
                                            intern_syllable("ba"),   intern_syllable("tứ")};
        const bool known = std::find(std::begin(heads), std::end(heads), body_.head->form) != std::end(heads);
        if (small() || !known || at_ == 0 || reading_.token(at_).line_start) return false;
        if (reading_.token(at_ - 1).mark != 0 && reading_.token(at_ - 1).mark != U',') return false;
        for (const SyllableId other : others)
            if (reading_.is(end(), limit_, other)) return false;
        body_.generic = Generic::again;
        return true;
    }

    /// `Sở Thông tin và Truyền thông …`: the name may go on behind the known field.
    void widen_field() {
        const TokenIndex at = body_.core.last;
        const bool dash = at < limit_ && is_dash(reading_.token(at).mark) && !reading_.token(at).line_start;
        if ((reading_.is(at, limit_, Syllables::get().va) || dash) && reading_.capital(at + 1, limit_)) {
            const TokenIndex end = NameReader(reading_, limit_, true).end_from(at + 1);
            const bool other = reading_.lexicon.match(Use::body, reading_.document, at + 1, limit_) ||
                               reading_.lexicon.match(Use::title, reading_.document, at + 1, limit_) ||
                               read_would_place(at + 1);
            if (end != at + 1 && !other) take_name(end);
        } else if (const WordMatch more =
                       reading_.lexicon.match(Use::name_word, reading_.document, at, limit_);
                   more && more.word->form == "quốc gia")
            take_name(more.end);
    }

    bool read_would_place(TokenIndex at) {
        const std::size_t before = reading_.places.size();
        const bool place = read_place(reading_, at, limit_, true) != no_phrase;
        reading_.places.resize(before);
        return place;
    }

    /// What may stand behind a complete name: `Trung ương`, a place, a bare level, `của` + body.
    void after_name() {
        static const SyllableId trung = intern_syllable("trung"), uong = intern_syllable("ương"),
                                t = intern_syllable("t"), u = intern_syllable("ư"),
                                tw = intern_syllable("tw"), tu = intern_syllable("tư");
        const TokenIndex at = end();
        TokenIndex central = at;
        if (reading_.is(at, limit_, trung) && reading_.is(at + 1, limit_, uong))
            central = at + 2;
        else if (reading_.is(at, limit_, tw))
            central = at + 1;
        else if (reading_.is(at, limit_, tu) && reading_.token(at).shape == Shape::upper)
            central = at + 1;
        else if (reading_.is(at, limit_, t) && reading_.is_mark(at + 1, limit_, U'.') &&
                 reading_.is(at + 2, limit_, u))
            central = at + 3;
        if (central != at) {
            body_.central = true;
            take_name(central);
            if (reading_.is(central, limit_, Syllables::get().dang)) parent_body();
            return;
        }
        if (parent_body()) return;
        if (owner()) return;
        if (body_.head->type == "department" || body_.head->type == "party") bare_level();
    }

    /// `của Quốc hội`, `thuộc Sở …`, or an organ's body right behind.
    bool parent_body() {
        if (depth_ >= deepest_nesting) return false;
        const Syllables& words = Syllables::get();
        TokenIndex at = end();
        const bool joined = reading_.is(at, limit_, words.cua) || reading_.is(at, limit_, words.thuoc);
        if (joined) ++at;
        const PhraseIndex parent = read_body(reading_, at, limit_, depth_ + 1);
        if (parent == no_phrase) return false;
        body_.parent = parent;
        take(reading_.bodies[parent].tokens.last);
        return true;
    }

    /// `Hội đồng thành phố Yongin`, `Chính hiệp tỉnh Vân Nam`: of a unit abroad that is named with its level.
    bool council_abroad() {
        if (!reading_.lexicon.begins(Use::level, token_id(end()))) return false;
        const std::size_t places = reading_.places.size();
        const TokenRange tokens = body_.tokens;
        if (owner() && body_.place != no_phrase && !reading_.places[body_.place].level.empty() &&
            reading_.places[body_.place].kind == EntityKind::foreign_locality)
            return true;
        reading_.places.resize(places);
        body_.place = no_phrase;
        body_.tokens = tokens;
        return false;
    }
    SyllableId token_id(TokenIndex at) const { return at < limit_ ? reading_.token(at).id : SyllableId{0}; }

    bool named() {
        if (body_.head->form == "Hội đồng" && council_abroad()) return true;
        const TokenIndex start = end();
        const TokenIndex last = std::max(name_end(start), listed_firm_end(start));
        if (last == start) return again();
        if (only_a_place(start, last)) return false;
        take_name(last);
        trim_to_place(start);
        const bool coined = body_.head->type == "company" || body_.head->type == "media";
        if (body_.place == no_phrase && !coined && !reading_.is_mark(end(), limit_, U'(')) after_name();
        return true;
    }

    /// `Tờ Washington Post`: a name that the table has.
    TokenIndex listed_firm_end(TokenIndex start) const {
        if (body_.head->type != "company" && body_.head->type != "media") return start;
        for (const GazetteerMatch& match : reading_.listed(start))
            if (match.entry->kind == EntryKind::organization && match.tokens.last <= limit_)
                return match.tokens.last;
        return start;
    }

    /// `Báo Mỹ`, `Hội An`: no name of its own.
    bool only_a_place(TokenIndex start, TokenIndex last) const {
        for (const GazetteerMatch& match : reading_.listed(at_))
            if (match.entry->kind != EntryKind::organization && match.tokens.last >= last) return true;
        if (body_.head->type != "media" && body_.head->type != "company" && body_.head_end > at_ + 1)
            return false;
        if (body_.head->form == "Đại học" || body_.head->form == "Hãng thông tấn") return false;
        for (const GazetteerMatch& match : reading_.listed(start))
            if (match.entry->kind == EntryKind::country && match.tokens.last == last) return true;
        return false;
    }

    TokenIndex name_end(TokenIndex start) {
        const bool coined = body_.head->type == "company" || body_.head->type == "media";
        const bool small_allowed =
            !small() && (body_.head->form == "Ban Quản lý" || body_.head->form == "Ban Chỉ đạo" ||
                         body_.head->form == "Ủy ban" || body_.head->form == "Hội đồng" ||
                         body_.head->form == "Khoa" || body_.head->form == "Trung tâm" ||
                         body_.head->form == "Viện" || body_.head->form == "Viện Nghiên cứu");
        return NameReader(reading_, limit_, !coined, small_allowed).end_from(start);
    }

    /// A place at the end of the name says whom the body serves.
    void trim_to_place(TokenIndex start) {
        for (TokenIndex at = start + 1; at < body_.core.last; ++at) {
            if (!reading_.capital(at, limit_) && !reading_.lexicon.begins(Use::level, reading_.token(at).id))
                continue;
            const std::size_t before = reading_.places.size();
            const PhraseIndex place = read_place(reading_, at, limit_, true);
            if (place == no_phrase) continue;
            if (is_dash(reading_.token(at - 1).mark)) { // `Việt Nam - Lào`
                if (!two_countries(start, at, place)) reading_.places.resize(before);
                return;
            }
            if (reading_.places[place].tokens.last >= body_.core.last) {
                const bool levelled = !reading_.places[place].level.empty();
                const bool association =
                    body_.head->type == "mass" && reading_.places[place].kind == EntityKind::province;
                const bool serves =
                    reading_.places[place].kind == EntityKind::country || levelled || association;
                if (!serves) {
                    reading_.places[place].counts = false;
                    return;
                }
                body_.place = place;
                body_.core.last = at;
                body_.tokens.last = reading_.places[place].tokens.last;
                return;
            }
            reading_.places.resize(before);
        }
    }

    /// `Hội Hữu nghị Việt Nam - Lào`: both are spoken of, neither is the one served.
    bool two_countries(TokenIndex start, TokenIndex at, PhraseIndex second) {
        if (reading_.places[second].kind != EntityKind::country) return false;
        for (TokenIndex from = at - 1; from-- > start;) {
            if (!reading_.capital(from, limit_)) return false;
            const std::size_t before = reading_.places.size();
            const PhraseIndex first = read_place(reading_, from, at - 1, true);
            if (first != no_phrase && reading_.places[first].tokens.last == at - 1 &&
                reading_.places[first].kind == EntityKind::country) {
                reading_.places[first].in_body = reading_.places[second].in_body = true;
                return true;
            }
            reading_.places.resize(before);
        }
        return false;
    }

    bool organ() {
        if (parent_body()) return true;
        if (owner()) return true;
        if (bare_level()) return true;
        if (body_.head->form == "Văn phòng" || body_.head->form == "Ban Chấp hành")
            return !small() && named();
        static constexpr std::string_view of_another[] = {"Ban cán sự Đảng", "Đảng đoàn", "Ban Thường vụ",
                                                          "Hội đồng quản trị", "Hội đồng thành viên"};
        body_.generic = Generic::unsaid;
        return depth_ == 0 && !small() &&
               std::find(std::begin(of_another), std::end(of_another), body_.head->form) !=
                   std::end(of_another);
    }

    bool party() {
        const TokenIndex start = end();
        if (country_owner()) return true;
        if (body_.head->form == "Đảng") {
            const bool quoted =
                reading_.is_mark(start, limit_, U'“') || reading_.is_mark(start, limit_, U'"');
            const bool named =
                quoted || reading_.lexicon.match(Use::name_word, reading_.document, start, limit_);
            const TokenIndex last = named ? name_end(start) : start;
            if (last != start) {
                take_name(last);
                trim_to_place(start);
                if (body_.place == no_phrase) country_owner();
                return true;
            }
            body_.generic = Generic::unsaid;
            return !small();
        }
        const bool goes_on = bool{reading_.lexicon.match(Use::name_word, reading_.document, start, limit_)};
        const TokenIndex last = goes_on ? name_end(start) : start;
        if (last != start) {
            take_name(last);
            trim_to_place(start);
        }
        if (body_.place == no_phrase) country_owner();
        return true;
    }

    bool numbered() {
        if (end() >= limit_ ||
            (reading_.token(end()).shape != Shape::number && !reading_.capital(end(), limit_)))
            return false;
        take_name(end() + 1);
        return true;
    }

    /// `Vùng 1 Hải quân`: the force that a region of this number belongs to.
    bool force_behind() {
        const WordMatch force = reading_.lexicon.match(Use::body, reading_.document, end(), limit_);
        if (!force || force.word->type != "military") return false;
        take_name(force.end);
        return true;
    }

    /// `(VCCI)` behind the name.
    void read_abbreviation() {
        const TokenIndex at = end();
        if (!reading_.is_mark(at, limit_, U'(') || at + 2 >= limit_) return;
        TokenIndex last = at + 1;
        while (last < limit_ && last < at + 6 && reading_.token(last).mark != U')') {
            if (reading_.token(last).mark == 0 && !reading_.capital(last, limit_)) return;
            ++last;
        }
        if (!reading_.is_mark(last, limit_, U')') || last == at + 1) return;
        const Token& first = reading_.token(at + 1);
        if (first.shape != Shape::upper && first.shape != Shape::mixed && last - at - 1 > 2) return;
        for (const GazetteerMatch& match : reading_.listed(at + 1))
            if (match.entry->kind != EntryKind::organization) return;
        body_.abbreviation = {at + 1, last};
    }

    Reading& reading_;
    TokenIndex at_, limit_;
    int depth_;
    bool named_;

    BodyPhrase body_{};
};

/// Where a body of the gazetteer that begins here ends; `at` if none does.
TokenIndex listed_end(const Reading& reading, TokenIndex at, TokenIndex limit) {
    if (!reading.capital(at, limit)) return at;
    for (const GazetteerMatch& match : reading.listed(at))
        if (match.entry->kind == EntryKind::organization && match.tokens.last <= limit)
            return match.tokens.last;
    return at;
}

/// `Liên Hiệp Quốc Ban Ki-moon`: a name of the table that ends where a foreign name begins.
bool runs_into_a_name(const Reading& reading, TokenIndex listed, TokenIndex last) {
    if (listed >= last || reading.token(listed).mark != 0 || !reading.capital(listed, last)) return false;
    for (TokenIndex i = listed; i < last; ++i)
        if (reading.token(i).mark == 0 ? !is_vietnamese_syllable(reading.token(i).id)
                                       : is_dash(reading.token(i).mark) && reading.token(i).glued)
            return true;
    return false;
}

/// A body of the gazetteer.
PhraseIndex read_listed(Reading& reading, TokenIndex at, TokenIndex limit) {
    if (!reading.capital(at, limit)) return no_phrase;
    for (const GazetteerMatch& match : reading.listed(at)) {
        if (match.entry->kind != EntryKind::organization || match.tokens.last > limit) continue;
        for (TokenIndex i = match.tokens.first + 1; i + 1 < match.tokens.last; ++i) // `Ủy ban … của Quốc hội`
            if (reading.token(i).id == Syllables::get().cua) read_body(reading, i + 1, match.tokens.last);
        BodyPhrase body;
        body.entry = match.entry;
        body.tokens = match.tokens;
        body.core = match.tokens;
        body.head_end = match.tokens.last;
        reading.bodies.push_back(body);
        return static_cast<PhraseIndex>(reading.bodies.size() - 1);
    }
    return no_phrase;
}

/// `VCCI`: a body by the abbreviation that the text gave it.
PhraseIndex read_short_form(Reading& reading, TokenIndex at) {
    const Shape shape = reading.token(at).shape;
    if (shape != Shape::upper && shape != Shape::mixed) return no_phrase;
    const auto known = reading.short_forms.find(reading.token(at).id);
    if (known == reading.short_forms.end()) return no_phrase;
    BodyPhrase body;
    body.tokens = body.core = {at, at + 1};
    body.head_end = at + 1;
    body.same_as = known->second;
    reading.bodies.push_back(body);
    return static_cast<PhraseIndex>(reading.bodies.size() - 1);
}

} // namespace

PhraseIndex read_body(Reading& reading, TokenIndex at, TokenIndex limit, int depth, bool named) {
    if (at >= limit || depth > deepest_nesting) return no_phrase;
    const std::size_t bodies = reading.bodies.size(), places = reading.places.size();
    PhraseIndex body = no_phrase;
    if (reading.lexicon.begins(Use::body, reading.token(at).id))
        body = BodyReader(reading, at, limit, depth, named).read();
    if (body == no_phrase) {
        body = read_listed(reading, at, limit);
        return body != no_phrase ? body : read_short_form(reading, at);
    }
    const TokenIndex listed = listed_end(reading, at, limit);
    if ((listed < reading.bodies[body].tokens.last &&
         !(listed > reading.bodies[body].head_end &&
           runs_into_a_name(reading, listed, reading.bodies[body].core.last))) ||
        (listed == reading.bodies[body].tokens.last && reading.bodies[body].head->detail != "named"))
        return body;
    reading.bodies.resize(bodies);
    reading.places.resize(places);
    return read_listed(reading, at, limit);
}

} // namespace banggiao::extract
