// Takes the offices read, with bodies, places and persons settled. Hands out who holds what: offices before
// and after a name, in chains and lists; offices without a name as references to their holder.
#include <banggiao/extract/sides.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <map>

namespace banggiao::extract {
namespace {

enum class Gap : std::uint8_t { none, comma, conjunction, dash, colon, semicolon, bracket, copula, other };

/// What stands between two phrases.
struct Between {
    Gap gap = Gap::none;
    bool honorific = false;
    bool former = false;
};

struct Chain {
    std::size_t first, last; ///< phrases, half-open, all offices
};

class OfficeResolver {
  public:
    OfficeResolver(Reading& reading, EntityTable& table, Setting& setting)
        : reading_(reading), table_(table), setting_(setting) {}

    void run() {
        const auto& entities = table_.annotations().entities;
        for (EntityIndex i = 0; i < entities.size(); ++i)
            if (entities[i].kind == EntityKind::organization)
                organizations_.try_emplace(key_of_name(entities[i].name), i);
        find_fleets();
        find_posts();
        for (std::size_t i = 0; i < reading_.phrases.size();) {
            if (reading_.phrases[i].kind == PhraseKind::office)
                i = chain(i);
            else
                ++i;
        }
        move_mentions();
        settle();
        references();
    }

  private:
    const OfficePhrase& office(std::size_t phrase) const {
        return reading_.offices[reading_.phrases[phrase].index];
    }
    bool is(std::size_t phrase, PhraseKind kind) const {
        return phrase < reading_.phrases.size() && reading_.phrases[phrase].kind == kind;
    }

    Between between(std::size_t a, std::size_t b) const {
        Between out;
        const TokenIndex limit = reading_.phrases[b].tokens.first;
        TokenIndex at = reading_.phrases[a].tokens.last;
        if (limit > at + 40) return {Gap::other, false, false};
        while (at < limit) {
            TokenIndex behind = skip_bracket(reading_, at, limit);
            if (behind == at) behind = skip_particulars(reading_, at, limit);
            if (behind != at) {
                at = behind;
                continue;
            }
            const TokenIndex people = skip_people_words(reading_, at, limit, &out.honorific);
            if (people != at) {
                at = people;
                continue;
            }
            const Gap gap = gap_at(at, out.former);
            if (gap == Gap::other || (out.gap != Gap::none && gap != out.gap && !merges(out.gap, gap)))
                return {Gap::other, false, false};
            out.gap = out.gap == Gap::none || gap == Gap::copula ? gap : out.gap;
            ++at;
        }
        return out;
    }

    static bool merges(Gap a, Gap b) {
        return b == Gap::copula || (a == Gap::comma && b == Gap::conjunction) || a == Gap::copula;
    }

    Gap gap_at(TokenIndex at, bool& former) const {
        static const SyllableId copulas[] = {intern_syllable("được"),  intern_syllable("bổ"),
                                             intern_syllable("nhiệm"), intern_syllable("bầu"),
                                             intern_syllable("vụ"),    intern_syllable("lượt"),
                                             intern_syllable("lần"),   intern_syllable("cử")};
        static const SyllableId la = intern_syllable("là"), hien = intern_syllable("hiện"),
                                giu = intern_syllable("giữ"), chuc = intern_syllable("chức"),
                                tung = intern_syllable("từng"), lam = intern_syllable("làm"),
                                cuong = intern_syllable("cương"), vi = intern_syllable("vị");
        const Token& token = reading_.token(at);
        const Syllables& words = Syllables::get();
        if (token.mark == U',') return Gap::comma;
        if (token.mark == U':') return Gap::colon;
        if (token.mark == U';') return Gap::semicolon;
        if (token.mark == U'(' || token.mark == U')') return Gap::bracket;
        if (is_dash(token.mark)) return Gap::dash;
        if (token.id == words.va || token.id == words.kiem) return Gap::conjunction;
        if (token.id == tung) {
            former = true;
            return Gap::copula;
        }
        if (token.id == la || token.id == hien || token.id == giu || token.id == chuc || token.id == lam ||
            token.id == cuong || token.id == vi)
            return Gap::copula;
        if (std::find(std::begin(copulas), std::end(copulas), token.id) != std::end(copulas))
            return Gap::copula;
        return Gap::other;
    }

    /// The phrase behind a bracket that follows this one; else the next.
    std::size_t after(std::size_t phrase) const {
        const TokenIndex end = reading_.phrases[phrase].tokens.last;
        const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
        const TokenIndex behind = skip_bracket(reading_, end, limit);
        std::size_t next = phrase + 1;
        if (behind == end || !capital_follows(behind, limit)) return next;
        while (next < reading_.phrases.size() && reading_.phrases[next].tokens.first < behind) ++next;
        return is(next, PhraseKind::person) ? next : phrase + 1;
    }

    bool capital_follows(TokenIndex at, TokenIndex limit) const {
        return reading_.capital(skip_people_words(reading_, at, limit, nullptr), limit);
    }

    bool same_sentence(std::size_t a, std::size_t b) const {
        return reading_.document.sentence_of(reading_.phrases[a].tokens.first) ==
               reading_.document.sentence_of(reading_.phrases[b].tokens.first);
    }

