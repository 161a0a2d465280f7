// Takes two values. Hands out Cypher's three relations between them: `=` and `<` with their third truth
// value, equivalence (DISTINCT), and the total order of ORDER BY (openCypher CIP2016-06-14).
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

#include <cmath>
#include <functional>

namespace banggiao::query {

namespace {

constexpr double two_to_63 = 9223372036854775808.0;

std::optional<int> compare_integer_with_float(std::int64_t integer, double floating) {
    if (std::isnan(floating)) return std::nullopt;
    if (floating >= two_to_63) return -1;
    if (floating < -two_to_63) return 1;
    const double whole = std::trunc(floating);
    if (const int order = three_way(integer, static_cast<std::int64_t>(whole))) return order;
    return three_way(whole, floating);
}

enum class Truth { no, unknown, yes };

Truth truth_of_equality(const Value& a, const Value& b);

Truth lists_equal(const List& a, const List& b) {
    if (a.size() != b.size()) return Truth::no;
    Truth all = Truth::yes;
    for (std::size_t i = 0; i < a.size(); ++i) {
        all = std::min(all, truth_of_equality(a[i], b[i]));
        if (all == Truth::no) break;
    }
    return all;
}

Truth maps_equal(const Map& a, const Map& b) {
    if (a.size() != b.size()) return Truth::no;
    Truth all = Truth::yes;
    for (auto left = a.begin(), right = b.begin(); left != a.end(); ++left, ++right) {
        if (left->first != right->first) return Truth::no;
        all = std::min(all, truth_of_equality(left->second, right->second));
    }
    return all;
}

Truth truth_of_equality(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return Truth::unknown;
    if (a.is_number() && b.is_number()) return compare_numbers(a, b) == 0 ? Truth::yes : Truth::no;
    if (a.type() != b.type()) return Truth::no;
    if (a.is(ValueType::list)) return lists_equal(a.list(), b.list());
    if (a.is(ValueType::map)) return maps_equal(a.map(), b.map());
    return a == b ? Truth::yes : Truth::no;
}

Comparison from_order(int order) {
    return order < 0 ? Comparison::less : (order > 0 ? Comparison::greater : Comparison::equal);
}

/// Lexicographic; the first pair of elements that is not surely equal decides.
Comparison compare_lists(const List& a, const List& b) {
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        const Truth same = truth_of_equality(a[i], b[i]);
        if (same == Truth::unknown) return Comparison::unknown;
        if (same == Truth::no) return compare(a[i], b[i]);
    }
    return from_order(three_way(a.size(), b.size()));
}

Value truth(Comparison comparison, bool if_less, bool if_equal) {
    switch (comparison) {
    case Comparison::less:
        return if_less;
    case Comparison::equal:
        return if_equal;
    case Comparison::greater:
        return !if_less;
    case Comparison::unordered:
        return false;
    case Comparison::unknown:
        break;
    }
    return {};
}

/// The groups of ORDER BY, ascending.
int rank(ValueType type) {
    switch (type) {
    case ValueType::map:
        return 0;
    case ValueType::node:
        return 1;
    case ValueType::edge:
        return 2;
    case ValueType::list:
        return 3;
    case ValueType::path:
        return 4;
    case ValueType::date_time:
        return 5;
    case ValueType::local_date_time:
        return 6;
    case ValueType::date:
        return 7;
    case ValueType::time:
        return 8;
    case ValueType::local_time:
        return 9;
    case ValueType::duration:
        return 10;
    case ValueType::string:
        return 11;
    case ValueType::boolean:
        return 12;
    case ValueType::integer:
    case ValueType::floating:
        return 13;
    case ValueType::null:
        return 14;
    }
    return 15;
}

bool is_nan(const Value& value) {
    return value.is(ValueType::floating) && std::isnan(value.floating());
}

int order_of_numbers(const Value& a, const Value& b) {
    if (const auto order = compare_numbers(a, b)) return *order;
    return three_way(is_nan(a), is_nan(b));
}

int order_of_lists(const List& a, const List& b) {
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        if (const int order = compare_for_order(a[i], b[i])) return order;
    return three_way(a.size(), b.size());
}

int order_of_maps(const Map& a, const Map& b) {
    auto left = a.begin();
    auto right = b.begin();
    for (; left != a.end() && right != b.end(); ++left, ++right) {
        if (const int order = three_way(left->first, right->first)) return order;
        if (const int order = compare_for_order(left->second, right->second)) return order;
    }
    return three_way(a.size(), b.size());
}

int order_of_paths(const Path& a, const Path& b) {
    for (std::size_t i = 0; i < a.nodes.size() && i < b.nodes.size(); ++i) {
        if (const int order = three_way(a.nodes[i], b.nodes[i])) return order;
        if (i >= a.edges.size() || i >= b.edges.size()) break;
        if (const int order = three_way(a.edges[i], b.edges[i])) return order;
    }
    return three_way(a.nodes.size(), b.nodes.size());
}

std::size_t combine(std::size_t seed, std::size_t more) {
    return seed ^ (more + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2));
}

/// An integral float hashes as the integer it equals.
std::size_t hash_of_float(double number) {
    if (std::isnan(number)) return 0x7ff8;
    if (number >= -two_to_63 && number < two_to_63 && std::trunc(number) == number)
        return std::hash<std::int64_t>{}(static_cast<std::int64_t>(number));
    return std::hash<double>{}(number);
}

