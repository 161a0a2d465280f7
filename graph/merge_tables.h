// Takes nothing. Hands out what the merge knows of the world: Vietnam's provinces before and since July 2025,
// and the central bodies that were merged or renamed. Private to graph/.
#pragma once

#include <span>
#include <string_view>

namespace banggiao::merging {

/// One of the 63 provinces and the one of the 34 it is part of since 1 July 2025.
struct ProvinceRow {
    std::string_view code; ///< ISO 3166-2
    std::string_view name;
    std::string_view successor; ///< code of the old province whose name today's unit bears
};

/// A central body and what took its work over.
struct SuccessionRow {
    std::string_view name;
    std::string_view successor;
    std::string_view date; ///< from when on
};

/// A body that only one country has, by words of its name as keys have them.
struct ForeignBodyRow {
    std::string_view slug;
    std::string_view country; ///< ISO 3166-1
};

/// A city that is a region by itself, with a code of its own.
struct CityRegionRow {
    std::string_view code; ///< ISO 3166-2
    std::string_view city; ///< words of its name without marks, joined by hyphens
};

inline constexpr std::string_view reform_date = "2025-07-01";

std::span<const ProvinceRow> provinces();
std::span<const SuccessionRow> successions();
/// Departments that every province has one of.
std::span<const SuccessionRow> department_successions();
std::span<const ForeignBodyRow> foreign_bodies();

const ProvinceRow* find_province(std::string_view code);
/// By name, folded without marks; null if no province has it.
const ProvinceRow* find_province_by_name(std::string_view name_key);
/// Whether today's unit of this code is larger than the old one of the same name: one of the 23.
bool is_enlarged(std::string_view code);
/// The code of the region that a city is by itself: `JP-13` of `JP/tokyo`; the code itself for all others.
std::string_view region_of_city(std::string_view code);

} // namespace banggiao::merging
