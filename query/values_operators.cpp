// Takes values. Hands out logic with three truth values, IN, the text predicates, subscripts, slices,
// properties.
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

#include <unicode/regex.h>

#include <algorithm>
#include <memory>

namespace banggiao::query {

namespace {

constexpr std::int32_t regex_time_limit = 1000;             ///< ICU's steps, about milliseconds
constexpr std::int32_t regex_stack_limit = 8 * 1024 * 1024; ///< bytes of backtracking

QueryError not_boolean(std::string_view operation, const Value& value) {
    return invalid_type("`" + std::string(operation) + "` takes BOOLEANs, not " + describe_type(value));
}

bool is_truth(const Value& value) {
    return value.is_null() || value.is(ValueType::boolean);
}

/// AND (dominant = false) and OR (dominant = true).
ValueResult combine(std::string_view operation, const Value& a, const Value& b, bool dominant) {
    if (!is_truth(a)) return not_boolean(operation, a);
    if (!is_truth(b)) return not_boolean(operation, b);
    if ((!a.is_null() && a.boolean() == dominant) || (!b.is_null() && b.boolean() == dominant))
        return Value(dominant);
    if (a.is_null() || b.is_null()) return Value();
    return Value(!dominant);
}

bool both_strings(const Value& a, const Value& b) {
    return a.is(ValueType::string) && b.is(ValueType::string);
}

QueryError bad_pattern(const std::string& pattern, UErrorCode status) {
    return run_time_error(QueryErrorType::argument, "InvalidRegularExpression",
                          "`" + pattern + "` is not a regular expression (" + u_errorName(status) + ")");
}

/// The pattern compiled last, kept per thread: a query tests one pattern against many texts.
Result<const icu::RegexPattern*, QueryError> compiled(const std::string& pattern) {
    thread_local std::string last_pattern;
    thread_local std::unique_ptr<icu::RegexPattern> last;
    if (last && last_pattern == pattern) return last.get();
    UErrorCode status = U_ZERO_ERROR;
    UParseError place;
    last.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(pattern), 0, place, status));
    if (U_FAILURE(status)) {
        last.reset();
        return bad_pattern(pattern, status);
    }
    last_pattern = pattern;
    return last.get();
}

ValueResult match_whole(const std::string& text, const std::string& pattern) {
    const auto program = compiled(pattern);
    if (!program) return program.error();
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString subject = icu::UnicodeString::fromUTF8(text);
    const std::unique_ptr<icu::RegexMatcher> matcher((*program)->matcher(subject, status));
    if (!matcher) return bad_pattern(pattern, status);
    matcher->setTimeLimit(regex_time_limit, status);
    matcher->setStackLimit(regex_stack_limit, status);
    const bool matched = matcher->matches(status) != 0;
    if (status == U_REGEX_TIME_OUT || status == U_REGEX_STACK_OVERFLOW)
        return run_time_error(QueryErrorType::limit, "RegularExpressionTooSlow",
                              "matching `" + pattern + "` takes too long; make it less ambiguous");
    if (U_FAILURE(status)) return bad_pattern(pattern, status);
    return Value(matched);
}

ValueResult element_of_list(const List& list, const Value& key) {
    if (key.is_null()) return Value();
    if (!key.is(ValueType::integer))
        return run_time_error(QueryErrorType::type, "ListElementAccessByNonInteger",
                              "an element of a list is found by an INTEGER, not " + describe_type(key));
    const auto size = static_cast<std::int64_t>(list.size());
    const std::int64_t index = key.integer() < 0 ? key.integer() + size : key.integer();
    return index < 0 || index >= size ? Value() : list[static_cast<std::size_t>(index)];
}

ValueResult element_by_name(const EvaluationContext& context, const Value& container, const Value& key) {
    if (key.is_null()) return Value();
    if (!key.is(ValueType::string))
        return run_time_error(QueryErrorType::type, "MapElementAccessByNonString",
                              "an element of " + describe_type(container) + " is found by a STRING, not " +
                                  describe_type(key));
    return property(context, container, key.string());
}

/// A bound of a slice within [0, size]; negative bounds count from the end.
std::int64_t bound_in(std::int64_t bound, std::int64_t size) {
    return std::clamp(bound < 0 ? bound + size : bound, std::int64_t{0}, size);
}

} // namespace

