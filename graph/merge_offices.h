// Takes HOLDS edges. Hands out the offices of every official mentioned: body, title, and how much it tells.
// Private to graph/.
#pragma once

#include <banggiao/graph/merge_state.h>

#include <map>

namespace banggiao::merging {

/// An office of one official in one article.
struct Office {
    GroupId body;
    std::string base;    ///< slug of the title without `quyền`, `nguyên`, `cựu`
    bool former = false; ///< `nguyên`, `cựu`
    bool broad = false;  ///< mere membership of a large body
};

/// Offices by mention.
class Offices {
  public:
    Offices() = default;
    std::span<const Office> of(LocalId local) const;

  private:
    friend Offices collect_offices(State& state);
    std::vector<Office> offices_; ///< by mention
    std::vector<std::uint32_t> first_;
};

/// REQUIRES: places and organisations are grouped.
Offices collect_offices(State& state);

/// Whether an official is named by an office alone: `Chủ tịch UBND tỉnh Quảng Ninh`.
bool is_office_only(const Local& official, std::span<const Office> offices);

/// A title's slug without what says when it was held.
std::string base_title(std::string_view title_slug);
bool is_former(std::string_view title_slug);
/// Offices of the leading ranks: minister, secretary, chairman and their deputies, ambassador, head of state.
bool is_high_office(std::string_view base);
/// Offices that one person holds at a time: minister, chairman, secretary, governor, head of state.
bool is_single_seat(std::string_view base);

/// One person in one office: from the first to the last day an article says so.
struct Tenure {
    std::int32_t first, last;
    std::string_view key; ///< the least that the person is so seen under
    auto operator<=>(const Tenure&) const = default;
};

/// Those who hold a seat for one at one time. `body`: the id of its body's node. merge_conflicts.cpp
std::vector<Conflict> two_holders(std::vector<Tenure> tenures, std::string_view title, std::string_view body);

/// From the first to the last day that articles see one person in an office.
template <typename Who>
struct Term {
    std::int32_t first, last;
    Who who; ///< the least that they are so seen under

    bool covers(std::int32_t day) const { return first <= day && day <= last; }
    bool is_within_a_year(std::int32_t day) const {
        constexpr std::int32_t year = 10000;
        return first - day <= year && day - last <= year;
    }
};

/// The one holder seen before and after the day; if there is none, the only one seen within a year of it.
/// Null if nobody or several are.
template <typename Node, typename Who>
const Term<Who>* holder_on(const std::map<Node, Term<Who>>& holders, std::int32_t day) {
    for (bool exactly : {true, false}) {
        std::vector<const Term<Who>*> found;
        for (const auto& [node, term] : holders)
            if (exactly ? term.covers(day) : term.is_within_a_year(day)) found.push_back(&term);
        if (!found.empty()) return found.size() == 1 ? found.front() : nullptr;
    }
    return nullptr;
}

/// Joins people named by an office alone to the one known to have held it then. REQUIRES: the others are
/// joined.
void join_holders(State& state, const Offices& offices); // merge_holders.cpp

} // namespace banggiao::merging
