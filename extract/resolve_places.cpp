// Takes the places read. Hands out place entities, and which province the article is about.
#include <banggiao/extract/resolution.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace banggiao::extract {
namespace {

std::string place_key(const Reading& reading, const PlacePhrase& place) {
    if (place.entry != nullptr && !place.entry->code.empty())
        return "place/" + std::string(place.entry->code);
    const std::string kind = std::to_string(static_cast<int>(place.kind));
    if (place.entry != nullptr)
        return "place/" + kind + "/" + std::string(place.entry->name) + "/" +
               std::string(place.entry->parent);
    return "place/" + kind + "/" + key_of_name(reading.document.view(place.name));
}

/// The code of a table's place. A town abroad that has no ISO code is identified by the code of where it lies
/// and the table's name, so that all its spellings are one place: `RU/moskva`.
std::string code_of(const Entry& entry) {
    if (!entry.code.empty() || entry.kind != EntryKind::foreign_locality) return std::string(entry.code);
    const bool coded =
        entry.parent.size() >= 2 &&
        entry.parent.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == std::string_view::npos;
    if (!coded) return {};
    std::string name = fold(entry.name);
    std::replace(name.begin(), name.end(), ' ', '-');
    return std::string(entry.parent) + "/" + name;
}

/// `TQ`, `TP.HCM`: forms that do not read as a name.
bool is_short(const Reading& reading, const PlacePhrase& place) {
    for (TokenIndex i = place.name.first; i < place.name.last; ++i) {
        const Token& token = reading.token(i);
        if (token.mark == 0 && token.shape != Shape::upper && token.shape != Shape::number) return false;
    }
    return true;
}

/// `Cộng hòa Nhân dân Trung Hoa`: a country with its form of state.
bool named_in_full(const Reading& reading, const PlacePhrase& place) {
    return place.kind == EntityKind::country && place.name.size() > 2 &&
           reading.lexicon.begins(Use::level, reading.token(place.name.first).id);
}

/// The words of level before a name, abbreviations written out.
std::string written_out(const Reading& reading, TokenRange words) {
    static constexpr std::pair<std::string_view, std::string_view> brief[] = {
        {"tp", "thành phố"}, {"tx", "thị xã"}, {"tt", "thị trấn"}, {"h", "huyện"},
        {"q", "quận"},       {"x", "xã"},      {"p", "phường"}};
    std::string level;
    for (TokenIndex i = words.first; i < words.last; ++i) {
        if (reading.token(i).mark != 0) continue;
        const std::string_view word = syllable_text(reading.token(i).id);
        const auto* known = std::find_if(std::begin(brief), std::end(brief),
                                         [word](const auto& pair) { return pair.first == word; });
        level += (level.empty() ? "" : " ") + std::string(known == std::end(brief) ? word : known->second);
    }
    return level;
}

Entity place_entity(const Reading& reading, const PlacePhrase& place) {
    Entity entity;
    entity.kind = place.kind;
    entity.name = reading.document.slice(place.name);
    if (place.entry != nullptr) {
        entity.code = code_of(*place.entry);
        entity.subkind = place.entry->level;
        const bool longer =
            entity.name.size() > place.entry->name.size() && entity.name.ends_with(place.entry->name);
        if (is_short(reading, place) || longer || named_in_full(reading, place) || place.adjective ||
            place.kind == EntityKind::province ||
            place.entry->code == "VN") // `Vietnam` in the name of a fair
            entity.name = place.entry->name;
        entity.foreign = place.kind == EntityKind::foreign_locality ||
                         (place.kind == EntityKind::country && place.entry->code != "VN");
    } else {
        entity.foreign = place.kind == EntityKind::foreign_locality;
        const bool numbered = reading.token(place.name.last - 1).shape == Shape::number; // `Quận 2`
        if (place.kind == EntityKind::locality && !place.level.empty())
            entity.subkind =
                written_out(reading, {place.tokens.first, numbered ? place.name.last - 1 : place.name.first});
    }
    return entity;
}

/// A story that names other countries so many times as often as ours is about them.
constexpr unsigned foreign_share = 12;

class PlaceResolver {
  public:
    PlaceResolver(Reading& reading, EntityTable& table, Setting& setting)
        : reading_(reading), table_(table), setting_(setting) {}

