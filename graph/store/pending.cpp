// Takes a store and its graph of an earlier revision. Hands out what the few articles added since change in
// it.
#include <banggiao/graph/extend.h>
#include <banggiao/graph/schema.h>
#include <banggiao/graph/store/state.h>

#include <algorithm>
#include <map>

namespace banggiao {

namespace {

/// Whether a graph has all labels, types and keys of a change: those who ask it name them by its numbers.
bool has_names_of(const FrozenGraph& base, const GraphChange& change) {
    const auto has_keys = [&](const Properties& properties) {
        return std::all_of(properties.begin(), properties.end(),
                           [&](const auto& each) { return base.find_key(each.first).has_value(); });
    };
    const auto has_vertex = [&](const auto& each) {
        const auto& labels = each.second.labels;
        return has_keys(each.second.properties) &&
               std::all_of(labels.begin(), labels.end(),
                           [&](const std::string& label) { return base.find_label(label).has_value(); });
    };
    const auto has_edge = [&](const auto& each) {
        const EdgeRecord& record = each.second.record;
        return has_keys(record.properties) && base.find_type(record.type).has_value();
    };
    return std::all_of(change.vertices.begin(), change.vertices.end(), has_vertex) &&
           std::all_of(change.edges.begin(), change.edges.end(), has_edge);
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
    const auto index = store::map_index_file(index_path());
    if (!ids || !*ids || !index || index->origin != base.origin) return std::nullopt;
    auto added = added_to(base.graph, **ids);
    if (!added) return std::nullopt;
    if (!has_articles_of(base.graph, added->size())) return std::nullopt;
    std::vector<const Digest*> pointers;
    for (const Digest& each : *added) pointers.push_back(&each);
    std::map<std::string, Digest, std::less<>> read;
    const FetchDigest fetch = [&](std::string_view id) -> const Digest* {
        if (const auto known = read.find(id); known != read.end()) return &known->second;
        auto digest = digest_of(std::string(id));
        if (!digest || !*digest) return nullptr;
        return &read.emplace(std::string(id), std::move(**digest)).first->second;
    };
    Extension extension = extend(base.graph, index->bytes, judgements, pointers, fetch);
    const bool is_sound =
        extension.change && base.graph.status() && has_names_of(base.graph, *extension.change);
    return is_sound ? std::move(extension.change) : std::nullopt;
}

} // namespace banggiao
