// Takes a base graph. Hands out what lies near in it, and the stages run on a part of the articles.
#include <banggiao/graph/extend_scope.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <array>

namespace banggiao::merging {

namespace {

namespace edge = schema::edge;

constexpr std::array of_members{edge::attended, edge::took_part, edge::party_to};

} // namespace

PartialMerge::PartialMerge(std::span<const Digest* const> digests, const Known& known, Names& names)
    : state(digests, {}, &names) {
    state.known = &known;
    state.index = &index;
    run_stages(state);
}

std::vector<VertexId> Neighbours::articles(VertexId vertex) const {
    return base_.targets(vertex, edge::mentioned_in);
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

std::vector<std::string> Neighbours::articles_of_edges(VertexId from, std::string_view type,
                                                       VertexId to) const {
    std::vector<std::string> ids;
    for (EdgeId edge : base_.edges_between(from, type, to))
        for (EdgeEvidence& evidence : base_.evidence(edge)) ids.push_back(std::move(evidence.article));
    return ids;
}

std::size_t Neighbours::article_count(VertexId vertex) const {
    return base_.out_degree(vertex, edge::mentioned_in);
}

std::vector<std::pair<VertexId, bool>> Neighbours::members(VertexId vertex) const {
    std::vector<std::pair<VertexId, bool>> all;
    for (EdgeId edge : base_.in_edges(vertex)) {
        const EdgeRecord record = base_.bare_edge_record(edge);
        if (std::find(of_members.begin(), of_members.end(), record.type) == of_members.end()) continue;
        const auto side = record.properties.find("side");
        const bool is_other = record.type != edge::party_to &&
                              (side == record.properties.end() || side->second == Value("other"));
        all.emplace_back(base_.source(edge), !is_other);
    }
    return all;
}

std::vector<VertexId> Neighbours::memberships(VertexId vertex) const {
    std::vector<VertexId> all;
    for (auto type : of_members) {
        auto some = base_.targets(vertex, type);
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

std::size_t Neighbours::membership_count(VertexId vertex) const {
    std::size_t count = 0;
    for (auto type : of_members) count += base_.out_degree(vertex, type);
    return count;
}

std::vector<VertexId> Neighbours::attended(VertexId person) const {
    return base_.targets(person, edge::attended);
}

std::vector<VertexId> Neighbours::attendees(VertexId event) const {
    return base_.sources(event, edge::attended);
}

std::vector<VertexId> Neighbours::places_of(VertexId event) const {
    return base_.targets(event, edge::held_in);
}

std::vector<VertexId> Neighbours::events_in(VertexId place) const {
    return base_.sources(place, edge::held_in);
}

std::string Neighbours::text(VertexId vertex, std::string_view key) const {
    Value value = base_.vertex_property(vertex, key);
    return value.is(ValueType::string) ? value.string() : std::string();
}

std::vector<std::string> Neighbours::keys(VertexId vertex) const {
    std::vector<std::string> keys;
    Value all = base_.vertex_property(vertex, "keys");
    if (!all.is(ValueType::list)) return keys;
    for (const Value& each : all.list())
        if (each.is(ValueType::string)) keys.push_back(each.string());
    return keys;
}

} // namespace banggiao::merging
