// Takes a Reading. Hands out offices: the title's words, and the body, place or country it is an office of.
#include <banggiao/extract/body_names.h>
#include <banggiao/extract/phrases.h>

#include <algorithm>

namespace banggiao::extract {
namespace {

class OfficeReader {
  public:
    OfficeReader(Reading& reading, TokenIndex at, TokenIndex limit)
        : reading_(reading), at_(at), limit_(limit) {}

    PhraseIndex read() {
        TokenIndex at = prefixes();
        WordMatch title = reading_.lexicon.match(Use::title, reading_.document, at, limit_);
        if (!title && at != at_) { // `Cố vấn` is no dead one
            office_ = {};
            at = at_;
            title = reading_.lexicon.match(Use::title, reading_.document, at, limit_);
        }
        if (!title) return no_phrase;
        const WordMatch body = reading_.lexicon.match(Use::body, reading_.document, at, limit_);
        if (body && body.end > title.end) return no_phrase; // `Đại sứ quán`
        office_.word = title.word;
        office_.title = {at_, title.end};
        office_.dead = office_.dead || represented();
        at_another();
        office_.tokens = office_.title;
        if (type() == "unit" && shared_body()) return add(at);
        suffixes();
        qualify();
        office_.tokens = office_.title;
        pass_bracket();
        find_body();
        second_body();
        superior();
        pass_seat();
        return add(at);
    }

  private:
    PhraseIndex add(TokenIndex at) {
        if (type() == "standing" && office_.body == no_phrase) return no_phrase;
        if (!reading_.capital(at, limit_) && !anchored(at)) return no_phrase;
        reading_.offices.push_back(office_);
        return static_cast<PhraseIndex>(reading_.offices.size() - 1);
    }

    std::string_view type() const { return office_.word->type; }
    TokenIndex end() const { return office_.tokens.last; }

    TokenIndex prefixes() {
        TokenIndex at = at_;
        for (int count = 0; count < 2; ++count) {
            const WordMatch word = reading_.lexicon.match(Use::title_word, reading_.document, at, limit_);
            if (!word || word.word->type == "suffix" || in_compound(at)) break;
            if (count > 0 && reading_.lexicon.match(Use::title, reading_.document, at, limit_))
                break; // `cựu cố vấn`
            if (word.word->type == "dead")
                office_.dead = true;
            else if (word.word->type != "passing")
                office_.before[count] = word.word->detail;
            at = word.end;
        }
        return at;
    }

    /// `thay mặt Chủ tịch nước, Đại sứ A …`: the office of somebody who is not there.
    bool represented() const {
        static const std::pair<SyllableId, SyllableId> acts[] = {
            {intern_syllable("thay"), intern_syllable("mặt")},
            {intern_syllable("ủy"), intern_syllable("quyền")},
            {intern_syllable("ủy"), intern_syllable("nhiệm")}};
        const TokenIndex at = at_ > 0 && reading_.token(at_ - 1).id == Syllables::get().cua ? at_ - 1 : at_;
        if (at < 2 || (type() != "state" && type() != "premier" && type() != "minister")) return false;
        return std::any_of(std::begin(acts), std::end(acts), [&](const auto& act) {
            return reading_.token(at - 2).id == act.first && reading_.token(at - 1).id == act.second;
        });
    }

    /// `chính quyền Tổng thống`: not an acting one.
    bool in_compound(TokenIndex at) const {
        static const SyllableId firsts[] = {
            intern_syllable("chính"), intern_syllable("thẩm"), intern_syllable("ủy"), intern_syllable("nhân"),
            intern_syllable("tài"),   intern_syllable("tây"),  intern_syllable("cao")};
        if (at == 0 || at != at_) return false;
        return std::find(std::begin(firsts), std::end(firsts), reading_.token(at - 1).id) != std::end(firsts);
    }

    /// `Trợ lý Bộ trưởng Ngoại giao`: an office at the holder of another.
    void at_another() {
        static constexpr std::string_view helpers[] = {"Trợ lý", "Cố vấn", "Thư ký", "Đặc phái viên"};
        if (std::find(std::begin(helpers), std::end(helpers), office_.word->form) == std::end(helpers))
            return;
        TokenIndex at = office_.title.last;
        if (reading_.is(at, limit_, Syllables::get().cua)) ++at;
        const WordMatch chief = reading_.lexicon.match(Use::title, reading_.document, at, limit_);
        if (!chief) return;
        office_.before[1] = at == office_.title.last ? office_.word->form : std::string_view{};
        if (at != office_.title.last) office_.of = office_.word->form;
        office_.word = chief.word;
        office_.title.last = chief.end;
    }

