// Takes two indices. Hands out what the smaller one means beside the larger: rule by rule, that nothing known
// changes, and which of the new keys are someone known.
#include <banggiao/graph/extend_compare.h>
#include <banggiao/graph/merge_spellings.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Node = MergeIndex::Node;
using Person = MergeIndex::Person;

class Comparing {
  public:
    Comparing(const KnownIndex& index, const MergeIndex& fresh) : index_(index), fresh_(fresh) {}

    Compared run() {
        bool certain = places() && bodies() && people() && seats() && order();
        if (!certain && compared_.unsure == Unsure::nothing) compared_.unsure = Unsure::person_new;
        return std::move(compared_);
    }

  private:
    bool doubt(Unsure reason, const std::string& about) {
        compared_.unsure = reason;
        compared_.about = about;
        return false;
    }

    void note(std::string_view rule, std::vector<Key> keys, std::string_view reason) {
        compared_.notes.new_decisions.push_back(decision_on(rule, std::move(keys), reason));
    }
    void unnote(std::string_view rule, std::vector<Key> keys, std::string_view reason) {
        compared_.notes.gone_decisions.push_back(decision_on(rule, std::move(keys), reason));
    }

    // Places: known ones as they are known, or new ones that nothing shares a name with.

    bool places() {
        std::set<std::string> new_blocks;
        for (const auto& [key, place] : fresh_.places) {
            if (const auto* known = index_.place(key)) {
                if (known->first < place.first) continue;
                MergeIndex::Place same = place;
                same.first = known->first;
                if (same != *known || !keeps_its_place(index_.sure(index_.place_block(known->block)),
                                                       first_of_place, key, place.first))
                    return doubt(Unsure::order, key);
            } else if (index_.place_block(place.block) || !new_blocks.insert(place.block).second) {
                return doubt(Unsure::place_name, key);
            }
        }
        for (const auto& [code, articles] : fresh_.assumed) assume(code, articles);
        return true;
    }

    /// Whether something that an earlier article now names keeps its place in the order of some.
    template <typename FirstOf>
    bool keeps_its_place(const std::vector<Key>& keys, const FirstOf& first_of, const Key& key,
                         const std::string& article) const {
        const std::string& first = first_of(index_, key);
        return std::none_of(keys.begin(), keys.end(), [&](const Key& other) {
            const std::string& theirs = first_of(index_, other);
            return other != key && article <= theirs && theirs <= first;
        });
    }
    static const std::string& first_of_place(const KnownIndex& index, const Key& key) {
        return index.sure(index.place(key)).first;
    }
    static const std::string& first_of_body(const KnownIndex& index, const Key& key) {
        return index.sure(index.body(key)).first;
    }
    static const std::string& first_of_person(const KnownIndex& index, const Key& key) {
        return index.sure(index.person(key)).first;
    }

    void assume(const std::string& code, const std::vector<std::string>& more) {
        const auto* known = index_.assumed(code);
        std::vector<std::string_view> ids;
        std::vector<Key> keys{"province/" + code};
        if (known) ids.assign(known->begin(), known->end());
        if (!ids.empty()) unnote("place.assumed-old-province", keys, reason_to_assume(ids));
        ids.insert(ids.end(), more.begin(), more.end());
        std::sort(ids.begin(), ids.end());
        note("place.assumed-old-province", keys, reason_to_assume(ids));
    }

    // Bodies: known ones as they are known, or new ones whose names and aliases nothing else bears.

    bool bodies() {
        std::set<std::string> new_names;
        for (const auto& [key, body] : fresh_.bodies) {
            const auto* known = index_.body(key);
            if (known ? !known_body(key, body, *known) : !new_body(key, body)) return false;
            if (!known && !new_names.insert(body.identity).second && !body.article_only)
                return doubt(Unsure::body_name, key);
        }
        for (const auto& [key, body] : fresh_.bodies)
            for (const std::string& alias : body.aliases)
                if (new_names.contains(alias) && alias != body.identity) return doubt(Unsure::alias, key);
        return true;
    }

