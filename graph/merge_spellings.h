// Takes names. Hands out whether they can be one name written twice: short forms, transliterations, other
// orders, misspellings. Private to graph/.
#pragma once

#include <banggiao/graph/merge_offices.h>

#include <set>
#include <span>
#include <unordered_set>
#include <utility>
#include <vector>

namespace banggiao::merging {

enum class Likeness { unlike, short_form, transliteration, name_order, misspelling, same_surname };

/// Consonants as Vietnamese transliteration keeps them: `Thoong-lun Xi-xu-lít` and `Thongloun Sisoulith` give
/// one.
std::string consonant_skeleton(std::string_view name_key);

/// Every syllable can be Vietnamese: a letter more or less then makes another name.
bool looks_vietnamese(std::string_view slug);

/// A name and what comparing it needs, found once.
struct NameShape {
    explicit NameShape(const NameForms& forms);
    const NameForms* forms;
    bool vietnamese;
    std::string skeleton;
    std::string in_one_order; ///< its words, sorted
};

/// How `written` can be `full`. Only a candidate: offices must agree. `single_seat`: the office has one
/// holder.
Likeness likeness(const NameShape& written, const NameShape& full, bool single_seat);

/// How often and when a name was seen in an office.
struct Sightings {
    std::uint32_t count = 0;
    std::int32_t first_day = 0, last_day = 0;
    std::string_view key; ///< of its group
};
bool at_about_one_time(const Sightings& a, const Sightings& b);
/// Whether the one of two alike names is taken for a form of the other.
bool can_be_form_of(const Sightings& written, const Sightings& full, Likeness alike);
/// How the one of two names seen in an office is taken for a form of the other; unlike: it is not.
Likeness form_of(const NameShape& written, const Sightings& seen, const NameShape& full,
                 const Sightings& full_seen, bool single_seat);
const char* rule_of(Likeness likeness);

/// What two names have in common at least once if they can be alike.
std::set<std::string> marks_of_likeness(const NameShape& name);
/// More names of one office than these with a common mark are not compared.
inline constexpr std::size_t most_with_one_mark = 64;
/// Whether two names may have a mark in common, found quickly; `skeletons`: of their folded forms.
bool may_share_mark(const NameForms& a, std::string_view skeleton_a, const NameForms& b,
                    std::string_view skeleton_b);
/// The marks that more names of one office have than are compared.
std::unordered_set<std::string> crowded_marks(std::span<const NameShape* const> names);
using NumberPair = std::pair<std::uint32_t, std::uint32_t>;
/// Of names by their numbers, the pairs that have a mark in common that is none of these; the lesser first.
std::vector<NumberPair> pairs_to_compare(std::span<const NameShape* const> names,
                                         const std::unordered_set<std::string>& crowded);

/// Joins people whose names are alike and who hold the same office of the same body at about the same time.
void join_spellings(State& state, const Offices& offices);

} // namespace banggiao::merging