    /// Offices in a row, and whose they are. Returns the phrase to go on from.
    std::size_t chain(std::size_t first) {
        std::size_t last = first + 1;
        while (is(last, PhraseKind::office) && same_sentence(first, last)) {
            const Gap gap = between(last - 1, last).gap;
            if (gap != Gap::comma && gap != Gap::conjunction && gap != Gap::dash && gap != Gap::none) break;
            ++last;
        }
        const Chain all{first, last};
        if (group(all)) return last;
        if (follows(all) || precedes(all)) return last;
        for (std::size_t i = first; i < last; ++i) unheld_.push_back(i);
        return last;
    }

    /// Office directly before a name.
    bool follows(const Chain& all) {
        const std::size_t person = after(all.last - 1);
        if (!is(person, PhraseKind::person) || !same_sentence(all.first, person)) return false;
        const Between gap = between(all.last - 1, person);
        const OfficePhrase& nearest = office(all.last - 1);
        const bool anchored = nearest.body != no_phrase || nearest.place != no_phrase;
        const bool direct = gap.gap == Gap::none ||
                            (gap.gap == Gap::comma && anchored && !after_person(all) &&
                             (gap.honorific || bare_holder(person))) ||
                            (gap.gap == Gap::dash && anchored && (gap.honorific || !after_person(all)));
        if (!direct || (gap.gap == Gap::comma && all.last == all.first + 1 && named_by_dash(person)))
            return false;
        Chain own = all;
        for (std::size_t i = all.first; i + 1 < all.last; ++i)
            if (two_heads(i) || other_country(i, all.last - 1, person))
                own.first = alone(all.last - 1) ? all.last - 1 : i + 1;
        for (std::size_t i = all.first; i < own.first; ++i) unheld_.push_back(i);
        give(own, person, "office.before-name", false);
        return true;
    }

    /// `…, Tổng lãnh sự A tại B, ông C - Giám đốc D`: C has the office behind the dash, not the one before.
    bool named_by_dash(std::size_t person) const {
        return is(person + 1, PhraseKind::office) && same_sentence(person, person + 1) &&
               between(person, person + 1).gap == Gap::dash;
    }

    /// `Chủ tịch A, Trần Văn B ký`: a full name behind the comma that has no office of its own after it.
    bool bare_holder(std::size_t person) const {
        if (reading_.phrases[person].tokens.size() < 2) return false;
        if (!is(person + 1, PhraseKind::office) || !same_sentence(person, person + 1)) return true;
        const Gap gap = between(person, person + 1).gap;
        return gap == Gap::other || gap == Gap::conjunction || gap == Gap::semicolon;
    }

    /// The foreign country an office is of; no_entity for ours and for none said.
    EntityIndex country_of(std::size_t phrase) const {
        const OfficePhrase& held = office(phrase);
        if (const EntityIndex place = entity_of_place(held.place); place != no_entity) {
            const EntityIndex around = table_[place].country;
            return !table_[place].foreign ? no_entity : around != no_entity ? around : place;
        }
        const EntityIndex body = entity_of_body(held.body);
        if (body == no_entity || table_[body].jurisdiction == no_entity) return no_entity;
        const EntityIndex place = table_[body].jurisdiction;
        return table_[place].kind == EntityKind::country && table_[place].foreign ? place : no_entity;
    }

    /// A head of state's office that names no country.
    bool alone(std::size_t phrase) const {
        const std::string_view type = office(phrase).word->type;
        return (type == "state" || type == "premier") && office(phrase).place == no_phrase;
    }

    /// `Chủ tịch nước và Tổng thống A`: nobody is head of state twice.
    bool two_heads(std::size_t phrase) const {
        const auto heads = [this](std::size_t i) { return office(i).word->type == "state"; };
        return heads(phrase) && heads(phrase + 1) && between(phrase, phrase + 1).gap == Gap::conjunction;
    }

    /// Whether the first office of a chain is of another country than the last: `…, Chủ tịch nước A` tells of
    /// two people.
    bool other_country(std::size_t first, std::size_t last, std::size_t person) const {
        const EntityIndex a = country_of(first), b = country_of(last);
        if (a == no_entity || a == b) return false;
        if (b != no_entity) return true;
        const std::string_view type = office(last).word->type;
        return (type == "state" || type == "premier" || office(last).body != no_phrase ||
                is_home(entity_of_place(office(last).place))) &&
               vietnamese(reading_.persons[reading_.phrases[person].index]);
    }

    bool after_person(const Chain& all) const {
        const std::size_t person = person_before(all.first);
        if (person == all.first || according_to(person)) return false;
        const Gap gap = between(person, all.first).gap;
        return same_sentence(person, all.first) &&
               (gap == Gap::comma || gap == Gap::dash || gap == Gap::bracket || gap == Gap::copula);
    }

