// Takes a part of the articles, merged as they were and as they will be. Hands out the vertices and edges
// that differ from the base.
#include <banggiao/graph/extend_compose_parts.h>
#include <banggiao/graph/schema.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

std::vector<bool> articles_among(const State& state, const std::set<std::string>& ids) {
    std::vector<bool> among;
    for (std::uint32_t article = 0; article < state.articles.size(); ++article)
        among.push_back(ids.contains(std::string(state.article_id(article))));
    return among;
}

std::vector<bool> mentions_asked(const State& state, const std::vector<bool>& articles,
                                 const PutAgain& again) {
    std::vector<bool> asked;
    for (const Local& local : state.locals)
        asked.push_back(articles[local.article] && again.is_asked(state, local));
    return asked;
}

} // namespace

bool can_be_anew(std::string_view id) {
    return id.starts_with("event/") || id.starts_with("agreement/");
}

bool is_place(const VertexRecord& record) {
    return std::find(record.labels.begin(), record.labels.end(), schema::label::place) != record.labels.end();
}

Composition::Composition(const PatchedGraph& its_base, const KnownIndex& its_index, PartialMerge& before,
                         PartialMerge& after, const ArticlesOfParts& its_articles)
    : base(its_base), near(its_base), index(its_index), state(after.state), known(*after.state.known),
      articles(its_articles), vertices(build_vertices(after.state)),
      is_new(articles_among(after.state, its_articles.added)),
      is_asked(mentions_asked(after.state, is_new, its_articles.again)), old_state(before.state),
      is_old(articles_among(before.state, its_articles.removed)),
      is_asked_old(mentions_asked(before.state, is_old, its_articles.again)) {}

bool Composition::doubt(Unsure reason, const std::string& about) {
    composed.unsure = reason;
    composed.about = about;
    return false;
}

std::vector<std::string> Composition::keys_of(VertexId vertex) const {
    std::vector<std::string> keys;
    for (const Value& key : vertices.records[vertex].properties.at("keys").list())
        keys.push_back(key.string());
    return keys;
}

bool Composition::is_anew(const std::string& id) const {
    if (!can_be_anew(id)) return false;
    const std::string* node = index.node(id);
    return !node || known.open.contains(*node);
}

bool Composition::is_changed(VertexId vertex) const {
    const auto here = of_base.find(vertex);
    return gone.contains(vertex) || (here != of_base.end() && changed[here->second]);
}

void Composition::need(const std::vector<VertexId>& all) {
    for (VertexId each : all)
        if (!articles.read.contains(each)) composed.needed.insert(each);
}

void Composition::keep_date(VertexId vertex, Properties& properties) const {
    for (const char* key : {"date", "year_inferred"}) {
        properties.erase(key);
        if (Value value = base.vertex_property(vertex, key); !value.is_null())
            properties.emplace(key, std::move(value));
    }
}

void Composition::take_as_known(VertexId vertex) {
    const VertexId its = base_of[vertex];
    Properties& properties = vertices.records[vertex].properties;
    if (id(vertex).starts_with("event/")) {
        keep_date(its, properties);
        vertices.kinds[vertex] = near.text(its, "kind");
        vertices.dates[vertex] = PartialDate::parse(near.text(its, "date"));
    } else if (is_place(vertices.records[vertex])) {
        properties["name"] = near.text(its, "name");
    }
}

Composed compose(const PatchedGraph& base, const KnownIndex& index, PartialMerge& before, PartialMerge& after,
                 const ArticlesOfParts& articles) {
    Composition parts(base, index, before, after, articles);
    if (place_vertices(parts) && compose_years(parts)) {
        compose_vertices(parts);
        compose_edges(parts);
        compose_said(parts);
    }
    return std::move(parts.composed);
}

} // namespace banggiao::merging
