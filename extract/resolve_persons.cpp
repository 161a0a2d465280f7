// Takes the names of persons read. Hands out officials: short forms, other spellings and misspellings of one
// name in one article are one person.
#include <banggiao/extract/resolution.h>
#include <banggiao/graph/text.h>

#include <boost/container/small_vector.hpp>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace banggiao::extract {
namespace {

/// Names have few words, and few others share one.
using Ids = boost::container::small_vector<SyllableId, 8>;
using NameIndexes = boost::container::small_vector<std::size_t, 16>;
using NameRow = boost::container::small_vector<std::size_t, 2>;

class PersonResolver {
  public:
    PersonResolver(Reading& reading, EntityTable& table) : reading_(reading), table_(table) {}

    void run() {
        for (PersonPhrase& person : reading_.persons)
            if (word_count(person) >= 2 && !abbreviated(person)) full(person);
        join_parts();
        join_misspellings();

        for (PersonPhrase& person : reading_.persons)
            if (person.entity == no_entity && abbreviated(person)) shorter(person);
        for (PersonPhrase& person : reading_.persons)
            if (person.entity == no_entity) shorter(person);
        for (PersonPhrase& person : reading_.persons) {
            if (person.entity != no_entity) person.entity = root(person.entity);
            note(person);
        }
    }

  private:
    struct Name {
        Ids ids;
        EntityIndex entity;
        TokenIndex first;
    };

    Ids ids(TokenRange tokens) const {
        Ids out;
        for (TokenIndex i = tokens.first; i < tokens.last; ++i)
            if (reading_.token(i).mark == 0) out.push_back(reading_.token(i).id);
        return out;
    }

    bool abbreviated(const PersonPhrase& person) const {
        const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
        return is_single_capital(reading_.token(person.tokens.first)) &&
               reading_.is_mark(person.tokens.first + 1, limit, U'.');
    }

    std::size_t word_count(const PersonPhrase& person) const {
        std::size_t count = 0;
        for (TokenIndex i = person.tokens.first; i < person.tokens.last; ++i)
            count += reading_.token(i).mark == 0;
        return count;
    }

    EntityIndex make(const PersonPhrase& person) {
        Entity entity;
        entity.kind = EntityKind::official;
        entity.name = reading_.document.slice(person.tokens);
        const std::string key = "official/" + key_of_name(entity.name);
        return table_.add(key, std::move(entity));
    }

    void full(PersonPhrase& person) {
        const Ids name = ids(person.tokens);
        auto [at, fresh] = by_name_.try_emplace(name, no_entity);
        if (fresh) {
            at->second = make(person);
            index({name, at->second, person.tokens.first});
        }
        person.entity = at->second;
    }

    void index(Name name) {
        if (const std::string sounds = consonants(name.ids); !sounds.empty())
            by_sound_[sounds].push_back(names_.size());
        by_end_[name.ids.back()].push_back(names_.size());
        by_start_[name.ids.front()].push_back(names_.size());
        names_.push_back(std::move(name));
    }

    /// How many of a row are looked at, however long it is.
    static std::ptrdiff_t most_of(const NameRow& row) {
        constexpr std::size_t most = 64;
        return static_cast<std::ptrdiff_t>(std::min(most, row.size()));
    }

    /// What two spellings of a name from another script have in common: `thnglnsslth`. Empty where they would
    /// say too little.
    static std::string consonants(const Ids& name) {
        constexpr std::size_t shortest_word = 5, fewest = 7;
        std::string sounds;
        for (const SyllableId id : name) {
            if (name.size() < 2 || is_vietnamese_syllable(id)) return {};
            const std::string word = fold(syllable_text(id), {true, true, true});
            if (word.size() < shortest_word) return {};
            for (const char letter : word)
                if (std::string_view("aeiouy").find(letter) == std::string_view::npos) sounds += letter;
            sounds += ' ';
        }
        return sounds.size() >= fewest + name.size() ? sounds : std::string();
    }

