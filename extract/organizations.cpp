// Takes a Reading. Hands out names of bodies: a head (`Sở`, `Tỉnh ủy`, `Công ty`), its own name as far as it
// goes, and the place or body it belongs to.
#include <banggiao/extract/body_names.h>
#include <banggiao/extract/body_reader.h>

#include <algorithm>

namespace banggiao::extract {

PhraseIndex BodyReader::read() {
    const WordMatch head = reading_.lexicon.match(Use::body, reading_.document, at_, limit_);
    if (!head || head.word->type.empty() || in_number_of_decree()) return no_phrase;
    const std::size_t places = reading_.places.size(), bodies = reading_.bodies.size();
    body_.head = head.word;
    body_.head_end = head.end;
    body_.core = {at_, head.end};
    body_.tokens = body_.core;
    if (!head_is_a_name() || !(organ_of_society() || continued())) {
        reading_.places.resize(places);
        reading_.bodies.resize(bodies);
        return no_phrase;
    }
    read_abbreviation();
    if (body_.place != no_phrase) reading_.places[body_.place].in_body = true;
    reading_.bodies.push_back(body_);
    return static_cast<PhraseIndex>(reading_.bodies.size() - 1);
}

bool BodyReader::in_number_of_decree() const {
    return at_ > 0 && reading_.token(at_).shape == Shape::upper && reading_.token(at_).glued &&
           is_dash(reading_.token(at_ - 1).mark) && reading_.token(at_ - 1).glued; // `15/2019/NĐ-CP`
}

bool BodyReader::head_is_a_name() const {
    if (!small() || named_) return true;
    static const SyllableId negation = intern_syllable("không");
    if (at_ > 0 && reading_.token(at_ - 1).id == negation) return false; // `Ủy viên không thường trực`
    const std::string_view kind = body_.head->type;
    if (type() == "local" || kind == "diplomatic") return true;
    if (type() == "state" || type() == "abroad" || type() == "country") return true;
    if (chaired_party()) return true;
    if (kind == "party" && body_.head_end > at_ + 1)
        return reading_.capital(at_ + 1, limit_); // `đảng Dân chủ xã hội`
    const bool house = body_.head->form == "Bệnh viện" || body_.head->form == "Bảo tàng";
    if (body_.head->form == "Đồn Biên phòng") {
        const WordMatch gate =
            reading_.lexicon.match(Use::name_word, reading_.document, body_.head_end, limit_);
        return reading_.capital(gate ? gate.end : body_.head_end, limit_);
    }
    if (kind != "company" && kind != "education" && kind != "media" && kind != "party" && !house)
        return false;
    if (body_.head_end == at_ + 1 && in_compound()) return false;
    return reading_.capital(body_.head_end, limit_) || reading_.is_mark(body_.head_end, limit_, U'“') ||
           reading_.is_mark(body_.head_end, limit_, U'"');
}

bool BodyReader::in_compound() const {
    static const SyllableSet firsts(
        "thị môi hiện lập quảng chiến nghị công thông cảnh dự khai họp tình lâu bách hội nông "
        "lâm ngư nhi hải đa mật bệnh thư tượng nhà");
    return at_ > 0 && firsts.contains(reading_.token(at_ - 1).id);
}

bool BodyReader::continued() {
    if ((type() == "field" || type() == "named") && holder_of_head()) {
        body_.generic = Generic::again;
        return true;
    }
    if (type() == "fixed") {
        branch_at_home();
        return true;
    }
    if (type() == "whole" && house_follows() && parent_body()) return true;
    if (type() == "whole") return listed_fields() || (!holder_follows() && named()) || whole();
    if (type() == "seat") return !in_a_building();
    if (type() == "under") return parent_body() || !small();
    static const SyllableId palace = intern_syllable("phủ"); // `họp tại Phủ Thủ tướng`
    if (type() == "abroad" && token_id(at_) == palace && in_a_building()) return false;
    if (type() == "state" || type() == "abroad") {
        const bool found = state();
        if (found) branch_at_home();
        return found;
    }
    if (type() == "central") return central();
    if (type() == "country") {
        const bool found = (owner() && body_.place != no_phrase) || commanded();
        if (found) branch_at_home();
        return found;
    }
    if (type() == "local") return local();
    if (type() == "mission") return mission();
    if (type() == "mission-at") return mission() && body_.tokens.last > body_.head_end && has_seat();
    if (type() == "field") {
        if (!field()) return false;
        widen_to_ministry();
        return true;
    }
    if (type() == "named") return named() || council_of_unit();
    if (type() == "organ") return organ();
    if (type() == "party") return party();
    if (type() == "numbered") return numbered();
    if (type() == "numbered-unit") return numbered() && force_behind();
    return false;
}

bool BodyReader::listed_fields() {
    constexpr TokenIndex noun = 2; // `Ủy ban`
    const bool dash = end() + 1 < limit_ && is_dash(reading_.token(end()).mark) &&
                      reading_.capital(end() + 1, limit_) &&
                      !reading_.lexicon.begins(Use::surname, token_id(end() + 1));
    if (!(dash || reading_.is_mark(end(), limit_, U',')) || body_.head_end <= at_ + noun) return false;
    const TokenIndex last = BodyNameReader(reading_, limit_, true).end_from(at_ + noun);
    if (last <= end() + 1) return false;
    take_name(last);
    trim_to_place(end_of_head());
    if (body_.place == no_phrase) after_name();
    return true;
}

bool BodyReader::commanded() {
    if (!named_ || small() || body_.place != no_phrase || !holder_follows()) return false;
    body_.generic = Generic::unsaid;
    return true;
}

bool BodyReader::holder_follows() const {
    return reading_.capital(end(), limit_) && person_end(reading_, end(), limit_, true) > end() + 1 &&
           !reading_.lexicon.match(Use::name_word, reading_.document, end(), limit_);
}

bool BodyReader::holder_of_head() const {
    static const SyllableSet offices("đốc tịch trưởng nhiệm thư"), houses("trường viện tàng quỹ nhà");
    constexpr TokenIndex shortest = 3, longest = 4;
    if (at_ == 0 || depth_ > 0 || !offices.contains(reading_.token(at_ - 1).id) ||
        houses.contains(reading_.token(body_.head_end - 1).id) ||
        !reading_.lexicon.begins(Use::surname, token_id(end())) || !reading_.listed(end()).empty() ||
        reading_.lexicon.match(Use::field, reading_.document, end(), limit_)) // `Sở Nông Lâm Ngư nghiệp`
        return false;
    TokenIndex last = end();
    while (last < limit_ && reading_.token(last).shape == Shape::capital &&
           is_vietnamese_syllable(reading_.token(last).id))
        ++last;
    return last - end() >= shortest && last - end() <= longest;
}

void BodyReader::take_name(TokenIndex last) {
    body_.core.last = last;
    body_.tokens.last = last;
}

bool BodyReader::council_of_unit() {
    static const SyllableId chair = intern_syllable("tịch"); // `Chủ tịch Hội đồng tỉnh`
    return body_.head->form == "Hội đồng" && !small() && at_ > 0 && reading_.token(at_ - 1).id == chair &&
           bare_level();
}

bool BodyReader::house_follows() const {
    const WordMatch head = reading_.lexicon.match(Use::body, reading_.document, end(), limit_);
    return head && reading_.capital(end(), limit_) &&
           (head.word->form == "Quốc hội" || head.word->form == "Thượng viện" ||
            head.word->form == "Hạ viện");
}

bool BodyReader::whole() {
    after_name();
    return true;
}

bool BodyReader::in_a_building() const {
    static const SyllableSet before("tại ở trong đến tới vào");
    return at_ > 0 && before.contains(reading_.token(at_ - 1).id);
}

bool BodyReader::again() {
    static const std::string_view heads[] = {"Sở",       "Bộ",        "Tập đoàn",  "Tổng công ty", "Công ty",
                                             "Học viện", "Ngân hàng", "Hiệp hội",  "Ủy ban",       "Hội",
                                             "Quân khu", "Quân đoàn", "Binh đoàn", "Lữ đoàn",      "Sư đoàn"};
    static const SyllableId others[] = {intern_syllable("phận"), intern_syllable("máy"),
                                        intern_syllable("đội"),  intern_syllable("luật"),
                                        intern_syllable("ba"),   intern_syllable("tứ")};
    const bool known = std::find(std::begin(heads), std::end(heads), body_.head->form) != std::end(heads);
    if (small() || !known || at_ == 0 || reading_.token(at_).line_start) return false;
    if (reading_.token(at_ - 1).mark != 0 && reading_.token(at_ - 1).mark != U',') return false;
    for (const SyllableId other : others)
        if (reading_.is(end(), limit_, other)) return false;
    const bool goes_on = end() < limit_ && reading_.token(end()).shape == Shape::lower &&
                         !reading_.lexicon.begins(Use::function_word, token_id(end()));
    if (body_.head->form == "Ủy ban" && (depth_ > 0 || goes_on)) return false;
    static const SyllableSet chiefs("tịch thư trưởng"); // `Chủ tịch Hội`
    if (body_.head->form == "Hội" && (depth_ > 0 || goes_on || !chiefs.contains(token_id(at_ - 1))))
        return false;
    body_.generic = Generic::again;
    return true;
}

TokenIndex BodyReader::central_end(TokenIndex at) const {
    static const SyllableId trung = intern_syllable("trung"), uong = intern_syllable("ương"),
                            t = intern_syllable("t"), u = intern_syllable("ư"), tw = intern_syllable("tw"),
                            tu = intern_syllable("tư");
    if (reading_.is(at, limit_, trung) && reading_.is(at + 1, limit_, uong)) return at + 2;
    if (reading_.is(at, limit_, tw)) return at + 1;
    if (reading_.is(at, limit_, tu) && reading_.token(at).shape == Shape::upper) return at + 1;
    const bool dotted = reading_.is(at, limit_, t) && reading_.is_mark(at + 1, limit_, U'.') &&
                        reading_.is(at + 2, limit_, u);
    return dotted ? at + 3 : at;
}

void BodyReader::after_name() {
    const TokenIndex at = end(), central = central_end(at);
    if (central != at) {
        body_.central = true;
        take_name(central);
        if (!reading_.is(central, limit_, Syllables::get().dang))
            country_owner(); // `Ban Tuyên giáo Trung ương Lào`
        else
            parent_body();
        return;
    }
    if (parent_body()) return;
    if (owner()) return;
    if (body_.head->type == "department" || body_.head->type == "party" || body_.head->type == "mass" ||
        house_of_unit())
        bare_level();
}

bool BodyReader::house_of_unit() const {
    static constexpr std::string_view houses[] = {"Bệnh viện", "Bảo tàng", "Thư viện", "Trường"};
    return std::find(std::begin(houses), std::end(houses), body_.head->form) != std::end(houses);
}

bool BodyReader::small_name() {
    if (small()) return false;
    TokenIndex at = end();
    while (const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, at, limit_))
        at = word.end;
    if (at == end() || !reading_.lexicon.begins(Use::level, token_id(at))) return false;
    const BodyPhrase kept = body_;
    const std::size_t places = reading_.places.size();
    take_name(at);
    if (owner() && body_.place != no_phrase && !reading_.places[body_.place].level.empty()) return true;
    body_ = kept;
    reading_.places.resize(places);
    return false;
}

