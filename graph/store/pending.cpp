// Takes a store and its graph of an earlier revision. Hands out what the few articles added, replaced or
// removed since change in it.
#include <banggiao/graph/graph_change_bytes.h>
#include <banggiao/graph/store/state.h>

#include <algorithm>
#include <map>
#include <sys/stat.h>
#include <unistd.h>

namespace banggiao {

Result<store::Pending> Store::State::pending(const PatchedGraph& base,
                                             std::span<const store::Changed> articles,
                                             std::size_t most) const {
    store::Pending pending;
    for (const store::Changed& article : articles) {
        auto now = digest_of(article.id);
        if (!now) return std::move(now).error();
        if (base.find_id("article/" + article.id)) {
            auto former = former_of(article);
            if (!former) return std::move(former).error();
            if (!*former) return Error{ErrorKind::unsupported, "it is not known how it was", article.id, ""};
            if (*now && (*now)->bytes() == (*former)->bytes()) continue;
            pending.removed.push_back(std::move(**former));
        }
        if (*now) pending.added.push_back(std::move(**now));
        if (pending.size() > most)
            return Error{ErrorKind::unsupported, "too many articles have changed", article.id, ""};
    }
    return pending;
}

bool Store::State::is_earlier(store::GraphOrigin origin) const {
    if (!has_stamps || origin.store_identity != identity) return false;
    auto select = database.prepare("SELECT 1 FROM revisions WHERE revision = ? AND stamp = ?");
    if (!select) return false;
    const auto row = select->bind(1, origin.revision).bind(2, origin.stamp).step();
    return row && *row;
}

std::optional<store::Pending> Store::State::pending_since(const store::MappedGraph& base,
                                                          const store::Waiting& so_far,
                                                          std::size_t most) const {
    if (!is_earlier(so_far.as_of)) return std::nullopt;
    const auto since = changes_since(so_far.as_of.revision);
    if (!since || !*since) return std::nullopt;
    auto articles = pending(PatchedGraph(base.graph, &so_far.found.change), **since, most);
    return articles ? std::optional(std::move(*articles)) : std::nullopt;
}

std::optional<GraphChange> Store::State::change_of(const store::MappedGraph& base, store::GraphOrigin now,
                                                   std::span<const Judgement> judgements) const {
    auto kept = kept_change(base, now);
    if (kept && kept->as_of == now) return std::move(kept->found.change);
    if (!is_earlier(base.origin)) return std::nullopt;
    if (kept && kept->can_be_followed)
        if (auto change = follow(base, now, judgements, std::move(*kept))) return change;
    return follow(base, now, judgements, {base.origin, 0, {}, true});
}

std::optional<GraphChange> Store::State::follow(const store::MappedGraph& base, store::GraphOrigin now,
                                                std::span<const Judgement> judgements,
                                                store::Waiting so_far) const {
    const auto articles = pending_since(base, so_far, store::most_pending);
    if (!articles || so_far.waiting + articles->size() > store::most_waiting) return std::nullopt;
    if (articles->size() > 0) {
        const auto index = store::map_index_file(index_path());
        if (!index || index->origin != base.origin) return std::nullopt;
        auto found = extended(base, *index, judgements, std::move(so_far), *articles);
        if (!found) return std::nullopt;
        so_far = std::move(*found);
    }
    so_far.as_of = now;
    // Whoever cannot keep it finds it out again. Beside a graph that was made anew meanwhile it is of no use.
    if (store::origin_of_graph_file(graph_path()) == base.origin)
        static_cast<void>(store::write_change_file(change_path(), store::kept_of(base, so_far)));
    return std::move(so_far.found.change);
}

store::KeptChange store::kept_of(const MappedGraph& base, const Waiting& found) {
    return {base.origin, found.as_of, found.waiting, encode(found.found.change),
            found.can_be_followed ? encode(found.found.index) : std::string()};
}

std::optional<store::Waiting> Store::State::caught_up(const store::MappedGraph& base,
                                                      const store::MappedIndex& index,
                                                      std::span<const Judgement> judgements,
                                                      store::Waiting so_far, store::GraphOrigin now) const {
    constexpr std::size_t at_once = 16;
    auto articles = pending_since(base, so_far, store::most_touched);
    if (!articles) return std::nullopt;
    store::FormerDigests to_come;
    for (const Digest& each : articles->removed) to_come.emplace(each.id, &each);
    std::map<std::string, store::Pending> by_id;
    for (Digest& each : articles->added) {
        std::string id(each.id);
        by_id[id].added.push_back(std::move(each));
    }
    for (const Digest& each : articles->removed) by_id[std::string(each.id)];
    auto former = articles->removed.begin();
    for (auto next = by_id.begin(); next != by_id.end();) {
        store::Pending some;
        for (; next != by_id.end() && some.size() < at_once; ++next) {
            to_come.erase(next->first);
            if (former != articles->removed.end() && former->id == next->first)
                some.removed.push_back(std::move(*former++));
            for (Digest& each : next->second.added) some.added.push_back(std::move(each));
        }
        auto found = so_far.can_be_followed
                         ? extended(base, index, judgements, std::move(so_far), some, to_come)
                         : std::nullopt;
        if (!found) return std::nullopt;
        so_far = std::move(*found);
    }
    so_far.as_of = now;
    return so_far;
}

std::vector<std::int64_t> Store::State::files_beside() const {
    std::vector<std::int64_t> files;
    for (const std::string& name : {graph_path(), index_path(), change_path()}) {
        struct stat status {};
        const bool is_there = ::stat(name.c_str(), &status) == 0;
        for (const std::int64_t part :
             {static_cast<std::int64_t>(status.st_ino), static_cast<std::int64_t>(status.st_mtim.tv_sec),
              static_cast<std::int64_t>(status.st_mtim.tv_nsec)})
            files.push_back(is_there ? part : 0);
    }
    return files;
}

Result<store::Waiting> Store::State::kept_change(const store::MappedGraph& base,
                                                 std::optional<store::GraphOrigin> wanted) const {
    const auto kept = store::read_change_file(change_path(), base.origin, wanted);
    if (!kept) return kept.error();
    auto change = decode_change(kept->change);
    auto index = kept->index.empty() ? IndexPatch() : decode_patch(kept->index); // none: not to be followed
    const bool is_sound = change && index && is_within(base.graph, *change);
    if (is_sound)
        return store::Waiting{
            kept->as_of, kept->waiting, {std::move(*change), std::move(*index)}, !kept->index.empty()};
    return not_of_its_graph();
}

Error Store::State::not_of_its_graph() const {
    return {ErrorKind::damaged, "what is kept of a change does not fit its graph", change_path(),
            "remove it: it is made again"};
}

Status Store::State::check_beside(const store::MappedGraph& base) const {
    const auto index = store::map_index_file(index_path());
    if (!index && index.error().kind != ErrorKind::not_found) return index.error();
    if (index && index->origin == base.origin && !is_whole_index(index->bytes, base.graph))
        return Error{ErrorKind::damaged, "the index of the graph is damaged", index_path(),
                     "remove it: it is made again with the graph"};
    const auto kept = kept_change(base);
    if (!kept) return kept.error().kind == ErrorKind::not_found ? Status() : Status(kept.error());
    return fits(base.graph, kept->found.change) ? Status() : Status(not_of_its_graph());
}

void Store::State::forget_change() const {
    store::remove_abandoned(change_path());
    ::unlink(change_path().c_str());
}

std::optional<store::Waiting> Store::State::extended(const store::MappedGraph& base,
                                                     const store::MappedIndex& index,
                                                     std::span<const Judgement> judgements,
                                                     store::Waiting so_far, const store::Pending& articles,
                                                     const store::FormerDigests& to_come) const {
    so_far.waiting += articles.size();
    const auto pointers_to = [](const std::vector<Digest>& digests) {
        std::vector<const Digest*> pointers;
        for (const Digest& each : digests) pointers.push_back(&each);
        return pointers;
    };
    const auto added = pointers_to(articles.added), removed = pointers_to(articles.removed);
    std::map<std::string, Digest, std::less<>> read;
    const FetchDigest fetch = [&](std::string_view id) -> const Digest* {
        if (const auto former = to_come.find(id); former != to_come.end()) return former->second;
        if (const auto known = read.find(id); known != read.end()) return &known->second;
        auto digest = digest_of(std::string(id));
        if (!digest || !*digest) return nullptr;
        return &read.emplace(std::string(id), std::move(**digest)).first->second;
    };
    Extension extension = extend(base.graph, index.bytes, judgements, {added, removed}, fetch, &so_far.found);
    const bool is_sound = extension.change && is_within(base.graph, *extension.change) && base.graph.status();
    if (!is_sound) return std::nullopt;
    so_far.found.change = std::move(*extension.change);
    so_far.can_be_followed = extension.index.has_value();
    so_far.found.index = std::move(extension.index).value_or(IndexPatch());
    return so_far;
}

} // namespace banggiao
