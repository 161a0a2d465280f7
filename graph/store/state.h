// Takes nothing. Hands out what an open store consists of, for the store's own sources. Private to
// graph/store.
#pragma once

#include <banggiao/graph/store/database.h>
#include <banggiao/graph/store/graph_file.h>
#include <banggiao/graph/store/store.h>

#include <string>
#include <vector>

namespace banggiao {

struct Store::State {
    State(std::string its_path, store::Database its_database)
        : path(std::move(its_path)), database(std::move(its_database)) {}

    /// Takes the write lock, if it is not held.
    Status begin();
    /// Runs a statement that changes rows; whether it changed any. A failure fails the next commit() too:
    /// SQLite may have rolled back what came before.
    Result<bool> change(Result<store::Statement> statement);
    Result<Facts> parse(const std::string& id, const std::string& json) const;
    Status check_rows(std::vector<std::string>& problems) const;
    /// The graph file, if there is one: every block of it.
    Status check_graph() const;

    std::string graph_path() const { return path + "-graph"; }

    std::string path;
    store::Database database;
    std::uint64_t identity = 0;
    bool writable = false;
    bool imported = false;
    bool changed = false; ///< since the last commit
    Status failure;       ///< since the last commit
};

namespace store {

/// Makes an empty store in one step: a kill leaves none, or all of it. Ok if there is one already.
Status create_store(const std::string& path, bool imported);

} // namespace store

} // namespace banggiao