bool BodyReader::described() {
    const bool word = body_.head_end == at_ + 1; // `Hội đàm cấp cao`
    if (small() || named_ || word || (body_.head->type != "mass" && body_.head->form != "Hội đồng"))
        return false;
    const TokenIndex tail = BodyNameReader(reading_, limit_, true).tail_from(end());
    if (tail < end() + 2) return false;
    const BodyPhrase kept = body_;
    const std::size_t places = reading_.places.size();
    take_name(tail);
    if (owner() && body_.place != no_phrase &&
        (reading_.places[body_.place].kind == EntityKind::country ||
         !reading_.places[body_.place].level.empty()))
        return true;
    body_ = kept;
    reading_.places.resize(places);
    return false;
}

bool BodyReader::named() {
    if (body_.head->form == "Hội đồng" && council_abroad()) return true;
    const TokenIndex start = end();
    if (body_.head->form == "Ban" && start + 1 < limit_ && is_dash(reading_.token(start + 1).mark) &&
        reading_.token(start + 1).glued)
        return false; // `Ban Ki-moon`
    if (body_.head->form == "Báo" && reading_.is(start, limit_, Syllables::get().dang) &&
        !reading_.capital(start + 1, limit_))
        return false; // `báo Đảng`: a kind of papers
    if (body_.head->type == "military" && start < limit_ && reading_.token(start).shape == Shape::number)
        return numbered(); // `Hạm đội 7`
    if (paper_of_country(start)) return true;
    const TokenIndex last = std::max(name_end(start), listed_firm_end(start));
    if (last == start)
        return about() || small_name() || described() || (house_of_unit() && !small() && bare_level()) ||
               again();
    if (only_a_place(start, last)) return false;
    take_name(last);
    trim_to_place(start);
    static constexpr std::string_view abroad[] = {"Trung tâm", "Phòng Thương mại", "Cơ quan"};
    if (body_.place != no_phrase &&
        (body_.head->type == "mass" ||
         std::find(std::begin(abroad), std::end(abroad), body_.head->form) != std::end(abroad)))
        compatriots_abroad();
    const bool coined = body_.head->type == "company" || body_.head->type == "media";
    if (body_.place == no_phrase && !coined && !reading_.is_mark(end(), limit_, U'(')) after_name();
    joint_committee();
    branch_at_home();
    return true;
}

