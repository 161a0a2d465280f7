// Takes the header line of a CSV file as neo4j-admin has it. Hands out what each column is. Private to
// graph/store.
#pragma once

#include <banggiao/graph/store/csv.h>
#include <banggiao/graph/value.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::store {

enum class CsvRole { property, id, start_id, end_id, labels, type, ignored };

struct CsvColumn {
    CsvRole role = CsvRole::property;
    std::string key;   ///< of the property; also of an id that is kept, empty if it is not
    std::string group; ///< of ids
    ValueType type = ValueType::string;
    bool array = false;
    std::string place = {}; ///< file, line and column of its name
};

/// `name`, `year:int`, `id:ID(Group)`, `:LABEL`, `:START_ID(Group)`, `:TYPE`, `tags:string[]` …
Result<std::vector<CsvColumn>> parse_csv_header(const CsvChunk& chunk, char delimiter, bool of_nodes);

/// The word for a type in a header: `long`, `double`, `boolean`, `string`, `date`; nothing for other types.
std::optional<std::string_view> csv_type_name(ValueType type);

/// A field as a value of a type; nothing if it is not one.
std::optional<Value> parse_csv_value(std::string_view text, ValueType type);
/// And back. REQUIRES: csv_type_name() knows its type.
std::string print_csv_value(const Value& value);

} // namespace banggiao::store
