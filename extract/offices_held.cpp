// Takes an office and its holder. Hands out what it is an office of, by its words, by the offices beside it,
// or by what the passage speaks of.
#include <banggiao/extract/office_resolver.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace banggiao::extract {

void OfficeResolver::settle_body(const OfficeChain& all, std::size_t i, const PersonPhrase& holder,
                                 Holding& holding) {
    const OfficePhrase& held = office(i);
    const std::string_view type = held.word->type;
    const EntityIndex place = place_of(held);
    holding.body = entity_of_body(held.body);
    if (type == "counterpart")
        counterpart(i, place, holding);
    else if (type == "envoy" && held.place == no_phrase && held.at == no_phrase && held.body == no_phrase)
        envoy_beside(all, i, holder, holding);
    else if (type == "premier")
        premier(held, place, holder, holding);
    else if (type == "state")
        state(place, holder, holding);
    else if (type == "leader")
        leader(all, i, holder, holding);
    else if (type == "secretary")
        secretary(all, i, place, holding);
    else if (type == "envoy")
        envoy(held, place, holding);
    else if (type == "member" || type == "board" || held.word->form == "Thường vụ")
        member(all, i, holding);
    else if (type == "governor" && holding.body == no_entity)
        holding.body = held.place != no_phrase ? place : governed(held);
    else if (type == "minister" && holding.body == no_entity && place == no_entity)
        minister(all, i, holder, holding);
    else if (type == "minister" && holding.body == no_entity && held.qualifier.size() > 0)
        holding.body = place;
    else if (type == "unit" && holding.body == no_entity)
        general(all, i, place, holding);
    else if (type == "deputy" && holding.body == no_entity)
        deputy(held, place, holding);
    else if (type == "commander" && holding.body == no_entity)
        commander(holding);
    else if (holding.body == no_entity && type == "general")
        general(all, i, place, holding);
    if (holding.body == no_entity && held.body == no_phrase && held.place == no_phrase)
        holding.body = body_of_delegation(held);
    if (holding.body == no_entity && held.word->form == "Ủy viên Quốc vụ") holding.body = state_of("CN");
}

EntityIndex OfficeResolver::state_of(std::string_view code) const {
    const std::vector<Entity>& entities = table_.annotations().entities;
    const auto found = std::find_if(entities.begin(), entities.end(), [&](const Entity& one) {
        return one.kind == EntityKind::country && one.code == code;
    });
    return found == entities.end() ? no_entity : static_cast<EntityIndex>(found - entities.begin());
}

EntityIndex OfficeResolver::body_of_delegation(const OfficePhrase& held) const {
    static const SyllableId by = intern_syllable("do"), group = intern_syllable("đoàn");
    constexpr TokenIndex reach = 24;
    const TokenIndex at = held.title.first;
    const TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
    static const SyllableSet others("công liên tập tỉnh thành huyện quân sư"); // `Tổng Công đoàn`
    const auto back_to = [&](TokenIndex from, SyllableId word) {
        TokenIndex back = from;
        while (back > sentence.first && from - back < reach &&
               (reading_.token(back).id != word ||
                (word == group && others.contains(reading_.token(back - 1).id))))
            --back;
        return back;
    };
    static const SyllableId is = intern_syllable("là"), // `Trưởng đoàn A là ông B, Chỉ huy trưởng`
        has = intern_syllable("có"), side = intern_syllable("phía"); // `Về phía A có ông B, Chính ủy`
    for (const auto& [word, opener] : {std::pair(by, group), std::pair(is, group), std::pair(has, side)})
        if (const TokenIndex led = back_to(at, word), opens = back_to(led, opener);
            reading_.token(led).id == word && reading_.token(opens).id == opener)
            if (const EntityIndex body = body_led(opens, led, held); body != no_entity) return body;
    return no_entity;
}

