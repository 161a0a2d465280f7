// Takes groups that are decided. Hands out vertices in order of their ids: the smallest key of each node.
#include <banggiao/graph/merge_buckets.h>
#include <banggiao/graph/merge_build.h>
#include <banggiao/graph/merge_index.h>
#include <banggiao/graph/merge_tables.h>
#include <banggiao/graph/parallel.h>
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
    void add(std::string_view text, int count) { counts_[text] += count; }
    bool empty() const { return counts_.empty(); }
    const std::map<std::string_view, int>& all() const { return counts_; }

    /// What most say; of those the longest, of those the first in order.
    std::string_view most() const {
        auto weight = [](const auto& each) { return std::make_tuple(each.second, each.first.size()); };
        auto best = counts_.begin();
        for (auto each = counts_.begin(); each != counts_.end(); ++each) {
            if (weight(*each) > weight(*best)) best = each;
        }
        return best->first;
    }

  private:
    std::map<std::string_view, int> counts_;
};

/// All that the mentions of one node say.
struct Gathered {
    Tally labels;
    Tally names;
    Tally others;  ///< aliases
    Tally offices; ///< what stands for a name where only an office is said
    std::map<std::string_view, Tally> properties;
    Tally titles;
    bool has_repeated = false;

    /// `counts`: no article before has its text.
    void add(const Local& local, bool counts) {
        const Digest::Node& node = *local.node;
        has_repeated = has_repeated || !counts;
        for (std::string_view label : node.labels) labels.add(label, 1);
        (local.inferred ? offices : names).add(node.name, counts ? 1 : 0);
        if (!local.inferred) {
            for (std::string_view alias : node.aliases) others.add(alias, counts ? 1 : 0);
        }
        for (const auto& [key, text] : node.properties)
            properties[key].add(key == "code" ? region_of_city(text) : text, counts ? 1 : 0);
        for (std::string_view title : node.titles) titles.add(title, 1);
    }

    void add(const MergeIndex::Said& said) {
        const auto add_all = [](Tally& tally, const MergeIndex::Counts& counts) {
            for (const auto& [text, count] : counts) tally.add(text, count);
        };
        has_repeated = has_repeated || said.has_repeated;
        add_all(labels, said.labels);
        add_all(titles, said.titles);
        add_all(names, said.names);
        add_all(others, said.others);
        add_all(offices, said.offices);
        for (const auto& [key, counts] : said.properties) add_all(properties[key], counts);
    }

    MergeIndex::Said said() const {
        const auto counts_of = [](const Tally& tally) {
            MergeIndex::Counts counts;
            for (const auto& [text, count] : tally.all()) counts.emplace(text, count);
            return counts;
        };
        MergeIndex::Said said{counts_of(labels), counts_of(titles),  counts_of(names),
                              counts_of(others), counts_of(offices), {},
                              has_repeated};
        for (const auto& [key, tally] : properties) said.properties.emplace(key, counts_of(tally));
        return said;
    }
};

/// The closest date; of equally close ones what most say.
std::string_view closest_date(const Tally& dates) {
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
    return stay ? stay->text() : std::string(closest_date(dates));
}

/// What is signed anywhere is signed.
std::string_view furthest_status(const Tally& states) {
    for (const char* state : {"signed", "in_force", "planned"}) {
        if (states.all().contains(state)) return state;
    }
    return states.most();
}

bool is_visit(const Gathered& gathered) {
    auto kind = gathered.properties.find("kind");
    return gathered.labels.all().contains(schema::label::event) && kind != gathered.properties.end() &&
           kind->second.most() == "visit";
}

Value property_value(const Gathered& gathered, std::string_view key, const Tally& tally) {
    if (key == "date") return is_visit(gathered) ? Value(whole_stay(tally)) : Value(closest_date(tally));
    if (key == "status") return furthest_status(tally);
    std::string_view text = tally.most();
    std::int64_t number = 0;
    auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    bool is_count = key == "count" && failure == std::errc() && end == text.data() + text.size();
    return is_count ? Value(number) : Value(text);
}

template <typename Texts>
List to_list(const Texts& texts) {
    return {texts.begin(), texts.end()};
}

/// Every form but the name, as written; forms that differ in case or tone place only are one.
List other_forms(const Gathered& gathered, std::string_view name) {
    bool only_one = gathered.others.empty() && gathered.names.all().size() < 2;
    if (only_one) return {};
    std::map<std::string, std::string_view> forms;
    for (const Tally* tally : {&gathered.names, &gathered.others}) {
        for (const auto& [text, count] : tally->all()) forms.emplace(fold(text), text);
    }
    forms.erase(fold(name));
    std::set<std::string_view> sorted;
    for (const auto& [folded, text] : forms) sorted.insert(text);
    return to_list(sorted);
}

