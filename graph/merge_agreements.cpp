// Takes the agreements of all articles. Hands out which are one: the same kind, parties and date, and a title
// that says the same. One without a full date joins another that fits, several only if they fit
// each other.
#include <banggiao/graph/merge_alike_told.h>
#include <banggiao/graph/merge_known.h>
#include <banggiao/graph/merge_state.h>
#include <banggiao/graph/merge_telling.h>
#include <banggiao/graph/merge_titles.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace banggiao::merging {

namespace {

struct AgreementGroup {
    std::string kind;
    std::optional<PartialDate> date;
    std::vector<GroupId> parties; ///< sorted roots
    std::set<std::string> words;  ///< of the title, those that tell
    std::string convention;       ///< what the title of a convention of many is about; empty for others
    std::string year;             ///< that such a title names
    std::int32_t day = 0;       ///< its own; of what says no more, or one article tells, the article's; or 0
    bool is_of_article = false; ///< its key names the only article that tells it

    bool is_exact() const { return date && date->is_day() && parties.size() > 1; }
    /// Whether neither a date nor a title says which it is: only when it was reported can.
    bool is_bare() const { return !date && words.empty() && convention.empty(); }
    /// Whether nothing said can make it one with another.
    bool is_lone() const { return convention.empty() && (parties.size() < 2 || (is_bare() && day == 0)); }
    /// Whether its title, or another's, tells all of it.
    bool is_titled_alone(const AgreementGroup& other) const {
        return !convention.empty() || !other.convention.empty();
    }
    /// Whether two that an article tells may have to do with each other.
    bool is_beside(const AgreementGroup& other) const {
        return kind == other.kind && (parties == other.parties || is_titled_alone(other));
    }
};

/// Takes the year that a title names from its end: `công-ước-…-năm-1982`.
std::string take_year(std::string_view& slug) {
    constexpr std::size_t digits = 4;
    std::string_view last = slug.substr(std::min(slug.rfind('-') + 1, slug.size()));
    bool is_year = last.size() == digits && last.find_first_not_of("0123456789") == last.npos;
    if (!is_year || last.size() == slug.size()) return {};
    slug.remove_suffix(digits + 1);
    if (slug.ends_with("-năm")) slug.remove_suffix(std::string_view("-năm").size());
    return std::string(last);
}

/// Conventions and charters of the United Nations, and others without two parties, are of many, of whom an
/// article names none or some: their title tells them. Its words in one order; the acronym that follows it
/// says the same again. Hands out the title without that; empty if it is no convention.
std::string read_convention(AgreementGroup& agreement, std::string_view name) {
    std::string slug = slug_of(name.substr(0, name.find(" (")));
    const std::string title = slug;
    for (std::string_view united : {"lhq", "liên-hiệp-quốc"}) {
        std::size_t at = slug.find(united);
        if (at != slug.npos) slug.replace(at, united.size(), "liên-hợp-quốc");
    }
    std::string_view rest = slug;
    agreement.year = take_year(rest);
    bool of_many = (rest.starts_with("công-ước-") || rest.starts_with("hiến-chương-")) &&
                   (rest.find("liên-hợp-quốc") != rest.npos || agreement.parties.size() < 2);
    constexpr std::size_t fewest_words = 3;
    std::set<std::string> words = telling_words(rest);
    if (!of_many || words.size() < fewest_words) return {};
    for (const std::string& word : words) agreement.convention += word + "-";
    return title;
}

constexpr std::size_t most_candidates = 8;

class AgreementGrouper {
  public:
    explicit AgreementGrouper(State& state) : state_(state) {}

    void run() {
        collect_parties();
        for (std::uint32_t article = 0; article < state_.articles.size(); ++article) group_article(article);
        if (state_.known) leave_known(state_, agreements_, can_be_one);
        state_.groups.apply_judgements("agreement/");
        join();
        if (state_.index) describe_conventions(*state_.index);
    }

