// banggiao import: a graph from elsewhere, as CSV files with neo4j-admin headers, into a store of its own.
#include <banggiao/graph/store/import.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/wording.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

namespace banggiao::tools {

namespace {

struct Options {
    std::string store, language = "en";
    std::vector<std::string> nodes, relationships;
    std::string delimiter = ",", array_delimiter = ";";
    unsigned threads = 0;
};

bool is_file(const std::string& path) {
    std::error_code fault;
    return std::filesystem::exists(path, fault);
}

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    for (std::size_t first = 0; first <= text.size();) {
        const std::size_t end = std::min(text.find(at, first), text.size());
        if (end > first) parts.push_back(text.substr(first, end - first));
        first = end + 1;
    }
    return parts;
}

/// `Label:Label=FILE,FILE`; without names `FILE,FILE`. What is a file's name as it stands is that file.
ImportFiles files_of(const std::string& word) {
    if (is_file(word)) return {{}, {word}};
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) return {{}, split(word, ',')};
    const std::string paths = word.substr(equals + 1);
    return {split(word.substr(0, equals), ':'),
            is_file(paths) ? std::vector<std::string>{paths} : split(paths, ',')};
}

/// One character, or `TAB`, which a shell makes hard to give.
std::optional<char> character_of(const std::string& word) {
    if (word == "TAB" || word == "\\t") return '\t';
    if (word.size() != 1 || word == "\"" || word == "\n" || word == "\r") return {};
    return word.front();
}

int used_wrongly(const std::string& what) {
    std::cerr << "banggiao import: " << what << "\n";
    return exit_usage;
}

int run(const Options& options) {
    const auto delimiter = character_of(options.delimiter), between = character_of(options.array_delimiter);
    if (!delimiter || !between || delimiter == between)
        return used_wrongly("--delimiter and --array-delimiter take one character each, and not the same");
    ImportOptions files;
    files.delimiter = *delimiter;
    files.array_delimiter = *between;
    files.threads = options.threads;
    for (const std::string& word : options.nodes) files.nodes.push_back(files_of(word));
    for (const std::string& word : options.relationships) files.relationships.push_back(files_of(word));
    for (const auto* group : {&files.nodes, &files.relationships})
        for (const ImportFiles& each : *group)
            if (each.paths.empty()) return used_wrongly("'NAME=' is followed by no file");
    const auto graph = import_csv(options.store, files);
    if (!graph) return fail(graph.error());
    std::cout << in_language(std::to_string(graph->vertex_count()) + " nodes, " +
                                 std::to_string(graph->edge_count()) + " relationships imported",
                             options.language)
              << "\n";
    return exit_ok;
}

} // namespace

void add_import(CommandLine& line) {
    Subcommand command =
        line.add("import", "Read a graph made elsewhere from CSV files into a store of its own",
                 "banggiao import roads.kg --nodes Place=places.csv --relationships ROAD=a.csv,b.csv.gz");
    auto options = std::make_shared<Options>();
    command
        .option("STORE", options->store,
                "The store, FILE.kg; an imported one is replaced, one of articles is not")
        .required();
    command
        .option("--nodes", options->nodes,
                "LABEL[:LABEL…]=FILE[,FILE…], or FILE with a column :LABEL. The first line names the columns "
                "as neo4j-admin has it: id:ID or id:ID(GROUP), name, year:int, tags:string[] …")
        .required();
    command.option("--relationships", options->relationships,
                   "TYPE=FILE[,FILE…], or FILE with a column :TYPE; columns :START_ID, :END_ID, year:int …");
    command.option("--delimiter", options->delimiter, "The character between fields; TAB for a tab");
    command.option("--array-delimiter", options->array_delimiter, "The character between a list's items");
    command.option("--threads", options->threads, "How many; as many as there are cores if not given");
    command.language(options->language);
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
