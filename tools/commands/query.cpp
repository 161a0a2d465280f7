// banggiao query: an openCypher query on a store, or on an empty graph in memory (`:memory:`).
#include <banggiao/tools/asking.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/output.h>
#include <banggiao/tools/pager.h>
#include <banggiao/tools/parameters.h>
#include <banggiao/tools/session.h>

#include <iostream>
#include <memory>
#include <sstream>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store, text, format = "table", timeout, language;
    std::vector<std::string> parameters;
    std::uint64_t memory = 0, rows = 0; ///< 0: no limit
    bool explain = false, by_page = true;
};

int run_in_memory(const Options& options, const query::Parameters& parameters, const query::Limits& limits) {
    query::MemoryGraph memory;
    std::vector<std::string> columns;
    const auto rows = memory.run(options.text, parameters, &columns, nullptr, limits);
    if (!rows) return fail(rows.error(), options.text);
    const auto writer = make_row_writer(options.format, std::cout, memory.graph(), columns, options.language);
    for (const query::Row& row : *rows) writer->row(row);
    if (const Status done = writer->finish(); !done) return fail(done.error());
    return exit_ok;
}

/// As they come, unless a person sits there, who gets them by the page.
int print_rows(const Session& session, const Asking& asking, bool by_page) {
    if (!by_page || terminal_height() == 0) return ask_and_write(session.engine, asking, std::cout);
    std::ostringstream rows;
    const int status = ask_and_write(session.engine, asking, rows);
    print_by_page(rows.str());
    return status;
}

int run(const Options& options) {
    const auto parameters = parse_parameters(options.parameters);
    if (!parameters) return fail(parameters.error()), exit_usage;
    query::Limits limits;
    limits.cancelled = &interrupted();
    if (!options.timeout.empty()) {
        const auto timeout = parse_duration(options.timeout);
        if (!timeout) return fail(timeout.error()), exit_usage;
        limits.timeout = *timeout;
    }
    if (options.memory > 0) limits.memory_bytes = options.memory;
    if (options.rows > 0) limits.rows = options.rows;
    if (options.store == ":memory:") return run_in_memory(options, *parameters, limits);
    const bool is_picture = options.format == "dot" || options.format == "svg";
    const auto session = open_session(options.store, is_picture ? Freshness::whole : Freshness::by_change);
    if (!session) return fail(session.error());
    if (!options.explain)
        return print_rows(*session, {options.text, *parameters, limits, options.format, options.language},
                          options.by_page);
    const auto prepared = session->engine.prepare(options.text);
    if (!prepared) return fail(prepared.error(), options.text);
    std::cout << prepared->explain();
    return exit_ok;
}

} // namespace

void add_query(CommandLine& line) {
    Subcommand command =
        line.add("query", "Ask a store in openCypher",
                 "banggiao query news.kg 'MATCH (a)-[m:MET]->(b) RETURN a.name, b.name, m.date'");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg, or :memory: for an empty graph").required();
    command.option("CYPHER", options->text, "The query").required();
    command.option("--format,-f", options->format, "table, json, jsonl, csv, tsv, dot or svg")
        .one_of(output_formats());
    command
        .option("--param,-p", options->parameters,
                "NAME=VALUE, for $NAME; numbers, true, null, lists and maps as in JSON, else text")
        .one_value_each();
    command.option("--timeout", options->timeout, "Give up after this long: 500ms, 10s, 2m");
    command.option("--memory", options->memory, "Give up when intermediate results take more: 512MB, 2GB")
        .bytes();
    command.option("--rows", options->rows, "Give up after this many rows");
    command.flag("--explain", options->explain, "Print the plan instead of the rows");
    command.language(options->language, "Language of the count below and of pictures: vi or en");
    command.flag("--pager,!--no-pager", options->by_page,
                 "By the page if longer than the terminal (the default)");
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
