// Takes two indices. Hands out what the people of the smaller one are beside those of the larger: the rules
// on one name are run on what is known of its people with and without the new sightings; whoever was one
// person must be so still, and nobody else.
#include <banggiao/graph/extend_joined.h>
#include <banggiao/graph/merge_one_name.h>

#include <algorithm>
#include <list>
#include <numeric>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Person = MergeIndex::Person;
using Name = MergeIndex::Name;

/// The people of one name by number in order of their keys, as OneName asks for them.
class PeopleOfName : public JoinedKeys {
  public:
    PeopleOfName() = default;
    PeopleOfName(const std::vector<Key>& keys, std::vector<const Person*> people)
        : JoinedKeys(keys), people_(std::move(people)) {}

    void decide_by_offices(const Name::Pairs& one_article) {
        const std::vector<Who> all = everybody();
        for (const auto& [a, b] : one_article)
            join(number(a), number(b), rule_of_one_article, reason_of_one_article);
        OneName<PeopleOfName>(*this, all).join_firm();
        for (Who who : all) firm_roots_.push_back(root(who));
    }

    void decide_others(const Name::Pairs& alike) {
        for (const auto& [a, b] : alike) unite(number(a), number(b));
        const std::vector<Who> all = everybody();
        OneName<PeopleOfName> rules(*this, all);
        rules.join_others();
        rules.note_apart();
    }

    /// Before names alike in an office were compared.
    Who firm_root(Who who) const { return firm_roots_[who]; }
    std::unordered_map<Key, Key> by_offices() const {
        std::unordered_map<Key, Key> firsts;
        for (Who who = 0; who < size(); ++who) firsts.emplace(key(who), key(firm_roots_[who]));
        return firsts;
    }
    /// REQUIRES: it is among them.
    Who number(const Key& key) const { return find(key).value_or(0); }

    const Person& person(Who who) const { return *people_[who]; }
    const std::string& place_name(const std::string& place) const { return place; }
    std::optional<std::string_view> body_of(Who who) const {
        const std::string& body = people_[who]->body;
        return body.empty() ? std::nullopt : std::optional<std::string_view>(body);
    }

  private:
    std::vector<Who> everybody() const {
        std::vector<Who> all(size());
        std::iota(all.begin(), all.end(), Who{0});
        return all;
    }

