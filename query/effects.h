// Takes nothing. Hands out what a writing query changed, counted.
#pragma once

#include <cstdint>

namespace banggiao::query {

/// The difference of the graph before and after a query. A property that was changed is one removed and one
/// set; a deleted node takes its labels and properties along; what was created and deleted in one query does
/// not count.
struct Effects {
    std::uint64_t nodes_created = 0, nodes_deleted = 0, relationships_created = 0, relationships_deleted = 0,
                  properties_set = 0, properties_removed = 0, labels_added = 0, labels_removed = 0;
};

} // namespace banggiao::query