    bool known_body(const Key& key, const MergeIndex::Body& body, const MergeIndex::Body& known) {
        if (body.place != known.place || body.core != known.core || body.article_only != known.article_only)
            return doubt(Unsure::body_name, key);
        const Node& node = index_.sure(index_.node(key));
        if (body.first < known.first) {
            bool keeps = !index_.has_alike_names(node);
            if (const auto* same = index_.of_identity(known.identity); same && !known.article_only)
                keeps = keeps && keeps_its_place(*same, first_of_body, key, body.first);
            for (const std::string& alias : known.aliases)
                keeps = keeps &&
                        keeps_its_place(index_.sure(index_.of_alias(alias)), first_of_body, key, body.first);
            if (!keeps) return doubt(Unsure::order, key);
            compared_.unranked.insert(node);
        }
        for (const std::string& alias : body.aliases) {
            if (known.aliases.contains(alias)) continue;
            const auto* bearing = index_.of_identity(alias);
            if (bearing && !bearing->empty() && index_.sure(index_.node(bearing->front())) != node)
                return doubt(Unsure::alias, key);
        }
        return true;
    }

    bool new_body(const Key& key, const MergeIndex::Body& body) {
        if (index_.node(key)) return doubt(Unsure::body_name, key);
        if (!body.article_only && index_.of_identity(body.identity)) return doubt(Unsure::body_name, key);
        if (index_.of_alias(body.identity)) return doubt(Unsure::alias, key);
        for (const std::string& alias : body.aliases)
            if (alias != body.identity && index_.of_identity(alias)) return doubt(Unsure::alias, key);
        return true;
    }

    // People, name by name.

    bool people() {
        for (const auto& [key, person] : fresh_.people) {
            const Person* known = index_.person(key);
            if (person.forms_differ || (known && known->forms_differ))
                return doubt(Unsure::name_spelled, key);
            if (known &&
                (known->forms->exact != person.forms->exact || known->forms->key != person.forms->key))
                return doubt(Unsure::name_spelled, key);
            count(key, person, known);
            Person sum = known ? together(*known, person) : person;
            sums_.emplace(key, std::move(sum));
        }
        for (const auto& [name, keys] : fresh_.names_shared)
            if (!one_name(name, keys)) return false;
        return true;
    }

    void count(const Key& key, const Person& person, const Person* known) {
        const char* rule = person.firm ? "official.same-office" : "official.same-body";
        const auto reason = [](std::uint32_t count) {
            return "the same name and body in " + std::to_string(count) + " articles";
        };
        std::uint32_t before = known ? known->sightings : 0;
        if (before > 1) unnote(rule, {key}, reason(before));
        if (before + person.sightings > 1) note(rule, {key}, reason(before + person.sightings));
    }

    static Person together(Person known, const Person& more) {
        known.jurisdictions.insert(more.jurisdictions.begin(), more.jurisdictions.end());
        known.surroundings.insert(more.surroundings.begin(), more.surroundings.end());
        known.titles.insert(more.titles.begin(), more.titles.end());
        known.loose.insert(more.loose.begin(), more.loose.end());
        known.high = known.high || more.high;
        known.see(more.first_day);
        known.see(more.last_day);
        return known;
    }

    bool one_name(const std::string& name, const std::vector<Key>& keys) {
        const auto* known = index_.of_name(name);
        static const std::vector<Key> nobody;
        const std::vector<Key>& others = known ? *known : nobody;
        std::vector<Key> new_keys;
        for (const Key& key : keys) {
            if (!index_.person(key)) {
                new_keys.push_back(key);
            } else if (!known_person(key, others)) {
                return false;
            }
        }
        if (!pairs_of(keys)) return false;
        if (new_keys.empty()) return true;
        if (new_keys.size() > 1) return several_new(new_keys, others);
        if (others.empty()) return true;
        if (keys.size() > 1) return doubt(Unsure::person_new, new_keys.front());
        const Key& key = new_keys.front();
        return sums_.at(key).firm ? new_firm(key, others) : new_vague(key, others);
    }