void BodyReader::branch_at_home() {
    if (body_.head->type != "mass" || body_.generic != Generic::none ||
        !reading_.lexicon.begins(Use::level, token_id(end())))
        return;
    const bool national =
        body_.place != no_phrase && reading_.places[body_.place].kind == EntityKind::country;
    if (!national && (body_.place != no_phrase || type() != "fixed")) return;
    const bool ours = national && reading_.places[body_.place].entry != nullptr &&
                      reading_.places[body_.place].entry->code == "VN";
    const std::size_t places = reading_.places.size();
    const BodyPhrase kept = body_;
    const TokenIndex own = end();
    body_.place = no_phrase;
    if ((owner() && body_.place != no_phrase && !reading_.places[body_.place].level.empty() &&
         reading_.places[body_.place].kind != EntityKind::country) ||
        (ours && bare_level())) {
        body_.core.last = own;
        return;
    }
    body_ = kept;
    reading_.places.resize(places);
}

void BodyReader::joint_committee() {
    static constexpr std::string_view heads[] = {"Ủy ban", "Tiểu ban", "Hội đồng", "Ban"};
    static const SyllableId between = intern_syllable("giữa");
    const bool joint = std::find(std::begin(heads), std::end(heads), body_.head->form) != std::end(heads);
    if (!joint || small() || depth_ > 0 || !reading_.is(end(), limit_, between)) return;
    const std::size_t places = reading_.places.size(), bodies = reading_.bodies.size();
    const PhraseIndex ours = read_place(reading_, end() + 1, limit_, true);
    const TokenIndex first = ours == no_phrase ? end() + 1 : reading_.places[ours].tokens.last;
    const bool two = first > end() + 1 && reading_.is(first, limit_, Syllables::get().va);
    const TokenIndex second = two ? side_end(first + 1) : first;
    if (two && second > first + 1) return take_name(second);
    reading_.places.resize(places);
    reading_.bodies.resize(bodies);
}

