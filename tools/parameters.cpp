// Takes words of the command line. Hands out query parameters and durations.
#include <banggiao/tools/parameters.h>

#include <rapidjson/document.h>

#include <array>
#include <charconv>
#include <utility>

namespace banggiao::tools {

namespace {

Value to_value(const rapidjson::Value& json) {
    if (json.IsBool()) return json.GetBool();
    if (json.IsInt64()) return json.GetInt64();
    if (json.IsNumber()) return json.GetDouble();
    if (json.IsString()) return std::string(json.GetString(), json.GetStringLength());
    if (json.IsArray()) {
        List list;
        for (const auto& element : json.GetArray()) list.push_back(to_value(element));
        return list;
    }
    if (json.IsObject()) {
        Map map;
        for (const auto& member : json.GetObject())
            map.emplace(std::string(member.name.GetString(), member.name.GetStringLength()),
                        to_value(member.value));
        return map;
    }
    return {};
}

Value parse_value(const std::string& text) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
    return document.HasParseError() ? Value(text) : to_value(document);
}

} // namespace

Result<Map> parse_parameters(const std::vector<std::string>& words) {
    Map parameters;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            return Error{ErrorKind::invalid_argument, "'" + word + "' is not NAME=VALUE", "--param",
                         "write --param year=2017"};
        parameters.insert_or_assign(word.substr(0, equals), parse_value(word.substr(equals + 1)));
    }
    return parameters;
}

Result<std::chrono::milliseconds> parse_duration(const std::string& text) {
    static constexpr std::array<std::pair<std::string_view, double>, 5> units{
        {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"", 1000}}};
    double number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
    for (const auto& [unit, milliseconds] : units) {
        if (problem == std::errc() && rest == unit && number > 0 && number < 1e9)
            return std::chrono::milliseconds(static_cast<std::int64_t>(number * milliseconds));
    }
    return Error{ErrorKind::invalid_argument, "'" + text + "' is not a duration", "--timeout",
                 "write 500ms, 10s or 2m"};
}

} // namespace banggiao::tools
