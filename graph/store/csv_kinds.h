// Takes the properties of nodes and edges. Hands out the columns of a CSV file that hold them: one for each
// key and type. Private to graph/store.
#pragma once

#include <banggiao/graph/store/import.h>

#include <compare>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace banggiao::store {

inline constexpr char csv_delimiter = ','; ///< of what is written

/// Where a key stands among the others in order of their names: keys of the graph at even places, so that
/// `evidence`, which is none, has a place between two of them.
using KeyPlace = std::uint32_t;
constexpr KeyPlace place_of(KeyId key) {
    return KeyPlace{key} * 2 + 1;
}

/// A column: a property of one type. A property of several types has several columns.
struct CsvKind {
    KeyPlace place;
    bool array;
    ValueType type;
    auto operator<=>(const CsvKind&) const = default;
};

using CsvProperties = std::vector<std::pair<KeyPlace, Value>>; ///< by place

class CsvKinds {
  public:
    /// Keeps references: both must outlive it.
    CsvKinds(const FrozenGraph& graph, const CsvExportOptions& options);

    CsvProperties of_vertex(VertexId vertex) const;
    CsvProperties of_edge(EdgeId edge) const; ///< with its evidence as text

    /// Adds the columns that the properties need. `place`: for errors.
    Status collect(std::set<CsvKind>& kinds, const CsvProperties& properties, const std::string& place) const;
    /// Appends `,name:type` for each column.
    void append_header(std::string& out, const std::set<CsvKind>& kinds) const;
    /// Appends a delimiter for each column, and its value if there is one.
    void append_properties(std::string& out, const std::set<CsvKind>& kinds,
                           const CsvProperties& properties) const;

  private:
    std::string_view name_of(KeyPlace place) const;
    std::string print(const Value& value) const;
    /// What keeps a value from being written; ok if nothing does.
    Status check(KeyPlace key, const Value& value, const CsvKind& kind, const std::string& place) const;

    const FrozenGraph& graph_;
    const CsvExportOptions& options_;
    std::optional<KeyPlace> evidence_; ///< nothing: it is not written
};

} // namespace banggiao::store