    /// Keys that one article gives one person: all new, or so given before.
    bool pairs_of(const std::vector<Key>& keys) {
        for (const Key& one : keys)
            for (const Key& other : keys) {
                std::string pair = one + "\n" + other;
                if (!fresh_.one_article_pairs.contains(pair) || index_.is_one_article_pair(pair)) continue;
                bool both_new = !index_.person(one) && !index_.person(other);
                if (!both_new) return doubt(Unsure::one_article, other);
            }
        return true;
    }

    /// New keys of one name: only if an article says that they are one person, and nobody else bears it.
    bool several_new(const std::vector<Key>& keys, const std::vector<Key>& others) {
        if (!others.empty()) return doubt(Unsure::person_new, keys.front());
        const Key& least = *std::min_element(keys.begin(), keys.end());
        for (const Key& key : keys) {
            if (key == least) continue;
            if (!fresh_.one_article_pairs.contains(least + "\n" + key)) return doubt(Unsure::person_new, key);
            note("official.one-article", {least, key}, "one article gives one person both offices");
        }
        for (const Key& key : keys) compared_.assigned[key] = least;
        return true;
    }

    /// More sightings of someone known: nothing changes between them and others of the name.
    bool known_person(const Key& key, const std::vector<Key>& others) {
        const Person& known = index_.sure(index_.person(key));
        const Person& sum = sums_.at(key);
        bool is_first = fresh_.people.at(key).first < known.first;
        if (is_first) compared_.unranked.insert(index_.sure(index_.node(key)));
        if (others.size() < 2) return true;
        if (is_first && !keeps_its_place(others, first_of_person, key, fresh_.people.at(key).first))
            return doubt(Unsure::order, key);
        for (const Key& other : others) {
            if (other == key) continue;
            auto theirs = sums_.find(other);
            const Person& now = theirs == sums_.end() ? index_.sure(index_.person(other)) : theirs->second;
            const Person& before = index_.sure(index_.person(other));
            if (relation(key, known, other, before) != relation(key, sum, other, now))
                return doubt(Unsure::person_changed, key);
        }
        return true;
    }

    /// All that the merge asks of two people of one name.
    std::vector<bool> relation(const Key& a, const Person& one, const Key& b, const Person& other) const {
        bool near_places = share(one.surroundings, other.surroundings);
        return {career(one, other),
                share(one.jurisdictions, other.jurisdictions),
                one.jurisdictions.empty(),
                one.firm && other.firm && holds_same_title(a, one, b, other),
                one.firm && other.firm && holds_same_title(b, other, a, one),
                !one.firm && other.firm && agrees(one, other),
                one.firm && !other.firm && agrees(other, one),
                !one.firm && !other.firm && near_places && are_near(one, other),
                !one.firm && !other.firm && near_places};
    }

    /// Whether two firm ones of a name are joined for their offices.
    static bool career(const Person& a, const Person& b) {
        if (!a.firm || !b.firm || !can_be_one_career(a, b)) return false;
        if (share(a.jurisdictions, b.jurisdictions)) return true;
        if (!a.jurisdictions.empty() || !b.jurisdictions.empty()) return false;
        return (!a.body.empty() && a.body == b.body) || (a.high && b.high);
    }

    /// The node of a known key of someone.
    const Node& node_of(const Key& key) const { return index_.sure(index_.node(key)); }

