// Takes ATTENDED, TOOK_PART and HELD_IN edges. Hands out the events of articles with their sides, and the
// keys they are told by. Private to graph/.
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
    std::vector<GroupId> places;
    std::array<EventSide, 3> sides; ///< host, guest, other

    /// Takes in what another article says of the same event.
    void add(const EventGroup& other);
};

/// Whether an office or a body is one of a place, as their ids say.
bool is_at_home(std::string_view who, std::string_view place);
/// Of a key of someone told by name alone, what is before the mark of the article; empty of any other.
std::string_view name_alone(std::string_view key);
/// 0 host, 1 guest, 2 other or unsaid.
std::size_t side_index(const LocalEdge& edge);

/// By mention of an event. REQUIRES: places, organisations and officials are grouped.
std::unordered_map<LocalId, EventGroup> collect_sides(const State& state);

/// Whether its date says the day, or the first and the last, of one year.
bool has_exact_date(const EventGroup& event);
/// Date to the day, and someone on both sides, or someone and a place: its key says what it is.
bool is_exact(const EventGroup& event);

/// An event as an article tells it.
struct ToldEvent {
    LocalId local;
    EventGroup event;
    std::string key;
    std::string telling; ///< short for all that could tell it apart; empty where that is the article's own
    bool is_lone;        ///< nothing it says could join it to another
    std::vector<std::string> by_name; ///< keys of those who took part and are told by name alone
};

/// All of an article, in the order of its mentions. What tells all that could tell an event apart in the same
/// way has one key, whoever tells it: of who is told by name alone the name is enough for that. What says too
/// little, or is told twice by the article, is its own.
std::vector<ToldEvent> told_events(const State& state, std::uint32_t article,
                                   const std::unordered_map<LocalId, EventGroup>& sides);
/// Whether it matters that one article tells of both: else they could be one, or fit a third.
bool is_told_beside(const ToldEvent& one, const ToldEvent& other);

} // namespace banggiao::merging
