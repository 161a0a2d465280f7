// Takes the ids of imported nodes. Hands out their vertices. Private to graph/store.
#pragma once

#include <banggiao/graph/store/csv.h>
#include <banggiao/graph/value.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::store {

/// The ids of one group.
class IdTable {
  public:
    /// False if the id is there already.
    bool add(std::string_view id, VertexId vertex);
    /// Call once all are added: ids that are small numbers get an array.
    void finish();
    /// The vertices of many ids, up to the first that is none's: its place, or how many there are. Many at a
    /// time, so that the waits for memory overlap. Any number of threads. O(1) each.
    std::size_t find_all(std::span<const CsvField> ids, std::vector<VertexId>& vertices) const;

  private:
    struct Slot {
        std::uint64_t offset = 0; ///< of the id in texts_
        std::uint32_t length = 0;
        std::uint32_t hash = 0;
        std::uint32_t next_vertex = 0; ///< vertex + 1; 0 is free
    };
    std::string_view text(const Slot& slot) const {
        return std::string_view(texts_).substr(slot.offset, slot.length);
    }
    std::size_t slot_of(std::string_view id, std::uint32_t hash) const;
    // Each for a few ids: vertex + 1, 0 is none.
    void find_numbers(std::span<const CsvField> ids, std::span<std::uint32_t> next_vertices) const;
    void find_texts(std::span<const CsvField> ids, std::span<std::uint32_t> next_vertices) const;
    void grow();

    std::string texts_;
    std::vector<Slot> slots_ = std::vector<Slot>(64);
    std::size_t used_ = 0;
    std::vector<std::uint32_t> by_number_; ///< vertex + 1; 0 is none
    bool only_numbers_ = true;
    std::uint64_t largest_ = 0;
};

} // namespace banggiao::store
