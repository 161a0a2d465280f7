// Takes events or agreements that several articles tell alike in all that could tell them apart. Hands out
// the one of them that stands for all: whatever fits one fits each, however many they are. Private to graph/.
#pragma once

#include <banggiao/graph/merge_state.h>

#include <map>
#include <unordered_map>
#include <vector>

namespace banggiao::merging {

class ToldAlike {
  public:
    /// `by_text`: groups told alike by the article that tells them. Of an article that tells several none is
    /// like the others.
    void add(const std::map<std::uint32_t, std::vector<GroupId>>& by_text, const Groups& groups) {
        std::vector<GroupId> alike;
        for (const auto& [text, told] : by_text)
            if (told.size() == 1) alike.push_back(told.front());
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
