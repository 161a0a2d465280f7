// Takes strings. Hands out their places in the pool of a frozen graph, each string stored once.
#include <banggiao/graph/frozen_graph_layout.h>
#include <banggiao/graph/frozen_graph_values.h>

#include <algorithm>
#include <array>
#include <functional>

namespace banggiao {

namespace {

constexpr std::size_t place_bytes = 4;

std::uint32_t hash_of(std::string_view text) {
    const std::uint64_t hash = std::hash<std::string_view>()(text);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

} // namespace

StringPool::StringPool() : bytes_(place_bytes), slots_(64) {}

std::string_view StringPool::text(std::uint32_t place) const {
    const std::size_t offset = place * place_bytes;
    std::string_view rest(reinterpret_cast<const char*>(bytes_.data()) + offset, bytes_.size() - offset);
    std::uint64_t length = 0;
    take_length(rest, length);
    return rest.substr(0, length);
}

std::uint32_t StringPool::intern(std::string_view text) {
    return intern(text, hash_of(text));
}

void StringPool::intern_all(std::span<const std::string_view> texts, std::vector<std::uint32_t>& places) {
    constexpr std::size_t at_once = 32;
    std::array<std::uint32_t, at_once> hashes{};
    for (std::size_t first = 0; first < texts.size(); first += at_once) {
        const auto some = texts.subspan(first, std::min(at_once, texts.size() - first));
        for (std::size_t i = 0; i < some.size(); ++i) {
            hashes[i] = hash_of(some[i]);
            __builtin_prefetch(&slots_[hashes[i] & (slots_.size() - 1)]);
        }
        for (std::size_t i = 0; i < some.size(); ++i) places.push_back(intern(some[i], hashes[i]));
    }
}

std::uint32_t StringPool::intern(std::string_view text, std::uint32_t hash) {
    if (text.empty()) return 0;
    if (2 * (used_ + 1) > slots_.size()) grow();
    std::size_t slot = hash & (slots_.size() - 1);
    for (; slots_[slot].place != 0; slot = (slot + 1) & (slots_.size() - 1))
        if (slots_[slot].hash == hash && this->text(slots_[slot].place) == text) return slots_[slot].place;
    const auto place = static_cast<std::uint32_t>(bytes_.size() / place_bytes);
    std::string length;
    append_length(length, text.size());
    const auto append = [&](std::string_view part) {
        const auto* first = reinterpret_cast<const std::byte*>(part.data());
        bytes_.insert(bytes_.end(), first, first + part.size());
    };
    append(length);
    append(text);
    bytes_.resize((bytes_.size() + place_bytes - 1) / place_bytes * place_bytes);
    slots_[slot] = {place, hash};
    ++used_;
    return place;
}

void StringPool::grow() {
    std::vector<Slot> slots(slots_.size() * 2);
    for (const Slot old : slots_) {
        if (old.place == 0) continue;
        std::size_t slot = old.hash & (slots.size() - 1);
        while (slots[slot].place != 0) slot = (slot + 1) & (slots.size() - 1);
        slots[slot] = old;
    }
    slots_ = std::move(slots);
}

void StringPool::clear_index() {
    slots_ = std::vector<Slot>(64);
    used_ = 0;
}

} // namespace banggiao
