// Takes facts and judgements. Hands out them again: NAME.kg, one SQLite file in WAL mode, the system of record.
// Beside it NAME.kg-graph, the frozen graph as a mapped file, derived and rebuilt when missing or behind.
#pragma once

#include <banggiao/graph/facts.h>
#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/merge.h>
#include <banggiao/graph/result.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace banggiao {

enum class Outcome { added, changed, unchanged };

/// One article as the store lists it.
struct StoredArticle {
    std::string id;
    std::string sha256;
    std::string extractor; ///< name and version
};

class Store {
  public:
    enum class Mode { read, write, create_or_write };

    /// Opens NAME.kg. A file that is no store, or of a newer version, is refused (`malformed`, `unsupported`).
    /// A second writer is told (`storage`). Readers never block.
    static Result<Store> open(const std::string& path, Mode mode);
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    /// Puts or replaces an article. Acknowledged when commit() has returned ok. REQUIRES: a writing mode.
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
    /// SQLite's own check, every row parsed and validated, sha256 of every text. Empty if all is well.
    Result<std::vector<std::string>> check() const;
    const std::string& path() const;

  private:
    struct State;
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// The graph of a store and what its merge decided.
struct LoadedGraph {
    FrozenGraph graph;
    std::int64_t revision = 0;  ///< of the store, when the graph was made
    bool behind = false;        ///< the store has moved on and the graph could not be rebuilt
    std::vector<std::string> notes; ///< for stderr: rebuilt, behind …
};

/// Maps NAME.kg-graph; rebuilds it when it is missing, damaged or behind. Also opens a graph file without articles.
Result<LoadedGraph> load_graph(const std::string& store_path);

/// Merges the store's facts and writes NAME.kg-graph (to a temporary name, then renamed).
Status rebuild_graph(const Store& store);

} // namespace banggiao
