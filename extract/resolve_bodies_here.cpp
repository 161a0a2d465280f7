// Takes a body of a bare level or of no place said. Hands out the place it is of: that of the list it stands
// in, of the office beside it, or the one the passage speaks of.
#include <banggiao/extract/body_resolver.h>
#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/sides.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {

EntityIndex BodyResolver::country_of(EntityIndex place) const {
    if (place == no_entity || table_[place].kind == EntityKind::country) return place;
    const auto known = entries_.find(place);
    if (known == entries_.end() || known->second->parent.empty()) return place;
    const EntityIndex country = table_.find("place/" + std::string(known->second->parent));
    return country != no_entity ? country : place;
}

EntityIndex BodyResolver::place_of_family(const BodyPhrase& body) const {
    const auto known = full_.find(family(body));
    if (known == full_.end()) return no_entity;
    const auto& all = known->second; // by position
    const auto behind = std::upper_bound(all.begin(), all.end(), body.tokens.first,
                                         [](TokenIndex at, const auto& one) { return at < one.second; });
    if (behind == all.begin()) return all.front().first;
    auto nearest = std::prev(behind);
    const auto abroad = [this](const auto& one) { return table_[one.first].foreign; };
    const std::size_t here = reading_.document.sentence_of(body.tokens.first);
    if (detail(body) != "local" || !abroad(*nearest) ||
        reading_.document.sentence_of(nearest->second) == here)
        return nearest->first;
    while (nearest != all.begin() && abroad(*nearest)) --nearest; // a visitor's, told of before
    return abroad(*nearest) ? std::prev(behind)->first : nearest->first;
}

EntityIndex BodyResolver::served(const BodyPhrase& body) const {
    if (body.place != no_phrase) return place_named(body);
    if (body.parent != no_phrase) return no_entity;
    if (const EntityIndex place = place_of_people(body); place != no_entity) return place;
    if (only_abroad(body)) {
        const EntityIndex known = body.generic == Generic::unsaid ? place_of_family(body) : no_entity;
        return known != no_entity ? known : unit_abroad_here(body, level_wanted(reading_, body));
    }
    if (body.generic == Generic::province || body.generic == Generic::city ||
        body.generic == Generic::smaller || (body.generic == Generic::unsaid && detail(body) == "local") ||
        (body.head != nullptr && body.head->form == "Sở") || body.implied == "Sở")
        return place_here(body);
    if (detail(body) == "abroad") {
        const TokenIndex at = body.tokens.first;
        const TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
        constexpr TokenIndex near_by = 16;
        const EntityIndex near = country_before(at, std::min(near_by, at - sentence.first));
        return near != no_entity ? near : place_of_family(body);
    }
    if (detail(body) == "country") return setting_.domestic ? no_entity : setting_.partner;
    if (detail(body) == "party" && body.head->form != "Đảng Cộng sản") return place_of_family(body);
    const bool national = detail(body) == "state" || (body.head != nullptr && body.head->form == "Bộ") ||
                          (body.implied == "Bộ" && !body.listed);
    if (body.implied == "Bộ" && body.listed) return country_of_leader(body.tokens.first);
    if (national && !setting_.domestic && (held_by_ours(body) || faces_its_like(body))) return no_entity;
    if (national && !setting_.domestic) {
        const EntityIndex listed = body.implied == "Bộ" ? country_in_list(body.tokens.first) : no_entity;
        if (listed != no_entity) return listed;
        const EntityIndex known = place_of_family(body);
        const auto family = full_.find(this->family(body));
        const bool told = family != full_.end() && family->second.front().second < body.tokens.first;
        return known != no_entity && !told && body.head != nullptr && body.head->form == "Bộ"
                   ? setting_.partner
                   : known;
    }
    return no_entity;
}

bool BodyResolver::faces_its_like(const BodyPhrase& body) const {
    const auto known = full_.find(family(body));
    if (known == full_.end() || holder_beside(body) != nullptr) return false;
    const TokenIndex end =
        reading_.document.sentences[reading_.document.sentence_of(body.tokens.first)].tokens.last;
    const auto& all = known->second; // by position
    auto next = std::upper_bound(all.begin(), all.end(), body.tokens.last,
                                 [](TokenIndex at, const auto& one) { return at < one.second; });
    while (next != all.end() && next->second < end && !table_[next->first].foreign) ++next;
    return next != all.end() && next->second < end;
}

