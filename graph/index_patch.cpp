// Takes a patch of an index. Hands out its bytes: how many entries, then each one's name and bytes after
// their lengths; and the patch of such bytes.
#include <banggiao/graph/index_patch.h>

#include <cstdint>
#include <cstring>

namespace banggiao {

namespace {

void put(std::string& out, std::size_t number) {
    const auto bytes = static_cast<std::uint32_t>(number);
    out.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
}

void put(std::string& out, const std::string& text) {
    put(out, text.size());
    out += text;
}

std::optional<std::uint32_t> take_number(std::string_view& rest) {
    std::uint32_t number = 0;
    if (rest.size() < sizeof number) return std::nullopt;
    std::memcpy(&number, rest.data(), sizeof number);
    rest.remove_prefix(sizeof number);
    return number;
}

std::optional<std::string_view> take(std::string_view& rest) {
    const auto size = take_number(rest);
    if (!size || rest.size() < *size) return std::nullopt;
    const std::string_view text = rest.substr(0, *size);
    rest.remove_prefix(*size);
    return text;
}

} // namespace

std::string encode(const IndexPatch& patch) {
    std::string out;
    put(out, patch.size());
    for (const auto& [name, bytes] : patch) {
        put(out, name);
        put(out, bytes);
    }
    return out;
}

std::optional<IndexPatch> decode_patch(std::string_view bytes) {
    IndexPatch patch;
    const auto count = take_number(bytes);
    if (!count) return std::nullopt;
    while (!bytes.empty()) {
        const auto name = take(bytes), value = take(bytes);
        if (!name || !value) return std::nullopt;
        patch.emplace_hint(patch.end(), *name, *value);
    }
    return patch.size() == *count ? std::optional(std::move(patch)) : std::nullopt;
}

} // namespace banggiao