    /// Someone named without a telling office: the one person known whom they can be, or nobody known.
    bool new_vague(const Key& key, const std::vector<Key>& others) {
        const Person& person = sums_.at(key);
        std::map<Node, Key> nodes; // the first key of each
        std::set<Node> answered;
        for (const Key& other : others) {
            const Person& theirs = index_.sure(index_.person(other));
            if (!theirs.firm) continue;
            answered.insert(node_of(other));
            if (agrees(person, theirs)) nodes.emplace(node_of(other), other);
        }
        if (nodes.size() == 1) {
            compared_.assigned[key] = nodes.begin()->first;
            note("official.only-candidate", {nodes.begin()->second, key},
                 "the only known person of this name whose places and dates agree");
            return true;
        }
        for (const auto& [node, other] : nodes)
            note("official.kept-apart", {key, other}, "several people of this name agree with it");
        for (const Key& other : others) {
            const Person& theirs = index_.sure(index_.person(other));
            if (!theirs.firm && !answered.contains(node_of(other)) &&
                share(person.surroundings, theirs.surroundings))
                return doubt(Unsure::person_new, key);
        }
        return true;
    }

    /// A new office under a known name: of someone known who can hold it, or of somebody else.
    bool new_firm(const Key& key, const std::vector<Key>& others) {
        const Person& person = sums_.at(key);
        const Key* same = nullptr; // the first one it is
        bool is_last = true;
        for (const Key& other : others) {
            const Person& theirs = index_.sure(index_.person(other));
            if (theirs.firm && theirs.first > person.first) is_last = false;
            if (!same && career(person, theirs)) same = &other;
        }
        if (same && !is_last) return doubt(Unsure::order, key);
        if (same && !joins_only(key, *same, others)) return doubt(Unsure::person_new, key);
        for (const Key& other : others) {
            const Person& theirs = index_.sure(index_.person(other));
            bool is_same = same && node_of(other) == node_of(*same);
            bool asks = theirs.firm ? holds_same_title(key, person, other, theirs) ||
                                          holds_same_title(other, theirs, key, person)
                                    : agrees(theirs, person);
            if (asks && (!is_same || !theirs.firm)) return doubt(Unsure::person_new, key);
        }
        tell_apart(key, person, same, others);
        return true;
    }

    /// Whether a new office joins one node, all of whose offices are of one place: so that no later rule made
    /// it.
    bool joins_only(const Key& key, const Key& same, const std::vector<Key>& others) const {
        const Person& person = sums_.at(key);
        for (const Key& other : others) {
            const Person& theirs = index_.sure(index_.person(other));
            if (!theirs.firm) continue;
            bool is_same = node_of(other) == node_of(same);
            if (career(person, theirs) != is_same) return false;
            if (is_same && theirs.jurisdictions != person.jurisdictions) return false;
        }
        return true;
    }

    /// The note on several people of one name, and the one on two offices of one.
    void tell_apart(const Key& key, const Person& person, const Key* same, const std::vector<Key>& others) {
        std::map<Node, Key> nodes;
        for (const Key& other : others)
            if (index_.sure(index_.person(other)).firm) nodes.emplace(node_of(other), other);
        const auto firsts = [&] {
            std::vector<Key> keys;
            for (const auto& [node, first] : nodes) keys.push_back(first);
            return keys;
        };
        const char* rule = "official.kept-apart";
        const char* reason = "the same name; offices or places do not agree";
        if (same) {
            compared_.assigned[key] = node_of(*same);
            compared_.unranked.insert(node_of(*same));
            bool by_place = !person.jurisdictions.empty();
            note(by_place ? "official.same-jurisdiction" : "official.high-offices", {*same, key},
                 by_place ? "the same name, offices in " +
                                index_.sure(index_.place_spoken_of(*person.jurisdictions.begin()))
                          : "the same name, both in high offices of the state");
            return;
        }
        if (nodes.size() > 1) unnote(rule, firsts(), reason);
        nodes.emplace(key, key);
        if (nodes.size() > 1) note(rule, firsts(), reason);
    }

    // Seats: names alike, holders, two at one time.

    bool seats() {
        static const MergeIndex::Seat empty;
        for (const auto& [seat, more] : fresh_.seats) {
            const auto* found = index_.seat(seat.first, seat.second);
            const MergeIndex::Seat& known = found ? *found : empty;
            MergeIndex::Seat sum = together(known, more);
            bool single = is_single_seat(seat.second);
            for (const auto& [key, holder] : more.holders)
                if (holder.sightings > 0 && !names_unlike(key, known, sum, single)) return false;
            if (!holders_stay(known, sum) || !find_holders(more, sum)) return false;
            if (single) compare_tenures(known, sum, seat.second, seat.first);
        }
        return true;
    }

