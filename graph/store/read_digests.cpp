// Takes a store. Hands out the digests of all its articles, read on every core; made anew from the facts
// where there is none, or a damaged one, or one of another version.
#include <banggiao/graph/parallel.h>
#include <banggiao/graph/store/state.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace banggiao {

namespace {

using store::Database;

struct Row {
    std::string id, bytes;
    std::optional<Result<Digest>> digest;
};

using Parse = std::function<Result<Facts>(const std::string& id, const std::string& json)>;

constexpr std::size_t rows_a_run = 64;

void read_rows(std::vector<Row>& rows) {
    in_parallel(rows.size(), rows_a_run, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            auto digest = Digest::read(std::move(rows[i].bytes));
            if (digest && digest->id == rows[i].id) rows[i].digest.emplace(std::move(*digest));
        }
    });
}

Result<Digest> make_digest(const Row& row, const Parse& parse) {
    auto facts = parse(row.id, row.bytes);
    if (!facts) return std::move(facts).error();
    auto digest = Digest::read(digest_bytes(*facts));
    if (digest) return std::move(*digest);
    return Error{ErrorKind::limit, "has too many facts", row.id, "split the article"};
}

/// Makes digests of rows that hold facts.
void make_digests(const std::vector<Row*>& rows, const Parse& parse) {
    in_parallel(rows.size(), rows_a_run, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) rows[i]->digest.emplace(make_digest(*rows[i], parse));
    });
}

bool keep(const Database& database, const std::vector<Digest>& digests,
          const std::vector<std::size_t>& made) {
    return std::all_of(made.begin(), made.end(), [&](std::size_t i) {
        auto insert = store::insert_digest(database, digests[i].id, digests[i].bytes());
        return insert && insert->step();
    });
}

} // namespace

void Store::State::keep_digests(const std::vector<Digest>& digests, const std::vector<std::size_t>& made,
                                std::int64_t revision) const {
    const bool can = writable && has_digests && !made.empty() && !database.in_transaction();
    if (!can || !database.run("BEGIN IMMEDIATE")) return;
    const auto now = database.integer("SELECT value FROM meta WHERE key = 'revision'");
    const bool done = now && *now == revision && keep(database, digests, made) && database.run("COMMIT");
    if (!done) static_cast<void>(database.run("ROLLBACK"));
}

/// One as it is kept; nothing if there is none, or it is damaged or another's.
Result<std::optional<Digest>> Store::State::kept_digest(const std::string& id) const {
    if (!select_digest) {
        auto prepared = database.prepare("SELECT bytes FROM digests WHERE id = ?");
        if (!prepared) return std::move(prepared).error();
        select_digest.emplace(std::move(*prepared));
    }
    const auto row = select_digest->bind(1, id).step();
    if (!row) return row.error();
    auto digest = *row ? Digest::read(select_digest->bytes(0)) : std::nullopt;
    select_digest->reset();
    if (digest && digest->id != id) digest.reset();
    return digest;
}

Result<std::optional<Digest>> Store::State::digest_of(const std::string& id) const {
    if (has_digests)
        if (auto kept = kept_digest(id); !kept || *kept) return kept;
    auto json = row_of_facts(id);
    if (!json) return std::move(json).error();
    if (!*json) return std::optional<Digest>();
    auto made = make_digest({id, **json, {}}, [&](const std::string& its_id, const std::string& text) {
        return parse(its_id, text);
    });
    if (!made) return std::move(made).error();
    return std::optional<Digest>(std::move(*made));
}

Result<std::vector<Digest>> Store::State::all_digests(std::vector<std::size_t>* made) const {
    auto select = database.prepare(
        has_digests
            ? "SELECT articles.id, digests.bytes FROM articles LEFT JOIN digests USING (id) ORDER BY id"
            : "SELECT id, '' FROM articles ORDER BY id");
    if (!select) return std::move(select).error();
    const Parse parse_row = [&](const std::string& id, const std::string& json) { return parse(id, json); };
    constexpr std::size_t rows_at_once = 4096;
    std::vector<Digest> digests;
    for (bool more = true; more;) {
        std::vector<Row> rows;
        while (more && rows.size() < rows_at_once) {
            const auto row = select->step();
            if (!row) return row.error();
            more = *row;
            if (more) rows.push_back({select->text(0), select->bytes(1), {}});
        }
        read_rows(rows);
        std::vector<Row*> missing;
        for (Row& row : rows) {
            if (row.digest) continue;
            auto json = row_of_facts(row.id);
            if (!json) return std::move(json).error();
            row.bytes = std::move(*json).value_or("");
            missing.push_back(&row);
        }
        make_digests(missing, parse_row);
        for (const Row* row : missing)
            if (made) made->push_back(digests.size() + static_cast<std::size_t>(row - rows.data()));
        for (Row& row : rows) {
            if (!*row.digest) return std::move(*row.digest).error();
            digests.push_back(std::move(*row.digest).value());
        }
    }
    return digests;
}

} // namespace banggiao