EntityIndex OfficeResolver::body_led(TokenIndex opens, TokenIndex led, const OfficePhrase& held) const {
    const auto first =
        std::lower_bound(reading_.phrases.begin(), reading_.phrases.end(), opens,
                         [](const Phrase& phrase, TokenIndex from) { return phrase.tokens.first < from; });
    for (auto phrase = first; phrase != reading_.phrases.end() && phrase->tokens.first < led; ++phrase)
        if (phrase->kind == PhraseKind::body) {
            const EntityIndex body = reading_.bodies[phrase->index].entity;
            if (reading_.places_in(phrase->tokens).size() > 1) return no_entity; // a society of two countries
            return body != no_entity && leads_such(*held.word, table_[body]) ? body : no_entity;
        }
    return no_entity;
}

bool OfficeResolver::leads_such(const Word& title, const Entity& body) {
    const auto is = [&](std::initializer_list<std::string_view> kinds) {
        return std::find(kinds.begin(), kinds.end(), body.subkind) != kinds.end();
    };
    const auto ends = [&](std::string_view words) { return title.form.ends_with(words); };
    if (title.type == "unit") return body.name.find(std::string(title.detail)) == 0;
    if (title.type == "minister") return is({"ministry"});
    if (title.type != "general") return false;
    if (ends("hỉ huy trưởng") || ends("hỉ huy trưởng chính trị") || ends("hính ủy") ||
        ends("hính trị viên") || ends("ư lệnh"))
        return is({"military"});
    if (ends("hủ tịch"))
        return is({"mass", "company", "legislature", "people_council", "people_committee", "other",
                   "international"});
    if (ends("iên tập")) return is({"media"});
    if (ends("iám đốc")) return is({"company", "education", "department", "media", "other"});
    return ends("ổng Thư ký") && is({"mass", "international"});
}

EntityIndex OfficeResolver::place_of(const OfficePhrase& held) const {
    if (held.place != no_phrase) return entity_of_place(held.place);
    if (held.word->type == "governor") return no_entity;
    if (held.generic == Generic::province) return setting_.province;
    if (held.generic == Generic::city) return setting_.city;
    return no_entity;
}

bool OfficeResolver::nameless(const OfficePhrase& held, const PersonPhrase& holder) const {
    return alone_office(held) && !vietnamese(holder) && !foreign_name(holder) &&
           !reading_.lexicon.begins(Use::surname, reading_.token(holder.tokens.first).id) &&
           holder.tokens.size() == 2;
}

bool OfficeResolver::alone_office(const OfficePhrase& held) {
    return held.word->type == "state" && held.place == no_phrase && held.body == no_phrase;
}

void OfficeResolver::foreign_holder(const OfficePhrase& held, const PersonPhrase& holder, Holding& holding) {
    if (holding.body == no_entity) return;
    const bool foreign = foreign_name(holder);
    if (!foreign && (holder.tokens.size() < 2 || vietnamese(holder))) return;
    Entity body = table_[holding.body];
    static constexpr std::string_view home = " Việt Nam";
    const bool bare = foreign && held.body != no_phrase && reading_.bodies[held.body].place == no_phrase;
    if (bare && body.name.ends_with(home) && (body.jurisdiction == no_entity || is_home(body.jurisdiction))) {
        body.name.resize(body.name.size() - home.size()); // said in full of ours only
        body.jurisdiction = no_entity;
    }
    if (body.kind != EntityKind::organization || body.subkind != "ministry" ||
        !body.name.starts_with("Bộ ") || body.jurisdiction != no_entity || body.name.ends_with("Việt Nam"))
        return;
    const TokenIndex at = holding.evidence.first;
    const EntityIndex country = foreign ? country_around(at) : country_said(at);
    if (country == no_entity) return;
    const std::string name = body.name + " " + table_[country].name;
    const EntityIndex before = holding.body;
    holding.body = named(name);
    if (holding.body == no_entity) {
        Entity abroad = body;
        abroad.name = name;
        abroad.aliases.clear();
        abroad.jurisdiction = country;
        abroad.foreign = true;
        holding.body = table_.add("body/abroad/" + name_key(name), std::move(abroad));
    }
    moved_.push_back({holding.evidence, before, holding.body});
    table_.mention(holding.evidence, holding.body, "body.of-office", true);
}

