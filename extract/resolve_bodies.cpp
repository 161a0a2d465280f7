// Takes the bodies read. Hands out organisations: one for each head, name and place served, however it is
// written.
#include <banggiao/extract/body_resolver.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <map>
#include <set>

#include <utility>

namespace banggiao::extract {

void BodyResolver::run() {
    for (const PlacePhrase& place : reading_.places)
        if (place.entity != no_entity && place.entry != nullptr) entries_[place.entity] = place.entry;
    for (const BodyPhrase& body : reading_.bodies) learn(body);
    for (const OfficePhrase& office : reading_.offices) learn(office);
    for (const OfficePhrase& office : reading_.offices)
        if (const EntityIndex nation = nation_led(office); nation != no_entity)
            leaders_.emplace_back(office.tokens.first, nation);
    std::sort(leaders_.begin(), leaders_.end());
    for (auto* known : {&missions_, &envoys_})
        std::stable_partition(known->begin(), known->end(),
                              [this](const Seat& one) { return is_home(one.sender); });
    find_our_seat();
    for (BodyPhrase& body : reading_.bodies) resolve(body);
    join_short_forms();
}

EntityIndex BodyResolver::nation_led(const OfficePhrase& office) const {
    PhraseIndex place = office.place;
    for (PhraseIndex body = office.body; body != no_phrase && place == no_phrase;
         body = reading_.bodies[body].parent)
        place = reading_.bodies[body].place;
    if (place == no_phrase || reading_.places[place].kind != EntityKind::country) return no_entity;
    const EntityIndex nation = reading_.places[place].entity;
    return nation != no_entity && table_[nation].foreign ? nation : no_entity;
}

std::string BodyResolver::slice(TokenIndex first, TokenIndex last) const {
    return first < last ? reading_.document.slice(TokenRange{first, last}) : std::string{};
}

void BodyResolver::learn(const BodyPhrase& body) {
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

void BodyResolver::learn(const OfficePhrase& office) {
    if (office.word->type != "envoy" || office.place == no_phrase || office.at == no_phrase) return;
    envoys_.push_back({reading_.places[office.place].entity, reading_.places[office.at].entity});
}

EntityIndex BodyResolver::place_named(const BodyPhrase& body) const {
    return body.place == no_phrase ? no_entity : reading_.places[body.place].entity;
}

EntityIndex BodyResolver::seat_of(const BodyPhrase& body) const {
    return body.at == no_phrase ? no_entity : reading_.places[body.at].entity;
}

std::string BodyResolver::family(const BodyPhrase& body) const {
    const std::string_view head = body.head != nullptr ? body.head->form : body.implied;
    std::string family = key_of_name(head);
    family += '/';
    return family + key_of_name(rest_of(body));
}

void BodyResolver::resolve(BodyPhrase& body) {
    if (std::exchange(body.settled, true)) return;
    if (body.head == nullptr && body.implied.empty()) return resolve_listed(body);
    if (detail(body) == "central" && body.generic == Generic::unsaid) {
        body.parent = committee_beside(body);
        if (body.parent == no_phrase) return;
    }
    if (body.parent != no_phrase) resolve(reading_.bodies[body.parent]);
    if (detail(body) == "organ" && body.generic == Generic::unsaid && body.parent == no_phrase) return;
    if (body.generic == Generic::again) return repeat(body);
    if (is_party_alone(body)) return party(body);
    if (body.parent != no_phrase && reading_.bodies[body.parent].entity == no_entity) return;
    if (detail(body) == "mission" && place_named(body) == no_entity && seat_of(body) == no_entity &&
        body.core.last == body.head_end)
        return mission(body);
    if (body.generic == Generic::both_countries) return both(body, body.tokens.last);
    if (is_national(body)) // `Bộ Quốc phòng, Bộ Công an hai nước`
        if (const BodyPhrase* last = owned_in_row(body);
            last != nullptr && last->generic == Generic::both_countries)
            return both(body, last->tokens.last);
    if (commanded_whole(body)) return make(body, no_entity);
    EntityIndex place = served(body);
    if (place == no_entity && is_national(body)) {
        place = country_of_row(body);
        if (place == no_entity) place = nation_pointed_at(body);
        if (place == no_entity) place = country_of_list(body);
        body.lent = place != no_entity;
    }
    if (place == no_entity && body.implied == "Bộ" && body.place == no_phrase && body.parent == no_phrase &&
        body.generic == Generic::none) {
        const EntityIndex nation = country_of_list(body); // names in China read as ours do
        if (nation != no_entity && (table_[nation].code == "CN" || held_by_stranger(body))) place = nation;
        body.lent = place != no_entity;
    }
    if (body.lent && body.head != nullptr && body.head->form == central_committee &&
        !parties_.contains(place))
        return; // of which party, the article does not say
    const bool local = body.generic != Generic::none && body.generic != Generic::unsaid;
    if (local && place == no_entity) return;
    if (detail(body) == "local" && place == no_entity && body.parent == no_phrase &&
        body.core.last == body.head_end && !front_abroad(body))
        return;
    make(body, place);
}

bool BodyResolver::commanded_whole(const BodyPhrase& body) const {
    static const SyllableId commander = intern_syllable("lệnh");
    return body.head != nullptr && body.head->form == "Bộ đội Biên phòng" &&
           body.generic == Generic::unsaid && body.place == no_phrase && body.tokens.first > 0 &&
           reading_.token(body.tokens.first - 1).id == commander;
}

PhraseIndex BodyResolver::committee_beside(const BodyPhrase& body) const {
    const auto here = static_cast<std::size_t>(&body - reading_.bodies.data());
    const std::size_t sentence = reading_.document.sentence_of(body.tokens.first);
    const auto committee = [&](std::size_t i) {
        const BodyPhrase& other = reading_.bodies[i];
        return other.head != nullptr && other.head->detail == "local" && other.head->form.ends_with(" ủy") &&
               reading_.document.sentence_of(other.tokens.first) == sentence;
    };
    constexpr std::size_t reach = 12;
    for (std::size_t i = here; i-- > 0 && here - i <= reach;)
        if (committee(i)) return static_cast<PhraseIndex>(i);
    for (std::size_t i = here + 1; i < reading_.bodies.size() && i - here <= reach; ++i)
        if (committee(i)) return static_cast<PhraseIndex>(i);
    return no_phrase;
}

bool BodyResolver::is_party_alone(const BodyPhrase& body) const {
    return body.head != nullptr && body.head->form == "Đảng" && body.generic == Generic::unsaid;
}

std::string_view BodyResolver::detail(const BodyPhrase& body) const {
    return body.head != nullptr ? body.head->detail : std::string_view{"field"};
}

bool BodyResolver::is_department(const BodyPhrase& body) {
    return body.head != nullptr && body.head->form == "Sở";
}

bool BodyResolver::quoted_source(const BodyPhrase& body) const {
    static const SyllableId theo = intern_syllable("theo");
    if (body.head == nullptr || body.head->type != "media" || body.tokens.first == 0) return false;
    return reading_.token(body.tokens.first - 1).id == theo;
}

void BodyResolver::bodies_in_name(const BodyPhrase& body) {
    for (TokenIndex at = body.head_end; at < body.core.last; ++at)
        for (const GazetteerMatch& match : reading_.listed(at)) {
            if (match.entry->kind != EntryKind::organization || match.entry->level != "international" ||
                match.tokens.last > body.core.last || !reading_.capital(at, body.core.last))
                continue;
            Entity entity;
            entity.kind = EntityKind::organization;
            entity.name = reading_.document.slice(match.tokens);
            entity.subkind = match.entry->level;
            const EntityIndex index =
                table_.add(body_key(match.entry->name, {}, no_entity), std::move(entity));
            table_.add_form(index, reading_.document.slice(match.tokens));
            table_.mention(match.tokens, index, "body.in-name", false, true);
        }
}

void BodyResolver::make(BodyPhrase& body, EntityIndex place) {
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
    bodies_in_name(body);
    if (body.head != nullptr && body.head->form == central_committee && body.parent == no_phrase &&
        place == no_entity)
        ruling(body.tokens);
    if (body.head != nullptr && body.head->form == "Ủy ban Trung ương Mặt trận Tổ quốc")
        front_of(body, place);
    if (body.head != nullptr && body.head->form == "Ban Bí thư Trung ương Đảng" && body.parent != no_phrase)
        committee_of_party(body);
}

void BodyResolver::front_of(const BodyPhrase& body, EntityIndex place) {
    Entity entity;
    entity.kind = EntityKind::organization;
    entity.name = "Mặt trận Tổ quốc";
    if (place != no_entity) entity.name += " " + table_[place].name;
    entity.subkind = "mass";
    entity.jurisdiction = place;
    entity.foreign = place != no_entity && table_[place].foreign;
    const EntityIndex index =
        table_.add(body_key("Mặt trận Tổ quốc", {}, is_home(place) ? no_entity : place), std::move(entity));
    table_.mention(body.tokens, index, "body.in-name", true);
}

void BodyResolver::committee_of_party(const BodyPhrase& body) {
    Entity entity;
    entity.kind = EntityKind::organization;
    const EntityIndex party = reading_.bodies[body.parent].entity;
    entity.name = "Ban Chấp hành Trung ương " + table_[party].name;
    entity.subkind = "party";
    entity.jurisdiction = table_[party].jurisdiction;
    entity.foreign = table_[party].foreign;
    const EntityIndex index =
        table_.add(body_key(central_committee, "<" + std::to_string(party), no_entity), std::move(entity));
    table_.mention(body.tokens, index, "body.in-name", true);
}

void BodyResolver::note(const BodyPhrase& body) {
    const bool reference = body.generic != Generic::none || !body.implied.empty() || body.lent || body.listed;
    if (!reference) table_.add_form(body.entity, reading_.document.view(body.tokens));
    if (body.abbreviation.size() > 0) note_abbreviation(body);
    table_.mention(body.tokens, body.entity, body.implied.empty() ? "body.by-head" : "body.of-office",
                   reference);
    last_[std::string(body.head != nullptr ? body.head->form : body.implied)] = body.entity;
}

bool BodyResolver::credited(const BodyPhrase& body) const {
    static const SyllableId before[] = {intern_syllable("theo"),  intern_syllable("viên"),
                                        intern_syllable("pv"),    intern_syllable("ảnh"),
                                        intern_syllable("nguồn"), intern_syllable("tin")};
    const std::string_view name = body.entry->name;
    const bool news =
        body.entry->level == "media" || name.starts_with("Thông tấn xã") || name.starts_with("Đài ");
    if (!news) return false;
    const TokenIndex at = body.tokens.first;
    if (body.entry->level == "media" && at > 1 && body.entry->parent.empty()) { // `theo tờ A`
        static const SyllableSet kinds("tờ báo kênh hãng đài trang tạp");
        const TokenIndex by = kinds.contains(reading_.token(at - 1).id) ? at - 2 : at - 1;
        if (reading_.token(by).id == before[0]) return true;
    }
    if (reading_.token(at).shape != Shape::upper) return false;
    if (at == 0 || reading_.token(at).line_start) return true;
    const Token& left = reading_.token(at - 1);
    if (left.mark != 0) return left.mark != U',' || reading_.token(at).glued;
    return std::find(std::begin(before), std::end(before), left.id) != std::end(before);
}

void BodyResolver::resolve_listed(BodyPhrase& body) {
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
    if (body.abbreviation.size() > 0) note_abbreviation(body);
}

void BodyResolver::note_abbreviation(const BodyPhrase& body) {
    table_.add_form(body.entity, reading_.document.slice(body.abbreviation));
    table_.mention(body.abbreviation, body.entity, "body.abbreviation", false);
    abbreviations_[key_of_name(reading_.document.view(body.abbreviation))] = body.entity;
}

void BodyResolver::repeat(BodyPhrase& body) {
    if (body.head->form == "Hội") return repeat_society(body);
    auto known = last_.find(std::string(body.head->form));
    if (known == last_.end() && body.head->form == "Ủy ban") { // `Ủy ban Đối ngoại` has a head of its own
        known = last_.lower_bound("Ủy ban ");
        if (known == last_.end() || !known->first.starts_with("Ủy ban ")) return;
    }
    if (known == last_.end()) return;
    body.entity = known->second;
    table_.mention(body.tokens, body.entity, "coref.body", true);
}

void BodyResolver::repeat_society(BodyPhrase& body) {
    const PersonPhrase* holder = holder_beside(body);
    const bool ours = holder != nullptr && named_as_ours(*holder);
    const bool theirs = holder != nullptr && named_as_foreign(*holder);
    constexpr std::size_t reach = 64;
    const auto here = static_cast<std::size_t>(&body - reading_.bodies.data());
    for (std::size_t i = here;
         i-- > 0 && here - i <= reach;) { // in order, but for what is read inside others
        const BodyPhrase& told = reading_.bodies[i];
        if (told.entity == no_entity || told.head == nullptr || !told.head->form.starts_with("Hội ") ||
            told.head->type != "mass" || (ours && table_[told.entity].foreign) ||
            (theirs && !table_[told.entity].foreign))
            continue;
        body.entity = told.entity;
        table_.mention(body.tokens, body.entity, "coref.body", true);
        return;
    }
}

void BodyResolver::mission(BodyPhrase& body) {
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

void BodyResolver::party(BodyPhrase& body) {
    static const SyllableId chair = intern_syllable("tịch"); // ours has none
    constexpr std::size_t reach = 32;
    const auto here = static_cast<std::size_t>(&body - reading_.bodies.data());
    if (body.tokens.first > 0 && reading_.token(body.tokens.first - 1).id == chair)
        for (std::size_t i = here; i-- > 0 && here - i <= reach;) {
            const BodyPhrase& told = reading_.bodies[i];
            if (told.head == nullptr || told.head->detail != "party" || told.entity == no_entity ||
                !table_[told.entity].foreign)
                continue;
            body.entity = told.entity;
            return table_.mention(body.tokens, body.entity, "coref.body", true);
        }
    const EntityIndex abroad = people_abroad(body);
    if (abroad != no_entity && table_[abroad].kind == EntityKind::country)
        body.entity = party_of(abroad, body);
    else if (setting_.domestic && abroad == no_entity)
        body.entity = ruling(body.tokens);
}

EntityIndex BodyResolver::party_of(EntityIndex country, const BodyPhrase& body) {
    const auto known = parties_.find(country);
    const std::string_view form = known == parties_.end() ? body.head->form : known->second->form;
    Entity entity;
    entity.kind = EntityKind::organization;
    entity.name = std::string(form) + " " + table_[country].name;
    entity.subkind = "party";
    entity.jurisdiction = country;
    entity.foreign = true;
    const EntityIndex index = table_.add(body_key(form, {}, country), std::move(entity));
    table_.mention(body.tokens, index, "body.party-abroad", true);
    return index;
}

EntityIndex BodyResolver::ruling(TokenRange tokens) {
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

std::pair<EntityIndex, EntityIndex> BodyResolver::two_named_behind(TokenIndex at) const {
    constexpr TokenIndex longest = 9, list = 16;
    const Syllables& words = Syllables::get();
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    for (TokenIndex next = at; next + 1 < limit && next < at + list; ++next)
        if (reading_.token(next).id == words.hai && reading_.token(next + 1).id == words.nuoc) {
            at = next + 2; // `Quốc hội, Chính phủ | hai nước`
            break;
        }
    std::vector<const PlacePhrase*> named;
    for (const PhraseIndex index : reading_.places_in({at, std::min(limit, at + longest)}))
        if (reading_.places[index].kind == EntityKind::country && reading_.places[index].entity != no_entity)
            named.push_back(&reading_.places[index]);
    if (named.size() < 2 || named[0]->tokens.first != at) return {no_entity, no_entity};
    const TokenIndex joint = named[0]->tokens.last;
    const bool joined =
        named[1]->tokens.first == joint + 1 && joint < limit &&
        (reading_.token(joint).id == Syllables::get().va || is_dash(reading_.token(joint).mark));
    if (!joined || named[0]->entity == named[1]->entity) return {no_entity, no_entity};
    return {named[0]->entity, named[1]->entity};
}

void BodyResolver::both(BodyPhrase& body, TokenIndex behind) {
    const auto [first, second] = two_named_behind(behind);
    if (second != no_entity) {
        make_side(body, is_home(first) ? no_entity : first);
        return make_side(body, is_home(second) ? no_entity : second);
    }
    const EntityIndex other = setting_.partner;
    if (setting_.domestic) make_side(body, no_entity);
    if (other != no_entity) make_side(body, other);
}

void BodyResolver::make_side(BodyPhrase& body, EntityIndex place) {
    BodyPhrase side = body;
    side.generic = Generic::none;
    side.lent = place != no_entity;
    Entity entity;
    entity.kind = EntityKind::organization;
    const std::string own = slice(body.core.first, body.core.last);
    entity.name =
        (body.implied.empty() ? capitalised(own) : std::string(body.implied) + " " + capitalised(own)) +
        (place == no_entity ? "" : " " + table_[place].name);
    entity.subkind = kind_of(body);
    entity.jurisdiction = place;
    entity.foreign = place != no_entity;
    body.entity = table_.add(key_of(side, place), std::move(entity));
    table_.mention(body.tokens, body.entity, "body.of-both", true);
}

std::string body_key(std::string_view head, std::string_view rest, EntityIndex place) {
    std::string key = "body/";
    key.reserve(key.size() + head.size() + rest.size() + 12);
    key += key_of_name(head);
    key += '/';
    key += key_of_name(rest);
    key += '/';
    for (const char c : rest)
        if (c == '<' || c == '@') key += c;
    if (place != no_entity) key += std::to_string(place);
    return key;
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
