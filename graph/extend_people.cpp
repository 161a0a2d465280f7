// Takes two indices. Hands out what the people of the smaller one are beside those of the larger: the rules
// on one name are run on what is known of its people with and without the new sightings; whoever was one
// person must be so still, and nobody else.
#include <banggiao/graph/extend_compare.h>
#include <banggiao/graph/least_roots.h>
#include <banggiao/graph/merge_one_name.h>

#include <algorithm>
#include <list>
#include <numeric>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Person = MergeIndex::Person;
using Name = MergeIndex::Name;

/// The people of one name, as OneName asks for them, by number in order of their keys.
class PeopleOfName {
  public:
    using Who = std::size_t;

    void add(const Key& key, const Person& person) {
        keys_.push_back(&key);
        people_.push_back(&person);
    }

    /// REQUIRES: they were added in order of their keys.
    void decide_by_offices(const Name::Pairs& one_article) {
        roots_ = LeastRoots<Who>(keys_.size());
        const std::vector<Who> all = everybody();
        for (const auto& [a, b] : one_article)
            join(find(a), find(b), rule_of_one_article, reason_of_one_article);
        OneName<PeopleOfName>(*this, all).join_firm();
        for (Who who : all) firm_roots_.push_back(root(who));
    }

    void decide_others(const Name::Pairs& alike) {
        for (const auto& [a, b] : alike) unite(find(a), find(b));
        const std::vector<Who> all = everybody();
        OneName<PeopleOfName> rules(*this, all);
        rules.join_others();
        rules.note_apart();
    }

    std::size_t size() const { return keys_.size(); }
    /// Before names alike in an office were compared.
    Who firm_root(Who who) const { return firm_roots_[who]; }
    std::unordered_map<Key, Key> by_offices() const {
        std::unordered_map<Key, Key> firsts;
        for (Who who = 0; who < keys_.size(); ++who) firsts.emplace(key(who), key(firm_roots_[who]));
        return firsts;
    }
    const std::vector<MergeDecision>& notes() const { return notes_; }
    Who find(const Key& key) const {
        auto found = std::lower_bound(keys_.begin(), keys_.end(), key,
                                      [](const Key* one, const Key& other) { return *one < other; });
        return static_cast<Who>(found - keys_.begin());
    }

    const Person& person(Who who) const { return *people_[who]; }
    const Key& key(Who who) const { return *keys_[who]; }
    const std::string& place_name(const std::string& place) const { return place; }
    std::optional<std::string_view> body_of(Who who) const {
        const std::string& body = people_[who]->body;
        return body.empty() ? std::nullopt : std::optional<std::string_view>(body);
    }
    Who root(Who who) const { return roots_.root(who); }
    bool join(Who a, Who b, const char* rule, const std::string& reason) {
        if (root(a) == root(b)) return true;
        unite(a, b);
        notes_.push_back(decision_on(rule, {key(a), key(b)}, reason));
        return true;
    }
    void note(const char* rule, const std::vector<Who>& several, const char* reason) {
        std::vector<Key> keys;
        for (Who who : several) keys.push_back(key(who));
        notes_.push_back(decision_on(rule, std::move(keys), reason));
    }

  private:
    void unite(Who a, Who b) { roots_.unite(a, b); }
    std::vector<Who> everybody() const {
        std::vector<Who> all(keys_.size());
        std::iota(all.begin(), all.end(), Who{0});
        return all;
    }

    std::vector<const Key*> keys_;
    std::vector<const Person*> people_;
    LeastRoots<Who> roots_;
    std::vector<Who> firm_roots_;
    std::vector<MergeDecision> notes_;
};

class PeopleComparing {
  public:
    explicit PeopleComparing(Comparison& comparison)
        : comparison_(comparison), index_(comparison.index), fresh_(comparison.fresh) {}

