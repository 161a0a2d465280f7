// Takes nodes, relationships and paths. Hands out what the graph knows of them: labels, type, properties,
// ends, the words an edge comes from, and nodes by name.
#include <banggiao/query/evaluation_detail.h>

#include <algorithm>
#include <limits>

namespace banggiao::query {

namespace {

using Context = EvaluationContext;
using Arguments = std::span<const Value>;

/// The kit demands InvalidArgumentValue of labels() and type(), whose argument's type only a running query
/// knows.
QueryError takes_value(std::string_view function, std::string_view wanted, const Value& value) {
    return invalid_value(wrong_argument(function, wanted, value).message);
}

ValueResult id(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (value.is(ValueType::node)) return Value(std::int64_t{value.node().id});
    if (value.is(ValueType::edge)) return Value(std::int64_t{value.edge().id});
    return wrong_argument("id", "NODE or a RELATIONSHIP", value);
}

ValueResult labels(const Context& context, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (!value.is(ValueType::node)) return takes_value("labels", "NODE", value);
    if (context.graph->is_erased(value.node())) return erased(value);
    List names;
    for (const LabelId label : context.graph->labels(value.node().id))
        names.emplace_back(context.graph->label_name(label));
    return Value(std::move(names));
}

ValueResult type(const Context& context, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (!value.is(ValueType::edge)) return takes_value("type", "RELATIONSHIP", value);
    return Value(context.graph->type_name(context.graph->type(value.edge().id)));
}

/// The properties of a node or relationship as a map.
Map properties_of(const Context& context, const Value& entity) {
    Map map;
    const auto all = entity.is(ValueType::node) ? context.graph->vertex_properties(entity.node().id)
                                                : context.graph->edge_properties(entity.edge().id);
    for (const auto& [key, value] : all) map.emplace(context.graph->key_name(key), value);
    return map;
}

ValueResult properties(const Context& context, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null() || value.is(ValueType::map)) return value;
    if (!value.is(ValueType::node) && !value.is(ValueType::edge))
        return wrong_argument("properties", "NODE, a RELATIONSHIP or a MAP", value);
    const bool gone = value.is(ValueType::node) ? context.graph->is_erased(value.node())
                                                : context.graph->is_erased(value.edge());
    if (gone) return erased(value);
    return Value(properties_of(context, value));
}

ValueResult keys(const Context& context, Arguments arguments) {
    const ValueResult map = properties(context, arguments);
    if (!map) return map;
    if (map->is_null()) return Value();
    List names;
    for (const auto& [key, value] : map->map()) names.emplace_back(key);
    return Value(std::move(names));
}

ValueResult start_node(const Context& context, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (!value.is(ValueType::edge)) return wrong_argument("startNode", "RELATIONSHIP", value);
    return Value(NodeReference{context.graph->source(value.edge().id)});
}

ValueResult end_node(const Context& context, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (!value.is(ValueType::edge)) return wrong_argument("endNode", "RELATIONSHIP", value);
    return Value(NodeReference{context.graph->target(value.edge().id)});
}

ValueResult nodes(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (!value.is(ValueType::path)) return wrong_argument("nodes", "PATH", value);
    List list;
    for (const VertexId node : value.path().nodes) list.emplace_back(NodeReference{node});
    return Value(std::move(list));
}

ValueResult relationships(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (!value.is(ValueType::path)) return wrong_argument("relationships", "PATH", value);
    List list;
    for (const EdgeId edge : value.path().edges) list.emplace_back(EdgeReference{edge});
    return Value(std::move(list));
}

ValueResult length(const Context&, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (!value.is(ValueType::path)) return wrong_argument("length", "PATH", value);
    return Value(static_cast<std::int64_t>(value.path().edges.size()));
}

ValueResult evidence(const Context& context, Arguments arguments) {
    const Value& value = arguments[0];
    if (value.is_null()) return Value();
    if (!value.is(ValueType::edge)) return wrong_argument("evidence", "RELATIONSHIP", value);
    List list;
    for (const EdgeEvidence& piece : context.graph->evidence(value.edge().id))
        list.emplace_back(Map{{"article", piece.article},
                              {"start", static_cast<std::int64_t>(piece.span.start)},
                              {"end", static_cast<std::int64_t>(piece.span.end)},
                              {"rule", piece.rule},
                              {"text", piece.text.empty() ? Value() : Value(piece.text)}});
    return Value(std::move(list));
}

List as_nodes(const std::vector<VertexId>& found) {
    List list;
    for (const VertexId node : found) list.emplace_back(NodeReference{node});
    return list;
}

ValueResult find_name(const Context& context, Arguments arguments) {
    if (arguments[0].is_null()) return Value();
    if (!arguments[0].is(ValueType::string)) return wrong_argument("findName", "STRING", arguments[0]);
    return Value(as_nodes(context.graph->find_name(arguments[0].string())));
}

ValueResult find_name_prefix(const Context& context, Arguments arguments) {
    if (arguments[0].is_null()) return Value();
    if (!arguments[0].is(ValueType::string)) return wrong_argument("findNamePrefix", "STRING", arguments[0]);
    std::int64_t limit = std::numeric_limits<std::int32_t>::max();
    if (arguments.size() > 1) {
        if (!arguments[1].is(ValueType::integer))
            return wrong_argument("findNamePrefix", "whole number of nodes", arguments[1]);
        limit = std::max<std::int64_t>(0, arguments[1].integer());
    }
    return Value(
        as_nodes(context.graph->find_name_prefix(arguments[0].string(), static_cast<std::size_t>(limit))));
}

constexpr Function table[] = {
    {"endNode", 1, 1, end_node},
    {"evidence", 1, 1, evidence},
    {"findName", 1, 1, find_name},
    {"findNamePrefix", 1, 2, find_name_prefix},
    {"id", 1, 1, id},
    {"keys", 1, 1, keys},
    {"labels", 1, 1, labels},
    {"length", 1, 1, length},
    {"nodes", 1, 1, nodes},
    {"properties", 1, 1, properties},
    {"relationships", 1, 1, relationships},
    {"startNode", 1, 1, start_node},
    {"type", 1, 1, type},
};

} // namespace

std::span<const Function> graph_functions() {
    return table;
}

} // namespace banggiao::query
