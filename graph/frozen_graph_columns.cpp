// Takes the values of one property by row. Hands out its column, in the narrowest encoding that fits.
#include <banggiao/graph/frozen_graph_layout.h>
#include <banggiao/graph/frozen_graph_values.h>

#include <algorithm>
#include <cstring>

namespace banggiao {

namespace {

using Encoding = PropertyColumn::Encoding;
using Presence = PropertyColumn::Presence;

void mark_rows(Column& column, std::span<const std::uint32_t> rows, std::uint32_t total) {
    column.bits.resize(total / 64 + 1);
    for (const std::uint32_t row : rows) column.bits[row / 64] |= std::uint64_t{1} << (row % 64);
    column.ranks.resize(column.bits.size());
    for (std::size_t word = 1, before = 0; word < column.bits.size(); ++word) {
        before += static_cast<std::size_t>(std::popcount(column.bits[word - 1]));
        column.ranks[word] = static_cast<std::uint32_t>(before);
    }
}

Column column_of(std::span<const std::uint32_t> rows, std::uint32_t total, std::size_t count,
                 Encoding encoding) {
    Column column;
    column.record.encoding = static_cast<std::uint8_t>(encoding);
    column.record.rows = static_cast<std::uint32_t>(count);
    Presence presence = Presence::sparse;
    if (count == total)
        presence = Presence::all;
    else if (count > total / 32)
        presence = Presence::ranked;
    column.record.presence = static_cast<std::uint8_t>(presence);
    if (presence == Presence::ranked) mark_rows(column, rows, total);
    if (presence == Presence::sparse) column.ranks.assign(rows.begin(), rows.end());
    return column;
}

template <typename T>
void set_values(Column& column, std::span<const T> values) {
    column.record.width = sizeof(T);
    const auto bytes = std::as_bytes(values);
    column.values.assign(bytes.begin(), bytes.end());
}

template <typename Narrow>
void set_narrow(Column& column, std::span<const std::int64_t> values) {
    column.record.width = sizeof(Narrow);
    column.values.resize(values.size() * sizeof(Narrow));
    const auto base = static_cast<std::uint64_t>(column.record.base);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto narrow = static_cast<Narrow>(static_cast<std::uint64_t>(values[i]) - base);
        std::memcpy(column.values.data() + i * sizeof(Narrow), &narrow, sizeof(Narrow));
    }
}

/// The values' places, whatever their types.
Column generic_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                      std::span<const Value* const> values, StringPool& pool) {
    std::vector<std::uint32_t> places;
    places.reserve(values.size());
    for (const Value* value : values) places.push_back(pool.intern(encode_value(*value)));
    return place_column(rows, total, places, Encoding::generic);
}

template <typename T, typename Get>
std::vector<T> contents(std::span<const Value* const> values, Get get) {
    std::vector<T> contents;
    contents.reserve(values.size());
    for (const Value* value : values) contents.push_back(static_cast<T>(get(*value)));
    return contents;
}

} // namespace

Column integer_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                      std::span<const std::int64_t> values) {
    Column column = column_of(rows, total, values.size(), Encoding::integer);
    if (values.empty()) return column;
    const auto [smallest, largest] = std::minmax_element(values.begin(), values.end());
    column.record.base = *smallest;
    const std::uint64_t range = static_cast<std::uint64_t>(*largest) - static_cast<std::uint64_t>(*smallest);
    if (range <= UINT8_MAX)
        set_narrow<std::uint8_t>(column, values);
    else if (range <= UINT16_MAX)
        set_narrow<std::uint16_t>(column, values);
    else if (range <= UINT32_MAX)
        set_narrow<std::uint32_t>(column, values);
    else
        set_narrow<std::uint64_t>(column, values);
    return column;
}

Column floating_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                       std::span<const double> values) {
    Column column = column_of(rows, total, values.size(), Encoding::floating);
    set_values(column, values);
    return column;
}

Column boolean_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                      std::span<const std::uint8_t> values) {
    Column column = column_of(rows, total, values.size(), Encoding::boolean);
    set_values(column, values);
    return column;
}

Column place_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                    std::span<const std::uint32_t> places, Encoding encoding) {
    Column column = column_of(rows, total, places.size(), encoding);
    set_values(column, places);
    return column;
}

Column value_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                    std::span<const Value* const> values, StringPool& pool) {
    const ValueType type = values.empty() ? ValueType::null : values.front()->type();
    const bool agree =
        std::all_of(values.begin(), values.end(), [&](const Value* value) { return value->is(type); });
    if (!agree) return generic_column(rows, total, values, pool);
    switch (type) {
    case ValueType::integer:
        return integer_column(
            rows, total, contents<std::int64_t>(values, [](const Value& value) { return value.integer(); }));
    case ValueType::floating:
        return floating_column(rows, total,
                               contents<double>(values, [](const Value& value) { return value.floating(); }));
    case ValueType::boolean:
        return boolean_column(rows, total, contents<std::uint8_t>(values, [](const Value& value) {
                                  return value.boolean() ? 1 : 0;
                              }));
    case ValueType::string: {
        const auto intern = [&](const Value& value) { return pool.intern(value.string()); };
        return place_column(rows, total, contents<std::uint32_t>(values, intern), Encoding::string);
    }
    default:
        return generic_column(rows, total, values, pool);
    }
}

} // namespace banggiao