void OfficeResolver::move_mentions() {
    std::sort(moved_.begin(), moved_.end(),
              [](const Move& a, const Move& b) { return a.tokens.first < b.tokens.first; });
    for (EntityMention& mention : table_.annotations().mentions) {
        auto at = std::upper_bound(moved_.begin(), moved_.end(), mention.tokens.first,
                                   [](TokenIndex first, const Move& m) { return first < m.tokens.first; });
        constexpr int near = 4;
        for (int back = 0; at != moved_.begin() && back < near; ++back) {
            --at;
            if (mention.entity != at->from || !at->tokens.contains(mention.tokens)) continue;
            mention.entity = at->to;
            mention.reference = true;
        }
    }
}

const std::map<std::string, EntityIndex>& OfficeResolver::organizations() const {
    if (!organizations_) {
        organizations_.emplace();
        for (EntityIndex i = 0; i < entities_before_; ++i)
            if (table_[i].kind == EntityKind::organization)
                organizations_->try_emplace(key_of_name(table_[i].name), i);
    }
    return *organizations_;
}

EntityIndex OfficeResolver::named(const std::string& name) const {
    const auto& known = organizations();
    const auto at = known.find(key_of_name(name));
    return at == known.end() ? no_entity : at->second;
}

void OfficeResolver::counterpart(std::size_t phrase, EntityIndex place, Holding& holding) {
    counterpart_word_ = nullptr;
    if (place == no_entity) return;
    for (std::size_t back = phrase; back-- > 0 && back + 12 > phrase;) {
        if (!is(back, PhraseKind::office)) continue;
        const OfficePhrase& model = office(back);
        const std::string_view type = model.word->type;
        if (type != "minister" && type != "premier" && type != "state") continue;
        counterpart_word_ = model.word;
        holding.title = model.word->form == "Ngoại trưởng" ? "Bộ trưởng" : std::string(model.word->form);
        holding.body = type == "minister" ? sister(model, place, holding.evidence) : place;
        return;
    }
}

EntityIndex OfficeResolver::sister(const OfficePhrase& model, EntityIndex place, TokenRange evidence) {
    if (model.body == no_phrase) return no_entity;
    const BodyPhrase& ours = reading_.bodies[model.body];
    if (ours.field == nullptr && ours.implied.empty()) return no_entity;
    std::string name = ours.core.size() == 0 // `Ngoại trưởng`
                           ? "Bộ Ngoại giao"
                           : "Bộ " + reading_.document.slice(TokenRange{ours.head_end, ours.core.last});
    Entity entity;
    entity.kind = EntityKind::organization;
    entity.subkind = "ministry";
    entity.name = name + " " + table_[place].name;
    entity.jurisdiction = place;
    entity.foreign = table_[place].foreign;
    const std::string rest = ours.field != nullptr ? std::string(ours.field->form) : "ngoại giao";
    const EntityIndex body = table_.add(body_key("Bộ", rest, place), std::move(entity));
    table_.mention(evidence, body, "body.of-office", true);
    return body;
}

void OfficeResolver::premier(const OfficePhrase& held, EntityIndex place, const PersonPhrase& holder,
                             Holding& holding) {
    if (holding.body != no_entity && table_[holding.body].jurisdiction != no_entity &&
        table_[table_[holding.body].jurisdiction].foreign)
        holding.body = table_[holding.body].jurisdiction;
    if (holding.body != no_entity && held.body != no_phrase && foreign_name(holder) &&
        reading_.bodies[held.body].place ==
            no_phrase) { // `Thủ tướng Chính phủ Phankham A`: of the nation told of
        const EntityIndex nation = country_around(holding.evidence.first);
        if (nation != no_entity && !is_home(nation)) holding.body = nation;
    }
    if (holding.body != no_entity) return;
    if (place != no_entity && !is_home(place))
        holding.body = place;
    else if (is_home(place))
        holding.body = government(holding.evidence);
    else if (vietnamese(holder))
        assume(holding, government(holding.evidence));
    else
        assume(holding, country_around(holding.evidence.first));
}

