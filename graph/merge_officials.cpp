// Takes the officials of all articles. Hands out who is one person: the same name with offices, places and
// dates that agree. A key is a name with the body of an office; membership of a large body (`Ủy viên` of a
// committee) tells nobody apart; a name without any office is a person of the one node it can be, or of its
// article alone.
#include <banggiao/graph/merge_known.h>
#include <banggiao/graph/merge_offices.h>
#include <banggiao/graph/merge_one_name.h>
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
    MergeIndex::Counts forms, titles, loose;
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
    using Blocks = std::vector<std::vector<GroupId>>;

    void join() {
        state_.groups.apply_judgements("official");
        join_within_articles();
        const Blocks blocks = by_name();
        for (const auto& block : blocks) OneName<OfficialGrouper>(*this, block).join_firm();
        join_alike(blocks);
        for (const auto& block : blocks) OneName<OfficialGrouper>(*this, block).join_others();
        for (const auto& block : blocks) OneName<OfficialGrouper>(*this, block).note_apart();
        join_holders(state_, offices_);
        note_repeated();
    }

    void describe(MergeIndex& index) const {
        const auto names_of = [&](const std::set<GroupId>& places) {
            std::set<std::string> names;
            for (GroupId place : places) names.insert(state_.groups.node(place));
            return names;
        };
        std::vector<GroupId> order;
        for (const auto& [group, person] : people_) order.push_back(group);
        state_.groups.sort_by_key(order);
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
            if (auto body = body_of(group)) known.body = state_.groups.key(*body);
            index.names[person.forms->key].keys.push_back(key);
            index.told.emplace(key, tellings_of(group));
            index.people.emplace(key, std::move(known));
        }
        describe_pairs(one_article_pairs(), &MergeIndex::Name::one_article, index);
        describe_pairs(alike_, &MergeIndex::Name::alike, index);
        for (const auto& groups : in_one_article_)
            for (std::size_t i = 1; i < groups.size(); ++i)
                ++index.one_article_pairs[key(groups[0]) + "\n" + key(groups[i])];
        for (const LocalEdge& edge : state_.edges)
            for (LocalId end : {edge.from, edge.to})
                if (edge.kind == EdgeKind::met && state_.locals[end].group != none)
                    ++index.met_outright[key(state_.locals[end].group)];
        describe_seats(index);
    }

    void describe_pairs(const Groups::Pairs& pairs, MergeIndex::Name::Pairs MergeIndex::Name::*into,
                        MergeIndex& index) const {
        for (auto [a, b] : pairs) {
            MergeIndex::Name& name = index.names[people_.at(a).forms->key];
            (name.*into).emplace_back(key(a), key(b));
        }
    }

    MergeIndex::Tellings tellings_of(GroupId group) const {
        const Told& told = told_.at(group);
        MergeIndex::Tellings tellings;
        tellings.mentions = sightings_.at(group);
        tellings.forms = told.forms;
        tellings.titles = told.titles;
        tellings.loose = told.loose;
        for (auto [place, count] : told.surroundings)
            tellings.surroundings[state_.groups.node(place)] += count;
        tellings.days = told.days;
        return tellings;
    }

    /// Who was seen in which office, and when.
    void describe_seats(MergeIndex& index) const {
        for (LocalId local = 0; local < state_.locals.size(); ++local) {
            const Local& official = state_.locals[local];
            if (official.kind != Kind::official) continue;
            std::int32_t day = state_.articles[official.article].day;
            const std::string& key = state_.groups.key(official.group);
            for (const Office& office : offices_.of(local)) {
                MergeIndex::Seat& seat = index.seats[{state_.groups.node(office.body), office.base}];
                if (official.inferred) {
                    seat.inferred.emplace_back(key, day);
                    continue;
                }
                MergeIndex::Holder& holder = seat.holders[key];
                ++holder.told.statements;
                take_least(holder.forms, official.forms);
                bool tells = !office.broad && !office.base.empty();
                if (tells) ++holder.sightings;
                if (tells) index.people.at(key).seats.emplace(state_.groups.node(office.body), office.base);
                if (tells) ++holder.told.telling[day];
                if (tells) see_day(holder.first_day, holder.last_day, day);
                if (office.former || day == 0) continue;
                ++holder.told.in_office[day];
                see_day(holder.first_in_office, holder.last_in_office, day);
            }
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
        take_least(person.forms, official.forms);
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
        ++told.forms[official.forms->folded];
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
        for (auto [least, other] : one_article_pairs())
            state_.groups.join(least, other, rule_of_one_article, reason_of_one_article);
    }

    Groups::Pairs one_article_pairs() const {
        Groups::Pairs pairs;
        for (const std::vector<GroupId>& groups : in_one_article_)
            for (std::size_t i = 1; i < groups.size(); ++i) pairs.emplace_back(groups[0], groups[i]);
        state_.groups.sort_by_keys(pairs);
        return pairs;
    }

    /// Joins names alike, and notes which people of one name they make one.
    void join_alike(const Blocks& blocks) {
        std::vector<std::vector<GroupId>> before;
        for (const auto& block : blocks) before.push_back(roots(block));
        join_spellings(state_, offices_);
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            std::map<GroupId, std::size_t> firsts; // by root
            for (std::size_t j = 0; j < blocks[i].size(); ++j) {
                std::size_t first = firsts.emplace(root(blocks[i][j]), j).first->second;
                if (before[i][first] != before[i][j]) alike_.emplace_back(blocks[i][first], blocks[i][j]);
            }
        }
    }

    std::vector<GroupId> roots(const std::vector<GroupId>& groups) const {
        std::vector<GroupId> roots;
        for (GroupId group : groups) roots.push_back(root(group));
        return roots;
    }

    /// People of one folded name, in order of their keys; only where there are several.
    Blocks by_name() const {
        std::map<std::string_view, std::vector<GroupId>> names;
        for (const auto& [group, person] : people_) names[person.forms->key].push_back(group);
        Blocks blocks;
        for (auto& [name, groups] : names) {
            if (groups.size() < 2) continue;
            state_.groups.sort_by_key(groups);
            blocks.push_back(std::move(groups));
        }
        return blocks;
    }

    // What the rules on one name ask (merge_one_name.h).

    friend class OneName<OfficialGrouper>;
    using Who = GroupId;

    const Person& person(GroupId group) const { return people_.at(group); }
    const std::string& key(GroupId group) const { return state_.groups.key(group); }
    const std::string& place_name(GroupId place) const { return state_.groups.key(place); }
    GroupId root(GroupId group) const { return state_.groups.root(group); }
    bool join(GroupId a, GroupId b, const char* rule, const std::string& reason) {
        return state_.groups.join(a, b, rule, reason);
    }
    void note(const char* rule, std::vector<GroupId> groups, const char* reason) {
        state_.groups.note(rule, std::move(groups), reason);
    }
    std::optional<GroupId> body_of(GroupId group) const {
        const std::string& key = state_.groups.key(group);
        auto found =
            state_.groups.find("organization/" + key.substr(std::min(key.find('@') + 1, key.size())));
        return found ? std::optional(state_.groups.root(*found)) : std::nullopt;
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
    Groups::Pairs alike_; ///< of one name, made one by names alike
};

} // namespace

void group_officials(State& state, const Jurisdictions& jurisdictions) {
    OfficialGrouper(state, jurisdictions).run();
}

} // namespace banggiao::merging
