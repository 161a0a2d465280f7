// Takes a chunk of a CSV file and its header. Hands out what its records say: ids, ends, names, columns of
// values.
#include <banggiao/graph/store/import_chunk.h>

#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

namespace banggiao::store {

namespace {

bool is_name(const CsvColumn& column) {
    return column.type == ValueType::string &&
           (column.key == "name" || column.key == "aliases" || column.key == "id");
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool wrong(ParsedChunk& parsed, const CsvField& field, std::string message, std::string remedy) {
    parsed.status = Error{ErrorKind::malformed, std::move(message), parsed.chunk.place_of(field.place),
                          std::move(remedy)};
    return false;
}

bool is_utf8(std::string_view text) {
    return is_ascii(text) || is_valid_utf8(text);
}

bool not_utf8(ParsedChunk& parsed, const CsvField& field, const std::string& column) {
    return wrong(parsed, field, "the value of `" + column + "` is not UTF-8", "write the file in UTF-8");
}

bool wrong_count(ParsedChunk& parsed, const std::vector<CsvField>& fields, std::size_t wanted) {
    const auto counted = [](std::size_t count) {
        return std::to_string(count) + (count == 1 ? " field" : " fields");
    };
    const std::string counts = counted(fields.size()) + ", the header has " + counted(wanted);
    if (fields.size() > wanted)
        return wrong(parsed, fields[wanted], "the record has " + counts,
                     "quote fields that contain the delimiter");
    return wrong(parsed, fields.back(), "the record has only " + counts,
                 "add the missing ones, empty if need be");
}

void add_name(ParsedChunk& parsed, std::string_view name) {
    const std::string key = name_key(name);
    parsed.name_keys.push_back(
        {parsed.records, static_cast<std::uint32_t>(key.size()), parsed.key_bytes.size()});
    parsed.key_bytes += key;
}

/// The records so far all had a value.
void fill_records(ChunkColumn& values, std::uint32_t records) {
    for (std::uint32_t record = 0; record < records; ++record) values.records.push_back(record);
}

} // namespace

void ParsedChunk::clear(std::size_t column_count) {
    records = 0;
    columns.resize(column_count);
    for (ChunkColumn& column : columns) column.clear();
    ids.clear();
    names.clear();
    starts.clear();
    ends.clear();
    sources.clear();
    targets.clear();
    name_keys.clear();
    key_bytes.clear();
    encoded.clear();
    status = {};
}

ChunkParser::ChunkParser(const ImportOptions& options, const std::vector<CsvColumn>& header,
                         const IdGroups& groups)
    : options_(options), header_(header) {
    static const IdTable none;
    const auto ids_of = [&](const CsvColumn& column) {
        const auto group = groups.find(column.group);
        return group == groups.end() ? &none : &group->second;
    };
    for (const CsvColumn& column : header) {
        if (column.role != CsvRole::start_id && column.role != CsvRole::end_id) continue;
        const bool is_start = column.role == CsvRole::start_id;
        (is_start ? start_ : end_) = &column;
        (is_start ? start_ids_ : end_ids_) = ids_of(column);
    }
}

void ChunkParser::run(ParsedChunk& parsed) const {
    parsed.clear(header_.size());
    parsed.reader.emplace(parsed.chunk, options_.delimiter);
    std::vector<CsvField> fields;
    for (;;) {
        const auto record = parsed.reader->next(fields);
        if (!record) parsed.status = record.error();
        if (!record || !*record || !take_record(parsed, fields)) break;
        ++parsed.records;
    }
    if (start_) find_ends(parsed);
}

void ChunkParser::find_ends(ParsedChunk& parsed) const {
    const std::span<const CsvField> starts(parsed.starts.data(), parsed.records);
    const std::size_t sources = start_ids_->find_all(starts, parsed.sources);
    const std::span<const CsvField> ends(parsed.ends.data(), parsed.records);
    const std::size_t targets = end_ids_->find_all(ends, parsed.targets);
    const std::size_t whole = std::min(sources, targets);
    if (whole < parsed.records)
        name_missing_end(parsed, static_cast<std::uint32_t>(whole), sources <= targets);
}

void ChunkParser::name_missing_end(ParsedChunk& parsed, std::uint32_t record, bool is_start) const {
    const CsvField& field = (is_start ? parsed.starts : parsed.ends)[record];
    const std::string& group = (is_start ? start_ : end_)->group;
    parsed.records = record;
    wrong(parsed, field,
          "no node has the id `" + std::string(field.text) + "`" +
              (group.empty() ? "" : " in the group " + group),
          "add the node or leave the relationship out");
}

bool ChunkParser::take_record(ParsedChunk& parsed, const std::vector<CsvField>& fields) const {
    if (fields.size() != header_.size()) return wrong_count(parsed, fields, header_.size());
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (!take_field(parsed, i, fields[i])) return false;
    return true;
}

bool ChunkParser::take_field(ParsedChunk& parsed, std::size_t i, const CsvField& field) const {
    switch (header_[i].role) {
    case CsvRole::ignored:
        return true;
    case CsvRole::labels:
    case CsvRole::type:
        parsed.names.push_back(field.text);
        return is_utf8(field.text) ||
               not_utf8(parsed, field, header_[i].role == CsvRole::type ? ":TYPE" : ":LABEL");
    case CsvRole::id:
        return take_id(parsed, i, field);
    case CsvRole::start_id:
        parsed.starts.push_back(field);
        return true;
    case CsvRole::end_id:
        parsed.ends.push_back(field);
        return true;
    case CsvRole::property:
        return take_property(parsed, i, field);
    }
    return true;
}

bool ChunkParser::take_id(ParsedChunk& parsed, std::size_t i, const CsvField& field) const {
    if (field.text.empty()) return wrong(parsed, field, "the id is empty", "give the node an id");
    parsed.ids.push_back(field);
    return header_[i].key.empty() || take_property(parsed, i, field);
}

bool ChunkParser::take_property(ParsedChunk& parsed, std::size_t i, const CsvField& field) const {
    ChunkColumn& values = parsed.columns[i];
    if (field.text.empty() && !field.quoted) {
        if (std::exchange(values.every_record, false)) fill_records(values, parsed.records);
        return true;
    }
    if (!values.every_record) values.records.push_back(parsed.records);
    const CsvColumn& column = header_[i];
    if (column.array ? take_array(parsed, values, column, field.text)
                     : take_value(parsed, values, column, field.text))
        return true;
    if (!is_utf8(field.text)) return not_utf8(parsed, field, column.key);
    return wrong(parsed, field,
                 "`" + std::string(field.text.substr(0, 60)) + "` is no value of `" + column.key + "`",
                 "write one of the type its header names");
}

bool ChunkParser::take_value(ParsedChunk& parsed, ChunkColumn& values, const CsvColumn& column,
                             std::string_view text) const {
    if (column.type == ValueType::string) return take_text(parsed, values, column, text);
    if (column.type == ValueType::integer) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        values.integers.push_back(number);
        return error == std::errc() && end == text.data() + text.size();
    }
    const auto value = parse_csv_value(text, column.type);
    if (!value) return false;
    if (column.type == ValueType::floating)
        values.floats.push_back(value->floating());
    else if (column.type == ValueType::boolean)
        values.booleans.push_back(value->boolean() ? 1 : 0);
    else
        values.texts.push_back(parsed.encoded.emplace_back(encode_value(*value)));
    return true;
}

bool ChunkParser::take_text(ParsedChunk& parsed, ChunkColumn& values, const CsvColumn& column,
                            std::string_view text) const {
    if (!is_utf8(text)) return false;
    values.texts.push_back(text);
    if (is_name(column)) add_name(parsed, text);
    return true;
}

bool ChunkParser::take_array(ParsedChunk& parsed, ChunkColumn& values, const CsvColumn& column,
                             std::string_view text) const {
    List list;
    for (bool more = !text.empty(); more;) {
        const std::size_t end = text.find(options_.array_delimiter);
        const auto item = parse_csv_value(text.substr(0, end), column.type);
        if (!item || (column.type == ValueType::string && !is_valid_utf8(item->string()))) return false;
        if (is_name(column)) add_name(parsed, item->string());
        list.push_back(*item);
        more = end != text.npos;
        if (more) text.remove_prefix(end + 1);
    }
    values.texts.push_back(parsed.encoded.emplace_back(encode_value(Value(std::move(list)))));
    return true;
}

} // namespace banggiao::store
