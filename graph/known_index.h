// Takes the index of a merge as bytes, as they lie in a mapped file. Hands out what it says of a key, each
// entry read and verified when it is first asked for. Private to graph/.
//
// The bytes: a header; the offset and checksum of each page; the pages. An entry lies in the page that the
// hash of its key says, and a page is verified before anything in it is found or found missing.
#pragma once

#include <banggiao/graph/index_patch.h>
#include <banggiao/graph/merge_index.h>

#include <deque>
#include <optional>
#include <span>
#include <string_view>

namespace banggiao {

/// Equal indices give equal bytes.
std::string encode(const MergeIndex& index);

class KnownIndex {
  public:
    using Key = MergeIndex::Key;
    using Node = MergeIndex::Node;
    using Keys = std::vector<Key>;

    /// Nothing if the header or the table of pages is damaged or of another version. The bytes must outlive
    /// it, and so must the patch. `vertices`: how many the graph has.
    static std::optional<KnownIndex> open(std::span<const std::byte> bytes, std::uint32_t vertices,
                                          const IndexPatch* patch = nullptr);
    /// Whether a page met so far is damaged: then nothing it said is to be trusted.
    bool is_damaged() const { return is_damaged_; }
    /// Whether that is what it says under a name; empty: nothing. Patches speak of entries so.
    bool says(const std::string& name, std::string_view bytes) const {
        return entry_bytes(name).value_or(std::string_view()) == bytes;
    }
    /// Whether every page is as it was written.
    bool is_whole() const;

    /// The index as it is without some of its articles. `less`: taken of these alone, with all that is known
    /// adopted. `renamed`: what nodes are called then whose least key goes. Both, and this, must outlive what
    /// is handed out.
    KnownIndex without(const MergeIndex& less, const std::map<Node, Node>& renamed) const;

    // Null: it has none. Pointers stay valid. Each verifies at most one page and reads one entry.
    const MergeIndex::Place* place(const Key& key) const { return find(places_, 'p', key); }
    const Keys* place_block(const std::string& block) const { return find(lists_, 'P', block); }
    const MergeIndex::Body* body(const Key& key) const { return find(bodies_, 'b', key); }
    const Keys* of_identity(const std::string& identity) const { return find(lists_, 'B', identity); }
    const Keys* of_alias(const std::string& identity) const { return find(lists_, 'A', identity); }
    const MergeIndex::Person* person(const Key& key) const { return find(people_, 'o', key); }
    const MergeIndex::Name* name(const std::string& folded) const { return find(names_, 'O', folded); }
    const MergeIndex::Seat* seat(const Node& body, const std::string& title) const {
        return find(seats_, 's', body + '\n' + title);
    }
    const Node* node(const Key& key) const {
        const auto* named = find(named_, 'n', key);
        return named ? &named->node : nullptr;
    }
    /// Where the node of a key lies in the graph of all articles, those that do not count among them.
    std::optional<std::uint32_t> vertex(const Key& key) const;
    /// The keys of a node, likewise, in order; none if nothing mentions it.
    Keys all_keys(const Node& node) const;
    const std::string* first_with_text(const std::string& sha256) const { return find(texts_, 't', sha256); }
    const Keys* assumed(const std::string& province) const { return find(lists_, 'a', province); }
    const MergeIndex::Said* said(const Node& node) const { return find(said_, 'x', node); }
    const MergeIndex::EdgeSaid* edge_said(const std::string& edge) const {
        return find(edge_said_, 'X', edge);
    }
    const MergeIndex::Tellings* told(const Key& key) const { return find(told_, 'T', key); }
    const MergeIndex::Holding* holding(const Node& body, const std::string& title, const Key& key) const {
        return find(holdings_, 'h', body + '\n' + title + '\n' + key);
    }
    bool is_repeated_text(const std::string& sha256) const { return find(numbers_, 'R', sha256) != nullptr; }
    bool is_one_article_pair(const std::string& pair) const { return one_article_pairs(pair) > 0; }
    /// How often an article tells of a pair so.
    std::uint32_t one_article_pairs(const std::string& pair) const { return number('2', pair); }
    /// How often articles state of someone a meeting without event.
    std::uint32_t met_outright(const Key& key) const { return number('m', key); }
    /// How often an event or agreement is told so, or two are by one article.
    std::uint32_t tellings(const std::string& telling) const { return number('e', telling); }
    /// Whether that is told with hosts as guests.
    bool is_turned(const std::string& telling) const { return find(numbers_, 'u', telling) != nullptr; }
    bool is_crowded(const Node& who) const { return find(numbers_, 'd', who) != nullptr; }
    const Keys* conventions(const std::string& title) const { return find(lists_, 'c', title); }

