// Takes a document with its entities. Hands out rows of items.
#include <banggiao/extract/scene.h>

#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/resolution.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace banggiao::extract {

namespace {

constexpr std::array<std::pair<std::string_view, Cue>, 12> cue_names = {{{"aux", Cue::aux},
                                                                         {"unreal", Cue::unreal},
                                                                         {"at", Cue::at},
                                                                         {"frame", Cue::frame},
                                                                         {"filler", Cue::filler},
                                                                         {"group", Cue::group},
                                                                         {"leaders", Cue::leaders},
                                                                         {"head", Cue::head},
                                                                         {"say", Cue::say},
                                                                         {"stop", Cue::stop},
                                                                         {"list", Cue::list},
                                                                         {"background", Cue::background}}};

constexpr std::array<std::pair<std::string_view, Frame>, 21> frame_names = {
    {{"receive", Frame::receive},   {"court", Frame::court},     {"talk", Frame::talk},
     {"visit", Frame::visit},       {"sign", Frame::sign},       {"witness", Frame::witness},
     {"attend", Frame::attend},     {"chair", Frame::chair},     {"occasion", Frame::occasion},
     {"journey", Frame::journey},   {"welcome", Frame::welcome}, {"present", Frame::present},
     {"escort", Frame::escort},     {"under", Frame::under},     {"press", Frame::press},
     {"ceremony", Frame::ceremony}, {"banquet", Frame::banquet}, {"assembly", Frame::assembly},
     {"move", Frame::move},         {"side", Frame::side},       {"award", Frame::award}}};

template <typename Names>
auto named(const Names& names, std::string_view name) {
    for (const auto& [text, value] : names)
        if (text == name) return value;
    return decltype(names[0].second){};
}

constexpr std::size_t most_missions = 64; ///< looked through for the embassies of a country

constexpr std::uint8_t no_trigger = 255; ///< a phrase that only looks like one

const PhraseTable& triggers() {
    static const PhraseTable table(event_triggers_table, [](std::string_view name) {
        return name == "none" ? no_trigger : static_cast<std::uint8_t>(named(frame_names, name));
    });
    return table;
}

const PhraseTable& clause_words() {
    static const PhraseTable table(clause_words_table, [](std::string_view name) {
        return static_cast<std::uint8_t>(named(cue_names, name));
    });
    return table;
}

bool former_office(const Holding& holding) {
    const std::string& title = holding.folded_title;
    return title.starts_with("nguyên") || title.starts_with("cựu");
}

bool envoy_title(const std::string& title) {
    return title.starts_with("đại sứ") || title.find("lãnh sự") != std::string::npos;
}

/// Offices that say less of whom a person acts for than any other.
int office_rank(const Scene& scene, const Holding& holding) {
    const std::string& title = holding.folded_title;
    if (holding.body == no_entity) return 0;
    if (title.starts_with("ủy viên") || former_office(holding)) return 1;
    if (title.find("nghị sĩ") != std::string::npos || title.starts_with("đại biểu") ||
        title.ends_with("rưởng đoàn"))
        return 2;
    const Entity& body = scene.entity(holding.body);
    if (body.subkind == "party" && !body.foreign && !title.starts_with("tổng bí thư"))
        return body.jurisdiction == no_entity ? 2 : 3;
    if (body.kind == EntityKind::country)
        return envoy_title(title) || title.starts_with("phó thủ tướng") ? 5 : 7;
    static constexpr std::array<std::string_view, 5> first_rank = {"ministry", "government", "legislature",
                                                                   "people_committee", "diplomatic"};
    if (body.subkind == "government" && title.starts_with("phó thủ tướng")) return 5; // a minister as well
    const bool leading = std::find(first_rank.begin(), first_rank.end(), body.subkind) != first_rank.end();
    return leading || is_place(body.kind) ? 6 : body.subkind == "party" ? 4 : 5;
}

/// The title that leaders share with their counterparts; empty for anybody else.
std::string rank_of(const Scene& scene, const Holding& holding) {
    static constexpr std::array<std::string_view, 5> heads = {"chủ tịch", "tổng thống", "quốc vương",
                                                              "nhà vua", "tổng bí thư"};
    if (holding.body == no_entity) return {};
    const bool state = scene.kind(holding.body) == EntityKind::country;
    const std::string& body = scene.entity(holding.body).subkind;
    const std::string& title = holding.folded_title;
    if (body == "party" && title.starts_with("tổng bí thư")) return "tổng bí thư";
    if (!state && body != "government" && body != "legislature") return {};
    const bool head = std::any_of(heads.begin(), heads.end(),
                                  [&](std::string_view known) { return title.starts_with(known); });
    return state && head ? "head of state" : title;
}

} // namespace

