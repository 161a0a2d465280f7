// Takes what a revision of a store changes. Hands out which articles the last revisions put or removed, and
// how they were before.
#include <banggiao/graph/store/state.h>

namespace banggiao {

using store::most_pending;

void Store::State::note_change(const std::string& id) {
    if (changed_ids.size() <= most_pending) changed_ids.insert(id);
}

Status Store::State::keep_former(const std::string& id) {
    if (changed_ids.size() > most_pending || changed_ids.contains("")) return {};
    const auto digest = digest_of(id);
    if (!digest || !*digest) return {}; // then it is not known how the article was
    auto insert = database.prepare(
        "INSERT OR IGNORE INTO former SELECT value + 1, ?, ? FROM meta WHERE key = 'revision'");
    if (!insert) return std::move(insert).error();
    insert->bind(1, id).bind_bytes(2, (*digest)->bytes());
    const auto row = insert->step();
    return row ? Status() : Status(row.error());
}

/// Beside the new revision; where they are too many, one mark for all of them.
Status Store::State::keep_changes() const {
    const bool many = changed_ids.size() > most_pending || changed_ids.contains("");
    const std::set<std::string> only_mark{""};
    auto insert =
        database.prepare("INSERT OR IGNORE INTO changes SELECT value, ? FROM meta WHERE key = 'revision'");
    if (!insert) return std::move(insert).error();
    for (const std::string& id : many ? only_mark : changed_ids)
        if (auto row = insert->bind(1, id).step(); !row) return std::move(row).error();
    // A graph of an older revision than those with a stamp is of no use.
    return database.run(
        "DELETE FROM revisions WHERE revision < (SELECT value FROM meta WHERE key = 'revision') - 4096;"
        "DELETE FROM changes WHERE revision < (SELECT min(revision) FROM revisions);"
        "DELETE FROM changes WHERE revision < (SELECT max(revision) FROM changes WHERE id = '');"
        "DELETE FROM former WHERE revision <= (SELECT max(revision) FROM changes WHERE id = '')");
}

Result<std::optional<std::vector<store::Changed>>> Store::State::changes_since(std::int64_t revision) const {
    std::optional<std::vector<store::Changed>> articles;
    if (!has_changes) return articles;
    auto select =
        database.prepare("SELECT id, min(revision) FROM changes WHERE revision > ? GROUP BY id ORDER BY id");
    if (!select) return std::move(select).error();
    articles.emplace();
    for (auto row = select->bind(1, revision).step();; row = select->step()) {
        if (!row) return std::move(row).error();
        if (!*row) return articles;
        articles->push_back({select->text(0), select->integer(1)});
        if (articles->back().id.empty() || articles->size() > store::most_touched)
            return std::optional<std::vector<store::Changed>>();
    }
}

Result<std::optional<Digest>> Store::State::former_of(const store::Changed& article) const {
    if (!has_former) return std::optional<Digest>();
    auto select = database.prepare("SELECT bytes FROM former WHERE revision = ? AND id = ?");
    if (!select) return std::move(select).error();
    const auto row = select->bind(1, article.revision).bind(2, article.id).step();
    if (!row) return row.error();
    auto digest = *row ? Digest::read(select->bytes(0)) : std::nullopt;
    if (digest && digest->id != article.id) digest.reset();
    return digest;
}

void Store::State::forget_former(std::int64_t revision) const {
    if (!writable || !has_former || database.in_transaction()) return;
    const auto count = database.integer("SELECT count(*) FROM former");
    if (!count || *count == 0 || !database.run("BEGIN IMMEDIATE")) return;
    auto remove = database.prepare("DELETE FROM former WHERE revision <= ?");
    const bool done = remove && remove->bind(1, revision).step() && database.run("COMMIT");
    if (!done) static_cast<void>(database.run("ROLLBACK"));
}

} // namespace banggiao
