// Takes officials that are decided. Hands out what cannot both be so: two holders of a seat for one at one
// time, and one person written with two names in one article. Both facts stay in the graph.
#include <banggiao/graph/merge_offices.h>
#include <banggiao/graph/merge_state.h>
#include <banggiao/graph/split.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace banggiao::merging {

namespace {

using Seat = std::pair<GroupId, std::string>; ///< root of the body, title

std::string date_text(std::int32_t day) {
    std::string digits = std::to_string(100000000 + day).substr(1);
    return digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2);
}

/// `Nguyễn Huy Tăng` and `Phạm Huy Tăng`: all words but one are the same.
bool differ_in_one_word(std::string_view a, std::string_view b) {
    auto left = split(a, '-');
    auto right = split(b, '-');
    if (left.size() != right.size() || left.size() < 3) return false;
    return std::inner_product(left.begin(), left.end(), right.begin(), 0, std::plus<>(),
                              std::not_equal_to<>()) == 1;
}

/// `Nguyễn Huy Tăng` and `Phạm Huy Tăng`: all words but the first are the same, and that not for its marks
/// alone.
bool differ_in_surname(std::string_view a, std::string_view b) {
    const std::vector<std::string_view> left = split(a, '-'), right = split(b, '-');
    return left.size() >= 3 && std::equal(left.begin() + 1, left.end(), right.begin() + 1, right.end()) &&
           name_key(left.front()) != name_key(right.front());
}

/// A title's slug as a reader would write it.
std::string spoken(std::string_view slug) {
    std::string title(slug);
    std::replace(title.begin(), title.end(), '-', ' ');
    return title;
}

Conflict conflict_of(std::string_view rule, std::string_view a, std::string_view b, std::string_view body,
                     std::string_view title, std::string description) {
    Conflict conflict{std::string(rule), {std::string(std::min(a, b)), std::string(std::max(a, b))}, {}};
    conflict.keys.emplace_back(body);
    conflict.description = spoken(title) + ": " + std::move(description);
    return conflict;
}

class ConflictFinder {
  public:
    explicit ConflictFinder(State& state) : state_(state), offices_(collect_offices(state)) {}

    void run() {
        for (std::uint32_t article = 0; article < state_.articles.size(); ++article) read_article(article);
        for (auto& [seat, holders] : seats_) compare_holders(seat, holders);
    }

  private:
    void read_article(std::uint32_t article) {
        std::map<Seat, std::vector<LocalId>> here;
        LocalId first = state_.articles[article].first;
        std::size_t count = state_.locals_of(article).size();
        for (LocalId local = first; local < first + count; ++local) {
            compare_surnames(state_.locals[local]);
            for (const Office& office : offices_.of(local)) {
                if (office.former || state_.locals[local].inferred || !is_single_seat(office.base)) continue;
                Seat seat{state_.groups.root(office.body), office.base};
                see(seat, local, state_.articles[article].day);
                here[seat].push_back(local);
            }
        }
        for (const auto& [seat, locals] : here) compare_names(seat, locals);
    }

    void see(const Seat& seat, LocalId local, std::int32_t day) {
        if (day == 0) return;
        auto [known, is_new] =
            seats_[seat].try_emplace(state_.root_of(local), Tenure{day, day, state_.key_of(local)});
        Tenure& tenure = known->second;
        tenure.first = std::min(tenure.first, day);
        tenure.last = std::max(tenure.last, day);
        tenure.key = std::min<std::string_view>(tenure.key, state_.key_of(local));
    }

    /// Of one whom the article calls by two names.
    void compare_surnames(const Local& one) {
        if (one.kind != Kind::official) return;
        for (std::string_view alias : one.node->aliases) {
            if (!differ_in_surname(one.forms->slug, state_.names.of(alias).slug)) continue;
            state_.conflicts.push_back({"official.two-names",
                                        {state_.groups.key(one.group)},
                                        std::string(one.node->name)
                                            .append(" and ")
                                            .append(alias)
                                            .append(" are one person in one article, ")
                                            .append(state_.article_id(one.article))});
        }
    }

    void compare_names(const Seat& seat, const std::vector<LocalId>& locals) {
        for (std::size_t i = 1; i < locals.size(); ++i) {
            const Local& one = state_.locals[locals[i - 1]];
            const Local& other = state_.locals[locals[i]];
            if (!differ_in_one_word(one.forms->slug, other.forms->slug)) continue;
            state_.conflicts.push_back(conflict_of("official.two-names", state_.key_of(locals[i - 1]),
                                                   state_.key_of(locals[i]), state_.groups.key(seat.first),
                                                   seat.second,
                                                   std::string(one.node->name)
                                                       .append(" and ")
                                                       .append(other.node->name)
                                                       .append(" hold one office in one article, ")
                                                       .append(state_.article_id(one.article))));
        }
    }

    void compare_holders(const Seat& seat, const std::map<GroupId, Tenure>& holders) {
        std::vector<Tenure> tenures;
        for (const auto& [root, tenure] : holders) tenures.push_back(tenure);
        for (Conflict& conflict : two_holders(std::move(tenures), seat.second, state_.groups.key(seat.first)))
            state_.conflicts.push_back(std::move(conflict));
    }

    State& state_;
    Offices offices_;
    std::map<Seat, std::map<GroupId, Tenure>> seats_;
};

} // namespace

std::vector<Conflict> two_holders(std::vector<Tenure> tenures, std::string_view title,
                                  std::string_view body) {
    std::sort(tenures.begin(), tenures.end());
    std::vector<Conflict> conflicts;
    std::size_t longest = 0;
    for (std::size_t i = 1; i < tenures.size(); ++i) {
        const Tenure& before = tenures[longest];
        const Tenure& after = tenures[i];
        if (after.first <= before.last) {
            conflicts.push_back(conflict_of("office.two-holders", before.key, after.key, body, title,
                                            "both hold it between " + date_text(after.first) + " and " +
                                                date_text(std::min(before.last, after.last))));
        }
        if (after.last > before.last) longest = i;
    }
    return conflicts;
}

void find_conflicts(State& state) {
    ConflictFinder(state).run();
}

} // namespace banggiao::merging
