// Takes the officials of all articles. Hands out who is one person: the same name with offices, places and
// dates that agree. A key is a name with the body of an office; membership of a large body (`Ủy viên` of a
// committee) tells nobody apart; a name without any office is a person of the one node it can be, or of its
// article alone.
#include <banggiao/graph/merge_offices.h>
#include <banggiao/graph/merge_spellings.h>
#include <banggiao/graph/merge_state.h>

#include <algorithm>
#include <map>
#include <set>

namespace banggiao::merging {

namespace {

/// What the merge knows of one group of officials: a name and one body, or a name and no body.
struct Person {
    const NameForms* forms = nullptr;
    std::set<GroupId> jurisdictions; ///< roots; empty: Việt Nam as a whole or unsaid
    std::set<GroupId>
        surroundings; ///< of a group without an office or its body's place: where its articles are
    std::set<std::string> titles; ///< of the body
    std::set<std::string> loose;  ///< titles whose body the articles do not name
    bool firm = false;            ///< has an office of a body that tells people apart
    bool high = false;
    std::int32_t first_day = 0; ///< 0 unknown
    std::int32_t last_day = 0;

    void see(std::int32_t day) {
        if (day == 0) return;
        first_day = first_day == 0 ? day : std::min(first_day, day);
        last_day = std::max(last_day, day);
    }
};

/// Years between two people's sightings; 0 if they overlap or one was never dated.
std::int32_t years_apart(const Person& a, const Person& b) {
    if (a.first_day == 0 || b.first_day == 0) return 0;
    return std::max({0, (a.first_day - b.last_day) / 10000, (b.first_day - a.last_day) / 10000});
}

template <typename T>
bool share(const std::set<T>& a, const std::set<T>& b) {
    return std::any_of(a.begin(), a.end(), [&](const T& each) { return b.contains(each); });
}

class OfficialGrouper {
  public:
    OfficialGrouper(State& state, const Jurisdictions& jurisdictions)
        : state_(state), jurisdictions_(jurisdictions) {}

    void run() {
        offices_ = collect_offices(state_);
        for (LocalId local = 0; local < state_.locals.size(); ++local) {
            if (state_.locals[local].kind != Kind::official) continue;
            bool by_office = is_office_only(state_.locals[local], offices_.of(local));
            by_office ? set_apart(local) : group(local);
        }
        state_.groups.apply_judgements("official");
        join_within_articles();
        for (auto& [name, groups] : by_name()) join_firm(groups);
        for (auto& [name, groups] : by_name()) join_same_title(groups);
        join_spellings(state_, offices_);
        join_holders(state_, offices_);
        for (auto& [name, groups] : by_name()) join_vague(groups);
        for (auto& [name, groups] : by_name()) join_by_surroundings(groups);
        for (auto& [name, groups] : by_name()) note_apart(groups);
        note_repeated();
    }

  private:
    /// Someone named by an office alone is of the article, until the holder is known. The key sorts after
    /// every name's.
    void set_apart(LocalId local) {
        Local& official = state_.locals[local];
        official.group =
            state_.groups.intern("official~/" + official.forms->slug + state_.article_mark(official.article));
        official.inferred = true;
    }

    /// One key for each body that tells people apart; else the first large body; else where the person was
    /// seen.
    void group(LocalId local) {
        std::vector<const Office*> firm;
        std::vector<const Office*> broad;
        for (const Office& office : offices_.of(local)) (office.broad ? broad : firm).push_back(&office);
        std::string name = "official/" + state_.locals[local].forms->slug;
        std::vector<GroupId> groups;
        for (const Office* office : firm)
            groups.push_back(intern(local, name + "@" + body_tail(*office), office, true));
        if (firm.empty() && !broad.empty()) {
            auto least = std::min_element(broad.begin(), broad.end(), [&](const Office* a, const Office* b) {
                return body_tail(*a) < body_tail(*b);
            });
            groups.push_back(intern(local, name + "~" + body_tail(**least), *least, false));
        }
        if (groups.empty())
            groups.push_back(
                intern(local, name + state_.article_mark(state_.locals[local].article), nullptr, false));
        std::sort(groups.begin(), groups.end(),
                  [&](GroupId a, GroupId b) { return state_.groups.key(a) < state_.groups.key(b); });
        state_.locals[local].group = groups.front();
        groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
        if (groups.size() > 1) in_one_article_.push_back(std::move(groups));
    }

    std::string body_tail(const Office& office) const {
        return std::string(tail(state_.groups.key(office.body)));
    }

