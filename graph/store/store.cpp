// Takes facts and judgements. Hands out them again, from one SQLite file: the articles' facts as JSON lines.
#include <banggiao/graph/store/store.h>

#include <banggiao/graph/checksum.h>
#include <banggiao/graph/store/state.h>

#include <cerrno>
#include <map>
#include <random>
#include <span>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace banggiao {

using store::Database;
using store::exists;
using store::Statement;

namespace {

constexpr std::int64_t application_id = 0x42474B47; // "BGKG"
/// 2: with digests. 3: with what changed of late. 4: and how it was before. 5: with stamps of revisions.
constexpr std::int64_t current_version = 5, version_with_digests = 2, version_with_changes = 3,
                       version_with_former = 4;

constexpr const char* schema = R"(
    PRAGMA journal_mode = WAL;
    BEGIN;
    PRAGMA application_id = 0x42474B47;
    PRAGMA user_version = 5;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE articles (id TEXT PRIMARY KEY NOT NULL, sha256 TEXT NOT NULL, extractor TEXT NOT NULL,
                           published TEXT NOT NULL, facts TEXT NOT NULL);
    CREATE TABLE judgements (kind INTEGER NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, type TEXT NOT NULL,
                             PRIMARY KEY (kind, a, b, type)) WITHOUT ROWID;
)";

constexpr const char* digests_schema =
    "CREATE TABLE digests (id TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL) WITHOUT ROWID";

/// The articles that each of the last revisions put or removed; an empty id: more than are kept apart, or
/// judgements.
constexpr const char* changes_schema = "CREATE TABLE changes (revision INTEGER NOT NULL, id TEXT NOT NULL, "
                                       "PRIMARY KEY (revision, id)) WITHOUT ROWID";

/// The digests of articles that a revision replaced or removed, as they were before.
constexpr const char* former_schema = "CREATE TABLE former (revision INTEGER NOT NULL, id TEXT NOT NULL, "
                                      "bytes BLOB NOT NULL, PRIMARY KEY (revision, id)) WITHOUT ROWID";

/// A random number for each of the last revisions.
constexpr const char* revisions_schema =
    "CREATE TABLE revisions (revision INTEGER PRIMARY KEY, stamp INTEGER NOT NULL)";
constexpr const char* stamp_revision =
    "INSERT INTO revisions SELECT value, random() FROM meta WHERE key = 'revision'";

/// A row of facts is their JSON line with its checksum as the first member. Rows of before have none.
constexpr std::string_view before_checksum = "{\"checksum\":\"", after_checksum = "\",";
constexpr std::size_t checksum_digits = 16;

std::string digits_of(std::string_view json) {
    const std::uint64_t sum = checksum(std::as_bytes(std::span(json)));
    std::string digits(checksum_digits, '0');
    for (std::size_t i = 0; i < checksum_digits; ++i)
        digits[i] = "0123456789abcdef"[sum >> (60 - 4 * i) & 15];
    return digits;
}

std::string row_of(const std::string& json) {
    std::string row(before_checksum);
    return row.append(digits_of(json)).append(after_checksum).append(json, 1);
}

/// The JSON line in a row; nothing if it is not as it was put.
std::optional<std::string> json_in(const std::string& row) {
    constexpr std::size_t place = before_checksum.size() + checksum_digits + after_checksum.size();
    if (!row.starts_with(before_checksum) || row.size() < place) return row;
    std::string json = "{" + row.substr(place);
    if (row.compare(before_checksum.size(), checksum_digits, digits_of(json)) != 0) return std::nullopt;
    return json;
}

Error foreign(const std::string& path) {
    return {ErrorKind::malformed, "is not a banggiao store", path,
            "name another file, or a new one to create it"};
}