EntityIndex BodyResolver::people_abroad(const BodyPhrase& body) const {
    static const SyllableSet people(
        "chính quyền nhân dân các sở ban ngành cấp lực lượng vũ trang đoàn thể và cùng tỉnh thành phố huyện "
        "nhà nước phủ quốc hội mặt trận");
    constexpr TokenIndex reach = 20;
    const TokenIndex from = body.tokens.last;
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    if (!reading_.is_mark(from, limit, U',') && !reading_.is(from, limit, Syllables::get().va))
        return no_entity;
    for (const PhraseIndex index : reading_.places_in({from, std::min(limit, from + reach)})) {
        const PlacePhrase& place = reading_.places[index];
        for (TokenIndex at = from; at < place.tokens.first; ++at)
            if (reading_.token(at).mark != U',' && !people.contains(reading_.token(at).id)) return no_entity;
        return place.entity != no_entity && table_[place.entity].foreign ? place.entity : no_entity;
    }
    return no_entity;
}

EntityIndex BodyResolver::place_of_people(const BodyPhrase& body) const {
    static const SyllableSet people(
        "chính quyền nhân dân các tộc quân và tỉnh thành phố huyện xã thị phường");
    constexpr TokenIndex reach = 12;
    const bool government = detail(body) == "state" && body.head->form == "Chính phủ" &&
                            body.generic == Generic::none && body.place == no_phrase;
    if ((body.generic != Generic::unsaid || detail(body) != "local") && !government) return no_entity;
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    const TokenIndex from = body.tokens.last;
    if (!reading_.is_mark(from, limit, U',') && !reading_.is(from, limit, Syllables::get().va))
        return no_entity;
    for (const PhraseIndex index : reading_.places_in({from, std::min(limit, from + reach)})) {
        const PlacePhrase& place = reading_.places[index];
        if (place.entity == no_entity || (table_[place.entity].kind == EntityKind::country) != government)
            return no_entity;
        for (TokenIndex at = from; at < place.tokens.first; ++at)
            if (reading_.token(at).mark != U',' && !people.contains(reading_.token(at).id)) return no_entity;
        if (place.tokens.first == from + 1) return no_entity; // the next of a list of places
        if (government) return table_[place.entity].foreign ? place.entity : no_entity;
        return goes_with(reading_, level_wanted(reading_, body), place) ? place.entity : no_entity;
    }
    return no_entity;
}

EntityIndex BodyResolver::country_in_list(TokenIndex at) const {
    const TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
    constexpr TokenIndex title = 4, reach = 24;
    for (TokenIndex back = at; back > sentence.first && at - back < title; --back)
        if (reading_.token(back - 1).mark == U',' || reading_.token(back - 1).id == Syllables::get().va)
            return country_before(back - 1, std::min(reach, back - 1 - sentence.first));
    return no_entity;
}

EntityIndex BodyResolver::country_of_leader(TokenIndex at) const {
    const TokenIndex from = reading_.document.sentences[reading_.document.sentence_of(at)].tokens.first;
    const auto behind = std::upper_bound(leaders_.begin(), leaders_.end(), std::pair(at, EntityIndex{0}));
    if (behind == leaders_.begin() || std::prev(behind)->first < from) return no_entity;
    return std::prev(behind)->second;
}

EntityIndex BodyResolver::country_before(TokenIndex at, TokenIndex reach) const {
    EntityIndex found = no_entity;
    for (const PhraseIndex index : reading_.places_in({at > reach ? at - reach : 0, at})) {
        const EntityIndex place = reading_.places[index].entity;
        if (place != no_entity && table_[place].kind == EntityKind::country && table_[place].foreign)
            found = place;
    }
    return found;
}

bool BodyResolver::is_national(const BodyPhrase& body) {
    if (body.place != no_phrase || body.parent != no_phrase || body.generic != Generic::none) return false;
    return body.head != nullptr && (body.head->detail == "state" || body.head->form == "Bộ" || body.central);
}

