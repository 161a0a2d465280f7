// Takes events or agreements that are told alike in all that could tell them apart. Hands out
// the one of them that stands for all: whatever fits one fits each, however many they are. Private to graph/.
#pragma once

#include <banggiao/graph/merge_state.h>

#include <unordered_map>
#include <vector>

namespace banggiao::merging {

class ToldAlike {
  public:
    /// REQUIRES: no article tells one of them apart from another.
    void add(std::vector<GroupId> alike, const Groups& groups) {
        groups.sort_by_key(alike);
        for (GroupId group : alike) firsts_[group] = alike.front();
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
