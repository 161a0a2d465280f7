// Takes SQL and values. Hands out rows of a SQLite file, with its failures as errors a person can act on.
#include <banggiao/graph/store/database.h>

#include <sqlite3.h>

namespace banggiao::store {

namespace {

constexpr int busy_milliseconds = 300;

Error error_of(const std::string& path, int code, const char* message) {
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::storage, "another process is writing to this store", path,
                "try again when it is done"};
    case SQLITE_FULL:
        return {ErrorKind::storage, "no room left to write", path,
                "free some room and repeat; everything acknowledged is kept"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorKind::storage, "the store cannot be written", path,
                "allow writing to it and to its folder"};
    case SQLITE_IOERR:
        return {ErrorKind::storage, std::string("reading or writing failed: ") + message, path,
                "check the disk and its free room, and repeat; everything acknowledged is kept"};
    case SQLITE_CANTOPEN:
        return {ErrorKind::unreadable, "cannot be opened", path, "check its name and its permissions"};
    case SQLITE_NOTADB:
        return {ErrorKind::malformed, "is not a banggiao store", path, "name another file"};
    case SQLITE_ERROR: // every statement is ours: its tables are not
    case SQLITE_CORRUPT:
        return {ErrorKind::damaged, std::string("the store is damaged: ") + message, path,
                "restore it from a copy, or build it again from the articles"};
    case SQLITE_NOMEM:
        return {ErrorKind::limit, "not enough memory", path, ""};
    default:
        return {ErrorKind::internal, std::string("SQLite: ") + message, path, ""};
    }
}

std::string uri_of(const std::string& path, bool immutable) {
    std::string uri = "file:";
    for (const char c : path) {
        static constexpr char digits[] = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        if (c == '?' || c == '#' || c == '%')
            (uri += '%') += {digits[byte >> 4], digits[byte & 15]};
        else
            uri += c;
    }
    return immutable ? uri + "?immutable=1" : uri;
}

int flags_of(Database::Access access) {
    switch (access) {
    case Database::Access::write:
        return SQLITE_OPEN_READWRITE;
    case Database::Access::create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    default:
        return SQLITE_OPEN_READONLY;
    }
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}
void Database::Close::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}

Statement& Statement::bind(int place, std::string_view text) {
    // An empty view may have no address, which SQLite would take for NULL.
    sqlite3_bind_text64(statement_.get(), place, text.empty() ? "" : text.data(), text.size(),
                        SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(int place, std::int64_t number) {
    sqlite3_bind_int64(statement_.get(), place, number);
    return *this;
}

Statement& Statement::bind_bytes(int place, std::string_view bytes) {
    sqlite3_bind_blob64(statement_.get(), place, bytes.empty() ? "" : bytes.data(), bytes.size(),
                        SQLITE_TRANSIENT);
    return *this;
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    const std::string message = sqlite3_errmsg(sqlite3_db_handle(statement_.get()));
    sqlite3_reset(statement_.get());
    if (code == SQLITE_DONE) return false;
    return error_of(path_, code, message.c_str());
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
}

std::string Statement::text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)))
                : std::string();
}

std::string Statement::bytes(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    return bytes
               ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)))
               : std::string();
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

Result<Database> Database::open(const std::string& path, Access access) {
    sqlite3* handle = nullptr;
    const std::string uri = uri_of(path, access == Access::read_immutable);
    const int code = sqlite3_open_v2(uri.c_str(), &handle, flags_of(access) | SQLITE_OPEN_URI, nullptr);
    Database database(path, handle);
    if (code != SQLITE_OK) return error_of(path, code, handle ? sqlite3_errmsg(handle) : "no memory");
    sqlite3_busy_timeout(handle, busy_milliseconds);
    sqlite3_extended_result_codes(handle, 1);
    // Texts of the file are data, whatever a hostile schema says.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return database;
}

Status Database::run(const char* sql) const {
    const int code = sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error_of(path_, code, sqlite3_errmsg(handle_.get()));
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) const {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK) return error_of(path_, code, sqlite3_errmsg(handle_.get()));
    return Statement(path_, statement);
}

Result<std::int64_t> Database::integer(std::string_view sql) const {
    auto statement = prepare(sql);
    if (!statement) return std::move(statement).error();
    if (auto row = statement->step(); !row) return std::move(row).error();
    return statement->integer(0);
}

Result<std::string> Database::text(std::string_view sql) const {
    auto statement = prepare(sql);
    if (!statement) return std::move(statement).error();
    if (auto row = statement->step(); !row) return std::move(row).error();
    return statement->text(0);
}

void Database::empty_log() const {
    // Where it fails, all is in the log still.
    static_cast<void>(
        sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr));
}

bool Database::in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

} // namespace banggiao::store
