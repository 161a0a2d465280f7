// Takes a block of bytes. Hands out the arrays of the frozen graph that lie in it, and the accessors short
// enough to be inlined. Included by frozen_graph.h alone.
#pragma once

#include <algorithm>

namespace banggiao {

/// Checks 8 KiB blocks of a mapped file when they are first touched; see FrozenGraph::from_mapped.
class BlockGuard {
  public:
    BlockGuard(std::span<std::byte> bytes, std::span<const std::uint64_t> checksums);
    virtual ~BlockGuard() = default;

    /// Makes sure that `size` bytes from `place`, which lie in the block of bytes, are checked.
    void touch(const void* place, std::size_t size) const {
        if (size == 0) return;
        const auto offset = static_cast<std::size_t>(static_cast<const std::byte*>(place) - bytes_.data());
        const std::size_t last = (offset + size - 1) / FrozenGraph::block_bytes;
        for (std::size_t block = offset / FrozenGraph::block_bytes; block <= last; ++block)
            if (!checked_[block].load(std::memory_order_acquire)) [[unlikely]]
                check(block);
    }
    void touch_all() const { touch(bytes_.data(), bytes_.size()); }
    bool damaged() const { return damaged_.load(std::memory_order_acquire); }

  protected:
    /// Whether every offset that lies in bytes [first, last) is within its bounds.
    virtual bool offsets_hold(std::size_t first, std::size_t last) const = 0;
    /// Called once every block is checked and none was damaged.
    virtual void all_hold() const = 0;

  private:
    void check(std::size_t block) const;

    std::span<std::byte> bytes_;
    std::span<const std::uint64_t> checksums_;
    std::unique_ptr<std::atomic<bool>[]> checked_;
    mutable std::atomic<bool> damaged_{false};
    mutable std::size_t unchecked_; ///< blocks; guarded by the lock of check()
};

/// One property of all vertices or all edges: which rows have it, and their values packed.
struct PropertyColumn {
    enum class Encoding : std::uint8_t { none, boolean, integer, floating, string, generic };
    enum class Presence : std::uint8_t { all, ranked, sparse };
    Encoding encoding = Encoding::none;
    Presence presence = Presence::all;
    std::uint8_t width = 0;              ///< bytes of an integer: 1, 2, 4, 8; added to `base`
    std::uint32_t rows = 0;              ///< how many have it
    std::int64_t base = 0;               ///< the smallest integer
    const std::byte* values = nullptr;   ///< rows × width; strings and generic values are places in the pool
    std::span<const std::uint64_t> bits; ///< ranked: a bit a row
    std::span<const std::uint32_t> ranks; ///< ranked: rows before each 64 bits; sparse: the rows, ascending
};

/// One piece of evidence: places in the pool and a span.
struct EvidenceRow {
    std::uint32_t article, rule, text, start, end;
};

struct FrozenGraph::Sections {
    std::shared_ptr<const void> owner;
    std::span<const std::byte> bytes;
    std::unique_ptr<BlockGuard> guard;                            ///< of a mapped file
    mutable std::atomic<const BlockGuard*> active_guard{nullptr}; ///< the same until everything is verified
    std::uint32_t vertex_count = 0;
    std::uint32_t edge_count = 0;

    std::span<const EdgeId> out_offsets;
    std::span<const VertexId> targets;
    std::span<const VertexId> sources;
    std::span<const TypeId> types;
    std::span<const std::uint32_t> in_offsets;
    std::span<const EdgeId> in_edges;
    std::span<const VertexId> in_sources;
    std::span<const TypeId> in_types;
    std::span<const std::uint32_t> label_sets; ///< a vertex's set of labels
    std::span<const std::uint32_t> set_offsets;
    std::span<const LabelId> set_labels;
    std::span<const std::uint64_t> label_offsets;
    std::span<const VertexId> label_vertices;
    std::span<const std::uint64_t> type_counts;
    std::span<const std::uint32_t> label_names; ///< places in the pool, as are the next two
    std::span<const std::uint32_t> type_names;
    std::span<const std::uint32_t> key_names;
    std::span<const std::uint32_t> evidence_offsets; ///< empty if no edge has evidence
    std::span<const EvidenceRow> evidence;
    std::span<const std::uint32_t> name_keys; ///< places in the pool, in order of their text
    std::span<const VertexId> name_vertices;  ///< beside name_keys
    std::span<const std::byte> pool; ///< at multiples of 4 bytes: length (LEB128), bytes; the first is empty
    std::vector<PropertyColumn> vertex_columns; ///< by key
    std::vector<PropertyColumn> edge_columns;