ValueResult logical_and(const Value& a, const Value& b) {
    return combine("AND", a, b, false);
}

ValueResult logical_or(const Value& a, const Value& b) {
    return combine("OR", a, b, true);
}

ValueResult logical_xor(const Value& a, const Value& b) {
    if (!is_truth(a)) return not_boolean("XOR", a);
    if (!is_truth(b)) return not_boolean("XOR", b);
    if (a.is_null() || b.is_null()) return Value();
    return Value(a.boolean() != b.boolean());
}

ValueResult logical_not(const Value& a) {
    if (!is_truth(a)) return not_boolean("NOT", a);
    return a.is_null() ? Value() : Value(!a.boolean());
}

ValueResult in_list(const Value& element, const Value& list) {
    if (list.is_null()) return Value();
    if (!list.is(ValueType::list))
        return invalid_type("`IN` takes a LIST on its right, not " + describe_type(list));
    bool unknown = false;
    for (const Value& candidate : list.list()) {
        const Value same = equals(element, candidate);
        if (same.is_null())
            unknown = true;
        else if (same.boolean())
            return same;
    }
    return unknown ? Value() : Value(false);
}

ValueResult starts_with(const Value& text, const Value& part) {
    return both_strings(text, part) ? Value(text.string().starts_with(part.string())) : Value();
}

ValueResult ends_with(const Value& text, const Value& part) {
    return both_strings(text, part) ? Value(text.string().ends_with(part.string())) : Value();
}

ValueResult contains(const Value& text, const Value& part) {
    return both_strings(text, part) ? Value(text.string().find(part.string()) != std::string::npos) : Value();
}

ValueResult matches(const Value& text, const Value& pattern) {
    return both_strings(text, pattern) ? match_whole(text.string(), pattern.string()) : Value();
}

ValueResult subscript(const EvaluationContext& context, const Value& container, const Value& key) {
    switch (container.type()) {
    case ValueType::null:
        return Value();
    case ValueType::list:
        return element_of_list(container.list(), key);
    case ValueType::map:
    case ValueType::node:
    case ValueType::edge:
        return element_by_name(context, container, key);
    default:
        if (is_temporal(container)) return element_by_name(context, container, key);
        return invalid_type("`[…]` takes a LIST, a MAP, a NODE or a RELATIONSHIP, not " +
                            describe_type(container));
    }
}

ValueResult slice(const Value& list, const Value& from, const Value& to, bool has_from, bool has_to) {
    if (list.is_null() || (has_from && from.is_null()) || (has_to && to.is_null())) return Value();
    if (!list.is(ValueType::list)) return invalid_type("`[…..…]` takes a LIST, not " + describe_type(list));
    for (const Value* bound : {has_from ? &from : nullptr, has_to ? &to : nullptr})
        if (bound && !bound->is(ValueType::integer))
            return invalid_type("the bounds of a slice are INTEGERs, not " + describe_type(*bound));
    const auto size = static_cast<std::int64_t>(list.list().size());
    const std::int64_t first = has_from ? bound_in(from.integer(), size) : 0;
    const std::int64_t last = has_to ? bound_in(to.integer(), size) : size;
    if (first >= last) return Value(List{});
    return Value(List(list.list().begin() + first, list.list().begin() + last));
}

ValueResult property(const EvaluationContext& context, const Value& owner, std::string_view key) {
    switch (owner.type()) {
    case ValueType::null:
        return Value();
    case ValueType::map: {
        const auto found = owner.map().find(key);
        return found == owner.map().end() ? Value() : found->second;
    }
    case ValueType::node: {
        if (context.graph->is_erased(owner.node())) return erased(owner);
        const auto id = context.graph->find_key(key);
        return id ? context.graph->vertex_property(owner.node().id, *id) : Value();
    }
    case ValueType::edge: {
        if (context.graph->is_erased(owner.edge())) return erased(owner);
        const auto id = context.graph->find_key(key);
        return id ? context.graph->edge_property(owner.edge().id, *id) : Value();
    }
    default:
        if (is_temporal(owner)) return temporal_component(owner, key);
        return invalid_type(describe_type(owner) + " has no properties (`." + std::string(key) + "`)");
    }
}

} // namespace banggiao::query
