// Takes the events and agreements of a part of the articles, merged as they were and as they will be. Hands
// out which others are to be decided with them.
#include <banggiao/graph/extend_reach.h>

#include <algorithm>

namespace banggiao::merging {

Reach::Made::Made(const State& state) {
    for (GroupId group = 0; group < state.groups.size(); ++group) {
        const std::string& key = state.groups.key(group);
        const bool is_asked = key.starts_with("event/") || key.starts_with("agreement/");
        if (is_asked && !state.known->node_of(key)) by_root[state.groups.root(group)].push_back(key);
    }
    for (auto& [root, keys] : by_root) {
        std::sort(keys.begin(), keys.end());
        for (const std::string& key : keys) by_key.emplace(key, &keys);
    }
}

const Reach::Keys* Reach::Made::with(const std::string& key) const {
    const auto found = by_key.find(key);
    return found == by_key.end() ? nullptr : found->second;
}

void Reach::touch(const Nodes& nodes) {
    touched_.insert(nodes.begin(), nodes.end());
    decided_.insert(nodes.begin(), nodes.end());
}

void Reach::look(const State& before, const State& after) {
    const Nodes anew = changed(Made(before), Made(after));
    const auto decide = [this](const std::string& node) {
        if (decided_.insert(node).second && known_.index.node(node)) around_.insert(node);
    };
    for (const std::string& node : anew) decide(node);
    for (const State* state : {&before, &after})
        for (auto [open, other] : state->near) {
            const std::string &one = node_of(state->groups.key(open)),
                              &its = node_of(state->groups.key(other));
            if (anew.contains(one)) decide(its);
            if (anew.contains(its)) decide(one);
        }
    for (const State* state : {&before, &after})
        for (auto [open, other] : state->near) {
            const bool is_open = !state->known->node_of(state->groups.key(other));
            if (!is_open && is_decided(state->groups.key(open)))
                beside_.insert(node_of(state->groups.key(other)));
        }
}

bool Reach::is_decided(const std::string& key) const {
    const std::string& node = node_of(key);
    return decided_.contains(node) || !known_.open.contains(node);
}

/// In the base; of a new key itself.
const std::string& Reach::node_of(const std::string& key) const {
    const std::string* node = known_.index.node(key);
    return node ? *node : key;
}

Reach::Nodes Reach::changed(const Made& before, const Made& after) const {
    Nodes anew = touched_;
    for (const Made* made : {&before, &after})
        for (const auto& [root, keys] : made->by_root)
            if (is_changed(keys.front(), before, after))
                for (const std::string& key : keys) anew.insert(node_of(key));
    return anew;
}

/// Of all keys that are one with it it is the same.
bool Reach::is_changed(const std::string& key, const Made& before, const Made& after) const {
    const Keys *was = before.with(key), *is = after.with(key);
    return !was || !is || *was != *is || *was != known_.index.all_keys(node_of(key));
}

} // namespace banggiao::merging
