// Takes keys of an index, as they are known and with new ones. Hands out which of them the merge's rules make
// one node, why, and whether the known ones stay what they are. Private to graph/.
#pragma once

#include <banggiao/graph/extend_compare.h>
#include <banggiao/graph/least_roots.h>

#include <vector>

namespace banggiao::merging {

/// Keys by number in their order, and joins of them as the rules ask for them.
class JoinedKeys {
  public:
    using Key = MergeIndex::Key;
    using Who = std::uint32_t;

    JoinedKeys() = default;
    /// REQUIRES: in order, each once.
    explicit JoinedKeys(std::vector<Key> keys) : keys_(std::move(keys)), roots_(keys_.size()) {}

    const std::vector<Key>& keys() const { return keys_; }
    Who size() const { return static_cast<Who>(keys_.size()); }
    const Key& key(Who who) const { return keys_[who]; }
    std::optional<Who> find(const Key& key) const;

    Who root(Who who) const { return roots_.root(who); }
    void unite(Who a, Who b) { roots_.unite(a, b); }
    bool join(Who a, Who b, const char* rule, const std::string& reason);
    void note(const char* rule, const std::vector<Who>& several, const char* reason);
    void note_each(const char* rule, Who who, const std::vector<Who>& others, const char* reason);
    const std::vector<MergeDecision>& notes() const { return notes_; }

  private:
    std::vector<Key> keys_;
    LeastRoots<Who> roots_;
    std::vector<MergeDecision> notes_;
};

/// What is not one with the same keys as the index has it, before or after. `before`: keys that the index
/// has; `after`: those and more.
std::vector<JoinedKeys::Key> changed_of(const KnownIndex& index, const JoinedKeys& before,
                                        const JoinedKeys& after);
/// The same, told apart.
struct ChangedKeys {
    std::vector<JoinedKeys::Key> before, after;
};
ChangedKeys changed_keys(const KnownIndex& index, const JoinedKeys& before, const JoinedKeys& after);
/// Of what changes, the keys that leave what they are one with, or join it: all but those told most often, as
/// which the node can stay.
std::vector<JoinedKeys::Key> moving_keys(const KnownIndex& index, const JoinedKeys& before,
                                         const JoinedKeys& after);

/// Takes the decisions into what is found: those without the new keys are gone, those with them made.
void take_notes(Comparison& comparison, const JoinedKeys& before, const JoinedKeys& after);

/// Says of new keys that are not alone which node they are. A place or body whose name would be another is a
/// doubt: what is known of it goes by its name. REQUIRES: known keys stay what they are.
bool assign_new(Comparison& comparison, const JoinedKeys& after);

} // namespace banggiao::merging
