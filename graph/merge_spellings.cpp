// Takes officials of one office. Hands out which of them are one person whose name is written in two ways.
#include <banggiao/graph/merge_alike.h>
#include <banggiao/graph/split.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
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
    auto few = split(part, '-');
    auto many = split(whole, '-');
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
    const NameForms* forms;
    Sightings sightings;

    void see(std::int32_t day) {
        ++sightings.count;
        see_day(sightings.first_day, sightings.last_day, day);
    }
};

using Seat = std::pair<GroupId, std::string>; ///< root of the body, title

class SpellingJoiner {
  public:
    SpellingJoiner(State& state, const Offices& offices) : state_(state), offices_(offices) {}

    void run() {
        collect();
        std::vector<const std::pair<const Seat, Holders>*> shared;
        for (const auto& seat : seats_)
            if (seat.second.size() > 1) shared.push_back(&seat);
        const auto order = [&](const auto* seat) {
            return std::pair<std::string_view, std::string_view>(state_.groups.key(seat->first.first),
                                                                 seat->first.second);
        };
        std::sort(shared.begin(), shared.end(),
                  [&](const auto* a, const auto* b) { return order(a) < order(b); });
        for (const auto* seat : shared) compare(is_single_seat(seat->first.second), seat->second);
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
                Holder& holder =
                    seats_[std::move(seat)]
                        .try_emplace(official.group,
                                     Holder{official.group, nullptr, {0, 0, 0, state_.key_of(local)}})
                        .first->second;
                take_least(holder.forms, official.forms);
                holder.see(state_.articles[official.article].day);
            }
        }
    }

    const NameShape& shape(const Holder& holder) {
        return shapes_.try_emplace(holder.forms, *holder.forms).first->second;
    }

    void compare(bool single, const Holders& all) {
        std::vector<AlikeInOffice<SpellingJoiner>::Holder> holders;
        for (const auto& [group, holder] : all) holders.push_back({group, &shape(holder), holder.sightings});
        std::sort(holders.begin(), holders.end(),
                  [](const auto& a, const auto& b) { return a.sightings.key < b.sightings.key; });
        std::vector<const NameShape*> names;
        for (const auto& holder : holders) names.push_back(holder.name);
        AlikeInOffice<SpellingJoiner>(*this, holders, single)
            .join(pairs_to_compare(names, crowded_marks(names)));
    }

    // What the rules on one office ask (merge_alike.h).

    friend class AlikeInOffice<SpellingJoiner>;
    using Who = GroupId;

    GroupId root(GroupId group) const { return state_.groups.root(group); }
    void join(GroupId a, GroupId b, const char* rule, const char* reason) {
        state_.groups.join(a, b, rule, reason);
    }
    void note(const char* rule, std::vector<GroupId> groups, const char* reason) {
        state_.groups.note(rule, std::move(groups), reason);
    }

    State& state_;
    const Offices& offices_;
    std::unordered_map<const NameForms*, NameShape> shapes_;
    std::map<Seat, Holders> seats_;
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
    auto words = split(forms.slug, '-');
    std::set<std::string> marks{"skeleton " + name.skeleton, "name " + forms.key,
                                "word " + std::string(words.front()), "word " + std::string(words.back()),
                                "words " + name.in_one_order};
    for (std::size_t i = 0; i < forms.key.size(); ++i)
        marks.insert("name " + std::string(forms.key).erase(i, 1));
    return marks;
}

namespace {

/// Whether one letter taken from each, or from neither or only one, can leave the same.
bool may_differ_in_a_letter(std::string_view a, std::string_view b) {
    if (a.size() < b.size()) std::swap(a, b);
    if (a.size() > b.size() + 1) return false;
    while (!b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
    while (!b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
    if (a.size() != b.size() || a.size() < 2) return a.size() < 2;
    return a.substr(1) == b.substr(0, b.size() - 1) || b.substr(1) == a.substr(0, a.size() - 1);
}

} // namespace

bool may_share_mark(const NameForms& a, std::string_view skeleton_a, const NameForms& b,
                    std::string_view skeleton_b) {
    const auto first_word = [](std::string_view slug) { return slug.substr(0, slug.find('-')); };
    const auto sum = [](std::string_view text) { return std::accumulate(text.begin(), text.end(), 0); };
    return skeleton_a == skeleton_b || first_word(a.slug) == first_word(b.slug) ||
           last_word(a.slug) == last_word(b.slug) || may_differ_in_a_letter(a.key, b.key) ||
           (a.slug.size() == b.slug.size() && sum(a.slug) == sum(b.slug));
}

std::unordered_set<std::string> crowded_marks(std::span<const NameShape* const> names) {
    std::unordered_set<std::string> crowded;
    if (names.size() <= most_with_one_mark) return crowded;
    std::unordered_map<std::string, std::size_t> counts;
    for (const NameShape* name : names)
        for (const std::string& mark : marks_of_likeness(*name))
            if (++counts[mark] > most_with_one_mark) crowded.insert(mark);
    return crowded;
}

std::vector<NumberPair> pairs_to_compare(std::span<const NameShape* const> names,
                                         const std::unordered_set<std::string>& crowded) {
    std::unordered_map<std::string, std::vector<std::uint32_t>> blocks;
    for (std::uint32_t number = 0; number < names.size(); ++number)
        for (const std::string& mark : marks_of_likeness(*names[number]))
            if (!crowded.contains(mark)) blocks[mark].push_back(number);
    std::vector<NumberPair> pairs;
    for (const auto& [mark, block] : blocks)
        for (std::size_t i = 1; i < block.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) pairs.emplace_back(block[j], block[i]);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

const char* rule_of(Likeness likeness) {
    return likeness == Likeness::short_form        ? "official.short-form"
           : likeness == Likeness::transliteration ? "official.transliteration"
           : likeness == Likeness::name_order      ? "official.name-order"
           : likeness == Likeness::same_surname    ? "official.same-surname"
                                                   : "official.misspelling";
}

Likeness form_of(const NameShape& written, const Sightings& seen, const NameShape& full,
                 const Sightings& full_seen, bool single_seat) {
    if (!at_about_one_time(seen, full_seen)) return Likeness::unlike;
    Likeness alike = likeness(written, full, single_seat);
    return can_be_form_of(seen, full_seen, alike) ? alike : Likeness::unlike;
}

bool looks_vietnamese(std::string_view slug) {
    auto words = split(slug, '-');
    return std::all_of(words.begin(), words.end(), [](std::string_view word) {
        return is_vietnamese_syllable(fold(word, {.marks = true}));
    });
}

NameShape::NameShape(const NameForms& its_forms)
    : forms(&its_forms), vietnamese(looks_vietnamese(its_forms.slug)),
      skeleton(consonant_skeleton(its_forms.key)),
      in_one_order(merging::in_one_order(split(its_forms.slug, '-'))) {}

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
