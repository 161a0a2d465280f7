// Takes any bytes as a query on a small graph. Checks that it ends, within its limits, in rows or an error,
// and that the optimised and the plain plan give as many rows.
#include <banggiao/query/engine.h>

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace banggiao;
using namespace banggiao::query;

const FrozenGraph& small_graph() {
    static const FrozenGraph graph = [] {
        MemoryGraph made;
        auto done =
            made.run("CREATE (a:A {name: 'a', x: 1})-[:R {x: 1}]->(b:B {name: 'b'})-[:R]->(c:A {x: 2.5}),"
                     "(a)-[:S]->(c), (c)-[:S]->(c), (b)-[:R {x: [1, 2]}]->(a)");
        if (!done) std::abort();
        return made.graph();
    }();
    return graph;
}

/// Rows, or nothing after an error.
std::optional<std::size_t> count_rows(std::string_view query, bool optimise) {
    EngineOptions options;
    options.optimise = optimise;
    auto prepared = Engine(small_graph(), options).prepare(query);
    if (!prepared) return std::nullopt;
    Limits limits;
    limits.timeout = std::chrono::milliseconds(200);
    limits.memory_bytes = 64 << 20;
    limits.rows = 10000;
    auto cursor = prepared->run({}, limits);
    for (std::size_t rows = 0;; ++rows) {
        auto row = cursor->next();
        if (!row) return std::nullopt;
        if (!*row) return rows;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view query(reinterpret_cast<const char*>(data), size);
    auto optimised = count_rows(query, true), plain = count_rows(query, false);
    bool is_random = query.find("and") != query.npos || query.find("AND") != query.npos; // rand()
    if (optimised && plain && *optimised != *plain && !is_random) std::abort();
    return 0;
}
