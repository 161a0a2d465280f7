// Takes CSV files. Hands out a store marked as imported: its graph file is the only copy, with a checksum of
// the whole kept in the store. A kill at any moment leaves the graph before, or this one.
#include <banggiao/graph/store/import.h>
#include <banggiao/graph/store/import_chunk.h>
#include <banggiao/graph/store/state.h>

#include <fcntl.h>
#include <new>
#include <sys/file.h>
#include <unistd.h>

namespace banggiao {

using store::Database;

namespace {

Status check_replaceable(const std::string& path) {
    const auto existing = Store::open(path, Store::Mode::read);
    if (!existing) return existing.error();
    if (existing->is_imported()) return {};
    return Error{ErrorKind::conflict, "holds articles and takes no imported graph", path,
                 "name another store"};
}

Result<std::uint64_t> write_graph(const std::string& path, const FrozenGraph& graph,
                                  store::GraphOrigin origin) {
    return store::write_graph_file(path + "-graph", graph, store::encode_merge_notes({}, {}), origin);
}

/// Keeps other imports into a folder out, from one look at it to the end: they wait. A kill lets go. Where
/// folders cannot be locked, nobody waits.
class FolderLock {
  public:
    explicit FolderLock(const std::string& folder)
        : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (descriptor_ >= 0) static_cast<void>(::flock(descriptor_, LOCK_EX));
    }
    ~FolderLock() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

  private:
    int descriptor_;
};

/// The graph first: a kill in between leaves no store. A build may make the store meanwhile: then it has the
/// path, and makes its own graph again.
Status keep_in_new(const std::string& path, const FrozenGraph& graph) {
    store::Meta meta{.identity = store::random_identity(), .revision = 1, .imported = true};
    const auto sum = write_graph(path, graph, meta.origin());
    if (!sum) return sum.error();
    meta.graph_checksum = *sum;
    const auto made = store::create_store(path, meta);
    if (!made) return made.error();
    return *made ? Status() : check_replaceable(path);
}

/// A kill after the graph is written leaves a store that knows it for its next one.
Status replace(const std::string& path, const FrozenGraph& graph) {
    if (Status status = check_replaceable(path); !status) return status;
    auto database = Database::open(path, Database::Access::write);
    if (!database) return std::move(database).error();
    if (Status status = database->run("PRAGMA synchronous = FULL; BEGIN IMMEDIATE"); !status) return status;
    const auto meta = store::meta_of(*database);
    if (!meta) return meta.error();
    const auto sum = write_graph(path, graph, {meta->identity, meta->revision + 1, meta->stamp});
    if (!sum) return sum.error();
    auto update =
        database->prepare("UPDATE meta SET value = CASE key WHEN 'revision' THEN value + 1 ELSE ? END "
                          "WHERE key IN ('revision', 'graph_checksum')");
    if (!update) return std::move(update).error();
    if (auto row = update->bind(1, static_cast<std::int64_t>(*sum)).step(); !row)
        return std::move(row).error();
    return database->run("COMMIT");
}

} // namespace

Result<FrozenGraph> import_csv(const std::string& store_path, const ImportOptions& options) try {
    if (store::exists(store_path))
        if (Status status = check_replaceable(store_path); !status) return std::move(status).error();
    auto graph = read_csv_graph(options);
    if (!graph) return graph;
    const FolderLock lock(store::folder_of(store_path));
    store::remove_abandoned(store_path);
    Status status = store::exists(store_path) ? replace(store_path, *graph) : keep_in_new(store_path, *graph);
    if (!status) return std::move(status).error();
    return graph;
} catch (const std::bad_alloc&) {
    return store::out_of_memory(store_path);
}

} // namespace banggiao