  private:
    void describe_conventions(MergeIndex& index) const {
        std::map<std::string_view, std::set<std::string>> nodes;
        for (const auto& [group, agreement] : agreements_)
            if (!agreement.convention.empty()) nodes[agreement.convention].insert(state_.groups.node(group));
        for (const auto& [title, all] : nodes)
            index.conventions[std::string(title)].assign(all.begin(), all.end());
    }

    /// No two that are not can be joined, but through others that are.
    static bool can_be_one(const AgreementGroup& a, const AgreementGroup& b) {
        if (!a.convention.empty() && a.convention == b.convention) return true;
        return a.kind == b.kind && a.parties.size() > 1 && a.parties == b.parties &&
               titles_agree(a.words, b.words) && dates_agree(a, b);
    }

    void collect_parties() {
        for (const LocalEdge& edge : state_.edges) {
            GroupId party = state_.locals[edge.from].group;
            if (edge.kind == EdgeKind::party_to && party != none) parties_[edge.to].push_back(party);
        }
    }

    /// What an article tells, with what it is told by.
    struct Told {
        LocalId local;
        AgreementGroup agreement;
        std::string key;
    };

    /// What it tells twice in the same words is told apart by it alone.
    void group_article(std::uint32_t article) {
        std::vector<Told> all;
        std::map<std::string_view, int> times;
        const LocalId first = state_.articles[article].first;
        const auto count = static_cast<LocalId>(state_.locals_of(article).size());
        for (LocalId local = first; local < first + count; ++local)
            if (state_.locals[local].kind == Kind::agreement) all.push_back(told(local));
        for (const Told& each : all) ++times[each.key];
        const std::string mark = state_.article_mark(article);
        for (Told& each : all) {
            AgreementGroup& agreement = each.agreement;
            agreement.is_of_article = !agreement.is_exact() && (agreement.is_lone() || times[each.key] > 1);
            if (agreement.is_of_article && !agreement.date) agreement.day = state_.articles[article].day;
        }
        std::map<std::string, int> used;
        for (Told& each : all) {
            if (!each.agreement.is_of_article) continue;
            const int number = ++used[each.key];
            each.key += mark + (number > 1 ? "~" + std::to_string(number) : "");
        }
        if (state_.index) describe(all, *state_.index);
        for (Told& each : all) group(each.local, each.key, std::move(each.agreement));
    }

    Told told(LocalId local) {
        const Local& node = state_.locals[local];
        AgreementGroup agreement;
        agreement.kind = property(node.node->properties, "kind").value_or("");
        if (auto date = property(node.node->properties, "date")) agreement.date = PartialDate::parse(*date);
        if (agreement.date && agreement.date->is_day()) agreement.day = agreement.date->latest();
        const std::string parties = party_names(local, agreement);
        std::string title = read_convention(agreement, node.node->name);
        if (title.empty()) title = node.forms->slug;
        agreement.words = telling_words(title);
        std::string key = "agreement/" + (agreement.kind.empty() ? "other" : agreement.kind) + "/" +
                          (agreement.date ? agreement.date->text() : "undated") + "/" + parties + "/" + title;
        if (agreement.is_bare()) agreement.day = state_.articles[node.article].day;
        if (agreement.is_bare() && agreement.day != 0) key += "#" + std::to_string(agreement.day);
        return {local, std::move(agreement), std::move(key)};
    }

    /// Counts tellings; of a part of the articles it also notes which tell an agreement.
    void describe(const std::vector<Told>& all, MergeIndex& index) const {
        const auto telling_of = [](const Told& told) {
            return told.agreement.is_of_article ? std::string() : telling_short_for(told.key);
        };
        for (const Told& each : all) {
            const std::string telling = telling_of(each);
            if (!telling.empty()) ++index.tellings[telling];
            if (state_.known) index.told_by[each.key].insert(telling);
            if (state_.known && each.agreement.is_lone()) index.lone.insert(each.key);
            for (const Told* other = all.data(); other != &each; ++other) {
                if (other->key == each.key || !each.agreement.is_beside(other->agreement)) continue;
                const std::string both = telling_of_both(telling, telling_of(*other));
                if (!both.empty()) ++index.tellings[both];
                if (state_.known)
                    index.beside.push_back(
                        {each.key, other->key, both, each.agreement.is_titled_alone(other->agreement)});
            }
        }
    }

