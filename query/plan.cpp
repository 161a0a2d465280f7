// Takes the kind of an operator. Hands out its name, as EXPLAIN shows it.
#include <banggiao/query/plan.h>

#include <array>

namespace banggiao::query {

namespace {

struct OperatorName {
    OperatorKind kind;
    std::string_view name;
};

constexpr std::array names{
    OperatorName{OperatorKind::argument, "Argument"},
    OperatorName{OperatorKind::all_nodes, "AllNodes"},
    OperatorName{OperatorKind::label_scan, "LabelScan"},
    OperatorName{OperatorKind::name_lookup, "NameLookup"},
    OperatorName{OperatorKind::edge_scan, "RelationshipScan"},
    OperatorName{OperatorKind::check_node, "CheckNode"},
    OperatorName{OperatorKind::expand, "Expand"},
    OperatorName{OperatorKind::expand_repeat, "ExpandRepeat"},
    OperatorName{OperatorKind::endpoints, "Endpoints"},
    OperatorName{OperatorKind::endpoints_repeat, "EndpointsRepeat"},
    OperatorName{OperatorKind::repeat_group, "RepeatGroup"},
    OperatorName{OperatorKind::shortest, "ShortestPaths"},
    OperatorName{OperatorKind::select_paths, "SelectPaths"},
    OperatorName{OperatorKind::path_mode, "PathMode"},
    OperatorName{OperatorKind::distinct_edges, "DistinctRelationships"},
    OperatorName{OperatorKind::filter, "Filter"},
    OperatorName{OperatorKind::project, "Project"},
    OperatorName{OperatorKind::unwind, "Unwind"},
    OperatorName{OperatorKind::optional, "Optional"},
    OperatorName{OperatorKind::aggregate, "Aggregate"},
    OperatorName{OperatorKind::sort, "Sort"},
    OperatorName{OperatorKind::skip, "Skip"},
    OperatorName{OperatorKind::limit, "Limit"},
    OperatorName{OperatorKind::distinct, "Distinct"},
    OperatorName{OperatorKind::unite, "Union"},
    OperatorName{OperatorKind::count_edges, "CountRelationships"},
    OperatorName{OperatorKind::count_pairs, "CountPairs"},
    OperatorName{OperatorKind::call, "Call"},
    OperatorName{OperatorKind::create, "Create"},
    OperatorName{OperatorKind::set, "Set"},
    OperatorName{OperatorKind::merge, "Merge"},
    OperatorName{OperatorKind::erase, "Delete"},
};

} // namespace

ast::Direction turned(ast::Direction direction) {
    if (direction == ast::Direction::both) return direction;
    return direction == ast::Direction::left ? ast::Direction::right : ast::Direction::left;
}

std::string_view name_of(OperatorKind kind) {
    for (const OperatorName& each : names)
        if (each.kind == kind) return each.name;
    return "";
}

} // namespace banggiao::query
