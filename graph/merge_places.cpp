// Takes the places of all articles. Hands out which are one: by code, else by name, level and the place they
// lie in; provinces as of the article's date.
#include <banggiao/graph/merge_known.h>
#include <banggiao/graph/merge_one_place.h>
#include <banggiao/graph/merge_state.h>
#include <banggiao/graph/merge_tables.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace banggiao::merging {

namespace {

constexpr std::array<std::string_view, 24> level_words{
    "thành-phố", "tỉnh",       "huyện",  "quận",    "thị-xã", "thị-trấn",  "xã",       "phường",
    "thôn",      "bản",        "làng",   "đặc-khu", "bang",   "tiểu-bang", "vùng",     "châu",
    "trấn",      "khu-tự-trị", "thủ-đô", "thủ-phủ", "nước",   "liên-bang", "quốc-gia", "hương"};

/// Takes a level's word from the front of a slug (`thành-phố-hạ-long`); a bare word stays (`châu`).
std::string_view take_level(std::string_view& slug) {
    for (std::string_view word : level_words) {
        if (!slug.starts_with(word) || slug.size() < word.size() + 2 || slug[word.size()] != '-') continue;
        slug.remove_prefix(word.size() + 1);
        return word;
    }
    return {};
}

std::string_view prefix_of(const Digest::Node& node) {
    if (node.has_label(schema::label::country)) return "country/";
    if (node.has_label(schema::label::province)) return "province/";
    return node.has_label(schema::label::locality) ? "locality/" : "foreign/";
}

/// What is known of a group of places; enough to compare it with those of the same names. One with a code can
/// have several.
struct PlaceGroup {
    std::string_view prefix;
    std::set<std::string> name_keys;
    std::string level;
    GroupId container = none; ///< of several the least by key
    bool coded = false;

    bool has_container() const { return container != none; }
};

class PlaceGrouper {
  public:
    PlaceGrouper(State& state, Jurisdictions& jurisdictions)
        : state_(state), containers_(jurisdictions.containers) {}

    void run() {
        find_containers();
        for (LocalId local = 0; local < state_.locals.size(); ++local) {
            if (state_.locals[local].kind == Kind::place) group_of(local, 0);
        }
        if (state_.known)
            take_known();
        else
            join();
        containers_.resize(state_.groups.size(), none);
        for (const auto& [group, place] : groups_) containers_[group] = place.container;
        if (state_.index) describe(*state_.index);
        if (state_.known) take_known_containers();
    }

  private:
    void join() {
        state_.groups.apply_judgements("country/");
        for (std::string_view prefix : {"foreign/", "locality/", "province/"})
            state_.groups.apply_judgements(prefix);
        for (int firmness = most_of_uncoded; firmness >= 0; --firmness) join_to_firmer(firmness);
        note_assumed();
    }

    /// Containers, and theirs, are groups too.
    void take_known() {
        for (GroupId group = 0; group < state_.groups.size(); ++group) {
            state_.adopt_known();
            const auto* known = state_.known->index.place(state_.groups.key(group));
            if (known && !known->container.empty()) state_.groups.intern(known->container);
        }
    }

    void take_known_containers() {
        for (GroupId group = 0; group < state_.groups.size(); ++group) {
            const auto* known = state_.known->index.place(state_.groups.key(group));
            if (!known) continue;
            const std::string& container = known->container;
            containers_[group] = container.empty() ? none : *state_.groups.find(container);
        }
    }