    /// Names whose first or last word is that of `part`: at most a few, however many there are.
    NameIndexes candidates(const Ids& part) const {
        NameIndexes out;
        for (const auto& [table, id] :
             {std::pair(&by_end_, part.back()), std::pair(&by_start_, part.front())})
            if (const auto known = table->find(id); known != table->end())
                out.insert(out.end(), known->second.begin(), known->second.begin() + most_of(known->second));
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    /// The entity that stands for all that were found to be one with it.
    EntityIndex root(EntityIndex entity) const {
        for (auto at = same_.find(entity); at != same_.end(); at = same_.find(entity)) entity = at->second;
        return entity;
    }

    /// Whether two full names of one length are one but for one syllable's marks or one letter.
    bool near(const Ids& a, const Ids& b) const {
        if (a.size() != b.size() || a.size() < 2) return false;
        if (a.size() == 2 && a[0] == b[1] && a[1] == b[0]) return true;
        if (const std::string sounds = consonants(a); !sounds.empty() && sounds == consonants(b)) return true;
        if (a.size() >= 4 && a.back() == b.back() && std::is_permutation(a.begin(), a.end(), b.begin()))
            return true;
        std::size_t differing = 0, at = 0;
        for (std::size_t i = 0; i < a.size(); ++i)
            if (a[i] != b[i]) {
                ++differing;
                at = i;
            }
        if (differing != 1) return false;
        const std::string x(syllable_text(a[at])), y(syllable_text(b[at]));
        const bool initial = a.size() >= 3 && at > 0 && at + 1 < a.size() && (x.size() == 1 || y.size() == 1);
        if (initial && x.front() == y.front()) return true; // `John F. Adams`
        if (a.size() >= 3 && fold(x, {true, true, true}) == fold(y, {true, true, true})) return true;
        const std::size_t shorter = std::min(code_point_count(x), code_point_count(y));
        return shorter >= 5 && edit_distance(x, y) <= (shorter >= 7 ? 2u : 1u);
    }

    void join_misspellings() {
        for (std::size_t i = 0; i < names_.size(); ++i) {
            NameIndexes others = candidates(names_[i].ids);
            if (const Ids& name = names_[i].ids; name.size() == 2 && !is_vietnamese_syllable(name.back())) {
                const NameIndexes turned = candidates({name[1], name[0]}); // `Abe Shinzo`
                others.insert(others.end(), turned.begin(), turned.end());
                std::sort(others.begin(), others.end());
            }
            if (const auto alike = by_sound_.find(consonants(names_[i].ids)); alike != by_sound_.end()) {
                others.insert(others.end(), alike->second.begin(),
                              alike->second.begin() + most_of(alike->second));
                std::sort(others.begin(), others.end());
            }
            for (const std::size_t j : others) {
                if (j >= i) break;
                if (root(names_[j].entity) == root(names_[i].entity) || !near(names_[i].ids, names_[j].ids))
                    continue;
                same_[root(names_[i].entity)] = root(names_[j].entity);
                break;
            }
        }
    }

    /// `Leopoldo Cintra` is the `Leopoldo Cintra Frías` of the article.
    void join_parts() {
        for (const Name& part : names_)
            for (const std::size_t other : candidates(part.ids)) {
                const Name& name = names_[other];
                if (name.ids.size() <= part.ids.size() || root(name.entity) == root(part.entity)) continue;
                const bool front = std::equal(part.ids.begin(), part.ids.end(), name.ids.begin());
                const bool tail = std::equal(part.ids.rbegin(), part.ids.rend(), name.ids.rbegin());
                const bool ends = part.ids.size() == 2 && part.ids.front() == name.ids.front() &&
                                  part.ids.back() == name.ids.back() &&
                                  !is_vietnamese_syllable(part.ids.back());
                if (!front && !tail && !ends) continue;
                same_[root(part.entity)] = root(name.entity);
                break;
            }
    }

    /// `V. Putin`: the first letter, taken off the words.
    std::string initials(const PersonPhrase& person, Ids& part) const {
        const Token& first = reading_.token(person.tokens.first);
        if (part.size() < 2 || first.shape != Shape::upper || first.span.end - first.span.start != 1)
            return {};
        const std::string letter(syllable_text(part.front()));
        part.erase(part.begin());
        return letter;
    }

    /// A part of a full name: the last syllable (`ông Thành`), the last two, a Western surname.
    void shorter(PersonPhrase& person) {
        Ids part = ids(person.tokens);
        const std::string initial = initials(person, part);
        if (part.empty()) return;
        const Name* best = nullptr;
        const Name* family = nullptr; // `ông Tập`: the only one of that surname
        bool kin = false;
        for (const std::size_t other : candidates(part)) {
            const Name& name = names_[other];
            if (name.ids.size() <= part.size()) continue;
            const bool tail = std::equal(part.rbegin(), part.rend(), name.ids.rbegin());
            const bool front = std::equal(part.begin(), part.end(), name.ids.begin()) &&
                               !reading_.lexicon.begins(Use::surname, part.front());
            if (part.size() == 1 && !tail && name.ids.front() == part.front()) {
                kin = kin || (family != nullptr && family->entity != name.entity);
                family = &name;
            }
            if (!tail && !front) continue;
            if (!initial.empty() && !fold(table_[name.entity].name).starts_with(initial)) continue;
            if (best == nullptr || name.first < person.tokens.first) best = &name;
        }
        if (best == nullptr && initial.empty() && !kin && person.strong) best = family;
        if (best != nullptr && (person.strong || part.size() > 1))
            person.entity = best->entity;
        else if (best == nullptr && person.strong)
            lone(person);
    }

    /// One word after an office that no fuller name explains (`Tổng thống Putin`).
    void lone(PersonPhrase& person) {
        const bool coined =
            ids(person.tokens).size() > 1 || !is_vietnamese_syllable(reading_.token(person.tokens.first).id);
        if (!coined || names_a_firm(person) || governed(person)) return;
        person.entity = make(person);
        index({ids(person.tokens), person.entity, person.tokens.first});
    }

    /// `Tổng Giám đốc Sputnik, John Carter`: one word before the name of the holder is that of the firm.
    bool names_a_firm(const PersonPhrase& person) const {
        const auto limit = static_cast<TokenIndex>(reading_.document.tokens.size());
        const TokenIndex comma = person.tokens.last;
        if (person.tokens.size() > 1 || !reading_.is_mark(comma, limit, U',')) return false;
        return person_end(reading_, comma + 1, limit, false) > comma + 2;
    }

    /// `Thị trưởng Tarnow`: one word that is no part of a name told of is the place of the office.
    bool governed(const PersonPhrase& person) const {
        static const std::pair<SyllableId, SyllableId> offices[] = {
            {intern_syllable("thị"), intern_syllable("trưởng")},
            {intern_syllable("tỉnh"), intern_syllable("trưởng")},
            {intern_syllable("thống"), intern_syllable("đốc")}};
        const TokenIndex at = person.tokens.first;
        if (person.tokens.size() > 1 || at < 2) return false;
        const std::pair<SyllableId, SyllableId> before{reading_.token(at - 2).id, reading_.token(at - 1).id};
        return std::find(std::begin(offices), std::end(offices), before) != std::end(offices);
    }

    void note(const PersonPhrase& person) {
        if (person.entity == no_entity) return;
        const std::string written = reading_.document.slice(person.tokens);
        table_.add_form(person.entity, written);
        table_.mention(person.tokens, person.entity,
                       person.strong ? "person.after-office" : "person.by-shape", false);
        if (person.alias.size() == 0) return;
        table_.add_form(person.entity, reading_.document.slice(person.alias));
        table_.mention(person.alias, person.entity, "person.other-spelling", false);
    }

    Reading& reading_;
    EntityTable& table_;
    std::map<Ids, EntityIndex> by_name_;
    std::vector<Name> names_;
    std::unordered_map<SyllableId, NameRow> by_start_, by_end_; ///< names by first and last word
    std::unordered_map<std::string, NameRow> by_sound_;         ///< of two or more foreign words
    std::map<EntityIndex, EntityIndex> same_;
};

} // namespace

void resolve_persons(Reading& reading, EntityTable& table) {
    PersonResolver(reading, table).run();
}

} // namespace banggiao::extract