void OfficeResolver::assume(Holding& holding, EntityIndex body) {
    holding.body = body;
    assumed_ = body != no_entity;
}

EntityIndex OfficeResolver::nation_of_hosts(TokenIndex at) const {
    constexpr TokenIndex reach = 8;
    constexpr std::size_t sentences_back = 3;
    static const SyllableSet hosts("chủ sở"), seconds("nhà tại"), way("thăm tới đến sang tại ở du thức");
    const auto& tokens = reading_.document.tokens;
    const std::size_t here = reading_.document.sentence_of(at);
    const TokenIndex end = std::min(reading_.document.sentences[here].tokens.last, at + reach);
    bool told = false;
    for (TokenIndex i = at; i + 1 < end; ++i)
        told = told || (hosts.contains(tokens[i].id) && seconds.contains(tokens[i + 1].id));
    for (std::size_t i = here + 1; told && i-- > 0 && here - i <= sentences_back;) {
        EntityIndex found = no_entity;
        const TokenRange sentence = reading_.document.sentences[i].tokens;
        for (const PhraseIndex index : reading_.places_in({sentence.first, std::min(sentence.last, at)})) {
            const PlacePhrase& place = reading_.places[index];
            const bool reached = place.tokens.first > sentence.first && // `thăm Ấn Độ`, not `Tổng thống Mỹ`
                                 (way.contains(tokens[place.tokens.first - 1].id) ||
                                  tokens[place.tokens.first - 1].mark == U'('); // `tại A (nước B)`
            if (place.entity != no_entity && reached && place.kind == EntityKind::country)
                found = place.entity;
        }
        if (found != no_entity) return found;
    }
    return no_entity;
}

EntityIndex OfficeResolver::country_around(TokenIndex at) const {
    if (const EntityIndex hosts = nation_of_hosts(at); hosts != no_entity) return hosts;
    const EntityIndex said = country_said(at);
    if (said != no_entity) return said;
    if (!setting_.domestic) return nation_of_story(at);
    const EntityIndex told = nation_told_last(at);
    return told != no_entity ? told : setting_.partner;
}

EntityIndex OfficeResolver::nation_told_last(TokenIndex at) const {
    const std::size_t here = reading_.document.sentence_of(at);
    if (here == 0) return no_entity;
    EntityIndex found = no_entity;
    for (const PhraseIndex index : reading_.places_in(reading_.document.sentences[here - 1].tokens)) {
        const EntityIndex place = reading_.places[index].entity;
        if (place != no_entity && table_[place].kind == EntityKind::country && table_[place].foreign)
            found = place;
    }
    return found;
}

EntityIndex OfficeResolver::country_said(TokenIndex at) const {
    const TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
    EntityIndex found = no_entity;
    constexpr TokenIndex reach = 400;
    const TokenIndex from = std::max(sentence.first, at > reach ? at - reach : 0);
    for (const PhraseIndex index : reading_.places_in({from, at})) {
        const PlacePhrase& place = reading_.places[index];
        if (place.entity != no_entity && place.kind == EntityKind::country && table_[place.entity].foreign)
            found = place.entity;
    }
    return found;
}

EntityIndex OfficeResolver::nation_of_story(TokenIndex at) const {
    constexpr std::size_t sentences_back = 3;
    const std::size_t here = reading_.document.sentence_of(at);
    for (std::size_t i = here; i-- > 0 && here - i <= sentences_back;)
        for (const PhraseIndex index : reading_.places_in(reading_.document.sentences[i].tokens)) {
            const EntityIndex place = reading_.places[index].entity;
            if (place != no_entity && table_[place].kind == EntityKind::country && table_[place].foreign)
                return place;
        }
    return setting_.partner;
}

