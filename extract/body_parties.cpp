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

TokenIndex BodyReader::society_begins() const {
    static const SyllableSet centres("ương ư tw tư");
    static const SyllableId league = intern_syllable("đoàn");
    const std::string_view form = body_.head->form;
    const SyllableId last = token_id(body_.head_end - 1);
    TokenIndex at = body_.head_end;
    if (form.starts_with("Ban Chấp hành Trung ương Đoàn"))
        at = last == league ? at - 1 : 0; // `T.Ư | Đoàn Thanh niên … Lào`
    else if (form == "Ban Chấp hành Trung ương Đảng")
        at = centres.contains(last) ? at : 0;
    else if (form == "Ban Chấp hành" || form == "Ban Bí thư" || form == "Ban Thường vụ")
        at = central_end(at) != at ? central_end(at) : 0;
    else
        return 0;
    if (at == 0 || !reading_.capital(at, limit_)) return 0;
    const WordMatch head = reading_.lexicon.match(Use::body, reading_.document, at, limit_);
    return head && head.word->type == "mass" ? at : 0;
}

bool BodyReader::organ_of_society() {
    if (body_.head->type != "party" && body_.head->type != "mass") return false;
    const TokenIndex at = society_begins();
    if (at == 0) return false;
    const std::size_t places = reading_.places.size(), bodies = reading_.bodies.size();
    const PhraseIndex society = read_body(reading_, at, limit_, depth_ + 1);
    if (society == no_phrase || reading_.bodies[society].tokens.size() < 2) {
        reading_.places.resize(places);
        reading_.bodies.resize(bodies);
        return false;
    }
    const bool secretariat = body_.head->form == "Ban Bí thư";
    body_.head = reading_.lexicon.named(Use::body, secretariat ? "Ban Bí thư của hội" : "Ban Chấp hành");
    body_.head_end = body_.core.last = at;
    body_.parent = society;
    take(reading_.bodies[society].tokens.last);
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
        return !small() || chaired_party();
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

bool BodyReader::chaired_party() const {
    static const SyllableId chair = intern_syllable("tịch");
    return body_.head->form == "Đảng" && at_ > 0 && reading_.token(at_ - 1).id == chair &&
           (end() >= limit_ || reading_.token(end()).mark != 0);
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