TokenIndex BodyReader::side_end(TokenIndex at) {
    if (const PhraseIndex place = read_place(reading_, at, limit_, true); place != no_phrase)
        return reading_.places[place].tokens.last;
    const PhraseIndex body = read_body(reading_, at, limit_, depth_ + 1);
    return body == no_phrase ? at : reading_.bodies[body].tokens.last;
}

TokenIndex BodyReader::known_words_end(TokenIndex at) const {
    TokenIndex last = at; // `về các vấn đề xã hội`
    while (const WordMatch word = reading_.lexicon.match(Use::name_word, reading_.document, last, limit_))
        last = word.end;
    return last > at + 2 ? last : at - 1;
}

bool BodyReader::about() {
    static const SyllableId about = intern_syllable("về");
    if (small() || !reading_.is(end(), limit_, about)) return false;
    TokenIndex last = BodyNameReader(reading_, limit_, true).tail_from(end());
    if (last == end() && reading_.capital(end() + 1, limit_)) { // `Ủy ban về Dịch vụ cảng`
        const TokenIndex named = BodyNameReader(reading_, limit_, true).end_from(end() + 1);
        if (named > end() + 1) last = named;
    }
    if (last == end()) last = known_words_end(end() + 1);
    constexpr TokenIndex longest = 9;
    for (TokenIndex at = end() + 1; last == end() && at < limit_ && at < end() + longest; ++at) {
        if (reading_.capital(at, limit_) && at > end() + 2 && !is_vietnamese_syllable(reading_.token(at).id))
            last = at + 1;
        if (reading_.token(at).shape != Shape::lower) break;
    }
    if (last == end()) return false;
    take_name(last);
    after_name();
    return true;
}

bool BodyReader::paper_of_country(TokenIndex start) {
    const std::string_view head = body_.head->form;
    if (head != "Báo" && head != "Tờ" && head != "Tạp chí") return false;
    const std::size_t places = reading_.places.size();
    const PhraseIndex place = read_place(reading_, start, limit_, true);
    if (place != no_phrase && reading_.places[place].kind == EntityKind::country) {
        const TokenIndex first = reading_.places[place].tokens.last;
        bool foreign = false;
        for (TokenIndex at = first; reading_.capital(at, limit_) && at < first + 3; ++at)
            foreign = foreign || !is_vietnamese_syllable(reading_.token(at).id);
        const TokenIndex last = foreign ? BodyNameReader(reading_, limit_, false).end_from(first) : first;
        if (last != first) {
            body_.bare = true;
            body_.core = {first, last};
            body_.tokens.last = last;
            return true;
        }
    }
    reading_.places.resize(places);
    return false;
}

