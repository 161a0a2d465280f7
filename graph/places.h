// Takes the code or English name of a place. Hands out both and where it is. The table is places.tsv,
// compiled in.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace banggiao {

struct Coordinates {
    double latitude = 0;  ///< degrees north
    double longitude = 0; ///< degrees east
};

struct Place {
    std::string_view code;
    std::string_view english;
    Coordinates at;
};

/// By code, or by name without regard to marks and case; null if the table has none. O(log n).
const Place* find_place(std::string_view code_or_name);

/// What a country is called in a language, by their codes: `DE`, `vi` → Đức. The code itself if it is none.
std::string name_of_country(std::string_view code, const char* language);

/// All of them, by code.
std::span<const Place> all_places();

} // namespace banggiao
