// Takes the organisations of all articles. Hands out which are one: by full name with the place they serve.
// `UBND Quảng Ninh`, `Ủy ban nhân dân tỉnh Quảng Ninh` and `UBND tỉnh` of an article about Quảng Ninh have
// one key, `organization/ủy-ban-nhân-dân@VN-13`; bodies of Việt Nam as a whole have no place in their key.
#include <banggiao/graph/merge_known.h>
#include <banggiao/graph/merge_one_body.h>
#include <banggiao/graph/merge_state.h>
#include <banggiao/graph/merge_tables.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_set>

namespace banggiao::merging {

namespace {

bool ends_with_word(std::string_view slug, std::string_view word) {
    return slug.size() > word.size() && slug.ends_with(word) && slug[slug.size() - word.size() - 1] == '-';
}

/// Takes the words between a body's name and its place's (`-tỉnh`, `-thành-phố`, `-nước`) from the end.
void drop_level(std::string_view& slug) {
    constexpr std::array<std::string_view, 13> words{"tỉnh",
                                                     "thành-phố",
                                                     "huyện",
                                                     "quận",
                                                     "thị-xã",
                                                     "xã",
                                                     "phường",
                                                     "nước",
                                                     "cộng-hòa-dân-chủ-nhân-dân",
                                                     "cộng-hòa-nhân-dân",
                                                     "cộng-hòa-xã-hội-chủ-nghĩa",
                                                     "liên-bang",
                                                     "vương-quốc"};
    for (std::string_view word : words) {
        if (ends_with_word(slug, word)) return slug.remove_suffix(word.size() + 1);
    }
}

/// After these words a place is not the one served: `Đại sứ quán Lào tại Việt Nam`, `Hội hữu nghị Việt -
/// Lào`.
bool leads_elsewhere(std::string_view slug) {
    constexpr std::array<std::string_view, 7> words{"tại", "và", "với", "việt", "việt-nam", "ở", "của-người"};
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return ends_with_word(slug, word); });
}

/// Bodies every province or district has one of: without a place they say nothing across articles.
bool is_local_body(std::string_view core, std::string_view kind) {
    constexpr std::array<std::string_view, 8> starts{"sở-",     "tỉnh-ủy", "thành-ủy", "huyện-ủy",
                                                     "quận-ủy", "thị-ủy",  "đảng-bộ",  "ban-thường-vụ-"};
    constexpr std::array<std::string_view, 6> ends{"tỉnh", "thành-phố", "huyện", "địa-phương", "quận", "xã"};
    if (kind == "people_committee" || kind == "people_council") return true;
    return std::any_of(starts.begin(), starts.end(),
                       [&](std::string_view word) { return core.starts_with(word); }) ||
           std::any_of(ends.begin(), ends.end(),
                       [&](std::string_view word) { return ends_with_word(core, word); });
}

