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

/// A property; empty if it is not there or no text.
std::string text_of(const EdgeRecord& record, std::string_view key);
/// What order_text() makes of the draft of an edge.
std::string order_of(const std::string& distinct, const EdgeRecord& record);

/// The meetings that may be others: of every pair that took part in a changed event, or that is newly said to
/// have met. Of such a pair those of changed events are said anew, and of visits near these; of whom articles
/// state meetings without event, all are. Meetings of events that stay what they are keep their days and
/// sides; where other articles tell of them, their words come and go.
class Meetings {
  public:
    explicit Meetings(Composition& parts) : parts_(parts) {}

    /// Finds them; what must be read for them is noted. `all`: edges of all that is read; `fresh`, `old`: of
    /// what comes and of what goes; `stated`: meetings without event of all that is read.
    void find(const std::vector<EdgeDraft>& all, const std::vector<EdgeDraft>& fresh,
              const std::vector<EdgeDraft>& old, const std::vector<EdgeDraft>& stated);
    /// As found. False after a doubt.
    /// Notes what is said now of who attends an event that stays what it is.
    void attend(const Bundle& bundle, Properties said) { attendances_[bundle] = std::move(said); }
    /// As found. False after a doubt. REQUIRES: of all who attend such events it is noted.
    bool write(EdgeWriter& writer, const std::vector<EdgeDraft>& all,
               const std::vector<EdgeDraft>& stated) const;

  private:
    using Pair = std::pair<VertexId, VertexId>; ///< numbers for the change, in order
    using Days = std::vector<std::optional<PartialDate>>;
    struct Changed {
        Days days;                 ///< of meetings that are changed, or were
        std::set<VertexId> visits; ///< of the base, on such days
        bool is_stated = false;    ///< some meeting of either, without event
    };
    using ByBundle = std::map<Bundle, std::vector<OrderedEdge>>;
    struct EventEdges {
        std::map<VertexId, std::vector<const EdgeDraft*>> of; ///< by event: who attended, and where it was
        std::map<VertexId, std::set<VertexId>> attended;      ///< events by a person's number for the change
    };

    /// Who attends an event of the base by what articles say that come or go; null: only those that go.
    using Tellings = std::map<VertexId, const EdgeDraft*>;

    void find_changed(const std::vector<EdgeDraft>& all);
    void find_retold(const std::vector<EdgeDraft>& fresh, const std::vector<EdgeDraft>& old);
    void add_changed(const std::vector<VertexId>& people, const std::string& kind,
                     const std::optional<PartialDate>& day);
    void add(VertexId one, VertexId other, const Days& days);
    void need_of(Pair pair, Changed& changed);
    bool is_stated(VertexId person) const;
    const std::vector<VertexId>& attended(VertexId person);
    std::vector<const EdgeDraft*> edges_of(Pair pair, const Changed& changed, const EventEdges& events) const;
    bool keep_others(const EdgeWriter& writer, const Bundle& bundle, const Changed& changed,
                     std::vector<OrderedEdge>& after, Days& days) const;
    bool write_retold(EdgeWriter& writer) const;
    void retell(const EdgeWriter& writer, VertexId event, OrderedEdge& meeting) const;
    std::vector<DraftEvidence> new_words(VertexId host, VertexId guest, VertexId event) const;
    bool are_told_together(VertexId one, VertexId other, VertexId event) const;
    Properties attendance(VertexId person, VertexId event) const;
    bool compose(const EdgeWriter& writer, Pair pair, const Changed& changed, const EventEdges& events,
                 const std::vector<EdgeDraft>& stated, ByBundle& after) const;

    Composition& parts_;
    std::map<Pair, Changed> pairs_;
    std::set<VertexId> changed_;          ///< events of the base that are changed or gone
    std::map<VertexId, Tellings> retold_; ///< other events of the base
    std::set<Pair> retold_pairs_;         ///< of whom some attended one of these
    std::map<Bundle, Properties> attendances_;
    std::map<VertexId, std::vector<VertexId>> attended_;
};

} // namespace banggiao::merging