Status fill_new(const std::string& temporary, const store::Meta& meta) {
    auto database = Database::open(temporary, Database::Access::create);
    if (!database) return std::move(database).error();
    for (const char* part : {schema, digests_schema, changes_schema, former_schema, revisions_schema})
        if (Status status = database->run(part); !status) return status;
    const std::pair<std::string_view, std::int64_t> values[] = {
        {"identity", static_cast<std::int64_t>(meta.identity)},
        {"revision", meta.revision},
        {"imported", meta.imported ? 1 : 0},
        {"graph_checksum", static_cast<std::int64_t>(meta.graph_checksum)}};
    auto insert = database->prepare("INSERT INTO meta VALUES (?, ?)");
    if (!insert) return std::move(insert).error();
    for (const auto& [key, value] : values)
        if (auto row = insert->bind(1, key).bind(2, value).step(); !row) return std::move(row).error();
    if (Status status = database->run(stamp_revision); !status) return status;
    return database->run("COMMIT");
}

/// The version of a store that this program reads.
Result<std::int64_t> version_of(const Database& database, const std::string& path) {
    const auto id = database.integer("PRAGMA application_id");
    if (!id) return id.error();
    if (*id != application_id) return foreign(path);
    const auto version = database.integer("PRAGMA user_version");
    if (!version) return version.error();
    if (*version > current_version)
        return Error{ErrorKind::unsupported,
                     "was written by a newer banggiao (store version " + std::to_string(*version) + ")", path,
                     "use that version or a later one"};
    return version;
}

/// Makes a store of an older version one of this.
Status bring_up_to_date(const Database& database) {
    Status status = database.run("BEGIN IMMEDIATE");
    // Another writer may have done it meanwhile.
    const auto version = database.integer("PRAGMA user_version");
    if (status && version && *version < version_with_digests) status = database.run(digests_schema);
    if (status && version && *version < version_with_changes) status = database.run(changes_schema);
    if (status && version && *version < version_with_former) status = database.run(former_schema);
    if (status && version && *version < current_version) status = database.run(revisions_schema);
    if (status && version && *version < current_version) status = database.run(stamp_revision);
    if (status && version && *version < version_with_changes) // what changed before is not known
        status = database.run("INSERT INTO changes SELECT value, '' FROM meta WHERE key = 'revision'");
    if (status) status = database.run("PRAGMA user_version = 5; COMMIT");
    if (database.in_transaction()) static_cast<void>(database.run("ROLLBACK"));
    return status;
}

/// A pipe would keep who opens it waiting.
bool is_file(const std::string& path) {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

bool has_bytes(const std::string& path) {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0 && about.st_size > 0;
}

Result<Database> begun(Result<Database> database) {
    if (!database) return database;
    if (Status status = database->run("BEGIN; SELECT 1 FROM sqlite_schema"); !status)
        return std::move(status).error();
    return database;
}

/// Opens for reading on a snapshot. SQLite reads a log only where it may write beside it: in a folder that
/// takes no files a store whose log is empty is read as it lies.
Result<Database> open_snapshot(const std::string& path) {
    auto usual = begun(Database::open(path, Database::Access::read));
    const bool can_write = ::access(store::folder_of(path).c_str(), W_OK) == 0;
    if (usual || can_write || ::access(path.c_str(), R_OK) != 0) return usual;
    const std::string log = path + "-wal";
    if (!has_bytes(log)) return begun(Database::open(path, Database::Access::read_immutable));
    return Error{usual.error().kind,
                 "its last changes lie in its -wal file, which is read only where the folder can be written",
                 path, "copy both to another folder, or allow writing to this one"};
}

Result<Database> open_writing(const std::string& path) {
    const bool can_write =
        ::access(path.c_str(), W_OK) == 0 && ::access(store::folder_of(path).c_str(), W_OK) == 0;
    if (!can_write)
        return Error{ErrorKind::storage, "the store cannot be written", path,
                     "allow writing to it and to its folder"};
    auto database = Database::open(path, Database::Access::write);
    if (!database) return database;
    const auto version = version_of(*database, path);
    if (!version) return version.error();
    Status status = database->run("PRAGMA synchronous = FULL");
    if (status && *version < current_version) status = bring_up_to_date(*database);
    if (status) status = database->run("BEGIN IMMEDIATE");
    if (!status) return std::move(status).error();
    return database;
}

} // namespace

