// Takes two instants of any temporal type. Hands out the duration from one to the other.
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

namespace banggiao::query {

namespace {

/// Both ends on one clock: local times of the first end's zone.
struct Ends {
    DateTime from;
    DateTime to;
    bool both_dated = false;
};

Ends align(const Parts& a, const Parts& b) {
    const Date date_a = a.date.value_or(b.date.value_or(Date{}));
    const Date date_b = b.date.value_or(a.date.value_or(Date{}));
    const Zone zone_a = a.zone.value_or(b.zone.value_or(Zone{}));
    const Zone zone_b = b.zone.value_or(zone_a);
    const auto preferred = [](const Zone& zone) {
        return zone.name.empty() ? std::nullopt : std::optional(zone.offset_seconds);
    };
    Ends ends;
    ends.from = in_zone({date_a, a.time.value_or(LocalTime{})}, zone_a, preferred(zone_a));
    const DateTime to = in_zone({date_b, b.time.value_or(LocalTime{})}, zone_b, preferred(zone_b));
    ends.to =
        at_instant(epoch_seconds(to),
                   static_cast<std::int32_t>(to.local.time.nanoseconds % nanoseconds_per_second), zone_a);
    ends.both_dated = a.date && b.date;
    return ends;
}

/// The date of `to`, one day nearer to `from` if the last day is not whole.
Date reached_date(const LocalDateTime& from, const LocalDateTime& to) {
    if (from.date < to.date && to.time < from.time) return {to.date.days - 1};
    if (to.date < from.date && from.time < to.time) return {to.date.days + 1};
    return to.date;
}

std::int64_t whole_months(const LocalDateTime& from, const LocalDateTime& to) {
    const CivilDate first = to_civil(from.date);
    const CivilDate last = to_civil(reached_date(from, to));
    const std::int64_t packed_first = (first.year * 12 + first.month) * 32 + first.day;
    const std::int64_t packed_last = (last.year * 12 + last.month) * 32 + last.day;
    return (packed_last - packed_first) / 32;
}

std::int64_t whole_days(const LocalDateTime& from, const LocalDateTime& to) {
    return reached_date(from, to).days - from.date.days;
}

Wide nanoseconds_between(const DateTime& from, const DateTime& to) {
    const Wide seconds = Wide{epoch_seconds(to)} - epoch_seconds(from);
    return seconds * nanoseconds_per_second + to.local.time.nanoseconds % nanoseconds_per_second -
           from.local.time.nanoseconds % nanoseconds_per_second;
}

/// Moves the start by whole months and days; its zone may move the clock.
DateTime move(const DateTime& from, std::int64_t months, std::int64_t days) {
    const Date date{add_months(from.local.date, months).value_or(from.local.date).days + days};
    return in_zone({date, from.local.time}, {from.offset_seconds, from.zone}, from.offset_seconds);
}

Result<Duration, QueryError> duration_between(const Ends& ends, DifferenceUnit unit) {
    DurationBuilder duration;
    const LocalDateTime& to = ends.to.local;
    DateTime from = ends.from;
    if (ends.both_dated && (unit == DifferenceUnit::months || unit == DifferenceUnit::all)) {
        const std::int64_t months = whole_months(from.local, to);
        duration.add_months(months);
        if (unit == DifferenceUnit::all) from = move(from, months, 0);
    }
    if (ends.both_dated && (unit == DifferenceUnit::days || unit == DifferenceUnit::all)) {
        const std::int64_t days = whole_days(from.local, to);
        duration.add_days(days);
        if (unit == DifferenceUnit::all) from = move(from, 0, days);
    }
    if (unit == DifferenceUnit::seconds || unit == DifferenceUnit::all)
        duration.add_nanoseconds(nanoseconds_between(from, ends.to));
    return duration.build();
}

} // namespace

ValueResult difference(const Value& from, const Value& to, DifferenceUnit unit) {
    for (const Value* end : {&from, &to})
        if (!is_temporal_instant(*end))
            return invalid_type("a duration lies between two dates or times, not " + describe_type(*end));
    const auto duration = duration_between(align(parts_of(from), parts_of(to)), unit);
    if (!duration) return duration.error();
    return Value(*duration);
}

} // namespace banggiao::query