/// From when or until when a province is what its code says.
void add_validity(Properties& properties, std::string_view id) {
    std::string_view code = tail(id);
    if (code.ends_with("@2025")) {
        properties["valid_from"] = std::string(reform_date);
        return;
    }
    const ProvinceRow* row = id.starts_with("province/") ? find_province(code) : nullptr;
    if (row && (row->successor != row->code || is_enlarged(row->code))) properties["valid_to"] = "2025-06-30";
}

VertexRecord make_record(const Gathered& gathered, std::span<const std::string_view> keys) {
    VertexRecord record;
    for (const auto& [label, count] : gathered.labels.all()) record.labels.emplace_back(label);
    std::string_view name = (gathered.names.empty() ? gathered.offices : gathered.names).most();
    for (const auto& [key, tally] : gathered.properties)
        record.properties.emplace(key, property_value(gathered, key, tally));
    if (!gathered.titles.empty()) {
        List titles;
        for (const auto& [title, count] : gathered.titles.all()) titles.emplace_back(title);
        record.properties["titles_without_body"] = std::move(titles);
    }
    record.properties["aliases"] = other_forms(gathered, name);
    record.properties["name"] = name;
    record.properties["id"] = keys.front();
    record.properties["keys"] = to_list(keys);
    add_validity(record.properties, keys.front());
    return record;
}

VertexRecord article_record(const Digest& article, const std::string& id) {
    VertexRecord record{{std::string(schema::label::article)}, {}};
    record.properties = {
        {"id", id}, {"name", article.title.value_or(article.id)}, {"keys", List{id}}, {"aliases", List{}}};
    if (article.title) record.properties["title"] = *article.title;
    if (article.url) record.properties["url"] = *article.url;
    if (article.source) record.properties["source"] = *article.source;
    if (article.published) record.properties["published"] = *article.published;
    return record;
}

/// The keys of nodes that have mentions, each node's together and in order.
class NodeKeys {
  public:
    explicit NodeKeys(const State& state) : groups_(by_root(state)) {
        for (GroupId group : groups_.all()) keys_.push_back(state.groups.key(group));
        for (GroupId root = 0; root < groups_.count(); ++root)
            std::sort(keys_.begin() + groups_.first(root), keys_.begin() + groups_.first(root + 1));
    }

    /// Of a root; empty for other groups, and for nodes that nothing mentions.
    std::span<const std::string_view> of(GroupId root) const {
        return std::span(keys_).subspan(groups_.first(root), groups_.of(root).size());
    }

  private:
    static Buckets by_root(const State& state) {
        std::vector<bool> has_mentions(state.groups.size());
        for (const Local& local : state.locals) {
            if (local.group != none) has_mentions[state.groups.root(local.group)] = true;
        }
        const auto root_of = [&](GroupId group) {
            GroupId root = state.groups.root(group);
            return has_mentions[root] ? root : none;
        };
        return {state.groups.size(), static_cast<GroupId>(state.groups.size()), root_of};
    }

    Buckets groups_;
    std::vector<std::string_view> keys_; ///< beside them
};

} // namespace

void remember_event(Vertices& vertices, VertexId vertex) {
    const Properties& properties = vertices.records[vertex].properties;
    auto kind = properties.find("kind");
    auto date = properties.find("date");
    const auto is_text = [&](auto found) {
        return found != properties.end() && found->second.is(ValueType::string);
    };
    if (is_text(kind)) vertices.kinds[vertex] = kind->second.string();
    if (is_text(date)) vertices.dates[vertex] = PartialDate::parse(date->second.string());
}

std::optional<VertexId> Vertices::find(const State& state, const std::string& key) const {
    if (key.starts_with("article/")) {
        auto found = std::lower_bound(ids.begin(), ids.end(), key);
        if (found == ids.end() || *found != key) return std::nullopt;
        return static_cast<VertexId>(found - ids.begin());
    }
    auto group = state.groups.find(key);
    VertexId vertex = group ? of_root[state.groups.root(*group)] : none;
    return vertex == none ? std::nullopt : std::optional(vertex);
}

