// banggiao stats: how much of what a store holds.
#include <banggiao/tools/command.h>
#include <banggiao/tools/session.h>

#include <iostream>
#include <memory>

namespace banggiao::tools {

namespace {

void print_counts(const std::string& heading, std::vector<std::vector<std::string>> rows) {
    print_table(std::cout, {{heading, "count"}, std::move(rows), {false, true}}, terminal_width());
    std::cout << "\n";
}

int run(const std::string& path) {
    const auto session = open_session(path);
    if (!session) return fail(session.error());
    const FrozenGraph& graph = session->graph();
    std::vector<std::vector<std::string>> labels, types;
    for (std::size_t i = 0; i < graph.label_count(); ++i) {
        const auto label = static_cast<LabelId>(i);
        labels.push_back(
            {std::string(graph.label_name(label)), std::to_string(graph.vertices_with(label).size())});
    }
    for (std::size_t i = 0; i < graph.type_count(); ++i) {
        const auto type = static_cast<TypeId>(i);
        types.push_back({std::string(graph.type_name(type)), std::to_string(graph.edges_with(type))});
    }
    print_counts("nodes with label", std::move(labels));
    print_counts("relationships of type", std::move(types));
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
