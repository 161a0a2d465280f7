// Takes the bodies read. Hands out organisations: one for each head, name and place served, however it is
// written.
#include <banggiao/extract/sides.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <map>
#include <set>

#include <utility>

namespace banggiao::extract {
namespace {

constexpr std::string_view ruling_party = "Đảng Cộng sản Việt Nam";
constexpr std::string_view central_committee = "Ban Chấp hành Trung ương Đảng";

std::string capitalised(const std::string& text) {
    std::u32string points = to_code_points(text);
    if (points.empty() || is_upper(points[0])) return text;
    static constexpr std::u32string_view lower = U"bscvptuhlkđnmqdgxaăâeêioôơưyủ",
                                         upper = U"BSCVPTUHLKĐNMQDGXAĂÂEÊIOÔƠƯYỦ";
    const std::size_t at = lower.find(points[0]);
    if (at != lower.npos) points[0] = upper[at];
    return to_utf8(points);
}

class BodyResolver {
  public:
    BodyResolver(Reading& reading, EntityTable& table, Setting& setting)
        : reading_(reading), table_(table), setting_(setting) {}

    void run() {
        for (const PlacePhrase& place : reading_.places)
            if (place.entity != no_entity && place.entry != nullptr) entries_[place.entity] = place.entry;
        for (const PlacePhrase& place : reading_.places)
            if (place.entity != no_entity) place_names_.insert(folded(reading_.document.view(place.name)));
        for (const BodyPhrase& body : reading_.bodies) learn(body);
        for (const OfficePhrase& office : reading_.offices) learn(office);
        for (auto* known : {&missions_, &envoys_})
            std::stable_partition(known->begin(), known->end(),
                                  [this](const Seat& one) { return is_home(one.sender); });
        find_our_seat();
        for (BodyPhrase& body : reading_.bodies) resolve(body);
        join_short_forms();
    }

  private:
    std::string slice(TokenIndex first, TokenIndex last) const {
        return first < last ? reading_.document.slice(TokenRange{first, last}) : std::string{};
    }

    // ---- what the article says in full somewhere

    void learn(const BodyPhrase& body) {
        if (body.head == nullptr && body.implied.empty()) return;
        const EntityIndex place = place_named(body);
        if (place == no_entity) return;
        if (body.head != nullptr && body.head->detail == "party" && body.head->form != "Đảng")
            parties_.try_emplace(place, body.head);
        if (body.head != nullptr && body.head->detail == "mission") {
            if (body.head->form == "Đại sứ quán") missions_.push_back({place, country_of(seat_of(body))});
        } else {
            full_[family(body)].push_back({place, body.tokens.first});
        }
    }

    /// A capital's country, if the article names it.
    EntityIndex country_of(EntityIndex place) const {
        if (place == no_entity || table_[place].kind == EntityKind::country) return place;
        const auto known = entries_.find(place);
        if (known == entries_.end() || known->second->parent.empty()) return place;
        const EntityIndex country = table_.find("place/" + std::string(known->second->parent));
        return country != no_entity ? country : place;
    }

    /// `Đại sứ Lào tại Việt Nam` tells of an embassy.
    void learn(const OfficePhrase& office) {
        if (office.word->type != "envoy" || office.place == no_phrase || office.at == no_phrase) return;
        envoys_.push_back({reading_.places[office.place].entity, reading_.places[office.at].entity});
    }

    EntityIndex place_named(const BodyPhrase& body) const {
        return body.place == no_phrase ? no_entity : reading_.places[body.place].entity;
    }
    EntityIndex seat_of(const BodyPhrase& body) const {
        return body.at == no_phrase ? no_entity : reading_.places[body.at].entity;
    }

    /// Head and own name, without the place.
    std::string family(const BodyPhrase& body) const {
        const std::string_view head = body.head != nullptr ? body.head->form : body.implied;
        std::string family = key_of_name(head);
        family += '/';
        return family + key_of_name(rest_of(body));
    }

    /// The place of the body of this family last named in full before `at`; else of the first one after.
    EntityIndex place_of_family(const BodyPhrase& body) const {
        const auto known = full_.find(family(body));
        if (known == full_.end()) return no_entity;
        const auto& all = known->second; // by position
        const auto behind = std::upper_bound(all.begin(), all.end(), body.tokens.first,
                                             [](TokenIndex at, const auto& one) { return at < one.second; });
        return behind == all.begin() ? all.front().first : std::prev(behind)->first;
    }

    // ---- which body it is