    void group(LocalId local, const std::string& key, AgreementGroup agreement) {
        Local& node = state_.locals[local];
        node.group = state_.groups.intern(key);
        state_.groups.tag(node.group, state_.articles[node.article].same_text);
        agreements_.emplace(node.group, std::move(agreement));
    }

    /// The parties' keys for the agreement's own; their roots for comparison.
    std::string party_names(LocalId local, AgreementGroup& agreement) {
        std::set<std::string> names;
        for (GroupId party : parties_[local]) {
            names.emplace(tail(state_.groups.key(party)));
            agreement.parties.push_back(state_.groups.root(party));
        }
        std::sort(agreement.parties.begin(), agreement.parties.end());
        agreement.parties.erase(std::unique(agreement.parties.begin(), agreement.parties.end()),
                                agreement.parties.end());
        std::string joined;
        for (const std::string& name : names) joined += (joined.empty() ? "" : "+") + name;
        return joined;
    }

    /// Blocks of one kind and one set of two parties or more.
    void join() {
        std::map<std::pair<std::string_view, std::vector<GroupId>>, std::vector<GroupId>> blocks;
        std::vector<GroupId> groups;
        for (const auto& [group, agreement] : agreements_) groups.push_back(group);
        state_.groups.sort_by_key(groups);
        for (GroupId group : groups) {
            const AgreementGroup& agreement = agreements_.at(group);
            if (agreement.parties.size() > 1) blocks[{agreement.kind, agreement.parties}].push_back(group);
        }
        for (const auto& [shared, block] : blocks) {
            find_told_alike(block);
            join_dated(block);
            join_open(block);
        }
        join_conventions(groups);
    }

    /// Whatever parties and day an article tells; the year of the title must not be another.
    void join_conventions(const std::vector<GroupId>& groups) {
        std::map<std::string_view, std::map<std::string_view, std::vector<GroupId>>> by_title; // and year
        for (GroupId group : groups) {
            const AgreementGroup& agreement = agreements_.at(group);
            if (!agreement.convention.empty())
                by_title[agreement.convention][agreement.year].push_back(group);
        }
        for (auto& [title, by_year] : by_title) {
            if (auto yearless = by_year.find(""); yearless != by_year.end() && by_year.size() == 2) {
                auto& others = by_year.rbegin()->second;
                others.insert(others.end(), yearless->second.begin(), yearless->second.end());
                by_year.erase(yearless);
            }
            for (const auto& [year, same] : by_year) {
                for (std::size_t i = 1; i < same.size(); ++i)
                    state_.groups.join(same.front(), same[i], "agreement.convention",
                                       "a convention or charter of the same title");
            }
        }
    }

    /// Finds those whose titles tell the same in other words.
    void find_told_alike(const std::vector<GroupId>& block) {
        using Telling = std::tuple<std::optional<PartialDate>, std::set<std::string>, std::int32_t>;
        std::map<Telling, std::vector<GroupId>> alike;
        for (GroupId group : block) {
            const AgreementGroup& agreement = agreements_.at(group);
            if (!agreement.is_exact() && !agreement.is_of_article)
                alike[{agreement.date, agreement.words, agreement.day}].push_back(group);
        }
        for (const auto& [what, groups] : alike) alike_.add(groups, state_.groups);
    }

    void join_dated(const std::vector<GroupId>& block) {
        std::map<PartialDate, std::vector<GroupId>> by_date;
        for (GroupId group : block) {
            if (agreements_.at(group).is_exact()) by_date[*agreements_.at(group).date].push_back(group);
        }
        for (const auto& [date, groups] : by_date) {
            for (std::size_t i = 1; i < groups.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) join_if_titled_alike(groups[j], groups[i]);
            }
        }
    }

