// Takes the ids of imported nodes. Hands out their vertices.
#include <banggiao/graph/store/id_table.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

namespace banggiao::store {

namespace {

constexpr std::size_t at_once = 32;

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

void IdTable::find_numbers(std::span<const CsvField> ids, std::span<std::uint32_t> next_vertices) const {
    std::array<std::uint64_t, at_once> numbers{};
    for (std::size_t i = 0; i < ids.size(); ++i)
        numbers[i] = number_of(ids[i].text).value_or(by_number_.size());
    for (std::size_t i = 0; i < ids.size(); ++i)
        next_vertices[i] = numbers[i] < by_number_.size() ? by_number_[numbers[i]] : 0;
}

void IdTable::find_texts(std::span<const CsvField> ids, std::span<std::uint32_t> next_vertices) const {
    std::array<std::uint32_t, at_once> hashes{};
    const auto first_slot = [&](std::size_t i) { return &slots_[hashes[i] & (slots_.size() - 1)]; };
    for (std::size_t i = 0; i < ids.size(); ++i) {
        hashes[i] = hash_of(ids[i].text);
        __builtin_prefetch(first_slot(i));
    }
    for (std::size_t i = 0; i < ids.size(); ++i) __builtin_prefetch(texts_.data() + first_slot(i)->offset);
    for (std::size_t i = 0; i < ids.size(); ++i)
        next_vertices[i] = slots_[slot_of(ids[i].text, hashes[i])].next_vertex;
}

std::size_t IdTable::find_all(std::span<const CsvField> ids, std::vector<VertexId>& vertices) const {
    vertices.resize(ids.size());
    for (std::size_t first = 0; first < ids.size(); first += at_once) {
        const auto some = ids.subspan(first, std::min(at_once, ids.size() - first));
        const auto found = std::span(vertices).subspan(first, some.size());
        if (by_number_.empty())
            find_texts(some, found);
        else
            find_numbers(some, found);
        for (std::size_t i = 0; i < found.size(); ++i)
            if (found[i]-- == 0) return first + i;
    }
    return ids.size();
}

} // namespace banggiao::store