    /// The person that stands before an office, over the places of `(sinh 1960, ở xã A, huyện B)`; `office`
    /// if none does.
    std::size_t person_before(std::size_t office) const {
        constexpr std::size_t most_places = 5;
        for (std::size_t i = office; i-- > 0 && office - i <= most_places + 1;) {
            if (is(i, PhraseKind::person)) return i;
            if (!is(i, PhraseKind::place)) break;
        }
        return office;
    }

    /// `Theo ông Đệ, Bí thư … nói`: the comma ends the frame.
    bool according_to(std::size_t person) const {
        static const SyllableId theo = intern_syllable("theo");
        const TokenIndex at = reading_.phrases[person].tokens.first;
        for (TokenIndex back = 1; back <= 3 && back <= at; ++back)
            if (reading_.token(at - back).id == theo) return reading_.phrases[person].tokens.size() < 2;
        return false;
    }

    bool precedes(const Chain& all) {
        if (!after_person(all)) return false;
        const std::size_t person = person_before(all.first);
        const Between gap = between(person, all.first);
        if (alone(all.first) && office(all.first).body == no_phrase && all.last == all.first + 1 &&
            gap.gap != Gap::copula)
            return false;
        give(all, person, gap.gap == Gap::copula ? "office.copula" : "office.apposition", gap.former);
        return true;
    }

    /// `các Ủy viên Trung ương Đảng: A, …; B, …`: the office of everyone in the list.
    bool group(const Chain& all) {
        if (!is(all.last, PhraseKind::person) || !same_sentence(all.first, all.last)) return false;
        const bool colon = between(all.last - 1, all.last).gap == Gap::colon;
        const bool plural = plural_before(all.first) && between(all.last - 1, all.last).gap == Gap::none;
        if (!colon && !plural) return false;
        std::size_t item = all.last;
        while (is(item, PhraseKind::person) && same_sentence(all.first, item)) {
            give(all, item, "office.of-list", false);
            const std::size_t next = next_item(item, plural);
            if (next == item) break;
            item = next;
        }
        return true;
    }

    bool plural_before(std::size_t phrase) const {
        const TokenIndex at = reading_.phrases[phrase].tokens.first;
        const Syllables& words = Syllables::get();
        return at > 0 && (reading_.token(at - 1).id == words.cac || reading_.token(at - 1).id == words.hai ||
                          reading_.token(at - 1).id == words.hai_digit);
    }

    /// The next person of a list, over the offices of this one.
    std::size_t next_item(std::size_t item, bool plain) const {
        std::size_t at = item + 1;
        for (; at < reading_.phrases.size() && same_sentence(item, at); ++at) {
            const Gap gap = between(at - 1, at).gap;
            if (is(at, PhraseKind::person))
                return gap == Gap::comma || gap == Gap::semicolon || gap == Gap::conjunction ? at : item;
            if (!is(at, PhraseKind::office) || plain || gap == Gap::semicolon || gap == Gap::other)
                return item;
        }
        return item;
    }

    // ---- what an office is of

    void give(const Chain& all, std::size_t person, std::string_view rule, bool former) {
        const PersonPhrase& holder = reading_.persons[reading_.phrases[person].index];
        if (holder.entity == no_entity) return;
        for (std::size_t i = all.first; i < all.last; ++i) {
            const OfficePhrase& held = office(i);
            if (held.dead || held.word->type == "aside") continue;
            if (held.word->form == "Hoàng tử" && all.last > all.first + 1)
                continue; // a rank beside an office
            if (held.word->type == "delegation" && held.body == no_phrase) continue;
            const TokenRange evidence{std::min(held.tokens.first, holder.tokens.first),
                                      std::max(held.tokens.last, holder.tokens.last)};
            Holding holding{holder.entity, no_entity,
                            no_entity,     title_of(held, former || still_former(all, i)),
                            evidence,      rule};
            assumed_ = false;
            settle_body(all, i, holder, holding);
            if (nameless(held, holder)) continue;
            foreign_holder(holder, holding);
            const Word* word = held.word->type == "counterpart" ? counterpart_word_ : held.word;
            if (word == nullptr) continue;
            pending_.push_back({holding, word, held.title, held.tokens.first, assumed_});
            if (held.second_body == no_phrase) continue;
            holding.body = entity_of_body(held.second_body);
            pending_.push_back({holding, word, held.title, held.tokens.first, false});
        }
    }

    /// `Tỉnh ủy viên`, `Ủy viên Ban Thường vụ Tỉnh ủy`: the title says the committee too.
    static bool names_member(const OfficePhrase& held) {
        const std::string_view type = held.word->type;
        return type == "committee" || type == "board" || held.word->form == "Ủy viên Ban Thường vụ" ||
               held.word->form == "Thường vụ";
    }

    /// `nguyên Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh`: whether the word before the first office of a chain is
    /// said of this one too.
    bool still_former(const Chain& all, std::size_t i) const {
        if (i == all.first || !office(i).before[0].empty() || office(all.first).before[0] != "Nguyên")
            return false;
        for (std::size_t k = all.first + 1; k <= i; ++k) {
            const Gap gap = between(k - 1, k).gap;
            if (gap != Gap::comma && gap != Gap::conjunction) return false;
        }
        return true;
    }

