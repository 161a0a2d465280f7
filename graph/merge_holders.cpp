// Takes officials named by an office alone. Hands out who they were: the one person known to hold the office
// then.
#include <banggiao/graph/merge_offices.h>

#include <algorithm>
#include <map>

namespace banggiao::merging {

namespace {

using Seat = std::pair<GroupId, std::string>; ///< root of the body, title

/// From the first to the last day that articles see one person in an office.
struct Term {
    std::int32_t first;
    std::int32_t last;
    GroupId group;

    bool covers(std::int32_t day) const { return first <= day && day <= last; }
    bool is_within_a_year(std::int32_t day) const {
        constexpr std::int32_t year = 10000;
        return first - day <= year && day - last <= year;
    }
};

using Holders = std::map<GroupId, Term>; ///< by root

std::map<Seat, Holders> collect_holders(const State& state, const Offices& offices) {
    std::map<Seat, Holders> seats;
    for (LocalId local = 0; local < state.locals.size(); ++local) {
        const Local& official = state.locals[local];
        std::int32_t day = state.articles[official.article].day;
        if (official.kind != Kind::official || official.inferred || day == 0) continue;
        for (const Office& office : offices.of(local)) {
            if (office.former) continue;
            Holders& holders = seats[{state.groups.root(office.body), office.base}];
            auto [known, is_new] =
                holders.try_emplace(state.root_of(local), Term{day, day, official.group});
            known->second.first = std::min(known->second.first, day);
            known->second.last = std::max(known->second.last, day);
        }
    }
    return seats;
}

/// The one holder seen before and after the day; if there is none, the only one seen within a year of it.
GroupId holder_on(const Holders& holders, std::int32_t day) {
    for (bool exactly : {true, false}) {
        std::vector<GroupId> found;
        for (const auto& [root, tenure] : holders) {
            if (exactly ? tenure.covers(day) : tenure.is_within_a_year(day)) found.push_back(tenure.group);
        }
        if (!found.empty()) return found.size() == 1 ? found.front() : none;
    }
    return none;
}

} // namespace

void join_holders(State& state, const Offices& offices) {
    auto seats = collect_holders(state, offices);
    std::vector<std::pair<GroupId, GroupId>> joins;
    for (LocalId local = 0; local < state.locals.size(); ++local) {
        const Local& official = state.locals[local];
        std::int32_t day = state.articles[official.article].day;
        if (!official.inferred || day == 0) continue;
        for (const Office& office : offices.of(local)) {
            auto holders = seats.find({state.groups.root(office.body), office.base});
            GroupId holder = holders == seats.end() ? none : holder_on(holders->second, day);
            if (holder != none) joins.emplace_back(holder, official.group);
        }
    }
    for (auto [holder, group] : joins) {
        state.groups.join(holder, group, "official.inferred-holder",
                          "named by the office alone; the only known holder then");
    }
}

} // namespace banggiao::merging
