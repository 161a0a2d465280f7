// Takes property values of imported rows as they come. Hands out the columns of a frozen graph.
// Private to graph/store.
#pragma once

#include <banggiao/graph/frozen_graph_layout.h>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::store {

/// Values of one type for some of a chunk's records: what a worker makes of a CSV column.
struct ChunkColumn {
    std::vector<std::uint32_t> records; ///< ascending; only if not every record has one
    bool every_record = true;
    std::vector<std::int64_t> integers;
    std::vector<double> floats;
    std::vector<std::uint8_t> booleans;
    std::vector<std::string_view> texts; ///< strings, or generic values encoded

    void clear();
};

/// The same for all rows so far; texts are places.
class ImportedColumn {
  public:
    explicit ImportedColumn(PropertyColumn::Encoding encoding) : encoding_(encoding) {}
    /// `first_row`: of the chunk's first record; `records`: how many it has.
    void append(const ChunkColumn& column, std::uint32_t first_row, std::uint32_t records, StringPool& pool);

    /// The column, with row order[p] at position p (empty: none moves). `total` rows in all.
    Column finish(std::uint32_t total, std::span<const std::uint32_t> order) const;
    /// The same as generic values, appended as (position, place).
    void append_generic(std::vector<std::pair<std::uint32_t, std::uint32_t>>& values,
                        std::span<const std::uint32_t> order, StringPool& pool) const;

  private:
    std::uint32_t row(std::size_t value) const {
        return rows_.empty() ? static_cast<std::uint32_t>(value) : rows_[value];
    }
    std::size_t size() const { return integers_.size() + floats_.size() + booleans_.size() + places_.size(); }
    std::string encoded(std::size_t value, const StringPool& pool) const;
    Column column(std::span<const std::uint32_t> rows, std::uint32_t total,
                  std::span<const std::uint32_t> order) const;

    PropertyColumn::Encoding encoding_;
    std::vector<std::uint32_t> rows_; ///< empty as long as they are 0, 1, 2 …
    std::vector<std::int64_t> integers_;
    std::vector<double> floats_;
    std::vector<std::uint8_t> booleans_;
    std::vector<std::uint32_t> places_;
};

/// The properties of all nodes, or of all relationships, by key and encoding.
class ImportedColumns {
  public:
    ImportedColumn& column(const std::string& key, PropertyColumn::Encoding encoding);
    void add_keys(std::vector<std::string>& keys) const;
    /// A column for each key, with its number among `keys` (sorted).
    void finish(std::vector<Column>& columns, const std::vector<std::string>& keys, bool of_edges,
                std::uint32_t total, std::span<const std::uint32_t> order, StringPool& pool);

  private:
    std::map<std::string, std::map<PropertyColumn::Encoding, ImportedColumn>> columns_;
};

} // namespace banggiao::store