Scene::Scene(const Document& document, const Annotations& annotations)
    : document_(document), annotations_(annotations), dates_(find_dates(document)) {
    find_top();
    for (EntityIndex index = 0; index < annotations.entities.size(); ++index)
        if (kind(index) == EntityKind::country &&
            (entity(index).code == "VN" || entity(index).name == "Việt Nam"))
            viet_nam_ = index;
    within_.assign(annotations.entities.size(), no_entity);
    for (const Location& location : annotations.locations)
        if (within_[location.place] == no_entity) within_[location.place] = location.in;
    find_served();
    find_foreign_names();
    rank_offices();
    widen_persons();
    read_rows();
}

/// The place a body serves: as settled before, else the last one inside its name; of an embassy, where it
/// lies.
void Scene::find_served() {
    const std::vector<EntityMention>& mentions = annotations_.mentions;
    served_.assign(annotations_.entities.size(), no_entity);
    told_behind_.assign(annotations_.entities.size(), no_entity);
    seats_.assign(annotations_.entities.size(), no_entity);
    mission_towns_.assign(annotations_.entities.size(), no_entity);
    for (EntityIndex index = 0; index < served_.size(); ++index) served_[index] = entity(index).jurisdiction;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        const EntityIndex body = mentions[i].entity;
        if (kind(body) != EntityKind::organization) continue;
        for (std::size_t j = i + 1; j < mentions.size() && mentions[j].tokens.first < mentions[i].tokens.last;
             ++j) {
            const EntityIndex place = mentions[j].entity;
            if (!is_place(kind(place)) || mentions[j].tokens.last != mentions[i].tokens.last) continue;
            if (served_[body] == no_entity) served_[body] = place;
            if (entity(body).subkind == "diplomatic" && kind(place) == EntityKind::foreign_locality)
                mission_towns_[body] = place;
            if (entity(body).subkind == "diplomatic" && country(place) != country(body))
                seats_[body] =
                    kind(place) == EntityKind::country || vietnamese(place) ? place : country(place);
        }
        if (served_[body] == no_entity) served_[body] = told_behind_[body] = place_behind(i);
    }
}

/// `Chi đội A, tỉnh Vân Nam`, `Đại đội B (Lào)`: where a body lies whose own name does not say it.
EntityIndex Scene::place_behind(std::size_t mention) const {
    static const Lexicon& lexicon = Lexicon::built_in();
    const std::vector<EntityMention>& mentions = annotations_.mentions;
    const TokenIndex end = mentions[mention].tokens.last;
    const Entity& body = entity(mentions[mention].entity);
    if (end + 1 >= document_.tokens.size() || body.subkind == "international" || body.subkind == "ministry" ||
        body.subkind == "government" || body.subkind == "party")
        return no_entity;
    const bool bracket = document_.tokens[end].mark == U'(';
    if (!bracket && document_.tokens[end].mark != U',') return no_entity;
    while (mention < mentions.size() && mentions[mention].tokens.first <= end) ++mention;
    if (mention == mentions.size() || !is_place(kind(mentions[mention].entity))) return no_entity;
    const TokenRange place = mentions[mention].tokens;
    TokenIndex at = end + 1;
    while (at < place.last && lexicon.begins(Use::level, document_.tokens[at].id)) ++at;
    const bool levelled = at > end + 1 && kind(mentions[mention].entity) == EntityKind::foreign_locality;
    const bool next = place.first == end + 1 || place.first == at;
    return next && (bracket || levelled) ? mentions[mention].entity : no_entity;
}

/// The first mention decides; a name of ours begins with a surname, whatever its syllables.
void Scene::find_foreign_names() {
    foreign_names_.assign(annotations_.entities.size(), false);
    surnames_.assign(annotations_.entities.size(), false);
    std::vector<bool> seen(annotations_.entities.size());
    const Lexicon& lexicon = Lexicon::built_in();
    for (const EntityMention& mention : annotations_.mentions) {
        if (!is_person(mention.entity) || mention.reference || seen[mention.entity]) continue;
        seen[mention.entity] = true;
        const Token* first = &document_.tokens[mention.tokens.first];
        const bool hyphens = std::any_of(first, first + mention.tokens.size(), [](const Token& token) {
            return token.mark == U'-' && token.glued; // `Ma-ri-a Cô-van`
        });
        surnames_[mention.entity] = lexicon.begins(Use::surname, first->id);
        foreign_names_[mention.entity] =
            hyphens || (!surnames_[mention.entity] &&
                        std::any_of(first, first + mention.tokens.size(), [](const Token& token) {
                            return token.mark == 0 && !is_vietnamese_syllable(token.id);
                        }));
    }
}

