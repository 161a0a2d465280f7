// Takes the officials of all articles. Hands out who is one person: the same name with offices, places and
// dates that agree. A key is a name with the body of an office; membership of a large body (`Ủy viên` of a
// committee) tells nobody apart; a name without any office is a person of the one node it can be, or of its
// article alone.
#include <banggiao/graph/merge_known.h>
#include <banggiao/graph/merge_offices.h>
#include <banggiao/graph/merge_people.h>
#include <banggiao/graph/merge_spellings.h>
#include <banggiao/graph/merge_state.h>

#include <algorithm>
#include <map>
#include <set>

namespace banggiao::merging {

namespace {

using Person = PersonOf<GroupId>; ///< places by their roots

/// How often articles say what makes up a person.
struct Told {
    MergeIndex::Counts titles, loose;
    std::map<GroupId, int> surroundings;
    MergeIndex::Days days;
};

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
        if (state_.known)
            state_.adopt_known();
        else
            join();
        if (state_.index) describe(*state_.index);
    }

  private:
    void join() {
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

    void describe(MergeIndex& index) const {
        NodeNames nodes(state_);
        const auto names_of = [&](const std::set<GroupId>& places) {
            std::set<std::string> names;
            for (GroupId place : places) {
                names.insert(nodes.of(place));
                index.places_spoken_of.emplace(nodes.of(place), state_.groups.key(place));
            }
            return names;
        };
        std::vector<GroupId> order;
        for (const auto& [group, person] : people_) order.push_back(group);
        std::sort(order.begin(), order.end());
        for (GroupId group : order) {
            const Person& person = people_.at(group);
            const std::string& key = state_.groups.key(group);
            MergeIndex::Person known;
            known.forms = person.forms;
            known.jurisdictions = names_of(person.jurisdictions);
            known.surroundings = names_of(person.surroundings);
            known.titles = person.titles;
            known.loose = person.loose;
            known.firm = person.firm;
            known.high = person.high;
            known.first_day = person.first_day;
            known.last_day = person.last_day;
            known.sightings = sightings_.at(group);
            GroupId body = body_of(group);
            if (body != none) known.body = nodes.of(body);
            index.names_shared[person.forms->key].push_back(key);
            index.told.emplace(key, tellings_of(group, nodes));
            index.people.emplace(key, std::move(known));
        }
        for (const auto& groups : in_one_article_)
            for (std::size_t i = 1; i < groups.size(); ++i)
                ++index.one_article_pairs[state_.groups.key(groups[0]) + "\n" + state_.groups.key(groups[i])];
        describe_seats(index, nodes);
    }

    MergeIndex::Tellings tellings_of(GroupId group, const NodeNames& nodes) const {
        const Told& told = told_.at(group);
        MergeIndex::Tellings tellings;
        tellings.mentions = sightings_.at(group);
        tellings.titles = told.titles;
        tellings.loose = told.loose;
        for (auto [place, count] : told.surroundings) tellings.surroundings[nodes.of(place)] += count;
        tellings.days = told.days;
        return tellings;
    }

    /// Who was seen in which office, and when.
    void describe_seats(MergeIndex& index, const NodeNames& nodes) const {
        for (LocalId local = 0; local < state_.locals.size(); ++local) {
            const Local& official = state_.locals[local];
            if (official.kind != Kind::official) continue;
            std::int32_t day = state_.articles[official.article].day;
            const std::string& key = state_.groups.key(official.group);
            for (const Office& office : offices_.of(local)) {
                MergeIndex::Seat& seat = index.seats[{nodes.of(office.body), office.base}];
                if (official.inferred) {
                    seat.inferred.emplace_back(key, day);
                    continue;
                }
                MergeIndex::Holder& holder = seat.holders[key];
                ++holder.told.statements;
                if (!holder.forms) holder.forms = official.forms;
                bool tells = !office.broad && !office.base.empty();
                if (tells) ++holder.sightings;
                if (tells) ++holder.told.telling[day];
                if (tells) see_day(holder.first_day, holder.last_day, day);
                if (office.former || day == 0) continue;
                ++holder.told.in_office[day];
                if (holder.first_to_tell.empty()) holder.first_to_tell = state_.article_id(official.article);
                see_day(holder.first_in_office, holder.last_in_office, day);
            }
        }
        for (LocalId local = 0; local < state_.locals.size(); ++local) describe_first(index, local);
    }

    /// Which article was the first to say a key of an official, and whether names of one key differ.
    void describe_first(MergeIndex& index, LocalId local) const {
        const Local& official = state_.locals[local];
        if (official.kind != Kind::official || official.inferred) return;
        for (const std::string& key : keys_of(local)) {
            MergeIndex::Person& person = index.people.at(key);
            if (person.first.empty()) person.first = state_.article_id(official.article);
            person.forms_differ = person.forms_differ || person.forms->exact != official.forms->exact ||
                                  person.forms->key != official.forms->key ||
                                  person.forms->slug != official.forms->slug;
        }
    }

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
        const auto [firm, least_broad] = telling_offices(local);
        std::vector<std::string> keys = keys_of(local);
        std::vector<GroupId> groups;
        if (firm.empty()) groups.push_back(intern(local, keys.front(), least_broad, false));
        for (std::size_t i = 0; i < firm.size(); ++i) groups.push_back(intern(local, keys[i], firm[i], true));
        std::sort(groups.begin(), groups.end(),
                  [&](GroupId a, GroupId b) { return state_.groups.key(a) < state_.groups.key(b); });
        state_.locals[local].group = groups.front();
        groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
        if (groups.size() > 1) in_one_article_.push_back(std::move(groups));
    }

