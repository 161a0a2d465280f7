// Takes a Reading whose places are resolved. Hands out the side that a list of people belongs to, read from
// the words that open it.
#include <banggiao/extract/sides.h>

#include <algorithm>

namespace banggiao::extract {
namespace {

constexpr TokenIndex reach =
    160; ///< how far back a list may have been opened, and a delegation's head follow

/// A pair of syllables in a row.
class Pair {
  public:
    Pair(std::string_view first, std::string_view second)
        : first_(intern_syllable(first)), second_(intern_syllable(second)) {}
    bool at(const Reading& reading, TokenIndex at, TokenIndex limit) const {
        return reading.is(at, limit, first_) && reading.is(at + 1, limit, second_);
    }

  private:
    SyllableId first_, second_;
};

/// `dẫn đầu`, `trưởng đoàn`, `đoàn trưởng`: the words that close the naming of a delegation's head.
bool leads(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const Pair heads[] = {{"dẫn", "đầu"}, {"trưởng", "đoàn"}, {"trường", "đoàn"}, {"đoàn", "trưởng"}};
    return std::any_of(std::begin(heads), std::end(heads),
                       [&](const Pair& pair) { return pair.at(reading, at, limit); });
}

class ListFinder {
  public:
    ListFinder(const Reading& reading, TokenIndex at) : reading_(reading), at_(at) {
        sentence_ = reading.document.sentences[reading.document.sentence_of(at)].tokens;
        first_ = std::max(sentence_.first, at > reach ? at - reach : 0);
    }

    SideOfList find() const {
        static const SyllableId by = intern_syllable("do"), are = intern_syllable("có"),
                                is = intern_syllable("là");
        for (TokenIndex back = at_; back-- > first_;) {
            if (reading_.token(back).id == is)
                if (SideOfList own = delegation(back); !own.places.empty() && head_named(back)) return own;
            if (leads(reading_, back, at_)) return {};
            const SyllableId id = reading_.token(back).id;
            if (id == by && reading_.token(back).shape == Shape::lower && led_later())
                return delegation(back);
            if (id == are && opens_list(back)) return party_at(back);
        }
        if (for_delegation()) return {false, told_before()};
        return {};
    }

  private:
    bool led_later() const {
        const TokenIndex limit = std::min(sentence_.last, at_ + reach);
        for (TokenIndex i = at_; i < limit; ++i)
            if (leads(reading_, i, limit)) return true;
        return false;
    }

    /// `Dẫn đầu đoàn A là …`, `Trưởng đoàn A là …`.
    bool head_named(TokenIndex is) const {
        for (TokenIndex at = is; at-- > first_;)
            if (leads(reading_, at, is)) return true;
        return false;
    }

    /// The places between the word `đoàn` and `do`.
    SideOfList delegation(TokenIndex by) const {
        static const SyllableId group = intern_syllable("đoàn");
        TokenIndex from = by;
        while (from > first_ && reading_.token(from).id != group) --from;
        if (reading_.token(from).id != group) return {};
        std::vector<PhraseIndex> own = places_between(from, by);
        if (own.empty() && from == sentence_.first) own = told_before(); // `Đoàn công tác do …`
        return {false, std::move(own)};
    }

    /// The places of the delegation last told of in the sentences before.
    std::vector<PhraseIndex> told_before() const {
        static const SyllableId group = intern_syllable("đoàn");
        static const SyllableSet others("công liên tập sư quân trung lữ binh"); // `công đoàn`, `sư đoàn`
        constexpr TokenIndex farthest = 120, near = 10;
        for (TokenIndex at = sentence_.first; at-- > 0 && sentence_.first - at < farthest;) {
            if (reading_.token(at).id != group || (at > 0 && others.contains(reading_.token(at - 1).id)))
                continue;
            std::vector<PhraseIndex> own = places_between(at, std::min(at + near, sentence_.first));
            if (!own.empty()) return own;
        }
        return {};
    }

    /// `Thay mặt đoàn, ông A, Phó Bí thư Tỉnh ủy, …`.
    bool for_delegation() const {
        static const Pair instead{"thay", "mặt"}, of_group{"mặt", "đoàn"};
        return instead.at(reading_, sentence_.first, sentence_.last) &&
               of_group.at(reading_, sentence_.first + 1, sentence_.last);
    }

    std::vector<PhraseIndex> places_between(TokenIndex from, TokenIndex to) const {
        std::vector<PhraseIndex> found;
        for (const PhraseIndex place : reading_.places_in({from, to}))
            if (reading_.places[place].entity != no_entity) found.push_back(place);
        return found;
    }

