// Takes the events and agreements of a part of the articles, merged as they were and as they will be. Hands
// out which others are to be decided with them, since what could be one with these changes. Private to
// graph/.
//
// What decides of two is what each is made of: whether an article tells both, whether their days agree, and
// whether several fit an open one. So what is made of the same keys before and after, each saying the same,
// is to all others what it was. To be decided is what changes, and what could be one with that; beside these
// is merged what could be one with them in turn. Of that, more may be near than is merged, but that could
// only keep it apart: where it matters, something is joined that is not so in the base, or was not before,
// and that is a change to go on from.
#pragma once

#include <banggiao/graph/merge_known.h>
#include <banggiao/graph/merge_state.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace banggiao::merging {

class Reach {
  public:
    using Nodes = std::set<std::string>;

    /// `known`: what is so before. It must outlive this.
    explicit Reach(const Known& known) : known_(known) {}

    /// Of these something else is told than before; what could be one with them is read already.
    void touch(const Nodes& nodes);
    /// Looks at the merges of a part. Linear in what is open, and in what could be one with that.
    void look(const State& before, const State& after);

    /// Nodes around which all is to be read that could be one with them; each is handed out once.
    Nodes take_around() { return std::exchange(around_, {}); }
    /// Nodes to be opened, that could be one with what is to be decided.
    Nodes take_beside() { return std::exchange(beside_, {}); }
    /// Whether the node of a key that is not known is to be decided: but for those only beside others it is.
    bool is_decided(const std::string& key) const;

  private:
    using Keys = std::vector<std::string>;
    /// What is open, by its keys: all keys that are one with it, in order.
    struct Made {
        explicit Made(const State& state);
        const Keys* with(const std::string& key) const;
        std::map<GroupId, Keys> by_root;
        std::unordered_map<std::string, const Keys*> by_key;
    };

    const std::string& node_of(const std::string& key) const;
    bool is_changed(const std::string& key, const Made& before, const Made& after) const;
    Nodes changed(const Made& before, const Made& after) const;

    const Known& known_;
    Nodes touched_, decided_, around_, beside_;
};

} // namespace banggiao::merging