    /// Text at a place of the pool; empty if the place is none.
    std::string_view text(std::uint32_t place) const;

    std::span<const EvidenceRow> evidence_rows(EdgeId edge) const;
    std::vector<EdgeEvidence> read(std::span<const EvidenceRow> rows) const;

    /// Relaxed: what is read without a guard was never changed.
    const BlockGuard* guarding() const { return active_guard.load(std::memory_order_relaxed); }
    void touch(const void* place, std::size_t size) const {
        if (const BlockGuard* active = guarding()) [[unlikely]]
            active->touch(place, size);
    }
    /// The same for elements [first, last) of two arrays.
    template <typename T>
    void touch_runs(std::size_t first, std::size_t last, std::span<const T> one,
                    std::span<const T> other) const {
        if (const BlockGuard* active = guarding()) [[unlikely]] {
            active->touch(one.data() + first, (last - first) * sizeof(T));
            active->touch(other.data() + first, (last - first) * sizeof(T));
        }
    }
    template <typename T>
    T at(std::span<const T> array, std::size_t index) const {
        touch(array.data() + index, sizeof(T));
        return array[index];
    }
    template <typename T>
    std::span<const T> run(std::span<const T> array, std::size_t first, std::size_t last) const {
        if (const BlockGuard* active = guarding()) [[unlikely]] {
            last = std::min(last, array.size()); // a block of zeros may have cut the run
            first = std::min(first, last);
            active->touch(array.data() + first, (last - first) * sizeof(T));
        }
        return array.subspan(first, last - first);
    }
    /// Elements [offsets[index], offsets[index + 1]) of an array.
    template <typename Offset>
    std::pair<Offset, Offset> bounds(std::span<const Offset> offsets, std::size_t index) const {
        if (const BlockGuard* active = guarding()) [[unlikely]] {
            active->touch(offsets.data() + index, 2 * sizeof(Offset));
            return {offsets[index], std::max(offsets[index], offsets[index + 1])}; // the next may be zeros
        }
        return {offsets[index], offsets[index + 1]};
    }
};

inline std::uint32_t FrozenGraph::vertex_count() const {
    return sections_->vertex_count;
}
inline std::uint32_t FrozenGraph::edge_count() const {
    return sections_->edge_count;
}

inline EdgeRange FrozenGraph::out_edges(VertexId vertex) const {
    const auto [first, last] = sections_->bounds(sections_->out_offsets, vertex);
    return {first, last};
}

inline std::span<const EdgeId> FrozenGraph::in_edges(VertexId vertex) const {
    const auto [first, last] = sections_->bounds(sections_->in_offsets, vertex);
    return sections_->run(sections_->in_edges, first, last);
}

inline std::span<const VertexId> FrozenGraph::in_sources(VertexId vertex) const {
    const auto [first, last] = sections_->bounds(sections_->in_offsets, vertex);
    return sections_->run(sections_->in_sources, first, last);
}

inline std::span<const TypeId> FrozenGraph::in_types(VertexId vertex) const {
    const auto [first, last] = sections_->bounds(sections_->in_offsets, vertex);
    return sections_->run(sections_->in_types, first, last);
}

inline VertexId FrozenGraph::source(EdgeId edge) const {
    return sections_->at(sections_->sources, edge);
}
inline VertexId FrozenGraph::target(EdgeId edge) const {
    return sections_->at(sections_->targets, edge);
}
inline TypeId FrozenGraph::type(EdgeId edge) const {
    return sections_->at(sections_->types, edge);
}

inline std::span<const VertexId> FrozenGraph::targets(EdgeRange edges) const {
    return sections_->run(sections_->targets, edges.first, edges.last);
}

inline std::span<const TypeId> FrozenGraph::types(EdgeRange edges) const {
    return sections_->run(sections_->types, edges.first, edges.last);
}

inline std::span<const LabelId> FrozenGraph::labels(VertexId vertex) const {
    const std::uint32_t set = sections_->at(sections_->label_sets, vertex);
    const auto [first, last] = sections_->bounds(sections_->set_offsets, set);
    return sections_->run(sections_->set_labels, first, last);
}

inline bool FrozenGraph::has_label(VertexId vertex, LabelId label) const {
    const auto all = labels(vertex);
    return std::find(all.begin(), all.end(), label) != all.end();
}

inline std::size_t FrozenGraph::label_count() const {
    return sections_->label_names.size();
}
inline std::size_t FrozenGraph::type_count() const {
    return sections_->type_names.size();
}
inline std::size_t FrozenGraph::key_count() const {
    return sections_->key_names.size();
}

} // namespace banggiao
