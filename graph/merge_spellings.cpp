// Takes officials of one office. Hands out which of them are one person whose name is written in two ways.
#include <banggiao/graph/merge_known.h>
#include <banggiao/graph/merge_spellings.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace banggiao::merging {

namespace {

bool is_vowel(char letter) {
    return std::string_view("aeiouy").find(letter) != std::string_view::npos;
}

struct Sound {
    std::string_view written;
    char sound;
};

/// Longest first. Sounds that transliteration confuses share a letter.
constexpr std::array<Sound, 30> sounds{
    {{"ngh", 'n'}, {"sch", 's'}, {"th", 't'}, {"ph", 'f'}, {"kh", 'k'}, {"ng", 'n'}, {"nh", 'n'}, {"ch", 'c'},
     {"sh", 's'},  {"tr", 't'},  {"gh", 'g'}, {"ts", 's'}, {"x", 's'},  {"s", 's'},  {"z", 's'},  {"c", 'k'},
     {"k", 'k'},   {"q", 'k'},   {"v", 'v'},  {"w", 'v'},  {"l", 'l'},  {"r", 'l'},  {"d", 't'},  {"t", 't'},
     {"j", 's'},   {"b", 'b'},   {"p", 'p'},  {"f", 'f'},  {"m", 'm'},  {"n", 'n'}}};

char take_sound(std::string_view& rest) {
    for (const Sound& each : sounds) {
        if (!rest.starts_with(each.written)) continue;
        rest.remove_prefix(each.written.size());
        return each.sound;
    }
    char letter = rest.front();
    rest.remove_prefix(1);
    return letter;
}

bool is_vietnamese_syllable(std::string_view bare) {
    constexpr std::array<std::string_view, 27> onsets{"ngh", "th", "ph", "kh", "ng", "nh", "ch", "tr", "gi",
                                                      "gh",  "qu", "b",  "c",  "d",  "g",  "h",  "k",  "l",
                                                      "m",   "n",  "p",  "r",  "s",  "t",  "v",  "x",  ""};
    constexpr std::array<std::string_view, 9> codas{"ng", "nh", "ch", "c", "m", "n", "p", "t", ""};
    for (std::string_view onset : onsets) {
        if (!bare.starts_with(onset)) continue;
        bare.remove_prefix(onset.size());
        break;
    }
    std::size_t vowels = 0;
    while (vowels < bare.size() && is_vowel(bare[vowels])) ++vowels;
    return vowels >= 1 && vowels <= 3 &&
           std::find(codas.begin(), codas.end(), bare.substr(vowels)) != codas.end();
}

std::vector<std::string_view> words_of(std::string_view slug) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at <= slug.size();) {
        std::size_t hyphen = std::min(slug.find('-', at), slug.size());
        words.push_back(slug.substr(at, hyphen - at));
        at = hyphen + 1;
    }
    return words;
}

/// `abe-shinzo` of `shinzo-abe` and of itself.
std::string in_one_order(std::vector<std::string_view> words) {
    std::sort(words.begin(), words.end());
    std::string joined;
    for (std::string_view word : words) joined.append(joined.empty() ? "" : "-").append(word);
    return joined;
}

std::string_view last_word(std::string_view slug) {
    return slug.substr(slug.rfind('-') + 1);
}

/// `v` of `v-putin`.
bool is_initial_of(std::string_view letter, std::string_view word) {
    return word.size() > letter.size() && word.starts_with(letter) && code_point_count(letter) == 1;
}

/// All words of the one, one of them at least in full, occur in the other, in order; and the other says more.
bool is_short_form(std::string_view part, std::string_view whole) {
    auto few = words_of(part);
    auto many = words_of(whole);
    std::size_t at = 0, in_full = 0;
    for (std::string_view word : many) {
        if (at == few.size()) break;
        bool equal = few[at] == word;
        if (!equal && !is_initial_of(few[at], word)) continue;
        in_full += equal ? 1 : 0;
        ++at;
    }
    return at == few.size() && in_full > 0 && (few.size() < many.size() || in_full < few.size());
}

/// A name under which an office was held, and when.
struct Holder {
    GroupId group;
    NameShape name;
    Sightings sightings;

    void see(std::int32_t day) {
        ++sightings.count;
        see_day(sightings.first_day, sightings.last_day, day);
    }
};

