// Takes two indices. Hands out whether the offices of the smaller one leave as it is what is decided of those
// who hold them: people named by an office alone, two holders at one time.
#include <banggiao/graph/extend_compare.h>
#include <banggiao/graph/merge_offices.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Node = MergeIndex::Node;
using Seat = MergeIndex::Seat;
using Holder = MergeIndex::Holder;

class SeatsComparing {
  public:
    explicit SeatsComparing(Comparison& comparison)
        : comparison_(comparison), index_(comparison.index), fresh_(comparison.fresh) {}

    bool run() {
        static const Seat empty;
        for (const auto& [seat, more] : fresh_.seats) {
            const auto* found = index_.seat(seat.first, seat.second);
            const Seat& known = found ? *found : empty;
            Seat sum = together(known, more);
            if (!holders_stay(known, sum) || !find_holders(more, sum)) return false;
            if (is_single_seat(seat.second)) compare_tenures(known, sum, seat.second, seat.first);
        }
        assign_holders();
        return true;
    }

  private:
    bool doubt(Unsure reason, const std::string& about) { return comparison_.doubt(reason, about); }
    const Node& node_now(const Key& key) const { return comparison_.node_now(key); }

    /// Who held a seat and when, by node.
    std::map<Node, Term<Key>> terms(const Seat& seat) const {
        std::map<Node, Term<Key>> terms;
        for (const auto& [key, holder] : seat.holders) { // the least key first
            if (holder.last_in_office == 0) continue;
            Term<Key>& term = terms.try_emplace(node_now(key), Term<Key>{0, 0, key}).first->second;
            for (std::int32_t day : {holder.first_in_office, holder.last_in_office})
                see_day(term.first, term.last, day);
        }
        return terms;
    }

    /// Whether those named by the office alone are still who they were taken for.
    bool holders_stay(const Seat& known, const Seat& sum) {
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

    /// Those newly named by the office alone: who they can be.
    bool find_holders(const Seat& more, const Seat& sum) {
        if (more.inferred.empty()) return true;
        auto all = terms(sum);
        for (const auto& [key, day] : more.inferred) {
            if (index_.node(key)) return doubt(Unsure::holder, key);
            const auto* holder = day == 0 ? nullptr : holder_on(all, day);
            if (!holder) continue;
            auto [who, is_new] = inferred_[key].try_emplace(node_now(holder->who), holder->who);
            who->second = std::min(who->second, holder->who);
        }
        return true;
    }

    void assign_holders() {
        for (const auto& [key, nodes] : inferred_) {
            const auto& [node, who] = *nodes.begin();
            if (nodes.size() == 1) {
                comparison_.result.assigned[key] = node;
                comparison_.note("official.inferred-holder", {who, key},
                                 "named by the office alone; the only known holder then");
            }
            for (const auto& [each, one] : nodes)
                if (nodes.size() > 1)
                    comparison_.note("official.kept-apart", {key, one},
                                     "named by offices alone that several people held");
        }
    }

    void compare_tenures(const Seat& known, const Seat& sum, const std::string& title, const Node& body) {
        NotesChange& notes = comparison_.result.notes;
        for (Conflict& conflict : conflicts(known, title, body))
            notes.gone_conflicts.push_back(std::move(conflict));
        for (Conflict& conflict : conflicts(sum, title, body))
            notes.new_conflicts.push_back(std::move(conflict));
    }

    std::vector<Conflict> conflicts(const Seat& seat, const std::string& title, const Node& body) const {
        std::vector<Tenure> tenures;
        const auto all = terms(seat);
        for (const auto& [node, term] : all) tenures.push_back({term.first, term.last, term.who});
        return two_holders(std::move(tenures), title, body);
    }

    Comparison& comparison_;
    const KnownIndex& index_;
    const MergeIndex& fresh_;
    std::map<Key, std::map<Node, Key>> inferred_; ///< those newly named by offices alone: who they can be
};

} // namespace

Seat together(Seat known, const Seat& more) {
    for (const auto& [key, holder] : more.holders) {
        Holder& sum = known.holders[key];
        sum.sightings += holder.sightings;
        for (std::int32_t day : {holder.first_day, holder.last_day})
            see_day(sum.first_day, sum.last_day, day);
        for (std::int32_t day : {holder.first_in_office, holder.last_in_office})
            see_day(sum.first_in_office, sum.last_in_office, day);
        take_least(sum.forms, holder.forms);
    }
    return known;
}

bool compare_seats(Comparison& comparison) {
    return SeatsComparing(comparison).run();
}

} // namespace banggiao::merging
