// Takes a number. Hands out a CSV file of that many nodes, the options that import it, and how many nodes an
// imported store has.
#pragma once

#include "articles.h"

#include <banggiao/graph/store/import.h>

#include <catch2/catch.hpp>

namespace banggiao::tests {

inline void write_nodes(const TemporaryFolder& folder, std::size_t count) {
    std::string text = "id:ID\n";
    for (std::size_t node = 0; node < count; ++node) text += std::to_string(node) + "\n";
    write_bytes(folder / ("nodes-" + std::to_string(count) + ".csv"), text);
}

inline ImportOptions import_of(const TemporaryFolder& folder, std::size_t count) {
    ImportOptions options{{{{"N"}, {folder / ("nodes-" + std::to_string(count) + ".csv")}}}, {}};
    options.threads = 1;
    return options;
}

/// Of an imported store that must be sound.
inline std::size_t node_count(const std::string& path) {
    const auto store = Store::open(path, Store::Mode::read);
    REQUIRE(store.ok());
    REQUIRE(store->check().value() == std::vector<std::string>());
    const auto loaded = load_graph(path);
    REQUIRE(loaded.ok());
    return loaded->graph.vertex_count();
}

} // namespace banggiao::tests
