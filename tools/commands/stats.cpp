// banggiao stats: how much of what a store holds.
#include <banggiao/graph/frozen_graph_sizes.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/session.h>

#include <cstdio>
#include <iostream>
#include <memory>

namespace banggiao::tools {

namespace {

void print_counts(const std::string& heading, std::vector<std::vector<std::string>> rows) {
    print_table(std::cout, {{heading, "count"}, std::move(rows), {false, true}}, style_of_terminal());
    std::cout << "\n";
}

std::vector<std::string> row(const std::string& what, std::uint64_t bytes, std::uint32_t count) {
    char each[32] = "";
    if (count > 0) std::snprintf(each, sizeof each, "%.1f", static_cast<double>(bytes) / count);
    return {what, std::to_string(bytes), each};
}

void print_sizes(const FrozenGraph& graph) {
    const GraphSizes sizes = sizes_of(graph);
    const std::uint32_t nodes = graph.vertex_count(), edges = graph.edge_count();
    print_table(
        std::cout,
        {{"the graph file's", "bytes", "for each"},
         {row("nodes", sizes.nodes, nodes), row("  their properties", sizes.node_properties, nodes),
          row("relationships", sizes.relationships, edges),
          row("  their properties", sizes.edge_properties, edges), row("evidence", sizes.evidence, edges),
          row("text", sizes.text, 0), row("all", sizes.all, 0)},
         {false, true, true}},
        style_of_terminal());
    std::cout << "\n";
}

int run(const std::string& path) {
    const auto session = open_session(path);
    if (!session) return fail(session.error());
    const FrozenGraph& graph = session->graph();
    std::vector<std::vector<std::string>> labels, types;
    for (std::size_t i = 0; i < graph.label_count(); ++i) {
        const auto label = static_cast<LabelId>(i);
        labels.push_back({std::string(graph.label_name(label)), std::to_string(count_with(graph, label))});
    }
    for (std::size_t i = 0; i < graph.type_count(); ++i) {
        const auto type = static_cast<TypeId>(i);
        types.push_back({std::string(graph.type_name(type)), std::to_string(graph.edges_with(type))});
    }
    print_counts("nodes with label", std::move(labels));
    print_counts("relationships of type", std::move(types));
    print_sizes(graph);
    if (const auto store = Store::open(path, Store::Mode::read); store && store->is_imported())
        std::cout << "imported: the store has no articles\n";
    std::cout << graph.vertex_count() << " nodes, " << graph.edge_count() << " relationships, revision "
              << session->loaded.revision << "\n";
    return exit_ok;
}

} // namespace

void add_stats(CommandLine& line) {
    Subcommand command = line.add("stats", "Count what a store holds", "banggiao stats news.kg");
    auto store = std::make_shared<std::string>();
    command.option("STORE", *store, "The store, FILE.kg").required();
    command.runs([store] { return run(*store); });
}

} // namespace banggiao::tools
