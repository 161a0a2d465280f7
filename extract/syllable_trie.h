// Takes paths of syllables. Hands out a trie over them: what names and phrases of lexicons are found with.
// The first level is an array over ids, so that a token which begins nothing costs one load; the others are
// one open table of (node, syllable) → node.
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
        if (node == root) return id < first_level_.size() ? first_level_[id] : none;
        return edges_.empty() ? none : edges_[slot_of(key_of(node, id))].child;
    }

    /// The child, made if there is none. Nodes are numbered 1, 2 … in the order they are made.
    std::uint32_t make_child(std::uint32_t node, SyllableId id) {
        if (const std::uint32_t known = child(node, id); known != none) return known;
        ++last_node_;
        if (node == root) {
            if (id >= first_level_.size()) first_level_.resize(id + 1, none);
            return first_level_[id] = last_node_;
        }
        if (++edge_count_ * 2 > edges_.size()) grow();
        edges_[slot_of(key_of(node, id))] = {key_of(node, id), last_node_};
        return last_node_;
    }

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

    /// The slot that holds the key, or the free one where it would be. REQUIRES: edges_ is not empty.
    std::size_t slot_of(std::uint64_t key) const {
        std::uint64_t hash = key * 0x9E3779B97F4A7C15u;
        std::size_t slot = static_cast<std::size_t>(hash >> 32) & (edges_.size() - 1);
        while (edges_[slot].key != 0 && edges_[slot].key != key) slot = (slot + 1) & (edges_.size() - 1);
        return slot;
    }

    void grow() {
        std::vector<Edge> old(edges_.empty() ? 64 : 2 * edges_.size());
        old.swap(edges_);
        for (const Edge& edge : old)
            if (edge.key != 0) edges_[slot_of(edge.key)] = edge;
    }

    std::vector<std::uint32_t> first_level_;
    std::vector<Edge> edges_;
    std::size_t edge_count_ = 0;
    std::uint32_t last_node_ = 0;
};

} // namespace banggiao::extract