    static MergeIndex::Seat together(MergeIndex::Seat known, const MergeIndex::Seat& more) {
        const auto widen = [](std::int32_t& first, std::int32_t& last, std::int32_t more_first,
                              std::int32_t more_last) {
            see_day(first, last, more_first);
            see_day(first, last, more_last);
        };
        for (const auto& [key, holder] : more.holders) {
            MergeIndex::Holder& sum = known.holders[key];
            sum.sightings += holder.sightings;
            widen(sum.first_day, sum.last_day, holder.first_day, holder.last_day);
            widen(sum.first_in_office, sum.last_in_office, holder.first_in_office, holder.last_in_office);
            if (sum.first_to_tell.empty() ||
                (!holder.first_to_tell.empty() && holder.first_to_tell < sum.first_to_tell))
                sum.first_to_tell = holder.first_to_tell;
            if (!sum.forms) sum.forms = holder.forms;
        }
        return known;
    }

    static Sightings sightings(const Key& key, const MergeIndex::Holder& holder) {
        return {holder.sightings, holder.first_day, holder.last_day, key};
    }

    /// Whether one more sighting changes for none of a seat's names whose form they can be.
    bool names_unlike(const Key& key, const MergeIndex::Seat& known, const MergeIndex::Seat& sum,
                      bool single) {
        auto before = known.holders.find(key);
        bool is_new = before == known.holders.end() || before->second.sightings == 0;
        const MergeIndex::Holder& now = sum.holders.at(key);
        const NameShape shape(*now.forms);
        std::map<std::string, std::size_t> marks;
        if (is_new && sum.holders.size() > most_with_one_mark)
            for (const std::string& mark : marks_of_likeness(shape)) marks[mark] = 0;
        for (const auto& [other, theirs] : sum.holders) {
            if (other == key || theirs.sightings == 0) continue;
            const NameShape other_shape(*theirs.forms);
            if (!marks.empty())
                for (const std::string& mark : marks_of_likeness(other_shape))
                    if (auto found = marks.find(mark); found != marks.end()) ++found->second;
            for (bool turned : {false, true}) {
                Likeness alike =
                    turned ? likeness(other_shape, shape, single) : likeness(shape, other_shape, single);
                if (alike == Likeness::unlike) continue;
                auto was = known.holders.find(other);
                bool other_is_new = was == known.holders.end() || was->second.sightings == 0;
                bool held_before = !is_new && !other_is_new;
                bool form_before =
                    held_before && is_form(key, before->second, other, was->second, alike, turned);
                if (form_before != is_form(key, now, other, theirs, alike, turned))
                    return doubt(Unsure::names_alike, key);
                if (form_before && fresh_.people.contains(key) && is_earlier(key))
                    return doubt(Unsure::order, key);
            }
        }
        bool crosses = std::any_of(marks.begin(), marks.end(), [&](const auto& each) {
            return each.second >= most_with_one_mark &&
                   each.second <= most_with_one_mark + fresh_.people.size();
        });
        return !crosses || doubt(Unsure::names_alike, key);
    }

    bool is_earlier(const Key& key) const {
        const Person* known = index_.person(key);
        return known && fresh_.people.at(key).first < known->first;
    }

    static bool is_form(const Key& key, const MergeIndex::Holder& one, const Key& other_key,
                        const MergeIndex::Holder& other, Likeness alike, bool turned) {
        return turned ? can_be_form_of(sightings(other_key, other), sightings(key, one), alike)
                      : can_be_form_of(sightings(key, one), sightings(other_key, other), alike);
    }

    const Node& node_now(const Key& key) const {
        if (auto given = compared_.assigned.find(key); given != compared_.assigned.end())
            return given->second;
        const Node* known = index_.node(key);
        return known ? *known : key;
    }

