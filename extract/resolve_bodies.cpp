// Takes the bodies read. Hands out organisations: one for each head, name and place served, however it is
// written.
#include <banggiao/extract/resolution.h>
#include <banggiao/graph/text.h>

namespace banggiao::extract {
namespace {

constexpr std::string_view ruling_party = "Đảng Cộng sản Việt Nam";
constexpr std::string_view central_committee = "Ban Chấp hành Trung ương Đảng";

std::string capitalised(std::string text) {
    std::u32string points = to_code_points(text);
    if (points.empty() || is_upper(points[0])) return text;
    for (const std::string_view pair :
         {"bB", "sS", "cC", "vV", "pP", "tT", "hH", "lL", "uU", "ủỦ", "đĐ", "kK"}) {
        const std::u32string both = to_code_points(pair);
        if (points[0] == both[0]) points[0] = both[1];
    }
    return to_utf8(points);
}

class BodyResolver {
  public:
    BodyResolver(Reading& reading, EntityTable& table, Setting& setting)
        : reading_(reading), table_(table), setting_(setting) {}

    void run() {
        for (BodyPhrase& body : reading_.bodies) resolve(body);
    }

  private:
    std::string slice(TokenIndex first, TokenIndex last) const {
        return first < last ? reading_.document.slice(TokenRange{first, last}) : std::string{};
    }

    void resolve(BodyPhrase& body) {
        if (body.head == nullptr && body.implied.empty()) return resolve_listed(body);
        if (body.head != nullptr && body.head->form == "Đảng" && body.generic == Generic::unsaid)
            return party(body);
        if (body.parent != no_phrase && reading_.bodies[body.parent].entity == no_entity) return;
        const EntityIndex place = served(body);
        if (needs_place(body) && place == no_entity && body.parent == no_phrase &&
            body.generic != Generic::unsaid)
            return;
        if (body.generic == Generic::both_countries) return both(body);
        make(body, place);
    }

    std::string_view detail(const BodyPhrase& body) const {
        return body.head != nullptr ? body.head->detail : std::string_view{};
    }
    bool needs_place(const BodyPhrase& body) const { return body.generic != Generic::none; }

    /// The place the body is of, by its words or by the article.
    EntityIndex served(const BodyPhrase& body) const {
        if (body.place != no_phrase) return reading_.places[body.place].entity;
        if (body.generic == Generic::province || body.generic == Generic::city) return setting_.focus;
        if (body.generic == Generic::unsaid && detail(body) == "local") return setting_.focus;
        if (body.head != nullptr && body.head->form == "Sở") return setting_.focus;
        return no_entity;
    }

    bool is_home(EntityIndex place) const { return place != no_entity && table_[place].code == "VN"; }

    std::string rest_of(const BodyPhrase& body) const {
        if (body.field != nullptr && body.field->form.size() > 0) {
            const std::string more = slice(std::min(body.core.last, field_end(body)), body.core.last);
            return std::string(body.field->form) + more;
        }
        return slice(body.head_end, body.core.last);
    }

    TokenIndex field_end(const BodyPhrase& body) const {
        const WordMatch field =
            reading_.lexicon.match(Use::field, reading_.document, body.head_end, body.core.last);
        return field ? field.end : body.head_end;
    }

    std::string key_of(const BodyPhrase& body, EntityIndex place) const {
        const std::string_view head = body.head != nullptr ? body.head->form : body.implied;
        std::string rest =
            body.parent != no_phrase && body.core.last >= reading_.bodies[body.parent].tokens.last
                ? std::string{}
                : rest_of(body);
        if (body.parent != no_phrase) rest += "<" + std::to_string(reading_.bodies[body.parent].entity);
        if (body.at != no_phrase && place == no_entity)
            rest += "@" + std::to_string(reading_.places[body.at].entity);
        return body_key(head, rest, is_home(place) ? no_entity : place);
    }

