// banggiao check: integrity of the store and of the graph beside it.
#include <banggiao/graph/dump.h>
#include <banggiao/graph/merge.h>
#include <banggiao/graph/store/store.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/wording.h>

#include <iostream>
#include <memory>

namespace banggiao::tools {

namespace {

std::string dump_text(const FrozenGraph& graph) {
    std::string text;
    dump(graph, [&](std::string_view line) { text.append(line) += '\n'; });
    return text;
}

/// The store's own faults, and whether its graph is the one its articles make.
Result<std::vector<std::string>> faults_of(const std::string& path) {
    auto store = Store::open(path, Store::Mode::read);
    if (!store) return store.error();
    auto faults = store->check();
    if (!faults) return faults;
    if (store->is_imported()) return faults;
    const auto loaded = load_graph(path);
    if (!loaded) return loaded.error();
    std::vector<Facts> facts;
    const Status read = store->for_each([&](const Facts& article) { facts.push_back(article); });
    if (!read) return read.error();
    const auto judgements = store->judgements();
    if (!judgements) return judgements.error();
    if (!loaded->behind && dump_text(loaded->graph) != dump_text(freeze(merge(facts, *judgements).graph)))
        faults->push_back("the graph file is not the graph of the articles; remove it to have it rebuilt");
    return faults;
}

int run(const std::string& path, const std::string& language) {
    const auto faults = faults_of(path);
    if (!faults) return fail(faults.error());
    for (const std::string& fault : *faults) note(path + ": " + in_language(fault, language));
    const std::string count = std::to_string(faults->size()) + " faults";
    std::cout << in_language(faults->empty() ? "no fault found" : count, language) << "\n";
    return faults->empty() ? exit_ok : exit_failed;
}

} // namespace

void add_check(CommandLine& line) {
    Subcommand command = line.add("check", "Check the store and its graph", "banggiao check news.kg");
    auto store = std::make_shared<std::string>(), language = std::make_shared<std::string>("en");
    command.option("STORE", *store, "The store, FILE.kg").required();
    command.language(*language);
    command.runs([store, language] { return run(*store, *language); });
}

} // namespace banggiao::tools
