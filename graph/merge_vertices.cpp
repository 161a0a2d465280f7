// Takes groups that are decided. Hands out vertices in order of their ids: the smallest key of each node.
#include <banggiao/graph/merge_build.h>
#include <banggiao/graph/merge_tables.h>
#include <banggiao/graph/schema.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

namespace banggiao::merging {

namespace {

/// How often articles say each thing; equal texts count once.
class Tally {
  public:
    void add(const std::string& text, bool counts) { counts_[text] += counts ? 1 : 0; }
    bool empty() const { return counts_.empty(); }
    const std::map<std::string, int>& all() const { return counts_; }

    /// What most say; of those the longest, of those the first in order.
    std::string most() const {
        auto weight = [](const auto& each) { return std::make_tuple(each.second, each.first.size()); };
        auto best = counts_.begin();
        for (auto each = counts_.begin(); each != counts_.end(); ++each) {
            if (weight(*each) > weight(*best)) best = each;
        }
        return best->first;
    }

  private:
    std::map<std::string, int> counts_;
};

/// All that the mentions of one node say.
struct Gathered {
    std::set<std::string> labels;
    Tally names;
    Tally others;  ///< aliases
    Tally offices; ///< what stands for a name where only an office is said
    std::map<std::string, Tally> properties;
    std::set<std::string> titles;

