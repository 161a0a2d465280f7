// Takes a base graph, its index, and what articles touch in it. Hands out the articles of the base that must
// be read again: those that say what could be one with what is to be decided. Private to graph/.
#pragma once

#include <banggiao/graph/extend.h>
#include <banggiao/graph/extend_scope.h>
#include <banggiao/graph/merge_event_fit.h>

namespace banggiao::merging {

/// The kind and the days of an event or agreement, as its key tells them. A day may be unknown.
struct KeyTold {
    std::string kind;
    std::optional<PartialDate> date;
};

class ArticlesAround {
  public:
    /// All must outlive it. `most`: how many are read at most.
    ArticlesAround(const PatchedGraph& base, const KnownIndex& index, const FetchDigest& fetch,
                   std::size_t most);

    /// An article that is not to be read: it is at hand. False if it is already.
    bool leave_out(VertexId article) { return read_.insert(article).second; }

    // False once there is a doubt: unsure() and about() say which.

    /// With the first of its text.
    bool read(VertexId article);
    /// All that mention a vertex.
    bool read_all(VertexId vertex);
    /// All of an event or agreement, and of those that may be one with it.
    bool look_around(const std::string& node);
    /// All of those among what somebody takes part in that may be one with what a key tells. `published`: the
    /// days of its articles.
    bool look_around(VertexId member, const std::string& key, const std::optional<PartialDate>& published);

    const std::vector<const Digest*>& digests() const { return digests_; }
    /// Those, and what was left out.
    const std::unordered_set<VertexId>& read_articles() const { return read_; }
    Unsure unsure() const { return unsure_; }
    const std::string& about() const { return about_; }

  private:
    bool doubt(Unsure reason, const std::string& about);
    bool may_be_near(VertexId other, const std::string& prefix, const KeyTold& told,
                     const std::optional<PartialDate>& published) const;
    DayWindow window_of(VertexId other, const KeyTold& told) const;
    std::optional<PartialDate> published_of(VertexId event) const;

    Neighbours near_;
    const KnownIndex& index_;
    const FetchDigest& fetch_;
    std::size_t most_;
    std::unordered_set<VertexId> read_;
    std::set<std::pair<VertexId, std::string>> seen_;
    std::vector<const Digest*> digests_;
    Unsure unsure_ = Unsure::nothing;
    std::string about_;
};

} // namespace banggiao::merging