    /// `có đồng chí`, `có các ông:`, `có: Đại tá …`.
    bool opens_list(TokenIndex are) const {
        TokenIndex at = are + 1;
        if (reading_.is_mark(at, sentence_.last, U':') || reading_.is_mark(at, sentence_.last, U','))
            return true;
        if (reading_.is(at, sentence_.last, Syllables::get().cac)) ++at;
        bool honorific = false;
        return skip_people_words(reading_, at, sentence_.last, &honorific) != at ||
               reading_.capital(at, sentence_.last);
    }

    /// `về phía tỉnh A có`, `Tiếp đoàn, tỉnh A có`: the place or body right before; `Tiếp đoàn có`: the
    /// hosts.
    SideOfList party_at(TokenIndex are) const {
        static const Pair side{"về", "phía"};
        for (TokenIndex back = are; back-- > first_ && back + 24 > are;) {
            if (side.at(reading_, back, are) || opens_subject(back)) {
                std::vector<PhraseIndex> own = places_between(back, are);
                if (!own.empty() || side.at(reading_, back, are)) return {false, std::move(own)};
            }
            if (reading_.token(back).mark == U',' || reading_.token(back).mark == U';') {
                std::vector<PhraseIndex> own = places_between(back, are);
                if (!own.empty() && ends_at(own.back(), are)) return {false, std::move(own)};
            }
        }
        return {received(are), {}};
    }

    /// `Đoàn A dự lễ có …`, `tham dự phía A có …`: the words that a side begins with.
    bool opens_subject(TokenIndex at) const {
        static const SyllableId group = intern_syllable("đoàn"), side = intern_syllable("phía");
        const bool starts = at == sentence_.first || reading_.token(at - 1).mark == U',' ||
                            reading_.token(at - 1).mark == U';';
        return reading_.token(at).id == side || (reading_.token(at).id == group && starts);
    }

    bool ends_at(PhraseIndex place, TokenIndex end) const {
        const TokenIndex last = reading_.places[place].tokens.last;
        return last == end || reading_.is_mark(last, end, U'(') || reading_.is_mark(last, end, U',');
    }

    bool received(TokenIndex are) const {
        static const SyllableId receive[] = {intern_syllable("tiếp"), intern_syllable("đón")};
        for (TokenIndex back = are; back-- > first_;)
            if (std::find(std::begin(receive), std::end(receive), reading_.token(back).id) !=
                std::end(receive))
                return true;
        return false;
    }

    const Reading& reading_;
    TokenIndex at_;
    TokenRange sentence_;
    TokenIndex first_ = 0;
};

} // namespace

SideOfList side_of_list(const Reading& reading, TokenIndex at) {
    return ListFinder(reading, at).find();
}

std::string level_said(const Reading& reading, const PlacePhrase& place) {
    if (place.name.first > place.tokens.first) {
        static const SyllableId brief = intern_syllable("tp"), city = intern_syllable("phố"),
                                capital = intern_syllable("đô");
        for (TokenIndex i = place.name.first; i-- > place.tokens.first;) {
            if (reading.token(i).mark != 0) continue;
            const SyllableId id = reading.token(i).id;
            return id == brief || id == city || id == capital ? "thành phố" : std::string(syllable_text(id));
        }
    }
    if (place.entry == nullptr) return {};
    const std::string& level = folded(place.entry->level);
    if (level.find("thành phố") != std::string::npos) return "thành phố";
    if (place.kind == EntityKind::province) return "tỉnh";
    return level;
}

std::string level_wanted(const Reading& reading, const BodyPhrase& body) {
    if (body.generic == Generic::province) return "tỉnh";
    if (body.generic == Generic::city) return "thành phố";
    if (body.generic == Generic::smaller && body.tokens.size() > 0)
        return std::string(syllable_text(reading.token(body.tokens.last - 1).id));
    if (body.head == nullptr || body.generic != Generic::unsaid) return {};
    const std::string& head = folded(body.head->form);
    if (head.starts_with("tỉnh ")) return "tỉnh";
    if (head.starts_with("thành ")) return "thành phố";
    if (head.starts_with("huyện ")) return "huyện";
    if (head.starts_with("quận ")) return "quận";
    if (head.starts_with("châu ")) return "châu";
    if (head == "khu ủy") return "tỉnh";         // of a region abroad
    if (head.starts_with("thị ủy")) return "xã"; // of `thị xã`
    return {};
}

bool goes_with(const Reading& reading, std::string_view wanted, const PlacePhrase& place) {
    if (place.kind == EntityKind::country) return false;
    if (wanted.empty()) return true;
    const std::string level = level_said(reading, place);
    if (level == wanted || level.ends_with(" " + std::string(wanted))) return true;
    // Abroad a first-level unit is a province whatever it is called there.
    return wanted == "tỉnh" && place.kind == EntityKind::foreign_locality && place.entry != nullptr &&
           place.entry->code.size() > 2;
}

} // namespace banggiao::extract
