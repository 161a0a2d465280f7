// Takes a base graph, its index, and what articles touch in it. Hands out the articles of the base that must
// be read again: those that say what could be one with what is to be decided. Private to graph/.
#pragma once

#include <banggiao/graph/extend.h>
#include <banggiao/graph/extend_scope.h>
#include <banggiao/graph/merge_event_fit.h>

#include <functional>

namespace banggiao::merging {

/// The kind and the days of an event or agreement, and the telling words of an agreement's title, as its key
/// says them. A day may be unknown.
struct KeyTold {
    std::string kind;
    std::optional<PartialDate> date;
    std::set<std::string> words;
    bool has_words = true;  ///< false: not known
    bool is_lone = false;   ///< nothing said can make it one with another
    bool has_host = false;  ///< of an event somebody leads the hosts
    bool has_guest = false; ///< or the guests; or where there are no hosts, those who are neither
    std::optional<PartialDate> reported; ///< when, where no more is said of that
    auto operator<=>(const KeyTold&) const = default;
};

/// An event or agreement: what its keys tell, and who takes part, as vertices, ascending.
struct Encounter {
    bool is_event = true;
    std::vector<KeyTold> told; ///< of several keys each telling once
    bool has_several_keys = false;
    std::vector<VertexId> people, bodies;
    std::vector<VertexId> loose_bodies;   ///< of those, on neither side of an event
    std::optional<PartialDate> published; ///< of an agreement the days of its articles, if each tells its own

    /// Whether an id is of an article that tells it: that may have left its mark in the key.
    using IsArticle = std::function<bool(std::string_view id)>;
    void tell(const std::string& key, const IsArticle& is_article);
};

class ArticlesAround {
  public:
    /// All must outlive it. `most`: how many are read at most; `may_mix_kinds`: judgements may have made one
    /// of events of different kinds.
    ArticlesAround(const PatchedGraph& base, const KnownIndex& index, const FetchDigest& fetch,
                   std::size_t most, bool may_mix_kinds);

    /// An article that is not to be read: it is at hand. False if it is already.
    bool leave_out(VertexId article) { return read_.insert(article).second; }
    /// It may be read nevertheless.
    void take_back(VertexId article) { read_.erase(article); }

    // False once there is a doubt: unsure() and about() say which.

    /// With the first of its text.
    bool read(VertexId article);
    /// All that mention a vertex, or a node.
    bool read_all(VertexId vertex);
    bool read_all(const std::string& node);
    /// All of an event or agreement, and of those that may be one with it.
    bool look_around(const std::string& node);
    /// All of those that may be one with what is told. Two events share somebody, or two bodies, or a body
    /// that is on neither side, and where they do not tell one day a person and somebody of the other side;
    /// two agreements share two parties: participants_fit() and the blocks of agreements join no others. So
    /// whoever takes part in most need not be asked.
    bool look_around(const Encounter& told);
    /// Whether two events or agreements of the base may be one.
    bool may_be_one(VertexId one, VertexId other) {
        return one == other || may_be_one(encounter(one), other);
    }
    /// The same as look_around(), if that was not asked with this key before.
    bool look_around_once(const std::string& key, const Encounter& told);
    /// The events and agreements of articles that are to be decided, by their keys. `is_asked`: of which
    /// keys; `vertex_of`: who of the base a key is.
    using IsAsked = std::function<bool(const std::string& key)>;
    using VertexOf = std::function<std::optional<VertexId>(const std::string& key)>;
    std::vector<std::pair<std::string, Encounter>> undecided(const State& state, const IsAsked& is_asked,
                                                             const VertexOf& vertex_of) const;

    const std::vector<const Digest*>& digests() const { return digests_; }
    /// Those, and what was left out.
    const std::unordered_set<VertexId>& read_articles() const { return read_; }
    Unsure unsure() const { return unsure_; }
    const std::string& about() const { return about_; }

  private:
    bool doubt(Unsure reason, const std::string& about);
    static void tell(const State& state, std::uint32_t article, const std::string& key, Encounter& encounter);
    /// Puts someone who takes part among those of an encounter. `has_side`: as host or guest.
    void take_part(VertexId member, bool has_side, Encounter& encounter) const;
    /// What is known of a vertex: what its keys tell; who took part as well once that is asked.
    struct Met {
        Encounter encounter;
        bool has_company = false;
    };
    Met& keys_of(VertexId vertex);
    const Encounter& encounter(VertexId vertex);
    bool may_be_one(const Encounter& told, VertexId other);
    bool is_of_its_kind(const Encounter& told, VertexId other) const;
    std::optional<PartialDate> published_of(VertexId vertex) const;
    std::optional<PartialDate> published_by_mark(const std::string& key) const;
    std::vector<VertexId> whom_to_ask(const Encounter& told) const;

    Neighbours near_;
    const KnownIndex& index_;
    const FetchDigest& fetch_;
    std::size_t most_;
    bool may_mix_kinds_;
    std::unordered_set<VertexId> read_;
    std::unordered_set<VertexId> all_read_; ///< all articles of which are read
    std::unordered_map<VertexId, Met> met_;
    std::set<std::pair<std::string, std::vector<VertexId>>> asked_; ///< keys with who takes part
    std::vector<const Digest*> digests_;
    Unsure unsure_ = Unsure::nothing;
    std::string about_;
};

} // namespace banggiao::merging
