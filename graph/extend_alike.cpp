// Takes two indices. Hands out who of an office with names alike is one person beside the articles of the
// smaller one: where a likeness comes or goes, all whom it may concern are decided again in all their
// offices, without what is new and with it.
#include <banggiao/graph/extend_joined.h>
#include <banggiao/graph/merge_alike.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Person = MergeIndex::Person;
using Seat = MergeIndex::Seat;
using Holder = MergeIndex::Holder;
using SeatName = std::pair<MergeIndex::Node, std::string>;

class AlikeComparing {
  public:
    explicit AlikeComparing(Comparison& comparison)
        : comparison_(comparison), index_(comparison.index), fresh_(comparison.fresh) {}

    bool run() {
        for (const auto& [name, more] : fresh_.seats)
            for (const auto& [key, holder] : more.holders)
                if (holder.sightings > 0 && !comparison_.is_bystander(key)) find_changes(name, key);
        for (const Key& key : comparison_.to_settle)
            if (index_.person(key)) concern(key);
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

    bool doubt(const std::string& about) {
        return comparison_.doubt(Unsure::names_alike, about, {concerned_.begin(), concerned_.end()});
    }

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
    static bool are_at_one_time(const Holder& one, const Holder& other) {
        return at_about_one_time({one.sightings, one.first_day, one.last_day, {}},
                                 {other.sightings, other.first_day, other.last_day, {}});
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

    /// Of two who may be null.
    Relation relation(bool single, const Key& a, const Holder* one, const Key& b, const Holder* other) {
        if (!one || !other || !are_at_one_time(*one, *other) || !may_share_mark(*one, *other))
            return unrelated;
        const Sightings seen = sightings(a, *one), others = sightings(b, *other);
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
        const Holder *holder = holder_of(*both.now, key), *was = holder_of(*both.known, key);
        if (!holder) return;
        for (const auto& [other, theirs] : both.now->holders) {
            if (other == key || theirs.sightings == 0) continue;
            const Relation now = relation(both.single, key, holder, other, &theirs);
            const bool is_same = both.now == both.known;
            const Relation before =
                is_same ? now : relation(both.single, key, was, other, holder_of(*both.known, other));
            const bool related = before != unrelated || now != unrelated;
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
        JoinedKeys before(std::move(known)), after(std::move(all));
        replay(before, &BothSeats::known);
        replay(after, &BothSeats::now);
        const auto [unsettled, changed] = changed_keys(index_, before, after);
        const bool must_stay = !comparison_.is_between && !unsettled.empty();
        if (!changed.empty() || must_stay) {
            const auto& keys = changed.empty() ? unsettled : changed;
            return comparison_.doubt(Unsure::names_alike, keys.front(), keys,
                                     with_those_named_so(moving_keys(index_, before, after)));
        }
        comparison_.result.unsettled.insert(unsettled.begin(), unsettled.end());
        comparison_.result.alike_compared = concerned_;
        take_notes(comparison_, before, after);
        add_pairs(after);
        return assign_new(comparison_, after);
    }

    /// With people's keys those without an office that are one with them by their name: they move too.
    std::vector<Key> with_those_named_so(std::vector<Key> moving) const {
        const std::size_t count = moving.size();
        for (std::size_t i = 0; i < count; ++i) {
            const Key key = moving[i];
            const auto* name = index_.name(person_now(key).forms->key);
            for (const Key& other : name ? name->keys : std::vector<Key>())
                if (index_.sure(index_.person(other)).seats.empty() &&
                    index_.sure(index_.node(other)) == index_.sure(index_.node(key)))
                    moving.push_back(other);
        }
        std::sort(moving.begin(), moving.end());
        moving.erase(std::unique(moving.begin(), moving.end()), moving.end());
        return moving;
    }

    void replay(JoinedKeys& people, const Seat* BothSeats::*which) {
        std::map<Key, JoinedKeys::Who> firsts;
        for (JoinedKeys::Who who = 0; who < people.keys().size(); ++who) {
            const Key& key = people.keys()[who];
            const std::string& first = first_by_offices(comparison_, person_now(key).forms->key, key);
            people.unite(firsts.emplace(first, who).first->second, who);
        }
        for (const SeatName& name : offices_) {
            const BothSeats& both = seat(name);
            const Seat& seat = *(both.*which);
            std::vector<AlikeInOffice<JoinedKeys>::Holder> holders;
            std::vector<const NameShape*> names;
            bool crowded = false;
            for (JoinedKeys::Who who = 0; who < people.keys().size(); ++who) {
                const Key& key = people.keys()[who];
                const Holder* holder = holder_of(seat, key);
                if (!holder) continue;
                holders.push_back({who, &shape(*holder), sightings(key, *holder)});
                names.push_back(holders.back().name);
                crowded = crowded || may_be_crowded(seat, *holder);
            }
            if (holders.size() < 2) continue;
            const auto marks = crowded ? crowded_marks(names_of(seat)) : std::unordered_set<std::string>();
            AlikeInOffice<JoinedKeys>(people, holders, both.single).join(pairs_to_compare(names, marks));
        }
    }

    /// New people of one name that are one by way of others.
    void add_pairs(const JoinedKeys& after) {
        std::map<std::pair<JoinedKeys::Who, std::string>, std::vector<Key>> ones; // by root and name
        for (JoinedKeys::Who who = 0; who < after.size(); ++who)
            ones[{after.root(who), person_now(after.key(who)).forms->key}].push_back(after.key(who));
        for (const auto& [one, keys] : ones) {
            const bool is_new =
                std::any_of(keys.begin(), keys.end(), [&](const Key& key) { return !index_.person(key); });
            for (std::size_t i = 1; i < keys.size() && is_new; ++i)
                comparison_.result.alike[one.second].emplace_back(keys.front(), keys[i]);
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