/// Mentions that lie in no other; a person inside a longer reference (`Chủ tịch nước A`) goes before it.
void Scene::find_top() {
    const std::vector<EntityMention>& mentions = annotations_.mentions;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        if (!top_.empty() && top_.back().tokens.last > mentions[i].tokens.first) continue;
        bool holds_person = false;
        for (std::size_t j = i + 1; j < mentions.size() && mentions[j].tokens.first < mentions[i].tokens.last;
             ++j)
            holds_person = holds_person || is_person(mentions[j].entity);
        if (!holds_person || is_person(mentions[i].entity)) top_.push_back(mentions[i]);
    }
}

/// An ambassador acts for the embassies of the country that sent him.
void Scene::add_missions(const Holding& holding, const std::vector<EntityIndex>& missions) {
    const bool unsaid = holding.body == no_entity; // `Đại sứ A`, where one embassy is spoken of
    if (unsaid ? missions.size() != 1 : kind(holding.body) != EntityKind::country) return;
    const std::string& title = holding.folded_title;
    if (!envoy_title(title)) return;
    const bool consul = !title.starts_with("đại sứ");
    for (const EntityIndex body : missions) {
        const bool consulate = folded(entity(body).name).find("lãnh sự") != std::string::npos;
        const bool elsewhere =
            holding.at != no_entity && entity(body).name.find(entity(holding.at).name) == std::string::npos;
        if (consul && (!consulate || elsewhere)) continue;
        if (unsaid || country(body) == holding.body) offices_.emplace_back(holding.official, body);
    }
}

void Scene::rank_offices() {
    stands_for_.assign(annotations_.entities.size(), no_entity);
    deputies_.assign(annotations_.entities.size(), false);
    former_.assign(annotations_.entities.size(), false);
    ranks_.assign(annotations_.entities.size(), std::string());
    std::vector<int> best(annotations_.entities.size(), 0);
    std::vector<EntityIndex> missions; // as many as are looked through
    for (EntityIndex body = 0; body < annotations_.entities.size() && missions.size() < most_missions; ++body)
        if (entity(body).subkind == "diplomatic") missions.push_back(body);
    for (const Holding& holding : annotations_.holdings) {
        offices_.emplace_back(holding.official, holding.body);
        add_missions(holding, missions);
        auto& holders = holders_[holding.folded_title];
        if (holders.size() < 3 &&
            std::find(holders.begin(), holders.end(), holding.official) == holders.end())
            holders.push_back(holding.official);
    }
    std::sort(offices_.begin(), offices_.end());
    for (const Holding& holding : annotations_.holdings) {
        const int rank = office_rank(*this, holding);
        if (rank > best[holding.official]) {
            best[holding.official] = rank;
            stands_for_[holding.official] = holding.body;
            deputies_[holding.official] = holding.folded_title.starts_with("phó");
            former_[holding.official] = former_office(holding);
            ranks_[holding.official] = rank_of(*this, holding);
        }
    }
}

/// A person's item takes in the offices beside the name, as far as no other person stands in them.
void Scene::widen_persons() {
    std::vector<EntityMention> widened = with_offices();
    std::vector<EntityMention> kept;
    for (std::size_t i = 0; i < widened.size(); ++i) {
        EntityMention mention = widened[i];
        // never over another person's name
        for (std::size_t j = i + 1; j < top_.size() && top_[j].tokens.first < mention.tokens.last; ++j)
            if (is_person(top_[j].entity) && is_person(mention.entity))
                mention.tokens.last =
                    std::max(top_[i].tokens.last, std::min(mention.tokens.last, widened[j].tokens.first));
        while (!kept.empty() && is_person(mention.entity) &&
               kept.back().tokens.first >= mention.tokens.first && !is_person(kept.back().entity))
            kept.pop_back();
        if (!kept.empty() && kept.back().tokens.last > mention.tokens.first) {
            if (!is_person(mention.entity)) continue;
            mention.tokens.first = kept.back().tokens.last;
        }
        if (mention.tokens.first < mention.tokens.last) kept.push_back(mention);
    }
    top_ = std::move(kept);
}

