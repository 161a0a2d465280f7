// Takes events or agreements that are told alike in all that could tell them apart. Hands out the one of them
// that stands for all: whatever fits one fits each, however many they are. Private to graph/.
#pragma once

#include <banggiao/graph/merge_state.h>

#include <unordered_map>
#include <vector>

namespace banggiao::merging {

class ToldAlike {
  public:
    /// Those that an article tells apart from another of them are left out.
    void add(const std::vector<GroupId>& alike, const Groups& groups) {
        std::vector<GroupId> never_apart = groups.without_common_tags(alike);
        groups.sort_by_key(never_apart);
        for (GroupId group : never_apart) firsts_[group] = never_apart.front();
    }

    /// Of those told like it the one with the least key; of others itself.
    GroupId first(GroupId group) const {
        const auto found = firsts_.find(group);
        return found == firsts_.end() ? group : found->second;
    }

  private:
    std::unordered_map<GroupId, GroupId> firsts_;
};

} // namespace banggiao::merging
