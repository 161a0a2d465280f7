// Takes keys that the merge speaks of. Hands out the articles that tell of each: keys are made from one
// article at a time, so those that mention the keys' nodes are merged one by one.
#include <banggiao/graph/merge.h>
#include <banggiao/graph/schema.h>
#include <banggiao/tools/tellers.h>

#include <string_view>

namespace banggiao::tools {

namespace {

constexpr std::size_t most_articles = 256;
constexpr std::string_view article_prefix = "article/";

/// Adds the ids of the articles that mention a node.
void add_mentioning(const query::GraphView& graph, VertexId vertex, std::set<std::string>& articles) {
    for (const EdgeId edge : graph.edges_at(vertex)) {
        if (graph.type_name(graph.type(edge)) != schema::edge::mentioned_in) continue;
        const std::string article = id_of_vertex(graph, graph.target(edge));
        if (graph.source(edge) == vertex && article.starts_with(article_prefix))
            articles.insert(article.substr(article_prefix.size()));
    }
}

/// Adds an article to those of the wanted keys that it tells of.
void add_told(const Facts& facts, const std::set<std::string>& wanted, Tellers& tellers) {
    const FrozenGraph alone = freeze(merge(std::span(&facts, 1)).graph);
    const query::GraphView graph(alone);
    for (VertexId vertex = 0; vertex < alone.vertex_count(); ++vertex) {
        for (const std::string& key : keys_of(graph, vertex))
            if (wanted.contains(key)) tellers[key].push_back(facts.article.id);
    }
}

} // namespace

std::vector<std::string> keys_of(const query::GraphView& graph, VertexId vertex) {
    const auto property = graph.find_key("keys");
    const Value all = property ? graph.vertex_property(vertex, *property) : Value();
    std::vector<std::string> keys;
    if (!all.is(ValueType::list)) return keys;
    for (const Value& key : all.list())
        if (key.is(ValueType::string)) keys.push_back(key.string());
    return keys;
}

Result<Tellers> tellers_of(const std::set<std::string>& keys, const std::set<VertexId>& nodes,
                           const Session& session, const std::string& store_path) {
    std::set<std::string> articles;
    for (const VertexId node : nodes) add_mentioning(session.view(), node, articles);
    const auto store = Store::open(store_path, Store::Mode::read);
    if (!store) return store.error();
    Tellers tellers;
    std::size_t read = 0;
    for (const std::string& article : articles) {
        if (++read > most_articles) break;
        const auto facts = store->facts(article);
        if (!facts) return facts.error();
        if (*facts) add_told(**facts, keys, tellers);
    }
    return tellers;
}

} // namespace banggiao::tools
