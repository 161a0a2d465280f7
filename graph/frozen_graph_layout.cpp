// Takes the parts of a frozen graph. Hands out the block they lie in; and from a block the sections, checked.
#include <banggiao/graph/frozen_graph_layout.h>

#include <cstring>
#include <string>
#include <utility>

namespace banggiao {

namespace {

using Sections = FrozenGraph::Sections;

constexpr std::size_t aligned(std::size_t offset) {
    return (offset + 7) / 8 * 8;
}

Error damaged(std::string message) {
    return {ErrorKind::damaged, "the graph is damaged: " + std::move(message), "",
            "rebuild it from its articles"};
}

/// Bytes of each section, filled one after another.
class Assembly {
  public:
    template <typename T>
    void add(Section section, const std::vector<T>& array) {
        add(section, std::as_bytes(std::span<const T>(array)));
    }
    void add(Section section, std::span<const std::byte> bytes) {
        pieces_[static_cast<std::size_t>(section)] = bytes;
    }

    std::pair<std::shared_ptr<std::byte[]>, std::size_t> build(BlockHeader header) const {
        std::size_t offset = aligned(sizeof(BlockHeader));
        for (std::size_t section = 0; section < section_count; ++section) {
            header.sections[section] = {offset, pieces_[section].size()};
            offset = aligned(offset + pieces_[section].size());
        }
        header.total_bytes = offset;
        std::shared_ptr<std::byte[]> block(new std::byte[offset]);
        std::memcpy(block.get(), &header, sizeof header);
        for (std::size_t section = 0; section < section_count; ++section)
            copy(block.get() + header.sections[section].offset, pieces_[section]);
        return {std::move(block), offset};
    }

  private:
    static void copy(std::byte* place, std::span<const std::byte> bytes) {
        if (!bytes.empty()) std::memcpy(place, bytes.data(), bytes.size());
        std::memset(place + bytes.size(), 0, aligned(bytes.size()) - bytes.size());
    }
    std::array<std::span<const std::byte>, section_count> pieces_;
};

/// The columns' records and their values behind each other.
struct ColumnBytes {
    std::vector<ColumnRecord> records;
    std::vector<std::byte> values;

    template <typename T>
    std::uint64_t append(const std::vector<T>& array) {
        const std::size_t offset = values.size();
        const auto bytes = std::as_bytes(std::span<const T>(array));
        values.insert(values.end(), bytes.begin(), bytes.end());
        values.resize(aligned(values.size()));
        return offset;
    }

