// Takes any value. Hands out its boolean, number or text: toBoolean, toInteger, toFloat, toString; coalesce,
// exists.
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

#include <charconv>
#include <cmath>

namespace banggiao::query {

namespace {

using Context = EvaluationContext;
using Arguments = std::span<const Value>;

QueryError cannot_convert(std::string_view function, const Value& value) {
    return invalid_value("`" + std::string(function) + "` cannot convert " + describe_type(value));
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

/// The whole text as a number; nothing if it is not one.
template <typename T>
std::optional<T> parse_number(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    T number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

bool fits_integer(double number) {
    return number >= -9223372036854775808.0 && number < 9223372036854775808.0;
}

ValueResult integer_of_float(double number) {
    if (std::isnan(number)) return Value();
    if (!fits_integer(number))
        return out_of_range("`toInteger` of " + float_text(number) + " does not fit 64 bits");
    return Value(static_cast<std::int64_t>(number));
}

ValueResult integer_of_text(const std::string& text) {
    if (const auto integer = parse_number<std::int64_t>(text)) return Value(*integer);
    const auto floating = parse_number<double>(text);
    return floating && fits_integer(*floating) ? Value(static_cast<std::int64_t>(*floating)) : Value();
}

ValueResult to_boolean(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null() || value.is(ValueType::boolean)) return value;
    if (value.is(ValueType::integer)) return Value(value.integer() != 0);
    if (!value.is(ValueType::string)) return cannot_convert("toBoolean", value);
    const std::string_view text = trimmed(value.string());
    if (same_name(text, "true")) return Value(true);
    return same_name(text, "false") ? Value(false) : Value();
}

ValueResult to_integer(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    switch (value.type()) {
    case ValueType::null:
    case ValueType::integer:
        return value;
    case ValueType::floating:
        return integer_of_float(value.floating());
    case ValueType::boolean:
        return Value(value.boolean() ? 1 : 0);
    case ValueType::string:
        return integer_of_text(value.string());
    default:
        return cannot_convert("toInteger", value);
    }
}

ValueResult to_float(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null() || value.is(ValueType::floating)) return value;
    if (value.is(ValueType::integer)) return Value(as_double(value));
    if (!value.is(ValueType::string)) return cannot_convert("toFloat", value);
    const auto number = parse_number<double>(value.string());
    return number ? Value(*number) : Value();
}

ValueResult to_string(const Context&, Arguments arguments) {
    if (arguments[0].is_null()) return Value();
    auto text = plain_text(arguments[0]);
    if (!text) return cannot_convert("toString", arguments[0]);
    return Value(std::move(*text));
}

ValueResult coalesce(const Context&, Arguments arguments) {
    for (const Value& value : arguments)
        if (!value.is_null()) return value;
    return Value();
}

ValueResult exists(const Context&, Arguments arguments) {
    return Value(!arguments[0].is_null());
}

constexpr Function table[] = {
    {"coalesce", 1, -1, coalesce}, {"exists", 1, 1, exists},        {"toBoolean", 1, 1, to_boolean},
    {"toFloat", 1, 1, to_float},   {"toInteger", 1, 1, to_integer}, {"toString", 1, 1, to_string},
};

} // namespace

std::span<const Function> conversion_functions() {
    return table;
}

} // namespace banggiao::query