    /// What must be there; where it is not, the index is damaged, and an empty one is handed out.
    template <typename T>
    const T& sure(const T* found) const {
        static const merging::NameForms no_name;
        static const T empty = [] {
            T made{};
            if constexpr (std::is_same_v<T, MergeIndex::Person>) made.forms = &no_name;
            return made;
        }();
        is_damaged_ = is_damaged_ || !found;
        return found ? *found : empty;
    }

  private:
    template <typename T>
    using Cache = std::unordered_map<std::string, std::optional<T>>;

    template <typename T>
    const T* find(Cache<T>& cache, char table, const std::string& key) const;
    /// 0 where it has none.
    std::uint32_t number(char table, const std::string& key) const {
        const auto* count = find(numbers_, table, key);
        return count ? *count : 0;
    }

    // Takes out of an entry what `less_` says of it; whether anything is left. known_index_less.cpp
    bool left(char table, const std::string& key, MergeIndex::Tellings& tellings) const;
    bool left(char table, const std::string& key, MergeIndex::Place& place) const;
    bool left(char table, const std::string& key, MergeIndex::Body& body) const;
    bool left(char table, const std::string& key, MergeIndex::Person& person) const;
    bool left(char table, const std::string& name, MergeIndex::Seat& seat) const;
    bool left(char table, const std::string& name, MergeIndex::Holding& told) const;
    bool left(char table, const std::string& folded, MergeIndex::Name& name) const;
    bool left(char table, const std::string& name, Keys& keys) const;
    bool left(char table, const std::string& key, MergeIndex::Named& named) const;
    bool left(char, const std::string&, std::string&) const { return true; }
    bool left(char table, const std::string& name, std::uint32_t& number) const;
    bool left(char, const std::string&, MergeIndex::Said&) const { return true; }
    bool left(char, const std::string&, MergeIndex::EdgeSaid&) const { return true; }
    bool is_told(const Key& key) const;                   ///< by any article that is left
    const MergeIndex::Named* named(const Key& key) const; ///< among all articles
    /// The bytes of a page, verified; nothing if it is damaged.
    std::optional<std::span<const std::byte>> page(std::size_t number) const;
    std::optional<std::string_view> entry_bytes(const std::string& name) const;

    std::span<const std::byte> bytes_;
    const IndexPatch* patch_ = nullptr;             ///< null: none
    const KnownIndex* whole_ = nullptr;             ///< of this the rest is shown
    const MergeIndex* less_ = nullptr;              ///< of articles that do not count
    const std::map<Node, Node>* renamed_ = nullptr; ///< with it
    std::uint64_t page_count_ = 0;
    std::uint32_t vertices_ = 0;
    mutable std::vector<bool> verified_;
    mutable bool is_damaged_ = false;
    mutable std::deque<merging::NameForms> forms_;
    mutable Cache<MergeIndex::Place> places_;
    mutable Cache<Keys> lists_;
    mutable Cache<MergeIndex::Body> bodies_;
    mutable Cache<MergeIndex::Person> people_;
    mutable Cache<MergeIndex::Name> names_;
    mutable Cache<MergeIndex::Seat> seats_;
    mutable Cache<MergeIndex::Named> named_;
    mutable Cache<std::string> texts_;
    mutable Cache<std::uint32_t> numbers_;
    mutable Cache<MergeIndex::Said> said_;
    mutable Cache<MergeIndex::EdgeSaid> edge_said_;
    mutable Cache<MergeIndex::Tellings> told_;
    mutable Cache<MergeIndex::Holding> holdings_;
};

} // namespace banggiao