template <typename Test>
const BodyPhrase* BodyResolver::first_in_row(const BodyPhrase& body, Test wanted) const {
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    const auto joins = [&](TokenIndex at) {
        return reading_.is_mark(at, limit, U',') || reading_.is(at, limit, Syllables::get().va);
    };
    const BodyPhrase* last = &body;
    constexpr int longest = 6;
    for (int steps = 0; steps < longest && joins(last->tokens.last); ++steps) {
        const TokenIndex next = last->tokens.last + 1;
        const auto found = std::lower_bound(
            reading_.phrases.begin(), reading_.phrases.end(), next,
            [](const Phrase& phrase, TokenIndex from) { return phrase.tokens.first < from; });
        if (found == reading_.phrases.end() || found->tokens.first != next || found->kind != PhraseKind::body)
            return nullptr;
        last = &reading_.bodies[found->index];
        if (wanted(*last)) return last;
    }
    return nullptr;
}

const BodyPhrase* BodyResolver::owned_in_row(const BodyPhrase& body) const {
    return first_in_row(body, [this](const BodyPhrase& one) {
        return one.generic == Generic::both_countries || place_named(one) != no_entity;
    });
}

EntityIndex BodyResolver::nation_pointed_at(const BodyPhrase& body) const {
    static const SyllableSet pointing("này bạn đó ấy");
    static const SyllableId host[] = {intern_syllable("sở"), intern_syllable("tại"), intern_syllable("chủ"),
                                      intern_syllable("nhà")};
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    const auto points = [&](const BodyPhrase& one) {
        const TokenIndex end = one.tokens.last;
        const TokenIndex at = reading_.is(end, limit, Syllables::get().cua) ? end + 1 : end;
        if (!reading_.is(at, limit, Syllables::get().nuoc) || at + 2 >= limit) return false;
        return pointing.contains(reading_.token(at + 1).id) ||
               (reading_.is(at + 1, limit, host[0]) && reading_.is(at + 2, limit, host[1])) ||
               (reading_.is(at + 1, limit, host[2]) && reading_.is(at + 2, limit, host[3]));
    };
    if (!points(body) && first_in_row(body, points) == nullptr) return no_entity;
    constexpr TokenIndex reach = 200;
    return country_before(body.tokens.first, reach);
}

EntityIndex BodyResolver::country_of_row(const BodyPhrase& body) const {
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    const bool listed = reading_.is_mark(body.tokens.last, limit, U',') ||
                        (body.tokens.first > 0 && reading_.token(body.tokens.first - 1).mark == U',');
    const BodyPhrase* last = listed ? owned_in_row(body) : nullptr; // not `Bộ A và Bộ B Lào`: ours and theirs
    const EntityIndex place = last == nullptr ? no_entity : place_named(*last);
    return place != no_entity && table_[place].kind == EntityKind::country && table_[place].foreign
               ? place
               : no_entity;
}

EntityIndex BodyResolver::country_of_list(const BodyPhrase& body) const {
    const SideOfList side = side_of_list(reading_, body.tokens.first);
    for (const PhraseIndex index : side.places) {
        const PlacePhrase& place = reading_.places[index];
        if (place.kind == EntityKind::province || place.kind == EntityKind::locality) return no_entity;
        const EntityIndex country = place.kind == EntityKind::country ? place.entity : nation_around(place);
        if (country != no_entity) return table_[country].foreign ? country : no_entity;
    }
    return side.places.empty() && !side.receiving ? country_of_journey(body.tokens.first) : no_entity;
}