Result<Statement> store::insert_digest(const Database& database, std::string_view id,
                                       std::string_view bytes) {
    auto insert = database.prepare("INSERT OR REPLACE INTO digests VALUES (?, ?)");
    if (insert) insert->bind(1, id).bind_bytes(2, bytes);
    return insert;
}

bool store::exists(const std::string& path) {
    return ::access(path.c_str(), F_OK) == 0;
}

std::uint64_t store::random_identity() {
    std::random_device device;
    return std::uint64_t{device()} << 32 | device();
}

Result<store::Meta> store::meta_of(const Database& database) {
    auto select = database.prepare("SELECT key, value FROM meta");
    if (!select) return std::move(select).error();
    std::map<std::string, std::int64_t> values;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) break;
        values[select->text(0)] = select->integer(1);
    }
    const auto version = database.integer("PRAGMA user_version");
    if (!version) return version.error();
    Meta meta{static_cast<std::uint64_t>(values["identity"]), values["revision"], 0, values["imported"] != 0,
              static_cast<std::uint64_t>(values["graph_checksum"])};
    if (*version < current_version) return meta;
    const auto stamp =
        database.integer("SELECT stamp FROM revisions WHERE revision = " + std::to_string(meta.revision));
    if (!stamp) return stamp.error();
    meta.stamp = *stamp;
    return meta;
}

Result<bool> store::create_store(const std::string& path, const Meta& meta) {
    const std::string temporary = temporary_beside(path);
    Status status = fill_new(temporary, meta);
    // A link, not a renaming: a store that somebody made meanwhile is not replaced.
    const bool is_made = status && ::link(temporary.c_str(), path.c_str()) == 0;
    if (status && !is_made && !exists(path))
        status = Error{ErrorKind::storage, "cannot be created", path, "check its folder and its permissions"};
    for (const char* const suffix : {"", "-wal", "-shm"}) ::unlink((temporary + suffix).c_str());
    store::sync_folder(store::folder_of(path));
    if (status) return is_made;
    Error error = status.error();
    error.place = path;
    return error;
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path, Mode mode) {
    if (mode == Mode::create_or_write) store::remove_abandoned(path);
    if (mode == Mode::create_or_write && !exists(path))
        if (auto made = store::create_store(path, {.identity = store::random_identity()}); !made)
            return std::move(made).error();
    if (!exists(path) && errno == EACCES)
        return Error{ErrorKind::unreadable, "cannot be opened", path, "check the permissions of its folder"};
    if (!exists(path))
        return Error{ErrorKind::not_found, "there is no such store", path, "make it with `banggiao build`"};
    if (!is_file(path)) return foreign(path);
    auto database = mode == Mode::read ? open_snapshot(path) : open_writing(path);
    if (!database) return std::move(database).error();
    const auto version = version_of(*database, path);
    if (!version) return version.error();
    const auto meta = store::meta_of(*database);
    if (!meta) return meta.error();
    if (meta->imported && mode != Mode::read)
        return Error{ErrorKind::unsupported, "holds an imported graph and takes no articles", path,
                     "name another store"};
    auto state = std::make_unique<State>(path, std::move(database).value());
    state->writable = mode != Mode::read;
    state->identity = meta->identity;
    state->imported = meta->imported;
    state->has_digests = *version >= version_with_digests;
    state->has_changes = *version >= version_with_changes;
    state->has_former = *version >= version_with_former;
    state->has_stamps = *version == current_version;
    return Store(std::move(state));
}

Status Store::State::begin() {
    if (!writable) return Error{ErrorKind::invalid_argument, "the store was opened for reading", path, ""};
    return database.in_transaction() ? Status() : database.run("BEGIN IMMEDIATE");
}