std::string_view rule_of(Likeness likeness) {
    return likeness == Likeness::short_form        ? "official.short-form"
           : likeness == Likeness::transliteration ? "official.transliteration"
           : likeness == Likeness::name_order      ? "official.name-order"
           : likeness == Likeness::same_surname    ? "official.same-surname"
                                                   : "official.misspelling";
}

using Seat = std::pair<GroupId, std::string>; ///< root of the body, title

class SpellingJoiner {
  public:
    SpellingJoiner(State& state, const Offices& offices) : state_(state), offices_(offices) {}

    void run() {
        collect();
        for (auto& [seat, holders] : seats_) {
            if (holders.size() > 1) compare(seat, holders);
        }
        if (!state_.index) return;
        NodeNames nodes(state_);
        std::map<GroupId, std::set<GroupId>> bodies; // by person
        for (auto [group, body] : alike_) bodies[state_.groups.root(group)].insert(body);
        for (const auto& [person, several] : bodies)
            for (GroupId body : several)
                if (several.size() > 1) state_.index->bodies_of_alike_names.insert(nodes.of(body));
    }

  private:
    using Holders = std::map<GroupId, Holder>; ///< by group: a name with its body

    void collect() {
        for (LocalId local = 0; local < state_.locals.size(); ++local) {
            const Local& official = state_.locals[local];
            if (official.kind != Kind::official || official.inferred) continue;
            for (const Office& office : offices_.of(local)) {
                if (office.broad || office.base.empty()) continue;
                Seat seat{state_.groups.root(office.body), office.base};
                Holders& holders = seats_[seat];
                auto holder = holders.find(official.group);
                if (holder == holders.end())
                    holder =
                        holders
                            .emplace(official.group,
                                     Holder{official.group, shape(official), {0, 0, 0, state_.key_of(local)}})
                            .first;
                holder->second.see(state_.articles[official.article].day);
            }
        }
    }

    const NameShape& shape(const Local& official) {
        return shapes_.try_emplace(official.forms, *official.forms).first->second;
    }

    /// Holders by what names that can be alike have in common.
    static std::unordered_map<std::string, std::vector<const Holder*>> candidates(const Holders& holders) {
        std::unordered_map<std::string, std::vector<const Holder*>> blocks;
        for (const auto& [group, holder] : holders) {
            for (const std::string& key : marks_of_likeness(holder.name)) blocks[key].push_back(&holder);
        }
        return blocks;
    }

    void compare(const Seat& seat, const Holders& holders) {
        bool single = is_single_seat(seat.second);
        std::map<GroupId, std::map<GroupId, Likeness>> full_forms; // by group: groups it can be
        for (const auto& [key, block] : candidates(holders)) {
            if (block.size() > most_with_one_mark) continue;
            for (const Holder* one : block) {
                for (const Holder* other : block)
                    if (one != other) consider(*one, *other, single, full_forms[one->group]);
            }
        }
        for (const auto& [group, full] : full_forms) {
            if (!full.empty()) alike_.emplace_back(group, seat.first);
            for (const auto& [other, how] : full) alike_.emplace_back(other, seat.first);
        }
        for (Likeness alike : {Likeness::transliteration, Likeness::name_order, Likeness::misspelling,
                               Likeness::same_surname, Likeness::short_form}) {
            for (const auto& [group, full] : full_forms) decide(group, full, alike);
        }
    }

    void consider(const Holder& written, const Holder& full, bool single,
                  std::map<GroupId, Likeness>& found) {
        if (found.contains(full.group) || !at_about_one_time(written.sightings, full.sightings) ||
            state_.groups.root(written.group) == state_.groups.root(full.group))
            return;
        Likeness alike = likeness(written.name, full.name, single);
        if (can_be_form_of(written.sightings, full.sightings, alike)) found.emplace(full.group, alike);
    }