    void resolve(BodyPhrase& body) {
        if (std::exchange(body.settled, true)) return;
        if (body.head == nullptr && body.implied.empty()) return resolve_listed(body);
        if (body.parent != no_phrase) resolve(reading_.bodies[body.parent]);
        if (detail(body) == "organ" && body.generic == Generic::unsaid && body.parent == no_phrase) return;
        if (body.generic == Generic::again) return repeat(body);
        if (is_party_alone(body)) return party(body);
        if (body.parent != no_phrase && reading_.bodies[body.parent].entity == no_entity) return;
        if (detail(body) == "mission" && place_named(body) == no_entity && seat_of(body) == no_entity &&
            body.core.last == body.head_end)
            return mission(body);
        if (body.generic == Generic::both_countries) return both(body);
        EntityIndex place = served(body);
        if (place == no_entity && is_national(body)) {
            place = country_of_list(body);
            body.lent = place != no_entity;
            if (body.lent && body.head != nullptr && body.head->form == central_committee &&
                !parties_.contains(place))
                return; // of which party, the article does not say
        }
        const bool local = body.generic != Generic::none && body.generic != Generic::unsaid;
        if (local && place == no_entity) return;
        if (detail(body) == "local" && place == no_entity && body.parent == no_phrase) return;
        make(body, place);
    }

    bool is_party_alone(const BodyPhrase& body) const {
        return body.head != nullptr && body.head->form == "Đảng" && body.generic == Generic::unsaid;
    }

    std::string_view detail(const BodyPhrase& body) const {
        return body.head != nullptr ? body.head->detail : std::string_view{"field"};
    }

    /// The place the body is of, by its words or by the article.
    EntityIndex served(const BodyPhrase& body) const {
        if (body.place != no_phrase) return place_named(body);
        if (body.parent != no_phrase) return no_entity;
        if (body.generic == Generic::province || body.generic == Generic::city ||
            body.generic == Generic::smaller ||
            (body.generic == Generic::unsaid && detail(body) == "local") ||
            (body.head != nullptr && body.head->form == "Sở") || body.implied == "Sở")
            return place_here(body);
        if (detail(body) == "abroad") {
            const EntityIndex near = country_before(body.tokens.first);
            return near != no_entity ? near : place_of_family(body);
        }
        if (detail(body) == "party" && body.head->form != "Đảng Cộng sản") return place_of_family(body);
        const bool national = detail(body) == "state" || (body.head != nullptr && body.head->form == "Bộ");
        if (national && !setting_.domestic) return place_of_family(body);
        return no_entity;
    }

    /// The foreign country last named before in the sentence, not far.
    EntityIndex country_before(TokenIndex at) const {
        constexpr TokenIndex reach = 16;
        const TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
        EntityIndex found = no_entity;
        for (const PhraseIndex index :
             reading_.places_in({std::max(sentence.first, at > reach ? at - reach : 0), at})) {
            const EntityIndex place = reading_.places[index].entity;
            if (place != no_entity && table_[place].kind == EntityKind::country && table_[place].foreign)
                found = place;
        }
        return found;
    }

    static bool is_national(const BodyPhrase& body) {
        if (body.place != no_phrase || body.parent != no_phrase || body.generic != Generic::none)
            return false;
        return body.head != nullptr &&
               (body.head->detail == "state" || body.head->form == "Bộ" || body.central);
    }

    /// The foreign country of the list of people the body stands in.
    EntityIndex country_of_list(const BodyPhrase& body) const {
        for (const PhraseIndex index : side_of_list(reading_, body.tokens.first).places) {
            const PlacePhrase& place = reading_.places[index];
            if (place.kind == EntityKind::province || place.kind == EntityKind::locality) return no_entity;
            const EntityIndex country =
                place.kind == EntityKind::country ? place.entity : nation_around(place);
            if (country != no_entity) return table_[country].foreign ? country : no_entity;
        }
        return no_entity;
    }

    /// The country a place abroad lies in, if the article names it.
    EntityIndex nation_around(const PlacePhrase& place) const {
        if (const EntityIndex said = table_[place.entity].country; said != no_entity) return said;
        if (place.entry == nullptr) return no_entity;
        return table_.find("place/" + std::string(place.entry->parent.substr(0, 2)));
    }

    /// The place of the list the body stands in; else the unit of its level, or the province, spoken of.
    EntityIndex place_here(const BodyPhrase& body) const {
        const std::string wanted = level_wanted(reading_, body);
        for (const PhraseIndex index : side_of_list(reading_, body.tokens.first).places) {
            const PlacePhrase& place = reading_.places[index];
            const bool wide = place.kind == EntityKind::province || place.level == "province";
            if (goes_with(reading_, wanted, place) && (!wanted.empty() || wide)) return place.entity;
        }
        if (const EntityIndex beside = governed_beside(body, wanted); beside != no_entity) return beside;
        if (!wanted.empty() && wanted != "tỉnh" && wanted != "thành phố") return unit_before(body, wanted);
        const bool whole = body.generic == Generic::unsaid || body.generic == Generic::none;
        const EntityIndex known = whole ? place_of_family(body) : no_entity;
        if (known != no_entity) return known;
        const EntityIndex province = province_here(body, wanted);
        return province == no_entity && wanted == "thành phố" ? unit_before(body, wanted) : province;
    }

