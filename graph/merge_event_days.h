// Takes the days that events are told with. Hands out whether two can be one by all that is told of each: of
// two that fit by what two articles say, others may say days that do not. Private to graph/.
#pragma once

#include <banggiao/graph/merge_event_fit.h>

#include <optional>
#include <set>
#include <unordered_map>

namespace banggiao::merging {

inline constexpr std::int32_t days_between_stays = 2; ///< of two parts of one visit

/// Whether two stays can be parts of one visit.
inline bool are_following(const PartialDate& a, const PartialDate& b) {
    return DayWindow::of(a).lies_near(DayWindow::of(b), days_between_stays);
}

class EventDays {
  public:
    /// Takes what is told of an event, by its root, into its days.
    void see(GroupId root, const EventGroup& event);
    /// Whether all days told of two agree, those of visits within a few days, of which no more come together
    /// than a visit lasts, or than one of them is told to.
    bool agree(GroupId one, GroupId other) const;
    /// Two are one, of this root, from now on.
    void unite(GroupId one, GroupId other, GroupId root);

  private:
    /// What is told of one.
    struct Told {
        bool is_visit = false;            ///< or judged one with a visit
        std::optional<PartialDate> exact; ///< from the first day to the last
        std::set<PartialDate> open;       ///< months, years, days without a year

        void see(const PartialDate& date);
        void see(const Told& other);
    };
    static bool are_near(const Told& a, const Told& b);

    std::unordered_map<GroupId, Told> of_root_;
};

} // namespace banggiao::merging