EntityIndex BodyResolver::country_of_journey(TokenIndex at) const {
    static const std::vector<SyllableId> openers[] = {intern_phrase("cùng đi"), intern_phrase("tháp tùng"),
                                                      intern_phrase("tham gia đoàn"),
                                                      intern_phrase("thành viên đoàn")};
    const std::size_t here = reading_.document.sentence_of(at);
    const TokenRange sentence = reading_.document.sentences[here].tokens;
    const auto opens = [&](const std::vector<SyllableId>& words) {
        for (std::size_t i = 0; i < words.size(); ++i)
            if (!reading_.is(sentence.first + static_cast<TokenIndex>(i), sentence.last, words[i]))
                return false;
        return true;
    };
    if (std::none_of(std::begin(openers), std::end(openers), opens)) return no_entity;
    if (const EntityIndex leader = country_of_leader(at); leader != no_entity) return leader;
    if (here == 0) return no_entity;
    const TokenRange before = reading_.document.sentences[here - 1].tokens;
    const auto first = std::find_if(
        std::lower_bound(reading_.phrases.begin(), reading_.phrases.end(), before.first,
                         [](const Phrase& phrase, TokenIndex from) { return phrase.tokens.first < from; }),
        reading_.phrases.end(), [this](const Phrase& phrase) {
            static const SyllableId invites = intern_syllable("mời");
            const TokenIndex from = phrase.tokens.first; // `Nhận lời mời của Thủ tướng A, Thủ tướng B`
            const bool inviter = from > 1 && reading_.token(from - 1).id == Syllables::get().cua &&
                                 reading_.token(from - 2).id == invites;
            return phrase.kind == PhraseKind::office && !inviter;
        });
    if (first == reading_.phrases.end() || first->tokens.first >= before.last) return no_entity;
    const auto leads =
        std::lower_bound(leaders_.begin(), leaders_.end(), std::pair(first->tokens.first, EntityIndex{0}));
    return leads != leaders_.end() && leads->first == first->tokens.first ? leads->second : no_entity;
}

EntityIndex BodyResolver::nation_around(const PlacePhrase& place) const {
    if (const EntityIndex said = table_[place.entity].country; said != no_entity) return said;
    if (place.entry == nullptr) return no_entity;
    return table_.find("place/" + std::string(place.entry->parent.substr(0, 2)));
}

EntityIndex BodyResolver::place_here(const BodyPhrase& body) const {
    const EntityIndex found = place_spoken_of(body);
    if (found != no_entity && !table_[found].foreign && body.head != nullptr && body.head->form == "Khu ủy")
        return unit_abroad_here(body, "tỉnh");
    const PersonPhrase* holder = found == no_entity ? nullptr : holder_beside(body);
    const std::string wanted = level_wanted(reading_, body);
    if (holder != nullptr && wanted == "huyện" && !table_[found].foreign && !only_at_home(body) &&
        named_as_foreign(*holder))
        if (const EntityIndex theirs = unit_abroad_here(body, wanted); theirs != no_entity) return theirs;
    if (found == no_entity || (!wanted.empty() && wanted != "tỉnh" && wanted != "thành phố")) return found;
    const bool beside_ours =
        table_[found].foreign && (holder == nullptr || !named_as_foreign(*holder)) && with_committee(body);
    if (holder == nullptr && !beside_ours) return found;
    if (!beside_ours && table_[found].code.starts_with("CN")) return found; // whose names read as ours do
    if (table_[found].foreign && (beside_ours || named_as_ours(*holder))) {
        const EntityIndex ours = focus(wanted.empty() ? "tỉnh" : wanted);
        return ours != no_entity && !table_[ours].foreign ? ours : found;
    }
    const bool council = body.head != nullptr && body.head->type == "people_council"; // Lào has them too
    if (table_[found].foreign || (only_at_home(body) && !council) || !named_as_foreign(*holder)) return found;
    const EntityIndex theirs = unit_abroad_here(body, wanted);
    return theirs != no_entity ? theirs : found;
}

EntityIndex BodyResolver::unit_abroad_here(const BodyPhrase& body, std::string_view wanted) const {
    const TokenIndex at = body.tokens.first;
    constexpr TokenIndex reach = 160;
    EntityIndex before = no_entity;
    for (const PhraseIndex index : reading_.places_in({at > reach ? at - reach : 0, at + reach})) {
        const PlacePhrase& place = reading_.places[index];
        if (place.entity == no_entity || place.kind != EntityKind::foreign_locality ||
            !goes_with(reading_, wanted.empty() ? "tỉnh" : wanted, place))
            continue;
        if (place.name.first > at) return before != no_entity ? before : place.entity;
        before = place.entity;
    }
    return before == no_entity && (wanted.empty() || wanted == "tỉnh") ? setting_.region : before;
}