    std::vector<const Person*> people_;
    std::vector<Who> firm_roots_;
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
        add_sightings(sum, person);
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
        const std::vector<Key> keys = both(known.keys, more.keys);
        OfName& people = names_.emplace_back(
            OfName{name, &known, {known.keys, people_known(known)}, {keys, people_now(keys)}});
        people.before.decide_by_offices(known.one_article);
        people.after.decide_by_offices(both(known.one_article, more.one_article));
        comparison_.by_offices[name] = people.after.by_offices();
        return true;
    }

    bool close(OfName& people) {
        Name::Pairs alike = people.known->alike;
        if (auto more = comparison_.result.alike.find(people.name); more != comparison_.result.alike.end())
            alike.insert(alike.end(), more->second.begin(), more->second.end());
        people.before.decide_others(people.known->alike);
        people.after.decide_others(alike);
        if (!stay_apart(people.before, people.after) || !assign(people.after)) return false;
        take_notes(comparison_, people.before, people.after);
        return true;
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

    std::vector<const Person*> people_known(const Name& name) const {
        std::vector<const Person*> people;
        for (const Key& key : name.keys) people.push_back(&index_.sure(index_.person(key)));
        return people;
    }
    std::vector<const Person*> people_now(const std::vector<Key>& keys) const {
        std::vector<const Person*> people;
        for (const Key& key : keys) {
            const auto sum = comparison_.people.find(key);
            people.push_back(sum == comparison_.people.end() ? &index_.sure(index_.person(key))
                                                             : &sum->second);
        }
        return people;
    }

    /// Whether the same people are one as are so known, now as before: by their offices, and in the end.
    bool stay_apart(const PeopleOfName& before, const PeopleOfName& after) {
        std::map<std::size_t, std::size_t> now, was; // roots by roots
        for (PeopleOfName::Who who = 0; who < before.size(); ++who) {
            const auto here = after.firm_root(after.number(before.key(who)));
            const bool is_same =
                now.emplace(before.firm_root(who), here).first->second == here &&
                was.emplace(here, before.firm_root(who)).first->second == before.firm_root(who);
            if (!is_same) return doubt_all(after, before.key(who));
        }
        const auto changed = changed_of(index_, before, after);
        return changed.empty() || comparison_.doubt(Unsure::person_changed, changed.front(), changed,
                                                    moving_keys(index_, before, after));
    }

    bool doubt_all(const PeopleOfName& people, const Key& key) {
        return comparison_.doubt(Unsure::person_changed, key, people.keys());
    }

    /// The nodes of new keys that are not alone.
    bool assign(const PeopleOfName& after) {
        auto& assigned = comparison_.result.assigned;
        std::map<JoinedKeys::Who, std::vector<JoinedKeys::Who>> nodes;
        for (JoinedKeys::Who who = 0; who < after.size(); ++who) nodes[after.root(who)].push_back(who);
        for (const auto& [root, members] : nodes) {
            if (members.size() < 2) continue;
            const std::string* node = nullptr;
            for (JoinedKeys::Who who : members) {
                const Key& key = after.key(who);
                if (!index_.node(key) && !assigned.contains(key)) continue;
                const std::string& its = comparison_.node_now(key);
                if (node && *node != its)
                    return comparison_.doubt(Unsure::person_changed, key, after.keys(),
                                             known_but_most_told(after, members));
                node = &its;
            }
            const std::string chosen = node ? *node : after.key(root);
            for (JoinedKeys::Who who : members)
                if (!index_.node(after.key(who))) assigned[after.key(who)] = chosen;
        }
        return true;
    }

    /// Of some who are to be one, those known as another than most is told of.
    std::vector<Key> known_but_most_told(const PeopleOfName& people,
                                         const std::vector<JoinedKeys::Who>& members) const {
        std::map<std::string, std::uint32_t> told; // by node
        for (JoinedKeys::Who who : members)
            told[comparison_.node_now(people.key(who))] += people.person(who).sightings;
        const auto most = std::max_element(told.begin(), told.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        std::vector<Key> known;
        for (JoinedKeys::Who who : members)
            if (const Key& key = people.key(who);
                index_.node(key) && comparison_.node_now(key) != most->first)
                known.push_back(key);
        return known;
    }

    Comparison& comparison_;
    const KnownIndex& index_;
    const MergeIndex& fresh_;
    std::list<OfName> names_; ///< of which something is new
};

} // namespace

void add_sightings(Person& known, const Person& more) {
    take_least(known.forms, more.forms);
    known.jurisdictions.insert(more.jurisdictions.begin(), more.jurisdictions.end());
    known.surroundings.insert(more.surroundings.begin(), more.surroundings.end());
    known.titles.insert(more.titles.begin(), more.titles.end());
    known.loose.insert(more.loose.begin(), more.loose.end());
    known.high = known.high || more.high;
    known.see(more.first_day);
    known.see(more.last_day);
    known.sightings += more.sightings;
    known.seats.insert(more.seats.begin(), more.seats.end());
}

bool compare_people(Comparison& comparison) {
    return PeopleComparing(comparison).run();
}

const std::string& first_by_offices(Comparison& comparison, const std::string& name, const std::string& key) {
    auto [firsts, is_new] = comparison.by_offices.try_emplace(name);
    if (const Name* known = comparison.index.name(name); is_new && known) {
        std::vector<const Person*> sure;
        for (const Key& each : known->keys)
            sure.push_back(&comparison.index.sure(comparison.index.person(each)));
        PeopleOfName people(known->keys, std::move(sure));
        people.decide_by_offices(known->one_article);
        firsts->second = people.by_offices();
    }
    auto found = firsts->second.find(key);
    return found == firsts->second.end() ? key : found->second;
}

} // namespace banggiao::merging