    void run() {
        find_districts_abroad();
        follow_larger_units();
        follow_foreign_namesakes();
        follow_units_told();
        follow_said_levels();
        for (PlacePhrase& place : reading_.places)
            if (place.counts) resolve(place);
        for (const PlacePhrase& place : reading_.places) locate(place);
        know_countries();
        find_focus();
        separate_namesakes();
        our_own();
    }

  private:
    /// `huyện Xay Chăm Phon` in a sentence of Lào: a district that our tables, which have all of ours, do not
    /// know.
    void find_districts_abroad() {
        static const SyllableId district = intern_syllable("huyện");
        for (PlacePhrase& place : reading_.places)
            if (place.kind == EntityKind::locality && place.entry == nullptr && place.outer == no_phrase &&
                place.name.size() >= 2 && reading_.token(place.tokens.first).id == district &&
                told_abroad(place.tokens.first))
                place.kind = EntityKind::foreign_locality;
    }

    /// `bản A, cụm bản B, huyện C`, `huyện B của tỉnh C`: abroad, if the larger unit behind it is.
    void follow_larger_units() {
        const PlacePhrase* behind = nullptr;
        for (auto index = reading_.places_in_order.rbegin(); index != reading_.places_in_order.rend();
             ++index) {
            PlacePhrase& place = reading_.places[*index];
            if (place.kind == EntityKind::locality && place.entry == nullptr && behind != nullptr &&
                (place.tokens == behind->tokens ? behind->kind == EntityKind::foreign_locality // read twice
                                                : lies_in(place, *behind)))
                place.kind = EntityKind::foreign_locality;
            behind = &place;
        }
    }

    bool lies_in(const PlacePhrase& place, const PlacePhrase& behind) const {
        if (place.outer != no_phrase)
            return reading_.places[place.outer].kind == EntityKind::foreign_locality;
        return behind.kind == EntityKind::foreign_locality && !behind.level.empty() &&
               leads_to(place.tokens.last, behind.tokens.first);
    }

    /// Whether only a comma, words of level and a name that was not read stand between.
    bool leads_to(TokenIndex from, TokenIndex to) const {
        static const SyllableSet joints("của thuộc ở cụm");
        constexpr TokenIndex longest = 6;
        if (to <= from || to - from > longest || reading_.token(to).line_start) return false;
        if (reading_.token(from).mark != U',' && !joints.contains(reading_.token(from).id)) return false;
        for (TokenIndex at = from + 1; at < to; ++at)
            if (reading_.token(at).mark != U',' && !reading_.capital(at, to) &&
                !joints.contains(reading_.token(at).id) &&
                !reading_.lexicon.begins(Use::level, reading_.token(at).id))
                return false;
        return true;
    }

    /// Whether what the sentence names behind it is abroad, and nothing of ours stands beside it.
    bool told_abroad(TokenIndex at) const {
        constexpr TokenIndex reach = 40, beside = 4;
        const TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
        const auto ours = [](const PlacePhrase& place) {
            return place.kind == EntityKind::province ||
                   (place.entry != nullptr && place.kind == EntityKind::locality);
        };
        const TokenIndex before = std::max(sentence.first, at > beside ? at - beside : 0);
        for (const PhraseIndex index : reading_.places_in({before, at}))
            if (ours(reading_.places[index])) return false;
        bool abroad = journey_abroad(at);
        for (const PhraseIndex index : reading_.places_in({at + 2, std::min(sentence.last, at + reach)})) {
            const PlacePhrase& other = reading_.places[index];
            if (ours(other)) return false;
            abroad = abroad || (other.entry != nullptr && other.entry->code != "VN");
        }
        return abroad;
    }

