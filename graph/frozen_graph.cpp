// Takes a frozen graph's sections. Hands out what is read from them: rows of one type, names, properties,
// evidence; and checks blocks of bytes, at once or on first touch.
#include <banggiao/graph/checksum.h>
#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/frozen_graph_layout.h>
#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/growing_graph.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <mutex>

namespace banggiao {

namespace {

using Sections = FrozenGraph::Sections;

Error damaged_error() {
    return {ErrorKind::damaged, "the graph is damaged", "",
            "remove its file: it is made again from the articles"};
}

/// The part of [first, last) whose types equal `type`, as positions. Types are ascending.
template <typename Position>
std::pair<Position, Position> of_type(std::span<const TypeId> types, Position first, TypeId type) {
    const auto [begin, end] = std::equal_range(types.begin(), types.end(), type);
    return {first + static_cast<Position>(begin - types.begin()),
            first + static_cast<Position>(end - types.begin())};
}

/// Positions of a vertex's entering edges of one type.
std::pair<std::uint32_t, std::uint32_t> in_bounds(const Sections& sections, VertexId vertex, TypeId type) {
    const auto [first, last] = sections.bounds(sections.in_offsets, vertex);
    return of_type(sections.run(sections.in_types, first, last), first, type);
}

std::string_view name_at(const Sections& sections, std::span<const std::uint32_t> names, std::size_t id) {
    return sections.text(sections.at(names, id));
}

template <typename Id>
std::optional<Id> find_in(const Sections& sections, std::span<const std::uint32_t> names,
                          std::string_view name) {
    std::size_t first = 0, count = names.size();
    while (count > 0) {
        const std::size_t half = count / 2;
        if (name_at(sections, names, first + half) < name) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    if (first == names.size() || name_at(sections, names, first) != name) return {};
    return static_cast<Id>(first);
}

std::optional<std::size_t> ranked_index(const Sections& sections, const PropertyColumn& column,
                                        std::uint32_t row) {
    const std::uint64_t word = sections.at(column.bits, row / 64), bit = std::uint64_t{1} << (row % 64);
    if ((word & bit) == 0) return {};
    return sections.at(column.ranks, row / 64) + static_cast<std::size_t>(std::popcount(word & (bit - 1)));
}

std::optional<std::size_t> sparse_index(const Sections& sections, const PropertyColumn& column,
                                        std::uint32_t row) {
    std::size_t first = 0, count = column.ranks.size();
    while (count > 0) {
        const std::size_t half = count / 2;
        const bool before = sections.at(column.ranks, first + half) < row;
        if (before) first += half + 1;
        count = before ? count - half - 1 : half;
    }
    if (first == column.ranks.size() || sections.at(column.ranks, first) != row) return {};
    return first;
}

/// Where a row's value lies among the packed ones.
std::optional<std::size_t> value_index(const Sections& sections, const PropertyColumn& column,
                                       std::uint32_t row) {
    switch (column.presence) {
    case PropertyColumn::Presence::all:
        return row;
    case PropertyColumn::Presence::ranked:
        return ranked_index(sections, column, row);
    case PropertyColumn::Presence::sparse:
        return sparse_index(sections, column, row);
    }
    return {};
}

template <typename T>
T packed(const PropertyColumn& column, std::size_t index) {
    T value{};
    std::memcpy(&value, column.values + index * sizeof(T), sizeof(T));
    return value;
}

std::int64_t integer_at(const PropertyColumn& column, std::size_t index) {
    std::uint64_t offset = 0;
    switch (column.width) {
    case 1:
        offset = packed<std::uint8_t>(column, index);
        break;
    case 2:
        offset = packed<std::uint16_t>(column, index);
        break;
    case 4:
        offset = packed<std::uint32_t>(column, index);
        break;
    default:
        offset = packed<std::uint64_t>(column, index);
        break;
    }
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(column.base) + offset);
}

Value value_at(const Sections& sections, const PropertyColumn& column, std::uint32_t row) {
    if (column.encoding == PropertyColumn::Encoding::none) return {};
    const auto index = value_index(sections, column, row);
    if (!index || *index >= column.rows) return {};
    sections.touch(column.values + *index * column.width, column.width);
    switch (column.encoding) {
    case PropertyColumn::Encoding::boolean:
        return packed<std::uint8_t>(column, *index) != 0;
    case PropertyColumn::Encoding::integer:
        return integer_at(column, *index);
    case PropertyColumn::Encoding::floating:
        return packed<double>(column, *index);
    case PropertyColumn::Encoding::string:
        return sections.text(packed<std::uint32_t>(column, *index));
    case PropertyColumn::Encoding::generic:
        return decode_value(sections.text(packed<std::uint32_t>(column, *index)));
    case PropertyColumn::Encoding::none:
        break;
    }
    return {};
}

std::vector<std::pair<KeyId, Value>>
values_at(const Sections& sections, const std::vector<PropertyColumn>& columns, std::uint32_t row) {
    std::vector<std::pair<KeyId, Value>> values;
    for (std::size_t key = 0; key < columns.size(); ++key)
        if (Value value = value_at(sections, columns[key], row); !value.is_null())
            values.emplace_back(static_cast<KeyId>(key), std::move(value));
    return values;
}

/// Guards the arrays of mapped sections.
class SectionsGuard : public BlockGuard {
  public:
    SectionsGuard(const Sections& sections, std::span<std::byte> bytes,
                  std::span<const std::uint64_t> checksums)
        : BlockGuard(bytes, checksums), sections_(sections) {}

