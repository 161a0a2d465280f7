// banggiao dump: the graph, one object a line, in a stable order.
#include <banggiao/graph/dump.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/session.h>

#include <iostream>
#include <memory>

namespace banggiao::tools {

void add_dump(CLI::App& program, int& status) {
    CLI::App* command =
        program.add_subcommand("dump", "Print the graph, one JSON object a line, in a stable order");
    auto store = std::make_shared<std::string>();
    command->add_option("STORE", *store, "The store, FILE.kg")->required();
    command->footer("Example: banggiao dump news.kg > news.jsonl");
    command->callback([store, &status] {
        const auto session = open_session(*store);
        if (!session) {
            status = fail(session.error());
            return;
        }
        if (const Status whole = session->graph().verify(); !whole) {
            status = fail(whole.error());
            return;
        }
        dump(session->graph(), [](std::string_view line) { std::cout << line << "\n"; });
        if (!std::cout.flush())
            status = fail({ErrorKind::storage, "cannot be written", "standard output", "is the disk full?"});
    });
}

} // namespace banggiao::tools
