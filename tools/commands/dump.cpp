// banggiao dump: the graph, one object a line, in a stable order.
#include <banggiao/graph/dump.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/session.h>

#include <iostream>
#include <memory>

namespace banggiao::tools {

namespace {

int run(const std::string& store) {
    const auto session = open_session(store);
    if (!session) return fail(session.error());
    if (const Status whole = session->graph().verify(); !whole) return fail(whole.error());
    dump(session->graph(), [](std::string_view line) { std::cout << line << "\n"; });
    if (!std::cout.flush())
        return fail({ErrorKind::storage, "cannot be written", "standard output", "is the disk full?"});
    return exit_ok;
}

} // namespace

void add_dump(CommandLine& line) {
    Subcommand command = line.add("dump", "Print the graph, one JSON object a line, in a stable order",
                                  "banggiao dump news.kg > news.jsonl");
    auto store = std::make_shared<std::string>();
    command.option("STORE", *store, "The store, FILE.kg").required();
    command.runs([store] { return run(*store); });
}

} // namespace banggiao::tools