/// Kinds whose name may end in the place they serve.
bool serves_its_last_word(std::string_view kind) {
    constexpr std::array<std::string_view, 9> kinds{"ministry",    "government",       "party",
                                                    "legislature", "people_committee", "people_council",
                                                    "department",  "military",         "mass"};
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// `CIA`: one word in capitals. Said alone, it means one body whatever country it is of.
bool is_acronym(std::string_view name) {
    constexpr std::size_t longest = 6;
    return name.size() > 1 && name.size() <= longest &&
           std::all_of(name.begin(), name.end(), [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

/// Another form of a name that an article gives.
struct Alias {
    std::string core; ///< slug without the place
    bool acronym;
    auto operator<=>(const Alias&) const = default;
};

struct Body {
    std::string core;          ///< slug without the place
    GroupId place = none;      ///< what it serves; none for Việt Nam as a whole
    bool article_only = false; ///< nothing says where: not to be mixed up with another article's
};

class OrganizationGrouper {
  public:
    OrganizationGrouper(State& state, Jurisdictions& jurisdictions)
        : state_(state), jurisdictions_(jurisdictions) {
        for (const ProvinceRow& row : provinces()) provinces_.emplace(state.names.of(row.name).slug, &row);
    }

    void run() {
        find_served();
        for (std::uint32_t article = 0; article < state_.articles.size(); ++article) group_article(article);
        for (const auto& [group, body] : bodies_) ordered_.push_back(group);
        state_.groups.sort_by_key(ordered_);
        if (state_.known) {
            state_.adopt_known();
        } else {
            state_.groups.apply_judgements("organization/");
            BodyNames<OrganizationGrouper>(*this, ordered_).join();
        }
        for (auto group = static_cast<GroupId>(jurisdictions_.of_group.size()); group < state_.groups.size();
             ++group) {
            const std::string& key = state_.groups.key(group);
            bool is_place = key.starts_with("country/") || key.starts_with("province/");
            jurisdictions_.of_group.push_back(is_place ? group : none);
        }
        for (const auto& [group, body] : bodies_) {
            if (body.place != none) jurisdictions_.of_group[group] = jurisdictions_.of_group[body.place];
        }
        if (state_.index) describe(*state_.index);
    }

  private:
    void describe(MergeIndex& index) {
        for (GroupId group : ordered_) {
            const Body& body = bodies_.at(group);
            const std::string& key = state_.groups.key(group);
            MergeIndex::Body known{body.core,
                                   body.place == none ? "" : state_.groups.key(body.place),
                                   identity(group),
                                   body.article_only,
                                   {}};
            MergeIndex::Tellings& told = index.told[key];
            told.aliases = forms_borne(group);
            for (const auto& [alias, count] : told.aliases) known.aliases.insert(alias);
            for (const std::string& alias : known.aliases) index.aliases[alias].push_back(key);
            if (!body.article_only) index.identities[known.identity].push_back(key);
            index.bodies.emplace(key, std::move(known));
        }
    }

    void find_served() {
        served_.assign(state_.locals.size(), none);
        for (const LocalEdge& edge : state_.edges) {
            if (edge.kind == EdgeKind::serves) served_[edge.from] = std::min(served_[edge.from], edge.to);
        }
    }

    void group_article(std::uint32_t article) {
        read_places(article);
        LocalId first = state_.articles[article].first;
        std::size_t count = state_.locals_of(article).size();
        for (LocalId local = first; local < first + count; ++local) {
            if (state_.locals[local].kind == Kind::organization) group(local);
        }
    }

    /// The article's places by every name, and its only province if it has just one.
    void read_places(std::uint32_t article) {
        place_names_.clear();
        std::unordered_set<GroupId> provinces;
        for (const Local& local : state_.locals_of(article)) {
            if (local.kind != Kind::place) continue;
            add_place_name(local.forms->slug, local.group);
            for (std::string_view alias : local.node->aliases)
                add_place_name(state_.names.of(alias).slug, local.group);
            if (state_.groups.key(local.group).starts_with("province/")) provinces.insert(local.group);
        }
        only_province_ = provinces.size() == 1 ? *provinces.begin() : none;
    }

    void add_place_name(std::string_view slug, GroupId place) {
        if (slug.size() > 2) place_names_.emplace(slug, place);
    }

    void group(LocalId local) {
        Local& organization = state_.locals[local];
        GroupId served = served_[local] == none ? none : state_.locals[served_[local]].group;
        std::string_view kind = property(organization.node->properties, "kind").value_or("");
        Body body = body_of(organization.forms->slug, kind, served);
        std::string key = "organization/" + body.core;
        if (body.place != none) key += "@" + std::string(tail(state_.groups.key(body.place)));
        if (body.article_only) key += state_.article_mark(organization.article);
        organization.group = state_.groups.intern(key);
        for (std::string_view alias : organization.node->aliases)
            ++aliases_[organization.group][alias_of(alias, body.place)];
        if (state_.index) tell(key, body);
        auto [known, is_new] = bodies_.try_emplace(organization.group, body);
        if (!is_new && body.place != none &&
            state_.groups.key(body.place) < state_.groups.key(known->second.place))
            known->second.place = body.place; // two kinds of place with one code
    }

    void tell(const std::string& key, const Body& body) {
        MergeIndex::Tellings& told = state_.index->told[key];
        ++told.mentions;
        ++told.served[body.place == none ? "" : state_.groups.key(body.place)];
    }

    /// Another form of a body's name, without the place that the body serves.
    Alias alias_of(std::string_view alias, GroupId place) {
        Body named{state_.names.of(alias).slug, place, false};
        if (place != none) strip_place(named, std::string(named.core));
        return {std::move(named.core), is_acronym(alias)};
    }

    Body body_of(std::string_view slug, std::string_view kind, GroupId served) {
        Body body{std::string(slug), served, false};
        if (served != none || serves_its_last_word(kind)) strip_place(body, slug);
        if (body.place == none && is_local_body(body.core, kind)) {
            body.place = only_province_;
            body.article_only = only_province_ == none;
        }
        if (body.place != none && is_local_body(body.core, kind)) {
            std::string_view core = body.core;
            drop_level(core);
            body.core = core;
        }
        if (body.place == none) body.place = only_country_with(body.core);
        if (body.place != none && state_.groups.key(body.place) == "country/VN") body.place = none;
        return body;
    }

    /// The one country that has such a body; none for what many have, or Việt Nam.
    GroupId only_country_with(std::string_view core) {
        for (const ForeignBodyRow& row : foreign_bodies()) {
            std::size_t at = core.find(row.slug);
            if (at != core.npos && (at == 0 || core[at - 1] == '-'))
                return state_.groups.intern("country/" + std::string(row.country));
        }
        return none;
    }

    /// Takes the longest place's name off the end: the served place's, or any of the article's if none is
    /// said.
    void strip_place(Body& body, std::string_view slug) {
        for (std::size_t at = slug.find('-'); at != slug.npos; at = slug.find('-', at + 1)) {
            GroupId place = place_named(slug.substr(at + 1));
            std::string_view core = slug.substr(0, at);
            if (place == none || leads_elsewhere(core)) continue;
            if (body.place != none && state_.groups.root(place) != state_.groups.root(body.place)) continue;
            drop_level(core);
            body.core = core;
            body.place = place;
            return;
        }
    }

    GroupId place_named(std::string_view slug) {
        auto named = place_names_.find(slug);
        if (named != place_names_.end()) return named->second;
        if (slug == "việt-nam") return state_.groups.intern("country/VN");
        auto province = provinces_.find(slug);
        if (province == provinces_.end()) return none;
        return state_.groups.intern("province/" + std::string(province->second->code));
    }

    /// The folded name and the node of the place. `Bộ Thông tin Truyền thông` is `Bộ Thông tin và Truyền
    /// thông`; and two words for one body.
    std::string identity_of(std::string_view core, GroupId place) {
        std::string slug(core);
        for (std::size_t at; (at = slug.find("-và-")) != slug.npos;)
            slug.erase(at, std::string_view("-và").size());
        constexpr std::string_view united = "liên-hiệp-quốc";
        if (std::size_t at = slug.find(united); at != slug.npos)
            slug.replace(at, united.size(), "liên-hợp-quốc");
        return state_.names.of(slug).key + "@" + (place == none ? "" : state_.groups.node(place));
    }

    /// What it bears beside its name: forms that articles give, and how often. An acronym of a body abroad
    /// says the same without its country.
    std::map<std::string, int> forms_borne(GroupId group) {
        std::map<std::string, int> borne;
        const Body& body = bodies_.at(group);
        const bool abroad = body.place != none && state_.groups.key(body.place).starts_with("country/");
        for (const auto& [alias, count] : aliases_[group]) {
            if (body.place == none && is_part(alias.core, body.core)) continue;
            borne[identity_of(alias.core, body.place)] += count;
            if (alias.acronym && abroad) borne[identity_of(alias.core, none)] += count;
        }
        return borne;
    }

    /// `Sứ quán` of a longer name says nothing outside its article.
    static bool is_part(std::string_view alias, const std::string& core) {
        return core.find(alias) != core.npos;
    }

    // What the rules on names ask (merge_one_body.h).

    friend class BodyNames<OrganizationGrouper>;
    using Who = GroupId;

    std::string identity(GroupId group) {
        const Body& body = bodies_.at(group);
        return identity_of(body.core, body.place);
    }
    bool is_of_article(GroupId group) const { return bodies_.at(group).article_only; }
    std::vector<std::string> aliases(GroupId group) {
        std::vector<std::string> all;
        for (auto& [alias, count] : forms_borne(group)) all.push_back(alias);
        return all;
    }
    GroupId root(GroupId group) const { return state_.groups.root(group); }
    void join(GroupId a, GroupId b, const char* rule, const char* reason) {
        state_.groups.join(a, b, rule, reason);
    }

    State& state_;
    Jurisdictions& jurisdictions_;
    std::vector<LocalId> served_;                                        ///< by mention
    std::unordered_map<std::string_view, GroupId> place_names_;          ///< of one article, by slug
    std::unordered_map<std::string_view, const ProvinceRow*> provinces_; ///< by slug
    GroupId only_province_ = none;
    std::unordered_map<GroupId, Body> bodies_;
    std::vector<GroupId> ordered_;                              ///< the same, in order of their keys
    std::unordered_map<GroupId, std::map<Alias, int>> aliases_; ///< and how often they are told
};

} // namespace

void group_organizations(State& state, Jurisdictions& jurisdictions) {
    OrganizationGrouper(state, jurisdictions).run();
}

} // namespace banggiao::merging
