// Takes the commands of the shell, which begin with a colon. Hands out what they print.
#include <banggiao/graph/schema.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/output.h>
#include <banggiao/tools/pager.h>
#include <banggiao/tools/parameters.h>
#include <banggiao/tools/picture_file.h>
#include <banggiao/tools/selection.h>
#include <banggiao/tools/shell.h>
#include <banggiao/tools/table.h>
#include <banggiao/tools/wording.h>

#include <algorithm>
#include <iostream>
#include <set>
#include <sstream>

namespace banggiao::tools {

namespace {

constexpr std::uint32_t most_sampled = 1000;

Error used_wrongly(const std::string& what, const std::string& remedy) {
    return {ErrorKind::invalid_argument, what, "", remedy};
}

std::string joined(const std::set<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string labels_of(const FrozenGraph& graph, VertexId vertex) {
    std::set<std::string> labels;
    for (LabelId label : graph.labels(vertex)) labels.emplace(graph.label_name(label));
    return joined(labels);
}

/// Labels with their nodes and the properties that the first of them have.
Table table_of_labels(const FrozenGraph& graph) {
    Table table{{"label", "nodes", "properties"}, {}, {false, true}};
    for (LabelId label = 0; label < graph.label_count(); ++label) {
        const auto vertices = graph.vertices_with(label);
        std::set<std::string> keys;
        for (VertexId vertex : vertices.first(std::min<std::size_t>(vertices.size(), most_sampled))) {
            for (const auto& [key, _] : graph.vertex_properties(vertex)) keys.emplace(graph.key_name(key));
        }
        table.rows.push_back(
            {std::string(graph.label_name(label)), std::to_string(vertices.size()), joined(keys)});
    }
    return table;
}

/// What the first relationships of each type join and have, and how many there are.
Table table_of_types(const FrozenGraph& graph) {
    struct Seen {
        std::uint32_t count = 0;
        std::set<std::string> from, to, keys;
    };
    std::vector<Seen> seen(graph.type_count());
    for (EdgeId edge = 0; edge < graph.edge_count(); ++edge) {
        Seen& of_type = seen[graph.type(edge)];
        if (++of_type.count > most_sampled) continue;
        for (LabelId label : graph.labels(graph.source(edge))) of_type.from.emplace(graph.label_name(label));
        for (LabelId label : graph.labels(graph.target(edge))) of_type.to.emplace(graph.label_name(label));
        for (const auto& [key, _] : graph.edge_properties(edge)) of_type.keys.emplace(graph.key_name(key));
    }
    Table table{{"relationship", "number", "from", "to", "properties"}, {}, {false, true}};
    for (TypeId type = 0; type < graph.type_count(); ++type)
        table.rows.push_back({std::string(graph.type_name(type)), std::to_string(graph.edges_with(type)),
                              joined(seen[type].from), joined(seen[type].to), joined(seen[type].keys)});
    return table;
}

} // namespace

const std::vector<Shell::Command>& Shell::commands() {
    static const std::vector<Command> all{
        {"help", "", "this list", &Shell::help},
        {"schema", "", "labels, relationships and their properties, with numbers", &Shell::schema},
        {"format", "[FORMAT]", "how rows are printed: table, json, jsonl, csv, tsv, dot or svg",
         &Shell::format},
        {"param", "[NAME=VALUE]", "a value for $NAME; alone: the values there are", &Shell::parameter},
        {"find", "NAME", "nodes whose names begin so, with or without marks", &Shell::find},
        {"map", "FILE [QUERY]",
         "draw what a query returns, unless told the last one: FILE.svg, .png, .pdf, .dot", &Shell::map},
        {"explain", "[QUERY]", "the plan of a query, unless told of the last one", &Shell::explain},
        {"complete", "[WORDS]", "what may stand behind these words, as the Tab key offers it", &Shell::offer},
        {"quit", "", "leave; Ctrl-D does too", &Shell::quit},
    };
    return all;
}

void Shell::command(const std::string& line) {
    const std::size_t space = line.find(' ');
    const std::string name = line.substr(1, space == line.npos ? space : space - 1);
    const std::string rest = space == line.npos ? "" : line.substr(line.find_first_not_of(' ', space));
    const auto found = std::find_if(commands().begin(), commands().end(),
                                    [&](const Command& each) { return each.name == name; });
    if (found != commands().end()) return (this->*found->run)(rest);
    fail(used_wrongly("there is no command ':" + name + "'", "try :help"));
}

void Shell::help(const std::string&) {
    std::string text = in_language("A query ends with ; or an empty line. Tab completes words and, within "
                                   "quotation marks, names.",
                                   asking_.language) +
                       "\n";
    for (const Command& each : commands()) {
        std::string usage = ":" + std::string(each.name) + " " + std::string(each.words);
        usage.resize(std::max<std::size_t>(usage.size(), 22), ' ');
        text += "  " + usage + " " + in_language(each.help, asking_.language) + "\n";
    }
    print_by_page(text);
}

void Shell::schema(const std::string&) {
    std::ostringstream text;
    Table labels = table_of_labels(session_.graph()), types = table_of_types(session_.graph());
    translate(labels, asking_.language);
    translate(types, asking_.language);
    print_table(text, labels, style_of_terminal());
    text << "\n";
    print_table(text, types, style_of_terminal());
    print_by_page(text.str());
}

void Shell::format(const std::string& rest) {
    const auto& formats = output_formats();
    if (rest.empty()) {
        std::cout << asking_.format << "\n";
    } else if (std::find(formats.begin(), formats.end(), rest) != formats.end()) {
        asking_.format = rest;
    } else {
        fail(used_wrongly("there is no format '" + rest + "'", "table, json, jsonl, csv, tsv, dot or svg"));
    }
}

void Shell::parameter(const std::string& rest) {
    if (rest.empty()) {
        for (const auto& [name, value] : asking_.parameters)
            std::cout << name << "=" << to_json(value, session_.graph()) << "\n";
        return;
    }
    const auto added = parse_parameters({rest});
    if (!added) return fail(used_wrongly("'" + rest + "' is not NAME=VALUE", "write :param year=2017"));
    for (const auto& [name, value] : *added) asking_.parameters.insert_or_assign(name, value);
}

void Shell::find(const std::string& rest) {
    if (rest.empty()) return fail(used_wrongly("find whom?", "write :find quang ninh"));
    const FrozenGraph& graph = session_.graph();
    Table table{{"name", "labels", "id"}, {}, {}};
    for (VertexId vertex : graph.find_name_prefix(rest, most_sampled))
        table.rows.push_back(
            {name_of_vertex(graph, vertex), labels_of(graph, vertex), id_of_vertex(graph, vertex)});
    if (table.rows.empty()) return fail(used_wrongly("no name begins with '" + rest + "'", ""));
    translate(table, asking_.language);
    print_by_page(table);
}

void Shell::map(const std::string& rest) {
    const std::size_t space = rest.find(' ');
    const std::string file = rest.substr(0, space);
    const std::string text = space == rest.npos ? asking_.text : rest.substr(space + 1);
    if (file.empty()) return fail(used_wrongly("draw where?", "write :map FILE.svg, .png, .pdf or .dot"));
    const auto format = picture_format(file);
    if (!format) return fail(format.error());
    if (text.empty())
        return fail(used_wrongly("there is no query to draw yet", "write :map " + file + " QUERY"));
    const auto selection = select_by_query(session_, text, asking_.parameters);
    if (!selection) {
        tools::fail(selection.error(), text);
        failed_ = true;
        return;
    }
    if (selection->vertices.empty() && selection->edges.empty())
        return fail(used_wrongly("the query returns nothing that can be drawn",
                                 "return nodes, relationships or paths: MATCH p = (a)-[:MET]-(b) RETURN p"));
    DrawingOptions drawing;
    if (!asking_.language.empty()) drawing.language = asking_.language;
    const auto picture = render(session_.graph(), *selection, *format, drawing);
    if (!picture) return fail(picture.error());
    if (const Status written = write_file(file, *picture); !written) return fail(written.error());
    std::cout << file << "\n";
}

void Shell::explain(const std::string& rest) {
    const std::string text = rest.empty() ? asking_.text : rest;
    if (text.empty()) return fail(used_wrongly("there is no query to explain yet", "write :explain QUERY"));
    const auto prepared = session_.engine.prepare(text);
    if (!prepared) {
        tools::fail(prepared.error(), text);
        failed_ = true;
        return;
    }
    print_by_page(prepared->explain());
}

void Shell::offer(const std::string& rest) {
    for (const std::string& candidate : complete(rest).candidates) std::cout << candidate << "\n";
}

void Shell::quit(const std::string&) {
    over_ = true;
}

} // namespace banggiao::tools