    explicit ColumnBytes(std::vector<Column>& columns) {
        std::size_t total = 0;
        for (const Column& column : columns)
            total += column.values.size() + 8 * column.bits.size() + 4 * column.ranks.size() + 24;
        values.reserve(total);
        for (Column& column : columns) {
            ColumnRecord record = column.record;
            record.rank_count = static_cast<std::uint32_t>(column.ranks.size());
            record.values_offset = append(column.values);
            record.bits_offset = append(column.bits);
            record.ranks_offset = append(column.ranks);
            records.push_back(record);
            column = {};
        }
    }
};

template <typename T>
std::span<const T> array_at(std::span<const std::byte> block, const BlockHeader& header, Section section) {
    const SectionEntry entry = header.sections[static_cast<std::size_t>(section)];
    return {reinterpret_cast<const T*>(block.data() + entry.offset), entry.bytes / sizeof(T)};
}

void point_arrays(Sections& sections, const BlockHeader& header) {
    const auto point = [&]<typename T>(std::span<const T>& array, Section section) {
        array = array_at<T>(sections.bytes, header, section);
    };
    point(sections.out_offsets, Section::out_offsets);
    point(sections.targets, Section::targets);
    point(sections.sources, Section::sources);
    point(sections.types, Section::types);
    point(sections.in_offsets, Section::in_offsets);
    point(sections.in_edges, Section::in_edges);
    point(sections.in_sources, Section::in_sources);
    point(sections.in_types, Section::in_types);
    point(sections.label_sets, Section::label_sets);
    point(sections.set_offsets, Section::set_offsets);
    point(sections.set_labels, Section::set_labels);
    point(sections.label_offsets, Section::label_offsets);
    point(sections.label_vertices, Section::label_vertices);
    point(sections.type_counts, Section::type_counts);
    point(sections.label_names, Section::label_names);
    point(sections.type_names, Section::type_names);
    point(sections.key_names, Section::key_names);
    point(sections.evidence_offsets, Section::evidence_offsets);
    point(sections.evidence, Section::evidence);
    point(sections.name_keys, Section::name_keys);
    point(sections.name_vertices, Section::name_vertices);
    point(sections.pool, Section::pool);
}

bool sizes_agree(const Sections& s) {
    constexpr std::size_t most_names = 65'535;
    const std::size_t vertices = s.vertex_count, edges = s.edge_count;
    return s.out_offsets.size() == vertices + 1 && s.in_offsets.size() == vertices + 1 &&
           s.targets.size() == edges && s.sources.size() == edges && s.types.size() == edges &&
           s.in_edges.size() == edges && s.in_sources.size() == edges && s.in_types.size() == edges &&
           s.label_sets.size() == vertices && s.set_offsets.size() >= 1 &&
           (vertices == 0 || s.set_offsets.size() >= 2) &&
           s.label_offsets.size() == s.label_names.size() + 1 &&
           s.type_counts.size() == s.type_names.size() && (edges == 0 || !s.type_names.empty()) &&
           (s.evidence_offsets.empty() || s.evidence_offsets.size() == edges + 1) &&
           s.name_keys.size() == s.name_vertices.size() && !s.pool.empty() &&
           s.label_names.size() <= most_names && s.type_names.size() <= most_names &&
           s.key_names.size() <= most_names;
}

/// Whether `count` elements of `width` bytes from `offset` lie within `size` bytes.
bool fits(std::uint64_t offset, std::uint64_t count, std::uint64_t width, std::size_t size) {
    return offset % 8 == 0 && offset <= size && count <= (size - offset) / std::max<std::uint64_t>(width, 1);
}

bool is_width_of(PropertyColumn::Encoding encoding, std::uint8_t width) {
    switch (encoding) {
    case PropertyColumn::Encoding::boolean:
        return width == 1;
    case PropertyColumn::Encoding::integer:
        return width == 1 || width == 2 || width == 4 || width == 8;
    case PropertyColumn::Encoding::floating:
        return width == 8;
    case PropertyColumn::Encoding::string:
    case PropertyColumn::Encoding::generic:
        return width == 4;
    case PropertyColumn::Encoding::none:
        break;
    }
    return false;
}

/// The column a record describes, or nothing if the record does not hold.
std::optional<PropertyColumn> column_at(const ColumnRecord& record, std::span<const std::byte> values,
                                        std::uint32_t total) {
    PropertyColumn column;
    if (record.encoding > static_cast<std::uint8_t>(PropertyColumn::Encoding::generic)) return {};
    if (record.presence > static_cast<std::uint8_t>(PropertyColumn::Presence::sparse)) return {};
    column.encoding = static_cast<PropertyColumn::Encoding>(record.encoding);
    column.presence = static_cast<PropertyColumn::Presence>(record.presence);
    column.width = record.width;
    column.rows = record.rows;
    column.base = record.base;
    const bool ranked = column.presence == PropertyColumn::Presence::ranked;
    const std::size_t words = ranked ? total / 64 + std::size_t{1} : 0;
    std::size_t ranks = column.presence == PropertyColumn::Presence::sparse ? record.rows : words;
    if (column.presence == PropertyColumn::Presence::all && record.rows != total) return {};
    if (record.rank_count != ranks || !is_width_of(column.encoding, column.width)) return {};
    if (!fits(record.values_offset, record.rows, record.width, values.size()) ||
        !fits(record.bits_offset, words, 8, values.size()) ||
        !fits(record.ranks_offset, ranks, 4, values.size()))
        return {};
    column.values = values.data() + record.values_offset;
    column.bits = {reinterpret_cast<const std::uint64_t*>(values.data() + record.bits_offset), words};
    column.ranks = {reinterpret_cast<const std::uint32_t*>(values.data() + record.ranks_offset), ranks};
    return column;
}

Status point_columns(Sections& sections, const BlockHeader& header) {
    sections.vertex_columns.resize(sections.key_names.size());
    sections.edge_columns.resize(sections.key_names.size());
    const auto values = array_at<std::byte>(sections.bytes, header, Section::column_values);
    for (const ColumnRecord& record : array_at<ColumnRecord>(sections.bytes, header, Section::columns)) {
        auto& columns = record.of_edges ? sections.edge_columns : sections.vertex_columns;
        const auto column =
            column_at(record, values, record.of_edges ? sections.edge_count : sections.vertex_count);
        if (!column || record.key >= columns.size()) return damaged("a property column does not hold");
        columns[record.key] = *column;
    }
    return {};
}

Status check_header(const BlockHeader& header, std::size_t size) {
    if (header.magic != BlockHeader::expected_magic)
        return Error{ErrorKind::malformed, "this is no graph file", "", "build it with banggiao"};
    if (header.byte_order != BlockHeader::expected_byte_order)
        return Error{ErrorKind::unsupported, "the graph was written by a machine of the other byte order", "",
                     "rebuild it here"};
    if (header.version != BlockHeader::current_version)
        return Error{ErrorKind::unsupported, "the graph has another version of the format", "", "rebuild it"};
    if (header.total_bytes != size) return damaged("its length is not the one it names");
    for (const SectionEntry& entry : header.sections)
        if (entry.offset < sizeof(BlockHeader) || !fits(entry.offset, entry.bytes, 1, size))
            return damaged("a section lies outside");
    return {};
}

/// The part of an array that lies in bytes [first, last) of the block, as indices.
template <typename T>
std::pair<std::size_t, std::size_t> indices(const Sections& sections, std::span<const T> array,
                                            std::size_t first, std::size_t last) {
    const auto begin =
        static_cast<std::size_t>(reinterpret_cast<const std::byte*>(array.data()) - sections.bytes.data());
    const std::size_t end = begin + array.size_bytes();
    const std::size_t from = std::clamp(first, begin, end), to = std::clamp(last, begin, end);
    return {(from - begin) / sizeof(T), (to - begin + sizeof(T) - 1) / sizeof(T)};
}

template <typename T>
bool all_below(const Sections& sections, std::span<const T> array, std::size_t bound, std::size_t first,
               std::size_t last) {
    const auto [from, to] = indices(sections, array, first, last);
    T largest = 0;
    for (std::size_t i = from; i < to; ++i) largest = std::max(largest, array[i]);
    return from == to || largest < bound;
}

template <typename T>
bool ascending(const Sections& sections, std::span<const T> array, std::size_t bound, std::size_t first,
               std::size_t last) {
    const auto [from, to] = indices(sections, array, first, last);
    for (std::size_t i = from; i < to; ++i)
        if (array[i] > bound || (i + 1 < array.size() && array[i] > array[i + 1])) return false;
    return true;
}

} // namespace

FrozenGraph assemble(GraphParts parts) {
    Assembly assembly;
    const ColumnBytes columns(parts.columns);
    std::vector<std::uint32_t> name_keys;
    std::vector<VertexId> name_vertices;
    for (const NameEntry& entry : parts.names) {
        name_keys.push_back(entry.key);
        name_vertices.push_back(entry.vertex);
    }
    parts.names = {};
    parts.rows.order = {};
    std::vector<std::uint64_t> label_offsets(parts.label_names.size() + 1);
    std::vector<VertexId> label_vertices;
    const LabelSets& sets = parts.label_sets;
    const auto for_each_label = [&](auto visit) {
        for (VertexId vertex = 0; vertex < parts.vertex_count; ++vertex) {
            const std::uint32_t set = sets.of_vertex[vertex];
            for (std::uint32_t i = sets.offsets[set]; i < sets.offsets[set + 1]; ++i)
                visit(vertex, sets.labels[i]);
        }
    };
    for_each_label([&](VertexId, LabelId label) { ++label_offsets[label + std::size_t{1}]; });
    for (std::size_t label = 1; label < label_offsets.size(); ++label)
        label_offsets[label] += label_offsets[label - 1];
    label_vertices.resize(label_offsets.back());
    std::vector<std::uint64_t> next = label_offsets;
    for_each_label([&](VertexId vertex, LabelId label) { label_vertices[next[label]++] = vertex; });

    assembly.add(Section::columns, columns.records);
    assembly.add(Section::out_offsets, parts.rows.out_offsets);
    assembly.add(Section::targets, parts.rows.targets);
    assembly.add(Section::sources, parts.rows.sources);
    assembly.add(Section::types, parts.rows.types);
    assembly.add(Section::in_offsets, parts.rows.in_offsets);
    assembly.add(Section::in_edges, parts.rows.in_edges);
    assembly.add(Section::in_sources, parts.rows.in_sources);
    assembly.add(Section::in_types, parts.rows.in_types);
    assembly.add(Section::label_sets, sets.of_vertex);
    assembly.add(Section::set_offsets, sets.offsets);
    assembly.add(Section::set_labels, sets.labels);
    assembly.add(Section::label_offsets, label_offsets);
    assembly.add(Section::label_vertices, label_vertices);
    assembly.add(Section::type_counts, parts.rows.type_counts);
    assembly.add(Section::label_names, parts.label_names);
    assembly.add(Section::type_names, parts.type_names);
    assembly.add(Section::key_names, parts.key_names);
    assembly.add(Section::evidence_offsets, parts.evidence_offsets);
    assembly.add(Section::evidence, parts.evidence);
    assembly.add(Section::name_keys, name_keys);
    assembly.add(Section::name_vertices, name_vertices);
    assembly.add(Section::column_values, columns.values);
    assembly.add(Section::pool, parts.pool.bytes());

    BlockHeader header;
    header.vertex_count = parts.vertex_count;
    header.edge_count = static_cast<std::uint32_t>(parts.rows.targets.size());
    auto [block, size] = assembly.build(header);
    auto sections = attach({block.get(), size});
    sections.value()->owner = std::move(block);
    return FrozenGraph(std::move(sections).value());
}

Result<std::unique_ptr<Sections>> attach(std::span<const std::byte> block) {
    if (reinterpret_cast<std::uintptr_t>(block.data()) % 8 != 0)
        return Error{ErrorKind::invalid_argument, "a graph's block must begin at a multiple of 8 bytes", "",
                     ""};
    if (block.size() < sizeof(BlockHeader)) return damaged("it is too short");
    BlockHeader header;
    std::memcpy(&header, block.data(), sizeof header);
    if (Status status = check_header(header, block.size()); !status) return std::move(status).error();
    auto sections = std::make_unique<Sections>();
    sections->bytes = block;
    sections->vertex_count = header.vertex_count;
    sections->edge_count = header.edge_count;
    point_arrays(*sections, header);
    if (!sizes_agree(*sections)) return damaged("its sections do not agree");
    if (Status status = point_columns(*sections, header); !status) return std::move(status).error();
    return sections;
}

bool offsets_hold(const Sections& s, std::size_t first, std::size_t last) {
    return ascending(s, s.out_offsets, s.edge_count, first, last) &&
           ascending(s, s.in_offsets, s.edge_count, first, last) &&
           all_below(s, s.targets, s.vertex_count, first, last) &&
           all_below(s, s.sources, s.vertex_count, first, last) &&
           all_below(s, s.types, s.type_names.size(), first, last) &&
           all_below(s, s.in_edges, s.edge_count, first, last) &&
           all_below(s, s.in_sources, s.vertex_count, first, last) &&
           all_below(s, s.in_types, s.type_names.size(), first, last) &&
           all_below(s, s.label_sets, s.set_offsets.size() - 1, first, last) &&
           ascending(s, s.set_offsets, s.set_labels.size(), first, last) &&
           all_below(s, s.set_labels, s.label_names.size(), first, last) &&
           ascending(s, s.label_offsets, s.label_vertices.size(), first, last) &&
           all_below(s, s.label_vertices, s.vertex_count, first, last) &&
           ascending(s, s.evidence_offsets, s.evidence.size(), first, last) &&
           all_below(s, s.name_vertices, s.vertex_count, first, last);
}

} // namespace banggiao
