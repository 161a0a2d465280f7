// Takes a body and its place. Hands out how it is called, and its key.
#include <banggiao/extract/body_resolver.h>
#include <banggiao/extract/place_context.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {

std::string capitalised(std::string text) {
    std::size_t end = std::min<std::size_t>(text.size(), 1); // of the first letter
    while (end < text.size() && (text[end] & '\xC0') == '\x80') ++end;
    std::u32string points = to_code_points(std::string_view(text).substr(0, end));
    if (points.empty() || is_upper(points[0])) return text;
    static constexpr std::u32string_view lower = U"bscvptuhlkđnmqdgxaăâeêioôơưyủ",
                                         upper = U"BSCVPTUHLKĐNMQDGXAĂÂEÊIOÔƠƯYỦ";
    const std::size_t at = lower.find(points[0]);
    if (at != lower.npos) text.replace(0, end, to_utf8(upper.substr(at, 1)));
    return text;
}

std::string BodyResolver::rest_of(const BodyPhrase& body) const {
    if (body.central) return "trung ương";
    if (body.field != nullptr)
        return std::string(body.field->form) +
               slice(std::max(field_end(body), body.head_end), body.core.last);
    return slice(body.head_end, body.core.last);
}

TokenIndex BodyResolver::field_end(const BodyPhrase& body) const {
    const WordMatch field =
        reading_.lexicon.match(Use::field, reading_.document, body.head_end, body.core.last);
    return field ? field.end : body.head_end;
}

std::string BodyResolver::rest_by_codes(const BodyPhrase& body) const {
    std::string rest;
    std::size_t countries = 0;
    TokenIndex from = body.head_end;
    for (TokenIndex at = body.head_end; at < body.core.last;) {
        std::string_view code = is_dash(reading_.token(at - 1).mark) ||
                                        (at + 1 < body.core.last && is_dash(reading_.token(at + 1).mark))
                                    ? short_form(reading_.token(at).id)
                                    : std::string_view{};
        TokenIndex last = at + 1;
        for (const GazetteerMatch& match : reading_.listed(at))
            if (match.entry->kind == EntryKind::country && match.tokens.last <= body.core.last &&
                (code.empty() || match.tokens.last > last)) {
                code = match.entry->code;
                last = match.tokens.last;
            }
        if (code.empty() || !reading_.capital(at, body.core.last)) {
            ++at;
            continue;
        }
        rest += slice(from, at) + " " + std::string(code) + " ";
        from = at = last;
        ++countries;
    }
    return countries == 2 ? rest + slice(from, body.core.last) : rest_of(body);
}