EntityIndex OfficeResolver::government(TokenRange tokens) {
    const EntityIndex body = implied_body(table_, "Chính phủ", no_entity, "government");
    table_.mention(tokens, body, "body.of-office", true);
    return body;
}

void OfficeResolver::state(EntityIndex place, const PersonPhrase& holder, Holding& holding) {
    if (place != no_entity)
        holding.body = place;
    else if (vietnamese(holder)) {
        assume(holding, home_country(table_, setting_));
        table_.mention(holding.evidence, holding.body, "place.of-office", true);
    } else {
        assume(holding, country_around(holding.evidence.first));
    }
}

/// What the text calls it stays a form of its name.
void OfficeResolver::call_in_full(EntityIndex body, std::string_view name) {
    Entity& entity = table_[body];
    if (entity.name == name) return;
    const std::string shorter = std::exchange(entity.name, std::string(name));
    std::erase(entity.aliases, name);
    const auto& mentions = table_.annotations().mentions;
    if (std::any_of(mentions.begin(), mentions.end(),
                    [&](const EntityMention& each) { return each.entity == body && !each.reference; }))
        table_.add_form(body, shorter);
}

void OfficeResolver::leader(const OfficeChain& all, std::size_t i, const PersonPhrase& holder,
                            Holding& holding) {
    const OfficePhrase& held = office(i);
    if (held.body != no_phrase && reading_.bodies[held.body].parent != no_phrase)
        holding.body = reading_.bodies[reading_.bodies[held.body].parent].entity;
    if (holding.body != no_entity) return;
    EntityIndex country = no_entity;
    for (std::size_t k = all.first; k < all.last; ++k)
        if (place_of(office(k)) != no_entity) country = place_of(office(k));
    if (country == no_entity ? vietnamese(holder) : is_home(country)) {
        holding.body = implied_body(table_, "Đảng Cộng sản", no_entity, "party");
        organizations(); // are known by what the article calls them
        call_in_full(holding.body, "Đảng Cộng sản Việt Nam");
        table_.mention(holding.evidence, holding.body, "body.of-office", true);
    } else if (country != no_entity) {
        holding.body = table_.find(body_key("Đảng Cộng sản", {}, country));
    }
}

void OfficeResolver::general(const OfficeChain& all, std::size_t i, EntityIndex place, Holding& holding) {
    const std::string_view title = office(i).word->form;
    const bool chair = title == "Chủ tịch" || title == "Phó Chủ tịch";
    if (chair && place != no_entity) {
        if (table_[place].kind == EntityKind::country || table_[place].foreign) {
            holding.body = place; // `Chủ tịch Khu tự trị A`: a governor
            return;
        }
        holding.body = implied_body(table_, "Ủy ban nhân dân", place, "people_committee");
        if (table_[holding.body].name.starts_with("Ủy ban nhân dân "))
            table_.mention(holding.evidence, holding.body, "body.of-office", true);
        return;
    }
    static constexpr std::string_view of_states[] = {"Cố vấn", "Trợ lý", "Đại diện Thương mại",
                                                     "Tổng Chưởng lý", "Giám đốc tình báo"};
    const auto begins = [&](std::string_view form) { return title.starts_with(form); };
    if (place != no_entity && table_[place].kind == EntityKind::country &&
        std::any_of(std::begin(of_states), std::end(of_states), begins)) {
        holding.body = place; // `Cố vấn an ninh quốc gia Chile`
        return;
    }
    if (title == "Ủy viên Quốc vụ" && place != no_entity) {
        holding.title.replace(holding.title.find(title), title.size(), "Ủy viên");
        holding.body = implied_body(table_, "Quốc vụ viện", place, "government");
        return table_.mention(holding.evidence, holding.body, "body.of-office", true);
    }
    if (office(i).body != no_phrase) return; // of a body that nothing tells whose it is
    for (std::size_t k = i + 1; k < all.last; ++k)
        if ((office(k).word->type == "general" || office(k).word->type == "unit") &&
            office(k).body != no_phrase) {
            holding.body = parent_or_self(office(k).body);
            return;
        }
}