    /// Who held a seat and when, by node.
    std::map<Node, Term<Key>> terms(const MergeIndex::Seat& seat) const {
        std::map<Node, Term<Key>> terms;
        std::map<Node, std::string> first;
        for (const auto& [key, holder] : seat.holders) {
            if (holder.last_in_office == 0) continue;
            const Node& node = node_now(key);
            auto [term, is_new] =
                terms.try_emplace(node, Term<Key>{holder.first_in_office, holder.last_in_office, key});
            auto [told, is_first] = first.try_emplace(node, holder.first_to_tell);
            if (is_new) continue;
            term->second.first = std::min(term->second.first, holder.first_in_office);
            term->second.last = std::max(term->second.last, holder.last_in_office);
            if (holder.first_to_tell < told->second) {
                told->second = holder.first_to_tell;
                term->second.who = key;
            }
        }
        return terms;
    }

    /// Whether those named by the office alone are still who they were taken for.
    bool holders_stay(const MergeIndex::Seat& known, const MergeIndex::Seat& sum) {
        if (known.inferred.empty()) return true;
        auto before = terms(known), after = terms(sum);
        for (const auto& [key, day] : known.inferred) {
            if (day == 0) continue;
            const auto* was = holder_on(before, day);
            const auto* is = holder_on(after, day);
            if ((was == nullptr) != (is == nullptr) || (was && was->who != is->who))
                return doubt(Unsure::holder, key);
        }
        return true;
    }

    /// Someone new who is named by the office alone is the one holder of it.
    bool find_holders(const MergeIndex::Seat& more, const MergeIndex::Seat& sum) {
        if (more.inferred.empty()) return true;
        auto all = terms(sum);
        for (const auto& [key, day] : more.inferred) {
            if (index_.node(key) || compared_.assigned.contains(key)) return doubt(Unsure::holder, key);
            const auto* holder = day == 0 ? nullptr : holder_on(all, day);
            if (!holder) continue;
            compared_.assigned[key] = node_now(holder->who);
            note("official.inferred-holder", {holder->who, key},
                 "named by the office alone; the only known holder then");
        }
        return true;
    }

    void compare_tenures(const MergeIndex::Seat& known, const MergeIndex::Seat& sum, const std::string& title,
                         const Node& body) {
        const auto conflicts = [&](const MergeIndex::Seat& seat) {
            std::map<Node, Tenure> tenures;
            for (const auto& [key, holder] : seat.holders) {
                if (holder.last_in_office == 0) continue;
                Tenure one{holder.first_in_office, holder.last_in_office, key};
                auto [tenure, is_new] = tenures.try_emplace(node_now(key), one);
                tenure->second.first = std::min(tenure->second.first, one.first);
                tenure->second.last = std::max(tenure->second.last, one.last);
                tenure->second.key = std::min(tenure->second.key, one.key);
            }
            std::vector<Tenure> all;
            for (const auto& [node, tenure] : tenures) all.push_back(tenure);
            return two_holders(std::move(all), title, body);
        };
        std::vector<Conflict> before = conflicts(known), after = conflicts(sum);
        NotesChange& notes = compared_.notes;
        notes.gone_conflicts.insert(notes.gone_conflicts.end(), before.begin(), before.end());
        notes.new_conflicts.insert(notes.new_conflicts.end(), after.begin(), after.end());
    }

    /// Whether nobody whose place among the others may change took part in events where that shows.
    bool order() {
        for (const Node& node : compared_.unranked)
            if (index_.is_in_threes(node)) return doubt(Unsure::order, node);
        return true;
    }

    const KnownIndex& index_;
    const MergeIndex& fresh_;
    std::unordered_map<Key, Person> sums_; ///< what is known of those in the articles, all told
    Compared compared_;
};

} // namespace

Compared compare(const KnownIndex& index, const MergeIndex& fresh) {
    return Comparing(index, fresh).run();
}

} // namespace banggiao::merging
