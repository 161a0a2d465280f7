// Takes a store and its graph of an earlier revision. Hands out what the few articles added since change in
// it.
#include <banggiao/graph/checksum.h>
#include <banggiao/graph/extend.h>
#include <banggiao/graph/graph_change_bytes.h>
#include <banggiao/graph/schema.h>
#include <banggiao/graph/store/state.h>

#include <map>
#include <unistd.h>

namespace banggiao {

namespace {

/// Which articles a graph is behind by, and what they say.
std::uint64_t content_of(std::span<const std::string> ids, std::span<const Digest> added) {
    std::uint64_t content = ids.size();
    const auto take = [&](std::string_view bytes) {
        content = checksum(std::as_bytes(std::span(bytes)), content);
    };
    for (const std::string& id : ids) take(id);
    for (const Digest& each : added) take(each.bytes());
    return content;
}

} // namespace

Result<std::vector<Digest>> Store::State::added_to(const FrozenGraph& base,
                                                   const std::vector<std::string>& ids) const {
    std::vector<Digest> added;
    for (const std::string& id : ids) {
        auto digest = digest_of(id);
        if (!digest) return std::move(digest).error();
        const bool was_there = base.find_id("article/" + id).has_value();
        if (was_there) return Error{ErrorKind::unsupported, "was replaced or removed", id, ""};
        if (*digest) added.push_back(std::move(**digest));
    }
    return added;
}

bool Store::State::has_articles_of(const FrozenGraph& base, std::size_t more) const {
    const auto label = base.find_label(schema::label::article);
    const auto count = database.integer("SELECT count(*) FROM articles");
    const std::size_t known = label ? base.vertices_with(*label).size() : 0;
    return count && static_cast<std::size_t>(*count) == known + more;
}

std::optional<GraphChange> Store::State::change_of(const store::MappedGraph& base,
                                                   std::span<const Judgement> judgements) const {
    // A graph that a store put back from a copy left behind can be of a later revision.
    const auto now = database.integer("SELECT value FROM meta WHERE key = 'revision'");
    if (!now || *now < base.origin.revision) return std::nullopt;
    const auto ids = changes_since(base.origin.revision);
    if (!ids || !*ids) return std::nullopt;
    const auto added = added_to(base.graph, **ids);
    if (!added || !has_articles_of(base.graph, added->size())) return std::nullopt;
    const std::uint64_t content = content_of(**ids, *added);
    if (auto kept = kept_change(base, content)) return kept;
    auto change = extended(base, judgements, *added);
    // Whoever cannot keep it finds it out again.
    if (change)
        static_cast<void>(store::write_change_file(change_path(), encode(*change), base.origin, content));
    return change;
}

std::optional<GraphChange> Store::State::kept_change(const store::MappedGraph& base,
                                                     std::uint64_t content) const {
    const auto bytes = store::read_change_file(change_path(), base.origin, content);
    auto change = bytes ? decode_change(*bytes) : std::nullopt;
    const bool is_sound = change && fits(base.graph, *change) && base.graph.status();
    return is_sound ? std::move(change) : std::nullopt;
}

void Store::State::forget_change() const {
    ::unlink(change_path().c_str());
}

std::optional<GraphChange> Store::State::extended(const store::MappedGraph& base,
                                                  std::span<const Judgement> judgements,
                                                  std::span<const Digest> added) const {
    const auto index = store::map_index_file(index_path());
    if (!index || index->origin != base.origin) return std::nullopt;
    std::vector<const Digest*> pointers;
    for (const Digest& each : added) pointers.push_back(&each);
    std::map<std::string, Digest, std::less<>> read;
    const FetchDigest fetch = [&](std::string_view id) -> const Digest* {
        if (const auto known = read.find(id); known != read.end()) return &known->second;
        auto digest = digest_of(std::string(id));
        if (!digest || !*digest) return nullptr;
        return &read.emplace(std::string(id), std::move(**digest)).first->second;
    };
    Extension extension = extend(base.graph, index->bytes, judgements, pointers, fetch);
    const bool is_sound = extension.change && fits(base.graph, *extension.change) && base.graph.status();
    return is_sound ? std::move(extension.change) : std::nullopt;
}

} // namespace banggiao
