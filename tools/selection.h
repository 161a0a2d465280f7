// Takes a store's graph and what a person wants of it. Hands out the nodes and relationships to draw or
// export.
#pragma once

#include <banggiao/graph/export/dot.h>
#include <banggiao/graph/partial_date.h>
#include <banggiao/tools/session.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::tools {

/// Which relationships, by their own properties.
struct RelationshipFilter {
    std::string type;                    ///< MET, PARTNER_OF
    std::vector<std::string> kinds;      ///< twinning, cooperation …; empty: all
    std::optional<PartialDate> from, to; ///< those without a date are left out if either is given
};

bool passes(const FrozenGraph& graph, EdgeId edge, const RelationshipFilter& filter);

/// All that pass.
Selection select_all(const FrozenGraph& graph, const RelationshipFilter& filter);

/// Those that pass within `depth` steps of a node. Linear in what is reached.
Selection select_around(const FrozenGraph& graph, VertexId centre, std::size_t depth,
                        const RelationshipFilter& filter);

/// The nodes, relationships and paths that a query returns.
Result<Selection, query::QueryError> select_by_query(const Session& session, const std::string& text,
                                                     const query::Parameters& parameters = {});

} // namespace banggiao::tools