    /// `Đoàn đang thăm Lào. …, đoàn làm việc với huyện A`: the place named last before is abroad.
    bool journey_abroad(TokenIndex at) const {
        constexpr TokenIndex reach = 60;
        const PlacePhrase* last = nullptr;
        for (const PhraseIndex index : reading_.places_in({at > reach ? at - reach : 0, at}))
            if (reading_.places[index].counts && reading_.places[index].entry != nullptr)
                last = &reading_.places[index];
        return last != nullptr && last->entry->code != "VN" &&
               (last->kind == EntityKind::country || last->kind == EntityKind::foreign_locality);
    }

    /// `huyện Phú Ninh, tỉnh Vân Nam (Trung Quốc)` once: `huyện Phú Ninh` is the one abroad all through.
    void follow_foreign_namesakes() {
        std::unordered_map<std::string, const Entry*> abroad;
        std::set<std::string> at_home;
        for (const PlacePhrase& place : reading_.places) {
            if (place.outer == no_phrase) continue;
            const std::string& name = folded(reading_.document.view(place.name));
            if (place.kind == EntityKind::foreign_locality)
                abroad.try_emplace(name, place.entry);
            else if (place.kind == EntityKind::locality || place.kind == EntityKind::province)
                at_home.insert(name);
        }
        if (abroad.empty()) return;
        for (PlacePhrase& place : reading_.places) {
            if (place.kind != EntityKind::locality && place.kind != EntityKind::province) continue;
            const std::string& name = folded(reading_.document.view(place.name));
            const auto known = abroad.find(name);
            if (known == abroad.end() || at_home.contains(name)) continue;
            place.kind = EntityKind::foreign_locality;
            place.entry = known->second;
        }
    }

    /// `huyện A` once, abroad: `Bí thư Huyện ủy A` is of that one.
    void follow_units_told() {
        std::set<std::string> abroad;
        const auto unit = [](const PlacePhrase& place, EntityKind kind, bool levelled) {
            const bool bare = place.tokens.first == place.name.first;
            return place.entry == nullptr && place.kind == kind && bare != levelled;
        };
        const auto name = [&](const PlacePhrase& p) { return folded(reading_.document.view(p.name)); };
        for (const PlacePhrase& place : reading_.places)
            if (unit(place, EntityKind::foreign_locality, true)) abroad.insert(name(place));
        for (PlacePhrase& place : reading_.places)
            if (unit(place, EntityKind::locality, false) && abroad.contains(name(place)))
                place.kind = EntityKind::foreign_locality;
    }

    /// `thủ đô Tokyo` once: `Tokyo` is the city all through, not the region of that name; `La Habana` once:
    /// `Havana` is that one.
    void follow_said_levels() {
        std::set<const Entry*> said;
        const auto abroad = [](const GazetteerMatch& match, const PlacePhrase& place) {
            return match.tokens == place.name && match.entry->kind == EntryKind::foreign_locality;
        };
        for (const PlacePhrase& place : reading_.places) {
            if (place.entry == nullptr || place.kind != EntityKind::foreign_locality) continue;
            const auto& listed = reading_.listed(place.name.first);
            const auto known = std::count_if(listed.begin(), listed.end(), [&](const GazetteerMatch& match) {
                return abroad(match, place);
            });
            if (!place.level.empty() || known == 1) said.insert(place.entry);
        }
        for (PlacePhrase& place : reading_.places) {
            if (place.entry == nullptr || place.kind != EntityKind::foreign_locality ||
                !place.level.empty() || said.contains(place.entry))
                continue;
            for (const GazetteerMatch& match : reading_.listed(place.name.first))
                if (abroad(match, place) && said.contains(match.entry) &&
                    match.entry->parent.substr(0, 2) == place.entry->parent.substr(0, 2))
                    place.entry = match.entry;
        }
    }