TokenIndex BodyReader::listed_firm_end(TokenIndex start) const {
    if (body_.head->type != "company" && body_.head->type != "media") return start;
    for (const GazetteerMatch& match : reading_.listed(start))
        if (match.entry->kind == EntryKind::organization && match.tokens.last <= limit_)
            return match.tokens.last;
    return start;
}

TokenIndex BodyReader::name_end(TokenIndex start) {
    const bool coined = body_.head->type == "company" || body_.head->type == "media";
    const bool small_allowed =
        !small() && (body_.head->form == "Ban Quản lý" || body_.head->form == "Ban Chỉ đạo" ||
                     body_.head->form == "Ủy ban" || body_.head->form == "Hội đồng" ||
                     body_.head->form == "Khoa" || body_.head->form == "Trung tâm" ||
                     body_.head->form == "Viện" || body_.head->form == "Viện Nghiên cứu");
    static constexpr std::string_view named_for[] = {
        "Trung tâm", "Viện", "Viện Nghiên cứu", "Học viện", "Quỹ", "Bệnh viện", "Bảo tàng", "Trường Đại học"};
    const bool named_after =
        std::find(std::begin(named_for), std::end(named_for), body_.head->form) != std::end(named_for);
    const bool several =
        body_.head->form == "Viện Nghiên cứu" || body_.head->form == "Công ty cổ phần Đầu tư";
    const bool link = several
                          ? reading_.is(start, limit_, Syllables::get().va)
                          : body_.head->form == "Phòng Thương mại" && reading_.is_mark(start, limit_, U'&');
    const bool joined = link && reading_.capital(start + 1, limit_) &&
                        !reading_.lexicon.match(Use::body, reading_.document, start + 1, limit_);
    const TokenIndex first = start + (joined ? 1 : 0); // `Viện Nghiên cứu và Phát triển …`
    const TokenIndex end =
        BodyNameReader(reading_, limit_, !coined, small_allowed, named_after).end_from(first);
    return end == first ? start : end;
}

bool BodyReader::organ() {
    if (parent_body()) return true;
    if (owner()) return true;
    if (bare_level()) return true;
    if (body_.head->form == "Văn phòng" || body_.head->form == "Ban Chấp hành") return !small() && named();
    static constexpr std::string_view of_another[] = {"Ban cán sự Đảng",     "Đảng đoàn",
                                                      "Ban Thường vụ",       "Hội đồng quản trị",
                                                      "Hội đồng thành viên", "Đảng ủy"};
    body_.generic = Generic::unsaid;
    return depth_ == 0 && !small() &&
           std::find(std::begin(of_another), std::end(of_another), body_.head->form) != std::end(of_another);
}

bool BodyReader::numbered() {
    if (end() >= limit_ || (reading_.token(end()).shape != Shape::number && !reading_.capital(end(), limit_)))
        return again(); // `Chính ủy Quân khu`
    if (reading_.capital(end(), limit_) && !small() &&
        person_end(reading_, end(), limit_, false) >= end() + 3 && again())
        return true;                  // `Chính ủy Quân khu Trần Văn A`
    constexpr TokenIndex longest = 4; // `Trung đoàn Không quân 925`
    TokenIndex number = end();
    while (number < limit_ && number < end() + longest && reading_.token(number).mark == 0 &&
           reading_.token(number).shape != Shape::number && !reading_.token(number).line_start)
        ++number;
    const bool found =
        number < limit_ && number < end() + longest && reading_.token(number).shape == Shape::number;
    take_name(found ? number + 1 : end() + 1);
    return true;
}

bool BodyReader::force_behind() {
    const WordMatch force = reading_.lexicon.match(Use::body, reading_.document, end(), limit_);
    if (!force || force.word->type != "military") return false;
    take_name(force.end);
    country_owner();
    return true;
}

void BodyReader::read_abbreviation() {
    const TokenIndex at = end();
    if (!reading_.is_mark(at, limit_, U'(') || at + 2 >= limit_) return;
    const WordMatch house = reading_.lexicon.match(Use::body, reading_.document, at + 1, limit_);
    const bool chamber = body_.head->type == "legislature" || body_.head->form == "Hội đồng";
    if (house && house.word->type == "legislature" && chamber && reading_.is_mark(house.end, limit_, U')')) {
        body_.abbreviation = {at + 1, house.end}; // `Hội đồng Liên bang (Thượng viện)`
        return;
    }
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
    const WordMatch level = reading_.lexicon.match(Use::level, reading_.document, at + 1, limit_);
    if (level && level.end < last) return; // `(TP Vinh)`
    body_.abbreviation = {at + 1, last};
}

} // namespace banggiao::extract
