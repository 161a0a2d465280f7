// Takes officials named by an office alone. Hands out who they were: the one person known to hold the office
// then.
#include <banggiao/graph/merge_offices.h>

#include <algorithm>
#include <map>

namespace banggiao::merging {

namespace {

using Seat = std::pair<GroupId, std::string>; ///< root of the body, title

using Holders = std::map<GroupId, Term<GroupId>>; ///< by root

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
                holders.try_emplace(state.root_of(local), Term<GroupId>{day, day, official.group});
            known->second.first = std::min(known->second.first, day);
            known->second.last = std::max(known->second.last, day);
        }
    }
    return seats;
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
            const auto* holder = holders == seats.end() ? nullptr : holder_on(holders->second, day);
            if (holder) joins.emplace_back(holder->who, official.group);
        }
    }
    for (auto [holder, group] : joins) {
        state.groups.join(holder, group, "official.inferred-holder",
                          "named by the office alone; the only known holder then");
    }
}

} // namespace banggiao::merging
