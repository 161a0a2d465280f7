// Takes nothing. Hands out what an open store consists of, for the store's own sources. Private to
// graph/store.
#pragma once

#include <banggiao/graph/extend.h>
#include <banggiao/graph/patched_graph.h>
#include <banggiao/graph/store/database.h>
#include <banggiao/graph/store/graph_file.h>
#include <banggiao/graph/store/store.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao {

namespace store {

struct Meta;

/// An article, and the first revision of some that put or removed it.
struct Changed {
    std::string id;
    std::int64_t revision;
};

/// Articles as a graph has them, and as they are now.
struct Pending {
    std::vector<Digest> removed, added;
    std::size_t size() const { return std::max(removed.size(), added.size()); }
};

/// By id.
using FormerDigests = std::map<std::string_view, const Digest*>;

/// What is found out of the articles that came and went since a graph was made.
struct Waiting {
    GraphOrigin as_of;         ///< with all articles of this revision
    std::uint64_t waiting = 0; ///< how many came and went
    FoundSoFar found;
    bool can_be_followed = true; ///< whether more can be found out beside it
};

} // namespace store

struct Store::State {
    State(std::string its_path, store::Database its_database)
        : path(std::move(its_path)), database(std::move(its_database)) {}
    ~State() {
        if (writable) database.empty_log();
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    /// Takes the write lock, if it is not held.
    Status begin();
    /// Runs a statement that changes rows; whether it changed any. A failure fails the next commit() too:
    /// SQLite may have rolled back what came before.
    Result<bool> change(Result<store::Statement> statement);
    /// The facts in a row; `damaged` if they are not as they were put.
    Result<Facts> parse(const std::string& id, const std::string& row) const;
    /// The row of facts of an article as it lies; nothing if there is no such article.
    Result<std::optional<std::string>> row_of_facts(const std::string& id) const;
    /// By id; `made`: takes the places of those that were made anew. `damaged` if the facts of one cannot be
    /// read.
    Result<std::vector<Digest>> all_digests(std::vector<std::size_t>* made = nullptr) const;
    /// Keeps what was made anew of a revision, for the next time; a failure costs that next time only.
    void keep_digests(const std::vector<Digest>& digests, const std::vector<std::size_t>& made,
                      std::int64_t revision) const;
    Result<std::optional<Digest>> kept_digest(const std::string& id) const;
    /// One digest, made anew where it is missing; nothing if there is no such article.
    Result<std::optional<Digest>> digest_of(const std::string& id) const;
    /// The articles put or removed after a revision, in order; nothing if they are many, or not known.
    Result<std::optional<std::vector<store::Changed>>> changes_since(std::int64_t revision) const;
    /// The digest of an article before a revision changed it; nothing if it is not known.
    Result<std::optional<Digest>> former_of(const store::Changed& article) const;
    /// Takes out the former digests that no graph of this revision needs; a failure leaves them.
    void forget_former(std::int64_t revision) const;
    /// What became of articles that changed after a graph was as it is patched.
    Result<store::Pending> pending(const PatchedGraph& base, std::span<const store::Changed> articles,
                                   std::size_t most) const;
    /// Whether a graph was made of an earlier revision of this store, or of this one.
    bool is_earlier(store::GraphOrigin origin) const;
    /// What changed in a graph of an earlier revision of this store until this one; nothing where that is not
    /// certain.
    std::optional<GraphChange> change_of(const store::MappedGraph& base, store::GraphOrigin now,
                                         std::span<const Judgement> judgements) const;
    /// What was kept of a graph when it was found out: `not_found` if nothing was. What is of the revision
    /// `wanted` is not to be followed.
    Result<store::Waiting> kept_change(const store::MappedGraph& base,
                                       std::optional<store::GraphOrigin> wanted = std::nullopt) const;
    Error not_of_its_graph() const; ///< what is kept
    /// What became of articles since something was found out, if they are few and known.
    std::optional<store::Pending> pending_since(const store::MappedGraph& base, const store::Waiting& so_far,
                                                std::size_t most) const;
    /// The same with those, found out; nothing where it is not certain. `to_come`: how others are beside it
    /// that have changed since and are found out later.
    std::optional<store::Waiting> extended(const store::MappedGraph& base, const store::MappedIndex& index,
                                           std::span<const Judgement> judgements, store::Waiting so_far,
                                           const store::Pending& articles,
                                           const store::FormerDigests& to_come = {}) const;
    /// The same with all articles of this revision, however many, a few at a time.
    std::optional<store::Waiting> caught_up(const store::MappedGraph& base, const store::MappedIndex& index,
                                            std::span<const Judgement> judgements, store::Waiting so_far,
                                            store::GraphOrigin now) const;
    /// Beside what is found so far, and kept.
    std::optional<GraphChange> follow(const store::MappedGraph& base, store::GraphOrigin now,
                                      std::span<const Judgement> judgements, store::Waiting so_far) const;
    /// The graph as it lies, with its change; nothing where all is to be merged.
    std::optional<LoadedGraph> as_it_lies(const store::MappedGraph& mapped, store::GraphOrigin wanted,
                                          const Result<std::vector<Judgement>>& judgements,
                                          Freshness freshness) const;
    /// Merged, and kept where the folder can be written; else an older one that lies there.
    Result<LoadedGraph> load_anew(const Store& store, const store::Meta& meta,
                                  const Result<store::MappedGraph>& mapped) const;
    void forget_change() const;              ///< of a graph that was written anew
    void note_change(const std::string& id); ///< an empty id: a judgement
    /// Which files lie beside the store: others, once any of them was replaced.
    std::vector<std::int64_t> files_beside() const;
    Status keep_former(const std::string& id); ///< before it is changed, if there is such an article
    Status keep_changes() const;
    Status check_rows(std::vector<std::string>& problems) const;
    /// What lies beside the graph file: the index, and what is kept of a change.
    Status check_beside(const store::MappedGraph& base) const;
    /// The graph file, if there is one: every block of it, and if it was imported, that it was imported here.
    Status check_graph() const;

    std::string graph_path() const { return path + "-graph"; }
    std::string index_path() const { return path + "-index"; }
    std::string change_path() const { return path + "-change"; }

    std::string path;
    store::Database database;
    mutable std::optional<store::Statement> select_digest; ///< once it is needed
    std::uint64_t identity = 0;
    bool writable = false;
    bool has_digests = true; ///< not in a store of an older version, until it is opened for writing
    bool has_changes = true; ///< likewise
    bool has_former = true;  ///< likewise
    bool has_stamps = true;  ///< likewise
    bool imported = false;
    bool changed = false;              ///< since the last commit
    std::set<std::string> changed_ids; ///< since then; one more than are kept apart at most
    Status failure;                    ///< since the last commit
};

namespace store {

/// More changed articles than these are not worked into a graph one by one.
inline constexpr std::size_t most_pending = 64;
/// Nor are more kept beside a graph, found out one after the other: then it is made anew.
inline constexpr std::size_t most_waiting = 2048;
/// Nor are more looked at, to see whether they are not again as they were.
inline constexpr std::size_t most_touched = 16 * most_pending;
/// How often a graph is looked at again that others replace meanwhile, before all is merged.
inline constexpr int most_looks = 4;

/// A graph merged in memory, and its notes as bytes.
struct Made {
    FrozenGraph graph;
    std::string index;
    std::shared_ptr<const std::string> notes;
};
Result<Made> make_graph(const Store& store, const Result<std::vector<Digest>>& digests);
KeptChange kept_of(const MappedGraph& base, const Waiting& found);

/// What a store knows of itself.
struct Meta {
    std::uint64_t identity = 0; ///< no other store has it
    std::int64_t revision = 0;
    std::int64_t stamp = 0; ///< of the revision; 0 in a store of an older version
    bool imported = false;
    std::uint64_t graph_checksum = 0; ///< of the graph file's header, for an imported graph

    GraphOrigin origin() const { return {identity, revision, stamp}; }
};
std::uint64_t random_identity();
bool exists(const std::string& path);
/// Ready to be run.
Result<Statement> insert_digest(const Database& database, std::string_view id, std::string_view bytes);
Result<Meta> meta_of(const Database& database);

/// Makes a store without articles in one step: a kill leaves none, or all of it. False if there is one
/// already: it stays as it is.
Result<bool> create_store(const std::string& path, const Meta& meta);

/// Whether a graph file is what was imported into a store; or what was imported next, by a process that was
/// killed before it could say so in the store.
bool is_imported_graph(const MappedGraph& mapped, const Meta& meta);

} // namespace store

} // namespace banggiao
