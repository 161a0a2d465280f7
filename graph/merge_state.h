// Takes the digests of all articles. Hands out what the stages of the merge share: names folded once,
// mentions and edges in one array each, the groups of mentions and which of them are one node. Private to
// graph/.
//
// A stage makes the groups of one kind of thing (equal keys are one group), then joins groups. Whatever
// decides reads only the set of facts, and joins are made in an order given by keys: so neither the order of
// the input matters nor that of articles.
#pragma once

#include <banggiao/graph/digest.h>
#include <banggiao/graph/merge_decisions.h>
#include <banggiao/graph/partial_date.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace banggiao {
struct MergeIndex;
} // namespace banggiao

namespace banggiao::merging {

struct Known;

using GroupId = std::uint32_t;
using LocalId = std::uint32_t;
inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// A name's foldings.
struct NameForms {
    std::string slug;   ///< for keys: words with their marks, joined by hyphens, abbreviations written out
    std::string exact;  ///< marks kept, i/y and punctuation folded
    std::string key;    ///< name_key: without marks
    std::string folded; ///< only case and tone place: the same as written
};

/// Folds each name once. References stay valid.
class Names {
  public:
    const NameForms& of(std::string_view name);

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
    };
    std::unordered_map<std::string, NameForms, Hash, std::equal_to<>> known_;
};

/// Equal but for marks that one of them does not write at all (`Bui Thanh Son`).
bool same_but_for_lost_marks(const NameForms& a, const NameForms& b);

/// Names of one key can be folded in more than one way: of several the least.
void take_least(const NameForms*& known, const NameForms* more);

/// Words of a name joined by hyphens, as keys have them.
std::string slug_of(std::string_view name);

/// A decision, its keys in order and each once.
MergeDecision decision_on(std::string_view rule, std::vector<std::string> keys, std::string_view reason);

/// Groups of mentions and the nodes they form: union-find under `different` judgements.
class Groups {
  public:
    explicit Groups(std::span<const Judgement> judgements);

    /// The group of a key, made if it is new.
    GroupId intern(const std::string& key);
    std::optional<GroupId> find(const std::string& key) const;
    const std::string& key(GroupId group) const { return *keys_[group]; }
    std::size_t size() const { return keys_.size(); }

    /// The group that stands for its node: the one with the least key.
    GroupId root(GroupId group) const;
    /// The key that a node's id is made from.
    const std::string& node(GroupId group) const { return key(root(group)); }
    void sort_by_key(std::vector<GroupId>& groups) const;
    /// Joins to be made: each pair once, the lesser key first, in order of keys.
    using Pairs = std::vector<std::pair<GroupId, GroupId>>;
    void sort_by_keys(Pairs& pairs) const;
    /// Two groups with a common tag never become one node (two events told apart by one article).
    void tag(GroupId group, std::uint32_t tag);
    bool share_tag(GroupId a, GroupId b) const;
    /// Those of some, each of another node, that share a tag with no other of them. Linear in their tags.
    std::vector<GroupId> without_common_tags(const std::vector<GroupId>& groups) const;
    /// Makes two groups one node and notes why, unless a judgement or a tag forbids it. True if they are one
    /// then.
    bool join(GroupId a, GroupId b, std::string_view rule, std::string_view reason);
    /// Makes two groups one node that are known to be.
    void unite(GroupId a, GroupId b);
    /// Notes a decision that joins nothing.
    void note(std::string_view rule, std::vector<GroupId> groups, std::string_view reason);
    /// Notes of a group and each of several others that it could be, but is not known to be.
    void note_each(std::string_view rule, GroupId group, std::span<const GroupId> others,
                   std::string_view reason);
    /// Applies the `same` judgements both of whose keys are groups of this kind (`official/` …).
    void apply_judgements(std::string_view prefix);

    std::vector<MergeDecision> take_decisions();

  private:
    struct Side {
        std::uint32_t judgement;
        bool second;
    };
    bool judged_different(GroupId a, GroupId b) const;

    std::span<const Judgement> judgements_;
    std::unordered_map<std::string, GroupId> ids_;
    std::vector<const std::string*> keys_;
    mutable std::vector<GroupId> parents_;
    std::unordered_map<std::string, std::vector<Side>> apart_by_key_;
    std::unordered_map<GroupId, std::vector<Side>> apart_;         ///< by root
    std::unordered_map<GroupId, std::vector<std::uint32_t>> tags_; ///< by root, sorted
    std::vector<MergeDecision> decisions_;
};

