// Takes what a merge made. Hands out its text: the graph line by line, the decisions, the conflicts.
#pragma once

#include <banggiao/graph/dump.h>
#include <banggiao/graph/growing_graph.h>
#include <banggiao/graph/merge.h>

#include <string>
#include <vector>

namespace banggiao::tests {

inline std::string joined(const std::vector<std::string>& keys) {
    std::string all;
    for (const std::string& key : keys) all += (all.empty() ? "" : " | ") + key;
    return all;
}

inline std::string text_of(const Merged& merged) {
    std::string out;
    dump(freeze(merged.graph), [&](std::string_view line) { out.append(line) += '\n'; });
    for (const auto& each : merged.decisions)
        out += "decision " + each.rule + ": " + joined(each.keys) + ": " + each.reason + "\n";
    for (const auto& each : merged.conflicts)
        out += "conflict " + each.rule + ": " + joined(each.keys) + ": " + each.description + "\n";
    return out;
}

} // namespace banggiao::tests
