// banggiao extract: articles → facts, one JSON line an article, on standard output.
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/extraction.h>
#include <banggiao/tools/trace.h>

#include <iostream>
#include <memory>

namespace banggiao::tools {

namespace {

struct Options {
    std::vector<std::string> paths;
    ExtractionOptions extraction;
    bool trace = false;
};

int run(const Options& options) {
    bool skipped = false;
    ExtractionSinks sinks;
    if (options.trace)
        sinks.facts = [](const Facts& facts) { std::cout << trace(facts); };
    else
        sinks.line = [](const std::string& line) { std::cout << line << "\n"; };
    sinks.problem = [&](const Error& error) {
        fail(error);
        skipped = true;
    };
    sinks.note = [](const std::string& text) { note(text); };
    const Status done = extract_paths(options.paths, options.extraction, sinks);
    if (!done) return fail(done.error());
    if (!std::cout.flush())
        return fail({ErrorKind::storage, "cannot be written", "standard output", "is the disk full?"});
    return skipped || interrupted() ? exit_failed : exit_ok;
}

} // namespace

void add_extract(CommandLine& line) {
    Subcommand command = line.add("extract", "Print the facts of articles, one JSON line an article",
                                  "banggiao extract examples/articles > facts.jsonl");
    auto options = std::make_shared<Options>();
    command.option("PATH", options->paths, "Files (.txt, .html, .jsonl), folders, or - for standard input")
        .required();
    add_extraction_options(command, options->extraction);
    command.flag("--trace", options->trace,
                 "Instead print each article with what was found in it, and by which rule");
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
