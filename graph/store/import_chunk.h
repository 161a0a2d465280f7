// Takes a chunk of a CSV file and its header. Hands out what its records say: ids, ends, names, columns of
// values. Private to graph/store.
#pragma once

#include <banggiao/graph/store/csv_header.h>
#include <banggiao/graph/store/id_table.h>
#include <banggiao/graph/store/import.h>
#include <banggiao/graph/store/import_columns.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace banggiao::store {

/// Of an import, whoever meets it.
Error out_of_memory(const std::string& path);

using IdGroups = std::unordered_map<std::string, IdTable>;

/// A key of the name index, among the bytes of its chunk.
struct ChunkName {
    std::uint32_t record;
    std::uint32_t length;
    std::size_t offset;
};

/// One chunk, and what a worker made of it; used again for the next, so that nothing is allocated anew. Views
/// point into the chunk, its reader or `encoded`.
struct ParsedChunk {
    CsvChunk chunk;
    std::optional<CsvRecords> reader;
    std::uint32_t records = 0;        ///< whole ones, before the first mistake
    std::vector<ChunkColumn> columns; ///< beside the header's
    std::vector<CsvField> ids;        ///< of nodes
    std::vector<std::string_view>
        names; ///< labels or type of each record, as the file has them; empty if it has none
    std::vector<CsvField> starts, ends; ///< of edges
    std::vector<VertexId> sources, targets;
    std::vector<ChunkName> name_keys;
    std::string key_bytes;
    std::deque<std::string> encoded;
    Status status;

    std::string_view name_of(std::uint32_t record) const { return names.empty() ? "" : names[record]; }
    std::string_view text(const ChunkName& name) const {
        return std::string_view(key_bytes).substr(name.offset, name.length);
    }
    /// Forgets all but the memory. `columns`: how many the header has.
    void clear(std::size_t column_count);
};

/// What workers run, on shared things they only read.
class ChunkParser {
  public:
    ChunkParser(const ImportOptions& options, const std::vector<CsvColumn>& header, const IdGroups& groups);
    /// Parses `parsed.chunk`; a mistake ends it and is its status.
    void run(ParsedChunk& parsed) const;

  private:
    // Each false, with the status set, if there is a mistake.
    bool take_record(ParsedChunk& parsed, const std::vector<CsvField>& fields) const;
    bool take_field(ParsedChunk& parsed, std::size_t i, const CsvField& field) const;
    bool take_id(ParsedChunk& parsed, std::size_t i, const CsvField& field) const;
    bool take_property(ParsedChunk& parsed, std::size_t i, const CsvField& field) const;

    /// Finds the vertices of all ends at once: what costs is waiting for memory, and so the waits overlap.
    void find_ends(ParsedChunk& parsed) const;
    void name_missing_end(ParsedChunk& parsed, std::uint32_t record, bool is_start) const;

    // Each false if the text is no value of the column.
    bool take_value(ParsedChunk& parsed, ChunkColumn& values, const CsvColumn& column,
                    std::string_view text) const;
    bool take_text(ParsedChunk& parsed, ChunkColumn& values, const CsvColumn& column,
                   std::string_view text) const;
    bool take_array(ParsedChunk& parsed, ChunkColumn& values, const CsvColumn& column,
                    std::string_view text) const;

    const ImportOptions& options_;
    const std::vector<CsvColumn>& header_;
    const CsvColumn *start_ = nullptr, *end_ = nullptr;       ///< of edges
    const IdTable *start_ids_ = nullptr, *end_ids_ = nullptr; ///< of their groups
};

} // namespace banggiao::store