    /// `Bí thư Tỉnh ủy, Chủ nhiệm Ủy ban Thường vụ Nhân đại tỉnh A`: one person's offices are of one place.
    EntityIndex governed_beside(const BodyPhrase& body, std::string_view wanted) const {
        const TokenIndex comma = body.tokens.last;
        const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
        if (!reading_.is_mark(comma, limit, U',')) return no_entity;
        const TokenIndex next = comma + (reading_.is(comma + 1, limit, Syllables::get().kiem) ? 2 : 1);
        const WordMatch title = reading_.lexicon.match(Use::title, reading_.document, next, limit);
        if (!title) return no_entity;
        TokenIndex end = title.end; // of the next office
        constexpr TokenIndex longest = 14;
        while (end < limit && end < title.end + longest && reading_.token(end).mark == 0) ++end;
        for (const PhraseIndex index : reading_.places_in({title.end, end}))
            if (goes_with(reading_, wanted, reading_.places[index])) return reading_.places[index].entity;
        return no_entity;
    }

    /// The article's province; its city for a body of a city.
    EntityIndex focus(std::string_view wanted) const {
        return wanted == "tỉnh" ? setting_.province : wanted == "thành phố" ? setting_.city : setting_.focus;
    }

    /// The only province (Vietnamese, or foreign with its level said) that the sentence names; else the
    /// article's.
    EntityIndex province_here(const BodyPhrase& body, std::string_view wanted) const {
        const TokenIndex at = body.tokens.first;
        constexpr TokenIndex reach = 400;
        TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
        sentence.first = std::max(sentence.first, at > reach ? at - reach : 0);
        sentence.last = std::min(sentence.last, at + reach);
        EntityIndex only = no_entity;
        for (const PhraseIndex index : reading_.places_in(sentence)) {
            const PlacePhrase& place = reading_.places[index];
            if (place.entity == no_entity) continue;
            const bool province = place.kind == EntityKind::province ||
                                  (place.kind == EntityKind::foreign_locality && place.level == "province");
            if (!province || place.entity == only || !goes_with(reading_, wanted, place)) continue;
            if (only != no_entity) return focus(wanted);
            only = place.entity;
        }
        if (only == no_entity) {
            const auto last = last_.find(std::string(body.head != nullptr ? body.head->form : body.implied));
            if (last != last_.end() && table_[last->second].foreign) return table_[last->second].jurisdiction;
        }
        const bool other_side = only != no_entity && table_[only].foreign && !follows_foreign(at, only);
        return only == no_entity || other_side ? focus(wanted) : only;
    }

    /// Whether the foreign province is named in the same clause right behind: `Tỉnh ủy, Tỉnh trưởng tỉnh Phúc
    /// Kiến`.
    bool follows_foreign(TokenIndex at, EntityIndex foreign) const {
        for (const PhraseIndex place : reading_.places_in({at + 1, at + 16}))
            if (reading_.places[place].entity == foreign) return true;
        return false;
    }

    /// `UBND xã`, `Huyện ủy`: the unit of that level named before; else the next one.
    EntityIndex unit_before(const BodyPhrase& body, std::string_view wanted) const {
        constexpr TokenIndex reach = 2000;
        constexpr TokenIndex beside = 60;
        const TokenIndex at = body.tokens.first;
        EntityIndex found = no_entity;
        bool near = false;
        std::map<EntityIndex, int> named;
        for (const PhraseIndex index : reading_.places_in({at > reach ? at - reach : 0, at + reach})) {
            const PlacePhrase& place = reading_.places[index];
            if (place.entity == no_entity || place.kind != EntityKind::locality) continue;
            if (!goes_with(reading_, wanted, place)) continue;
            ++named[place.entity];
            if (found == no_entity || place.name.first < at) found = place.entity;
            near = near || (place.name.first < at && at - place.name.first < beside);
        }
        if (near || found == no_entity) return found;
        for (const auto& [unit, times] : named) // none is near: the one spoken of most
            if (times > 2 * named.at(found)) found = unit;
        return found;
    }

    bool is_home(EntityIndex place) const { return place != no_entity && table_[place].code == "VN"; }

    std::string rest_of(const BodyPhrase& body) const {
        if (body.central) return "trung ương";
        if (body.field != nullptr)
            return std::string(body.field->form) +
                   slice(std::max(field_end(body), body.head_end), body.core.last);
        return slice(body.head_end, body.core.last);
    }

    TokenIndex field_end(const BodyPhrase& body) const {
        const WordMatch field =
            reading_.lexicon.match(Use::field, reading_.document, body.head_end, body.core.last);
        return field ? field.end : body.head_end;
    }

