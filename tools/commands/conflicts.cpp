// banggiao conflicts: facts that cannot both be so; both are in the graph.
#include <banggiao/tools/command.h>
#include <banggiao/tools/pager.h>
#include <banggiao/tools/session.h>
#include <banggiao/tools/wording.h>

#include <iostream>
#include <memory>

namespace banggiao::tools {

namespace {

int run(const std::string& path, const std::string& language) {
    const auto session = open_session(path, Freshness::by_change);
    if (!session) return fail(session.error());
    const auto notes = session->loaded.merge_notes();
    if (!notes) return fail(notes.error());
    Table table{{"rule", "about", "conflict"}, {}, {}};
    for (const Conflict& conflict : notes->conflicts) {
        std::string keys;
        for (const std::string& key : conflict.keys) keys += (keys.empty() ? "" : ", ") + key;
        table.rows.push_back({conflict.rule, keys, in_language(conflict.description, language)});
    }
    translate(table, language);
    if (table.rows.empty())
        std::cout << in_language("no conflict", language) << "\n";
    else
        print_by_page(table);
    return exit_ok;
}

} // namespace

void add_conflicts(CommandLine& line) {
    Subcommand command = line.add("conflicts", "Facts that cannot both be so", "banggiao conflicts news.kg");
    auto store = std::make_shared<std::string>(), language = std::make_shared<std::string>("en");
    command.option("STORE", *store, "The store, FILE.kg").required();
    command.language(*language);
    command.runs([store, language] { return run(*store, *language); });
}

} // namespace banggiao::tools
