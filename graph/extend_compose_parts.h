// Takes a part of the articles, merged as they were and as they will be. Hands out what is found out of their
// vertices, for those who compose what differs from the base. Private to graph/.
#pragma once

#include <banggiao/graph/extend_compose.h>

#include <map>

namespace banggiao::merging {

struct Composition {
    Composition(const PatchedGraph& its_base, const KnownIndex& its_index, PartialMerge& before,
                PartialMerge& after, const ArticlesOfParts& its_articles);

    const PatchedGraph& base;
    Neighbours near;
    const KnownIndex& index;
    State& state;
    const Known& known;
    const ArticlesOfParts& articles;
    Vertices vertices;
    std::vector<bool> is_new;   ///< by article
    std::vector<bool> is_asked; ///< by mention: of a new article, and not told as it was
    State& old_state;           ///< with the articles that go
    Vertices old_vertices;
    std::vector<bool> is_old;                      ///< by article of it
    std::vector<bool> is_asked_old;                ///< by mention of it
    std::vector<VertexId> base_of_old;             ///< by vertex of it
    std::map<VertexId, std::vector<LocalId>> less; ///< by vertex of the base: mentions that go
    std::set<VertexId> asked; ///< of the base: what is mentioned where not all is told as it was
    std::set<VertexId> aside; ///< of the base: of what is read only they mention it
    std::vector<VertexId> base_of, numbers; ///< by vertex: in the base, and in the change
    std::vector<bool> touched;              ///< by vertex: a new article mentions it
    std::vector<bool> changed; ///< by vertex: new, or an event or agreement that is no longer the same
    std::set<VertexId> whole;  ///< all its articles are read
    std::map<VertexId, VertexRecord>
        told;                ///< of whole events that are as in the base: as their articles tell
    std::set<VertexId> gone; ///< of the base
    std::unordered_map<VertexId, VertexId> of_base;
    Composed composed;

    bool doubt(Unsure reason, const std::string& about);
    const std::string& id(VertexId vertex) const { return vertices.ids[vertex]; }
    bool is_article(VertexId vertex) const { return id(vertex).starts_with("article/"); }
    std::vector<std::string> keys_of(VertexId vertex) const;
    /// Whether what has this id, or had it, is an event or agreement that is decided anew: all its articles
    /// are read.
    bool is_anew(const std::string& id) const;
    /// Whether a node of the base is mentioned where articles that come or go tell something else than
    /// before.
    bool is_asked_of(VertexId node) const { return asked.contains(node) || is_anew(near.text(node, "id")); }
    /// Whether an event or agreement of the base is gone, or no longer the same.
    bool is_changed(VertexId vertex) const;
    /// Articles of the base that must be read too.
    void need(const std::vector<VertexId>& all);
    /// Gives what is said of an event of the base the date that it has there.
    void keep_date(VertexId vertex, Properties& properties) const;
    /// Takes all that others say with what the base says of a vertex: of an event its kind and when it was,
    /// of a place its name.
    void take_as_known(VertexId vertex);
};

/// Events and agreements can be decided anew; all else is as the comparisons found it.
bool can_be_anew(std::string_view id);
bool is_place(const VertexRecord& record);

// In their order; false once there is a doubt, or more is to be read.

/// Finds which vertex of the base each one is, and what is said of those that articles come to or go from.
bool place_vertices(Composition& parts); // extend_compose_vertices.cpp
/// Finds the years that follow from visits.
bool compose_years(Composition& parts);    // extend_compose_years.cpp
void compose_vertices(Composition& parts); // extend_compose_vertices.cpp
void compose_edges(Composition& parts);    // extend_compose_edges.cpp
void compose_said(Composition& parts);     // extend_compose_said.cpp
/// REQUIRES: `fresh` of the articles that come, `old` of those that go.
void compose_edges_said(Composition& parts, const EdgesMade& fresh, const EdgesMade& old); // likewise

} // namespace banggiao::merging
