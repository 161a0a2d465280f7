// Takes bytes. Reads them as changes to the bytes of the index of a graph, sealed again so that its checksums
// fit; asks what an article more and one less change beside it. What fits the graph is applied and read
// whole.
#include "../graph/read_all.h"
#include "check.h"

#include <generated_facts.h>

#include <banggiao/graph/checksum.h>
#include <banggiao/graph/extend.h>
#include <banggiao/graph/graph_change_bytes.h>
#include <banggiao/graph/merge.h>

#include <array>
#include <cstring>

using namespace banggiao;

namespace {

constexpr std::size_t header_bytes = 5 * sizeof(std::uint64_t); ///< magic, version, pages, two checksums

/// A graph of made-up articles, its index, and an article that is not in it.
struct Sound {
    Sound() {
        testing::FactGenerator facts(7, 8, testing::Surroundings::told);
        for (int i = 0; i < 8; ++i) articles.push_back(*Digest::read(digest_bytes(facts.next())));
        added = std::move(articles.back());
        articles.pop_back();
        graph = merge_frozen(articles, {}, &index).graph;
    }
    std::vector<Digest> articles;
    std::optional<Digest> added;
    FrozenGraph graph;
    std::string index;
};

std::uint64_t number_at(const std::string& bytes, std::size_t place) {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data() + place, sizeof number);
    return number;
}

void put(std::string& bytes, std::size_t place, std::uint64_t number) {
    std::memcpy(bytes.data() + place, &number, sizeof number);
}

std::uint64_t sum_of(const std::string& bytes, std::size_t first, std::size_t count) {
    return checksum(std::as_bytes(std::span(bytes).subspan(first, count)));
}

/// Each six bytes: three of a place behind the header, three to lay over what is there.
std::string changed(std::string bytes, std::string_view changes) {
    for (; changes.size() >= 6; changes.remove_prefix(6)) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(changes[i]); };
        const std::size_t place = std::size_t{byte(0)} << 16 | std::size_t{byte(1)} << 8 | byte(2);
        bytes.replace(header_bytes + place % (bytes.size() - header_bytes - 3), 3, changes.substr(3, 3));
    }
    return bytes;
}

/// Gives every page that lies where the table says, the table and the header the checksums they should have.
void seal(std::string& bytes) {
    const std::size_t count = number_at(bytes, 2 * sizeof(std::uint64_t));
    const std::size_t page = 2 * sizeof(std::uint64_t), body = header_bytes + count * page;
    std::uint64_t first = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t end = number_at(bytes, header_bytes + i * page);
        if (first <= end && end <= bytes.size() - body)
            put(bytes, header_bytes + i * page + sizeof end, sum_of(bytes, body + first, end - first));
        first = end;
    }
    put(bytes, 3 * sizeof(std::uint64_t), sum_of(bytes, header_bytes, count * page));
    put(bytes, 4 * sizeof(std::uint64_t), sum_of(bytes, 0, 4 * sizeof(std::uint64_t)));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Sound sound;
    if (size == 0) return 0;
    std::string index =
        changed(sound.index, std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1));
    seal(index);
    const FetchDigest fetch = [&](std::string_view id) {
        const auto found = std::find_if(sound.articles.begin(), sound.articles.end(),
                                        [&](const Digest& each) { return each.id == id; });
        return found == sound.articles.end() ? nullptr : &*found;
    };
    const Digest* const more = &*sound.added;
    const Digest* const less = &sound.articles[data[0] % sound.articles.size()];
    ArticleChanges changes;
    if (data[0] % 3 != 0) changes.added = {&more, 1};
    if (data[0] % 3 != 1) changes.removed = {&less, 1};
    const Extension extension =
        extend(sound.graph, std::as_bytes(std::span(std::as_const(index))), {}, changes, fetch);
    check(size > 1 || extension.unsure != Unsure::index);
    if (extension.change && fits(sound.graph, *extension.change))
        tests::read_all(apply(sound.graph, *extension.change));
    return 0;
}
