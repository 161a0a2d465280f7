// Takes maps, texts and temporal values. Hands out the functions of instants: date(), datetime.truncate(),
// datetime.fromepoch() … and the clocks.
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

#include <algorithm>
#include <chrono>
#include <initializer_list>

namespace banggiao::query {

namespace {

using Context = EvaluationContext;
using Arguments = std::span<const Value>;
using Failure = std::optional<QueryError>;

enum class Kind { date, local_time, time, local_date_time, date_time };

constexpr bool has_date(Kind kind) {
    return kind != Kind::local_time && kind != Kind::time;
}
constexpr bool has_time(Kind kind) {
    return kind != Kind::date;
}
constexpr bool has_zone(Kind kind) {
    return kind == Kind::time || kind == Kind::date_time;
}

constexpr std::string_view date_fields[] = {"year",    "month",        "day",       "week",
                                            "quarter", "dayOfQuarter", "dayOfWeek", "ordinalDay"};
constexpr std::string_view time_fields[] = {"hour",        "minute",      "second",
                                            "millisecond", "microsecond", "nanosecond"};

/// The fields of `date({…})` by name.
class Fields {
  public:
    explicit Fields(const Map& map) : map_(map) {}

    const Value* find(std::string_view key) const {
        const auto found = map_.find(key);
        return found == map_.end() ? nullptr : &found->second;
    }
    bool has(std::string_view key) const { return map_.contains(key); }
    bool has_any(std::initializer_list<std::string_view> keys) const {
        return std::any_of(keys.begin(), keys.end(), [this](std::string_view key) { return has(key); });
    }
    /// REQUIRES: check() found nothing.
    std::int64_t integer(std::string_view key, std::int64_t otherwise) const {
        const Value* value = find(key);
        return value ? value->integer() : otherwise;
    }
    /// An error if a field does not belong to the kind, or has the wrong type.
    Failure check(Kind kind) const;