namespace {

/// Ids and where mentions and articles went. Hands out each vertex's root; none for an article.
std::vector<GroupId> number_vertices(const State& state, const NodeKeys& keys, Vertices& vertices) {
    std::vector<std::string> article_ids;
    for (std::uint32_t article = 0; article < state.articles.size(); ++article)
        article_ids.push_back(std::string("article/").append(state.article_id(article)));
    std::vector<std::pair<std::string_view, GroupId>> order; // id and root
    for (GroupId root = 0; root < state.groups.size(); ++root)
        if (!keys.of(root).empty()) order.emplace_back(keys.of(root).front(), root);
    for (const std::string& id : article_ids) order.emplace_back(id, none);
    std::sort(order.begin(), order.end());

    std::vector<GroupId> roots;
    vertices.of_root.resize(state.groups.size(), none);
    for (VertexId vertex = 0; vertex < order.size(); ++vertex) {
        auto [id, root] = order[vertex];
        vertices.ids.emplace_back(id);
        roots.push_back(root);
        if (root == none)
            vertices.of_article.push_back(vertex);
        else
            vertices.of_root[root] = vertex;
    }
    for (LocalId local = 0; local < state.locals.size(); ++local) {
        bool grouped = state.locals[local].group != none;
        vertices.of_local.push_back(grouped ? vertices.of_root[state.root_of(local)] : none);
    }
    return roots;
}

void count_articles(const State& state, Vertices& vertices) {
    std::vector<std::uint32_t> last(vertices.ids.size(), none);
    vertices.article_counts.resize(vertices.ids.size());
    for (LocalId local = 0; local < state.locals.size(); ++local) {
        VertexId vertex = vertices.of_local[local];
        if (vertex == none || last[vertex] == state.locals[local].article) continue;
        last[vertex] = state.locals[local].article;
        ++vertices.article_counts[vertex];
    }
}

} // namespace

Vertices build_vertices(const State& state) {
    NodeKeys keys(state);
    Vertices vertices;
    std::vector<GroupId> roots = number_vertices(state, keys, vertices);
    vertices.records.resize(roots.size());
    vertices.dates.resize(roots.size());
    vertices.kinds.resize(roots.size());
    for (std::uint32_t article = 0; article < state.articles.size(); ++article) {
        VertexId vertex = vertices.of_article[article];
        vertices.records[vertex] = article_record(*state.articles[article].digest, vertices.ids[vertex]);
    }
    const Buckets locals(roots.size(), static_cast<LocalId>(vertices.of_local.size()),
                         [&](LocalId local) { return vertices.of_local[local]; });
    count_articles(state, vertices);
    std::vector<MergeIndex::Said> large(state.index ? roots.size() : 0);
    constexpr std::size_t vertices_a_run = 1024;
    in_parallel(roots.size(), vertices_a_run, [&](std::size_t first, std::size_t last) {
        for (auto vertex = static_cast<VertexId>(first); vertex < last; ++vertex) {
            if (roots[vertex] == none) continue;
            Gathered gathered;
            for (LocalId number : locals.of(vertex)) {
                const Local& local = state.locals[number];
                gathered.add(local, state.articles[local.article].same_text == local.article);
            }
            if (vertices.is_large(vertex) && state.index) large[vertex] = gathered.said();
            vertices.records[vertex] = make_record(gathered, keys.of(roots[vertex]));
            if (gathered.labels.all().contains(schema::label::event)) remember_event(vertices, vertex);
        }
    });
    for (VertexId vertex = 0; vertex < large.size(); ++vertex)
        if (vertices.is_large(vertex))
            state.index->said.emplace(vertices.ids[vertex], std::move(large[vertex]));
    return vertices;
}

std::optional<MergeIndex::Said> said_without(MergeIndex::Said said, const State& state,
                                             std::span<const LocalId> less) {
    Gathered gathered;
    for (LocalId number : less) gathered.add(state.locals[number], true);
    const MergeIndex::Said gone = gathered.said();
    const auto size_of = [](const MergeIndex::Said& all) {
        std::size_t size = all.names.size() + all.others.size() + all.offices.size();
        for (const auto& [key, counts] : all.properties) size += counts.size();
        return size;
    };
    const std::size_t before = size_of(said);
    bool agrees = take_counts(said.labels, gone.labels) && take_counts(said.titles, gone.titles) &&
                  take_counts(said.names, gone.names) && take_counts(said.others, gone.others) &&
                  take_counts(said.offices, gone.offices);
    for (const auto& [key, counts] : gone.properties) {
        auto found = said.properties.find(key);
        agrees = agrees && found != said.properties.end() && take_counts(found->second, counts);
        if (agrees && found->second.empty()) said.properties.erase(found);
    }
    // What an article repeats counts 0 times: whether it is still said is not known.
    if (!agrees || (said.has_repeated && size_of(said) != before)) return std::nullopt;
    return said;
}

namespace {

Gathered gathered_with(const MergeIndex::Said& said, const State& state, std::span<const LocalId> more) {
    Gathered gathered;
    gathered.add(said);
    for (LocalId number : more) {
        const Local& local = state.locals[number];
        gathered.add(local, state.articles[local.article].same_text == local.article);
    }
    return gathered;
}

} // namespace

VertexRecord record_with(const MergeIndex::Said& said, const State& state, std::span<const LocalId> more,
                         std::span<const std::string_view> keys) {
    return make_record(gathered_with(said, state, more), keys);
}

MergeIndex::Said said_with(const MergeIndex::Said& said, const State& state, std::span<const LocalId> more) {
    return gathered_with(said, state, more).said();
}

} // namespace banggiao::merging
