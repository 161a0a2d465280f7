// banggiao export: the graph, or what a query returns of it, in formats that other programs read.
#include <banggiao/graph/export/formats.h>
#include <banggiao/graph/export/records.h>
#include <banggiao/graph/store/import.h>
#include <banggiao/graph/store/whole_file.h>
#include <banggiao/query/evaluation.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/selection.h>
#include <banggiao/tools/session.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <memory>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store, format, output, query, array_delimiter = ";";
    bool no_text = false;
};

Status write_dot(const FrozenGraph& graph, const ExportOptions& options, std::ostream& out) {
    Selection all;
    for (VertexId vertex = 0; vertex < graph.vertex_count(); ++vertex) all.vertices.push_back(vertex);
    for (EdgeId edge = 0; edge < graph.edge_count(); ++edge) all.edges.push_back(edge);
    DrawingOptions drawing;
    drawing.quotations = options.quotations;
    const auto dot = to_dot(graph, options.selection ? *options.selection : all, drawing);
    if (!dot) return dot.error();
    out << *dot;
    return {};
}

using Writer = Status (*)(const FrozenGraph&, const ExportOptions&, std::ostream&);

/// Written, and not yet in its place. A writer that could not write says of no file that it could not.
Status write_file(store::WholeFile& file, Writer write, const FrozenGraph& graph, const ExportOptions& what) {
    Status written = file.out() ? write(graph, what, file.out()) : Status();
    if (const Status closed = file.close(); !closed) return closed;
    return written;
}

Status write_one_file(const std::string& path, Writer write, const FrozenGraph& graph,
                      const ExportOptions& what) {
    store::WholeFile file(path);
    const Status written = write_file(file, write, graph, what);
    return written ? file.keep() : written;
}

Status write_tables(const std::string& folder, const FrozenGraph& graph, const ExportOptions& what) {
    store::WholeFile vertices(folder + "/vertices.jsonl"), edges(folder + "/edges.jsonl");
    Status written = write_file(vertices, write_graphframes_vertices, graph, what);
    if (written) written = write_file(edges, write_graphframes_edges, graph, what);
    if (written) written = vertices.keep();
    return written ? edges.keep() : written;
}

/// Two tables in a folder.
Status write_graphframes(const std::string& folder, const FrozenGraph& graph, const ExportOptions& what) {
    std::error_code fault;
    const bool is_new = std::filesystem::create_directories(folder, fault);
    const Status written = write_tables(folder, graph, what);
    if (!written && is_new) std::filesystem::remove(folder, fault);
    return written;
}

/// neo4j's files go into a folder; `banggiao import` reads them too.
Status write_neo4j(const FrozenGraph& graph, const ExportOptions& what, const Options& options) {
    CsvExportOptions csv;
    csv.array_delimiter = options.array_delimiter.front();
    if (what.selection) csv.part = {what.selection->vertices, what.selection->edges};
    csv.evidence = [&](EdgeId edge) {
        std::vector<EdgeEvidence> evidence = graph.evidence(edge);
        for (EdgeEvidence& each : evidence)
            if (!what.quotations) each.text.clear();
        return drawing::evidence_text(evidence);
    };
    const auto written = export_csv(graph, options.output, csv);
    return written ? Status() : Status(written.error());
}

/// Of the formats that are one file.
const std::map<std::string, Writer> writers{{"graphml", write_graphml},   {"gexf", write_gexf},
                                            {"json", write_node_link},    {"cytoscape", write_cytoscape},
                                            {"ntriples", write_ntriples}, {"dot", write_dot}};

Status write_to(const Options& options, const FrozenGraph& graph, const ExportOptions& what) {
    if (options.format == "neo4j") return write_neo4j(graph, what, options);
    if (options.format == "graphframes") return write_graphframes(options.output, graph, what);
    return write_one_file(options.output, writers.at(options.format), graph, what);
}

int run(const Options& options) {
    if (options.array_delimiter.size() != 1) {
        std::cerr << "banggiao export: --array-delimiter: takes one character\n";
        return exit_usage;
    }
    const auto session = open_session(options.store);
    if (!session) return fail(session.error());
    if (const Status whole = session->graph().verify(); !whole) return fail(whole.error());
    ExportOptions what;
    what.quotations = !options.no_text;
    what.text_of = [](const Value& value) { return query::to_cypher_text(value); };
    if (!options.query.empty()) {
        auto selection = select_by_query(*session, options.query);
        if (!selection) return fail(selection.error(), options.query);
        what.selection = std::move(*selection);
    }
    if (const Status written = write_to(options, session->graph(), what); !written)
        return fail(written.error());
    std::cout << options.output << "\n";
    return exit_ok;
}

} // namespace

void add_export(CommandLine& line) {
    Subcommand command = line.add("export", "Write the graph in a format that other programs read",
                                  "banggiao export news.kg --to graphml news.graphml");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg").required();
    command.option("OUT", options->output, "The file to write; for neo4j and graphframes a folder")
        .required();
    command
        .option("--to", options->format,
                "graphml, gexf, json, cytoscape, neo4j, graphframes, ntriples or dot")
        .required()
        .one_of({"graphml", "gexf", "json", "cytoscape", "neo4j", "graphframes", "ntriples", "dot"});
    command.option("--query", options->query, "Only the nodes, relationships and paths of this query");
    command.flag("--no-text", options->no_text, "Without the words of the articles, for publishing");
    command.option("--array-delimiter", options->array_delimiter,
                   "neo4j: the character between the items of a list, ; if not given");
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
