// Takes partial dates as the graph's facts write them (2023-03, --03-24, 2016/2019). Hands out the days they
// can mean, as temporal dates that compare and order, and whether two can mean the same day.
#include <banggiao/graph/partial_date.h>
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

namespace banggiao::query {

namespace {

using Context = EvaluationContext;
using Arguments = std::span<const Value>;

/// A day of the form year × 10000 + month × 100 + day; a month's last day may be one the month lacks.
Value day_of(std::int32_t packed) {
    const std::int64_t year = packed / 10'000;
    const int month = packed / 100 % 100;
    const int day = std::min(packed % 100, days_in_month(year, month));
    return from_civil({year, month, day});
}

/// Null for a text that is no date, or whose year is unknown.
template <std::int32_t (PartialDate::*end)() const>
ValueResult end_of(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null() || value.is(ValueType::date)) return value;
    if (!value.is(ValueType::string)) return wrong_argument({}, "STRING", value);
    const auto date = PartialDate::parse(value.string());
    if (!date || !date->has_year()) return Value();
    return day_of(((*date).*end)());
}

ValueResult dates_agree(const Context&, Arguments arguments) {
    std::optional<PartialDate> dates[2];
    for (std::size_t i = 0; i < 2; ++i) {
        const Value& value = arguments[i];
        if (value.is_null()) return Value();
        if (!value.is(ValueType::string) && !value.is(ValueType::date))
            return wrong_argument("datesAgree", "STRING", value);
        dates[i] = PartialDate::parse(*plain_text(value));
        if (!dates[i]) return Value();
    }
    return Value(compatible(*dates[0], *dates[1]));
}

constexpr Function table[] = {
    {"datesAgree", 2, 2, dates_agree},
    {"earliestDate", 1, 1, end_of<&PartialDate::earliest>},
    {"latestDate", 1, 1, end_of<&PartialDate::latest>},
};

} // namespace

std::span<const Function> partial_date_functions() {
    return table;
}

} // namespace banggiao::query
