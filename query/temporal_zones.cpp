// Takes offsets and IANA zone names. Hands out local times in zones and instants, with the zones' whole
// history (ICU).
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <map>
#include <memory>

namespace banggiao::query {

namespace {

constexpr std::int32_t greatest_offset = 18 * 3600;

/// The zone's rules, kept per thread; null if there is no such zone.
const icu::BasicTimeZone* find_zone(const std::string& name) {
    thread_local std::map<std::string, std::unique_ptr<icu::TimeZone>, std::less<>> known;
    if (const auto found = known.find(name); found != known.end())
        return dynamic_cast<const icu::BasicTimeZone*>(found->second.get());
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (!zone || *zone == icu::TimeZone::getUnknown()) return nullptr;
    constexpr std::size_t most_kept = 64;
    if (known.size() >= most_kept) known.clear();
    return dynamic_cast<const icu::BasicTimeZone*>(known.emplace(name, std::move(zone)).first->second.get());
}

/// ICU counts milliseconds in a double; whole seconds of our range divide into it exactly enough because
/// rules change on whole seconds and years beyond its 2^53 all follow the last rule.
UDate to_icu(std::int64_t seconds) {
    return static_cast<UDate>(seconds) * 1000;
}

std::optional<std::int32_t> offset_at(const icu::BasicTimeZone& zone, std::int64_t seconds) {
    std::int32_t raw = 0;
    std::int32_t saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone.getOffset(to_icu(seconds), false, raw, saving, status);
    if (U_FAILURE(status)) return std::nullopt;
    return (raw + saving) / 1000;
}

std::optional<std::int32_t> digits(std::string_view text) {
    std::int32_t number = 0;
    if (text.size() != 2) return std::nullopt;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    return number;
}

/// `hh`, `hhmm`, `hh:mm`, `hhmmss`, `hh:mm:ss` without its sign, in seconds.
std::optional<std::int32_t> parse_offset_size(std::string_view text) {
    std::string plain;
    const bool colons = text.find(':') != std::string_view::npos;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!colons || i % 3 != 2)
            plain += text[i];
        else if (text[i] != ':')
            return std::nullopt;
    }
    if (plain.size() != 2 && plain.size() != 4 && plain.size() != 6) return std::nullopt;
    std::int32_t seconds = 0;
    std::int32_t unit = 3600;
    for (std::size_t i = 0; i < plain.size(); i += 2, unit /= 60) {
        const auto part = digits(std::string_view(plain).substr(i, 2));
        if (!part || (i > 0 && *part > 59)) return std::nullopt;
        seconds += *part * unit;
    }
    return seconds <= greatest_offset ? std::optional(seconds) : std::nullopt;
}

std::string two_digits(std::int32_t number) {
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

} // namespace

bool is_zone(const std::string& zone) {
    return find_zone(zone) != nullptr;
}

std::optional<std::int32_t> zone_offset_at_instant(const std::string& zone, std::int64_t seconds) {
    const icu::BasicTimeZone* rules = find_zone(zone);
    return rules ? offset_at(*rules, seconds) : std::nullopt;
}

// An offset fits a local time if the instant it makes has that offset. The offsets a day before and after are
// the only candidates near one change; in a gap none fits and the one before it moves the clock forward.
std::optional<std::int32_t> zone_offset_at_local(const std::string& zone, const LocalDateTime& local,
                                                 std::optional<std::int32_t> preferred) {
    const icu::BasicTimeZone* rules = find_zone(zone);
    if (!rules) return std::nullopt;
    const std::int64_t seconds = epoch_seconds(local);
    const auto fits = [&](std::int32_t offset) { return offset_at(*rules, seconds - offset) == offset; };
    if (preferred && fits(*preferred)) return preferred;
    const auto before = offset_at(*rules, seconds - seconds_per_day);
    const auto after = offset_at(*rules, seconds + seconds_per_day);
    if (!before || !after) return std::nullopt;
    if (!fits(*before) && fits(*after)) return after;
    return before;
}

Result<Zone, QueryError> parse_zone(std::string_view text) {
    if (text == "Z" || text == "z") return Zone{};
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        if (const auto size = parse_offset_size(text.substr(1)))
            return Zone{text[0] == '-' ? -*size : *size, {}};
    } else if (is_zone(std::string(text))) {
        return Zone{0, std::string(text)};
    }
    return invalid_value("there is no time zone `" + std::string(text) +
                         "`; write an offset (`+07:00`) or an IANA name (`Asia/Ho_Chi_Minh`)");
}

std::string offset_text(std::int32_t offset_seconds) {
    if (offset_seconds == 0) return "Z";
    const std::int32_t size = offset_seconds < 0 ? -offset_seconds : offset_seconds;
    std::string text = offset_seconds < 0 ? "-" : "+";
    text += two_digits(size / 3600) + ":" + two_digits(size / 60 % 60);
    return size % 60 == 0 ? text : text + ":" + two_digits(size % 60);
}

DateTime in_zone(const LocalDateTime& local, const Zone& zone, std::optional<std::int32_t> preferred) {
    if (zone.name.empty()) return {local, zone.offset_seconds, {}};
    const std::int32_t offset = zone_offset_at_local(zone.name, local, preferred).value_or(0);
    return at_instant(epoch_seconds(local) - offset,
                      static_cast<std::int32_t>(local.time.nanoseconds % nanoseconds_per_second), zone);
}

DateTime at_instant(std::int64_t seconds, std::int32_t nanoseconds, const Zone& zone) {
    const std::int32_t offset =
        zone.name.empty() ? zone.offset_seconds : zone_offset_at_instant(zone.name, seconds).value_or(0);
    return {from_epoch(seconds + offset, nanoseconds), offset, zone.name};
}

std::int64_t epoch_seconds(const LocalDateTime& value) {
    return value.date.days * seconds_per_day + value.time.nanoseconds / nanoseconds_per_second;
}

std::int64_t epoch_seconds(const DateTime& value) {
    return epoch_seconds(value.local) - value.offset_seconds;
}

LocalDateTime from_epoch(std::int64_t seconds, std::int32_t nanoseconds) {
    return {{floor_divide(seconds, seconds_per_day)},
            {floor_modulo(seconds, seconds_per_day) * nanoseconds_per_second + nanoseconds}};
}

} // namespace banggiao::query