    void join_if_titled_alike(GroupId a, GroupId b) {
        if (!titles_agree(agreements_.at(a).words, agreements_.at(b).words)) return;
        state_.groups.join(a, b, "agreement.same-day",
                           "the same kind, parties and date, and a title that says the same");
    }

    /// Where the groups of one block lie in it, of those told alike the first, by the telling words of their
    /// titles; those without any by the empty word.
    using ByWord = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;

    /// `block`: in order of their keys.
    void join_open(const std::vector<GroupId>& block) {
        ByWord by_word;
        for (std::uint32_t at = 0; at < block.size(); ++at) {
            if (alike_.first(block[at]) != block[at]) continue;
            const AgreementGroup& agreement = agreements_.at(block[at]);
            for (const std::string& word : agreement.words) by_word[word].push_back(at);
            if (agreement.words.empty()) by_word[""].push_back(at);
        }
        Groups::Pairs joins;
        for (GroupId group : block) {
            if (agreements_.at(group).is_exact()) continue;
            std::vector<GroupId> fitting = candidates(group, block, by_word);
            if (fitting.size() > most_candidates || !all_fit(fitting)) continue;
            for (GroupId other : fitting) joins.emplace_back(other, group);
        }
        state_.groups.sort_by_keys(joins);
        for (auto [fitting, group] : joins) {
            state_.groups.join(fitting, group, "agreement.only-candidate",
                               "the only agreement of this kind and these parties whose date and title fit");
        }
    }

    /// Dates that can be one; of two without a date, articles of about one time or a title that tells.
    static bool dates_agree(const AgreementGroup& a, const AgreementGroup& b) {
        if (a.date && b.date) return compatible(*a.date, *b.date);
        constexpr std::int32_t one_month = 100;
        bool near = a.day != 0 && b.day != 0 && std::abs(a.day - b.day) <= one_month;
        return near || (!a.words.empty() && !b.words.empty());
    }

    bool fits(GroupId a, GroupId b) const {
        const AgreementGroup& one = agreements_.at(a);
        const AgreementGroup& other = agreements_.at(b);
        return titles_agree(one.words, other.words) && dates_agree(one, other) &&
               !state_.groups.share_tag(a, b);
    }

    bool all_fit(const std::vector<GroupId>& groups) const {
        for (std::size_t i = 1; i < groups.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (!fits(groups[i], groups[j])) return false;
            }
        }
        return true;
    }

    /// One group of each node that fits, of those told alike the first; one more than are ever joined:
    /// further ones make no difference.
    std::vector<GroupId> candidates(GroupId group, const std::vector<GroupId>& block,
                                    const ByWord& by_word) const {
        std::vector<std::uint32_t> titled_alike;
        const std::set<std::string> no_word{""};
        const auto& words = agreements_.at(group).words.empty() ? no_word : agreements_.at(group).words;
        for (const std::string& word : words) {
            const auto& some = by_word.at(word);
            titled_alike.insert(titled_alike.end(), some.begin(), some.end());
        }
        std::sort(titled_alike.begin(), titled_alike.end());
        titled_alike.erase(std::unique(titled_alike.begin(), titled_alike.end()), titled_alike.end());
        std::map<GroupId, GroupId> nodes; // root, its first group
        for (std::uint32_t at : titled_alike) {
            const GroupId other = block[at];
            bool same_node = state_.groups.root(other) == state_.groups.root(group);
            if (!same_node && fits(group, other)) nodes.emplace(state_.groups.root(other), other);
            if (nodes.size() > most_candidates) break;
        }
        std::vector<GroupId> found;
        for (auto [root, other] : nodes) found.push_back(other);
        return found;
    }

    State& state_;
    std::unordered_map<LocalId, std::vector<GroupId>> parties_;
    std::unordered_map<GroupId, AgreementGroup> agreements_;
    ToldAlike alike_;
};

} // namespace

void group_agreements(State& state) {
    AgreementGrouper(state).run();
}

} // namespace banggiao::merging