    GroupId intern(LocalId local, const std::string& key, const Office* office, bool firm) {
        const Local& official = state_.locals[local];
        GroupId group = state_.groups.intern(key);
        Person& person = people_[group];
        person.forms = official.forms;
        person.firm = firm;
        person.see(state_.articles[official.article].day);
        ++sightings_[group];
        if (office) {
            GroupId place = jurisdictions_.of(state_, office->body);
            if (place != none) person.jurisdictions.insert(place);
            person.titles.insert(office->base);
            person.high = person.high || is_high_office(office->base);
        }
        for (std::string_view title : official.node->titles)
            person.loose.insert(base_title(state_.names.of(title).slug));
        bool nowhere = office && state_.groups.key(office->body).find('@') == std::string::npos;
        if (!firm || nowhere) add_surroundings(person, official.article);
        return group;
    }

    /// Provinces, regions and foreign countries an article names.
    void add_surroundings(Person& person, std::uint32_t article) {
        for (const Local& local : state_.locals_of(article)) {
            GroupId place = local.kind == Kind::place ? jurisdictions_.of(state_, local.group) : none;
            if (place != none) person.surroundings.insert(place);
        }
    }

    void join_within_articles() {
        for (const std::vector<GroupId>& groups : in_one_article_) {
            for (std::size_t i = 1; i < groups.size(); ++i) {
                state_.groups.join(groups[0], groups[i], "official.one-article",
                                   "one article gives one person both offices");
            }
        }
    }

    using ByName = std::map<std::string_view, std::vector<GroupId>>;

    ByName by_name() const {
        ByName names;
        for (const auto& [group, person] : people_) names[person.forms->key].push_back(group);
        std::erase_if(names, [](const auto& each) { return each.second.size() < 2; });
        for (auto& [name, groups] : names) std::sort(groups.begin(), groups.end());
        return names;
    }

    /// Offices in one province, region or country; or high offices of Việt Nam as a whole.
    void join_firm(const std::vector<GroupId>& groups) {
        std::map<GroupId, std::vector<GroupId>> by_place;
        for (GroupId group : groups) {
            const Person& person = people_.at(group);
            if (!person.firm) continue;
            for (GroupId place : person.jurisdictions) by_place[place].push_back(group);
            if (person.jurisdictions.empty()) by_place[none].push_back(group);
        }
        for (const auto& [place, here] : by_place) {
            for (std::size_t i = 1; i < here.size(); ++i) {
                join_neighbours(here, i, place);
            }
        }
    }

    /// Joins a group with the first one before it that it agrees with.
    void join_neighbours(const std::vector<GroupId>& here, std::size_t i, GroupId place) {
        const Person& person = people_.at(here[i]);
        for (std::size_t j = 0; j < i; ++j) {
            const Person& other = people_.at(here[j]);
            constexpr std::int32_t longest_career = 20;
            if (!same_but_for_lost_marks(*person.forms, *other.forms) ||
                years_apart(person, other) > longest_career)
                continue;
            if (place == none && !shares_body(here[i], here[j]) && !(person.high && other.high)) continue;
            std::string_view rule = place == none ? "official.high-offices" : "official.same-jurisdiction";
            std::string reason = place == none ? "the same name, both in high offices of the state"
                                               : "the same name, offices in " + state_.groups.key(place);
            if (state_.groups.join(here[j], here[i], rule, reason)) return;
        }
    }

    /// Two keys of one name with bodies that are one node under two keys.
    bool shares_body(GroupId a, GroupId b) const {
        auto body = [&](GroupId group) {
            const std::string& key = state_.groups.key(group);
            auto found =
                state_.groups.find("organization/" + key.substr(std::min(key.find('@') + 1, key.size())));
            return found ? state_.groups.root(*found) : none;
        };
        GroupId first = body(a);
        return first != none && first == body(b);
    }

    /// The name of the body of an office, and where it is: `sở-ngoại-vụ` and `VN-13`.
    struct BodyName {
        std::string_view core;
        std::string_view place; ///< empty if the articles do not say
    };

    BodyName body_name(GroupId group) const {
        std::string_view key = state_.groups.key(group);
        std::string_view body = key.substr(std::min(key.find('@') + 1, key.size()));
        std::size_t end = std::min(body.find_first_of("@~"), body.size());
        bool placed = end < body.size() && body[end] == '@';
        return {body.substr(0, end), placed ? body.substr(end + 1) : std::string_view()};
    }

    /// A body whose place an article leaves out: its holder is the one of the same name and title in a body
    /// so named, if there is exactly one.
    void join_same_title(const std::vector<GroupId>& groups) {
        std::vector<std::pair<GroupId, GroupId>> joins;
        for (GroupId group : groups) {
            if (!people_.at(group).firm || !body_name(group).place.empty()) continue;
            std::map<GroupId, GroupId> nodes;
            for (GroupId other : groups) {
                if (holds_same_title(group, other)) nodes.emplace(state_.groups.root(other), other);
            }
            if (nodes.size() == 1) joins.emplace_back(nodes.begin()->second, group);
        }
        for (auto [placed, group] : joins) {
            state_.groups.join(placed, group, "official.same-title",
                               "the same name and title in a body of one name, once without its place");
        }
    }

