// Takes the code or English name of a place. Hands out both and where it is.
#include <banggiao/graph/places.h>
#include <banggiao/graph/text.h>

#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <map>
#include <vector>

namespace banggiao {

namespace {

constexpr std::string_view table =
#include "places_table.inc"
    ;

double degrees(std::string_view text) {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    assert(read.ec == std::errc());
    static_cast<void>(read);
    return value;
}

Place parse(std::string_view line) {
    std::array<std::string_view, 4> fields;
    for (std::string_view& field : fields) {
        const std::size_t tab = std::min(line.find('\t'), line.size());
        field = line.substr(0, tab);
        line.remove_prefix(std::min(tab + 1, line.size()));
    }
    return {fields[0], fields[3], {degrees(fields[1]), degrees(fields[2])}};
}

struct Table {
    std::vector<Place> places;
    std::map<std::string, const Place*, std::less<>> by_name; ///< the first of a name: countries come first

    Table() {
        for (std::size_t start = 0; start < table.size();) {
            const std::size_t end = std::min(table.find('\n', start), table.size());
            const std::string_view line = table.substr(start, end - start);
            if (!line.empty() && line[0] != '#') places.push_back(parse(line));
            start = end + 1;
        }
        std::vector<Place> in_order = places;
        std::sort(places.begin(), places.end(),
                  [](const Place& a, const Place& b) { return a.code < b.code; });
        for (const Place& place : in_order) by_name.emplace(name_key(place.english), find(place.code));
    }

    const Place* find(std::string_view code) const {
        const auto found =
            std::lower_bound(places.begin(), places.end(), code,
                             [](const Place& place, std::string_view c) { return place.code < c; });
        return found != places.end() && found->code == code ? &*found : nullptr;
    }
};

const Table& the_table() {
    static const Table only;
    return only;
}

} // namespace

const Place* find_place(std::string_view code_or_name) {
    if (const Place* place = the_table().find(code_or_name)) return place;
    const auto named = the_table().by_name.find(name_key(code_or_name));
    return named == the_table().by_name.end() ? nullptr : named->second;
}

std::string name_of_country(std::string_view code, const char* language) {
    const std::string locale = "und_" + std::string(code);
    constexpr std::int32_t most = 128;
    UChar name[most];
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = uloc_getDisplayCountry(locale.c_str(), language, name, most, &status);
    if (U_FAILURE(status) || length <= 0 || length >= most) return std::string(code);
    std::string text;
    return icu::UnicodeString(name, length).toUTF8String(text);
}

std::span<const Place> all_places() {
    return the_table().places;
}

} // namespace banggiao
