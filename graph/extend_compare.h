// Takes the index of a merge and that of a few articles alone. Hands out whether the places, bodies and
// people of these leave all that is decided as it is, and what they themselves are. Private to graph/.
#pragma once

#include <banggiao/graph/extend.h>
#include <banggiao/graph/merge_known.h>

namespace banggiao::merging {

struct Compared {
    Unsure unsure = Unsure::nothing;
    std::string about;
    std::vector<std::string> concerned;                    ///< keys that the doubt is about
    std::vector<std::string> moving;                       ///< of those, people's that leave or join others
    std::unordered_map<std::string, std::string> assigned; ///< nodes by new keys
    NotesChange notes;
    /// By folded name, pairs of its people that are newly one by way of other names.
    MergeIndex::Table<MergeIndex::Name::Pairs> alike;
    std::set<std::string> alike_compared; ///< all people who were decided anew by names alike
    std::set<std::string> unsettled;      ///< people who are not what they are known as without what goes
};

/// What each of the comparisons below works on.
struct Comparison {
    const KnownIndex& index;
    const MergeIndex& fresh;                ///< taken of the articles alone, with all that is known adopted
    std::unordered_set<std::string> judged; ///< keys that judgements name
    Compared result;
    /// Articles go and others come, and this is beside what is left in between: what its people are does not
    /// matter, but that they end as they are known.
    bool is_between = false;
    std::set<std::string> to_settle = {}; ///< people who are to be compared in any case
    /// Whom articles tell of that come or go for good, or that are put in again for their sake; null: all.
    const std::unordered_set<std::string>* in_question = nullptr;
    std::unordered_map<std::string, MergeIndex::Person> people =
        {}; ///< of the articles: all that is said of them
    /// By folded name the keys of its people, and the first of each node as offices alone make them.
    std::unordered_map<std::string, std::unordered_map<std::string, std::string>> by_offices = {};

    /// `others`: keys that it concerns too. `moving`: of those, people's that leave or join others.
    bool doubt(Unsure reason, const std::string& about, std::vector<std::string> others = {},
               std::vector<std::string> moving = {}) {
        result.unsure = reason;
        result.about = about;
        result.concerned = std::move(others);
        result.moving = std::move(moving);
        result.concerned.push_back(about);
        return false;
    }
    /// Whether all that is taken out and put in again of someone leaves them with others as they are.
    bool is_bystander(const std::string& person) const {
        return in_question && !in_question->contains(person) && index.person(person);
    }
    void note(std::string_view rule, std::vector<std::string> keys, std::string_view reason) {
        result.notes.new_decisions.push_back(decision_on(rule, std::move(keys), reason));
    }
    void unnote(std::string_view rule, std::vector<std::string> keys, std::string_view reason) {
        result.notes.gone_decisions.push_back(decision_on(rule, std::move(keys), reason));
    }
    /// The node of a key, known or assigned; of any other the key itself.
    const std::string& node_now(const std::string& key) const {
        if (auto given = result.assigned.find(key); given != result.assigned.end()) return given->second;
        const std::string* known = index.node(key);
        return known ? *known : key;
    }
};

// In their order; false once there is a doubt.
bool compare_places(Comparison& comparison); // extend_places.cpp
bool compare_bodies(Comparison& comparison); // extend_bodies.cpp
bool compare_people(Comparison& comparison); // extend_people.cpp
bool compare_seats(Comparison& comparison);  // extend_seats.cpp

/// The first key of the node that offices alone make of someone; the key itself for who is not known.
const std::string& first_by_offices(Comparison& comparison, const std::string& name,
                                    const std::string& key); // extend_people.cpp
/// What is said of someone with what more articles say.
void add_sightings(MergeIndex::Person& known, const MergeIndex::Person& more); // extend_people.cpp
/// Compares names alike in an office. REQUIRES: the articles' people are decided by their offices.
bool compare_alike(Comparison& comparison); // extend_alike.cpp
/// An office with what the articles say of it.
MergeIndex::Seat together(MergeIndex::Seat known, const MergeIndex::Seat& more); // extend_seats.cpp

} // namespace banggiao::merging
