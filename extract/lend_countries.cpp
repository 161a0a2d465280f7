// Takes the offices read, in rows. Hands out bodies with the country or body of the office beside them:
// `Ủy viên Bộ Chính trị, Bộ trưởng … Cuba`.
#include <banggiao/extract/resolution.h>

namespace banggiao::extract {
namespace {

/// `Tỉnh trưởng tỉnh A`: the country that A lies in, where the article names it.
PhraseIndex country_governed(const Reading& reading, const OfficePhrase& office) {
    PhraseIndex place = office.word->type == "governor" ? office.place : no_phrase;
    if (office.word->type == "secretary" && office.body != no_phrase) // `Bí thư Tỉnh ủy A`
        place = reading.bodies[office.body].place;
    if (place == no_phrase) return no_phrase;
    const PlacePhrase& unit = reading.places[place];
    if (unit.kind != EntityKind::foreign_locality || unit.entry == nullptr) return no_phrase;
    const std::string_view code = unit.entry->parent.substr(0, 2);
    constexpr std::size_t most = 256;
    for (std::size_t i = 0; i < reading.places.size() && i < most; ++i)
        if (reading.places[i].kind == EntityKind::country && reading.places[i].entry != nullptr &&
            reading.places[i].entry->code == code)
            return static_cast<PhraseIndex>(i);
    return no_phrase;
}

/// The foreign country in the words of an office.
PhraseIndex country_of(const Reading& reading, const OfficePhrase& office) {
    const auto foreign = [&reading](PhraseIndex place) {
        return place != no_phrase && reading.places[place].kind == EntityKind::country &&
               reading.places[place].entry != nullptr && reading.places[place].entry->code != "VN";
    };
    if (foreign(office.place)) return office.place;
    if (const PhraseIndex around = country_governed(reading, office); around != no_phrase) return around;
    for (PhraseIndex body = office.body; body != no_phrase; body = reading.bodies[body].parent)
        if (foreign(reading.bodies[body].place)) return reading.bodies[body].place;
    return no_phrase;
}

bool national(const BodyPhrase& body) {
    if (body.place != no_phrase || body.parent != no_phrase) return false;
    if (body.head != nullptr && body.head->form == "Ban Chấp hành Trung ương Đảng") return true;
    if (body.generic != Generic::none) return false;
    if (body.head == nullptr) return !body.implied.empty();
    return body.head->detail == "state" || body.head->detail == "abroad" || body.head->form == "Bộ";
}

/// `Ủy viên Ban cán sự Đảng, Thứ trưởng Bộ …`: the organ is of the body of the office beside it.
void lend_body(Reading& reading, std::size_t first, std::size_t last) {
    const auto body_at = [&reading](std::size_t i) { return reading.offices[reading.phrases[i].index].body; };
    for (std::size_t i = first; i < last; ++i) {
        const PhraseIndex organ = body_at(i);
        if (organ == no_phrase || reading.bodies[organ].head == nullptr) continue;
        BodyPhrase& body = reading.bodies[organ];
        if (body.head->detail != "organ" || body.parent != no_phrase || body.generic != Generic::unsaid)
            continue;
        for (std::size_t k = first; k < last && body.parent == no_phrase; ++k)
            if (k != i && body_at(k) != no_phrase && body_at(k) != organ &&
                !(reading.bodies[body_at(k)].head != nullptr &&
                  reading.bodies[body_at(k)].head->detail == "organ"))
                body.parent = body_at(k);
    }
}

/// Whether offices follow each other, at most a mark or `và` between: in `Bộ trưởng … tiếp Đại sứ A` they do
/// not.
bool in_row(const Reading& reading, TokenIndex end, TokenIndex next) {
    static const SyllableSet joins("và kiêm đồng");
    if (next > end + 1) return false;
    if (next <= end) return true;
    const char32_t mark = reading.token(end).mark; // behind `;` are those of somebody else
    return (mark != 0 && mark != U';') || joins.contains(reading.token(end).id);
}

void lend(Reading& reading, std::size_t first, std::size_t last) {
    PhraseIndex country = no_phrase;
    std::size_t lender = first;
    for (; lender < last && country == no_phrase; ++lender) {
        const OfficePhrase& office = reading.offices[reading.phrases[lender].index];
        if (office.word->type != "envoy") country = country_of(reading, office); // no envoy is a minister
    }
    if (country == no_phrase) return;
    // `Thủ tướng Lào, Bộ trưởng Bộ …`: who leads a government is not its minister
    const OfficePhrase& head = reading.offices[reading.phrases[lender - 1].index];
    const bool leads = head.word->type == "state" || head.word->form == "Thủ tướng";
    for (std::size_t i = first; i < (leads ? lender : last); ++i) {
        const OfficePhrase& office = reading.offices[reading.phrases[i].index];
        const bool another = office.word->form == head.word->form || office.word->form == "Tổng Bí thư";
        if (i >= lender && another) break; // nobody is minister twice; the bare leader of the party is ours
        const PhraseIndex index = office.body;
        if (index == no_phrase || !national(reading.bodies[index])) continue;
        reading.bodies[index].place = country;
        reading.bodies[index].lent = true;
    }
}

} // namespace

void lend_countries(Reading& reading) {
    for (std::size_t first = 0; first < reading.phrases.size();) {
        std::size_t last = first + 1;
        if (reading.phrases[first].kind == PhraseKind::office) {
            while (last < reading.phrases.size() && reading.phrases[last].kind == PhraseKind::office &&
                   in_row(reading, reading.phrases[last - 1].tokens.last, reading.phrases[last].tokens.first))
                ++last;
            if (last > first + 1) {
                lend(reading, first, last);
                lend_body(reading, first, last);
            }
        }
        first = last;
    }
}

} // namespace banggiao::extract
