// Takes CSV files with neo4j-admin headers. Hands out a frozen graph: chunks are parsed side by side, put
// together in their order, and sorted into rows; there is no growing graph in between.
#include <banggiao/graph/store/import.h>

#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/store/csv_header.h>
#include <banggiao/graph/store/id_table.h>
#include <banggiao/graph/store/import_columns.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>
#include <thread>
#include <unordered_map>

namespace banggiao {

using namespace store;

namespace {

using Encoding = PropertyColumn::Encoding;

constexpr std::size_t chunk_bytes = 4 << 20;
constexpr std::size_t most_names = 65'535;

Encoding encoding_of(const CsvColumn& column) {
    if (column.array) return Encoding::generic;
    switch (column.type) {
    case ValueType::integer:
        return Encoding::integer;
    case ValueType::floating:
        return Encoding::floating;
    case ValueType::boolean:
        return Encoding::boolean;
    case ValueType::string:
        return Encoding::string;
    default:
        return Encoding::generic;
    }
}

bool is_name(const CsvColumn& column) {
    return column.type == ValueType::string &&
           (column.key == "name" || column.key == "aliases" || column.key == "id");
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// One chunk, and what a worker made of it. Views point into the chunk, its reader or `encoded`.
struct Parsed {
    CsvChunk chunk;
    std::optional<CsvRecords> reader;
    std::uint32_t records = 0;
    std::vector<ChunkColumn> columns; ///< beside the header's
    std::vector<CsvField> ids;        ///< of nodes
    std::vector<std::string_view>
        names; ///< labels of each node or type of each relationship, as the file has them
    std::vector<VertexId> sources, targets;
    std::vector<std::pair<std::uint32_t, std::string>> name_keys; ///< record and key
    std::deque<std::string> encoded;
    Status status;
};

/// A set of names that get dense ids by first use, and by order of name in the end.
class ImportedNames {
  public:
    std::uint32_t number(std::string_view name) {
        if (last_ < names_.size() && names_[last_] == name) return last_;
        const auto [found, is_new] =
            ids_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
        if (is_new) names_.push_back(found->first);
        return last_ = found->second;
    }
    const std::vector<std::string>& names() const { return names_; }
    /// The final id of each number; `sorted` gets the names in their order.
    std::vector<std::uint16_t> order(std::vector<std::string>& sorted) const {
        sorted = names_;
        std::sort(sorted.begin(), sorted.end());
        std::vector<std::uint16_t> ids;
        for (const std::string& name : names_)
            ids.push_back(static_cast<std::uint16_t>(std::lower_bound(sorted.begin(), sorted.end(), name) -
                                                     sorted.begin()));
        return ids;
    }

  private:
    std::unordered_map<std::string, std::uint32_t> ids_;
    std::vector<std::string> names_;
    std::uint32_t last_ = 0;
};

using Groups = std::unordered_map<std::string, IdTable>;

/// Makes Parsed of a chunk: what workers run, on shared things they only read.
class ChunkParser {
  public:
    ChunkParser(const ImportOptions& options, const std::vector<CsvColumn>& header, const Groups& groups)
        : options_(options), header_(header) {
        for (const CsvColumn& column : header) {
            const auto group = groups.find(column.group);
            tables_.push_back(group == groups.end() ? nullptr : &group->second);
        }
    }

    void run(Parsed& parsed) const {
        parsed.columns.resize(header_.size());
        parsed.reader.emplace(parsed.chunk, options_.delimiter);
        std::vector<CsvField> fields;
        for (;;) {
            const auto record = parsed.reader->next(fields);
            if (!record) parsed.status = record.error();
            if (!record || !*record) break;
            parsed.status = take(parsed, fields);
            if (!parsed.status) break;
            ++parsed.records;
        }
    }

  private:
    Error wrong(const Parsed& parsed, const CsvField& field, std::string message, std::string remedy) const {
        return {ErrorKind::malformed, std::move(message), parsed.chunk.place_of(field.place),
                std::move(remedy)};
    }

    Status take(Parsed& parsed, const std::vector<CsvField>& fields) const {
        if (fields.size() > header_.size())
            return wrong(parsed, fields[header_.size()],
                         "there are " + std::to_string(fields.size()) + " fields and the header has " +
                             std::to_string(header_.size()),
                         "quote fields that contain the delimiter");
        if (fields.size() < header_.size())
            return wrong(parsed, fields.back(),
                         "there are only " + std::to_string(fields.size()) + " fields and the header has " +
                             std::to_string(header_.size()),
                         "add the missing ones, empty if need be");
        std::string_view name;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (Status status = take(parsed, i, fields[i], name); !status) return status;
        parsed.names.push_back(name);
        return {};
    }

    Status take(Parsed& parsed, std::size_t i, const CsvField& field, std::string_view& name) const {
        switch (header_[i].role) {
        case CsvRole::ignored:
            return {};
        case CsvRole::labels:
        case CsvRole::type:
            name = field.text;
            return {};
        case CsvRole::id:
            return take_id(parsed, i, field);
        case CsvRole::start_id:
            return take_end(parsed, parsed.sources, i, field);
        case CsvRole::end_id:
            return take_end(parsed, parsed.targets, i, field);
        case CsvRole::property:
            return take_property(parsed, i, field);
        }
        return {};
    }

    Status take_id(Parsed& parsed, std::size_t i, const CsvField& field) const {
        if (field.text.empty()) return wrong(parsed, field, "the id is empty", "give the node an id");
        parsed.ids.push_back(field);
        return header_[i].key.empty() ? Status() : take_property(parsed, i, field);
    }

    Status take_end(Parsed& parsed, std::vector<VertexId>& ends, std::size_t i, const CsvField& field) const {
        const auto vertex = tables_[i] ? tables_[i]->find(field.text) : std::nullopt;
        if (vertex) {
            ends.push_back(*vertex);
            return {};
        }
        const std::string& group = header_[i].group;
        return wrong(parsed, field,
                     "no node has the id `" + std::string(field.text) + "`" +
                         (group.empty() ? "" : " in the group " + group),
                     "add the node or leave the relationship out");
    }

    Status take_property(Parsed& parsed, std::size_t i, const CsvField& field) const {
        ChunkColumn& values = parsed.columns[i];
        if (field.text.empty() && !field.quoted) {
            if (std::exchange(values.every_record, false)) fill_records(values, parsed.records);
            return {};
        }
        if (!values.every_record) values.records.push_back(parsed.records);
        const CsvColumn& column = header_[i];
        const bool taken = column.array ? take_array(parsed, values, column, field.text)
                                        : take_value(parsed, values, column, field.text);
        if (taken) return {};
        return wrong(parsed, field,
                     "`" + std::string(field.text.substr(0, 60)) + "` is no value of `" + column.key + "`",
                     "write one of the type its header names");
    }

    /// The records so far all had a value.
    static void fill_records(ChunkColumn& values, std::uint32_t records) {
        for (std::uint32_t record = 0; record < records; ++record) values.records.push_back(record);
    }

    bool take_value(Parsed& parsed, ChunkColumn& values, const CsvColumn& column,
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

    bool take_text(Parsed& parsed, ChunkColumn& values, const CsvColumn& column,
                   std::string_view text) const {
        if (!is_ascii(text) && !is_valid_utf8(text)) return false;
        values.texts.push_back(text);
        if (is_name(column)) parsed.name_keys.emplace_back(parsed.records, name_key(text));
        return true;
    }

    bool take_array(Parsed& parsed, ChunkColumn& values, const CsvColumn& column,
                    std::string_view text) const {
        List list;
        for (bool more = !text.empty(); more;) {
            const std::size_t end = text.find(options_.array_delimiter);
            const auto item = parse_csv_value(text.substr(0, end), column.type);
            if (!item || (column.type == ValueType::string && !is_valid_utf8(item->string()))) return false;
            if (is_name(column)) parsed.name_keys.emplace_back(parsed.records, name_key(item->string()));
            list.push_back(*item);
            more = end != text.npos;
            if (more) text.remove_prefix(end + 1);
        }
        values.texts.push_back(parsed.encoded.emplace_back(encode_value(Value(std::move(list)))));
        return true;
    }

    const ImportOptions& options_;
    const std::vector<CsvColumn>& header_;
    std::vector<const IdTable*> tables_;
};

class Import {
  public:
    explicit Import(const ImportOptions& options) : options_(options) {
        threads_ = options.threads ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    }

    Result<GraphParts> run() {
        for (const ImportFiles& files : options_.nodes)
            if (Status status = read(files, true); !status) return std::move(status).error();
        for (auto& [group, table] : groups_) table.finish();
        for (const ImportFiles& files : options_.relationships)
            if (Status status = read(files, false); !status) return std::move(status).error();
        if (Status status = number_names(); !status) return std::move(status).error();
        finish();
        return std::move(parts_);
    }

  private:
    Status read(const ImportFiles& files, bool of_nodes) {
        std::vector<CsvColumn> header;
        for (const std::string& path : files.paths) {
            auto file = CsvFile::open(path);
            if (!file) return file.error();
            if (header.empty()) {
                CsvChunk first;
                if (auto read = file->next(first, 1); !read) return read.error();
                auto parsed = parse_csv_header(first, options_.delimiter, of_nodes);
                if (!parsed) return parsed.error();
                header = std::move(parsed).value();
                if (Status status = check_header(header, path, files, of_nodes); !status) return status;
            }
            if (Status status = read_file(*file, header, files, of_nodes); !status) return status;
        }
        return {};
    }

    Status check_header(const std::vector<CsvColumn>& header, const std::string& path,
                        const ImportFiles& files, bool of_nodes) {
        std::set<std::tuple<std::string, ValueType, bool>> seen;
        bool names_type = false;
        for (const CsvColumn& column : header) {
            names_type = names_type || column.role == CsvRole::type;
            if (column.role == CsvRole::id) groups_[column.group];
            if (column.role != CsvRole::property) continue;
            if (!seen.emplace(column.key, column.type, column.array).second)
                return Error{ErrorKind::malformed, "two columns are named `" + column.key + "`",
                             path + ":1:1", "rename one"};
        }
        if (!of_nodes && !names_type && files.names.size() != 1)
            return Error{ErrorKind::malformed, "the relationships have no type", path + ":1:1",
                         "add a column :TYPE, or name the type with the file"};
        return {};
    }

    Status read_file(CsvFile& file, const std::vector<CsvColumn>& header, const ImportFiles& files,
                     bool of_nodes) {
        const ChunkParser parser(options_, header, groups_);
        for (bool more = true; more;) {
            std::vector<Parsed> chunks(threads_);
            std::size_t count = 0;
            for (; count < threads_ && more; ++count) {
                auto read = file.next(chunks[count].chunk, chunk_bytes);
                if (!read) return read.error();
                more = *read;
                if (!more) break;
            }
            chunks.resize(count);
            std::vector<std::thread> workers;
            for (std::size_t i = 1; i < count; ++i) workers.emplace_back([&, i] { parser.run(chunks[i]); });
            if (count > 0) parser.run(chunks[0]);
            for (std::thread& worker : workers) worker.join();
            for (Parsed& parsed : chunks) {
                Status status =
                    of_nodes ? append_nodes(parsed, header, files) : append_edges(parsed, header, files);
                if (status) status = std::move(parsed.status);
                if (!status) return status;
            }
        }
        return {};
    }

    static Error too_many(const Parsed& parsed, const char* what) {
        return {ErrorKind::limit, std::string("there are too many ") + what, *parsed.chunk.path,
                "import a part"};
    }

    void append_properties(const Parsed& parsed, const std::vector<CsvColumn>& header,
                           ImportedColumns& columns, std::uint32_t first_row) {
        for (std::size_t i = 0; i < header.size(); ++i) {
            const bool kept = header[i].role == CsvRole::property ||
                              (header[i].role == CsvRole::id && !header[i].key.empty());
            if (kept)
                columns.column(header[i].key, encoding_of(header[i]))
                    .append(parsed.columns[i], first_row, parsed.records, parts_.pool);
        }
    }

    Status append_nodes(Parsed& parsed, const std::vector<CsvColumn>& header, const ImportFiles& files) {
        constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max() - 1;
        if (parsed.records > most - parts_.vertex_count) return too_many(parsed, "nodes");
        const auto id = std::find_if(header.begin(), header.end(),
                                     [](const CsvColumn& column) { return column.role == CsvRole::id; });
        IdTable& table = groups_[id->group];
        for (std::uint32_t record = 0; record < parsed.records; ++record)
            if (!table.add(parsed.ids[record].text, parts_.vertex_count + record))
                return Error{ErrorKind::conflict,
                             "two nodes have the id `" + std::string(parsed.ids[record].text) + "`",
                             parsed.chunk.place_of(parsed.ids[record].place),
                             "give each its own, or a group of ids"};
        for (std::uint32_t record = 0; record < parsed.records; ++record)
            append_labels(parsed.names[record], files);
        for (const auto& [record, key] : parsed.name_keys)
            if (!key.empty() && record < parsed.records)
                parts_.names.push_back({parts_.pool.intern(key), parts_.vertex_count + record});
        append_properties(parsed, header, node_columns_, parts_.vertex_count);
        parts_.vertex_count += parsed.records;
        return {};
    }

    /// Finds the set of labels of a node: the files' own and those its row names.
    void append_labels(std::string_view field, const ImportFiles& files) {
        if (field == last_labels_ && &files == last_files_) {
            parts_.label_sets.of_vertex.push_back(last_set_);
            return;
        }
        last_labels_ = field;
        last_files_ = &files;
        std::set<std::uint32_t> set;
        for (const std::string& name : files.names) set.insert(labels_.number(name));
        while (!field.empty()) {
            const std::size_t end = field.find(options_.array_delimiter);
            if (end != 0) set.insert(labels_.number(field.substr(0, end)));
            field.remove_prefix(end == field.npos ? field.size() : end + 1);
        }
        const auto [known, is_new] = sets_.try_emplace(std::vector<std::uint32_t>(set.begin(), set.end()),
                                                       static_cast<std::uint32_t>(sets_.size()));
        last_set_ = known->second;
        parts_.label_sets.of_vertex.push_back(last_set_);
    }

    Status append_edges(Parsed& parsed, const std::vector<CsvColumn>& header, const ImportFiles& files) {
        constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max() - 1;
        if (parsed.records > most - sources_.size()) return too_many(parsed, "relationships");
        const auto first_row = static_cast<std::uint32_t>(sources_.size());
        sources_.insert(sources_.end(), parsed.sources.begin(), parsed.sources.begin() + parsed.records);
        targets_.insert(targets_.end(), parsed.targets.begin(), parsed.targets.begin() + parsed.records);
        for (std::uint32_t record = 0; record < parsed.records; ++record) {
            std::string_view name = parsed.names[record];
            if (name.empty() && !files.names.empty()) name = files.names.front();
            if (name.empty())
                return Error{ErrorKind::malformed, "a relationship has no type", *parsed.chunk.path,
                             "fill its column :TYPE"};
            types_.push_back(static_cast<TypeId>(type_names_.number(name)));
            if (type_names_.names().size() > most_names) return too_many(parsed, "types");
        }
        append_properties(parsed, header, edge_columns_, first_row);
        return {};
    }

    std::vector<std::uint32_t> intern_all(const std::vector<std::string>& names) {
        std::vector<std::uint32_t> places;
        for (const std::string& name : names) places.push_back(parts_.pool.intern(name));
        return places;
    }

    Status number_names() {
        node_columns_.add_keys(keys_);
        edge_columns_.add_keys(keys_);
        std::sort(keys_.begin(), keys_.end());
        keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
        if (labels_.names().size() > most_names || keys_.size() > most_names)
            return Error{ErrorKind::limit, "there are more than 65,535 different labels or properties", "",
                         "import a part"};
        std::vector<std::string> sorted;
        const auto label_ids = labels_.order(sorted);
        parts_.label_names = intern_all(sorted);
        const auto type_ids = type_names_.order(sorted);
        parts_.type_names = intern_all(sorted);
        parts_.key_names = intern_all(keys_);
        for (TypeId& type : types_) type = type_ids[type];
        make_label_sets(label_ids);
        return {};
    }

    void make_label_sets(const std::vector<std::uint16_t>& label_ids) {
        std::vector<std::vector<LabelId>> sets(sets_.size());
        for (const auto& [numbers, set] : sets_) {
            for (const std::uint32_t number : numbers) sets[set].push_back(label_ids[number]);
            std::sort(sets[set].begin(), sets[set].end());
        }
        for (const auto& set : sets) {
            parts_.label_sets.labels.insert(parts_.label_sets.labels.end(), set.begin(), set.end());
            parts_.label_sets.offsets.push_back(static_cast<std::uint32_t>(parts_.label_sets.labels.size()));
        }
    }

    void finish() {
        groups_ = {};
        std::thread names([&] { sort_names(parts_.names, parts_.pool); });
        parts_.rows = build_rows(parts_.vertex_count, parts_.type_names.size(), sources_, targets_, types_);
        names.join();
        sources_ = {};
        targets_ = {};
        types_ = {};
        std::vector<std::uint32_t> position_of(parts_.rows.order.size());
        for (EdgeId edge = 0; edge < position_of.size(); ++edge) position_of[parts_.rows.order[edge]] = edge;
        parts_.rows.order = {};
        node_columns_.finish(parts_.columns, keys_, false, parts_.vertex_count, {}, parts_.pool);
        edge_columns_.finish(parts_.columns, keys_, true, static_cast<std::uint32_t>(position_of.size()),
                             position_of, parts_.pool);
        parts_.pool.clear_index();
    }

    const ImportOptions& options_;
    unsigned threads_ = 1;
    Groups groups_;
    ImportedNames labels_, type_names_;
    std::map<std::vector<std::uint32_t>, std::uint32_t> sets_;
    std::string last_labels_;
    const ImportFiles* last_files_ = nullptr;
    std::uint32_t last_set_ = 0;
    ImportedColumns node_columns_, edge_columns_;
    std::vector<VertexId> sources_, targets_;
    std::vector<TypeId> types_;
    std::vector<std::string> keys_;
    GraphParts parts_;
};

} // namespace

Result<FrozenGraph> read_csv_graph(const ImportOptions& options) {
    auto parts = Import(options).run();
    if (!parts) return std::move(parts).error();
    return assemble(std::move(parts).value());
}

} // namespace banggiao