    void add(const Local& local, bool counts) {
        const FactNode& node = *local.node;
        labels.insert(node.labels.begin(), node.labels.end());
        (local.inferred ? offices : names).add(node.name, counts);
        if (!local.inferred) {
            for (const std::string& alias : node.aliases) others.add(alias, counts);
        }
        for (const auto& [key, text] : node.properties) properties[key].add(text, counts);
        for (const TitleWithoutBody& title : node.titles_without_body) titles.insert(title.title);
    }
};

/// The closest date; of equally close ones what most say.
std::string closest_date(const Tally& dates) {
    auto closeness = [](const auto& each) {
        auto date = PartialDate::parse(each.first);
        if (!date) return std::make_tuple(std::numeric_limits<std::int32_t>::min(), 0);
        std::int32_t width = date->latest() - date->earliest() + (date->has_year() ? 0 : 1000000);
        return std::make_tuple(-width, each.second);
    };
    auto best = dates.all().begin();
    for (auto each = dates.all().begin(); each != dates.all().end(); ++each) {
        if (closeness(*each) > closeness(*best)) best = each;
    }
    return best->first;
}

/// Articles tell of the days of a visit one by one: from the first to the last that is told.
std::string whole_stay(const Tally& dates) {
    std::optional<PartialDate> stay;
    for (const auto& [text, count] : dates.all()) {
        auto date = PartialDate::parse(text);
        if (date && date->is_exact()) stay = stay ? PartialDate::spanning(*stay, *date) : *date;
    }
    return stay ? stay->text() : closest_date(dates);
}

/// What is signed anywhere is signed.
std::string furthest_status(const Tally& states) {
    for (const char* state : {"signed", "in_force", "planned"}) {
        if (states.all().contains(state)) return state;
    }
    return states.most();
}

bool is_visit(const Gathered& gathered) {
    auto kind = gathered.properties.find("kind");
    return gathered.labels.contains(std::string(schema::label::event)) && kind != gathered.properties.end() &&
           kind->second.most() == "visit";
}

Value property_value(const Gathered& gathered, const std::string& key, const Tally& tally) {
    if (key == "date") return is_visit(gathered) ? whole_stay(tally) : closest_date(tally);
    if (key == "status") return furthest_status(tally);
    std::string text = tally.most();
    std::int64_t number = 0;
    auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool is_count = key == "count" && failure == std::errc() && end == text.data() + text.size();
    return is_count ? Value(number) : Value(text);
}

List to_list(const std::set<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

/// Every form but the name, as written; forms that differ in case or tone place only are one.
List other_forms(Names& names, const Gathered& gathered, const std::string& name) {
    std::map<std::string, std::string> forms;
    for (const Tally* tally : {&gathered.names, &gathered.others}) {
        for (const auto& [text, count] : tally->all()) forms.emplace(names.of(text).folded, text);
    }
    forms.erase(names.of(name).folded);
    std::set<std::string> sorted;
    for (const auto& [folded, text] : forms) sorted.insert(text);
    return to_list(sorted);
}

/// From when or until when a province is what its code says.
void add_validity(Properties& properties, const std::string& id) {
    std::string_view code = tail(id);
    if (code.ends_with("@2025")) {
        properties["valid_from"] = std::string(reform_date);
        return;
    }
    const ProvinceRow* row = id.starts_with("province/") ? find_province(code) : nullptr;
    if (row && (row->successor != row->code || is_enlarged(row->code))) properties["valid_to"] = "2025-06-30";
}

VertexRecord make_record(State& state, const Gathered& gathered, const std::set<std::string>& keys) {
    VertexRecord record;
    record.labels.assign(gathered.labels.begin(), gathered.labels.end());
    std::string name = (gathered.names.empty() ? gathered.offices : gathered.names).most();
    for (const auto& [key, tally] : gathered.properties)
        record.properties[key] = property_value(gathered, key, tally);
    if (!gathered.titles.empty()) record.properties["titles_without_body"] = to_list(gathered.titles);
    record.properties["aliases"] = other_forms(state.names, gathered, name);
    record.properties["name"] = std::move(name);
    record.properties["id"] = *keys.begin();
    record.properties["keys"] = to_list(keys);
    add_validity(record.properties, *keys.begin());
    return record;
}

VertexRecord article_record(const Article& article) {
    std::string id = "article/" + article.id;
    VertexRecord record{{std::string(schema::label::article)}, {}};
    record.properties = {
        {"id", id}, {"name", article.title.value_or(article.id)}, {"keys", List{id}}, {"aliases", List{}}};
    if (article.title) record.properties["title"] = *article.title;
    if (article.url) record.properties["url"] = *article.url;
    if (article.source) record.properties["source"] = *article.source;
    if (article.published) record.properties["published"] = *article.published;
    return record;
}

/// Roots that have mentions, with all their keys in order.
std::unordered_map<GroupId, std::set<std::string>> keys_by_root(const State& state) {
    std::unordered_map<GroupId, std::set<std::string>> keys;
    for (LocalId local = 0; local < state.locals.size(); ++local) {
        if (state.locals[local].group != none) keys[state.root_of(local)];
    }
    for (GroupId group = 0; group < state.groups.size(); ++group) {
        auto node = keys.find(state.groups.root(group));
        if (node != keys.end()) node->second.insert(state.groups.key(group));
    }
    return keys;
}

/// Mentions of each node: locals sorted by vertex.
std::vector<LocalId> locals_by_vertex(const Vertices& vertices) {
    std::vector<LocalId> order;
    for (LocalId local = 0; local < vertices.of_local.size(); ++local) {
        if (vertices.of_local[local] != none) order.push_back(local);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](LocalId a, LocalId b) { return vertices.of_local[a] < vertices.of_local[b]; });
    return order;
}

void remember_event(Vertices& vertices, VertexId vertex) {
    const Properties& properties = vertices.records[vertex].properties;
    auto kind = properties.find("kind");
    auto date = properties.find("date");
    if (kind != properties.end()) vertices.kinds[vertex] = kind->second.string();
    if (date != properties.end()) vertices.dates[vertex] = PartialDate::parse(date->second.string());
}

} // namespace

std::optional<VertexId> Vertices::find(const State& state, const std::string& key) const {
    if (key.starts_with("article/")) {
        auto found = std::lower_bound(ids.begin(), ids.end(), key);
        if (found == ids.end() || *found != key) return std::nullopt;
        return static_cast<VertexId>(found - ids.begin());
    }
    auto group = state.groups.find(key);
    auto vertex = group ? of_root.find(state.groups.root(*group)) : of_root.end();
    if (vertex == of_root.end()) return std::nullopt;
    return vertex->second;
}

Vertices build_vertices(State& state) {
    auto keys = keys_by_root(state);
    std::vector<std::pair<std::string, GroupId>> order; // id and root; articles have no root
    for (const auto& [root, node_keys] : keys) order.emplace_back(*node_keys.begin(), root);
    for (const LocalArticle& article : state.articles)
        order.emplace_back("article/" + article.facts->article.id, none);
    std::sort(order.begin(), order.end());

    Vertices vertices;
    vertices.records.resize(order.size());
    vertices.dates.resize(order.size());
    vertices.kinds.resize(order.size());
    std::uint32_t next_article = 0;
    for (VertexId vertex = 0; vertex < order.size(); ++vertex) {
        auto& [id, root] = order[vertex];
        if (root != none) {
            vertices.of_root.emplace(root, vertex);
        } else {
            vertices.of_article.push_back(vertex);
            vertices.records[vertex] = article_record(state.articles[next_article++].facts->article);
        }
        vertices.ids.push_back(std::move(id));
    }
    for (LocalId local = 0; local < state.locals.size(); ++local) {
        bool grouped = state.locals[local].group != none;
        vertices.of_local.push_back(grouped ? vertices.of_root.at(state.root_of(local)) : none);
    }
    auto locals = locals_by_vertex(vertices);
    for (std::size_t first = 0; first < locals.size();) {
        VertexId vertex = vertices.of_local[locals[first]];
        Gathered gathered;
        for (; first < locals.size() && vertices.of_local[locals[first]] == vertex; ++first) {
            const Local& local = state.locals[locals[first]];
            gathered.add(local, state.articles[local.article].same_text == local.article);
        }
        vertices.records[vertex] = make_record(state, gathered, keys.at(state.root_of(locals[first - 1])));
        if (gathered.labels.contains(std::string(schema::label::event))) remember_event(vertices, vertex);
    }
    return vertices;
}

} // namespace banggiao::merging
