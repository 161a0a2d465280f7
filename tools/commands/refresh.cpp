// banggiao refresh: makes the graph of a store anew where articles wait beside it, keeping nobody waiting.
#include <banggiao/graph/store/store.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/wording.h>

#include <iostream>
#include <memory>
#include <string_view>

namespace banggiao::tools {

namespace {

std::string_view words_for(Refreshed done) {
    switch (done) {
    case Refreshed::made_anew:
        return "the graph holds all articles now";
    case Refreshed::nothing_waits:
        return "no article waits";
    default:
        return "another process is refreshing the graph";
    }
}

int run(const std::string& path, const std::string& language) {
    const auto done = refresh_graph(path);
    if (!done) return fail(done.error());
    std::cout << in_language(std::string(words_for(*done)), language) << "\n";
    return exit_ok;
}

} // namespace

void add_refresh(CommandLine& line) {
    Subcommand command =
        line.add("refresh", "Work articles that wait into the graph, beside readers and writers",
                 "banggiao refresh news.kg");
    auto store = std::make_shared<std::string>(), language = std::make_shared<std::string>("en");
    command.option("STORE", *store, "The store, FILE.kg").required();
    command.language(*language);
    command.runs([store, language] { return run(*store, *language); });
}

} // namespace banggiao::tools
