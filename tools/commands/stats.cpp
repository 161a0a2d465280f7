// banggiao stats: how much of what a store holds.
#include <banggiao/graph/frozen_graph_sizes.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/session.h>
#include <banggiao/tools/wording.h>

#include <cstdio>
#include <iostream>
#include <memory>

namespace banggiao::tools {

namespace {

void print_in(const std::string& language, Table table) {
    translate(table, language);
    print_table(std::cout, table, style_of_terminal());
    std::cout << "\n";
}

std::vector<std::string> row(const std::string& what, std::uint64_t bytes, std::uint32_t count) {
    char each[32] = "";
    if (count > 0) std::snprintf(each, sizeof each, "%.1f", static_cast<double>(bytes) / count);
    return {what, std::to_string(bytes), each};
}

void print_sizes(const FrozenGraph& graph, const std::string& language) {
    const GraphSizes sizes = sizes_of(graph);
    const std::uint32_t nodes = graph.vertex_count(), edges = graph.edge_count();
    const auto named = [&](std::string_view what, std::uint64_t bytes, std::uint32_t count) {
        return row(in_language(what, language), bytes, count);
    };
    print_in(
        language,
        {{"the graph file's", "bytes", "for each"},
         {named("nodes", sizes.nodes, nodes), named("  their properties", sizes.node_properties, nodes),
          named("relationships", sizes.relationships, edges),
          named("  their properties", sizes.edge_properties, edges), named("evidence", sizes.evidence, edges),
          named("text", sizes.text, 0), named("all", sizes.all, 0)},
         {false, true, true}});
}

int run(const std::string& path, const std::string& language) {
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
    print_in(language, {{"nodes with label", "count"}, std::move(labels), {false, true}});
    print_in(language, {{"relationships of type", "count"}, std::move(types), {false, true}});
    print_sizes(graph, language);
    if (const auto store = Store::open(path, Store::Mode::read); store && store->is_imported())
        std::cout << in_language("imported: the store has no articles", language) << "\n";
    std::cout << in_language(std::to_string(graph.vertex_count()) + " nodes, " +
                                 std::to_string(graph.edge_count()) + " relationships, revision " +
                                 std::to_string(session->loaded.revision),
                             language)
              << "\n";
    const Status sound = graph.status();
    return sound ? exit_ok : fail(sound.error());
}

} // namespace

void add_stats(CommandLine& line) {
    Subcommand command = line.add("stats", "Count what a store holds", "banggiao stats news.kg");
    auto store = std::make_shared<std::string>(), language = std::make_shared<std::string>("en");
    command.option("STORE", *store, "The store, FILE.kg").required();
    command.language(*language);
    command.runs([store, language] { return run(*store, *language); });
}

} // namespace banggiao::tools
