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
            Term<GroupId>& term = known->second;
            see_day(term.first, term.last, day);
            if (state.key_of(local) < state.groups.key(term.who)) term.who = official.group;
        }
    }
    return seats;
}

} // namespace

void join_holders(State& state, const Offices& offices) {
    auto seats = collect_holders(state, offices);
    std::map<GroupId, std::map<GroupId, GroupId>> found; // those so named: by root, who they can be
    for (LocalId local = 0; local < state.locals.size(); ++local) {
        const Local& official = state.locals[local];
        std::int32_t day = state.articles[official.article].day;
        if (!official.inferred || day == 0) continue;
        for (const Office& office : offices.of(local)) {
            auto holders = seats.find({state.groups.root(office.body), office.base});
            const auto* holder = holders == seats.end() ? nullptr : holder_on(holders->second, day);
            if (!holder) continue;
            auto [who, is_new] =
                found[official.group].try_emplace(state.groups.root(holder->who), holder->who);
            if (state.groups.key(holder->who) < state.groups.key(who->second)) who->second = holder->who;
        }
    }
    std::vector<GroupId> order;
    for (const auto& [group, nodes] : found) order.push_back(group);
    state.groups.sort_by_key(order);
    for (GroupId group : order) {
        std::vector<GroupId> others;
        for (auto [root, who] : found.at(group)) others.push_back(who);
        if (others.size() == 1)
            state.groups.join(others.front(), group, "official.inferred-holder",
                              "named by the office alone; the only known holder then");
        else
            state.groups.note_each("official.kept-apart", group, others,
                                   "named by offices alone that several people held");
    }
}

} // namespace banggiao::merging
