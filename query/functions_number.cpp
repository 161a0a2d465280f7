// Takes numbers. Hands out the mathematical functions of openCypher 9, and rand.
#include <banggiao/query/evaluation_detail.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

namespace banggiao::query {

namespace {

using Context = EvaluationContext;
using Arguments = std::span<const Value>;

QueryError not_a_number(std::string_view function, const Value& value) {
    return wrong_argument(function, "number", value);
}

constexpr double radians_per_degree = std::numbers::pi / 180;

// Half up, towards positive infinity, also where x + 0.5 would round.
double round_half_up(double x) {
    const double below = std::floor(x);
    return x - below >= 0.5 ? below + 1 : below;
}
double cotangent(double x) {
    return 1 / std::tan(x);
}
double degrees(double x) {
    return x / radians_per_degree;
}
double radians(double x) {
    return x * radians_per_degree;
}
double haversin(double x) {
    return (1 - std::cos(x)) / 2;
}
double ceiling(double x) {
    return std::ceil(x);
}
double flooring(double x) {
    return std::floor(x);
}
double square_root(double x) {
    return std::sqrt(x);
}
double exponential(double x) {
    return std::exp(x);
}
double natural_logarithm(double x) {
    return std::log(x);
}
double decimal_logarithm(double x) {
    return std::log10(x);
}
double sine(double x) {
    return std::sin(x);
}
double cosine(double x) {
    return std::cos(x);
}
double tangent(double x) {
    return std::tan(x);
}
double arc_sine(double x) {
    return std::asin(x);
}
double arc_cosine(double x) {
    return std::acos(x);
}
double arc_tangent(double x) {
    return std::atan(x);
}

/// float → float; an integer is widened.
template <double (*function)(double)>
ValueResult apply(const Context&, Arguments arguments) {
    if (arguments[0].is_null()) return Value();
    if (!arguments[0].is_number()) return not_a_number({}, arguments[0]);
    return Value(function(as_double(arguments[0])));
}

ValueResult absolute(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (value.is(ValueType::floating)) return Value(std::fabs(value.floating()));
    if (!value.is(ValueType::integer)) return not_a_number("abs", value);
    return value.integer() < 0 ? negate(value) : ValueResult(value);
}

ValueResult sign(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (!value.is_number()) return not_a_number("sign", value);
    const auto order = compare_numbers(value, Value(0));
    return order ? Value(*order) : Value();
}

ValueResult is_nan(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (!value.is_number()) return not_a_number("isNaN", value);
    return Value(std::isnan(as_double(value)));
}

ValueResult arc_tangent_of_two(const Context&, Arguments arguments) {
    if (arguments[0].is_null() || arguments[1].is_null()) return Value();
    for (const Value& value : arguments)
        if (!value.is_number()) return not_a_number("atan2", value);
    return Value(std::atan2(as_double(arguments[0]), as_double(arguments[1])));
}

ValueResult pi(const Context&, Arguments) {
    return Value(std::numbers::pi);
}
ValueResult euler(const Context&, Arguments) {
    return Value(std::numbers::e);
}

ValueResult random(const Context&, Arguments) {
    thread_local std::mt19937_64 engine{std::random_device{}()};
    return Value(std::uniform_real_distribution<double>(0, 1)(engine));
}

constexpr Function table[] = {
    {"abs", 1, 1, absolute},
    {"acos", 1, 1, apply<arc_cosine>},
    {"asin", 1, 1, apply<arc_sine>},
    {"atan", 1, 1, apply<arc_tangent>},
    {"atan2", 2, 2, arc_tangent_of_two},
    {"ceil", 1, 1, apply<ceiling>},
    {"cos", 1, 1, apply<cosine>},
    {"cot", 1, 1, apply<cotangent>},
    {"degrees", 1, 1, apply<degrees>},
    {"e", 0, 0, euler},
    {"exp", 1, 1, apply<exponential>},
    {"floor", 1, 1, apply<flooring>},
    {"haversin", 1, 1, apply<haversin>},
    {"isNaN", 1, 1, is_nan},
    {"log", 1, 1, apply<natural_logarithm>},
    {"log10", 1, 1, apply<decimal_logarithm>},
    {"pi", 0, 0, pi},
    {"radians", 1, 1, apply<radians>},
    {"rand", 0, 0, random, false},
    {"round", 1, 1, apply<round_half_up>},
    {"sign", 1, 1, sign},
    {"sin", 1, 1, apply<sine>},
    {"sqrt", 1, 1, apply<square_root>},
    {"tan", 1, 1, apply<tangent>},
};

} // namespace

std::span<const Function> number_functions() {
    return table;
}

} // namespace banggiao::query
