// Takes the edges between two vertices as they will be. Hands out what that changes in the base. Private to
// graph/.
#pragma once

#include <banggiao/graph/extend_compose_parts.h>

namespace banggiao::merging {

/// Edges of one type between two vertices, as those are numbered for the change.
using Bundle = std::tuple<VertexId, std::string, VertexId>;

/// An edge as it will be, and what it stands by among those of its bundle.
struct OrderedEdge {
    std::string order;
    EdgeRecord record;
    std::optional<EdgeId> of = {}; ///< the edge of the base whose evidence stays beside the record's
    bool is_same = false;          ///< as that edge is
};

class EdgeWriter {
  public:
    explicit EdgeWriter(Composition& parts)
        : parts_(parts), gone_articles_(parts.articles.removed.begin(), parts.articles.removed.end()) {}

    Bundle bundle_of(const EdgeDraft& draft) const;
    std::vector<EdgeId> base_edges(const Bundle& bundle) const;
    EdgeRecord record_of(EdgeDraft draft) const;
    /// Says the edges of a bundle as they are now. `known`: those of the base.
    void write(const Bundle& bundle, const std::vector<EdgeId>& known, std::vector<OrderedEdge> after);
    /// Once all are said.
    void finish();

  private:
    void say(const Bundle& bundle, EdgeId number, bool is_known, OrderedEdge now);

    Composition& parts_;
    std::vector<std::string> gone_articles_;
    EdgeId new_edges_ = 0;
};

/// The meetings that may be others: of every pair that took part in a changed event, or that is newly said to
/// have met.
class Meetings {
  public:
    explicit Meetings(Composition& parts) : parts_(parts) {}

    /// Finds them; what must be read for them is noted. Edges of all that is read, of what comes and of what
    /// goes.
    void find(const std::vector<EdgeDraft>& edges, const std::vector<EdgeDraft>& fresh,
              const std::vector<EdgeDraft>& old);
    /// `edges`: those of events; `stated`: meetings that articles state outright.
    void write(EdgeWriter& writer, const std::vector<EdgeDraft>& edges, std::vector<EdgeDraft> stated) const;

  private:
    using Pair = std::pair<VertexId, VertexId>; ///< numbers for the change, in order

    void add(const std::vector<VertexId>& people);
    void need_of(Pair pair);

    Composition& parts_;
    std::set<Pair> pairs_;
};

} // namespace banggiao::merging