    std::string key_of(const BodyPhrase& body, EntityIndex place) const {
        const std::string_view head = body.head != nullptr ? body.head->form : body.implied;
        std::string rest;
        if (body.parent == no_phrase)
            rest = rest_of(body);
        else {
            const TokenIndex parent = reading_.bodies[body.parent].tokens.first;
            rest = slice(body.head_end,
                         parent < body.head_end ? body.core.last : std::min(body.core.last, parent));
            if (body.central) rest = "trung ương";
            rest += "<" + std::to_string(reading_.bodies[body.parent].entity);
        }
        if (detail(body) == "mission") {
            const bool ours = place == no_entity || is_home(place);
            const EntityIndex seat = seat_of(body) == no_entity         ? our_seat()
                                     : body.head->form == "Đại sứ quán" ? country_of(seat_of(body))
                                                                        : seat_of(body);
            if (ours && seat != no_entity) rest += "@" + std::to_string(seat);
            return body_key(head, rest, ours ? home() : place);
        }
        if (body.at != no_phrase) rest += "@" + std::to_string(seat_of(body));
        return body_key(head, rest, is_home(place) ? no_entity : place);
    }

    /// Where our mission is, if it is said once.
    EntityIndex our_seat() const { return our_seat_; }

    void find_our_seat() {
        for (const auto* known : {&missions_, &envoys_})
            for (const Seat& seat : *known)
                if (our_seat_ == no_entity && is_home(seat.sender)) our_seat_ = seat.at;
    }

    EntityIndex home() const { return setting_.home; }

    // ---- how it is called

    std::string name_of(const BodyPhrase& body, EntityIndex place) const {
        if (body.bare) return slice(body.core.first, body.core.last);
        if (body.parent != no_phrase) return name_with_parent(body);
        if (body.head != nullptr && body.head->form == central_committee && place == no_entity)
            return std::string(central_committee);
        if (coined_abroad(body)) return slice(body.head_end, body.core.last);
        std::string name = slice(body.core.first, body.core.last);
        if (shortened(body)) name = std::string(body.head->form) + " " + slice(body.head_end, body.core.last);
        while (name.ends_with(' ')) name.pop_back();
        if (body.central) name = slice(body.core.first, body.head_end) + " Trung ương";
        if (name.empty() && body.field != nullptr) name = capitalised(std::string(body.field->form));
        if (!body.implied.empty()) name = std::string(body.implied) + (name.empty() ? "" : " ") + name;
        name = capitalised(name);
        if (place == no_entity) return name + mission_seat(body);
        if (body.lent) return name + " " + owner_abroad(body, place);
        if (body.place == no_phrase) {
            const bool committee = body.head != nullptr && body.head->form.ends_with(" ủy");
            const bool abroad = table_[place].kind == EntityKind::country;
            if (committee || abroad) return name + " " + table_[place].name;
            const bool said = body.generic != Generic::unsaid && body.tokens.last > body.core.last;
            if (said && table_[place].subkind.empty())
                return name + " " + fold(slice(body.core.last, body.tokens.last)) + " " + table_[place].name;
            return name + " " + with_level(table_[place]);
        }
        if (body.head != nullptr && (body.head->form == "Bộ Chính trị" || body.head->form == "Ban Bí thư"))
            return name + " " + owner_abroad(body, place);
        if (reading_.places[body.place].tokens.last <= body.core.last) return name;
        if (body.listed) return name + " " + (is_department(body) ? "tỉnh " : "") + table_[place].name;
        return name + between(body) + written_place(body, place) + mission_seat(body);
    }

    static bool is_department(const BodyPhrase& body) {
        return body.head != nullptr && body.head->form == "Sở";
    }

    /// `Tờ JoongAng Ilbo`: the paper's own name.
    bool coined_abroad(const BodyPhrase& body) const {
        if (body.head == nullptr || body.core.last <= body.head_end) return false;
        if (body.place != no_phrase && reading_.places[body.place].kind != EntityKind::country) return false;
        if (body.head->type != "media" && body.head->form != "Hãng") return false;
        if (!reading_.capital(body.head_end, body.core.last)) return false;
        bool foreign = false;
        for (TokenIndex i = body.head_end; i < body.core.last; ++i)
            foreign =
                foreign || (reading_.token(i).mark == 0 && !is_vietnamese_syllable(reading_.token(i).id));
        if (!foreign) return false;
        for (const GazetteerMatch& match : reading_.listed(body.head_end))
            if (match.entry->kind == EntryKind::country) return false;
        return true;
    }