Result<Outcome> Store::put(const Facts& facts) {
    if (const auto errors = validate(facts); !errors.empty())
        return Error{ErrorKind::malformed, errors.front().text(), facts.article.id, "its facts are left out"};
    if (Status status = state_->begin(); !status) return std::move(status).error();
    const std::string json = to_json(facts);
    const auto found = state_->row_of_facts(facts.article.id);
    if (!found) return found.error();
    if (*found && json_in(**found) == json) return Outcome::unchanged;
    if (*found)
        if (Status status = state_->keep_former(facts.article.id); !status) return std::move(status).error();
    auto insert = state_->database.prepare("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?)");
    if (!insert) return std::move(insert).error();
    insert->bind(1, facts.article.id).bind(2, facts.article.sha256);
    insert->bind(3, facts.extractor_name + " " + facts.extractor_version);
    insert->bind(4, facts.article.published.value_or("")).bind(5, row_of(json));
    if (auto changed = state_->change(std::move(insert)); !changed) return std::move(changed).error();
    auto digest = store::insert_digest(state_->database, facts.article.id, digest_bytes(facts));
    if (auto changed = state_->change(std::move(digest)); !changed) return std::move(changed).error();
    state_->note_change(facts.article.id);
    return *found ? Outcome::changed : Outcome::added;
}

Result<bool> Store::State::change(Result<Statement> statement) {
    if (!statement) return std::move(statement).error();
    if (auto row = statement->step(); !row) {
        failure = row.error();
        return std::move(row).error();
    }
    const auto count = database.integer("SELECT changes()");
    if (!count) return count.error();
    changed = changed || *count > 0;
    return *count > 0;
}

Result<bool> Store::remove(const std::string& article_id) {
    Status status = state_->begin();
    if (status) status = state_->keep_former(article_id);
    if (!status) return std::move(status).error();
    auto digest = state_->database.prepare("DELETE FROM digests WHERE id = ?");
    if (digest) digest->bind(1, article_id);
    if (auto changed = state_->change(std::move(digest)); !changed) return changed;
    auto statement = state_->database.prepare("DELETE FROM articles WHERE id = ?");
    if (statement) statement->bind(1, article_id);
    auto changed = state_->change(std::move(statement));
    if (changed && *changed) state_->note_change(article_id);
    return changed;
}

Result<bool> Store::judge(const Judgement& judgement, bool keep) {
    if (Status status = state_->begin(); !status) return std::move(status).error();
    auto statement = state_->database.prepare(
        keep ? "INSERT OR IGNORE INTO judgements VALUES (?, ?, ?, ?)"
             : "DELETE FROM judgements WHERE kind = ? AND a = ? AND b = ? AND type = ?");
    if (statement)
        statement->bind(1, static_cast<std::int64_t>(judgement.kind))
            .bind(2, judgement.a)
            .bind(3, judgement.b)
            .bind(4, judgement.type);
    auto changed = state_->change(std::move(statement));
    if (changed && *changed) state_->note_change("");
    return changed;
}

Status Store::commit() {
    Status status = std::exchange(state_->failure, Status());
    if (status && !state_->database.in_transaction()) return {};
    if (status && state_->changed)
        status = state_->database.run("UPDATE meta SET value = value + 1 WHERE key = 'revision'");
    if (status && state_->changed) status = state_->database.run(stamp_revision);
    if (status && state_->changed) status = state_->keep_changes();
    if (status) status = state_->database.run("COMMIT");
    // A commit that failed leaves the last one; what was put since is to be put again.
    if (state_->database.in_transaction()) static_cast<void>(state_->database.run("ROLLBACK"));
    state_->changed = false;
    state_->changed_ids.clear();
    return status;
}

Result<std::vector<StoredArticle>> Store::articles() const {
    auto select =
        state_->database.prepare("SELECT id, sha256, extractor, published FROM articles ORDER BY id");
    if (!select) return std::move(select).error();
    std::vector<StoredArticle> articles;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return articles;
        articles.push_back({select->text(0), select->text(1), select->text(2), select->text(3)});
    }
}

Result<Facts> Store::State::parse(const std::string& id, const std::string& row) const {
    const auto json = json_in(row);
    auto facts = json ? facts_from_json(*json) : Result<Facts>(Error{});
    if (facts) return facts;
    const std::string reason = json ? facts.error().message : "they are not as they were put";
    return Error{ErrorKind::damaged, "the facts of article " + id + " cannot be read: " + reason, path,
                 "remove that article and add it again"};
}