/// The mentions in order, those of persons with the words of the offices that touch their names.
std::vector<EntityMention> Scene::with_offices() const {
    constexpr TokenIndex longest_office = 60, farthest = 64;
    std::vector<std::pair<TokenRange, EntityIndex>> offices;
    for (const Holding& holding : annotations_.holdings)
        offices.emplace_back(holding.evidence, holding.official);
    std::sort(offices.begin(), offices.end());
    std::vector<EntityMention> widened = top_;
    std::size_t next = 0;
    for (EntityMention& mention : widened) {
        if (!is_person(mention.entity)) continue;
        while (next < offices.size() && offices[next].first.last + farthest < mention.tokens.first) ++next;
        for (std::size_t i = next; i < offices.size() && offices[i].first.first <= mention.tokens.last; ++i) {
            const auto& [words, official] = offices[i];
            if (official != mention.entity || !words.overlaps(mention.tokens) ||
                words.size() > longest_office)
                continue;
            mention.tokens.first = std::min(mention.tokens.first, words.first);
            mention.tokens.last = std::max(mention.tokens.last, words.last);
        }
    }
    return widened;
}

void Scene::read_rows() {
    items_.reserve(document_.tokens.size());
    row_starts_.reserve(document_.sentences.size() + 1);
    traits_.reserve(document_.sentences.size());
    for (const Sentence& sentence : document_.sentences) {
        row_starts_.push_back(items_.size());
        if (sentence.block == Block::furniture)
            traits_.emplace_back();
        else
            read_row(sentence);
    }
    row_starts_.push_back(items_.size());
}

bool Scene::owns_before(const EntityMention& mention) const {
    const TokenIndex at = mention.tokens.first;
    if (mention.rule != "place.our-country" || items_.size() == row_starts_.back()) return false;
    const Item& before = items_.back();
    const bool capital = before.kind == ItemKind::word && at > 1 &&
                         (document_.tokens[at - 1].shape == Shape::capital ||
                          document_.tokens[at - 2].shape == Shape::capital);
    return before.kind == ItemKind::body || before.cue == Cue::group || capital;
}

void Scene::read_row(const Sentence& sentence) {
    const PhraseTable &trigger_table = triggers(), &clause_table = clause_words();
    RowTraits traits;
    const std::span<const Token> tokens = document_.tokens;
    const auto last_mention = top_.cend();
    const auto last_date = dates_.cend();
    auto mention =
        std::lower_bound(top_.cbegin(), last_mention, sentence.tokens.first,
                         [](const EntityMention& m, TokenIndex at) { return m.tokens.first < at; });
    auto date = std::lower_bound(dates_.cbegin(), last_date, sentence.tokens.first,
                                 [](const DateMention& d, TokenIndex at) { return d.tokens.first < at; });
    for (TokenIndex at = sentence.tokens.first; at < sentence.tokens.last;) {
        Item& item = items_.emplace_back();
        item.tokens = {at, at + 1};
        TokenIndex limit = sentence.tokens.last;
        if (mention != last_mention) limit = std::min(limit, std::max(mention->tokens.first, at + 1));
        while (date != last_date && date->tokens.first < at) ++date;
        if (mention != last_mention && mention->tokens.first == at && owns_before(*mention)) {
            item.tokens = mention->tokens;
            item.kind = ItemKind::cue;
            item.cue = Cue::filler;
            ++mention;
        } else if (mention != last_mention && mention->tokens.first <= at) {
            item.tokens.last = std::min(mention->tokens.last, sentence.tokens.last);
            item.entity = mention->entity;
            item.kind = is_person(item.entity)                          ? ItemKind::person
                        : kind(item.entity) == EntityKind::organization ? ItemKind::body
                                                                        : ItemKind::place;
            ++mention;
        } else if (date != last_date && date->tokens.first == at) {
            item.kind = ItemKind::date;
            item.date = static_cast<std::uint32_t>(date - dates_.begin());
            item.tokens.last = std::min(date->tokens.last, limit);
        } else if (const PhraseMatch trigger = trigger_table.match(document_, at, limit);
                   trigger && trigger.row->code != no_trigger) {
            item.tokens = trigger.tokens;
            item.frame = static_cast<Frame>(trigger.row->code);
            item.kind = item.frame == Frame::none ? ItemKind::word : ItemKind::trigger;
            if (!trigger.cell(2).empty()) item.event_kind = TriggerCell(trigger.cell(2));
            if (!trigger.cell(3).empty()) item.rule = TriggerCell(trigger.cell(3));
        } else if (const PhraseMatch cue = clause_table.match(document_, at, limit);
                   cue && cue.tokens.last >= trigger.tokens.last) {
            item.tokens = cue.tokens;
            item.kind = ItemKind::cue;
            item.cue = static_cast<Cue>(cue.row->code);
        } else if (trigger) { // a longer word that only looks like one
            item.tokens = trigger.tokens;
        } else if (tokens[at].mark != 0) {
            item.kind = ItemKind::mark;
            item.mark = tokens[at].mark;
        }
        at = item.tokens.last;
        traits.kinds |= 1u << static_cast<unsigned>(item.kind);
        traits.cues |= 1u << static_cast<unsigned>(item.cue);
        traits.frames |= 1u << static_cast<unsigned>(item.frame);
    }
    for (TokenIndex at = sentence.tokens.first; at < sentence.tokens.last; ++at)
        traits.words.insert(tokens[at].id);
    traits_.push_back(traits);
}

