// Takes the parts of a frozen graph. Hands out the one block of bytes they lie in, and the parts again.
// Private to graph/ and its store: freeze() and the bulk import make parts, from_bytes() and the store read
// blocks.
//
// A block: BlockHeader, then each section at a multiple of 8 bytes, in the order of Section. Numbers are in
// the byte order of the machine that wrote it, which the header names.
#pragma once

#include <banggiao/graph/frozen_graph.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace banggiao {

enum class Section : std::uint32_t {
    columns,
    out_offsets,
    targets,
    sources,
    types,
    in_offsets,
    in_edges,
    in_sources,
    in_types,
    label_sets,
    set_offsets,
    set_labels,
    label_offsets,
    label_vertices,
    type_counts,
    label_names,
    type_names,
    key_names,
    evidence_offsets,
    evidence,
    name_keys,
    name_vertices,
    column_values,
    pool,
    count
};
inline constexpr std::size_t section_count = static_cast<std::size_t>(Section::count);

struct SectionEntry {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

struct BlockHeader {
    static constexpr std::uint64_t expected_magic = 0x3130'4e5a'5246'4742; ///< "BGFRZN01"
    static constexpr std::uint32_t expected_byte_order = 0x01020304;
    static constexpr std::uint32_t current_version = 1;
    std::uint64_t magic = expected_magic;
    std::uint32_t byte_order = expected_byte_order;
    std::uint32_t version = current_version;
    std::uint32_t vertex_count = 0;
    std::uint32_t edge_count = 0;
    std::uint64_t total_bytes = 0;
    std::array<SectionEntry, section_count> sections{};
};

/// One property column; offsets are within the section column_values.
struct ColumnRecord {
    std::uint16_t key = 0;
    std::uint8_t of_edges = 0;
    std::uint8_t encoding = 0;
    std::uint8_t presence = 0;
    std::uint8_t width = 0;
    std::uint16_t unused = 0;
    std::uint32_t rows = 0;
    std::uint32_t rank_count = 0;
    std::int64_t base = 0;
    std::uint64_t values_offset = 0;
    std::uint64_t bits_offset = 0;
    std::uint64_t ranks_offset = 0;
};

/// Strings, each once, at places that are multiples of 4 bytes; place 0 is the empty string.
class StringPool {
  public:
    StringPool();
    /// The place of a string. Equal strings have equal places. REQUIRES: fewer than 16 GiB in all.
    std::uint32_t intern(std::string_view text);
    /// The same for many, appended to `places`: faster, since the waits for memory overlap.
    void intern_all(std::span<const std::string_view> texts, std::vector<std::uint32_t>& places);
    /// The string at a place this pool handed out; valid until the next intern().
    std::string_view text(std::uint32_t place) const;
    std::span<const std::byte> bytes() const { return bytes_; }
    void clear_index(); ///< frees what only intern() needs

  private:
    struct Slot {
        std::uint32_t place; ///< 0 is free: the empty string is never looked up
        std::uint32_t hash;
    };
    std::uint32_t intern(std::string_view text, std::uint32_t hash);
    void grow();
    std::vector<std::byte> bytes_;
    std::vector<Slot> slots_; ///< open addressing
    std::size_t used_ = 0;
};

/// Compressed rows in both directions; fields as in FrozenGraph::Sections.
struct Rows {
    std::vector<EdgeId> out_offsets;
    std::vector<VertexId> targets, sources;
    std::vector<TypeId> types;
    std::vector<std::uint32_t> in_offsets;
    std::vector<EdgeId> in_edges;
    std::vector<VertexId> in_sources;
    std::vector<TypeId> in_types;
    std::vector<std::uint64_t> type_counts;
    std::vector<EdgeId> order; ///< the given edge behind each edge id
};

/// Sorts edges (given as three parallel arrays) into rows. O(V + E + types).
Rows build_rows(std::uint32_t vertex_count, std::size_t type_count, std::span<const VertexId> sources,
                std::span<const VertexId> targets, std::span<const TypeId> types);

struct Column {
    ColumnRecord record; ///< offsets are set by assemble()
    std::vector<std::byte> values;
    std::vector<std::uint64_t> bits;
    std::vector<std::uint32_t> ranks;
};

// Columns from values by ascending row; `rows` empty: every row has one, in order. `total` is how many rows
// there are. The narrowest encoding that fits is chosen.
Column integer_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                      std::span<const std::int64_t> values);
Column floating_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                       std::span<const double> values);
Column boolean_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                      std::span<const std::uint8_t> values);
Column place_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                    std::span<const std::uint32_t> places,
                    PropertyColumn::Encoding encoding); ///< string or generic
/// Any values: typed if they agree, generic if not.
Column value_column(std::span<const std::uint32_t> rows, std::uint32_t total,
                    std::span<const Value* const> values, StringPool& pool);

/// The label sets of vertices, each once.
struct LabelSets {
    std::vector<std::uint32_t> of_vertex;
    std::vector<std::uint32_t> offsets{0};
    std::vector<LabelId> labels; ///< of each set, sorted
};

/// A name of a vertex by the place of its key.
struct NameEntry {
    std::uint32_t key;
    VertexId vertex;
};

struct GraphParts {
    std::uint32_t vertex_count = 0;
    Rows rows;
    LabelSets label_sets;
    std::vector<std::uint32_t> label_names, type_names, key_names; ///< places, sorted by text
    std::vector<Column> columns;
    std::vector<NameEntry> names; ///< sorted by sort_names()
    std::vector<std::uint32_t> evidence_offsets;
    std::vector<EvidenceRow> evidence;
    StringPool pool;
};

/// Sorts by the keys' text, then by vertex, and drops repetitions.
void sort_names(std::vector<NameEntry>& names, const StringPool& pool);

/// The block, and the graph in it without any check.
FrozenGraph assemble(GraphParts parts);

/// Points the sections into a block. Checks the header, the section table and the columns, not the arrays.
Result<std::unique_ptr<FrozenGraph::Sections>> attach(std::span<const std::byte> block);

/// Whether every offset in the arrays that lies in bytes [first, last) of the block is within its bounds.
bool offsets_hold(const FrozenGraph::Sections& sections, std::size_t first, std::size_t last);

} // namespace banggiao
