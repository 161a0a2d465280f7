// Takes the head and name of a body. Hands out whose it is: the country, unit or body that follows, or a bare
// level in its place.
#include <banggiao/extract/body_reader.h>

#include <algorithm>

namespace banggiao::extract {

bool BodyReader::owner() {
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
    if (is_holder(phrase)) {
        reading_.places.resize(place);
        return false;
    }
    if (!bracket && begins_name(phrase)) {
        reading_.places.resize(place);
        return false;
    }
    if (bracket &&
        (phrase.kind != EntityKind::country || !reading_.is_mark(phrase.tokens.last, limit_, U')'))) {
        reading_.places.resize(place);
        return false;
    }
    body_.place = place;
    take(phrase.tokens.last + (bracket ? 1 : 0));
    return true;
}

bool BodyReader::is_holder(const PlacePhrase& place) const {
    static const SyllableSet levels("tỉnh huyện phố");
    const TokenRange name = place.name;
    const bool committee = body_.head->type == "people_committee" || body_.head->type == "people_council" ||
                           body_.head->type == "military";
    const bool lesser = place.entry != nullptr && place.entry->kind == EntryKind::foreign_locality &&
                        place.level == "province" &&
                        place.entry->level.find("tỉnh") == std::string_view::npos;
    if (!committee || (place.entry != nullptr && !lesser) || name.first == place.tokens.first ||
        !levels.contains(reading_.token(name.first - 1).id) || reading_.is_mark(name.last, limit_, U'(') ||
        !reading_.lexicon.begins(Use::surname, reading_.token(name.first).id))
        return false;
    for (TokenIndex at = name.first; at < name.last; ++at)
        if (!is_vietnamese_syllable(reading_.token(at).id)) return false;
    return name.size() > 1;
}

bool BodyReader::begins_name(const PlacePhrase& place) const {
    const TokenIndex at = place.tokens.last;
    return place.kind == EntityKind::country && place.tokens.size() == 1 && reading_.capital(at, limit_) &&
           reading_.capital(at + 1, limit_) && !reading_.capital(at + 2, limit_) &&
           is_vietnamese_syllable(reading_.token(at).id) &&
           is_vietnamese_syllable(reading_.token(at + 1).id) &&
           reading_.lexicon.begins(Use::surname, reading_.token(at - 1).id) &&
           !reading_.lexicon.begins(Use::surname, reading_.token(at).id);
}

bool BodyReader::country_owner() {
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

bool BodyReader::shared_by_both() const {
    static const SyllableSet listed(
        ", và các bộ ban ngành địa phương doanh nghiệp nhân dân cơ quan của chính phủ quốc hội nhà nước");
    constexpr TokenIndex longest = 14;
    const Syllables& words = Syllables::get();
    for (TokenIndex at = end(); at + 1 < limit_ && at < end() + longest; ++at) {
        const Token& token = reading_.token(at);
        if (token.id == words.hai || token.id == words.hai_digit)
            return at > end() && reading_.is(at + 1, limit_, words.nuoc);
        if (!listed.contains(token.id)) return false;
    }
    return false;
}

bool BodyReader::of_many_nations() const {
    static const SyllableSet many("các nhiều những số"),
        listed(", và bộ ban ngành địa phương cơ quan của một");
    static const SyllableSet nations("nước quốc");
    constexpr TokenIndex longest = 10;
    for (TokenIndex at = end(); at + 1 < limit_ && at < end() + longest; ++at) {
        const Token& token = reading_.token(at);
        const SyllableId next = reading_.token(at + 1).id;
        const bool several = many.contains(token.id) ||
                             (token.shape == Shape::number && token.id != Syllables::get().hai_digit);
        if (several && nations.contains(next) && reading_.token(at + 1).shape == Shape::lower) return true;
        if (!several && !listed.contains(token.id)) return false;
    }
    return false;
}

bool BodyReader::state() {
    of_nobody_ = type() == "state" && of_many_nations();
    if (of_nobody_) return false;
    if (ends_in_party() && party_name()) return true;
    const Syllables& words = Syllables::get();
    const bool two =
        at_ > 0 && (reading_.token(at_ - 1).id == words.hai || reading_.token(at_ - 1).id == words.hai_digit);
    const TokenIndex behind = skip_bracket(reading_, end(), limit_);
    if (behind != end() && // `Duma Quốc gia (Hạ viện) Nga`
        (reading_.capital(behind, limit_) || reading_.is(behind, limit_, words.nuoc))) {
        const TokenRange kept = body_.tokens;
        take(behind);
        if (country_owner()) return true;
        body_.tokens = kept;
    }
    static const SyllableId party = intern_syllable("đảng");
    const bool bureau = body_.head->form == "Bộ Chính trị" || body_.head->form == "Ban Bí thư";
    if (bureau && reading_.is(end(), limit_, party) && reading_.capital(end() + 1, limit_) && parent_body())
        return true; // `Bộ Chính trị Đảng Cộng sản A`
    const bool owned = country_owner();
    body_.listed = owned && two && body_.place != no_phrase; // `hai Chính phủ Việt Nam và Lào`
    if (!owned && !house_of_parliament() && !chamber_abroad() && two && type() == "state")
        body_.generic = Generic::both_countries;
    if (type() == "abroad" && body_.place == no_phrase && council_abroad()) return true;
    if (body_.place == no_phrase && body_.generic == Generic::none && type() == "state" && shared_by_both())
        body_.generic = Generic::both_countries;
    if (body_.place == no_phrase && body_.head->type == "department" &&
        reading_.lexicon.begins(Use::level, token_id(end())))
        if (!branch()) bare_level(); // `Bảo hiểm xã hội tỉnh`
    if (small() && !named_) return body_.place != no_phrase || body_.generic != Generic::none;
    return true;
}

bool BodyReader::branch() {
    const std::size_t places = reading_.places.size();
    const TokenRange tokens = body_.tokens;
    if (owner() && body_.place != no_phrase && reading_.places[body_.place].kind != EntityKind::country)
        return true;
    reading_.places.resize(places);
    body_.place = no_phrase;
    body_.generic = Generic::none;
    body_.tokens = tokens;
    return false;
}

bool BodyReader::chamber_abroad() {
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

bool BodyReader::house_of_parliament() {
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

bool BodyReader::bare_level() {
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

bool BodyReader::several_places() {
    const std::size_t places = reading_.places.size();
    const BodyPhrase kept = body_;
    const bool found = skip_to_places();
    body_ = kept;
    reading_.places.resize(places);
    return found;
}

bool BodyReader::skip_to_places() {
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

bool BodyReader::local() {
    static const SyllableId border = intern_syllable("biên"); // `Biên phòng A`, no `công tác Biên phòng`
    if (reading_.token(at_).id == border) return border_guards();
    if (reading_.is(end(), limit_, Syllables::get().cac) && !several_places()) return false;
    if (skip_to_places()) return true;
    static const SyllableId nation[] = {intern_syllable("quốc"), intern_syllable("gia")};
    if (body_.head->type == "mass" && reading_.is(end(), limit_, nation[0]) &&
        reading_.is(end() + 1, limit_, nation[1]) && reading_.capital(end() + 2, limit_))
        take_name(end() + 2); // `Hội Cựu chiến binh quốc gia Lào`
    if (owner()) {
        if (body_.generic == Generic::both_countries && small() && !named_)
            return false; // `công an hai nước`
        const bool national =
            body_.place != no_phrase && reading_.places[body_.place].kind == EntityKind::country;
        if (body_.place != no_phrase && body_.head->type == "mass") compatriots_abroad();
        if (national) branch_at_home();
        return !national || body_.head->type == "mass" || body_.head->type == "media" ||
               body_.head->form == "Đại hội đại biểu nhân dân"; // `Nhân đại Trung Quốc`
    }
    if (bare_level()) return true;
    if (small() && !named_) return false;
    if ((body_.head->form.starts_with("Ban Quản lý") || body_.head->form == "Trạm Y tế") &&
        reading_.capital(end(), limit_) && named())
        return true; // `Ban Quản lý Khu kinh tế Vũng Áng`
    body_.generic = Generic::unsaid;
    return body_.head->form != "Công an" || depth_ > 0;
}

bool BodyReader::border_guards() {
    static const SyllableSet units("đồn trạm an trưởng đội tư");
    if (small() || (at_ > 0 && units.contains(reading_.token(at_ - 1).id))) return false;
    return owner() && body_.place != no_phrase && reading_.places[body_.place].kind == EntityKind::province;
}

TokenIndex BodyReader::service_end() {
    static const SyllableId words[] = {intern_syllable("từng"), intern_syllable("công"),
                                       intern_syllable("tác")};
    TokenIndex at = end();
    for (const SyllableId word : words)
        if (!reading_.is(at++, limit_, word)) return end();
    static const SyllableSet where("tại ở");
    if (at >= limit_ || !where.contains(reading_.token(at).id)) return end();
    const std::size_t places = reading_.places.size();
    const PhraseIndex place = read_place(reading_, at + 1, limit_, true);
    if (place == no_phrase || reading_.places[place].kind != EntityKind::country) {
        reading_.places.resize(places);
        return end();
    }
    reading_.places[place].in_body = true;
    return reading_.places[place].tokens.last;
}

void BodyReader::compatriots_abroad() {
    if (reading_.places[body_.place].kind != EntityKind::country) return;
    if (const TokenIndex served = service_end(); served != end()) return take_name(served);
    if (!reading_.is(end(), limit_, Syllables::get().tai)) return;
    const std::size_t places = reading_.places.size();
    const PhraseIndex place = read_place(reading_, end() + 1, limit_, true);
    const PlacePhrase& own = reading_.places[body_.place];
    const bool abroad = place != no_phrase && reading_.places[place].kind == EntityKind::country &&
                        reading_.places[place].entry != nullptr &&
                        (own.entry == nullptr || reading_.places[place].entry->code != own.entry->code);
    if (!abroad) return reading_.places.resize(places);
    body_.at = place;
    reading_.places[place].in_body = true;
    take(reading_.places[place].tokens.last);
}

bool BodyReader::has_seat() const {
    for (TokenIndex i = body_.head_end; i < body_.tokens.last; ++i)
        if (reading_.token(i).id == Syllables::get().tai) return true;
    return false;
}

PhraseIndex BodyReader::unknown_seat(TokenIndex at) {
    if (!reading_.capital(at, limit_) || is_vietnamese_syllable(reading_.token(at).id)) return no_phrase;
    if (reading_.capital(at + 1, limit_)) return no_phrase;
    PlacePhrase place;
    place.tokens = place.name = {at, at + 1};
    place.kind = EntityKind::foreign_locality;
    reading_.places.push_back(place);
    return static_cast<PhraseIndex>(reading_.places.size() - 1);
}

bool BodyReader::mission() {
    static const SyllableId in = intern_syllable("ở");
    static const SyllableSet several("các những nhiều");
    if (end() < limit_ && several.contains(reading_.token(end()).id)) return false; // `Đại sứ quán các nước`
    const bool sender = body_.head->type == "mass" ? owner() : country_owner();
    if (reading_.is(end(), limit_, Syllables::get().tai) || (sender && reading_.is(end(), limit_, in))) {
        PhraseIndex place = read_place(reading_, end() + 1, limit_, true);
        if (place == no_phrase && sender) place = unknown_seat(end() + 1);
        const PhraseIndex seat =
            place == no_phrase ? read_body(reading_, end() + 1, limit_, depth_ + 1) : no_phrase;
        if (seat != no_phrase) take_name(reading_.bodies[seat].tokens.last);
        if (place != no_phrase) {
            body_.at = place;
            reading_.places[place].in_body = reading_.places[place].seat = true;
            take(reading_.places[place].tokens.last);
        }
    }
    if (!sender && body_.at == no_phrase) body_.generic = Generic::unsaid;
    return sender || body_.at != no_phrase || !small() || depth_ > 0 || body_.head->form == "Đại sứ quán";
}

bool BodyReader::several_units() {
    const BodyPhrase kept = body_;
    const std::size_t places = reading_.places.size();
    const bool two = reading_.is(end(), limit_, Syllables::get().hai);
    if ((two || several_follow()) && skip_to_places() &&
        (reading_.places[body_.place].kind == EntityKind::foreign_locality ||
         reading_.places[body_.place].kind == EntityKind::province))
        return true;
    body_ = kept;
    reading_.places.resize(places);
    return false;
}

bool BodyReader::parent_body() {
    if (depth_ >= deepest_body_nesting) return false;
    const Syllables& words = Syllables::get();
    TokenIndex at = end();
    const bool under = reading_.is(at, limit_, words.thuoc);
    if (under && body_.head->type == "mass" && body_.core.last > body_.head_end)
        return false; // `Hội Hữu nghị A - B thuộc Liên hiệp …`: its name is complete
    if (under || reading_.is(at, limit_, words.cua)) ++at;
    const PhraseIndex parent = read_body(reading_, at, limit_, depth_ + 1);
    if (parent == no_phrase) return false;
    body_.parent = parent;
    take(reading_.bodies[parent].tokens.last);
    return true;
}

bool BodyReader::council_abroad() {
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

bool BodyReader::only_a_place(TokenIndex start, TokenIndex last) const {
    for (const GazetteerMatch& match : reading_.listed(at_))
        if (match.entry->kind != EntryKind::organization && match.tokens.last >= last) return true;
    if (body_.head->type != "media" && body_.head->type != "company" && body_.head_end > at_ + 1)
        return false;
    if (body_.head->form == "Trường Đại học" || body_.head->form == "Hãng thông tấn") return false;
    for (const GazetteerMatch& match : reading_.listed(start))
        if (match.entry->kind == EntryKind::country && match.tokens.last == last) return true;
    return false;
}

void BodyReader::trim_to_place(TokenIndex start) {
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
            const bool serves = reading_.places[place].kind == EntityKind::country || levelled || association;
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

bool BodyReader::two_countries(TokenIndex start, TokenIndex at, PhraseIndex second) {
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

} // namespace banggiao::extract
