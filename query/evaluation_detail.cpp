// Takes what went wrong with a value. Hands out the error of the openCypher kit, and the texts of numbers.
#include <banggiao/query/evaluation_detail.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace banggiao::query {

QueryError run_time_error(QueryErrorType type, std::string_view detail, std::string message) {
    QueryError error;
    error.phase = Phase::run_time;
    error.type = type;
    error.detail = detail;
    error.message = std::move(message);
    return error;
}

QueryError invalid_type(std::string message) {
    return run_time_error(QueryErrorType::type, "InvalidArgumentType", std::move(message));
}

QueryError wrong_argument(std::string_view function, std::string_view wanted, const Value& value) {
    const std::string name = function.empty() ? "this function" : "`" + std::string(function) + "`";
    return invalid_type(name + " takes a " + std::string(wanted) + ", not " + describe_type(value));
}

QueryError invalid_value(std::string message) {
    return run_time_error(QueryErrorType::type, "InvalidArgumentValue", std::move(message));
}

QueryError out_of_range(std::string message) {
    return run_time_error(QueryErrorType::argument, "NumberOutOfRange", std::move(message));
}

QueryError overflow(std::string_view operation) {
    return run_time_error(QueryErrorType::arithmetic, "NumberOutOfRange",
                          "the result of " + std::string(operation) + " does not fit 64 bits");
}

QueryError too_much_memory(std::size_t most_bytes) {
    return {Phase::run_time,
            QueryErrorType::limit,
            "LimitReached",
            "the query needs more than " + std::to_string(most_bytes) + " bytes of memory",
            "narrow it down, or allow more memory",
            {}};
}

QueryError erased(const Value& entity) {
    return run_time_error(QueryErrorType::entity_not_found, "DeletedEntityAccess",
                          describe_type(entity) + " was deleted earlier in the query");
}

std::string describe_type(const Value& value) {
    if (value.is_null()) return "null";
    const std::string name(name_of(value.type()));
    return (name == "INTEGER" ? "an " : "a ") + name;
}

std::string float_text(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    const double magnitude = std::fabs(number);
    const bool fixed = magnitude == 0 || (magnitude >= 1e-5 && magnitude < 1e15);
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number,
                                   fixed ? std::chars_format::fixed : std::chars_format::scientific)
                         .ptr;
    std::string text(buffer, end);
    if (!fixed) {
        if (const auto plus = text.find("e+"); plus != std::string::npos) text.erase(plus + 1, 1);
        return text;
    }
    return text.find('.') == std::string::npos ? text + ".0" : text;
}

char lower_case(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 'a' - 'A') : letter;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower_case(x) == lower_case(y); });
}

double as_double(const Value& number) {
    return number.is(ValueType::integer) ? static_cast<double>(number.integer()) : number.floating();
}

} // namespace banggiao::query