template <typename... Parts>
std::size_t hash_of_parts(const Parts&... parts) {
    std::size_t seed = 0;
    ((seed = combine(seed, std::hash<Parts>{}(parts))), ...);
    return seed;
}

std::size_t hash_of_list(const List& list) {
    std::size_t seed = list.size();
    for (const Value& element : list) seed = combine(seed, hash(element));
    return seed;
}

std::size_t hash_of_map(const Map& map) {
    std::size_t seed = map.size();
    for (const auto& [key, value] : map)
        seed = combine(combine(seed, std::hash<std::string>{}(key)), hash(value));
    return seed;
}

std::size_t hash_of_path(const Path& path) {
    std::size_t seed = path.nodes.size();
    for (const VertexId node : path.nodes) seed = combine(seed, node);
    for (const EdgeId edge : path.edges) seed = combine(seed, edge);
    return seed;
}

std::size_t hash_of_temporal(const Value& value) {
    switch (value.type()) {
    case ValueType::date:
        return hash_of_parts(value.date().days);
    case ValueType::local_time:
        return hash_of_parts(value.local_time().nanoseconds);
    case ValueType::time:
        return hash_of_parts(value.time().local.nanoseconds, value.time().offset_seconds);
    case ValueType::local_date_time: {
        const LocalDateTime& local = value.local_date_time();
        return hash_of_parts(local.date.days, local.time.nanoseconds);
    }
    case ValueType::date_time: {
        const DateTime& full = value.date_time();
        return hash_of_parts(full.local.date.days, full.local.time.nanoseconds, full.offset_seconds,
                             full.zone);
    }
    default: {
        const Duration& duration = value.duration();
        return hash_of_parts(duration.months, duration.days, duration.seconds, duration.nanoseconds);
    }
    }
}

} // namespace

std::optional<int> compare_numbers(const Value& a, const Value& b) {
    const bool a_integer = a.is(ValueType::integer);
    const bool b_integer = b.is(ValueType::integer);
    if (a_integer && b_integer) return three_way(a.integer(), b.integer());
    if (a_integer) return compare_integer_with_float(a.integer(), b.floating());
    if (b_integer) {
        const auto order = compare_integer_with_float(b.integer(), a.floating());
        return order ? std::optional(-*order) : std::nullopt;
    }
    if (std::isnan(a.floating()) || std::isnan(b.floating())) return std::nullopt;
    return three_way(a.floating(), b.floating());
}

Comparison compare(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return Comparison::unknown;
    if (a.is_number() && b.is_number()) {
        const auto order = compare_numbers(a, b);
        return order ? from_order(*order) : Comparison::unordered;
    }
    if (a.type() != b.type()) return Comparison::unknown;
    switch (a.type()) {
    case ValueType::boolean:
        return from_order(three_way(a.boolean(), b.boolean()));
    case ValueType::string:
        return from_order(a.string().compare(b.string()));
    case ValueType::list:
        return compare_lists(a.list(), b.list());
    case ValueType::date:
    case ValueType::local_time:
    case ValueType::time:
    case ValueType::local_date_time:
    case ValueType::date_time:
        return from_order(order_of_temporals(a, b));
    default:
        return Comparison::unknown;
    }
}

Value equals(const Value& a, const Value& b) {
    const Truth result = truth_of_equality(a, b);
    return result == Truth::unknown ? Value() : Value(result == Truth::yes);
}

Value less(const Value& a, const Value& b) {
    return truth(compare(a, b), true, false);
}

Value less_or_equal(const Value& a, const Value& b) {
    return truth(compare(a, b), true, true);
}

bool equivalent(const Value& a, const Value& b) {
    return compare_for_order(a, b) == 0;
}

std::size_t hash(const Value& value) {
    switch (value.type()) {
    case ValueType::null:
        return 0x6e756c6c;
    case ValueType::boolean:
        return value.boolean() ? 0x74 : 0x66;
    case ValueType::integer:
        return std::hash<std::int64_t>{}(value.integer());
    case ValueType::floating:
        return hash_of_float(value.floating());
    case ValueType::string:
        return std::hash<std::string>{}(value.string());
    case ValueType::list:
        return hash_of_list(value.list());
    case ValueType::map:
        return hash_of_map(value.map());
    case ValueType::node:
        return combine(1, value.node().id);
    case ValueType::edge:
        return combine(2, value.edge().id);
    case ValueType::path:
        return hash_of_path(value.path());
    default:
        return hash_of_temporal(value);
    }
}

int compare_for_order(const Value& a, const Value& b) {
    if (const int order = three_way(rank(a.type()), rank(b.type()))) return order;
    switch (a.type()) {
    case ValueType::null:
        return 0;
    case ValueType::boolean:
        return three_way(a.boolean(), b.boolean());
    case ValueType::integer:
    case ValueType::floating:
        return order_of_numbers(a, b);
    case ValueType::string:
        return three_way(a.string().compare(b.string()), 0);
    case ValueType::list:
        return order_of_lists(a.list(), b.list());
    case ValueType::map:
        return order_of_maps(a.map(), b.map());
    case ValueType::node:
        return three_way(a.node().id, b.node().id);
    case ValueType::edge:
        return three_way(a.edge().id, b.edge().id);
    case ValueType::path:
        return order_of_paths(a.path(), b.path());
    default:
        return order_of_temporals(a, b);
    }
}

} // namespace banggiao::query
