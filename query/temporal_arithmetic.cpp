// Takes temporal values, durations and numbers. Hands out their order, sums, products and differences.
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace banggiao::query {

namespace {

std::int64_t instant_of(const Time& time) {
    return time.local.nanoseconds - time.offset_seconds * nanoseconds_per_second;
}

int order_of_times(const Time& a, const Time& b) {
    if (const int order = three_way(instant_of(a), instant_of(b))) return order;
    return three_way(a.offset_seconds, b.offset_seconds);
}

int order_of_date_times(const DateTime& a, const DateTime& b) {
    if (const int order = three_way(epoch_seconds(a), epoch_seconds(b))) return order;
    if (const int order = three_way(a.local.time.nanoseconds % nanoseconds_per_second,
                                    b.local.time.nanoseconds % nanoseconds_per_second))
        return order;
    if (const int order = three_way(a.offset_seconds, b.offset_seconds)) return order;
    return three_way(a.zone, b.zone);
}

Wide average_length(const Duration& duration) {
    const Wide seconds =
        Wide{duration.months} * seconds_per_month + Wide{duration.days} * seconds_per_day + duration.seconds;
    return seconds * nanoseconds_per_second + duration.nanoseconds;
}

int order_of_durations(const Duration& a, const Duration& b) {
    if (const int order = three_way(average_length(a), average_length(b))) return order;
    if (const int order = three_way(a.months, b.months)) return order;
    return three_way(a.days, b.days);
}

QueryError date_out_of_range() {
    return out_of_range("the date leaves the years -999999999 to 999999999");
}

QueryError duration_out_of_range() {
    return out_of_range("the duration does not fit 64 bits");
}

std::optional<std::int64_t> narrow(Wide number) {
    if (number < std::numeric_limits<std::int64_t>::min() ||
        number > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return static_cast<std::int64_t>(number);
}

/// Seconds and nanoseconds as one count.
Wide clock_of(const Duration& duration) {
    return Wide{duration.seconds} * nanoseconds_per_second + duration.nanoseconds;
}

LocalTime add_to_clock(LocalTime time, Wide nanoseconds) {
    const auto rest = static_cast<std::int64_t>(nanoseconds % nanoseconds_per_day);
    return {floor_modulo(time.nanoseconds + rest, nanoseconds_per_day)};
}

/// Months, then days, each clamped to what the calendar has.
std::optional<Date> add_calendar(Date date, const Duration& duration, int sign) {
    const auto months = narrow(Wide{duration.months} * sign);
    const auto days = narrow(Wide{duration.days} * sign);
    if (!months || !days) return std::nullopt;
    const auto moved = add_months(date, *months);
    return moved ? add_days(*moved, *days) : std::nullopt;
}

/// Adds nanoseconds to a local date and time.
std::optional<LocalDateTime> add_to_local(const LocalDateTime& local, Wide nanoseconds) {
    const Wide total = nanoseconds + local.time.nanoseconds;
    Wide days = total / nanoseconds_per_day;
    Wide rest = total % nanoseconds_per_day;
    if (rest < 0) {
        rest += nanoseconds_per_day;
        --days;
    }
    const auto narrow_days = narrow(days);
    const auto date = narrow_days ? add_days(local.date, *narrow_days) : std::nullopt;
    if (!date) return std::nullopt;
    return LocalDateTime{*date, {static_cast<std::int64_t>(rest)}};
}

ValueResult add_to_date(Date date, const Duration& duration, int sign) {
    const auto whole_days = narrow(clock_of(duration) * sign / nanoseconds_per_day);
    const auto moved = add_calendar(date, duration, sign);
    const auto result = moved && whole_days ? add_days(*moved, *whole_days) : std::nullopt;
    if (!result) return date_out_of_range();
    return Value(*result);
}

ValueResult add_to_local_date_time(const LocalDateTime& local, const Duration& duration, int sign) {
    const auto date = add_calendar(local.date, duration, sign);
    const auto result = date ? add_to_local({*date, local.time}, clock_of(duration) * sign) : std::nullopt;
    if (!result) return date_out_of_range();
    return Value(*result);
}

/// Months and days move the local date, seconds move the instant.
ValueResult add_to_date_time(const DateTime& value, const Duration& duration, int sign) {
    const auto date = add_calendar(value.local.date, duration, sign);
    if (!date) return date_out_of_range();
    const Zone zone{value.offset_seconds, value.zone};
    const DateTime moved = in_zone({*date, value.local.time}, zone, value.offset_seconds);
    const auto utc =
        add_to_local(from_epoch(epoch_seconds(moved), 0),
                     clock_of(duration) * sign + moved.local.time.nanoseconds % nanoseconds_per_second);
    if (!utc) return date_out_of_range();
    return Value(at_instant(epoch_seconds(*utc),
                            static_cast<std::int32_t>(utc->time.nanoseconds % nanoseconds_per_second), zone));
}

ValueResult add_durations(const Duration& a, const Duration& b, int sign) {
    DurationBuilder sum;
    sum.add_months(Wide{a.months} + Wide{b.months} * sign);
    sum.add_days(Wide{a.days} + Wide{b.days} * sign);
    sum.add_nanoseconds(clock_of(a) + clock_of(b) * sign);
    const auto built = sum.build();
    if (!built) return built.error();
    return Value(*built);
}

ValueResult scale(const Duration& duration, Wide numerator, Wide denominator) {
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    DurationBuilder product;
    product.add_months(duration.months * numerator, denominator);
    product.add_days(duration.days * numerator, denominator);
    product.add_seconds(duration.seconds * numerator, denominator);
    product.add_nanoseconds(duration.nanoseconds * numerator / denominator);
    const auto built = product.build();
    if (!built) return built.error();
    return Value(*built);
}

} // namespace

bool is_temporal(const Value& value) {
    return value.type() >= ValueType::date;
}

bool is_temporal_instant(const Value& value) {
    return is_temporal(value) && !value.is(ValueType::duration);
}

Parts parts_of(const Value& value) {
    switch (value.type()) {
    case ValueType::date:
        return {value.date(), {}, {}};
    case ValueType::local_time:
        return {{}, value.local_time(), {}};
    case ValueType::time:
        return {{}, value.time().local, Zone{value.time().offset_seconds, {}}};
    case ValueType::local_date_time:
        return {value.local_date_time().date, value.local_date_time().time, {}};
    default: {
        const DateTime& full = value.date_time();
        return {full.local.date, full.local.time, Zone{full.offset_seconds, full.zone}};
    }
    }
}

int order_of_temporals(const Value& a, const Value& b) {
    switch (a.type()) {
    case ValueType::date:
        return three_way(a.date(), b.date());
    case ValueType::local_time:
        return three_way(a.local_time(), b.local_time());
    case ValueType::local_date_time:
        return three_way(a.local_date_time(), b.local_date_time());
    case ValueType::time:
        return order_of_times(a.time(), b.time());
    case ValueType::date_time:
        return order_of_date_times(a.date_time(), b.date_time());
    default:
        return order_of_durations(a.duration(), b.duration());
    }
}

std::optional<Decimal> to_decimal(std::string_view text) {
    Decimal result;
    bool fraction = false;
    for (const char character : text) {
        if (character == '.' || character == ',') {
            if (fraction) return std::nullopt;
            fraction = true;
            continue;
        }
        if (character < '0' || character > '9') return std::nullopt;
        std::int64_t next = 0;
        const bool full = __builtin_mul_overflow(result.digits, 10, &next) ||
                          __builtin_add_overflow(next, character - '0', &next) ||
                          (fraction && result.denominator >= 1'000'000'000'000'000'000);
        if (full && !fraction) return std::nullopt;
        if (full) continue;
        result.digits = next;
        if (fraction) result.denominator *= 10;
    }
    return result;
}

std::optional<Decimal> to_decimal(const Value& number) {
    if (number.is(ValueType::integer)) return Decimal{number.integer(), 1};
    if (!std::isfinite(number.floating())) return std::nullopt;
    char buffer[400];
    const auto end =
        std::to_chars(buffer, buffer + sizeof buffer, std::fabs(number.floating()), std::chars_format::fixed)
            .ptr;
    auto decimal = to_decimal(std::string_view(buffer, static_cast<std::size_t>(end - buffer)));
    if (decimal && number.floating() < 0) decimal->digits = -decimal->digits;
    return decimal;
}

void DurationBuilder::add_months(Wide numerator, Wide denominator) {
    months_ += numerator / denominator;
    const Wide seconds = numerator % denominator * seconds_per_month;
    days_ += seconds / denominator / seconds_per_day;
    add_seconds(seconds - seconds / denominator / seconds_per_day * seconds_per_day * denominator,
                denominator);
}

void DurationBuilder::add_days(Wide numerator, Wide denominator) {
    days_ += numerator / denominator;
    add_seconds(numerator % denominator * seconds_per_day, denominator);
}

void DurationBuilder::add_seconds(Wide numerator, Wide denominator) {
    seconds_ += numerator / denominator;
    nanoseconds_ += numerator % denominator * nanoseconds_per_second / denominator;
}

Result<Duration, QueryError> DurationBuilder::build() const {
    Wide seconds = seconds_ + nanoseconds_ / nanoseconds_per_second;
    Wide rest = nanoseconds_ % nanoseconds_per_second;
    if (rest < 0) {
        rest += nanoseconds_per_second;
        --seconds;
    }
    const auto narrow_months = narrow(months_);
    const auto narrow_days = narrow(days_);
    const auto narrow_seconds = narrow(seconds);
    if (!narrow_months || !narrow_days || !narrow_seconds) return duration_out_of_range();
    return Duration{*narrow_months, *narrow_days, *narrow_seconds, static_cast<std::int32_t>(rest)};
}

ValueResult add_duration(const Value& temporal, const Duration& duration, int sign) {
    switch (temporal.type()) {
    case ValueType::date:
        return add_to_date(temporal.date(), duration, sign);
    case ValueType::local_time:
        return Value(add_to_clock(temporal.local_time(), clock_of(duration) * sign));
    case ValueType::time: {
        const Time& time = temporal.time();
        return Value(Time{add_to_clock(time.local, clock_of(duration) * sign), time.offset_seconds});
    }
    case ValueType::local_date_time:
        return add_to_local_date_time(temporal.local_date_time(), duration, sign);
    case ValueType::date_time:
        return add_to_date_time(temporal.date_time(), duration, sign);
    default:
        return add_durations(temporal.duration(), duration, sign);
    }
}

ValueResult multiply_duration(const Duration& duration, const Value& number) {
    const auto factor = to_decimal(number);
    if (!factor) return duration_out_of_range();
    return scale(duration, factor->digits, factor->denominator);
}

ValueResult divide_duration(const Duration& duration, const Value& number) {
    const auto divisor = to_decimal(number);
    if (!divisor) return duration_out_of_range();
    if (divisor->digits == 0)
        return run_time_error(QueryErrorType::arithmetic, "DivisionByZero", "a duration is divided by zero");
    return scale(duration, divisor->denominator, divisor->digits);
}

} // namespace banggiao::query
