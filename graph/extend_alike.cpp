// Takes two indices. Hands out who of an office with names alike is one person beside the articles of the
// smaller one: where a likeness comes or goes, all whom it may concern are decided again in all their
// offices, without what is new and with it.
#include <banggiao/graph/extend_compare.h>
#include <banggiao/graph/least_roots.h>
#include <banggiao/graph/merge_alike.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Person = MergeIndex::Person;
using Seat = MergeIndex::Seat;
using Holder = MergeIndex::Holder;
using SeatName = std::pair<MergeIndex::Node, std::string>;

/// People by number in order of their keys, as AlikeInOffice asks for them.
class AlikePeople {
  public:
    using Who = std::uint32_t;

    explicit AlikePeople(std::vector<Key> keys) : keys_(std::move(keys)), roots_(keys_.size()) {}

    const std::vector<Key>& keys() const { return keys_; }
    std::optional<Who> find(const Key& key) const {
        auto found = std::lower_bound(keys_.begin(), keys_.end(), key);
        if (found == keys_.end() || *found != key) return std::nullopt;
        return static_cast<Who>(found - keys_.begin());
    }
    const std::vector<MergeDecision>& notes() const { return notes_; }

    Who root(Who who) const { return roots_.root(who); }
    void unite(Who a, Who b) { roots_.unite(a, b); }
    void join(Who a, Who b, const char* rule, const char* reason) {
        if (root(a) == root(b)) return;
        unite(a, b);
        note(rule, {a, b}, reason);
    }
    void note(const char* rule, const std::vector<Who>& several, const char* reason) {
        std::vector<Key> keys;
        for (Who who : several) keys.push_back(keys_[who]);
        notes_.push_back(decision_on(rule, std::move(keys), reason));
    }

  private:
    std::vector<Key> keys_;
    LeastRoots<Who> roots_;
    std::vector<MergeDecision> notes_;
};

class AlikeComparing {
  public:
    explicit AlikeComparing(Comparison& comparison)
        : comparison_(comparison), index_(comparison.index), fresh_(comparison.fresh) {}

    bool run() {
        for (const auto& [name, more] : fresh_.seats)
            for (const auto& [key, holder] : more.holders)
                if (holder.sightings > 0) find_changes(name, key);
        for (const auto& [name, more] : fresh_.seats)
            if (!crowds_stay(name, more)) return doubt(name.first);
        if (concerned_.empty()) return true;
        return find_all_concerned() && decide();
    }

  private:
    struct BothSeats {
        const Seat* known;
        const Seat* now;
        Seat sum; ///< where the articles say more
        bool single;
    };

    bool doubt(const std::string& about) { return comparison_.doubt(Unsure::names_alike, about); }

    const BothSeats& seat(const SeatName& name) {
        static const Seat empty;
        auto [found, is_new] = seats_.try_emplace(name);
        BothSeats& both = found->second;
        if (!is_new) return both;
        const Seat* known = index_.seat(name.first, name.second);
        both.known = known ? known : &empty;
        both.now = both.known;
        both.single = is_single_seat(name.second);
        auto more = fresh_.seats.find(name);
        if (more == fresh_.seats.end()) return both;
        both.sum = together(*both.known, more->second);
        both.now = &both.sum;
        return both;
    }

    const NameShape& shape(const Holder& holder) {
        return shapes_.try_emplace(holder.forms, *holder.forms).first->second;
    }

    static const Holder* holder_of(const Seat& seat, const Key& key) {
        auto found = seat.holders.find(key);
        return found == seat.holders.end() || found->second.sightings == 0 ? nullptr : &found->second;
    }
    static Sightings sightings(const Key& key, const Holder& holder) {
        return {holder.sightings, holder.first_day, holder.last_day, key};
    }

    bool may_share_mark(const Holder& one, const Holder& other) {
        return merging::may_share_mark(*one.forms, skeleton(one), *other.forms, skeleton(other));
    }
    const std::string& skeleton(const Holder& holder) {
        auto [found, is_new] = skeletons_.try_emplace(holder.forms);
        if (is_new) found->second = consonant_skeleton(holder.forms->key);
        return found->second;
    }

    /// How either of two is a form of the other in one office.
    using Relation = std::pair<Likeness, Likeness>;
    static constexpr Relation unrelated{Likeness::unlike, Likeness::unlike};

