// Takes the header line of a CSV file as neo4j-admin has it. Hands out what each column is, and values of its
// types.
#include <banggiao/graph/store/csv_header.h>
#include <banggiao/graph/text.h>

#include <charconv>
#include <chrono>
#include <cstdio>

namespace banggiao::store {

namespace {

struct TypeWord {
    std::string_view word;
    ValueType type;
};

/// The first word of a type is the one that is written.
constexpr TypeWord type_words[] = {
    {"string", ValueType::string},   {"char", ValueType::string},    {"long", ValueType::integer},
    {"int", ValueType::integer},     {"short", ValueType::integer},  {"byte", ValueType::integer},
    {"double", ValueType::floating}, {"float", ValueType::floating}, {"boolean", ValueType::boolean},
    {"date", ValueType::date},
};

struct RoleWord {
    std::string_view word;
    CsvRole role;
    bool of_nodes, of_relationships;
};

constexpr RoleWord role_words[] = {
    {"ID", CsvRole::id, true, false},
    {"LABEL", CsvRole::labels, true, false},
    {"START_ID", CsvRole::start_id, false, true},
    {"END_ID", CsvRole::end_id, false, true},
    {"TYPE", CsvRole::type, false, true},
    {"IGNORE", CsvRole::ignored, true, true},
};

/// Splits `ID(Group)`, and `ID(Group){…}`, whose options are passed over.
std::pair<std::string_view, std::string_view> word_and_group(std::string_view text) {
    text = text.substr(0, text.find('{'));
    const std::size_t open = text.find('(');
    if (open == text.npos || !text.ends_with(')')) return {text, {}};
    return {text.substr(0, open), text.substr(open + 1, text.size() - open - 2)};
}

/// Nothing if the words after the colon mean nothing here.
std::optional<CsvColumn> parse_column(std::string_view text, bool of_nodes) {
    CsvColumn column;
    const std::size_t colon = text.rfind(':');
    column.key = text.substr(0, colon);
    if (colon == text.npos) return text.empty() ? std::nullopt : std::optional(column);
    auto [word, group] = word_and_group(text.substr(colon + 1));
    for (const RoleWord& role : role_words) {
        if (word != role.word || !(of_nodes ? role.of_nodes : role.of_relationships)) continue;
        column.role = role.role;
        column.group = group;
        return column;
    }
    column.array = word.ends_with("[]");
    if (column.array) word.remove_suffix(2);
    for (const TypeWord& type : type_words) {
        if (word != type.word) continue;
        column.type = type.type;
        return column.key.empty() ? std::nullopt : std::optional(column);
    }
    return {};
}

bool has(const std::vector<CsvColumn>& columns, CsvRole role) {
    for (const CsvColumn& column : columns)
        if (column.role == role) return true;
    return false;
}

template <typename T>
std::optional<Value> parse_number(std::string_view text) {
    T number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return Value(number);
}

std::optional<Value> parse_boolean(std::string_view text) {
    if (text == "true" || text == "True" || text == "TRUE") return Value(true);
    if (text == "false" || text == "False" || text == "FALSE") return Value(false);
    return {};
}

std::optional<Value> parse_date(std::string_view text) {
    int year = 0;
    unsigned month = 0, day = 0;
    const char* const end = text.data() + text.size();
    auto part = std::from_chars(text.data(), end, year);
    if (part.ec != std::errc() || part.ptr == end || *part.ptr != '-') return {};
    part = std::from_chars(part.ptr + 1, end, month);
    if (part.ec != std::errc() || part.ptr == end || *part.ptr != '-') return {};
    part = std::from_chars(part.ptr + 1, end, day);
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                           std::chrono::day(day)};
    if (part.ec != std::errc() || part.ptr != end || !date.ok()) return {};
    return Date{std::chrono::sys_days(date).time_since_epoch().count()};
}

std::string print_date(Date days) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days.days))};
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::string print_double(double number) {
    char text[40];
    const auto [end, error] = std::to_chars(text, text + sizeof text, number);
    return {text, end};
}

} // namespace

Result<std::vector<CsvColumn>> parse_csv_header(const CsvChunk& chunk, char delimiter, bool of_nodes) {
    CsvRecords records(chunk, delimiter);
    std::vector<CsvField> fields;
    auto found = records.next(fields);
    if (!found) return std::move(found).error();
    if (!*found) return Error{ErrorKind::malformed, "has no header line", *chunk.path, "begin it with one"};
    std::vector<CsvColumn> columns;
    for (const CsvField& field : fields) {
        if (!is_valid_utf8(field.text))
            return Error{ErrorKind::malformed, "the name of a column is not UTF-8",
                         chunk.place_of(field.place), "write the file in UTF-8"};
        auto column = parse_column(field.text, of_nodes);
        if (!column)
            return Error{
                ErrorKind::malformed,
                "`" + std::string(field.text) + "` is no column of " + (of_nodes ? "nodes" : "relationships"),
                chunk.place_of(field.place),
                "write a name, name:type, :ID, :LABEL, :START_ID, :END_ID, :TYPE or :IGNORE; types are "
                "string, int, long, double, boolean, date, and each with []"};
        column->place = chunk.place_of(field.place);
        columns.push_back(std::move(*column));
    }
    if (of_nodes ? has(columns, CsvRole::id)
                 : has(columns, CsvRole::start_id) && has(columns, CsvRole::end_id))
        return columns;
    return Error{ErrorKind::malformed,
                 of_nodes ? "the header has no :ID" : "the header has no :START_ID and :END_ID",
                 *chunk.path + ":1:1", "add it"};
}

std::optional<std::string_view> csv_type_name(ValueType type) {
    for (const TypeWord& word : type_words)
        if (word.type == type) return word.word;
    return {};
}

std::optional<Value> parse_csv_value(std::string_view text, ValueType type) {
    switch (type) {
    case ValueType::integer:
        return parse_number<std::int64_t>(text);
    case ValueType::floating:
        return parse_number<double>(text);
    case ValueType::boolean:
        return parse_boolean(text);
    case ValueType::date:
        return parse_date(text);
    default:
        return Value(text);
    }
}

std::string print_csv_value(const Value& value) {
    switch (value.type()) {
    case ValueType::integer:
        return std::to_string(value.integer());
    case ValueType::floating:
        return print_double(value.floating());
    case ValueType::boolean:
        return value.boolean() ? "true" : "false";
    case ValueType::date:
        return print_date(value.date());
    default:
        return value.string();
    }
}

} // namespace banggiao::store
