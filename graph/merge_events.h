// Takes ATTENDED, TOOK_PART and HELD_IN edges. Hands out the events of articles with their sides. Private to
// graph/.
#pragma once

#include <banggiao/graph/merge_state.h>

#include <array>

namespace banggiao::merging {

/// Who stood on one side: groups as first made, roots once settled.
struct EventSide {
    std::vector<GroupId> people;
    std::vector<GroupId> bodies;
    std::string lead; ///< for the key: the first person's name, else the first body's; empty if nobody
    bool empty() const { return people.empty() && bodies.empty(); }
};

/// An event of one article, or several with one key.
struct EventGroup {
    std::string kind;
    std::optional<PartialDate> date;
    std::optional<PartialDate> published;
    std::uint32_t text = 0; ///< its article, of several with one text the first; of one article's event
    std::vector<GroupId> places;
    std::array<EventSide, 3> sides; ///< host, guest, other

    /// Takes in what another article says of the same event.
    void add(const EventGroup& other);
};

/// Whether an office or a body is one of a place, as their ids say.
bool is_at_home(std::string_view who, std::string_view place);
/// 0 host, 1 guest, 2 other or unsaid.
std::size_t side_index(const LocalEdge& edge);

/// By mention of an event. REQUIRES: places, organisations and officials are grouped.
std::unordered_map<LocalId, EventGroup> collect_sides(const State& state);

} // namespace banggiao::merging
