// Takes CSV files with neo4j-admin headers. Hands out a frozen graph: chunks are parsed side by side, put
// together in their order, and sorted into rows; there is no growing graph in between.
#include <banggiao/graph/store/import.h>

#include <banggiao/graph/parallel.h>
#include <banggiao/graph/store/import_chunk.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <unordered_map>

namespace banggiao {

using namespace store;

namespace {

using Encoding = PropertyColumn::Encoding;

constexpr std::size_t chunk_bytes = 1 << 20;
constexpr std::size_t most_names = 65'535;
constexpr unsigned most_threads = 64;

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

/// Chunks of one file on their way: read and appended one at a time, in their order; parsed side by side.
struct Line {
    std::mutex reading, appending;
    std::condition_variable turn;
    std::size_t next_read = 0, next_appended = 0;
    std::atomic<bool> more{true};
    Status status;              ///< the first mistake's, in the order of the file
    std::exception_ptr failure; ///< of whoever had no memory; guarded by `appending`
};

class Import {
  public:
    explicit Import(const ImportOptions& options) : options_(options) {
        const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
        threads_ = options.threads ? std::min(options.threads, most_threads) : cores;
    }

    Result<GraphParts> run() try {
        for (const ImportFiles& files : options_.nodes)
            if (Status status = read(files, true); !status) return std::move(status).error();
        for (auto& [group, table] : groups_) table.finish();
        for (const ImportFiles& files : options_.relationships)
            if (Status status = read(files, false); !status) return std::move(status).error();
        if (Status status = number_names(); !status) return std::move(status).error();
        finish();
        return std::move(parts_);
    } catch (const std::bad_alloc&) {
        return out_of_memory(reading_);
    }

