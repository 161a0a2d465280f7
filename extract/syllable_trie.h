// Takes paths of syllables. Hands out a trie over them: what names and phrases of lexicons are found with.
// The first level is an array over ids, the others are one open table of (node, syllable) → node. Before
// either stands a table of bits, small enough to stay in the processor's first cache: what is not there, as
// with most tokens, costs one load of it.
#pragma once

#include <banggiao/extract/document.h>

#include <cstdint>
#include <vector>

namespace banggiao::extract {

class SyllableTrie {
  public:
    static constexpr std::uint32_t root = 0;
    static constexpr std::uint32_t none = 0; ///< the root is nobody's child

    std::uint32_t child(std::uint32_t node, SyllableId id) const {
        if (node == root) return begins(id) ? first_level_[id] : none;
        const std::uint64_t hash = hash_of(key_of(node, id));
        return may_have(hash) ? edges_[slot_of(key_of(node, id), hash)].child : none;
    }

    /// The child, made if there is none. Nodes are numbered 1, 2 … in the order they are made.
    std::uint32_t make_child(std::uint32_t node, SyllableId id) {
        if (const std::uint32_t known = child(node, id); known != none) return known;
        ++last_node_;
        if (node == root) {
            if (id >= first_level_.size()) first_level_.resize(id + 1, none);
            begins_.insert(id);
            return first_level_[id] = last_node_;
        }
        if (++edge_count_ * 2 > edges_.size()) grow();
        add({key_of(node, id), last_node_});
        return last_node_;
    }

    /// Whether a path begins with it.
    bool begins(SyllableId id) const { return begins_.contains(id); }
    /// The words that paths begin with.
    const SyllableSet& beginnings() const { return begins_; }

    /// Nodes there are, the root included.
    std::size_t size() const { return std::size_t{last_node_} + 1; }

  private:
    struct Edge {
        std::uint64_t key = 0; ///< 0: a free slot (a key has a node other than the root in it)
        std::uint32_t child = none;
    };

    static std::uint64_t key_of(std::uint32_t node, SyllableId id) {
        return (std::uint64_t{node} << 32) | id;
    }

    static std::uint64_t hash_of(std::uint64_t key) { return key * 0x9E3779B97F4A7C15u; }

    /// False: no edge has a key of this hash. True: one may.
    bool may_have(std::uint64_t hash) const {
        return !bits_.empty() && (bits_[bit_of(hash) / 64] >> bit_of(hash) % 64 & 1) != 0;
    }
    std::size_t bit_of(std::uint64_t hash) const {
        return static_cast<std::size_t>(hash >> 24) & (bits_.size() * 64 - 1);
    }

    /// The slot that holds the key, or the free one where it would be. REQUIRES: edges_ is not empty.
    std::size_t slot_of(std::uint64_t key, std::uint64_t hash) const {
        std::size_t slot = static_cast<std::size_t>(hash >> 32) & (edges_.size() - 1);
        while (edges_[slot].key != 0 && edges_[slot].key != key) slot = (slot + 1) & (edges_.size() - 1);
        return slot;
    }

    void add(const Edge& edge) {
        const std::uint64_t hash = hash_of(edge.key);
        edges_[slot_of(edge.key, hash)] = edge;
        bits_[bit_of(hash) / 64] |= std::uint64_t{1} << bit_of(hash) % 64;
    }

    void grow() {
        std::vector<Edge> old(edges_.empty() ? 64 : 2 * edges_.size());
        old.swap(edges_);
        bits_.assign(edges_.size() * bits_of_slot / 64, 0);
        for (const Edge& edge : old)
            if (edge.key != 0) add(edge);
    }

    static constexpr std::size_t bits_of_slot = 4; ///< one in eight is set at most

    SyllableSet begins_;
    std::vector<std::uint32_t> first_level_;
    std::vector<Edge> edges_;
    std::vector<std::uint64_t> bits_; ///< of the hashes of the edges
    std::size_t edge_count_ = 0;
    std::uint32_t last_node_ = 0;
};

} // namespace banggiao::extract
