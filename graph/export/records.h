// Takes a frozen graph and what to export of it. Hands out plain records: ids, labels, properties, evidence.
#pragma once

#include <banggiao/graph/export/formats.h>

#include <map>
#include <string>
#include <vector>

namespace banggiao::drawing {

struct NodeRecord {
    std::string id; ///< unique
    std::vector<std::string> labels;
    std::vector<std::pair<std::string, Value>> properties; ///< without `id`
};

struct RelationshipRecord {
    std::string from, to, type;
    std::vector<std::pair<std::string, Value>> properties;
    std::vector<EdgeEvidence> evidence; ///< without words if none are wanted
};

/// Names that a format has for itself.
struct ReservedNames {
    std::vector<std::string_view> of_nodes, of_relationships;
};

class Records {
  public:
    /// A property with a reserved name gets underscores behind it until no other property bears that name.
    Records(const FrozenGraph& graph, const ExportOptions& options, ReservedNames reserved = {});
    std::size_t node_count() const { return vertices_.size(); }
    std::size_t relationship_count() const { return edges_.size(); }
    NodeRecord node(std::size_t index) const;
    RelationshipRecord relationship(std::size_t index) const;

  private:
    std::string free_name(std::string_view name, const std::vector<std::string_view>& reserved) const;
    std::vector<std::pair<std::string, Value>> named(const std::vector<std::pair<KeyId, Value>>& properties,
                                                     std::string_view except,
                                                     const std::vector<std::string_view>& reserved) const;

    const FrozenGraph& graph_;
    bool quotations_;
    ReservedNames reserved_;
    std::function<std::string(const Value&)> text_of_;
    std::vector<VertexId> vertices_;
    std::vector<EdgeId> edges_;
    std::map<VertexId, std::string> ids_;
};

enum class ColumnType { integer, floating, boolean, text, list_of_texts };

/// The names and types of all properties; a name whose values differ in type is text.
using Columns = std::map<std::string, ColumnType>;
Columns columns_of_nodes(const Records& records);
Columns columns_of_relationships(const Records& records);

/// A property as one text: strings bare, the rest as JSON.
std::string plain_text(const Value& value);
/// The evidence as a JSON array.
std::string evidence_text(const std::vector<EdgeEvidence>& evidence);
/// Labels joined, as `Place:Province`.
std::string joined(const std::vector<std::string>& labels, char by);

/// Ok, or what the stream's failure means.
Status finished(std::ostream& out);

} // namespace banggiao::drawing