std::string BodyResolver::key_of(const BodyPhrase& body, EntityIndex place) const {
    const std::string_view head = body.head != nullptr ? body.head->form : body.implied;
    std::string rest;
    if (body.parent == no_phrase)
        rest = body.head != nullptr && body.head->type == "mass" && body.core.last > body.head_end + 2
                   ? rest_by_codes(body)
                   : rest_of(body);
    else {
        const TokenIndex parent = reading_.bodies[body.parent].tokens.first;
        rest =
            slice(body.head_end, parent < body.head_end ? body.core.last : std::min(body.core.last, parent));
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

void BodyResolver::find_our_seat() {
    for (const auto* known : {&missions_, &envoys_})
        for (const Seat& seat : *known)
            if (our_seat_ == no_entity && is_home(seat.sender)) our_seat_ = seat.at;
}

std::string BodyResolver::name_of(const BodyPhrase& body, EntityIndex place) const {
    if (body.bare) return slice(body.core.first, body.core.last);
    if (body.parent != no_phrase) return name_with_parent(body);
    if (body.head != nullptr && body.head->form == central_committee && place == no_entity)
        return std::string(central_committee);
    if (coined_abroad(body)) {
        const bool joined =
            body.place != no_phrase && reading_.places[body.place].tokens.first == body.core.last;
        return slice(body.head_end, joined ? reading_.places[body.place].tokens.last : body.core.last);
    }
    std::string name = slice(body.core.first, body.core.last);
    if (shortened(body))
        name = std::string(body.head->form) + (says_viet_nam(body) ? " Việt Nam " : " ") +
               slice(body.head_end, body.core.last);
    while (name.ends_with(' ')) name.pop_back();
    if (body.central) name = slice(body.core.first, body.head_end) + " Trung ương";
    if (name.empty() && body.field != nullptr) name = capitalised(std::string(body.field->form));
    if (!body.implied.empty()) name = std::string(body.implied) + (name.empty() ? "" : " ") + name;
    name = capitalised(name);
    if (place == no_entity) return name + mission_seat(body);
    if (body.lent && body.head != nullptr && body.head->form == central_committee)
        return "Ban Chấp hành Trung ương " + owner_abroad(body, place);
    if (body.lent) return name + " " + owner_abroad(body, place);
    if (body.place == no_phrase) {
        const bool committee =
            body.head != nullptr && (body.head->form.ends_with(" ủy") || body.head->form.ends_with(" đoàn"));
        const bool abroad = table_[place].kind == EntityKind::country;
        if (committee || abroad) return name + " " + table_[place].name;
        const bool said = body.generic != Generic::unsaid && body.tokens.last > body.core.last;
        if (said && (table_[place].subkind.empty() || table_[place].foreign))
            return name + " " + fold(slice(body.core.last, body.tokens.last)) + " " + table_[place].name;
        return name + " " + with_level(table_[place]);
    }
    if (body.head != nullptr && (body.head->form == "Bộ Chính trị" || body.head->form == "Ban Bí thư"))
        return name + " " + owner_abroad(body, place);
    if (reading_.places[body.place].tokens.last <= body.core.last) return name;
    const bool committee =
        body.head != nullptr && (body.head->form.ends_with(" ủy") || body.head->form.ends_with(" đoàn"));
    const bool ours =
        table_[place].kind == EntityKind::province || table_[place].kind == EntityKind::locality;
    if (body.listed && ours && !committee) return name + " " + with_level(table_[place]);
    const bool of_province =
        is_department(body) || (detail(body) == "local" && !committee && table_[place].code.size() > 2);
    if (body.listed) return name + " " + (of_province ? "tỉnh " : "") + table_[place].name;
    return name + between(body) + written_place(body, place) + mission_seat(body);
}

bool BodyResolver::coined_abroad(const BodyPhrase& body) const {
    if (body.head == nullptr || body.core.last <= body.head_end) return false;
    if (body.place != no_phrase && reading_.places[body.place].kind != EntityKind::country) return false;
    const bool society =
        body.head->form == "Tổ chức" && !is_vietnamese_syllable(reading_.token(body.head_end).id);
    if (body.head->type != "media" && body.head->form != "Hãng" && !society) return false;
    if (!reading_.capital(body.head_end, body.core.last)) return false;
    bool foreign = false;
    for (TokenIndex i = body.head_end; i < body.core.last; ++i)
        foreign = foreign || (reading_.token(i).mark == 0 && !is_vietnamese_syllable(reading_.token(i).id));
    if (!foreign) return false;
    for (const GazetteerMatch& match : reading_.listed(body.head_end))
        if (match.entry->kind == EntryKind::country) return false;
    return true;
}

bool BodyResolver::says_viet_nam(const BodyPhrase& body) const {
    static const SyllableId brief = intern_syllable("vn"),
                            full[] = {intern_syllable("việt"), intern_syllable("nam")};
    const TokenIndex end = body.head_end;
    if (!body.head->form.starts_with("Ủy ban Mặt trận") || end < 2) return false;
    return reading_.token(end - 1).id == brief ||
           syllable_text(reading_.token(end - 1).id).ends_with("mttqvn") ||
           (reading_.token(end - 2).id == full[0] && reading_.token(end - 1).id == full[1]);
}

bool BodyResolver::shortened(const BodyPhrase& body) const {
    static constexpr std::string_view written_out[] = {"diplomatic", "government", "mass", "party"};
    if (body.head != nullptr && body.head->form == "Công an")
        return body.head_end == body.core.first + 1; // `CA`
    if (body.head == nullptr ||
        std::find(std::begin(written_out), std::end(written_out), body.head->type) == std::end(written_out))
        return false;
    for (TokenIndex i = body.core.first; i < body.head_end; ++i)
        if (is_all_capitals(reading_.token(i))) return true;
    return false;
}

std::string BodyResolver::name_with_parent(const BodyPhrase& body) const {
    const BodyPhrase& parent = reading_.bodies[body.parent];
    const std::string& owner = table_[parent.entity].name;
    if (body.head->form == central_committee) return "Ban Chấp hành Trung ương " + owner;
    if (parent.tokens.first >= body.tokens.last || parent.tokens.last <= body.tokens.first)
        return slice(body.core.first, body.core.last) + " " + owner;
    if (body.head->form == "Bộ Chính trị") return "Bộ Chính trị " + owner;
    std::string own = slice(body.tokens.first, parent.tokens.first);
    if (body.central) own = slice(body.core.first, body.head_end) + " Trung ương";
    return capitalised(own) + " " + owner;
}

std::string BodyResolver::owner_abroad(const BodyPhrase& body, EntityIndex place) const {
    if (body.head != nullptr && body.head->type == "party")
        if (const auto party = parties_.find(place); party != parties_.end())
            return std::string(party->second->form) + " " + table_[place].name;
    const std::string& name = table_[place].name;
    const auto known = entries_.find(place); // `Nhật`, `TQ`: written out
    return known != entries_.end() && known->second->name.starts_with(name) ? std::string(known->second->name)
                                                                            : name;
}

std::string BodyResolver::between(const BodyPhrase& body) const {
    const PlacePhrase& place = reading_.places[body.place];
    const std::string words = slice(body.core.last, place.name.first);
    const std::string key = folded(words);
    if (words.empty() || words.front() == '(' || key == "của" || key == "nước" || key == "của nước")
        return " ";
    return " " + words + " ";
}

std::string BodyResolver::written_place(const BodyPhrase& body, EntityIndex place) const {
    const PlacePhrase& phrase = reading_.places[body.place];
    const bool brief = phrase.name.size() == 1 && reading_.token(phrase.name.first).shape == Shape::upper;
    static const SyllableSet regimes("cộng vương nước chxhcn chdcnd chnd chlb ch");
    const bool in_full = phrase.kind == EntityKind::country && phrase.name.size() > 1 &&
                         regimes.contains(reading_.token(phrase.name.first).id);
    return brief || in_full ? table_[place].name : reading_.document.slice(phrase.name);
}

std::string BodyResolver::mission_seat(const BodyPhrase& body) const {
    if (body.at != no_phrase) return " tại " + table_[seat_of(body)].name;
    const bool ours = detail(body) == "mission" && is_home(place_named(body)) && our_seat() != no_entity;
    return ours ? " tại " + table_[our_seat()].name : std::string{};
}

std::string BodyResolver::kind_of(const BodyPhrase& body) const {
    if (body.head == nullptr) return body.implied == "Sở" ? "department" : "ministry";
    if (body.parent != no_phrase && body.head->form == "Đảng ủy") return "party";
    return std::string(body.head->type);
}

void BodyResolver::upgrade(EntityIndex index, const std::string& name) {
    Entity& entity = table_[index];
    if (name == entity.name) return;
    const std::string key = folded(name);
    if (key == folded(entity.name)) return;
    const bool school = entity.subkind == "education"; // `Đại học A`, `Trường Đại học A`
    const std::string known = folded(entity.name);
    if (name.size() > entity.name.size() && (key.starts_with(known) || (school && key.ends_with(known)))) {
        const std::string shorter = std::exchange(entity.name, name);
        std::erase(entity.aliases, name);
        table_.add_form(index, shorter);
        return;
    }
    table_.add_form(index, name);
}

} // namespace banggiao::extract