    static std::string title_of(const OfficePhrase& held, bool former) {
        std::string title;
        if (former) title = "Nguyên ";
        for (const std::string_view before : held.before)
            if (!before.empty()) title.append(before).append(" ");
        title += held.word->form == "Ngoại trưởng" ? "Bộ trưởng"
                 : names_member(held)              ? "Ủy viên"
                                                   : held.word->form;
        if (!held.of.empty()) title = std::string(held.of) + " của " + title;
        for (const std::string_view after : held.after)
            if (!after.empty()) title.append(" ").append(after);
        return title;
    }

    EntityIndex entity_of_body(PhraseIndex body) const {
        return body == no_phrase ? no_entity : reading_.bodies[body].entity;
    }
    EntityIndex entity_of_place(PhraseIndex place) const {
        return place == no_phrase ? no_entity : reading_.places[place].entity;
    }

    void settle_body(const Chain& all, std::size_t i, const PersonPhrase& holder, Holding& holding) {
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
            minister(all, i, holding);
        else if (type == "unit" && holding.body == no_entity)
            general(all, i, place, holding);
        else if (type == "deputy" && holding.body == no_entity)
            deputy(held, place, holding);
        else if (type == "commander" && holding.body == no_entity)
            commander(holding);
        else if (holding.body == no_entity && type == "general")
            general(all, i, place, holding);
    }

    EntityIndex place_of(const OfficePhrase& held) const {
        if (held.place != no_phrase) return entity_of_place(held.place);
        if (held.word->type == "governor") return no_entity;
        if (held.generic == Generic::province) return setting_.province;
        if (held.generic == Generic::city) return setting_.city;
        return no_entity;
    }

    /// `Đoàn thành phố A (Hàn Quốc) do ông B, Thị trưởng làm trưởng đoàn`: offices that only other countries
    /// have are of the foreign unit of the list, or the one last named in the sentence.
    EntityIndex governed(const OfficePhrase& held) const {
        static constexpr std::string_view at_home[] = {"Trưởng thôn", "Trưởng bản"};
        if (std::find(std::begin(at_home), std::end(at_home), held.word->form) != std::end(at_home))
            return no_entity;
        const auto foreign = [this](PhraseIndex index) {
            const PlacePhrase& place = reading_.places[index];
            return place.entity != no_entity && place.kind == EntityKind::foreign_locality;
        };
        const std::string_view wanted = held.word->form.ends_with("ị trưởng")     ? "thành phố"
                                        : held.word->form.ends_with("ỉnh trưởng") ? "tỉnh"
                                        : held.word->form.ends_with("yện trưởng") ? "huyện"
                                                                                  : "";
        const TokenIndex at = held.title.first;
        std::vector<PhraseIndex> near = side_of_list(reading_, at).places;
        constexpr TokenIndex reach = 60;
        const TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
        const auto before = reading_.places_in({std::max(sentence.first, at > reach ? at - reach : 0), at});
        near.insert(near.end(), before.rbegin(), before.rend());
        for (const PhraseIndex index : near)
            if (foreign(index) && goes_with(reading_, wanted, reading_.places[index]))
                return reading_.places[index].entity;
        return no_entity;
    }

    bool is_home(EntityIndex place) const { return place != no_entity && table_[place].code == "VN"; }

    bool vietnamese(const PersonPhrase& holder) const {
        if (holder.tokens.size() < 2) return false;
        for (TokenIndex i = holder.tokens.first; i < holder.tokens.last; ++i)
            if (reading_.token(i).mark == 0 && !is_vietnamese_syllable(reading_.token(i).id)) return false;
        return reading_.lexicon.begins(Use::surname, reading_.token(holder.tokens.first).id) &&
               !reading_.lexicon
                    .match(Use::surname, reading_.document, holder.tokens.first, holder.tokens.first + 1)
                    .word->type.starts_with("zh");
    }

    /// `Nữ hoàng Hoa Hồng`: neither a Vietnamese nor a foreign name.
    bool nameless(const OfficePhrase& held, const PersonPhrase& holder) const {
        return alone_office(held) && !vietnamese(holder) && !foreign_name(holder) &&
               !reading_.lexicon.begins(Use::surname, reading_.token(holder.tokens.first).id) &&
               holder.tokens.size() == 2;
    }
    static bool alone_office(const OfficePhrase& held) {
        return held.word->type == "state" && held.place == no_phrase && held.body == no_phrase;
    }

    bool foreign_name(const PersonPhrase& holder) const {
        std::size_t foreign = 0;
        for (TokenIndex i = holder.tokens.first; i < holder.tokens.last; ++i)
            foreign += reading_.token(i).mark == 0 && !is_vietnamese_syllable(reading_.token(i).id);
        return foreign >= 1 && !reading_.lexicon.begins(Use::surname, reading_.token(holder.tokens.first).id);
    }