    /// `ĐSQ`, `UB TƯ MTTQ`: heads that are written out in the name; `UBND` and `HĐND` stay.
    bool shortened(const BodyPhrase& body) const {
        static constexpr std::string_view written_out[] = {"diplomatic", "government", "mass", "party"};
        if (body.head == nullptr || std::find(std::begin(written_out), std::end(written_out),
                                              body.head->type) == std::end(written_out))
            return false;
        for (TokenIndex i = body.core.first; i < body.head_end; ++i)
            if (reading_.token(i).shape == Shape::upper &&
                reading_.token(i).span.end - reading_.token(i).span.start > 1)
                return true;
        return false;
    }

    std::string name_with_parent(const BodyPhrase& body) const {
        const BodyPhrase& parent = reading_.bodies[body.parent];
        const std::string& owner = table_[parent.entity].name;
        if (parent.tokens.first >= body.tokens.last || parent.tokens.last <= body.tokens.first)
            return slice(body.core.first, body.core.last) + " " + owner;
        if (body.head->form == central_committee) return "Ban Chấp hành Trung ương " + owner;
        if (body.head->form == "Bộ Chính trị") return "Bộ Chính trị " + owner;
        std::string own = slice(body.tokens.first, parent.tokens.first);
        if (body.central) own = slice(body.core.first, body.head_end) + " Trung ương";
        return capitalised(own) + " " + owner;
    }

    /// Organs of a party are of the country's party, if the article names it.
    std::string owner_abroad(const BodyPhrase& body, EntityIndex place) const {
        if (body.head != nullptr && body.head->type == "party")
            if (const auto party = parties_.find(place); party != parties_.end())
                return std::string(party->second->form) + " " + table_[place].name;
        return table_[place].name;
    }

    /// What stands between the name and the place: ` tỉnh `, a space.
    std::string between(const BodyPhrase& body) const {
        const PlacePhrase& place = reading_.places[body.place];
        const std::string words = slice(body.core.last, place.name.first);
        const std::string key = fold(words);
        if (words.empty() || words.front() == '(' || key == "của" || key == "nước") return " ";
        return " " + words + " ";
    }

    std::string written_place(const BodyPhrase& body, EntityIndex place) const {
        const PlacePhrase& phrase = reading_.places[body.place];
        const bool brief = phrase.name.size() == 1 && reading_.token(phrase.name.first).shape == Shape::upper;
        return brief ? table_[place].name : reading_.document.slice(phrase.name);
    }

    std::string mission_seat(const BodyPhrase& body) const {
        if (body.at != no_phrase) return " tại " + table_[seat_of(body)].name;
        const bool ours = detail(body) == "mission" && is_home(place_named(body)) && our_seat() != no_entity;
        return ours ? " tại " + table_[our_seat()].name : std::string{};
    }

    std::string kind_of(const BodyPhrase& body) const {
        if (body.head == nullptr) return body.implied == "Sở" ? "department" : "ministry";
        if (body.parent != no_phrase && body.head->form == "Đảng ủy") return "party";
        return std::string(body.head->type);
    }

    /// `theo tờ A`, `theo hãng tin B`: who only brings the news.
    bool quoted_source(const BodyPhrase& body) const {
        static const SyllableId theo = intern_syllable("theo");
        if (body.head == nullptr || body.head->type != "media" || body.tokens.first == 0) return false;
        return reading_.token(body.tokens.first - 1).id == theo;
    }

    void make(BodyPhrase& body, EntityIndex place) {
        if (quoted_source(body)) return;
        Entity entity;
        entity.kind = EntityKind::organization;
        entity.name = name_of(body, place);
        entity.subkind = kind_of(body);
        entity.jurisdiction = place != no_entity || body.parent == no_phrase
                                  ? place
                                  : table_[reading_.bodies[body.parent].entity].jurisdiction;
        entity.foreign = entity.jurisdiction != no_entity && table_[entity.jurisdiction].foreign;
        const std::string name = entity.name;
        body.entity = table_.add(key_of(body, place), std::move(entity));
        upgrade(body.entity, name);
        note(body);
        if (body.head != nullptr && body.head->form == central_committee && body.parent == no_phrase &&
            place == no_entity)
            ruling(body.tokens);
        if (body.head != nullptr && body.head->form == "Ủy ban Trung ương Mặt trận Tổ quốc")
            front_of(body, place);
        if (body.head != nullptr && body.head->form == "Ban Bí thư Trung ương Đảng" &&
            body.parent != no_phrase)
            committee_of_party(body);
    }

    /// `Ủy ban Trung ương Mặt trận Tổ quốc …` names the front too.
    void front_of(const BodyPhrase& body, EntityIndex place) {
        Entity entity;
        entity.kind = EntityKind::organization;
        entity.name = "Mặt trận Tổ quốc";
        if (place != no_entity) entity.name += " " + table_[place].name;
        entity.subkind = "mass";
        entity.jurisdiction = place;
        entity.foreign = place != no_entity && table_[place].foreign;
        const EntityIndex index = table_.add(
            body_key("Mặt trận Tổ quốc", {}, is_home(place) ? no_entity : place), std::move(entity));
        table_.mention(body.tokens, index, "body.in-name", true);
    }