std::vector<EntityIndex> persons_of(const Row& row) {
    std::vector<EntityIndex> persons;
    if (!row.has(ItemKind::person)) return persons;
    for (const Item& item : row)
        if (item.kind == ItemKind::person &&
            std::find(persons.begin(), persons.end(), item.entity) == persons.end())
            persons.push_back(item.entity);
    return persons;
}

EntityIndex Scene::country(EntityIndex index) const {
    if (index == no_entity) return no_entity;
    const Entity& thing = entity(index);
    if (thing.kind == EntityKind::country) return index;
    if (thing.country != no_entity) return thing.country;
    if (thing.kind == EntityKind::province || thing.kind == EntityKind::locality) return viet_nam_;
    if (thing.kind == EntityKind::official && stands_for_[index] != no_entity)
        return country(stands_for_[index]);
    if (thing.kind == EntityKind::organization && served_[index] != no_entity && served_[index] != index)
        return country(served_[index]);
    return no_entity;
}

EntityIndex Scene::nation(EntityIndex index) const {
    const EntityIndex own = country(index);
    return own == no_entity && vietnamese(index) ? viet_nam_ : own;
}

bool Scene::vietnamese(EntityIndex index) const {
    const Entity& thing = entity(index);
    if (thing.subkind == "international") return false;
    if (thing.foreign || thing.kind == EntityKind::foreign_locality) return false;
    if (thing.kind == EntityKind::country) return index == viet_nam_;
    if (thing.kind == EntityKind::province || thing.kind == EntityKind::locality) return true;
    const EntityIndex of = country(index);
    if (of != no_entity) return of == viet_nam_;
    const EntityIndex place = locality(index);
    return place == no_entity || kind(place) != EntityKind::foreign_locality;
}

EntityIndex Scene::locality(EntityIndex index) const {
    const Entity& thing = entity(index);
    if (thing.kind == EntityKind::country) return no_entity;
    if (is_place(thing.kind)) return index;
    if (thing.kind == EntityKind::organization) {
        if (served_[index] == no_entity || kind(served_[index]) == EntityKind::country) return no_entity;
        return served_[index];
    }
    const EntityIndex body = stands_for_[index];
    return body == no_entity || body == index ? no_entity : locality(body);
}

EntityIndex Scene::mission_seat(EntityIndex body) const {
    return seats_[body];
}

bool Scene::holds(EntityIndex person, EntityIndex body) const {
    return std::binary_search(offices_.begin(), offices_.end(), std::pair(person, body));
}

std::vector<EntityIndex> Scene::pair_of(std::string_view title) const {
    const auto known = holders_.find(folded(title));
    if (known == holders_.end()) return {};
    const std::vector<EntityIndex>& pair = known->second;
    if (pair.size() != 2 || country(pair[0]) == country(pair[1])) return {};
    return pair;
}

bool Scene::counterparts(EntityIndex a, EntityIndex b) const {
    return !ranks_[a].empty() && ranks_[a] == ranks_[b];
}

EntityIndex Scene::destination(EntityIndex body) const {
    const EntityIndex seat = mission_seat(body);
    return country(seat == no_entity ? body : seat);
}

EntityIndex Scene::stands_for(EntityIndex person) const {
    return stands_for_[person];
}

} // namespace banggiao::extract