    Relation relation(const Seat& seat, bool single, const Key& a, const Key& b) {
        const Holder *one = holder_of(seat, a), *other = holder_of(seat, b);
        if (!one || !other) return unrelated;
        const Sightings seen = sightings(a, *one), others = sightings(b, *other);
        if (!at_about_one_time(seen, others) || !may_share_mark(*one, *other)) return unrelated;
        const NameShape &name = shape(*one), &its = shape(*other);
        return {form_of(name, seen, its, others, single), form_of(its, others, name, seen, single)};
    }

    bool are_one_by_offices(const Holder& one, const Key& a, const Holder& other, const Key& b) {
        return one.forms->key == other.forms->key && first_by_offices(comparison_, one.forms->key, a) ==
                                                         first_by_offices(comparison_, one.forms->key, b);
    }

    /// Calls with each other holder of an office, and how it is related, before and now.
    template <typename Visit>
    void visit_related(const SeatName& name, const Key& key, const Visit& visit) {
        const BothSeats& both = seat(name);
        const Holder* holder = holder_of(*both.now, key);
        if (!holder) return;
        for (const auto& [other, theirs] : both.now->holders) {
            if (other == key || theirs.sightings == 0) continue;
            Relation now = relation(*both.now, both.single, key, other);
            Relation before = both.now == both.known ? now : relation(*both.known, both.single, key, other);
            bool related = before != unrelated || now != unrelated;
            if (related && !are_one_by_offices(*holder, key, theirs, other)) visit(other, before, now);
        }
    }

    void find_changes(const SeatName& name, const Key& key) {
        visit_related(name, key, [&](const Key& other, const Relation& before, const Relation& now) {
            if (before == now) return;
            concern(key);
            concern(other);
        });
    }

    void concern(const Key& key) {
        if (concerned_.insert(key).second) left_.push_back(key);
    }

    /// Whether the marks that too many names of an office share are the same.
    bool crowds_stay(const SeatName& name, const Seat& more) {
        const BothSeats& both = seat(name);
        bool stay = std::all_of(more.holders.begin(), more.holders.end(), [&](const auto& holder) {
            return holder.second.sightings == 0 || holder_of(*both.known, holder.first) ||
                   !may_be_crowded(*both.now, holder.second);
        });
        return stay || crowded_marks(names_of(*both.known)) == crowded_marks(names_of(*both.now));
    }

    /// Whether too many names of an office may have a mark of one.
    bool may_be_crowded(const Seat& seat, const Holder& one) {
        if (seat.holders.size() <= most_with_one_mark) return false;
        auto sharing = std::count_if(seat.holders.begin(), seat.holders.end(), [&](const auto& other) {
            return other.second.sightings > 0 && may_share_mark(one, other.second);
        });
        return static_cast<std::size_t>(sharing) > most_with_one_mark;
    }

    std::vector<const NameShape*> names_of(const Seat& seat) {
        std::vector<const NameShape*> names;
        for (const auto& [key, holder] : seat.holders)
            if (holder.sightings > 0) names.push_back(&shape(holder));
        return names;
    }

    /// Who is one with somebody concerned, and those alike to them in any of their offices.
    bool find_all_concerned() {
        constexpr std::size_t most_people = 300, most_seats = 40;
        while (!left_.empty()) {
            const Key key = std::move(left_.back());
            left_.pop_back();
            if (comparison_.judged.contains(key) || concerned_.size() > most_people) return doubt(key);
            const Person& person = person_now(key);
            const std::string& first = first_by_offices(comparison_, person.forms->key, key);
            for (const auto& [other, its_first] : comparison_.by_offices.at(person.forms->key))
                if (its_first == first) concern(other);
            for (const SeatName& name : person.seats) {
                offices_.insert(name);
                if (offices_.size() > most_seats) return doubt(key);
                visit_related(name, key, [&](const Key& other, const auto&, const auto&) { concern(other); });
            }
        }
        return true;
    }

    const Person& person_now(const Key& key) const {
        auto sum = comparison_.people.find(key);
        return sum == comparison_.people.end() ? index_.sure(index_.person(key)) : sum->second;
    }

    bool decide() {
        std::vector<Key> known, all(concerned_.begin(), concerned_.end());
        std::copy_if(all.begin(), all.end(), std::back_inserter(known),
                     [&](const Key& key) { return index_.person(key) != nullptr; });
        AlikePeople before(std::move(known)), after(std::move(all));
        replay(before, &BothSeats::known);
        replay(after, &BothSeats::now);
        return stay(before, after) && take(before, after);
    }

