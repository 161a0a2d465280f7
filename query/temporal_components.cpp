// Takes a temporal value and the name of a component. Hands out the component: d.year, t.offset,
// p.monthsOfYear.
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

namespace banggiao::query {

namespace {

using Component = std::optional<Value>;

Component component_of_date(Date date, std::string_view key) {
    const CivilDate civil = to_civil(date);
    const int quarter = (civil.month - 1) / 3;
    if (key == "year") return Value(civil.year);
    if (key == "quarter") return Value(quarter + 1);
    if (key == "month") return Value(civil.month);
    if (key == "week") return Value(to_week_date(date).week);
    if (key == "weekYear") return Value(to_week_date(date).year);
    if (key == "day") return Value(civil.day);
    if (key == "ordinalDay") return Value(day_of_year(date));
    if (key == "weekDay" || key == "dayOfWeek") return Value(week_day(date));
    if (key == "dayOfQuarter")
        return Value(date.days - from_civil({civil.year, quarter * 3 + 1, 1}).days + 1);
    return std::nullopt;
}

Component component_of_local_time(LocalTime time, std::string_view key) {
    const std::int64_t fraction = time.nanoseconds % nanoseconds_per_second;
    const std::int64_t seconds = time.nanoseconds / nanoseconds_per_second;
    if (key == "hour") return Value(seconds / 3600);
    if (key == "minute") return Value(seconds / 60 % 60);
    if (key == "second") return Value(seconds % 60);
    if (key == "millisecond") return Value(fraction / 1'000'000);
    if (key == "microsecond") return Value(fraction / 1000);
    if (key == "nanosecond") return Value(fraction);
    return std::nullopt;
}

Component component_of_zone(std::int32_t offset, const std::string& name, std::string_view key) {
    if (key == "timezone") return Value(name.empty() ? offset_text(offset) : name);
    if (key == "offset") return Value(offset_text(offset));
    if (key == "offsetMinutes") return Value(std::int64_t{offset / 60});
    if (key == "offsetSeconds") return Value(std::int64_t{offset});
    return std::nullopt;
}

Component component_of_local_date_time(const LocalDateTime& local, std::string_view key) {
    const Component of_date = component_of_date(local.date, key);
    return of_date ? of_date : component_of_local_time(local.time, key);
}

Component component_of_date_time(const DateTime& value, std::string_view key) {
    if (key == "epochSeconds") return Value(epoch_seconds(value));
    if (key == "epochMillis")
        return Value(epoch_seconds(value) * 1000 +
                     value.local.time.nanoseconds % nanoseconds_per_second / 1'000'000);
    const Component of_zone = component_of_zone(value.offset_seconds, value.zone, key);
    return of_zone ? of_zone : component_of_local_date_time(value.local, key);
}

Component component_of_time(const Time& time, std::string_view key) {
    const Component of_zone = component_of_zone(time.offset_seconds, {}, key);
    return of_zone ? of_zone : component_of_local_time(time.local, key);
}

/// Seconds as `per_second` smaller units; nothing if they do not fit.
Component clock_as(const Duration& duration, std::int64_t per_second) {
    const Wide count =
        Wide{duration.seconds} * per_second + duration.nanoseconds / (nanoseconds_per_second / per_second);
    const auto narrow = static_cast<std::int64_t>(count);
    return Wide{narrow} == count ? Component(Value(narrow)) : std::nullopt;
}

Component calendar_of_duration(const Duration& duration, std::string_view key) {
    if (key == "years") return Value(duration.months / 12);
    if (key == "quarters") return Value(duration.months / 3);
    if (key == "months") return Value(duration.months);
    if (key == "weeks") return Value(duration.days / 7);
    if (key == "days") return Value(duration.days);
    if (key == "quartersOfYear") return Value(duration.months / 3 % 4);
    if (key == "monthsOfQuarter") return Value(duration.months % 3);
    if (key == "monthsOfYear") return Value(duration.months % 12);
    if (key == "daysOfWeek") return Value(duration.days % 7);
    return std::nullopt;
}

Component clock_of_duration(const Duration& duration, std::string_view key) {
    if (key == "hours") return Value(duration.seconds / 3600);
    if (key == "minutes") return Value(duration.seconds / 60);
    if (key == "seconds") return Value(duration.seconds);
    if (key == "milliseconds") return clock_as(duration, 1000);
    if (key == "microseconds") return clock_as(duration, 1'000'000);
    if (key == "nanoseconds") return clock_as(duration, nanoseconds_per_second);
    if (key == "minutesOfHour") return Value(duration.seconds / 60 % 60);
    if (key == "secondsOfMinute") return Value(duration.seconds % 60);
    if (key == "millisecondsOfSecond") return Value(std::int64_t{duration.nanoseconds / 1'000'000});
    if (key == "microsecondsOfSecond") return Value(std::int64_t{duration.nanoseconds / 1000});
    if (key == "nanosecondsOfSecond") return Value(std::int64_t{duration.nanoseconds});
    return std::nullopt;
}

Component component_of(const Value& value, std::string_view key) {
    switch (value.type()) {
    case ValueType::date:
        return component_of_date(value.date(), key);
    case ValueType::local_time:
        return component_of_local_time(value.local_time(), key);
    case ValueType::time:
        return component_of_time(value.time(), key);
    case ValueType::local_date_time:
        return component_of_local_date_time(value.local_date_time(), key);
    case ValueType::date_time:
        return component_of_date_time(value.date_time(), key);
    default: {
        const Component calendar = calendar_of_duration(value.duration(), key);
        return calendar ? calendar : clock_of_duration(value.duration(), key);
    }
    }
}

} // namespace

ValueResult temporal_component(const Value& value, std::string_view key) {
    if (auto component = component_of(value, key)) return std::move(*component);
    return invalid_value(describe_type(value) + " has no component `" + std::string(key) + "`");
}

} // namespace banggiao::query