EntityIndex BodyResolver::place_spoken_of(const BodyPhrase& body) const {
    const std::string wanted = level_wanted(reading_, body);
    const SideOfList side = side_of_list(reading_, body.tokens.first);
    if (side.receiving && side.places.empty() && !only_at_home(body))
        if (const EntityIndex host = host_abroad(body.tokens.first, wanted); host != no_entity) return host;
    for (const PhraseIndex index : side.places) {
        const PlacePhrase& place = reading_.places[index];
        if (only_at_home(body) && place.kind == EntityKind::foreign_locality && !has_alike(index, body))
            continue;
        const bool wide = place.kind == EntityKind::province || place.level == "province";
        if (goes_with(reading_, wanted, place) && (!wanted.empty() || wide)) return place.entity;
    }
    if (const EntityIndex beside = governed_beside(body, wanted); beside != no_entity) return beside;
    if (!wanted.empty() && wanted != "tỉnh" && wanted != "thành phố") return unit_before(body, wanted);
    const bool whole = body.generic == Generic::unsaid || body.generic == Generic::none;
    const EntityIndex known = whole ? place_of_family(body) : no_entity;
    if (known != no_entity) return known;
    const EntityIndex province = province_here(body, wanted);
    if (province != no_entity && !table_[province].foreign && front_abroad(body)) return no_entity;
    if (province == no_entity && wanted == "tỉnh" && !only_at_home(body)) return setting_.region;
    return province == no_entity && wanted == "thành phố" ? unit_before(body, wanted) : province;
}

EntityIndex BodyResolver::host_abroad(TokenIndex at, std::string_view wanted) const {
    static const SyllableSet towards("thăm tại với tới đến sang ở"), group("đoàn");
    constexpr TokenIndex near = 3;
    const std::size_t here = reading_.document.sentence_of(at);
    if (here == 0) return no_entity;
    const TokenRange before = reading_.document.sentences[here - 1].tokens;
    bool ours = false;
    for (const PhraseIndex index : reading_.places_in(before)) {
        const PlacePhrase& place = reading_.places[index];
        if (place.entity == no_entity) continue;
        const TokenIndex first = place.tokens.first;
        const bool of_us = place.kind == EntityKind::province ||
                           (place.kind == EntityKind::locality && place.entry != nullptr);
        for (TokenIndex back = first; of_us && back-- > before.first;)
            ours = ours || group.contains(reading_.token(back).id);
        if (!ours || place.kind != EntityKind::foreign_locality ||
            !goes_with(reading_, wanted.empty() ? "tỉnh" : wanted, place))
            continue;
        for (TokenIndex back = first; back > before.first && first - back < near; --back)
            if (towards.contains(reading_.token(back - 1).id)) return place.entity;
    }
    return no_entity;
}

bool BodyResolver::front_abroad(const BodyPhrase& body) {
    return body.head != nullptr && body.head->form.find("Lào") != std::string_view::npos;
}

bool BodyResolver::inside_another(const BodyPhrase& body) const {
    auto phrase =
        std::upper_bound(reading_.phrases.begin(), reading_.phrases.end(), body.tokens.first,
                         [](TokenIndex from, const Phrase& other) { return from < other.tokens.first; });
    if (phrase == reading_.phrases.begin()) return false;
    --phrase;
    return phrase->kind == PhraseKind::body && phrase->tokens.first < body.tokens.first &&
           phrase->tokens.last >= body.tokens.last;
}

bool BodyResolver::has_alike(PhraseIndex place, const BodyPhrase& body) const {
    constexpr int near = 4; ///< phrases that begin where the body does, up to the place in its name
    const TokenIndex at = reading_.places[place].tokens.first;
    auto phrase =
        std::upper_bound(reading_.phrases.begin(), reading_.phrases.end(), at,
                         [](TokenIndex from, const Phrase& other) { return from < other.tokens.first; });
    for (int steps = 0; steps < near && phrase != reading_.phrases.begin(); ++steps) {
        --phrase;
        if (phrase->kind != PhraseKind::body) continue;
        const BodyPhrase& named = reading_.bodies[phrase->index];
        if (named.place == place && named.head != nullptr && named.head->type == body.head->type) return true;
    }
    return false;
}