    void replay(AlikePeople& people, const Seat* BothSeats::*which) {
        std::map<Key, AlikePeople::Who> firsts;
        for (AlikePeople::Who who = 0; who < people.keys().size(); ++who) {
            const Key& key = people.keys()[who];
            const std::string& first = first_by_offices(comparison_, person_now(key).forms->key, key);
            people.unite(firsts.emplace(first, who).first->second, who);
        }
        for (const SeatName& name : offices_) {
            const BothSeats& both = seat(name);
            const Seat& seat = *(both.*which);
            std::vector<AlikeInOffice<AlikePeople>::Holder> holders;
            std::vector<const NameShape*> names;
            bool crowded = false;
            for (AlikePeople::Who who = 0; who < people.keys().size(); ++who) {
                const Key& key = people.keys()[who];
                const Holder* holder = holder_of(seat, key);
                if (!holder) continue;
                holders.push_back({who, &shape(*holder), sightings(key, *holder)});
                names.push_back(holders.back().name);
                crowded = crowded || may_be_crowded(seat, *holder);
            }
            if (holders.size() < 2) continue;
            const auto marks = crowded ? crowded_marks(names_of(seat)) : std::unordered_set<std::string>();
            AlikeInOffice<AlikePeople>(people, holders, both.single).join(pairs_to_compare(names, marks));
        }
    }

    /// Whether all that are known are who they were.
    bool stay(const AlikePeople& before, const AlikePeople& after) {
        std::map<std::string, AlikePeople::Who> by_node;
        std::map<AlikePeople::Who, AlikePeople::Who> now, was; // roots by roots
        for (AlikePeople::Who who = 0; who < before.keys().size(); ++who) {
            const Key& key = before.keys()[who];
            const auto root = before.root(who), here = after.root(*after.find(key));
            bool same = by_node.emplace(index_.sure(index_.node(key)), root).first->second == root &&
                        now.emplace(root, here).first->second == here &&
                        was.emplace(here, root).first->second == root;
            if (!same) return doubt(key);
        }
        return by_node.size() == now.size() || doubt(before.keys().front());
    }

    /// New keys are who they are one with.
    bool take(const AlikePeople& before, const AlikePeople& after) {
        std::map<AlikePeople::Who, std::vector<Key>> nodes;
        for (AlikePeople::Who who = 0; who < after.keys().size(); ++who)
            nodes[after.root(who)].push_back(after.keys()[who]);
        for (const auto& [root, keys] : nodes) {
            const std::string* node = nullptr;
            std::size_t new_keys = 0;
            for (const Key& key : keys) {
                if (!index_.person(key))
                    ++new_keys;
                else
                    node = index_.node(key);
            }
            if (new_keys > 1 && !node && !are_of_one_name(keys)) return doubt(keys.front());
            for (const Key& key : keys)
                if (node && !index_.person(key)) comparison_.result.assigned[key] = *node;
            if (new_keys > 0) add_pairs(keys);
        }
        NotesChange& notes = comparison_.result.notes;
        notes.gone_decisions.insert(notes.gone_decisions.end(), before.notes().begin(), before.notes().end());
        notes.new_decisions.insert(notes.new_decisions.end(), after.notes().begin(), after.notes().end());
        return true;
    }

    bool are_of_one_name(const std::vector<Key>& keys) const {
        return std::all_of(keys.begin(), keys.end(), [&](const Key& key) {
            return person_now(key).forms->key == person_now(keys.front()).forms->key;
        });
    }

    void add_pairs(const std::vector<Key>& one_node) {
        std::map<std::string, Key> firsts; // by name
        for (const Key& key : one_node) {
            const std::string& name = person_now(key).forms->key;
            auto [first, is_new] = firsts.emplace(name, key);
            if (!is_new) comparison_.alike[name].emplace_back(first->second, key);
        }
    }

    Comparison& comparison_;
    const KnownIndex& index_;
    const MergeIndex& fresh_;
    std::map<SeatName, BothSeats> seats_;
    std::unordered_map<const NameForms*, NameShape> shapes_;
    std::unordered_map<const NameForms*, std::string> skeletons_;
    std::set<Key> concerned_;
    std::vector<Key> left_;      ///< of those concerned, to be looked at
    std::set<SeatName> offices_; ///< of those concerned
};

} // namespace

bool compare_alike(Comparison& comparison) {
    return AlikeComparing(comparison).run();
}

} // namespace banggiao::merging
