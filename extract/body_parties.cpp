// Takes the head of a party or of one of its organs. Hands out its name and whose it is.
#include <banggiao/extract/body_names.h>
#include <banggiao/extract/body_reader.h>

namespace banggiao::extract {

bool BodyReader::central() {
    after_name();
    if (body_.central || body_.parent != no_phrase || body_.place != no_phrase ||
        body_.generic != Generic::none)
        return true;
    const bool ended =
        end() >= limit_ || reading_.token(end()).mark != 0 ||
        reading_.is(end(), limit_, Syllables::get().va) ||
        (reading_.capital(end(), limit_) && person_end(reading_, end(), limit_, false) > end() + 1);
    if (!named_ || depth_ > 0 || !ended) return false;
    body_.generic = Generic::unsaid; // `Trưởng Ban Dân vận Lê Văn A`
    return true;
}

bool BodyReader::party_name() {
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

bool BodyReader::party() {
    const TokenIndex start = end();
    if (country_owner()) return true;
    if (body_.head->form == "Đảng") {
        const bool quoted = reading_.is_mark(start, limit_, U'“') || reading_.is_mark(start, limit_, U'"');
        const bool named = quoted || reading_.lexicon.match(Use::name_word, reading_.document, start, limit_);
        const TokenIndex last = named ? name_end(start) : start;
        if (last != start) {
            take_name(last);
            trim_to_place(start);
            if (body_.place == no_phrase) country_owner();
            return true;
        }
        if (one_of_many() || (depth_ == 0 && some_party())) return false;
        if (depth_ == 0 && !small() && coined_party()) return true;
        body_.generic = Generic::unsaid;
        return !small();
    }
    const WordMatch more = reading_.lexicon.match(Use::name_word, reading_.document, start, limit_);
    const TokenIndex last = more ? std::max(name_end(start), more.end) : start;
    if (last != start) {
        take_name(last);
        trim_to_place(start);
    }
    if (body_.place == no_phrase) country_owner();
    return true;
}

bool BodyReader::one_of_many() const {
    static const SyllableSet several("các số nhiều những");
    return at_ > 0 && several.contains(reading_.token(at_ - 1).id);
}

bool BodyReader::some_party() const {
    static const SyllableSet kinds("cầm đối chính cộng phái khác nào");
    return end() < limit_ && reading_.token(end()).shape == Shape::lower &&
           kinds.contains(reading_.token(end()).id);
}

bool BodyReader::coined_party() {
    const TokenIndex start = end();
    if (!reading_.capital(start, limit_) || reading_.token(start).line_start) return false;
    const bool person = reading_.lexicon.begins(Use::surname, reading_.token(start).id) &&
                        person_end(reading_, start, limit_, true) > start + 1;
    const Lexicon& lexicon = reading_.lexicon;
    if (person || lexicon.match(Use::title, reading_.document, start, limit_) ||
        lexicon.match(Use::body, reading_.document, start, limit_) ||
        lexicon.match(Use::stop, reading_.document, start, limit_))
        return false; // `Tổng Bí thư Đảng Nguyễn Văn A`
    TokenIndex last = BodyNameReader(reading_, limit_, true).end_from(start);
    for (TokenIndex at = start; at < last; ++at)
        if (is_dash(reading_.token(at).mark) && !reading_.token(at).glued)
            last = at; // `Đảng Dân Tâm - ông A`
    if (last == start) return false;
    take_name(last);
    trim_to_place(start);
    if (body_.place == no_phrase) country_owner();
    return true;
}

} // namespace banggiao::extract
