// Takes two events of articles. Hands out how well their participants and days fit; and of many events those
// that may fit one. Private to graph/.
#pragma once

#include <banggiao/graph/merge_alike_told.h>
#include <banggiao/graph/merge_events.h>

#include <limits>

namespace banggiao::merging {

/// Days as day_number() counts them; any, where nothing tells.
struct DayWindow {
    static constexpr std::int32_t never = std::numeric_limits<std::int32_t>::min() / 2;
    std::int32_t first = never;
    std::int32_t last = -never;

    static DayWindow of(const PartialDate& date) {
        return {day_number(date.earliest()), day_number(date.latest())};
    }
    std::int32_t count() const { return last - first + 1; }
    /// Whether no more than some days lie between.
    bool lies_near(const DayWindow& other, std::int32_t between) const {
        return first - between <= other.last && other.first - between <= last;
    }
};

/// 6 both sides share a person, 5 one does and the other a body, 4 a person or bodies only, less: nothing
/// firm.
int participants_fit(const EventGroup& a, const EventGroup& b);
inline constexpr int certain = 5;
inline constexpr int likely = 4; ///< enough where both tell the day

/// Whether its date says a day, of whatever year.
bool tells_day(const EventGroup& event);
/// How well their participants must fit for two to be one.
inline int enough_fit(const EventGroup& a, const EventGroup& b) {
    return tells_day(a) && tells_day(b) ? likely : certain;
}
/// No other fits better than this.
int best_fit(const EventGroup& event);
/// The days an event can lie in: of its date, else the week before its article; any, where nothing tells.
DayWindow days_of_event(const std::optional<PartialDate>& date, const std::optional<PartialDate>& published);
/// Whether there is a day on which both can have been.
bool dates_agree(const EventGroup& a, const EventGroup& b);
/// In order, each once.
std::vector<GroupId> participants(const EventGroup& event);
/// How many are in both. REQUIRES: both are in order.
std::size_t common(const std::vector<GroupId>& a, const std::vector<GroupId>& b);

/// Events by who took part and when.
class NearEvents {
  public:
    /// All must outlive it. Of events told alike it knows the one that stands for them.
    NearEvents(const std::unordered_map<GroupId, EventGroup>& events, const ToldAlike& alike,
               const Groups& groups);

    /// All whose participants and days can fit it as well as they must, in order of their first days, then of
    /// their keys.
    std::vector<GroupId> of(const EventGroup& event) const;

  private:
    using Rank = std::uint32_t;
    struct Dated {
        std::int32_t first, last; ///< day numbers
        GroupId group;
        const EventGroup* event;
    };
    /// Those of a few days are found by their first.
    struct Taken {
        std::vector<Rank> short_ones, long_ones;
        std::size_t size() const { return short_ones.size() + long_ones.size(); }
    };

    void add_near(GroupId who, const EventGroup& event, bool with_days_only, std::vector<Rank>& found) const;
    std::vector<GroupId> telling_side(const EventGroup& event) const;
    std::size_t count_of(const EventSide& side) const;

    std::vector<Dated> ranked_;
    std::unordered_map<GroupId, Taken> by_participant_;
};

} // namespace banggiao::merging
