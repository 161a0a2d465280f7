// Takes maps, texts and temporal values. Hands out the functions of durations: duration(), duration.between()
// …
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

namespace banggiao::query {

namespace {

using Context = EvaluationContext;
using Arguments = std::span<const Value>;

/// Adds a field of duration({…}); false if there is no such field.
bool add_field(DurationBuilder& duration, std::string_view key, const Decimal& amount) {
    const Wide number = amount.digits;
    const std::int64_t scale = amount.denominator;
    if (key == "years")
        duration.add_months(number * 12, scale);
    else if (key == "quarters")
        duration.add_months(number * 3, scale);
    else if (key == "months")
        duration.add_months(number, scale);
    else if (key == "weeks")
        duration.add_days(number * 7, scale);
    else if (key == "days")
        duration.add_days(number, scale);
    else if (key == "hours")
        duration.add_seconds(number * 3600, scale);
    else if (key == "minutes")
        duration.add_seconds(number * 60, scale);
    else if (key == "seconds")
        duration.add_seconds(number, scale);
    else if (key == "milliseconds")
        duration.add_nanoseconds(number * 1'000'000 / scale);
    else if (key == "microseconds")
        duration.add_nanoseconds(number * 1000 / scale);
    else if (key == "nanoseconds")
        duration.add_nanoseconds(number / scale);
    else
        return false;
    return true;
}

ValueResult duration_from_map(const Map& map) {
    DurationBuilder duration;
    for (const auto& [key, value] : map) {
        if (!value.is_number())
            return invalid_value("`" + key + "` of a duration is a number, not " + describe_type(value));
        const auto amount = to_decimal(value);
        if (!amount) return out_of_range("`" + key + "` of the duration does not fit 64 bits");
        if (!add_field(duration, key, *amount)) return invalid_value("a duration has no field `" + key + "`");
    }
    return as_value(duration.build());
}

ValueResult construct_duration(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null() || value.is(ValueType::duration)) return value;
    if (value.is(ValueType::string)) return as_value(parse_duration(value.string()));
    if (value.is(ValueType::map)) return duration_from_map(value.map());
    return invalid_type("a duration is made from a STRING or a MAP, not from " + describe_type(value));
}

template <DifferenceUnit unit>
ValueResult between(const Context&, Arguments arguments) {
    if (arguments[0].is_null() || arguments[1].is_null()) return Value();
    return difference(arguments[0], arguments[1], unit);
}

constexpr Function table[] = {
    {"duration", 1, 1, construct_duration},
    {"duration.between", 2, 2, between<DifferenceUnit::all>},
    {"duration.inDays", 2, 2, between<DifferenceUnit::days>},
    {"duration.inMonths", 2, 2, between<DifferenceUnit::months>},
    {"duration.inSeconds", 2, 2, between<DifferenceUnit::seconds>},
};

} // namespace

std::span<const Function> duration_functions() {
    return table;
}

} // namespace banggiao::query
