// Takes facts and judgements. Hands out them again: NAME.kg, one SQLite file in WAL mode, the system of
// record. Beside it NAME.kg-graph, the frozen graph as a mapped file, derived and rebuilt when missing or
// behind.
#pragma once

#include <banggiao/graph/facts.h>
#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/graph_change.h>
#include <banggiao/graph/merge_decisions.h>
#include <banggiao/graph/result.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace banggiao {

namespace store {
class Refreshing;
}

enum class Outcome { added, changed, unchanged };

/// One article as the store lists it.
struct StoredArticle {
    std::string id;
    std::string sha256;
    std::string extractor; ///< name and version
    std::string published; ///< empty if unknown
};

/// Whether a graph that is behind by a few articles is merged anew, or handed out with their change. It is
/// merged anew also where it is not certain what they change.
enum class Freshness { whole, by_change };

class Store {
  public:
    enum class Mode { read, write, create_or_write };

    /// Opens NAME.kg. A file that is no store, or of a newer version, is refused (`malformed`,
    /// `unsupported`). A writer holds the store from here to its commit(), and from its next change to the
    /// next commit(): a second one is told (`storage`) after a third of a second. Readers never block, and
    /// keep the snapshot of their open(). The store of an imported graph takes no articles: writing modes are
    /// refused (`unsupported`).
    static Result<Store> open(const std::string& path, Mode mode);
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    /// Puts or replaces an article. Acknowledged when commit() has returned ok; without it, nothing is kept.
    /// Facts that fail validate() are refused (`malformed`). REQUIRES: a writing mode, here and for the next
    /// three.
    Result<Outcome> put(const Facts& facts);
    /// False if there is no such article.
    Result<bool> remove(const std::string& article_id);
    Result<bool> judge(const Judgement& judgement, bool keep = true); ///< keep = false takes it back
    /// Makes everything since the last commit durable, as one step.
    Status commit();

    Result<std::vector<StoredArticle>> articles() const; ///< by id
    Result<std::optional<Facts>> facts(const std::string& article_id) const;
    Status for_each(const std::function<void(const Facts&)>& visit) const; ///< by id
    Result<std::vector<Judgement>> judgements() const;                     ///< sorted
    /// Grows with every commit that changed something.
    Result<std::int64_t> revision() const;
    /// SQLite's own check, every row parsed and validated, sha256 of every text, every block of the graph
    /// file. What is wrong, one sentence each; empty if all is well (a graph file that is missing or behind
    /// is).
    Result<std::vector<std::string>> check() const;
    const std::string& path() const;
    bool is_imported() const; ///< a graph from elsewhere: it has no articles

  private:
    friend class store::Refreshing;
    friend Result<struct LoadedGraph> load_graph(const std::string& store_path, Freshness wanted);
    friend Status rebuild_graph(const Store& store);
    friend Status update_graph(const Store& store);
    struct State;
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// What a merge decided and what it could not reconcile.
struct MergeNotes {
    std::vector<MergeDecision> decisions; ///< sorted
    std::vector<Conflict> conflicts;      ///< sorted
};

/// The graph of a store and what its merge decided.
struct LoadedGraph {
    FrozenGraph graph;              ///< its status() tells of damage met while reading
    std::int64_t revision = 0;      ///< of the store, when the graph was made
    bool behind = false;            ///< the store has moved on and the graph could not be rebuilt
    std::vector<std::string> notes; ///< for stderr: rebuilt, behind …
    /// What articles added, replaced or removed since `graph` was made changed; null: nothing.
    std::shared_ptr<const GraphChange> change;

    /// Read when asked for, the change with them. `damaged` if its part of the file is.
    Result<MergeNotes> merge_notes() const;

    std::span<const std::byte> encoded_merge_notes; ///< private to the store
    std::uint64_t merge_notes_checksum = 0;
    std::shared_ptr<const void> merge_notes_owner;
};

/// Maps NAME.kg-graph; rebuilds it when it is missing, damaged, of another version or behind. Where the
/// folder cannot be written it serves the last complete revision and says so, or merges in memory if there is
/// none.
Result<LoadedGraph> load_graph(const std::string& store_path, Freshness wanted = Freshness::whole);

/// Merges the store's facts and writes NAME.kg-graph (to a temporary name, then renamed).
Status rebuild_graph(const Store& store);
/// The same, unless the file is there, whole and of the store's revision, or behind by a few articles whose
/// change is certain: load_graph() tells them.
Status update_graph(const Store& store);

enum class Refreshed { made_anew, nothing_waits, by_another };

/// Makes the graph anew where it is behind, beside those who read and write: a writer waits only while files
/// are renamed, and what comes meanwhile is found out beside the new graph. One at a time: where another
/// process is at it, that is all that is said. A kill at any moment leaves the graph before, or this one.
/// `conflict` where the store changes in ways that cannot be followed.
Result<Refreshed> refresh_graph(const std::string& store_path);

/// Whether so many articles wait beside the graph that it is time for refresh_graph(), and no process is at
/// it: each that waits makes the next change and question a little slower, and beside thousands all is merged
/// by whoever comes next. The library starts no process by itself. Cheap.
bool is_refresh_due(const std::string& store_path);

} // namespace banggiao