    void resolve(PlacePhrase& place) {
        const std::string key = place_key(reading_, place);
        place.entity = table_.find(key);
        if (place.entity == no_entity) {
            place.entity = table_.add(key, place_entity(reading_, place));
            if (place.kind == EntityKind::country && is_short(reading_, place))
                initials_.try_emplace(place.entity);
        }
        const std::string_view written = reading_.document.view(place.name);
        if (const auto brief = initials_.find(place.entity); brief != initials_.end()) {
            std::string& name = table_[place.entity].name;
            if (folded(written) == std::string(folded(name))) {
                brief->second = written; // `NGA`, of which the table's `Nga` is a form
            } else if (!is_short(reading_, place) && !place.adjective && place.entry->code != "VN") {
                name = written; // as the article writes it out
                if (!brief->second.empty()) table_.add_form(place.entity, brief->second);
                initials_.erase(brief);
            }
        }
        table_.add_form(place.entity, written);
        table_.mention(place.name, place.entity, place.entry != nullptr ? "gazetteer" : "place.by-level",
                       false, place.in_body);
        if (place.entry != nullptr && place.entry->code == "VN") setting_.home = place.entity;
    }

    void locate(const PlacePhrase& place) {
        if (place.outer == no_phrase || !place.counts) return;
        const EntityIndex outer = reading_.places[place.outer].entity;
        if (outer == no_entity || outer == place.entity) return;
        table_.annotations().locations.push_back(
            {place.entity, outer, place.outer_evidence, "place.lies-in"});
        const Entity& around = table_[outer];
        table_[place.entity].country = around.kind == EntityKind::country ? outer : around.country;
    }

    /// A town abroad lies in the country its table says, if the article names that country.
    void know_countries() {
        std::unordered_map<std::string, EntityIndex> countries;
        const std::vector<Entity>& entities = table_.annotations().entities;
        for (EntityIndex index = 0; index < entities.size(); ++index)
            if (entities[index].kind == EntityKind::country) countries.emplace(entities[index].code, index);
        for (const PlacePhrase& place : reading_.places) {
            if (place.entity == no_entity || place.entry == nullptr ||
                place.kind != EntityKind::foreign_locality)
                continue;
            const auto known = countries.find(std::string(place.entry->parent.substr(0, 2)));
            if (known != countries.end() && table_[place.entity].country == no_entity)
                table_[place.entity].country = known->second;
        }
    }

    /// The province named most, the title counting four times.
    void find_focus() {
        std::vector<unsigned> weight(table_.annotations().entities.size());
        unsigned ours = 0, abroad = 0;
        for (const PlacePhrase& place : reading_.places) {
            if (place.entity == no_entity) continue;
            const Sentence& sentence =
                reading_.document.sentences[reading_.document.sentence_of(place.name.first)];
            const unsigned counts = sentence.block == Block::title ? 4 : place.in_body ? 2 : 1;
            if (!place.seat || place.kind == EntityKind::country) weight[place.entity] += counts;
            if (place.kind == EntityKind::foreign_locality && place.level == "province" &&
                (setting_.region == no_entity || weight[place.entity] > weight[setting_.region]))
                setting_.region = place.entity;
            const bool here = table_[place.entity].code == "VN" || place.kind == EntityKind::province;
            if (here && !tells_the_hour(place)) ours += counts;
            if (place.kind == EntityKind::country && table_[place.entity].foreign) abroad += counts;
        }
        const auto prefer = [&weight](EntityIndex& best, EntityIndex other) {
            if (weight[other] > (best == no_entity ? 0u : weight[best])) best = other;
        };
        for (EntityIndex i = 0; i < weight.size(); ++i) {
            const Entity& entity = table_[i];
            if (entity.kind == EntityKind::province) {
                prefer(setting_.focus, i);
                prefer(is_city(entity) ? setting_.city : setting_.province, i);
            } else if (entity.kind == EntityKind::country && entity.foreign) {
                prefer(setting_.partner, i);
            }
        }
        if (setting_.focus != no_entity) setting_.region = no_entity;
        setting_.domestic = setting_.partner == no_entity || ours * foreign_share > abroad;
    }