  private:
    const Map& map_;
};

bool is_one_of(std::string_view key, std::span<const std::string_view> names) {
    return std::find(names.begin(), names.end(), key) != names.end();
}

Failure Fields::check(Kind kind) const {
    for (const auto& [key, value] : map_) {
        const bool number = (has_date(kind) && is_one_of(key, date_fields)) ||
                            (has_time(kind) && is_one_of(key, time_fields));
        const bool base = (has_date(kind) && key == "date") || (has_time(kind) && key == "time") ||
                          (has_date(kind) && has_time(kind) && key == "datetime");
        if (number && value.is(ValueType::integer)) continue;
        if (base && is_temporal_instant(value)) continue;
        if (key == "timezone" && has_zone(kind) && value.is(ValueType::string)) continue;
        if (kind == Kind::date_time && (key == "epochSeconds" || key == "epochMillis") &&
            value.is(ValueType::integer))
            continue;
        return invalid_value("the field `" + key + "` does not fit there, or not as " + describe_type(value));
    }
    return std::nullopt;
}

/// A smaller field without the larger one says nothing: {year: 2024, day: 3}.
Failure check_no_gap(const Fields& fields, std::initializer_list<std::string_view> largest_first) {
    std::string_view missing;
    for (const std::string_view key : largest_first) {
        if (!fields.has(key))
            missing = missing.empty() ? key : missing;
        else if (!missing.empty())
            return invalid_value("`" + std::string(key) + "` is given without `" + std::string(missing) +
                                 "`");
    }
    return std::nullopt;
}

// Fields that are not given keep the part of the base they replace, in the form the given ones choose.
Result<Date, QueryError> resolve_date(const Fields& fields, const std::optional<Date>& base) {
    if (!base && !fields.has("year")) return invalid_value("a date needs at least a `year`");
    const Date from = base.value_or(from_civil({fields.integer("year", 0), 1, 1}));
    const CivilDate civil = to_civil(from);
    const std::int64_t year = fields.integer("year", civil.year);
    if (fields.has_any({"week", "dayOfWeek"})) {
        const WeekDate week = to_week_date(from);
        return make_week_date(fields.integer("year", week.year), fields.integer("week", base ? week.week : 1),
                              fields.integer("dayOfWeek", base ? week.day : 1));
    }
    if (fields.has_any({"quarter", "dayOfQuarter"})) {
        const int quarter = (civil.month - 1) / 3;
        const std::int64_t day = from.days - from_civil({civil.year, quarter * 3 + 1, 1}).days + 1;
        return make_quarter_date(year, fields.integer("quarter", quarter + 1),
                                 fields.integer("dayOfQuarter", day));
    }
    if (fields.has("ordinalDay")) return make_ordinal_date(year, fields.integer("ordinalDay", 1));
    if (!base)
        if (auto error = check_no_gap(fields, {"year", "month", "day"})) return std::move(*error);
    return make_date(year, fields.integer("month", civil.month), fields.integer("day", civil.day));
}

/// Nanoseconds of a second from up to three fields, each within what the larger given one leaves.
Result<std::int64_t, QueryError> resolve_fraction(const Fields& fields) {
    std::int64_t limit = nanoseconds_per_second;
    std::int64_t total = 0;
    for (const auto& [key, unit] : {std::pair<std::string_view, std::int64_t>{"millisecond", 1'000'000},
                                    {"microsecond", 1000},
                                    {"nanosecond", 1}}) {
        if (!fields.has(key)) continue;
        const std::int64_t count = fields.integer(key, 0);
        if (count < 0 || count >= limit / unit)
            return invalid_value("`" + std::string(key) + "` goes from 0 to " +
                                 std::to_string(limit / unit - 1) + " there, and is " +
                                 std::to_string(count));
        total += count * unit;
        limit = unit;
    }
    return total;
}

/// `keep_fraction`: sub-second fields fill in below what a truncated time kept.
Result<LocalTime, QueryError> resolve_time(const Fields& fields, const std::optional<LocalTime>& base,
                                           bool keep_fraction) {
    if (!base)
        if (auto error = check_no_gap(fields, {"hour", "minute", "second"})) return std::move(*error);
    const std::int64_t from = base.value_or(LocalTime{}).nanoseconds;
    const std::int64_t seconds = from / nanoseconds_per_second;
    std::int64_t fraction = from % nanoseconds_per_second;
    if (fields.has_any({"millisecond", "microsecond", "nanosecond"})) {
        const auto given = resolve_fraction(fields);
        if (!given) return given.error();
        fraction = keep_fraction ? fraction + *given : *given;
    }
    return make_local_time(fields.integer("hour", seconds / 3600),
                           fields.integer("minute", seconds / 60 % 60),
                           fields.integer("second", seconds % 60), fraction);
}

/// What the fields `datetime`, `date` and `time` select from other values.
Result<Parts, QueryError> selected(const Fields& fields) {
    Parts base;
    if (const Value* both = fields.find("datetime")) base = parts_of(*both);
    if (const Value* date = fields.find("date")) base.date = parts_of(*date).date;
    if (const Value* time = fields.find("time")) {
        const Parts parts = parts_of(*time);
        base.time = parts.time;
        base.zone = parts.zone;
    }
    if ((fields.has_any({"datetime", "date"}) && !base.date) ||
        (fields.has_any({"datetime", "time"}) && !base.time))
        return invalid_value("a date is taken from a value with a date, a time from a value with a time");
    return base;
}

/// Puts a value of the kind together. A zone asked for moves the clock if there was one before.
Value put_together(Kind kind, const Parts& parts, const std::optional<Zone>& wanted) {
    const LocalDateTime local{parts.date.value_or(Date{}), parts.time.value_or(LocalTime{})};
    const Zone before = parts.zone ? *parts.zone : wanted.value_or(Zone{});
    DateTime zoned =
        in_zone(local, before, before.name.empty() ? std::nullopt : std::optional(before.offset_seconds));
    if (parts.zone && wanted)
        zoned = at_instant(epoch_seconds(zoned),
                           static_cast<std::int32_t>(zoned.local.time.nanoseconds % nanoseconds_per_second),
                           *wanted);
    switch (kind) {
    case Kind::date:
        return local.date;
    case Kind::local_time:
        return local.time;
    case Kind::local_date_time:
        return local;
    case Kind::time:
        return Time{zoned.local.time, zoned.offset_seconds};
    case Kind::date_time:
        break;
    }
    return zoned;
}

/// The zone the field `timezone` names. A time has no date: a named zone counts as of the statement.
Result<std::optional<Zone>, QueryError> wanted_zone(const Context& context, Kind kind, const Fields& fields) {
    const Value* name = fields.find("timezone");
    if (!name) return std::optional<Zone>();
    auto zone = parse_zone(name->string());
    if (!zone) return zone.error();
    if (kind == Kind::time && !zone->name.empty()) {
        const std::int64_t now = floor_divide(context.statement_nanoseconds, nanoseconds_per_second);
        *zone = Zone{zone_offset_at_instant(zone->name, now).value_or(0), {}};
    }
    return std::optional<Zone>(*zone);
}

Value of_instant(Kind kind, std::int64_t nanoseconds_since_epoch, const Zone& zone) {
    const DateTime value = at_instant(
        floor_divide(nanoseconds_since_epoch, nanoseconds_per_second),
        static_cast<std::int32_t>(floor_modulo(nanoseconds_since_epoch, nanoseconds_per_second)), zone);
    const Parts parts{value.local.date, value.local.time, Zone{value.offset_seconds, value.zone}};
    return put_together(kind, parts, std::nullopt);
}

Value of_epoch(std::int64_t seconds, std::int32_t nanoseconds) {
    return at_instant(seconds, nanoseconds, {});
}

Result<Parts, QueryError> with_fields(Kind kind, const Fields& fields, const Parts& base, bool truncated) {
    Parts parts{{}, {}, base.zone};
    if (has_date(kind)) {
        const auto date = resolve_date(fields, base.date);
        if (!date) return date.error();
        parts.date = *date;
    }
    if (has_time(kind)) {
        if (kind == Kind::local_time || kind == Kind::time)
            if (!base.time && !fields.has("hour")) return invalid_value("a time needs at least an `hour`");
        const auto time = resolve_time(fields, base.time, truncated);
        if (!time) return time.error();
        parts.time = *time;
    }
    return parts;
}

ValueResult from_epoch_fields(const Fields& fields) {
    if (const Value* millis = fields.find("epochMillis")) {
        const std::int64_t rest = floor_modulo(millis->integer(), 1000) * 1'000'000;
        return of_epoch(floor_divide(millis->integer(), 1000),
                        static_cast<std::int32_t>(rest + fields.integer("nanosecond", 0) % 1'000'000));
    }
    return of_epoch(fields.integer("epochSeconds", 0),
                    static_cast<std::int32_t>(fields.integer("nanosecond", 0) % nanoseconds_per_second));
}

ValueResult from_map(const Context& context, Kind kind, const Map& map) {
    const Fields fields(map);
    if (map.size() == 1 && fields.has("timezone") && fields.find("timezone")->is(ValueType::string)) {
        const auto zone = parse_zone(fields.find("timezone")->string());
        if (!zone) return zone.error();
        return of_instant(kind, context.statement_nanoseconds, *zone);
    }
    if (auto error = fields.check(kind)) return std::move(*error);
    const auto zone = wanted_zone(context, kind, fields);
    if (!zone) return zone.error();
    if (fields.has_any({"epochSeconds", "epochMillis"})) return from_epoch_fields(fields);
    const auto base = selected(fields);
    if (!base) return base.error();
    const auto parts = with_fields(kind, fields, *base, false);
    if (!parts) return parts.error();
    return put_together(kind, *parts, *zone);
}

ValueResult from_text(Kind kind, std::string_view text) {
    switch (kind) {
    case Kind::date:
        return as_value(parse_date(text));
    case Kind::local_time:
        return as_value(parse_local_time(text));
    case Kind::time:
        return as_value(parse_time(text));
    case Kind::local_date_time:
        return as_value(parse_local_date_time(text));
    case Kind::date_time:
        break;
    }
    return as_value(parse_date_time(text));
}

ValueResult from_temporal(Kind kind, const Value& value) {
    const Parts parts = parts_of(value);
    const bool has_needed = has_date(kind) ? parts.date.has_value() : parts.time.has_value();
    if (!has_needed) return invalid_type(describe_type(value) + " does not have what that value needs");
    return put_together(kind, parts, std::nullopt);
}

/// date(), date('…'), date({…}), date(other).
template <Kind kind>
ValueResult construct(const Context& context, Arguments arguments) {
    if (arguments.empty()) return of_instant(kind, context.statement_nanoseconds, {});
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (value.is(ValueType::string)) return from_text(kind, value.string());
    if (value.is(ValueType::map)) return from_map(context, kind, value.map());
    if (is_temporal_instant(value)) return from_temporal(kind, value);
    return invalid_type("a date or time is made from a STRING, a MAP or another one, not from " +
                        describe_type(value));
}

ValueResult now(Kind kind, std::int64_t nanoseconds, Arguments arguments) {
    if (arguments.empty()) return of_instant(kind, nanoseconds, {});
    const Value* name = &arguments[0];
    if (name->is(ValueType::map)) {
        const auto found = name->map().find("timezone");
        if (found != name->map().end()) name = &found->second;
    }
    if (name->is_null()) return Value();
    if (!name->is(ValueType::string))
        return invalid_type("a clock takes a time zone, not " + describe_type(*name));
    const auto zone = parse_zone(name->string());
    if (!zone) return zone.error();
    return of_instant(kind, nanoseconds, *zone);
}

template <Kind kind>
ValueResult statement_clock(const Context& context, Arguments arguments) {
    return now(kind, context.statement_nanoseconds, arguments);
}

std::int64_t system_nanoseconds() {
    using namespace std::chrono;
    return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

template <Kind kind>
ValueResult real_clock(const Context&, Arguments arguments) {
    return now(kind, system_nanoseconds(), arguments);
}

/// The first day of the unit; nothing if the unit is of the clock or unknown.
std::optional<Date> truncate_date(Date date, std::string_view unit) {
    const CivilDate civil = to_civil(date);
    const auto years = [&](std::int64_t count) {
        return from_civil({civil.year - floor_modulo(civil.year, count), 1, 1});
    };
    if (unit == "millennium") return years(1000);
    if (unit == "century") return years(100);
    if (unit == "decade") return years(10);
    if (unit == "year") return years(1);
    if (unit == "weekYear") return from_week_date({to_week_date(date).year, 1, 1});
    if (unit == "quarter") return from_civil({civil.year, (civil.month - 1) / 3 * 3 + 1, 1});
    if (unit == "month") return from_civil({civil.year, civil.month, 1});
    if (unit == "week") return Date{date.days - (week_day(date) - 1)};
    if (unit == "day") return date;
    return std::nullopt;
}

/// Nanoseconds of a unit of the clock; 0 if it is none.
std::int64_t clock_unit(std::string_view unit) {
    if (unit == "hour") return 3600 * nanoseconds_per_second;
    if (unit == "minute") return 60 * nanoseconds_per_second;
    if (unit == "second") return nanoseconds_per_second;
    if (unit == "millisecond") return 1'000'000;
    if (unit == "microsecond") return 1000;
    return 0;
}

Result<Parts, QueryError> truncated(Kind kind, const std::string& unit, const Value& value) {
    Parts parts = parts_of(value);
    if (has_date(kind) ? !parts.date : !parts.time)
        return invalid_type("cannot truncate " + describe_type(value) + " to that type");
    const std::int64_t of_clock = clock_unit(unit);
    if (of_clock > 0 && has_time(kind)) {
        const std::int64_t time = parts.time.value_or(LocalTime{}).nanoseconds;
        parts.time = LocalTime{time - time % of_clock};
        return parts;
    }
    const auto date = truncate_date(parts.date.value_or(Date{}), unit);
    if (of_clock > 0 || !date || (!has_date(kind) && unit != "day"))
        return invalid_value("there is no unit '" + unit + "' to truncate to there");
    parts.date = *date;
    parts.time = LocalTime{};
    return parts;
}

/// date.truncate(unit, value, {fields}): the zone of the fields replaces, the clock stays.
template <Kind kind>
ValueResult truncate(const Context& context, Arguments arguments) {
    const Value given =
        arguments.size() > 1 ? arguments[1] : of_instant(Kind::date_time, context.statement_nanoseconds, {});
    if (arguments[0].is_null() || given.is_null()) return Value();
    if (!arguments[0].is(ValueType::string) || !is_temporal_instant(given))
        return invalid_type("truncation takes a unit and a date or time");
    const Value map = arguments.size() > 2 && !arguments[2].is_null() ? arguments[2] : Value(Map{});
    if (!map.is(ValueType::map))
        return invalid_type("truncation takes a MAP of fields, not " + describe_type(map));
    const Fields fields(map.map());
    if (auto error = fields.check(kind)) return std::move(*error);
    auto base = truncated(kind, arguments[0].string(), given);
    if (!base) return base.error();
    const auto zone = wanted_zone(context, kind, fields);
    if (!zone) return zone.error();
    if (*zone) base->zone = **zone;
    const auto parts = with_fields(kind, fields, *base, true);
    if (!parts) return parts.error();
    return put_together(kind, *parts, std::nullopt);
}

ValueResult from_epoch_seconds(const Context&, Arguments arguments) {
    for (const Value& value : arguments) {
        if (value.is_null()) return Value();
        if (!value.is(ValueType::integer)) return invalid_type("`datetime.fromepoch` takes INTEGERs");
    }
    const std::int64_t nanoseconds = arguments[1].integer();
    const Wide seconds = Wide{arguments[0].integer()} + floor_divide(nanoseconds, nanoseconds_per_second);
    constexpr std::int64_t greatest = greatest_year * 365 * seconds_per_day;
    if (seconds > greatest || seconds < -greatest) return out_of_range("that instant is too far away");
    return of_epoch(static_cast<std::int64_t>(seconds),
                    static_cast<std::int32_t>(floor_modulo(nanoseconds, nanoseconds_per_second)));
}

ValueResult from_epoch_millis(const Context&, Arguments arguments) {
    const Value& millis = arguments[0];
    if (millis.is_null()) return Value();
    if (!millis.is(ValueType::integer)) return invalid_type("`datetime.fromepochmillis` takes an INTEGER");
    return of_epoch(floor_divide(millis.integer(), 1000),
                    static_cast<std::int32_t>(floor_modulo(millis.integer(), 1000) * 1'000'000));
}

ValueResult timestamp(const Context& context, Arguments) {
    return Value(floor_divide(context.statement_nanoseconds, 1'000'000));
}

constexpr Function table[] = {
    {"date", 0, 1, construct<Kind::date>, false},
    {"date.realtime", 0, 1, real_clock<Kind::date>, false},
    {"date.statement", 0, 1, statement_clock<Kind::date>, false},
    {"date.transaction", 0, 1, statement_clock<Kind::date>, false},
    {"date.truncate", 1, 3, truncate<Kind::date>, false},
    {"datetime", 0, 1, construct<Kind::date_time>, false},
    {"datetime.fromepoch", 2, 2, from_epoch_seconds},
    {"datetime.fromepochmillis", 1, 1, from_epoch_millis},
    {"datetime.realtime", 0, 1, real_clock<Kind::date_time>, false},
    {"datetime.statement", 0, 1, statement_clock<Kind::date_time>, false},
    {"datetime.transaction", 0, 1, statement_clock<Kind::date_time>, false},
    {"datetime.truncate", 1, 3, truncate<Kind::date_time>, false},
    {"localdatetime", 0, 1, construct<Kind::local_date_time>, false},
    {"localdatetime.realtime", 0, 1, real_clock<Kind::local_date_time>, false},
    {"localdatetime.statement", 0, 1, statement_clock<Kind::local_date_time>, false},
    {"localdatetime.transaction", 0, 1, statement_clock<Kind::local_date_time>, false},
    {"localdatetime.truncate", 1, 3, truncate<Kind::local_date_time>, false},
    {"localtime", 0, 1, construct<Kind::local_time>, false},
    {"localtime.realtime", 0, 1, real_clock<Kind::local_time>, false},
    {"localtime.statement", 0, 1, statement_clock<Kind::local_time>, false},
    {"localtime.transaction", 0, 1, statement_clock<Kind::local_time>, false},
    {"localtime.truncate", 1, 3, truncate<Kind::local_time>, false},
    {"time", 0, 1, construct<Kind::time>, false},
    {"time.realtime", 0, 1, real_clock<Kind::time>, false},
    {"time.statement", 0, 1, statement_clock<Kind::time>, false},
    {"time.transaction", 0, 1, statement_clock<Kind::time>, false},
    {"time.truncate", 1, 3, truncate<Kind::time>, false},
    {"timestamp", 0, 0, timestamp, false},
};

} // namespace

std::span<const Function> temporal_functions() {
    return table;
}

} // namespace banggiao::query
