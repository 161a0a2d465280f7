// Takes a merged graph and its index. Hands out which keys are one node, so that stages take it as decided.
// Private to graph/.
#pragma once

#include <banggiao/graph/graph_records.h>
#include <banggiao/graph/known_index.h>

#include <algorithm>

namespace banggiao::merging {

struct Known {
    const KnownIndex& index;
    std::unordered_map<std::string, std::string> assigned; ///< nodes by new keys
    std::unordered_set<std::string> open;                  ///< nodes that are to be decided anew
    std::unordered_set<std::string> gone;                  ///< keys that no article tells any more
    std::map<std::string, std::string> renamed; ///< nodes whose least key is gone, by their names in the base

    /// Null if the key is new, or its node open.
    const std::string* node_of(const std::string& key) const {
        const auto given = assigned.find(key);
        const std::string* found = given != assigned.end() ? &given->second
                                   : gone.contains(key)    ? nullptr
                                                           : index.node(key);
        return !found || open.contains(*found) ? nullptr : found;
    }
    /// All keys of a node, in order; none if nothing mentions it.
    std::vector<std::string> keys_of(const std::string& node) const;
    /// What the base calls a node.
    const std::string& name_in_base(const std::string& node) const;
};

/// Of events or agreements by group, keeps only what is to be decided, and notes what could be one with it,
/// of that and of the rest.
template <typename Group, typename CanBeOne>
void leave_known(State& state, std::unordered_map<GroupId, Group>& all, const CanBeOne& can_be_one) {
    state.adopt_known();
    std::vector<GroupId> left, open;
    for (const auto& [group, each] : all)
        (state.known->node_of(state.groups.key(group)) ? left : open).push_back(group);
    for (auto one = open.begin(); one != open.end(); ++one) {
        const auto note = [&](GroupId other) {
            if (can_be_one(all.at(*one), all.at(other))) state.near.emplace_back(*one, other);
        };
        std::for_each(std::next(one), open.end(), note);
        std::for_each(left.begin(), left.end(), note);
    }
    for (GroupId group : left) all.erase(group);
}

/// Notes which keys are one node and where it lies among the vertices, and the first article of each text.
/// REQUIRES: all stages are done.
void describe_nodes(const State& state, std::span<const VertexRecord> vertices, MergeIndex& index);

} // namespace banggiao::merging
