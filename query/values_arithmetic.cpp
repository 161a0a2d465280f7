// Takes values. Hands out their sums, products and powers. Integers stay integers and never wrap: a result
// that does not fit 64 bits is an error. Null with anything is null.
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

#include <cmath>
#include <limits>

namespace banggiao::query {

namespace {

QueryError cannot(std::string_view verb, const Value& a, const Value& b) {
    return invalid_type("cannot " + std::string(verb) + " " + describe_type(a) + " and " + describe_type(b));
}

QueryError division_by_zero() {
    return run_time_error(QueryErrorType::arithmetic, "DivisionByZero", "an integer is divided by zero");
}

bool both(const Value& a, const Value& b, ValueType type) {
    return a.is(type) && b.is(type);
}

bool both_numbers(const Value& a, const Value& b) {
    return a.is_number() && b.is_number();
}

Value concatenate(const Value& a, const Value& b) {
    List joined;
    if (a.is(ValueType::list))
        joined = a.list();
    else
        joined.push_back(a);
    if (b.is(ValueType::list))
        joined.insert(joined.end(), b.list().begin(), b.list().end());
    else
        joined.push_back(b);
    return joined;
}

ValueResult add_integers(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) return overflow("`+`");
    return Value(sum);
}

} // namespace

ValueResult add(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return Value();
    if (both(a, b, ValueType::integer)) return add_integers(a.integer(), b.integer());
    if (both_numbers(a, b)) return Value(as_double(a) + as_double(b));
    if (a.is(ValueType::list) || b.is(ValueType::list)) return concatenate(a, b);
    if (a.is(ValueType::string) || b.is(ValueType::string)) {
        const auto left = plain_text(a);
        const auto right = plain_text(b);
        if (!left || !right) return cannot("add", a, b);
        return Value(*left + *right);
    }
    if (is_temporal(a) && b.is(ValueType::duration)) return add_duration(a, b.duration(), 1);
    if (a.is(ValueType::duration) && is_temporal(b)) return add_duration(b, a.duration(), 1);
    return cannot("add", a, b);
}

ValueResult subtract(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return Value();
    if (both(a, b, ValueType::integer)) {
        std::int64_t difference = 0;
        if (__builtin_sub_overflow(a.integer(), b.integer(), &difference)) return overflow("`-`");
        return Value(difference);
    }
    if (both_numbers(a, b)) return Value(as_double(a) - as_double(b));
    if (is_temporal(a) && b.is(ValueType::duration)) return add_duration(a, b.duration(), -1);
    return cannot("subtract", a, b);
}

ValueResult multiply(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return Value();
    if (both(a, b, ValueType::integer)) {
        std::int64_t product = 0;
        if (__builtin_mul_overflow(a.integer(), b.integer(), &product)) return overflow("`*`");
        return Value(product);
    }
    if (both_numbers(a, b)) return Value(as_double(a) * as_double(b));
    if (a.is(ValueType::duration) && b.is_number()) return multiply_duration(a.duration(), b);
    if (a.is_number() && b.is(ValueType::duration)) return multiply_duration(b.duration(), a);
    return cannot("multiply", a, b);
}

ValueResult divide(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return Value();
    if (both(a, b, ValueType::integer)) {
        if (b.integer() == 0) return division_by_zero();
        if (b.integer() == -1) return negate(a);
        return Value(a.integer() / b.integer());
    }
    if (both_numbers(a, b)) return Value(as_double(a) / as_double(b));
    if (a.is(ValueType::duration) && b.is_number()) return divide_duration(a.duration(), b);
    return cannot("divide", a, b);
}

ValueResult modulo(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return Value();
    if (both(a, b, ValueType::integer)) {
        if (b.integer() == 0) return division_by_zero();
        return Value(b.integer() == -1 ? std::int64_t{0} : a.integer() % b.integer());
    }
    if (both_numbers(a, b)) return Value(std::fmod(as_double(a), as_double(b)));
    return cannot("take the remainder of", a, b);
}

ValueResult power(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return Value();
    if (both_numbers(a, b)) return Value(std::pow(as_double(a), as_double(b)));
    return cannot("raise to a power", a, b);
}

ValueResult negate(const Value& a) {
    switch (a.type()) {
    case ValueType::null:
        return Value();
    case ValueType::floating:
        return Value(-a.floating());
    case ValueType::integer:
        if (a.integer() == std::numeric_limits<std::int64_t>::min()) return overflow("`-`");
        return Value(-a.integer());
    case ValueType::duration:
        return multiply_duration(a.duration(), Value(-1));
    default:
        return invalid_type("cannot negate " + describe_type(a));
    }
}

} // namespace banggiao::query
