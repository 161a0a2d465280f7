// Takes the days that events are told with. Hands out whether two can be one by all that is told of each.
#include <banggiao/graph/merge_build.h>
#include <banggiao/graph/merge_event_days.h>

#include <algorithm>
#include <string>

namespace banggiao::merging {

namespace {

constexpr std::int32_t most_days_of_visit = 14;

/// Whether they can mean days of which no more than some lie between.
bool lie_near(const PartialDate& a, const PartialDate& b, std::int32_t between);

/// The same, of a date without a year taken as one of a year; as it is, if that has no such day.
bool lies_near_in(std::int32_t year, const PartialDate& date, const PartialDate& other,
                  std::int32_t between) {
    const auto dated = PartialDate::parse(date_in_year(date.text(), std::to_string(year)));
    return dated ? lie_near(*dated, other, between) : compatible(date, other);
}

bool lie_near(const PartialDate& a, const PartialDate& b, std::int32_t between) {
    constexpr std::int32_t any_leap_year = 2000;
    if (a.has_year() && b.has_year()) return DayWindow::of(a).lies_near(DayWindow::of(b), between);
    if (a.has_year()) return lie_near(b, a, between);
    if (!b.has_year()) return lies_near_in(any_leap_year, a, b, between);
    return lies_near_in(b.first().year, a, b, between) || lies_near_in(b.last().year, a, b, between);
}

} // namespace

void EventDays::Told::see(const PartialDate& date) {
    if (!date.is_exact())
        open.insert(date);
    else
        exact = exact ? PartialDate::spanning(*exact, date) : date;
}

void EventDays::Told::see(const Told& other) {
    is_visit = is_visit || other.is_visit;
    if (other.exact) see(*other.exact);
    open.insert(other.open.begin(), other.open.end());
}

void EventDays::see(GroupId root, const EventGroup& event) {
    if (!event.date) return;
    Told& told = of_root_[root];
    told.is_visit = told.is_visit || event.kind == "visit";
    told.see(*event.date);
}

bool EventDays::agree(GroupId one, GroupId other) const {
    const auto a = of_root_.find(one), b = of_root_.find(other);
    return one == other || a == of_root_.end() || b == of_root_.end() || are_near(a->second, b->second);
}

bool EventDays::are_near(const Told& a, const Told& b) {
    const bool are_visits = a.is_visit || b.is_visit;
    const std::int32_t between = are_visits ? days_between_stays : 0;
    const auto all_near = [between](const std::set<PartialDate>& open, const Told& told) {
        return std::all_of(open.begin(), open.end(), [&](const PartialDate& each) {
            return (!told.exact || lie_near(each, *told.exact, between)) &&
                   std::all_of(told.open.begin(), told.open.end(),
                               [&](const PartialDate& other) { return lie_near(each, other, between); });
        });
    };
    if (!all_near(a.open, b) || !all_near(b.open, a)) return false;
    if (!a.exact || !b.exact) return true;
    const auto count = [](const PartialDate& date) { return DayWindow::of(date).count(); };
    const std::int32_t most = std::max({most_days_of_visit, count(*a.exact), count(*b.exact)});
    return lie_near(*a.exact, *b.exact, between) &&
           (!are_visits || count(PartialDate::spanning(*a.exact, *b.exact)) <= most);
}

void EventDays::unite(GroupId one, GroupId other, GroupId root) {
    const auto gone = of_root_.extract(one == root ? other : one);
    if (!gone) return;
    const auto [known, is_new] = of_root_.emplace(root, gone.mapped());
    if (!is_new) known->second.see(gone.mapped());
}

} // namespace banggiao::merging
