// Takes what a person writes of two nodes or an edge, by name or key. Hands out judgements that name keys.
#include <banggiao/graph/schema.h>
#include <banggiao/graph/text.h>
#include <banggiao/tools/judging.h>

#include <algorithm>
#include <set>

namespace banggiao::tools {

namespace {

std::string text_property(const query::GraphView& graph, EdgeId edge, std::string_view key) {
    const auto id = graph.find_key(key);
    const Value value = id ? graph.edge_property(edge, *id) : Value();
    return value.is(ValueType::string) ? value.string() : "";
}

/// What tells the edges of one type between two nodes apart.
std::string detail_of(const query::GraphView& graph, EdgeId edge) {
    const std::string_view type = graph.type_name(graph.type(edge));
    if (type == schema::edge::holds) return text_property(graph, edge, "title");
    if (type == schema::edge::partner_of) return text_property(graph, edge, "kind");
    return type == schema::edge::met ? text_property(graph, edge, "date") : "";
}

EdgeName name_of(const query::GraphView& graph, EdgeId edge) {
    const std::string detail = detail_of(graph, edge);
    std::string type(graph.type_name(graph.type(edge)));
    if (!detail.empty()) type += " " + detail;
    return {id_of_vertex(graph, graph.source(edge)), type, id_of_vertex(graph, graph.target(edge))};
}

/// What stands before the `/` of a key; people that only one article knows are people too.
std::string_view kind_of(std::string_view key) {
    const std::string_view kind = key.substr(0, key.find('/'));
    return kind.substr(0, kind.find('~'));
}

/// The other end of an edge at a vertex.
VertexId far_end(const query::GraphView& graph, EdgeId edge, VertexId vertex) {
    const VertexId source = graph.source(edge);
    return source == vertex ? graph.target(edge) : source;
}

/// Whether there is an edge between two nodes, in either direction, of this name or bare type.
bool has_edge(const query::GraphView& graph, VertexId from, VertexId to, const std::string& type) {
    const std::vector<EdgeId> edges = graph.edges_at(from);
    return std::any_of(edges.begin(), edges.end(), [&](EdgeId edge) {
        if (far_end(graph, edge, from) != to) return false;
        return type == graph.type_name(graph.type(edge)) || type == name_of(graph, edge).type;
    });
}

Error no_such_edge(const query::GraphView& graph, VertexId from, VertexId to, const std::string& type) {
    std::string known;
    for (const std::string& edge : edge_names(graph, from, to)) known += "\n  " + edge;
    return {ErrorKind::not_found,
            "no " + type + " between " + name_of_vertex(graph, from) + " and " + name_of_vertex(graph, to),
            "", known.empty() ? "" : "there are:" + known};
}

/// Of nodes that are not there nothing is known.
Status find_edge(const query::GraphView& graph, std::string_view from, std::string_view to,
                 const std::string& type) {
    const auto source = find_key(graph, from);
    const auto target = find_key(graph, to);
    if (!source || !target || has_edge(graph, *source, *target, type)) return {};
    return no_such_edge(graph, *source, *target, type);
}

} // namespace

Result<std::string> key_meant(const std::optional<Session>& session, std::string_view text) {
    if (is_key(text)) return to_nfc(text);
    if (!session) return Error{ErrorKind::not_found, "'" + std::string(text) + "' is no key", "", ""};
    const auto vertex = find_one(session->view(), text);
    if (!vertex) return vertex.error();
    return id_of_vertex(session->view(), *vertex);
}

Result<Judgement> judgement_of(const std::optional<Session>& session, Judgement::Kind kind,
                               std::string_view a, std::string_view b) {
    auto first = key_meant(session, a);
    if (!first) return std::move(first).error();
    auto second = key_meant(session, b);
    if (!second) return std::move(second).error();
    if (*first == *second)
        return Error{ErrorKind::conflict, "both mean " + *first, "",
                     kind == Judgement::Kind::same ? "it is one node already"
                                                   : "name two of its keys: banggiao why lists them"};
    return Judgement{kind, *first, *second, ""};
}

Status check_kinds(const Judgement& judgement) {
    const bool can_be =
        !is_key(judgement.a) || !is_key(judgement.b) || kind_of(judgement.a) == kind_of(judgement.b);
    if (judgement.kind != Judgement::Kind::same || can_be) return {};
    return Error{ErrorKind::conflict,
                 judgement.a + " and " + judgement.b + " are of two kinds and can never be one", "",
                 "name two nodes of one kind, as what stands before / says"};
}

Result<Judgement> rejection_of(const std::optional<Session>& session, std::string_view text) {
    const auto edge = edge_name_from(text);
    if (!edge)
        return Error{ErrorKind::invalid_argument, edge.error().message, "",
                     "copy an edge as 'banggiao why' prints it: FROM -[TYPE]-> TO"};
    auto from = key_meant(session, edge->from);
    if (!from) return std::move(from).error();
    auto to = key_meant(session, edge->to);
    if (!to) return std::move(to).error();
    if (session)
        if (const Status known = find_edge(session->view(), *from, *to, edge->type); !known)
            return known.error();
    return Judgement{Judgement::Kind::reject, *from, *to, edge->type};
}

std::vector<std::string> edge_names(const query::GraphView& graph, VertexId vertex,
                                    std::optional<VertexId> other) {
    std::set<std::string> names;
    const auto add = [&](EdgeId edge, VertexId end) {
        const bool wanted =
            other ? end == *other : graph.type_name(graph.type(edge)) != schema::edge::mentioned_in;
        if (wanted) names.insert(to_text(name_of(graph, edge)));
    };
    for (const EdgeId edge : graph.edges_at(vertex)) add(edge, far_end(graph, edge, vertex));
    return {names.begin(), names.end()};
}

} // namespace banggiao::tools
