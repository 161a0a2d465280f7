// Takes groups that are decided. Hands out the graph's vertices and edges. Private to graph/.
#pragma once

#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/graph_records.h>
#include <banggiao/graph/merge_state.h>

#include <map>
#include <memory>
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
    std::unordered_map<GroupId, VertexId> of_root;

    /// The vertex one of whose keys this is.
    std::optional<VertexId> find(const State& state, const std::string& key) const;
};

Vertices build_vertices(State& state); // merge_vertices.cpp
/// Gives events told without a year the year of the one visit they can be part of; marked `year_inferred`.
void find_years(const State& state, Vertices& vertices); // merge_dates.cpp

/// The words a piece of evidence comes from; equal texts count once.
class Quotes {
  public:
    explicit Quotes(const State& state) : state_(state), indexes_(state.articles.size()) {}
    EdgeEvidence quote(std::uint32_t article, Span span, const std::string& rule);

  private:
    /// Byte offsets of every 64th code point.
    using Index = std::vector<std::uint32_t>;
    const Index& index(std::uint32_t article);
    std::string slice(std::uint32_t article, Span span);

    const State& state_;
    std::vector<std::unique_ptr<const Index>> indexes_;
};

/// An edge being gathered from the articles that state it.
struct EdgeDraft {
    VertexId from = 0;
    VertexId to = 0;
    std::string_view type;
    std::string distinct; ///< what tells it from others of this type between these ends: a title, a kind
    Properties properties;
    std::vector<EdgeEvidence> evidence;
    std::optional<PartialDate> first_seen;
    std::optional<PartialDate> last_seen;
    bool inferred = false; ///< no article names the person: only the office

    void see(const std::optional<PartialDate>& date);
};

/// Edges judged wrong, by ends, type and detail; MET and PARTNER_OF in either direction.
class Rejections {
  public:
    Rejections(State& state, const Vertices& vertices, std::span<const Judgement> judgements);
    /// `detail`: the slug of a HOLDS edge's title, a PARTNER_OF edge's kind, a MET edge's date; else empty.
    bool contains(VertexId from, std::string_view type, VertexId to, const std::string& detail = "") const;

  private:
    std::map<std::tuple<VertexId, std::string, VertexId>, std::set<std::string>>
        edges_; ///< details; an empty one: all
};

std::vector<EdgeDraft> build_edges(State& state, const Vertices& vertices,
                                   const Rejections& rejections); // merge_edges.cpp
/// MET edges, from the edges of events and from those articles state outright.
std::vector<EdgeDraft> build_meetings(const Vertices& vertices, const std::vector<EdgeDraft>& edges,
                                      std::vector<EdgeDraft> stated); // merge_meetings.cpp

} // namespace banggiao::merging
