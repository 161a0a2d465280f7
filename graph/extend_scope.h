// Takes a base graph, its index and new articles. Hands out the articles of the base that must be read again,
// and the merge of these and the new ones around all that is known. Private to graph/.
#pragma once

#include <banggiao/graph/extend_compare.h>
#include <banggiao/graph/patched_graph.h>

#include <map>
#include <set>

namespace banggiao::merging {

/// The stages, run on some articles with all the rest taken as known.
struct PartialMerge {
    PartialMerge(std::span<const Digest* const> digests, const Known& known, Names& names);
    MergeIndex index; ///< of these articles
    State state;
};

/// Answers questions about the base graph by ids of nodes.
class Neighbours {
  public:
    explicit Neighbours(const PatchedGraph& base) : base_(base) {}

    /// The ids of the articles that mention a vertex.
    std::vector<std::string> articles_of(VertexId vertex) const;
    std::size_t article_count(VertexId vertex) const;
    /// The ids of the articles that say the edges of one type between two vertices.
    std::vector<std::string> articles_of_edges(VertexId from, std::string_view type, VertexId to) const;
    std::vector<VertexId> articles(VertexId vertex) const; ///< as vertices, ascending
    std::string article_id(VertexId article) const;
    /// Those who took part in an event, or are parties to an agreement, and whether as host or guest or
    /// party.
    std::vector<std::pair<VertexId, bool>> members(VertexId vertex) const;
    /// What someone took part in, attended or is a party to.
    std::vector<VertexId> memberships(VertexId vertex) const;
    std::size_t membership_count(VertexId vertex) const;
    std::vector<VertexId> attended(VertexId person) const;
    std::vector<VertexId> attendees(VertexId event) const;
    std::vector<VertexId> events_in(VertexId place) const;
    std::vector<VertexId> places_of(VertexId event) const;
    std::string text(VertexId vertex, std::string_view key) const;
    std::vector<std::string> keys(VertexId vertex) const;

  private:
    const PatchedGraph& base_;
};

} // namespace banggiao::merging
