// Takes bytes. Reads them as what is kept of a change to a graph; or as changes to the bytes of a sound one.
// One that fits its graph is applied, and the graph that comes of it read whole.
#include "../graph/read_all.h"
#include "check.h"

#include <generated_facts.h>

#include <banggiao/graph/extend.h>
#include <banggiao/graph/graph_change_bytes.h>
#include <banggiao/graph/merge.h>

using namespace banggiao;

namespace {

/// A graph of made-up articles, and what one more changes in it.
struct Sound {
    Sound() {
        testing::FactGenerator facts(7, 12);
        std::vector<Digest> base;
        for (int i = 0; i < 12; ++i) base.push_back(*Digest::read(digest_bytes(facts.next())));
        const Digest added = std::move(base.back());
        base.pop_back();
        std::string index;
        graph = merge_frozen(base, {}, &index).graph;
        const Digest* const one = &added;
        const auto fetch = [&](std::string_view id) {
            const auto found =
                std::find_if(base.begin(), base.end(), [&](const Digest& each) { return each.id == id; });
            return found == base.end() ? nullptr : &*found;
        };
        const Extension extension = extend(graph, std::as_bytes(std::span(index)), {}, {{&one, 1}}, fetch);
        check(extension.change.has_value());
        bytes = encode(*extension.change);
    }
    FrozenGraph graph;
    std::string bytes;
};

/// Each five bytes: two of a place, three to lay over what is there.
std::string changed(std::string bytes, std::string_view changes) {
    for (; changes.size() >= 5; changes.remove_prefix(5)) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(changes[i]); };
        const std::size_t place = std::size_t{byte(0)} << 8 | byte(1);
        bytes.replace(place % (bytes.size() - 3), 3, changes.substr(2, 3));
    }
    return bytes;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Sound sound;
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto change = decode_change(data[0] % 4 == 0 ? std::string(input) : changed(sound.bytes, input));
    if (!change || !fits(sound.graph, *change)) return 0;
    check(encode(*change).size() > 0);
    tests::read_all(apply(sound.graph, *change));
    return 0;
}
