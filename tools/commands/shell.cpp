// banggiao shell: queries typed one after another, with editing, history and completion; or piped.
#include <banggiao/tools/command.h>
#include <banggiao/tools/output.h>
#include <banggiao/tools/shell.h>

#include <memory>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store, format = "table", language;
};

} // namespace

void add_shell(CommandLine& line) {
    Subcommand command = line.add("shell", "Ask a store query after query, with completion and history",
                                  "banggiao shell news.kg");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg").required();
    command.option("--format,-f", options->format, "table, json, jsonl, csv, tsv, dot or svg")
        .one_of(output_formats());
    command.language(options->language);
    command.runs([options] { return run_shell(options->store, options->format, options->language); });
}

} // namespace banggiao::tools
