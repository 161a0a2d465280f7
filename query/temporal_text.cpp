// Takes ISO 8601 text. Hands out temporal values, and their text:
// 2015-07-21T21:40:32.142+02:00[Europe/Stockholm].
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

namespace banggiao::query {

namespace {

QueryError malformed(std::string_view what, std::string_view text, std::string_view example) {
    return invalid_value("'" + std::string(text) + "' is not a " + std::string(what) + "; write it as '" +
                         std::string(example) + "'");
}

/// Reads a text from the left.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    std::string_view rest() const { return rest_; }
    bool skip(char wanted) {
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    /// Exactly `count` digits.
    std::optional<int> number(std::size_t count) {
        if (digits_ahead() < count) return std::nullopt;
        const auto value = static_cast<int>(to_decimal(take(count))->digits);
        return value;
    }
    std::size_t digits_ahead() const {
        const auto end = rest_.find_first_not_of("0123456789");
        return end == std::string_view::npos ? rest_.size() : end;
    }
    std::string_view take(std::size_t count) {
        const std::string_view taken = rest_.substr(0, count);
        rest_.remove_prefix(taken.size());
        return taken;
    }

  private:
    std::string_view rest_;
};

/// Four digits, or a sign and up to nine.
std::optional<std::int64_t> scan_year(Scanner& scanner) {
    const bool negative = scanner.rest().starts_with('-');
    if (!negative && !scanner.rest().starts_with('+')) return scanner.number(4);
    scanner.take(1);
    const std::size_t count = scanner.digits_ahead();
    if (count < 1 || count > 9) return std::nullopt;
    const std::int64_t year = to_decimal(scanner.take(count))->digits;
    return negative ? -year : year;
}

std::optional<Result<Date, QueryError>> scan_week(Scanner& scanner, std::int64_t year, bool dashes) {
    const auto week = scanner.number(2);
    if (!week) return std::nullopt;
    if (scanner.at_end()) return make_week_date(year, *week, 1);
    if (dashes && !scanner.skip('-')) return std::nullopt;
    const auto day = scanner.number(1);
    if (!day) return std::nullopt;
    return make_week_date(year, *week, *day);
}

std::optional<Result<Date, QueryError>> scan_quarter(Scanner& scanner, std::int64_t year, bool dashes) {
    const auto quarter = scanner.number(1);
    if (!quarter) return std::nullopt;
    if (scanner.at_end()) return make_quarter_date(year, *quarter, 1);
    if (dashes && !scanner.skip('-')) return std::nullopt;
    const auto day = scanner.number(2);
    if (!day) return std::nullopt;
    return make_quarter_date(year, *quarter, *day);
}

/// What follows the year: month and day, ordinal day, week or quarter.
std::optional<Result<Date, QueryError>> scan_date(Scanner& scanner) {
    const auto year = scan_year(scanner);
    if (!year) return std::nullopt;
    if (scanner.at_end()) return make_date(*year, 1, 1);
    const bool dashes = scanner.skip('-');
    if (scanner.skip('W')) return scan_week(scanner, *year, dashes);
    if (scanner.skip('Q')) return scan_quarter(scanner, *year, dashes);
    if (scanner.digits_ahead() == 3) return make_ordinal_date(*year, *scanner.number(3));
    const auto month = scanner.number(2);
    if (!month) return std::nullopt;
    if (scanner.at_end()) return make_date(*year, *month, 1);
    if (dashes && !scanner.skip('-')) return std::nullopt;
    const auto day = scanner.number(2);
    if (!day) return std::nullopt;
    return make_date(*year, *month, *day);
}

/// Digits after the point as nanoseconds.
std::optional<std::int64_t> scan_fraction(Scanner& scanner) {
    const std::size_t count = scanner.digits_ahead();
    if (count < 1 || count > 9) return std::nullopt;
    std::int64_t fraction = to_decimal(scanner.take(count))->digits;
    for (std::size_t i = count; i < 9; ++i) fraction *= 10;
    return fraction;
}

std::optional<Result<LocalTime, QueryError>> scan_clock(Scanner& scanner) {
    const auto hour = scanner.number(2);
    if (!hour) return std::nullopt;
    int rest[2] = {0, 0};
    std::int64_t fraction = 0;
    const bool colons = scanner.rest().starts_with(':');
    for (int& part : rest) {
        if (scanner.at_end()) break;
        if (colons && !scanner.skip(':')) return std::nullopt;
        const auto number = scanner.number(2);
        if (!number) return std::nullopt;
        part = *number;
    }
    if (scanner.skip('.') || scanner.skip(',')) {
        const auto scanned = scan_fraction(scanner);
        if (!scanned) return std::nullopt;
        fraction = *scanned;
    }
    return make_local_time(*hour, rest[0], rest[1], fraction);
}

/// A clock with what follows it: `+01:00`, `Z`, `[Europe/Stockholm]`.
struct ZonedClock {
    std::string_view clock;
    std::string_view offset;
    std::string_view name;
};

std::optional<ZonedClock> split_zone(std::string_view text) {
    ZonedClock parts;
    if (text.ends_with(']')) {
        const auto open = text.find('[');
        if (open == std::string_view::npos) return std::nullopt;
        parts.name = text.substr(open + 1, text.size() - open - 2);
        text = text.substr(0, open);
    }
    const auto sign = text.find_first_of("Zz+-");
    parts.clock = text.substr(0, sign);
    if (sign != std::string_view::npos) parts.offset = text.substr(sign);
    return parts;
}

/// Text before and after the `T`.
std::pair<std::string_view, std::optional<std::string_view>> split_at_t(std::string_view text) {
    const auto at = text.find('T');
    if (at == std::string_view::npos) return {text, std::nullopt};
    return {text.substr(0, at), text.substr(at + 1)};
}

Result<DateTime, QueryError> zoned(const LocalDateTime& local, const ZonedClock& parts) {
    Zone zone;
    std::optional<std::int32_t> preferred;
    if (!parts.offset.empty()) {
        const auto offset = parse_zone(parts.offset);
        if (!offset) return offset.error();
        zone = *offset;
        preferred = offset->offset_seconds;
    }
    if (!parts.name.empty()) {
        const auto named = parse_zone(parts.name);
        if (!named) return named.error();
        zone = *named;
    }
    const DateTime value = in_zone(local, zone, preferred);
    if (preferred && value.offset_seconds != *preferred)
        return invalid_value("the offset " + std::string(parts.offset) + " is not that of " + zone.name +
                             " at that time, which is " + offset_text(value.offset_seconds));
    return value;
}

std::string padded(std::int64_t number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string date_text(Date date) {
    const CivilDate civil = to_civil(date);
    std::string year = padded(civil.year < 0 ? -civil.year : civil.year, 4);
    if (civil.year < 0)
        year.insert(0, "-");
    else if (civil.year > 9999)
        year.insert(0, "+");
    return year + "-" + padded(civil.month, 2) + "-" + padded(civil.day, 2);
}

/// `.` and the digits of a fraction of a second, without zeros at the end; empty for 0.
std::string fraction_text(std::int64_t nanoseconds) {
    if (nanoseconds == 0) return {};
    std::string text = "." + padded(nanoseconds, 9);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

std::string clock_text(LocalTime time) {
    const std::int64_t seconds = time.nanoseconds / nanoseconds_per_second;
    const std::int64_t fraction = time.nanoseconds % nanoseconds_per_second;
    std::string text = padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2);
    if (seconds % 60 != 0 || fraction != 0) text += ":" + padded(seconds % 60, 2) + fraction_text(fraction);
    return text;
}

std::string date_time_text(const DateTime& value) {
    const std::string local = date_text(value.local.date) + "T" + clock_text(value.local.time);
    const std::string zone = value.zone.empty() ? "" : "[" + value.zone + "]";
    return local + offset_text(value.offset_seconds) + zone;
}

void append_unit(std::string& text, std::int64_t count, char unit) {
    if (count != 0) text += std::to_string(count) + unit;
}

/// Seconds with their fraction; the sign stands before a fraction below one, too.
std::string seconds_text(std::int64_t seconds, std::int64_t nanoseconds) {
    if (seconds == 0 && nanoseconds == 0) return {};
    const bool negative = seconds < 0 || nanoseconds < 0;
    return (negative ? "-" : "") + std::to_string(seconds < 0 ? -seconds : seconds) +
           fraction_text(nanoseconds < 0 ? -nanoseconds : nanoseconds) + "S";
}

std::string duration_text(const Duration& duration) {
    std::int64_t seconds = duration.seconds;
    std::int64_t fraction = duration.nanoseconds;
    if (seconds < 0 && fraction > 0) { // both of one sign
        ++seconds;
        fraction -= nanoseconds_per_second;
    }
    std::string text = "P";
    append_unit(text, duration.months / 12, 'Y');
    append_unit(text, duration.months % 12, 'M');
    append_unit(text, duration.days, 'D');
    std::string clock;
    append_unit(clock, seconds / 3600, 'H');
    append_unit(clock, seconds / 60 % 60, 'M');
    clock += seconds_text(seconds % 60, fraction);
    if (!clock.empty()) text += "T" + clock;
    return text == "P" ? "PT0S" : text;
}

/// `P2012-02-02T14:37:21.545`: a duration written as a date and a time.
std::optional<Duration> parse_duration_as_date(std::string_view text) {
    const auto [date, clock] = split_at_t(text);
    Scanner scanner(date);
    const auto year = scanner.number(4);
    if (!year || !scanner.skip('-')) return std::nullopt;
    const auto month = scanner.number(2);
    if (!month || !scanner.skip('-')) return std::nullopt;
    const auto day = scanner.number(2);
    if (!day || !scanner.at_end()) return std::nullopt;
    Duration duration{std::int64_t{*year} * 12 + *month, *day, 0, 0};
    if (!clock) return duration;
    Scanner clock_scanner(*clock);
    const auto time = scan_clock(clock_scanner);
    if (!time || !*time || !clock_scanner.at_end()) return std::nullopt;
    duration.seconds = (**time).nanoseconds / nanoseconds_per_second;
    duration.nanoseconds = static_cast<std::int32_t>((**time).nanoseconds % nanoseconds_per_second);
    return duration;
}

/// Adds `amount` of the unit; false if there is no such unit there.
bool add_unit(DurationBuilder& duration, const Decimal& amount, char unit, bool clock) {
    const Wide number = amount.digits;
    switch (unit) {
    case 'Y':
        duration.add_months(number * 12, amount.denominator);
        return !clock;
    case 'W':
        duration.add_days(number * 7, amount.denominator);
        return !clock;
    case 'D':
        duration.add_days(number, amount.denominator);
        return !clock;
    case 'H':
        duration.add_seconds(number * 3600, amount.denominator);
        return clock;
    case 'S':
        duration.add_seconds(number, amount.denominator);
        return clock;
    case 'M':
        if (clock)
            duration.add_seconds(number * 60, amount.denominator);
        else
            duration.add_months(number, amount.denominator);
        return true;
    default:
        return false;
    }
}

/// `12Y5M14DT16H12M70S` after the P: units in their order, each at most once, only the last one a fraction.
bool scan_units(Scanner& scanner, DurationBuilder& duration, int sign) {
    constexpr std::string_view order = "YMWDTHMS";
    std::size_t place = 0;
    bool fraction = false;
    while (!scanner.at_end()) {
        if (scanner.skip('T')) {
            if (place > 4 || scanner.at_end()) return false;
            place = 5;
            continue;
        }
        const bool negative = scanner.rest().starts_with('-');
        if (negative || scanner.rest().starts_with('+')) scanner.take(1);
        const auto end = scanner.rest().find_first_not_of("0123456789.,");
        if (fraction || end == 0 || end == std::string_view::npos) return false;
        auto amount = to_decimal(scanner.take(end));
        const char unit = scanner.take(1)[0];
        const auto found = order.find(unit, place);
        if (!amount || found == std::string_view::npos || (found > 4 && place < 5)) return false;
        if (negative != (sign < 0)) amount->digits = -amount->digits;
        fraction = amount->denominator > 1;
        if (!add_unit(duration, *amount, unit, found > 4)) return false;
        place = found + 1;
    }
    return true;
}

} // namespace

Result<Date, QueryError> parse_date(std::string_view text) {
    Scanner scanner(text);
    auto date = scan_date(scanner);
    if (!date || !scanner.at_end()) return malformed("date", text, "2015-07-21");
    return std::move(*date);
}

Result<LocalTime, QueryError> parse_local_time(std::string_view text) {
    Scanner scanner(text);
    auto time = scan_clock(scanner);
    if (!time || !scanner.at_end()) return malformed("local time", text, "21:40:32");
    return std::move(*time);
}

Result<Time, QueryError> parse_time(std::string_view text) {
    const auto parts = split_zone(text);
    if (!parts || !parts->name.empty()) return malformed("time", text, "21:40:32+07:00");
    const auto local = parse_local_time(parts->clock);
    if (!local) return local.error();
    const auto offset = parse_zone(parts->offset.empty() ? "Z" : parts->offset);
    if (!offset) return offset.error();
    return Time{*local, offset->offset_seconds};
}

Result<LocalDateTime, QueryError> parse_local_date_time(std::string_view text) {
    const auto [date_part, clock_part] = split_at_t(text);
    const auto date = parse_date(date_part);
    if (!date) return date.error();
    if (!clock_part) return LocalDateTime{*date, {}};
    const auto time = parse_local_time(*clock_part);
    if (!time) return time.error();
    return LocalDateTime{*date, *time};
}

Result<DateTime, QueryError> parse_date_time(std::string_view text) {
    const auto [date_part, clock_part] = split_at_t(text);
    const auto date = parse_date(date_part);
    if (!date) return date.error();
    if (!clock_part) return zoned({*date, {}}, {});
    const auto parts = split_zone(*clock_part);
    if (!parts) return malformed("date and time", text, "2015-07-21T21:40:32+07:00");
    const auto time = parse_local_time(parts->clock);
    if (!time) return time.error();
    return zoned({*date, *time}, *parts);
}

Result<Duration, QueryError> parse_duration(std::string_view text) {
    std::string_view rest = text;
    const bool negative = rest.starts_with('-');
    if (negative || rest.starts_with('+')) rest.remove_prefix(1);
    if (!rest.starts_with('P') || rest.size() < 2) return malformed("duration", text, "P1Y2M10DT2H30M");
    rest.remove_prefix(1);
    if (const auto as_date = parse_duration_as_date(rest); as_date && !negative) return *as_date;
    Scanner scanner(rest);
    DurationBuilder duration;
    if (!scan_units(scanner, duration, negative ? -1 : 1))
        return malformed("duration", text, "P1Y2M10DT2H30M");
    return duration.build();
}

std::string temporal_text(const Value& value) {
    switch (value.type()) {
    case ValueType::date:
        return date_text(value.date());
    case ValueType::local_time:
        return clock_text(value.local_time());
    case ValueType::time:
        return clock_text(value.time().local) + offset_text(value.time().offset_seconds);
    case ValueType::local_date_time:
        return date_text(value.local_date_time().date) + "T" + clock_text(value.local_date_time().time);
    case ValueType::date_time:
        return date_time_text(value.date_time());
    default:
        return duration_text(value.duration());
    }
}

} // namespace banggiao::query
