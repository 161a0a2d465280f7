// Takes articles that go and come, each merged alone, and what is put in again of them. Hands out to be read
// again what these touch in a base graph, and which events and agreements are to be decided anew. Private to
// graph/.
#pragma once

#include <banggiao/graph/extend_again.h>
#include <banggiao/graph/extend_around.h>
#include <banggiao/graph/extend_told.h>

namespace banggiao::merging {

class TouchedReading {
  public:
    /// All must outlive it. `then`: what is found out of keys.
    TouchedReading(const PatchedGraph& base, const KnownIndex& index, const Known& then,
                   ArticlesAround& around)
        : near_(base), index_(index), then_(then), around_(around) {}

    // False once there is a doubt: `around` says which.

    /// All articles of what some name, where they are few; and of events and agreements near theirs. `rest`:
    /// the index without what goes.
    bool read(const std::vector<const PartialMerge*>& alone, const KnownIndex& rest, const PutAgain& again);
    /// All articles of what may be one with an event or agreement that is to be decided. `is_asked`: of which
    /// keys.
    bool look_around_told(const State& state, const ArticlesAround::IsAsked& is_asked);

    /// Events and agreements that are to be decided anew.
    const std::set<std::string>& opened() const { return opened_; }

  private:
    bool read_mentions(const State& state, const ToldByOthers& told, const PutAgain& again);
    bool read_beside_moved(const State& state, const PutAgain& again);
    bool is_there_anyway(const std::string& person, const std::string& event) const;
    std::optional<VertexId> vertex_then(const std::string& key) const;
    std::set<VertexId> vertices_of(const std::string& key) const;
    bool is_large(VertexId vertex) const { return index_.said(near_.text(vertex, "id")) != nullptr; }

    Neighbours near_;
    const KnownIndex& index_;
    const Known& then_;
    ArticlesAround& around_;
    std::set<std::string, std::less<>> changing_; ///< articles that come or go
    std::set<std::string> opened_, lone_;         ///< of these, that could be one with none
};

} // namespace banggiao::merging
