// Takes the ids of imported nodes. Hands out their vertices.
#include <banggiao/graph/store/id_table.h>

#include <functional>

namespace banggiao::store {

namespace {

/// The number an id is, if it is written as one would write it: no sign, no zeros before it.
std::optional<std::uint64_t> number_of(std::string_view id) {
    constexpr std::size_t most_digits = 18;
    if (id.empty() || id.size() > most_digits || (id[0] == '0' && id.size() > 1)) return {};
    std::uint64_t number = 0;
    for (const char c : id) {
        if (c < '0' || c > '9') return {};
        number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
}

std::uint32_t hash_of(std::string_view id) {
    const std::uint64_t hash = std::hash<std::string_view>()(id);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

} // namespace

std::size_t IdTable::slot_of(std::string_view id, std::uint32_t hash) const {
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot].next_vertex != 0 && (slots_[slot].hash != hash || text(slots_[slot]) != id))
        slot = (slot + 1) & (slots_.size() - 1);
    return slot;
}

bool IdTable::add(std::string_view id, VertexId vertex) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    const std::uint32_t hash = hash_of(id);
    Slot& slot = slots_[slot_of(id, hash)];
    if (slot.next_vertex != 0) return false;
    slot = {texts_.size(), static_cast<std::uint32_t>(id.size()), hash, vertex + 1};
    texts_ += id;
    ++used_;
    const auto number = only_numbers_ ? number_of(id) : std::nullopt;
    only_numbers_ = number.has_value();
    largest_ = std::max(largest_, number.value_or(0));
    return true;
}

void IdTable::grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& moved : old) {
        if (moved.next_vertex == 0) continue;
        std::size_t slot = moved.hash & (slots_.size() - 1);
        while (slots_[slot].next_vertex != 0) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = moved;
    }
}

void IdTable::finish() {
    if (!only_numbers_ || largest_ > 8 * (std::uint64_t{used_} + 1024)) return;
    by_number_.resize(largest_ + 1);
    for (const Slot& slot : slots_)
        if (slot.next_vertex != 0) by_number_[*number_of(text(slot))] = slot.next_vertex;
    slots_ = std::vector<Slot>(64);
    texts_ = {};
}

std::optional<VertexId> IdTable::find(std::string_view id) const {
    std::uint32_t next_vertex = 0;
    if (by_number_.empty())
        next_vertex = slots_[slot_of(id, hash_of(id))].next_vertex;
    else if (const auto number = number_of(id); number && *number < by_number_.size())
        next_vertex = by_number_[*number];
    return next_vertex != 0 ? std::optional(next_vertex - 1) : std::nullopt;
}

} // namespace banggiao::store