    /// `Bộ trưởng Ngoại giao Susana …`: a foreigner's ministry is that of the country spoken of.
    void foreign_holder(const PersonPhrase& holder, Holding& holding) {
        if (holding.body == no_entity || !foreign_name(holder)) return;
        const Entity body = table_[holding.body];
        if (body.kind != EntityKind::organization || body.subkind != "ministry" ||
            body.jurisdiction != no_entity || body.name.ends_with("Việt Nam"))
            return;
        const EntityIndex country = country_around(holding.evidence.first);
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

    /// The words of an office that named our ministry by its name alone name the foreign one.
    void move_mentions() {
        std::sort(moved_.begin(), moved_.end(),
                  [](const Move& a, const Move& b) { return a.tokens.first < b.tokens.first; });
        for (EntityMention& mention : table_.annotations().mentions) {
            auto at =
                std::upper_bound(moved_.begin(), moved_.end(), mention.tokens.first,
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

    EntityIndex named(const std::string& name) const {
        const auto known = organizations_.find(key_of_name(name));
        return known == organizations_.end() ? no_entity : known->second;
    }

    /// `người đồng cấp Lào`: the office named before, of that country.
    void counterpart(std::size_t phrase, EntityIndex place, Holding& holding) {
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

    /// The other country's ministry for the same field.
    EntityIndex sister(const OfficePhrase& model, EntityIndex place, TokenRange evidence) {
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

    void premier(const OfficePhrase&, EntityIndex place, const PersonPhrase& holder, Holding& holding) {
        if (holding.body != no_entity && table_[holding.body].jurisdiction != no_entity &&
            table_[table_[holding.body].jurisdiction].foreign)
            holding.body = table_[holding.body].jurisdiction;
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

    /// A body that no word names.
    void assume(Holding& holding, EntityIndex body) {
        holding.body = body;
        assumed_ = body != no_entity;
    }

    /// The foreign country last named in the sentence before `at`; else the one the article names most.
    EntityIndex country_around(TokenIndex at) const {
        const TokenRange sentence = reading_.document.sentences[reading_.document.sentence_of(at)].tokens;
        EntityIndex found = setting_.domestic ? setting_.partner : nation_of_story(at);
        constexpr TokenIndex reach = 400;
        const TokenIndex from = std::max(sentence.first, at > reach ? at - reach : 0);
        for (const PhraseIndex index : reading_.places_in({from, at})) {
            const PlacePhrase& place = reading_.places[index];
            if (place.entity != no_entity && place.kind == EntityKind::country &&
                table_[place.entity].foreign)
                found = place.entity;
        }
        return found;
    }

    /// Where the article is of other countries only: the first one that the sentence before, or the one
    /// before that, names; else the one named most.
    EntityIndex nation_of_story(TokenIndex at) const {
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

    EntityIndex government(TokenRange tokens) {
        const EntityIndex body = implied_body(table_, "Chính phủ", no_entity, "government");
        table_.mention(tokens, body, "body.of-office", true);
        return body;
    }

    void state(EntityIndex place, const PersonPhrase& holder, Holding& holding) {
        if (place != no_entity)
            holding.body = place;
        else if (vietnamese(holder)) {
            assume(holding, home_country(table_, setting_));
            table_.mention(holding.evidence, holding.body, "place.of-office", true);
        } else {
            assume(holding, country_around(holding.evidence.first));
        }
    }

    /// The party itself, not its committee.
    void leader(const Chain& all, std::size_t i, const PersonPhrase& holder, Holding& holding) {
        const OfficePhrase& held = office(i);
        if (held.body != no_phrase && reading_.bodies[held.body].parent != no_phrase)
            holding.body = reading_.bodies[reading_.bodies[held.body].parent].entity;
        if (holding.body != no_entity) return;
        EntityIndex country = no_entity;
        for (std::size_t k = all.first; k < all.last; ++k)
            if (place_of(office(k)) != no_entity) country = place_of(office(k));
        if (country == no_entity ? vietnamese(holder) : is_home(country)) {
            holding.body = implied_body(table_, "Đảng Cộng sản", no_entity, "party");
            table_[holding.body].name = "Đảng Cộng sản Việt Nam";
            table_.mention(holding.evidence, holding.body, "body.of-office", true);
        } else if (country != no_entity) {
            holding.body = table_.find(body_key("Đảng Cộng sản", {}, country));
        }
    }

    static std::string_view committee_of(const Entity& place) {
        if (place.kind == EntityKind::province)
            return fold(place.subkind).find("thành phố") != std::string::npos ? "Thành ủy" : "Tỉnh ủy";
        const std::string level = fold(place.subkind);
        if (level.find("huyện") != std::string::npos) return "Huyện ủy";
        if (level.find("thị xã") != std::string::npos) return "Thị ủy";
        if (level.find("quận") != std::string::npos) return "Quận ủy";
        if (level.find("thành phố") != std::string::npos) return "Thành ủy";
        return {};
    }

    void secretary(const Chain& all, std::size_t i, EntityIndex place, Holding& holding) {
        if (holding.body != no_entity) return;
        if (place == no_entity) place = neighbours_place(all, i);
        if (place == no_entity) return;
        const std::string_view committee = committee_of(table_[place]);
        if (committee.empty()) return;
        holding.body = implied_body(table_, std::string(committee), place, "party");
        table_.mention(holding.evidence, holding.body, "body.of-office", true);
    }

    /// The place of the next office's body: `Bí thư, Chủ tịch HĐND tỉnh`.
    EntityIndex neighbours_place(const Chain& all, std::size_t i) const {
        for (std::size_t k = i + 1; k < all.last; ++k) {
            const EntityIndex body = entity_of_body(office(k).body);
            if (body == no_entity) continue;
            const EntityIndex place = table_[body].jurisdiction;
            return place != no_entity && table_[place].kind != EntityKind::country ? place : no_entity;
        }
        return no_entity;
    }

    void envoy(const OfficePhrase& held, EntityIndex place, Holding& holding) {
        holding.at = entity_of_place(held.at);
        if (holding.body != no_entity) return;
        holding.body = place;
        if (holding.body == no_entity && holding.at != no_entity && !is_home(holding.at)) {
            holding.body = home_country(table_, setting_);
            table_.mention(holding.evidence, holding.body, "place.of-office", true);
        }
    }

    /// `Đại sứ, Trưởng Phái đoàn Việt Nam tại …`.
    void envoy_beside(const Chain& all, std::size_t i, const PersonPhrase& holder, Holding& holding) {
        for (std::size_t k = i + 1; k < all.last; ++k) {
            const EntityIndex mission = entity_of_body(office(k).body);
            if (mission == no_entity || table_[mission].subkind != "diplomatic") continue;
            const EntityIndex sender = table_[mission].jurisdiction;
            holding.body = sender != no_entity ? sender : home_country(table_, setting_);
            table_.mention(holding.evidence, holding.body, "place.of-office", true);
            return;
        }
        const auto known = posts_.find(office(i).word->form);
        if (known == posts_.end() || known->second.sender == no_entity) return;
        if (is_home(known->second.sender) ? foreign_name(holder) : vietnamese(holder)) return;
        holding.body = known->second.sender;
        holding.at = known->second.at;
        table_.mention(holding.evidence, holding.body, "place.of-office", true);
    }

    /// `Tổng Lãnh sự Lào tại A` without a name: whose envoy a later `Tổng Lãnh sự` is, if only one is told
    /// of.
    void find_posts() {
        for (const OfficePhrase& told : reading_.offices) {
            if (told.word->type != "envoy" || told.place == no_phrase) continue;
            const Post post{entity_of_place(told.place), entity_of_place(told.at)};
            const auto [at, fresh] = posts_.try_emplace(told.word->form, post);
            Post& known = at->second;
            if (!fresh && known.sender != post.sender) known.sender = no_entity;
            if (known.at == no_entity) known.at = post.at;
        }
    }

    /// A member of the standing board of a party committee.
    void member(const Chain& all, std::size_t i, Holding& holding) {
        const OfficePhrase& held = office(i);
        if (holding.body == no_entity && !held.word->detail.empty()) // `UVBTV, Phó Chủ tịch UBND tỉnh`
            secretary(all, i, no_entity, holding);
        if (holding.body == no_entity) return;
        const Entity committee = table_[holding.body];
        const bool local = fold(committee.name).find("ủy ") != std::string::npos;
        const bool of_board = held.word->form == "Ủy viên Thường vụ" && local;
        if (of_board) holding.title = "Ủy viên";
        if (held.word->form != "Thường vụ" && held.word->detail.empty() && !of_board) return;
        if (committee.name.starts_with("Ban Thường vụ")) return;
        Entity entity;
        entity.kind = EntityKind::organization;
        entity.name = "Ban Thường vụ " + committee.name;
        entity.subkind = "party";
        entity.jurisdiction = committee.jurisdiction;
        holding.body = table_.add(body_key("Ban Thường vụ", "<" + std::to_string(holding.body), no_entity),
                                  std::move(entity));
        table_.mention(holding.evidence, holding.body, "body.of-office", true);
    }

    void general(const Chain& all, std::size_t i, EntityIndex place, Holding& holding) {
        const std::string_view title = office(i).word->form;
        const bool chair = title == "Chủ tịch" || title == "Phó Chủ tịch";
        if (chair && place != no_entity) {
            if (table_[place].kind == EntityKind::country) {
                holding.body = place;
                return;
            }
            if (table_[place].foreign) return;
            holding.body = implied_body(table_, "Ủy ban nhân dân", place, "people_committee");
            if (table_[holding.body].name.starts_with("Ủy ban nhân dân "))
                table_.mention(holding.evidence, holding.body, "body.of-office", true);
            return;
        }
        for (std::size_t k = i + 1; k < all.last; ++k)
            if ((office(k).word->type == "general" || office(k).word->type == "unit") &&
                office(k).body != no_phrase) {
                holding.body = parent_or_self(office(k).body);
                return;
            }
    }

    /// `Hạ nghị sĩ A`: of the only lower house the article names; else of that of the country spoken of.
    void deputy(const OfficePhrase& held, EntityIndex place, Holding& holding) {
        const std::string house = held.word->form == "Hạ nghị sĩ"       ? "Hạ viện"
                                  : held.word->form == "Thượng nghị sĩ" ? "Thượng viện"
                                                                        : "";
        if (house.empty()) return;
        std::vector<EntityIndex> known;
        for (const auto& [name, body] : organizations_)
            if (table_[body].name.starts_with(house + " ")) known.push_back(body);
        const EntityIndex country = place != no_entity ? place : country_around(holding.evidence.first);
        const auto of_country = [&](EntityIndex body) { return table_[body].jurisdiction == country; };
        if (const auto own = std::find_if(known.begin(), known.end(), of_country); own != known.end())
            holding.body = *own;
        else if (known.size() == 1 && place == no_entity)
            holding.body = known.front();
        else if (known.empty() && country != no_entity && table_[country].kind == EntityKind::country)
            holding.body = implied_body(table_, house, country, "legislature");
        if (holding.body != no_entity) table_.mention(holding.evidence, holding.body, "body.of-office", true);
    }

    /// Who commands a ship is of the foreign navy or coast guard the article named last before.
    void commander(Holding& holding) const {
        const auto behind =
            std::upper_bound(fleets_.begin(), fleets_.end(), std::pair(holding.evidence.first, no_entity));
        if (behind != fleets_.begin()) holding.body = std::prev(behind)->second;
    }

    void find_fleets() {
        static constexpr std::string_view heads[] = {"Hải quân", "Cảnh sát biển", "Lực lượng Bảo vệ bờ biển",
                                                     "Lực lượng Phòng vệ"};
        for (const BodyPhrase& body : reading_.bodies) {
            if (body.head == nullptr || body.entity == no_entity || !table_[body.entity].foreign) continue;
            for (const std::string_view head : heads)
                if (body.head->form.starts_with(head)) fleets_.emplace_back(body.tokens.first, body.entity);
        }
        std::sort(fleets_.begin(), fleets_.end());
    }

    /// `Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ`: a minister at the head of another body.
    void minister(const Chain& all, std::size_t i, Holding& holding) {
        if (i + 1 < all.last && office(i + 1).word->form == "Chủ nhiệm")
            holding.body = entity_of_body(office(i + 1).body);
    }

    EntityIndex parent_or_self(PhraseIndex body) const {
        const BodyPhrase& phrase = reading_.bodies[body];
        const bool board =
            phrase.head != nullptr && phrase.head->detail == "organ" && phrase.parent != no_phrase;
        return board ? reading_.bodies[phrase.parent].entity : phrase.entity;
    }

    // ---- one holding for one office, and offices that stand alone

    struct Pending {
        Holding holding;
        const Word* word;
        TokenRange title;
        TokenIndex first;
        bool assumed; ///< no word names the body
    };

    bool covered(const Pending& one) const {
        const std::string title = folded(one.holding.title);
        for (const std::size_t index : by_person_.at(one.holding.official)) {
            const Pending& other = pending_[index];
            if (&other == &one || other.holding.body == no_entity) continue;
            const std::string fuller = folded(other.holding.title);
            if (one.assumed && fuller.ends_with(" " + title)) return true;
            if (one.holding.body == no_entity || (one.assumed && !other.assumed)) {
                if (fuller == title || fuller.starts_with(title + " ") || fuller.ends_with(" " + title))
                    return true;
            } else if (one.holding.body == other.holding.body && fuller == title + " nước") {
                return true;
            }
        }
        return false;
    }

    /// Offices without a body that the person holds of a body elsewhere say nothing new.
    void settle() {
        join_by_office();
        drop_other_nations();
        for (std::size_t i = 0; i < pending_.size(); ++i) {
            by_title_[folded(pending_[i].word->form)].push_back(i);
            auto& own = by_person_[pending_[i].holding.official];
            const auto same = [&](std::size_t k) {
                return pending_[k].holding.body == pending_[i].holding.body &&
                       pending_[k].holding.title == pending_[i].holding.title &&
                       pending_[k].assumed == pending_[i].assumed;
            };
            if (std::none_of(own.begin(), own.end(), same)) own.push_back(i);
        }
        for (const Pending& one : pending_) {

            if (covered(one)) continue;
            table_.annotations().holdings.push_back(one.holding);
        }
    }

    /// Two names that differ in one word, and hold one office: one person twice named.
    void join_by_office() {
        const auto alike = [this](EntityIndex a, EntityIndex b) {
            const std::vector<std::string> x = words(table_[a].name), y = words(table_[b].name);
            if (x.size() != y.size() || x.size() < 3) return false;
            std::size_t differing = 0;
            for (std::size_t i = 0; i < x.size(); ++i) differing += x[i] != y[i];
            return differing == 1;
        };
        std::map<EntityIndex, EntityIndex> same;
        for (std::size_t i = 0; i < pending_.size(); ++i)
            for (std::size_t k = i > 64 ? i - 64 : 0; k < i; ++k) {
                const Holding& a = pending_[k].holding;
                const Holding& b = pending_[i].holding;
                const bool same_body = a.body == b.body || a.body == no_entity || b.body == no_entity;
                if (a.official == b.official || a.title != b.title || !same_body) continue;
                if (alike(a.official, b.official))
                    same[std::max(a.official, b.official)] = std::min(a.official, b.official);
            }
        if (!same.empty()) merge(same);
    }

    static std::vector<std::string> words(const std::string& name) {
        std::vector<std::string> out(1);
        for (const char c : fold(name))
            if (c == ' ')
                out.emplace_back();
            else
                out.back() += c;
        return out;
    }

    void merge(const std::map<EntityIndex, EntityIndex>& same) {
        const auto root = [&same](EntityIndex entity) {
            for (auto at = same.find(entity); at != same.end() && at->second < entity; at = same.find(entity))
                entity = at->second;
            return entity;
        };
        for (const auto& [from, to] : same)
            if (root(from) != from) table_.add_form(root(from), std::string(table_[from].name));
        for (Pending& one : pending_) one.holding.official = root(one.holding.official);
        for (EntityMention& mention : table_.annotations().mentions) mention.entity = root(mention.entity);
    }

    /// The country a holding is of: that of the body; ours for our national bodies.
    std::string nation(const Holding& holding) const {
        if (holding.body == no_entity) return {};
        const Entity& body = table_[holding.body];
        if (body.kind == EntityKind::country) return body.code;
        if (body.kind == EntityKind::province || body.kind == EntityKind::locality) return "VN";
        if (body.kind != EntityKind::organization) return {};
        if (body.jurisdiction != no_entity) {
            const Entity& place = table_[body.jurisdiction];
            if (place.kind == EntityKind::country) return place.code;
            return place.foreign ? std::string{} : std::string("VN");
        }
        const bool ours = body.subkind == "ministry" || body.subkind == "government" ||
                          body.subkind == "party" || body.subkind == "legislature";
        return ours ? std::string("VN") : std::string{};
    }

    /// Nobody serves two countries: offices of the one that fewer words speak for are another person's.
    void drop_other_nations() {
        std::map<EntityIndex, std::map<std::string, int>> votes;
        for (const Pending& one : pending_)
            if (const std::string country = nation(one.holding); !country.empty())
                votes[one.holding.official][country] += one.assumed                                ? 1
                                                        : one.holding.rule == "office.before-name" ? 4
                                                                                                   : 2;
        std::erase_if(pending_, [&](const Pending& one) {
            const std::string country = nation(one.holding);
            if (country.empty()) return false;
            const auto& all = votes[one.holding.official];
            for (const auto& [other, weight] : all)
                if (weight > all.at(country)) return true;
            return false;
        });
    }

    void references() {
        for (const std::size_t phrase : unheld_) {
            const OfficePhrase& held = office(phrase);
            imply(held);
            refer(held);
        }
    }

    /// An office without a name names its body all the same.
    void imply(const OfficePhrase& held) {
        if (!setting_.domestic || held.body != no_phrase || held.place != no_phrase || held.dead) return;
        if (held.word->type == "premier" && reading_.capital(held.title.first, held.title.last))
            government(held.tokens);
    }

    void refer(const OfficePhrase& held) {
        const auto known = by_title_.find(folded(held.word->form));
        if (known == by_title_.end()) return;
        const EntityIndex body = entity_of_body(held.body);
        const EntityIndex place = place_of(held);
        const auto fits = [&](const Pending& one) {
            return (body == no_entity || one.holding.body == body) &&
                   (place == no_entity || one.holding.body == place);
        };
        constexpr std::ptrdiff_t reach = 64;
        const auto& all = known->second; // by position
        const auto behind =
            std::upper_bound(all.begin(), all.end(), held.tokens.first,
                             [this](TokenIndex at, std::size_t i) { return at < pending_[i].first; });
        EntityIndex found = no_entity;
        for (auto at = behind; at != all.begin() && behind - at < reach && found == no_entity; --at)
            if (fits(pending_[*std::prev(at)])) found = pending_[*std::prev(at)].holding.official;
        for (auto at = behind; at != all.end() && at - behind < reach && found == no_entity; ++at)
            if (fits(pending_[*at])) found = pending_[*at].holding.official;
        if (found != no_entity) table_.mention(held.tokens, found, "coref.office", true);
    }

    Reading& reading_;
    EntityTable& table_;
    Setting& setting_;
    const Word* counterpart_word_ = nullptr;
    bool assumed_ = false;
    std::map<std::string, EntityIndex> organizations_;       ///< by name
    std::vector<std::pair<TokenIndex, EntityIndex>> fleets_; ///< foreign ones, by position
    struct Move {
        TokenRange tokens;
        EntityIndex from, to;
    };
    std::vector<Move> moved_; ///< mentions of ministries that turned out foreign
    struct Post {
        EntityIndex sender, at;
    };
    std::map<std::string_view, Post> posts_; ///< by title; no sender if several are told of
    std::vector<Pending> pending_;
    std::vector<std::size_t> unheld_;
    std::map<EntityIndex, std::vector<std::size_t>> by_person_; ///< pending, one of a kind
    std::map<std::string, std::vector<std::size_t>> by_title_;  ///< pending, by position
};

} // namespace

void resolve_offices(Reading& reading, EntityTable& table, Setting& setting) {
    OfficeResolver(reading, table, setting).run();
}

} // namespace banggiao::extract
