// Takes articles that go and come. Has read again what they mention, but for nodes of many articles, of which
// the index says what is said.
#include <banggiao/graph/extend_touched.h>
#include <banggiao/graph/schema.h>

#include <algorithm>

namespace banggiao::merging {

bool TouchedReading::read(const std::vector<const PartialMerge*>& alone, const KnownIndex& rest,
                          const PutAgain& again) {
    for (const PartialMerge* each : alone)
        for (const LocalArticle& article : each->state.articles) changing_.emplace(article.digest->id);
    const auto may_be_one = [this](const std::string& one, const std::string& other) {
        const auto a = vertex_then(one), b = vertex_then(other);
        return a && b && around_.may_be_one(*a, *b);
    };
    const auto is_there_anyway = [this](const std::string& person, const std::string& event) {
        return this->is_there_anyway(person, event);
    };
    const ToldByOthers told(rest, alone, again, {may_be_one, is_there_anyway});
    for (const PartialMerge* each : alone)
        if (!read_mentions(each->state, told, again) || !read_beside_moved(each->state, again)) return false;
    return std::all_of(opened_.begin(), opened_.end(), [this](const std::string& node) {
        return lone_.contains(node) || around_.look_around(node);
    });
}

bool TouchedReading::read_mentions(const State& state, const ToldByOthers& told, const PutAgain& again) {
    for (const Local& local : state.locals) {
        if (local.group == none) continue;
        const std::string& key = state.groups.key(local.group);
        const bool is_anew = told.is_touched(key);
        if (!is_anew && !again.is_asked(state, local)) continue;
        for (VertexId vertex : vertices_of(key)) {
            if (!is_anew && is_large(vertex)) continue;
            if (!around_.read_all(vertex)) return false;
            if (is_anew) opened_.insert(near_.text(vertex, "id"));
            if (is_anew && told.is_lone(key)) lone_.insert(near_.text(vertex, "id"));
        }
    }
    return look_around_told(state, [](const std::string&) { return true; });
}

/// What is told beside a key that moves from or to a node of many articles is told of both: the index says it
/// only if the other is one of many articles too.
bool TouchedReading::read_beside_moved(const State& state, const PutAgain& again) {
    const auto vertices = [&](LocalId local) {
        const GroupId group = state.locals[local].group;
        return group == none ? std::set<VertexId>() : vertices_of(state.groups.key(group));
    };
    for (const LocalEdge& edge : state.edges) {
        if (!again.contains(state.article_id(edge.article))) continue;
        for (auto [one, other] : {std::pair(edge.from, edge.to), std::pair(edge.to, edge.from)}) {
            if (!again.is_asked(state, state.locals[one])) continue;
            const std::set<VertexId> its = vertices(one);
            if (std::none_of(its.begin(), its.end(), [this](VertexId each) { return is_large(each); }))
                continue;
            for (VertexId vertex : vertices(other))
                if (!is_large(vertex) && !around_.read_all(vertex)) return false;
        }
    }
    return true;
}

bool TouchedReading::look_around_told(const State& state, const ArticlesAround::IsAsked& is_asked) {
    const auto told =
        around_.undecided(state, is_asked, [this](const std::string& key) { return vertex_then(key); });
    return std::all_of(told.begin(), told.end(), [this](const auto& each) {
        return around_.look_around_once(each.first, each.second);
    });
}

/// Whether other articles tell that someone took part in an event, too.
bool TouchedReading::is_there_anyway(const std::string& person, const std::string& event) const {
    const std::set<VertexId> people = vertices_of(person), events = vertices_of(event);
    const auto is_told = [&](VertexId who) {
        const auto articles = near_.articles_of_edges(who, schema::edge::attended, *events.begin());
        return std::any_of(articles.begin(), articles.end(),
                           [this](const std::string& article) { return !changing_.contains(article); });
    };
    return !people.empty() && events.size() == 1 && std::all_of(people.begin(), people.end(), is_told);
}

/// What of the base a key is then.
std::optional<VertexId> TouchedReading::vertex_then(const std::string& key) const {
    const auto given = then_.assigned.find(key);
    const std::string* node = given == then_.assigned.end() ? index_.node(key) : &given->second;
    return node ? index_.vertex(then_.name_in_base(*node)) : std::nullopt;
}

/// What it was, and what it is then.
std::set<VertexId> TouchedReading::vertices_of(const std::string& key) const {
    std::set<VertexId> vertices;
    const std::string* before = index_.node(key);
    for (auto vertex : {before ? index_.vertex(*before) : std::nullopt, vertex_then(key)})
        if (vertex) vertices.insert(*vertex);
    return vertices;
}

} // namespace banggiao::merging
