// Takes a patch of an index. Hands out its bytes: how many entries, then each one's name and bytes after
// their lengths; and the patch of such bytes.
#include <banggiao/graph/index_patch.h>
#include <banggiao/graph/plain_bytes.h>

namespace banggiao {

std::string encode(const IndexPatch& patch) {
    std::size_t size = 10;
    for (const auto& [name, bytes] : patch) size += name.size() + bytes.size() + 20;
    std::string out;
    out.reserve(size);
    append_length(out, patch.size());
    for (const auto& [name, bytes] : patch) {
        append_plain(out, name);
        append_plain(out, bytes.view());
    }
    return out;
}

std::optional<IndexPatch> decode_patch(const KeptBytes& bytes) {
    IndexPatch patch;
    PlainReader reader(bytes.view());
    reader.each([&] {
        const std::string_view name = reader.text();
        patch.emplace_hint(patch.end(), name, bytes.part(reader.text()));
    });
    return reader.is_sound() && reader.is_at_end() ? std::optional(std::move(patch)) : std::nullopt;
}

} // namespace banggiao