    /// `Ban Bí thư Trung ương Đảng Cộng sản …` names the central committee too.
    void committee_of_party(const BodyPhrase& body) {
        Entity entity;
        entity.kind = EntityKind::organization;
        const EntityIndex party = reading_.bodies[body.parent].entity;
        entity.name = "Ban Chấp hành Trung ương " + table_[party].name;
        entity.subkind = "party";
        entity.jurisdiction = table_[party].jurisdiction;
        entity.foreign = table_[party].foreign;
        const EntityIndex index = table_.add(
            body_key(central_committee, "<" + std::to_string(party), no_entity), std::move(entity));
        table_.mention(body.tokens, index, "body.in-name", true);
    }

    /// The fuller of two forms is the name.
    void upgrade(EntityIndex index, const std::string& name) {
        Entity& entity = table_[index];
        if (name == entity.name) return;
        const std::string key = folded(name);
        if (key == folded(entity.name)) return;
        if (name.size() > entity.name.size() && key.starts_with(folded(entity.name))) {
            const std::string shorter = std::exchange(entity.name, name);
            std::erase(entity.aliases, name);
            table_.add_form(index, shorter);
            return;
        }
        table_.add_form(index, name);
    }

    void note(const BodyPhrase& body) {
        const bool reference =
            body.generic != Generic::none || !body.implied.empty() || body.lent || body.listed;
        if (!reference) table_.add_form(body.entity, reading_.document.slice(body.tokens));
        if (body.abbreviation.size() > 0) {
            table_.add_form(body.entity, reading_.document.slice(body.abbreviation));
            table_.mention(body.abbreviation, body.entity, "body.abbreviation", false);
            abbreviations_[key_of_name(reading_.document.view(body.abbreviation))] = body.entity;
        }
        table_.mention(body.tokens, body.entity, body.implied.empty() ? "body.by-head" : "body.of-office",
                       reference);
        last_[std::string(body.head != nullptr ? body.head->form : body.implied)] = body.entity;
    }

    /// `Ảnh: …/TTXVN`, `theo TTXVN`, `phóng viên TTXVN`: an agency that only brings the news.
    bool credited(const BodyPhrase& body) const {
        static const SyllableId before[] = {intern_syllable("theo"),  intern_syllable("viên"),
                                            intern_syllable("pv"),    intern_syllable("ảnh"),
                                            intern_syllable("nguồn"), intern_syllable("tin")};
        const std::string_view name = body.entry->name;
        const bool news =
            body.entry->level == "media" || name.starts_with("Thông tấn xã") || name.starts_with("Đài ");
        if (!news || reading_.token(body.tokens.first).shape != Shape::upper) return false;
        const TokenIndex at = body.tokens.first;
        if (at == 0 || reading_.token(at).line_start) return true;
        const Token& left = reading_.token(at - 1);
        if (left.mark != 0) return left.mark != U',' || reading_.token(at).glued;
        return std::find(std::begin(before), std::end(before), left.id) != std::end(before);
    }

    // ---- short forms of longer names

    /// `Trung tâm Hành chính công` is the one in full, `Hội đồng Bảo an` that of the Liên hợp quốc, if only
    /// one is.
    void join_short_forms() {
        std::vector<std::pair<std::string, EntityIndex>> names;
        auto& entities = table_.annotations().entities;
        for (EntityIndex i = 0; i < entities.size(); ++i)
            if (entities[i].kind == EntityKind::organization) names.emplace_back(folded(entities[i].name), i);
        std::sort(names.begin(), names.end());
        std::map<EntityIndex, EntityIndex> same;
        for (std::size_t i = 0; i + 1 < names.size(); ++i) {
            if (!may_be_short(entities[names[i].second])) continue;
            const std::string stem = names[i].first + " ";
            std::size_t longest = i;
            for (std::size_t j = i + 1; j < names.size() && names[j].first.starts_with(stem); ++j) {
                if (longest != i && !names[j].first.starts_with(names[longest].first)) {
                    longest = i; // two different bodies begin so
                    break;
                }
                longest = j;
            }
            if (longest != i && !is_place(names[longest].first.substr(stem.size())))
                same[names[i].second] = names[longest].second;
        }
        commands(names, same);
        abbreviated(names, same);
        if (!same.empty()) join(same);
    }

    bool is_place(const std::string& name) const { return place_names_.contains(name); }