Result<std::optional<std::string>> Store::State::row_of_facts(const std::string& id) const {
    auto select = database.prepare("SELECT facts FROM articles WHERE id = ?");
    if (!select) return std::move(select).error();
    const auto row = select->bind(1, id).step();
    if (!row) return row.error();
    return *row ? std::optional(select->text(0)) : std::nullopt;
}

Result<std::optional<Facts>> Store::facts(const std::string& article_id) const {
    const auto row = state_->row_of_facts(article_id);
    if (!row) return row.error();
    if (!*row) return std::optional<Facts>();
    auto facts = state_->parse(article_id, **row);
    if (!facts) return std::move(facts).error();
    return std::optional<Facts>(std::move(facts).value());
}

Status Store::for_each(const std::function<void(const Facts&)>& visit) const {
    auto select = state_->database.prepare("SELECT id, facts FROM articles ORDER BY id");
    if (!select) return std::move(select).error();
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return {};
        const auto facts = state_->parse(select->text(0), select->text(1));
        if (!facts) return facts.error();
        visit(*facts);
    }
}

Result<std::vector<Judgement>> Store::judgements() const {
    auto select =
        state_->database.prepare("SELECT kind, a, b, type FROM judgements ORDER BY kind, a, b, type");
    if (!select) return std::move(select).error();
    std::vector<Judgement> judgements;
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return judgements;
        const auto kind = select->integer(0);
        if (kind < 0 || kind > static_cast<std::int64_t>(Judgement::Kind::reject))
            return Error{ErrorKind::damaged, "a judgement is of no known kind", state_->path, ""};
        judgements.push_back(
            {static_cast<Judgement::Kind>(kind), select->text(1), select->text(2), select->text(3)});
    }
}

Result<std::int64_t> Store::revision() const {
    return state_->database.integer("SELECT value FROM meta WHERE key = 'revision'");
}

Status Store::State::check_rows(std::vector<std::string>& problems) const {
    auto select = database.prepare(
        has_digests ? "SELECT id, sha256, facts, bytes FROM articles LEFT JOIN digests USING (id) ORDER BY id"
                    : "SELECT id, sha256, facts, '' FROM articles ORDER BY id");
    if (!select) return std::move(select).error();
    for (;;) {
        const auto row = select->step();
        if (!row) return row.error();
        if (!*row) return {};
        const std::string id = select->text(0);
        const auto facts = parse(id, select->text(2));
        if (!facts) {
            problems.push_back(facts.error().text());
            continue;
        }
        for (const Error& error : validate(*facts)) problems.push_back("article " + id + ": " + error.text());
        const Article& article = facts->article;
        if (article.id != id || article.sha256 != select->text(1))
            problems.push_back("article " + id + ": its row and its facts disagree");
        if (article.text && sha256_hex(*article.text) != article.sha256)
            problems.push_back("article " + id + ": its text does not have its sha256");
        const std::string kept = select->bytes(3), digest = digest_bytes(*facts);
        if (!kept.empty() && kept.front() == digest.front() && kept != digest)
            problems.push_back("article " + id + ": its digest is not of its facts");
    }
}

Result<std::vector<std::string>> Store::check() const {
    std::vector<std::string> problems;
    auto integrity = state_->database.prepare("PRAGMA integrity_check");
    if (!integrity) return std::move(integrity).error();
    for (auto row = integrity->step(); !row || *row; row = integrity->step()) {
        if (!row) return row.error();
        if (integrity->text(0) != "ok") problems.push_back("the store's file: " + integrity->text(0));
    }
    if (Status status = state_->check_rows(problems); !status) return std::move(status).error();
    if (Status status = state_->check_graph(); !status) problems.push_back(status.error().text());
    return problems;
}

const std::string& Store::path() const {
    return state_->path;
}
bool Store::is_imported() const {
    return state_->imported;
}

} // namespace banggiao
