// Takes a store's graph and what a person wants of it. Hands out the nodes and relationships to draw or
// export.
#include <banggiao/tools/output.h>
#include <banggiao/tools/selection.h>

#include <algorithm>
#include <set>

namespace banggiao::tools {

namespace {

std::string text_property(const FrozenGraph& graph, EdgeId edge, std::string_view name) {
    const auto key = graph.find_key(name);
    if (!key) return "";
    const Value value = graph.edge_property(edge, *key);
    return value.is(ValueType::string) ? value.string() : "";
}

/// When a relationship is known to have been: its date, else when it was first and last seen.
bool lies_within(const FrozenGraph& graph, EdgeId edge, const RelationshipFilter& filter) {
    const std::string date = text_property(graph, edge, "date");
    const auto first = PartialDate::parse(date.empty() ? text_property(graph, edge, "first_seen") : date);
    const auto last = PartialDate::parse(date.empty() ? text_property(graph, edge, "last_seen") : date);
    if (!first || !last || !first->has_year()) return false;
    return (!filter.from || last->latest() >= filter.from->earliest()) &&
           (!filter.to || first->earliest() <= filter.to->latest());
}

} // namespace

bool passes(const FrozenGraph& graph, EdgeId edge, const RelationshipFilter& filter) {
    if (graph.type_name(graph.type(edge)) != filter.type) return false;
    if (!filter.kinds.empty()) {
        const std::string kind = text_property(graph, edge, "kind");
        if (std::find(filter.kinds.begin(), filter.kinds.end(), kind) == filter.kinds.end()) return false;
    }
    return (!filter.from && !filter.to) || lies_within(graph, edge, filter);
}

Selection select_all(const FrozenGraph& graph, const RelationshipFilter& filter) {
    Selection selection;
    for (EdgeId edge = 0; edge < graph.edge_count(); ++edge) {
        if (passes(graph, edge, filter)) selection.edges.push_back(edge);
    }
    return selection;
}

Selection select_around(const FrozenGraph& graph, VertexId centre, std::size_t depth,
                        const RelationshipFilter& filter) {
    Selection selection{{centre}, {}};
    std::set<VertexId> seen{centre};
    std::set<EdgeId> taken;
    std::vector<VertexId> frontier{centre};
    for (; depth > 0 && !frontier.empty(); --depth) {
        std::vector<VertexId> next;
        const auto follow = [&](EdgeId edge, VertexId other) {
            if (!passes(graph, edge, filter) || !taken.insert(edge).second) return;
            if (seen.insert(other).second) next.push_back(other);
        };
        for (VertexId vertex : frontier) {
            const EdgeRange out = graph.out_edges(vertex);
            for (EdgeId edge = out.first; edge < out.last; ++edge) follow(edge, graph.target(edge));
            for (EdgeId edge : graph.in_edges(vertex)) follow(edge, graph.source(edge));
        }
        frontier = std::move(next);
    }
    selection.edges.assign(taken.begin(), taken.end());
    return selection;
}

Result<Selection, query::QueryError> select_by_query(const Session& session, const std::string& text,
                                                     const query::Parameters& parameters) {
    const auto prepared = session.engine.prepare(text);
    if (!prepared) return prepared.error();
    auto cursor = prepared->run(parameters, {{}, {}, {}, &interrupted()});
    if (!cursor) return cursor.error();
    Selection selection;
    for (;;) {
        const auto row = cursor->next();
        if (!row) return row.error();
        if (!*row) return selection;
        for (const Value& value : **row) collect(value, selection);
    }
}

} // namespace banggiao::tools
