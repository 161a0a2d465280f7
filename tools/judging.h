// Takes what a person writes of two nodes or an edge, by name or key. Hands out judgements that name keys.
#pragma once

#include <banggiao/graph/judgement_text.h>
#include <banggiao/graph/store/store.h>
#include <banggiao/tools/session.h>

#include <optional>
#include <string>
#include <string_view>

namespace banggiao::tools {

/// The key a person means: a key as it is, known or not; a name if exactly one node bears it.
Result<std::string> key_meant(const std::optional<Session>& session, std::string_view text);

/// `same` or `different` of two nodes. Two names that mean one node: `conflict`, with its keys.
Result<Judgement> judgement_of(const std::optional<Session>& session, Judgement::Kind kind,
                               std::string_view a, std::string_view b);

/// `conflict` for `same` of two kinds of things, which the merge never joins.
Status check_kinds(const Judgement& judgement);

/// `reject` of an edge as `why` prints it; its ends may be names. `not_found`, with the edges between the two
/// nodes, if they are known and there is no such edge.
Result<Judgement> rejection_of(const std::optional<Session>& session, std::string_view edge);

/// The names of the edges at a node as rejection_of() takes them, sorted, each once; those to `other` only,
/// if given.
std::vector<std::string> edge_names(const query::GraphView& graph, VertexId vertex,
                                    std::optional<VertexId> other = std::nullopt);

} // namespace banggiao::tools
