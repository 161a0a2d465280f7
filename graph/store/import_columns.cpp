// Takes property values of imported rows as they come. Hands out the columns of a frozen graph.
#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/store/import_columns.h>

#include <algorithm>
#include <numeric>

namespace banggiao::store {

namespace {

using Encoding = PropertyColumn::Encoding;

template <typename T>
void append_all(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

/// `values` in the order `order` (empty: as they are).
template <typename T>
std::vector<T> reordered(const std::vector<T>& values, std::span<const std::uint32_t> order) {
    if (order.empty()) return values;
    std::vector<T> sorted;
    sorted.reserve(values.size());
    for (const std::uint32_t index : order) sorted.push_back(values[index]);
    return sorted;
}

/// 0, 1, 2 …
std::vector<std::uint32_t> counted(std::size_t count) {
    std::vector<std::uint32_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

/// Where each row stands in an order; empty if that is empty.
std::vector<std::uint32_t> positions(std::span<const std::uint32_t> order) {
    std::vector<std::uint32_t> position_of(order.size());
    for (std::uint32_t position = 0; position < order.size(); ++position)
        position_of[order[position]] = position;
    return position_of;
}

} // namespace

void ChunkColumn::clear() {
    records.clear();
    every_record = true;
    integers.clear();
    floats.clear();
    booleans.clear();
    texts.clear();
}

void ImportedColumn::append(const ChunkColumn& column, std::uint32_t first_row, std::uint32_t records,
                            StringPool& pool) {
    const std::size_t before = size();
    append_all(integers_, column.integers);
    append_all(floats_, column.floats);
    append_all(booleans_, column.booleans);
    pool.intern_all(column.texts, places_);
    const bool still_every = rows_.empty() && before == first_row && column.every_record;
    if (still_every || size() == before) return;
    if (rows_.empty()) rows_ = counted(before);
    if (column.every_record)
        for (std::uint32_t record = 0; record < records; ++record) rows_.push_back(first_row + record);
    else
        for (const std::uint32_t record : column.records) rows_.push_back(first_row + record);
}

Column ImportedColumn::column(std::span<const std::uint32_t> rows, std::uint32_t total,
                              std::span<const std::uint32_t> order) const {
    switch (encoding_) {
    case Encoding::integer:
        return integer_column(rows, total, reordered(integers_, order));
    case Encoding::floating:
        return floating_column(rows, total, reordered(floats_, order));
    case Encoding::boolean:
        return boolean_column(rows, total, reordered(booleans_, order));
    default:
        return place_column(rows, total, reordered(places_, order), encoding_);
    }
}

Column ImportedColumn::finish(std::uint32_t total, std::span<const std::uint32_t> order) const {
    if (size() == total) return column({}, total, order); // every row has one, in the order they were read
    if (order.empty()) return column(rows_.empty() ? counted(size()) : rows_, total, {});
    const auto position_of = positions(order);
    std::vector<std::uint64_t> sorted; // position, and which value
    sorted.reserve(size());
    for (std::size_t value = 0; value < size(); ++value)
        sorted.push_back(std::uint64_t{position_of[row(value)]} << 32 | value);
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::uint32_t> rows, values;
    for (const std::uint64_t pair : sorted) {
        rows.push_back(static_cast<std::uint32_t>(pair >> 32));
        values.push_back(static_cast<std::uint32_t>(pair));
    }
    return column(rows, total, values);
}

std::string ImportedColumn::encoded(std::size_t value, const StringPool& pool) const {
    switch (encoding_) {
    case Encoding::integer:
        return encode_value(integers_[value]);
    case Encoding::floating:
        return encode_value(floats_[value]);
    case Encoding::boolean:
        return encode_value(booleans_[value] != 0);
    case Encoding::string:
        return encode_value(pool.text(places_[value]));
    default:
        return std::string(pool.text(places_[value]));
    }
}

void ImportedColumn::append_generic(std::vector<std::pair<std::uint32_t, std::uint32_t>>& values,
                                    std::span<const std::uint32_t> order, StringPool& pool) const {
    const auto position_of = positions(order);
    for (std::size_t value = 0; value < size(); ++value) {
        const std::uint32_t from = row(value);
        values.emplace_back(position_of.empty() ? from : position_of[from],
                            pool.intern(encoded(value, pool)));
    }
}

ImportedColumn& ImportedColumns::column(const std::string& key, Encoding encoding) {
    return columns_[key].try_emplace(encoding, encoding).first->second;
}

void ImportedColumns::add_keys(std::vector<std::string>& keys) const {
    for (const auto& [key, columns] : columns_) keys.push_back(key);
}

void ImportedColumns::finish(std::vector<Column>& columns, const std::vector<std::string>& keys,
                             bool of_edges, std::uint32_t total, std::span<const std::uint32_t> order,
                             StringPool& pool) {
    for (auto& [key, encodings] : columns_) {
        Column column;
        if (encodings.size() == 1) {
            column = encodings.begin()->second.finish(total, order);
        } else { // one key with several types
            std::vector<std::pair<std::uint32_t, std::uint32_t>> values;
            for (const auto& [encoding, imported] : encodings) imported.append_generic(values, order, pool);
            std::stable_sort(values.begin(), values.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
            std::vector<std::uint32_t> rows, places;
            for (const auto& [row, place] : values) {
                if (!rows.empty() && rows.back() == row) continue; // a row with several: the first counts
                rows.push_back(row);
                places.push_back(place);
            }
            column = place_column(rows, total, places, Encoding::generic);
        }
        encodings.clear();
        if (column.record.rows == 0) continue;
        column.record.key =
            static_cast<KeyId>(std::lower_bound(keys.begin(), keys.end(), key) - keys.begin());
        column.record.of_edges = of_edges ? 1 : 0;
        columns.push_back(std::move(column));
    }
}

} // namespace banggiao::store
