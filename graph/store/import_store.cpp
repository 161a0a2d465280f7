// Takes CSV files. Hands out a store marked as imported: its graph file is the only copy, with a checksum of
// the whole kept in the store.
#include <banggiao/graph/store/import.h>
#include <banggiao/graph/store/state.h>

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

Status keep(const std::string& path, const FrozenGraph& graph) {
    auto database = Database::open(path, Database::Access::write);
    if (!database) return std::move(database).error();
    if (Status status = database->run("PRAGMA synchronous = FULL; BEGIN IMMEDIATE"); !status) return status;
    if (Status status = database->run("UPDATE meta SET value = value + 1 WHERE key = 'revision'"); !status)
        return status;
    const auto identity = database->integer("SELECT value FROM meta WHERE key = 'identity'");
    const auto revision = database->integer("SELECT value FROM meta WHERE key = 'revision'");
    if (!identity || !revision) return !identity ? identity.error() : revision.error();
    const auto sum = store::write_graph_file(path + "-graph", graph, store::encode_merge_notes({}, {}),
                                             {static_cast<std::uint64_t>(*identity), *revision});
    if (!sum) return sum.error();
    auto update = database->prepare("UPDATE meta SET value = ? WHERE key = 'graph_checksum'");
    if (!update) return std::move(update).error();
    if (auto row = update->bind(1, static_cast<std::int64_t>(*sum)).step(); !row)
        return std::move(row).error();
    return database->run("COMMIT");
}

} // namespace

Result<FrozenGraph> import_csv(const std::string& store_path, const ImportOptions& options) {
    if (::access(store_path.c_str(), F_OK) == 0)
        if (Status status = check_replaceable(store_path); !status) return std::move(status).error();
    auto graph = read_csv_graph(options);
    if (!graph) return graph;
    if (Status status = store::create_store(store_path, true); !status) return std::move(status).error();
    if (Status status = keep(store_path, *graph); !status) return std::move(status).error();
    return graph;
}

} // namespace banggiao