void OfficeResolver::deputy(const OfficePhrase& held, EntityIndex place, Holding& holding) {
    const std::string house = held.word->form == "Hạ nghị sĩ"       ? "Hạ viện"
                              : held.word->form == "Thượng nghị sĩ" ? "Thượng viện"
                                                                    : "";
    if (held.word->form == "Đại biểu Quốc hội") {
        holding.title = "Đại biểu";
        holding.body = implied_body(table_, "Quốc hội", no_entity, "legislature");
        table_.mention(holding.evidence, holding.body, "body.of-office", true);
        return;
    }
    if (house.empty()) return;
    std::vector<EntityIndex> known;
    for (const auto& [name, body] : organizations())
        if (table_[body].name.starts_with(house + " ")) known.push_back(body);
    const EntityIndex around =
        place == no_entity || table_[place].code.size() < 2 // `bang Virginia`: the country
            ? no_entity
            : table_.find("place/" + table_[place].code.substr(0, 2));
    const EntityIndex said = around != no_entity ? around : country_behind(holding.evidence.last);
    const bool nation = said != no_entity;
    const EntityIndex country = nation ? said : country_around(holding.evidence.first);
    const auto of_country = [&](EntityIndex body) { return table_[body].jurisdiction == country; };
    if (const auto own = std::find_if(known.begin(), known.end(), of_country); own != known.end())
        holding.body = *own;
    else if (known.size() == 1 && !nation && country_said(holding.evidence.first) == no_entity)
        holding.body = known.front();
    else if (country != no_entity && table_[country].kind == EntityKind::country &&
             (nation || named_in_another(house + " " + table_[country].name)))
        holding.body = implied_body(table_, house, country, "legislature");
    if (holding.body != no_entity) table_.mention(holding.evidence, holding.body, "body.of-office", true);
}

EntityIndex OfficeResolver::country_behind(TokenIndex at) const {
    const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
    if (!reading_.is(at, limit, Syllables::get().cua)) return no_entity;
    for (const PhraseIndex index : reading_.places_in({at + 1, at + 2})) {
        const EntityIndex place = reading_.places[index].entity;
        if (place != no_entity && table_[place].kind == EntityKind::country) return place;
    }
    return no_entity;
}

bool OfficeResolver::named_in_another(const std::string& house) const {
    return std::any_of(organizations().begin(), organizations().end(), [&](const auto& known) {
        return table_[known.second].name.ends_with(" " + house); // `Ủy ban Tư pháp Thượng viện Peru`
    });
}

void OfficeResolver::minister(const OfficeChain& all, std::size_t i, const PersonPhrase& holder,
                              Holding& holding) {
    if (i + 1 < all.last && office(i + 1).word->form == "Chủ nhiệm")
        holding.body = entity_of_body(office(i + 1).body);
    if (holding.body != no_entity || all.last != all.first + 1) return;
    const EntityIndex only = vietnamese(holder)     ? only_ministry(false)
                             : foreign_name(holder) ? only_ministry(true)
                                                    : no_entity;
    if (only != no_entity) assume(holding, only);
}

EntityIndex OfficeResolver::only_ministry(bool foreign) const {
    std::vector<EntityIndex> ours, theirs;
    for (const auto& [name, body] : organizations())
        if (table_[body].subkind == "ministry") (table_[body].foreign ? theirs : ours).push_back(body);
    if (foreign) return theirs.size() == 1 ? theirs.front() : no_entity;
    return ours.size() == 1 && theirs.empty() ? ours.front() : no_entity;
}

EntityIndex OfficeResolver::parent_or_self(PhraseIndex body) const {
    const BodyPhrase& phrase = reading_.bodies[body];
    const bool board = phrase.head != nullptr && phrase.head->detail == "organ" && phrase.parent != no_phrase;
    return board ? reading_.bodies[phrase.parent].entity : phrase.entity;
}

} // namespace banggiao::extract
