// Takes a base graph. Hands out what lies near in it, and the stages run on a part of the articles.
#include <banggiao/graph/extend_scope.h>
#include <banggiao/graph/schema.h>

#include <algorithm>

namespace banggiao::merging {

PartialMerge::PartialMerge(std::span<const Digest* const> digests, const Known& known, Names& names)
    : state(digests, {}, &names) {
    state.known = &known;
    state.index = &index;
    run_stages(state);
}

Neighbours::Neighbours(const FrozenGraph& base)
    : base_(base), mentioned_in_(base.find_type(schema::edge::mentioned_in)),
      attended_(base.find_type(schema::edge::attended)), took_part_(base.find_type(schema::edge::took_part)),
      party_to_(base.find_type(schema::edge::party_to)), held_in_(base.find_type(schema::edge::held_in)) {}

std::vector<VertexId> Neighbours::targets(VertexId vertex, std::optional<TypeId> type) const {
    if (!type) return {};
    auto found = base_.targets(base_.out_edges(vertex, *type));
    std::vector<VertexId> all(found.begin(), found.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::vector<VertexId> Neighbours::sources(VertexId vertex, std::optional<TypeId> type) const {
    if (!type) return {};
    auto found = base_.in_sources(vertex, *type);
    std::vector<VertexId> all(found.begin(), found.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::vector<VertexId> Neighbours::articles(VertexId vertex) const {
    return targets(vertex, mentioned_in_);
}

std::string Neighbours::article_id(VertexId article) const {
    std::string id = text(article, "id");
    return id.substr(std::min(std::string_view("article/").size(), id.size()));
}

std::vector<std::string> Neighbours::articles_of(VertexId vertex) const {
    std::vector<std::string> ids;
    for (VertexId article : articles(vertex)) ids.push_back(article_id(article));
    return ids;
}

std::size_t Neighbours::article_count(VertexId vertex) const {
    return mentioned_in_ ? base_.out_edges(vertex, *mentioned_in_).size() : 0;
}

std::vector<VertexId> Neighbours::members(VertexId vertex) const {
    std::vector<VertexId> all;
    for (auto type : {attended_, took_part_, party_to_}) {
        auto some = sources(vertex, type);
        all.insert(all.end(), some.begin(), some.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::vector<VertexId> Neighbours::memberships(VertexId vertex) const {
    std::vector<VertexId> all;
    for (auto type : {attended_, took_part_, party_to_}) {
        auto some = targets(vertex, type);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

std::vector<VertexId> Neighbours::attended(VertexId person) const {
    return targets(person, attended_);
}

std::vector<VertexId> Neighbours::attendees(VertexId event) const {
    return sources(event, attended_);
}

Value Neighbours::property(VertexId vertex, std::string_view key) const {
    auto known = keys_.find(key);
    if (known == keys_.end()) known = keys_.emplace(key, base_.find_key(key)).first;
    return known->second ? base_.vertex_property(vertex, *known->second) : Value();
}

std::vector<VertexId> Neighbours::places_of(VertexId event) const {
    return targets(event, held_in_);
}

std::vector<VertexId> Neighbours::events_in(VertexId place) const {
    return sources(place, held_in_);
}

std::string Neighbours::text(VertexId vertex, std::string_view key) const {
    Value value = property(vertex, key);
    return value.is(ValueType::string) ? value.string() : std::string();
}

std::vector<std::string> Neighbours::keys(VertexId vertex) const {
    std::vector<std::string> keys;
    Value all = property(vertex, "keys");
    if (!all.is(ValueType::list)) return keys;
    for (const Value& each : all.list())
        if (each.is(ValueType::string)) keys.push_back(each.string());
    return keys;
}

} // namespace banggiao::merging