  protected:
    bool offsets_hold(std::size_t first, std::size_t last) const override {
        return banggiao::offsets_hold(sections_, first, last);
    }
    void all_hold() const override { sections_.active_guard.store(nullptr, std::memory_order_release); }

  private:
    const Sections& sections_;
};

} // namespace

BlockGuard::BlockGuard(std::span<std::byte> bytes, std::span<const std::uint64_t> checksums)
    : bytes_(bytes), checksums_(checksums), checked_(std::make_unique<std::atomic<bool>[]>(checksums.size())),
      unchecked_(checksums.size()) {}

void BlockGuard::check(std::size_t block) const {
    static std::mutex one_at_a_time; // a damaged block is overwritten while nobody else can be reading it
    const std::lock_guard lock(one_at_a_time);
    if (checked_[block].load(std::memory_order_relaxed)) return;
    const std::size_t first = block * FrozenGraph::block_bytes;
    const auto bytes = bytes_.subspan(first, std::min(FrozenGraph::block_bytes, bytes_.size() - first));
    if (checksum(bytes) != checksums_[block] || !offsets_hold(first, first + bytes.size())) {
        std::fill(bytes.begin(), bytes.end(), std::byte{0});
        damaged_.store(true, std::memory_order_release);
    }
    checked_[block].store(true, std::memory_order_release);
    if (--unchecked_ == 0 && !damaged()) all_hold();
}

std::string_view Sections::text(std::uint32_t place) const {
    const std::size_t offset = std::size_t{place} * 4;
    if (offset >= pool.size()) return {};
    constexpr std::size_t longest_length = 10;
    const std::size_t head = std::min(longest_length, pool.size() - offset);
    touch(pool.data() + offset, head);
    std::string_view rest(reinterpret_cast<const char*>(pool.data()) + offset, pool.size() - offset);
    std::uint64_t length = 0;
    if (!take_length(rest, length) || length > rest.size()) return {};
    touch(rest.data(), length);
    return rest.substr(0, length);
}

FrozenGraph::FrozenGraph() {
    static const FrozenGraph empty = freeze(GrowingGraph());
    sections_ = empty.sections_;
}

EdgeRange FrozenGraph::out_edges(VertexId vertex, TypeId type) const {
    const EdgeRange all = out_edges(vertex);
    const auto [first, last] = of_type(types(all), all.first, type);
    return {first, last};
}

std::span<const EdgeId> FrozenGraph::in_edges(VertexId vertex, TypeId type) const {
    const auto [first, last] = in_bounds(*sections_, vertex, type);
    return sections_->run(sections_->in_edges, first, last);
}

std::span<const VertexId> FrozenGraph::in_sources(VertexId vertex, TypeId type) const {
    const auto [first, last] = in_bounds(*sections_, vertex, type);
    return sections_->run(sections_->in_sources, first, last);
}

std::span<const VertexId> FrozenGraph::vertices_with(LabelId label) const {
    const auto [first, last] = sections_->bounds(sections_->label_offsets, label);
    return sections_->run(sections_->label_vertices, first, last);
}

std::uint64_t FrozenGraph::edges_with(TypeId type) const {
    return sections_->at(sections_->type_counts, type);
}

std::optional<LabelId> FrozenGraph::find_label(std::string_view name) const {
    return find_in<LabelId>(*sections_, sections_->label_names, name);
}

std::optional<TypeId> FrozenGraph::find_type(std::string_view name) const {
    return find_in<TypeId>(*sections_, sections_->type_names, name);
}

std::optional<KeyId> FrozenGraph::find_key(std::string_view name) const {
    return find_in<KeyId>(*sections_, sections_->key_names, name);
}

std::string_view FrozenGraph::label_name(LabelId label) const {
    return name_at(*sections_, sections_->label_names, label);
}

std::string_view FrozenGraph::type_name(TypeId type) const {
    return name_at(*sections_, sections_->type_names, type);
}

std::string_view FrozenGraph::key_name(KeyId key) const {
    return name_at(*sections_, sections_->key_names, key);
}

Value FrozenGraph::vertex_property(VertexId vertex, KeyId key) const {
    return value_at(*sections_, sections_->vertex_columns[key], vertex);
}

Value FrozenGraph::edge_property(EdgeId edge, KeyId key) const {
    return value_at(*sections_, sections_->edge_columns[key], edge);
}

std::vector<std::pair<KeyId, Value>> FrozenGraph::vertex_properties(VertexId vertex) const {
    return values_at(*sections_, sections_->vertex_columns, vertex);
}

std::vector<std::pair<KeyId, Value>> FrozenGraph::edge_properties(EdgeId edge) const {
    return values_at(*sections_, sections_->edge_columns, edge);
}

std::span<const EvidenceRow> Sections::evidence_rows(EdgeId edge) const {
    if (evidence_offsets.empty()) return {};
    const auto [first, last] = bounds(evidence_offsets, edge);
    return run(evidence, first, last);
}

std::vector<EdgeEvidence> Sections::read(std::span<const EvidenceRow> rows) const {
    const auto word = [this](std::uint32_t place) { return std::string(text(place)); };
    std::vector<EdgeEvidence> pieces;
    for (const EvidenceRow& row : rows)
        pieces.push_back({word(row.article), Span{row.start, row.end}, word(row.rule), word(row.text)});
    return pieces;
}

std::vector<EdgeEvidence> FrozenGraph::evidence(EdgeId edge) const {
    return sections_->read(sections_->evidence_rows(edge));
}

std::vector<EdgeEvidence> FrozenGraph::evidence_of(EdgeId edge, std::string_view article) const {
    const auto of = [this](const EvidenceRow& row) { return sections_->text(row.article); };
    const std::span<const EvidenceRow> all = sections_->evidence_rows(edge);
    const auto first = std::ranges::lower_bound(all, article, {}, of);
    return sections_->read({first, std::ranges::upper_bound(first, all.end(), article, {}, of)});
}

std::span<const std::byte> FrozenGraph::bytes() const {
    return sections_->bytes;
}

Result<FrozenGraph> FrozenGraph::from_bytes(std::span<const std::byte> bytes,
                                            std::shared_ptr<const void> owner) {
    auto sections = attach(bytes);
    if (!sections) return std::move(sections).error();
    if (!offsets_hold(**sections, 0, bytes.size())) return damaged_error();
    sections.value()->owner = std::move(owner);
    return FrozenGraph(std::move(sections).value());
}

Result<FrozenGraph> FrozenGraph::from_mapped(std::span<std::byte> bytes,
                                             std::span<const std::uint64_t> checksums,
                                             std::shared_ptr<const void> owner) {
    if (checksums.size() != (bytes.size() + block_bytes - 1) / block_bytes) return damaged_error();
    auto sections = attach(bytes);
    if (!sections) return std::move(sections).error();
    Sections& mapped = **sections;
    mapped.owner = std::move(owner);
    mapped.guard = std::make_unique<SectionsGuard>(mapped, bytes, checksums);
    mapped.active_guard = mapped.guard.get();
    const SectionEntry columns = reinterpret_cast<const BlockHeader*>(bytes.data())->sections[0];
    mapped.touch(bytes.data(), columns.offset + columns.bytes);
    if (mapped.guard->damaged()) return damaged_error();
    return FrozenGraph(std::move(sections).value());
}

Status FrozenGraph::status() const {
    if (sections_->guard && sections_->guard->damaged()) return damaged_error();
    return {};
}

Status FrozenGraph::verify() const {
    if (sections_->guard) sections_->guard->touch_all();
    return status();
}

} // namespace banggiao
