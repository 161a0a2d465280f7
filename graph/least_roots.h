// Takes how many there are. Hands out which of them are one: union-find whose root is the least of each set.
// Private to graph/.
#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

namespace banggiao::merging {

/// O(log n) amortised each (Tarjan 1975, path halving without ranks, so that the least stays the root).
template <typename Who>
class LeastRoots {
  public:
    explicit LeastRoots(std::size_t count = 0) : parents_(count) {
        std::iota(parents_.begin(), parents_.end(), Who{0});
    }
    Who root(Who who) const {
        while (parents_[who] != who) who = parents_[who] = parents_[parents_[who]];
        return who;
    }
    void unite(Who a, Who b) { parents_[std::max(root(a), root(b))] = std::min(root(a), root(b)); }

  private:
    mutable std::vector<Who> parents_;
};

} // namespace banggiao::merging
