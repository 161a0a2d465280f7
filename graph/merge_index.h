// Takes what the stages of a merge decided. Hands out MergeIndex: what a few more articles must be compared
// with to know that they change none of it. Private to graph/. Nodes are named by their least key.
#pragma once

#include <banggiao/graph/merge_people.h>

#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace banggiao {

struct MergeIndex {
    using Key = std::string;  ///< of a group
    using Node = std::string; ///< the least key of a node
    using Article = std::string;
    template <typename T>
    using Table = std::unordered_map<std::string, T>;

    using Counts = std::map<std::string, int>;
    using Days = std::map<std::int32_t, std::uint32_t>; ///< how often each is told; 0: unknown
    /// How often what makes up the entry of a key is said: so that what one article says of it can be taken
    /// out again.
    struct Tellings {
        std::uint32_t mentions = 0;
        Counts blocks, containers;          ///< of a place
        Counts served;                      ///< of a body: places
        Counts aliases;                     ///< of a body: their identities
        Counts forms;                       ///< of a person: names as they are folded
        Counts titles, loose, surroundings; ///< of a person
        Days days;                          ///< of a person
    };
    /// How often a holder of a seat is told.
    struct Holding {
        std::uint32_t statements = 0;
        Days telling;   ///< in an office that tells people apart
        Days in_office; ///< not as a former holder
    };

    struct Place {
        std::set<std::string> blocks; ///< prefix and folded name: those that can be one share a block
        std::string level;
        Key container;
        bool coded = false;
        bool has_container() const { return !container.empty(); }
        bool operator==(const Place&) const = default;
    };
    struct Body {
        std::string core;
        Key place;
        std::string identity; ///< folded name and place: bodies of one identity are one
        bool article_only = false;
        std::set<std::string> aliases; ///< their identities
    };
    struct Person : merging::PersonOf<Node> {
        std::string body; ///< the node of the body of the key's office; empty if none
        std::uint32_t sightings = 0;
        std::set<std::pair<Node, std::string>> seats; ///< where the office tells people apart: body and title
    };
    /// People of one folded name, in order of their keys, and pairs of them, the lesser key first.
    struct Name {
        using Pairs = std::vector<std::pair<Key, Key>>;
        std::vector<Key> keys;
        Pairs one_article; ///< given to one person by an article
        Pairs alike;       ///< one person by way of other names, alike in an office
    };
    /// A name with its body in one office.
    struct Holder {
        std::uint32_t sightings = 0; ///< in an office that tells people apart
        std::int32_t first_day = 0, last_day = 0;
        std::int32_t first_in_office = 0, last_in_office = 0; ///< not as a former holder; 0: never
        const merging::NameForms* forms = nullptr;
        Holding told;
    };
    struct Seat {
        std::map<Key, Holder> holders;
        std::vector<std::pair<Key, std::int32_t>> inferred; ///< named by the office alone, and the day
    };

    /// What articles say of a node that many mention, and how often.
    struct Said {
        Counts labels, titles;
        Counts names, others, offices; ///< equal texts count once: what only repeated ones say 0 times
        std::map<std::string, Counts> properties;
        bool has_repeated = false; ///< some of it in an article whose text another has
    };

    struct EdgeSaid {
        std::map<std::string, Counts> properties;
        Counts dates; ///< when it was seen
        std::uint32_t statements = 0;
        std::uint32_t named = 0; ///< statements that name both ends
    };

    /// What a key is of.
    struct Named {
        static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();
        Node node;
        std::uint32_t vertex = nowhere; ///< in the graph; nowhere if nothing mentions it
        std::vector<Key> others;        ///< of the least key: those beside it, in order
    };

    /// Nothing is null in what these hand out; absent: none.
    Table<Place> places;
    Table<std::vector<Key>> place_blocks;
    Table<Body> bodies;
    Table<std::vector<Key>> identities;
    Table<std::vector<Key>> aliases; ///< bodies by the identities of other forms of their names
    Table<Person> people;
    Table<Name> names;                      ///< by folded name
    Table<Tellings> told;                   ///< by key of a place, body or person
    Table<std::uint32_t> one_article_pairs; ///< of people's keys, and how often they are told
    Table<std::uint32_t>
        met_outright; ///< by a person's key: how often articles state a meeting without event
    std::map<std::pair<Node, std::string>, Seat> seats; ///< by body and title
    Table<Named> nodes;                                 ///< by key, articles too
    std::unordered_set<Node> crowded; ///< took part in more events of a day or visit than are compared
    Table<Article> texts;             ///< the first article with each text
    std::unordered_set<std::string> repeated_texts;      ///< of several articles
    std::map<std::string, std::vector<Article>> assumed; ///< undated articles by the province they name
    /// By what is short for an event or agreement as it is told, or for two of one article: how often.
    Table<std::uint32_t> tellings;
    std::unordered_set<std::string> turned; ///< of those, events told with hosts as guests
    Table<std::vector<Node>> conventions;   ///< agreements by the title of a convention, in order
    Table<Said> said;                       ///< by node
    Table<EdgeSaid> edge_said;              ///< by name of an edge between two such nodes

    // Of a part of the articles only.

    /// Two events or agreements of one article that could have to do with each other.
    struct Beside {
        Key one, other;
        std::string telling;      ///< of both; empty: the article's own
        bool is_by_title = false; ///< a title alone could make them one with others
    };
    Table<std::set<std::string>> told_by; ///< events and agreements by key: tellings; "": an article's own
    std::vector<Beside> beside;
    Table<std::set<Key>> by_name; ///< by event: who is told there by name alone
    std::unordered_set<Key> lone; ///< of those, that nothing said could join to another
};

/// Takes numbers out of others; what none is left of is in them no more. False if there are not so many.
template <typename Key, typename Number>
bool take_counts(std::map<Key, Number>& counts, const std::map<Key, Number>& less) {
    for (const auto& [what, count] : less) {
        auto known = counts.find(what);
        if (known == counts.end() || known->second < count) return false;
        known->second -= count;
        if (known->second == 0) counts.erase(known);
    }
    return true;
}

} // namespace banggiao