    bool holds_same_title(GroupId unplaced, GroupId placed) const {
        const Person& person = people_.at(unplaced);
        const Person& other = people_.at(placed);
        BodyName body = body_name(placed);
        constexpr std::int32_t longest_term = 10;
        return other.firm && !body.place.empty() && body.core == body_name(unplaced).core &&
               share(person.titles, other.titles) && same_but_for_lost_marks(*person.forms, *other.forms) &&
               years_apart(person, other) <= longest_term &&
               (person.surroundings.empty() || share(person.surroundings, other.jurisdictions));
    }

    void note_apart(const std::vector<GroupId>& groups) {
        std::map<GroupId, GroupId> nodes; // root, its first group
        for (GroupId group : groups) {
            if (people_.at(group).firm) nodes.emplace(state_.groups.root(group), group);
        }
        if (nodes.size() < 2) return;
        std::vector<GroupId> firsts;
        for (auto [root, group] : nodes) firsts.push_back(group);
        state_.groups.note("official.kept-apart", firsts, "the same name; offices or places do not agree");
    }

    /// A group without a telling office joins the one person of its name that it can be.
    void join_vague(const std::vector<GroupId>& groups) {
        std::vector<std::pair<GroupId, GroupId>> joins;
        for (GroupId group : groups) {
            if (people_.at(group).firm) continue;
            std::map<GroupId, GroupId> nodes;
            for (GroupId other : groups) {
                if (people_.at(other).firm && agrees(group, other))
                    nodes.emplace(state_.groups.root(other), other);
            }
            if (nodes.size() == 1) joins.emplace_back(nodes.begin()->second, group);
            if (nodes.size() > 1) {
                std::vector<GroupId> others;
                for (auto [root, other] : nodes) others.push_back(other);
                state_.groups.note_each("official.kept-apart", group, others,
                                        "several people of this name agree with it");
            }
        }
        for (auto [person, group] : joins) {
            state_.groups.join(person, group, "official.only-candidate",
                               "the only known person of this name whose places and dates agree");
        }
    }

    bool agrees(GroupId vague, GroupId firm) const {
        const Person& person = people_.at(vague);
        const Person& other = people_.at(firm);
        constexpr std::int32_t longest_gap = 10;
        if (!same_but_for_lost_marks(*person.forms, *other.forms) || years_apart(person, other) > longest_gap)
            return false;
        if (!person.loose.empty() && !share(person.loose, other.titles)) return false;
        if (!person.jurisdictions.empty() && !other.jurisdictions.empty())
            return share(person.jurisdictions, other.jurisdictions);
        return other.jurisdictions.empty() || person.surroundings.empty() ||
               share(person.surroundings, other.jurisdictions);
    }

    /// Names without offices that nobody firm answers to: one person where their articles share a place.
    void join_by_surroundings(const std::vector<GroupId>& groups) {
        std::set<GroupId> answered;
        for (GroupId group : groups) {
            if (people_.at(group).firm) answered.insert(state_.groups.root(group));
        }
        std::map<std::pair<std::string_view, GroupId>, GroupId> seen;
        for (GroupId group : groups) {
            const Person& person = people_.at(group);
            if (answered.contains(state_.groups.root(group))) continue;
            for (GroupId place : person.surroundings) {
                auto [first, is_new] = seen.try_emplace({person.forms->exact, place}, group);
                if (is_new || years_apart(people_.at(first->second), person) > 5) continue;
                state_.groups.join(first->second, group, "official.same-surroundings",
                                   "the same name without an office in articles about " +
                                       state_.groups.key(place));
            }
        }
    }

    void note_repeated() {
        for (const auto& [group, count] : sightings_) {
            if (count < 2) continue;
            bool firm = people_.at(group).firm;
            state_.groups.note(firm ? "official.same-office" : "official.same-body", {group},
                               "the same name and body in " + std::to_string(count) + " articles");
        }
    }

    State& state_;
    const Jurisdictions& jurisdictions_;
    Offices offices_;
    std::unordered_map<GroupId, Person> people_;
    std::unordered_map<GroupId, std::uint32_t> sightings_;
    std::vector<std::vector<GroupId>> in_one_article_;
};

} // namespace

void group_officials(State& state, const Jurisdictions& jurisdictions) {
    OfficialGrouper(state, jurisdictions).run();
}

} // namespace banggiao::merging
