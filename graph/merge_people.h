// Takes what articles say of a group of officials. Hands out whether two groups can be one person. Private to
// graph/.
#pragma once

#include <banggiao/graph/merge_state.h>

#include <algorithm>
#include <set>

namespace banggiao::merging {

/// What the merge knows of one group of officials: a name and one body, or a name and no body. Places are
/// whatever names a place's node: its root, or its least key.
template <typename Place>
struct PersonOf {
    const NameForms* forms = nullptr;
    std::set<Place> jurisdictions; ///< empty: Việt Nam as a whole or unsaid
    std::set<Place>
        surroundings; ///< of a group without an office or its body's place: where its articles are
    std::set<std::string> titles; ///< of the body
    std::set<std::string> loose;  ///< titles whose body the articles do not name
    bool firm = false;            ///< has an office of a body that tells people apart
    bool high = false;
    std::int32_t first_day = 0; ///< 0 unknown
    std::int32_t last_day = 0;

    void see(std::int32_t day) { see_day(first_day, last_day, day); }
};

/// Years between two people's sightings; 0 if they overlap or one was never dated.
template <typename Place>
std::int32_t years_apart(const PersonOf<Place>& a, const PersonOf<Place>& b) {
    if (a.first_day == 0 || b.first_day == 0) return 0;
    return std::max({0, (a.first_day - b.last_day) / 10000, (b.first_day - a.last_day) / 10000});
}

template <typename T>
bool share(const std::set<T>& a, const std::set<T>& b) {
    return std::any_of(a.begin(), a.end(), [&](const T& each) { return b.contains(each); });
}

/// The same name, and no longer apart than a career lasts.
template <typename Place>
bool can_be_one_career(const PersonOf<Place>& a, const PersonOf<Place>& b) {
    constexpr std::int32_t longest_career = 20;
    return same_but_for_lost_marks(*a.forms, *b.forms) && years_apart(a, b) <= longest_career;
}

/// The name of the body of an office, and where it is: `sở-ngoại-vụ` and `VN-13`.
struct BodyName {
    std::string_view core;
    std::string_view place; ///< empty if the articles do not say
};

/// Of the key of a group of officials.
inline BodyName body_name(std::string_view key) {
    std::string_view body = key.substr(std::min(key.find('@') + 1, key.size()));
    std::size_t end = std::min(body.find_first_of("@~"), body.size());
    bool placed = end < body.size() && body[end] == '@';
    return {body.substr(0, end), placed ? body.substr(end + 1) : std::string_view()};
}

/// Whether the holder of an office of a body without its place can be that of a body so named with one.
template <typename Place>
bool holds_same_title(std::string_view unplaced, const PersonOf<Place>& person, std::string_view placed,
                      const PersonOf<Place>& other) {
    BodyName body = body_name(placed);
    constexpr std::int32_t longest_term = 10;
    return other.firm && !body.place.empty() && body.core == body_name(unplaced).core &&
           share(person.titles, other.titles) && same_but_for_lost_marks(*person.forms, *other.forms) &&
           years_apart(person, other) <= longest_term &&
           (person.surroundings.empty() || share(person.surroundings, other.jurisdictions));
}

/// Whether someone without a telling office can be one with such an office.
template <typename Place>
bool agrees(const PersonOf<Place>& vague, const PersonOf<Place>& firm) {
    constexpr std::int32_t longest_gap = 10;
    if (!same_but_for_lost_marks(*vague.forms, *firm.forms) || years_apart(vague, firm) > longest_gap)
        return false;
    if (!vague.loose.empty() && !share(vague.loose, firm.titles)) return false;
    if (!vague.jurisdictions.empty() && !firm.jurisdictions.empty())
        return share(vague.jurisdictions, firm.jurisdictions);
    return firm.jurisdictions.empty() || vague.surroundings.empty() ||
           share(vague.surroundings, firm.jurisdictions);
}

/// Whether two of one name that nobody firm answers to were seen at about one time.
template <typename Place>
bool are_near(const PersonOf<Place>& a, const PersonOf<Place>& b) {
    constexpr std::int32_t longest_gap = 5;
    return years_apart(a, b) <= longest_gap;
}

} // namespace banggiao::merging
