// Takes Vietnamese text. Hands out its folded forms and its dictionary order, as the name index has them.
#include <banggiao/graph/text.h>
#include <banggiao/query/evaluation_detail.h>

namespace banggiao::query {

namespace {

using Context = EvaluationContext;
using Arguments = std::span<const Value>;

/// What an option of fold() names; false if there is no such option.
bool set_option(FoldOptions& options, std::string_view name) {
    if (name == "marks")
        options.marks = true;
    else if (name == "i/y")
        options.i_and_y = true;
    else if (name == "punctuation")
        options.punctuation = true;
    else
        return false;
    return true;
}

ValueResult fold_text(const Context&, Arguments arguments) {
    if (arguments[0].is_null()) return Value();
    FoldOptions options;
    for (const Value& option : arguments.subspan(1)) {
        if (!option.is(ValueType::string)) return wrong_argument("fold", "STRING", option);
        if (!set_option(options, option.string()))
            return invalid_value("`fold` has no option '" + option.string() +
                                 "'; its options are 'marks', 'i/y' and 'punctuation'");
    }
    if (!arguments[0].is(ValueType::string)) return wrong_argument("fold", "STRING", arguments[0]);
    return Value(fold(arguments[0].string(), options));
}

template <std::string (*function)(std::string_view)>
ValueResult apply(const Context&, Arguments arguments) {
    if (arguments[0].is_null()) return Value();
    if (!arguments[0].is(ValueType::string)) return wrong_argument({}, "STRING", arguments[0]);
    return Value(function(arguments[0].string()));
}

/// The sort key as hexadecimal digits: a text that orders as the key does.
std::string dictionary_key(std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    std::string result;
    for (const char character : collation_key(text)) {
        const auto byte = static_cast<unsigned char>(character);
        result += digits[byte >> 4];
        result += digits[byte & 15];
    }
    return result;
}

ValueResult distance(const Context&, Arguments arguments) {
    if (arguments[0].is_null() || arguments[1].is_null()) return Value();
    for (const Value& value : arguments)
        if (!value.is(ValueType::string)) return wrong_argument("editDistance", "STRING", value);
    return Value(static_cast<std::int64_t>(edit_distance(arguments[0].string(), arguments[1].string())));
}

constexpr Function table[] = {
    {"collationKey", 1, 1, apply<dictionary_key>},
    {"editDistance", 2, 2, distance},
    {"fold", 1, 4, fold_text},
    {"nameKey", 1, 1, apply<name_key>},
    {"nfc", 1, 1, apply<to_nfc>},
};

} // namespace

std::span<const Function> vietnamese_functions() {
    return table;
}

} // namespace banggiao::query
