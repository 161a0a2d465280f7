// Takes the words of an office. Hands out the body, place or country it is an office of.
#include <banggiao/extract/body_reader.h>
#include <banggiao/extract/office_reader.h>

#include <algorithm>

namespace banggiao::extract {

void OfficeReader::find_body() {
    if (type() == "minister") return ministry();
    if (type() == "unit") return unit();
    if (type() == "premier" || type() == "state") return country();
    if (type() == "leader" || type() == "member") return void(body());
    if (type() == "committee" || type() == "board") return committee();
    if (type() == "standing") return standing();
    if (type() == "envoy") return envoy();
    if (type() == "delegation") return deputies();
    if (type() == "counterpart") return void(take_country());
    if (type() == "governor") return governor();
    if (!body() && !branded()) place();
}

bool OfficeReader::initials_alone(TokenIndex at) const {
    constexpr std::uint32_t shortest = 3;
    const std::string_view title = office_.word->form;
    if (type() != "general" || at >= limit_ || !(title.ends_with("iám đốc") || title.ends_with("hủ tịch")))
        return false;
    const Token& name = reading_.token(at);
    const bool coined = name.shape == Shape::upper || name.shape == Shape::mixed;
    return coined && name.span.end - name.span.start >= shortest && !is_vietnamese_syllable(name.id) &&
           !name.line_start && reading_.listed(at).empty() &&
           (at + 1 >= limit_ || reading_.token(at + 1).mark != 0);
}

bool OfficeReader::branded() {
    const TokenIndex at = end();
    if (initials_alone(at)) {
        take_body(add_by_name_alone(reading_, at, "Công ty"));
        return true;
    }
    if (type() != "general" || !office_.word->form.ends_with("iám đốc") || !reading_.capital(at, limit_) ||
        is_vietnamese_syllable(reading_.token(at).id) || begins_country(at) ||
        !reading_.capital(at + 1, limit_) || reading_.token(at + 1).line_start ||
        !reading_.lexicon.begins(Use::surname, reading_.token(at + 1).id))
        return false;
    const TokenIndex name = person_end(reading_, at + 1, limit_, true);
    if (name < at + 4) return false;
    for (TokenIndex i = at + 1; i < name; ++i)
        if (!is_vietnamese_syllable(reading_.token(i).id)) return false;
    take_body(add_by_name_alone(reading_, at, "Công ty"));
    return true;
}

void OfficeReader::leave_name(BodyPhrase& body) const {
    const bool coined = body.head != nullptr && (body.head->type == "company" || body.head->type == "media");
    if (!coined || body.tokens.last != body.core.last || body.entry != nullptr || body.place != no_phrase)
        return;
    const TokenIndex last = body.core.last;
    static const SyllableSet surnames("tan lee kim park lim wong chan chen wang li choi jung kang cho yoon");
    const bool three = last >= body.head_end + 4 && surnames.contains(reading_.token(last - 3).id);
    const TokenIndex name = last - (three ? 3 : 2); // `Tan Wei Ming`
    if (last < body.head_end + 3 || !plain_name(name, last) || !plain_name(body.head_end, name)) return;
    const TokenIndex next = reading_.is_mark(last, limit_, U',') ? last + 1 : last;
    if (!reading_.lexicon.match(Use::title, reading_.document, next, limit_) &&
        reading_.capital(skip_people_words(reading_, next, limit_, nullptr), limit_))
        return;
    static const SyllableSet parts_of_firms(
        "group holdings holding corporation corp company inc ltd industries bank motor motors electric "
        "electronics energy international global capital partners oil gas air airlines airways");
    for (TokenIndex at = name; at < last; ++at)
        if (parts_of_firms.contains(reading_.token(at).id)) return;
    body.core.last = body.tokens.last = name;
}

bool OfficeReader::plain_name(TokenIndex first, TokenIndex last) const {
    bool foreign = false;
    for (TokenIndex at = first; at < last; ++at) {
        if (reading_.token(at).shape != Shape::capital) return false;
        foreign = foreign || !is_vietnamese_syllable(reading_.token(at).id);
    }
    return foreign;
}

void OfficeReader::widen_to_name(BodyPhrase& body) const {
    if (body.head == nullptr || body.head->detail != "named" || body.head->type == "company" ||
        body.tokens.last != body.core.last || body.place != no_phrase)
        return;
    constexpr TokenIndex longest = 6;
    const TokenIndex first = body.core.last;
    TokenIndex at = first;
    for (; at < limit_ && at < first + longest && reading_.token(at).shape == Shape::lower; ++at)
        if (reading_.lexicon.begins(Use::function_word, reading_.token(at).id) ||
            reading_.lexicon.begins(Use::people_word, reading_.token(at).id) ||
            !is_vietnamese_syllable(reading_.token(at).id))
            return;
    const bool named = at > first + 1 && reading_.token(at - 1).mark == 0 &&
                       person_end(reading_, at, limit_, false) >= at + 2;
    if (named) body.core.last = body.tokens.last = at;
}

void OfficeReader::take_body(PhraseIndex index) {
    leave_name(reading_.bodies[index]);
    widen_to_name(reading_.bodies[index]);
    office_.body = index;
    office_.tokens.last = reading_.bodies[index].tokens.last;
    if (reading_.bodies[index].place == no_phrase) country_of_body();
    const TokenRange brief = reading_.bodies[index].abbreviation;
    if (brief.size() > 0 && reading_.bodies[index].tokens.last + 1 == brief.first &&
        reading_.capital(skip_people_words(reading_, brief.last + 1, limit_, nullptr), limit_))
        office_.tokens.last = brief.last + 1; // `Chủ tịch Hiệp hội A (ABC) Trần Văn B`
}

void OfficeReader::country_of_body() {
    if (!reading_.is(end(), limit_, Syllables::get().cua)) return;
    const std::size_t places = reading_.places.size();
    const PhraseIndex place = read_place(reading_, end() + 1, limit_, true);
    if (place != no_phrase && reading_.places[place].kind == EntityKind::country)
        office_.tokens.last = reading_.places[place].tokens.last;
    else
        reading_.places.resize(places);
}

bool OfficeReader::take_place() {
    const PhraseIndex index = read_place(reading_, end(), limit_, true);
    if (index == no_phrase) return false;
    office_.place = index;
    office_.tokens.last = reading_.places[index].tokens.last;
    return true;
}

bool OfficeReader::body() {
    const TokenIndex start = end();
    if (reading_.is(start, limit_, Syllables::get().cua)) ++office_.tokens.last;
    const bool commands = office_.word->form.ends_with("ư lệnh"); // `Tư lệnh Quân đội A`
    const bool named =
        type() == "secretary" || type() == "member" || type() == "standing" || commands; // `Bí thư huyện ủy`
    const PhraseIndex index = read_body(reading_, end(), limit_, 0, named);
    if (index != no_phrase) {
        take_body(index);
        return true;
    }
    office_.tokens.last = start;
    return false;
}

void OfficeReader::committee() {
    BodyPhrase body;
    body.head = reading_.lexicon.named(Use::body, office_.word->detail);
    if (body.head == nullptr) return;
    body.implied = office_.word->detail;
    body.core = {end(), end()};
    body.head_end = end();
    body.tokens = office_.title;
    body.generic = Generic::unsaid;
    reading_.bodies.push_back(body);
    take_body(static_cast<PhraseIndex>(reading_.bodies.size() - 1));
}

void OfficeReader::deputies() {
    if (shared_body()) return; // `Trưởng Đoàn ĐBQH tỉnh A`
    const WordMatch head = reading_.lexicon.match(Use::body, reading_.document, end(), limit_);
    if (head && head.word->form.starts_with("Đoàn đại biểu Quốc hội")) body();
}

void OfficeReader::standing() {
    if (at_ == 0 || (reading_.token(at_ - 1).mark != U',' && !is_dash(reading_.token(at_ - 1).mark))) return;
    const std::size_t bodies = reading_.bodies.size(), places = reading_.places.size();
    const Word* head = body() ? reading_.bodies[office_.body].head : nullptr;
    const bool board = office_.word->form == "Thường vụ";
    if (head != nullptr && (board ? head->form.ends_with(" ủy") : head->form.starts_with("Ban Bí thư")))
        return;
    office_.body = no_phrase;
    reading_.bodies.resize(bodies);
    reading_.places.resize(places);
}

void OfficeReader::place() {
    const TokenIndex start = end();
    if (reading_.is(start, limit_, Syllables::get().cua)) ++office_.tokens.last;
    if (!take_place()) office_.tokens.last = start;
    if (office_.place == no_phrase) bare_level();
}

void OfficeReader::bare_level() {
    const WordMatch level = reading_.lexicon.match(Use::level, reading_.document, end(), limit_);
    if (!level) return;
    if (level.word->type == "province")
        office_.generic = Generic::province;
    else if (level.word->type == "city" && level.word->form != "thủ đô")
        office_.generic = Generic::city;
    else if (level.word->type == "vn")
        office_.generic = Generic::smaller;
    else if (level.word->form != "khu tự trị")
        return;
    office_.tokens.last = level.end;
}

void OfficeReader::ministry() {
    static const SyllableId talks[] = {intern_syllable("hội"), intern_syllable("nghị")};
    if (at_ > 1 && reading_.token(at_ - 2).id == talks[0] && reading_.token(at_ - 1).id == talks[1])
        return; // `Hội nghị Bộ trưởng Tài chính ASEAN`
    const WordMatch field = reading_.lexicon.match(Use::field, reading_.document, end(), limit_);
    const bool capital = reading_.capital(end(), limit_);
    const bool of_field = field && capital && office_.word->detail == "Bộ"; // `Bộ trưởng Quân đội Pháp`
    if (!of_field && body()) return;
    if (office_.word->detail != "Bộ") return named_ministry();
    const TokenIndex last = of_field ? field.end : unknown_field_end();
    if (last == end()) return place_of_ministry();
    BodyPhrase body;
    body.implied = "Bộ";
    body.field = of_field ? field.word : nullptr;
    body.core = {end(), last};
    body.head_end = end();
    body.tokens = body.core;
    widen_ministry(body);
    implied_owner(body);
}

TokenIndex OfficeReader::unknown_field_end() const {
    const TokenIndex first = end();
    constexpr TokenIndex longest = 6;
    if (!reading_.capital(first, limit_) || !is_vietnamese_syllable(reading_.token(first).id) ||
        begins_country(first))
        return first;
    for (TokenIndex at = first + 1; at < limit_ && at < first + longest; ++at) {
        if (at > first + 1 && begins_country(at)) return at;
        const Token& token = reading_.token(at);
        const bool joins = token.id == Syllables::get().va && reading_.capital(at + 1, limit_);
        if (joins) continue;
        if (token.mark != 0 || !is_vietnamese_syllable(token.id) ||
            (token.shape != Shape::lower && reading_.token(at - 1).id != Syllables::get().va) ||
            reading_.lexicon.begins(Use::function_word, token.id))
            return first;
    }
    return first;
}

void OfficeReader::named_ministry() {
    static const SyllableId some = intern_syllable("những");
    const Syllables& words = Syllables::get();
    if (at_ > 0 && (reading_.token(at_ - 1).id == words.hai || reading_.token(at_ - 1).id == words.cac ||
                    reading_.token(at_ - 1).id == some))
        return; // `hai Ngoại trưởng`
    BodyPhrase body;
    body.implied = "Bộ"; // the one ministry that a title leaves out: `Ngoại trưởng`
    body.field = reading_.lexicon.named(Use::field, "ngoại giao");
    body.core = {end(), end()};
    body.head_end = end();
    body.tokens = {office_.title.first, end()};
    implied_owner(body);
}

void OfficeReader::widen_ministry(BodyPhrase& body) const {
    const Syllables& words = Syllables::get();
    const TokenIndex end = body.core.last;
    static const SyllableId some = intern_syllable("những");
    if (at_ > 0 && (reading_.token(at_ - 1).id == words.hai || reading_.token(at_ - 1).id == words.cac ||
                    reading_.token(at_ - 1).id == some))
        return; // `các Bộ trưởng Ngoại giao, Quốc phòng và Công an`
    const bool joined = reading_.is(end, limit_, words.va) || reading_.is_mark(end, limit_, U',');
    if (!joined || !reading_.capital(end + 1, limit_)) return;
    const TokenIndex last = BodyNameReader(reading_, limit_, true).end_from(body.core.first);
    if (last <= end + 1 || person_end(reading_, end + 1, limit_, true) > end + 2) return;
    body.core.last = body.tokens.last = last;
    body.field = nullptr;
}

void OfficeReader::implied_owner(BodyPhrase& body) {
    const Syllables& words = Syllables::get();
    const TokenIndex two = body.tokens.last;
    if ((reading_.is(two, limit_, words.hai) || reading_.is(two, limit_, words.hai_digit)) &&
        reading_.is(two + 1, limit_, words.nuoc)) { // `Bộ trưởng Quốc phòng hai nước`
        body.generic = Generic::both_countries;
        body.tokens.last = two + 2;
    }
    body.tokens.last = host_country_end(body.tokens.last);
    const WordMatch head = reading_.lexicon.match(Use::body, reading_.document, body.tokens.last, limit_);
    const PhraseIndex place = head ? no_phrase : read_place(reading_, body.tokens.last, limit_, true);
    if (place != no_phrase) {
        body.place = place;
        body.tokens.last = reading_.places[place].tokens.last;
    }
    reading_.bodies.push_back(body);
    take_body(static_cast<PhraseIndex>(reading_.bodies.size() - 1));
}

void OfficeReader::unit() {
    const bool in_title = office_.word->detail == "Thanh tra" || office_.word->detail == "Kiểm toán";
    const bool read = (in_title && shared_body()) || body(); // `Tổng Thanh tra Chính phủ`
    const bool occasion = read && reading_.bodies[office_.body].head != nullptr &&
                          reading_.bodies[office_.body].head->form == "Tổ chức"; // `Trưởng Ban Tổ chức`
    const TokenIndex name = skip_people_words(reading_, end(), limit_, nullptr); // `Viện trưởng GS.TS A`
    if (occasion ||
        (!read && reading_.capital(name, limit_) && person_end(reading_, name, limit_, true) < name + 2))
        office_.dead = true;
}

bool OfficeReader::shared_body() {
    static constexpr std::string_view longer[] = {"Văn phòng", "Phái đoàn", "Công an", "Thanh tra",
                                                  "Kiểm toán"};
    const bool two =
        std::find(std::begin(longer), std::end(longer), office_.word->detail) != std::end(longer);
    const TokenIndex words = two ? 2 : 1;
    const WordMatch suffix =
        reading_.lexicon.match(Use::title_word, reading_.document, office_.title.last, limit_);
    if (suffix && suffix.word->type == "suffix" &&
        reading_.lexicon.match(Use::body, reading_.document, suffix.end, limit_))
        return false; // `Phó Trưởng ban thường trực Ban Dân vận`
    if (office_.title.last < limit_ &&
        reading_.token(office_.title.last).id == reading_.token(office_.title.last - 1).id)
        return false; // `Trưởng khoa Khoa Luật`
    const std::size_t bodies = reading_.bodies.size(), places = reading_.places.size();
    const PhraseIndex shared = read_body(reading_, office_.title.last - words, limit_, 0, true);
    if (shared != no_phrase && reading_.bodies[shared].tokens.last > end() &&
        reading_.bodies[shared].generic != Generic::again) {
        take_body(shared);
        return true;
    }
    reading_.bodies.resize(bodies);
    reading_.places.resize(places);
    return false;
}

bool OfficeReader::superior_in_bracket() {
    if (!reading_.is_mark(end(), limit_, U'(')) return false;
    const std::size_t bodies = reading_.bodies.size(), places = reading_.places.size();
    const PhraseIndex above = read_body(reading_, end() + 1, limit_);
    const TokenIndex close = above == no_phrase ? end() : reading_.bodies[above].tokens.last;
    if (above != no_phrase && reading_.bodies[above].head != nullptr &&
        reading_.is_mark(close, limit_, U')') && reading_.bodies[above].head->type == "ministry") {
        office_.tokens.last = close + 1;
        return true;
    }
    reading_.bodies.resize(bodies);
    reading_.places.resize(places);
    return false;
}

void OfficeReader::superior() {
    if (office_.body == no_phrase || superior_in_bracket()) return;
    const TokenIndex at = end() + (reading_.is_mark(end(), limit_, U',') ? 1 : 0);
    if (!reading_.capital(at, limit_)) return;
    const std::size_t bodies = reading_.bodies.size(), places = reading_.places.size();
    const PhraseIndex above = read_body(reading_, at, limit_);
    if (above != no_phrase && reading_.bodies[above].head != nullptr) {
        static const SyllableSet armies("quân hải");
        const std::string_view type = reading_.bodies[above].head->type;
        const bool army = type == "military" && armies.contains(reading_.token(at).id);
        const TokenIndex last = reading_.bodies[above].tokens.last;
        const TokenIndex name = skip_people_words(
            reading_, last + (reading_.is_mark(last, limit_, U',') ? 1 : 0), limit_, nullptr);
        const bool rank = name > last + 1 || name == last; // a comma needs a rank behind it
        if ((type == "ministry" || army) && rank && reading_.capital(name, limit_) &&
            person_end(reading_, name, limit_, true) > name + 1) {
            office_.tokens.last = last;
            return;
        }
    }
    reading_.bodies.resize(bodies);
    reading_.places.resize(places);
}

void OfficeReader::second_body() {
    if (office_.body == no_phrase || !reading_.is(end(), limit_, Syllables::get().va)) return;
    const std::size_t bodies = reading_.bodies.size(), places = reading_.places.size();
    const PhraseIndex second = read_body(reading_, end() + 1, limit_);
    const Word* head = second == no_phrase ? nullptr : reading_.bodies[second].head;
    const Word* first = reading_.bodies[office_.body].head;
    if (head != nullptr && first != nullptr && head->detail == "abroad" && head->type == first->type) {
        office_.second_body = second;
        office_.tokens.last = reading_.bodies[second].tokens.last;
        return;
    }
    reading_.bodies.resize(bodies);
    reading_.places.resize(places);
}

TokenIndex OfficeReader::host_country_end(TokenIndex at) const {
    static const SyllableSet hosts("chủ sở bạn"), seconds("nhà tại");
    if (!reading_.is(at, limit_, Syllables::get().nuoc) || at + 2 >= limit_ ||
        !hosts.contains(reading_.token(at + 1).id))
        return at;
    if (seconds.contains(reading_.token(at + 2).id)) return at + 3;
    return reading_.token(at + 1).id == intern_syllable("bạn") ? at + 2 : at;
}

bool OfficeReader::take_country() {
    if (const TokenIndex host = host_country_end(end()); host != end()) {
        office_.tokens.last = host;
        return true;
    }
    const std::size_t places = reading_.places.size();
    const PhraseIndex index = read_place(reading_, end(), limit_, true);
    if (index != no_phrase && reading_.places[index].kind == EntityKind::country) {
        office_.place = index;
        office_.tokens.last = reading_.places[index].tokens.last;
        return true;
    }
    reading_.places.resize(places);
    return false;
}

void OfficeReader::country() {
    if (type() == "premier") {
        const std::size_t bodies = reading_.bodies.size(), places = reading_.places.size();
        const PhraseIndex index = read_body(reading_, end(), limit_);
        if (index != no_phrase && reading_.bodies[index].head != nullptr &&
            reading_.bodies[index].head->type == "government") {
            take_body(index);
            return;
        }
        reading_.bodies.resize(bodies);
        reading_.places.resize(places);
    }
    const TokenIndex start = end();
    if (reading_.is(start, limit_, Syllables::get().cua)) ++office_.tokens.last;
    if (!take_country()) office_.tokens.last = start;
}

void OfficeReader::envoy() {
    if (body()) return;
    place();
    if (!reading_.is(end(), limit_, Syllables::get().tai)) return;
    const PhraseIndex body = read_body(reading_, end() + 1, limit_);
    if (body != no_phrase) {
        office_.tokens.last = reading_.bodies[body].tokens.last;
        return;
    }
    const PhraseIndex index = read_place(reading_, end() + 1, limit_, true);
    if (index == no_phrase) return;
    office_.at = index;
    reading_.places[index].seat = true;
    office_.tokens.last = reading_.places[index].tokens.last;
}

} // namespace banggiao::extract
