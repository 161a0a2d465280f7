// Takes keys that the merge speaks of. Hands out the articles that tell of each.
#pragma once

#include <banggiao/tools/session.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace banggiao::tools {

/// The keys of a node, as the merge made them; none if it has none.
std::vector<std::string> keys_of(const query::GraphView& graph, VertexId vertex);

/// Articles by key, in order of their ids. Of keys told by hundreds of articles some are left out.
using Tellers = std::map<std::string, std::vector<std::string>>;
/// `nodes`: those that the keys are of.
Result<Tellers> tellers_of(const std::set<std::string>& keys, const std::set<VertexId>& nodes,
                           const Session& session, const std::string& store_path);

} // namespace banggiao::tools