    /// Transliterations of one name are all one; of other likenesses exactly one name must fit.
    void decide(GroupId group, const std::map<GroupId, Likeness>& full, Likeness alike) {
        std::map<GroupId, GroupId> nodes; // root, a group of it
        for (const auto& [other, how] : full) {
            bool is_other = state_.groups.root(other) != state_.groups.root(group);
            if (how == alike && is_other) nodes.emplace(state_.groups.root(other), other);
        }
        if (nodes.size() > 1 && alike != Likeness::transliteration) {
            std::vector<GroupId> others;
            for (auto [root, other] : nodes) others.push_back(other);
            state_.groups.note_each("official.kept-apart", group, others,
                                    "it can be a form of several names in one office");
            return;
        }
        for (auto [root, other] : nodes) {
            state_.groups.join(other, group, rule_of(alike),
                               "names alike, the same office at about the same time");
        }
    }

    State& state_;
    const Offices& offices_;
    std::unordered_map<const NameForms*, NameShape> shapes_;
    std::map<Seat, Holders> seats_;
    std::vector<std::pair<GroupId, GroupId>> alike_; ///< names alike, and the body of the office
};

} // namespace

std::string consonant_skeleton(std::string_view name_key) {
    std::string skeleton;
    while (!name_key.empty()) {
        if (is_vowel(name_key.front())) {
            name_key.remove_prefix(1);
            continue;
        }
        char sound = take_sound(name_key);
        if (skeleton.empty() || skeleton.back() != sound) skeleton += sound;
    }
    return skeleton;
}

bool at_about_one_time(const Sightings& a, const Sightings& b) {
    constexpr std::int32_t years = 3 * 10000;
    if (a.first_day == 0 || b.first_day == 0) return true;
    return a.first_day - b.last_day <= years && b.first_day - a.last_day <= years;
}

bool can_be_form_of(const Sightings& written, const Sightings& full, Likeness alike) {
    if (alike == Likeness::unlike || !at_about_one_time(written, full)) return false;
    bool is_rarer = written.count != full.count ? written.count < full.count : full.key < written.key;
    return alike == Likeness::short_form || is_rarer;
}

std::set<std::string> marks_of_likeness(const NameShape& name) {
    const NameForms& forms = *name.forms;
    auto words = words_of(forms.slug);
    std::set<std::string> marks{"skeleton " + name.skeleton, "name " + forms.key,
                                "word " + std::string(words.front()), "word " + std::string(words.back()),
                                "words " + name.in_one_order};
    for (std::size_t i = 0; i < forms.key.size(); ++i)
        marks.insert("name " + std::string(forms.key).erase(i, 1));
    return marks;
}

bool looks_vietnamese(std::string_view slug) {
    auto words = words_of(slug);
    return std::all_of(words.begin(), words.end(), [](std::string_view word) {
        return is_vietnamese_syllable(fold(word, {.marks = true}));
    });
}

NameShape::NameShape(const NameForms& its_forms)
    : forms(&its_forms), vietnamese(looks_vietnamese(its_forms.slug)),
      skeleton(consonant_skeleton(its_forms.key)),
      in_one_order(merging::in_one_order(words_of(its_forms.slug))) {}

Likeness likeness(const NameShape& written, const NameShape& full, bool single_seat) {
    const NameForms &one = *written.forms, &other = *full.forms;
    if (one.exact == other.exact) return Likeness::unlike;
    if (is_short_form(one.slug, other.slug)) return Likeness::short_form;
    bool vietnamese = written.vietnamese && full.vietnamese;
    if (!vietnamese && written.in_one_order == full.in_one_order) return Likeness::name_order;
    constexpr std::size_t shortest_skeleton = 3;
    if (!vietnamese && written.skeleton.size() >= shortest_skeleton && written.skeleton == full.skeleton)
        return Likeness::transliteration;
    constexpr std::size_t shortest_name = 6;
    std::size_t longer = std::max(one.key.size(), other.key.size());
    constexpr std::size_t longest_letter = 4; // in bytes
    bool can_be_misprint = one.key.size() >= shortest_name && (single_seat || !vietnamese) &&
                           longer - std::min(one.key.size(), other.key.size()) <= longest_letter;
    if (can_be_misprint && edit_distance(one.key, other.key) <= 1) return Likeness::misspelling;
    bool surname = single_seat && !vietnamese && last_word(one.slug) == last_word(other.slug);
    return surname ? Likeness::same_surname : Likeness::unlike;
}

void join_spellings(State& state, const Offices& offices) {
    SpellingJoiner(state, offices).run();
}

} // namespace banggiao::merging