    void suffixes() {
        const WordMatch word =
            reading_.lexicon.match(Use::title_word, reading_.document, office_.title.last, limit_);
        if (!word || word.word->type != "suffix") return;
        office_.after[0] = word.word->detail;
        office_.title.last = word.end;
        const WordMatch more = reading_.lexicon.match(Use::title_word, reading_.document, word.end, limit_);
        if (!more || more.word->type != "suffix") return;
        office_.after[1] = more.word->detail;
        office_.title.last = more.end;
    }

    /// `Giám đốc phụ trách đối ngoại Tập đoàn A`, `Giám đốc Tiếp thị và Đối tác Tập đoàn A`.
    void qualify() {
        static const SyllableId in[] = {intern_syllable("phụ"), intern_syllable("trách")};
        const TokenIndex at = office_.title.last;
        const bool charged =
            at >= 2 && reading_.token(at - 1).id == in[1] && reading_.token(at - 2).id == in[0];
        if (charged && office_.after[0] == "phụ trách")
            office_.after[0] = {};
        else if (!office_.word->form.ends_with("iám đốc") || office_.after[0] != std::string_view{})
            return;
        const TokenIndex last = qualifier_end(at, charged);
        if (last == at) {
            if (charged) office_.after[0] = "phụ trách";
            return;
        }
        office_.qualifier = {charged ? at - 2 : at, last};
        office_.title.last = last;
    }

    /// Where the words that say of what one is in charge end: before a body, a country, `của` or a mark.
    TokenIndex qualifier_end(TokenIndex at, bool charged) const {
        static const SyllableSet inside("các và về vấn khu"), names("của tại thuộc");
        constexpr TokenIndex longest = 10;
        TokenIndex end = at;
        for (; end < limit_ && end < at + longest; ++end) {
            const Token& token = reading_.token(end);
            const bool body = reading_.capital(end, limit_) &&
                              reading_.lexicon.match(Use::body, reading_.document, end, limit_);
            if (end > at && (body || names.contains(token.id))) return end;
            const bool small = token.shape == Shape::lower && !inside.contains(token.id) &&
                               reading_.lexicon.begins(Use::function_word, token.id);
            const bool name =
                reading_.capital(end, limit_) && person_end(reading_, end, limit_, false) > end + 1;
            if (body || small || token.mark != 0 || name || token.line_start ||
                !is_vietnamese_syllable(token.id) || begins_country(end))
                break;
            if (!charged && end == at && token.shape != Shape::capital) return at;
        }
        return charged && end > at + 1 ? end : at;
    }

    bool begins_country(TokenIndex at) const {
        if (at >= limit_) return false;
        for (const GazetteerMatch& match : reading_.listed(at))
            if (match.entry->kind == EntryKind::country && reading_.capital(at, limit_)) return true;
        return false;
    }

    /// `Tổng Giám đốc điều hành (CEO) Công ty A`.
    void pass_bracket() {
        const TokenIndex at = end();
        if (reading_.is_mark(at, limit_, U'(') && at + 3 < limit_ &&
            reading_.token(at + 1).shape == Shape::upper && reading_.is_mark(at + 2, limit_, U')') &&
            reading_.capital(at + 3, limit_))
            office_.tokens.last = at + 3;
    }

    /// `Trưởng đại diện JICA tại Việt Nam Suzuki Kenta`, `Quốc vụ khanh Bộ A phụ trách châu Á Mark Field`:
    /// what stands between the body and the name of the holder.
    void pass_seat() {
        if (office_.body == no_phrase || office_.at != no_phrase) return;
        static const SyllableId in[] = {intern_syllable("phụ"), intern_syllable("trách")},
                                about = intern_syllable("về");
        const std::size_t places = reading_.places.size();
        TokenIndex behind = end();
        if (begins_country(behind)) { // `Giám đốc Văn phòng JICA Việt Nam A`
            const PhraseIndex seat = read_place(reading_, behind, limit_, true);
            if (seat != no_phrase) behind = reading_.places[seat].tokens.last;
        } else if (reading_.is(behind, limit_, Syllables::get().tai)) {
            const PhraseIndex seat = read_place(reading_, behind + 1, limit_, true);
            if (seat != no_phrase) behind = reading_.places[seat].tokens.last;
        } else if (const WordMatch level =
                       reading_.lexicon.match(Use::level, reading_.document, behind, limit_);
                   level && level.word->form == "khu tự trị") { // `Chủ tịch Chính phủ Khu tự trị A`
            behind = level.end;
            if (office_.body + 1 == reading_.bodies.size()) { // of the region, which is not named
                reading_.bodies.pop_back();
                office_.body = no_phrase;
            }
        } else if (reading_.is(behind, limit_, about)) { // `Cao ủy Liên hợp quốc về nhân quyền A`
            constexpr TokenIndex longest = 6;
            TokenIndex at = behind + 1;
            while (at < limit_ && at < behind + longest && reading_.token(at).shape == Shape::lower) ++at;
            if (at > behind + 1) behind = at;
        } else if (reading_.is(behind, limit_, in[0]) && reading_.is(behind + 1, limit_, in[1])) {
            behind = qualifier_end(behind + 2, true);
        }
        if (behind > end() && person_end(reading_, behind, limit_, false) > behind + 1)
            office_.tokens.last = behind;
        else
            reading_.places.resize(places);
    }

