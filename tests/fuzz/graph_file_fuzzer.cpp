// Takes bytes. Reads them as a frozen graph's block; or as changes to a sound block, which is read at once,
// and mapped from a file whose checksums were computed after the changes: a file made to harm.
#include "../graph/random_graph.h"
#include "../graph/read_all.h"

#include <banggiao/graph/frozen_graph_layout.h>
#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/store/graph_file.h>

#include <cstdlib>
#include <cstring>
#include <unistd.h>

using namespace banggiao;

namespace {

const FrozenGraph& sound_graph() {
    static const FrozenGraph graph = freeze(tests::RandomGraph(1).graph(12, 30));
    return graph;
}

std::shared_ptr<std::byte[]> copy_of(std::span<const std::byte> bytes) {
    std::shared_ptr<std::byte[]> copy(new std::byte[bytes.size() + 8]);
    std::copy(bytes.begin(), bytes.end(), copy.get());
    return copy;
}

void read_at_once(std::span<const std::byte> bytes) {
    const auto copy = copy_of(bytes);
    if (const auto graph = FrozenGraph::from_bytes({copy.get(), bytes.size()}, copy); graph)
        tests::read_all(*graph);
}

void read_mapped(std::span<const std::byte> block) {
    static const std::string path = "/dev/shm/banggiao-fuzz-" + std::to_string(getpid());
    const auto copy = copy_of(block);
    auto sections = attach({copy.get(), block.size()});
    if (!sections) return;
    if (!store::write_graph_file(path, FrozenGraph(std::move(sections).value()), "", {})) std::abort();
    if (const auto mapped = store::map_graph_file(path); mapped) tests::read_all(mapped->graph);
    unlink(path.c_str());
}

/// Each five bytes: two of a place, three to lay over what is there.
std::shared_ptr<std::byte[]> changed_block(std::span<const std::byte> changes) {
    const std::size_t size = sound_graph().bytes().size();
    auto block = copy_of(sound_graph().bytes());
    for (; changes.size() >= 5; changes = changes.subspan(5)) {
        const std::size_t place =
            std::to_integer<std::size_t>(changes[0]) << 8 | std::to_integer<std::size_t>(changes[1]);
        std::memcpy(block.get() + place % (size - 3), changes.data() + 2, 3);
    }
    return block;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::span<const std::byte> input = std::as_bytes(std::span(data, size)).subspan(1);
    if (data[0] % 4 == 0) {
        read_at_once(input);
        decode_value({reinterpret_cast<const char*>(input.data()), input.size()});
        return 0;
    }
    const auto block = changed_block(input);
    const std::span<const std::byte> bytes(block.get(), sound_graph().bytes().size());
    if (data[0] % 4 == 1)
        read_mapped(bytes);
    else
        read_at_once(bytes);
    return 0;
}
