// Takes what a merge decided. Hands out it to the stages of a later one.
#include <banggiao/graph/merge_known.h>

namespace banggiao::merging {

std::vector<std::string> Known::keys_of(const std::string& node) const {
    std::vector<std::string> keys = index.all_keys(name_in_base(node));
    if (!gone.empty()) std::erase_if(keys, [&](const std::string& key) { return gone.contains(key); });
    return keys;
}

const std::string& Known::name_in_base(const std::string& node) const {
    const auto found =
        std::find_if(renamed.begin(), renamed.end(), [&](const auto& each) { return each.second == node; });
    return found == renamed.end() ? node : found->first;
}

const std::string& State::node_of(GroupId group) const {
    const std::string& least = groups.node(group);
    const std::string* node = known ? known->node_of(least) : nullptr;
    return node ? known->name_in_base(*node) : least;
}

void State::adopt_known() {
    std::unordered_set<std::string> brought_in;
    for (GroupId group = 0; group < groups.size(); ++group) {
        const std::string* node = known->node_of(groups.key(group));
        if (!node) continue;
        GroupId first = groups.intern(*node);
        if (brought_in.insert(*node).second)
            for (const std::string& key : known->keys_of(*node)) groups.intern(key);
        groups.unite(first, group);
    }
}

void describe_nodes(const State& state, std::span<const VertexRecord> vertices, MergeIndex& index) {
    for (std::uint32_t vertex = 0; vertex < vertices.size(); ++vertex) {
        const Value& all = vertices[vertex].properties.at("keys");
        std::vector<std::string> keys;
        for (const Value& each : all.list()) keys.push_back(each.string());
        for (const std::string& key : keys) index.nodes[key] = {keys.front(), vertex, {}};
        index.nodes[keys.front()].others.assign(keys.begin() + 1, keys.end());
    }
    for (GroupId group = 0; group < state.groups.size(); ++group) // nothing may mention it
        index.nodes.try_emplace(state.groups.key(group),
                                MergeIndex::Named{state.groups.node(group), MergeIndex::Named::nowhere, {}});
    for (const LocalArticle& article : state.articles)
        if (!index.texts.emplace(article.digest->sha256, state.article_id(article.same_text)).second)
            index.repeated_texts.emplace(article.digest->sha256);
}

} // namespace banggiao::merging