  private:
    Status read(const ImportFiles& files, bool of_nodes) {
        std::vector<CsvColumn> header;
        CsvChunk first;
        for (const std::string& path : files.paths) {
            reading_ = path;
            auto file = CsvFile::open(path);
            if (!file) return file.error();
            if (!header.empty()) {
                if (Status status = file->skip(first.text); !status) return status;
            } else {
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
        std::set<CsvRole> roles;
        bool names_type = false;
        for (const CsvColumn& column : header) {
            names_type = names_type || column.role == CsvRole::type;
            if (column.role == CsvRole::id) groups_[column.group];
            if (column.role == CsvRole::ignored) continue;
            if (column.role != CsvRole::property && !roles.insert(column.role).second)
                return Error{ErrorKind::malformed, "two columns have the same role, such as :ID",
                             column.place, "leave one, or mark it :IGNORE"};
            if (column.role != CsvRole::property) continue;
            if (!seen.emplace(column.key, column.type, column.array).second)
                return Error{ErrorKind::malformed, "two columns are named `" + column.key + "`", column.place,
                             "rename one"};
        }
        if (!of_nodes && !names_type && files.names.size() != 1)
            return Error{ErrorKind::malformed, "the relationships have no type", path + ":1:1",
                         "add a column :TYPE, or name the type with the file"};
        return {};
    }

    Status read_file(CsvFile& file, const std::vector<CsvColumn>& header, const ImportFiles& files,
                     bool of_nodes) {
        const ChunkParser parser(options_, header, groups_);
        Line line;
        const auto work = [&] {
            ParsedChunk parsed;
            while (auto taken = take_chunk(line, file, parsed.chunk)) {
                const std::exception_ptr failure = parse(parser, parsed);
                if (!taken->status) parsed.status = std::move(taken->status);
                std::unique_lock lock(line.appending);
                line.turn.wait(lock, [&] { return line.next_appended == taken->number; });
                append(line, failure, [&] {
                    line.status =
                        of_nodes ? append_nodes(parsed, header, files) : append_edges(parsed, header, files);
                    if (line.status) line.status = std::move(parsed.status);
                });
                ++line.next_appended;
                line.turn.notify_all();
            }
        };
        Workers workers;
        for (unsigned i = 1; i < threads_ && workers.start(work);) ++i;
        workers.run(work);
        workers.join();
        if (line.failure) std::rethrow_exception(line.failure);
        return std::move(line.status);
    }

    /// Hands out what it throws: the chunk takes its turn all the same, since others wait for it.
    static std::exception_ptr parse(const ChunkParser& parser, ParsedChunk& parsed) try {
        parser.run(parsed);
        return {};
    } catch (...) {
        return std::current_exception();
    }

    /// Runs `step` unless there was a mistake or a failure, which ends the reading.
    template <typename Step>
    static void append(Line& line, const std::exception_ptr& failure, const Step& step) {
        try {
            if (failure && !line.failure) line.failure = failure;
            if (line.status && !line.failure) step();
        } catch (...) {
            line.failure = std::current_exception();
        }
        if (!line.status || line.failure) line.more = false;
    }

    struct Taken {
        std::size_t number;
        Status status; ///< of reading; the chunk is empty if it failed
    };

    /// The next chunk; nothing if there is none left. If this throws, there is none left either.
    static std::optional<Taken> take_chunk(Line& line, CsvFile& file, CsvChunk& chunk) {
        const std::lock_guard lock(line.reading);
        if (!line.more) return {};
        try {
            const auto read = file.next(chunk, chunk_bytes);
            if (!read || !*read) line.more = false;
            if (read && !*read) return {};
            if (!read) chunk.text.clear();
            return Taken{line.next_read++, read ? Status() : Status(read.error())};
        } catch (...) {
            line.more = false;
            throw;
        }
    }

    static Error too_many(const ParsedChunk& parsed, const char* what) {
        return {ErrorKind::limit, std::string("there are too many ") + what, *parsed.chunk.path,
                "import a part"};
    }

    void append_properties(const ParsedChunk& parsed, const std::vector<CsvColumn>& header,
                           ImportedColumns& columns, std::uint32_t first_row) {
        for (std::size_t i = 0; i < header.size(); ++i) {
            const bool kept = header[i].role == CsvRole::property ||
                              (header[i].role == CsvRole::id && !header[i].key.empty());
            if (kept)
                columns.column(header[i].key, encoding_of(header[i]))
                    .append(parsed.columns[i], first_row, parsed.records, parts_.pool);
        }
    }

    Status append_nodes(ParsedChunk& parsed, const std::vector<CsvColumn>& header, const ImportFiles& files) {
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
            append_labels(parsed.name_of(record), files);
        append_names(parsed);
        append_properties(parsed, header, node_columns_, parts_.vertex_count);
        parts_.vertex_count += parsed.records;
        return {};
    }

    void append_names(const ParsedChunk& parsed) {
        std::vector<std::string_view> texts;
        for (const ChunkName& name : parsed.name_keys) texts.push_back(parsed.text(name));
        std::vector<std::uint32_t> places;
        parts_.pool.intern_all(texts, places);
        for (std::size_t i = 0; i < texts.size(); ++i)
            if (const ChunkName& name = parsed.name_keys[i]; name.length > 0 && name.record < parsed.records)
                parts_.names.push_back({places[i], parts_.vertex_count + name.record});
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

    Status append_edges(ParsedChunk& parsed, const std::vector<CsvColumn>& header, const ImportFiles& files) {
        constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max() - 1;
        if (parsed.records > most - sources_.size()) return too_many(parsed, "relationships");
        const auto first_row = static_cast<std::uint32_t>(sources_.size());
        sources_.insert(sources_.end(), parsed.sources.begin(), parsed.sources.begin() + parsed.records);
        targets_.insert(targets_.end(), parsed.targets.begin(), parsed.targets.begin() + parsed.records);
        for (std::uint32_t record = 0; record < parsed.records; ++record) {
            std::string_view name = parsed.name_of(record);
            if (name.empty() && !files.names.empty()) name = files.names.front();
            if (name.empty())
                return Error{ErrorKind::malformed, "a relationship has no type",
                             parsed.chunk.place_of(parsed.names[record].data()), "fill its column :TYPE"};
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
        Beside of_nodes([&] {
            sort_names(parts_.names, parts_.pool);
            node_columns_.finish(parts_.columns, keys_, false, parts_.vertex_count, {}, parts_.pool);
        });
        parts_.rows = build_rows(parts_.vertex_count, parts_.type_names.size(), sources_, targets_, types_);
        of_nodes.join();
        sources_ = {};
        targets_ = {};
        types_ = {};
        const auto edge_count = static_cast<std::uint32_t>(parts_.rows.order.size());
        edge_columns_.finish(parts_.columns, keys_, true, edge_count, parts_.rows.order, parts_.pool);
        parts_.rows.order = {};
        parts_.pool.clear_index();
    }

    const ImportOptions& options_;
    unsigned threads_ = 1;
    std::string reading_; ///< the file that is read, or was last
    IdGroups groups_;
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

Error store::out_of_memory(const std::string& path) {
    return {ErrorKind::limit, "there is not enough memory for the graph", path,
            "allow more, or import a part; nothing of it is kept"};
}

Result<FrozenGraph> read_csv_graph(const ImportOptions& options) try {
    auto parts = Import(options).run();
    if (!parts) return std::move(parts).error();
    return assemble(std::move(parts).value());
} catch (const std::bad_alloc&) {
    return store::out_of_memory("");
}

} // namespace banggiao
