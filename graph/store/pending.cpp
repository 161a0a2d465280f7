// Takes a store and its graph of an earlier revision. Hands out what the few articles added, replaced or
// removed since change in it.
#include <banggiao/graph/checksum.h>
#include <banggiao/graph/extend.h>
#include <banggiao/graph/graph_change_bytes.h>
#include <banggiao/graph/store/state.h>

#include <algorithm>
#include <map>
#include <unistd.h>

namespace banggiao {

namespace {

/// What the articles say that a graph is behind by.
std::uint64_t content_of(const store::Pending& articles) {
    std::uint64_t content = 0;
    for (const auto* digests : {&articles.removed, &articles.added}) {
        content = content * 31 + digests->size();
        for (const Digest& each : *digests)
            content = checksum(std::as_bytes(std::span(each.bytes())), content);
    }
    return content;
}

} // namespace

Result<store::Pending> Store::State::pending(const FrozenGraph& base,
                                             std::span<const store::Changed> articles) const {
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
        if (std::max(pending.added.size(), pending.removed.size()) > store::most_pending)
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

std::optional<store::Pending> Store::State::pending_since(const store::MappedGraph& base) const {
    if (!is_earlier(base.origin)) return std::nullopt;
    const auto since = changes_since(base.origin.revision);
    if (!since || !*since) return std::nullopt;
    auto articles = pending(base.graph, **since);
    return articles ? std::optional(std::move(*articles)) : std::nullopt;
}

std::optional<GraphChange> Store::State::change_of(const store::MappedGraph& base,
                                                   std::span<const Judgement> judgements) const {
    const auto articles = pending_since(base);
    if (!articles) return std::nullopt;
    const std::uint64_t content = content_of(*articles);
    if (auto kept = kept_change(base, content)) return std::move(*kept);
    auto change = extended(base, judgements, *articles);
    // Whoever cannot keep it finds it out again.
    if (change)
        static_cast<void>(store::write_change_file(change_path(), encode(*change), base.origin, content));
    return change;
}

Result<GraphChange> Store::State::kept_change(const store::MappedGraph& base, std::uint64_t content) const {
    const auto bytes = store::read_change_file(change_path(), base.origin, content);
    if (!bytes) return bytes.error();
    auto change = decode_change(*bytes);
    const bool is_sound = change && fits(base.graph, *change) && base.graph.status();
    if (is_sound) return std::move(*change);
    return Error{ErrorKind::damaged, "what is kept of a change does not fit its graph", change_path(),
                 "remove it: it is made again"};
}

Status Store::State::check_beside(const store::MappedGraph& base) const {
    const auto index = store::map_index_file(index_path());
    if (!index && index.error().kind != ErrorKind::not_found) return index.error();
    if (index && index->origin == base.origin && !is_whole_index(index->bytes, base.graph))
        return Error{ErrorKind::damaged, "the index of the graph is damaged", index_path(),
                     "remove it: it is made again with the graph"};
    const auto articles = pending_since(base);
    if (!articles) return {};
    const auto kept = kept_change(base, content_of(*articles));
    return kept || kept.error().kind == ErrorKind::not_found ? Status() : Status(kept.error());
}

void Store::State::forget_change() const {
    ::unlink(change_path().c_str());
}

std::optional<GraphChange> Store::State::extended(const store::MappedGraph& base,
                                                  std::span<const Judgement> judgements,
                                                  const store::Pending& articles) const {
    const auto index = store::map_index_file(index_path());
    if (!index || index->origin != base.origin) return std::nullopt;
    const auto pointers_to = [](const std::vector<Digest>& digests) {
        std::vector<const Digest*> pointers;
        for (const Digest& each : digests) pointers.push_back(&each);
        return pointers;
    };
    const auto added = pointers_to(articles.added), removed = pointers_to(articles.removed);
    std::map<std::string, Digest, std::less<>> read;
    const FetchDigest fetch = [&](std::string_view id) -> const Digest* {
        if (const auto known = read.find(id); known != read.end()) return &known->second;
        auto digest = digest_of(std::string(id));
        if (!digest || !*digest) return nullptr;
        return &read.emplace(std::string(id), std::move(**digest)).first->second;
    };
    Extension extension = extend(base.graph, index->bytes, judgements, {added, removed}, fetch);
    const bool is_sound = extension.change && fits(base.graph, *extension.change) && base.graph.status();
    return is_sound ? std::move(extension.change) : std::nullopt;
}

} // namespace banggiao
