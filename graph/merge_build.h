// Takes groups that are decided. Hands out the graph's vertices and edges. Private to graph/.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/graph_records.h>
#include <banggiao/graph/merge_index.h>
#include <banggiao/graph/merge_state.h>

#include <algorithm>
#include <map>
#include <set>

namespace banggiao::merging {

/// The vertices, in order of their ids, and where each mention went.
struct Vertices {
    std::vector<VertexRecord> records;
    std::vector<std::string> ids;
    std::vector<VertexId> of_local;                ///< by mention
    std::vector<VertexId> of_article;              ///< by article
    std::vector<std::optional<PartialDate>> dates; ///< by vertex: of events
    std::vector<std::string> kinds;                ///< by vertex: of events
    std::vector<VertexId> of_root;                 ///< by group; none for all but roots that have mentions
    std::vector<std::uint32_t> article_counts;     ///< by vertex: how many articles mention it
    std::vector<bool> told_anew; ///< by vertex, in a partial merge: events all of whose tellings are at hand

    /// Of a node that more articles mention the index says what they say.
    static constexpr std::uint32_t most_of_small = 64;
    bool is_large(VertexId vertex) const { return article_counts[vertex] > most_of_small; }

    /// The vertex one of whose keys this is.
    std::optional<VertexId> find(const State& state, const std::string& key) const;
};

Vertices build_vertices(const State& state); // merge_vertices.cpp
/// What more mentions of a node make of what is said of it.
VertexRecord record_with(const MergeIndex::Said& said, const State& state, std::span<const LocalId> more,
                         std::span<const std::string_view> keys);
/// What is said of a node without some of its mentions; nothing if that cannot be told.
std::optional<MergeIndex::Said> said_without(MergeIndex::Said said, const State& state,
                                             std::span<const LocalId> less);
/// What is said of a node with more mentions of it.
MergeIndex::Said said_with(const MergeIndex::Said& said, const State& state, std::span<const LocalId> more);
/// Notes kind and date of an event from its record.
void remember_event(Vertices& vertices, VertexId vertex);
/// `2017-06-29` of `--06-29`; of an interval both ends.
std::string date_in_year(std::string yearless, std::string_view year); // merge_dates.cpp
/// Gives events told without a year the year of the one visit they can be part of; marked `year_inferred`.
void find_years(const State& state, Vertices& vertices); // merge_dates.cpp

/// Where an edge comes from. Articles are numbered in order of their ids; `none`: a table, no article.
struct DraftEvidence {
    std::uint32_t article;
    Span span;
    std::string_view rule;
    std::string_view text;
    auto operator<=>(const DraftEvidence&) const = default;
};

/// An edge as gathered from the articles that state it.
struct EdgeDraft {
    VertexId from = 0;
    VertexId to = 0;
    std::string_view type;
    std::string distinct; ///< what tells it from others of this type between these ends: a title, a kind
    std::vector<std::pair<std::string_view, Value>> properties; ///< in the order they were set
    std::vector<DraftEvidence> evidence;                        ///< sorted
    std::optional<PartialDate> first_seen;
    std::optional<PartialDate> last_seen;
    bool inferred = false; ///< no article names the person: only the office

    void see(const std::optional<PartialDate>& date);
    /// The text of a property; empty if it is not there or no text.
    std::string_view text(std::string_view key) const;
};

/// Edges judged wrong, by ends, type and detail; MET and PARTNER_OF in either direction.
class Rejections {
  public:
    Rejections(State& state, const Vertices& vertices, std::span<const Judgement> judgements);
    bool empty() const { return edges_.empty(); }
    /// `detail`: the slug of a HOLDS edge's title, a PARTNER_OF edge's kind, a MET edge's date; else empty.
    bool contains(VertexId from, std::string_view type, VertexId to, const std::string& detail = "") const;

  private:
    std::map<std::tuple<VertexId, std::string, VertexId>, std::set<std::string>>
        edges_; ///< details; an empty one: all
};

/// What the statements of an edge say.
struct EdgeSaid {
    std::vector<std::pair<std::string_view, std::string_view>> properties; ///< key and text, sorted
    std::vector<PartialDate> dates;                                        ///< when it was seen
    std::uint32_t statements = 0;
    std::uint32_t named = 0; ///< statements that name both ends
};
/// The properties of an edge of which this is said, sorted.
std::vector<std::pair<std::string_view, Value>>
properties_said(std::span<const std::pair<std::string_view, std::string_view>> said);

/// Adds what some statements say to what is known of an edge.
void put_in(MergeIndex::EdgeSaid& known, const EdgeSaid& said);
/// Takes it out again; false if it was not in it.
bool take_out(MergeIndex::EdgeSaid& known, const EdgeSaid& said);

struct EdgesMade {
    std::vector<EdgeDraft> edges;
    std::vector<EdgeSaid> said; ///< by edge, where it was asked for
};
/// `only`: articles whose statements count, by number; null: all, and what edges between nodes of many
/// articles say is noted in the index.
EdgesMade build_edges(State& state, const Vertices& vertices, const Rejections& rejections,
                      const std::vector<bool>* only = nullptr); // merge_edges.cpp
/// A name for an edge that no other has.
std::string edge_name(std::string_view from, std::string_view type, std::string_view to,
                      std::string_view distinct);
/// The id of the article that a piece comes from; empty for a table.
std::string_view article_of(const State& state, const DraftEvidence& piece);
/// The draft as the graph has it; REQUIRES: it is complete.
EdgeRecord edge_record(const State& state, const EdgeDraft& draft); // merge_build.cpp
/// The lesser first.
inline std::pair<VertexId, VertexId> in_order(VertexId a, VertexId b) {
    return {std::min(a, b), std::max(a, b)};
}
/// By pair in order, when they met otherwise than by a visit; no day: some day.
using MeetingDays = std::map<std::pair<VertexId, VertexId>, std::vector<std::optional<PartialDate>>>;
/// MET edges, from the edges of events and from those articles state outright. `elsewhere`: meetings that are
/// in none of these edges.
std::vector<EdgeDraft> build_meetings(const Vertices& vertices, std::span<const EdgeDraft* const> edges,
                                      std::vector<EdgeDraft> stated,
                                      const MeetingDays& elsewhere = {}); // merge_meetings.cpp
/// Of each article that tells of both at an event the words that name both; where it has none, what it says
/// of each.
std::vector<DraftEvidence> words_for_both(const EdgeDraft& host, const EdgeDraft& guest);
/// All that is said of either.
std::vector<DraftEvidence> words_for_each(const EdgeDraft& host, const EdgeDraft& guest);
/// A missing date agrees with every date.
bool may_coincide(const std::optional<PartialDate>& a, const std::optional<PartialDate>& b);
bool is_of_events(const EdgeDraft& edge); ///< ATTENDED or HELD_IN

/// The order of edges of one type between two nodes.
std::string order_text(const EdgeDraft& draft);
/// What the draft knows beside its properties becomes properties too.
void complete(EdgeDraft& draft);

/// The whole graph, before it is frozen or grown.
struct Built {
    std::vector<VertexRecord> vertices;
    std::vector<EdgeDraft> edges;
    std::vector<std::uint32_t> order; ///< of the edges: by ends and type
};

Built build_graph(State& state, std::span<const Judgement> judgements); // merge_build.cpp

} // namespace banggiao::merging