using Kind = Digest::NodeKind;
using EdgeKind = Digest::EdgeKind;

/// One node of one article.
struct Local {
    const Digest::Node* node;
    const NameForms* forms;
    std::uint32_t article;
    GroupId group;
    Kind kind;
    bool inferred = false; ///< named by an office alone: who it was follows from other articles
};

/// One edge of one article.
struct LocalEdge {
    const Digest::Edge* edge;
    LocalId from;
    LocalId to;
    std::uint32_t article;
    EdgeKind kind;

    /// The text of a property; empty if it is not there.
    std::string_view text(std::string_view key) const {
        return property(edge->properties, key).value_or(std::string_view());
    }
};

/// An article as the merge sees it. Articles are sorted by id.
struct LocalArticle {
    const Digest* digest;
    LocalId first;           ///< its mentions are [first, first of the next)
    std::uint32_t same_text; ///< the first article with this text: counted once
    std::optional<PartialDate> published;
    std::int32_t day = 0; ///< yyyymmdd it tells of: published, else its latest dated event; 0 unknown
};

struct State {
    /// `folded`: names to share with other merges; null: its own.
    State(std::span<const Digest* const> digests, std::span<const Judgement> judgements,
          Names* folded = nullptr);

    std::vector<LocalArticle> articles;
    std::vector<Local> locals;
    std::vector<LocalEdge> edges;                          ///< by article
    std::vector<std::pair<LocalId, std::string>> tellings; ///< of events in order: short for how it is told
    Names own_names;
    Names& names;
    Groups groups;
    std::vector<Conflict> conflicts;
    const Known* known = nullptr; ///< decisions to be taken as they are; null: all are to be made
    MergeIndex* index = nullptr;  ///< what is to be noted for later articles; null: nothing
    /// Events and agreements that could be one: the first is to be decided, the other may be known.
    std::vector<std::pair<GroupId, GroupId>> near;
    bool is_uncertain = false; ///< what is known does not suffice to decide

    std::span<const Local> locals_of(std::uint32_t article) const;
    std::string_view article_id(std::uint32_t article) const { return articles[article].digest->id; }
    /// What marks a key as one article's own, for things that nothing firmer identifies.
    std::string article_mark(std::uint32_t article) const;
    GroupId root_of(LocalId local) const { return groups.root(locals[local].group); }
    const std::string& key_of(LocalId local) const { return groups.key(locals[local].group); }
    /// The name of a node: its least key, or in a partial merge the one that the base knows it by.
    const std::string& node_of(GroupId group) const;
    /// How an event is told, in short; empty if that is its article's own way, or it is none.
    std::string_view telling_of(LocalId local) const;
    /// Makes one node of what is known to be one, from a group on, bringing in its other keys.
    void adopt_known();
};

/// Takes a day into the first and last of several; 0 is unknown.
void see_day(std::int32_t& first, std::int32_t& last, std::int32_t day);

/// A key without its kind: `VN-13` of `province/VN-13`.
std::string_view tail(std::string_view key);
/// Whether a place's code says that it lies in the country: `VN-13` and `RU/moskva`, in `VN` and `RU`.
bool is_code_within(std::string_view code, std::string_view country);

/// Where a place or the body of an office lies, as far as it tells people of one name apart.
struct Jurisdictions {
    std::vector<GroupId>
        of_group; ///< by group of an organisation or place: the province, region or country; none
    /// The root of it; none for Việt Nam as a whole and for bodies that serve no place.
    GroupId of(const State& state, GroupId group) const;
    std::vector<GroupId> containers; ///< by group of a place: the group it lies in; none
};

/// Why provinces are read as those of before the reform: articles without a date, in order, some twice.
std::string reason_to_assume(std::vector<std::string_view> articles); // merge_places.cpp

// The stages, in their order; each in a file of its own.
void group_places(State& state, Jurisdictions& jurisdictions);          // merge_places.cpp
void group_organizations(State& state, Jurisdictions& jurisdictions);   // merge_organizations.cpp
void group_officials(State& state, const Jurisdictions& jurisdictions); // merge_officials.cpp
void group_events(State& state, const Jurisdictions& jurisdictions);    // merge_events.cpp
void group_agreements(State& state);                                    // merge_agreements.cpp
void find_conflicts(State& state);                                      // merge_conflicts.cpp

/// All of them.
void run_stages(State& state); // merge.cpp

} // namespace banggiao::merging
