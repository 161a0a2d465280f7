// Takes a value as the openCypher kit writes it: (:A {name: 'b'}), <(:A)-[:T]->(:B)>, [1, 'text'], 1.0, NaN.
// Hands out its canonical text, which is to_cypher_text() of an equal value, and plain values for parameters.
#pragma once

#include <banggiao/graph/value.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::tck {

struct KitValue {
    enum class Kind { null, boolean, integer, floating, string, list, map, node, edge, path };
    Kind kind = Kind::null;
    bool boolean = false;
    std::int64_t integer = 0;
    double floating = 0;
    std::string text;                        ///< of a string; type of an edge
    std::set<std::string> labels;            ///< of a node
    std::map<std::string, KitValue> entries; ///< of a map; properties
    std::vector<KitValue> elements;          ///< of a list; nodes and edges in turn of a path
    std::vector<bool> forward;               ///< of a path's edges
};

/// Nothing if the text is no value.
std::optional<KitValue> parse_kit_value(std::string_view text);

/// `sort_lists`: lists in a fixed order, so that two with the same elements have the same text.
std::string canonical_text(const KitValue& value, bool sort_lists);

/// Null, booleans, numbers, strings, lists and maps; nothing for what belongs to a graph.
std::optional<Value> to_value(const KitValue& value);

} // namespace banggiao::tck
