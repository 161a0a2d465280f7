// Takes lists. Hands out their elements and sizes: head, last, tail, size, isEmpty, range, reverse.
#include <banggiao/graph/text.h>
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

#include <algorithm>

namespace banggiao::query {

namespace {

using Context = EvaluationContext;
using Arguments = std::span<const Value>;

constexpr std::size_t longest_range = 100'000'000;

ValueResult head(const Context&, Arguments arguments) {
    const Value& list = arguments[0];
    if (list.is_null()) return Value();
    if (!list.is(ValueType::list)) return wrong_argument("head", "LIST", list);
    return list.list().empty() ? Value() : list.list().front();
}

ValueResult last(const Context&, Arguments arguments) {
    const Value& list = arguments[0];
    if (list.is_null()) return Value();
    if (!list.is(ValueType::list)) return wrong_argument("last", "LIST", list);
    return list.list().empty() ? Value() : list.list().back();
}

ValueResult tail(const Context&, Arguments arguments) {
    const Value& list = arguments[0];
    if (list.is_null()) return Value();
    if (!list.is(ValueType::list)) return wrong_argument("tail", "LIST", list);
    if (list.list().empty()) return list;
    return Value(List(list.list().begin() + 1, list.list().end()));
}

ValueResult size(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    switch (value.type()) {
    case ValueType::null:
        return Value();
    case ValueType::list:
        return Value(static_cast<std::int64_t>(value.list().size()));
    case ValueType::string:
        return Value(static_cast<std::int64_t>(code_point_count(value.string())));
    default:
        return wrong_argument("size", "LIST or a STRING", value);
    }
}

ValueResult is_empty(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    switch (value.type()) {
    case ValueType::null:
        return Value();
    case ValueType::list:
        return Value(value.list().empty());
    case ValueType::map:
        return Value(value.map().empty());
    case ValueType::string:
        return Value(value.string().empty());
    default:
        return wrong_argument("isEmpty", "LIST, a MAP or a STRING", value);
    }
}

ValueResult reverse(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (value.is(ValueType::list)) return Value(List(value.list().rbegin(), value.list().rend()));
    if (!value.is(ValueType::string)) return wrong_argument("reverse", "LIST or a STRING", value);
    std::u32string points = to_code_points(value.string());
    std::reverse(points.begin(), points.end());
    return Value(to_utf8(points));
}

ValueResult range(const Context& context, Arguments arguments) {
    for (const Value& value : arguments)
        if (!value.is(ValueType::integer))
            return run_time_error(QueryErrorType::argument, "InvalidArgumentType",
                                  "`range` takes INTEGERs, not " + describe_type(value));
    const std::int64_t first = arguments[0].integer();
    const std::int64_t end = arguments[1].integer();
    const std::int64_t step = arguments.size() > 2 ? arguments[2].integer() : 1;
    if (step == 0) return out_of_range("the step of `range` is 0");
    const Wide count = (Wide{end} - first) / step + 1;
    if ((step > 0) != (end >= first) && end != first) return Value(List{});
    if (count > Wide{longest_range})
        return run_time_error(QueryErrorType::limit, "ListTooLong",
                              "`range` makes more than 100 million numbers");
    if (static_cast<std::size_t>(count) > context.most_bytes / sizeof(Value))
        return too_much_memory(context.most_bytes);
    List list;
    list.reserve(static_cast<std::size_t>(count));
    for (Wide i = 0; i < count; ++i) list.emplace_back(static_cast<std::int64_t>(first + i * step));
    return Value(std::move(list));
}

constexpr Function table[] = {
    {"head", 1, 1, head},       {"isEmpty", 1, 1, is_empty}, {"last", 1, 1, last}, {"range", 2, 3, range},
    {"reverse", 1, 1, reverse}, {"size", 1, 1, size},        {"tail", 1, 1, tail},
};

} // namespace

std::span<const Function> list_functions() {
    return table;
}

} // namespace banggiao::query
