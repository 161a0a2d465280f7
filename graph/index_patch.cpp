// Takes a patch of an index. Hands out its bytes: each entry's name and bytes after their lengths; and the
// patch of such bytes.
#include <banggiao/graph/index_patch.h>

#include <cstdint>
#include <cstring>

namespace banggiao {

namespace {

void put(std::string& out, const std::string& text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
    out += text;
}

std::optional<std::string_view> take(std::string_view& rest) {
    std::uint32_t size = 0;
    if (rest.size() < sizeof size) return std::nullopt;
    std::memcpy(&size, rest.data(), sizeof size);
    rest.remove_prefix(sizeof size);
    if (rest.size() < size) return std::nullopt;
    const std::string_view text = rest.substr(0, size);
    rest.remove_prefix(size);
    return text;
}

} // namespace

std::string encode(const IndexPatch& patch) {
    std::string out;
    for (const auto& [name, bytes] : patch) {
        put(out, name);
        put(out, bytes);
    }
    return out;
}

std::optional<IndexPatch> decode_patch(std::string_view bytes) {
    IndexPatch patch;
    while (!bytes.empty()) {
        const auto name = take(bytes), value = take(bytes);
        if (!name || !value) return std::nullopt;
        patch.emplace_hint(patch.end(), *name, *value);
    }
    return patch;
}

} // namespace banggiao
