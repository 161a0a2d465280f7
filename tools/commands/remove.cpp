// banggiao remove: takes articles out of a store; the graph becomes the one that never saw them.
#include <banggiao/graph/store/store.h>
#include <banggiao/tools/background.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/wording.h>

#include <iostream>
#include <memory>
#include <string_view>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store, language = "en";
    std::vector<std::string> articles;
};

/// Before the id of an article in the id of its node, which queries hand out.
constexpr std::string_view node_prefix = "article/";

int run(const Options& options) {
    auto store = Store::open(options.store, Store::Mode::write);
    if (!store) return fail(store.error());
    std::size_t removed = 0;
    int status = exit_ok;
    for (const std::string& id : options.articles) {
        auto was_there = store->remove(id);
        if (was_there && !*was_there && id.starts_with(node_prefix))
            was_there = store->remove(id.substr(node_prefix.size()));
        if (!was_there) return fail(was_there.error());
        removed += *was_there;
        if (!*was_there)
            status =
                fail({ErrorKind::not_found, "no article '" + id + "'", options.store,
                      "its articles: banggiao query " + options.store + " 'MATCH (a:Article) RETURN a.id'"});
    }
    if (const Status done = store->commit(); !done) return fail(done.error());
    std::cout << in_language(std::to_string(removed) + " removed", options.language) << "\n";
    if (const Status built = update_graph(*store); !built) return fail(built.error());
    refresh_in_background(options.store);
    return status;
}

} // namespace

void add_remove(CommandLine& line) {
    Subcommand command =
        line.add("remove", "Take articles out of a store", "banggiao remove news.kg virginia-2017");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg").required();
    command.option("ARTICLE_ID", options->articles, "Ids of articles, or of their nodes: article/ID")
        .required();
    command.language(options->language);
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