    /// `Quân khu 5` is its `Bộ Tư lệnh Quân khu 5`.
    static void commands(const std::vector<std::pair<std::string, EntityIndex>>& names,
                         std::map<EntityIndex, EntityIndex>& same) {
        static const std::string head = fold("Bộ Tư lệnh") + " ";
        for (const auto& [name, entity] : names) {
            if (!name.starts_with(head)) continue;
            const auto own = std::lower_bound(names.begin(), names.end(),
                                              std::pair(name.substr(head.size()), EntityIndex{0}));
            if (own != names.end() && own->first == name.substr(head.size())) same[own->second] = entity;
        }
    }

    /// `CIA`, where `Cục Tình báo Trung ương Mỹ (CIA)` stands further on.
    void abbreviated(const std::vector<std::pair<std::string, EntityIndex>>& names,
                     std::map<EntityIndex, EntityIndex>& same) const {
        for (const auto& [brief, entity] : abbreviations_) {
            const auto own = std::lower_bound(names.begin(), names.end(), std::pair(brief, EntityIndex{0}));
            if (own != names.end() && own->first == brief && own->second != entity && !same.contains(entity))
                same[own->second] = entity;
        }
    }

    bool may_be_short(const Entity& body) const {
        static constexpr std::string_view never[] = {"ministry",         "government",     "legislature",
                                                     "people_committee", "people_council", "party",
                                                     "military"};
        if (std::find(std::begin(never), std::end(never), body.subkind) != std::end(never)) return false;
        return body.jurisdiction == no_entity && std::count(body.name.begin(), body.name.end(), ' ') >= 1;
    }

    void join(const std::map<EntityIndex, EntityIndex>& same) {
        const auto target = [&same](EntityIndex entity) {
            for (auto at = same.find(entity); at != same.end(); at = same.find(entity)) entity = at->second;
            return entity;
        };
        for (const auto& [shorter, longer] : same) {
            const Entity part = table_[shorter];
            table_.add_form(target(longer), part.name);
            for (const std::string& alias : part.aliases) table_.add_form(target(longer), alias);
        }
        for (BodyPhrase& body : reading_.bodies)
            if (body.entity != no_entity) body.entity = target(body.entity);
        for (EntityMention& mention : table_.annotations().mentions) mention.entity = target(mention.entity);
    }

    /// A body of the tables, complete as it is written.
    void resolve_listed(BodyPhrase& body) {
        if (body.same_as != no_phrase) return resolve_short_form(body);
        if (credited(body)) return;
        const auto known = abbreviations_.find(key_of_name(reading_.document.view(body.tokens)));
        if (known != abbreviations_.end()) {
            body.entity = known->second;
            table_.mention(body.tokens, body.entity, "body.abbreviation", false);
            return;
        }
        Entity entity;
        entity.kind = EntityKind::organization;
        entity.name = reading_.document.slice(body.tokens);
        entity.subkind = body.entry->level;
        const std::string name = entity.name;
        body.entity = table_.add(body_key(body.entry->name, {}, no_entity), std::move(entity));
        upgrade(body.entity, name);
        table_.mention(body.tokens, body.entity, "gazetteer", false);
    }

    void resolve_short_form(BodyPhrase& body) {
        body.entity = reading_.bodies[body.same_as].entity;
        if (body.entity != no_entity) table_.mention(body.tokens, body.entity, "body.abbreviation", false);
    }

    /// `Sở`, `Tập đoàn` alone: the last one named.
    void repeat(BodyPhrase& body) {
        const auto known = last_.find(std::string(body.head->form));
        if (known == last_.end()) return;
        body.entity = known->second;
        table_.mention(body.tokens, body.entity, "coref.body", true);
    }

    /// `Đại sứ quán` alone: the one named elsewhere, or that of the ambassador named.
    void mission(BodyPhrase& body) {
        if (body.head->form != "Đại sứ quán" || body.tokens.size() > 3) return;
        const auto& known = missions_.empty() ? envoys_ : missions_;
        const auto [sender, seat] = known.empty() ? Seat{home(), setting_.partner} : known.front();
        if (sender == no_entity || (is_home(sender) && seat == no_entity)) return;
        Entity entity;
        entity.kind = EntityKind::organization;
        entity.name =
            "Đại sứ quán " + table_[sender].name + (seat == no_entity ? "" : " tại " + table_[seat].name);
        entity.subkind = "diplomatic";
        entity.jurisdiction = sender;
        entity.foreign = table_[sender].foreign;
        const std::string rest = is_home(sender) ? "@" + std::to_string(seat) : std::string{};
        body.entity = table_.add(body_key("Đại sứ quán", rest, sender), std::move(entity));
        table_.mention(body.tokens, body.entity, "coref.mission", true);
    }

    void party(BodyPhrase& body) {
        if (setting_.domestic) body.entity = ruling(body.tokens);
    }

