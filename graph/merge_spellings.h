// Takes names. Hands out whether they can be one name written twice: short forms, transliterations, other
// orders, misspellings. Private to graph/.
#pragma once

#include <banggiao/graph/merge_offices.h>

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

/// Joins people whose names are alike and who hold the same office of the same body at about the same time.
void join_spellings(State& state, const Offices& offices);

} // namespace banggiao::merging