    bool run() {
        for (const auto& [key, person] : fresh_.people)
            if (!add_up(key, person)) return false;
        for (const auto& [name, more] : fresh_.names)
            if (!open_name(name, more)) return false;
        return compare_alike(comparison_) &&
               std::all_of(names_.begin(), names_.end(), [&](auto& name) { return close(name); });
    }

  private:
    /// People of one name, without what is new and with it.
    struct OfName {
        std::string name;
        const Name* known;
        std::vector<Key> keys;
        PeopleOfName before, after;
    };

    /// What is known of someone with the new sightings.
    bool add_up(const Key& key, const Person& person) {
        const Person* known = index_.person(key);
        if (known && known->forms->key != person.forms->key)
            return comparison_.doubt(Unsure::name_spelled, key);
        count(key, person, known);
        if (!known) {
            comparison_.people.emplace(key, person);
            return true;
        }
        Person sum = *known;
        take_least(sum.forms, person.forms);
        sum.jurisdictions.insert(person.jurisdictions.begin(), person.jurisdictions.end());
        sum.surroundings.insert(person.surroundings.begin(), person.surroundings.end());
        sum.titles.insert(person.titles.begin(), person.titles.end());
        sum.loose.insert(person.loose.begin(), person.loose.end());
        sum.high = sum.high || person.high;
        sum.see(person.first_day);
        sum.see(person.last_day);
        sum.seats.insert(person.seats.begin(), person.seats.end());
        comparison_.people.emplace(key, std::move(sum));
        return true;
    }

    void count(const Key& key, const Person& person, const Person* known) {
        const char* rule = person.firm ? "official.same-office" : "official.same-body";
        const auto reason = [](std::uint32_t count) {
            return "the same name and body in " + std::to_string(count) + " articles";
        };
        std::uint32_t before = known ? known->sightings : 0;
        if (before > 1) comparison_.unnote(rule, {key}, reason(before));
        if (before + person.sightings > 1) comparison_.note(rule, {key}, reason(before + person.sightings));
    }

    bool open_name(const std::string& name, const Name& more) {
        static const Name nobody;
        const Name* found = index_.name(name);
        const Name& known = found ? *found : nobody;
        if (is_nothing_new(known, more)) return true;
        for (const Key& key : known.keys)
            if (comparison_.judged.contains(key)) return comparison_.doubt(Unsure::judgement, key);
        OfName& people = names_.emplace_back(OfName{name, &known, both(known.keys, more.keys), {}, {}});
        for (const Key& key : known.keys) people.before.add(key, index_.sure(index_.person(key)));
        people.before.decide_by_offices(known.one_article);
        for (const Key& key : people.keys) people.after.add(key, person_now(key));
        people.after.decide_by_offices(both(known.one_article, more.one_article));
        comparison_.by_offices[name] = people.after.by_offices();
        return true;
    }

    bool close(OfName& people) {
        Name::Pairs alike = people.known->alike;
        if (auto more = comparison_.alike.find(people.name); more != comparison_.alike.end())
            alike.insert(alike.end(), more->second.begin(), more->second.end());
        people.before.decide_others(people.known->alike);
        people.after.decide_others(alike);
        return stay_apart(people.before, people.after) && assign(people.after) &&
               take_notes(people.before, people.after);
    }

    /// Whether all that is said is known.
    bool is_nothing_new(const Name& known, const Name& more) const {
        const auto is_known = [](const auto& all, const auto& each) {
            return std::binary_search(all.begin(), all.end(), each);
        };
        for (const auto& pair : more.one_article)
            if (!is_known(known.one_article, pair)) return false;
        return std::all_of(more.keys.begin(), more.keys.end(), [&](const Key& key) {
            return is_known(known.keys, key) &&
                   is_same(comparison_.people.at(key), index_.sure(index_.person(key)));
        });
    }

    static bool is_same(const Person& a, const Person& b) {
        const auto all = [](const Person& one) {
            return std::tie(one.forms->exact, one.jurisdictions, one.surroundings, one.titles, one.loose,
                            one.high, one.first_day, one.last_day);
        };
        return all(a) == all(b);
    }