    EntityIndex ruling(TokenRange tokens) {
        Entity entity;
        entity.kind = EntityKind::organization;
        entity.name = ruling_party;
        entity.subkind = "party";
        const EntityIndex index = table_.add(body_key("Đảng Cộng sản", {}, no_entity), std::move(entity));
        const bool alone = tokens.size() == 1;
        if (alone) table_.add_form(index, reading_.document.slice(tokens));
        table_.mention(tokens, index, "body.ruling-party", !alone);
        return index;
    }

    /// `Bộ Quốc phòng hai nước`: ours and that of the foreign country the article is about.
    void both(BodyPhrase& body) {
        const EntityIndex other = setting_.partner;
        if (setting_.domestic) make_side(body, no_entity);
        if (other != no_entity) make_side(body, other);
    }

    void make_side(BodyPhrase& body, EntityIndex place) {
        BodyPhrase side = body;
        side.generic = Generic::none;
        side.lent = place != no_entity;
        Entity entity;
        entity.kind = EntityKind::organization;
        entity.name = capitalised(slice(body.core.first, body.core.last)) +
                      (place == no_entity ? "" : " " + table_[place].name);
        entity.subkind = kind_of(body);
        entity.jurisdiction = place;
        entity.foreign = place != no_entity;
        body.entity = table_.add(key_of(side, place), std::move(entity));
        table_.mention(body.tokens, body.entity, "body.of-both", true);
    }

    struct Seat {
        EntityIndex sender, at;
    };
    Reading& reading_;
    EntityTable& table_;
    Setting& setting_;
    std::map<std::string, std::vector<std::pair<EntityIndex, TokenIndex>>> full_;
    std::map<std::string, EntityIndex> last_, abbreviations_;
    std::map<EntityIndex, const Entry*> entries_; ///< of the places
    std::map<EntityIndex, const Word*> parties_;  ///< by country
    std::set<std::string> place_names_;
    std::vector<Seat> missions_, envoys_; ///< ours first
    EntityIndex our_seat_ = no_entity;
};

} // namespace

std::string body_key(std::string_view head, std::string_view rest, EntityIndex place) {
    std::string key = "body/";
    key += key_of_name(head);
    key += '/';
    key += key_of_name(rest);
    key += '/';
    for (const char c : rest)
        if (c == '<' || c == '@') key += c;
    return key + (place == no_entity ? std::string{} : std::to_string(place));
}

EntityIndex implied_body(EntityTable& table, const std::string& head, EntityIndex place,
                         std::string_view kind) {
    Entity entity;
    entity.kind = EntityKind::organization;
    const bool committee = head.ends_with(" ủy");
    const bool home = place != no_entity && table[place].code == "VN";
    entity.name = head;
    if (place != no_entity && !home)
        entity.name += " " + (committee ? table[place].name : with_level(table[place]));
    entity.subkind = kind;
    entity.jurisdiction = place;
    entity.foreign = place != no_entity && table[place].foreign;
    return table.add(body_key(head, {}, home ? no_entity : place), std::move(entity));
}

namespace {

/// The foreign country in the words of an office.
PhraseIndex country_of(const Reading& reading, const OfficePhrase& office) {
    const auto foreign = [&reading](PhraseIndex place) {
        return place != no_phrase && reading.places[place].kind == EntityKind::country &&
               reading.places[place].entry != nullptr && reading.places[place].entry->code != "VN";
    };
    if (foreign(office.place)) return office.place;
    for (PhraseIndex body = office.body; body != no_phrase; body = reading.bodies[body].parent)
        if (foreign(reading.bodies[body].place)) return reading.bodies[body].place;
    return no_phrase;
}

bool national(const BodyPhrase& body) {
    if (body.place != no_phrase || body.parent != no_phrase || body.generic != Generic::none) return false;
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

void lend(Reading& reading, std::size_t first, std::size_t last) {
    PhraseIndex country = no_phrase;
    std::size_t lender = first;
    for (; lender < last && country == no_phrase; ++lender)
        country = country_of(reading, reading.offices[reading.phrases[lender].index]);
    if (country == no_phrase) return;
    // `Thủ tướng Lào, Bộ trưởng Bộ …`: who leads a government is not its minister
    const OfficePhrase& head = reading.offices[reading.phrases[lender - 1].index];
    const bool leads = head.word->type == "state" || head.word->form == "Thủ tướng";
    for (std::size_t i = first; i < (leads ? lender : last); ++i) {
        const PhraseIndex index = reading.offices[reading.phrases[i].index].body;
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
                   reading.phrases[last].tokens.first <= reading.phrases[last - 1].tokens.last + 1)
                ++last;
            if (last > first + 1) {
                lend(reading, first, last);
                lend_body(reading, first, last);
            }
        }
        first = last;
    }
}

void resolve_bodies(Reading& reading, EntityTable& table, Setting& setting) {
    BodyResolver(reading, table, setting).run();
}

} // namespace banggiao::extract