    void describe(MergeIndex& index) const {
        std::vector<std::pair<GroupId, const PlaceGroup*>> order;
        for (const auto& [group, place] : groups_) order.emplace_back(group, &place);
        std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
            return state_.groups.key(a.first) < state_.groups.key(b.first);
        });
        for (auto [group, place] : order) {
            const std::string& key = state_.groups.key(group);
            std::set<std::string> blocks;
            for (const std::string& name : place->name_keys) {
                blocks.insert(std::string(place->prefix) + name);
                index.place_blocks[std::string(place->prefix) + name].push_back(key);
            }
            index.places[key] = {std::move(blocks), place->level,
                                 place->container == none ? "" : state_.groups.key(place->container),
                                 place->coded};
        }
        for (const auto& [code, articles] : assumed_)
            for (std::uint32_t article : articles)
                index.assumed[code].emplace_back(state_.article_id(article));
    }

    /// The first place an article says a place lies in.
    void find_containers() {
        container_.assign(state_.locals.size(), none);
        for (const LocalEdge& edge : state_.edges) {
            if (edge.kind != EdgeKind::located_in || edge.from == edge.to) continue;
            container_[edge.from] = std::min(container_[edge.from], edge.to);
        }
    }

    GroupId group_of(LocalId local, int depth) {
        Local& place = state_.locals[local];
        if (place.group != none) return place.group;
        constexpr int deepest = 6;
        bool inside = container_[local] != none && depth < deepest &&
                      state_.locals[container_[local]].kind == Kind::place;
        GroupId container = inside ? group_of(container_[local], depth + 1) : none;
        PlaceGroup known = describe(place, container);
        std::string key =
            known.coded ? std::string(known.prefix) + coded_tail(local) : uncoded_key(place, known);
        place.group = state_.groups.intern(key);
        if (state_.index) tell(key, known);
        see(groups_.try_emplace(place.group, known).first->second, known);
        return place.group;
    }

    void tell(const std::string& key, const PlaceGroup& known) {
        MergeIndex::Tellings& told = state_.index->told[key];
        ++told.mentions;
        for (const std::string& name : known.name_keys) ++told.blocks[std::string(known.prefix) + name];
        if (known.container != none) ++told.containers[state_.groups.key(known.container)];
    }

    /// Takes in what another mention of the same place says.
    void see(PlaceGroup& place, const PlaceGroup& more) const {
        place.name_keys.insert(more.name_keys.begin(), more.name_keys.end());
        bool is_less = place.container == none ||
                       (more.container != none &&
                        state_.groups.key(more.container) < state_.groups.key(place.container));
        if (is_less) place.container = more.container;
    }

    PlaceGroup describe(const Local& place, GroupId container) {
        PlaceGroup known{prefix_of(*place.node), {}, {}, container, false};
        std::string_view slug = place.forms->slug;
        known.level = take_level(slug);
        const std::string& name_key = state_.names.of(slug).key;
        known.name_keys.insert(name_key);
        if (auto level = property(place.node->properties, "level")) known.level = slug_of(*level);
        std::string_view code = property(place.node->properties, "code").value_or("");
        bool is_province = known.prefix == "province/";
        known.coded = !code.empty() || (is_province && find_province_by_name(name_key));
        if (known.coded) known.level.clear();
        return known;
    }

    /// The code; for a province enlarged in 2025, of the unit that had the name at the article's time.
    std::string coded_tail(LocalId local) {
        const Local& place = state_.locals[local];
        std::string code(property(place.node->properties, "code").value_or(""));
        std::string_view slug = place.forms->slug;
        take_level(slug);
        if (code.empty()) code = find_province_by_name(state_.names.of(slug).key)->code;
        if (!place.node->has_label(schema::label::province)) return std::string(region_of_city(code));
        if (!is_enlarged(code)) return code;
        const LocalArticle& article = state_.articles[place.article];
        if (!article.published) assumed_[code].push_back(place.article);
        bool since_reform = article.published && article.published->earliest() >= 20250701;
        return since_reform ? code + "@2025" : code;
    }

    std::string uncoded_key(const Local& place, const PlaceGroup& known) {
        std::string_view slug = place.forms->slug;
        take_level(slug);
        std::string key = std::string(known.prefix) + std::string(slug);
        if (!known.level.empty()) key += ":" + known.level;
        if (known.container != none) return key + "@" + std::string(tail(state_.groups.key(known.container)));
        return known.prefix == "country/" ? key : key + "~";
    }

    // What the rules on names ask (merge_one_place.h).

    friend class PlaceNames<PlaceGrouper>;
    using Who = GroupId;

    const PlaceGroup& place(GroupId group) const { return groups_.at(group); }
    bool containers_agree(GroupId a, GroupId b) const {
        const GroupId one = place(a).container, other = place(b).container;
        return lies_in(one, other) || lies_in(other, one);
    }
    GroupId root(GroupId group) const { return state_.groups.root(group); }
    void join(GroupId a, GroupId b, const char* rule, const char* reason) {
        state_.groups.join(a, b, rule, reason);
    }
    void note_each(const char* rule, GroupId group, const std::vector<GroupId>& others, const char* reason) {
        state_.groups.note_each(rule, group, others, reason);
    }

    bool lies_in(GroupId inner, GroupId outer) const {
        std::string_view outer_code = tail(state_.groups.key(outer));
        for (int depth = 0; inner != none && depth < 6; ++depth) {
            if (state_.groups.root(inner) == state_.groups.root(outer)) return true;
            if (is_code_within(tail(state_.groups.key(inner)), outer_code)) return true;
            auto known = groups_.find(inner);
            inner = known == groups_.end() ? none : known->second.container;
        }
        return false;
    }

    /// Each group of this firmness to the one node of firmer groups that it can be.
    void join_to_firmer(int firmness) {
        std::map<std::pair<std::string_view, std::string_view>, std::vector<GroupId>> by_name;
        for (const auto& [group, place] : groups_) {
            if (firmness_of(place) < firmness) continue;
            for (const std::string& name : place.name_keys) by_name[{place.prefix, name}].push_back(group);
        }
        for (auto& [name, groups] : by_name) {
            if (groups.size() < 2) continue;
            state_.groups.sort_by_key(groups);
            PlaceNames<PlaceGrouper>(*this, groups).join_to_firmer(firmness);
        }
    }

    void note_assumed() {
        for (auto& [code, articles] : assumed_) {
            std::vector<std::string_view> ids;
            for (std::uint32_t article : articles) ids.push_back(state_.article_id(article));
            state_.groups.note("place.assumed-old-province", {state_.groups.intern("province/" + code)},
                               reason_to_assume(std::move(ids)));
        }
    }

    State& state_;
    std::vector<GroupId>& containers_;
    std::vector<LocalId> container_; ///< by mention
    std::unordered_map<GroupId, PlaceGroup> groups_;
    std::map<std::string, std::vector<std::uint32_t>> assumed_; ///< articles by code
};