    /// A title in small letters counts where a body or a name follows.
    bool anchored(TokenIndex at) const {
        if (office_.body != no_phrase || office_.place != no_phrase) return true;
        return reading_.capital(end(), limit_) && person_end(reading_, end(), limit_, true) != end() &&
               at < end();
    }

    void find_body() {
        if (type() == "minister") return ministry();
        if (type() == "unit") return unit();
        if (type() == "premier" || type() == "state") return country();
        if (type() == "leader" || type() == "member") return void(body());
        if (type() == "committee" || type() == "board") return committee();
        if (type() == "standing") return standing();
        if (type() == "envoy") return envoy();
        if (type() == "delegation") return void(shared_body());
        if (type() == "counterpart") return void(take_country());
        if (type() == "governor") return governor();
        if (!body()) place();
    }

    /// `Chủ tịch Tập đoàn Alpha John Smith`: where nobody else follows, the last two of a row of foreign
    /// words are the holder's name.
    void leave_name(BodyPhrase& body) const {
        const bool coined =
            body.head != nullptr && (body.head->type == "company" || body.head->type == "media");
        if (!coined || body.tokens.last != body.core.last || body.entry != nullptr || body.place != no_phrase)
            return;
        const TokenIndex last = body.core.last;
        static const SyllableSet surnames(
            "tan lee kim park lim wong chan chen wang li choi jung kang cho yoon");
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

    /// Words written like a foreign name.
    bool plain_name(TokenIndex first, TokenIndex last) const {
        bool foreign = false;
        for (TokenIndex at = first; at < last; ++at) {
            if (reading_.token(at).shape != Shape::capital) return false;
            foreign = foreign || !is_vietnamese_syllable(reading_.token(at).id);
        }
        return foreign;
    }

    /// `Viện trưởng Viện Nghiên cứu chính sách đất đai | Lê Văn A`: small words between the body and the name
    /// of its head are the body's.
    void widen_to_name(BodyPhrase& body) const {
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

    void take_body(PhraseIndex index) {
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

    /// `Giám đốc Tập đoàn Alpha của Áo`: where the body is from, with the words of the office.
    void country_of_body() {
        if (!reading_.is(end(), limit_, Syllables::get().cua)) return;
        const std::size_t places = reading_.places.size();
        const PhraseIndex place = read_place(reading_, end() + 1, limit_, true);
        if (place != no_phrase && reading_.places[place].kind == EntityKind::country)
            office_.tokens.last = reading_.places[place].tokens.last;
        else
            reading_.places.resize(places);
    }

    bool take_place() {
        const PhraseIndex index = read_place(reading_, end(), limit_, true);
        if (index == no_phrase) return false;
        office_.place = index;
        office_.tokens.last = reading_.places[index].tokens.last;
        return true;
    }

    /// `của`, `kiêm` may stand between the title and the body.
    bool body() {
        const TokenIndex start = end();
        if (reading_.is(start, limit_, Syllables::get().cua)) ++office_.tokens.last;
        const bool commands = office_.word->form.ends_with("ư lệnh"); // `Tư lệnh Quân đội A`
        const bool named = type() == "secretary" || type() == "member" || commands; // `Bí thư huyện ủy`
        const PhraseIndex index = read_body(reading_, end(), limit_, 0, named);
        if (index != no_phrase) {
            take_body(index);
            return true;
        }
        office_.tokens.last = start;
        return false;
    }

    /// `Tỉnh ủy viên`: the title names the committee.
    void committee() {
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

    /// `ông A, Thường vụ Tỉnh ủy`, `ông A, Thường trực Ban Bí thư`.
    void standing() {
        if (at_ == 0 || (reading_.token(at_ - 1).mark != U',' && !is_dash(reading_.token(at_ - 1).mark)))
            return;
        const std::size_t bodies = reading_.bodies.size(), places = reading_.places.size();
        const Word* head = body() ? reading_.bodies[office_.body].head : nullptr;
        const bool board = office_.word->form == "Thường vụ";
        if (head != nullptr && (board ? head->form.ends_with(" ủy") : head->form.starts_with("Ban Bí thư")))
            return;
        office_.body = no_phrase;
        reading_.bodies.resize(bodies);
        reading_.places.resize(places);
    }

    void place() {
        const TokenIndex start = end();
        if (reading_.is(start, limit_, Syllables::get().cua)) ++office_.tokens.last;
        if (!take_place()) office_.tokens.last = start;
        if (office_.place == no_phrase) bare_level();
    }

    /// `Chủ tịch tỉnh`, `Chủ tịch TP`.
    void bare_level() {
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

    /// `Bộ trưởng Bộ Ngoại giao`, `Bộ trưởng Ngoại giao Lào`, `Bộ trưởng, Chủ nhiệm …` (no body of its own).
    void ministry() {
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

    /// `Bộ trưởng Dầu mỏ Ả Rập`: words of a field that no table knows, up to the country.
    TokenIndex unknown_field_end() const {
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

    void named_ministry() {
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

    /// `Kinh tế, Năng lượng và Rừng`: the ministry's name goes on behind the known field.
    void widen_ministry(BodyPhrase& body) const {
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

    void implied_owner(BodyPhrase& body) {
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

    void place_of_ministry() { take_country(); }

    /// `Cục trưởng Cục Lãnh sự`, `Trưởng Ban Đối ngoại`: the title may end in the body's first word.
    /// `Trưởng ban` + words that are no body: an office of some occasion.
    void unit() {
        const bool in_title = office_.word->detail == "Thanh tra" || office_.word->detail == "Kiểm toán";
        const bool read = (in_title && shared_body()) || body(); // `Tổng Thanh tra Chính phủ`
        const bool occasion = read && reading_.bodies[office_.body].head != nullptr &&
                              reading_.bodies[office_.body].head->form == "Tổ chức"; // `Trưởng Ban Tổ chức`
        const TokenIndex name = skip_people_words(reading_, end(), limit_, nullptr); // `Viện trưởng GS.TS A`
        if (occasion ||
            (!read && reading_.capital(name, limit_) && person_end(reading_, name, limit_, true) < name + 2))
            office_.dead = true;
    }

    bool shared_body() {
        static constexpr std::string_view longer[] = {"Văn phòng", "Phái đoàn", "Công an", "Thanh tra",
                                                      "Kiểm toán"};
        const bool two =
            std::find(std::begin(longer), std::end(longer), office_.word->detail) != std::end(longer);
        const TokenIndex words = two ? 2 : 1;
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

    /// `Cục trưởng Cục Ngoại vụ, Bộ Ngoại giao Lê Văn A`: the body above, between the office's and the name.
    void superior() {
        if (office_.body == no_phrase) return;
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

    /// `Chủ tịch Hội đồng Nhà nước và Hội đồng Bộ trưởng Cuba`.
    void second_body() {
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

    /// `Thủ tướng nước chủ nhà A`: which country, the story says.
    TokenIndex host_country_end(TokenIndex at) const {
        static const SyllableSet hosts("chủ sở bạn"), seconds("nhà tại");
        if (!reading_.is(at, limit_, Syllables::get().nuoc) || at + 2 >= limit_ ||
            !hosts.contains(reading_.token(at + 1).id))
            return at;
        if (seconds.contains(reading_.token(at + 2).id)) return at + 3;
        return reading_.token(at + 1).id == intern_syllable("bạn") ? at + 2 : at;
    }

    /// Heads of state are of countries, which no other place before their name is.
    bool take_country() {
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

    void country() {
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

    void envoy() {
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

    void governor() {
        if (!body()) place();
    }

    Reading& reading_;
    TokenIndex at_, limit_;
    OfficePhrase office_{};
};

} // namespace

PhraseIndex read_office(Reading& reading, TokenIndex at, TokenIndex limit) {
    if (at >= limit) return no_phrase;
    const SyllableId id = reading.token(at).id;
    if (!reading.lexicon.begins(Use::title, id) && !reading.lexicon.begins(Use::title_word, id))
        return no_phrase;
    const std::size_t bodies = reading.bodies.size(), places = reading.places.size();
    const PhraseIndex office = OfficeReader(reading, at, limit).read();
    if (office == no_phrase) {
        reading.bodies.resize(bodies);
        reading.places.resize(places);
    }
    return office;
}

} // namespace banggiao::extract