bool BodyResolver::only_abroad(const BodyPhrase& body) {
    static constexpr std::string_view heads[] = {
        "Hội đồng",   "Chính phủ nhân dân", "Văn phòng Ngoại sự", "Tiểu khu Quân sự",
        "Ty Công an", "Ty An ninh",         "Sở An ninh",         "Đại hội đại biểu nhân dân"};
    return body.head != nullptr && body.generic != Generic::none && body.place == no_phrase &&
           std::find(std::begin(heads), std::end(heads), body.head->form) != std::end(heads);
}

bool BodyResolver::only_at_home(const BodyPhrase& body) {
    return body.head != nullptr &&
           (body.head->type == "people_committee" || body.head->type == "people_council" ||
            body.head->form == "Đoàn đại biểu Quốc hội");
}

EntityIndex BodyResolver::governed_beside(const BodyPhrase& body, std::string_view wanted) const {
    const TokenIndex comma = body.tokens.last;
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    if (!reading_.is_mark(comma, limit, U',')) return no_entity;
    const TokenIndex next = comma + (reading_.is(comma + 1, limit, Syllables::get().kiem) ? 2 : 1);
    const WordMatch title = reading_.lexicon.match(Use::title, reading_.document, next, limit);
    if (!title) return no_entity;
    TokenIndex end = title.end; // of the next office
    constexpr TokenIndex longest = 14;
    static const SyllableSet verbs("đã vừa sẽ đang tiếp chủ làm có đến thăm dự chào gặp phát cùng đồng");
    while (end < limit && end < title.end + longest && reading_.token(end).mark == 0 &&
           !(verbs.contains(reading_.token(end).id) && reading_.token(end).shape == Shape::lower))
        ++end;
    for (const PhraseIndex index : reading_.places_in({title.end, end}))
        if (goes_with(reading_, wanted, reading_.places[index]) && !reading_.places[index].seat)
            return reading_.places[index].entity;
    const bool governs = title.word->type == "governor" && !title.word->form.starts_with("Trưởng ");
    return governs && (wanted == "tỉnh" || wanted == "huyện") ? unit_abroad_here(body, wanted)
                                                              : no_entity; // we have no governors
}

EntityIndex BodyResolver::focus(std::string_view wanted) const {
    return wanted == "tỉnh" ? setting_.province : wanted == "thành phố" ? setting_.city : setting_.focus;
}

EntityIndex BodyResolver::province_here(const BodyPhrase& body, std::string_view wanted) const {
    const TokenIndex at = body.tokens.first;
    constexpr TokenIndex reach = 400;
    TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
    sentence.first = std::max(sentence.first, at > reach ? at - reach : 0);
    sentence.last = std::min(sentence.last, at + reach);
    EntityIndex only = no_entity;
    for (const PhraseIndex index : reading_.places_in(sentence)) {
        const PlacePhrase& place = reading_.places[index];
        if (place.entity == no_entity || place.seat) continue;
        if (only_at_home(body) && place.kind == EntityKind::foreign_locality) continue;
        const bool province = place.kind == EntityKind::province ||
                              (place.kind == EntityKind::foreign_locality && place.level == "province");
        if (!province || place.entity == only || !goes_with(reading_, wanted, place)) continue;
        if (only != no_entity) return focus(wanted);
        only = place.entity;
    }
    if (only == no_entity && !inside_another(body)) { // not `Ban Pháp chế HĐND tỉnh`
        const auto last = last_.find(std::string(body.head != nullptr ? body.head->form : body.implied));
        if (last != last_.end() && table_[last->second].foreign) return table_[last->second].jurisdiction;
    }
    const bool other_side = only != no_entity && table_[only].foreign && !follows_foreign(at, only);
    return only == no_entity || other_side ? focus(wanted) : only;
}

bool BodyResolver::follows_foreign(TokenIndex at, EntityIndex foreign) const {
    static const SyllableSet meets("tiếp đón gặp với thăm");
    for (const PhraseIndex index : reading_.places_in({at + 1, at + 16})) {
        const PlacePhrase& place = reading_.places[index];
        if (place.entity != foreign) continue;
        for (TokenIndex between = at; between < place.tokens.first; ++between)
            if (meets.contains(reading_.token(between).id)) return false; // `Tỉnh ủy tiếp đoàn tỉnh A`
        return true;
    }
    return false;
}

EntityIndex BodyResolver::unit_before(const BodyPhrase& body, std::string_view wanted) const {
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

} // namespace banggiao::extract