    /// The firm offices; if there is none, the first of the broad ones, or null.
    std::pair<std::vector<const Office*>, const Office*> telling_offices(LocalId local) const {
        std::vector<const Office*> firm;
        const Office* broad = nullptr;
        for (const Office& office : offices_.of(local)) {
            if (!office.broad)
                firm.push_back(&office);
            else if (!broad || body_tail(office) < body_tail(*broad))
                broad = &office;
        }
        return {std::move(firm), broad};
    }

    std::vector<std::string> keys_of(LocalId local) const {
        const auto [firm, broad] = telling_offices(local);
        std::string name = "official/" + state_.locals[local].forms->slug;
        std::vector<std::string> keys;
        for (const Office* office : firm) keys.push_back(name + "@" + body_tail(*office));
        if (firm.empty())
            keys.push_back(
                name + (broad ? "~" + body_tail(*broad) : state_.article_mark(state_.locals[local].article)));
        return keys;
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
        if (state_.index) tell(told_[group], official, office);
        bool nowhere = office && state_.groups.key(office->body).find('@') == std::string::npos;
        if (!firm || nowhere) add_surroundings(group, person, official.article);
        return group;
    }

    void tell(Told& told, const Local& official, const Office* office) {
        ++told.days[state_.articles[official.article].day];
        if (office) ++told.titles[office->base];
        for (std::string_view title : official.node->titles)
            ++told.loose[base_title(state_.names.of(title).slug)];
    }

    /// Provinces, regions and foreign countries an article names.
    void add_surroundings(GroupId group, Person& person, std::uint32_t article) {
        for (const Local& local : state_.locals_of(article)) {
            GroupId place = local.kind == Kind::place ? jurisdictions_.of(state_, local.group) : none;
            if (place == none) continue;
            person.surroundings.insert(place);
            if (state_.index) ++told_[group].surroundings[place];
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
            if (!can_be_one_career(person, other)) continue;
            if (place == none && !shares_body(here[i], here[j]) && !(person.high && other.high)) continue;
            std::string_view rule = place == none ? "official.high-offices" : "official.same-jurisdiction";
            std::string reason = place == none ? "the same name, both in high offices of the state"
                                               : "the same name, offices in " + state_.groups.key(place);
            if (state_.groups.join(here[j], here[i], rule, reason)) return;
        }
    }

    /// Two keys of one name with bodies that are one node under two keys.
    bool shares_body(GroupId a, GroupId b) const {
        GroupId first = body_of(a);
        return first != none && first == body_of(b);
    }

    /// The node of the body in a key; none if it has none.
    GroupId body_of(GroupId group) const {
        const std::string& key = state_.groups.key(group);
        auto found =
            state_.groups.find("organization/" + key.substr(std::min(key.find('@') + 1, key.size())));
        return found ? state_.groups.root(*found) : none;
    }

    /// A body whose place an article leaves out: its holder is the one of the same name and title in a body
    /// so named, if there is exactly one.
    void join_same_title(const std::vector<GroupId>& groups) {
        std::vector<std::pair<GroupId, GroupId>> joins;
        for (GroupId group : groups) {
            if (!people_.at(group).firm || !body_name(state_.groups.key(group)).place.empty()) continue;
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
        return merging::holds_same_title(state_.groups.key(unplaced), people_.at(unplaced),
                                         state_.groups.key(placed), people_.at(placed));
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
                if (people_.at(other).firm && agrees(people_.at(group), people_.at(other)))
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
                if (is_new || !are_near(people_.at(first->second), person)) continue;
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
    std::unordered_map<GroupId, Told> told_; ///< where an index is asked for
    std::vector<std::vector<GroupId>> in_one_article_;
};

} // namespace

void group_officials(State& state, const Jurisdictions& jurisdictions) {
    OfficialGrouper(state, jurisdictions).run();
}

} // namespace banggiao::merging