/// The province, foreign region or country a place tells people apart by.
GroupId jurisdiction_of(const State& state, const std::vector<GroupId>& containers, GroupId place) {
    for (int depth = 0; depth < 6; ++depth) {
        std::string_view key = state.groups.key(place);
        GroupId container = containers[place];
        bool in_country = container == none || state.groups.key(container).starts_with("country/");
        if (key.starts_with("country/") || key.starts_with("province/") || in_country) break;
        place = container;
    }
    return place;
}

} // namespace

std::string reason_to_assume(std::vector<std::string_view> articles) {
    articles.erase(std::unique(articles.begin(), articles.end()), articles.end());
    std::string reason =
        "articles without a date are read with the provinces of before " + std::string(reform_date) + ":";
    constexpr std::size_t named = 3;
    for (std::size_t i = 0; i < std::min(named, articles.size()); ++i) reason.append(" ").append(articles[i]);
    if (articles.size() > named) reason += " and " + std::to_string(articles.size() - named) + " more";
    return reason;
}

void group_places(State& state, Jurisdictions& jurisdictions) {
    PlaceGrouper(state, jurisdictions).run();
    for (GroupId place = 0; place < state.groups.size(); ++place) {
        jurisdictions.of_group.push_back(jurisdiction_of(state, jurisdictions.containers, place));
    }
}

} // namespace banggiao::merging
