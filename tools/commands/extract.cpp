// banggiao extract: articles → facts, one JSON line an article, on standard output.
#include <banggiao/tools/command.h>

namespace banggiao::tools {

void add_extract(CLI::App& program, int& status) {
    CLI::App* command = program.add_subcommand("extract", "Print the facts of articles, one JSON line an article");
    command->callback([&status] { status = exit_failed; });
}

} // namespace banggiao::tools