    std::string name_of(const BodyPhrase& body, EntityIndex place) const {
        if (body.head != nullptr && body.head->form == central_committee) {
            if (body.parent == no_phrase && place == no_entity) return std::string(central_committee);
            if (body.parent != no_phrase)
                return "Ban Chấp hành Trung ương " + table_[reading_.bodies[body.parent].entity].name;
        }
        if (body.parent != no_phrase) {
            const BodyPhrase& parent = reading_.bodies[body.parent];
            return capitalised(slice(body.tokens.first, parent.tokens.first) + " " +
                               table_[parent.entity].name);
        }
        std::string name = slice(body.core.first, body.core.last);
        if (!body.implied.empty())
            name = name.empty() || body.core.size() == 0 ? std::string(body.implied)
                                                         : std::string(body.implied) + " " + name;
        name = capitalised(name);
        if (place == no_entity) return name;
        if (body.generic != Generic::none || body.place == no_phrase) {
            const bool committee = body.head != nullptr && body.head->form.ends_with(" ủy");
            return name + " " + (committee ? table_[place].name : with_level(table_[place]));
        }
        return name + between(body) + written_place(body, place) + mission_seat(body);
    }

    /// What stands between the name and the place: ` tỉnh `, ` của `, a space.
    std::string between(const BodyPhrase& body) const {
        const PlacePhrase& place = reading_.places[body.place];
        std::string words = slice(body.core.last, place.name.first);
        if (words.empty() || words.front() == '(') return " ";
        if (fold(words) == "của" || fold(words) == "nước") return " ";
        return " " + words + " ";
    }

    std::string written_place(const BodyPhrase& body, EntityIndex place) const {
        const PlacePhrase& phrase = reading_.places[body.place];
        const bool brief = phrase.name.size() == 1 && reading_.token(phrase.name.first).shape == Shape::upper;
        return brief ? table_[place].name : reading_.document.slice(phrase.name);
    }

    std::string mission_seat(const BodyPhrase& body) const {
        if (body.at == no_phrase) return {};
        return " tại " + reading_.document.slice(reading_.places[body.at].tokens);
    }

    void make(BodyPhrase& body, EntityIndex place) {
        Entity entity;
        entity.kind = EntityKind::organization;
        entity.name = name_of(body, place);
        entity.subkind = body.head != nullptr ? std::string(body.head->type) : std::string("ministry");
        entity.jurisdiction = place;
        entity.foreign = place != no_entity && table_[place].foreign;
        body.entity = table_.add(key_of(body, place), std::move(entity));
        upgrade(body.entity, name_of(body, place));
        note(body);
        if (body.head != nullptr && body.head->form == central_committee && body.parent == no_phrase &&
            place == no_entity)
            ruling(body.tokens);
    }

    /// The fuller of two forms is the name.
    void upgrade(EntityIndex index, const std::string& name) {
        Entity& entity = table_[index];
        if (fold(name) == fold(entity.name)) return;
        table_.add_form(index, name);
    }

    void note(const BodyPhrase& body) {
        const bool generic = body.generic != Generic::none || !body.implied.empty();
        const std::string written = reading_.document.slice(body.tokens);
        if (!generic) table_.add_form(body.entity, written);
        if (body.abbreviation.size() > 0) {
            table_.add_form(body.entity, reading_.document.slice(body.abbreviation));
            table_.mention(body.abbreviation, body.entity, "body.abbreviation", false);
        }
        table_.mention(body.tokens, body.entity, body.implied.empty() ? "body.by-head" : "body.of-office",
                       generic);
    }

    /// A body of the tables, complete as it is written.
    void resolve_listed(BodyPhrase& body) {
        Entity entity;
        entity.kind = EntityKind::organization;
        entity.name = body.entry->name;
        entity.subkind = body.entry->level;
        body.entity = table_.add(body_key(body.entry->name, {}, no_entity), std::move(entity));
        table_.add_form(body.entity, reading_.document.slice(body.tokens));
        table_.mention(body.tokens, body.entity, "gazetteer", false);
    }

    void party(BodyPhrase& body) {
        if (!setting_.domestic) return;
        body.entity = ruling(body.tokens);
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

    /// `Bộ Quốc phòng hai nước`: the bodies of both countries that the article sets side by side.
    void both(BodyPhrase& body) {
        make(body, no_entity);
        if (body.entity != no_entity)
            table_[body.entity].name = capitalised(slice(body.core.first, body.core.last));
    }

    Reading& reading_;
    EntityTable& table_;
    Setting& setting_;
};

} // namespace

std::string body_key(std::string_view head, std::string_view rest, EntityIndex place) {
    std::string key = "body/" + name_key(head) + "/" + name_key(rest) + "/";
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

void resolve_bodies(Reading& reading, EntityTable& table, Setting& setting) {
    BodyResolver(reading, table, setting).run();
}

} // namespace banggiao::extract
