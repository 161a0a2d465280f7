// Takes facts, or a graph as a store hands it out. Hands out a store of them, and all that the graph says as
// text, what a change says in it and the notes of the merge with it.
#pragma once

#include "articles.h"

#include <banggiao/graph/dump.h>
#include <banggiao/graph/merge.h>

namespace banggiao::tests {

inline Status put(const std::string& path, std::span<const Facts> facts) {
    auto store = Store::open(path, Store::Mode::create_or_write);
    if (!store) return store.error();
    for (const Facts& each : facts)
        if (auto outcome = store->put(each); !outcome) return outcome.error();
    return store->commit();
}

/// Nothing if its notes cannot be read.
inline std::string text_of(const LoadedGraph& loaded) {
    std::string text;
    const FrozenGraph graph = loaded.change ? apply(loaded.graph, *loaded.change) : loaded.graph;
    dump(graph, [&](std::string_view line) { text.append(line) += '\n'; });
    const auto notes = loaded.merge_notes();
    if (!notes) return {};
    for (const MergeDecision& each : notes->decisions)
        text += each.rule + each.reason + each.keys.front() + '\n';
    for (const Conflict& each : notes->conflicts)
        text += each.rule + each.description + each.keys.front() + '\n';
    return text;
}

/// What a store of these articles alone says.
inline std::string whole_text(std::span<const Facts> facts) {
    const TemporaryFolder folder;
    if (!put(folder / "whole.kg", facts)) return {};
    return text_of(load_graph(folder / "whole.kg").value());
}

} // namespace banggiao::tests