    /// `giờ Việt Nam`, `giờ Hà Nội`: the clock, not the country.
    bool tells_the_hour(const PlacePhrase& place) const {
        static const SyllableId hour = intern_syllable("giờ");
        return place.tokens.first > 0 && reading_.token(place.tokens.first - 1).id == hour;
    }

    static bool is_city(const Entity& province) {
        return fold(province.subkind).find("thành phố") != std::string::npos;
    }

    /// `thành phố Sơn La` beside the province Sơn La.
    void separate_namesakes() {
        auto& entities = table_.annotations().entities;
        std::set<std::string> provinces;
        for (const Entity& province : entities)
            if (province.kind == EntityKind::province) provinces.insert(province.name);
        for (Entity& locality : entities) {
            if (locality.kind != EntityKind::locality || locality.subkind.empty() ||
                !provinces.contains(locality.name))
                continue;
            locality.aliases.push_back(locality.name);
            locality.name = fold(locality.subkind) + " " + locality.name;
        }
    }

    /// `tỉnh ta`, `tỉnh nhà`; `nước ta`.
    void our_own() {
        static const SyllableId country = intern_syllable("nước"), us = intern_syllable("ta"),
                                house = intern_syllable("nhà");
        const SyllableId province = Syllables::get().tinh;
        const std::span<const Token> tokens = reading_.document.tokens;
        for (const Sentence& sentence : reading_.document.sentences) {
            if (sentence.block == Block::furniture) continue;
            for (TokenIndex i = sentence.tokens.first + 1; i < sentence.tokens.last; ++i) {
                const SyllableId whose = tokens[i].id, unit = tokens[i - 1].id;
                if (whose != us && whose != house) continue;
                if (unit == province && setting_.focus != no_entity)
                    table_.mention({i - 1, i + 1}, setting_.focus, "place.our-province", true);
                const bool state =
                    i > sentence.tokens.first + 1 && tokens[i - 2].id == house; // `Nhà nước ta`
                if (unit == country && whose == us && !state)
                    table_.mention({i - 1, i + 1}, home_country(table_, setting_), "place.our-country", true);
            }
        }
    }

    Reading& reading_;
    EntityTable& table_;
    /// Countries named by their initials, or in capitals, so far: how the table's name is written, if it is.
    std::map<EntityIndex, std::string> initials_;
    Setting& setting_;
};

} // namespace

namespace {

/// A bounded memory of a pure function: of names whose hashes share a place, the last one.
class Remembered {
  public:
    template <typename Function>
    const std::string& of(std::string_view name, Function function) {
        Known& known = places_[std::hash<std::string_view>{}(name) % places_.size()];
        if (known.name != name) {
            known.value = function(name);
            known.name = name;
        }
        return known.value;
    }

  private:
    struct Known {
        std::string name, value; ///< the empty name's value is empty
    };
    std::vector<Known> places_ = std::vector<Known>(std::size_t{1} << 12);
};

} // namespace

const std::string& key_of_name(std::string_view name) {
    thread_local Remembered known;
    return known.of(name, [](std::string_view text) { return name_key(text); });
}

const std::string& folded(std::string_view name) {
    thread_local Remembered known;
    return known.of(name, [](std::string_view text) { return fold(text); });
}

namespace {} // namespace

std::string with_level(const Entity& place) {
    if (place.kind != EntityKind::province && place.kind != EntityKind::locality) return place.name;
    if (place.subkind.empty()) return place.name;
    const std::string level = folded(place.subkind) + " ";
    return folded(place.name).starts_with(level) ? place.name : level + place.name; // `Quận 2`
}

void resolve_places(Reading& reading, EntityTable& table, Setting& setting) {
    PlaceResolver(reading, table, setting).run();
}

EntityIndex home_country(EntityTable& table, Setting& setting) {
    if (setting.home == no_entity) {
        Entity home;
        home.kind = EntityKind::country;
        home.name = "Việt Nam";
        home.code = std::string("VN");
        setting.home = table.add("place/VN", std::move(home));
    }
    return setting.home;
}

} // namespace banggiao::extract