    template <typename T>
    static std::vector<T> both(const std::vector<T>& a, const std::vector<T>& b) {
        std::vector<T> all;
        std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
        return all;
    }

    const Person& person_now(const Key& key) const {
        auto sum = comparison_.people.find(key);
        return sum == comparison_.people.end() ? index_.sure(index_.person(key)) : sum->second;
    }

    /// Whether the same people are one as are so known, now as before.
    bool stay_apart(const PeopleOfName& before, const PeopleOfName& after) {
        std::map<std::string, std::size_t> nodes;         // roots by node
        std::map<std::size_t, std::size_t> firm_now, now; // roots by those before
        std::set<std::size_t> firm_roots, roots;          // now
        for (std::size_t who = 0; who < before.size(); ++who) {
            const Key& key = before.key(who);
            std::size_t root = before.root(who), here = after.find(key);
            bool is_as_known = nodes.emplace(index_.sure(index_.node(key)), root).first->second == root;
            bool same = is_as_known && maps(firm_now, before.firm_root(who), after.firm_root(here)) &&
                        maps(now, root, after.root(here));
            if (!same) return comparison_.doubt(Unsure::person_changed, key);
        }
        for (auto [was, is] : firm_now)
            if (!firm_roots.insert(is).second)
                return comparison_.doubt(Unsure::person_changed, before.key(was));
        for (auto [was, is] : now)
            if (!roots.insert(is).second) return comparison_.doubt(Unsure::person_changed, before.key(was));
        return nodes.size() == now.size() ||
               comparison_.doubt(Unsure::person_changed, before.size() > 0 ? before.key(0) : Key());
    }
    static bool maps(std::map<std::size_t, std::size_t>& roots, std::size_t from, std::size_t to) {
        return roots.emplace(from, to).first->second == to;
    }

    /// The nodes of new keys that are not alone.
    bool assign(const PeopleOfName& after) {
        auto& assigned = comparison_.result.assigned;
        std::map<std::size_t, std::vector<std::size_t>> nodes;
        for (std::size_t who = 0; who < after.size(); ++who) nodes[after.root(who)].push_back(who);
        for (const auto& [root, members] : nodes) {
            if (members.size() < 2) continue;
            const std::string* node = nullptr;
            for (std::size_t who : members) {
                const Key& key = after.key(who);
                if (!index_.node(key) && !assigned.contains(key)) continue;
                const std::string& its = comparison_.node_now(key);
                if (node && *node != its) return comparison_.doubt(Unsure::person_changed, key);
                node = &its;
            }
            const std::string chosen = node ? *node : after.key(root);
            for (std::size_t who : members)
                if (!index_.node(after.key(who))) assigned[after.key(who)] = chosen;
        }
        return true;
    }

    bool take_notes(const PeopleOfName& before, const PeopleOfName& after) {
        NotesChange& notes = comparison_.result.notes;
        const auto add = [](auto& all, const auto& more) { all.insert(all.end(), more.begin(), more.end()); };
        add(notes.gone_decisions, before.notes());
        add(notes.new_decisions, after.notes());
        return true;
    }

    Comparison& comparison_;
    const KnownIndex& index_;
    const MergeIndex& fresh_;
    std::list<OfName> names_; ///< of which something is new
};

} // namespace

bool compare_people(Comparison& comparison) {
    return PeopleComparing(comparison).run();
}

const std::string& first_by_offices(Comparison& comparison, const std::string& name, const std::string& key) {
    auto [firsts, is_new] = comparison.by_offices.try_emplace(name);
    if (const Name* known = comparison.index.name(name); is_new && known) {
        PeopleOfName people;
        for (const Key& each : known->keys)
            people.add(each, comparison.index.sure(comparison.index.person(each)));
        people.decide_by_offices(known->one_article);
        firsts->second = people.by_offices();
    }
    auto found = firsts->second.find(key);
    return found == firsts->second.end() ? key : found->second;
}

} // namespace banggiao::merging
