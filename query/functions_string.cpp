// Takes texts. Hands out their parts and other spellings; positions and lengths count code points.
#include <banggiao/graph/text.h>
#include <banggiao/query/evaluation_detail.h>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace banggiao::query {

namespace {

using Context = EvaluationContext;
using Arguments = std::span<const Value>;

bool any_null(Arguments arguments) {
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const Value& value) { return value.is_null(); });
}

/// An error if argument i is not of the wanted type.
std::optional<QueryError> check(std::string_view function, const Value& value, ValueType wanted) {
    if (value.is(wanted)) return std::nullopt;
    return wrong_argument(function, name_of(wanted), value);
}

/// text → text functions.
template <std::string (*function)(const std::string&)>
ValueResult apply(const Context&, Arguments arguments) {
    if (any_null(arguments)) return Value();
    if (auto error = check({}, arguments[0], ValueType::string)) return std::move(*error);
    return Value(function(arguments[0].string()));
}

std::string upper_case(const std::string& text) {
    std::string result;
    return icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()).toUTF8String(result);
}

std::string lower_case(const std::string& text) {
    std::string result;
    return icu::UnicodeString::fromUTF8(text).toLower(icu::Locale::getRoot()).toUTF8String(result);
}

std::string trim_sides(const std::string& text, bool left, bool right) {
    const std::u32string points = to_code_points(text);
    std::size_t first = 0;
    std::size_t end = points.size();
    while (left && first < end && is_space(points[first])) ++first;
    while (right && end > first && is_space(points[end - 1])) --end;
    return to_utf8(std::u32string_view(points).substr(first, end - first));
}

std::string trim_both(const std::string& text) {
    return trim_sides(text, true, true);
}
std::string trim_left(const std::string& text) {
    return trim_sides(text, true, false);
}
std::string trim_right(const std::string& text) {
    return trim_sides(text, false, true);
}

ValueResult replace(const Context& context, Arguments arguments) {
    if (any_null(arguments)) return Value();
    for (const Value& value : arguments)
        if (auto error = check("replace", value, ValueType::string)) return std::move(*error);
    const std::string& text = arguments[0].string();
    const std::string& search = arguments[1].string();
    if (search.empty()) return arguments[0];
    std::string result;
    std::size_t from = 0;
    for (auto at = text.find(search); at != std::string::npos; at = text.find(search, from)) {
        result.append(text, from, at - from);
        result += arguments[2].string();
        from = at + search.size();
        if (result.size() > context.most_bytes) return too_much_memory(context.most_bytes);
    }
    return Value(result.append(text, from, std::string::npos));
}

List split_into_code_points(const std::string& text) {
    List parts;
    for (const char32_t point : to_code_points(text))
        parts.emplace_back(to_utf8(std::u32string_view(&point, 1)));
    return parts;
}

ValueResult split(const Context& context, Arguments arguments) {
    if (any_null(arguments)) return Value();
    for (const Value& value : arguments)
        if (auto error = check("split", value, ValueType::string)) return std::move(*error);
    const std::string& text = arguments[0].string();
    const std::string& separator = arguments[1].string();
    if (separator.empty()) return Value(split_into_code_points(text));
    List parts;
    std::size_t from = 0;
    for (auto at = text.find(separator); at != std::string::npos; at = text.find(separator, from)) {
        parts.emplace_back(text.substr(from, at - from));
        from = at + separator.size();
        if (parts.size() > context.most_bytes / sizeof(Value)) return too_much_memory(context.most_bytes);
    }
    parts.emplace_back(text.substr(from));
    return Value(std::move(parts));
}

std::optional<QueryError> check_counts(std::string_view function, Arguments arguments) {
    if (auto error = check(function, arguments[0], ValueType::string)) return error;
    for (const Value& count : arguments.subspan(1)) {
        if (auto error = check(function, count, ValueType::integer)) return error;
        if (count.integer() < 0)
            return run_time_error(QueryErrorType::argument, "NegativeIntegerArgument",
                                  "`" + std::string(function) + "` takes a count of at least 0, not " +
                                      std::to_string(count.integer()));
    }
    return std::nullopt;
}

std::string part_of(const std::string& text, std::int64_t from, std::int64_t length) {
    const std::u32string points = to_code_points(text);
    const auto size = static_cast<std::int64_t>(points.size());
    if (from >= size) return {};
    return to_utf8(std::u32string_view(points).substr(static_cast<std::size_t>(from),
                                                      static_cast<std::size_t>(std::min(length, size))));
}

ValueResult substring(const Context&, Arguments arguments) {
    if (any_null(arguments)) return Value();
    if (auto error = check_counts("substring", arguments)) return std::move(*error);
    const std::string& text = arguments[0].string();
    const auto rest = static_cast<std::int64_t>(text.size());
    return Value(part_of(text, arguments[1].integer(), arguments.size() > 2 ? arguments[2].integer() : rest));
}

ValueResult left(const Context&, Arguments arguments) {
    if (any_null(arguments)) return Value();
    if (auto error = check_counts("left", arguments)) return std::move(*error);
    return Value(part_of(arguments[0].string(), 0, arguments[1].integer()));
}

ValueResult right(const Context&, Arguments arguments) {
    if (any_null(arguments)) return Value();
    if (auto error = check_counts("right", arguments)) return std::move(*error);
    const std::string& text = arguments[0].string();
    const auto size = static_cast<std::int64_t>(code_point_count(text));
    return Value(part_of(text, std::max<std::int64_t>(0, size - arguments[1].integer()), size));
}

constexpr Function table[] = {
    {"left", 2, 2, left},
    {"lTrim", 1, 1, apply<trim_left>},
    {"replace", 3, 3, replace},
    {"right", 2, 2, right},
    {"rTrim", 1, 1, apply<trim_right>},
    {"split", 2, 2, split},
    {"substring", 2, 3, substring},
    {"toLower", 1, 1, apply<lower_case>},
    {"toUpper", 1, 1, apply<upper_case>},
    {"trim", 1, 1, apply<trim_both>},
};

} // namespace

std::span<const Function> string_functions() {
    return table;
}

} // namespace banggiao::query
