// Takes SQL and values. Hands out rows of a SQLite file, with its failures as errors a person can act on.
// Private to graph/store.
#pragma once

#include <banggiao/graph/result.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace banggiao::store {

/// One prepared statement. Bind, step until false, read columns of the row it stands on.
class Statement {
  public:
    Statement& bind(int place, std::string_view text);
    Statement& bind(int place, std::int64_t number);
    Statement& bind_bytes(int place, std::string_view bytes);
    Result<bool> step(); ///< false at the end; then it may be bound and stepped anew
    void reset();        ///< the same before the end
    std::string text(int column) const;
    std::string bytes(int column) const; ///< empty for NULL
    std::int64_t integer(int column) const;

  private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement(std::string path, sqlite3_stmt* statement) : path_(std::move(path)), statement_(statement) {}
    std::string path_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

class Database {
  public:
    enum class Access { read, read_immutable, write, create };

    static Result<Database> open(const std::string& path, Access access);
    /// Runs statements that give no rows.
    Status run(const char* sql) const;
    Result<Statement> prepare(std::string_view sql) const;
    /// The one value of a statement with one row.
    Result<std::int64_t> integer(std::string_view sql) const;
    Result<std::string> text(std::string_view sql) const;
    bool in_transaction() const;
    /// Brings what was committed from the log into the file, as far as no reader's snapshot is older. SQLite
    /// does so by itself only where nobody else has the file open.
    void empty_log() const;

  private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    Database(std::string path, sqlite3* handle) : path_(std::move(path)), handle_(handle) {}
    std::string path_;
    std::unique_ptr<sqlite3, Close> handle_;
};

} // namespace banggiao::store
